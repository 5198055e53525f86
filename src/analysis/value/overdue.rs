//! Frame -> who is silent for longer than usual, and how much revenue that puts at stake. No model.
//!
//! Definition: a customer with at least 3 purchase days is overdue by the days since the last of them
//! divided by the median of the customer's own gaps: active up to 1.5, late up to 3, lapsed above (other
//! bounds by choice). With one or two purchase days: active up to the median gap of all customers, late
//! up to the 90 % quantile, lapsed beyond. Up to 30 days of silence (14 or 7 by choice) everybody is
//! active: a median gap of a day or two says nothing of a week without an order. At risk: revenue of the
//! last 365 days of customers of tier A who have at least 3 purchase days and are silent for more than
//! these days and more than twice their own median gap.
//! Purchase days (of booked orders), gaps and tiers are of the base, revenue is of the slice.
//! Degenerate cases: where nobody bought on two days there is no gap to compare with, and no answer.

use crate::analysis::bought::LEAST_SILENCE;
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::share_value;
use crate::analysis::value::overdue_states::{state_figure, state_grid};
use crate::analysis::value::silence::{STATES, Silent, silences, year_ago};
use crate::analysis::{Analysis, Cost, Frame, Param, Params, contribution};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Column, Fact, Grid, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::Fraction;
use crate::value::{Day, order};

const BOUNDS: Param = Param {
    id: "bounds",
    choices: &["1.5/3", "1/2", "2/4"],
};
const LEAST: Param = Param {
    id: "least",
    choices: &["30", "14", "7"],
};
const ROWS: Param = Param {
    id: "rows",
    choices: &["200", "1000", "5000"],
};
const PARAMS: &[Param] = &[BOUNDS, LEAST, ROWS];
/// A trace names customers up to here.
const MOST_NAMES: usize = 200;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "overdue",
    view: "value",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Orders,
        Capability::Days,
    ],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let quantile = |points| frame.gaps().quantile(points).map(Fraction::to_f64);
    let (Some(median), Some(most)) = (quantile(50), quantile(90)) else {
        return Outcome::NotEnough {
            reason: Text::new("overdue.no_gaps"),
            remedy: Text::new("overdue.no_gaps.remedy"),
        };
    };
    let bounds = match chosen(params, &BOUNDS) {
        "1/2" => [1.0, 2.0],
        "2/4" => [2.0, 4.0],
        _ => [1.5, 3.0],
    };
    let least: u32 = chosen(params, &LEAST)
        .parse()
        .unwrap_or(LEAST_SILENCE as u32);
    let silent = silences(frame, bounds, [median, most], least);
    let tiers = contribution::assign(frame, &Params::default());
    let in_first = |silent: &&Silent| tiers.codes[silent.customer] == 0;
    let risks: Vec<&Silent> = silent
        .iter()
        .filter(|one| one.at_risk())
        .filter(in_first)
        .collect();
    let states = state_grid(frame, &silent);
    let mut section = Section::new(headline(frame, &silent, &risks));
    section.facts = facts(frame, &silent, &risks);
    section.figures = vec![state_figure(frame, &silent, states)];
    section.grids = vec![list(frame, &silent, &tiers, params)];
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    section.notes.push(
        Text::new("overdue.rule")
            .with("late", Quantity::number(bounds[0]))
            .with("lapsed", Quantity::number(bounds[1]))
            .with("least", Quantity::days(f64::from(least)))
            .with("median", Quantity::days(median))
            .with("most", Quantity::days(most)),
    );
    section.controls = PARAMS
        .iter()
        .map(|param| choice_control(ANALYSIS.id, param, params))
        .collect();
    Outcome::Given { result: section }
}

/// Their revenue of the last year.
pub(super) fn sum(silent: &[&Silent]) -> i128 {
    silent.iter().map(|one| one.revenue).sum()
}

/// The rows of the last year of these customers, by name where they are not too many.
pub(super) fn behind(frame: &Frame, silent: &[&Silent]) -> Trace {
    let trace = Trace::counted().between(Day(year_ago(frame).0 + 1), frame.as_of);
    match silent.len() > MOST_NAMES {
        true => trace,
        false => {
            let id = |one: &&Silent| frame.dataset.customers[one.customer].id.clone();
            trace.any("customer", silent.iter().map(id).collect())
        }
    }
}

