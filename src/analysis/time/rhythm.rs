//! Frame -> on which weekdays, in which week of the month and at what time of day customers buy.
//!
//! Definitions: weekdays from Monday; weeks of the month are its days 1-7, 8-15, 16-23 and 24-31; parts of the
//! day are 0-6, 6-12, 12-18 and 18-24 o'clock, each with its first minute and without its last. Parts have
//! different lengths, so that the *rate* is orders a day (or an hour) of the part divided by that of all.
//! A part is said to stand out when its rate is at least 1.1 and a normal test of its share against its share
//! of the time gives p < .05 after Bonferroni over the parts. Assumption: orders are independent of each
//! other; regular buyers are not, so that p is on the low side. Interval: score interval of the share,
//! divided by the share of the time. Without single orders, a file with one row a customer may state the
//! parts. One day says nothing of its weekday or week: such a part has to stand out without its busiest day
//! too. More than one order in 20 at exactly midnight are orders without a time. Degenerate cases: days that are all the first or all the last of a month, or all of one weekday,
//! tell no rhythm.

use crate::analysis::period::one_weekday;
use crate::analysis::time::part_of_time::Rhythm;
use crate::analysis::time::plot::{given, refused};
use crate::analysis::time::rhythm_figure::chart;
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Capability, Grain, NO_MINUTE, Split};
use crate::figure::{Fact, Outcome, Section};
use crate::say::{Quantity, Text};
use crate::value::Day;

/// Fewer orders than these say little about seven weekdays.
const ENOUGH_ORDERS: u64 = 100;
/// The ways to divide time, and into how many parts.
const SPLITS: [(&str, usize); 3] = [("weekday", 7), ("week_of_month", 4), ("part_of_day", 4)];
/// One order in so many at exactly midnight is more than any shop has: the time was not told.
const MIDNIGHTS: u64 = 20;
/// Days of the four weeks of an average month of 365.25 / 12 days, where the days are not known.
const WEEKS: [f64; 4] = [7.0, 8.0, 8.0, 7.4375];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "rhythm",
    view: "time",
    needs: &[Capability::Revenue],
    cost: Cost::Light,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let data = frame.dataset;
    let all = |of: &dyn Fn(Day) -> Day| data.day.iter().all(|day| *day == of(*day));
    let by_month = all(&|day| day.month().first_day()) || all(&|day| day.month().last_day());
    let known: Vec<Rhythm> = match (&data.totals, data.day.is_empty()) {
        (Some(totals), _) => stated(&totals.splits),
        (None, true) => Vec::new(),
        (None, false) => match one_weekday(frame) {
            Some(day) => return refused(Text::new("rhythm.week_grain").with("day", day)),
            None if by_month || data.grain == Grain::Period => {
                return refused(Text::new("rhythm.month_grain"));
            }
            None => counted(frame),
        },
    };
    let known: Vec<Rhythm> = known
        .into_iter()
        .filter(|rhythm| rhythm.total() > 0)
        .collect();
    let Some(most) = known.iter().map(Rhythm::total).max() else {
        return refused(Text::new("rhythm.no_days"));
    };
    let mut section = Section::new(headline(&known));
    section.facts = known.iter().map(fact).collect();
    section.figures = known.iter().map(|rhythm| chart(frame, rhythm)).collect();
    section.notes = notes(frame, &known);
    let few = most < ENOUGH_ORDERS;
    given(
        section,
        few.then(|| Text::new("rhythm.few").with("n", most))
            .into_iter()
            .collect(),
    )
}

/// What a file with one row a customer states. Other numbers of parts than ours have no names.
fn stated(splits: &[Split]) -> Vec<Rhythm> {
    let mut known = Vec::new();
    for (id, parts) in SPLITS {
        let found = splits
            .iter()
            .find(|split| split.id == id && split.orders.len() == parts);
        known.extend(found.map(|split| {
            Rhythm {
                id,
                orders: split
                    .orders
                    .iter()
                    .map(|orders| u64::try_from(*orders).unwrap_or(0))
                    .collect(),
                revenue: split.revenue.clone(),
                peaks: Vec::new(),
                untimed: 0,
                time: if id == "week_of_month" {
                    WEEKS.to_vec()
                } else {
                    vec![1.0; parts]
                },
            }
        }));
    }
    known
}

