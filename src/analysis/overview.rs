//! Frame -> the numbers a person asks first: revenue, orders, customers, who is active, order value.
//!
//! Definitions: revenue = sum of the counted rows; average order value = revenue of the orders over
//! their number (not the mean of customers' averages); revenue per customer = revenue of the known
//! customers over their number; active: see `active`. The interval of the average order value treats
//! customers as clusters (`stats::ratio_of_totals`).

use crate::analysis::active::{Window, Within, ladder, lone_end, rule_text, share_interval};
use crate::analysis::glance::at_a_glance;
use crate::analysis::groups::kpis::Compared;
use crate::analysis::needs::need_text;
use crate::analysis::outside::{credits_alone, without_customer};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::share_value;
use crate::analysis::sparks::by_month;
use crate::analysis::{Analysis, Cost, Frame, Orders, Param, Params};
use crate::dataset::{Capability, NO_CODE, RevenueDefinition};
use crate::figure::{Column, Fact, Grid, Interval, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Fraction, quantile_of_ranks, ratio_of_totals};
use crate::value::order;

const WITHIN: Param = Param {
    id: "within",
    choices: &["at_most", "less_than"],
};
const PARAMS: &[Param] = &[WITHIN];
/// What these bring is told beside the median order: an average may rest on them.
const LARGEST: usize = 5;

/// Its line in the registry.
pub(super) const ANALYSIS: Analysis = Analysis {
    id: "overview",
    view: "overview",
    needs: &[Capability::Revenue],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let within = match chosen(params, &WITHIN) {
        "less_than" => Within::LessThan,
        _ => Within::AtMost,
    };
    let mut section = Section::new(headline(frame));
    section.facts = facts(frame, within);
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    section.figures = at_a_glance(frame);
    if frame.dataset.can(Capability::Status) && frame.dataset.can(Capability::Orders) {
        section.grids.push(definitions(frame));
    }
    let compared = Compared::of(frame);
    for fact in section.facts.iter_mut().filter(|fact| fact.n > 0) {
        fact.change = compared.as_ref().and_then(|both| both.change(&fact.id));
        fact.spark = by_month(frame, &fact.id);
    }
    section.grids.extend(compared.map(|both| both.table(frame)));
    if recency_is_known(frame) {
        let (table, steps) = ladder(frame, Window::of(frame, within));
        let mut facts = section.facts.iter_mut();
        if let Some(active) = facts.find(|fact| fact.id == "active") {
            active.spark = Some(steps);
        }
        section.grids.push(table);
        section
            .controls
            .push(choice_control(ANALYSIS.id, &WITHIN, params));
    }
    section.notes.extend(without_customer(frame));
    match lone_end(frame) {
        None => Outcome::Given { result: section },
        Some(reason) => Outcome::Weak {
            result: section,
            reasons: vec![reason],
        },
    }
}

fn recency_is_known(frame: &Frame) -> bool {
    frame.dataset.can(Capability::Recency)
}

/// Orders are known one by one, or as a number of each customer.
fn orders_are_known(frame: &Frame) -> bool {
    frame.dataset.can(Capability::Orders) || frame.dataset.totals.is_some()
}

fn revenue(frame: &Frame) -> i128 {
    frame
        .counted_rows()
        .map(|row| i128::from(frame.dataset.amount[row]))
        .sum()
}

fn headline(frame: &Frame) -> Text {
    let text = Text::new(
        match (
            orders_are_known(frame),
            frame.dataset.can(Capability::Customers),
        ) {
            (true, true) => "overview.headline",
            (true, false) => "overview.headline.orders",
            (false, true) => "overview.headline.customers",
            (false, false) => "overview.headline.revenue",
        },
    );
    text.with("revenue", frame.cash(revenue(frame)))
        .with("orders", frame.order_count())
        .with("customers", frame.customers.present().count())
}

