//! Frame -> which months stand above the others year after year, and which only seem to.
//!
//! Definitions: `peaks` for repeated and one-off peaks; `stats::season` for the seasonal index, from 24
//! complete months on. Assumption: a peak that repeats has come back in every complete year; two years
//! are little, and no interval is promised. Degenerate cases: fewer than two complete calendar years:
//! no peak is judged; fewer than 24 complete months besides: no result. When the last two years
//! differ more than twofold, growth and season cannot be told apart, and that is said.

use crate::analysis::period::four_or_five;
use crate::analysis::time::peaks::{
    Calendar, MIN_YEARS, Tested, Verdict, Year, calendar, complete_years,
};
use crate::analysis::time::plot::{given, refused};
use crate::analysis::time::season_figure::{chart, rests_on};
use crate::analysis::trend::{Sold, months};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{Fact, Interval, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::{Season, YEAR, seasonal_index};
use crate::value::Month;

/// A year more than this many times the year before hides the season.
const LEVEL_SHIFT: i128 = 2;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "season",
    view: "time",
    needs: &[Capability::Revenue, Capability::Days],
    cost: Cost::Light,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let months = months(frame);
    let complete: Vec<&Sold> = months.iter().filter(|sold| sold.complete).collect();
    let years = complete_years(months);
    let index = index(frame, &complete);
    let judged = years.len() >= MIN_YEARS;
    if !judged && index.is_none() {
        return refused(Text::new("season.few_years").with("n", years.len()));
    }
    let calendar = calendar(frame, if judged { &years } else { &[] });
    let mut section = Section::new(headline(&calendar, &years, judged));
    section.facts = facts(&calendar, &years, judged);
    section
        .facts
        .extend(index.iter().flat_map(|index| extremes(index, &complete)));
    section.figures = vec![chart(frame, &calendar, &years, index.as_ref(), judged)];
    section.grids.extend(rests_on(frame, &calendar, &years));
    section.notes = notes(frame, &calendar, &years);
    let weak = (!judged).then(|| Text::new("season.one_year").with("n", years.len()));
    given(
        section,
        weak.into_iter().chain(four_or_five(frame)).collect(),
    )
}

/// The seasonal index in the order of the calendar.
fn index(frame: &Frame, complete: &[&Sold]) -> Option<Season> {
    let values: Vec<f64> = complete
        .iter()
        .map(|sold| frame.money(sold.revenue).to_f64())
        .collect();
    let mut season = seasonal_index(&values)?;
    season
        .index
        .rotate_right(complete.first()?.month.number() as usize - 1);
    Some(season)
}

pub(super) fn name(month: usize) -> Text {
    Text::new(&format!("month.{}", month + 1))
}

fn of_verdict(calendar: &[Calendar], verdict: Verdict) -> impl Iterator<Item = &Calendar> {
    calendar
        .iter()
        .filter(move |month| month.verdict == verdict)
}

pub(super) fn headline(calendar: &[Calendar], years: &[Year], judged: bool) -> Text {
    // Said only where both tests were made.
    let all = |of: fn(&Tested) -> bool| {
        calendar
            .iter()
            .filter(|m| m.verdict == Verdict::Repeated)
            .flat_map(|m| &m.years)
            .all(of)
    };
    let tested = all(|year| year.without_order.is_some() && year.without_customer.is_some());
    let peaks: Vec<Text> = of_verdict(calendar, Verdict::Repeated)
        .map(|month| name(month.month))
        .collect();
    match (judged, peaks.len()) {
        (false, _) => Text::new("season.headline.index"),
        (true, 0) => Text::new("season.headline.none").with("years", years.len()),
        (true, n) => {
            let headline = Text::new(match tested {
                true => "season.headline",
                false => "season.headline.untested",
            });
            let headline = headline
                .with("n", n)
                .with("months", peaks)
                .with("years", years.len());
            match shift(years) {
                Some(_) => Text::new("season.headline.shift").with("headline", headline),
                None => headline,
            }
        }
    }
}

/// The last two years, where one is more than twice the other.
fn shift(years: &[Year]) -> Option<[&Year; 2]> {
    let [.., before, last] = years else {
        return None;
    };
    let apart = |one: &Year, other: &Year| one.total > LEVEL_SHIFT * other.total;
    (apart(last, before) || apart(before, last)).then_some([before, last])
}

/// The rows of a calendar month in the years compared.
pub(super) fn trace(years: &[Year], month: usize) -> Trace {
    let of = |year: &Year| Month::new(year.year, month as u32 + 1).to_string();
    Trace::counted().any("month", years.iter().map(of).collect())
}

fn whole(years: &[Year]) -> Trace {
    Trace::counted().any(
        "year",
        years.iter().map(|year| year.year.to_string()).collect(),
    )
}

fn facts(calendar: &[Calendar], years: &[Year], judged: bool) -> Vec<Fact> {
    if !judged {
        return Vec::new();
    }
    let peaks = of_verdict(calendar, Verdict::Repeated).count();
    let mut facts = vec![
        Fact::new("repeated_peaks", peaks, years.len() as u64)
            .trace(whole(years))
            .note(Text::new("note.complete_years").with("n", years.len()))
            .interval(Interval::none(Text::new("interval.few_years"))),
    ];
    let strongest =
        of_verdict(calendar, Verdict::Repeated).max_by(|a, b| a.mean.total_cmp(&b.mean));
    if let Some(month) = strongest {
        let ratios: Vec<Quantity> = month
            .years
            .iter()
            .map(|year| Quantity::number(year.ratio))
            .collect();
        facts.push(
            Fact::new(
                "peak_ratio",
                Quantity::number(month.mean),
                years.len() as u64,
            )
            .trace(trace(years, month.month))
            .note(
                Text::new("note.peak")
                    .with("month", name(month.month))
                    .with("ratios", ratios),
            )
            .interval(Interval::none(Text::new("interval.few_years"))),
        );
    }
    facts
}

