//! Past and forecast months -> one line that goes on dashed, with the interval as a band.

use crate::analysis::Frame;
use crate::analysis::period::currency_text;
use crate::analysis::time::forecast::{interval, trace};
use crate::analysis::time::outlook::{Ahead, Outlook};
use crate::analysis::time::plot::{axis, figure, line, linear};
use crate::analysis::time::years::about;
use crate::analysis::trend::Sold;
use crate::figure::{Color, Column, Datum, Figure, Grid, Row, Scale, Trace, Unit};
use crate::say::Text;
use crate::value::Month;

/// So many past months are drawn before the forecast.
const PAST: usize = 36;

/// The chart; its table lists the months ahead.
pub(super) fn chart(frame: &Frame, outlook: &Outlook, complete: &[&Sold], next: Month) -> Figure {
    let past = &complete[complete.len().saturating_sub(PAST)..];
    let known = past.iter().map(|sold| {
        let tip = Text::new("trend.tip")
            .with("month", sold.month)
            .with("revenue", frame.cash(sold.revenue));
        let y = frame.money(sold.revenue).to_f64();
        let rows = Trace::counted().of(&sold.key());
        let mut datum = Datum::new(f64::from(sold.month.0), y, sold.rows, vec![tip], rows);
        datum.key = Some(sold.key());
        datum
    });
    let ahead = outlook.months.iter().enumerate().map(|(at, ahead)| {
        let mut datum = Datum::new(
            f64::from(next.0 + at as i32),
            ahead.value,
            complete.len() as u64,
            Vec::new(),
            trace(complete),
        );
        datum.tip = vec![tip(frame, Month(next.0 + at as i32), ahead)];
        datum.interval = interval(frame, ahead.low, ahead.high);
        datum.partial = true;
        datum
    });
    let months = Scale::Months {
        first: past.first().map_or(next, |sold| sold.month),
        last: Month(next.0 + outlook.months.len() as i32 - 1),
    };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let mut figure = figure(
        [
            Text::new("forecast.title").with("n", outlook.months.len()),
            Text::new("forecast.subtitle").with("unit", currency_text(frame)),
        ],
        [
            axis(Text::none(), months, Unit::None),
            linear(Text::new("column.revenue"), money),
        ],
        vec![
            line(Text::new("forecast.past"), Color::Ink, known.collect()),
            line(
                Text::new("forecast.ahead"),
                Color::Category(0),
                ahead.collect(),
            ),
        ],
        table(frame, outlook, complete, next),
    );
    figure.notes.push(Text::new("forecast.mark"));
    figure
}

fn tip(frame: &Frame, month: Month, ahead: &Ahead) -> Text {
    Text::new("forecast.tip")
        .with("month", month)
        .with("value", about(frame, ahead.value))
        .with("low", about(frame, ahead.low))
        .with("high", about(frame, ahead.high))
}

fn table(frame: &Frame, outlook: &Outlook, complete: &[&Sold], next: Month) -> Grid {
    let columns = vec![
        Column::words("column.month"),
        Column::numbers("column.forecast"),
        Column::numbers("column.low"),
        Column::numbers("column.high"),
    ];
    let row = |(at, ahead): (usize, &Ahead)| {
        let cells = vec![
            Month(next.0 + at as i32).into(),
            about(frame, ahead.value).into(),
            about(frame, ahead.low).into(),
            about(frame, ahead.high).into(),
        ];
        Row::new(cells, complete.len() as u64, trace(complete))
    };
    Grid::new(
        "forecast",
        Text::new("forecast.table"),
        columns,
        outlook.months.iter().enumerate().map(row).collect(),
    )
}
