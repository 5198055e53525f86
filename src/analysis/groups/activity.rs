//! Frame -> customers by the time since their last order, by their average gap, and by order value.
//!
//! Definitions, of booked orders of the base: *recency* = days from the last order to as_of; *average
//! gap* = days from the first to the last order over orders less one, for customers with more than
//! one order; order value = revenue over orders. Bands of days are half-open, so that none falls
//! between two: to 7, above 7 to 14, to 28, to 56, above. Bands of order value: at most the first
//! edge, at most the second, above; by default the edges are the quartiles (type 7) of the customers'
//! order values. *Active* speaks of recency and *frequent* of the average gap, two different things.
//!
//! Where a file states average gaps itself, they can be used instead, as published: then customers
//! with one order have a gap too, mostly 0. Intervals: Wilson. Degenerate case: without a customer
//! who came back there is no share of frequent ones.

use crate::analysis::active::share_interval;
use crate::analysis::bought::recency;
use crate::analysis::groups::Groups;
use crate::analysis::rfm::ascending;
use crate::analysis::setting::{choice_control, chosen, line_control, refusals};
use crate::analysis::share::share_value;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Assignment, Capability, Totals};
use crate::figure::{Fact, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

const GAP: Param = Param {
    id: "gap",
    choices: &["computed", "stated"],
};
const EDGES: Param = Param {
    id: "edges",
    choices: &[],
};
const PARAMS: &[Param] = &[GAP, EDGES];
/// Upper edges of the bands of days, the last open.
const DAYS: [i128; 4] = [7, 14, 28, 56];
const BANDS: [&str; 6] = ["7", "14", "28", "56", "more", "once"];
const ORDER_BANDS: [&str; 3] = ["low", "medium", "high"];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "activity",
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

/// The band of a number of days.
fn band(days: Fraction) -> usize {
    let within = |edge: &i128| days <= Fraction::new(*edge, 1).unwrap_or(days);
    DAYS.iter().position(within).unwrap_or(DAYS.len())
}

/// The average gap of a customer of the base, of booked orders; `None` for one order.
pub(in crate::analysis) fn average_gap(frame: &Frame, customer: usize) -> Option<Fraction> {
    let booked = &frame.base_booked;
    let days = i128::from(booked.last[customer].0) - i128::from(booked.first[customer].0);
    Fraction::new(days, i128::from(booked.orders[customer]) - 1)
}

/// A gap that a file states, in thousandths of a day.
fn stated(totals: &Totals, customer: usize) -> Option<Fraction> {
    let days = totals.stated_gap.get(customer).filter(|d| d.is_finite())?;
    Fraction::new(libm::round(days * 1000.0) as i128, 1000)
}

/// The totals with gaps that the file states.
fn stating<'a>(frame: &'a Frame) -> Option<&'a Totals> {
    let totals = frame.dataset.totals.as_ref()?;
    totals
        .stated_gap
        .iter()
        .any(|days| days.is_finite())
        .then_some(totals)
}

/// The edges of order value that were typed in, at the scale of amounts.
fn typed_edges(frame: &Frame, params: &Params) -> Option<[Fraction; 2]> {
    let edges = ascending(params.get(EDGES.id)?, frame.dataset.scale)?;
    edges.try_into().ok()
}

/// The order values of the customers of the base in ten-thousandths of the amounts' last digit.
fn order_values(frame: &Frame) -> Vec<i128> {
    let booked = &frame.base_booked;
    let value = |c: usize| booked.revenue[c] * FINE / i128::from(booked.orders[c].max(1));
    booked.present().map(value).collect()
}

/// So much finer than amounts are averages that are added up.
const FINE: i128 = 10_000;

fn edges(frame: &Frame, params: &Params) -> Option<[Fraction; 2]> {
    if let Some(typed) = typed_edges(frame, params) {
        return Some(typed);
    }
    let mut values = order_values(frame);
    order::sort_numbers(&mut values);
    let edge = |points| {
        let found = quantile_of_whole(&values, Fraction::percent(points))?;
        // Rounded up to the amounts' last digit, so that what is shown is what holds.
        let unit = found.denominator * FINE;
        let whole = found.numerator.div_euclid(unit);
        let up = i128::from(found.numerator.rem_euclid(unit) > 0);
        Fraction::new(whole + up, 1)
    };
    Some([edge(25)?, edge(75)?])
}

