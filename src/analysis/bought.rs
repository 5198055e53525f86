//! Frame -> the days on which each customer bought, the gaps between them, and who is silent for long.
//!
//! Definitions: a gap is the number of days between one purchase day of a customer and the next, of
//! booked orders of the base; two orders on one day are one purchase day. Where the files hold one
//! row a customer, the mean gap of each stands for the gaps: days from the first to the last order
//! over orders less one, rounded down. *Silent for long*: recency above three times the customer's
//! own median gap, where there are at least two gaps; else above the 90 % quantile (type 7) of all
//! gaps. Gaps are short-biased, because those still open are not seen. Degenerate case: without any
//! gap nobody is silent for long.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use crate::analysis::{Frame, Orders, Tables};
use crate::dataset::{Dataset, NO_CODE};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::{Day, order};

/// Orders of known customers, by customer, then by day, then by id.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct ByCustomer {
    /// Order ids.
    pub orders: Vec<u32>,
    starts: Vec<u32>,
}

impl ByCustomer {
    /// Sorts them by counting: first by day, then by customer.
    pub(super) fn of(orders: &Orders, customers: usize) -> ByCustomer {
        let known = |order: &usize| orders.customer[*order] != NO_CODE;
        let all: Vec<u32> = orders
            .present()
            .filter(known)
            .map(|order| order as u32)
            .collect();
        let day = |order: u32| orders.day[order as usize].0;
        let first = all.iter().map(|order| day(*order)).min().unwrap_or(0);
        let last = all.iter().map(|order| day(*order)).max().unwrap_or(0);
        let span = last.abs_diff(first) as usize + 1;
        let (by_day, _) = order::sort_counted(&all, span, |o| day(o).abs_diff(first) as usize);
        let customer = |order: u32| orders.customer[order as usize] as usize;
        let (orders, starts) = order::sort_counted(&by_day, customers, customer);
        ByCustomer { orders, starts }
    }

    /// How many customers there are, with or without orders.
    pub(in crate::analysis) fn customers(&self) -> usize {
        self.starts.len() - 1
    }

    /// The orders of a customer, by day.
    pub(in crate::analysis) fn of_customer(&self, customer: usize) -> &[u32] {
        let own: Range<usize> = self.starts[customer] as usize..self.starts[customer + 1] as usize;
        &self.orders[own]
    }
}

/// The booked orders of some rows: what was bought, whatever came back.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Bought {
    /// Their sum.
    pub total: i128,
    /// How many they are.
    pub orders: u64,
    /// How many customers they are of.
    pub buyers: usize,
    /// Customer and day of each purchase, ascending, no day of a customer twice.
    pub days: Vec<(u32, Day)>,
}

impl Bought {
    /// Adds them up.
    pub(super) fn of(dataset: &Dataset, orders: &Orders) -> Bought {
        let days = purchase_days(orders, dataset.customers.len());
        Bought {
            total: orders.total(),
            orders: orders.present().count() as u64,
            buyers: days.chunk_by(|a, b| a.0 == b.0).count(),
            days,
        }
    }
}

/// The gaps of all customers.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Gaps {
    /// All gaps in days, ascending.
    pub pooled: Vec<i128>,
    /// Per customer twice the median of the own gaps, where there are two or more.
    own: Vec<Option<i128>>,
}

impl Gaps {
    /// One pass over the purchase days, or over the totals of customers.
    pub(super) fn of(dataset: &Dataset, tables: &Tables) -> Gaps {
        match &dataset.totals {
            Some(_) => Gaps::of_totals(tables),
            None => Gaps::of_days(&tables.base_bought(dataset).days, dataset.customers.len()),
        }
    }

