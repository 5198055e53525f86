//! One customer of the slice -> the profile: orders over time, products, own gap, segment and value.
//!
//! It answers where the filters leave exactly one customer, as a click on one does. Who the customer is
//! (tier, segment, purchase days, median gap) comes from the base, what is shown of orders and products
//! from the slice. The own gap is the median number of days between two purchase days, from three
//! purchase days on; overdue is the silence divided by it. Share is that of the revenue of all customers
//! of the base. Degenerate cases: no customer or several: not enough, with what to click.

use crate::analysis::bought::recency;
use crate::analysis::period::{currency_text, period_text};
use crate::analysis::share::{Whole, share_value};
use crate::analysis::{Analysis, Cost, Frame, Params, contribution, segments};
use crate::dataset::{Capability, Dimension, NO_CODE};
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Fact, Figure, Grid, Interval, Key, Mark, Outcome, Row, Scale,
    Section, Series, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::value::{Day, order};

/// The latest orders are drawn and listed, no more than these.
const ORDERS: usize = 200;
/// The products with the most revenue are listed.
const PRODUCTS: usize = 50;
/// The year whose revenue is the value of late.
const YEAR: i32 = 365;

/// Its line in the registry.
pub(super) const ANALYSIS: Analysis = Analysis {
    id: "one_customer",
    view: "customers",
    needs: &[Capability::Revenue, Capability::Customers],
    cost: Cost::Light,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let mut shown = frame.customers.present();
    let (Some(customer), None) = (shown.next(), shown.next()) else {
        return Outcome::NotEnough {
            reason: Text::new("profile.several"),
            remedy: Text::new("profile.several.remedy"),
        };
    };
    let who = &frame.dataset.customers[customer];
    let orders = orders_of(frame, customer);
    let mut section = Section::new(
        Text::new(match orders.is_empty() {
            true => "profile.headline.plain",
            false => "profile.headline",
        })
        .with("name", who.label())
        .with("revenue", frame.cash(frame.customers.revenue[customer]))
        .with("orders", orders.len()),
    );
    section.facts = facts(frame, customer, &orders);
    section.figures.extend(timeline(frame, customer, &orders));
    section.grids.extend(order_grid(frame, customer, &orders));
    let named = frame.dataset.dimension("product_name");
    let product = named.or_else(|| frame.dataset.dimension("product"));
    section
        .grids
        .extend(product.map(|product| products(frame, product)));
    Outcome::Given { result: section }
}

/// The orders of the customer in the slice, the latest last.
fn orders_of(frame: &Frame, customer: usize) -> Vec<usize> {
    let own = |order: &usize| frame.orders.customer[*order] as usize == customer;
    let known = frame.dataset.can(Capability::Orders) && frame.dataset.can(Capability::Days);
    let mut orders: Vec<usize> = match known {
        true => frame.orders.present().filter(own).collect(),
        false => Vec::new(),
    };
    order::sort_by_key(&mut orders, |order| (frame.orders.day[*order], *order));
    orders
}

fn key(frame: &Frame, customer: usize) -> Key {
    Key::new("customer", frame.dataset.customers[customer].id.as_str())
}

fn facts(frame: &Frame, customer: usize, orders: &[usize]) -> Vec<Fact> {
    let bought = &frame.base;
    let all: i128 = bought.present().map(|c| bought.revenue[c].max(0)).sum();
    let trace = Trace::counted().of(&key(frame, customer));
    let words = |id: &str, value: Text| {
        let mut fact = Fact::new(id, 0_u64, 1).trace(trace.clone());
        // A name is no number: it is said in the words of the catalogue.
        fact.value = Value::of(said_by(&value));
        fact
    };
    let mut facts = vec![
        Fact::new("revenue", frame.cash(frame.customers.revenue[customer]), 1).trace(trace.clone()),
    ];
    let mut part = Fact::new("profile_share", 0_u64, bought.present().count() as u64);
    part.value = share_value(bought.revenue[customer], all);
    facts.push(part.trace(trace.clone()));
    let count = frame.customers.orders[customer];
    if count > 0 {
        let n = u64::from(count);
        facts.push(Fact::new("orders", n, n).trace(trace.clone()));
        let value = frame.cash_per(frame.customers.revenue[customer], i128::from(count));
        facts.push(Fact::new("aov", value, n).trace(trace.clone()));
    }
    if frame.dataset.can(Capability::Recency) {
        facts.extend(rhythm(frame, customer, &trace));
    }
    if !orders.is_empty() {
        let since = Day(frame.as_of.0.saturating_sub(YEAR));
        let late = |order: &&usize| frame.orders.day[**order] > since;
        let late: Vec<&usize> = orders.iter().filter(late).collect();
        let sum = late
            .iter()
            .map(|order| frame.orders.amount.at(**order))
            .sum();
        let fact = Fact::new("profile_year", frame.cash(sum), late.len() as u64);
        facts.push(fact.trace(trace.clone().between(Day(since.0 + 1), frame.as_of)));
    }
    let tiers = contribution::assign(frame, &Params::default());
    facts.extend(
        tiers
            .value(customer)
            .map(|tier| words("profile_tier", Text::verbatim(tier))),
    );
    if frame.dataset.can(Capability::Recency) {
        let [segment, _] = segments::assign(frame, &Params::default());
        let name = |id: &str| Text::new(&format!("segment.{id}"));
        facts.extend(
            segment
                .value(customer)
                .map(|id| words("profile_segment", name(id))),
        );
    }
    facts
}

