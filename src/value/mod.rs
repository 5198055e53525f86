//! The atoms: calendar days, months and exact decimals. They know nothing of files or customers.

mod day;
mod decimal;
mod map;
mod month;
pub mod order;

pub use day::Day;
pub use decimal::{Decimal, MAX_SCALE};
pub use map::Map;
pub use month::Month;