fn counted(frame: &Frame) -> Vec<Rhythm> {
    let mut known: Vec<Rhythm> = SPLITS
        .iter()
        .map(|(id, parts)| Rhythm {
            id,
            orders: vec![0; *parts],
            revenue: vec![0; *parts],
            peaks: Vec::new(),
            untimed: 0,
            time: vec![if *id == "part_of_day" { 1.0 } else { 0.0 }; *parts],
        })
        .collect();
    let first = frame.dataset.period().map_or(Day(0), |period| period.0);
    let mut of_day: Vec<u64> = Vec::new();
    let mut midnight = (0, 0);
    purchases(frame, &mut |day, minute, orders, amount| {
        let at = (day.0 - first.0) as usize;
        of_day.resize(of_day.len().max(at + 1), 0);
        of_day[at] += orders;
        if minute == 0 {
            midnight = (midnight.0 + orders, midnight.1 + amount);
        }
        for (rhythm, part) in known.iter_mut().zip(parts(day, minute)) {
            if let Some(part) = part {
                rhythm.orders[part] += orders;
                rhythm.revenue[part] += amount;
            }
        }
    });
    // Where a day was written without a time, midnight stands in its place.
    let part_of_day = &mut known[2];
    if midnight.0 > 1 && midnight.0 * MIDNIGHTS > part_of_day.total() {
        part_of_day.orders[0] -= midnight.0;
        part_of_day.revenue[0] -= midnight.1;
        part_of_day.untimed = midnight.0;
    }
    for (at, orders) in of_day.into_iter().enumerate() {
        let day = Day(first.0 + at as i32);
        for (rhythm, part) in known.iter_mut().zip(parts(day, NO_MINUTE)) {
            if let Some(part) = part {
                rhythm.peaks.resize(rhythm.orders.len(), (0, day));
                let peak = &mut rhythm.peaks[part];
                *peak = if orders > peak.0 {
                    (orders, day)
                } else {
                    *peak
                };
            }
        }
    }
    if let Some((first, last)) = frame.dataset.period() {
        for day in first.0..=last.0.min(frame.as_of.0) {
            for (rhythm, part) in known.iter_mut().zip(parts(Day(day), NO_MINUTE)) {
                rhythm.time[part.unwrap_or(0)] += f64::from(u8::from(part.is_some()));
            }
        }
    }
    known
}

/// The weekday, the week of the month and the part of the day.
fn parts(day: Day, minute: u16) -> [Option<usize>; 3] {
    let week = match day.civil().2 {
        1..=7 => 0,
        8..=15 => 1,
        16..=23 => 2,
        _ => 3,
    };
    let known = usize::from(minute) < 24 * 60;
    [
        Some(day.weekday() as usize),
        Some(week),
        known.then(|| usize::from(minute) / 360),
    ]
}

/// Hands on day, first minute, 1 and amount of each order, and those of credits with 0; of each row
/// where there are no orders.
fn purchases(frame: &Frame, take: &mut impl FnMut(Day, u16, u64, i128)) {
    let data = frame.dataset;
    let minute = |row: usize| data.minute.get(row).copied().unwrap_or(NO_MINUTE);
    if !data.can(Capability::Orders) {
        for row in frame.counted_rows() {
            take(data.day[row], minute(row), 1, i128::from(data.amount[row]));
        }
        return;
    }
    let orders = &frame.orders;
    let mut first = Vec::new();
    if !data.minute.is_empty() {
        first = vec![NO_MINUTE; orders.lines.len()];
        for row in frame.counted_rows() {
            let slot = &mut first[data.order[row] as usize];
            *slot = (*slot).min(minute(row));
        }
    }
    for order in orders.with_credits() {
        let minute = first.get(order).copied().unwrap_or(NO_MINUTE);
        let n = u64::from(orders.bought(order));
        take(orders.day[order], minute, n, orders.amount.at(order));
    }
}