/// The words of a name, from the data or from the catalogue.
fn said_by(name: &Text) -> Quantity {
    match name.arg("words") {
        Some(crate::say::Arg::Quantity(words)) => words.clone(),
        _ => Quantity::from(crate::say::catalogue::template(&name.id).unwrap_or(&name.id)),
    }
}

/// When the customer came first and last, the own gap, and how overdue the next purchase is.
fn rhythm(frame: &Frame, customer: usize, trace: &Trace) -> Vec<Fact> {
    let booked = &frame.base_booked;
    let n = u64::from(booked.orders[customer]);
    let silent = recency(frame, customer) as f64;
    let fact = |id: &str, value: Quantity| Fact::new(id, value, n).trace(trace.clone());
    let mut facts = vec![
        fact("profile_first", booked.first[customer].into()),
        fact("profile_last", booked.last[customer].into())
            .note(Text::new("note.silent").with("days", Quantity::days(silent))),
    ];
    let twice = frame.gaps().own(customer).filter(|twice| *twice > 0);
    let few = || Text::new("profile.no_gap");
    facts.extend(match twice {
        None => [
            Fact::missing("profile_gap", few()),
            Fact::missing("profile_overdue", few()),
        ],
        Some(twice) => {
            let gap = twice as f64 / 2.0;
            let quartiles = Interval::none(Text::new("interval.quantile"));
            [
                fact("profile_gap", Quantity::days(gap)).interval(quartiles),
                fact("profile_overdue", Quantity::number(silent / gap))
                    .interval(Interval::none(Text::new("interval.two_counts"))),
            ]
        }
    });
    facts
}

/// Each order as a dot on its day.
fn timeline(frame: &Frame, customer: usize, orders: &[usize]) -> Option<Figure> {
    let (first, last) = frame.dataset.period()?;
    let latest = &orders[orders.len().saturating_sub(ORDERS)..];
    let dot = |order: &usize| {
        let (day, amount) = (frame.orders.day[*order], frame.orders.amount.at(*order));
        let (_, _, of_month) = day.civil();
        let days = f64::from(day.month().last_day().civil().2);
        let x = f64::from(day.month().0) + (f64::from(of_month) - 1.0) / days;
        let lines = u64::from(frame.orders.lines[*order]);
        let tip = vec![
            Text::new("profile.tip").with("day", day),
            Text::new("tip.revenue").with("revenue", frame.cash(amount)),
        ];
        let trace = Trace::counted().of(&key(frame, customer)).between(day, day);
        Datum::new(x, frame.money(amount).to_f64(), lines, tip, trace)
    };
    let axis = |label, scale, unit| Axis { label, scale, unit };
    let months = Scale::Months {
        first: first.month(),
        last: last.max(frame.as_of).month(),
    };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let table = order_grid(frame, customer, orders)?;
    Some(Figure {
        id: "timeline".to_owned(),
        title: Text::new("profile.timeline").with("n", latest.len()),
        subtitle: Text::new("profile.timeline.subtitle")
            .with("unit", currency_text(frame))
            .with("period", period_text(frame)),
        x: axis(Text::none(), months, Unit::None),
        y: axis(
            Text::new("column.revenue"),
            Scale::Linear { from_zero: true },
            money,
        ),
        y2: None,
        panels: false,
        marks: vec![Mark::Points(Series {
            name: Text::none(),
            color: Color::Category(0),
            data: latest.iter().map(dot).collect(),
        })],
        notes: Vec::new(),
        table: Grid {
            id: "timeline".to_owned(),
            ..table
        },
    })
}

/// The latest orders, the last first.
fn order_grid(frame: &Frame, customer: usize, orders: &[usize]) -> Option<Grid> {
    let row = |order: &usize| {
        let day = frame.orders.day[*order];
        let lines = u64::from(frame.orders.lines[*order]);
        let cells: Vec<Cell> = vec![
            Quantity::from(day).into(),
            frame.cash(frame.orders.amount.at(*order)).into(),
            lines.into(),
        ];
        let trace = Trace::counted().of(&key(frame, customer)).between(day, day);
        Row::new(cells, lines, trace)
    };
    let columns = vec![
        Column::words("column.day"),
        Column::numbers("column.revenue"),
        Column::numbers("column.lines"),
    ];
    let rows = orders
        .iter()
        .rev()
        .take(frame.most(ORDERS))
        .map(row)
        .collect();
    let title = Text::new("profile.orders").with("n", orders.len());
    (!orders.is_empty()).then(|| Grid {
        total_rows: orders.len() as u64,
        ..Grid::new("orders", title, columns, rows)
    })
}

