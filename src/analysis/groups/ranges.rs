//! Frame -> the columns that only say how much each customer bought.
//!
//! Definition: a column of customers is a *range* of a measure (booked orders, booked revenue, order value,
//! days since the last order) when its values, in the order of their medians, cut that measure into ranges
//! that meet: at most 2 % of the customers, and a tenth of those without the most common value, lie in
//! another range than their value, and the 10 % quantile of each value is at most twice the 90 % quantile of
//! the one below. What follows in the same sense from the ranges together is one too, as a persona does. Such
//! a column is known after the purchases and not before, so it explains none of them. Groups far apart, as
//! shops and private customers may be, do not meet, and stay. Looked at: 5,000 customers at most, evenly.
//! Degenerate case: fewer than 30 customers, or fewer than 5 without the most common value: no range.

use crate::analysis::Frame;
use crate::dataset::Dimension;
use crate::say::{Arg, Text};
use crate::stats::quantile;
use crate::value::order;

const LOOKED_AT: usize = 5_000;
const LEAST: usize = 30;
const LEAST_OTHERS: usize = 5;
/// Columns of more values are compared nowhere.
const MOST_VALUES: usize = 30;

/// These columns.
pub(super) fn ranges<'a>(frame: &Frame<'a>) -> Vec<&'a Dimension> {
    let booked = &frame.base_booked;
    let buyers: Vec<usize> = booked.present().filter(|c| booked.orders[*c] > 0).collect();
    let step = buyers.len().div_ceil(LOOKED_AT).max(1);
    let looked: Vec<usize> = buyers.into_iter().step_by(step).collect();
    let measures: [Vec<f64>; 4] = [
        looked
            .iter()
            .map(|c| f64::from(booked.orders[*c]))
            .collect(),
        looked.iter().map(|c| booked.revenue[*c] as f64).collect(),
        looked
            .iter()
            .map(|c| booked.revenue[*c] as f64 / f64::from(booked.orders[*c]))
            .collect(),
        looked
            .iter()
            .map(|c| f64::from(frame.as_of.0 - booked.last[*c].0))
            .collect(),
    ];
    let few = |d: &&Dimension| (2..=MOST_VALUES).contains(&d.values.len());
    let columns = frame.dataset.attributes.iter().filter(few);
    let columns: Vec<(&Dimension, Vec<u32>)> = columns
        .map(|d| (d, looked.iter().map(|c| d.codes[*c]).collect()))
        .collect();
    let (mut found, others): (Vec<_>, Vec<_>) = columns
        .into_iter()
        .partition(|(_, codes)| measures.iter().any(|measure| is_range(measure, codes)));
    let follows = |codes: &[u32]| {
        let parts: Vec<&Vec<u32>> = found.iter().map(|(_, codes)| codes).collect();
        follows(&parts, codes)
    };
    let composed: Vec<_> = others
        .into_iter()
        .filter(|(_, codes)| follows(codes))
        .collect();
    found.extend(composed);
    found.into_iter().map(|(dimension, _)| dimension).collect()
}

/// That they are left out; nothing where there are none.
pub(super) fn left_out(ranges: &[&Dimension]) -> Option<Text> {
    let names = ranges.iter().map(|d| Arg::from(d.name.as_str())).collect();
    (!ranges.is_empty()).then(|| Text::new("ranges.left_out").with("columns", Arg::List(names)))
}

/// Whether so many of `n` are few enough in the wrong place, where so many have the most common value.
fn few_wrong(wrong: usize, n: usize, most: usize) -> bool {
    let others = n - most;
    n >= LEAST && others >= LEAST_OTHERS && 50 * wrong <= n && 10 * wrong <= others
}

/// Per value the measures of those who have it, ascending, in the order of their medians.
fn by_value(measure: &[f64], codes: &[u32]) -> Vec<Vec<f64>> {
    let mut values = vec![Vec::new(); MOST_VALUES];
    for (number, code) in measure.iter().zip(codes) {
        if let Some(value) = values.get_mut(*code as usize) {
            value.push(*number);
        }
    }
    values.retain(|value| !value.is_empty());
    values
        .iter_mut()
        .for_each(|value| order::sort_by(value, f64::total_cmp));
    order::sort_by(&mut values, |a, b| {
        a[a.len() / 2].total_cmp(&b[b.len() / 2])
    });
    values
}

