//! Model -> buyers: their ids, sorted, and what they are called.

use crate::dataset::build::sorted_codes;
use crate::dataset::{Customer, NO_CODE};
use crate::schema::{Model, Role};

pub(super) fn customers(model: &Model, used: &[u32]) -> (Vec<u32>, Vec<Customer>) {
    let id = model.role(Role::CustomerId);
    let name = model.role(Role::CustomerName);
    let Some(place) = id.or(name) else {
        return (Vec::new(), Vec::new());
    };
    let (codes, ids) = sorted_codes(model, used, place);
    let mut customers: Vec<Customer> = ids
        .into_iter()
        .map(|id| Customer { id, name: None })
        .collect();
    if let Some(name) = name.filter(|name| *name != place) {
        let (name_codes, names) = sorted_codes(model, used, name);
        // Names are sorted: the first in the alphabet wins, whatever the order of the rows.
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes
            .iter()
            .zip(&name_codes)
            .filter(|(customer, _)| **customer != NO_CODE)
        {
            let best = &mut best[*customer as usize];
            *best = (*best).min(*name);
        }
        for (customer, name) in customers.iter_mut().zip(best) {
            customer.name = names.get(name as usize).cloned();
        }
    } else if name.is_none() {
        first_and_last(model, used, &codes, &mut customers);
    }
    (codes, customers)
}

/// Customers in the file that lists them.
pub(super) fn customers_on_file(model: &Model) -> Option<u64> {
    let lists = model
        .reached
        .iter()
        .filter(|source| **source != model.fact)
        .filter_map(|source| {
            let column = model.sources[*source].column(Role::CustomerId)?;
            let keys = column.coded().entries.len() as u64;
            (keys == u64::from(model.sources[*source].table.rows)).then_some(keys)
        });
    lists.max()
}

/// Where no column holds the whole name, first and last name together do.
fn first_and_last(model: &Model, used: &[u32], codes: &[u32], customers: &mut [Customer]) {
    for role in [Role::FirstName, Role::LastName] {
        let Some(place) = model.role(role) else {
            continue;
        };
        let (name_codes, names) = sorted_codes(model, used, place);
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes.iter().zip(&name_codes) {
            if let Some(best) = best.get_mut(*customer as usize) {
                *best = (*best).min(*name);
            }
        }
        for (customer, name) in customers.iter_mut().zip(best) {
            let Some(part) = names.get(name as usize) else {
                continue;
            };
            customer.name = Some(match customer.name.take() {
                Some(first) => format!("{first} {part}"),
                None => part.clone(),
            });
        }
    }
}
