//! Purchase days -> how long each customer has been silent, and whether that is long.
//!
//! What came back was bought as well: who ordered yesterday is not silent, whatever became of it.

use crate::analysis::Frame;
use crate::dataset::NO_CODE;
use crate::stats::Fraction;
use crate::value::Day;

/// From good to bad.
pub(super) const STATES: [&str; 3] = ["active", "late", "lapsed"];
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
    let gaps = frame.gaps();
    let mut shown = vec![false; revenue.len()];
    frame.customers.present().for_each(|c| shown[c] = true);
    let mut silent = Vec::new();
    let days = &frame.base_bought(frame.dataset).days;
    for days in days.chunk_by(|a, b| a.0 == b.0) {
        let (customer, last) = (days[0].0 as usize, days[days.len() - 1].1);
        if !shown[customer] {
            continue;
        }
        let since = frame.as_of.0.abs_diff(last.0);
        let own = gaps.own(customer).and_then(|twice| Fraction::new(twice, 2));
        let own = own.map(Fraction::to_f64);
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
            last,
        });
    }
    silent
}

/// The last day that is too long ago to count for the year.
pub(super) fn year_ago(frame: &Frame) -> Day {
    Day(frame.as_of.0.saturating_sub(YEAR))
}
