//! Names and values -> a chart with one band a name: bars, or dots with their intervals.

use crate::figure::{Axis, Color, Datum, Figure, Grid, Mark, Scale, Series, Unit};
use crate::say::{Text, Value};

/// What the chart is called and measures.
pub(super) struct Named {
    pub(super) id: &'static str,
    pub(super) title: Text,
    pub(super) subtitle: Text,
    pub(super) unit: Unit,
}

/// The chart; `bands` from the top down, `data` with the value as x and the band as y. Bars begin at
/// zero, dots where the data do.
pub(super) fn lying(
    named: Named,
    bands: Vec<Value>,
    data: Vec<Datum>,
    bars: bool,
    table: Grid,
) -> Figure {
    let series = Series {
        name: Text::none(),
        color: Color::Category(0),
        data,
    };
    let axis = |scale, unit| Axis {
        label: Text::none(),
        scale,
        unit,
    };
    Figure {
        id: named.id.to_owned(),
        title: named.title,
        subtitle: named.subtitle,
        x: axis(Scale::Linear { from_zero: bars }, named.unit),
        y: axis(Scale::Bands { bands }, Unit::None),
        y2: None,
        panels: false,
        marks: vec![if bars {
            Mark::Bars(series)
        } else {
            Mark::Points(series)
        }],
        notes: Vec::new(),
        table,
    }
}
