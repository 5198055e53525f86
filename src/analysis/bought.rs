//! Frame -> the days on which each customer bought, the gaps between them, and who is silent for long.
//!
//! Definitions: a gap is the number of days between one purchase day of a customer and the next, of
//! booked orders of the base; two orders on one day are one purchase day. Where the files hold one
//! row a customer, the mean gap of each stands for the gaps: days from the first to the last order
//! over orders less one, rounded down. *Silent for long*: recency above three times the customer's
//! own median gap, where there are at least two gaps; else above the 90 % quantile (type 7) of all
//! gaps; and above a month in any case, for who buys daily is not lost after a long weekend. Gaps are short-biased, because those still open are not seen. Degenerate case: without any
//! gap nobody is silent for long.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use crate::analysis::{Frame, Orders, Tables};
use crate::dataset::Dataset;
use crate::stats::{Fraction, quantile_of_ranks};
use crate::value::{Day, order};

/// Orders of known customers, by customer, then by day, then by id.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct ByCustomer {
    orders: Vec<DayAndOrder>,
    starts: Vec<u32>,
}

impl ByCustomer {
    pub(super) fn of(orders: &Orders, customers: usize) -> ByCustomer {
        let (orders, starts) = packed_by_customer(orders, customers);
        ByCustomer { orders, starts }
    }

    /// How many customers there are, with or without orders.
    pub(in crate::analysis) fn customers(&self) -> usize {
        self.starts.len() - 1
    }

    /// The orders of a customer, by day.
    pub(in crate::analysis) fn of_customer(&self, customer: usize) -> &[DayAndOrder] {
        let own: Range<usize> = self.starts[customer] as usize..self.starts[customer + 1] as usize;
        &self.orders[own]
    }
}

/// An order id with the order's day above it, so that neither has to be looked up.
pub(in crate::analysis) type DayAndOrder = u64;

/// The day of it.
pub(in crate::analysis) fn day_of(packed: DayAndOrder) -> Day {
    // With the sign turned, the order of the bits is that of the days.
    Day(((packed >> 32) as u32 ^ 1 << 31) as i32)
}

/// The order id of it.
pub(in crate::analysis) fn order_of(packed: DayAndOrder) -> usize {
    packed as u32 as usize
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

/// A silence of so few days is noise, however often a customer buys: no window of activity is shorter.
pub(in crate::analysis) const LEAST_SILENCE: i128 = 30;

/// The gaps of all customers.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Gaps {
    /// All gaps in days.
    pub pooled: Lengths,
    /// Per customer twice the median of the own gaps, or [`NO_GAPS`] where there are not two.
    own: Vec<i64>,
}

const NO_GAPS: i64 = i64::MIN;

/// Whole numbers of which many are equal, ascending: each once, with how many there are up to it.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Lengths(Vec<(i64, u64)>);

impl Lengths {
    /// Counts numbers. Those from 0 to the number of days in some centuries have a counter each.
    fn of(numbers: &mut dyn Iterator<Item = i64>) -> Lengths {
        let mut counts: Vec<u64> = Vec::new();
        let mut others: Vec<i64> = Vec::new();
        for number in numbers {
            let place = usize::try_from(number).unwrap_or(usize::MAX);
            if place >= counts.len() && place < COUNTED {
                counts.resize(place + 1, 0);
            }
            match counts.get_mut(place) {
                Some(count) => *count += 1,
                None => others.push(number),
            }
        }
        let others = order::sorted_signed(others);
        let low = others.partition_point(|number| *number < 0);
        let mut lengths = Lengths::default();
        others[..low]
            .iter()
            .for_each(|number| lengths.add(*number, 1));
        for (number, count) in counts.into_iter().enumerate().filter(|one| one.1 > 0) {
            lengths.add(number as i64, count);
        }
        others[low..]
            .iter()
            .for_each(|number| lengths.add(*number, 1));
        lengths
    }