fn facts(frame: &Frame, within: Within) -> Vec<Fact> {
    let rows = frame.counted_rows().count() as u64;
    let mut facts = vec![
        Fact::new("revenue", frame.cash(revenue(frame)), rows)
            .note(definition_note(frame.definition)),
    ];
    let sum: i128 = match frame.dataset.totals {
        Some(_) => revenue(frame),
        None => frame.orders.total(),
    };
    let orders = frame.order_count();
    let customers = frame.customers.present().count() as u64;
    let counted: &[Capability] = match orders_are_known(frame) {
        true => &[],
        false => &[Capability::Orders],
    };
    facts.push(known(frame, "orders", counted, |id| {
        Fact::new(id, orders, orders)
    }));
    let buyers = [Capability::Customers];
    facts.push(known(frame, "customers", &buyers, |id| {
        Fact::new(id, customers, customers)
    }));
    // Six numbers are seen first; the others stand behind them.
    let mut further = Vec::new();
    if recency_is_known(frame) {
        let [active, share] = active(frame, Window::of(frame, within), customers);
        facts.push(active);
        further.push(share);
    } else {
        facts.push(known(frame, "active", &[Capability::Recency], |id| {
            Fact::new(id, 0_u64, 0)
        }));
    }
    facts.push(known(frame, "aov", counted, |id| {
        order_value(frame, id, sum, orders)
    }));
    facts.push(known(frame, "revenue_per_customer", &buyers, |id| {
        per_customer(frame, id)
    }));
    facts.push(known(frame, "median_order", &[Capability::Orders], |id| {
        median_order(frame, id)
    }));
    if let Some(on_file) = frame.dataset.customers_on_file {
        facts.push(Fact::new("customers_on_file", on_file, on_file).trace(Trace::all()));
    }
    facts.extend(further);
    facts
}

/// The fact, or what the files lack for it.
fn known(frame: &Frame, id: &str, needs: &[Capability], fact: impl Fn(&str) -> Fact) -> Fact {
    let missing: Vec<Text> = needs
        .iter()
        .filter(|need| !frame.dataset.can(**need))
        .map(|need| need_text(*need))
        .collect();
    match missing.is_empty() {
        true => fact(id),
        false => Fact::missing(id, Text::new("analysis.needs").with("needs", missing)),
    }
}

fn definition_note(definition: RevenueDefinition) -> Text {
    Text::new(match definition {
        RevenueDefinition::Booked => "definition.booked",
        RevenueDefinition::NetOfReturns => "definition.net_of_returns",
        RevenueDefinition::Delivered => "definition.delivered",
    })
}

fn active(frame: &Frame, window: Window, customers: u64) -> [Fact; 2] {
    let count = window.count(frame);
    let as_of = Text::new("note.active")
        .with("as_of", frame.as_of)
        .with("rule", rule_text(window.within))
        .with("days", Quantity::days(f64::from(window.days)));
    let counted = Fact::new("active", count, customers)
        .trace(window.trace(frame))
        .note(as_of.clone())
        .note(window.reason());
    let mut part = Fact::new("active_share", 0_u64, customers)
        .trace(window.trace(frame))
        .interval(share_interval(count, customers))
        .note(as_of);
    part.value = share_value(i128::from(count), i128::from(customers));
    [counted, part]
}

fn order_value(frame: &Frame, id: &str, sum: i128, orders: u64) -> Fact {
    if orders == 0 {
        return Fact::missing(id, Text::new("reason.no_orders"));
    }
    Fact::new(id, frame.cash_per(sum, i128::from(orders)), orders)
        .interval(order_value_interval(frame))
        .note(
            Text::new("note.aov")
                .with("revenue", frame.cash(sum))
                .with("orders", orders),
        )
}

/// Each customer is a cluster of orders; an order without a customer is a cluster of its own.
fn order_value_interval(frame: &Frame) -> Interval {
    let customers = frame.customers.with_credits();
    let mut clusters: Vec<(f64, f64)> = customers
        .map(|customer| {
            (
                frame.money(frame.customers.revenue[customer]).to_f64(),
                f64::from(frame.customers.orders[customer]),
            )
        })
        .collect();
    let nameless = frame
        .orders
        .with_credits()
        .filter(|order| frame.orders.customer[*order] == NO_CODE);
    // One number each, to have them in an order that no file decides: the amount, then what it counts.
    let packed =
        |order| frame.orders.amount.at(order) << 1 | i128::from(frame.orders.bought(order));
    let mut amounts: Vec<i128> = nameless.map(packed).collect();
    order::sort_numbers(&mut amounts);
    clusters.extend(
        amounts
            .into_iter()
            .map(|packed| (frame.money(packed >> 1).to_f64(), (packed & 1) as f64)),
    );
    let cash = |number: f64| Quantity::money(rounded(number), frame.currency());
    let smallest = frame
        .orders
        .present()
        .map(|order| frame.orders.amount.at(order))
        .min();
    let smallest = smallest.map_or(0.0, |amount| frame.money(amount).to_f64());
    match ratio_of_totals(&clusters).and_then(|estimate| estimate.interval) {
        // No average lies below the smallest order: there the normal approximation has failed.
        Some(found) if found.low < smallest => Interval::none(Text::new("interval.too_uneven")),
        Some(found) => Interval::between(
            cash(found.low),
            cash(found.high),
            0.95,
            Text::new("interval.ratio"),
        ),
        None => Interval::none(Text::new("interval.few_customers")),
    }
}

