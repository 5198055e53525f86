//! Frame -> the years side by side, and whether revenue by month rises or falls.
//!
//! Definitions: years are calendar years, or the fiscal years that the files tell. A year is compared with the year before over the months that are complete in both (like
//! for like). Direction: `stats::mann_kendall` over the complete months, the seasonal version from 24
//! on; slope a month by Theil and Sen with its limits by rank. A direction is stated where p < .05 and the
//! slope over the whole time is at least a tenth of the median month; where each month resembles
//! the one before (lag-1 correlation above .3 after the slope is taken off) the test promises too much, and
//! p < .01 is asked for. Degenerate cases: fewer than 12 complete months: no direction, only the years.

use crate::analysis::share::{share, shared};
use crate::analysis::time::plot::{given, refused};
use crate::analysis::trend::{Sold, months};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{Column, Fact, Grid, Interval, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{YEAR, lag_1, mann_kendall, quantile, theil_sen};
use crate::value::{Decimal, Month, order};

/// Below this a direction is an anecdote.
const MIN_MONTHS: usize = YEAR;
/// A slope below this part of the median month over the whole time is not worth a sentence.
const MIN_EFFECT: f64 = 0.1;
/// Above this the months are not independent of each other.
const MAX_LAG: f64 = 0.3;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "years",
    view: "time",
    needs: &[Capability::Revenue, Capability::Days],
    cost: Cost::Light,
    params: &[],
    run,
};

/// What the test found.
struct Direction {
    slope: f64,
    low: f64,
    high: f64,
    p: f64,
    lag: f64,
    months: usize,
    /// "up", "down" or "none".
    way: &'static str,
}

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let months = months(frame);
    let complete: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    if complete.len() < 2 {
        return refused(Text::new("years.few").with("n", complete.len()));
    }
    let found = direction(frame, &complete);
    let headline = match &found {
        Some(found) => Text::new(&format!("years.headline.{}", found.way))
            .with("n", complete.len())
            .with("slope", about(frame, found.slope.abs())),
        None => Text::new("years.headline.few"),
    };
    let mut section = Section::new(headline);
    section.facts = found
        .iter()
        .flat_map(|found| facts(frame, found, &complete))
        .collect();
    section.grids.push(years(frame, months));
    section.notes.extend(
        found
            .iter()
            .filter(|found| found.lag.abs() > MAX_LAG)
            .map(|found| {
                let id = match found.lag > 0.0 {
                    true => "years.dependent",
                    false => "years.opposed",
                };
                Text::new(id).with("lag", Quantity::number(found.lag))
            }),
    );
    let weak = found.is_none().then(|| {
        Text::new("years.no_test")
            .with("n", complete.len())
            .with("min", MIN_MONTHS)
    });
    given(section, weak.into_iter().collect())
}

fn direction(frame: &Frame, complete: &[&Sold]) -> Option<Direction> {
    let values: Vec<f64> = complete
        .iter()
        .map(|sold| frame.money(sold.revenue).to_f64())
        .collect();
    if values.len() < MIN_MONTHS {
        return None;
    }
    let period = if values.len() >= 2 * YEAR { YEAR } else { 1 };
    // All months alike: certainly no direction.
    let p = mann_kendall(&values, period).map_or(1.0, |test| test.p);
    let slope = theil_sen(&values)?;
    let lag = lag_1(&values, slope.slope);
    let mut sorted = values.clone();
    order::sort_by(&mut sorted, f64::total_cmp);
    let median = quantile(&sorted, 0.5)?;
    let large = (slope.slope * values.len() as f64).abs() >= MIN_EFFECT * median.abs()
        && slope.slope != 0.0;
    let sure = p < if lag.abs() > MAX_LAG { 0.01 } else { 0.05 };
    let way = match (large && sure, slope.slope > 0.0) {
        (false, _) => "none",
        (true, true) => "up",
        (true, false) => "down",
    };
    Some(Direction {
        slope: slope.slope,
        low: slope.interval.low,
        high: slope.interval.high,
        p,
        lag,
        months: values.len(),
        way,
    })
}

/// A computed amount as money, rounded to two decimals more than the amounts have.
pub(super) fn about(frame: &Frame, amount: f64) -> Quantity {
    let scale = frame.dataset.scale.max(2) + 2;
    // Saturates where it does not fit, and no sum of amounts is that large.
    let mantissa = libm::rint(amount * libm::pow(10.0, f64::from(scale))) as i128;
    Quantity::money(Decimal::new(mantissa, scale), frame.currency())
}

fn facts(frame: &Frame, found: &Direction, complete: &[&Sold]) -> Vec<Fact> {
    let n = found.months as u64;
    let span = (
        complete[0].month.first_day(),
        complete[complete.len() - 1].month.last_day(),
    );
    let trace = Trace::counted().between(span.0, span.1);
    let test = if found.months >= 2 * YEAR {
        "note.test.seasonal"
    } else {
        "note.test.plain"
    };
    vec![
        Fact::new("slope", about(frame, found.slope), n)
            .trace(trace.clone())
            .note(Text::new("note.of_complete").with("n", n))
            .interval(Interval::between(
                about(frame, found.low),
                about(frame, found.high),
                0.95,
                Text::new("interval.ranks"),
            )),
        Fact::new("direction_p", Quantity::chance(found.p), n)
            .trace(trace)
            .note(Text::new(test))
            .interval(Interval::none(Text::new("interval.test"))),
    ]
}

