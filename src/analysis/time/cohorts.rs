//! Frame -> whether customers who came in the same month keep buying.
//!
//! Definitions: `cohort_table`. Retention in period k = active (or rolling) customers / customers of the cohort.
//! Value = revenue of the cohort up to period k / its customers. Averages over cohorts are pooled: the
//! sum of the numerators over the sum of the denominators, of the cohorts whose k-th period is over. Months,
//! or quarters where the median gap between purchase days exceeds 45 days, because buyers
//! by the quarter would seem to leave and come back. Left truncation: a first cohort of more than twice
//! the median size holds old customers whose first purchase lies before the data. Where the files hold
//! totals of periods and no orders, a customer is active in the periods that have some.
//! Degenerate cases: no cohort with a period after its own that is over: refused; below 30 customers: weak.

use crate::analysis::active::share_interval;
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::time::cohort_figure::{Measure, heat_map};
use crate::analysis::time::cohort_table::{Cohort, Cohorts, Unit};
use crate::analysis::time::plot::{given, refused};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Fact, Interval, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

const SHOW: Param = Param {
    id: "show",
    choices: &["classic", "rolling", "revenue", "value"],
};
const PERIOD: Param = Param {
    id: "period",
    choices: &["auto", "month", "quarter"],
};
const PARAMS: &[Param] = &[SHOW, PERIOD];
/// With a longer median gap, months show stripes.
const MAX_GAP: Fraction = Fraction {
    numerator: 45,
    denominator: 1,
};
const ENOUGH_CUSTOMERS: u64 = 30;
/// The periods whose pooled retention is stated.
const STATED: [(usize, &str); 4] = [
    (1, "retention_1"),
    (3, "retention_3"),
    (6, "retention_6"),
    (12, "retention_12"),
];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "cohorts",
    view: "time",
    needs: &[Capability::Revenue, Capability::Customers, Capability::Days],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

/// The cohort of every customer, from the base.
pub(in crate::analysis) fn assign(frame: &Frame, params: &Params) -> Assignment {
    let period = params.only(&PERIOD);
    let [cohort] = frame.assigned(ANALYSIS.id, &period, || [made(frame, params)]);
    cohort
}

fn made(frame: &Frame, params: &Params) -> Assignment {
    let known = || {
        frame
            .base_booked
            .present()
            .map(|customer| frame.base_booked.first[customer])
    };
    let span = match frame.dataset.can(Capability::Days) {
        true => known().min().zip(known().max()),
        false => None,
    };
    let Some((first, last)) = span else {
        return Assignment::new("cohort", Vec::new(), std::iter::empty());
    };
    let unit = unit(frame, params);
    let first = unit.of(first);
    let of = |customer: usize| {
        let first_day = frame.base_booked.first[customer];
        let bought = frame.base_booked.bought(customer);
        bought.then(|| (unit.of(first_day) - first) as usize)
    };
    Assignment::new(
        "cohort",
        (first..=unit.of(last))
            .map(|period| unit.name(period))
            .collect(),
        (0..frame.dataset.customers.len()).map(of),
    )
}

fn unit(frame: &Frame, params: &Params) -> Unit {
    match chosen(params, &PERIOD) {
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        _ => {
            let dated = frame.dataset.totals.is_none();
            match dated.then(|| frame.gaps().quantile(50)).flatten() {
                Some(median) if median > MAX_GAP => Unit::Quarter,
                _ => Unit::Month,
            }
        }
    }
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let unit = unit(frame, params);
    let cohorts = Cohorts::of(frame, unit).filter(|cohorts| cohorts.pooled(1, &|_| 0).1 > 0);
    let Some(cohorts) = cohorts else {
        return refused(Text::new("cohorts.short").with("unit", unit_name(unit)));
    };
    let (back, of) = cohorts.pooled(1, &active(1));
    let mut section = Section::new(
        Text::new("cohorts.headline")
            .with("share", Quantity::share(back as f64 / of as f64))
            .with("n", of)
            .with("unit", unit_name(unit)),
    );
    section.facts = facts(frame, &cohorts);
    section.figures = vec![heat_map(
        frame,
        &cohorts,
        Measure::of(chosen(params, &SHOW)),
    )];
    section.notes = notes(&cohorts);
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = PARAMS
        .iter()
        .map(|param| choice_control(ANALYSIS.id, param, params))
        .collect();
    let few = of < ENOUGH_CUSTOMERS;
    given(
        section,
        few.then(|| Text::new("cohorts.weak").with("n", of))
            .into_iter()
            .collect(),
    )
}

