//! Frame -> the twelve months to come: who is still there, how often they buy, what it is worth.
//!
//! Definitions, sources, refusals: `prospects`. The value of a customer is the spend to expect of a
//! purchase times the purchases to expect in each of twelve months, a later month discounted by 1 % a
//! month. It is revenue, not profit, and nothing is said beyond the twelve months. The test on the past
//! stands in the headline, because intervals from the parameters alone are far too narrow: on CDNOW
//! they miss what came.
//! Assumptions: no contract; no trend or season in the rate of buying; spend independent of frequency;
//! every customer observed from the first purchase on.

use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::value::back_test::{back_test_fact, back_test_figure, error};
use crate::analysis::value::by_segment::segment_grid;
use crate::analysis::value::estimated as cash;
use crate::analysis::value::margin::margin_share;
use crate::analysis::value::prospects::{Prospect, Prospects, model_grid};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::Capability;
use crate::figure::{Column, Fact, Grid, Interval, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::value::order;

const ROWS: Param = Param {
    id: "rows",
    choices: &["200", "1000", "5000"],
};
const PARAMS: &[Param] = &[ROWS];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "lifetime",
    view: "value",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Orders,
        Capability::Days,
    ],
    cost: Cost::Heavy,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let prospects = match Prospects::of(frame) {
        Ok(prospects) => prospects,
        Err(reason) => {
            let remedy = Text::new("lifetime.remedy");
            return Outcome::NotEnough { reason, remedy };
        }
    };
    let expected: Vec<(usize, Prospect)> = frame
        .customers
        .present()
        .filter_map(|customer| Some((customer, prospects.customer(customer)?)))
        .collect();
    let total = Total::of(&expected);
    let mut section = Section::new(headline(frame, prospects, &total));
    section.facts = facts(frame, prospects, &total);
    section
        .figures
        .extend(prospects.back_test.as_ref().map(back_test_figure));
    section.grids = vec![
        customer_grid(frame, prospects, &expected, params),
        model_grid(prospects),
    ];
    section.grids.extend(segment_grid(frame, &expected));
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    section.notes.push(Text::new("lifetime.assumptions"));
    section.notes.push(Text::new("lifetime.base"));
    section.controls = vec![choice_control(ANALYSIS.id, &ROWS, params)];
    match prospects.reasons.is_empty() {
        true => Outcome::Given { result: section },
        false => Outcome::Weak {
            result: section,
            reasons: prospects.reasons.clone(),
        },
    }
}

/// Sums over the customers shown.
#[derive(Default)]
struct Total {
    customers: u64,
    alive: f64,
    purchases: f64,
    value: f64,
}

impl Total {
    fn of(expected: &[(usize, Prospect)]) -> Total {
        let mut total = Total::default();
        for (_, prospect) in expected {
            total.customers += 1;
            total.alive += prospect.alive;
            total.purchases += prospect.purchases;
            total.value += prospect.value;
        }
        total
    }
}

fn headline(frame: &Frame, prospects: &Prospects, total: &Total) -> Text {
    let tested = prospects
        .back_test
        .as_ref()
        .and_then(|test| Some((test, error(test)?)));
    let headline = match tested {
        None => Text::new("lifetime.headline.untested"),
        Some((test, error)) => Text::new(if error < 0.0 {
            "lifetime.headline.fewer"
        } else {
            "lifetime.headline.more"
        })
        .with("days", Quantity::days(f64::from(test.until.0 - test.cut.0)))
        .with("error", Quantity::share(error.abs())),
    };
    headline
        .with("value", cash(frame, total.value))
        .with("n", total.customers)
}

