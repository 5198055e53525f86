//! Clientele.
pub mod value;
pub mod say;
pub mod figure;
