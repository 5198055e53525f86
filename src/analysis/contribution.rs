//! Frame -> who brings the revenue: Pareto, concentration, tiers, ranking.
//!
//! Definitions: `stats::Concentration` over customers with revenue of zero or more in the slice;
//! those below zero are listed apart. Tiers come from the base (`tiers`), so that a filter does not
//! change who is A. Ties in the ranking: the smaller customer id first. With fewer than 10 customers
//! the names are listed and nothing is said about concentration.

use crate::analysis::groups::activity::average_gap;
use crate::analysis::groups::{Groups, order_number, order_value};
use crate::analysis::pareto::{Claim, pareto};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::{share, shared};
use crate::analysis::{Analysis, Cost, Frame, Param, Params, Ranking, TIERS, TierRule, Tiers};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Cell, Column, Fact, Figure, Grid, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Concentration, Fraction};

const TIER_RULE: Param = Param {
    id: "tiers",
    choices: &["70/90", "80/95"],
};
const ROWS: Param = Param {
    id: "rows",
    choices: &["200", "1000", "5000"],
};
const PARAMS: &[Param] = &[TIER_RULE, ROWS];
/// From this share on the first customer is named in the headline.
const TOWERING: f64 = 0.1;
/// Below this a share of customers is an anecdote.
const MIN_CUSTOMERS: usize = 10;

/// Its line in the registry.
pub(super) const ANALYSIS: Analysis = Analysis {
    id: "contribution",
    view: "customers",
    needs: &[Capability::Revenue, Capability::Customers],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let ranking = frame.ranking();
    let tiers = assign(frame, params);
    let Some(held) = held(frame, ranking) else {
        return Outcome::NotEnough {
            reason: Text::new("contribution.nothing"),
            remedy: Text::new("contribution.nothing.remedy"),
        };
    };
    let mut section = shown(frame, params, ranking, &held, &tiers);
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    let rule = format!("tiers.rule.{}", chosen(params, &TIER_RULE));
    section.notes.push(Text::new(&rule));
    section.controls = PARAMS
        .iter()
        .map(|param| choice_control(ANALYSIS.id, param, params))
        .collect();
    match are_few(&held) {
        true => Outcome::Weak {
            result: section,
            reasons: vec![few_customers(&held)],
        },
        false => Outcome::Given { result: section },
    }
}

/// The concentration of the customers of the slice; `None` where they bring nothing.
fn held(frame: &Frame, ranking: &Ranking) -> Option<Concentration> {
    let worth = ranking.worth().iter();
    Concentration::of(worth.map(|customer| frame.customers.revenue[*customer]))
}

fn are_few(held: &Concentration) -> bool {
    held.len() < MIN_CUSTOMERS
}

/// The chart alone, with nothing set and no claim: the numbers of one stand in this section only.
pub(super) fn chart(frame: &Frame) -> Option<Figure> {
    let ranking = frame.ranking();
    let held = held(frame, ranking)?;
    let tiers = assign(frame, &Params::default());
    Some(pareto(frame, ranking, &held, &tiers, Claim::None))
}

/// Names for few customers, else concentration; the chart and the tables for both.
fn shown(
    frame: &Frame,
    params: &Params,
    ranking: &Ranking,
    held: &Concentration,
    tiers: &Assignment,
) -> Section {
    let (mut section, claim) = match are_few(held) {
        true => (Section::new(names(frame, ranking)), Claim::None),
        false => (Section::new(headline(frame, ranking, held)), Claim::Shares),
    };
    section.facts = match claim {
        Claim::None => vec![ranked(held)],
        Claim::Shares => facts(frame, ranking, held),
    };
    section.facts.extend(below_zero(frame, ranking));
    section
        .figures
        .push(pareto(frame, ranking, held, tiers, claim));
    section.grids = vec![
        tier_grid(frame, tiers),
        ranking_grid(frame, ranking, held, tiers, params),
        loss_grid(frame, ranking, held),
    ];
    let rule_holds = claim == Claim::Shares && held.follows_80_20();
    section
        .notes
        .extend(rule_holds.then(|| Text::new("contribution.follows_80_20")));
    section
}

/// The tier of every customer, from the base.
pub(super) fn assign(frame: &Frame, params: &Params) -> Assignment {
    let rule = TierRule::of(chosen(params, &TIER_RULE));
    let made = || {
        let tiers = Tiers::cut(frame.base_ranking(), &frame.base.revenue, rule);
        let names = TIERS.map(str::to_owned).to_vec();
        [Assignment::new("tier", names, tiers.of.into_iter())]
    };
    let [tiers] = frame.assigned(ANALYSIS.id, &params.only(&TIER_RULE), made);
    tiers
}