fn facts(frame: &Frame, prospects: &Prospects, total: &Total) -> Vec<Fact> {
    let modelled = |id: &str, value: Quantity| {
        Fact::new(id, value, total.customers).interval(Interval::none(Text::new("interval.model")))
    };
    let each = total.customers.max(1) as f64;
    let spend = match prospects.spend {
        Some(model) => model.expected(0, 0.0),
        None => prospects.median_spend,
    };
    let repeats = &prospects.repeats;
    let purchases = modelled("purchases_12_months", Quantity::number(total.purchases));
    let purchases = match prospects.purchases_interval().filter(|_| frame.slice.whole) {
        Some(between) => purchases.interval(Interval::between(
            Quantity::number(between.low),
            Quantity::number(between.high),
            0.95,
            Text::new("interval.parameters"),
        )),
        None => purchases,
    };
    let margin = margin_share(frame).map(|part| {
        modelled("margin_12_months", cash(frame, total.value * part))
            .note(Text::new("note.margin_share").with("share", Quantity::share(part)))
    });
    let mut facts = vec![
        back_test_fact(prospects.back_test.as_ref()),
        modelled("value_12_months", cash(frame, total.value)).note(
            Text::new("note.per_customer_expected").with("value", cash(frame, total.value / each)),
        ),
        purchases,
        modelled("alive", Quantity::number(total.alive)).note(
            Text::new("note.alive")
                .with("share", Quantity::share(total.alive / each))
                .with("n", total.customers),
        ),
        modelled("expected_spend", cash(frame, spend)).note(Text::new(match prospects.spend {
            Some(_) => "note.spend_model",
            None => "note.spend_median",
        })),
        Fact::new(
            "customers_modelled",
            repeats.sources as u64,
            repeats.sources as u64,
        )
        .note(Text::new("lifetime.repeaters").with("n", repeats.repeaters as u64)),
    ];
    // The margin stands beside the revenue it is a part of.
    if let Some(margin) = margin {
        facts.insert(2, margin);
    }
    facts
}

