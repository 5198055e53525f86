//! When customers buy: season, rhythm, cohorts, forecast.