fn headline(known: &[Rhythm]) -> Text {
    let parts = known.iter().map(|rhythm| (rhythm, rhythm.busiest()));
    let strongest = parts
        .filter(|(rhythm, part)| rhythm.total() >= ENOUGH_ORDERS && rhythm.stands_out(*part))
        .max_by(|a, b| a.0.rate(a.1).total_cmp(&b.0.rate(b.1)));
    match strongest {
        None => Text::new("rhythm.headline.even"),
        Some((rhythm, part)) => Text::new(&format!("rhythm.headline.{}", rhythm.id))
            .with("part", rhythm.name(part))
            .with("rate", Quantity::number(rhythm.rate(part)))
            .with("n", rhythm.total()),
    }
}

fn fact(rhythm: &Rhythm) -> Fact {
    let part = rhythm.busiest();
    let id = format!("busiest_{}", rhythm.id);
    Fact::new(&id, Quantity::number(rhythm.rate(part)), rhythm.total())
        .note(
            Text::new("note.part")
                .with("part", rhythm.name(part))
                .with("orders", rhythm.orders[part])
                .with("all", rhythm.total())
                .with("time", Quantity::share(rhythm.expected(part))),
        )
        .interval(rhythm.interval(part))
}

fn notes(frame: &Frame, known: &[Rhythm]) -> Vec<Text> {
    let mut notes = vec![Text::new("rhythm.independent")];
    if frame.dataset.totals.is_some() {
        notes.push(Text::new("rhythm.stated"));
        notes.extend((!frame.slice.whole).then(|| Text::new("rhythm.unfiltered")));
    }
    notes.extend(
        known
            .iter()
            .filter(|rhythm| rhythm.untimed > 0)
            .map(|rhythm| Text::new("rhythm.midnight").with("n", rhythm.untimed)),
    );
    let timed = known.iter().any(|rhythm| rhythm.id == "part_of_day");
    notes.extend((!timed).then(|| Text::new("rhythm.no_times")));
    notes.extend(known.iter().filter_map(|rhythm| {
        let part = rhythm.busiest();
        let (n, day) = rhythm.rests_on_one_day(part)?;
        let text = Text::new("rhythm.one_day").with("part", rhythm.name(part));
        Some(text.with("n", n).with("day", day))
    }));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{borrowed, monthly, on, refusal, told};
    use crate::dataset::{Dataset, Totals};
    use crate::value::Map;

    fn section(data: &Dataset) -> Outcome<Section> {
        on(data, |frame| ANALYSIS.section(frame, &Map::new()).outcome)
    }

    /// From Monday 2024-01-01 on an order a day for 20 weeks, and a second one each Saturday.
    fn saturdays() -> Vec<[String; 3]> {
        let first = Day::from_iso("2024-01-01").unwrap().0;
        let days = (0..140).flat_map(|at| std::iter::repeat_n(at, 1 + usize::from(at % 7 == 5)));
        days.map(|at| ["a".into(), Day(first + at).to_string(), "1".into()])
            .collect()
    }

    #[test]
    fn a_day_that_brings_twice_as_many_orders_stands_out() {
        let outcome = told(&ANALYSIS, &borrowed(&saturdays()), &[]);
        let result = outcome.result().unwrap();
        assert_eq!(result.headline.id, "rhythm.headline.weekday");
        assert_eq!(
            result.headline.arg("part"),
            Some(&Text::new("weekday.6").into())
        );
        // 40 of 160 orders on a seventh of the days.
        let rate = result
            .fact("busiest_weekday")
            .unwrap()
            .value
            .quantity
            .clone();
        assert_eq!(rate, Some(Quantity::number(40.0 / 160.0 / (1.0 / 7.0))));
        assert!(result.fact("busiest_part_of_day").is_none());
    }

    #[test]
    fn weeks_of_the_month_are_measured_by_their_days() {
        // An order each day of a leap year: no week stands out, though the last is the longest.
        let first = Day::from_iso("2024-01-01").unwrap().0;
        let orders: Vec<[String; 3]> = (0..366)
            .map(|at| ["a".into(), Day(first + at).to_string(), "1".into()])
            .collect();
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        let table = &outcome.result().unwrap().figures[1].table;
        for (row, orders) in table.rows.iter().zip([84_u64, 96, 96, 90]) {
            assert_eq!(
                (&row.cells[1], row.n),
                (&Quantity::number(1.0).into(), orders)
            );
        }
        assert_eq!(
            outcome.result().unwrap().headline.id,
            "rhythm.headline.even"
        );
    }

    #[test]
    fn six_oclock_belongs_to_the_morning() {
        let mut data = Dataset::of_orders(&[
            ("a", "2024-01-01", "1"),
            ("a", "2024-01-02", "1"),
            ("a", "2024-01-03", "1"),
        ]);
        data.minute = vec![359, 360, NO_MINUTE];
        let outcome = section(&data);
        let table = &outcome.result().unwrap().figures[2].table;
        let orders: Vec<u64> = table.rows.iter().map(|row| row.n).collect();
        assert_eq!(orders, [1, 1, 0, 0]);
    }

    #[test]
    fn a_time_that_is_midnight_too_often_is_none() {
        let days = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"];
        let mut data = Dataset::of_orders(&days.map(|day| ("a", day, "1")));
        data.minute = vec![0, 0, 700, 800];
        let outcome = section(&data);
        let result = outcome.result().unwrap();
        let orders = result.figures[2].table.rows.iter().map(|row| row.n);
        assert_eq!(orders.collect::<Vec<u64>>(), [0, 1, 1, 0]);
        assert!(result.notes.iter().any(|note| note.id == "rhythm.midnight"));
    }

    #[test]
    fn parts_that_a_file_states_are_taken_as_they_are() {
        let mut data = Dataset::of_orders(&[("a", "2024-01-05", "1")]);
        data.totals = Some(Totals {
            splits: vec![Split {
                id: "week_of_month",
                orders: vec![70, 80, 80, 170],
                revenue: Vec::new(),
            }],
            ..Totals::default()
        });
        let outcome = section(&data);
        let result = outcome.result().unwrap();
        assert_eq!(result.facts.len(), 1);
        assert_eq!(
            result.headline.arg("part"),
            Some(&Text::new("week_of_month.4").into())
        );
    }

    #[test]
    fn totals_of_months_have_no_rhythm() {
        assert_eq!(
            refusal(&told(&ANALYSIS, &borrowed(&monthly(2020, 5, |_| 1)), &[])),
            "rhythm.month_grain"
        );
        let ends = [("a", "2020-01-31", "1"), ("a", "2020-02-29", "1")];
        assert_eq!(refusal(&told(&ANALYSIS, &ends, &[])), "rhythm.month_grain");
        let mut data = Dataset::of_orders(&[("a", "2020-01-05", "1")]);
        data.day.clear();
        assert_eq!(refusal(&section(&data)), "rhythm.no_days");
    }

    #[test]
    fn a_weekday_that_the_data_do_not_reach_has_no_rate() {
        // Wednesday and Thursday: of the others there was none.
        let story = [("a", "2020-01-01", "1"), ("a", "2020-01-02", "1")];
        let outcome = told(&ANALYSIS, &story, &[]);
        let result = outcome.result().unwrap();
        let rates: Vec<f64> = result.figures[0].marks[0]
            .series()
            .unwrap()
            .data
            .iter()
            .map(|datum| datum.y)
            .collect();
        assert_eq!(rates, [0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(result.headline.id, "rhythm.headline.even");
    }
}
