//! Frame + a dimension -> how many orders of each value came back, by what became of them.
//!
//! Definitions: the unit is an order with a value: it counts once however many lines it has, with the
//! worst status of these lines (returned, in transit, delivered, not told). Credits, rows of their own
//! with a negative amount, are no orders. A rate is returned divided by one of three denominators: all
//! orders, those with a known status, or those resolved (returned or delivered).

use crate::analysis::Frame;
use crate::analysis::products::dimension::rows_counted;
use crate::analysis::rows::in_blocks;
use crate::dataset::{Dimension, RevenueDefinition, Status};
use crate::stats::{Between, wilson_95};
use crate::value::order;

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
    let rows = rows_counted(frame, RevenueDefinition::Booked).into_owned();
    let order = &frame.dataset.order;
    // Most files hold the lines of an order beside each other, and the orders by first appearance.
    if order.is_empty() || rows.is_sorted_by_key(|row| order[*row as usize]) {
        return rows;
    }
    let count = frame.dataset.orders as usize;
    let place = |row: u32| (order[row as usize] as usize).min(count);
    order::sort_counted(&rows, count + 1, &place).0
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
    let codes = dimension.map(|dimension| dimension.codes.list());
    let (codes, orders, statuses) = (codes.as_deref(), &data.order[..], &data.status[..]);
    let mut found = vec![Outcomes::default(); values + 1];
    // The last order that held each value, by its place among the orders, and its worst status so far.
    let mut held = vec![(0_u32, Status::Unknown); values + 1];
    let (mut last, mut place) = (None, 0);
    in_blocks(rows.len(), &mut |block| {
        for row in &rows[block] {
            let row = *row as usize;
            let order = orders.get(row);
            if order.is_none() || order != last {
                (last, place) = (order, place + 1);
            }
            let value = codes.map_or(0, |codes| codes[row] as usize).min(values);
            let status = statuses.get(row).copied().unwrap_or(Status::Unknown);
            let (own, held) = (&mut found[value], &mut held[value]);
            if held.0 != place {
                *held = (place, status);
                own.orders[place_of(status)] += 1;
            } else if status > held.1 {
                own.orders[place_of(held.1)] -= 1;
                own.orders[place_of(status)] += 1;
                held.1 = status;
            }
            let amount = i128::from(data.amount[row]);
            own.revenue += amount;
            if status == Status::Returned {
                own.returned += amount;
            }
        }
    });
    found
}

/// Where a status stands in [`STATUSES`], which are the first of them in their own order; a credit, which is
/// no order, would stand for one that is not told.
fn place_of(status: Status) -> usize {
    status as usize % STATUSES.len()
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
    fn a_status_stands_where_the_list_has_it() {
        let places = STATUSES.map(place_of);
        assert_eq!(places, [0, 1, 2, 3]);
        assert_eq!(place_of(Status::Refund), 0);
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