fn few_customers(held: &Concentration) -> Text {
    Text::new("contribution.few")
        .with("n", held.len())
        .with("min", MIN_CUSTOMERS)
}

fn names(frame: &Frame, ranking: &Ranking) -> Text {
    let names: Vec<&str> = ranking
        .worth()
        .iter()
        .map(|customer| frame.dataset.customers[*customer].label())
        .collect();
    Text::new("contribution.names")
        .with("n", names.len())
        .with("names", names)
}

fn headline(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Text {
    let first = ranking.worth()[0];
    let towers = held.share_of_top(1) >= TOWERING;
    Text::new(if towers {
        "contribution.headline"
    } else {
        "contribution.headline.spread"
    })
    .with("name", frame.dataset.customers[first].label())
    .with("share", Quantity::share(held.share_of_top(1)))
    .with("most", held.count_for(Fraction::percent(80)))
    .with("n", held.len())
}

fn ranked(held: &Concentration) -> Fact {
    let n = held.len() as u64;
    Fact::new("customers_ranked", n, n).trace(Trace::counted().ranked(1, n))
}

fn facts(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Vec<Fact> {
    let n = held.len() as u64;
    let everyone = Trace::counted().ranked(1, n);
    let mut facts = vec![ranked(held)];
    for points in [50, 80, 95] {
        let count = held.count_for(Fraction::percent(points));
        let fact = Fact::new(&format!("customers_to_{points}"), count, n)
            .trace(Trace::counted().ranked(1, count as u64));
        facts.push(fact.note(held_by(held, count)));
    }
    let fifth = held.count_of(Fraction::percent(20));
    for (id, count) in [
        ("top_1_share", 1),
        ("top_3_share", 3),
        ("top_20_percent_share", fifth),
    ] {
        let fact = Fact::new(id, Quantity::share(held.share_of_top(count)), n);
        facts.push(
            fact.trace(Trace::counted().ranked(1, count as u64))
                .note(held_by(held, count)),
        );
    }
    facts.push(loss_of_top(frame, ranking, held));
    for (id, number) in [
        ("hhi", held.hhi()),
        ("effective_customers", held.effective()),
        ("gini", held.gini()),
    ] {
        facts.push(Fact::new(id, Quantity::number(number), n).trace(everyone.clone()));
    }
    if let (Some(corrected), Some(gini), true) = (held.gini_of_few(), facts.last_mut(), n < 30) {
        gini.notes
            .push(Text::new("note.gini_of_few").with("gini", Quantity::number(corrected)));
    }
    facts
}

fn held_by(held: &Concentration, count: usize) -> Text {
    Text::new("note.held_by")
        .with("n", count.min(held.len()))
        .with("all", held.len())
        .with("share", Quantity::share(held.share_of_top(count)))
}

/// What all customers bring, those below zero included: what is left of it is what a till would hold.
fn everything(frame: &Frame, ranking: &Ranking) -> i128 {
    let revenue = |customer: &usize| frame.customers.revenue[*customer];
    ranking.customers.iter().map(revenue).sum()
}

fn loss_of_top(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Fact {
    let first = ranking.worth()[0];
    let customer = &frame.dataset.customers[first];
    let key = Key::new("customer", customer.id.clone());
    let all = everything(frame, ranking);
    Fact::new(
        "loss_of_top",
        frame.cash(frame.customers.revenue[first]),
        held.len() as u64,
    )
    .note(
        Text::new("note.loss_of_top")
            .with("name", customer.label())
            .with("left", frame.cash(all - frame.customers.revenue[first]))
            .with("all", frame.cash(all)),
    )
    .trace(Trace::counted().of(&key))
    .key(key)
}

/// What would be missing without the first one, two, three, five and ten customers.
fn loss_grid(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Grid {
    let all = everything(frame, ranking);
    let row = |count: &usize| {
        let lost = held.sum_of_top(*count);
        let cells: Vec<Cell> = vec![
            (*count).into(),
            frame.cash(lost).into(),
            shared(held.share_of_top(*count)).into(),
            frame.cash(all - lost).into(),
        ];
        let n = *count as u64;
        Row::new(cells, n, Trace::counted().ranked(1, n))
    };
    let columns = ["without_first", "revenue", "share_of_revenue", "left"]
        .map(|name| Column::numbers(&format!("column.{name}")));
    let counts = [1, 2, 3, 5, 10];
    let rows = counts.iter().filter(|count| **count < held.len()).map(row);
    let title = Text::new("loss.title");
    Grid::new("loss", title, columns.to_vec(), rows.collect())
}

fn below_zero(frame: &Frame, ranking: &Ranking) -> Option<Fact> {
    let below = ranking.below_zero();
    let sum: i128 = below
        .iter()
        .map(|customer| frame.customers.revenue[*customer])
        .sum();
    let (from, to) = (
        ranking.not_negative as u64 + 1,
        ranking.customers.len() as u64,
    );
    (!below.is_empty()).then(|| {
        Fact::new("below_zero", frame.cash(sum), below.len() as u64)
            .trace(Trace::counted().ranked(from, to))
            .note(Text::new("note.below_zero").with("n", below.len()))
    })
}

/// Customers, revenue and orders by tier, with the total.
pub(super) fn tier_grid(frame: &Frame, tiers: &Assignment) -> Grid {
    let name = |tier: &str| Text::new(&format!("tier.{tier}"));
    let groups = Groups::of(frame, tiers, &name).present();
    groups.grid(frame, "tiers", Text::new("tiers.title"))
}

fn ranking_grid(
    frame: &Frame,
    ranking: &Ranking,
    held: &Concentration,
    tiers: &Assignment,
    params: &Params,
) -> Grid {
    let columns = vec![
        Column::numbers("column.rank"),
        Column::words("column.customer"),
        Column::numbers("column.revenue"),
        Column::numbers("column.share_of_revenue"),
        Column::numbers("column.cumulative_share"),
        Column::numbers("column.orders"),
        Column::numbers("column.aov"),
        Column::words("column.last_order"),
        Column::words("column.tier"),
        Column::words("column.customer_id"),
        Column::words("column.first_order"),
        Column::numbers("column.average_gap"),
    ];
    let limit = frame.most(chosen(params, &ROWS).parse().unwrap_or(200));
    let places = ranking.customers.iter().enumerate().take(limit);
    let rows = places
        .map(|(place, customer)| ranking_row(frame, place, *customer, held, tiers))
        .collect();
    let title = Text::new("ranking.title").with("n", ranking.customers.len());
    let total_rows = ranking.customers.len() as u64;
    Grid {
        total_rows,
        ..Grid::new("ranking", title, columns, rows)
    }
}

fn ranking_row(
    frame: &Frame,
    place: usize,
    index: usize,
    held: &Concentration,
    tiers: &Assignment,
) -> Row {
    let customer = &frame.dataset.customers[index];
    let (revenue, orders) = (
        frame.customers.revenue[index],
        u64::from(frame.customers.orders[index]),
    );
    let counted = |value: Option<f64>| {
        value.map_or_else(|| Value::missing(Text::new("reason.below_zero")), shared)
    };
    let worth = revenue >= 0;
    let dated = [Capability::Days, Capability::Recency];
    let dated = dated.iter().any(|need| frame.dataset.can(*need));
    let bought = frame.customers.bought(index);
    let day = |day| match (dated, bought) {
        (true, true) => Cell::Value(Value::of(day)),
        (true, false) => Value::missing(Text::new("reason.no_orders")).into(),
        (false, _) => Value::missing(Text::new("reason.no_days")).into(),
    };
    let (first, last) = (frame.customers.first[index], frame.customers.last[index]);
    let gap = match (dated, average_gap(frame, index)) {
        (false, _) => Value::missing(Text::new("reason.no_days")),
        (true, None) => Value::missing(Text::new("reason.no_gap")),
        (true, Some(days)) => Value::of(Quantity::days(days.to_f64())),
    };
    let tier = tiers
        .value(index)
        .map_or_else(Text::none, |tier| Text::new(&format!("tier.{tier}")));
    let key = Key::new("customer", customer.id.clone());
    let cells = vec![
        (place + 1).into(),
        Text::verbatim(customer.label()).into(),
        frame.cash(revenue).into(),
        counted(share(revenue, held.total()).filter(|_| worth)).into(),
        counted(worth.then(|| held.share_of_top(place + 1))).into(),
        order_number(frame, orders),
        order_value(frame, revenue, orders).into(),
        day(last),
        tier.into(),
        Text::verbatim(&customer.id).into(),
        day(first),
        gap.into(),
    ];
    let mut row = Row::new(cells, orders, Trace::counted().of(&key));
    row.key = Some(key);
    row
}
