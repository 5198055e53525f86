//! Report -> files and terminals.

pub mod csv;
pub mod text;
