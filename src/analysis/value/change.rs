//! Frame -> what a change of revenue is made of: customers, orders a customer, revenue an order.
//!
//! Periods: up to twelve complete months that end with the latest complete one, and the same months a
//! year earlier; as many as are complete in both years. Formula: `R = C * (O / C) * (R / O)`, and each
//! factor `k` has the part `L(R1, R0) ln(k1 / k0)` of the change, with the logarithmic mean
//! `L(x, y) = (x - y) / ln(x / y)`: the logarithmic mean Divisia index (Ang, "Decomposition analysis for
//! policymaking in energy", Energy Policy 32 (2004)), which leaves no rest and does not depend on the
//! order of the factors. Revenue without a customer is a part of its own. Amounts are rounded so that the
//! parts add up to the change. Interval: customers as independent clusters, `t sqrt(n s^2)` of their
//! changes, `t` of Student with `n - 1` degrees of freedom, from 10 customers on. A change that halves or turns without one customer names that customer.
//! Degenerate cases: no complete month a year apart, or revenue of known customers that is not above zero
//! in both periods: no decomposition.

use crate::analysis::trend::months;
use crate::analysis::value::bridge::{bridge_figure, parties_grid};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{Fact, Interval, Key, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::student_975;
use crate::value::Month;

const MOST_MONTHS: i32 = 12;
/// A change smaller than this, or between fewer orders, is not told as one.
const MIN_CHANGE: f64 = 0.05;
const MIN_ORDERS: u64 = 30;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "revenue_change",
    view: "value",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Orders,
        Capability::Days,
    ],
    cost: Cost::Light,
    params: &[],
    run,
};

/// A period: its last month and what was sold in it to known customers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    pub last: Month,
    pub customers: u64,
    pub orders: u64,
    pub revenue: i128,
    /// Revenue of orders without a customer.
    pub unknown: i128,
}

/// Two periods a year apart.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// How many months each has.
    pub months: i32,
    pub before: Side,
    pub now: Side,
    /// Per customer the revenue before and now.
    pub by_customer: Vec<[i128; 2]>,
    /// Per customer the orders before and now.
    pub orders: Vec<[u32; 2]>,
    /// The parts of customers, orders a customer and revenue an order.
    pub parts: [i128; 3],
}

impl Side {
    pub(super) fn total(&self) -> i128 {
        self.revenue + self.unknown
    }

    /// Its months, the first one first.
    fn months(&self, count: i32) -> Vec<String> {
        (self.last.0 - count + 1..=self.last.0)
            .map(|month| Month(month).to_string())
            .collect()
    }
}

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let change = match Change::of(frame) {
        Ok(change) => change,
        Err(reason) => {
            let remedy = Text::new("change.remedy");
            return Outcome::NotEnough { reason, remedy };
        }
    };
    let interval = change.interval(frame);
    let orders = change.before.orders.min(change.now.orders);
    let mut section = Section::new(change.headline(frame, &interval));
    section.facts = facts(frame, &change, interval);
    section.figures = vec![bridge_figure(frame, &change)];
    section.grids = vec![parties_grid(frame, &change)];
    section.notes = vec![Text::new("change.method")];
    if change.months < MOST_MONTHS {
        section
            .notes
            .push(Text::new("change.same_months").with("n", change.months as u64));
    }
    match orders < MIN_ORDERS {
        true => Outcome::Weak {
            result: section,
            reasons: vec![
                Text::new("change.few_orders")
                    .with("n", orders)
                    .with("min", MIN_ORDERS),
            ],
        },
        false => Outcome::Given { result: section },
    }
}

/// The latest complete month, and how many before it are complete in both years.
fn periods(frame: &Frame) -> Option<(Month, i32)> {
    let complete: Vec<i32> = months(frame)
        .iter()
        .filter(|sold| sold.complete)
        .map(|sold| sold.month.0)
        .collect();
    let last = *complete.last()?;
    let both = |month: &i32| complete.contains(month) && complete.contains(&(month - MOST_MONTHS));
    let count = (0..MOST_MONTHS)
        .map(|back| last - back)
        .take_while(both)
        .count();
    (count > 0).then_some((Month(last), count as i32))
}