fn is_range(measure: &[f64], codes: &[u32]) -> bool {
    let values = by_value(measure, codes);
    let most = values.iter().map(Vec::len).max().unwrap_or(0);
    let meet = values.windows(2).all(|pair| {
        let ends = quantile(&pair[0], 0.9).zip(quantile(&pair[1], 0.1));
        ends.is_some_and(|(below, above)| above <= 2.0 * below)
    });
    let n = values.iter().map(Vec::len).sum();
    meet && few_wrong(n - in_place(&values), n, most)
}

/// How many lie in the range of their value, with the cuts where most do.
fn in_place(values: &[Vec<f64>]) -> usize {
    let mut all: Vec<(f64, usize)> = Vec::new();
    for (at, value) in values.iter().enumerate() {
        all.extend(value.iter().map(|number| (*number, at)));
    }
    order::sort_by(&mut all, |a, b| a.0.total_cmp(&b.0));
    // The most in place up to here, when the range of each value is the last one begun.
    let mut best = vec![0_usize; values.len()];
    for equal in all.chunk_by(|a, b| a.0 == b.0) {
        let mut before = 0;
        for (at, best) in best.iter_mut().enumerate() {
            before = before.max(*best);
            *best = before + equal.iter().filter(|one| one.1 == at).count();
        }
    }
    best.into_iter().max().unwrap_or(0)
}

/// Whether what a customer has in the parts tells the value.
fn follows(parts: &[&Vec<u32>], codes: &[u32]) -> bool {
    // Five bits for each part, and the last five for the value.
    let bits = |code: u32| i128::from(code.min(31));
    let parts = &parts[..parts.len().min(20)];
    let pack = |(at, code): (usize, &u32)| {
        let key = parts.iter().fold(0, |key, part| key << 5 | bits(part[at]));
        key << 5 | bits(*code)
    };
    let mut packed: Vec<i128> = codes.iter().enumerate().map(pack).collect();
    order::sort_numbers(&mut packed);
    let most = |own: &[i128]| {
        own.chunk_by(|a, b| a == b)
            .map(<[i128]>::len)
            .max()
            .unwrap_or(0)
    };
    let told = || packed.chunk_by(|a, b| a >> 5 == b >> 5);
    let right: usize = told().map(most).sum();
    let mut values: Vec<i128> = packed.iter().map(|packed| packed & 31).collect();
    order::sort_numbers(&mut values);
    5 * told().count() <= codes.len() && few_wrong(codes.len() - right, codes.len(), most(&values))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 60 customers with 1 to 10 orders.
    fn orders() -> Vec<f64> {
        (0..60).map(|at| f64::from(at % 10 + 1)).collect()
    }

    #[test]
    fn once_seldom_and_often_are_ranges_of_the_orders() {
        let orders = orders();
        // Named in another order than they have: often 0, once 1, seldom 2.
        let often: Vec<u32> = orders
            .iter()
            .map(|n| match *n {
                n if n <= 1.0 => 1,
                n if n <= 4.0 => 2,
                _ => 0,
            })
            .collect();
        assert!(is_range(&orders, &often));
        // One of 60 in the wrong range is 1.7 %; two are 3.3 %.
        let mut wrong = often.clone();
        wrong[9] = 1;
        assert!(is_range(&orders, &wrong));
        wrong[19] = 1;
        assert!(!is_range(&orders, &wrong));
    }

    #[test]
    fn who_buys_more_than_others_is_no_range_and_neither_are_groups_far_apart() {
        // Every third is of a channel of which half buy often.
        let orders = orders();
        let channel: Vec<u32> = (0..60).map(|at| u32::from(at % 3 == 0)).collect();
        assert!(!is_range(&orders, &channel));
        // Private customers buy for 10 to 39, shops for 1,000 to 1,900.
        let worth: Vec<f64> = (0..40)
            .map(|at| f64::from(at.min(30) + 10))
            .map(|worth| {
                if worth < 40.0 {
                    worth
                } else {
                    100.0 * (worth - 30.0)
                }
            })
            .collect();
        let shops: Vec<u32> = worth.iter().map(|w| u32::from(*w >= 1_000.0)).collect();
        assert!(!is_range(&worth, &shops));
    }

    #[test]
    fn a_persona_follows_from_its_ranges() {
        let often: Vec<u32> = (0..60).map(|at| u32::from(at % 10 > 3)).collect();
        let much: Vec<u32> = (0..60).map(|at| u32::from(at % 7 > 2)).collect();
        let both: Vec<u32> = often.iter().zip(&much).map(|(a, b)| a & b).collect();
        assert!(follows(&[&often, &much], &both));
        let gender: Vec<u32> = (0..60).map(|at| u32::from(at % 11 > 4)).collect();
        assert!(!follows(&[&often, &much], &gender));
    }
}