fn headline(frame: &Frame, silent: &[Silent], risks: &[&Silent]) -> Text {
    let lapsed = silent.iter().filter(|one| one.state == 2).count();
    let headline = match risks.is_empty() {
        true => Text::new("overdue.headline.none"),
        false if sum(risks) <= 0 => Text::new("overdue.headline.gone")
            .with("risks", risks.len())
            .with("days", shortest(risks)),
        false => Text::new("overdue.headline")
            .with("risks", risks.len())
            .with("value", frame.cash(sum(risks)))
            .with("days", shortest(risks)),
    };
    headline.with("lapsed", lapsed).with("n", silent.len())
}

/// The fewest days of silence among them.
fn shortest(silent: &[&Silent]) -> Quantity {
    let days = silent.iter().map(|one| one.days).min();
    Quantity::days(f64::from(days.unwrap_or(0)))
}

fn facts(frame: &Frame, silent: &[Silent], risks: &[&Silent]) -> Vec<Fact> {
    let all: Vec<&Silent> = silent.iter().collect();
    let yearly = sum(&all);
    // Where nobody is at risk, all were looked at.
    let n = match risks.len() {
        0 => silent.len(),
        some => some,
    } as u64;
    let mut at_risk = Fact::new("value_at_risk", frame.cash(sum(risks)), n)
        .trace(behind(frame, risks))
        .note(Text::new("note.at_risk").with("n", risks.len()));
    let part = share_value(sum(risks), yearly);
    if let Some(part) = part.quantity {
        at_risk = at_risk.note(
            Text::new("note.of_year")
                .with("share", part)
                .with("all", frame.cash(yearly)),
        );
    }
    let judged = silent.iter().filter(|one| one.own.is_some()).count();
    let mut facts = vec![at_risk];
    if !risks.is_empty() {
        facts.push(Fact::new("silence_at_risk", shortest(risks), n).trace(behind(frame, risks)));
    }
    facts.push(
        Fact::new("own_rhythm", judged, silent.len() as u64)
            .note(Text::new("note.of_customers").with("n", silent.len())),
    );
    facts
}

