//! Months and rows -> this year against the last: the latest complete month, and like for like.
//!
//! Like for like: the days of the current year up to as_of against the same days of the year before;
//! where the data start within that year, both start there. Degenerate cases: no such month or days,
//! or nothing sold in them: no comparison, and the reason.

use crate::analysis::Frame;
use crate::analysis::share::share;
use crate::analysis::trend::Sold;
use crate::figure::{Fact, Interval, Trace};
use crate::say::{Quantity, Text};
use crate::value::{Day, Month};

/// A change between fewer rows than these on either side is mostly chance.
const FEW_ROWS: u64 = 30;

/// The latest complete month against the same month a year before.
pub(super) fn year_before(frame: &Frame, latest: &Sold, complete: &[&Sold]) -> Fact {
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
        (before.rows, latest.rows),
    )
    .trace(Trace::counted().any("month", vec![wanted.to_string(), latest.month.to_string()]))
}

type Span = (Day, Day);

/// How much more or less, in parts of the earlier amount.
fn change(
    frame: &Frame,
    id: &str,
    before: Span,
    now: Span,
    amounts: (i128, i128),
    rows: (u64, u64),
) -> Fact {
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
    let mut fact = Fact::new(id, Quantity::share(part), rows.0 + rows.1).note(note);
    fact.notes
        .extend((rows.0.min(rows.1) < FEW_ROWS).then(|| Text::new("note.few_orders")));
    fact.interval(Interval::none(Text::new("interval.two_totals")))
}

/// The current year up to as_of against the same days of the year before.
pub(super) fn like_for_like(frame: &Frame) -> Fact {
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
    change(frame, id, before, now, (earlier, later), (n0, n1))
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
}
