//! `u, d, c, z` -> how far Gauss' hypergeometric function `2F1(u, d; c; z)` is from 1.
//!
//! Definition: `c (2F1(u, d; c; z) - 1) / d = sum over n >= 1 of (u)_n (d + 1)_(n - 1) z^n / ((c + 1)_(n - 1) n!)`,
//! which has a value at `d = 0` too, where `2F1` itself says nothing (Abramowitz and Stegun 15.1.1).
//! Converges for `0 <= z < 1`; it is summed until a term no longer counts, and at most 100,000 terms.
//! Degenerate cases: `c` at or below -1 or `z` outside `[0, 1)` have no value (NaN).

const MOST_TERMS: u32 = 100_000;

/// `c (2F1(u, d; c; z) - 1) / d`, the limit where `d` is zero.
pub fn hypergeometric_excess(u: f64, d: f64, c: f64, z: f64) -> f64 {
    if !(0.0..1.0).contains(&z) || c.is_nan() || c <= -1.0 {
        return f64::NAN;
    }
    let mut term = u * z;
    let mut sum = term;
    for n in 1..MOST_TERMS {
        let n = f64::from(n);
        term *= (u + n) * (d + n) * z / ((c + n) * (n + 1.0));
        sum += term;
        if term.abs() <= 1e-17 * sum.abs() * (1.0 - z) {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_with_a_closed_form() {
        // 2F1(1, 1; 2; z) = -ln(1 - z) / z: at z = 1/2 it is 2 ln 2.
        let excess = hypergeometric_excess(1.0, 1.0, 2.0, 0.5);
        assert!((excess / 2.0 + 1.0 - 2.0 * std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(hypergeometric_excess(1.0, 1.0, 2.0, 0.0), 0.0);
        assert!(hypergeometric_excess(1.0, 1.0, 2.0, 1.0).is_nan());
    }
}
