//! Frame -> the purchase days of every customer of the base, and what the later ones brought.
//!
//! Definition: a purchase day is a day with at least one order of the base, up to as_of and under the
//! revenue definition, that is worth zero or more; several orders on one day are one purchase. Orders
//! below zero are refunds and no purchases. Spend of a day: the sum of those orders.
//! Degenerate case: orders without a customer or a day belong to nobody.

use crate::analysis::{Frame, Orders};
use crate::dataset::NO_CODE;
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
    /// Those of the base.
    pub fn of(frame: &Frame) -> Visits {
        let customers = frame.dataset.customers.len();
        if frame.slice.whole {
            return Visits::of_orders(&frame.orders, customers);
        }
        let until = |row: &u32| {
            let day = frame.dataset.day.get(*row as usize);
            day.is_none_or(|day| *day <= frame.as_of)
        };
        let mut rows = (0..frame.dataset.len() as u32).filter(until);
        let orders = Orders::of(frame.dataset, &mut rows, frame.definition);
        Visits::of_orders(&orders, customers)
    }

    /// Those of these orders, for so many customers.
    pub fn of_orders(orders: &Orders, customers: usize) -> Visits {
        let bought =
            |order: &usize| orders.customer[*order] != NO_CODE && orders.amount[*order] >= 0;
        let all: Vec<u32> = orders
            .present()
            .filter(bought)
            .map(|order| order as u32)
            .collect();
        let day = |order: u32| orders.day[order as usize].0;
        let (first, last) = all
            .iter()
            .fold((i32::MAX, i32::MIN), |(first, last), order| {
                (first.min(day(*order)), last.max(day(*order)))
            });
        if all.is_empty() {
            return Visits {
                starts: vec![0; customers + 1],
                spent: vec![0; customers],
                paid: vec![0; customers],
                ..Visits::default()
            };
        }
        let span = last.abs_diff(first) as usize + 1;
        let (by_day, _) = counted(&all, span, &|order| day(order).abs_diff(first) as usize);
        let (sorted, starts) = counted(&by_day, customers, &|order| {
            orders.customer[order as usize] as usize
        });
        let mut visits = Visits::default();
        for ends in starts.windows(2) {
            let begin = visits.days.len();
            visits.starts.push(begin as u32);
            let own = &sorted[ends[0] as usize..ends[1] as usize];
            let (spent, paid) = visits.add(own, orders, begin);
            visits.spent.push(spent);
            visits.paid.push(paid);
        }
        visits.starts.push(visits.days.len() as u32);
        visits
    }

    /// Adds one customer's orders, which ascend by day; returns spend and days after the first.
    fn add(&mut self, own: &[u32], orders: &Orders, begin: usize) -> (i128, u32) {
        let (mut spent, mut paid, mut at) = (0, 0, 0);
        while at < own.len() {
            let day = orders.day[own[at] as usize];
            let mut amount = 0;
            while at < own.len() && orders.day[own[at] as usize] == day {
                amount += orders.amount[own[at] as usize];
                at += 1;
            }
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

/// The items in ascending order of their keys, equal ones as they were, and where each key begins.
fn counted(items: &[u32], keys: usize, key: &dyn Fn(u32) -> usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; keys + 1];
    for item in items {
        starts[key(*item) + 1] += 1;
    }
    for at in 0..keys {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut sorted = vec![0; items.len()];
    for item in items {
        let place = &mut next[key(*item)];
        sorted[*place as usize] = *item;
        *place += 1;
    }
    (sorted, starts)
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
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    fn visits(orders: &[(&str, &str, &str)], slice: Option<Vec<u32>>) -> Visits {
        let data = Dataset::of_orders(orders);
        let slice = slice.map_or_else(|| Slice::whole(&data), |rows| Slice { rows, whole: false });
        let as_of = data.period().unwrap().1;
        Visits::of(&Frame::new(
            &data,
            &slice,
            as_of,
            RevenueDefinition::Booked,
            None,
        ))
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
