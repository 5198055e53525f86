//! Frame -> how many customers come back, how soon, and how long they stay away between purchases.
//!
//! Definitions: a purchase day is a day with a booked order; several orders on a day are one. Repeat rate =
//! customers with a second purchase day / all, which is low for young customers who had little time.
//! So the time to the second purchase day is estimated besides (`stats::kaplan_meier`): who has not come back
//! counts as observed until the last day. Gaps: days between consecutive purchase days of a customer,
//! pooled; only gaps that ended are seen, so they are on the short side. Interval of the mean gap: a ratio of
//! totals with customers as clusters. Under a filter: the customers who bought in it, with all
//! their purchases. Degenerate cases: fewer than 10 customers: refused; fewer than 30: weak.

use crate::analysis::active::share_interval;
use crate::analysis::bought::{days_of_shown, gaps};
use crate::analysis::time::plot::{figure, given, line, linear, refused};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{
    Color, Column, Datum, Fact, Figure, Grid, Interval, Outcome, Row, Section, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::stats::{
    Between, Fraction, Step, kaplan_meier, median_time, ratio_of_totals, survival_at,
};
use crate::value::Day;

const MIN_CUSTOMERS: usize = 10;
const ENOUGH_CUSTOMERS: usize = 30;
/// After how many days the share who came back is stated.
const AFTER: [(u32, &str); 4] = [
    (30, "back_30"),
    (90, "back_90"),
    (180, "back_180"),
    (365, "back_365"),
];
/// More steps than these cannot be told apart in a chart.
const MAX_STEPS: usize = 40;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "second_purchase",
    view: "time",
    needs: &[Capability::Customers, Capability::Orders, Capability::Days],
    cost: Cost::Light,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let days = days_of_shown(frame);
    let times = second_purchases(&days, frame.as_of);
    if times.len() < MIN_CUSTOMERS {
        return refused(
            Text::new("second_purchase.few")
                .with("n", times.len())
                .with("min", MIN_CUSTOMERS),
        );
    }
    let steps = kaplan_meier(&times);
    let longest = times.iter().map(|(time, _)| *time).max().unwrap_or(0);
    let repeaters = times.iter().filter(|(_, came)| *came).count();
    let mut section = Section::new(headline(repeaters, &times, &steps, longest));
    section.facts = facts(&times, repeaters, &steps, longest);
    section.facts.extend(gap_facts(&days));
    section.figures = vec![curve(frame, &steps, times.len())];
    section.notes = vec![Text::new("second_purchase.young").with("as_of", frame.as_of)];
    let month_grain = days.iter().all(|(_, day)| day.civil().2 == 1);
    section
        .notes
        .extend(month_grain.then(|| Text::new("second_purchase.month_grain")));
    let few = times.len() < ENOUGH_CUSTOMERS;
    given(
        section,
        few.then(|| Text::new("second_purchase.weak").with("n", times.len()))
            .into_iter()
            .collect(),
    )
}

/// Per customer the days from the first purchase day to the second, or to the last day without one.
fn second_purchases(days: &[(u32, Day)], as_of: Day) -> Vec<(u32, bool)> {
    let time = |own: &[(u32, Day)]| {
        let until = own.get(1).map_or(as_of, |(_, day)| *day);
        ((until.0 - own[0].1.0).max(0) as u32, own.len() > 1)
    };
    days.chunk_by(|a, b| a.0 == b.0).map(time).collect()
}

fn headline(repeaters: usize, times: &[(u32, bool)], steps: &[Step], longest: u32) -> Text {
    let rate = Quantity::share(repeaters as f64 / times.len() as f64);
    let reached = AFTER.iter().rev().find(|(after, _)| *after <= longest);
    let text = match reached {
        Some((after, id)) => Text::new("second_purchase.headline")
            .with("window", Text::new(&format!("fact.{id}")))
            .with("share", Quantity::share(1.0 - survival_at(steps, *after).0)),
        None => Text::new("second_purchase.headline.rate"),
    };
    text.with("rate", rate).with("n", times.len())
}

