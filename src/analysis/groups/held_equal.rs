//! Two groups and a column -> their difference with the column held equal.
//!
//! Definition (direct standardisation): in each value of the column, the difference of the means of the
//! two groups; the mean of these differences, weighted by the customers of both groups, is the difference
//! that is left when both have the same mix. Where it has the other sign than the plain difference, the
//! mix of the groups makes that difference, and not the groups (Simpson 1951). Of a number that is 0 or 1
//! the odds ratio is pooled over the values too (Mantel and Haenszel 1959).
//! Degenerate case: a value with fewer than 5 customers of either group is left out; where more than a
//! tenth of the customers are left out so, nothing is told.

use crate::analysis::Frame;
use crate::analysis::groups::first_purchase::codes;
use crate::analysis::groups::ranges::ranges;
use crate::dataset::Dimension;
use crate::stats::{Pooled, TwoByTwo, mantel_haenszel};

const MOST_VALUES: usize = 10;
const MIN_MEMBERS: u64 = 5;

/// What is left of a difference when a column is held equal.
pub(super) struct Left<'a> {
    pub dimension: &'a Dimension,
    pub difference: f64,
    /// The customers of both groups in each value, and the sums of their numbers.
    cells: Vec<Cells>,
}

/// Of both groups how many customers, and the sum of their numbers.
type Cells = [(u64, f64); 2];

impl Left<'_> {
    /// The odds ratio pooled over the values, of numbers that are 0 or 1; before it the plain one.
    pub(super) fn odds(&self) -> Option<(f64, Pooled)> {
        let table = |[one, other]: &Cells| TwoByTwo {
            hits: one.1 as u64,
            of: one.0,
            other_hits: other.1 as u64,
            other_of: other.0,
        };
        let strata: Vec<TwoByTwo> = self.cells.iter().map(table).collect();
        let mut all = TwoByTwo::default();
        for one in &strata {
            all.hits += one.hits;
            all.of += one.of;
            all.other_hits += one.other_hits;
            all.other_of += one.other_of;
        }
        Some((all.odds_ratio()?.value, mantel_haenszel(&strata)?))
    }
}

/// The first column under which a difference turns round, and what is left of it there.
pub(super) fn turned<'a>(
    frame: &Frame<'a>,
    by: &Dimension,
    groups: &[Vec<usize>; 2],
    numbers: &[f64],
    difference: f64,
) -> Option<Left<'a>> {
    let ranges = ranges(frame);
    let others = frame.dataset.dimensions.iter().filter(|other| {
        (2..=MOST_VALUES).contains(&other.values.len())
            && !ranges.iter().any(|range| range.id == other.id)
            && ![&by.id[..], "status"].contains(&&other.id[..])
    });
    others
        .filter_map(|other| {
            let codes = codes(frame, other)?;
            let cells = cells(groups, numbers, &codes, other.values.len());
            Some(Left {
                dimension: other,
                difference: held_equal(&cells, groups)?,
                cells,
            })
        })
        .find(|left| left.difference * difference < 0.0)
}

/// Both groups by the values of a column.
fn cells(groups: &[Vec<usize>; 2], numbers: &[f64], codes: &[u32], values: usize) -> Vec<Cells> {
    let mut cells = vec![[(0_u64, 0.0); 2]; values];
    for (side, members) in groups.iter().enumerate() {
        for customer in members {
            if let Some(cell) = cells.get_mut(codes[*customer] as usize) {
                cell[side].0 += 1;
                cell[side].1 += numbers[*customer];
            }
        }
    }
    cells
}

/// The difference with the values equally mixed.
fn held_equal(cells: &[Cells], groups: &[Vec<usize>; 2]) -> Option<f64> {
    let (mut sum, mut weight) = (0.0, 0_u64);
    for [one, other] in cells {
        if one.0.min(other.0) >= MIN_MEMBERS {
            let both = one.0 + other.0;
            sum += both as f64 * (one.1 / one.0 as f64 - other.1 / other.0 as f64);
            weight += both;
        }
    }
    let all = (groups[0].len() + groups[1].len()) as u64;
    (weight > 0 && 10 * weight >= 9 * all).then(|| sum / weight as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_that_the_mix_makes_turns_round() {
        // Of the first group 5 of 6 are in the good half and 1 of 6 in the bad one, of the second the
        // other way round; in both halves the second has one more.
        let (mut groups, mut numbers, mut codes) = ([vec![], vec![]], vec![], vec![]);
        for (side, half, count, number) in [
            (0, 0, 50, 10.0),
            (0, 1, 10, 1.0),
            (1, 0, 10, 11.0),
            (1, 1, 50, 2.0),
        ] {
            for _ in 0..count {
                groups[side].push(numbers.len());
                numbers.push(number);
                codes.push(half);
            }
        }
        // (500 + 10) / 60 less (110 + 100) / 60 is 5, and -1 within each half.
        let cells = cells(&groups, &numbers, &codes, 2);
        assert_eq!(held_equal(&cells, &groups), Some(-1.0));
    }

    #[test]
    fn a_column_that_few_have_in_common_tells_nothing() {
        let groups = [(0..20).collect::<Vec<_>>(), (20..40).collect()];
        let numbers = vec![1.0; 40];
        let codes: Vec<u32> = (0..40).map(|customer| u32::from(customer >= 20)).collect();
        let cells = cells(&groups, &numbers, &codes, 2);
        assert_eq!(held_equal(&cells, &groups), None);
    }
}
