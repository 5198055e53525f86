//! Cohorts -> their heat map and its table.

use crate::analysis::Frame;
use crate::analysis::time::cohort_table::{Cohort, Cohorts};
use crate::analysis::time::cohorts::unit_name;
use crate::analysis::time::plot::{bands, figure};
use crate::figure::{
    Cell, Color, Column, Datum, Figure, Grid, Interval, Key, Mark, Row, Series, Trace,
};
use crate::say::{Quantity, Text, Value};

/// More cohorts than these cannot be read; the latest are shown.
const MAX_COHORTS: usize = 24;

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// The share who bought in that period.
    Classic,
    /// The share who bought in that period or later.
    Rolling,
    /// The revenue of that period.
    Revenue,
    /// The revenue up to that period a customer.
    Value,
}

impl Measure {
    /// By the id of its choice.
    pub(super) fn of(id: &str) -> Measure {
        match id {
            "rolling" => Measure::Rolling,
            "revenue" => Measure::Revenue,
            "value" => Measure::Value,
            _ => Measure::Classic,
        }
    }

    fn id(self) -> &'static str {
        match self {
            Measure::Classic => "classic",
            Measure::Rolling => "rolling",
            Measure::Revenue => "revenue",
            Measure::Value => "value",
        }
    }

    /// The numerator of the k-th cell.
    fn part(self, cohort: &Cohort, k: usize) -> i128 {
        match self {
            Measure::Classic => i128::from(cohort.active[k]),
            Measure::Rolling => i128::from(cohort.rolling[k]),
            Measure::Revenue => cohort.revenue[k],
            Measure::Value => cohort.revenue[..=k].iter().sum(),
        }
    }

    /// A numerator over so many customers.
    fn value(self, frame: &Frame, part: i128, customers: u64) -> Quantity {
        match self {
            Measure::Classic | Measure::Rolling => Quantity::share(part as f64 / customers as f64),
            Measure::Revenue => frame.cash(part),
            Measure::Value => frame.cash_per(part, i128::from(customers)),
        }
    }

    /// The rows from which the k-th cell was computed.
    fn trace(self, cohorts: &Cohorts, cohort: &Cohort, k: usize) -> Trace {
        let periods = match self {
            Measure::Classic | Measure::Revenue => k..=k,
            Measure::Rolling => k..=cohort.active.len() - 1,
            Measure::Value => 0..=k,
        };
        let months = periods
            .flat_map(|k| cohorts.unit.month_names(cohort.period + k as i32))
            .collect();
        let rows = match self {
            Measure::Classic | Measure::Rolling => Trace::counted_as("booked"),
            Measure::Revenue | Measure::Value => Trace::counted(),
        };
        rows.of(&key(cohorts, cohort)).any("month", months)
    }
}

fn key(cohorts: &Cohorts, cohort: &Cohort) -> Key {
    Key::new("cohort", cohorts.unit.name(cohort.period))
}

/// The heat map: a row a cohort, a column a period after the first. Blank where nothing can be known yet.
pub(super) fn heat_map(frame: &Frame, cohorts: &Cohorts, measure: Measure) -> Figure {
    let hidden = cohorts.cohorts.len().saturating_sub(MAX_COHORTS);
    let shown = &cohorts.cohorts[hidden..];
    let widest = shown
        .iter()
        .map(|cohort| cohort.active.len())
        .max()
        .unwrap_or(0)
        .min(MAX_COHORTS + 1);
    let cells = |(band, cohort): (usize, &Cohort)| -> Vec<Datum> {
        let last = cohort.active.len().min(widest);
        (0..last)
            .map(|k| datum(frame, cohorts, measure, (band, k), cohort))
            .collect()
    };
    let data = shown.iter().enumerate().flat_map(cells).collect();
    let names = shown
        .iter()
        .map(|cohort| Value::of(cohorts.unit.name(cohort.period)))
        .collect();
    let periods = (0..widest).map(Value::of).collect();
    let title =
        Text::new(&format!("cohorts.title.{}", measure.id())).with("unit", unit_name(cohorts.unit));
    let mut figure = figure(
        [
            title.clone(),
            Text::new("cohorts.subtitle")
                .with("unit", unit_name(cohorts.unit))
                .with("as_of", frame.as_of),
        ],
        [
            bands(
                Text::new("cohorts.x").with("unit", unit_name(cohorts.unit)),
                periods,
            ),
            bands(
                Text::new("cohorts.y").with("unit", unit_name(cohorts.unit)),
                names,
            ),
        ],
        vec![Mark::Cells(Series {
            name: title.clone(),
            color: Color::Category(0),
            data,
        })],
        table(frame, cohorts, measure, shown, widest, title),
    );
    figure.notes.push(Text::new("cohorts.blank"));
    figure
        .notes
        .extend((hidden > 0).then(|| Text::new("cohorts.hidden").with("n", hidden)));
    figure
}