/// The bands of recency, average gap and order value of every customer of the base.
pub(in crate::analysis) fn assign(frame: &Frame, params: &Params) -> [Assignment; 3] {
    frame.assigned(ANALYSIS.id, params, || made(frame, params))
}

fn made(frame: &Frame, params: &Params) -> [Assignment; 3] {
    let booked = &frame.base_booked;
    let mut bands = [(); 3].map(|()| vec![None; booked.orders.len()]);
    let told = stating(frame).filter(|_| chosen(params, &GAP) == "stated");
    let edges = edges(frame, params);
    for customer in booked.present() {
        let gap = match told {
            Some(totals) => stated(totals, customer),
            None => average_gap(frame, customer),
        };
        bands[0][customer] = Fraction::new(recency(frame, customer), 1).map(band);
        bands[1][customer] = Some(gap.map_or(BANDS.len() - 1, band));
        let orders = i128::from(booked.orders[customer]);
        if let (Some(edges), Some(value)) =
            (&edges, Fraction::new(booked.revenue[customer], orders))
        {
            let above = edges.iter().filter(|edge| value > **edge).count();
            bands[2][customer] = Some(above);
        }
    }
    let names = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let [days, gaps, values] = bands;
    [
        Assignment::new("recency_band", names(&BANDS[..5]), days.into_iter()),
        Assignment::new("gap_band", names(&BANDS), gaps.into_iter()),
        Assignment::new("order_band", names(&ORDER_BANDS), values.into_iter()),
    ]
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let [days, gaps, values] = assign(frame, params);
    let name = |kind: &'static str| move |id: &str| Text::new(&format!("{kind}.{id}"));
    let days = Groups::of(frame, &days, &name("recency_band"));
    let gaps = Groups::of(frame, &gaps, &name("gap_band")).present();
    let values = Groups::of(frame, &values, &name("order_band"));
    let recent = count(&days, 2);
    let all = days.all.members.len() as u64;
    let mut section = Section::new(
        Text::new("activity.headline")
            .with("n", recent)
            .with("all", all),
    );
    section.facts = facts(frame, &days, &gaps);
    section.grids = vec![
        days.grid(frame, "recency_bands", Text::new("activity.recency")),
        gaps.grid(frame, "gap_bands", Text::new("activity.gaps")),
    ];
    section.notes = notes(frame, params);
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    if stating(frame).is_some() {
        section
            .controls
            .push(choice_control(ANALYSIS.id, &GAP, params));
    }
    let edges = edges(frame, params);
    let cash = |edge: Fraction| frame.cash_per(edge.numerator, edge.denominator);
    let hint = edges.map_or_else(Text::none, |[low, high]| {
        Text::new("activity.edges")
            .with("low", cash(low))
            .with("high", cash(high))
    });
    // Between equal quartiles there is no middle, and "low" would be what most have.
    match edges.filter(|[low, high]| low == high) {
        Some([both, _]) => section
            .notes
            .push(Text::new("activity.alike").with("value", cash(both))),
        None => {
            section.figures.push(values.bars(frame, "order_bands"));
            section
                .notes
                .push(Text::new("activity.order_bands").with("edges", hint.clone()));
        }
    }
    section
        .controls
        .push(line_control(ANALYSIS.id, &EDGES, params, hint));
    Outcome::Given { result: section }
}

/// Customers in the groups up to a band.
fn count(groups: &Groups, bands: usize) -> u64 {
    let within = |id: &str| BANDS[..bands].contains(&id);
    let counted = groups.each.iter().filter(|group| within(group.id()));
    counted.map(|group| group.members.len() as u64).sum()
}