/// An end of an interval as money: an estimate, so two decimals are more than enough.
fn rounded(number: f64) -> crate::value::Decimal {
    crate::value::Decimal::new((number * 100.0).round() as i128, 2)
}

fn median_order(frame: &Frame, id: &str) -> Fact {
    let amounts = frame.orders.amount.sorted(frame.orders.present());
    let by_rank = |rank: usize| amounts.at(rank);
    match quantile_of_ranks(amounts.len(), &by_rank, Fraction::percent(50)) {
        Some(median) => {
            let n = amounts.len();
            let value = frame.cash_per(median.numerator, median.denominator);
            let mut fact = Fact::new(id, value, n as u64);
            let all: i128 = (0..n).map(by_rank).sum();
            let largest: i128 = (n.saturating_sub(LARGEST)..n).map(by_rank).sum();
            // Of few orders the largest are most of them.
            if n >= 4 * LARGEST && all > 0 {
                let note = Text::new("note.largest_orders").with("n", LARGEST);
                let share = Quantity::share(largest as f64 / all as f64);
                fact.notes.push(note.with("share", share).with("orders", n));
            }
            fact
        }
        None => Fact::missing(id, Text::new("reason.no_orders")),
    }
}

fn per_customer(frame: &Frame, id: &str) -> Fact {
    let n = frame.customers.present().count() as u64;
    if n == 0 {
        return Fact::missing(id, Text::new("reason.no_customers"));
    }
    let known = &frame.ranking().customers;
    let sum: i128 = known
        .iter()
        .map(|customer| frame.customers.revenue[*customer])
        .sum();
    let mut fact = Fact::new(id, frame.cash_per(sum, i128::from(n)), n)
        .trace(Trace::counted().ranked(1, known.len() as u64))
        .note(
            Text::new("note.per_customer")
                .with("revenue", frame.cash(sum))
                .with("customers", n),
        );
    fact.notes.extend(credits_alone(frame));
    fact
}

/// The three revenue definitions side by side, with what counts under each.
fn definitions(frame: &Frame) -> Grid {
    let columns = vec![
        Column::words("column.definition"),
        Column::numbers("column.revenue"),
        Column::numbers("column.share_of_booked"),
        Column::numbers("column.orders"),
        Column::numbers("column.customers"),
        Column::numbers("column.aov"),
    ];
    let bought = frame.bought();
    let told = RevenueDefinition::ALL
        .iter()
        .filter(|(_, definition)| frame.dataset.tells(*definition));
    let rows = told.map(|(id, definition)| {
        let counted = match definition {
            RevenueDefinition::Booked => Counted {
                sum: bought.total,
                orders: bought.orders,
                buyers: bought.buyers,
            },
            other if *other == frame.definition => Counted::of(frame, &frame.orders),
            // Of those that are made there is never more than one.
            other => {
                let rows = frame.rows_until_as_of();
                Counted::of(frame, &Orders::of(frame.dataset, rows, *other))
            }
        };
        definition_row(frame, id, *definition, &counted, bought.total)
    });
    Grid::new(
        "definitions",
        Text::new("definitions.title"),
        columns,
        rows.collect(),
    )
}

/// What counts under a definition.
struct Counted {
    sum: i128,
    orders: u64,
    buyers: usize,
}

impl Counted {
    fn of(frame: &Frame, orders: &Orders) -> Counted {
        Counted {
            sum: orders.total(),
            orders: orders.present().count() as u64,
            buyers: buyers(frame, orders),
        }
    }
}

fn buyers(frame: &Frame, orders: &Orders) -> usize {
    let mut bought = vec![false; frame.dataset.customers.len()];
    for order in orders.present() {
        if let Some(bought) = bought.get_mut(orders.customer[order] as usize) {
            *bought = true;
        }
    }
    bought.iter().filter(|bought| **bought).count()
}

fn definition_row(
    frame: &Frame,
    id: &str,
    definition: RevenueDefinition,
    counted: &Counted,
    booked: i128,
) -> Row {
    let (sum, n) = (counted.sum, counted.orders);
    let value = match n {
        0 => Value::missing(Text::new("reason.no_orders")),
        n => Value::of(frame.cash_per(sum, i128::from(n))),
    };
    let name = Text::new(match definition == frame.definition {
        true => "definitions.in_force",
        false => "definitions.other",
    });
    let cells = vec![
        name.with("name", Text::new(&format!("definition.{id}.name")))
            .into(),
        frame.cash(sum).into(),
        share_value(sum, booked).into(),
        n.into(),
        counted.buyers.into(),
        value.into(),
    ];
    Row::new(cells, n, Trace::counted_as(id))
}