fn datum(
    frame: &Frame,
    cohorts: &Cohorts,
    measure: Measure,
    (band, k): (usize, usize),
    cohort: &Cohort,
) -> Datum {
    let part = measure.part(cohort, k);
    let value = measure.value(frame, part, cohort.size);
    let mut tip = vec![
        Text::new("cohorts.tip")
            .with("cohort", cohorts.unit.name(cohort.period))
            .with("k", k)
            .with("unit", unit_name(cohorts.unit))
            .with("value", value.clone()),
        Text::new("cohorts.tip.size").with("n", cohort.size),
    ];
    let mut datum = Datum::new(
        k as f64,
        band as f64,
        cohort.size,
        Vec::new(),
        measure.trace(cohorts, cohort, k),
    );
    datum.partial = !cohorts.is_over(cohort, k);
    tip.extend(datum.partial.then(|| Text::new("cohorts.tip.partial")));
    datum.tip = tip;
    // A ramp cannot show less than nothing; the tip tells the true amount.
    let ratio = match measure {
        Measure::Revenue => frame.money(part).to_f64(),
        _ => part as f64 / cohort.size as f64,
    };
    datum.size = Some(ratio.max(0.0));
    datum.label = Some(Text::new("cohorts.cell").with("value", value));
    datum.interval = Interval::complete();
    datum.key = Some(key(cohorts, cohort));
    datum
}

fn table(
    frame: &Frame,
    cohorts: &Cohorts,
    measure: Measure,
    shown: &[Cohort],
    widest: usize,
    title: Text,
) -> Grid {
    let mut columns = vec![
        Column::words("column.cohort"),
        Column::numbers("column.customers"),
    ];
    columns.extend((0..widest).map(|k| Column {
        label: Text::new("cohorts.column").with("k", k),
        numeric: true,
    }));
    let mut rows: Vec<Row> = shown
        .iter()
        .map(|cohort| row(frame, cohorts, measure, cohort, widest))
        .collect();
    if measure != Measure::Revenue {
        rows.push(pooled(frame, cohorts, measure, widest));
    }
    Grid::new("cohorts", title, columns, rows)
}

fn row(frame: &Frame, cohorts: &Cohorts, measure: Measure, cohort: &Cohort, widest: usize) -> Row {
    let cell = |k: usize| -> Cell {
        match k < cohort.active.len() && cohorts.is_over(cohort, k) {
            true => measure
                .value(frame, measure.part(cohort, k), cohort.size)
                .into(),
            false => Value::missing(Text::new("reason.not_over")).into(),
        }
    };
    let key = key(cohorts, cohort);
    let mut cells = vec![Text::verbatim(&key.value).into(), cohort.size.into()];
    cells.extend((0..widest).map(cell));
    let mut row = Row::new(cells, cohort.size, Trace::counted_as("booked").of(&key));
    row.key = Some(key);
    row
}

/// All cohorts whose period is over, taken together.
fn pooled(frame: &Frame, cohorts: &Cohorts, measure: Measure, widest: usize) -> Row {
    let all: u64 = cohorts.cohorts.iter().map(|cohort| cohort.size).sum();
    let cell = |k: usize| -> Cell {
        match cohorts.pooled(k, &|cohort| measure.part(cohort, k)) {
            (_, 0) => Value::missing(Text::new("reason.not_over")).into(),
            (part, of) => measure.value(frame, part, of).into(),
        }
    };
    let mut cells = vec![Text::new("cohorts.pooled").into(), all.into()];
    cells.extend((0..widest).map(cell));
    let mut row = Row::new(cells, all, Trace::counted_as("booked"));
    row.summary = true;
    row
}
