//! Frame -> the main numbers against the same period a year before.
//!
//! Definitions: the latest complete months, twelve at most, against the same months a year before
//! (`business`). An order counts on its first day; customers are those with an order in the span. The
//! change is the later number over the earlier, less one. Degenerate case: no such months, no table.

use crate::analysis::Frame;
use crate::analysis::groups::business::Spans;
use crate::analysis::share::share_value;
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{Cell, Column, Grid, Row, Trace};
use crate::say::{Quantity, Text, Value};

/// Revenue, orders, customers and order value of both spans, as far as the files tell them.
pub(in crate::analysis) fn against_year_before(frame: &Frame) -> Option<Grid> {
    let data = frame.dataset;
    if ![Capability::Days, Capability::Customers, Capability::Orders]
        .iter()
        .all(|need| data.can(*need))
    {
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
    for order in frame.orders.present() {
        let Some(at) = spans.at(frame.orders.day[order]) else {
            continue;
        };
        orders[at] += 1;
        worth[at] += frame.orders.amount[order];
        let buyer = frame.orders.customer[order];
        if buyer != NO_CODE && !seen[buyer as usize][at] {
            seen[buyer as usize][at] = true;
            customers[at] += 1;
        }
    }
    let cash = |sum: i128| Value::of(frame.cash(sum));
    let count = |n: u64| Value::of(Quantity::from(n));
    let mean = |at: usize| super::order_value(frame, worth[at], orders[at]);
    let change = |now: i128, before: i128| share_value(now - before, before);
    let counted = |n: [u64; 2]| change(i128::from(n[1]), i128::from(n[0]));
    // Order values are compared as fractions: w1/o1 over w0/o0, less one.
    let means = [1, 0].map(|at| worth[at] * i128::from(orders[1 - at]));
    let lines = [
        ("revenue", revenue.map(cash), change(revenue[1], revenue[0])),
        ("orders", orders.map(count), counted(orders)),
        ("customers", customers.map(count), counted(customers)),
        ("aov", [mean(0), mean(1)], change(means[0], means[1])),
    ];
    let rows = lines.into_iter().map(|(name, [before, now], change)| {
        let cells: Vec<Cell> = vec![
            Text::new(&format!("column.{name}")).into(),
            now.into(),
            before.into(),
            change.into(),
        ];
        let trace = Trace::counted().between(spans.now.0, spans.now.1);
        Row::new(cells, orders[0] + orders[1], trace)
    });
    let columns = vec![
        Column::words("column.measure"),
        Column::numbers("column.now"),
        Column::numbers("column.before"),
        Column::numbers("column.growth"),
    ];
    let title = Text::new("kpis.title")
        .with("from", spans.now.0)
        .with("to", spans.now.1)
        .with("before_from", spans.before.0)
        .with("before_to", spans.before.1);
    Some(Grid::new("kpis", title, columns, rows.collect()))
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
        let grid = against_year_before(&frame)?;
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
        let changes: Vec<Option<Quantity>> = rows.iter().map(|row| row[2].clone()).collect();
        let expected = [1.5, 0.0, -0.5, 1.5].map(|change| Some(Quantity::share(change)));
        assert_eq!(changes, expected);
        assert_eq!(rows[2][0], Some(Quantity::from(1_u64)));
    }

    #[test]
    fn without_a_year_before_there_is_no_table() {
        assert_eq!(table("2019-12-31"), None);
    }
}