/// The highest and the lowest calendar month of the index.
fn extremes(season: &Season, complete: &[&Sold]) -> Vec<Fact> {
    let places = 0..YEAR;
    let by = |a: &usize, b: &usize| season.index[*a].total_cmp(&season.index[*b]);
    let found = [
        ("season_high", places.clone().max_by(by)),
        ("season_low", places.min_by(by)),
    ];
    let fact = |(id, month): (&str, Option<usize>)| {
        let month = month?;
        let own: Vec<String> = complete
            .iter()
            .filter(|sold| sold.month.number() as usize == month + 1)
            .map(|sold| sold.month.to_string())
            .collect();
        let kind = if season.multiplicative {
            "season.ratio"
        } else {
            "season.difference"
        };
        Some(
            Fact::new(id, Quantity::number(season.index[month]), own.len() as u64)
                .trace(Trace::counted().any("month", own))
                .note(
                    Text::new(kind)
                        .with("month", name(month))
                        .with("n", complete.len()),
                )
                .interval(Interval::none(Text::new("interval.few_years"))),
        )
    };
    found.into_iter().filter_map(fact).collect()
}

fn notes(frame: &Frame, calendar: &[Calendar], years: &[Year]) -> Vec<Text> {
    let mut notes: Vec<Text> = Vec::new();
    for (verdict, id) in [
        (Verdict::OneCustomer, "season.rests.customer"),
        (Verdict::OneOrder, "season.rests.order"),
        (Verdict::OneOff, "season.one_off"),
    ] {
        let months: Vec<Text> = of_verdict(calendar, verdict)
            .map(|month| name(month.month))
            .collect();
        if !months.is_empty() {
            notes.push(
                Text::new(id)
                    .with("n", months.len())
                    .with("months", months)
                    .with("years", years.len()),
            );
        }
    }
    if let Some([before, last]) = shift(years) {
        notes.push(
            Text::new("season.level_shift")
                .with("before", before.year.to_string())
                .with("last", last.year.to_string()),
        );
    }
    let untold = [
        (Capability::Orders, "season.untested.orders"),
        (Capability::Customers, "season.untested.customers"),
    ];
    notes.extend(
        untold
            .iter()
            .filter(|(need, _)| !frame.dataset.can(*need))
            .map(|(_, id)| Text::new(id)),
    );
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{borrowed, monthly, refusal, told};

    /// Two years; June brings 100 from each of three customers, the other months 100 in all.
    fn june(years: i32) -> Vec<[String; 3]> {
        let mut orders = monthly(2018, 12 * years as usize, |_| 100);
        for year in 0..years {
            for (customer, day) in [("c3", 2), ("c4", 3)] {
                orders.push([
                    customer.into(),
                    format!("{}-06-{day:02}", 2018 + year),
                    "100".into(),
                ]);
            }
            // The data reach to the end of the year.
            orders.push(["c0".into(), format!("{}-12-31", 2018 + year), "1".into()]);
        }
        orders
    }

    #[test]
    fn a_month_that_stands_out_every_year_and_without_anyone_is_a_peak() {
        let orders = june(2);
        let Outcome::Given { result } = told(&ANALYSIS, &borrowed(&orders), &[]) else {
            panic!("two years are enough")
        };
        assert_eq!(result.headline.id, "season.headline");
        // 300 of 1,401 a year.
        let peak = result.fact("peak_ratio").unwrap().value.quantity.clone();
        assert_eq!(peak, Some(Quantity::number(300.0 * 12.0 / 1401.0)));
    }

    #[test]
    fn one_large_order_each_june_is_no_season() {
        let mut orders = monthly(2018, 24, |at| if at % 12 == 5 { 500 } else { 100 });
        orders.push(["c0".into(), "2019-12-31".into(), "1".into()]);
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        assert_eq!(
            outcome.result().unwrap().headline.id,
            "season.headline.none"
        );
        assert_eq!(
            outcome.result().unwrap().notes[0].id,
            "season.rests.customer"
        );
    }

    #[test]
    fn one_year_is_refused_and_two_years_across_three_give_the_index_alone() {
        let outcome = told(&ANALYSIS, &borrowed(&june(1)), &[]);
        assert_eq!(refusal(&outcome), "season.few_years");
        // July 2018 to July 2020: 24 complete months, one complete calendar year.
        let orders: Vec<[String; 3]> = monthly(2018, 31, |at| 100 + at as i64 % 12)[6..].to_vec();
        let outcome = told(&ANALYSIS, &borrowed(&orders), &[]);
        let Outcome::Weak { result, .. } = &outcome else {
            panic!("one calendar year is little")
        };
        assert!(result.fact("season_high").is_some() && result.fact("repeated_peaks").is_none());
        let note = &result.fact("season_high").unwrap().notes[0];
        assert_eq!(note.arg("month"), Some(&name(11).into()));
    }
}
