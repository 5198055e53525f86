//! Frame -> each customer's order value against the number of orders, the area showing revenue.
//!
//! Definitions: order value = revenue of the customer over the orders, of the slice. A customer with
//! one order has an order value, but no habit: such a dot is muted and its row says so. The first 200
//! customers by revenue are drawn, and who has the highest order value; the smaller id first where equal. The table is sorted by order
//! value. The highest order value is that of all customers; where several have it, nobody is named. Customers below zero are left out of the chart, for an area cannot show them.

use std::cmp::Ordering;

use crate::analysis::bought::recency;
use crate::analysis::groups::group::LISTED;
use crate::analysis::groups::order_value;
use crate::analysis::period::{currency_text, period_text};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Fact, Figure, Grid, Key, Mark, Outcome, Row, Scale, Section,
    Series, Trace, Unit,
};
use crate::say::Text;
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

/// More dots than this cannot be told apart.
const SHOWN: usize = 200;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "spending",
    view: "customers",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Recency,
    ],
    cost: Cost::Light,
    params: &[],
    run,
};

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let ranking = frame.ranking();
    let bought = &frame.customers;
    let mut shown = ranking.worth()[..SHOWN.min(ranking.worth().len())].to_vec();
    let Some(first) = shown.first().copied() else {
        return Outcome::NotEnough {
            reason: Text::new("contribution.nothing"),
            remedy: Text::new("contribution.nothing.remedy"),
        };
    };
    let mean = |c: &usize| Fraction::new(bought.revenue[*c], i128::from(bought.orders[*c]));
    let once = bought.present().filter(|c| bought.orders[*c] == 1).count() as u64;
    let all = bought.present().count() as u64;
    // Of all customers, not of those drawn: who ordered once for much may have little revenue in all.
    let ordered = || ranking.worth().iter().filter(|c| bought.orders[**c] > 0);
    let highest = ordered()
        .copied()
        .max_by(|a, b| mean(a).cmp(&mean(b)).then(b.cmp(a)));
    let highest = highest.unwrap_or(first);
    if !shown.contains(&highest) {
        shown.push(highest);
    }
    order::sort_by(&mut shown, |a, b| mean(b).cmp(&mean(a)).then(a.cmp(b)));
    let equal = |c: &&usize| mean(c) == mean(&highest);
    let tied = ordered().filter(equal).count();
    let label = |c: usize| frame.dataset.customers[c].label();
    let mut section = Section::new(
        Text::new(match (tied, bought.orders[highest]) {
            (2.., _) => "spending.headline.tied",
            (_, 1) => "spending.headline.once",
            _ => "spending.headline",
        })
        .with("n", tied)
        .with("name", label(highest))
        .with(
            "value",
            frame.cash_per(bought.revenue[highest], i128::from(bought.orders[highest])),
        )
        .with("orders", bought.orders[highest])
        .with("once", once)
        .with("all", all),
    );
    section.facts = vec![
        Fact::new("one_order_customers", once, all)
            .note(Text::new("activity.of").with("n", once).with("all", all)),
    ];
    section.facts.extend(large_and_rare(frame));
    section.figures = vec![figure(frame, &shown)];
    Outcome::Given { result: section }
}

