//! Customers in groups -> one table and one chart, whatever the groups mean.
//!
//! Definitions: a customer is in at most one group; shares are of the customers in any group, and of
//! their revenue, as far as it is of groups that are not below zero; average order value = revenue of the group over its orders. Customers, orders and
//! revenue are those of the slice.

use crate::analysis::Frame;
use crate::analysis::period::named;
use crate::analysis::share::{Whole, share, share_value};
use crate::dataset::{Assignment, Capability};
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Figure, Grid, Key, Mark, Row, Scale, Series, Trace, Unit,
};
use crate::say::{Arg, Quantity, Text, Value};

/// Some customers of the slice with what they bring.
pub(in crate::analysis) struct Group {
    pub name: Text,
    pub members: Vec<usize>,
    pub revenue: i128,
    pub orders: u64,
    pub key: Option<Key>,
    pub trace: Trace,
}

impl Group {
    /// Adds up these customers.
    pub(in crate::analysis) fn new(
        frame: &Frame,
        name: Text,
        members: Vec<usize>,
        trace: Trace,
    ) -> Group {
        let bought = &frame.customers;
        Group {
            name,
            revenue: members.iter().map(|c| bought.revenue[*c]).sum(),
            orders: members.iter().map(|c| u64::from(bought.orders[*c])).sum(),
            members,
            key: None,
            trace,
        }
    }

    /// The value that a click filters, or nothing.
    pub(in crate::analysis) fn id(&self) -> &str {
        self.key.as_ref().map_or("", |key| &key.value)
    }
}

/// Groups, and all their customers together.
pub(in crate::analysis) struct Groups {
    /// `column.<what>` is the head of the first column.
    pub what: &'static str,
    pub each: Vec<Group>,
    pub all: Group,
    /// A sentence about each group in a last column: `<prefix>.<value>.meaning`.
    pub meaning: Option<&'static str>,
}

impl Groups {
    /// The customers of the slice by what was assigned to them, in the order of its values.
    pub(in crate::analysis) fn of(
        frame: &Frame,
        assigned: &Assignment,
        name: &dyn Fn(&str) -> Text,
    ) -> Groups {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); assigned.values.len()];
        let mut all = Vec::new();
        for customer in frame.customers.present() {
            if let Some(group) = members.get_mut(assigned.codes[customer] as usize) {
                group.push(customer);
                all.push(customer);
            }
        }
        let each = assigned.values.iter().zip(members).map(|(value, members)| {
            let key = Key::new(assigned.id, value.as_str());
            let trace = Trace::counted().of(&key);
            let mut group = Group::new(frame, name(value), members, trace);
            group.key = Some(key);
            group
        });
        let trace = Trace::counted().any(assigned.id, assigned.values.clone());
        Groups {
            what: assigned.id,
            each: each.collect(),
            all: Group::new(frame, Text::new("row.total"), all, trace),
            meaning: None,
        }
    }

    /// Without the groups that nobody is in.
    pub(in crate::analysis) fn present(mut self) -> Groups {
        self.each.retain(|group| !group.members.is_empty());
        self
    }

    /// The group with the most revenue and its share, if one alone has it.
    pub(in crate::analysis) fn largest(&self) -> Option<(&Group, f64)> {
        let most = self.each.iter().max_by_key(|group| group.revenue)?;
        let equal = |group: &&Group| group.revenue == most.revenue;
        let alone = self.each.iter().filter(equal).count() == 1 && most.revenue > 0;
        alone.then_some((most, self.whole().share(most.revenue)?))
    }

    /// A headline about the largest group, with the customer who brings more than half of what it brings.
    pub(in crate::analysis) fn led(&self, frame: &Frame, headline: Text) -> Text {
        let revenue = |customer: &usize| frame.customers.revenue[*customer];
        let leader = self.largest().and_then(|(group, _)| {
            let first = group.members.iter().copied().max_by_key(revenue)?;
            let leads = 2 * revenue(&first) > group.revenue && group.members.len() > 1;
            leads.then_some(first)
        });
        let Some(first) = leader else {
            return headline;
        };
        let part = self.whole().share(revenue(&first)).unwrap_or(0.0);
        Text::new("groups.led")
            .with("headline", headline)
            .with("name", frame.dataset.customers[first].label())
            .with("share", Quantity::share(part))
    }

    /// The part of the customers and the part of the revenue that a group has.
    pub(in crate::analysis) fn shares(&self, group: &Group) -> [Option<f64>; 2] {
        let customers = share(group.members.len() as i128, self.all.members.len() as i128);
        [customers, self.whole().share(group.revenue)]
    }

    fn whole(&self) -> Whole {
        Whole::of(self.each.iter().map(|group| group.revenue))
    }

    /// One row a group, and the total.
    pub(in crate::analysis) fn grid(&self, frame: &Frame, id: &str, title: Text) -> Grid {
        let mut columns = vec![Column::words(&format!("column.{}", self.what))];
        columns.extend(
            [
                "customers",
                "revenue",
                "share_of_customers",
                "share_of_revenue",
                "orders",
                "aov",
            ]
            .map(|name| Column::numbers(&format!("column.{name}"))),
        );
        columns.extend(self.meaning.map(|_| Column::words("column.meaning")));
        let whole = self.whole();
        let row = |group: &Group| self.row(frame, group, whole.value(group.revenue));
        let mut rows: Vec<Row> = self.each.iter().map(row).collect();
        let mut total = self.row(frame, &self.all, whole.all());
        total.summary = true;
        rows.push(total);
        Grid::new(id, title, columns, rows)
    }

    fn row(&self, frame: &Frame, group: &Group, of_revenue: Value) -> Row {
        let customers = group.members.len();
        let mut cells: Vec<Cell> = vec![
            group.name.clone().into(),
            customers.into(),
            frame.cash(group.revenue).into(),
            share_value(customers as i128, self.all.members.len() as i128).into(),
            of_revenue.into(),
            order_number(frame, group.orders),
            order_value(frame, group.revenue, group.orders).into(),
        ];
        cells.extend(self.meaning.map(|prefix| {
            Cell::from(match &group.key {
                Some(key) => Text::new(&format!("{prefix}.{}.meaning", key.value)),
                None => Text::none(),
            })
        }));
        let mut row = Row::new(cells, customers as u64, group.trace.clone());
        row.key = group.key.clone();
        row
    }

    /// Each group's share of customers beside its share of revenue. `<id>.bars.title` and
    /// `<id>.bars.subtitle` are its words.
    pub(in crate::analysis) fn bars(&self, frame: &Frame, id: &str) -> Figure {
        let series = |color: u8, name: &str| {
            let data = self.each.iter().enumerate().filter_map(|(band, group)| {
                let part = self.shares(group)[usize::from(color)]?;
                Some(bar(frame, band, group, part))
            });
            Mark::Bars(Series {
                name: Text::new(name),
                color: Color::Category(color),
                data: data.collect(),
            })
        };
        Figure {
            id: id.to_owned(),
            title: Text::new(&format!("{id}.bars.title")),
            subtitle: Text::new(&format!("{id}.bars.subtitle"))
                .with("all", self.all.members.len())
                .with("as_of", frame.as_of),
            x: Axis {
                label: Text::none(),
                scale: Scale::Linear { from_zero: true },
                unit: Unit::Share,
            },
            y: Axis {
                label: Text::none(),
                scale: Scale::Bands {
                    bands: self.each.iter().map(|group| band(&group.name)).collect(),
                },
                unit: Unit::None,
            },
            y2: None,
            panels: false,
            marks: vec![series(0, "column.customers"), series(1, "column.revenue")],
            notes: Vec::new(),
            table: self.grid(frame, id, Text::new(&format!("{id}.bars.title"))),
        }
    }
}

