//! What customers are worth: margin, what a change is made of, who is overdue, and the months to come.

mod back_test;
pub(super) mod lifetime;
mod prospects;
mod visits;

pub use back_test::BackTest;
pub use visits::Visits;
