//! Triples of repeats -> BG/NBD and MBG/NBD: how often they come, and whether they still do.
//!
//! Definition: while alive, a source repeats as a Poisson process with a rate that is gamma distributed
//! over the sources (shape `r`, rate `alpha`); it ends with a probability that is beta distributed
//! (`a`, `b`). In the BG/NBD it can end after each repeat, in the MBG/NBD after the first event too.
//! Sources: Fader, Hardie and Lee, "Counting Your Customers the Easy Way", Marketing Science 24 (2005);
//! Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24 (2007).
//!
//! With `y = x` (BG) or `x + 1` (MBG) both have the likelihood of a triple
//! `G(r+x)/G(r) alpha^r * prod over j < y of (b+j)/(a+b+j) * [(alpha+T)^-(r+x) + [y > 0] a/(b+y-1) (alpha+tx)^-(r+x)]`.
//! As `x` is whole, every gamma function is a running product: tables, made once an evaluation.
//!
//! Degenerate cases: no repeats, or an optimum where a parameter runs away (above 1,000 or below
//! 0.000,001, on a scale where the largest age is 10): no fit.

use crate::stats::{Minimum, Repeats, hypergeometric_excess, minimise};

/// When a source can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// After each repeat: BG/NBD.
    AfterRepeats,
    /// After the first event and each repeat: MBG/NBD.
    AfterAny,
}

/// A model with its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepeatModel {
    /// When a source can end.
    pub ending: Ending,
    /// `r`, `alpha` (in units of time), `a`, `b`, all above zero.
    pub parameters: [f64; 4],
}

/// Why there is no fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// Nothing repeated.
    NoRepeats,
    /// A parameter runs away: the data do not tell where it ends.
    Degenerate,
}

/// Sources of which the search begins; all of them polish what these have found.
const FIRST_SOURCES: f64 = 20_000.0;
/// The mean gradient at which the search ends: with few sources and with many.
const TOLERANCE: f64 = 1e-9;
const TOLERANCE_OF_MANY: f64 = 1e-7;
/// A larger mean gradient than this is no optimum.
const NO_OPTIMUM: f64 = 1e-6;
/// The age to which the starting points and the bounds belong.
const SCALE: f64 = 10.0;
const STARTS: [[f64; 4]; 2] = [[1.0, 1.0, 1.0, 1.0], [0.2, 4.0, 0.8, 2.4]];
const BOUNDS: (f64, f64) = (1e-6, 1e3);

/// What depends on the repeats alone, for one set of parameters: log-likelihood and its derivatives.
#[derive(Clone, Copy, Default)]
struct OfRepeats {
    constant: f64,
    ending: f64,
    by_r: f64,
    by_a: f64,
    by_b: f64,
}

impl RepeatModel {
    fn shift(self) -> u32 {
        u32::from(self.ending == Ending::AfterAny)
    }

    /// The log-likelihood of these triples, with its gradient by the four parameters.
    pub fn log_likelihood(self, data: &Repeats) -> (f64, [f64; 4]) {
        let [r, alpha, a, b] = self.parameters;
        let (most, oldest) = data.largest();
        let by_repeats = self.tables(most);
        let logs: Vec<f64> = (0..=oldest)
            .map(|tick| libm::log(alpha + f64::from(tick) / data.ticks))
            .collect();
        let mut sum = 0.0;
        let mut gradient = [0.0; 4];
        for row in &data.rows {
            let of_x = by_repeats[row.x as usize];
            let power = r + f64::from(row.x);
            let (log_age, log_last) = (logs[row.age as usize], logs[row.last as usize]);
            // How much likelier it is that the source has ended than that it is silent.
            let odds = of_x.ending + power * (log_age - log_last);
            let small = if odds == f64::NEG_INFINITY {
                0.0
            } else {
                libm::exp(-odds.abs())
            };
            let ended = if odds > 0.0 {
                1.0 / (1.0 + small)
            } else {
                small / (1.0 + small)
            };
            // The logarithm of one is zero; half of the sources never came back.
            let both = 1.0 + small;
            let rest = if both == 1.0 { 0.0 } else { libm::log(both) };
            let log_both = odds.max(0.0) + rest;
            sum += row.weight * (of_x.constant - power * log_age + log_both);
            let rate = (1.0 - ended) / (alpha + f64::from(row.age) / data.ticks)
                + ended / (alpha + f64::from(row.last) / data.ticks);
            gradient[0] += row.weight * (of_x.by_r - (1.0 - ended) * log_age - ended * log_last);
            gradient[1] += row.weight * (r / alpha - power * rate);
            gradient[2] += row.weight * (of_x.by_a + ended / a);
            let drawn = f64::from(row.x + self.shift()) - 1.0;
            let ending = if drawn < 0.0 {
                0.0
            } else {
                ended / (b + drawn)
            };
            gradient[3] += row.weight * (of_x.by_b - ending);
        }
        (sum, gradient)
    }

