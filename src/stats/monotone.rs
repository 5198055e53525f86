//! A series -> whether it rises or falls (Mann-Kendall), and by how much a step (Theil-Sen).
//!
//! Definitions: `S` = pairs that rise minus pairs that fall; its variance without a trend is
//! `(n (n - 1) (2 n + 5) - sum t (t - 1) (2 t + 5)) / 18` over groups of `t` equal values;
//! `z = (S - sign S) / sqrt(variance)` (continuity), `p` two-sided normal. With a period, `S` and its
//! variance are summed over the values of the same place in the period (Hirsch and others). The slope is the
//! median of the slopes of all pairs; its 95 % limits are those at the ranks `(N -+ z sqrt(variance)) / 2`
//! of the `N` slopes. Sources: Mann (1945), Kendall (1975), Hirsch, Slack and Smith (1982), Sen (1968);
//! limits as in SciPy `theilslopes`. Assumption: values are independent of each other apart
//! from the trend; [`lag_1`] tells when they are not.
//! Degenerate cases: fewer than 3 values, or all equal: no test.

use crate::stats::{Between, NORMAL_975, quantile};
use crate::value::order;

/// The result of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Pairs that rise minus pairs that fall.
    pub s: f64,
    /// The variance of `s` without a trend.
    pub variance: f64,
    /// The standardised statistic.
    pub z: f64,
    /// Two-sided probability of such a statistic without a trend.
    pub p: f64,
}

/// The slope a step with its 95 % limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// The median of the slopes of all pairs.
    pub slope: f64,
    /// The limits by rank.
    pub interval: Between,
}

/// The test; with `period` 12 the seasonal one for months, with 1 the plain one.
pub fn mann_kendall(values: &[f64], period: usize) -> Option<MannKendall> {
    if values.len() < 3 {
        return None;
    }
    let (mut s, mut variance) = (0.0, 0.0);
    for place in 0..period.max(1) {
        let own: Vec<f64> = values
            .iter()
            .skip(place)
            .step_by(period.max(1))
            .copied()
            .collect();
        s += concordance(&own);
        variance += variance_of(&own);
    }
    if variance <= 0.0 {
        return None;
    }
    let sign = if s > 0.0 {
        1.0
    } else if s < 0.0 {
        -1.0
    } else {
        0.0
    };
    let z = (s - sign) / variance.sqrt();
    let p = libm::erfc(z.abs() / std::f64::consts::SQRT_2);
    Some(MannKendall { s, variance, z, p })
}

fn concordance(values: &[f64]) -> f64 {
    let mut s = 0.0;
    for (at, earlier) in values.iter().enumerate() {
        for later in &values[at + 1..] {
            s += f64::from(i8::from(later > earlier) - i8::from(later < earlier));
        }
    }
    s
}

fn variance_of(values: &[f64]) -> f64 {
    let part = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let mut sorted = values.to_vec();
    order::sort_by(&mut sorted, f64::total_cmp);
    let ties: f64 = sorted
        .chunk_by(|a, b| a == b)
        .map(|group| part(group.len() as f64))
        .sum();
    (part(values.len() as f64) - ties) / 18.0
}

/// The Theil-Sen slope of values at equal steps.
pub fn theil_sen(values: &[f64]) -> Option<Slope> {
    if values.len() < 3 {
        return None;
    }
    let mut slopes = Vec::with_capacity(values.len() * (values.len() - 1) / 2);
    for (at, earlier) in values.iter().enumerate() {
        for (steps, later) in values[at + 1..].iter().enumerate() {
            slopes.push((later - earlier) / (steps + 1) as f64);
        }
    }
    order::sort_by(&mut slopes, f64::total_cmp);
    let (count, reach) = (
        slopes.len() as f64,
        NORMAL_975 * variance_of(values).max(0.0).sqrt(),
    );
    let high = libm::rint((count + reach) / 2.0).min(count - 1.0) as usize;
    let low = (libm::rint((count - reach) / 2.0) - 1.0).max(0.0) as usize;
    Some(Slope {
        slope: quantile(&slopes, 0.5)?,
        interval: Between {
            low: slopes[low],
            high: slopes[high],
        },
    })
}

/// The correlation of each value with the next, after a straight line of this slope is taken off.
/// 0 where nothing varies.
pub fn lag_1(values: &[f64], slope: f64) -> f64 {
    let rest: Vec<f64> = values
        .iter()
        .enumerate()
        .map(|(at, y)| y - slope * at as f64)
        .collect();
    let mean = rest.iter().sum::<f64>() / rest.len().max(1) as f64;
    let all: f64 = rest.iter().map(|y| (y - mean) * (y - mean)).sum();
    let next: f64 = rest
        .windows(2)
        .map(|pair| (pair[0] - mean) * (pair[1] - mean))
        .sum();
    if all > 0.0 { next / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rise_of_five_values_by_hand() {
        // All ten pairs rise: S = 10, variance 5 * 4 * 15 / 18 = 16.667, z = 9 / 4.0825 = 2.2045.
        let test = mann_kendall(&[1.0, 2.0, 3.0, 4.0, 5.0], 1).unwrap();
        assert_eq!(test.s, 10.0);
        assert!((test.z - 2.204_541).abs() < 1e-6 && (test.p - 0.027_486).abs() < 1e-6);
        let slope = theil_sen(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
        assert_eq!(
            (slope.slope, slope.interval.low, slope.interval.high),
            (1.0, 1.0, 1.0)
        );
    }

    #[test]
    fn a_season_that_repeats_is_no_trend() {
        let values: Vec<f64> = (0..36).map(|at| f64::from(at % 12)).collect();
        assert_eq!(mann_kendall(&values, 12), None);
        assert_eq!(mann_kendall(&[7.0; 20], 1), None);
        assert_eq!(mann_kendall(&[1.0, 2.0], 1), None);
    }

    #[test]
    fn swings_are_told_from_noise_by_the_next_value() {
        let waves: Vec<f64> = (0..24)
            .map(|at| if at / 6 % 2 == 0 { 1.0 } else { -1.0 })
            .collect();
        let jumps: Vec<f64> = (0..24)
            .map(|at| if at % 2 == 0 { 1.0 } else { -1.0 })
            .collect();
        assert!(lag_1(&waves, 0.0) > 0.5 && lag_1(&jumps, 0.0) < -0.5);
        assert_eq!(lag_1(&[3.0; 5], 0.0), 0.0);
    }
}
