//! Revenue by value and month -> a panel a value, dashed where a month is not complete; and the tables.

use crate::analysis::Frame;
use crate::analysis::period::{currency_text, period_text};
use crate::analysis::share::{Whole, shared};
use crate::analysis::time::markets::{Compared, Part};
use crate::analysis::time::plot::{axis, figure, line, linear};
use crate::analysis::trend::{Sold, months};
use crate::figure::{
    Cell, Color, Column, Datum, Fact, Figure, Grid, Interval, Mark, Row, Scale, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::stats::YEAR;
use crate::value::Month;

/// More rows than these stand under "Other".
const MAX_ROWS: usize = 20;
/// The largest values have panels of their own; more are too small to be seen on the same scales.
const MAX_PANELS: usize = 12;

/// The largest values, a panel each: revenue by month, all on the same scales.
pub(super) fn chart(frame: &Frame, compared: &Compared) -> Figure {
    let shown = &compared.parts[..compared.parts.len().min(MAX_PANELS)];
    let months = months(frame);
    let ends = |sold: Option<&Sold>| sold.map_or(Month(0), |sold| sold.month);
    let scale = Scale::Months {
        first: ends(months.first()),
        last: ends(months.last()),
    };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let panels = shown.iter().map(|part| one(frame, compared, months, part));
    let mut figure = figure(
        [
            Text::new("markets.title").with("name", compared.dimension.said()),
            Text::new("markets.subtitle")
                .with("unit", currency_text(frame))
                .with("n", shown.len())
                .with("all", compared.parts.len())
                .with("period", period_text(frame)),
        ],
        [
            axis(Text::none(), scale, Unit::None),
            linear(Text::new("column.revenue"), money),
        ],
        panels.collect(),
        table(frame, compared, months, shown),
    );
    figure.panels = true;
    if months.iter().any(|sold| !sold.complete) {
        figure.notes.push(Text::new("trend.partial.mark"));
    }
    figure
}

fn own(compared: &Compared, part: &Part) -> Trace {
    compared
        .key(part)
        .map_or_else(Trace::counted, |key| Trace::counted().of(&key))
}

fn one(frame: &Frame, compared: &Compared, months: &[Sold], part: &Part) -> Mark {
    let datum = |(sold, revenue): (&Sold, &i128)| {
        let tip = Text::new("markets.tip")
            .with("value", compared.name(part))
            .with("month", sold.month)
            .with("revenue", frame.cash(*revenue));
        let y = frame.money(*revenue).to_f64();
        let trace = own(compared, part).of(&sold.key());
        let mut datum = Datum::new(f64::from(sold.month.0), y, part.rows, vec![tip], trace);
        datum.partial = !sold.complete;
        datum.key = compared.key(part);
        datum
    };
    let data = months.iter().zip(&part.months).map(datum).collect();
    line(compared.name(part), Color::Category(0), data)
}

/// A row a month, a column a value.
fn table(frame: &Frame, compared: &Compared, months: &[Sold], shown: &[Part]) -> Grid {
    let mut columns = vec![Column::words("column.month")];
    columns.extend(shown.iter().map(|part| Column {
        label: compared.name(part),
        numeric: true,
    }));
    columns.push(Column::words("column.complete"));
    let row = |(at, sold): (usize, &Sold)| {
        let mut cells: Vec<Cell> = vec![Value::of(sold.month).into()];
        cells.extend(shown.iter().map(|part| frame.cash(part.months[at]).into()));
        let complete = if sold.complete {
            "month.complete"
        } else {
            "month.partial"
        };
        cells.push(Text::new(complete).into());
        let mut row = Row::new(cells, sold.rows, Trace::counted().of(&sold.key()));
        row.key = Some(sold.key());
        row
    };
    let rows = months.iter().enumerate().map(row).collect();
    let title = Text::new("markets.title").with("name", compared.dimension.said());
    Grid::new("by_value_and_month", title, columns, rows)
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
    let whole = Whole::of(compared.parts.iter().map(|part| part.revenue));
    let (shown, rest) = compared.parts.split_at(compared.parts.len().min(MAX_ROWS));
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|part| {
            let name = compared.name(part);
            row(frame, compared, part, name, whole.value(part.revenue))
        })
        .collect();
    if !rest.is_empty() {
        let mut other = Part::default();
        rest.iter().for_each(|part| other.add(part));
        let mut row = row(
            frame,
            compared,
            &other,
            Text::new("markets.other").with("n", rest.len()),
            whole.value(other.revenue),
        );
        let values = rest
            .iter()
            .filter_map(|part| Some(compared.key(part)?.value))
            .collect();
        row.trace = Trace::counted().any(&compared.dimension.id, values);
        row.summary = true;
        rows.push(row);
    }
    let name = Text::new("row.total");
    let mut total = row(frame, compared, &compared.total, name, whole.all());
    total.summary = true;
    rows.push(total);
    let title = Text::new("markets.table").with("name", compared.dimension.said());
    Grid::new("by_value", title, columns, rows)
}

fn row(frame: &Frame, compared: &Compared, part: &Part, name: Text, of_revenue: Value) -> Row {
    let growth = match part.growth() {
        Some(growth) => shared(growth),
        None if compared.months.is_empty() => Value::missing(Text::new("reason.no_months_before")),
        None => Value::missing(Text::new("reason.no_positive_total")),
    };
    let mut cells = vec![
        name.into(),
        frame.cash(part.revenue).into(),
        growth.into(),
        of_revenue.into(),
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
