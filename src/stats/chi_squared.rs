//! A chi-squared statistic -> how likely one as large is by chance; and groups -> whether their shares
//! differ at all.
//!
//! Definition: the tail is the regularised upper incomplete gamma function `Q(degrees / 2, x / 2)`, by
//! its series below `a + 1` and its continued fraction above (Press et al., Numerical Recipes, 6.2).
//! Homogeneity is Pearson's statistic of `groups x 2` counts, `sum (observed - expected)^2 / expected`
//! with `groups - 1` degrees of freedom. Assumption: things are independent of each other, and most
//! expected counts are 5 or more. Degenerate cases: fewer than two groups, or no hits, or nothing but
//! hits: there is nothing to compare.

/// More terms than this are never needed for the degrees of freedom of a table.
const TERMS: usize = 10_000;
const TINY: f64 = 1e-300;

/// The probability of a statistic at least this large; `None` without degrees of freedom or for a
/// statistic that is no number.
pub fn chi_squared_tail(statistic: f64, degrees: usize) -> Option<f64> {
    if degrees == 0 || !statistic.is_finite() {
        return None;
    }
    let (a, x) = (degrees as f64 / 2.0, statistic.max(0.0) / 2.0);
    if x == 0.0 {
        return Some(1.0);
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    let tail = if x < a + 1.0 {
        1.0 - front * series(a, x)
    } else {
        front * fraction(a, x)
    };
    Some(tail.clamp(0.0, 1.0))
}

/// `sum x^n / (a (a + 1) ... (a + n))`.
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for n in 1..TERMS {
        term *= x / (a + n as f64);
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// Lentz's evaluation of the continued fraction.
fn fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for n in 1..TERMS {
        let n = n as f64;
        let factor = -n * (n - a);
        b += 2.0;
        let away_from_zero = |z: f64| if z.abs() < TINY { TINY } else { z };
        d = 1.0 / away_from_zero(factor * d + b);
        c = away_from_zero(b + factor / c);
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// Whether groups could share one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// Pearson's chi-squared.
    pub statistic: f64,
    /// Groups less one.
    pub degrees: usize,
    /// How likely a statistic as large is where all groups share one rate.
    pub p: f64,
}

/// Tests `(hits, trials)` of each group; groups without trials are left out.
pub fn homogeneity(groups: &[(u64, u64)]) -> Option<Homogeneity> {
    let (hits, trials) = groups
        .iter()
        .fold((0, 0), |(hits, trials), (h, n)| (hits + h, trials + n));
    let tried = groups.iter().filter(|(_, n)| *n > 0).count();
    if tried < 2 || hits == 0 || hits >= trials {
        return None;
    }
    let rate = hits as f64 / trials as f64;
    let mut statistic = 0.0;
    for (h, n) in groups.iter().filter(|(_, n)| *n > 0) {
        let off = *h as f64 - *n as f64 * rate;
        statistic += off * off / (*n as f64 * rate * (1.0 - rate));
    }
    Some(Homogeneity {
        statistic,
        degrees: tried - 1,
        p: chi_squared_tail(statistic, tried - 1)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tails_of_every_textbook() {
        // With 2 degrees the tail is exp(-x / 2); the others are table values and SciPy's.
        for (statistic, degrees, expected) in [
            (3.841_458_820_694_124, 1, 0.05),
            (10.0, 1, 0.001_565_402_258_002_549),
            (157.914_446_044_653, 1, 3.230_984_798_907_517_4e-36),
            (2.0 * std::f64::consts::LN_10, 2, 0.1),
            (1.149_913_595_993_316_7, 6, 0.979_286_335_523_645_9),
            (20.0, 11, 0.045_340_674_434_060_42),
        ] {
            let tail = chi_squared_tail(statistic, degrees).unwrap();
            assert!(
                (tail / expected - 1.0).abs() < 1e-11,
                "{statistic}: {tail:e}"
            );
        }
        assert_eq!(chi_squared_tail(0.0, 3), Some(1.0));
        assert_eq!(chi_squared_tail(1.0, 0), None);
        assert_eq!(chi_squared_tail(f64::NAN, 2), None);
    }

    #[test]
    fn two_groups_by_hand() {
        // 10 of 20 against 5 of 20: expected 7.5 each, 4 x 2.5^2 over 7.5 and 12.5.
        let found = homogeneity(&[(10, 20), (5, 20), (0, 0)]).unwrap();
        assert!((found.statistic - (12.5 / 7.5 + 12.5 / 12.5)).abs() < 1e-12);
        assert_eq!(found.degrees, 1);
    }

    #[test]
    fn nothing_to_compare_is_not_compared() {
        assert_eq!(homogeneity(&[(1, 2)]), None);
        assert_eq!(homogeneity(&[(0, 9), (0, 5)]), None);
        assert_eq!(homogeneity(&[(9, 9), (5, 5)]), None);
        assert_eq!(homogeneity(&[]), None);
    }
}