fn customer_grid(
    frame: &Frame,
    prospects: &Prospects,
    expected: &[(usize, Prospect)],
    params: &Params,
) -> Grid {
    let limit = frame.most(chosen(params, &ROWS).parse().unwrap_or(200));
    let mut best = most_valuable(expected, limit);
    order::sort_by(&mut best, |a, b| b.1.value.total_cmp(&a.1.value));
    best.truncate(limit);
    let columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.value_12_months"),
        Column::numbers("column.alive"),
        Column::numbers("column.purchases_12_months"),
        Column::numbers("column.expected_spend"),
        Column::numbers("column.purchase_days"),
        Column::words("column.last_purchase"),
        Column::words("column.customer_id"),
    ];
    let row = |(index, prospect): &(usize, Prospect)| {
        let customer = &frame.dataset.customers[*index];
        let days = prospects.visits.days(*index);
        let key = Key::new("customer", customer.id.clone());
        let cells = vec![
            Text::verbatim(customer.label()).into(),
            cash(frame, prospect.value).into(),
            Quantity::share(prospect.alive).into(),
            Quantity::number(prospect.purchases).into(),
            cash(frame, prospect.spend).into(),
            days.len().into(),
            days.last()
                .map_or_else(
                    || Value::missing(Text::new("reason.no_days")),
                    |day| Value::of(*day),
                )
                .into(),
            Text::verbatim(&customer.id).into(),
        ];
        let mut row = Row::new(cells, days.len() as u64, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let rows = best.iter().map(row).collect();
    let title = Text::new("lifetime.customers").with("n", expected.len());
    Grid {
        total_rows: expected.len() as u64,
        ..Grid::new("customers", title, columns, rows)
    }
}

/// At least `limit` customers of the highest values, without sorting all: counted by the upper bits of
/// the value, whose order is that of the values because none is below zero.
fn most_valuable(expected: &[(usize, Prospect)], limit: usize) -> Vec<(usize, Prospect)> {
    let upper = |value: f64| (value.max(0.0).to_bits() >> 48) as usize;
    let mut counts = vec![0_usize; 1 << 16];
    for (_, prospect) in expected {
        counts[upper(prospect.value)] += 1;
    }
    let mut taken = 0;
    let reached = |count: &usize| {
        taken += count;
        taken >= limit
    };
    let from_top = counts.iter().rev().position(reached);
    let least = from_top.map_or(0, |steps| counts.len() - 1 - steps);
    let rich = expected
        .iter()
        .filter(|(_, prospect)| upper(prospect.value) >= least);
    rich.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};
    use crate::stats::Random;
    use crate::value::{Day, Decimal};

    /// Buyers with one of three rates and one of three ways to stop, watched for a year and a half; the amounts of each lie around an own mean.
    fn shop(buyers: u32, regular: bool) -> Dataset {
        let mut random = Random::new(11);
        let mut orders: Vec<(String, String, String)> = Vec::new();
        let first = Day::from_iso("2020-01-01").unwrap();
        for buyer in 0..buyers {
            let rate = [0.005, 0.02, 0.06][buyer as usize % 3];
            let ends = [0.02, 0.2, 0.8][buyer as usize / 3 % 3];
            let mean = 20.0 + f64::from(buyer % 7) * 10.0;
            let mut at = f64::from(buyer % 90);
            loop {
                let cents = (mean * (50.0 + 100.0 * random.uniform())) as i64;
                let day = Day(first.0 + at as i32).to_string();
                orders.push((
                    format!("c{buyer:04}"),
                    day,
                    Decimal::new(cents.into(), 2).to_string(),
                ));
                let gap = if regular {
                    30.0
                } else {
                    -libm::log(1.0 - random.uniform()) / rate
                };
                at += gap.max(1.0);
                let stops = random.uniform() < ends && !regular;
                if at > 540.0 || stops {
                    break;
                }
            }
        }
        let rows: Vec<(&str, &str, &str)> = orders
            .iter()
            .map(|(who, day, amount)| (who.as_str(), day.as_str(), amount.as_str()))
            .collect();
        Dataset::of_orders(&rows)
    }

    fn outcome(data: &Dataset, slice: &Slice) -> Outcome<Section> {
        let as_of = data.period().unwrap().1;
        run(
            &Frame::new(data, slice, as_of, RevenueDefinition::Booked, None),
            &Params::default(),
        )
    }

    fn number(section: &Section, id: &str) -> f64 {
        match &section.fact(id).unwrap().value.quantity {
            Some(Quantity::Number { number }) => *number,
            Some(Quantity::Share { of_one }) => *of_one,
            Some(Quantity::Money { amount, .. }) => amount.to_f64(),
            other => panic!("{id}: {other:?}"),
        }
    }

    #[test]
    fn irregular_buyers_are_foretold_within_a_quarter() {
        let data = shop(600, false);
        let Outcome::Given { result } = outcome(&data, &Slice::whole(&data)) else {
            panic!("{:?}", outcome(&data, &Slice::whole(&data)))
        };
        assert!(
            number(&result, "back_test_error").abs() < 0.25,
            "{}",
            number(&result, "back_test_error")
        );
        let [customers, models, segments] = &result.grids[..] else {
            panic!("three tables")
        };
        assert_eq!(customers.rows.len(), 200);
        assert_eq!(customers.total_rows, 600);
        assert_eq!(models.rows.len(), 15);
        assert_eq!(segments.rows.last().unwrap().n, 600);
        assert!(
            (150.0..400.0).contains(&number(&result, "alive")),
            "a third stop soon"
        );
    }

    #[test]
    fn a_filter_shows_fewer_customers_and_changes_none_of_them() {
        let data = shop(600, false);
        let half = Slice {
            rows: (0..data.len() as u32)
                .filter(|row| data.customer[*row as usize] < 300)
                .collect(),
            whole: false,
        };
        let (all, some) = (outcome(&data, &Slice::whole(&data)), outcome(&data, &half));
        let (all, some) = (all.result().unwrap(), some.result().unwrap());
        assert_eq!(some.grids[0].total_rows, 300);
        assert_eq!(all.grids[1], some.grids[1]);
        assert_eq!(all.figures, some.figures);
        let rest = Slice {
            rows: (0..data.len() as u32)
                .filter(|row| data.customer[*row as usize] >= 300)
                .collect(),
            whole: false,
        };
        let rest = outcome(&data, &rest);
        let sum =
            number(some, "value_12_months") + number(rest.result().unwrap(), "value_12_months");
        assert!((sum - number(all, "value_12_months")).abs() < 0.02);
    }

    #[test]
    fn regular_and_few_buyers_are_refused() {
        for (data, reason) in [
            (shop(300, true), "lifetime.every_month"),
            (shop(60, false), "lifetime.few"),
        ] {
            let Outcome::NotEnough { reason: told, .. } = outcome(&data, &Slice::whole(&data))
            else {
                panic!("{reason}")
            };
            assert_eq!(told.id, reason);
        }
    }

    #[test]
    fn the_best_are_found_without_sorting_all() {
        let prospect = |value| Prospect {
            alive: 1.0,
            purchases: 1.0,
            spend: 1.0,
            value,
        };
        let expected: Vec<(usize, Prospect)> = (0..5000)
            .map(|n| (n, prospect((n * 7919 % 5000) as f64)))
            .collect();
        let best = most_valuable(&expected, 20);
        assert!(best.len() >= 20 && best.len() < 1000);
        assert_eq!(
            best.iter()
                .filter(|(_, prospect)| prospect.value >= 4980.0)
                .count(),
            20
        );
    }
}
