//! Report -> files and terminals.

pub mod text;
