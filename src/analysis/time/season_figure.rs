//! Calendar months -> their bars, their table, and what the candidates rest on.

use crate::analysis::Frame;
use crate::analysis::period::{named, period_text};
use crate::analysis::time::peaks::{Calendar, Verdict, Year};
use crate::analysis::time::plot::{bands, bars, figure, linear};
use crate::analysis::time::season::{headline, name, trace};
use crate::figure::{Color, Column, Datum, Figure, Grid, Interval, Mark, Row, Side, Trace, Unit};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Season, YEAR};
use crate::value::Month;

/// Bars of the mean ratio, or of the index where no year can be judged.
pub(super) fn chart(
    frame: &Frame,
    calendar: &[Calendar],
    years: &[Year],
    index: Option<&Season>,
    judged: bool,
) -> Figure {
    let height = |month: &Calendar| match (judged, index) {
        (true, _) => month.mean,
        (false, Some(index)) => index.index[month.month],
        (false, None) => 0.0,
    };
    let bar = |month: &Calendar| {
        let trace = match judged {
            true => trace(years, month.month),
            false => Trace::counted(),
        };
        let mut tip = vec![
            name(month.month),
            Text::new("season.tip").with("ratio", Quantity::number(height(month))),
        ];
        if judged {
            tip.push(above(month));
            tip.push(Text::new(&format!("season.verdict.{}", month.verdict.id())));
        }
        let n = years.len() as u64;
        let mut datum = Datum::new(month.month as f64, height(month), n, tip, trace);
        datum.interval = Interval::none(Text::new("interval.few_years"));
        let peak = month.verdict == Verdict::Repeated;
        datum.color = Some(if peak {
            Color::Category(1)
        } else {
            Color::Category(0)
        });
        datum
    };
    let rule = match judged || index.is_some_and(|index| index.multiplicative) {
        true => 1.0,
        false => 0.0,
    };
    let marks = vec![
        bars(calendar.iter().map(bar).collect()),
        Mark::Rule {
            at: rule,
            side: Side::Left,
            label: Text::new("season.rule"),
        },
    ];
    let names = (1..=YEAR)
        .map(|month| named(&format!("month.{month}")))
        .collect();
    let subtitle = match judged {
        true => Text::new("season.subtitle").with(
            "years",
            years
                .iter()
                .map(|year| year.year.to_string())
                .collect::<Vec<String>>(),
        ),
        false => Text::new("season.subtitle.index").with("period", period_text(frame)),
    };
    let mut chart = figure(
        [headline(calendar, years, judged), subtitle],
        [
            bands(Text::none(), names),
            linear(Text::new("season.y"), Unit::Number),
        ],
        marks,
        table(calendar, years, index),
    );
    let mut months = calendar.iter();
    if months.any(|month| month.verdict == Verdict::Repeated) {
        chart.notes.push(Text::new("season.colour"));
    }
    chart
}

fn above(month: &Calendar) -> Text {
    Text::new("season.above")
        .with("k", month.above)
        .with("n", month.years.len())
}

fn table(calendar: &[Calendar], years: &[Year], index: Option<&Season>) -> Grid {
    let mut columns = vec![
        Column::words("column.month"),
        Column::numbers("column.mean_ratio"),
        Column::words("column.years_above"),
        Column::words("column.peak"),
        Column::numbers("column.seasonal_index"),
    ];
    columns.extend(years.iter().map(|year| Column {
        label: Text::verbatim(&year.year.to_string()),
        numeric: true,
    }));
    let number = |value: Option<f64>, reason: &str| match value {
        Some(value) => Value::of(Quantity::number(value)),
        None => Value::missing(Text::new(reason)),
    };
    let row = |month: &Calendar| {
        let judged = !month.years.is_empty();
        let mut cells = vec![
            name(month.month).into(),
            number(judged.then_some(month.mean), "reason.few_years").into(),
            above(month).into(),
            Text::new(&format!("season.verdict.{}", month.verdict.id())).into(),
            number(
                index.map(|index| index.index[month.month]),
                "reason.few_months",
            )
            .into(),
        ];
        let ratio = |at: usize| {
            number(
                month.years.get(at).map(|year| year.ratio),
                "reason.few_years",
            )
            .into()
        };
        cells.extend((0..years.len()).map(ratio));
        Row::new(cells, years.len() as u64, trace(years, month.month))
    };
    Grid::new(
        "season",
        Text::new("season.table"),
        columns,
        calendar.iter().map(row).collect(),
    )
}

/// Candidates, and what they would be without their largest order and customer.
pub(super) fn rests_on(frame: &Frame, calendar: &[Calendar], years: &[Year]) -> Option<Grid> {
    let columns = vec![
        Column::words("column.month"),
        Column::numbers("column.ratio"),
        Column::numbers("column.without_order"),
        Column::numbers("column.without_customer"),
        Column::words("column.largest_customer"),
    ];
    let number = |value: Option<f64>| match value {
        Some(value) => Value::of(Quantity::number(value)),
        None => Value::missing(Text::new("reason.not_told")),
    };
    let mut rows = Vec::new();
    for month in calendar {
        for (tested, year) in month.years.iter().zip(years) {
            if tested.without_order.is_none() && tested.without_customer.is_none() {
                continue;
            }
            let when = Month::new(year.year, month.month as u32 + 1);
            let who = tested
                .without_customer
                .map(|(customer, _)| frame.dataset.customers[customer].label());
            let cells = vec![
                Value::of(when).into(),
                number(Some(tested.ratio)).into(),
                number(tested.without_order).into(),
                number(tested.without_customer.map(|(_, ratio)| ratio)).into(),
                who.map_or_else(Text::none, Text::verbatim).into(),
            ];
            rows.push(Row::new(
                cells,
                1,
                Trace::counted().any("month", vec![when.to_string()]),
            ));
        }
    }
    (!rows.is_empty()).then(|| Grid::new("rests_on", Text::new("season.rests_on"), columns, rows))
}
