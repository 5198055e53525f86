//! Frame -> five personas by percentile ranks of revenue, orders and order value.
//!
//! Definitions, all of booked orders of the base: PERCENT_RANK = (smallest place among equals - 1) /
//! (n - 1), from the highest down. Revenue: at most .20 High, at most .50 Mid, else Low. Frequency:
//! one order One-Time, else at most .25 Frequent, else Occasional. Order value (revenue over orders,
//! rounded to two decimals): at most .30 High, at most .70 Medium, else Low. The first that fits:
//! Premium = High revenue and High order value; Loyal High-Value = High revenue and Frequent;
//! Low-Premium = Frequent and Low order value; High Churn Risk; else Standard.
//!
//! The published rule calls Low revenue and One-Time a high churn risk, whatever the time since. Ours
//! asks for silence too: longer than a month and than three quarters of all gaps, or silent for long
//! (`bought`).
//! Ranks are compared as fractions of whole numbers, so that nothing is rounded. Source: the SQL of a
//! published study, by MySQL's PERCENT_RANK. Below 30 customers: tiers instead.

use std::cmp::Ordering;

use crate::analysis::bought::{LEAST_SILENCE, recency};
use crate::analysis::groups::Groups;
use crate::analysis::segments::tiers_instead;
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Column, Fact, Grid, Key, Outcome, Row, Section};
use crate::say::{Quantity, Text};
use crate::value::order;

const RULE: Param = Param {
    id: "rule",
    choices: &["ours", "published"],
};
const PARAMS: &[Param] = &[RULE];
const MIN_CUSTOMERS: usize = 30;
const PERSONAS: [&str; 5] = [
    "premium",
    "loyal_high_value",
    "low_premium",
    "high_churn_risk",
    "standard",
];
const AT_RISK: [&str; 2] = ["at_risk", "not_at_risk"];
/// Highest percentile rank, in points, of the first two classes of revenue, frequency, order value.
const POINTS: [[i128; 2]; 3] = [[20, 50], [25, 100], [30, 70]];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "personas",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Recency,
    ],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

/// The classes of each customer of the base: revenue, frequency (2 is one order), order value.
#[derive(Debug)]
pub(in crate::analysis) struct Classes {
    customers: Vec<usize>,
    of: Vec<[u8; 3]>,
}

impl Classes {
    fn of<'a>(frame: &'a Frame) -> &'a Classes {
        frame.classes(|| Classes::made(frame))
    }

    fn made(frame: &Frame) -> Classes {
        let booked = &frame.base_booked;
        let customers: Vec<usize> = booked.present().collect();
        let value = |customer: &usize| {
            let orders = i128::from(booked.orders[*customer]);
            let mean = frame.money(booked.revenue[*customer]).divided(orders, 2);
            mean.unwrap_or_default().mantissa
        };
        let measures: [Vec<i128>; 3] = [
            customers.iter().map(|c| booked.revenue[*c]).collect(),
            customers
                .iter()
                .map(|c| i128::from(booked.orders[*c]))
                .collect(),
            customers.iter().map(value).collect(),
        ];
        let mut of = vec![[2; 3]; customers.len()];
        for (measure, values) in measures.iter().enumerate() {
            let least = POINTS[measure].map(|points| least(values, points));
            for (class, value) in of.iter_mut().zip(values) {
                let found = least.iter().position(|least| value >= least);
                class[measure] = found.map_or(2, |class| class as u8);
            }
        }
        for (class, customer) in of.iter_mut().zip(&customers) {
            if booked.orders[*customer] == 1 {
                class[1] = 2;
            }
        }
        Classes { customers, of }
    }
}

/// The smallest value whose percentile rank is at most so many points: those above it are at most so
/// many hundredths of the others.
fn least(values: &[i128], points: i128) -> i128 {
    let mut sorted = values.to_vec();
    order::sort_numbers(&mut sorted);
    let Some(others) = sorted.len().checked_sub(1) else {
        return 0;
    };
    let above = (points * others as i128 / 100) as usize;
    sorted[others - above.min(others)]
}

/// Each customer's persona and whether the silence is long; nobody has any below 30 customers.
pub(in crate::analysis) fn assign(frame: &Frame, params: &Params) -> [Assignment; 2] {
    frame.assigned(ANALYSIS.id, params, || made(frame, params))
}