impl Change {
    fn of(frame: &Frame) -> Result<Change, Text> {
        let (last, count) = periods(frame).ok_or_else(|| Text::new("change.no_year"))?;
        let side = |last: Month| Side {
            last,
            customers: 0,
            orders: 0,
            revenue: 0,
            unknown: 0,
        };
        let customers = frame.dataset.customers.len();
        let mut change = Change {
            months: count,
            before: side(Month(last.0 - MOST_MONTHS)),
            now: side(last),
            by_customer: vec![[0; 2]; customers],
            orders: vec![[0; 2]; customers],
            parts: [0; 3],
        };
        let calendar = frame.calendar();
        for order in frame.orders.with_credits() {
            change.add(
                calendar.of(frame.orders.day[order]),
                frame.orders.customer[order],
                frame.orders.amount.at(order),
                frame.orders.bought(order),
            );
        }
        for orders in &change.orders {
            change.before.customers += u64::from(orders[0] > 0);
            change.now.customers += u64::from(orders[1] > 0);
        }
        let known = |side: &Side| side.revenue > 0 && side.orders > 0;
        if !known(&change.before) || !known(&change.now) {
            return Err(Text::new("change.nothing"));
        }
        change.parts = change.decomposed();
        Ok(change)
    }

    /// Adds an order, or 0 orders and a credit, to its period, if it is in one.
    fn add(&mut self, month: Month, customer: u32, amount: i128, orders: u32) {
        let within = |last: Month| (last.0 - self.months + 1..=last.0).contains(&month.0);
        let which = usize::from(within(self.now.last));
        if which == 0 && !within(self.before.last) {
            return;
        }
        let side = if which == 1 {
            &mut self.now
        } else {
            &mut self.before
        };
        if customer == NO_CODE {
            side.unknown += amount;
            return;
        }
        side.revenue += amount;
        side.orders += u64::from(orders);
        self.by_customer[customer as usize][which] += amount;
        self.orders[customer as usize][which] += orders;
    }

    /// The logarithmic mean Divisia index of three factors; the last takes what rounding leaves.
    fn decomposed(&self) -> [i128; 3] {
        let (before, now) = (&self.before, &self.now);
        let (r0, r1) = (before.revenue as f64, now.revenue as f64);
        let weight = match before.revenue == now.revenue {
            true => r1,
            false => (r1 - r0) / libm::log(r1 / r0),
        };
        let (c0, c1) = (before.customers as f64, now.customers as f64);
        let part = |from: f64, to: f64| (weight * libm::log(to / from)).round() as i128;
        let customers = part(c0, c1);
        let frequency = part(before.orders as f64 / c0, now.orders as f64 / c1);
        [
            customers,
            frequency,
            now.revenue - before.revenue - customers - frequency,
        ]
    }

    pub(super) fn total(&self) -> i128 {
        self.now.total() - self.before.total()
    }

    /// The change as a part of what was before.
    fn share(&self) -> Option<f64> {
        crate::analysis::share::share(self.total(), self.before.total())
    }

    /// How far the change could lie with other customers of this kind.
    fn interval(&self, frame: &Frame) -> Option<[f64; 2]> {
        let unit = frame.money(1).to_f64();
        let changes: Vec<f64> = (0..self.orders.len())
            .filter(|c| self.orders[*c] != [0, 0] || self.by_customer[*c] != [0, 0])
            .map(|customer| {
                (self.by_customer[customer][1] - self.by_customer[customer][0]) as f64 * unit
            })
            .collect();
        let n = changes.len() as f64;
        let mean = changes.iter().sum::<f64>() / n;
        let squares: f64 = changes
            .iter()
            .map(|change| (change - mean) * (change - mean))
            .sum();
        let t = student_975(changes.len().saturating_sub(1))?;
        let half = t * (n / (n - 1.0) * squares).sqrt();
        let total = self.total() as f64 * unit;
        Some([total - half, total + half])
    }

    /// The customer whose own change is largest.
    fn top(&self) -> Option<(usize, i128)> {
        let own = |customer: usize| self.by_customer[customer][1] - self.by_customer[customer][0];
        let mut top: Option<(usize, i128)> = None;
        for customer in 0..self.by_customer.len() {
            if own(customer) != 0 && top.is_none_or(|top| own(customer).abs() > top.1.abs()) {
                top = Some((customer, own(customer)));
            }
        }
        top
    }

