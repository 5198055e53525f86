//! Frame -> the next months, what the method would have missed in the past, or why there is no forecast.
//!
//! Definitions, formulas and sources: `outlook`. Assumption: what comes follows the same pattern as what was;
//! the interval holds what the past shows, not what has never been. Degenerate cases: fewer than 12
//! complete months since the last year without a row, or a month below zero: refused; 12 to 23 months: no
//! season, weak; a past that always came out on one side, or a largest order without which less than half
//! is left: weak.

use crate::analysis::share::share_value;
use crate::analysis::time::forecast_figure::chart;
use crate::analysis::time::outlook::{MIN_MONTHS, Method, Outlook, outlook};
use crate::analysis::time::plot::{given, refused};
use crate::analysis::time::years::about;
use crate::analysis::trend::{Sold, months};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{Fact, Interval, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::YEAR;
use crate::value::Month;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "forecast",
    view: "time",
    needs: &[Capability::Revenue, Capability::Days],
    cost: Cost::Heavy,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let months = months(frame);
    let all: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    let (empty, complete) = since_a_year_of_nothing(&all);
    if let (Some(last), true) = (empty, complete.len() < MIN_MONTHS) {
        return refused(
            Text::new("forecast.few_since")
                .with("month", last.month)
                .with("n", complete.len())
                .with("min", MIN_MONTHS),
        );
    }
    if complete.len() < MIN_MONTHS {
        return refused(
            Text::new("forecast.few")
                .with("n", complete.len())
                .with("min", MIN_MONTHS),
        );
    }
    let revenue: Vec<f64> = complete
        .iter()
        .map(|sold| frame.money(sold.revenue).to_f64())
        .collect();
    let Some(outlook) = outlook(&revenue) else {
        return refused(Text::new("forecast.below_zero"));
    };
    let next = Month(complete[complete.len() - 1].month.0 + 1);
    let mut section = Section::new(headline(frame, &outlook, next));
    section.facts = facts(frame, &outlook, complete, next);
    section.figures = vec![chart(frame, &outlook, complete, next)];
    section.notes = vec![
        Text::new(&format!("forecast.method.{}", outlook.method.id())),
        Text::new("forecast.past_only"),
    ];
    let short = complete.len() < 2 * YEAR;
    let reasons = [
        short.then(|| Text::new("forecast.no_season").with("n", complete.len())),
        outlook.always.map(|above| {
            let side = if above { "above" } else { "below" };
            Text::new(&format!("forecast.always_{side}"))
        }),
        without_largest(frame, complete, &revenue, &outlook),
        empty.map(|last| Text::new("forecast.since").with("month", last.month)),
    ];
    given(section, reasons.into_iter().flatten().collect())
}

