//! A rhythm -> its bars and its table.

use crate::analysis::Frame;
use crate::analysis::period::{named, period_text};
use crate::analysis::share::{Whole, share_value, shared};
use crate::analysis::time::part_of_time::Rhythm;
use crate::analysis::time::plot::{bands, bars, figure, linear};
use crate::figure::{Color, Column, Datum, Figure, Grid, Mark, Row, Side, Trace, Unit};
use crate::say::{Quantity, Text};

/// Bars of the rate by part, and their table.
pub(super) fn chart(frame: &Frame, rhythm: &Rhythm) -> Figure {
    let bar = |part: usize| {
        let rate = Quantity::number(rhythm.rate(part));
        let tip = vec![
            rhythm.name(part),
            Text::new("tip.orders").with("orders", rhythm.orders[part]),
            Text::new("rhythm.tip").with("rate", rate),
        ];
        let mut datum = Datum::new(
            part as f64,
            rhythm.rate(part),
            rhythm.orders[part],
            tip,
            Trace::counted(),
        );
        datum.interval = rhythm.interval(part);
        datum.color = Some(Color::Category(u8::from(rhythm.stands_out(part))));
        datum
    };
    let parts = 0..rhythm.orders.len();
    let names = parts
        .clone()
        .map(|part| named(&format!("{}.{}", rhythm.id, part + 1)))
        .collect();
    let words = |what: &str| Text::new(&format!("rhythm.{what}.{}", rhythm.id));
    let mut chart = figure(
        [
            words("title"),
            Text::new("rhythm.subtitle")
                .with("n", rhythm.total())
                .with("period", period_text(frame)),
        ],
        [
            bands(Text::none(), names),
            linear(Text::new("column.rate"), Unit::Number),
        ],
        vec![
            bars(parts.clone().map(bar).collect()),
            Mark::Rule {
                at: 1.0,
                side: Side::Left,
                label: Text::new("rhythm.rule"),
            },
        ],
        table(frame, rhythm, words("title")),
    );
    if parts.clone().any(|part| rhythm.stands_out(part)) {
        chart.notes.push(Text::new("rhythm.colour"));
    }
    chart
}

fn table(frame: &Frame, rhythm: &Rhythm, title: Text) -> Grid {
    let told = !rhythm.revenue.is_empty();
    let mut columns = vec![
        Column::words("column.part_of_time"),
        Column::numbers("column.rate"),
        Column::numbers("column.orders"),
        Column::numbers("column.share_of_orders"),
        Column::numbers("column.share_of_time"),
    ];
    if told {
        columns.extend(["column.revenue_of_part", "column.share_of_revenue"].map(Column::numbers));
    }
    let revenue = Whole::of(rhythm.revenue.iter().copied());
    let row = |part: usize| {
        let mut cells = vec![
            rhythm.name(part).into(),
            Quantity::number(rhythm.rate(part)).into(),
            rhythm.orders[part].into(),
            share_value(i128::from(rhythm.orders[part]), i128::from(rhythm.total())).into(),
            shared(rhythm.expected(part)).into(),
        ];
        if told {
            cells.push(frame.cash(rhythm.revenue[part]).into());
            cells.push(revenue.value(rhythm.revenue[part]).into());
        }
        Row::new(cells, rhythm.orders[part], Trace::counted())
    };
    Grid::new(
        rhythm.id,
        title,
        columns,
        (0..rhythm.orders.len()).map(row).collect(),
    )
}
