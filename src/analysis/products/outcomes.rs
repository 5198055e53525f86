//! Frame + a dimension -> how many orders of each value came back, by what became of them.
//!
//! Definitions: the unit is an order with a value: it counts once however many lines it has, with the
//! worst status of these lines (returned, in transit, delivered, not told). Credits, rows of their own
//! with a negative amount, are no orders. A rate is returned divided by one of three denominators: all
//! orders, those with a known status, or those resolved (returned or delivered).

use crate::analysis::Frame;
use crate::analysis::products::dimension::rows_counted;
use crate::dataset::{Dimension, RevenueDefinition, Status};
use crate::stats::{Between, wilson_95};

/// What a rate is divided by, the default first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denominator {
    /// Orders whose status is told.
    Known,
    /// Every order.
    All,
    /// Orders that came back or were delivered.
    Resolved,
}

impl Denominator {
    /// All with their ids.
    pub const ALL: [(&'static str, Denominator); 3] = [
        ("known", Denominator::Known),
        ("all", Denominator::All),
        ("resolved", Denominator::Resolved),
    ];

    /// Whether an order of this status is in it.
    pub fn holds(self, status: Status) -> bool {
        match self {
            Denominator::All => status != Status::Refund,
            Denominator::Known => !matches!(status, Status::Unknown | Status::Refund),
            Denominator::Resolved => matches!(status, Status::Delivered | Status::Returned),
        }
    }
}

/// The statuses of orders, in the order of [`Outcomes::orders`].
const STATUSES: [Status; 4] = [
    Status::Unknown,
    Status::Delivered,
    Status::InTransit,
    Status::Returned,
];

/// What became of the orders of one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Orders not told, delivered, in transit, returned.
    pub orders: [u64; 4],
    /// Their revenue.
    pub revenue: i128,
    /// Revenue of the lines that came back.
    pub returned: i128,
}

impl Outcomes {
    /// Orders in a denominator.
    pub fn trials(&self, of: Denominator) -> u64 {
        let held = STATUSES
            .iter()
            .zip(self.orders)
            .filter(|(status, _)| of.holds(**status));
        held.map(|(_, orders)| orders).sum()
    }

    /// Orders that came back.
    pub fn hits(&self) -> u64 {
        self.orders[3]
    }

    /// The rate with its 95 % score interval; `None` without orders.
    pub fn rate(&self, of: Denominator) -> Option<(f64, Between)> {
        let trials = self.trials(of);
        Some((
            self.hits() as f64 / trials as f64,
            wilson_95(self.hits(), trials)?,
        ))
    }

    /// Both together.
    pub fn plus(&self, other: &Outcomes) -> Outcomes {
        let mut sum = *self;
        for (orders, more) in sum.orders.iter_mut().zip(other.orders) {
            *orders += more;
        }
        sum.revenue += other.revenue;
        sum.returned += other.returned;
        sum
    }
}

/// The booked rows of the slice, those of an order beside each other.
pub(super) fn by_order(frame: &Frame) -> Vec<u32> {
    let order = |row: usize| frame.dataset.order.get(row).copied();
    let rows = || rows_counted(frame, RevenueDefinition::Booked);
    let count = frame.dataset.orders as usize;
    if frame.dataset.order.is_empty() {
        return rows().map(|row| row as u32).collect();
    }
    let place = |row: usize| order(row).map_or(count, |order| (order as usize).min(count));
    let mut next = vec![0_u32; count + 2];
    for row in rows() {
        next[place(row) + 1] += 1;
    }
    for at in 0..=count {
        next[at + 1] += next[at];
    }
    let mut sorted = vec![0; next[count + 1] as usize];
    for row in rows() {
        let at = &mut next[place(row)];
        sorted[*at as usize] = row as u32;
        *at += 1;
    }
    sorted
}

/// What became of the orders of each value; the last is of rows without one. Without a dimension there
/// is only the last. `rows` are those of [`by_order`].
pub(super) fn outcomes(
    frame: &Frame,
    rows: &[u32],
    dimension: Option<&Dimension>,
) -> Vec<Outcomes> {
    let data = frame.dataset;
    let values = dimension.map_or(0, |dimension| dimension.values.len());
    let mut found = vec![Outcomes::default(); values + 1];
    // What the order at hand holds, and of each the worst status.
    let (mut held, mut worst) = (Vec::new(), vec![None; values + 1]);
    let settle =
        |held: &mut Vec<usize>, worst: &mut Vec<Option<Status>>, found: &mut [Outcomes]| {
            for value in held.drain(..) {
                let status = worst[value].take();
                let at = STATUSES
                    .iter()
                    .position(|one| Some(*one) == status)
                    .unwrap_or(0);
                found[value].orders[at] += 1;
            }
        };
    let mut last = None;
    for row in rows.iter().map(|row| *row as usize) {
        let order = data.order.get(row);
        if order.is_none() || order != last {
            settle(&mut held, &mut worst, &mut found);
        }
        last = order;
        let code = dimension.map_or(0, |dimension| dimension.codes[row] as usize);
        let value = code.min(values);
        let status = data.status_of(row);
        if worst[value].is_none() {
            held.push(value);
        }
        worst[value] = worst[value].max(Some(status));
        let amount = i128::from(data.amount[row]);
        found[value].revenue += amount;
        if status == Status::Returned {
            found[value].returned += amount;
        }
    }
    settle(&mut held, &mut worst, &mut found);
    found
}
