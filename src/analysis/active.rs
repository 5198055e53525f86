//! Frame -> who bought lately: the window, the count, and the ladder of windows.
//!
//! Definition: active = customers with a counted order at most N days before as_of (or less than N,
//! by choice). Default N = twice the median gap between the purchase days of a customer, pooled over
//! customers, within 30 and 365 days. The gaps are of the base and of booked orders.

use crate::analysis::Frame;
use crate::analysis::bought::LEAST_SILENCE;
use crate::analysis::share::{share, shared};
use crate::figure::{Cell, Column, Grid, Interval, Row, Spark, SparkShape, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Fraction, wilson_95};
use crate::value::Day;

/// The windows that are always shown beside the one in force.
pub(super) const LADDER: [u32; 7] = [14, 28, 56, 90, 180, 365, 720];
/// A window below a month sees noise, one above a year sees the past.
const CLAMP: (i128, i128) = (LEAST_SILENCE, 365);

/// Whether the last day of the window still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Recency at most N days.
    AtMost,
    /// Recency less than N days.
    LessThan,
}

/// Where the number of days came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The user or a preset.
    Set,
    /// The median of so many gaps.
    Gaps { median: Fraction, gaps: usize },
    /// No customer bought on two days: the upper clamp.
    NoGaps,
}

/// The window of activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub days: u32,
    pub within: Within,
    pub source: Source,
}

impl Window {
    /// The window in force.
    pub(super) fn of(frame: &Frame, within: Within) -> Window {
        if let Some(days) = frame.active_days {
            return Window {
                days,
                within,
                source: Source::Set,
            };
        }
        let gaps = &frame.gaps().pooled;
        match gaps.quantile(50) {
            None => Window {
                days: CLAMP.1 as u32,
                within,
                source: Source::NoGaps,
            },
            Some(median) => {
                let twice = 2 * median.numerator / median.denominator;
                let days = twice.clamp(CLAMP.0, CLAMP.1) as u32;
                Window {
                    days,
                    within,
                    source: Source::Gaps {
                        median,
                        gaps: gaps.len() as usize,
                    },
                }
            }
        }
    }

    /// The same rule with another number of days.
    pub(super) fn with_days(self, days: u32) -> Window {
        Window { days, ..self }
    }

    /// The first day inside.
    pub(super) fn from(self, as_of: Day) -> Day {
        let back = i32::try_from(self.days).unwrap_or(i32::MAX);
        let first = as_of.0.saturating_sub(back);
        Day(match self.within {
            Within::AtMost => first,
            Within::LessThan => first.saturating_add(1),
        })
    }

    /// How many customers bought inside.
    pub(super) fn count(self, frame: &Frame) -> u64 {
        let from = self.from(frame.as_of);
        frame
            .customers
            .present()
            .filter(|customer| frame.customers.last[*customer] >= from)
            .count() as u64
    }

    /// The counted rows inside.
    pub(super) fn trace(self, frame: &Frame) -> Trace {
        Trace::counted().between(self.from(frame.as_of), frame.as_of)
    }

    /// Whether the gaps themselves gave N, or a bound did.
    fn gaps_id(self, median: Fraction) -> &'static str {
        match 2 * median.numerator / median.denominator == i128::from(self.days) {
            true => "active.window.gaps",
            false => "active.window.clamped",
        }
    }

    /// How N was found.
    pub(super) fn reason(self) -> Text {
        let days = Quantity::days(f64::from(self.days));
        match self.source {
            Source::Set => Text::new("active.window.set").with("days", days),
            Source::NoGaps => Text::new("active.window.no_gaps").with("days", days),
            Source::Gaps { median, gaps } => Text::new(self.gaps_id(median))
                .with("days", days)
                .with("median", Quantity::days(median.to_f64()))
                .with("gaps", gaps),
        }
    }
}

/// The 95 % interval of a share of customers.
pub(super) fn share_interval(hits: u64, of: u64) -> Interval {
    match wilson_95(hits, of) {
        Some(found) => Interval::between(
            Quantity::share(found.low),
            Quantity::share(found.high),
            0.95,
            Text::new("interval.wilson"),
        ),
        None => Interval::none(Text::new("interval.no_customers")),
    }
}

/// Active customers under seven windows, by the same rule: as a table, and as small bars.
pub(super) fn ladder(frame: &Frame, window: Window) -> (Grid, Spark) {
    let all = frame.customers.present().count() as u64;
    let steps: Vec<(Window, u64)> = LADDER
        .iter()
        .map(|days| window.with_days(*days))
        .map(|step| (step, step.count(frame)))
        .collect();
    let said = |(step, count): &(Window, u64)| {
        Text::new("ladder.step")
            .with("n", *count)
            .with("days", Quantity::days(f64::from(step.days)))
    };
    let said: Vec<Text> = steps.iter().map(said).collect();
    let spark = Spark {
        shape: SparkShape::Bars,
        points: steps.iter().map(|(_, count)| *count as f64).collect(),
        label: Text::new("ladder.spark").with("steps", said),
    };
    (table(frame, &steps, all), spark)
}

