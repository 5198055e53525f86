//! When customers buy: season, rhythm, cohorts, forecast.

/// By id.
#[rustfmt::skip]
pub(super) const SENTENCES: &[(&str, &str)] = &[];
