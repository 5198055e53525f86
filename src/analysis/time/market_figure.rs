//! Revenue by value and year -> one line a value, dashed where a year is not complete; and the table.

use crate::analysis::Frame;
use crate::analysis::period::{currency_text, period_text};
use crate::analysis::share::{share_value, shared};
use crate::analysis::time::markets::{Compared, Part};
use crate::analysis::time::plot::{bands, figure, line, linear};
use crate::figure::{Color, Column, Datum, Fact, Figure, Grid, Interval, Mark, Row, Trace, Unit};
use crate::say::{Quantity, Text, Value};
use crate::stats::YEAR;
use crate::value::Month;

/// More rows than these stand under "Other".
const MAX_ROWS: usize = 20;
/// More lines than these cannot be told apart.
const MAX_LINES: usize = 6;

/// The largest values, a line each.
pub(super) fn chart(frame: &Frame, compared: &Compared) -> Figure {
    let shown = &compared.parts[..compared.parts.len().min(MAX_LINES)];
    let years = compared
        .years
        .iter()
        .map(|year| Value::of(year.year.to_string()))
        .collect();
    let marks = shown
        .iter()
        .enumerate()
        .map(|(at, part)| one(frame, compared, at, part))
        .collect();
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let title = Text::new("markets.title").with("name", compared.dimension.said());
    let mut figure = figure(
        [
            title.clone(),
            Text::new("markets.subtitle")
                .with("unit", currency_text(frame))
                .with("period", period_text(frame)),
        ],
        [
            bands(Text::none(), years),
            linear(Text::new("column.revenue"), money),
        ],
        marks,
        table(frame, compared, shown, title),
    );
    figure.notes.push(Text::new("markets.partial"));
    figure
}

fn trace(compared: &Compared, part: &Part, year: usize) -> Trace {
    let own = compared
        .key(part)
        .map_or_else(Trace::counted, |key| Trace::counted().of(&key));
    own.any("year", vec![compared.years[year].year.to_string()])
}

fn one(frame: &Frame, compared: &Compared, at: usize, part: &Part) -> Mark {
    let datum = |(year, revenue): (usize, &i128)| {
        let tip = Text::new("markets.tip")
            .with("value", compared.name(part))
            .with("year", compared.years[year].year.to_string())
            .with("revenue", frame.cash(*revenue));
        let y = frame.money(*revenue).to_f64();
        let mut datum = Datum::new(
            year as f64,
            y,
            part.rows,
            vec![tip],
            trace(compared, part, year),
        );
        datum.partial = !compared.years[year].complete;
        datum.key = compared.key(part);
        datum
    };
    let data = part.years.iter().enumerate().map(datum).collect();
    line(compared.name(part), Color::Category(at as u8), data)
}

/// A row a value and year.
fn table(frame: &Frame, compared: &Compared, shown: &[Part], title: Text) -> Grid {
    let columns = vec![
        Column {
            label: Text::verbatim(&compared.dimension.name),
            numeric: false,
        },
        Column::words("column.year"),
        Column::numbers("column.revenue"),
        Column::words("column.complete"),
    ];
    let mut rows = Vec::new();
    for part in shown {
        for (at, revenue) in part.years.iter().enumerate() {
            let year = &compared.years[at];
            let cells = vec![
                compared.name(part).into(),
                Text::verbatim(&year.year.to_string()).into(),
                frame.cash(*revenue).into(),
                Text::new(if year.complete {
                    "month.complete"
                } else {
                    "month.partial"
                })
                .into(),
            ];
            let mut row = Row::new(cells, part.rows, trace(compared, part, at));
            row.key = compared.key(part);
            rows.push(row);
        }
    }
    Grid::new("by_value_and_year", title, columns, rows)
}

/// All values, the largest first, the rest under "Other", and the total.
pub(super) fn grid(frame: &Frame, compared: &Compared) -> Grid {
    let mut columns = vec![
        Column {
            label: Text::verbatim(&compared.dimension.name),
            numeric: false,
        },
        Column::numbers("column.revenue"),
        Column::numbers("column.like_for_like"),
        Column::numbers("column.share_of_revenue"),
    ];
    columns.extend(compared.years.iter().map(|year| {
        Column {
            label: Text::new(if year.complete {
                "markets.year"
            } else {
                "markets.year.partial"
            })
            .with("year", year.year.to_string()),
            numeric: true,
        }
    }));
    let (shown, rest) = compared.parts.split_at(compared.parts.len().min(MAX_ROWS));
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|part| row(frame, compared, part, compared.name(part)))
        .collect();
    if !rest.is_empty() {
        let mut other = Part::default();
        rest.iter().for_each(|part| other.add(part));
        let mut row = row(
            frame,
            compared,
            &other,
            Text::new("markets.other").with("n", rest.len()),
        );
        let values = rest
            .iter()
            .filter_map(|part| Some(compared.key(part)?.value))
            .collect();
        row.trace = Trace::counted().any(&compared.dimension.id, values);
        row.summary = true;
        rows.push(row);
    }
    let mut total = row(frame, compared, &compared.total, Text::new("row.total"));
    total.summary = true;
    rows.push(total);
    let title = Text::new("markets.table").with("name", compared.dimension.said());
    Grid::new("by_value", title, columns, rows)
}

fn row(frame: &Frame, compared: &Compared, part: &Part, name: Text) -> Row {
    let growth = match part.growth() {
        Some(growth) => shared(growth),
        None if compared.months.is_empty() => Value::missing(Text::new("reason.no_months_before")),
        None => Value::missing(Text::new("reason.no_positive_total")),
    };
    let mut cells = vec![
        name.into(),
        frame.cash(part.revenue).into(),
        growth.into(),
        share_value(part.revenue, compared.total.revenue).into(),
    ];
    cells.extend(part.years.iter().map(|revenue| frame.cash(*revenue).into()));
    let key = compared.key(part);
    let trace = key
        .as_ref()
        .map_or_else(Trace::counted, |key| Trace::counted().of(key));
    let mut row = Row::new(cells, part.rows, trace);
    row.key = key;
    row
}

fn months_of(compared: &Compared) -> Trace {
    let both = compared
        .months
        .iter()
        .flat_map(|month| [*month, Month(month.0 - YEAR as i32)]);
    Trace::counted().any("month", both.map(|month| month.to_string()).collect())
}

/// The growth of all values together.
pub(super) fn all_together(compared: &Compared) -> Fact {
    let total = &compared.total;
    match total.growth() {
        Some(growth) => Fact::new(
            "growth_all",
            Quantity::share(growth),
            total.now.1 + total.before.1,
        )
        .trace(months_of(compared))
        .note(Text::new("note.of_complete").with("n", compared.months.len()))
        .interval(Interval::none(Text::new("interval.two_totals"))),
        None => Fact::missing("growth_all", Text::new("reason.no_months_before")),
    }
}

/// Which months are compared.
pub(super) fn span_note(compared: &Compared) -> Text {
    match (compared.months.last(), compared.months.first()) {
        (Some(first), Some(last)) => Text::new("markets.span")
            .with("n", compared.months.len())
            .with("first", *first)
            .with("last", *last),
        _ => Text::new("reason.no_months_before"),
    }
}
