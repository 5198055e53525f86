//! Frame -> the main numbers against the same period a year before.
//!
//! Definitions: the latest complete months, twelve at most, against the same months a year before
//! (`business`). An order counts on its first day; customers are those with an order in the span. The
//! change is the later number over the earlier, less one. Degenerate case: no such months, no table.

use crate::analysis::Frame;
use crate::analysis::groups::business::Spans;
use crate::analysis::share::share_value;
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{Cell, Change, Column, Grid, Row, Trace};
use crate::say::{Quantity, Text, Value};

/// What was sold in both spans: the earlier first.
pub(in crate::analysis) struct Compared {
    spans: Spans,
    revenue: [i128; 2],
    orders: [u64; 2],
    worth: [i128; 2],
    customers: [u64; 2],
}

impl Compared {
    /// Both spans, where the files tell days, customers and orders and reach back.
    pub(in crate::analysis) fn of(frame: &Frame) -> Option<Compared> {
        let data = frame.dataset;
        let needs = [Capability::Days, Capability::Customers, Capability::Orders];
        if !needs.iter().all(|need| data.can(*need)) {
            return None;
        }
        let spans = Spans::of(frame)?;
        let mut revenue = [0_i128; 2];
        for row in frame.counted_rows() {
            if let Some(at) = spans.at(data.day[row]) {
                revenue[at] += i128::from(data.amount[row]);
            }
        }
        let (mut orders, mut worth, mut customers) = ([0_u64; 2], [0_i128; 2], [0_u64; 2]);
        let mut seen = vec![[false; 2]; data.customers.len()];
        for order in frame.orders.with_credits() {
            let Some(at) = spans.at(frame.orders.day[order]) else {
                continue;
            };
            worth[at] += frame.orders.amount.at(order);
            if frame.orders.bought(order) == 0 {
                continue;
            }
            orders[at] += 1;
            let buyer = frame.orders.customer[order];
            if buyer != NO_CODE && !seen[buyer as usize][at] {
                seen[buyer as usize][at] = true;
                customers[at] += 1;
            }
        }
        #[rustfmt::skip]
        let compared = Compared { spans, revenue, orders, worth, customers };
        Some(compared)
    }

    /// The change of a main number, by the id of its fact; none where there is nothing to divide by.
    pub(in crate::analysis) fn change(&self, id: &str) -> Option<Change> {
        let value = self.part(id)?;
        value.quantity.is_some().then(|| Change {
            value,
            spans: self.said(),
        })
    }

    fn part(&self, id: &str) -> Option<Value> {
        let change = |[before, now]: [i128; 2]| share_value(now - before, before);
        // Averages are compared as fractions: w1/n1 over w0/n0, less one.
        let means =
            |sums: [i128; 2], n: [u64; 2]| [0, 1].map(|at| sums[at] * i128::from(n[1 - at]));
        Some(match id {
            "revenue" => change(self.revenue),
            "orders" => change(self.orders.map(i128::from)),
            "customers" => change(self.customers.map(i128::from)),
            "aov" => change(means(self.worth, self.orders)),
            _ => return None,
        })
    }

    fn said(&self) -> Text {
        Text::new("kpis.title")
            .with("from", self.spans.now.0)
            .with("to", self.spans.now.1)
            .with("before_from", self.spans.before.0)
            .with("before_to", self.spans.before.1)
    }

    /// Revenue, orders, customers and order value of both spans.
    pub(in crate::analysis) fn table(&self, frame: &Frame) -> Grid {
        let cash = |sum: i128| Value::of(frame.cash(sum));
        let count = |n: u64| Value::of(Quantity::from(n));
        let mean = |at: usize| super::order_value(frame, self.worth[at], self.orders[at]);
        let lines = [
            ("revenue", self.revenue.map(cash)),
            ("orders", self.orders.map(count)),
            ("customers", self.customers.map(count)),
            ("aov", [mean(0), mean(1)]),
        ];
        let rows = lines.into_iter().map(|(name, [before, now])| {
            let cells: Vec<Cell> = vec![
                Text::new(&format!("column.{name}")).into(),
                now.into(),
                self.part(name).unwrap_or_default().into(),
                before.into(),
            ];
            let trace = Trace::counted().between(self.spans.now.0, self.spans.now.1);
            Row::new(cells, self.orders[0] + self.orders[1], trace)
        });
        let columns = vec![
            Column::words("column.measure"),
            Column::numbers("column.now"),
            Column::numbers("column.growth"),
            Column::numbers("column.before"),
        ];
        Grid::new("kpis", self.said(), columns, rows.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};
    use crate::value::Day;

    fn table(until: &str) -> Option<Vec<Vec<Option<Quantity>>>> {
        let data = Dataset::of_orders(&[
            ("a", "2019-01-01", "10"),
            ("b", "2019-01-20", "30"),
            ("a", "2019-02-10", "20"),
            ("a", "2020-01-05", "90"),
            ("a", "2020-01-31", "10"),
            ("b", "2020-02-10", "5"),
        ]);
        let slice = Slice::whole(&data);
        let as_of = Day::from_iso(until).unwrap();
        let booked = RevenueDefinition::Booked;
        let frame = Frame::new(&data, &slice, as_of, booked, None);
        let number = |cell: &Cell| match cell {
            Cell::Value(value) => value.quantity.clone(),
            Cell::Text(_) => None,
        };
        let grid = Compared::of(&frame)?.table(&frame);
        Some(
            grid.rows
                .iter()
                .map(|row| row.cells[1..].iter().map(number).collect())
                .collect(),
        )
    }

    #[test]
    fn january_is_compared_with_january_and_february_waits() {
        let rows = table("2020-02-15").unwrap();
        // 100 against 40, 2 orders against 2, 1 customer against 2, 50 an order against 20.
        let changes: Vec<Option<Quantity>> = rows.iter().map(|row| row[1].clone()).collect();
        let expected = [1.5, 0.0, -0.5, 1.5].map(|change| Some(Quantity::share(change)));
        assert_eq!(changes, expected);
        assert_eq!(rows[2][0], Some(Quantity::from(1_u64)));
    }

    #[test]
    fn without_a_year_before_there_is_no_table() {
        assert_eq!(table("2019-12-31"), None);
    }
}
