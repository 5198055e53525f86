//! Frame -> revenue by month: the best month, the latest against a year before, like for like.
//!
//! Definitions: a month is complete when the data start on or before its first day and as_of is its
//! last day or later. Where every row is dated the first of a month, or every row the last, the rows are
//! totals of months: then the first and the last month are complete.
//! Only complete months are compared (`year_on_year`). Months without a row inside the span are zero.

use crate::analysis::bought::day_of;
use crate::analysis::period::four_or_five;
use crate::analysis::rows::in_blocks;
use crate::analysis::share::Whole;
use crate::analysis::trend_figure::{orders_customers, trend_figure};
use crate::analysis::year_on_year::{like_for_like, year_before};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{Fact, Figure, Key, Outcome, Section, Trace};
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

/// The chart alone, where there is more than one complete month.
pub(super) fn chart(frame: &Frame) -> Option<Figure> {
    let months = months(frame);
    let complete: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    let enough = complete.len() >= MIN_COMPLETE;
    enough.then(|| trend_figure(frame, months, best(&complete)))
}

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
    let mut section = Section::new(headline(frame, months, best));
    section.facts = facts(frame, months, &complete, best);
    section.figures = vec![trend_figure(frame, months, best)];
    section.notes = notes(months);
    section.notes.extend(four_or_five(frame));
    match complete.len() < MIN_COMPLETE {
        true => Outcome::Weak {
            result: section,
            reasons: vec![Text::new("trend.few_months").with("n", complete.len())],
        },
        false => Outcome::Given { result: section },
    }
}

/// The months from the first to the last of the data, each with what was sold. Made once for all analyses.
pub(super) fn months<'a>(frame: &'a Frame) -> &'a [Sold] {
    frame.once.months.get_or_init(|| {
        let mut months = sold(frame);
        if let Some(start) = months.first().map(|sold| sold.month) {
            count_buyers(frame, start, &mut months);
        }
        months
    })
}

/// The same without the customers.
fn sold(frame: &Frame) -> Vec<Sold> {
    let Some((first, last)) = frame.dataset.period() else {
        return Vec::new();
    };
    let end = last.min(frame.as_of);
    let days = &frame.dataset.day;
    // One day alone says nothing of how the days were written.
    let all =
        |of: &dyn Fn(Month) -> Day| first < last && days.iter().all(|day| *day == of(day.month()));
    let on_first = all(&Month::first_day);
    let on_last = all(&Month::last_day);
    let start = first.month();
    let complete = |month: Month| {
        let ended =
            frame.as_of >= month.last_day() || (on_first && frame.as_of >= month.first_day());
        let begun = first <= month.first_day() || (on_last && first <= month.last_day());
        begun && ended
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
    let calendar = frame.calendar();
    let rows = frame.counted_list();
    in_blocks(rows.len(), &mut |block| {
        for row in &rows[block] {
            let row = *row as usize;
            let sold = &mut months[(calendar.of(days[row]).0 - start.0) as usize];
            sold.revenue += i128::from(frame.dataset.amount[row]);
            sold.rows += 1;
        }
    });
    for order in frame.orders.present() {
        let month = calendar.of(frame.orders.day[order]);
        months[(month.0 - start.0) as usize].orders += 1;
    }
    months
}

/// Counts each customer once a month.
fn count_buyers(frame: &Frame, start: Month, months: &mut [Sold]) {
    let by_customer = frame.by_customer();
    // The last customer that each month counted; customers come one after the other.
    let mut counted = vec![usize::MAX; months.len()];
    let calendar = frame.calendar();
    for customer in 0..by_customer.customers() {
        for order in by_customer.of_customer(customer) {
            let month = calendar.of(day_of(*order));
            let at = (month.0 - start.0) as usize;
            if counted[at] != customer {
                counted[at] = customer;
                months[at].customers += 1;
            }
        }
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

fn whole(months: &[Sold]) -> Whole {
    Whole::of(months.iter().map(|sold| sold.revenue))
}

fn headline(frame: &Frame, months: &[Sold], best: Option<&Sold>) -> Text {
    match best.and_then(|best| Some((best, whole(months).share(best.revenue)?))) {
        None => Text::new("trend.headline.plain"),
        Some((best, part)) => {
            let headline = Text::new("trend.headline")
                .with("month", best.month)
                .with("revenue", frame.cash(best.revenue))
                .with("share", Quantity::share(part));
            match one_order(frame, best) {
                None => headline,
                Some(amount) => Text::new("trend.headline.one_order")
                    .with("headline", headline)
                    .with("amount", frame.cash(amount)),
            }
        }
    }
}

/// The largest order of a month of several, where it is more than half of the month.
fn one_order(frame: &Frame, sold: &Sold) -> Option<i128> {
    let orders = &frame.orders;
    let inside = |order: &usize| orders.day[*order].month() == sold.month;
    let amounts = orders
        .present()
        .filter(inside)
        .map(|order| orders.amount.at(order));
    let largest = amounts.max()?;
    (sold.orders > 1 && 2 * largest > sold.revenue).then_some(largest)
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
        part.value = whole(months).value(best.revenue);
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
    let mut fact = Fact::new(id, frame.cash(sold.revenue), sold.rows)
        .trace(Trace::counted().of(&sold.key()))
        .key(sold.key())
        .note(Text::new("note.in_month").with("month", sold.month));
    fact.notes.extend(orders_customers(frame, sold));
    fact
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
                .iter()
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
    fn dates_on_the_last_alone_make_the_first_month_complete() {
        let ends = shape(&[("a", "2020-01-31", "1"), ("a", "2020-02-29", "2")]);
        assert!(ends.iter().all(|(_, _, complete)| *complete), "{ends:?}");
        let days = shape(&[
            ("a", "2020-01-31", "1"),
            ("a", "2020-02-28", "2"),
            ("a", "2020-02-29", "2"),
        ]);
        assert_eq!(
            days.iter().map(|month| month.2).collect::<Vec<_>>(),
            [false, true]
        );
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