/// "at most" or "less than", for subtitles.
pub(super) fn rule_text(within: Within) -> Text {
    Text::new(match within {
        Within::AtMost => "active.at_most",
        Within::LessThan => "active.less_than",
    })
}

fn table(frame: &Frame, steps: &[(Window, u64)], all: u64) -> Grid {
    let columns = vec![
        Column::numbers("column.window"),
        Column::numbers("column.active"),
        Column::numbers("column.share_of_customers"),
    ];
    let row = |(step, count): &(Window, u64)| {
        let part = share(i128::from(*count), i128::from(all));
        let cells = vec![
            Cell::from(Quantity::days(f64::from(step.days))),
            Cell::from(*count),
            part.map_or_else(
                || Cell::from(Value::missing(Text::new("interval.no_customers"))),
                |part| shared(part).into(),
            ),
        ];
        Row::new(cells, *count, step.trace(frame))
    };
    Grid::new(
        "ladder",
        Text::new("ladder.table"),
        columns,
        steps.iter().map(row).collect(),
    )
}

/// A pause of so many days before the last rows.
const PAUSE: i32 = 365;
/// So few rows make a last day doubtful, or one in fifty; never more than a tenth.
const FEW: u64 = 3;

/// That few rows, long after all others, say from which day recency counts.
pub(super) fn lone_end(frame: &Frame) -> Option<Text> {
    let data = frame.dataset;
    let (mut before, mut after, mut n, mut all) = (Day(i32::MIN), frame.as_of, 0_u64, 0_u64);
    let late = frame.as_of.0.saturating_sub(PAUSE);
    for day in data.day.iter().filter(|day| **day <= frame.as_of) {
        all += 1;
        match day.0 > late {
            true => (n, after) = (n + 1, after.min(*day)),
            false => before = before.max(*day),
        }
    }
    let few = (1..=FEW.max(all / 50)).contains(&n) && 10 * n <= all;
    (few && before.0 > i32::MIN && after.0 - before.0 > PAUSE).then(|| {
        Text::new("overview.lone_end")
            .with("n", n)
            .with("from", after)
            .with("before", before)
            .with("as_of", frame.as_of)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    fn with_frame<T>(
        orders: &[(&str, &str, &str)],
        days: Option<u32>,
        check: impl Fn(&Frame) -> T,
    ) -> T {
        let data = Dataset::of_orders(orders);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        check(&Frame::new(
            &data,
            &slice,
            as_of,
            RevenueDefinition::Booked,
            days,
        ))
    }

    const STORY: &[(&str, &str, &str)] = &[
        ("a", "2020-01-01", "1"),
        ("a", "2020-01-01", "1"),
        ("a", "2020-02-10", "1"),
        ("b", "2020-01-01", "1"),
        ("b", "2020-02-21", "1"),
        ("c", "2019-03-01", "1"),
    ];

    #[test]
    fn a_last_row_years_after_the_others_is_told() {
        let said = |last: &[&'static str]| {
            let mut orders = vec![("a", "2020-01-01", "1"); 19];
            orders.extend(last.iter().map(|day| ("b", *day, "1")));
            with_frame(&orders, None, lone_end)
        };
        // 2020 has 366 days: from 1 January to 31 December are 365, which is no longer pause.
        assert_eq!(said(&["2020-12-31"]), None);
        let far = said(&["2021-01-01"]).unwrap();
        assert_eq!(far.arg("n"), Some(&1_u64.into()));
        // Three of 22 rows are more than a tenth.
        assert_eq!(said(&["2022-01-01", "2022-01-02", "2022-01-03"]), None);
    }

    #[test]
    fn the_window_is_twice_the_median_gap_between_purchase_days() {
        // Gaps 40 and 51: two orders on one day are one purchase day.
        let window = with_frame(STORY, None, |frame| Window::of(frame, Within::AtMost));
        assert_eq!(window.days, 91);
        assert_eq!(
            window.source,
            Source::Gaps {
                median: Fraction::new(91, 2).unwrap(),
                gaps: 2
            }
        );
    }

    #[test]
    fn the_window_stays_within_a_month_and_a_year() {
        for (last, days) in [("2020-01-03", 30), ("2021-06-01", 365)] {
            let story = [("a", "2020-01-01", "1"), ("a", last, "1")];
            assert_eq!(
                with_frame(&story, None, |frame| Window::of(frame, Within::AtMost)).days,
                days
            );
        }
        let once = [("a", "2020-01-01", "1")];
        assert_eq!(
            with_frame(&once, None, |frame| Window::of(frame, Within::AtMost)).source,
            Source::NoGaps
        );
    }

    #[test]
    fn the_edge_of_the_window_counts_only_when_it_is_at_most() {
        // a bought 11 days before as_of.
        let count = |within| {
            with_frame(STORY, Some(11), |frame| {
                Window::of(frame, within).count(frame)
            })
        };
        assert_eq!(count(Within::AtMost), 2);
        assert_eq!(count(Within::LessThan), 1);
    }
}
