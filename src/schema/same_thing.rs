//! Columns that name the same thing although their headers do not say so: by their roles and their values.

use crate::schema::by_content::is_generic;
use crate::schema::header::subject;
use crate::schema::keys::share;
use crate::schema::keys::{JoinCoverage, LEAST_COVERAGE};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, Kind};

/// Where headers do not tell, so many values must meet, and so much of the far side must be used.
const LEAST_KEYS: u64 = 5;
/// The same of the far side where the values are words or labels, which do not meet by chance.
const LEAST_USED_WORDS: f64 = 0.2;

/// Headers that only count, and values by which both columns name the same thing.
pub(super) fn same_thing(
    near: &Source,
    near_column: usize,
    far: &Source,
    far_column: usize,
) -> bool {
    let silent = |source: &Source, column: usize| is_generic(&source.table.columns[column].name);
    let role = near.mapping.guesses[near_column].role;
    let names = matches!(
        role,
        Some(Role::CustomerId | Role::OrderId | Role::Product | Role::Market)
    );
    names
        && role == far.mapping.guesses[far_column].role
        && silent(near, near_column)
        && silent(far, far_column)
}

/// Columns that mean the same under headers that are not alike: `Cust No` and `customer_id`.
pub(super) fn mean_the_same(
    near: &Source,
    near_column: usize,
    far: &Source,
    far_column: usize,
) -> bool {
    let role = |source: &Source, column: usize| match source.mapping.guesses[column].role {
        Some(Role::Email) => Some(Role::CustomerId),
        None => match &subject(&source.table.columns[column].name)[..] {
            [word] if word == "customer" => Some(Role::CustomerId),
            [word] if word == "product" => Some(Role::Product),
            _ => None,
        },
        role => role,
    };
    let meaning = role(near, near_column);
    meaning == role(far, far_column)
        && matches!(
            meaning,
            Some(Role::CustomerId | Role::Product | Role::Market)
        )
}

/// Whether so many values of each stand in the other that it is no chance. Counted numbers meet by chance.
pub(super) fn meet_both_ways(coverage: &JoinCoverage, near: &Column, far: &Column) -> bool {
    let tells = |column: &Column| matches!(column.decision.kind, Kind::Text | Kind::Id);
    let least = match tells(near) && tells(far) {
        true => LEAST_USED_WORDS,
        false => LEAST_COVERAGE,
    };
    coverage.near_found >= LEAST_KEYS
        && share(coverage.near_found, coverage.near_keys) >= LEAST_COVERAGE
        && share(coverage.far_used, coverage.far_keys) >= least
}
