//! A JavaScript value -> what a figure needs to be drawn, and the sentences the page makes itself. What
//! the page shows beside a chart (its table, tooltips, traces) stays there and is left empty here.

use crate::figure::{
    Axis, Color, Datum, Figure, Grid, Interval, Mark, Scale, Series, Side, Trace, Unit,
};
use crate::say::{Arg, Quantity, Text, Value as Said};
use crate::value::{Day, Decimal, Month};
use crate::wasm::value::{Read, Value, unlike};

/// The drawn part of a `Figure` of the page's types.
pub(super) fn figure(value: &Value) -> Read<Figure> {
    Ok(Figure {
        id: value.get("id").text()?,
        title: text(&value.get("title"))?,
        subtitle: text(&value.get("subtitle"))?,
        x: axis(&value.get("x"))?,
        y: axis(&value.get("y"))?,
        y2: value.get("y2").some().map(|y2| axis(&y2)).transpose()?,
        panels: value.get("panels").flag(),
        marks: value.get("marks").list(mark)?,
        notes: value.get("notes").list(text)?,
        table: Grid::default(),
    })
}

/// A `Text`: its id, its arguments and what was said.
pub(super) fn text(value: &Value) -> Read<Text> {
    let said = value
        .get("said")
        .some()
        .map(|said| said.text())
        .transpose()?;
    Ok(Text {
        id: value.get("id").text()?,
        args: value.get("args").list(named_arg)?,
        said: said.unwrap_or_default(),
    })
}

fn named_arg(value: &Value) -> Read<(String, Arg)> {
    Ok((value.get("0").text()?, arg(&value.get("1"))?))
}

fn arg(value: &Value) -> Read<Arg> {
    if let Some(found) = value.get("quantity").some() {
        return Ok(Arg::Quantity(quantity(&found)?));
    }
    match value.get("text").some() {
        Some(found) => Ok(Arg::Text(Box::new(text(&found)?))),
        None => Ok(Arg::List(value.get("list").list(arg)?)),
    }
}

fn optional_text(value: Value) -> Read<Option<String>> {
    value.some().map(|value| value.text()).transpose()
}

fn decimal(value: &Value) -> Read<Decimal> {
    Decimal::parse(&value.text()?).ok_or_else(|| unlike("decimal"))
}

fn month(value: &Value) -> Read<Month> {
    Month::from_iso(&value.text()?).ok_or_else(|| unlike("month"))
}

fn quantity(value: &Value) -> Read<Quantity> {
    Ok(match value.get("kind").text()?.as_str() {
        "money" => Quantity::Money {
            amount: decimal(&value.get("amount"))?,
            currency: optional_text(value.get("currency"))?,
        },
        "count" => Quantity::Count {
            n: value.get("n").whole()?,
        },
        "share" => Quantity::Share {
            of_one: value.get("of_one").number()?,
        },
        "number" => Quantity::Number {
            number: value.get("number").number()?,
        },
        "exact" => Quantity::Exact {
            number: decimal(&value.get("number"))?,
        },
        "days" => Quantity::Days {
            days: value.get("days").number()?,
        },
        "bytes" => Quantity::Bytes {
            bytes: value.get("bytes").whole()?,
        },
        "day" => Quantity::Day {
            day: Day::from_iso(&value.get("day").text()?).ok_or_else(|| unlike("day"))?,
        },
        "month" => Quantity::Month {
            month: month(&value.get("month"))?,
        },
        "words" => Quantity::Words {
            words: value.get("words").text()?,
        },
        _ => return Err(unlike("quantity")),
    })
}

fn said(value: &Value) -> Read<Said> {
    Ok(Said {
        quantity: value
            .get("quantity")
            .some()
            .map(|found| quantity(&found))
            .transpose()?,
        reason: None,
        short: value.get("short").text()?,
        exact: value.get("exact").text()?,
    })
}

fn axis(value: &Value) -> Read<Axis> {
    Ok(Axis {
        label: text(&value.get("label"))?,
        scale: scale(&value.get("scale"))?,
        unit: unit(&value.get("unit"))?,
    })
}

fn scale(value: &Value) -> Read<Scale> {
    Ok(match value.get("scale").text()?.as_str() {
        "bands" => Scale::Bands {
            bands: value.get("bands").list(said)?,
        },
        "linear" => Scale::Linear {
            from_zero: value.get("from_zero").flag(),
        },
        "months" => Scale::Months {
            first: month(&value.get("first"))?,
            last: month(&value.get("last"))?,
        },
        _ => return Err(unlike("scale")),
    })
}

fn unit(value: &Value) -> Read<Unit> {
    Ok(match value.get("unit").text()?.as_str() {
        "money" => Unit::Money {
            currency: optional_text(value.get("currency"))?,
        },
        "count" => Unit::Count,
        "share" => Unit::Share,
        "number" => Unit::Number,
        "days" => Unit::Days,
        "none" => Unit::None,
        _ => return Err(unlike("unit")),
    })
}

fn mark(value: &Value) -> Read<Mark> {
    Ok(match value.get("mark").text()?.as_str() {
        "bars" => Mark::Bars(series(value)?),
        "points" => Mark::Points(series(value)?),
        "cells" => Mark::Cells(series(value)?),
        "line" => Mark::Line {
            series: series(&value.get("series"))?,
            side: side(&value.get("side"))?,
        },
        "rule" => Mark::Rule {
            at: value.get("at").number()?,
            side: side(&value.get("side"))?,
            label: text(&value.get("label"))?,
        },
        _ => return Err(unlike("mark")),
    })
}

fn side(value: &Value) -> Read<Side> {
    Ok(if value.text()? == "right" {
        Side::Right
    } else {
        Side::Left
    })
}

fn series(value: &Value) -> Read<Series> {
    Ok(Series {
        name: text(&value.get("name"))?,
        color: color(&value.get("color"))?,
        data: value.get("data").list(datum)?,
    })
}

fn color(value: &Value) -> Read<Color> {
    Ok(match value.get("color").text()?.as_str() {
        "category" => Color::Category(value.get("index").whole()? as u8),
        "muted" => Color::Muted,
        "ink" => Color::Ink,
        "good" => Color::Good,
        "bad" => Color::Bad,
        _ => return Err(unlike("color")),
    })
}

/// A gap of a line crosses as null.
fn position(value: Value) -> Read<f64> {
    value.some().map_or(Ok(f64::NAN), |value| value.number())
}

fn datum(value: &Value) -> Read<Datum> {
    let n = value.get("n").whole()?;
    let mut datum = Datum::new(
        position(value.get("x"))?,
        position(value.get("y"))?,
        n,
        Vec::new(),
        Trace::all(),
    );
    datum.size = value
        .get("size")
        .some()
        .map(|size| size.number())
        .transpose()?;
    datum.color = value
        .get("color")
        .some()
        .map(|found| color(&found))
        .transpose()?;
    datum.label = value
        .get("label")
        .some()
        .map(|label| text(&label))
        .transpose()?;
    datum.partial = value.get("partial").flag();
    datum.interval = interval(&value.get("interval"))?;
    Ok(datum)
}

fn interval(value: &Value) -> Read<Interval> {
    Ok(match value.get("interval").text()?.as_str() {
        "between" => Interval::Between {
            low: Box::new(said(&value.get("low"))?),
            high: Box::new(said(&value.get("high"))?),
            level: value.get("level").number()?,
            method: Text::none(),
        },
        _ => Interval::None {
            reason: Text::none(),
        },
    })
}
