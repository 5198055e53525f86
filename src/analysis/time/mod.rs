//! When customers buy: season, years, rhythm, cohorts, the second purchase, forecast.

pub(super) mod cohorts;
pub(super) mod forecast;
pub(super) mod markets;
pub(super) mod rhythm;
pub(super) mod season;
pub(super) mod second_purchase;
pub(super) mod years;

mod apart;
mod cohort_figure;
mod cohort_table;
mod forecast_figure;
mod market_figure;
mod outlook;
mod part_of_time;
mod peaks;
mod plot;
mod rhythm_figure;
mod season_figure;

#[cfg(test)]
mod told;