/// What was bought, the most revenue first; rows that name no product stand last.
fn products(frame: &Frame, product: &Dimension) -> Grid {
    let mut sold: Vec<(i128, u64)> = vec![(0, 0); product.values.len() + 1];
    for row in frame.counted_rows() {
        let code = product.codes[row];
        let at = if code == NO_CODE {
            product.values.len()
        } else {
            code as usize
        };
        sold[at].0 += i128::from(frame.dataset.amount[row]);
        sold[at].1 += 1;
    }
    let whole = Whole::of(sold.iter().map(|(revenue, _)| *revenue));
    let mut places: Vec<usize> = (0..sold.len()).filter(|at| sold[*at].1 > 0).collect();
    let n = places.len() as u64;
    order::sort_by_key(&mut places, |at| {
        (*at == product.values.len(), -sold[*at].0, *at)
    });
    let (listed, rest) = places.split_at(places.len().min(PRODUCTS));
    let cells = |name: Text, (revenue, rows): (i128, u64)| -> Vec<Cell> {
        let share = whole.value(revenue);
        vec![
            name.into(),
            frame.cash(revenue).into(),
            share.into(),
            rows.into(),
        ]
    };
    let row = |at: &usize| {
        let value = product.values.get(*at);
        let name = value.map_or_else(|| Text::new("value.none"), |value| Text::verbatim(value));
        let key = value.map(|value| Key::new(&product.id, value.as_str()));
        let trace = key.iter().fold(Trace::counted(), Trace::of);
        let mut row = Row::new(cells(name, sold[*at]), sold[*at].1, trace);
        row.key = key;
        row
    };
    let mut rows: Vec<Row> = listed.iter().map(row).collect();
    if !rest.is_empty() {
        let sum = rest
            .iter()
            .fold((0, 0), |sum, at| (sum.0 + sold[*at].0, sum.1 + sold[*at].1));
        let name = Text::new("profile.other").with("n", rest.len());
        let mut other = Row::new(cells(name, sum), sum.1, Trace::counted());
        other.summary = true;
        rows.push(other);
    }
    let columns = vec![
        Column::words("column.product"),
        Column::numbers("column.revenue"),
        Column::numbers("column.share_of_revenue"),
        Column::numbers("column.lines"),
    ];
    let title = Text::new("profile.products").with("n", n);
    Grid::new("products", title, columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    const STORY: [(&str, &str, &str); 6] = [
        ("a", "2020-01-01", "10"),
        ("a", "2020-01-11", "20"),
        ("a", "2020-01-31", "30"),
        ("b", "2020-01-05", "40"),
        ("a", "2020-02-10", "0.50"),
        ("b", "2020-03-01", "99.50"),
    ];

    fn of(rows: &[u32]) -> Outcome<Section> {
        let data = Dataset::of_orders(&STORY);
        let slice = Slice {
            rows: rows.to_vec(),
            whole: false,
        };
        let as_of = data.period().unwrap().1;
        let booked = RevenueDefinition::Booked;
        run(
            &Frame::new(&data, &slice, as_of, booked, None),
            &Params::default(),
        )
    }

    #[test]
    fn one_customer_has_a_profile_and_two_have_none() {
        let Outcome::Given { result } = of(&[0, 1, 2, 4]) else {
            panic!("one customer")
        };
        let value = |id: &str| result.fact(id).unwrap().value.quantity.clone().unwrap();
        // Gaps 10, 20 and 10: the median is 10; 20 days from 10 February to 1 March.
        assert_eq!(value("profile_gap"), Quantity::days(10.0));
        assert_eq!(value("profile_overdue"), Quantity::number(2.0));
        // 60.50 of 200.
        assert_eq!(value("profile_share"), Quantity::share(0.3025));
        assert_eq!(result.grids[0].total_rows, 4);
        assert_eq!(result.figures[0].marks[0].series().unwrap().data.len(), 4);
        let Outcome::NotEnough { reason, .. } = of(&[0, 3]) else {
            panic!("two customers")
        };
        assert_eq!(reason.id, "profile.several");
    }

    #[test]
    fn two_purchases_make_no_rhythm() {
        let outcome = of(&[3, 5]);
        let gap = outcome.result().unwrap().fact("profile_gap").unwrap();
        assert_eq!(gap.value.quantity, None);
    }
}