fn made(frame: &Frame, params: &Params) -> [Assignment; 2] {
    let count = frame.dataset.customers.len();
    let (mut persona, mut risk) = (vec![None; count], vec![None; count]);
    let classes = Classes::of(frame);
    if classes.customers.len() >= MIN_CUSTOMERS {
        let published = chosen(params, &RULE) == "published";
        let gaps = frame.gaps();
        let (silent, usual) = (gaps.silent(frame), gaps.quantile(75));
        for (customer, classes) in classes.customers.iter().zip(&classes.of) {
            let low_and_once = classes[0] == 2 && classes[1] == 2;
            let days = recency(frame, *customer);
            let longer = days > LEAST_SILENCE
                && usual.is_some_and(|usual| usual.compare(days) == Ordering::Greater);
            let churning = match published {
                true => low_and_once,
                false => low_and_once && longer || silent[*customer],
            };
            persona[*customer] = Some(match classes {
                [0, _, 0] => 0,
                [0, 0, _] => 1,
                [_, 0, 2] => 2,
                _ if churning => 3,
                _ => 4,
            });
            risk[*customer] = Some(usize::from(!silent[*customer]));
        }
    }
    let names = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    [
        Assignment::new("persona", names(&PERSONAS), persona.into_iter()),
        Assignment::new("at_risk", names(&AT_RISK), risk.into_iter()),
    ]
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let refused = refusals(ANALYSIS.id, PARAMS, params);
    let [persona, risk] = assign(frame, params);
    let name = |id: &str| Text::new(&format!("persona.{id}"));
    let mut groups = Groups::of(frame, &persona, &name);
    groups.meaning = Some("persona");
    if groups.all.members.is_empty() {
        return tiers_instead(frame, refused);
    }
    let all = groups.all.members.len();
    let headline = match groups.largest() {
        None => Text::new("personas.headline.plain").with("all", all),
        Some((group, part)) => Text::new("personas.headline")
            .with("persona", group.name.clone())
            .with("n", group.members.len())
            .with("all", all)
            .with("share", Quantity::share(part)),
    };
    let mut section = Section::new(groups.led(frame, headline));
    let at_risk = Groups::of(frame, &risk, &|_| Text::none());
    let silent = &at_risk.each[0];
    let n = silent.members.len() as u64;
    for (id, value, n) in [
        ("at_risk_customers", Quantity::from(n), all as u64),
        ("at_risk_revenue", frame.cash(silent.revenue), n),
    ] {
        let mut fact = Fact::new(id, value, n)
            .trace(silent.trace.clone())
            .note(Text::new("note.as_of").with("as_of", frame.as_of));
        fact.key = silent.key.clone();
        section.facts.push(fact);
    }
    section.figures.push(groups.bars(frame, "personas"));
    section.grids = vec![
        groups.grid(frame, "personas", Text::new("personas.bars.title")),
        at_risk_grid(frame, &groups, &risk),
        classes_grid(Classes::of(frame)),
    ];
    section.notes = vec![Text::new(match chosen(params, &RULE) {
        "published" => "personas.rule.published",
        _ => "personas.rule.ours",
    })];
    section.notes.extend(refused);
    section.controls = vec![choice_control(ANALYSIS.id, &RULE, params)];
    let classes = &Classes::of(frame).of;
    let high = classes.iter().filter(|class| class[0] == 0).count();
    // Equal values share the best rank: a class of a fifth that holds two fifths is none.
    match 5 * high > 2 * classes.len() {
        true => Outcome::Weak {
            result: section,
            reasons: vec![
                Text::new("personas.alike")
                    .with("n", high)
                    .with("all", classes.len()),
            ],
        },
        false => Outcome::Given { result: section },
    }
}

/// The customers of each persona whose silence is long.
fn at_risk_grid(frame: &Frame, groups: &Groups, risk: &Assignment) -> Grid {
    let key = Key::new(risk.id, AT_RISK[0]);
    let row = |group: &super::group::Group| {
        let silent = |customer: &&usize| risk.codes[**customer] == 0;
        let members: Vec<usize> = group.members.iter().filter(silent).copied().collect();
        let revenue: i128 = members.iter().map(|c| frame.customers.revenue[*c]).sum();
        let cells = vec![
            group.name.clone().into(),
            members.len().into(),
            frame.cash(revenue).into(),
        ];
        let mut row = Row::new(cells, members.len() as u64, group.trace.clone().of(&key));
        row.key = group.key.clone();
        row.summary = group.key.is_none();
        row
    };
    let columns = vec![
        Column::words("column.persona"),
        Column::numbers("column.customers"),
        Column::numbers("column.revenue"),
    ];
    let rows = groups.each.iter().chain([&groups.all]).map(row).collect();
    Grid::new("at_risk", Text::new("personas.at_risk"), columns, rows)
}

/// How many customers of the base are in each class.
fn classes_grid(classes: &Classes) -> Grid {
    let columns = vec![
        Column::words("column.measure"),
        Column::words("column.class"),
        Column::numbers("column.customers"),
    ];
    let mut rows = Vec::new();
    for (measure, name) in ["revenue", "frequency", "order_value"].iter().enumerate() {
        for class in 0..3 {
            let has = |of: &&[u8; 3]| usize::from(of[measure]) == class;
            let n = classes.of.iter().filter(has).count();
            let cells = vec![
                Text::new(&format!("persona.measure.{name}")).into(),
                Text::new(&format!("persona.{name}.{class}")).into(),
                n.into(),
            ];
            rows.push(Row::new(cells, n as u64, crate::figure::Trace::all()));
        }
    }
    Grid::new("classes", Text::new("personas.classes"), columns, rows)
}
