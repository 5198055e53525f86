//! What is bought, together with what, and what comes back.

pub(super) mod affinity;
mod baskets;
mod breakdown;
pub(super) mod buyers;
mod dimension;
mod family;
mod lying;
mod neighbours;
pub(super) mod next;
mod outcomes;
mod pairs;
mod return_tables;
pub(super) mod returns;
mod rule_table;
mod rules;
pub(super) mod sales;

#[cfg(test)]
mod story;

pub use baskets::Baskets;
pub use neighbours::{Neighbours, Suggestion};
pub use pairs::{LEAST_LIFT, MOST_ITEMS, Pair, Pairs, least_together};
pub use rules::{Rule as BasketRule, Rules};
