//! Groups of customers: personas, buckets, activity, business segments, clusters.

/// By id.
#[rustfmt::skip]
pub(super) const SENTENCES: &[(&str, &str)] = &[];
