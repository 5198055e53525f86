//! The atoms: calendar days, months and exact decimals. They know nothing of files or customers.

mod day;
mod decimal;
mod letters;
mod map;
mod month;
pub mod order;

pub use day::Day;
pub use decimal::{Decimal, MAX_SCALE};
pub use letters::plain;
pub use map::Map;
pub use month::{Month, Months};
