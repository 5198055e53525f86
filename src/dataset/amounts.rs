//! Measure + rates -> amounts in one currency; and what is left apart.

use std::borrow::Cow;

use crate::dataset::{Apart, Verdicts};
use crate::quality::{Currencies, currency_of};
use crate::recipe::Recipe;
use crate::schema::{Model, NO_AMOUNT, currency_in};
use crate::value::Decimal;

/// What a currency sign in the cells stands for, where it is not shared by several currencies; else the one that
/// the header names.
pub(super) fn unit_currency(model: &Model) -> Option<String> {
    let named = || currency_in(&model.priced_by()?.name);
    match model.measure.unit.as_deref() {
        Some(unit) => currency_of(unit).or_else(named).map(str::to_owned),
        None => named().map(str::to_owned),
    }
}

/// What one unit of each row's currency is worth, at one scale; `None` where all is one currency.
pub(super) struct Factors<'a> {
    codes: &'a [u32],
    by_code: Vec<i128>,
    scale: u8,
}

impl Factors<'_> {
    pub(super) fn of<'a>(
        recipe: &Recipe,
        currencies: Option<&'a Currencies>,
    ) -> Option<Factors<'a>> {
        let currencies = currencies?;
        let rate = |code: u32| match recipe.rates.get(&currencies.names[code as usize]) {
            Some(rate) if Some(code) != currencies.reporting => rate.normalized(),
            _ => Decimal::whole(1),
        };
        let rates: Vec<Decimal> = (0..currencies.names.len() as u32).map(rate).collect();
        let scale = rates.iter().map(|rate| rate.scale).max().unwrap_or(0);
        let by_code = rates
            .iter()
            .map(|rate| rate.at_scale(scale).unwrap_or(i128::MAX))
            .collect();
        Some(Factors {
            codes: &currencies.codes,
            by_code,
            scale,
        })
    }

    /// What a row's amount is multiplied by.
    fn of_row(&self, row: usize) -> i128 {
        let own = self.by_code.get(self.codes[row] as usize).copied();
        own.unwrap_or_else(|| 10_i128.pow(u32::from(self.scale)))
    }
}

/// Numbers of all fact rows in the reporting currency, at one scale, and the rows that do not fit.
pub(super) fn converted<'a>(
    values: Cow<'a, [i64]>,
    scale: u8,
    factors: Option<&Factors>,
) -> (Cow<'a, [i64]>, u8, Vec<usize>) {
    let Some(factors) = factors else {
        return (values, scale, Vec::new());
    };
    let mut too_large = Vec::new();
    let mut value = |(row, amount): (usize, &i64)| {
        if *amount == NO_AMOUNT {
            return NO_AMOUNT;
        }
        let product = i128::from(*amount).checked_mul(factors.of_row(row));
        let fits = product.and_then(|product| i64::try_from(product).ok());
        fits.unwrap_or_else(|| {
            too_large.push(row);
            NO_AMOUNT
        })
    };
    let values = values.iter().enumerate().map(&mut value).collect();
    (values, scale + factors.scale, too_large)
}

/// Amounts as the files write them, but for those that a remedy has put in.
pub(super) fn written<'a>(model: &'a Model, verdicts: &Verdicts) -> Cow<'a, [i64]> {
    let mut amounts = Cow::Borrowed(model.measure.values.as_slice());
    for (row, amount) in &verdicts.amounts {
        amounts.to_mut()[*row as usize] = *amount;
    }
    amounts
}

/// Rows in currencies without a rate, summed by currency.
pub(super) fn apart(model: &Model, currencies: &Currencies, verdicts: &Verdicts) -> Vec<Apart> {
    let mut sums = vec![(0_u64, 0_i128); currencies.names.len()];
    let written = written(model, verdicts);
    for row in verdicts.claimed("other_currencies") {
        let sum = &mut sums[currencies.codes[row] as usize];
        sum.0 += 1;
        sum.1 += i128::from(written[row]);
    }
    let scale = model.measure.scale;
    let by_name = currencies.names.iter().zip(sums);
    let apart = |(currency, (rows, sum)): (&String, (u64, i128))| Apart {
        currency: currency.clone(),
        rows,
        amount: Decimal::new(sum, scale),
    };
    let there = by_name.filter(|(_, (rows, _))| *rows > 0);
    there.map(apart).collect()
}
