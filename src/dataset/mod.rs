//! Sources - rows set aside -> Dataset: the joined truth in columns, and the slices of it.

mod amounts;
mod attributes;
mod build;
mod customers;
mod data;
mod dimensions;
mod grain;
mod measures;
mod minutes;
mod purchases;
mod references;
mod refunds;
mod slice;
mod statuses;
mod totals;

pub use build::{TOO_LARGE, Verdicts, build};
pub use data::{
    Apart, Capability, Customer, Dataset, Dimension, Grain, Measured, NO_CODE, NO_MINUTE, NO_VALUE,
    OrderRule, OrderRuleCount, RevenueDefinition, RowId, Split, Status, Totals,
};
pub use slice::{Assignment, Slice, having};
