//! Dimensions -> what is known of each customer: those that hold one value for each.

use crate::dataset::build::sorted_codes;
use crate::dataset::{Codes, Customer, Dimension, NO_CODE};
use crate::recipe::Recipe;
use crate::schema::{Model, Role};
use crate::table::Kind;
use crate::value::order;

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
    dimensions: &[&Dimension],
    customer: &[u32],
    customers: &[Customer],
) -> Vec<Dimension> {
    if customer.is_empty() {
        return Vec::new();
    }
    let attribute = |dimension: &&Dimension| {
        let id = dimension.id.as_str();
        if NEVER.iter().any(|role| role.id() == id) {
            return None;
        }
        let given = model.is_summary() || describes_customers(model, id);
        let told = told(dimension, customer, customers.len(), given)?;
        let proven = || {
            let several = told.iter().filter(|own| own.several);
            let constant = several.clone().filter(|own| !own.differ).count();
            let several = several.count();
            several >= LEAST_CUSTOMERS && constant as f64 >= CONSTANT * several as f64
        };
        (given || proven()).then(|| dimension.with_codes(most_frequent(dimension, customer, &told)))
    };
    dimensions.iter().filter_map(attribute).collect()
}

/// The column of whole ages among those without a role, as a dimension that only describes customers.
pub(super) fn age(model: &Model, recipe: &Recipe, used: &[u32]) -> Option<Dimension> {
    for source in &model.reached {
        let source_of = &model.sources[*source];
        for (index, column) in source_of.table.columns.iter().enumerate() {
            let number = column.decision.kind == Kind::Integer;
            let has_role = source_of.mapping.guesses[index].role.is_some();
            if number && !has_role && column.name.eq_ignore_ascii_case("age") {
                let (codes, values) = sorted_codes(model, recipe, used, (*source, index));
                return Some(Dimension {
                    id: format!("{}.{}", source_of.name(), column.name),
                    name: column.name.clone(),
                    codes: Codes::of(values.len(), codes),
                    values,
                    names: Vec::new(),
                });
            }
        }
    }
    None
}

/// What the rows of a customer tell.
#[derive(Clone)]
struct Own {
    /// The value of the first row that has one, or [`NO_CODE`].
    first: u32,
    /// More rows have a value,
    several: bool,
    /// and not all the same.
    differ: bool,
}

/// What each customer's rows tell; `None` as soon as so many differ that it proves nothing, unless what
/// the dimension describes is `given`.
fn told(
    dimension: &Dimension,
    customer: &[u32],
    customers: usize,
    given: bool,
) -> Option<Vec<Own>> {
    let nothing = Own {
        first: NO_CODE,
        several: false,
        differ: false,
    };
    let mut told = vec![nothing; customers];
    // No more customers can have several rows than there are.
    let mut left = if given {
        usize::MAX
    } else {
        customers / 50 + 1
    };
    for (buyer, code) in customer.iter().zip(dimension.codes.iter()) {
        let Some(own) = told.get_mut(*buyer as usize) else {
            continue;
        };
        match own.first {
            _ if *code == NO_CODE => {}
            NO_CODE => own.first = *code,
            first => {
                own.several = true;
                if first != *code && !own.differ {
                    own.differ = true;
                    left = left.checked_sub(1)?;
                }
            }
        }
    }
    Some(told)
}

/// The most frequent value of each customer. Only the rows of those whose rows differ are counted.
fn most_frequent(dimension: &Dimension, customer: &[u32], told: &[Own]) -> Vec<u32> {
    let mut codes: Vec<u32> = told.iter().map(|own| own.first).collect();
    let differ = |buyer: u32| told.get(buyer as usize).is_some_and(|own| own.differ);
    let rows = 0..customer.len() as u32;
    let mut rows: Vec<u32> = rows.filter(|row| differ(customer[*row as usize])).collect();
    order::sort_by_code(&mut rows, &|row| customer[row as usize]);
    let mut counts = vec![0_u32; dimension.values.len()];
    for own in rows.chunk_by(|a, b| customer[*a as usize] == customer[*b as usize]) {
        let told = |row: &u32| Some(dimension.codes[*row as usize]).filter(|code| *code != NO_CODE);
        for code in own.iter().filter_map(told) {
            counts[code as usize] += 1;
        }
        let (mut most, mut best) = (0, NO_CODE);
        for code in own.iter().filter_map(told) {
            let count = counts[code as usize];
            if count > most || (count == most && code < best) {
                (most, best) = (count, code);
            }
        }
        own.iter()
            .filter_map(told)
            .for_each(|code| counts[code as usize] = 0);
        codes[customer[own[0] as usize] as usize] = best;
    }
    codes
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
