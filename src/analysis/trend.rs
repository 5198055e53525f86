//! Frame -> revenue by month: the best month, the latest against a year before, like for like.
//!
//! Definitions: a month is complete when the data start on or before its first day and as_of is its
//! last day or later; where every row is dated the first of a month, the last month is complete.
//! Only complete months are compared. Like for like: the days of the current year up to as_of against
//! the same days of the year before; where the data start within that year, both start there. Months
//! without a row inside the span are zero.

use crate::analysis::share::{share, shared};
use crate::analysis::trend_figure::trend_figure;
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{Fact, Interval, Key, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::value::{Day, Month};

/// With a single complete month there is nothing to compare it with.
const MIN_COMPLETE: usize = 2;

/// Its line in the registry.
pub(super) const ANALYSIS: Analysis = Analysis {
    id: "trend",
    view: "time",
    needs: &[Capability::Revenue, Capability::Days],
    cost: Cost::Light,
    params: &[],
    run,
};

/// What was sold in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sold {
    pub month: Month,
    pub revenue: i128,
    pub rows: u64,
    pub orders: u64,
    pub customers: u64,
    pub complete: bool,
}

impl Sold {
    pub(super) fn key(&self) -> Key {
        Key::new("month", self.month.to_string())
    }
}

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let months = months(frame);
    let complete: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    let best = best(&complete);
    let mut section = Section::new(headline(frame, &months, best));
    section.facts = facts(frame, &months, &complete, best);
    section.figures = vec![trend_figure(frame, &months, best)];
    section.notes = notes(&months);
    match complete.len() < MIN_COMPLETE {
        true => Outcome::Weak {
            result: section,
            reasons: vec![Text::new("trend.few_months").with("n", complete.len())],
        },
        false => Outcome::Given { result: section },
    }
}

/// The months from the first to the last of the data, each with what was sold.
pub(super) fn months(frame: &Frame) -> Vec<Sold> {
    let Some((first, last)) = frame.dataset.period() else {
        return Vec::new();
    };
    let end = last.min(frame.as_of);
    let month_grain = frame.dataset.day.iter().all(|day| day.civil().2 == 1);
    let start = first.month();
    let complete = |month: Month| {
        let ended =
            frame.as_of >= month.last_day() || (month_grain && frame.as_of >= month.first_day());
        first <= month.first_day() && ended
    };
    let empty = |month: i32| Sold {
        month: Month(month),
        revenue: 0,
        rows: 0,
        orders: 0,
        customers: 0,
        complete: complete(Month(month)),
    };
    let mut months: Vec<Sold> = (start.0..=end.month().0).map(empty).collect();
    for row in frame.counted_rows() {
        let sold = &mut months[(frame.dataset.day[row].month().0 - start.0) as usize];
        sold.revenue += i128::from(frame.dataset.amount[row]);
        sold.rows += 1;
    }
    count_buyers(frame, start, &mut months);
    months
}

/// Counts each order in its month, and each customer once a month.
fn count_buyers(frame: &Frame, start: Month, months: &mut [Sold]) {
    let mut buyers: Vec<(i32, u32)> = Vec::new();
    for order in frame.orders.present() {
        let month = frame.orders.day[order].month();
        months[(month.0 - start.0) as usize].orders += 1;
        buyers.push((month.0, frame.orders.customer[order]));
    }
    buyers.retain(|(_, customer)| *customer != NO_CODE);
    buyers.sort_unstable();
    buyers.dedup();
    for (month, _) in buyers {
        months[(month - start.0) as usize].customers += 1;
    }
}

/// The complete month with the most revenue, if one alone has it and there are others.
fn best<'a>(complete: &[&'a Sold]) -> Option<&'a Sold> {
    let most = complete.iter().copied().max_by_key(|sold| sold.revenue)?;
    let alone = complete
        .iter()
        .filter(|sold| sold.revenue == most.revenue)
        .count()
        == 1;
    (alone && most.revenue > 0 && complete.len() >= MIN_COMPLETE).then_some(most)
}

fn total(months: &[Sold]) -> i128 {
    months.iter().map(|sold| sold.revenue).sum()
}

fn headline(frame: &Frame, months: &[Sold], best: Option<&Sold>) -> Text {
    match best.and_then(|best| Some((best, share(best.revenue, total(months))?))) {
        None => Text::new("trend.headline.plain").with("n", months.len()),
        Some((best, part)) => Text::new("trend.headline")
            .with("month", best.month)
            .with("revenue", frame.cash(best.revenue))
            .with("share", Quantity::share(part)),
    }
}