pub(super) fn unit_name(unit: Unit) -> Text {
    Text::new(&format!("cohorts.unit.{}", unit.id()))
}

fn active(k: usize) -> impl Fn(&Cohort) -> i128 {
    move |cohort| i128::from(cohort.active[k])
}

fn facts(frame: &Frame, cohorts: &Cohorts) -> Vec<Fact> {
    let unit = || unit_name(cohorts.unit);
    let short = |k: usize| {
        Text::new("reason.no_cohort")
            .with("k", k)
            .with("unit", unit())
    };
    let mut facts: Vec<Fact> = Vec::new();
    for (k, id) in STATED {
        let (back, of) = cohorts.pooled(k, &active(k));
        facts.push(match of {
            0 => Fact::missing(id, short(k)),
            _ => Fact::new(id, Quantity::share(back as f64 / of as f64), of)
                .trace(Trace::counted_as("booked"))
                .note(
                    Text::new("note.retention")
                        .with("back", back as u64)
                        .with("of", of)
                        .with("unit", unit()),
                )
                .interval(share_interval(back as u64, of)),
        });
    }
    let worth = |k: usize| move |cohort: &Cohort| cohort.revenue[..=k].iter().sum::<i128>();
    let (revenue, of) = cohorts.pooled(12, &worth(12));
    facts.push(match of {
        0 => Fact::missing("cohort_value_12", short(12)),
        _ => Fact::new(
            "cohort_value_12",
            frame.cash_per(revenue, i128::from(of)),
            of,
        )
        .note(
            Text::new("note.cohort_value")
                .with("revenue", frame.cash(revenue))
                .with("of", of)
                .with("unit", unit()),
        )
        .interval(Interval::complete()),
    });
    facts
}

/// The median of the later cohorts, where the first is more than twice as large.
pub(in crate::analysis) fn older_than_the_data(first: u64, mut later: Vec<i128>) -> Option<f64> {
    order::sort_numbers(&mut later);
    let median = quantile_of_whole(&later, Fraction::percent(50)).map(Fraction::to_f64);
    median.filter(|median| 2.0 * median < first as f64)
}

