//! Frame -> the days between purchases of each customer, and who is silent for long.
//!
//! Definitions: a gap is the number of days between one purchase day of a customer and the next, of
//! booked orders of the base; two orders on one day are one purchase day. Where the files hold one
//! row a customer, the mean gap of each stands for the gaps: days from the first to the last order
//! over orders less one, rounded down. *Silent for long*: recency above three times the customer's
//! own median gap, where there are at least two gaps; else above the 90 % quantile (type 7) of all
//! gaps. Gaps are short-biased, because those still open are not seen. Degenerate case: without any
//! gap nobody is silent for long.

use std::cmp::Ordering;

use crate::analysis::Frame;
use crate::dataset::NO_CODE;
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

/// The gaps of all customers.
pub(in crate::analysis) struct Gaps {
    /// All gaps in days, ascending.
    pub pooled: Vec<i128>,
    /// Per customer twice the median of the own gaps, where there are two or more.
    own: Vec<Option<i128>>,
}

impl Gaps {
    /// One pass over the booked orders, sorted.
    pub(in crate::analysis) fn of(frame: &Frame) -> Gaps {
        let mut gaps = match &frame.dataset.totals {
            Some(_) => Gaps::of_totals(frame),
            None => Gaps::of_days(purchase_days(frame), frame.dataset.customers.len()),
        };
        order::sort_numbers(&mut gaps.pooled);
        gaps
    }

    fn of_days(days: Vec<(usize, i128)>, customers: usize) -> Gaps {
        let mut pooled = Vec::new();
        let mut own = vec![None; customers];
        for bought in days.chunk_by(|a, b| a.0 == b.0) {
            let mut gaps: Vec<i128> = bought
                .windows(2)
                .map(|pair| pair[1].1 - pair[0].1)
                .collect();
            pooled.extend_from_slice(&gaps);
            if gaps.len() > 1 {
                order::sort(&mut gaps);
                let middle = gaps[gaps.len() / 2] + gaps[(gaps.len() - 1) / 2];
                own[bought[0].0] = Some(middle);
            }
        }
        Gaps { pooled, own }
    }

    fn of_totals(frame: &Frame) -> Gaps {
        let bought = &frame.base_booked;
        let mut pooled = Vec::new();
        let mut own = vec![None; bought.orders.len()];
        for customer in bought.present().filter(|c| bought.orders[*c] > 1) {
            let days = i128::from(bought.last[customer].0) - i128::from(bought.first[customer].0);
            let gaps = i128::from(bought.orders[customer] - 1);
            pooled.push(days / gaps);
            own[customer] = (gaps > 1).then_some(2 * days / gaps);
        }
        Gaps { pooled, own }
    }

    /// The quantile of all gaps; `None` without gaps.
    pub(in crate::analysis) fn quantile(&self, points: i128) -> Option<Fraction> {
        quantile_of_whole(&self.pooled, Fraction::percent(points))
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

/// The purchase days of each customer, sorted by customer and then by day, each once.
pub(in crate::analysis) fn purchase_days(frame: &Frame) -> Vec<(usize, i128)> {
    // One number a purchase day, so that it sorts by customer and then by day.
    const CUSTOMER: i128 = 1 << 40;
    let booked = frame.booked_orders();
    let mut days: Vec<i128> = booked
        .present()
        .filter(|order| booked.customer[*order] != NO_CODE)
        .map(|order| {
            let day = i128::from(booked.day[order].0) - i128::from(i32::MIN);
            i128::from(booked.customer[order]) * CUSTOMER + day
        })
        .collect();
    order::sort_numbers(&mut days);
    days.dedup();
    let apart = |day: i128| {
        (
            (day / CUSTOMER) as usize,
            day % CUSTOMER + i128::from(i32::MIN),
        )
    };
    days.into_iter().map(apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_gap_is_no_habit() {
        let days = vec![(0, 5), (0, 15), (0, 18), (1, 7), (1, 9), (2, 1)];
        let gaps = Gaps::of_days(days, 3);
        assert_eq!(gaps.pooled, [10, 3, 2]);
        assert_eq!(gaps.own, [Some(13), None, None]);
    }
}
