//! Rows -> orders: by the file's own id, by customer and day, or each row one.

use hashbrown::HashMap;

use crate::dataset::{Dimension, NO_CODE, OrderRule, OrderRuleCount, references};
use crate::schema::{Model, Role};
use crate::table::MISSING;
use crate::value::Day;

/// Each row is an order when customer, day and market are unique in at least this share of the rows.
const EACH_ROW_FROM: f64 = 0.99;

/// Rows put together to orders.
pub(super) struct Purchases {
    pub(super) order: Vec<u32>,
    pub(super) count: u32,
    pub(super) rule: OrderRule,
    pub(super) alternatives: Vec<OrderRuleCount>,
}

impl Purchases {
    /// Where rows are totals there are no single purchases.
    pub(super) fn none() -> Purchases {
        Purchases {
            order: Vec::new(),
            count: 0,
            rule: OrderRule::EachRow,
            alternatives: Vec::new(),
        }
    }

    pub(super) fn of(
        model: &Model,
        used: &[u32],
        customer: &[u32],
        day: &[Day],
        dimensions: &[Dimension],
        chosen: Option<OrderRule>,
    ) -> Purchases {
        let rows = used.len();
        let listed = model.fact_table().facts.list;
        let own = match model.role(Role::OrderId) {
            Some(place) => Some(own_orders(&codes_at(model, used, place), customer)),
            None => listed.then(|| by_line(model, used)),
        };
        let by_day = (!day.is_empty() && !customer.is_empty()).then(|| {
            let market = dimensions
                .iter()
                .find(|dimension| dimension.id == Role::Market.id());
            dense(rows, |row| {
                let market = market.map_or(0, |market| market.codes[row]);
                (customer[row] != NO_CODE).then_some((customer[row], day[row].0, market))
            })
        });
        let each = ((0..rows as u32).collect::<Vec<u32>>(), rows as u32);
        let mut rules = Vec::new();
        rules.extend(own.map(|own| (OrderRule::OwnId, own)));
        match by_day {
            Some(days) if f64::from(days.1) >= rows as f64 * EACH_ROW_FROM => {
                rules.extend([(OrderRule::EachRow, each), (OrderRule::CustomerDay, days)]);
            }
            Some(days) => {
                rules.extend([(OrderRule::CustomerDay, days), (OrderRule::EachRow, each)])
            }
            None => rules.push((OrderRule::EachRow, each)),
        }
        let alternatives = rules
            .iter()
            .map(|(rule, (_, count))| OrderRuleCount {
                rule: *rule,
                orders: u64::from(*count),
            })
            .collect();
        let at = chosen
            .and_then(|chosen| rules.iter().position(|(rule, _)| *rule == chosen))
            .unwrap_or(0);
        let (rule, (order, count)) = rules.swap_remove(at);
        Purchases {
            order,
            count,
            rule,
            alternatives,
        }
    }
}

/// Orders by the file's own id. An id that several customers share stands for one order of each: order
/// numbers repeat when shops are put together. A row without a customer belongs to the customer of
/// the order's first row that names one, as in exports that name the buyer on the first line only.
fn own_orders(ids: &[u32], customer: &[u32]) -> (Vec<u32>, u32) {
    let mut first: HashMap<u32, u32, foldhash::fast::FixedState> = HashMap::default();
    for (id, customer) in ids.iter().zip(customer) {
        if *id != NO_CODE && *customer != NO_CODE {
            first.entry(*id).or_insert(*customer);
        }
    }
    dense(ids.len(), |row| {
        let id = ids[row];
        let named = customer.get(row).copied().filter(|code| *code != NO_CODE);
        let buyer = named.or_else(|| first.get(&id).copied()).unwrap_or(NO_CODE);
        (id != NO_CODE).then_some((id, 0, buyer))
    })
}

/// Where lines list things, what stands on one line is one order.
fn by_line(model: &Model, used: &[u32]) -> (Vec<u32>, u32) {
    let table = model.fact_table();
    let lines: Vec<u64> = used.iter().map(|row| table.line(row + 1)).collect();
    let mut count = 0;
    let mut orders = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        count += u32::from(at == 0 || lines[at - 1] != *line);
        orders.push(count - 1);
    }
    (orders, count)
}

/// The codes of a place, lifted to the used rows; in the order of first appearance.
fn codes_at(model: &Model, used: &[u32], place: (usize, usize)) -> Vec<u32> {
    let lifted = model.lift_at(place, model.column(place).coded().codes, MISSING);
    let mut codes: Vec<u32> = used.iter().map(|row| lifted[*row as usize]).collect();
    references::of_purchases(model, used, &mut codes);
    codes
}

/// Dense numbers by first appearance of a key; a row without a key is its own.
fn dense(rows: usize, key: impl Fn(usize) -> Option<(u32, i32, u32)>) -> (Vec<u32>, u32) {
    let mut numbers: HashMap<(u32, i32, u32), u32, foldhash::fast::FixedState> = HashMap::default();
    let mut count = 0;
    let mut next = || {
        count += 1;
        count - 1
    };
    let order = (0..rows)
        .map(|row| match key(row) {
            Some(key) => *numbers.entry(key).or_insert_with(&mut next),
            None => next(),
        })
        .collect();
    (order, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_number_that_customers_share_is_an_order_of_each() {
        let ids = [7, 7, 8, 7, NO_CODE, 8];
        let customers = [0, 1, NO_CODE, 0, 2, 3];
        let (orders, count) = own_orders(&ids, &customers);
        assert_eq!((orders, count), (vec![0, 1, 2, 0, 3, 2], 4));
    }
}