/// A name as a band: words of the data as they are, else those of the catalogue.
pub(super) fn band(name: &Text) -> Value {
    match name.arg("words") {
        Some(Arg::Quantity(words)) => Value::of(words.clone()),
        _ => named(&name.id),
    }
}

fn bar(frame: &Frame, band: usize, group: &Group, part: f64) -> Datum {
    let n = group.members.len() as u64;
    let tip = vec![
        group.name.clone(),
        Text::new("tip.customers").with("n", n),
        Text::new("tip.revenue").with("revenue", frame.cash(group.revenue)),
    ];
    let mut datum = Datum::new(part, band as f64, n, tip, group.trace.clone());
    datum.label = Some(Text::new("plain.share").with("share", Quantity::share(part)));
    datum.key = group.key.clone();
    datum
}

/// A list of more ids than this would outgrow a report.
pub(super) const LISTED: usize = 5000;

/// The rows of these customers, by their ids, where what they have in common is no dimension to filter
/// by. With very many customers the rows of all, which the section has to say.
pub(super) fn customers_trace(frame: &Frame, members: &[usize]) -> Trace {
    if frame.dataset.customers.len() > LISTED {
        return Trace::counted();
    }
    let customers = &frame.dataset.customers;
    let ids = members.iter().map(|c| customers[*c].id.clone());
    Trace::counted().any("customer", ids.collect())
}

/// A number of orders; where the files hold totals of periods, none is known.
pub(in crate::analysis) fn order_number(frame: &Frame, orders: u64) -> Cell {
    let known = frame.dataset.can(Capability::Orders) || frame.dataset.totals.is_some();
    match known || orders > 0 {
        true => orders.into(),
        false => Value::missing(Text::new("reason.no_order_ids")).into(),
    }
}

/// Revenue over orders, or the reason why there is no average.
pub(in crate::analysis) fn order_value(frame: &Frame, revenue: i128, orders: u64) -> Value {
    match orders {
        0 => Value::missing(Text::new("reason.no_orders")),
        orders => Value::of(frame.cash_per(revenue, i128::from(orders))),
    }
}
