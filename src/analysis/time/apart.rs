//! Markets -> the one that grows apart from all, if its customers bear that out.
//!
//! Definitions: `markets`.

use crate::analysis::Frame;
use crate::analysis::share::share;
use crate::analysis::time::markets::{Compared, Part, side};
use crate::dataset::NO_CODE;
use crate::value::order;

/// What a value must have to be named.
const MIN_ROWS: u64 = 30;
const MIN_CUSTOMERS: usize = 5;
const MIN_SHARE: f64 = 0.01;
const MIN_DIFFERENCE: f64 = 0.1;
const MAX_P: f64 = 0.05;

/// The value whose growth differs most from the total's and passes all conditions.
pub(super) fn named<'a>(frame: &Frame, compared: &'a Compared) -> Option<&'a Part> {
    let total = compared.total.growth()?;
    let differs = |growth: f64| growth - total;
    let mut candidates: Vec<&Part> = compared
        .parts
        .iter()
        .filter(|part| part.code != Some(NO_CODE) && part.now.1.min(part.before.1) >= MIN_ROWS)
        .filter(|part| {
            share(part.now.0, compared.total.now.0).is_some_and(|part| part >= MIN_SHARE)
        })
        .filter(|part| {
            part.growth()
                .is_some_and(|growth| differs(growth).abs() >= MIN_DIFFERENCE)
        })
        .collect();
    let size = |part: &Part| part.growth().map_or(0.0, |growth| differs(growth).abs());
    order::sort_by(&mut candidates, |a, b| size(b).total_cmp(&size(a)));
    let tested = compared.parts.len() as f64;
    candidates.into_iter().take(5).find(|part| {
        let growth = part.growth().map_or(0.0, differs);
        let customers = by_customer(frame, compared, part);
        let without = without_largest(part, &customers).map(differs);
        without.is_some_and(|without| without * growth > 0.0 && without.abs() >= MIN_DIFFERENCE)
            && chance(&customers, total) * tested < MAX_P
    })
}

/// How likely customers of this kind are to be so far from the growth of all: what each brings beyond it,
/// added up, against the error of that sum.
fn chance(customers: &[[i128; 2]], total: f64) -> f64 {
    let beyond: Vec<f64> = customers
        .iter()
        .map(|[before, now]| *now as f64 - (1.0 + total) * *before as f64)
        .collect();
    let (n, sum) = (beyond.len() as f64, beyond.iter().sum::<f64>());
    let squares: f64 = beyond
        .iter()
        .map(|one| (one - sum / n) * (one - sum / n))
        .sum();
    let error = (n / (n - 1.0) * squares).sqrt();
    libm::erfc((sum / error.max(f64::MIN_POSITIVE)).abs() / std::f64::consts::SQRT_2)
}

/// What each customer of a value brought in the months compared, before and now.
fn by_customer(frame: &Frame, compared: &Compared, part: &Part) -> Vec<[i128; 2]> {
    let data = frame.dataset;
    let mut bought = vec![[0_i128; 2]; data.customers.len()];
    let own = |row: &usize| Some(compared.dimension.codes[*row]) == part.code;
    let known = !data.customer.is_empty();
    let calendar = frame.calendar();
    for row in frame.counted_rows().filter(|row| known && own(row)) {
        let sides = bought.get_mut(data.customer[row] as usize);
        if let Some((now, sides)) = side(&compared.months, calendar.of(data.day[row])).zip(sides) {
            sides[usize::from(now)] += i128::from(data.amount[row]);
        }
    }
    bought.retain(|sides| *sides != [0, 0]);
    bought
}

/// The growth of a value without its largest customer; `None` with fewer than five.
fn without_largest(part: &Part, customers: &[[i128; 2]]) -> Option<f64> {
    let largest = customers.iter().max_by_key(|[before, now]| before + now)?;
    let (before, now) = (part.before.0 - largest[0], part.now.0 - largest[1]);
    share(now - before, before).filter(|_| customers.len() >= MIN_CUSTOMERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_growth_that_customers_make_by_chance_is_not_named() {
        // Against 0 in all: +10 of six customers each; +60 and -50 in turns are 30 in all, on an error of
        // 60 * sqrt(6 / 5 * 6) = 148.
        assert!(
            chance(
                &[
                    [100, 110],
                    [100, 111],
                    [90, 100],
                    [50, 60],
                    [70, 80],
                    [80, 91]
                ],
                0.0
            ) < 1e-9
        );
        let uneven = [
            [100, 160],
            [100, 50],
            [100, 160],
            [100, 50],
            [100, 160],
            [100, 50],
        ];
        assert!(chance(&uneven, 0.0) > 0.8);
    }
}
