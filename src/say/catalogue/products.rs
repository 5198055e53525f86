//! What is bought, together with what, and what comes back.

/// By id.
#[rustfmt::skip]
pub(super) const SENTENCES: &[(&str, &str)] = &[];