fn facts(times: &[(u32, bool)], repeaters: usize, steps: &[Step], longest: u32) -> Vec<Fact> {
    let n = times.len() as u64;
    let booked = || Trace::counted_as("booked");
    let mut facts = vec![
        Fact::new(
            "repeat_rate",
            Quantity::share(repeaters as f64 / n as f64),
            n,
        )
        .trace(booked())
        .note(
            Text::new("note.repeaters")
                .with("n", repeaters)
                .with("all", n),
        )
        .interval(share_interval(repeaters as u64, n)),
    ];
    // Once all are back, later days are known as well.
    let all_back = repeaters == times.len();
    for (after, id) in AFTER {
        let (survival, limits) = survival_at(steps, after);
        facts.push(match after <= longest || all_back {
            true => Fact::new(id, Quantity::share(1.0 - survival), n)
                .trace(booked())
                .interval(back(survival, limits)),
            false => Fact::missing(
                id,
                Text::new("reason.not_observed").with("days", Quantity::days(f64::from(longest))),
            ),
        });
    }
    facts.push(match median_time(steps) {
        Some(days) => Fact::new("median_return", Quantity::days(f64::from(days)), n)
            .trace(booked())
            .interval(Interval::none(Text::new("interval.quantile"))),
        None => Fact::missing("median_return", Text::new("reason.half_not_back")),
    });
    facts
}

/// The limits of the share that came back. At both ends Greenwood's error is 0, which would promise too much.
fn back(survival: f64, limits: Between) -> Interval {
    match survival {
        left if left <= 0.0 => Interval::none(Text::new("interval.all_back")),
        left if left >= 1.0 => Interval::none(Text::new("interval.none_back")),
        _ => Interval::between(
            Quantity::share(1.0 - limits.high),
            Quantity::share(1.0 - limits.low),
            0.95,
            Text::new("interval.kaplan_meier"),
        ),
    }
}

fn gap_facts(days: &[(u32, Day)]) -> Vec<Fact> {
    let all = gaps(days);
    let n = all.len();
    let booked = || Trace::counted_as("booked");
    let clusters: Vec<(f64, f64)> = days
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|own| own.len() > 1)
        .map(|own| {
            (
                f64::from(own[own.len() - 1].1.0 - own[0].1.0),
                own.len() as f64 - 1.0,
            )
        })
        .collect();
    let Some(mean) = ratio_of_totals(&clusters) else {
        return vec![Fact::missing("gap_median", Text::new("reason.no_gaps"))];
    };
    let interval = match mean.interval {
        Some(Between { low, high }) => Interval::between(
            Quantity::days(low),
            Quantity::days(high),
            0.95,
            Text::new("interval.gaps"),
        ),
        None => Interval::none(Text::new("interval.few_customers")),
    };
    let mut facts = vec![
        Fact::new("gap_mean", Quantity::days(mean.ratio), n)
            .trace(booked())
            .interval(interval),
    ];
    for (id, points) in [("gap_median", 50), ("gap_p90", 90)] {
        let found = all.quantile(points).map_or(0.0, Fraction::to_f64);
        facts.push(
            Fact::new(id, Quantity::days(found), n)
                .trace(booked())
                .interval(Interval::none(Text::new("interval.quantile"))),
        );
    }
    facts
}

/// The share who came back by the days since the first purchase, as steps with their limits.
fn curve(frame: &Frame, steps: &[Step], n: usize) -> Figure {
    // Evenly thinned from the end, so that the last step is there.
    let every = steps.len().div_ceil(MAX_STEPS).max(1);
    let mut shown: Vec<&Step> = steps.iter().rev().step_by(every).collect();
    shown.reverse();
    let mut data = vec![datum(
        0.0,
        (
            1.0,
            Between {
                low: 1.0,
                high: 1.0,
            },
        ),
        n as u64,
    )];
    let mut before = (
        1.0,
        Between {
            low: 1.0,
            high: 1.0,
        },
    );
    for step in &shown {
        let (time, after) = (f64::from(step.time), (step.survival, step.interval));
        data.push(datum(time, before, step.at_risk));
        data.push(datum(time, after, step.at_risk));
        before = after;
    }
    figure(
        [
            Text::new("second_purchase.title"),
            Text::new("second_purchase.subtitle")
                .with("n", n)
                .with("as_of", frame.as_of),
        ],
        [
            linear(Text::new("second_purchase.x"), Unit::Days),
            linear(Text::new("second_purchase.y"), Unit::Share),
        ],
        vec![line(Text::none(), Color::Category(0), data)],
        table(&shown),
    )
}

fn datum(time: f64, (survival, limits): (f64, Between), n: u64) -> Datum {
    let interval = back(survival, limits);
    let tip = Text::new(match interval {
        Interval::Between { .. } => "second_purchase.tip",
        Interval::None { .. } => "second_purchase.tip.end",
    });
    let tip = tip
        .with("low", Quantity::share(1.0 - limits.high))
        .with("high", Quantity::share(1.0 - limits.low))
        .with("days", Quantity::days(time))
        .with("share", Quantity::share(1.0 - survival));
    let mut datum = Datum::new(
        time,
        1.0 - survival,
        n,
        vec![tip],
        Trace::counted_as("booked"),
    );
    datum.interval = interval;
    datum
}

