//! Numbers -> numbers. Nothing here has ever heard of a customer: one idea a file, each with its
//! definition, its source and what it does in the degenerate case.

mod bfgs;
mod bgnbd;
mod bootstrap;
mod chi_squared;
mod concentration;
mod digamma;
mod fraction;
mod gamma_gamma;
mod hypergeometric;
mod kmeans;
mod logit;
mod monotone;
mod multiple;
mod quantile;
mod random;
mod ratio;
mod repeats;
mod season;
mod share_ratio;
mod smoothing;
mod student;
mod survival;
mod together;
mod two_by_two;
mod uncertain;
mod wilson;

pub use bfgs::{Minimum, Objective, minimise};
pub use bgnbd::{Ending, NoFit, RepeatModel, discounted};
pub use bootstrap::difference_of_means;
pub use chi_squared::{Homogeneity, chi_squared_tail, homogeneity};
pub use concentration::Concentration;
pub use digamma::digamma;
pub use fraction::Fraction;
pub use gamma_gamma::GammaGamma;
pub use hypergeometric::hypergeometric_excess;
pub use kmeans::{KMeans, Point, silhouettes};
pub use logit::{Logit, Pattern};
pub use monotone::{MannKendall, Slope, lag_1, mann_kendall, theil_sen};
pub use multiple::{benjamini_hochberg, bonferroni, holm};
pub use quantile::{quantile, quantile_of_ranks, quantile_of_whole};
pub use random::Random;
pub use ratio::{MIN_CLUSTERS, RatioEstimate, ratio_of_totals};
pub use repeats::{Repeat, Repeats};
pub use season::{Season, YEAR, seasonal_index};
pub use share_ratio::{PartSums, share_ratio};
pub use smoothing::{Smoothed, State, Weights, forecast, holt_winters, smooth};
pub use student::student_975;
pub use survival::{Step, kaplan_meier, median_time, survival_at};
pub use together::Together;
pub use two_by_two::{Estimate, Pooled, TwoByTwo, mantel_haenszel};
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
