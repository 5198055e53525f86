//! Numbers -> numbers. Nothing here has ever heard of a customer: one idea a file, each with its
//! definition, its source and what it does in the degenerate case.

mod concentration;
mod fraction;
mod monotone;
mod quantile;
mod ratio;
mod season;
mod smoothing;
mod student;
mod survival;
mod wilson;

pub use concentration::Concentration;
pub use fraction::Fraction;
pub use monotone::{MannKendall, Slope, lag_1, mann_kendall, theil_sen};
pub use quantile::{quantile, quantile_of_whole};
pub use ratio::{MIN_CLUSTERS, RatioEstimate, ratio_of_totals};
pub use season::{Season, YEAR, seasonal_index};
pub use smoothing::{Smoothed, State, Weights, forecast, holt_winters, smooth};
pub use student::student_975;
pub use survival::{Step, kaplan_meier, median_time, survival_at};
pub use wilson::wilson_95;

/// An interval of real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Between {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 97.5 % point of the standard normal distribution.
pub const NORMAL_975: f64 = 1.959_963_984_540_054;
