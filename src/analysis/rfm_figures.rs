//! R and F scores -> the heat map of customers and their revenue.

use crate::analysis::Frame;
use crate::analysis::period::period_text;
use crate::analysis::share::Whole;
use crate::dataset::Assignment;
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Figure, Grid, Key, Mark, Row, Scale, Series, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};

/// One of the 25 cells.
struct Cell25 {
    r: usize,
    f: usize,
    customers: usize,
    revenue: i128,
}

impl Cell25 {
    fn key(&self) -> Key {
        Key::new("rf", format!("{}{}", self.r, self.f))
    }
}

/// Customers by recency and frequency score, the colour shows their share of revenue.
pub(super) fn heat_map(frame: &Frame, codes: &Assignment, all: &[usize]) -> Figure {
    let cells = cells(frame, codes, all);
    let total = Whole::of(cells.iter().map(|cell| cell.revenue));
    let data = cells
        .iter()
        .map(|cell| heat_datum(frame, cell, total))
        .collect();
    let bands = |label: &str, scores: &mut dyn Iterator<Item = usize>| Axis {
        label: Text::new(label),
        scale: Scale::Bands {
            bands: scores.map(|score| Value::of(score.to_string())).collect(),
        },
        unit: Unit::None,
    };
    Figure {
        id: "rfm".to_owned(),
        title: Text::new("rfm.title"),
        subtitle: Text::new("rfm.subtitle").with("period", period_text(frame)),
        x: bands("rfm.x", &mut (1..=5)),
        y: bands("rfm.y", &mut (1..=5).rev()),
        y2: None,
        panels: false,
        marks: vec![Mark::Cells(Series {
            name: Text::new("rfm.cells"),
            color: Color::Category(0),
            data,
        })],
        notes: vec![Text::new("rfm.note")],
        table: heat_table(frame, &cells, total),
    }
}

fn cells(frame: &Frame, codes: &Assignment, all: &[usize]) -> Vec<Cell25> {
    let mut cells: Vec<Cell25> = (1..=5)
        .rev()
        .flat_map(|r| {
            (1..=5).map(move |f| Cell25 {
                r,
                f,
                customers: 0,
                revenue: 0,
            })
        })
        .collect();
    for customer in all {
        let code = codes.codes[*customer] as usize;
        if let Some(cell) = cells
            .iter_mut()
            .find(|cell| (cell.r - 1) * 5 + cell.f - 1 == code)
        {
            cell.customers += 1;
            cell.revenue += frame.customers.revenue[*customer];
        }
    }
    cells
}

fn heat_datum(frame: &Frame, cell: &Cell25, total: Whole) -> Datum {
    let n = cell.customers as u64;
    let part = total.share(cell.revenue);
    let mut tip = vec![
        Text::new("rfm.tip").with("r", cell.r).with("f", cell.f),
        Text::new("tip.customers").with("n", n),
        Text::new("tip.revenue").with("revenue", frame.cash(cell.revenue)),
    ];
    tip.extend(
        part.map(|part| Text::new("tip.share_of_revenue").with("share", Quantity::share(part))),
    );
    let mut datum = Datum::new(
        (cell.f - 1) as f64,
        (5 - cell.r) as f64,
        n,
        tip,
        Trace::counted().of(&cell.key()),
    );
    // A ramp cannot show less than nothing; the tip tells the true amount.
    datum.size = Some(part.unwrap_or(0.0));
    datum.label = Some(Text::new("plain.count").with("n", n));
    datum.key = Some(cell.key());
    datum
}

fn heat_table(frame: &Frame, cells: &[Cell25], total: Whole) -> Grid {
    let columns = vec![
        Column::numbers("column.r_score"),
        Column::numbers("column.f_score"),
        Column::numbers("column.customers"),
        Column::numbers("column.revenue"),
        Column::numbers("column.share_of_revenue"),
    ];
    let row = |cell: &Cell25| {
        let values: Vec<Cell> = vec![
            cell.r.into(),
            cell.f.into(),
            cell.customers.into(),
            frame.cash(cell.revenue).into(),
            total.value(cell.revenue).into(),
        ];
        let mut row = Row::new(
            values,
            cell.customers as u64,
            Trace::counted().of(&cell.key()),
        );
        row.key = Some(cell.key());
        row
    };
    Grid::new(
        "rfm",
        Text::new("rfm.table"),
        columns,
        cells.iter().map(row).collect(),
    )
}