fn facts(frame: &Frame, months: &[Sold], complete: &[&Sold], best: Option<&Sold>) -> Vec<Fact> {
    if complete.len() < MIN_COMPLETE {
        return Vec::new();
    }
    let mut facts = Vec::new();
    if let Some(best) = best {
        facts.push(
            month_fact(frame, "best_month", best)
                .note(Text::new("note.of_complete").with("n", complete.len())),
        );
        let mut part =
            Fact::new("best_month_share", 0_u64, best.rows).trace(Trace::counted().of(&best.key()));
        part.value = shared(share(best.revenue, total(months)).unwrap_or(0.0));
        facts.push(part.note(Text::new("note.in_month").with("month", best.month)));
    }
    if let Some(latest) = complete.last() {
        facts.push(month_fact(frame, "latest_month", latest));
        facts.push(year_before(frame, latest, complete));
    }
    facts.push(like_for_like(frame));
    if frame.dataset.can(Capability::Orders) {
        facts.push(orders_per_month(complete));
    }
    facts
}

fn month_fact(frame: &Frame, id: &str, sold: &Sold) -> Fact {
    Fact::new(id, frame.cash(sold.revenue), sold.rows)
        .trace(Trace::counted().of(&sold.key()))
        .key(sold.key())
        .note(Text::new("note.in_month").with("month", sold.month))
        .note(
            Text::new("note.orders_customers")
                .with("orders", sold.orders)
                .with("customers", sold.customers),
        )
}

/// The latest complete month against the same month a year before.
fn year_before(frame: &Frame, latest: &Sold, complete: &[&Sold]) -> Fact {
    let wanted = Month(latest.month.0 - 12);
    let Some(before) = complete.iter().find(|sold| sold.month == wanted) else {
        return Fact::missing(
            "latest_month_change",
            Text::new("trend.no_year_before").with("month", wanted),
        );
    };
    let span = (wanted.first_day(), wanted.last_day());
    let now = (latest.month.first_day(), latest.month.last_day());
    let amounts = (before.revenue, latest.revenue);
    change(
        frame,
        "latest_month_change",
        span,
        now,
        amounts,
        latest.rows + before.rows,
    )
    .trace(Trace::counted().any("month", vec![wanted.to_string(), latest.month.to_string()]))
}

type Span = (Day, Day);

/// How much more or less, in parts of the earlier amount.
fn change(frame: &Frame, id: &str, before: Span, now: Span, amounts: (i128, i128), n: u64) -> Fact {
    let Some(part) = share(amounts.1 - amounts.0, amounts.0) else {
        return Fact::missing(
            id,
            Text::new("trend.nothing_before")
                .with("from", before.0)
                .with("to", before.1),
        );
    };
    let note = Text::new("note.compared")
        .with("now", frame.cash(amounts.1))
        .with("from", now.0)
        .with("to", now.1)
        .with("before", frame.cash(amounts.0))
        .with("before_from", before.0)
        .with("before_to", before.1);
    Fact::new(id, Quantity::share(part), n)
        .note(note)
        .interval(Interval::none(Text::new("interval.two_totals")))
}

/// The current year up to as_of against the same days of the year before.
fn like_for_like(frame: &Frame) -> Fact {
    let id = "like_for_like";
    let Some((before, now)) = spans(frame) else {
        return Fact::missing(id, Text::new("trend.no_like_for_like"));
    };
    let sum = |span: Span| {
        let rows = frame
            .counted_rows()
            .filter(|row| (span.0..=span.1).contains(&frame.dataset.day[*row]));
        rows.fold((0_i128, 0_u64), |(sum, n), row| {
            (sum + i128::from(frame.dataset.amount[row]), n + 1)
        })
    };
    let ((earlier, n0), (later, n1)) = (sum(before), sum(now));
    change(frame, id, before, now, (earlier, later), n0 + n1)
        .trace(Trace::counted().between(now.0, now.1))
}

/// The two spans compared, or nothing when the data do not reach back.
fn spans(frame: &Frame) -> Option<(Span, Span)> {
    let (first, last) = frame.dataset.period()?;
    let end = last.min(frame.as_of);
    let year = end.month().year();
    let start = Day::from_civil(year - 1, 1, 1)?.max(first);
    let before = (start, a_year_earlier(end)?);
    let now = (a_year_later(start)?, end);
    (before.0 <= before.1 && start.month().year() == year - 1 && now.0 <= now.1)
        .then_some((before, now))
}

