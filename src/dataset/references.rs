//! Rows that pay a purchase back and name it: they belong to its order and to its buyer, whoever the file
//! names as the one who paid.

use crate::dataset::NO_CODE;
use crate::schema::{Model, Role};
use crate::table::MISSING;
use crate::value::order;

/// Gives the rows below zero that name an order the value of that order's first row: the customer, or
/// the order itself. `values` are those of the used rows; where the order is not among them there is none.
pub(super) fn of_purchases(model: &Model, used: &[u32], values: &mut [u32]) {
    if values.is_empty() {
        return;
    }
    let own = |role| model.facts().column(role);
    let (Some(refers), Some(orders)) = (own(Role::Refers), own(Role::OrderId)) else {
        return;
    };
    let (refers, orders) = (refers.coded(), orders.coded());
    let mut by_order: Vec<(&str, usize)> = Vec::with_capacity(used.len());
    for (at, row) in used.iter().enumerate() {
        let code = orders.codes[*row as usize];
        if code != MISSING {
            by_order.push((&orders.entries[code as usize], at));
        }
    }
    order::sort(&mut by_order);
    let amounts = &model.measure.values;
    for (at, row) in used.iter().enumerate() {
        let code = refers.codes[*row as usize];
        if code == MISSING || amounts[*row as usize] >= 0 {
            continue;
        }
        let name = refers.entries[code as usize].as_str();
        let place = by_order.partition_point(|known| known.0 < name);
        let found = by_order.get(place).filter(|known| known.0 == name);
        values[at] = found.map_or(NO_CODE, |(_, purchase)| values[*purchase]);
    }
}
