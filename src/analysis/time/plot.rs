//! Axes, series and refusals as the analyses of time use them.

use crate::figure::{
    Axis, Color, Datum, Figure, Grid, Mark, Outcome, Scale, Section, Series, Side, Unit,
};
use crate::say::{Text, Value};

/// An axis with its label; no text for none.
pub(super) fn axis(label: Text, scale: Scale, unit: Unit) -> Axis {
    Axis { label, scale, unit }
}

/// An axis of bands that name themselves.
pub(super) fn bands(label: Text, bands: Vec<Value>) -> Axis {
    axis(label, Scale::Bands { bands }, Unit::None)
}

/// A numeric axis.
pub(super) fn linear(label: Text, unit: Unit) -> Axis {
    axis(label, Scale::Linear { from_zero: true }, unit)
}

/// A line on the left axis.
pub(super) fn line(name: Text, color: Color, data: Vec<Datum>) -> Mark {
    Mark::Line {
        series: Series { name, color, data },
        side: Side::Left,
    }
}

/// The only bars of a chart.
pub(super) fn bars(data: Vec<Datum>) -> Mark {
    Mark::Bars(Series {
        name: Text::none(),
        color: Color::Category(0),
        data,
    })
}

/// A chart without a second axis and without notes.
pub(super) fn figure(words: [Text; 2], axes: [Axis; 2], marks: Vec<Mark>, table: Grid) -> Figure {
    let ([title, subtitle], [x, y]) = (words, axes);
    Figure {
        id: table.id.clone(),
        title,
        subtitle,
        x,
        y,
        y2: None,
        panels: false,
        marks,
        notes: Vec::new(),
        table,
    }
}

/// No result: the reason, and `<reason>.remedy`.
pub(super) fn refused(reason: Text) -> Outcome<Section> {
    let remedy = Text::new(&format!("{}.remedy", reason.id));
    Outcome::NotEnough { reason, remedy }
}

/// A result, weak where there are reasons.
pub(super) fn given(result: Section, reasons: Vec<Text>) -> Outcome<Section> {
    match reasons.is_empty() {
        true => Outcome::Given { result },
        false => Outcome::Weak { result, reasons },
    }
}