    fn of_days(days: &[(u32, Day)], customers: usize) -> Gaps {
        let mut own = vec![None; customers];
        let mut gaps = Vec::new();
        for days in days
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|days| days.len() > 2)
        {
            gaps.clear();
            gaps.extend(pairs(days).map(|(_, gap)| gap));
            order::sort_numbers(&mut gaps);
            let twice = gaps[gaps.len() / 2] + gaps[(gaps.len() - 1) / 2];
            own[days[0].0 as usize] = Some(twice);
        }
        Gaps {
            pooled: self::gaps(days),
            own,
        }
    }

    fn of_totals(tables: &Tables) -> Gaps {
        let bought = &tables.base_booked;
        let mut pooled = Vec::new();
        let mut own = vec![None; bought.orders.len()];
        for customer in bought.present().filter(|c| bought.orders[*c] > 1) {
            let days = i128::from(bought.last[customer].0) - i128::from(bought.first[customer].0);
            let gaps = i128::from(bought.orders[customer] - 1);
            pooled.push(days / gaps);
            own[customer] = (gaps > 1).then_some(2 * days / gaps);
        }
        order::sort_numbers(&mut pooled);
        Gaps { pooled, own }
    }

    /// The quantile of all gaps; `None` without gaps.
    pub(in crate::analysis) fn quantile(&self, points: i128) -> Option<Fraction> {
        quantile_of_whole(&self.pooled, Fraction::percent(points))
    }

    /// Twice the median of a customer's own gaps, from two gaps on.
    pub(in crate::analysis) fn own(&self, customer: usize) -> Option<i128> {
        self.own.get(customer).copied().flatten()
    }

    /// Per customer whether the silence is long.
    pub(in crate::analysis) fn silent(&self, frame: &Frame) -> Vec<bool> {
        let ninety = self.quantile(90);
        let booked = &frame.base_booked;
        let mut silent = vec![false; booked.orders.len()];
        for customer in booked.present() {
            let days = recency(frame, customer);
            silent[customer] = match (self.own[customer], ninety) {
                (Some(twice), _) => 2 * days > 3 * twice,
                (None, Some(most)) => most.compare(days) == Ordering::Greater,
                (None, None) => false,
            };
        }
        silent
    }
}

/// Days from the last booked order of a customer of the base to as_of.
pub(in crate::analysis) fn recency(frame: &Frame, customer: usize) -> i128 {
    i128::from(frame.as_of.0) - i128::from(frame.base_booked.last[customer].0)
}

/// Customer and day, ascending, no day of a customer twice: two orders on one day are one purchase day.
fn purchase_days(orders: &Orders, customers: usize) -> Vec<(u32, Day)> {
    let sorted = ByCustomer::of(orders, customers);
    let bought = |order: u32| (orders.customer[order as usize], orders.day[order as usize]);
    let mut days: Vec<(u32, Day)> = Vec::with_capacity(sorted.orders.len());
    for order in sorted.orders {
        if days.last() != Some(&bought(order)) {
            days.push(bought(order));
        }
    }
    days
}

/// The customer and the days from one purchase day to the next.
fn pairs(days: &[(u32, Day)]) -> impl Iterator<Item = (u32, i128)> + '_ {
    let same = days.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    same.map(|pair| (pair[0].0, i128::from(pair[1].1.0) - i128::from(pair[0].1.0)))
}

/// The days between one purchase day of a customer and the next, ascending.
pub(in crate::analysis) fn gaps(days: &[(u32, Day)]) -> Vec<i128> {
    let mut gaps: Vec<i128> = pairs(days).map(|(_, gap)| gap).collect();
    order::sort_numbers(&mut gaps);
    gaps
}

/// The purchase days in the slice: what came back was bought as well.
pub(in crate::analysis) fn days_in_slice<'a>(frame: &'a Frame) -> &'a [(u32, Day)] {
    &frame.bought().days
}

/// The purchase days, over all time, of the customers who bought in the slice.
pub(in crate::analysis) fn days_of_shown<'a>(frame: &'a Frame) -> Cow<'a, [(u32, Day)]> {
    let days = &frame.base_bought(frame.dataset).days;
    if frame.slice.whole {
        return Cow::Borrowed(days);
    }
    let mut shown = vec![false; frame.dataset.customers.len()];
    for (customer, _) in days_in_slice(frame) {
        shown[*customer as usize] = true;
    }
    let of_shown = days
        .iter()
        .filter(|(customer, _)| shown[*customer as usize]);
    Cow::Owned(of_shown.copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_gap_is_no_habit() {
        let days = [(0, 5), (0, 15), (0, 18), (1, 7), (1, 9), (2, 1)];
        let days = days.map(|(customer, day)| (customer, Day(day)));
        let gaps = Gaps::of_days(&days, 3);
        assert_eq!(gaps.pooled, [2, 3, 10]);
        assert_eq!(gaps.own, [Some(13), None, None]);
    }
}
