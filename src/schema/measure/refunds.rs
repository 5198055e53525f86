//! A column of money paid back -> how much of each row that is.
//!
//! What stands once an order, in its first line, on each of its lines or in another file, is spread over
//! the order's lines by what they are worth. No line gets back more than it is worth, but a line that
//! is worth nothing may be a refund of its own, as in exports that book refunds by their amount alone.

use super::{NO_AMOUNT, Numbers, at};
use crate::schema::header::words;
use crate::schema::model::Model;
use crate::schema::role::Role;
use crate::table::{Column, Kind, MISSING, came_back};
use crate::value::order;

/// So many orders of several lines with the same refund on each tell that it is the order's.
const REPEATS: usize = 2;

/// Whether a column beside the quantities may count how many of them came back.
pub(super) fn counted(model: &Model) -> bool {
    let facts = model.facts();
    let counts = |(at, column): (usize, &Column)| {
        let free = facts.mapping.guesses[at].role.is_none();
        let whole = column.decision.kind == Kind::Integer;
        free && whole && words(&column.name).iter().any(|word| came_back(word))
    };
    let quantity = facts.mapping.column(Role::Quantity).is_some();
    quantity && facts.table.columns.iter().enumerate().any(counts)
}

/// What each fact row gives back, at the scale of the amounts, which grows where refunds are finer.
/// `None` where no column tells it, or where rows of their own tell the same money again.
pub(super) fn told(model: &Model, amounts: &mut Numbers) -> Option<Numbers> {
    let place = model.role(Role::Refunded);
    let (mut back, flag) = match (place, &model.paid_back) {
        (Some(place), _) => {
            let source = &model.sources[place.0];
            if place.0 != model.fact && source.column(Role::OrderId).is_none() {
                return None;
            }
            let back = at(model, place);
            let flag = is_flag(&back) && model.column(place).decision.kind == Kind::Integer;
            (back, flag)
        }
        (None, Some(paid)) => {
            let numbers = Numbers {
                values: paid.values.clone(),
                scale: paid.scale,
                unit: None,
            };
            (numbers, paid.money.is_none())
        }
        (None, None) => return None,
    };
    if flag {
        back.scale = amounts.scale;
    }
    same_scale(amounts, &mut back)?;
    if !flag && place.is_some_and(|place| place.0 == model.fact) && taken_off(model, amounts, &back)
    {
        return None;
    }
    let paid_back = |(value, amount): (&mut i64, &i64)| {
        *value = match *value {
            NO_AMOUNT => 0,
            // A row below zero is a refund already.
            _ if *amount < 0 && *amount != NO_AMOUNT => 0,
            yes if flag => yes * (*amount).max(0),
            value => value.saturating_abs(),
        }
    };
    let amounts = &amounts.values;
    back.values.iter_mut().zip(amounts).for_each(paid_back);
    if !flag {
        for rows in orders(model, place, &back.values) {
            share_out(&rows, amounts, &mut back.values);
        }
    }
    let sum = |values: &mut dyn Iterator<Item = &i64>| -> i128 {
        values.map(|value| i128::from(*value)).sum()
    };
    let all = sum(&mut back.values.iter());
    let below = |amount: &&i64| **amount < 0 && **amount != NO_AMOUNT;
    let twice = all + sum(&mut amounts.iter().filter(below)) == 0;
    (all > 0 && !twice).then_some(back)
}

/// Whether the amounts, which are called net, are what is left of another column after what was paid back:
/// `Gross sales`, `Refunds`, `Net sales`.
fn taken_off(model: &Model, amounts: &Numbers, back: &Numbers) -> bool {
    let mapping = &model.facts().mapping;
    let columns = &model.fact_table().columns;
    let Some(own) = mapping.column(Role::Amount) else {
        return false;
    };
    let net = ["net", "netto"];
    if !words(&columns[own].name)
        .iter()
        .any(|word| net.contains(&word.as_str()))
    {
        return false;
    }
    let scaled = |numbers: &Numbers, row: usize| {
        let more = u32::from(amounts.scale.abs_diff(numbers.scale));
        let value = i128::from(numbers.values[row]);
        let known = numbers.values[row] != NO_AMOUNT && numbers.scale <= amounts.scale;
        known.then(|| value * 10_i128.pow(more))
    };
    let off = mapping
        .column(Role::Discount)
        .map(|column| at(model, (model.fact, column)));
    let rows: Vec<usize> = (0..back.values.len())
        .filter(|row| !matches!(back.values[*row], 0 | NO_AMOUNT))
        .collect();
    let is_left_of = |gross: &Numbers| {
        rows.iter().all(|row| {
            let Some(gross) = scaled(gross, *row) else {
                return false;
            };
            let off = off.as_ref().and_then(|off| scaled(off, *row)).unwrap_or(0);
            let left = gross - i128::from(back.values[*row]).abs();
            let amount = i128::from(amounts.values[*row]);
            left == amount || left - off.abs() == amount
        })
    };
    let other = |column: &usize| *column != own && columns[*column].holds_numbers();
    let mut others = (0..columns.len()).filter(other);
    !rows.is_empty() && others.any(|column| is_left_of(&at(model, (model.fact, column))))
}