    /// The running sums up to so many repeats.
    fn tables(self, most: u32) -> Vec<OfRepeats> {
        let [r, alpha, a, b] = self.parameters;
        let log_a = libm::log(a);
        let mut now = OfRepeats {
            constant: r * libm::log(alpha),
            by_r: libm::log(alpha),
            ending: f64::NEG_INFINITY,
            ..OfRepeats::default()
        };
        if self.ending == Ending::AfterAny {
            now.draw(a, b, 0.0, log_a);
        }
        let mut tables = vec![now];
        for x in 1..=most {
            let before = f64::from(x - 1);
            now.constant += libm::log(r + before);
            now.by_r += 1.0 / (r + before);
            now.draw(a, b, f64::from(x + self.shift() - 1), log_a);
            tables.push(now);
        }
        tables
    }

    /// The probability that a source has not ended. In the BG/NBD it is 1 without a repeat, for want of
    /// an occasion to end.
    pub fn alive(self, x: u32, last: f64, age: f64) -> f64 {
        1.0 / (1.0 + self.ended_odds(x, last, age))
    }

    /// How much likelier it is that the source has ended than that it is silent.
    fn ended_odds(self, x: u32, last: f64, age: f64) -> f64 {
        let [r, alpha, a, b] = self.parameters;
        let drawn = f64::from(x + self.shift()) - 1.0;
        if drawn < 0.0 {
            return 0.0;
        }
        let power = r + f64::from(x);
        libm::exp(
            libm::log(a) - libm::log(b + drawn)
                + power * (libm::log(alpha + age) - libm::log(alpha + last)),
        )
    }

    /// The repeats to expect in the next `span` units of time of a source that is alive for sure but for
    /// the odds, which [`RepeatModel::expected`] puts in: all that depends on `x` and age alone.
    ///
    /// Euler's transformation of the published form, which is unstable near `a = 1`: with
    /// `z = span / (alpha + age + span)`, `c = a + b + y - 1`, `u = c - (r + x)`, `d = a - 1`, `L = ln(1 - z)`:
    /// `c (1 - e^(d L)) / d - e^(d L) c (2F1(u, d; c; z) - 1) / d`.
    pub fn prospect(self, x: u32, age: f64, span: f64) -> f64 {
        let [r, alpha, a, b] = self.parameters;
        let c = a + b + f64::from(x + self.shift()) - 1.0;
        let z = span / (alpha + age + span);
        let log_rest = libm::log(alpha + age) - libm::log(alpha + age + span);
        let d = a - 1.0;
        let u = c - (r + f64::from(x));
        let first = if d == 0.0 {
            -log_rest
        } else {
            -libm::expm1(d * log_rest) / d
        };
        c * first - libm::exp(d * log_rest) * hypergeometric_excess(u, d, c, z)
    }

    /// The repeats to expect in the next `span` units of time.
    pub fn expected(self, x: u32, last: f64, age: f64, span: f64) -> f64 {
        self.alive(x, last, age) * self.prospect(x, age, span)
    }

    /// The parameters that make these triples likeliest.
    ///
    /// # Errors
    ///
    /// [`NoFit`] where the data do not tell them.
    pub fn fit(ending: Ending, data: &Repeats) -> Result<RepeatModel, NoFit> {
        if data.repeaters < 1.0 {
            return Err(NoFit::NoRepeats);
        }
        let unit = (f64::from(data.largest().1) / data.ticks / SCALE).max(1e-9);
        let sample = data.sampled(FIRST_SOURCES);
        let mut best: Option<Minimum> = None;
        for start in STARTS {
            let start = start.map(libm::log);
            let found = search(ending, &sample, unit, &start, &[], TOLERANCE);
            if best
                .as_ref()
                .is_none_or(|best| found.value < best.value - 1e-12)
            {
                best = Some(found);
            }
        }
        let mut found = best.ok_or(NoFit::Degenerate)?;
        if sample.sources < data.sources {
            found = search(
                ending,
                data,
                unit,
                &found.at,
                &found.inverse,
                TOLERANCE_OF_MANY,
            );
        }
        let scaled: Vec<f64> = found.at.iter().map(|log| libm::exp(*log)).collect();
        let within = |part: &f64| (BOUNDS.0..BOUNDS.1).contains(part);
        if found.slope.is_nan() || found.slope > NO_OPTIMUM || !scaled.iter().all(within) {
            return Err(NoFit::Degenerate);
        }
        Ok(RepeatModel {
            ending,
            parameters: [scaled[0], scaled[1] * unit, scaled[2], scaled[3]],
        })
    }
}

/// A running total by months -> the present value of what each month adds, discounted monthly:
/// `sum over k of (total(k) - total(k - 1)) / (1 + discount)^k`.
pub fn discounted(months: u32, discount: f64, total: &dyn Fn(u32) -> f64) -> f64 {
    let (mut value, mut before, mut factor) = (0.0, 0.0, 1.0);
    for month in 1..=months {
        let until = total(month);
        factor *= 1.0 + discount;
        value += (until - before) / factor;
        before = until;
    }
    value
}

