//! Numbers -> numbers. Nothing here has ever heard of a customer: one idea a file, each with its
//! definition, its source and what it does in the degenerate case.

mod chi_squared;
mod concentration;
mod fraction;
mod multiple;
mod quantile;
mod ratio;
mod student;
mod together;
mod wilson;

pub use chi_squared::{Homogeneity, chi_squared_tail, homogeneity};
pub use concentration::Concentration;
pub use fraction::Fraction;
pub use multiple::{benjamini_hochberg, bonferroni, holm};
pub use quantile::{quantile, quantile_of_whole};
pub use ratio::{MIN_CLUSTERS, RatioEstimate, ratio_of_totals};
pub use student::student_975;
pub use together::Together;
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
