//! Sources - rows set aside -> Dataset: the joined truth in columns, and the slices of it.

mod amounts;
mod attributes;
mod build;
mod codes;
mod customers;
mod data;
mod dimensions;
mod grain;
mod measures;
mod minutes;
mod numbers;
mod places;
mod purchases;
mod references;
mod refunds;
mod slice;
mod status;
mod statuses;
mod totals;

pub use build::{TOO_LARGE, Verdicts, build};
pub use codes::Codes;
pub use data::{
    Apart, Capability, Customer, Dataset, Dimension, Grain, Measured, NO_CODE, NO_MINUTE, NO_VALUE,
    OrderRule, OrderRuleCount, RevenueDefinition, RowId, SharedOrders, Split, Totals,
};
pub use numbers::Numbers;
pub use places::Places;
pub use slice::{Assignment, Slice, having};
pub use status::Status;
