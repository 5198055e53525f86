//! Figures in few words, for tests.

use clientele::figure::{Axis, Color, Datum, Figure, Grid, Mark, Scale, Series, Trace, Unit};
use clientele::say::{Spoken, Text, Value, Voice};
use clientele::value::Month;

/// An axis of names.
pub fn bands(names: &[&str]) -> Axis {
    let bands = names.iter().map(|name| Value::of(*name)).collect();
    Axis {
        label: Text::none(),
        scale: Scale::Bands { bands },
        unit: Unit::None,
    }
}

/// An axis of numbers.
pub fn linear(unit: Unit) -> Axis {
    Axis {
        label: Text::none(),
        scale: Scale::Linear { from_zero: true },
        unit,
    }
}

/// An axis of months.
pub fn months(first: &str, last: &str) -> Axis {
    let month = |text| Month::from_iso(text).unwrap();
    let scale = Scale::Months {
        first: month(first),
        last: month(last),
    };
    Axis {
        label: Text::none(),
        scale,
        unit: Unit::None,
    }
}

/// Money in rupees.
pub fn rupees() -> Unit {
    Unit::Money {
        currency: Some("INR".to_owned()),
    }
}

/// A datum at a place.
pub fn at(x: f64, y: f64) -> Datum {
    Datum::new(x, y, 1, Vec::new(), Trace::all())
}

/// Data of one name and colour.
pub fn series(name: &str, color: Color, data: Vec<Datum>) -> Series {
    let name = if name.is_empty() {
        Text::none()
    } else {
        Text::verbatim(name)
    };
    Series { name, color, data }
}

/// Data at 0, 1, 2, ...
pub fn row(values: &[f64]) -> Vec<Datum> {
    values
        .iter()
        .enumerate()
        .map(|(index, &value)| at(index as f64, value))
        .collect()
}

/// The same data lying: values across, bands down.
pub fn lying(data: Vec<Datum>) -> Vec<Datum> {
    data.into_iter()
        .map(|datum| Datum {
            x: datum.y,
            y: datum.x,
            ..datum
        })
        .collect()
}

/// Each datum labelled with its larger coordinate, as words.
pub fn labelled(data: Vec<Datum>, words: impl Fn(&Datum) -> String) -> Vec<Datum> {
    data.into_iter()
        .map(|datum| Datum {
            label: Some(Text::verbatim(&words(&datum))),
            ..datum
        })
        .collect()
}

/// A figure with its texts said.
pub fn figure(id: &str, title: &str, x: Axis, y: Axis, marks: Vec<Mark>) -> Figure {
    let mut figure = Figure {
        id: id.to_owned(),
        title: Text::verbatim(title),
        subtitle: Text::verbatim("Revenue, INR, Oct 2017 to Jun 2020"),
        x,
        y,
        y2: None,
        panels: false,
        marks,
        notes: vec![Text::verbatim("Hatched: the month is not over.")],
        table: Grid::default(),
    };
    figure.speak(&Voice::of("en"));
    figure
}

/// The same numbers every time, between 0 and 1.
pub fn noise(seed: u64) -> impl Iterator<Item = f64> {
    let mut state = seed;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    })
}
