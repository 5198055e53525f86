//! A JavaScript object -> a figure, as far as it is drawn: what was said already, and where it stands.
//! What a click does and the table beside it stay with the page.

use wasm_bindgen::JsValue;

use crate::figure::{
    Axis, Color, Datum, Figure, Grid, Interval, Mark, Scale, Series, Side, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::value::Month;
use crate::wasm::object::{Read, flag, items, number, part, some, words, wrong};

/// Reads a `Figure`.
pub(super) fn figure(from: &JsValue) -> Read<Figure> {
    Ok(Figure {
        id: words(from, "id")?,
        title: said(&part(from, "title")),
        subtitle: said(&part(from, "subtitle")),
        x: axis(&part(from, "x"))?,
        y: axis(&part(from, "y"))?,
        y2: some(from, "y2").map(|y2| axis(&y2)).transpose()?,
        marks: items(from, "marks")
            .map(|mark| self::mark(&mark))
            .collect::<Read<_>>()?,
        notes: Vec::new(),
        table: Grid::default(),
    })
}

/// A text that was said; its id and its arguments have done their work.
fn said(from: &JsValue) -> Text {
    Text {
        said: words(from, "said").unwrap_or_default(),
        ..Text::none()
    }
}

fn axis(from: &JsValue) -> Read<Axis> {
    Ok(Axis {
        label: said(&part(from, "label")),
        scale: scale(&part(from, "scale"))?,
        unit: unit(&part(from, "unit"))?,
    })
}

fn scale(from: &JsValue) -> Read<Scale> {
    Ok(match words(from, "scale")?.as_str() {
        "bands" => Scale::Bands {
            bands: items(from, "bands").map(|band| value(&band)).collect(),
        },
        "linear" => Scale::Linear {
            from_zero: flag(from, "from_zero"),
        },
        "months" => Scale::Months {
            first: month(from, "first")?,
            last: month(from, "last")?,
        },
        unknown => return Err(wrong(unknown)),
    })
}

fn month(from: &JsValue, name: &str) -> Read<Month> {
    Month::from_iso(&words(from, name)?).ok_or_else(|| wrong(name))
}

fn unit(from: &JsValue) -> Read<Unit> {
    Ok(match words(from, "unit")?.as_str() {
        "money" => Unit::Money {
            currency: part(from, "currency").as_string(),
        },
        "count" => Unit::Count,
        "share" => Unit::Share,
        "number" => Unit::Number,
        "days" => Unit::Days,
        "none" => Unit::None,
        unknown => return Err(wrong(unknown)),
    })
}

fn mark(from: &JsValue) -> Read<Mark> {
    Ok(match words(from, "mark")?.as_str() {
        "bars" => Mark::Bars(series(from)?),
        "points" => Mark::Points(series(from)?),
        "cells" => Mark::Cells(series(from)?),
        "line" => Mark::Line {
            series: series(&part(from, "series"))?,
            side: side(from)?,
        },
        "rule" => Mark::Rule {
            at: number(from, "at")?,
            side: side(from)?,
            label: said(&part(from, "label")),
        },
        unknown => return Err(wrong(unknown)),
    })
}

fn side(from: &JsValue) -> Read<Side> {
    match words(from, "side")?.as_str() {
        "left" => Ok(Side::Left),
        "right" => Ok(Side::Right),
        unknown => Err(wrong(unknown)),
    }
}

fn series(from: &JsValue) -> Read<Series> {
    Ok(Series {
        name: said(&part(from, "name")),
        color: color(&part(from, "color"))?,
        data: items(from, "data")
            .map(|datum| self::datum(&datum))
            .collect::<Read<_>>()?,
    })
}

fn color(from: &JsValue) -> Read<Color> {
    Ok(match words(from, "color")?.as_str() {
        "category" => Color::Category(number(from, "index")? as u8),
        "muted" => Color::Muted,
        "ink" => Color::Ink,
        "good" => Color::Good,
        "bad" => Color::Bad,
        unknown => return Err(wrong(unknown)),
    })
}

fn datum(from: &JsValue) -> Read<Datum> {
    Ok(Datum {
        x: number(from, "x")?,
        y: number(from, "y")?,
        size: part(from, "size").as_f64(),
        color: some(from, "color").map(|own| color(&own)).transpose()?,
        label: some(from, "label").map(|label| said(&label)),
        tip: Vec::new(),
        partial: flag(from, "partial"),
        n: number(from, "n")? as u64,
        interval: interval(&part(from, "interval")),
        key: None,
        trace: Trace::all(),
    })
}

fn interval(from: &JsValue) -> Interval {
    match some(from, "low").zip(some(from, "high")) {
        Some((low, high)) => Interval::Between {
            low: Box::new(value(&low)),
            high: Box::new(value(&high)),
            level: part(from, "level").as_f64().unwrap_or_default(),
            method: Text::none(),
        },
        None => Interval::none(Text::none()),
    }
}

/// A value as it was said, and where it stands on an axis.
fn value(from: &JsValue) -> Value {
    let number = some(from, "quantity").and_then(|quantity| position(&quantity));
    Value {
        quantity: number.map(|number| Quantity::Number { number }),
        reason: None,
        short: words(from, "short").unwrap_or_default(),
        exact: words(from, "exact").unwrap_or_default(),
    }
}

/// The number of a quantity, whatever it measures; exact ones are written as text.
fn position(quantity: &JsValue) -> Option<f64> {
    ["n", "of_one", "number", "amount", "days"]
        .iter()
        .find_map(|name| {
            let part = part(quantity, name);
            part.as_f64().or_else(|| part.as_string()?.parse().ok())
        })
}
