//! Sorted numbers -> a quantile, type 7.
//!
//! Definition: with `h = (n - 1) p`, the value at rank `floor(h)` (from 0) plus the fraction of `h`
//! times the step to the next one. Source: Hyndman and Fan, "Sample Quantiles in Statistical
//! Packages", The American Statistician 50 (1996), definition 7; the default of R and NumPy.
//! Degenerate cases: no numbers, no quantile; one number is every quantile.

use crate::stats::Fraction;

/// The quantile of whole numbers at a fraction within 0 and 1, exact. `sorted` ascends.
///
/// ```
/// use clientele::stats::{Fraction, quantile_of_whole};
/// let median = quantile_of_whole(&[1, 2, 4, 9], Fraction::percent(50));
/// assert_eq!(median, Fraction::new(3, 1));
/// ```
pub fn quantile_of_whole(sorted: &[i128], p: Fraction) -> Option<Fraction> {
    quantile_of_ranks(sorted.len(), &|rank| sorted[rank], p)
}

/// The same of so many numbers by their ranks.
pub fn quantile_of_ranks(
    numbers: usize,
    sorted: &dyn Fn(usize) -> i128,
    p: Fraction,
) -> Option<Fraction> {
    let steps = numbers.checked_sub(1)? as i128;
    if p.numerator < 0 || p.numerator > p.denominator {
        return None;
    }
    let along = steps * p.numerator;
    let rank = (along / p.denominator) as usize;
    let past = along % p.denominator;
    let low = sorted(rank);
    let high = if rank + 1 < numbers {
        sorted(rank + 1)
    } else {
        low
    };
    Fraction::new(low * p.denominator + (high - low) * past, p.denominator)
}

/// The quantile of real numbers at `p` within 0 and 1. `sorted` ascends.
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let steps = sorted.len().checked_sub(1)? as f64;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let along = steps * p;
    let rank = along.floor() as usize;
    let low = sorted[rank];
    let high = sorted.get(rank + 1).copied().unwrap_or(low);
    Some(low + (high - low) * (along - along.floor()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_numpy_percentile() {
        // numpy.percentile([15, 20, 35, 40, 50], [0, 5, 30, 40, 100])
        let numbers = [15.0, 20.0, 35.0, 40.0, 50.0];
        for (p, expected) in [
            (0.0, 15.0),
            (0.05, 16.0),
            (0.3, 23.0),
            (0.4, 29.0),
            (1.0, 50.0),
        ] {
            assert!(
                (quantile(&numbers, p).unwrap() - expected).abs() < 1e-12,
                "{p}"
            );
        }
        let whole = [15, 20, 35, 40, 50];
        for (points, tenths) in [(0, 150), (5, 160), (30, 230), (40, 290), (100, 500)] {
            assert_eq!(
                quantile_of_whole(&whole, Fraction::percent(points)),
                Fraction::new(tenths, 10)
            );
        }
    }

    #[test]
    fn digits_beyond_f64_are_kept() {
        let large = 9_007_199_254_740_993;
        assert_eq!(
            quantile_of_whole(&[large, large], Fraction::percent(50)),
            Fraction::new(large, 1)
        );
    }

    #[test]
    fn nothing_has_no_quantile_and_one_number_is_every_quantile() {
        assert_eq!(quantile_of_whole(&[], Fraction::percent(50)), None);
        assert_eq!(
            quantile_of_whole(&[7], Fraction::percent(90)),
            Fraction::new(7, 1)
        );
        assert_eq!(quantile_of_whole(&[7], Fraction::percent(101)), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
    }
}
