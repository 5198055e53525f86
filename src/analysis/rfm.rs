//! Frame -> recency, frequency and value of each customer, scored 1 to 5.
//!
//! Definitions: R = days from the last booked order to as_of, F = booked orders, M = revenue under
//! the definition, all of the base, for customers with an order within the definition. Scores by
//! tie-safe quantiles: cuts are the type 7 quantiles at k/5, score = 1 + the number of cuts below
//! the value, reversed for R. Equal values always score the same, so that equal cuts leave fewer
//! levels. Source: the rule of pandas `qcut`; Hughes, Strategic Database Marketing, for the idea.
//! Cuts set by the user replace the quantiles. Two other rules reproduce published results:
//! - R `rfm` 0.3.0 ([`Rule::OneAbove`]): cuts are the quantiles plus one whole unit, and a value on a
//!   cut is beyond it; meant for whole numbers;
//! - mid-rank ([`Rule::MidRank`]): score = 1 + floor(5 (mean rank - 1/2) / n); equal values share
//!   their mean rank. Written as cuts: the largest value of each score.

use std::cmp::Ordering;

use crate::analysis::Frame;
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::{Decimal, order};

/// The three measures, in the order of [`Scores`].
pub(super) const MEASURES: [&str; 3] = ["recency", "frequency", "value"];

/// How cuts follow from the values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// The quantiles at k/5; a value above a cut is beyond it.
    #[default]
    Quantiles,
    /// The quantiles plus one whole unit; a value on a cut is beyond it.
    OneAbove,
    /// By the mean rank of equal values.
    MidRank,
}

/// Four cuts of one measure, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cuts {
    /// The thresholds; a value above a threshold is beyond it.
    pub at: [Fraction; 4],
    /// True when the user set them.
    pub set: bool,
    /// True when a value on a threshold is beyond it too.
    pub reached: bool,
}

impl Cuts {
    /// The cuts of these values at `scale` decimals; `None` without values.
    pub fn of_values(values: &[i128], rule: Rule, scale: u8) -> Option<Cuts> {
        let mut sorted = values.to_vec();
        order::sort_numbers(&mut sorted);
        let unit = 10_i128.checked_pow(u32::from(scale))?;
        let mut at = [Fraction::percent(0); 4];
        for (fifth, cut) in (1..).zip(&mut at) {
            *cut = quantile_of_whole(&sorted, Fraction::percent(20 * fifth))?;
            match rule {
                Rule::Quantiles => {}
                Rule::OneAbove => cut.numerator += unit * cut.denominator,
                Rule::MidRank => *cut = Fraction::new(last_within(&sorted, fifth), 1)?,
            }
        }
        let reached = rule == Rule::OneAbove;
        Some(Cuts {
            at,
            set: false,
            reached,
        })
    }

    /// Reads four ascending numbers, separated by commas. `scale` is that of the values compared.
    pub fn parse(text: &str, scale: u8) -> Option<Cuts> {
        let at: [Fraction; 4] = ascending(text, scale)?.try_into().ok()?;
        Some(Cuts {
            at,
            set: true,
            reached: false,
        })
    }

    /// The largest whole number that is not beyond each cut.
    pub(super) fn within(&self) -> [i128; 4] {
        self.at.map(|cut| {
            let whole = cut.numerator.div_euclid(cut.denominator);
            let on_cut = self.reached && cut.numerator.rem_euclid(cut.denominator) == 0;
            whole - i128::from(on_cut)
        })
    }

    /// How many cuts a value is beyond, 0 to 4.
    pub fn beyond(&self, value: i128) -> u8 {
        self.at
            .iter()
            .filter(|cut| match cut.compare(value) {
                Ordering::Greater => true,
                Ordering::Equal => self.reached,
                Ordering::Less => false,
            })
            .count() as u8
    }
}

/// Reads ascending numbers, separated by commas, in units of `scale` decimals.
pub(super) fn ascending(text: &str, scale: u8) -> Option<Vec<Fraction>> {
    let factor = 10_i128.checked_pow(u32::from(scale))?;
    let mut numbers = Vec::new();
    for part in text.split(',') {
        let number = Decimal::parse(part.trim())?;
        let over = 10_i128.checked_pow(u32::from(number.scale))?;
        numbers.push(Fraction::new(number.mantissa.checked_mul(factor)?, over)?);
    }
    numbers.is_sorted().then_some(numbers)
}

