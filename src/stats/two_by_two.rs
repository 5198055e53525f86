//! Two groups, hits and misses -> relative risk, odds ratio, difference, and their intervals.
//!
//! Definitions, with hits `a` of `n1` in the first group and `c` of `n2` in the second:
//! - relative risk `(a / n1) / (c / n2)` and odds ratio `a d / (b c)`, intervals by Wald on the
//!   logarithm: variances `1/a - 1/n1 + 1/c - 1/n2` and `1/a + 1/b + 1/c + 1/d`;
//! - difference of the shares, interval by Newcombe (1998), method 10, from two Wilson intervals;
//! - chi-squared without correction, one degree of freedom; `p` = erfc(sqrt(chi2 / 2));
//! - the pooled odds ratio over strata by Mantel and Haenszel (1959), its interval by the variance of
//!   Robins, Breslow and Greenland (1986), and their test with the correction for continuity.
//!
//! Degenerate cases: an empty cell has no ratio with an interval; an empty group nothing at all.

use crate::stats::{Between, NORMAL_975, wilson_95};

/// Hits and misses of two groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TwoByTwo {
    /// Hits of the first group.
    pub hits: u64,
    /// Size of the first group.
    pub of: u64,
    /// Hits of the second group.
    pub other_hits: u64,
    /// Size of the second group.
    pub other_of: u64,
}

/// An estimate with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The interval.
    pub interval: Between,
}

impl TwoByTwo {
    /// Hits and misses as numbers: first group, then the second.
    fn cells(&self) -> Option<[f64; 4]> {
        let misses = self.of.checked_sub(self.hits)?;
        let others = self.other_of.checked_sub(self.other_hits)?;
        Some([self.hits, misses, self.other_hits, others].map(|n| n as f64))
    }

    /// The share of hits in each group.
    pub fn shares(&self) -> Option<[f64; 2]> {
        let share = |hits: u64, of: u64| (of > 0).then(|| hits as f64 / of as f64);
        Some([
            share(self.hits, self.of)?,
            share(self.other_hits, self.other_of)?,
        ])
    }

    /// How many times the share of the second group the first has.
    pub fn relative_risk(&self) -> Option<Estimate> {
        let [a, b, c, d] = self.cells()?;
        let variance = 1.0 / a - 1.0 / (a + b) + 1.0 / c - 1.0 / (c + d);
        wald((a / (a + b)) / (c / (c + d)), variance)
    }

    /// How many times the odds of the second group the first has.
    pub fn odds_ratio(&self) -> Option<Estimate> {
        let [a, b, c, d] = self.cells()?;
        wald(a * d / (b * c), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d)
    }

    /// The share of the first group less that of the second.
    pub fn difference(&self) -> Option<Estimate> {
        let [p, q] = self.shares()?;
        let (one, two) = (
            wilson_95(self.hits, self.of)?,
            wilson_95(self.other_hits, self.other_of)?,
        );
        let value = p - q;
        let down = libm::hypot(p - one.low, two.high - q);
        let up = libm::hypot(one.high - p, q - two.low);
        Some(Estimate {
            value,
            interval: Between {
                low: value - down,
                high: value + up,
            },
        })
    }

    /// Pearson's chi-squared without correction.
    pub fn chi_squared(&self) -> Option<f64> {
        let [a, b, c, d] = self.cells()?;
        let n = a + b + c + d;
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        (margins > 0.0).then(|| n * (a * d - b * c) * (a * d - b * c) / margins)
    }

    /// How often chance alone would set the groups at least so far apart.
    pub fn p_value(&self) -> Option<f64> {
        Some(libm::erfc(libm::sqrt(self.chi_squared()? / 2.0)))
    }
}

/// The interval of a ratio whose logarithm has this variance.
fn wald(value: f64, variance: f64) -> Option<Estimate> {
    if !(value.is_finite() && value > 0.0 && variance.is_finite() && variance >= 0.0) {
        return None;
    }
    let factor = libm::exp(NORMAL_975 * libm::sqrt(variance));
    Some(Estimate {
        value,
        interval: Between {
            low: value / factor,
            high: value * factor,
        },
    })
}

/// An odds ratio pooled over strata.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pooled {
    /// The odds ratio.
    pub value: f64,
    /// Its interval; none where one of the groups has no hits, or no misses.
    pub interval: Option<Between>,
    /// How often chance alone would set the groups at least so far apart within the strata.
    pub p: Option<f64>,
}

/// The odds ratio pooled over strata; `None` where no stratum tells.
pub fn mantel_haenszel(strata: &[TwoByTwo]) -> Option<Pooled> {
    let (mut above, mut below) = (0.0, 0.0);
    let mut variance = [0.0; 3];
    let (mut off, mut spread) = (0.0, 0.0);
    for cells in strata.iter().filter_map(TwoByTwo::cells) {
        let [a, b, c, d] = cells;
        let n = a + b + c + d;
        if n == 0.0 {
            continue;
        }
        let (along, across) = (a * d / n, b * c / n);
        above += along;
        below += across;
        let (like, unlike) = ((a + d) / n, (b + c) / n);
        variance[0] += like * along;
        variance[1] += like * across + unlike * along;
        variance[2] += unlike * across;
        off += a - (a + b) * (a + c) / n;
        if n > 1.0 {
            spread += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1.0));
        }
    }
    let value = (below > 0.0).then(|| above / below)?;
    let [first, both, second] = variance;
    let variance = first / (2.0 * above * above)
        + both / (2.0 * above * below)
        + second / (2.0 * below * below);
    // Half a customer less, for counts are whole; as R does it.
    let left = off.abs() - if off.abs() >= 0.5 { 0.5 } else { 0.0 };
    Some(Pooled {
        value,
        interval: wald(value, variance).map(|estimate| estimate.interval),
        p: (spread > 0.0).then(|| libm::erfc(libm::sqrt(left * left / spread / 2.0))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOY: TwoByTwo = TwoByTwo {
        hits: 12,
        of: 17,
        other_hits: 3,
        other_of: 12,
    };

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn ratios_of_a_toy_by_statsmodels() {
        let risk = TOY.relative_risk().unwrap();
        close(risk.value, 2.823529411764706);
        close(risk.interval.low, 1.0111520718291565);
        close(risk.interval.high, 7.884391043850175);
        let odds = TOY.odds_ratio().unwrap();
        close(odds.value, 7.2);
        close(odds.interval.low, 1.3526124296166464);
        close(odds.interval.high, 38.32583441118634);
    }

    #[test]
    fn the_difference_of_newcombe_1998() {
        // Newcombe, Statistics in Medicine 17 (1998), table II, (a) and (d), method 10.
        for (hits, of, other_hits, other_of, low, high) in [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (5, 56, 0, 29, -0.0381, 0.1926),
        ] {
            let table = TwoByTwo {
                hits,
                of,
                other_hits,
                other_of,
            };
            let found = table.difference().unwrap().interval;
            assert!(
                (found.low - low).abs() < 6e-5 && (found.high - high).abs() < 6e-5,
                "{found:?}"
            );
        }
    }

    #[test]
    fn an_empty_cell_or_group_has_no_ratio() {
        let none = TwoByTwo {
            hits: 0,
            of: 9,
            other_hits: 3,
            other_of: 9,
        };
        assert_eq!(none.relative_risk(), None);
        assert_eq!(none.odds_ratio(), None);
        assert!(none.difference().is_some());
        assert_eq!(TwoByTwo::default().difference(), None);
        assert_eq!(TwoByTwo::default().p_value(), None);
        assert_eq!(mantel_haenszel(&[]), None);
    }
}
