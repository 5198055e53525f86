//! Pairs of a count and a mean -> the mean to expect of each: the Gamma-Gamma model.
//!
//! Definition: each of `x` amounts is gamma distributed with shape `p` and a scale of its source, which
//! is gamma distributed too (`q`, `v`). The likelihood of a mean `z` of `x` amounts is
//! `G(px+q) / (G(px) G(q)) v^q z^(px-1) x^(px) (xz+v)^-(px+q)`; the mean to expect is
//! `p (v + x z) / (p x + q - 1)`, and `p v / (q - 1)` without any amount. Source: Fader and Hardie, "The
//! Gamma-Gamma Model of Monetary Value" (2013). Assumption: counts and amounts are independent.
//! `q` is kept above 1, else there is no mean to expect.
//! Degenerate cases: no pairs, equal means, or a parameter that runs away: no fit.

use crate::stats::{Minimum, NoFit, digamma, minimise};

/// The parameters of the model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// `p`, `q`, `v`, all above zero.
    pub parameters: [f64; 3],
}

/// Pairs of which the search begins.
const FIRST_PAIRS: usize = 20_000;
const TOLERANCE: f64 = 1e-9;
const TOLERANCE_OF_MANY: f64 = 1e-7;
const NO_OPTIMUM: f64 = 1e-6;
const BOUNDS: (f64, f64) = (1e-4, 1e4);

/// Sums over the pairs that do not change during a search.
struct Sums<'a> {
    pairs: &'a [(u32, f64)],
    /// How many pairs have each count.
    counts: Vec<f64>,
    log_z: f64,
    /// `x ln z + x ln x`.
    weighted: f64,
}

impl Sums<'_> {
    fn of(pairs: &[(u32, f64)]) -> Sums<'_> {
        let most = pairs.iter().map(|pair| pair.0).max().unwrap_or(0);
        let mut sums = Sums {
            pairs,
            counts: vec![0.0; most as usize + 1],
            log_z: 0.0,
            weighted: 0.0,
        };
        for (x, z) in pairs {
            let (times, log_z) = (f64::from(*x), libm::log(*z));
            sums.counts[*x as usize] += 1.0;
            sums.log_z += log_z;
            sums.weighted += times * (log_z + libm::log(times));
        }
        sums
    }

    /// The log-likelihood and its gradient by `p`, `q`, `v`.
    fn log_likelihood(&self, [p, q, v]: [f64; 3]) -> (f64, [f64; 3]) {
        let n = self.pairs.len() as f64;
        let (mut logs, mut weighted, mut parts, mut weighted_parts) = (0.0, 0.0, 0.0, 0.0);
        for (x, z) in self.pairs {
            let times = f64::from(*x);
            let total = times * z + v;
            let log = libm::log(total);
            logs += log;
            weighted += times * log;
            parts += 1.0 / total;
            weighted_parts += times / total;
        }
        let log_v = libm::log(v);
        let mut sum = p * (self.weighted - weighted) - self.log_z + q * (n * log_v - logs)
            - n * libm::lgamma(q);
        let mut by_p = self.weighted - weighted;
        let mut by_q = n * log_v - logs - n * digamma(q);
        for (x, count) in self
            .counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0.0)
        {
            let shape = p * x as f64;
            let slope = digamma(shape + q);
            sum += count * (libm::lgamma(shape + q) - libm::lgamma(shape));
            by_p += count * x as f64 * (slope - digamma(shape));
            by_q += count * slope;
        }
        let by_v = n * q / v - p * weighted_parts - q * parts;
        (sum, [by_p, by_q, by_v])
    }

    /// Minimises the mean of the negative log-likelihood over `ln p`, `ln (q - 1)`, `ln (v / unit)`.
    fn search(&self, unit: f64, start: &[f64], inverse: &[f64], tolerance: f64) -> Minimum {
        let n = self.pairs.len() as f64;
        let mut objective = |at: &[f64], gradient: &mut [f64]| {
            let [p, above, v] = [0, 1, 2].map(|place| libm::exp(at[place]));
            let (sum, slopes) = self.log_likelihood([p, 1.0 + above, v * unit]);
            gradient[0] = -slopes[0] * p / n;
            gradient[1] = -slopes[1] * above / n;
            gradient[2] = -slopes[2] * v * unit / n;
            -sum / n
        };
        minimise(start, inverse, tolerance, &mut objective)
    }
}

impl GammaGamma {
    /// The log-likelihood of pairs (count above zero, mean above zero) and its gradient by `p`, `q`, `v`.
    pub fn log_likelihood(self, pairs: &[(u32, f64)]) -> (f64, [f64; 3]) {
        Sums::of(pairs).log_likelihood(self.parameters)
    }

    /// The mean to expect of a source with `x` amounts of the mean `z`.
    pub fn expected(self, x: u32, z: f64) -> f64 {
        let [p, q, v] = self.parameters;
        let times = f64::from(x);
        p * (v + times * z) / (p * times + q - 1.0)
    }

    /// The parameters that make these pairs (count above zero, mean above zero) likeliest.
    ///
    /// # Errors
    ///
    /// [`NoFit`] where the pairs do not tell them: then the tail is too heavy for a mean, or the means
    /// are equal.
    pub fn fit(pairs: &[(u32, f64)]) -> Result<GammaGamma, NoFit> {
        let total: f64 = pairs.iter().map(|pair| pair.1).sum();
        let unit = total / pairs.len() as f64;
        if unit.is_nan() || unit <= 0.0 {
            return Err(NoFit::NoRepeats);
        }
        let every = pairs.len().div_ceil(FIRST_PAIRS);
        let start = [2.0, 2.0, 1.0].map(libm::log);
        let mut found = match every {
            1 => Sums::of(pairs).search(unit, &start, &[], TOLERANCE),
            _ => {
                let sample: Vec<(u32, f64)> = pairs.iter().step_by(every).copied().collect();
                Sums::of(&sample).search(unit, &start, &[], TOLERANCE)
            }
        };
        if every > 1 {
            found = Sums::of(pairs).search(unit, &found.at, &found.inverse, TOLERANCE_OF_MANY);
        }
        let scaled: Vec<f64> = found.at.iter().map(|log| libm::exp(*log)).collect();
        let within = |part: &f64| (BOUNDS.0..BOUNDS.1).contains(part);
        if found.slope.is_nan() || found.slope > NO_OPTIMUM || !scaled.iter().all(within) {
            return Err(NoFit::Degenerate);
        }
        Ok(GammaGamma {
            parameters: [scaled[0], 1.0 + scaled[1], scaled[2] * unit],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_of_the_note() {
        // Fader and Hardie 2013: p = 6.25, q = 3.74, v = 15.44; customers 1, 2, 3 and 6 of CDNOW.
        let model = GammaGamma {
            parameters: [6.25, 3.74, 15.44],
        };
        for (x, z, expected) in [(2, 22.35, 24.65), (1, 11.77, 18.91), (0, 0.0, 35.17)] {
            assert!((model.expected(x, z) - expected).abs() < 0.1, "{x}");
        }
    }

    #[test]
    fn equal_means_and_none_have_no_fit() {
        assert_eq!(GammaGamma::fit(&[]), Err(NoFit::NoRepeats));
        assert_eq!(GammaGamma::fit(&[(2, 9.0); 60]), Err(NoFit::Degenerate));
    }
}
