//! Silences -> how many customers are active, late and lapsed, as a table and as bars.

use crate::analysis::Frame;
use crate::analysis::share::{Whole, share_value};
use crate::analysis::value::overdue::{behind, sum};
use crate::analysis::value::silence::{STATES, Silent};
use crate::figure::{Axis, Color, Column, Datum, Figure, Grid, Mark, Row, Scale, Series, Unit};
use crate::say::{Text, Value};

/// A row a state, and one for all.
pub(super) fn state_grid(frame: &Frame, silent: &[Silent]) -> Grid {
    let all: Vec<&Silent> = silent.iter().collect();
    let states: [Vec<&Silent>; STATES.len()] =
        std::array::from_fn(|state| silent.iter().filter(|one| one.state == state).collect());
    let whole = Whole::of(states.iter().map(|members| sum(members)));
    let mut rows = Vec::new();
    for (members, name) in states.iter().zip(STATES) {
        let name = Text::new(&format!("overdue.state.{name}"));
        let of_year = whole.value(sum(members));
        rows.push(state_row(frame, name, members, &all, of_year));
    }
    let mut total = state_row(frame, Text::new("row.total"), &all, &all, whole.all());
    total.summary = true;
    rows.push(total);
    let columns = vec![
        Column::words("column.state"),
        Column::numbers("column.customers"),
        Column::numbers("column.share_of_customers"),
        Column::numbers("column.revenue_of_year"),
        Column::numbers("column.share_of_year"),
    ];
    Grid::new("states", Text::new("overdue.states"), columns, rows)
}

fn state_row(
    frame: &Frame,
    name: Text,
    members: &[&Silent],
    all: &[&Silent],
    of_year: Value,
) -> Row {
    let cells = vec![
        name.into(),
        members.len().into(),
        share_value(members.len() as i128, all.len() as i128).into(),
        frame.cash(sum(members)).into(),
        of_year.into(),
    ];
    Row::new(cells, members.len() as u64, behind(frame, members))
}

/// The same as bars.
pub(super) fn state_figure(frame: &Frame, silent: &[Silent], table: Grid) -> Figure {
    let data = STATES.iter().enumerate().map(|(state, name)| {
        let members: Vec<&Silent> = silent.iter().filter(|one| one.state == state).collect();
        let n = members.len() as u64;
        let tip = vec![
            Text::new(&format!("overdue.state.{name}")),
            Text::new("tip.customers").with("n", n),
        ];
        let mut datum = Datum::new(state as f64, n as f64, n, tip, behind(frame, &members));
        datum.label = Some(Text::new("plain.count").with("n", n));
        datum
    });
    let bands = STATES
        .iter()
        .map(|name| crate::analysis::period::named(&format!("overdue.state.{name}")));
    Figure {
        id: "states".to_owned(),
        title: Text::new("overdue.states.title")
            .with("n", silent.iter().filter(|one| one.state == 0).count())
            .with("all", silent.len()),
        subtitle: Text::new("overdue.states.subtitle").with("as_of", frame.as_of),
        x: Axis {
            label: Text::none(),
            scale: Scale::Bands {
                bands: bands.collect(),
            },
            unit: Unit::None,
        },
        y: Axis {
            label: Text::new("column.customers"),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Count,
        },
        y2: None,
        panels: false,
        marks: vec![Mark::Bars(Series {
            name: Text::none(),
            color: Color::Category(0),
            data: data.collect(),
        })],
        notes: Vec::new(),
        table,
    }
}
