//! Totals of clusters -> their ratio with an interval.
//!
//! Definition: `R = sum y / sum x` over `n` clusters; linearised variance
//! `n / (n - 1) * sum (y - R x)^2 / (sum x)^2`; interval `R -+ t sqrt(variance)` with Student's t at
//! `n - 1` degrees of freedom. Source: Cochran, Sampling Techniques (1977), section 6.3, without the
//! finite population correction, because the question is what another such set of clusters would show.
//! Assumption: clusters are independent of each other; the y and x of one cluster need not be.
//! Degenerate cases: a sum of x that is not above zero has no ratio; fewer than 10 clusters, no interval.

use crate::stats::{Between, student_975};

/// Below this many clusters the linearised variance is too small far too often.
pub const MIN_CLUSTERS: usize = 10;

/// A ratio of totals and, with enough clusters, its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioEstimate {
    /// The ratio.
    pub ratio: f64,
    /// The interval; `None` below [`MIN_CLUSTERS`] clusters.
    pub interval: Option<Between>,
}

/// The ratio of the totals of `(y, x)`, one pair a cluster.
pub fn ratio_of_totals(clusters: &[(f64, f64)]) -> Option<RatioEstimate> {
    let (y, x) = clusters
        .iter()
        .fold((0.0, 0.0), |(ys, xs), (y, x)| (ys + y, xs + x));
    if x <= 0.0 {
        return None;
    }
    let ratio = y / x;
    let n = clusters.len() as f64;
    let squares: f64 = clusters
        .iter()
        .map(|(y, x)| (y - ratio * x) * (y - ratio * x))
        .sum();
    let interval = student_975(clusters.len().saturating_sub(1))
        .filter(|_| clusters.len() >= MIN_CLUSTERS)
        .map(|t| {
            let half = t * (n / (n - 1.0) * squares).sqrt() / x;
            Between {
                low: ratio - half,
                high: ratio + half,
            }
        });
    Some(RatioEstimate { ratio, interval })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn with_one_order_each_it_is_the_interval_of_a_mean() {
        // y = 1..=10, x = 1: mean 5.5, variance 55/6, standard error 0.957427, t 2.262157.
        let clusters: Vec<(f64, f64)> = (1..=10).map(|y| (f64::from(y), 1.0)).collect();
        let estimate = ratio_of_totals(&clusters).unwrap();
        let interval = estimate.interval.unwrap();
        assert!((estimate.ratio - 5.5).abs() < 1e-12);
        assert!((interval.low - 3.334149).abs() < 5e-4 && (interval.high - 7.665851).abs() < 5e-4);
    }

    #[test]
    fn clusters_on_one_line_leave_no_doubt() {
        let clusters: Vec<(f64, f64)> = (1..=12)
            .map(|x| (3.0 * f64::from(x), f64::from(x)))
            .collect();
        let interval = ratio_of_totals(&clusters).unwrap().interval.unwrap();
        assert!((interval.low - 3.0).abs() < 1e-12 && (interval.high - 3.0).abs() < 1e-12);
    }

    #[test]
    fn nine_clusters_give_a_ratio_without_an_interval() {
        let estimate = ratio_of_totals(&[(2.0, 1.0); 9]).unwrap();
        assert_eq!(
            estimate,
            RatioEstimate {
                ratio: 2.0,
                interval: None
            }
        );
        assert_eq!(ratio_of_totals(&[]), None);
        assert_eq!(ratio_of_totals(&[(1.0, 0.0); 20]), None);
    }
}
