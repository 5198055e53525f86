//! What customers are worth: margin, lifetime value, what a change is made of.

/// By id.
#[rustfmt::skip]
pub(super) const SENTENCES: &[(&str, &str)] = &[];