impl OfRepeats {
    /// One more occasion to end, the `j`-th from 0.
    fn draw(&mut self, a: f64, b: f64, j: f64, log_a: f64) {
        self.constant += libm::log(b + j) - libm::log(a + b + j);
        self.by_a -= 1.0 / (a + b + j);
        self.by_b += 1.0 / (b + j) - 1.0 / (a + b + j);
        self.ending = log_a - libm::log(b + j);
    }
}

/// Minimises the mean of the negative log-likelihood over the logarithms of the parameters.
fn search(
    ending: Ending,
    data: &Repeats,
    unit: f64,
    start: &[f64],
    inverse: &[f64],
    tolerance: f64,
) -> Minimum {
    let mut objective = |at: &[f64], gradient: &mut [f64]| {
        let [r, alpha, a, b] = [0, 1, 2, 3].map(|place| libm::exp(at[place]));
        let parameters = [r, alpha * unit, a, b];
        let (sum, slopes) = RepeatModel { ending, parameters }.log_likelihood(data);
        for (place, part) in gradient.iter_mut().enumerate() {
            *part = -slopes[place] * parameters[place] / data.sources;
        }
        -sum / data.sources
    };
    minimise(start, inverse, tolerance, &mut objective)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parameters of CDNOW: .243, 4.414, .793, 2.426 in Fader, Hardie and Lee (2005), table 2.
    const PUBLISHED: RepeatModel = RepeatModel {
        ending: Ending::AfterRepeats,
        parameters: [0.242593, 4.413532, 0.792886, 2.425753],
    };

    #[test]
    fn the_worked_example_of_the_paper() {
        // Hardie's spreadsheet bgnbd.xls: x = 2, tx = 30.43, T = 38.86, 39 weeks ahead: 1.226.
        assert!((PUBLISHED.expected(2, 30.43, 38.86, 39.0) - 1.226).abs() < 5e-4);
        for (weeks, expected) in [
            (0.1429, 0.0078),
            (1.0, 0.0532),
            (31.8571, 1.0405),
            (78.0, 1.8576),
        ] {
            assert!(
                (PUBLISHED.expected(0, 0.0, 0.0, weeks) - expected).abs() < 1e-3,
                "{weeks}"
            );
        }
        assert_eq!(PUBLISHED.alive(0, 0.0, 38.86), 1.0);
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_likelihood() {
        let data = Repeats::of(
            &[
                (0, 0, 30),
                (2, 20, 30),
                (1, 3, 25),
                (5, 28, 29),
                (2, 20, 30),
            ],
            7.0,
        );
        for ending in [Ending::AfterRepeats, Ending::AfterAny] {
            let model = RepeatModel {
                ending,
                ..PUBLISHED
            };
            let (_, gradient) = model.log_likelihood(&data);
            for place in 0..4 {
                let at = |step: f64| {
                    let mut parameters = model.parameters;
                    parameters[place] += step;
                    RepeatModel {
                        parameters,
                        ..model
                    }
                    .log_likelihood(&data)
                    .0
                };
                let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
                assert!((slope - gradient[place]).abs() < 1e-7, "{ending:?} {place}");
            }
        }
    }

    #[test]
    fn what_never_repeats_or_never_differs_has_no_fit() {
        let never = Repeats::of(&[(0, 0, 30); 50], 7.0);
        assert_eq!(
            RepeatModel::fit(Ending::AfterRepeats, &never),
            Err(NoFit::NoRepeats)
        );
        let clockwork = Repeats::of(&[(30, 30, 30); 50], 7.0);
        assert_eq!(
            RepeatModel::fit(Ending::AfterRepeats, &clockwork),
            Err(NoFit::Degenerate)
        );
    }

    #[test]
    fn many_sources_are_fitted_as_their_sample_and_polished() {
        // 30,000 sources with one of three rates and one of two ways to end, watched for 40 weeks.
        let mut random = crate::stats::Random::new(7);
        let mut triples = Vec::new();
        for source in 0..30_000_u32 {
            let rate = [0.02, 0.08, 0.3][source as usize % 3];
            let ends = [0.1, 0.5][source as usize / 3 % 2];
            let (mut at, mut x, mut last) = (0.0, 0, 0);
            while random.uniform() >= ends {
                at -= libm::log(1.0 - random.uniform()) / rate * 7.0;
                if at > 280.0 {
                    break;
                }
                x += 1;
                last = at as u32;
            }
            triples.push((x, last, 280));
        }
        let data = Repeats::of(&triples, 7.0);
        let model = RepeatModel::fit(Ending::AfterAny, &data).unwrap();
        let (_, gradient) = model.log_likelihood(&data);
        for (slope, parameter) in gradient.iter().zip(model.parameters) {
            assert!(
                (slope * parameter / data.sources).abs() <= 1e-6,
                "{gradient:?}"
            );
        }
        let alive: f64 = data
            .rows
            .iter()
            .map(|row| row.weight * model.alive(row.x, f64::from(row.last) / 7.0, 40.0))
            .sum();
        assert!((0.1..0.5).contains(&(alive / data.sources)), "{alive}");
    }
}
