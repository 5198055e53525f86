//! Visits -> how long each customer has been silent, and whether that is long.

use crate::analysis::Frame;
use crate::analysis::value::visits::Visits;
use crate::dataset::NO_CODE;
use crate::value::Day;

/// From good to bad.
pub(super) const STATES: [&str; 3] = ["active", "late", "lapsed"];
/// A median of own gaps takes two of them.
const MIN_PURCHASES: usize = 3;
/// Silent for more than so many own median gaps is a risk.
const RISK: f64 = 2.0;
/// The year whose revenue is at stake.
const YEAR: i32 = 365;

/// A customer's silence.
pub(super) struct Silent {
    pub customer: usize,
    pub days: u32,
    /// Silent for more days than the least that count.
    pub long: bool,
    /// The median of the customer's own gaps, with enough of them.
    pub own: Option<f64>,
    /// Index into [`STATES`].
    pub state: usize,
    pub revenue: i128,
    pub purchases: usize,
    pub last: Day,
}

impl Silent {
    /// The silence in own median gaps.
    pub(super) fn ratio(&self) -> Option<f64> {
        self.own.map(|own| f64::from(self.days) / own)
    }

    /// Silent for much longer than usual.
    pub(super) fn at_risk(&self) -> bool {
        self.long && self.ratio().is_some_and(|ratio| ratio > RISK)
    }
}

/// The silences of the customers of the slice. `bounds` are in own median gaps, `quantiles` and `least` in
/// days: up to `least` nobody is late.
pub(super) fn silences(
    frame: &Frame,
    visits: &Visits,
    bounds: [f64; 2],
    quantiles: [f64; 2],
    least: u32,
) -> Vec<Silent> {
    let mut revenue = vec![0; frame.dataset.customers.len()];
    for order in frame.orders.with_credits() {
        let customer = frame.orders.customer[order];
        if customer != NO_CODE && frame.orders.day[order] > year_ago(frame) {
            revenue[customer as usize] += frame.orders.amount.at(order);
        }
    }
    let mut silent = Vec::new();
    let mut gaps = Vec::new();
    for customer in frame.customers.present() {
        let days = visits.days(customer);
        let Some(last) = days.last() else { continue };
        let since = frame.as_of.0.abs_diff(last.0);
        let own = own_median(days, &mut gaps);
        let (measure, limits) = match own {
            Some(own) => (f64::from(since) / own, bounds),
            None => (f64::from(since), quantiles),
        };
        silent.push(Silent {
            customer,
            days: since,
            long: since > least,
            own,
            state: match since > least {
                true => usize::from(measure > limits[0]) + usize::from(measure > limits[1]),
                false => 0,
            },
            revenue: revenue[customer],
            purchases: days.len(),
            last: *last,
        });
    }
    silent
}

/// The last day that is too long ago to count for the year.
pub(super) fn year_ago(frame: &Frame) -> Day {
    Day(frame.as_of.0.saturating_sub(YEAR))
}

/// The median gap of a customer with enough purchase days; `gaps` is room to work in.
fn own_median(days: &[Day], gaps: &mut Vec<u32>) -> Option<f64> {
    if days.len() < MIN_PURCHASES {
        return None;
    }
    gaps.clear();
    for pair in days.windows(2) {
        // Few a customer, and most customers have few: each goes to its place.
        let gap = pair[1].0.abs_diff(pair[0].0);
        let place = gaps.partition_point(|other| *other <= gap);
        gaps.insert(place, gap);
    }
    let upper = gaps.len() / 2;
    let lower = (gaps.len() - 1) / 2;
    Some((f64::from(gaps[lower]) + f64::from(gaps[upper])) / 2.0)
}