fn table(steps: &[&Step]) -> Grid {
    let columns = vec![
        Column::numbers("column.days_since_first"),
        Column::numbers("column.came_back"),
        Column::numbers("column.lower_limit"),
        Column::numbers("column.upper_limit"),
        Column::numbers("column.at_risk"),
    ];
    let row = |step: &&Step| {
        let [low, high] = match back(step.survival, step.interval) {
            Interval::Between { low, high, .. } => [*low, *high],
            Interval::None { reason } => [(); 2].map(|()| Value::missing(reason.clone())),
        };
        let cells = vec![
            Quantity::days(f64::from(step.time)).into(),
            Quantity::share(1.0 - step.survival).into(),
            low.into(),
            high.into(),
            step.at_risk.into(),
        ];
        Row::new(cells, step.at_risk, Trace::counted_as("booked"))
    };
    Grid::new(
        "second_purchase",
        Text::new("second_purchase.title"),
        columns,
        steps.iter().map(row).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{borrowed, refusal, told};
    use crate::figure::{Cell, Mark};

    /// Ten customers buy on 1 January; the first five again 10, 20 ... 50 days later, one a third time.
    fn ten() -> Vec<[String; 3]> {
        let order = |customer: usize, day: i32| {
            let day = Day(Day::from_iso("2020-01-01").unwrap().0 + day);
            [format!("c{customer}"), day.to_string(), "1".into()]
        };
        let mut orders: Vec<[String; 3]> = (0..10).map(|customer| order(customer, 0)).collect();
        orders.extend((0..5).map(|customer| order(customer, 10 * (customer as i32 + 1))));
        orders.push(order(0, 100));
        orders.push(order(0, 100));
        orders
    }

    #[test]
    fn half_come_back_and_the_curve_says_when() {
        let outcome = told(&ANALYSIS, &borrowed(&ten()), &[]);
        let result = outcome.result().unwrap();
        let value = |id: &str| result.fact(id).unwrap().value.quantity.clone();
        assert_eq!(value("repeat_rate"), Some(Quantity::share(0.5)));
        // Three of ten within 30 days; nobody left before day 100.
        let Some(Quantity::Share { of_one }) = value("back_30") else {
            panic!("a share")
        };
        assert!((of_one - 0.3).abs() < 1e-12);
        assert_eq!(value("median_return"), Some(Quantity::days(50.0)));
        // Gaps 10, 20, 30, 40, 50 and 90: two orders on day 100 are one purchase day.
        assert_eq!(value("gap_mean"), Some(Quantity::days(40.0)));
        assert_eq!(value("gap_median"), Some(Quantity::days(35.0)));
        assert_eq!(result.fact("gap_mean").unwrap().n, 6);
        assert!(value("back_180").is_none(), "100 days were observed");
    }

    #[test]
    fn nine_customers_are_too_few() {
        let orders = ten();
        let nine: Vec<[String; 3]> = orders
            .into_iter()
            .filter(|order| order[0] != "c9")
            .collect();
        assert_eq!(
            refusal(&told(&ANALYSIS, &borrowed(&nine), &[])),
            "second_purchase.few"
        );
    }

    #[test]
    fn once_all_are_back_later_days_are_known_too() {
        let twice = |customer: usize| {
            ["2020-01-01", "2020-01-05"].map(|day| [format!("c{customer}"), day.into(), "1".into()])
        };
        let orders: Vec<[String; 3]> = (0..10).flat_map(twice).collect();
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        let section = outcome.result().unwrap();
        let back = section.fact("back_365").unwrap();
        assert_eq!(back.value.quantity, Some(Quantity::share(1.0)));
        assert!(matches!(back.interval, Interval::None { .. }));
        // The curve promises no more than the number: neither limits nor a band of width zero.
        let figure = &section.figures[0];
        let last = figure.table.rows.last().unwrap();
        let sure = |cell: &Cell| matches!(cell, Cell::Value(value) if value.quantity.is_some());
        assert_eq!(
            last.cells.iter().map(sure).collect::<Vec<_>>(),
            [true, true, false, false, true]
        );
        let Mark::Line { series, .. } = &figure.marks[0] else {
            panic!("a line")
        };
        let bands = series
            .data
            .iter()
            .filter(|datum| matches!(datum.interval, Interval::Between { .. }));
        assert_eq!(bands.count(), 0);
    }
}
