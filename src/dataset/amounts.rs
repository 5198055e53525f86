//! Measure + rates -> amounts in one currency; and what is left apart.

use crate::dataset::{Apart, TOO_LARGE, Verdicts};
use crate::quality::Currencies;
use crate::recipe::Recipe;
use crate::schema::{Model, NO_AMOUNT};
use crate::value::Decimal;

/// What a currency sign in the cells stands for, where it is not shared by several currencies.
pub(super) fn unit_currency(model: &Model) -> Option<String> {
    let unit = model.measure.unit.as_deref()?;
    let code = match unit {
        "\u{20ac}" => "EUR",
        "\u{a3}" => "GBP",
        "\u{20b9}" => "INR",
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => unit,
        _ => return None,
    };
    Some(code.to_owned())
}

/// Amounts of all fact rows in the reporting currency, at one scale.
pub(super) fn amounts(
    model: &Model,
    recipe: &Recipe,
    currencies: Option<&Currencies>,
    verdicts: &mut Verdicts,
) -> (Vec<i64>, u8) {
    let measure = &model.measure;
    let written = written(model, verdicts);
    let Some(currencies) = currencies else {
        return (written, measure.scale);
    };
    let rates: Vec<Decimal> = (0..currencies.names.len() as u32)
        .map(
            |code| match recipe.rates.get(&currencies.names[code as usize]) {
                Some(rate) if Some(code) != currencies.reporting => rate.normalized(),
                _ => Decimal::whole(1),
            },
        )
        .collect();
    let finest = rates.iter().map(|rate| rate.scale).max().unwrap_or(0);
    let factors: Vec<i128> = rates
        .iter()
        .map(|rate| rate.at_scale(finest).unwrap_or(i128::MAX))
        .collect();
    let one = 10_i128.pow(u32::from(finest));
    let mut values = Vec::with_capacity(measure.values.len());
    for (row, amount) in written.iter().enumerate() {
        let factor = factors
            .get(currencies.codes[row] as usize)
            .copied()
            .unwrap_or(one);
        let converted = i128::from(*amount)
            .checked_mul(factor)
            .and_then(|product| i64::try_from(product).ok());
        if *amount != NO_AMOUNT && converted.is_none() {
            verdicts.by_row[row].get_or_insert(TOO_LARGE);
        }
        values.push(if *amount == NO_AMOUNT {
            NO_AMOUNT
        } else {
            converted.unwrap_or(NO_AMOUNT)
        });
    }
    (values, measure.scale + finest)
}

/// Amounts as the files write them, but for those that a remedy has put in.
fn written(model: &Model, verdicts: &Verdicts) -> Vec<i64> {
    let mut amounts = model.measure.values.clone();
    for (row, amount) in &verdicts.amounts {
        amounts[*row as usize] = *amount;
    }
    amounts
}

/// Rows in currencies without a rate, summed by currency.
pub(super) fn apart(model: &Model, currencies: &Currencies, verdicts: &Verdicts) -> Vec<Apart> {
    let mut sums = vec![(0_u64, 0_i128); currencies.names.len()];
    let written = written(model, verdicts);
    for (row, verdict) in verdicts.by_row.iter().enumerate() {
        if *verdict == Some("other_currencies") {
            let sum = &mut sums[currencies.codes[row] as usize];
            sum.0 += 1;
            sum.1 += i128::from(written[row]);
        }
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