    /// Adds so many of a number, which is not less than those before.
    fn add(&mut self, number: i64, count: u64) {
        let before = self.len();
        match self.0.last_mut().filter(|last| last.0 == number) {
            Some(last) => last.1 += count,
            None => self.0.push((number, before + count)),
        }
    }

    /// How many numbers.
    pub(in crate::analysis) fn len(&self) -> u64 {
        self.0.last().map_or(0, |last| last.1)
    }

    /// The quantile at so many hundredths; `None` without numbers.
    pub(in crate::analysis) fn quantile(&self, points: i128) -> Option<Fraction> {
        let at = |rank: usize| {
            let place = self.0.partition_point(|(_, up_to)| *up_to <= rank as u64);
            i128::from(self.0[place].0)
        };
        quantile_of_ranks(self.len() as usize, &at, Fraction::percent(points))
    }
}

/// A gap of more days than this is sorted and not counted.
const COUNTED: usize = 1 << 17;

impl Gaps {
    /// One pass over the purchase days, or over the totals of customers.
    pub(super) fn of(dataset: &Dataset, tables: &Tables) -> Gaps {
        match &dataset.totals {
            Some(_) => Gaps::of_totals(tables),
            None => Gaps::of_days(&tables.base_bought(dataset).days, dataset.customers.len()),
        }
    }