/// Who is late or lapsed by their own rhythm, the most revenue of the last year first.
fn list(frame: &Frame, silent: &[Silent], tiers: &Assignment, params: &Params) -> Grid {
    let late: Vec<&Silent> = silent
        .iter()
        .filter(|one| one.state > 0 && one.own.is_some())
        .collect();
    let limit = frame.most(chosen(params, &ROWS).parse().unwrap_or(200));
    let first = order::first_by_key(&late, limit, |one| (-one.revenue, one.customer));
    let columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.revenue_of_year"),
        Column::numbers("column.overdue"),
        Column::words("column.state"),
        Column::numbers("column.silent"),
        Column::numbers("column.own_gap"),
        Column::numbers("column.purchase_days"),
        Column::words("column.last_purchase"),
        Column::words("column.tier"),
        Column::words("column.customer_id"),
    ];
    let row = |one: &&Silent| {
        let customer = &frame.dataset.customers[one.customer];
        let key = Key::new("customer", customer.id.clone());
        let tier = tiers
            .value(one.customer)
            .map_or_else(Text::none, |tier| Text::new(&format!("tier.{tier}")));
        let number = |value: Option<f64>| {
            value.map_or_else(
                || Value::missing(Text::new("overdue.no_gaps")),
                |value| Value::of(Quantity::number(value)),
            )
        };
        let cells = vec![
            Text::verbatim(customer.label()).into(),
            frame.cash(one.revenue).into(),
            number(one.ratio()).into(),
            Text::new(&format!("overdue.state.{}", STATES[one.state])).into(),
            one.days.into(),
            number(one.own).into(),
            one.purchases.into(),
            Value::of(one.last).into(),
            tier.into(),
            Text::verbatim(&customer.id).into(),
        ];
        let mut row = Row::new(cells, one.purchases as u64, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let rows = first.iter().map(row).collect();
    let title = Text::new("overdue.list").with("n", late.len());
    Grid {
        total_rows: late.len() as u64,
        ..Grid::new("list", title, columns, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    fn outcome(orders: &[(&str, &str, &str)], set: &[(&str, &str)]) -> Outcome<Section> {
        let data = Dataset::of_orders(orders);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let values = set
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        run(
            &Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None),
            &Params { values },
        )
    }

    /// Gaps: a 10, 20, 30 (median 20); c 40; as_of 2020-05-30.
    const STORY: &[(&str, &str, &str)] = &[
        ("a", "2020-01-01", "500"),
        ("a", "2020-01-11", "100"),
        ("a", "2020-01-31", "100"),
        ("a", "2020-03-01", "100"),
        ("b", "2020-05-30", "5"),
        ("c", "2020-01-01", "5"),
        ("c", "2020-02-10", "5"),
        ("d", "2020-05-20", "7"),
    ];

    fn customers(grid: &Grid) -> Vec<u64> {
        grid.rows.iter().map(|row| row.n).collect()
    }

    #[test]
    fn own_gaps_judge_who_has_them_and_the_gaps_of_all_judge_the_rest() {
        // a is silent for 90 days, 4.5 of its own gaps: lapsed. The gaps 10, 20, 30, 40 have median 25
        // and 90 % quantile 37: c, silent for 110 days, is lapsed; b (0) and d (10) are active.
        let outcome = outcome(STORY, &[]);
        let section = outcome.result().unwrap();
        assert_eq!(customers(&section.figures[0].table), [2, 0, 2, 4]);
        let list = &section.grids[0];
        assert_eq!(list.total_rows, 1, "c has no rhythm of its own");
        assert_eq!(list.rows[0].cells[2], Quantity::number(4.5).into());
    }

    #[test]
    fn the_year_s_revenue_of_silent_customers_of_tier_a_is_at_risk() {
        // a brings 800 of 822 and is the first customer, so tier A.
        let outcome = outcome(STORY, &[]);
        let fact = outcome
            .result()
            .unwrap()
            .fact("value_at_risk")
            .unwrap()
            .clone();
        assert_eq!(
            fact.value.quantity,
            Some(Quantity::money(crate::value::Decimal::whole(800), None))
        );
        assert_eq!(fact.n, 1);
    }

    #[test]
    fn wider_bounds_move_a_customer() {
        let story = [
            ("a", "2020-01-01", "1"),
            ("a", "2020-01-21", "1"),
            ("a", "2020-02-10", "1"),
            ("b", "2020-03-31", "1"),
        ];
        for (bounds, states) in [
            ("1.5/3", [1, 1, 0, 2]),
            ("1/2", [1, 0, 1, 2]),
            ("2/4", [1, 1, 0, 2]),
        ] {
            // a: 50 days of silence over gaps of 20: 2.5.
            let outcome = outcome(&story, &[("bounds", bounds)]);
            assert_eq!(
                customers(&outcome.result().unwrap().figures[0].table),
                states,
                "{bounds}"
            );
        }
    }

    /// Both buy daily; a is silent for 10 days and b for 40, as of 2020-02-12.
    const DAILY: &[(&str, &str, &str)] = &[
        ("a", "2020-01-31", "90"),
        ("a", "2020-02-01", "90"),
        ("a", "2020-02-02", "90"),
        ("b", "2020-01-01", "200"),
        ("b", "2020-01-02", "200"),
        ("b", "2020-01-03", "200"),
        ("c", "2020-02-12", "1"),
    ];

    #[test]
    fn who_buys_daily_is_not_late_before_a_month_is_over() {
        // Ten own gaps of silence are ten days: active, unless a week counts. Forty are forty: lapsed.
        for (least, states, risks) in [("30", [2, 0, 1, 3], 1), ("7", [1, 0, 2, 3], 1)] {
            let outcome = outcome(DAILY, &[("least", least)]);
            let section = outcome.result().unwrap();
            assert_eq!(customers(&section.figures[0].table), states, "{least}");
            let at_risk = section.fact("value_at_risk").unwrap();
            assert_eq!(at_risk.n, risks, "b alone is of tier A");
        }
    }

    #[test]
    fn without_a_gap_nobody_is_overdue() {
        let outcome = outcome(&[("a", "2020-01-01", "1"), ("b", "2020-03-01", "1")], &[]);
        assert!(matches!(outcome, Outcome::NotEnough { .. }));
    }
}
