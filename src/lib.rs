//! Clientele.

pub mod value;
pub mod stats;
pub mod say;
pub mod figure;
pub mod draw;
pub mod error;
pub mod csv;
pub mod table;
pub mod schema;
pub mod quality;
pub mod dataset;
pub mod analysis;
pub mod recipe;
pub mod report;
pub mod protocol;
pub mod session;
pub mod export;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
