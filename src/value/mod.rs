//! The atoms: calendar days, months and exact decimals. They know nothing of files or customers.

mod day;
mod decimal;
mod month;
pub mod order;

pub use day::Day;
pub use decimal::{Decimal, MAX_SCALE};
pub use month::Month;