fn facts(frame: &Frame, days: &Groups, gaps: &Groups) -> Vec<Fact> {
    let all = days.all.members.len() as u64;
    let once: usize = gaps
        .each
        .iter()
        .filter(|group| group.id() == "once")
        .map(|group| group.members.len())
        .sum();
    let repeat = gaps.all.members.len() as u64 - once as u64;
    let as_of = Text::new("note.as_of").with("as_of", frame.as_of);
    let some = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    let mut facts = Vec::new();
    for (id, hits, of, dimension, bands) in [
        (
            "recent_14",
            count(days, 2),
            all,
            "recency_band",
            &BANDS[..2],
        ),
        (
            "silent_56",
            all - count(days, 4),
            all,
            "recency_band",
            &BANDS[4..5],
        ),
        (
            "frequent_14",
            count(gaps, 2),
            repeat,
            "gap_band",
            &BANDS[..2],
        ),
    ] {
        let mut fact = Fact::new(id, 0_u64, of)
            .trace(Trace::counted().any(dimension, some(bands)))
            .interval(share_interval(hits, of))
            .note(Text::new("activity.of").with("n", hits).with("all", of))
            .note(as_of.clone());
        fact.value = share_value(i128::from(hits), i128::from(of));
        facts.push(fact);
    }
    facts.extend(order_value_facts(frame, &days.all));
    facts
}

/// Revenue over orders, and what is often said in its place: the mean of the customers' own averages.
fn order_value_facts(frame: &Frame, all: &super::group::Group) -> Vec<Fact> {
    let bought = &frame.customers;
    let value = |c: &usize| bought.revenue[*c] * FINE / i128::from(bought.orders[*c].max(1));
    let mut values: Vec<i128> = all.members.iter().map(value).collect();
    order::sort_numbers(&mut values);
    let n = values.len() as u64;
    let Some(high) = quantile_of_whole(&values, Fraction::percent(75)).filter(|_| all.orders > 0)
    else {
        return Vec::new();
    };
    let mean = frame.cash_per(values.iter().sum(), i128::from(n) * FINE);
    let high = frame.cash_per(high.numerator, high.denominator * FINE);
    let over = frame.cash_per(all.revenue, i128::from(all.orders));
    [
        ("aov", over, all.orders),
        ("mean_customer_aov", mean, n),
        ("p75_customer_aov", high, n),
    ]
    .into_iter()
    .map(|(id, value, n)| Fact::new(id, value, n).trace(all.trace.clone()))
    .collect()
}

fn notes(frame: &Frame, params: &Params) -> Vec<Text> {
    let mut notes = vec![Text::new("activity.two_names")];
    let set = params.get(EDGES.id).unwrap_or("");
    if !set.is_empty() && typed_edges(frame, params).is_none() {
        notes.push(Text::new("activity.edges_refused").with("value", set));
    }
    let Some(totals) = stating(frame) else {
        return notes;
    };
    let part = |hits: usize, of: usize| Quantity::share(hits as f64 / of.max(1) as f64);
    let all: Vec<usize> = frame.customers.present().collect();
    let gap = |c: &usize| totals.stated_gap.get(*c).copied().unwrap_or(f64::NAN);
    let again: Vec<usize> = all
        .iter()
        .copied()
        .filter(|c| frame.base_booked.orders[*c] > 1)
        .collect();
    let having = |of: &[usize], test: &dyn Fn(f64) -> bool| {
        let hits = of.iter().filter(|c| test(gap(c))).count();
        part(hits, of.len())
    };
    let in_a_hole = |d: f64| (d > 7.0 && d < 8.0) || (d > 14.0 && d < 15.0);
    let with_holes = |d: f64| d <= 7.0 || (8.0..=14.0).contains(&d);
    notes.push(
        Text::new("activity.stated")
            .with("holes", having(&all, &with_holes))
            .with("fell", all.iter().filter(|c| in_a_hole(gap(c))).count())
            .with("share", having(&all, &|d| d <= 14.0)),
    );
    notes.push(
        Text::new("activity.stated_60")
            .with("all", having(&all, &|d| d < 60.0))
            .with("again", having(&again, &|d| d < 60.0))
            .with("none", all.iter().filter(|c| gap(c) == 0.0).count())
            .with("once", all.len() - again.len()),
    );
    // Two digits in the file.
    let by_orders = |c: &&usize| {
        let (from, to) = (totals.first.get(**c), totals.last.get(**c));
        let days = to
            .zip(from)
            .map_or(f64::NAN, |(to, from)| f64::from(to.0 - from.0));
        (days / f64::from(frame.base_booked.orders[**c]) - gap(c)).abs() < 0.005_000_1
    };
    let counted = all.iter().filter(by_orders).count();
    if counted * 10 >= all.len() * 9 {
        let share = part(counted, all.len());
        notes.push(Text::new("activity.stated_span").with("share", share));
    }
    notes
}
