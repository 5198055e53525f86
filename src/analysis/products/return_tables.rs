//! Return rates of the values of a dimension -> whether they differ, as a table, a chart and words.

use crate::analysis::Frame;
use crate::analysis::products::dimension::{value_key, value_name};
use crate::analysis::products::lying::{Named, lying};
use crate::analysis::products::outcomes::{Denominator, Outcomes};
use crate::dataset::Dimension;
use crate::figure::{Cell, Column, Datum, Figure, Grid, Interval, Row, Trace, Unit};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Homogeneity, benjamini_hochberg, homogeneity};
use crate::value::order;

/// A rate of fewer orders is not shown alone.
const MIN_ORDERS: u64 = 30;
/// Values in a table, and of them in the chart.
const ROWS: usize = 50;
const DOTS: usize = 15;
/// How many orders at the overall rate a value's own rate is shrunk by.
const SHRINK: i128 = 20;

/// A test over the values of a family under one denominator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tested {
    pub(super) found: Homogeneity,
    /// The rate of false discoveries over the families.
    pub(super) q: f64,
}

/// A dimension with the outcomes of its values, the last without one.
pub(super) struct Family<'a> {
    pub(super) dimension: &'a Dimension,
    pub(super) values: Vec<Outcomes>,
    /// By denominator, in the order of [`Denominator::ALL`].
    pub(super) tests: [Option<Tested>; 3],
}

