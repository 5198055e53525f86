//! Dimensions -> what is known of each customer: those that hold one value for each.

use crate::dataset::{Customer, Dimension, NO_CODE};
use crate::schema::{Model, Role};

/// A column of the facts describes customers when it is the same in all their rows for so many of them.
const CONSTANT: f64 = 0.99;
/// Fewer customers with several rows prove nothing.
const LEAST_CUSTOMERS: usize = 5;
/// What a row is about, and not its buyer.
const NEVER: [Role; 4] = [
    Role::Product,
    Role::ProductName,
    Role::Category,
    Role::Status,
];

/// The dimensions by customer. Where a customer's rows differ, the most frequent value counts, and
/// among equals the first in the alphabet.
pub(super) fn of(
    model: &Model,
    dimensions: &[Dimension],
    customer: &[u32],
    customers: &[Customer],
) -> Vec<Dimension> {
    if customer.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); customers.len()];
    for (row, customer) in customer.iter().enumerate() {
        if let Some(rows) = rows.get_mut(*customer as usize) {
            rows.push(row as u32);
        }
    }
    let attribute = |dimension: &Dimension| {
        let id = dimension.id.as_str();
        if NEVER.iter().any(|role| role.id() == id) {
            return None;
        }
        let (mut several, mut constant) = (0, 0);
        let mut codes = vec![NO_CODE; customers.len()];
        for (code, rows) in codes.iter_mut().zip(&rows) {
            let mut own: Vec<u32> = rows
                .iter()
                .map(|row| dimension.codes[*row as usize])
                .collect();
            own.retain(|code| *code != NO_CODE);
            crate::value::order::sort(&mut own);
            let runs = own.chunk_by(|a, b| a == b);
            let longest = runs.fold(None, |best: Option<&[u32]>, run| match best {
                Some(best) if best.len() >= run.len() => Some(best),
                _ => Some(run),
            });
            several += usize::from(own.len() > 1);
            constant +=
                usize::from(own.len() > 1 && longest.is_some_and(|run| run.len() == own.len()));
            *code = longest
                .and_then(|run| run.first().copied())
                .unwrap_or(NO_CODE);
        }
        let proven = several >= LEAST_CUSTOMERS && constant as f64 >= CONSTANT * several as f64;
        (proven || model.is_summary() || describes_customers(model, id)).then(|| Dimension {
            codes,
            ..dimension.clone_without_codes()
        })
    };
    dimensions.iter().filter_map(attribute).collect()
}

/// Whether the dimension's column stands in a file with one row a customer.
fn describes_customers(model: &Model, id: &str) -> bool {
    let lists = |source: &usize| {
        let source = &model.sources[*source];
        let unique = source
            .column(Role::CustomerId)
            .is_some_and(|column| column.distinct() == source.table.rows);
        let place = Role::of_id(id).map(|role| model.role(role));
        let prefix = id.strip_prefix(source.name());
        unique
            && match place {
                Some(place) => {
                    place.is_some_and(|place| std::ptr::eq(&model.sources[place.0], source))
                }
                None => prefix.is_some_and(|rest| rest.starts_with('.')),
            }
    };
    model
        .reached
        .iter()
        .filter(|source| **source != model.fact)
        .any(lists)
}
