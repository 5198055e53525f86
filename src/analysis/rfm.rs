//! Frame -> recency, frequency and value of each customer, scored 1 to 5.
//!
//! Definitions: R = days from the last booked order to as_of, F = booked orders, M = revenue under
//! the definition, all of the base, for customers with an order within the definition. Scores by
//! tie-safe quantiles: cuts are the type 7 quantiles at k/5, score = 1 + the number of cuts below
//! the value, reversed for R. Equal values always score the same, so that equal cuts leave fewer
//! levels. Source: the rule of pandas `qcut`; Hughes, Strategic Database Marketing, for the idea.
//! Cuts set by the user replace the quantiles.

use std::cmp::Ordering;

use crate::analysis::Frame;
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::{Decimal, order};

/// The three measures, in the order of [`Scores`].
pub(super) const MEASURES: [&str; 3] = ["recency", "frequency", "value"];

/// Four cuts of one measure, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// The thresholds; a value above a threshold is beyond it.
    pub at: [Fraction; 4],
    /// True when the user set them.
    pub set: bool,
}

impl Cuts {
    /// The quantiles at k/5 of these values; `None` without values.
    pub fn of_values(values: &[i128]) -> Option<Cuts> {
        let mut sorted = values.to_vec();
        order::sort_numbers(&mut sorted);
        let cut = |points| quantile_of_whole(&sorted, Fraction::percent(points));
        Some(Cuts {
            at: [cut(20)?, cut(40)?, cut(60)?, cut(80)?],
            set: false,
        })
    }

    /// Reads four ascending numbers, separated by commas. `scale` is that of the values compared.
    pub fn parse(text: &str, scale: u8) -> Option<Cuts> {
        let factor = 10_i128.checked_pow(u32::from(scale))?;
        let cuts: Option<Vec<Fraction>> = text
            .split(',')
            .map(|part| {
                let number = Decimal::parse(part.trim())?;
                Fraction::new(
                    number.mantissa.checked_mul(factor)?,
                    10_i128.pow(u32::from(number.scale)),
                )
            })
            .collect();
        let at: [Fraction; 4] = cuts?.try_into().ok()?;
        at.is_sorted().then_some(Cuts { at, set: true })
    }

    /// How many cuts a value is beyond, 0 to 4.
    pub fn beyond(&self, value: i128) -> u8 {
        self.at
            .iter()
            .filter(|cut| cut.compare(value) == Ordering::Greater)
            .count() as u8
    }
}

/// The scored customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scores {
    /// Customer indices, ascending.
    pub customers: Vec<usize>,
    /// Recency in days, orders, revenue: one list each, in the order of `customers`.
    pub values: [Vec<i128>; 3],
    /// The cuts of each.
    pub cuts: [Cuts; 3],
    /// R, F and M scores, 1 to 5.
    pub scores: Vec<[u8; 3]>,
}

impl Scores {
    /// Scores the customers of the base; `None` when there are none. Where `set` holds cuts, they
    /// are used in place of quantiles.
    pub fn of(frame: &Frame, set: [Option<Cuts>; 3]) -> Option<Scores> {
        let customers: Vec<usize> = frame.base.present().collect();
        let booked = &frame.base_booked;
        let recency = |customer: &usize| i128::from(frame.as_of.0 - booked.last[*customer].0);
        let values = [
            customers.iter().map(recency).collect(),
            customers
                .iter()
                .map(|customer| i128::from(booked.orders[*customer]))
                .collect(),
            customers
                .iter()
                .map(|customer| frame.base.revenue[*customer])
                .collect(),
        ];
        Scores::of_values(customers, values, set)
    }

    fn of_values(
        customers: Vec<usize>,
        values: [Vec<i128>; 3],
        set: [Option<Cuts>; 3],
    ) -> Option<Scores> {
        let [r, f, m] = set;
        let cuts = [
            r.or_else(|| Cuts::of_values(&values[0]))?,
            f.or_else(|| Cuts::of_values(&values[1]))?,
            m.or_else(|| Cuts::of_values(&values[2]))?,
        ];
        if customers.is_empty() {
            return None;
        }
        let score = |at: usize| {
            let beyond = |measure: usize| cuts[measure].beyond(values[measure][at]);
            // Few days since the last order are good, hence the reversal.
            [5 - beyond(0), 1 + beyond(1), 1 + beyond(2)]
        };
        let scores = (0..customers.len()).map(score).collect();
        Some(Scores {
            customers,
            values,
            cuts,
            scores,
        })
    }

    /// How many different scores a measure has.
    pub fn levels(&self, measure: usize) -> usize {
        let mut seen = [false; 6];
        for score in &self.scores {
            seen[usize::from(score[measure])] = true;
        }
        seen.iter().filter(|seen| **seen).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_equal_groups_score_one_to_five() {
        let values: Vec<i128> = (1..=10).collect();
        let cuts = Cuts::of_values(&values).unwrap();
        assert_eq!(
            cuts.at.map(|cut| cut.numerator * 10 / cut.denominator),
            [28, 46, 64, 82]
        );
        let scores: Vec<u8> = values.iter().map(|value| 1 + cuts.beyond(*value)).collect();
        assert_eq!(scores, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn equal_values_score_the_same_and_leave_fewer_levels() {
        let frequency = vec![1, 1, 1, 1, 1, 1, 2, 2, 3, 9];
        let recency = (0..10).collect();
        let scored = Scores::of_values(
            (0..10).collect(),
            [recency, frequency.clone(), frequency],
            [None, None, None],
        )
        .unwrap();
        let f: Vec<u8> = scored.scores.iter().map(|score| score[1]).collect();
        assert_eq!(f, [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
        assert_eq!(scored.levels(1), 3);
        assert_eq!(
            scored.scores[0][0], 5,
            "who bought today is as recent as can be"
        );
        assert_eq!(scored.scores[9][0], 1);
    }

    #[test]
    fn typed_cuts_are_four_ascending_numbers_or_refused() {
        let cuts = Cuts::parse("10, 20.5,30,30", 2).unwrap();
        assert_eq!(cuts.beyond(2050), 1);
        assert_eq!(cuts.beyond(2051), 2);
        for text in ["", "1,2,3", "1,2,3,4,5", "4,3,2,1", "a,b,c,d", "1,2,3,"] {
            assert_eq!(Cuts::parse(text, 0), None, "{text}");
        }
    }
}