impl<'a> Family<'a> {
    pub(super) fn of(dimension: &'a Dimension, values: Vec<Outcomes>) -> Family<'a> {
        Family {
            dimension,
            values,
            tests: [None; 3],
        }
    }

    /// The values with enough orders, by code.
    fn judged(&self, of: Denominator) -> impl Iterator<Item = (u32, &Outcomes)> {
        let values = &self.values[..self.values.len() - 1];
        let all = values
            .iter()
            .enumerate()
            .map(|(code, value)| (code as u32, value));
        all.filter(move |(_, value)| value.trials(of) >= MIN_ORDERS)
    }

    /// How many values are compared at most.
    pub(super) fn tested(&self) -> usize {
        self.tests
            .iter()
            .flatten()
            .map(|test| test.found.degrees + 1)
            .max()
            .unwrap_or(0)
    }

    /// Tests each family under each denominator; false discoveries are controlled over the families.
    pub(super) fn test(families: &mut [Family]) {
        for (at, (_, of)) in Denominator::ALL.iter().enumerate() {
            let found: Vec<Option<Homogeneity>> = families
                .iter()
                .map(|family| {
                    let groups: Vec<(u64, u64)> = family
                        .judged(*of)
                        .map(|(_, value)| (value.hits(), value.trials(*of)))
                        .collect();
                    homogeneity(&groups)
                })
                .collect();
            let p: Vec<f64> = found.iter().flatten().map(|test| test.p).collect();
            let mut q = benjamini_hochberg(&p).into_iter();
            for (family, found) in families.iter_mut().zip(found) {
                family.tests[at] = found.and_then(|found| {
                    Some(Tested {
                        found,
                        q: q.next()?,
                    })
                });
            }
        }
    }

    /// True when its values were compared and no test finds a difference.
    pub(super) fn is_alike(&self) -> bool {
        self.tested() > 1 && self.tests.iter().flatten().all(|test| test.q >= 0.05)
    }

    fn passes(&self, of: Denominator) -> bool {
        let at = Denominator::ALL
            .iter()
            .position(|(_, known)| *known == of)
            .unwrap_or(0);
        self.tests[at].is_some_and(|test| test.q < 0.05)
    }

    /// Whether the values differ, in words: clearly, perhaps, or not.
    pub(super) fn verdict(&self, of: Denominator) -> Option<Text> {
        let test = self.tests.iter().flatten().next()?;
        let word = match (self.passes(of), self.passes(Denominator::Resolved)) {
            (true, true) => "differ",
            (false, false) => "alike",
            _ => "hint",
        };
        let at = Denominator::ALL
            .iter()
            .position(|(_, known)| *known == of)
            .unwrap_or(0);
        let p = self.tests[at].map_or(test.found.p, |test| test.found.p);
        Some(
            Text::new(&format!("returns.verdict.{word}"))
                .with("by", self.dimension.name.as_str())
                .with("p", Quantity::number(p)),
        )
    }

    /// Values whose interval lies above the overall rate, where the values differ clearly.
    pub(super) fn worst(&self, whole: &Outcomes, of: Denominator) -> Option<Text> {
        let clear = self.passes(of) && self.passes(Denominator::Resolved);
        let (overall, _) = whole.rate(of).filter(|_| clear)?;
        let above = |value: &Outcomes| {
            value
                .rate(of)
                .is_some_and(|(_, between)| between.low > overall)
        };
        let high: Vec<Quantity> = self
            .judged(of)
            .filter(|(_, value)| above(value))
            .map(|(code, _)| Quantity::from(&self.dimension.values[code as usize]))
            .collect();
        (!high.is_empty()).then(|| {
            Text::new("returns.high")
                .with("n", high.len())
                .with("names", high)
        })
    }

    /// The values with enough orders by excess value descending.
    fn ranked(&self, whole: &Outcomes, of: Denominator) -> Vec<u32> {
        let mut codes: Vec<u32> = self.judged(of).map(|(code, _)| code).collect();
        let excess: Vec<f64> = self
            .values
            .iter()
            .map(|value| {
                let (above, below) = excess(value, whole, of);
                above as f64 / below as f64
            })
            .collect();
        order::sort_by(&mut codes, |a, b| {
            excess[*b as usize]
                .total_cmp(&excess[*a as usize])
                .then(a.cmp(b))
        });
        codes.truncate(ROWS);
        codes
    }
}

/// `(shrunk rate - overall rate) * revenue` as a fraction of whole numbers: with x of n returned, X of
/// N over all, `(x + 20 X / N) / (n + 20) - X / N = (x N - X n) / (N (n + 20))`.
fn excess(value: &Outcomes, whole: &Outcomes, of: Denominator) -> (i128, i128) {
    let count = |count: u64| i128::from(count);
    let (x, n) = (count(value.hits()), count(value.trials(of)));
    let (all_x, all_n) = (count(whole.hits()), count(whole.trials(of)));
    let above = value.revenue.saturating_mul(x * all_n - all_x * n);
    (above, (all_n * (n + SHRINK)).max(1))
}

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
    let left = family
        .values
        .iter()
        .filter(|value| value.orders != [0; 4])
        .count()
        - codes.len();
    if left > 0 {
        let named = codes
            .iter()
            .map(|code| value_key(dimension, Some(*code)).value)
            .collect();
        let name = Text::new("returns.other").with("min", MIN_ORDERS);
        let others = (0..family.values.len() as u32).filter(|code| !codes.contains(code));
        let rest = others
            .map(|code| family.values[code as usize])
            .fold(Outcomes::default(), |sum, value| sum.plus(&value));
        let mut row = rate_row(
            frame,
            name,
            &rest,
            whole,
            of,
            booked().none_of(&dimension.id, named),
        );
        row.summary = true;
        rows.push(row);
    }
    let mut total = rate_row(frame, Text::new("row.total"), whole, whole, of, booked());
    total.summary = true;
    rows.push(total);
    let title = Text::new("returns.table").with("by", dimension.name.as_str());
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
        .map(|(code, _)| Value::of(&dimension.values[*code as usize]))
        .collect();
    let named = Named {
        id: "return_rates",
        title: Text::new("returns.table").with("by", dimension.name.as_str()),
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
                Quantity::number(test.found.p).into(),
                Quantity::number(test.q).into(),
            ];
            let n = family.judged(*of).map(|(_, value)| value.trials(*of)).sum();
            rows.push(Row::new(cells, n, Trace::counted_as("booked")));
        }
    }
    Grid::new("return_tests", Text::new("returns.tests"), columns, rows)
}