    fn of_days(days: &[(u32, Day)], customers: usize) -> Gaps {
        let mut own = vec![NO_GAPS; customers];
        let mut gaps: Vec<u64> = Vec::new();
        for days in days
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|days| days.len() > 2)
        {
            gaps.clear();
            gaps.extend(pairs(days).map(|(_, gap)| gap as u64));
            order::sort_keys(&mut gaps);
            let twice = gaps[gaps.len() / 2] + gaps[(gaps.len() - 1) / 2];
            own[days[0].0 as usize] = twice as i64;
        }
        Gaps {
            pooled: self::gaps(days),
            own,
        }
    }

    fn of_totals(tables: &Tables) -> Gaps {
        let bought = &tables.base_booked;
        let mut own = vec![NO_GAPS; bought.orders.len()];
        let repeated = bought.present().filter(|c| bought.orders[*c] > 1);
        let mut means = repeated.map(|customer| {
            let days = i64::from(bought.last[customer].0) - i64::from(bought.first[customer].0);
            let gaps = i64::from(bought.orders[customer] - 1);
            if gaps > 1 {
                own[customer] = 2 * days / gaps;
            }
            days / gaps
        });
        let pooled = Lengths::of(&mut means);
        Gaps { pooled, own }
    }

    /// The quantile of all gaps; `None` without gaps.
    pub(in crate::analysis) fn quantile(&self, points: i128) -> Option<Fraction> {
        self.pooled.quantile(points)
    }

    /// Twice the median of a customer's own gaps, from two gaps on.
    pub(in crate::analysis) fn own(&self, customer: usize) -> Option<i128> {
        let own = self.own.get(customer).filter(|own| **own != NO_GAPS);
        own.map(|own| i128::from(*own))
    }

    /// Per customer whether the silence is long.
    pub(in crate::analysis) fn silent(&self, frame: &Frame) -> Vec<bool> {
        let ninety = self.quantile(90);
        let booked = &frame.base_booked;
        let mut silent = vec![false; booked.orders.len()];
        for customer in booked.present() {
            let days = recency(frame, customer);
            silent[customer] = match (self.own(customer), ninety) {
                _ if days <= LEAST_SILENCE => false,
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
    let (packed, starts) = packed_by_customer(orders, customers);
    let mut days: Vec<(u32, Day)> = Vec::with_capacity(packed.len());
    for (customer, ends) in starts.windows(2).enumerate() {
        let own = &packed[ends[0] as usize..ends[1] as usize];
        for same in own.chunk_by(|a, b| a >> 32 == b >> 32) {
            days.push((customer as u32, day_of(same[0])));
        }
    }
    days
}

/// The orders of known customers, by customer, each with its day above its id, ascending; and where
/// each customer begins, one more at the end.
fn packed_by_customer(orders: &Orders, customers: usize) -> (Vec<DayAndOrder>, Vec<u32>) {
    let customer = |order: usize| match orders.lines[order] {
        0 => usize::MAX,
        _ => orders.customer[order] as usize,
    };
    let key = |order: usize| {
        let day = orders.day[order].0 as u32 ^ 1 << 31;
        u64::from(day) << 32 | order as u64
    };
    order::keys_by_group(orders.lines.len(), customers, &customer, &key)
}

/// The customer and the days from one purchase day to the next.
fn pairs(days: &[(u32, Day)]) -> impl Iterator<Item = (u32, i64)> + '_ {
    let same = days.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    same.map(|pair| (pair[0].0, i64::from(pair[1].1.0) - i64::from(pair[0].1.0)))
}

/// The days between one purchase day of a customer and the next.
pub(in crate::analysis) fn gaps(days: &[(u32, Day)]) -> Lengths {
    Lengths::of(&mut pairs(days).map(|(_, gap)| gap))
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
    use crate::dataset::NO_CODE;
    use crate::stats::quantile_of_whole;
    use proptest::prelude::*;

    #[test]
    fn one_gap_is_no_habit() {
        let days = [(0, 5), (0, 15), (0, 18), (1, 7), (1, 9), (2, 1)];
        let days = days.map(|(customer, day)| (customer, Day(day)));
        let gaps = Gaps::of_days(&days, 3);
        assert_eq!(gaps.pooled.0, [(2, 1), (3, 2), (10, 3)]);
        let own = [0, 1, 2].map(|customer| gaps.own(customer));
        assert_eq!(own, [Some(13), None, None]);
    }

    proptest! {
        #[test]
        fn counted_numbers_have_the_quantiles_of_the_sorted(
            near in proptest::collection::vec(-3..40_i64, 0..60),
            far in proptest::collection::vec(any::<i64>(), 0..4),
            points in 0..=100_i128,
        ) {
            let numbers: Vec<i64> = near.into_iter().chain(far.into_iter().map(|far| far / 4)).collect();
            let mut sorted: Vec<i128> = numbers.iter().copied().map(i128::from).collect();
            sorted.sort_unstable();
            let lengths = Lengths::of(&mut numbers.into_iter());
            prop_assert_eq!(lengths.len(), sorted.len() as u64);
            let expected = quantile_of_whole(&sorted, Fraction::percent(points));
            prop_assert_eq!(lengths.quantile(points), expected);
        }

        #[test]
        fn orders_stand_by_customer_then_day_then_id(
            orders in proptest::collection::vec((0..6_u32, -50..50_i32, 0..3_u32), 0..400),
        ) {
            let orders = Orders {
                customer: orders.iter().map(|order| order.0.checked_sub(1).unwrap_or(NO_CODE)).collect(),
                day: orders.iter().map(|order| Day(order.1)).collect(),
                lines: orders.iter().map(|order| order.2).collect(),
                ..Orders::default()
            };
            let key = |order: usize| (orders.customer[order], orders.day[order], order as u32);
            let known = orders.present().filter(|order| orders.customer[*order] != NO_CODE);
            let mut expected: Vec<(u32, Day, u32)> = known.map(key).collect();
            expected.sort_unstable();
            let sorted = ByCustomer::of(&orders, 5);
            let own = (0..5).flat_map(|customer| sorted.of_customer(customer)).map(|one| order_of(*one) as u32);
            prop_assert!(own.eq(expected.iter().map(|order| order.2)));
            expected.dedup_by_key(|order| (order.0, order.1));
            let days: Vec<(u32, Day)> = expected.iter().map(|order| (order.0, order.1)).collect();
            prop_assert_eq!(purchase_days(&orders, 5), days);
        }
    }
}
