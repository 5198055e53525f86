//! Clientele.

pub mod value;
pub mod stats;
pub mod say;
pub mod figure;
pub mod error;
pub mod dataset;
pub mod analysis;
pub mod recipe;
pub mod report;
pub mod protocol;
pub mod demo;