/// Ones and noughts say whether, not how much.
fn is_flag(back: &Numbers) -> bool {
    let mut told = back.values.iter().filter(|value| **value != NO_AMOUNT);
    back.scale == 0 && told.all(|value| *value == 0 || *value == 1)
}

/// Brings the coarser of both to the scale of the finer; `None` where a number would not fit.
fn same_scale(one: &mut Numbers, other: &mut Numbers) -> Option<()> {
    let finest = one.scale.max(other.scale);
    for numbers in [one, other] {
        let factor = 10_i64.checked_pow(u32::from(finest - numbers.scale))?;
        let known = numbers
            .values
            .iter_mut()
            .filter(|value| **value != NO_AMOUNT);
        for value in known {
            *value = value.checked_mul(factor)?;
        }
        numbers.scale = finest;
    }
    Some(())
}

/// The rows that share one refund.
fn orders(model: &Model, place: Option<(usize, usize)>, back: &[i64]) -> Vec<Vec<usize>> {
    let facts = model.facts();
    let Some(place) = place else {
        let paid = model.paid_back.iter();
        return paid.flat_map(|paid| grouped(&paid.codes)).collect();
    };
    let stands_once = place.0 == model.fact
        && facts
            .order_fields
            .as_ref()
            .is_some_and(|fields| fields.columns[place.1]);
    let keys: Option<Vec<u32>> = match &facts.order_fields {
        Some(fields) if stands_once => Some(fields.first.clone()),
        _ if place.0 != model.fact => model.paths[place.0].clone(),
        _ => repeated(model, back),
    };
    let alone = || (0..back.len()).map(|row| vec![row]).collect();
    keys.map_or_else(alone, |keys| grouped(&keys))
}

/// The orders, where several of them have the same refund on each of their lines.
fn repeated(model: &Model, back: &[i64]) -> Option<Vec<u32>> {
    let codes = model.facts().column(Role::OrderId)?.coded().codes;
    let orders = grouped(&codes);
    let mut several = orders
        .iter()
        .filter(|rows| rows.len() > 1 && rows.iter().any(|row| back[*row] > 0))
        .peekable();
    several.peek()?;
    let same = |rows: &Vec<usize>| rows.iter().all(|row| back[*row] == back[rows[0]]);
    let mut count = 0;
    let all = several.inspect(|_| count += 1).all(same);
    (all && count >= REPEATS).then_some(codes)
}

/// Rows of equal keys; a row without a key is alone.
fn grouped(keys: &[u32]) -> Vec<Vec<usize>> {
    let mut rows: Vec<usize> = (0..keys.len()).collect();
    order::sort_by_key(&mut rows, |row| (keys[*row], *row));
    rows.chunk_by(|a, b| keys[*a] == keys[*b] && keys[*a] != MISSING)
        .map(<[usize]>::to_vec)
        .collect()
}

/// Shares a refund, which stands on any of these rows, out by what they are worth.
fn share_out(rows: &[usize], amounts: &[i64], back: &mut [i64]) {
    let refund = rows.iter().map(|row| back[*row]).max().unwrap_or(0);
    let worth = |row: usize| i128::from(amounts[row].max(0));
    let whole: i128 = rows.iter().map(|row| worth(*row)).sum();
    if whole == 0 {
        rows.iter().skip(1).for_each(|row| back[*row] = 0);
        back[rows[0]] = refund;
        return;
    }
    let mut rest = i128::from(refund).min(whole);
    let shared = rest;
    for row in rows {
        back[*row] = (shared * worth(*row) / whole) as i64;
        rest -= i128::from(back[*row]);
    }
    for row in rows {
        let room = (worth(*row) - i128::from(back[*row])).min(rest);
        back[*row] += room as i64;
        rest -= room;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refund_is_shared_out_by_worth_and_to_the_last_cent() {
        // 10 of 20 + 10 + 3: 6.06.. + 3.03.. + 0.9..; what rounding leaves goes to the first.
        let mut back = [10, 10, 10];
        share_out(&[0, 1, 2], &[20, 10, 3], &mut back);
        assert_eq!(back, [7, 3, 0]);
        // More than the goods were worth, with the delivery: the goods are all that is subtracted.
        let mut back = [40, 0];
        share_out(&[0, 1], &[20, 10], &mut back);
        assert_eq!(back, [20, 10]);
    }

    #[test]
    fn a_refund_of_rows_that_are_worth_nothing_is_one_of_its_own() {
        let mut back = [5, 5];
        share_out(&[0, 1], &[0, 0], &mut back);
        assert_eq!(back, [5, 0]);
    }
}
