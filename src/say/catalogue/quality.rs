//! Sentences of this room.

/// By id.
pub(super) const SENTENCES: &[(&str, &str)] = &[];
