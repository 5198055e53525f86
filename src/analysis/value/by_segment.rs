//! What is expected of each customer -> what is expected of each segment.
//!
//! Segments are those by recency and frequency of all data (`segments`), values those of the models. With
//! fewer customers than segments take, there is no table.

use crate::analysis::value::estimated as cash;
use crate::analysis::value::prospects::Prospect;
use crate::analysis::{Frame, Params, segments};
use crate::figure::{Cell, Column, Grid, Key, Row, Trace};
use crate::say::{Quantity, Text};

/// The sums of a segment.
#[derive(Clone, Copy, Default)]
struct Sum {
    customers: u64,
    alive: f64,
    purchases: f64,
    value: f64,
}

/// One row a segment with customers, and the total.
pub(super) fn segment_grid(frame: &Frame, expected: &[(usize, Prospect)]) -> Option<Grid> {
    let [segments, _] = segments::assign(frame, &Params::default());
    let mut sums = vec![Sum::default(); segments.values.len()];
    let mut total = Sum::default();
    for (customer, prospect) in expected {
        let Some(sum) = sums.get_mut(segments.codes[*customer] as usize) else {
            continue;
        };
        for sum in [sum, &mut total] {
            sum.customers += 1;
            sum.alive += prospect.alive;
            sum.purchases += prospect.purchases;
            sum.value += prospect.value;
        }
    }
    let row = |(value, sum): (&String, &Sum)| {
        let key = Key::new(segments.id, value.as_str());
        let trace = Trace::counted().of(&key);
        let name = Text::new(&format!("segment.{value}"));
        let mut row = Row::new(cells(frame, name, sum), sum.customers, trace);
        row.key = Some(key);
        row
    };
    let present = segments.values.iter().zip(&sums);
    let mut rows: Vec<Row> = present
        .filter(|(_, sum)| sum.customers > 0)
        .map(row)
        .collect();
    let name = Text::new("row.total");
    let mut all = Row::new(
        cells(frame, name, &total),
        total.customers,
        Trace::counted(),
    );
    all.summary = true;
    rows.push(all);
    let columns = vec![
        Column::words("column.segment"),
        Column::numbers("column.value_12_months"),
        Column::numbers("column.value_each"),
        Column::numbers("column.customers"),
        Column::numbers("column.alive_sum"),
        Column::numbers("column.purchases_12_months"),
    ];
    let title = Text::new("lifetime.segments");
    (total.customers > 0).then(|| Grid::new("segments", title, columns, rows))
}

fn cells(frame: &Frame, name: Text, sum: &Sum) -> Vec<Cell> {
    vec![
        name.into(),
        cash(frame, sum.value).into(),
        cash(frame, sum.value / sum.customers.max(1) as f64).into(),
        sum.customers.into(),
        Quantity::number(sum.alive).into(),
        Quantity::number(sum.purchases).into(),
    ]
}
