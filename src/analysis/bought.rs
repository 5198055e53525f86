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

use crate::analysis::{Frame, Orders, Tables};
use crate::dataset::{Dataset, NO_CODE, RevenueDefinition};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::{Day, order};

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
            None => Gaps::of_days(tables.purchase_days(), dataset.customers.len()),
        }
    }

    fn of_days(days: &[(u32, Day)], customers: usize) -> Gaps {
        // One number a gap, the customer above, so that the gaps of each stand together and ascend.
        let mut numbers: Vec<i128> = pairs(days)
            .map(|(customer, gap)| i128::from(customer) << 32 | gap)
            .collect();
        order::sort_numbers(&mut numbers);
        let mut own = vec![None; customers];
        for gaps in numbers.chunk_by(|a, b| a >> 32 == b >> 32) {
            if gaps.len() > 1 {
                let at = |place: usize| gaps[place] & 0xFFFF_FFFF;
                own[(gaps[0] >> 32) as usize] = Some(at(gaps.len() / 2) + at((gaps.len() - 1) / 2));
            }
        }
        Gaps {
            pooled: gaps(days),
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
pub(super) fn purchase_days(orders: &Orders) -> Vec<(u32, Day)> {
    // One number each, so that they sort as numbers do: the customer above, the day below.
    let mut days: Vec<i128> = orders
        .present()
        .filter(|order| orders.customer[*order] != NO_CODE)
        .map(|order| {
            i128::from(orders.customer[order]) << 32
                | (i128::from(orders.day[order].0) - i128::from(i32::MIN))
        })
        .collect();
    order::sort_numbers(&mut days);
    days.dedup();
    let day = |number: i128| Day(((number & 0xFFFF_FFFF) + i128::from(i32::MIN)) as i32);
    days.into_iter()
        .map(|number| ((number >> 32) as u32, day(number)))
        .collect()
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
pub(in crate::analysis) fn days_in_slice<'a>(frame: &'a Frame) -> Cow<'a, [(u32, Day)]> {
    let booked = RevenueDefinition::Booked;
    Cow::Owned(match (frame.slice.whole, frame.definition == booked) {
        (true, _) => return Cow::Borrowed(frame.purchase_days()),
        (false, true) => purchase_days(&frame.orders),
        (false, false) => purchase_days(&Orders::of(
            frame.dataset,
            &mut frame.rows_until_as_of(),
            booked,
        )),
    })
}

/// The purchase days, over all time, of the customers who bought in the slice.
pub(in crate::analysis) fn days_of_shown<'a>(frame: &'a Frame) -> Cow<'a, [(u32, Day)]> {
    let days = frame.purchase_days();
    if frame.slice.whole {
        return Cow::Borrowed(days);
    }
    let mut shown = vec![false; frame.dataset.customers.len()];
    for (customer, _) in days_in_slice(frame).iter() {
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
