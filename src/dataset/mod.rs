//! Sources - rows set aside -> Dataset: the joined truth in columns, and the slices of it.

mod amounts;
mod build;
mod data;
mod purchases;
mod slice;
mod statuses;

pub use build::{TOO_LARGE, Verdicts, build};
pub use data::{
    Apart, Capability, Customer, Dataset, Dimension, Grain, NO_CODE, OrderRule, OrderRuleCount,
    RevenueDefinition, RowId, Status,
};
pub use slice::{Assignment, Slice, having};
