//! Hits among trials -> the 95 % score interval of their share.
//!
//! Definition: all `p` that a two-sided normal test of `hits / trials` would not reject:
//! `(h + z^2/2 -+ z sqrt(h (n - h) / n + z^2/4)) / (n + z^2)`. Source: Wilson, "Probable Inference,
//! the Law of Succession, and Statistical Inference", JASA 22 (1927). It stays within 0 and 1 and is
//! fair for few trials and for shares near the ends. Degenerate case: no trials, no interval.

use crate::stats::{Between, NORMAL_975};

/// The interval; `None` without trials or with more hits than trials.
pub fn wilson_95(hits: u64, trials: u64) -> Option<Between> {
    if trials == 0 || hits > trials {
        return None;
    }
    let (h, n, z) = (hits as f64, trials as f64, NORMAL_975);
    let middle = h + z * z / 2.0;
    let half = z * (h * (n - h) / n + z * z / 4.0).sqrt();
    let low = if hits == 0 {
        0.0
    } else {
        (middle - half) / (n + z * z)
    };
    let high = if hits == trials {
        1.0
    } else {
        (middle + half) / (n + z * z)
    };
    Some(Between { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_newcombe_1998() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        for (hits, trials, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let interval = wilson_95(hits, trials).unwrap();
            assert!(
                (interval.low - low).abs() < 5e-5,
                "{hits} of {trials}: {}",
                interval.low
            );
            assert!(
                (interval.high - high).abs() < 5e-5,
                "{hits} of {trials}: {}",
                interval.high
            );
        }
    }

    #[test]
    fn no_trials_have_no_interval_and_all_hits_reach_one() {
        assert_eq!(wilson_95(0, 0), None);
        assert_eq!(wilson_95(2, 1), None);
        assert_eq!(wilson_95(5, 5).unwrap().high, 1.0);
    }
}
