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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, NO_CODE, Slice};
    use crate::value::Day;

    /// Order 0: tea delivered and tea returned, a cup in transit. Order 1: tea delivered. Order 2: a cup
    /// of unknown status and a line without a product. Order 3: a credit.
    fn lines() -> Dataset {
        let mut data = Dataset::of_orders(&[("a", "2024-01-01", "1"); 7]);
        data.order = vec![0, 1, 0, 0, 2, 2, 3];
        data.orders = 4;
        data.amount = vec![10, 20, 30, 40, 50, 60, -5];
        use Status::{Delivered, InTransit, Refund, Returned, Unknown};
        data.status = vec![
            Delivered, Delivered, Returned, InTransit, Unknown, Delivered, Refund,
        ];
        data.dimensions = vec![Dimension {
            id: "product".to_owned(),
            name: "product".to_owned(),
            codes: vec![0, 0, 0, 1, 1, NO_CODE, 0].into(),
            values: vec!["tea".to_owned(), "cup".to_owned()],
            names: Vec::new(),
        }];
        data
    }

    #[test]
    fn an_order_counts_once_with_its_worst_line() {
        let data = lines();
        let slice = Slice::whole(&data);
        let frame = Frame::new(
            &data,
            &slice,
            Day(99_999),
            RevenueDefinition::NetOfReturns,
            None,
        );
        let rows = by_order(&frame);
        assert_eq!(rows, [0, 2, 3, 1, 4, 5], "the credit is no order");
        let found = outcomes(&frame, &rows, Some(&data.dimensions[0]));
        let expected = [
            ([0, 1, 0, 1], 60, 30),
            ([1, 0, 1, 0], 90, 0),
            ([0, 1, 0, 0], 60, 0),
        ];
        let as_told = expected.map(|(orders, revenue, returned)| Outcomes {
            orders,
            revenue,
            returned,
        });
        assert_eq!(found, as_told);
        let whole = outcomes(&frame, &rows, None)[0];
        assert_eq!(
            whole.orders,
            [0, 2, 0, 1],
            "order 0 came back, the others were delivered"
        );
        let trials = Denominator::ALL.map(|(_, of)| found[1].trials(of));
        assert_eq!(trials, [1, 2, 0]);
        assert_eq!(found[1].rate(Denominator::Resolved), None);
    }
}