/// A calendar or fiscal year, and the part of it that can be compared with the year before.
struct Compared {
    year: i32,
    /// Its first and last month in the data.
    span: (Month, Month),
    revenue: i128,
    rows: u64,
    orders: u64,
    complete: usize,
    /// How many months are complete in both years, and the revenue of those: this year's, then the year before's.
    both: (usize, i128, i128),
}

fn years(frame: &Frame, months: &[Sold]) -> Grid {
    let sold_in = |month: Month| {
        months
            .iter()
            .find(|sold| sold.month == month && sold.complete)
    };
    let fiscal = frame.dataset.fiscal_start;
    let compared = |year: &[Sold]| {
        let pairs = year
            .iter()
            .filter(|sold| sold.complete)
            .filter_map(|sold| Some((sold.revenue, sold_in(Month(sold.month.0 - 12))?.revenue)));
        Compared {
            year: year_of(year[0].month, fiscal),
            span: (year[0].month, year[year.len() - 1].month),
            revenue: year.iter().map(|sold| sold.revenue).sum(),
            rows: year.iter().map(|sold| sold.rows).sum(),
            orders: year.iter().map(|sold| sold.orders).sum(),
            complete: year.iter().filter(|sold| sold.complete).count(),
            both: pairs.fold((0, 0, 0), |(n, now, before), pair| {
                (n + 1, now + pair.0, before + pair.1)
            }),
        }
    };
    let rows = months
        .chunk_by(|a, b| year_of(a.month, fiscal) == year_of(b.month, fiscal))
        .map(|year| row(frame, &compared(year)))
        .collect();
    let columns = vec![
        Column::words("column.year"),
        Column::numbers("column.revenue"),
        Column::numbers("column.like_for_like"),
        Column::words("column.compared"),
        Column::numbers("column.orders"),
        Column::words("column.complete_months"),
    ];
    let title = match fiscal {
        Some(month) => {
            Text::new("years.fiscal_years").with("month", Text::new(&format!("month.{month}")))
        }
        None => Text::new("years.years"),
    };
    Grid::new("years", title, columns, rows)
}

/// The calendar year of a month, or the fiscal year, which is named after the calendar year it ends in.
fn year_of(month: Month, fiscal: Option<u32>) -> i32 {
    let next = fiscal.is_some_and(|first| month.number() >= first);
    month.year() + i32::from(next)
}

fn row(frame: &Frame, year: &Compared) -> Row {
    let (n, now, before) = year.both;
    let change = match share(now - before, before) {
        Some(part) => shared(part),
        None => Value::missing(Text::new(if n == 0 {
            "reason.no_months_before"
        } else {
            "reason.no_positive_total"
        })),
    };
    let orders = match frame.dataset.can(Capability::Orders) {
        true => Value::of(year.orders),
        false => Value::missing(Text::new("reason.no_order_ids")),
    };
    let key = Key::new("year", year.year.to_string());
    let name = match frame.dataset.fiscal_start {
        Some(_) => Text::new("years.fiscal").with("year", key.value.as_str()),
        None => Text::verbatim(&key.value),
    };
    let cells = vec![
        name.into(),
        frame.cash(year.revenue).into(),
        change.into(),
        Text::new("years.months").with("n", n).into(),
        orders.into(),
        Text::new("years.of_twelve").with("n", year.complete).into(),
    ];
    if frame.dataset.fiscal_start.is_some() {
        // No filter holds a fiscal year; its rows are those of its months.
        let (first, last) = year.span;
        let trace = Trace::counted().between(first.first_day(), last.last_day());
        return Row::new(cells, year.rows, trace);
    }
    let mut row = Row::new(cells, year.rows, Trace::counted().of(&key));
    row.key = Some(key);
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{borrowed, monthly, refusal, told};

    #[test]
    fn a_steady_rise_is_told_with_its_slope() {
        // 100, 110, 120 ...: ten more each month, whichever pair is taken.
        let orders = monthly(2018, 18, |at| 100 + 10 * at as i64);
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        let result = outcome.result().unwrap();
        assert_eq!(result.headline.id, "years.headline.up");
        let slope = result.fact("slope").unwrap();
        assert_eq!(
            slope.value.quantity,
            Some(Quantity::money(Decimal::parse("10.0000").unwrap(), None))
        );
        // 2019 against 2018 over January to June: 1,230 more than 750 by 720.
        let year = &result.grids[0].rows[1];
        assert_eq!(year.cells[2], shared(720.0 / 750.0).into());
    }

    #[test]
    fn a_pattern_without_direction_is_said_to_have_none() {
        let orders = monthly(2018, 18, |at| [100, 130, 90][at % 3]);
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        assert_eq!(outcome.result().unwrap().headline.id, "years.headline.none");
    }

    #[test]
    fn few_months_have_years_but_no_direction_and_one_month_has_nothing() {
        let outcome = told(&ANALYSIS, &borrowed(&monthly(2018, 11, |_| 5)), &[]);
        assert!(matches!(&outcome, Outcome::Weak { result, .. } if result.facts.is_empty()));
        let outcome = told(&ANALYSIS, &borrowed(&monthly(2018, 1, |_| 5)), &[]);
        assert_eq!(refusal(&outcome), "years.few");
    }
}
