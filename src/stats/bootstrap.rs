//! Two groups of numbers -> the difference of their means with a bootstrap interval.
//!
//! Definition: each group is drawn again from itself, with replacement, many times with a fixed seed;
//! the interval holds the middle 95 % of the differences (percentile method; Efron and Tibshirani, An
//! Introduction to the Bootstrap, 1993, chapter 13; quantiles of type 7). The number of draws falls from
//! 1,000 to 200 for large groups, so that the work stays bounded. Degenerate cases: an empty group has
//! no mean; one number each gives an interval of one point.

use crate::stats::{Between, Estimate, Random, quantile};

/// Numbers drawn in all, at most, where 200 rounds allow it.
const DRAWS: usize = 20_000_000;

/// The mean of the first group less that of the second.
pub fn difference_of_means(a: &[f64], b: &[f64]) -> Option<Estimate> {
    let mean = |group: &[f64]| group.iter().sum::<f64>() / group.len() as f64;
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let mut random = Random::new(20);
    let mut drawn = |group: &[f64]| {
        let n = group.len() as u32;
        let sum: f64 = (0..n).map(|_| group[random.below(n) as usize]).sum();
        sum / f64::from(n)
    };
    let rounds = (DRAWS / (a.len() + b.len())).clamp(200, 1000);
    let mut differences: Vec<f64> = (0..rounds).map(|_| drawn(a) - drawn(b)).collect();
    crate::value::order::sort_by(&mut differences, f64::total_cmp);
    Some(Estimate {
        value: mean(a) - mean(b),
        interval: Between {
            low: quantile(&differences, 0.025)?,
            high: quantile(&differences, 0.975)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_about_that_of_the_normal_approximation() {
        // 0..100 against 10..110: variances 833.25, standard error sqrt(2 * 833.25 / 100) = 4.0823.
        let a: Vec<f64> = (10..110).map(f64::from).collect();
        let b: Vec<f64> = (0..100).map(f64::from).collect();
        let found = difference_of_means(&a, &b).unwrap();
        assert!((found.value - 10.0).abs() < 1e-12);
        assert!((found.interval.low - 2.0).abs() < 1.0, "{found:?}");
        assert!((found.interval.high - 18.0).abs() < 1.0, "{found:?}");
    }

    #[test]
    fn an_empty_group_has_no_mean() {
        assert_eq!(difference_of_means(&[], &[1.0]), None);
        let alone = difference_of_means(&[3.0], &[1.0]).unwrap();
        assert_eq!((alone.interval.low, alone.interval.high), (2.0, 2.0));
    }
}
