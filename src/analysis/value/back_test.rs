//! Visits -> what the model would have foretold of the last third of the days, against what came.

use crate::analysis::Frame;
use crate::analysis::value::prospects::refuse_few;
use crate::analysis::value::visits::{DAYS_A_WEEK, Visits};
use crate::figure::{
    Axis, Color, Column, Datum, Fact, Figure, Grid, Interval, Mark, Row, Scale, Series, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Ending, RepeatModel};
use crate::value::Day;

/// The last part of the days is held out, and at least so many.
const MIN_HELD_OUT: u32 = 60;
/// The back-test is fitted on a sample of this size where there are more customers.
const TESTED_SOURCES: f64 = 50_000.0;
/// Customers are compared by so many repeats, the last group open.
const GROUPS: usize = 8;

/// How well the past was foretold.
#[derive(Clone, Debug, PartialEq)]
pub struct BackTest {
    /// The last day that the models knew.
    pub cut: Day,
    /// The last day of the test.
    pub until: Day,
    /// Customers known at the cut, by their repeats until then; the last group is open.
    pub customers: [u64; GROUPS],
    /// Purchase days expected of them.
    pub expected: [f64; GROUPS],
    /// Purchase days that came.
    pub actual: [u64; GROUPS],
}

/// The test on the last third; `None` where too little was known before it.
pub(super) fn back_test(visits: &Visits, frame: &Frame) -> Option<BackTest> {
    let first = (0..visits.len())
        .filter_map(|customer| visits.days(customer).first())
        .min()?;
    let span = frame.as_of.0.abs_diff(first.0);
    let held_out = (span / 3).max(MIN_HELD_OUT);
    BackTest::of(
        visits,
        Day(frame.as_of.0 - i32::try_from(held_out).ok()?),
        frame.as_of,
    )
}

impl BackTest {
    /// BG/NBD fitted on what was known at the end of `cut`, against what came until `until`; `None`
    /// where too few had bought, or repeated, by then.
    pub fn of(visits: &Visits, cut: Day, until: Day) -> Option<BackTest> {
        let repeats = visits.repeats(cut);
        refuse_few(&repeats).ok()?;
        let model =
            RepeatModel::fit(Ending::AfterRepeats, &repeats.sampled(TESTED_SOURCES)).ok()?;
        let weeks = f64::from(until.0.abs_diff(cut.0)) / DAYS_A_WEEK;
        let mut test = BackTest {
            cut,
            until,
            customers: [0; GROUPS],
            expected: [0.0; GROUPS],
            actual: [0; GROUPS],
        };
        let group = |x: u32| (x as usize).min(GROUPS - 1);
        let mut known = None;
        let mut ahead = 0.0;
        for row in &repeats.rows {
            let (last, age) = (
                f64::from(row.last) / DAYS_A_WEEK,
                f64::from(row.age) / DAYS_A_WEEK,
            );
            if known != Some((row.x, row.age)) {
                known = Some((row.x, row.age));
                ahead = model.prospect(row.x, age, weeks);
            }
            test.expected[group(row.x)] += row.weight * model.alive(row.x, last, age) * ahead;
            test.customers[group(row.x)] += row.weight as u64;
        }
        for customer in 0..visits.len() {
            if let Some((x, _, _)) = visits.triple(customer, cut) {
                let came = visits.days(customer)[x as usize + 1..]
                    .iter()
                    .filter(|day| **day <= until);
                test.actual[group(x)] += came.count() as u64;
            }
        }
        Some(test)
    }

    /// Purchases expected, and those that came.
    pub fn totals(&self) -> (f64, u64) {
        (self.expected.iter().sum(), self.actual.iter().sum())
    }
}

/// How much more was expected than came, as a part of what came.
pub(super) fn error(test: &BackTest) -> Option<f64> {
    let (expected, actual) = test.totals();
    (actual > 0).then(|| expected / actual as f64 - 1.0)
}

/// The error as a fact.
pub(super) fn back_test_fact(test: Option<&BackTest>) -> Fact {
    let id = "back_test_error";
    let Some((test, error)) = test.and_then(|test| Some((test, error(test)?))) else {
        return Fact::missing(id, Text::new("lifetime.no_back_test"));
    };
    let (expected, actual) = test.totals();
    let customers = test.customers.iter().sum();
    Fact::new(id, Quantity::share(error), customers)
        .interval(Interval::none(Text::new("interval.back_test")))
        .trace(held_out(test))
        .note(
            Text::new("note.back_test")
                .with("expected", Quantity::number(expected))
                .with("actual", actual)
                .with("n", customers)
                .with("from", Day(test.cut.0 + 1))
                .with("to", test.until),
        )
}

fn held_out(test: &BackTest) -> Trace {
    Trace::counted().between(Day(test.cut.0 + 1), test.until)
}

/// Expected and actual purchases of a customer, by repeats before.
pub(super) fn back_test_figure(test: &BackTest) -> Figure {
    let groups: Vec<usize> = (0..GROUPS)
        .filter(|group| test.customers[*group] > 0)
        .collect();
    let name = |group: usize| {
        Text::new(if group + 1 == GROUPS {
            "lifetime.group.open"
        } else {
            "lifetime.group"
        })
        .with("n", group)
    };
    let each = |group: usize| {
        let n = test.customers[group] as f64;
        [test.expected[group] / n, test.actual[group] as f64 / n]
    };
    let series = |which: usize, id: &str, color: Color| {
        let data = groups.iter().enumerate().map(|(band, group)| {
            let value = each(*group)[which];
            let tip = vec![
                name(*group),
                Text::new(&format!("{id}.tip")).with("value", Quantity::number(value)),
            ];
            Datum::new(
                band as f64,
                value,
                test.customers[*group],
                tip,
                held_out(test),
            )
        });
        Mark::Bars(Series {
            name: Text::new(id),
            color,
            data: data.collect(),
        })
    };
    let row = |group: &usize| {
        let [expected, actual] = each(*group);
        let cells = vec![
            name(*group).into(),
            Quantity::number(expected).into(),
            Quantity::number(actual).into(),
            test.customers[*group].into(),
            Quantity::number(test.expected[*group]).into(),
            test.actual[*group].into(),
        ];
        Row::new(cells, test.customers[*group], held_out(test))
    };
    let columns = vec![
        Column::words("column.repeats"),
        Column::numbers("column.expected_each"),
        Column::numbers("column.actual_each"),
        Column::numbers("column.customers"),
        Column::numbers("column.expected"),
        Column::numbers("column.actual"),
    ];
    Figure {
        id: "back_test".to_owned(),
        title: Text::new("lifetime.test.title")
            .with("expected", Quantity::number(test.totals().0))
            .with("actual", test.totals().1),
        subtitle: Text::new("lifetime.test.subtitle")
            .with("from", Day(test.cut.0 + 1))
            .with("to", test.until),
        x: Axis {
            label: Text::new("column.repeats"),
            scale: Scale::Bands {
                bands: groups.iter().map(|group| band(*group)).collect(),
            },
            unit: Unit::None,
        },
        y: Axis {
            label: Text::new("lifetime.test.y"),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Number,
        },
        y2: None,
        panels: false,
        marks: vec![
            series(0, "lifetime.expected", Color::Category(0)),
            series(1, "lifetime.actual", Color::Muted),
        ],
        notes: Vec::new(),
        table: Grid::new(
            "back_test",
            Text::new("lifetime.test.table"),
            columns,
            groups.iter().map(row).collect(),
        ),
    }
}

fn band(group: usize) -> Value {
    match group + 1 == GROUPS {
        true => Value::of(format!("{group}+")),
        false => Value::of(group),
    }
}
