//! A positive number -> the logarithmic derivative of the gamma function there.
//!
//! Definition: `psi(x) = d ln Gamma(x) / dx`. The recurrence `psi(x) = psi(x + 1) - 1 / x` up to 10,
//! then the asymptotic series of Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.18.
//! Degenerate case: zero and below have no value here (NaN), and no caller asks for it.

/// Below this the series is not precise enough.
const SERIES_FROM: f64 = 10.0;

/// `B_2k / 2k` for k = 1 ... 7.
const TERMS: [f64; 7] = [
    1.0 / 12.0,
    -1.0 / 120.0,
    1.0 / 252.0,
    -1.0 / 240.0,
    1.0 / 132.0,
    -691.0 / 32_760.0,
    1.0 / 12.0,
];

/// The digamma function for `x` above zero.
pub fn digamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    let mut above = x;
    let mut steps = 0.0;
    while above < SERIES_FROM {
        steps += 1.0 / above;
        above += 1.0;
    }
    let square = 1.0 / (above * above);
    let series = TERMS
        .iter()
        .rev()
        .fold(0.0, |sum, term| (sum + term) * square);
    libm::log(above) - 0.5 / above - series - steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euler_and_gauss() {
        // psi(1) = -gamma; psi(1/2) = -gamma - 2 ln 2; psi(x + 1) = psi(x) + 1 / x.
        const GAMMA: f64 = 0.577_215_664_901_532_9;
        assert!((digamma(1.0) + GAMMA).abs() < 1e-15);
        assert!((digamma(0.5) + GAMMA + 2.0 * std::f64::consts::LN_2).abs() < 1e-14);
        assert!((digamma(1234.5) + 1.0 / 1234.5 - digamma(1235.5)).abs() < 1e-14);
        assert!(digamma(0.0).is_nan());
    }
}
