//! Report and rows -> files and terminals.

pub mod csv;
mod rows;
pub mod text;

pub use rows::{Rows, part};
