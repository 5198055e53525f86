//! A picture as data: axes and marks. What the data have is here; how it looks is `draw`'s affair.

use serde::{Deserialize, Serialize};

use crate::figure::{Grid, Interval, Key, Trace};
use crate::say::{Spoken, Text, Value, Voice, spoken};
use crate::value::Month;

/// A chart. Its title is the claim it makes now; its table says the same in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Figure {
    /// Stable id, unique in its section.
    pub id: String,
    /// What it shows now, in words with the number; without a claim when none holds.
    pub title: Text,
    /// The measure, its unit and the period.
    pub subtitle: Text,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis, on the left.
    pub y: Axis,
    /// A second vertical axis on the right: only the 0-100 % of a Pareto chart.
    pub y2: Option<Axis>,
    /// Small multiples: each series in a plot of its own, named above it, all on the same scales.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub panels: bool,
    /// What is drawn, back to front.
    pub marks: Vec<Mark>,
    /// How to read what looks different: hatching, dashes.
    pub notes: Vec<Text>,
    /// The same numbers as a table.
    pub table: Grid,
}

spoken!(Figure: title, subtitle, x, y, y2, marks, notes, table);

/// A scale with its label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Axis {
    /// What is measured; not drawn where the subtitle says it.
    pub label: Text,
    /// How positions are made.
    pub scale: Scale,
    /// How tick values are said.
    pub unit: Unit,
}

spoken!(Axis: label, scale);

/// How a number becomes a position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "scale", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Scale {
    /// Categories in this order: position `i` is the middle of band `i`. On the y axis band 0 is on top.
    Bands {
        /// The bands' names.
        bands: Vec<Value>,
    },
    /// Numbers. The range covers all data; with `from_zero` it holds zero too.
    Linear {
        /// Bars need it.
        from_zero: bool,
    },
    /// Calendar months, both ends shown; position = [`Month`]'s number.
    Months {
        /// First month.
        #[cfg_attr(test, ts(type = "string"))]
        first: Month,
        /// Last month.
        #[cfg_attr(test, ts(type = "string"))]
        last: Month,
    },
}

impl Spoken for Scale {
    fn speak(&mut self, voice: &Voice) {
        if let Scale::Bands { bands } = self {
            bands.speak(voice);
        }
    }
}

/// What tick values measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Unit {
    /// Money in this currency, if known.
    Money {
        /// ISO code.
        currency: Option<String>,
    },
    /// Whole things.
    Count,
    /// Fractions of one, ticks in %.
    Share,
    /// Plain numbers.
    Number,
    /// Days.
    Days,
    /// No ticks (bands name themselves).
    None,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Mark {
    /// Bars from zero, along the axis that is not made of bands. Several `Bars` marks in one figure
    /// stand side by side within a band.
    Bars(Series),
    /// A line through the data in order, against the given side. A datum with `partial` hangs on a
    /// dashed piece with a hollow dot. `gap` data break the line.
    Line {
        /// The data.
        series: Series,
        /// The axis it is read on.
        side: Side,
    },
    /// Dots; the area shows `Datum::size` where given.
    Points(Series),
    /// A heat map on two band axes: colour shows `Datum::size` on a sequential ramp, the label
    /// stands in the cell.
    Cells(Series),
    /// A reference line at a value of the y axis (or y2 with `Side::Right`), labelled at its end.
    Rule {
        /// The value.
        at: f64,
        /// The axis it is read on.
        side: Side,
        /// What it marks.
        label: Text,
    },
}

impl Mark {
    /// The data, where the mark has some.
    pub fn series(&self) -> Option<&Series> {
        match self {
            Mark::Bars(series)
            | Mark::Points(series)
            | Mark::Cells(series)
            | Mark::Line { series, .. } => Some(series),
            Mark::Rule { .. } => None,
        }
    }
}

impl Spoken for Mark {
    fn speak(&mut self, voice: &Voice) {
        match self {
            Mark::Bars(series)
            | Mark::Points(series)
            | Mark::Cells(series)
            | Mark::Line { series, .. } => {
                series.speak(voice);
            }
            Mark::Rule { label, .. } => label.speak(voice),
        }
    }
}

/// The vertical axis a mark is read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Side {
    /// The main axis.
    Left,
    /// The 0-100 % axis.
    Right,
}

/// Data of one name and colour. The name is its direct label (or stands in the legend).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Series {
    /// What the data are; empty for the only series of a chart.
    pub name: Text,
    /// Its colour.
    pub color: Color,
    /// The data, in drawing order.
    pub data: Vec<Datum>,
}

spoken!(Series: name, data);

/// A colour by meaning; the theme knows the pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "color", content = "index", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Color {
    /// The n-th of eight categorical colours, from 0.
    Category(u8),
    /// What is not the point: earlier years, the rest.
    Muted,
    /// Lines over bars.
    Ink,
    /// Better.
    Good,
    /// Worse.
    Bad,
}

/// One drawn thing: a bar, a dot, a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Datum {
    /// Horizontal position: a value, a month's number, or a band's index.
    pub x: f64,
    /// Vertical position: a value or a band's index.
    pub y: f64,
    /// Area of a dot, or the value a cell's colour shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<f64>,
    /// A colour of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// Written at the bar's end, beside the dot, or in the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The tooltip, a line each: what it is, the exact value, what a person would ask next.
    pub tip: Vec<Text>,
    /// Only part of the period was observed: hatched, never compared.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// How many things stand behind it.
    #[cfg_attr(test, ts(type = "number"))]
    pub n: u64,
    /// How sure it is.
    pub interval: Interval,
    /// What a click filters.
    pub key: Option<Key>,
    /// The rows behind it.
    pub trace: Trace,
}

spoken!(Datum: label, tip, interval);

impl Datum {
    /// A datum counted over all rows of a trace.
    pub fn new(x: f64, y: f64, n: u64, tip: Vec<Text>, trace: Trace) -> Datum {
        Datum {
            x,
            y,
            size: None,
            color: None,
            label: None,
            tip,
            partial: false,
            n,
            interval: Interval::complete(),
            key: None,
            trace,
        }
    }
}
