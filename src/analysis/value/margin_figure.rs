//! Groups with their margins -> bars of the margin share, beside the share of all.

use crate::analysis::Frame;
use crate::analysis::period::period_text;
use crate::analysis::value::chain::Group;
use crate::figure::{
    Axis, Color, Column, Datum, Figure, Grid, Mark, Row, Scale, Series, Side, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};

/// A smaller difference of two shares is none in words.
const LEAST_DIFFERENCE: f64 = 0.001;
/// More bars than these cannot be read.
const MOST_BARS: usize = 12;

/// The chart; none without a group whose margin is known.
pub(super) fn margin_figure(
    frame: &Frame,
    name: &str,
    groups: &[Group],
    of_all: f64,
) -> Option<Figure> {
    let known: Vec<(&Group, f64)> = groups
        .iter()
        .filter_map(|group| Some((group, group.chain.part?)))
        .take(MOST_BARS)
        .collect();
    let (best, most) = known
        .iter()
        .copied()
        .reduce(|best, one| if one.1 > best.1 { one } else { best })?;
    let (worst, least) = known
        .iter()
        .copied()
        .reduce(|worst, one| if one.1 < worst.1 { one } else { worst })?;
    let trace = |group: &Group| Trace::counted().of(&group.key);
    let datum = |(band, (group, part)): (usize, &(&Group, f64))| {
        let tip = vec![
            group.name(),
            Text::new("margin.tip")
                .with("part", Quantity::share(*part))
                .with("net", Quantity::money(group.chain.net, frame.currency())),
        ];
        let mut datum = Datum::new(band as f64, *part, group.chain.rows, tip, trace(group));
        datum.label = Some(Text::new("plain.share").with("share", Quantity::share(*part)));
        datum.key = Some(group.key.clone());
        datum
    };
    let row = |(group, part): &(&Group, f64)| {
        let cells = vec![
            group.name().into(),
            Quantity::share(*part).into(),
            Quantity::money(group.chain.net, frame.currency()).into(),
        ];
        let mut row = Row::new(cells, group.chain.rows, trace(group));
        row.key = Some(group.key.clone());
        row
    };
    let columns = vec![
        Column {
            label: Text::verbatim(name),
            numeric: false,
        },
        Column::numbers("column.margin_share"),
        Column::numbers("column.net_invoice"),
    ];
    let bands = known
        .iter()
        .map(|(group, _)| Value::of(words(group)))
        .collect();
    // What rounds to the same share is no difference.
    let title = match most - least >= LEAST_DIFFERENCE {
        true => Text::new("margin.title")
            .with("best", best.name())
            .with("most", Quantity::share(most))
            .with("worst", worst.name())
            .with("least", Quantity::share(least)),
        false => Text::new("margin.title.plain").with("name", name),
    };
    Some(Figure {
        id: "margin".to_owned(),
        title,
        subtitle: Text::new("margin.subtitle")
            .with("name", name)
            .with("period", period_text(frame)),
        x: Axis {
            label: Text::none(),
            scale: Scale::Bands { bands },
            unit: Unit::None,
        },
        y: Axis {
            label: Text::new("column.margin_share"),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Share,
        },
        y2: None,
        panels: false,
        marks: vec![
            Mark::Bars(Series {
                name: Text::none(),
                color: Color::Category(0),
                data: known.iter().enumerate().map(datum).collect(),
            }),
            Mark::Rule {
                at: of_all,
                side: Side::Left,
                label: Text::new("margin.of_all").with("part", Quantity::share(of_all)),
            },
        ],
        notes: Vec::new(),
        table: Grid::new(
            "margin",
            Text::new("margin.title.plain").with("name", name),
            columns,
            known.iter().map(row).collect(),
        ),
    })
}

/// The name of a group for an axis.
fn words(group: &Group) -> String {
    match group.label.is_empty() {
        true => crate::say::catalogue::template("margin.no_value")
            .unwrap_or("")
            .to_owned(),
        false => group.label.clone(),
    }
}