fn a_year_earlier(day: Day) -> Option<Day> {
    let (year, month, date) = day.civil();
    // 29 February has no twin in an ordinary year; 28 February is the last day before.
    Day::from_civil(year - 1, month, date).or_else(|| Day::from_civil(year - 1, month, 28))
}

fn a_year_later(day: Day) -> Option<Day> {
    let (year, month, date) = day.civil();
    Day::from_civil(year + 1, month, date).or_else(|| Day::from_civil(year + 1, 3, 1))
}

fn orders_per_month(complete: &[&Sold]) -> Fact {
    let orders: u64 = complete.iter().map(|sold| sold.orders).sum();
    let n = complete.len() as u64;
    let (first, last) = (
        complete[0].month.first_day(),
        complete[complete.len() - 1].month.last_day(),
    );
    Fact::new(
        "orders_per_month",
        Quantity::number(orders as f64 / n as f64),
        orders,
    )
    .trace(Trace::counted().between(first, last))
    .note(
        Text::new("note.orders_per_month")
            .with("orders", orders)
            .with("n", n),
    )
}

fn notes(months: &[Sold]) -> Vec<Text> {
    let partial: Vec<Quantity> = months
        .iter()
        .filter(|sold| !sold.complete)
        .map(|sold| Quantity::from(sold.month))
        .collect();
    let empty: Vec<Quantity> = months
        .iter()
        .filter(|sold| sold.complete && sold.rows == 0)
        .map(|sold| Quantity::from(sold.month))
        .collect();
    let mut notes = Vec::new();
    if !partial.is_empty() {
        notes.push(
            Text::new("trend.partial")
                .with("n", partial.len())
                .with("months", partial),
        );
    }
    match empty.len() {
        0 => {}
        1..=6 => notes.push(
            Text::new("trend.empty")
                .with("n", empty.len())
                .with("months", empty),
        ),
        many => notes.push(Text::new("trend.empty.many").with("n", many)),
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    fn with_frame<T>(orders: &[(&str, &str, &str)], check: impl Fn(&Frame) -> T) -> T {
        let data = Dataset::of_orders(orders);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        check(&Frame::new(
            &data,
            &slice,
            as_of,
            RevenueDefinition::Booked,
            None,
        ))
    }

    fn shape(orders: &[(&str, &str, &str)]) -> Vec<(String, i128, bool)> {
        with_frame(orders, |frame| {
            months(frame)
                .into_iter()
                .map(|sold| (sold.month.to_string(), sold.revenue, sold.complete))
                .collect()
        })
    }

    #[test]
    fn a_month_without_rows_is_zero_and_cut_months_are_partial() {
        let months = shape(&[
            ("a", "2020-01-02", "1"),
            ("a", "2020-03-31", "2"),
            ("b", "2020-04-03", "4"),
        ]);
        let expected = [
            ("2020-01", 100, false),
            ("2020-02", 0, true),
            ("2020-03", 200, true),
            ("2020-04", 400, false),
        ];
        assert_eq!(
            months,
            expected.map(|(month, revenue, complete)| (month.to_owned(), revenue, complete))
        );
    }

    #[test]
    fn dates_on_the_first_alone_make_the_last_month_complete() {
        let months = shape(&[("a", "2020-01-01", "1"), ("a", "2020-02-01", "2")]);
        assert!(months.iter().all(|(_, _, complete)| *complete));
    }

    #[test]
    fn like_for_like_compares_the_same_days() {
        let story = [
            ("a", "2019-01-10", "10"),
            ("a", "2019-03-01", "10"),
            ("a", "2019-03-02", "70"),
            ("a", "2020-01-05", "5"),
            ("a", "2020-02-29", "10"),
        ];
        // From 10 January (where the data start) to 28 February 2019: 10; to 29 February 2020: 10.
        let fact = with_frame(&story, like_for_like);
        assert_eq!(fact.value.quantity, Some(Quantity::share(0.0)));
        assert!(with_frame(&[("a", "2020-01-05", "5")], |frame| spans(
            frame
        )
        .is_none()));
    }

    #[test]
    fn one_complete_month_is_compared_with_nothing() {
        let story = [("a", "2020-01-01", "1"), ("a", "2020-02-02", "9")];
        let outcome = with_frame(&story, |frame| run(frame, &Params::default()));
        let Outcome::Weak { result, .. } = outcome else {
            panic!("one month is little")
        };
        assert!(result.facts.is_empty());
        assert_eq!(result.headline.id, "trend.headline.plain");
    }
}
