//! Return rates of the values of a dimension -> their table, their chart and the table of tests.

use crate::analysis::Frame;
use crate::analysis::products::dimension::{value_key, value_name};
use crate::analysis::products::family::{Family, MIN_ORDERS, excess};
use crate::analysis::products::lying::{Named, lying};
use crate::analysis::products::outcomes::{Denominator, Outcomes};
use crate::figure::{Cell, Column, Datum, Figure, Grid, Interval, Row, Trace, Unit};
use crate::say::{Quantity, Text, Value};
use crate::value::order;

/// Values in the chart.
const DOTS: usize = 15;

/// Rates by value, those with few orders together.
pub(super) fn rate_grid(frame: &Frame, family: &Family, whole: &Outcomes, of: Denominator) -> Grid {
    let dimension = family.dimension;
    let codes = family.ranked(whole, of);
    let mut columns = vec![Column {
        label: Text::verbatim(&dimension.name),
        numeric: false,
    }];
    columns.extend(
        [
            "return_rate",
            "returned_revenue",
            "rate_low",
            "rate_high",
            "returned_orders",
            "rate_orders",
            "revenue",
            "excess_value",
        ]
        .map(|id| Column::numbers(&format!("column.{id}"))),
    );
    let booked = || Trace::counted_as("booked");
    let mut rows = Vec::new();
    for code in &codes {
        let value = &family.values[*code as usize];
        let key = value_key(dimension, Some(*code));
        let name = value_name(dimension, Some(*code));
        let mut row = rate_row(frame, name, value, whole, of, booked().of(&key));
        row.key = Some(key);
        rows.push(row);
    }
    let (untold, values) = family.values.split_last().unwrap_or((whole, &[]));
    let others = (0..values.len()).filter(|code| !codes.contains(&(*code as u32)));
    let rest = others
        .map(|code| values[code])
        .fold(Outcomes::default(), |sum, value| sum.plus(&value));
    let mut named: Vec<String> = codes
        .iter()
        .map(|code| value_key(dimension, Some(*code)).value)
        .collect();
    named.push(String::new());
    let parts = [
        (
            Text::new("returns.other").with("min", MIN_ORDERS),
            &rest,
            None,
        ),
        (
            value_name(dimension, None),
            untold,
            Some(value_key(dimension, None)),
        ),
    ];
    for (name, part, key) in parts
        .into_iter()
        .filter(|(_, part, _)| part.orders != [0; 4])
    {
        let trace = match &key {
            Some(key) => booked().of(key),
            None => booked().none_of(&dimension.id, named.clone()),
        };
        let mut row = rate_row(frame, name, part, whole, of, trace);
        row.summary = key.is_none();
        row.key = key;
        rows.push(row);
    }
    let mut total = rate_row(frame, Text::new("row.total"), whole, whole, of, booked());
    total.summary = true;
    rows.push(total);
    let title = Text::new("returns.table").with("by", dimension.said());
    Grid::new(&["returns", &dimension.id].join("_"), title, columns, rows)
}

fn rate_row(
    frame: &Frame,
    name: Text,
    value: &Outcomes,
    whole: &Outcomes,
    of: Denominator,
    trace: Trace,
) -> Row {
    let rate = value.rate(of);
    let shared = |of_one: Option<f64>| match of_one {
        Some(of_one) => Value::of(Quantity::share(of_one)),
        None => Value::missing(Text::new("reason.no_orders")),
    };
    let (above, below) = excess(value, whole, of);
    let cells: Vec<Cell> = vec![
        name.into(),
        shared(rate.map(|(rate, _)| rate)).into(),
        frame.cash(value.returned).into(),
        shared(rate.map(|(_, between)| between.low)).into(),
        shared(rate.map(|(_, between)| between.high)).into(),
        value.hits().into(),
        value.trials(of).into(),
        frame.cash(value.revenue).into(),
        frame.cash_per(above, below).into(),
    ];
    Row::new(cells, value.trials(of), trace)
}

/// Rates with their intervals, as dots; the table stands beside them.
pub(super) fn rate_figure(
    frame: &Frame,
    family: &Family,
    of: Denominator,
    subtitle: Text,
    table: Grid,
) -> Figure {
    let dimension = family.dimension;
    let mut judged: Vec<(u32, &Outcomes)> = family.judged(of).collect();
    order::sort_by_key(&mut judged, |(code, value)| (-value.returned, *code));
    judged.truncate(DOTS);
    let dot = |(band, (code, value)): (usize, &(u32, &Outcomes))| {
        let (rate, between) = value.rate(of)?;
        let key = value_key(dimension, Some(*code));
        let tip = vec![
            value_name(dimension, Some(*code)),
            Text::new("returns.tip").with("share", Quantity::share(rate)),
            Text::new("returns.count")
                .with("n", value.hits())
                .with("all", value.trials(of)),
            Text::new("returns.tip.revenue").with("revenue", frame.cash(value.returned)),
        ];
        let trace = Trace::counted_as("booked").of(&key);
        let mut datum = Datum::new(rate, band as f64, value.trials(of), tip, trace);
        let [low, high] = [between.low, between.high].map(Quantity::share);
        datum.interval = Interval::between(low, high, 0.95, Text::new("interval.wilson_orders"));
        datum.key = Some(key);
        Some(datum)
    };
    let bands = judged
        .iter()
        .map(|(code, _)| Value::of(dimension.label(*code as usize)))
        .collect();
    let named = Named {
        id: "return_rates",
        title: Text::new("returns.table").with("by", dimension.said()),
        subtitle,
        unit: Unit::Share,
    };
    let data = judged.iter().enumerate().filter_map(dot).collect();
    lying(named, bands, data, false, table)
}

/// Every test: a family under a denominator.
pub(super) fn test_grid(families: &[Family]) -> Grid {
    let mut columns = vec![
        Column::words("column.family"),
        Column::words("column.denominator"),
    ];
    columns.extend(
        ["chi_squared", "degrees", "p_value", "false_discoveries"]
            .map(|id| Column::numbers(&format!("column.{id}"))),
    );
    let mut rows = Vec::new();
    for family in families {
        for ((id, of), test) in Denominator::ALL.iter().zip(family.tests) {
            let Some(test) = test else { continue };
            let cells = vec![
                Text::verbatim(&family.dimension.name).into(),
                Text::new(&format!("returns.denominator.{id}")).into(),
                Quantity::number(test.found.statistic).into(),
                test.found.degrees.into(),
                Quantity::chance(test.found.p).into(),
                Quantity::chance(test.q).into(),
            ];
            let n = family.judged(*of).map(|(_, value)| value.trials(*of)).sum();
            rows.push(Row::new(cells, n, Trace::counted_as("booked")));
        }
    }
    Grid::new("return_tests", Text::new("returns.tests"), columns, rows)
}
