//! Frame -> the purchase days of every customer of the base, and what the later ones brought.
//!
//! Definition: a purchase day is a day with at least one order of the base, up to as_of and under the
//! revenue definition, that is worth zero or more; several orders on one day are one purchase. Orders
//! below zero are refunds and no purchases. Spend of a day: the sum of those orders.
//! Degenerate case: orders without a customer or a day belong to nobody.

use crate::analysis::Orders;
use crate::analysis::bought::{ByCustomer, DayAndOrder, day_of, order_of};
use crate::stats::Repeats;
use crate::value::Day;

/// Time in the models of repeated purchases runs in weeks, the data in days.
pub(super) const DAYS_A_WEEK: f64 = 7.0;

/// Purchase days by customer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visits {
    /// Where each customer's days begin in `days`; one more at the end.
    starts: Vec<u32>,
    /// Days, ascending by customer.
    days: Vec<Day>,
    /// Per customer the spend of all purchase days but the first, those above zero.
    pub spent: Vec<i128>,
    /// Per customer how many days those are.
    pub paid: Vec<u32>,
}

impl Visits {
    /// Those of these orders, for so many customers.
    pub fn of_orders(orders: &Orders, customers: usize) -> Visits {
        Visits::of_sorted(orders, &ByCustomer::of(orders, customers), customers)
    }

    /// Those of orders that are sorted already.
    pub(in crate::analysis) fn of_sorted(
        orders: &Orders,
        sorted: &ByCustomer,
        customers: usize,
    ) -> Visits {
        let mut visits = Visits::default();
        for customer in 0..customers {
            let begin = visits.days.len();
            visits.starts.push(begin as u32);
            let (spent, paid) = visits.add(sorted.of_customer(customer), orders, begin);
            visits.spent.push(spent);
            visits.paid.push(paid);
        }
        visits.starts.push(visits.days.len() as u32);
        visits
    }

    /// Adds one customer's orders, which ascend by day; returns spend and days after the first.
    fn add(&mut self, own: &[DayAndOrder], orders: &Orders, begin: usize) -> (i128, u32) {
        let (mut spent, mut paid) = (0, 0);
        for same in own.chunk_by(|a, b| day_of(*a) == day_of(*b)) {
            let worth = same.iter().map(|order| orders.amount.at(order_of(*order)));
            let (mut amount, mut purchases) = (0, 0);
            for worth in worth.filter(|worth| *worth >= 0) {
                amount += worth;
                purchases += 1;
            }
            if purchases == 0 {
                continue;
            }
            let day = day_of(same[0]);
            if self.days.len() > begin && amount > 0 {
                spent += amount;
                paid += 1;
            }
            self.days.push(day);
        }
        (spent, paid)
    }

    /// The purchase days of a customer, ascending.
    pub fn days(&self, customer: usize) -> &[Day] {
        &self.days[self.starts[customer] as usize..self.starts[customer + 1] as usize]
    }

    /// How many customers there are, with or without purchase days.
    pub fn len(&self) -> usize {
        self.spent.len()
    }

    /// True without any customer.
    pub fn is_empty(&self) -> bool {
        self.spent.is_empty()
    }

    /// Repeats, age at the last of them and age, in days, as known at the end of a day; `None` for who
    /// had not bought by then.
    pub fn triple(&self, customer: usize, until: Day) -> Option<(u32, u32, u32)> {
        let days = self.days(customer);
        let known = days.partition_point(|day| *day <= until);
        let (first, last) = (days.first()?, days.get(known.checked_sub(1)?)?);
        Some((
            known as u32 - 1,
            last.0.abs_diff(first.0),
            until.0.abs_diff(first.0),
        ))
    }

    /// The triples of all who had bought by the end of a day.
    pub fn repeats(&self, until: Day) -> Repeats {
        let all = (0..self.len()).filter_map(|customer| self.triple(customer, until));
        Repeats::of(&all.collect::<Vec<_>>(), DAYS_A_WEEK)
    }

    /// The days between one purchase day and the next, counted by length, over all customers.
    pub fn gaps(&self) -> Vec<u64> {
        let mut lengths = Vec::new();
        for customer in 0..self.len() {
            for pair in self.days(customer).windows(2) {
                let length = pair[1].0.abs_diff(pair[0].0) as usize;
                if lengths.len() <= length {
                    lengths.resize(length + 1, 0);
                }
                lengths[length] += 1;
            }
        }
        lengths
    }
}

/// The value below which a part of counted whole numbers lies, type 7 as everywhere: `counts[v]` numbers
/// are `v`. `None` without any.
pub(super) fn counted_quantile(counts: &[u64], p: f64) -> Option<f64> {
    let all: u64 = counts.iter().sum();
    let along = all.checked_sub(1)? as f64 * p;
    let at = |rank: u64| {
        let mut passed = 0;
        let holds = |count: &u64| {
            passed += count;
            passed > rank
        };
        counts.iter().position(holds).unwrap_or(0) as f64
    };
    let low = at(along.floor() as u64);
    let high = at(along.ceil() as u64);
    Some(low + (high - low) * (along - along.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Frame;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    fn visits(orders: &[(&str, &str, &str)], slice: Option<Vec<u32>>) -> Visits {
        let data = Dataset::of_orders(orders);
        let slice = slice.map_or_else(|| Slice::whole(&data), |rows| Slice { rows, whole: false });
        let as_of = data.period().unwrap().1;
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None);
        Visits::clone(frame.visits())
    }

    const STORY: &[(&str, &str, &str)] = &[
        ("b", "2020-01-31", "4"),
        ("a", "2020-01-11", "5"),
        ("a", "2020-01-01", "9"),
        ("a", "2020-01-11", "2"),
        ("a", "2020-01-16", "0"),
        ("a", "2020-01-20", "-3"),
        ("b", "2020-01-30", "-4"),
    ];

    #[test]
    fn several_orders_on_a_day_are_one_purchase_and_refunds_are_none() {
        let visits = visits(STORY, None);
        let until = Day::from_iso("2020-01-31").unwrap();
        assert_eq!(visits.triple(0, until), Some((2, 15, 30)));
        assert_eq!(visits.triple(1, until), Some((0, 0, 0)));
        // After the first day a spent 7 on one day and nothing on another.
        assert_eq!((visits.spent[0], visits.paid[0]), (700, 1));
        assert_eq!(
            visits.triple(0, Day::from_iso("2020-01-15").unwrap()),
            Some((1, 10, 14))
        );
        assert_eq!(visits.triple(1, Day::from_iso("2020-01-15").unwrap()), None);
        assert_eq!(visits.gaps(), [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn a_filter_does_not_change_what_a_customer_did() {
        assert_eq!(visits(STORY, Some(vec![0, 3])), visits(STORY, None));
    }

    #[test]
    fn quantiles_of_counted_numbers_are_those_of_the_list() {
        // 1, 1, 3, 7: median 2, numpy.percentile(..., 90) = 5.8.
        let counts = [0, 2, 0, 1, 0, 0, 0, 1];
        assert_eq!(counted_quantile(&counts, 0.5), Some(2.0));
        assert!((counted_quantile(&counts, 0.9).unwrap() - 5.8).abs() < 1e-12);
        assert_eq!(counted_quantile(&[0, 0], 0.5), None);
    }
}