/// The largest value whose mean rank is in the first fifths; below all where none is.
fn last_within(sorted: &[i128], fifths: i128) -> i128 {
    let n = sorted.len() as i128;
    let mut last = sorted[0] - 1;
    let mut from = 0;
    while from < sorted.len() {
        let to = sorted.partition_point(|value| *value <= sorted[from]);
        // Mean rank from 1, less one half, doubled: from + to.
        if 5 * (from + to) as i128 >= 2 * fifths * n {
            break;
        }
        last = sorted[from];
        from = to;
    }
    last
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
    /// Scores the customers of the base by quantiles; `None` when there are none. Where `set` holds
    /// cuts, they are used in place of quantiles.
    pub fn of(frame: &Frame, set: [Option<Cuts>; 3]) -> Option<Scores> {
        Scores::by(Rule::Quantiles, frame, set)
    }

    /// The same by another rule.
    pub fn by(rule: Rule, frame: &Frame, set: [Option<Cuts>; 3]) -> Option<Scores> {
        let customers: Vec<usize> = frame.base.present().collect();
        let booked = &frame.base_booked;
        // Where there are no single orders, the rows of the base are all that is known.
        let recency = |customer: &usize| {
            let last = match booked.orders[*customer] {
                0 => frame.base.last[*customer],
                _ => booked.last[*customer],
            };
            i128::from(frame.as_of.0) - i128::from(last.0)
        };
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
        Scores::of_values(customers, values, set, rule, frame.dataset.scale)
    }

    fn of_values(
        customers: Vec<usize>,
        values: [Vec<i128>; 3],
        set: [Option<Cuts>; 3],
        rule: Rule,
        scale: u8,
    ) -> Option<Scores> {
        let [r, f, m] = set;
        let cuts = [
            r.or_else(|| Cuts::of_values(&values[0], rule, 0))?,
            f.or_else(|| Cuts::of_values(&values[1], rule, 0))?,
            m.or_else(|| Cuts::of_values(&values[2], rule, scale))?,
        ];
        if customers.is_empty() {
            return None;
        }
        let within = [0, 1, 2].map(|measure: usize| cuts[measure].within());
        let score = |at: usize| {
            let beyond = |measure: usize| {
                let value = values[measure][at];
                within[measure].iter().filter(|most| value > **most).count() as u8
            };
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
        let cuts = Cuts::of_values(&values, Rule::Quantiles, 0).unwrap();
        assert_eq!(
            cuts.at.map(|cut| cut.numerator * 10 / cut.denominator),
            [28, 46, 64, 82]
        );
        let scores: Vec<u8> = values.iter().map(|value| 1 + cuts.beyond(*value)).collect();
        assert_eq!(scores, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    }

    #[test]
    fn a_value_is_beyond_a_cut_when_it_is_above_the_largest_within() {
        for (numerator, denominator) in [(-7, 2), (-4, 2), (0, 5), (5, 5), (7, 2)] {
            for reached in [false, true] {
                let at = [Fraction::new(numerator, denominator).unwrap(); 4];
                let set = false;
                let cuts = Cuts { at, set, reached };
                for value in -6..6 {
                    let above = value > cuts.within()[0];
                    assert_eq!(
                        above,
                        cuts.beyond(value) == 4,
                        "{value} {numerator}/{denominator}"
                    );
                }
            }
        }
    }

    #[test]
    fn equal_values_score_the_same_and_leave_fewer_levels() {
        let frequency = vec![1, 1, 1, 1, 1, 1, 2, 2, 3, 9];
        let recency = (0..10).collect();
        let scored = Scores::of_values(
            (0..10).collect(),
            [recency, frequency.clone(), frequency],
            [None, None, None],
            Rule::Quantiles,
            0,
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
    fn who_only_got_money_back_is_not_scored() {
        use crate::dataset::{Dataset, RevenueDefinition, Slice, Status};
        let mut data = Dataset::of_orders(&[("a", "2020-01-01", "5"), ("b", "2020-01-21", "-5")]);
        data.status = vec![Status::Delivered, Status::Refund];
        let slice = Slice::whole(&data);
        let (net, as_of) = (RevenueDefinition::NetOfReturns, data.period().unwrap().1);
        let frame = Frame::new(&data, &slice, as_of, net, None);
        let scored = Scores::of(&frame, [None, None, None]).unwrap();
        assert_eq!(scored.values[0], [20]);
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

    #[test]
    fn equal_values_share_their_mean_rank() {
        // Ten values: mean ranks 3 (five times), 6.5 (twice), 8, 9, 10, less a half, in fifths of 2.
        let values = [1, 1, 1, 1, 1, 2, 2, 3, 4, 5];
        let cuts = Cuts::of_values(&values, Rule::MidRank, 0).unwrap();
        let scores: Vec<u8> = values.iter().map(|value| 1 + cuts.beyond(*value)).collect();
        assert_eq!(scores, [2, 2, 2, 2, 2, 4, 4, 4, 5, 5]);
        let alone = Cuts::of_values(&[7, 7], Rule::MidRank, 0).unwrap();
        assert_eq!(alone.beyond(7), 2, "all equal: the middle score for all");
    }
}