fn notes(cohorts: &Cohorts) -> Vec<Text> {
    let mut notes = vec![Text::new(match cohorts.unit {
        Unit::Month => "cohorts.by_month",
        Unit::Quarter => "cohorts.by_quarter",
    })];
    let [first, others @ ..] = &cohorts.cohorts[..] else {
        return notes;
    };
    let sizes = others
        .iter()
        .map(|cohort| i128::from(cohort.size))
        .collect();
    if let Some(median) = older_than_the_data(first.size, sizes) {
        notes.push(
            Text::new("cohorts.truncated")
                .with("period", cohorts.unit.name(first.period))
                .with("n", first.size)
                .with("median", Quantity::number(median)),
        );
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::time::told::{on, refusal, told};
    use crate::dataset::{Dataset, RevenueDefinition, Slice, Status};

    /// Cohort of January: a, b, c. Of February: d. As of 10 April, so that April is partial.
    const STORY: &[(&str, &str, &str)] = &[
        ("a", "2020-01-01", "10"),
        ("b", "2020-01-20", "20"),
        ("c", "2020-01-31", "30"),
        ("a", "2020-02-05", "1"),
        ("a", "2020-02-06", "1"),
        ("c", "2020-03-05", "5"),
        ("d", "2020-02-10", "7"),
        ("a", "2020-04-10", "2"),
    ];

    fn table(unit: Unit, check: impl Fn(&Cohorts)) {
        on(&Dataset::of_orders(STORY), |frame| {
            check(&Cohorts::of(frame, unit).unwrap())
        });
    }

    #[test]
    fn who_came_together_is_followed_together() {
        table(Unit::Month, |cohorts| {
            let [january, february] = &cohorts.cohorts[..] else {
                panic!("two cohorts")
            };
            assert_eq!((january.size, february.size), (3, 1));
            assert_eq!(january.active, [3, 1, 1, 1]);
            assert_eq!(january.rolling, [3, 2, 2, 1]);
            assert_eq!(january.revenue, [6_000, 200, 500, 200]);
            assert_eq!(february.active, [1, 0, 0]);
            // April is not over: the third period of January is partial, the second of February is.
            assert!(cohorts.is_over(january, 2) && !cohorts.is_over(january, 3));
            assert!(cohorts.is_over(february, 1) && !cohorts.is_over(february, 2));
            // Pooled over both after one month, over January alone after two.
            assert_eq!(cohorts.pooled(1, &active(1)), (1, 4));
            assert_eq!(cohorts.pooled(2, &active(2)), (1, 3));
        });
    }

    #[test]
    fn quarters_join_their_months_and_an_unfinished_one_is_partial() {
        table(Unit::Quarter, |cohorts| {
            assert_eq!(cohorts.cohorts.len(), 1);
            assert_eq!(cohorts.cohorts[0].active, [4, 1]);
            assert!(!cohorts.is_over(&cohorts.cohorts[0], 1));
            assert_eq!(cohorts.unit.name(cohorts.cohorts[0].period), "2020-Q1");
            assert_eq!(
                cohorts.unit.month_names(cohorts.cohorts[0].period),
                ["2020-01", "2020-02", "2020-03"]
            );
        });
    }

    #[test]
    fn a_long_gap_between_purchases_asks_for_quarters() {
        // Gaps 35, 1, 64 and 34: the median is 34.5 days.
        on(&Dataset::of_orders(STORY), |frame| {
            assert_eq!(unit(frame, &Params::default()), Unit::Month)
        });
        let rare = [("a", "2020-01-01", "1"), ("a", "2020-02-16", "1")];
        on(&Dataset::of_orders(&rare), |frame| {
            assert_eq!(unit(frame, &Params::default()), Unit::Quarter)
        });
    }

    #[test]
    fn few_customers_are_weak_and_one_period_is_refused() {
        let outcome = told(&ANALYSIS, STORY, &[("period", "month")]);
        assert!(
            matches!(&outcome, Outcome::Weak { result, .. } if result.fact("retention_1").unwrap().n == 4)
        );
        // Three customers against one: they are likely older than the data.
        let notes = &outcome.result().unwrap().notes;
        assert!(notes.iter().any(|note| note.id == "cohorts.truncated"));
        assert_eq!(
            refusal(&told(&ANALYSIS, STORY, &[("period", "quarter")])),
            "cohorts.short"
        );
    }

    #[test]
    fn who_only_returned_something_is_in_no_cohort() {
        let mut data = Dataset::of_orders(STORY);
        // b's only row is a credit; under net of returns it counts, but b never bought.
        data.status = vec![Status::Delivered; data.len()];
        data.status[1] = Status::Refund;
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::NetOfReturns, None);
        let cohorts = Cohorts::of(&frame, Unit::Month).unwrap();
        assert_eq!(
            (cohorts.cohorts[0].size, cohorts.cohorts[0].revenue[0]),
            (2, 4_000)
        );
        assert_eq!(assign(&frame, &Params::default()).value(1), None);
    }
}