/// The months after the last twelve or more without a row in a row, and the last of these.
fn since_a_year_of_nothing<'a, 'b>(all: &'b [&'a Sold]) -> (Option<&'a Sold>, &'b [&'a Sold]) {
    let mut run = 0;
    let mut since = 0;
    for (at, sold) in all.iter().enumerate() {
        run = if sold.rows == 0 { run + 1 } else { 0 };
        if run >= YEAR {
            since = at + 1;
        }
    }
    (since.checked_sub(1).map(|last| all[last]), &all[since..])
}

/// What the months ahead would bring without the largest order, where that is less than half or more than
/// twice as much.
fn without_largest(
    frame: &Frame,
    complete: &[&Sold],
    revenue: &[f64],
    outlook: &Outlook,
) -> Option<Text> {
    let orders = &frame.orders;
    let inside = |order: usize| {
        let month = orders.day[order].month();
        complete.iter().position(|sold| sold.month == month)
    };
    let largest = orders
        .present()
        .max_by_key(|order| orders.amount.at(*order))?;
    let amount = frame.money(orders.amount.at(largest)).to_f64();
    let month = inside(largest)?;
    // Only an order of more than half the month can move so much.
    if 2.0 * amount < revenue[month] {
        return None;
    }
    let mut rest = revenue.to_vec();
    rest[month] = (rest[month] - amount).max(0.0);
    let sum = |outlook: &Outlook| outlook.months.iter().map(|month| month.value).sum::<f64>();
    let (all, left) = (sum(outlook), sum(&super::outlook::outlook(&rest)?));
    (2.0 * left < all || left > 2.0 * all).then(|| {
        Text::new("forecast.one_order")
            .with("month", complete[month].month)
            .with("amount", about(frame, amount))
            .with("left", about(frame, left))
            .with("all", about(frame, all))
            .with("n", outlook.months.len())
    })
}

fn headline(frame: &Frame, outlook: &Outlook, next: Month) -> Text {
    let ahead = outlook.months[0];
    Text::new("forecast.headline")
        .with("month", next)
        .with("value", about(frame, ahead.value))
        .with("low", about(frame, ahead.low))
        .with("high", about(frame, ahead.high))
}

/// The interval of a month ahead.
pub(super) fn interval(frame: &Frame, low: f64, high: f64) -> Interval {
    Interval::between(
        about(frame, low),
        about(frame, high),
        0.8,
        Text::new("interval.backtest"),
    )
}

/// The rows behind every forecast: all complete months.
pub(super) fn trace(complete: &[&Sold]) -> Trace {
    Trace::counted().between(
        complete[0].month.first_day(),
        complete[complete.len() - 1].month.last_day(),
    )
}

fn facts(frame: &Frame, outlook: &Outlook, complete: &[&Sold], next: Month) -> Vec<Fact> {
    let n = complete.len() as u64;
    let ahead = outlook.months[0];
    let sum: f64 = outlook.months.iter().map(|month| month.value).sum();
    let fact = |id: &str, value: Quantity, n: u64| Fact::new(id, value, n).trace(trace(complete));
    let mut facts = vec![
        fact("forecast_next", about(frame, ahead.value), n)
            .note(Text::new("note.in_month").with("month", next))
            .interval(interval(frame, ahead.low, ahead.high)),
        fact("forecast_sum", about(frame, sum), n)
            .note(Text::new("note.months_ahead").with("n", outlook.months.len()))
            .interval(Interval::none(Text::new("interval.sum_ahead"))),
        fact(
            "forecast_error",
            about(frame, outlook.error),
            outlook.tested,
        )
        .note(Text::new("note.tested").with("n", outlook.tested))
        .interval(Interval::none(Text::new("interval.past_errors"))),
    ];
    let (inside, all) = outlook.covered;
    let mut coverage = fact("forecast_coverage", Quantity::from(0_u64), all)
        .note(
            Text::new("note.coverage")
                .with("inside", inside)
                .with("all", all),
        )
        .interval(Interval::none(Text::new("interval.past_errors")));
    coverage.value = share_value(i128::from(inside), i128::from(all));
    facts.push(coverage);
    if matches!(outlook.method, Method::HoltWinters | Method::Drift) {
        let gain = 1.0 - outlook.error / outlook.simple_error.max(f64::MIN_POSITIVE);
        facts.push(
            fact("forecast_gain", Quantity::share(gain), outlook.tested)
                .note(Text::new(&format!(
                    "forecast.against.{}",
                    outlook.simple.id()
                )))
                .interval(Interval::none(Text::new("interval.past_errors"))),
        );
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{borrowed, monthly, refusal, told};

    #[test]
    fn three_years_are_forecast_with_an_interval_and_its_past() {
        let orders = monthly(2018, 36, |at| 1_000 + 10 * (at as i64 % 12));
        let Outcome::Given { result } = told(&ANALYSIS, &borrowed(&orders), &[]) else {
            panic!("three years are enough")
        };
        let next = result.fact("forecast_next").unwrap();
        // January again: 1,000.
        assert_eq!(
            next.value.quantity,
            Some(Quantity::money(
                crate::value::Decimal::parse("1000.0000").unwrap(),
                None
            ))
        );
        assert!(matches!(
            next.interval,
            Interval::Between { level: 0.8, .. }
        ));
        assert_eq!(result.figures[0].table.rows.len(), 12);
        assert!(
            result.fact("forecast_gain").is_none(),
            "nothing beats repeating the year"
        );
    }

    #[test]
    fn one_year_is_weak_and_less_is_refused() {
        let outcome = told(&ANALYSIS, &borrowed(&monthly(2018, 14, |_| 7)), &[]);
        assert!(
            matches!(&outcome, Outcome::Weak { reasons, .. } if reasons[0].id == "forecast.no_season")
        );
        let outcome = told(&ANALYSIS, &borrowed(&monthly(2018, 11, |_| 7)), &[]);
        assert_eq!(refusal(&outcome), "forecast.few");
        let outcome = told(
            &ANALYSIS,
            &borrowed(&monthly(2018, 14, |at| 7 - 8 * i64::from(at == 3))),
            &[],
        );
        assert_eq!(refusal(&outcome), "forecast.below_zero");
    }
}