    /// The top customer, where the change would halve or turn without.
    fn dominant(&self) -> Option<usize> {
        let (customer, own) = self.top()?;
        let (all, rest) = (self.total(), self.total() - own);
        let turned = (rest < 0) != (all < 0) && rest != 0;
        (all != 0 && (turned || 2 * rest.abs() < all.abs())).then_some(customer)
    }

    fn headline(&self, frame: &Frame, interval: &Option<[f64; 2]>) -> Text {
        let total = self.total();
        let share = self.share().unwrap_or(0.0);
        let sure = interval.map(|[low, high]| low > 0.0 || high < 0.0);
        let few = self.before.orders.min(self.now.orders) < MIN_ORDERS;
        let words = match () {
            () if share.abs() < MIN_CHANGE => "change.headline.small",
            () if few => "change.headline.few",
            () if sure.is_none() => "change.headline.unsure",
            () if sure == Some(false) => "change.headline.chance",
            () if total > 0 => "change.headline.up",
            () => "change.headline.down",
        };
        let told = !["change.headline.up", "change.headline.down"].contains(&words);
        let largest = (0..3)
            .max_by_key(|part| self.parts[*part].abs() * 3 + 2 - *part as i128)
            .unwrap_or(0);
        let headline = Text::new(words)
            .with("change", frame.cash(if told { total } else { total.abs() }))
            .with(
                "share",
                Quantity::share(if told { share } else { share.abs() }),
            )
            .with("least", Quantity::share(MIN_CHANGE))
            .with("min", MIN_ORDERS)
            .with("before", frame.cash(self.before.total()))
            .with("part", Text::new(PARTS[largest]))
            .with("amount", frame.cash(self.parts[largest]));
        match self.dominant() {
            None => headline,
            Some(customer) => Text::new("change.headline.dominated")
                .with("headline", headline)
                .with("name", frame.dataset.customers[customer].label())
                .with("rest", frame.cash(total - self.own(customer))),
        }
    }

    fn own(&self, customer: usize) -> i128 {
        self.by_customer[customer][1] - self.by_customer[customer][0]
    }
}

/// The three factors, in the order of the formula.
pub(super) const PARTS: [&str; 3] = ["change.customers", "change.frequency", "change.order_value"];

fn facts(frame: &Frame, change: &Change, interval: Option<[f64; 2]>) -> Vec<Fact> {
    let n = change.before.orders + change.now.orders;
    let both = change.months(&change.before, &change.now);
    let estimated = match interval {
        Some(ends) => {
            let [low, high] = ends.map(|end| super::estimated(frame, end));
            Interval::between(low, high, 0.95, Text::new("interval.changes"))
        }
        None => Interval::none(Text::new("interval.few_customers")),
    };
    let mut facts = vec![
        Fact::new("change", frame.cash(change.total()), n)
            .interval(estimated)
            .trace(both.clone())
            .note(
                Text::new("note.change")
                    .with("now", frame.cash(change.now.total()))
                    .with("last", change.now.last)
                    .with("n", change.months as u64)
                    .with("before", frame.cash(change.before.total()))
                    .with("before_last", change.before.last),
            ),
    ];
    if let Some(share) = change.share() {
        let fact = Fact::new("change_share", Quantity::share(share), n).trace(both.clone());
        facts.push(fact.interval(Interval::none(Text::new("interval.two_totals"))));
    }
    if let Some((customer, own)) = change.top() {
        let name = &frame.dataset.customers[customer];
        let key = Key::new("customer", name.id.clone());
        let fact = Fact::new(
            "change_without_top",
            frame.cash(change.total() - own),
            n - change.orders[customer].map(u64::from).iter().sum::<u64>(),
        )
        .trace(both)
        .interval(Interval::none(Text::new("interval.two_totals")))
        .key(key);
        facts.push(
            fact.note(
                Text::new("note.change_of_top")
                    .with("name", name.label())
                    .with("change", frame.cash(own)),
            ),
        );
    }
    facts
}

impl Change {
    fn months(&self, before: &Side, now: &Side) -> Trace {
        let mut months = before.months(self.months);
        months.extend(now.months(self.months));
        Trace::counted().any("month", months)
    }

    /// The rows of both periods.
    pub(super) fn trace(&self) -> Trace {
        self.months(&self.before, &self.now)
    }
}
