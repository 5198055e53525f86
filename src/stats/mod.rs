//! Numbers -> numbers. Nothing here has ever heard of a customer: one idea a file, each with its
//! definition, its source and what it does in the degenerate case.

mod concentration;
mod fraction;
mod kmeans;
mod logit;
mod quantile;
mod random;
mod ratio;
mod student;
mod two_by_two;
mod wilson;

pub use concentration::Concentration;
pub use fraction::Fraction;
pub use kmeans::{KMeans, Point, silhouettes};
pub use logit::{Logit, Pattern};
pub use quantile::{quantile, quantile_of_whole};
pub use random::Random;
pub use ratio::{MIN_CLUSTERS, RatioEstimate, ratio_of_totals};
pub use student::student_975;
pub use two_by_two::{Estimate, TwoByTwo, false_discovery, mantel_haenszel};
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
