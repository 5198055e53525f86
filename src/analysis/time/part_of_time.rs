//! One way to divide time: orders by part, and which part stands out.
//!
//! Definitions: `rhythm`.

use crate::figure::Interval;
use crate::say::{Quantity, Text};
use crate::stats::wilson_95;
use crate::value::Day;

/// A part this much above its time is worth a sentence.
const MIN_RATE: f64 = 1.1;
const MAX_P: f64 = 0.05;

/// Orders and revenue by part, and how much time each part has.
pub(super) struct Rhythm {
    pub id: &'static str,
    pub orders: Vec<u64>,
    /// Empty where not told.
    pub revenue: Vec<i128>,
    pub time: Vec<f64>,
    /// The busiest day of each part with its orders; empty where parts are not made of whole days.
    pub peaks: Vec<(u64, Day)>,
    /// Orders left out, because they tell midnight in place of a time.
    pub untimed: u64,
}

impl Rhythm {
    pub(super) fn total(&self) -> u64 {
        self.orders.iter().sum()
    }

    /// The part's share of the time.
    pub(super) fn expected(&self, part: usize) -> f64 {
        self.time[part] / self.time.iter().sum::<f64>()
    }

    /// Orders a day of this part, relative to all; 0 for a part that the data do not reach.
    pub(super) fn rate(&self, part: usize) -> f64 {
        match self.time[part] > 0.0 {
            true => self.orders[part] as f64 / self.total() as f64 / self.expected(part),
            false => 0.0,
        }
    }

    pub(super) fn busiest(&self) -> usize {
        let parts = 0..self.orders.len();
        // The first of equals.
        parts
            .rev()
            .max_by(|a, b| self.rate(*a).total_cmp(&self.rate(*b)))
            .unwrap_or(0)
    }

    /// Whether a part is above the others by more than chance and than one day.
    pub(super) fn stands_out(&self, part: usize) -> bool {
        self.is_above(part, 0, 0.0) && self.rests_on_one_day(part).is_none()
    }

    /// The day without which a part that is above the others is not, with its orders.
    pub(super) fn rests_on_one_day(&self, part: usize) -> Option<(u64, Day)> {
        let peak = *self.peaks.get(part)?;
        (self.is_above(part, 0, 0.0) && !self.is_above(part, peak.0, 1.0)).then_some(peak)
    }

    /// Whether a part is above the others without so many of its orders and so much of its time.
    fn is_above(&self, part: usize, orders: u64, time: f64) -> bool {
        let own = self.orders[part] - orders;
        let n = (self.total() - orders) as f64;
        let p = (self.time[part] - time) / (self.time.iter().sum::<f64>() - time);
        let z = (own as f64 - n * p) / (n * p * (1.0 - p)).sqrt();
        let chance = libm::erfc(z / std::f64::consts::SQRT_2) * self.orders.len() as f64;
        own as f64 >= MIN_RATE * n * p && chance < MAX_P
    }

    pub(super) fn name(&self, part: usize) -> Text {
        Text::new(&format!("{}.{}", self.id, part + 1))
    }

    pub(super) fn interval(&self, part: usize) -> Interval {
        match wilson_95(self.orders[part], self.total()).filter(|_| self.time[part] > 0.0) {
            Some(share) => Interval::between(
                Quantity::number(share.low / self.expected(part)),
                Quantity::number(share.high / self.expected(part)),
                0.95,
                Text::new("interval.rate"),
            ),
            None => Interval::none(Text::new("reason.no_orders")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_one_day_makes_does_not_stand_out() {
        // Seven weekdays of 20 days each with 100 orders, the first with 160.
        let rhythm = |most: u64| Rhythm {
            id: "weekday",
            orders: vec![160, 100, 100, 100, 100, 100, 100],
            revenue: Vec::new(),
            time: vec![20.0; 7],
            peaks: vec![(most, Day(4)); 7],
            untimed: 0,
        };
        // Of 760 orders 108.6 are expected: (160 - 108.6) / 9.65 = 5.3 standard errors.
        assert!(rhythm(8).stands_out(0));
        // Without a day of 60, 100 of 700 on 19 of 139 days: 95.7 expected.
        assert!(!rhythm(60).stands_out(0));
        assert_eq!(rhythm(60).rests_on_one_day(0), Some((60, Day(4))));
        assert_eq!(rhythm(60).rests_on_one_day(1), None);
    }
}