/// Customers with an order value in the upper quarter and above the median, at most two orders, and the last of them within
/// twice the median gap: who bought once and long ago is none of them. `None` without any gap.
fn large_and_rare(frame: &Frame) -> Option<Fact> {
    let bought = &frame.customers;
    let gap = frame.gaps().quantile(50)?;
    let with_orders = |c: &usize| bought.orders[*c] > 0 && bought.revenue[*c] > 0;
    let customers: Vec<usize> = bought.present().filter(with_orders).collect();
    let value = |c: usize| {
        frame
            .per(bought.revenue[c], i128::from(bought.orders[c]))
            .mantissa
    };
    let mut values: Vec<i128> = customers.iter().map(|c| value(*c)).collect();
    order::sort_numbers(&mut values);
    let upper = quantile_of_whole(&values, Fraction::percent(75))?;
    let median = quantile_of_whole(&values, Fraction::percent(50))?;
    let found = |c: &usize| {
        let large = upper.compare(value(*c)) != Ordering::Less && median.compare(value(*c)).is_gt();
        let lately = recency(frame, *c) * gap.denominator <= 2 * gap.numerator;
        large && lately && bought.orders[*c] <= 2
    };
    let rare: Vec<usize> = customers.iter().copied().filter(found).collect();
    let n = customers.len() as u64;
    let note = Text::new("activity.of")
        .with("n", rare.len())
        .with("all", n);
    let ids = rare
        .iter()
        .take(LISTED)
        .map(|c| frame.dataset.customers[*c].id.clone());
    let trace = Trace::counted().any("customer", ids.collect());
    Some(
        Fact::new("large_and_rare", rare.len(), n)
            .trace(trace)
            .note(note),
    )
}

fn figure(frame: &Frame, shown: &[usize]) -> Figure {
    let bought = &frame.customers;
    let series = |name: &str, color: Color, once: bool| {
        let some = shown.iter().filter(|c| (bought.orders[**c] == 1) == once);
        Mark::Points(Series {
            name: Text::new(name),
            color,
            data: some.map(|c| dot(frame, *c)).collect(),
        })
    };
    let axis = |label: &str, unit: Unit| Axis {
        label: Text::new(label),
        scale: Scale::Linear { from_zero: true },
        unit,
    };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    Figure {
        id: "spending".to_owned(),
        title: Text::new("spending.title"),
        subtitle: Text::new("spending.subtitle")
            .with("unit", currency_text(frame))
            .with("n", shown.len())
            .with("period", period_text(frame)),
        x: axis("column.orders", Unit::Count),
        y: axis("column.aov", money),
        y2: None,
        panels: false,
        marks: vec![
            series("spending.once", Color::Muted, true),
            series("spending.again", Color::Category(0), false),
        ],
        notes: vec![Text::new("spending.note")],
        table: table(frame, shown),
    }
}

fn dot(frame: &Frame, customer: usize) -> Datum {
    let bought = &frame.customers;
    let (revenue, orders) = (bought.revenue[customer], bought.orders[customer]);
    let who = &frame.dataset.customers[customer];
    let key = Key::new("customer", who.id.as_str());
    let mean = frame.per(revenue, i128::from(orders.max(1)));
    let tip = vec![
        Text::verbatim(who.label()),
        Text::new("tip.orders").with("orders", orders),
        Text::new("spending.tip").with("value", frame.cash_per(revenue, i128::from(orders.max(1)))),
        Text::new("tip.revenue").with("revenue", frame.cash(revenue)),
    ];
    let trace = Trace::counted().of(&key);
    let mut datum = Datum::new(
        f64::from(orders),
        mean.to_f64(),
        u64::from(orders),
        tip,
        trace,
    );
    datum.size = Some(frame.money(revenue).to_f64());
    datum.key = Some(key);
    datum
}

fn table(frame: &Frame, shown: &[usize]) -> Grid {
    let bought = &frame.customers;
    let row = |customer: &usize| {
        let who = &frame.dataset.customers[*customer];
        let key = Key::new("customer", who.id.as_str());
        let orders = u64::from(bought.orders[*customer]);
        let cells: Vec<Cell> = vec![
            Text::verbatim(who.label()).into(),
            order_value(frame, bought.revenue[*customer], orders).into(),
            orders.into(),
            frame.cash(bought.revenue[*customer]).into(),
            match orders {
                1 => Text::new("spending.once").into(),
                _ => Text::none().into(),
            },
        ];
        let mut row = Row::new(cells, orders, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.aov"),
        Column::numbers("column.orders"),
        Column::numbers("column.revenue"),
        Column::words("column.flag"),
    ];
    let rows = shown.iter().map(row).collect();
    Grid::new("spending", Text::new("spending.title"), columns, rows)
}
