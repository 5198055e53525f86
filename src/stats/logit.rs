//! Hits by what was known before -> a logistic regression.
//!
//! Definition: log odds of a hit = sum of coefficient times predictor, fitted by maximum likelihood
//! with iteratively reweighted least squares (Newton's steps, 1e-8 on the diagonal for stability) until
//! no coefficient moves by 1e-10. Rows are patterns of predictors with how many had them and how many
//! of these were hits. Standard errors from the inverse of the information matrix.
//! Degenerate cases: no fit within 60 steps, a matrix without inverse, or a coefficient beyond 10 (hits
//! separated from misses) give nothing.

/// A pattern of predictors (the constant first), its hits and its trials.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// The predictors.
    pub x: Vec<f64>,
    /// How many hits.
    pub hits: f64,
    /// How many trials.
    pub trials: f64,
}

/// The fitted model.
#[derive(Clone, Debug, PartialEq)]
pub struct Logit {
    /// The coefficients.
    pub coefficients: Vec<f64>,
    /// Their standard errors.
    pub errors: Vec<f64>,
    /// The logarithm of the likelihood.
    pub log_likelihood: f64,
}

const STEPS: usize = 60;
const SEPARATED: f64 = 10.0;

impl Logit {
    /// Fits the model.
    pub fn fit(patterns: &[Pattern]) -> Option<Logit> {
        let width = patterns.first()?.x.len();
        let mut coefficients = vec![0.0; width];
        for _ in 0..STEPS {
            let (gradient, information) = slope(patterns, &coefficients);
            let inverse = inverse(information)?;
            let mut moved = 0.0_f64;
            for (row, coefficient) in inverse.iter().zip(&mut coefficients) {
                let step: f64 = row.iter().zip(&gradient).map(|(a, b)| a * b).sum();
                *coefficient += step;
                moved = moved.max(step.abs());
            }
            if !coefficients.iter().all(|c| c.abs() <= SEPARATED) {
                return None;
            }
            if moved < 1e-10 {
                let errors = (0..width).map(|at| libm::sqrt(inverse[at][at]));
                return Some(Logit {
                    errors: errors.collect(),
                    log_likelihood: likelihood(patterns, &coefficients),
                    coefficients,
                });
            }
        }
        None
    }
}

fn odds(pattern: &Pattern, coefficients: &[f64]) -> f64 {
    let terms = pattern.x.iter().zip(coefficients);
    terms.map(|(x, c)| x * c).sum()
}

/// The gradient and the information matrix.
fn slope(patterns: &[Pattern], coefficients: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let width = coefficients.len();
    let mut gradient = vec![0.0; width];
    let mut information = vec![vec![0.0; width]; width];
    for pattern in patterns {
        let p = 1.0 / (1.0 + libm::exp(-odds(pattern, coefficients)));
        let weight = pattern.trials * p * (1.0 - p);
        for (i, x) in pattern.x.iter().enumerate() {
            gradient[i] += x * (pattern.hits - pattern.trials * p);
            for (j, y) in pattern.x.iter().enumerate() {
                information[i][j] += weight * x * y;
            }
        }
    }
    for (at, row) in information.iter_mut().enumerate() {
        row[at] += 1e-8;
    }
    (gradient, information)
}

fn likelihood(patterns: &[Pattern], coefficients: &[f64]) -> f64 {
    let of = |pattern: &Pattern| {
        let odds = odds(pattern, coefficients);
        pattern.hits * odds - pattern.trials * libm::log1p(libm::exp(odds))
    };
    patterns.iter().map(of).sum()
}

/// The inverse by Gauss and Jordan with the largest pivot; `None` where there is none.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let width = matrix.len();
    for (at, row) in matrix.iter_mut().enumerate() {
        row.extend((0..width).map(|column| f64::from(u8::from(column == at))));
    }
    for at in 0..width {
        let largest =
            (at..width).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs()))?;
        matrix.swap(at, largest);
        let pivot = matrix[at][at];
        if !(pivot.abs() > 1e-12) {
            return None;
        }
        for number in &mut matrix[at] {
            *number /= pivot;
        }
        let own = matrix[at].clone();
        for (other, row) in matrix.iter_mut().enumerate() {
            let factor = row[at];
            if other != at && factor != 0.0 {
                for (number, own) in row.iter_mut().zip(&own) {
                    *number -= factor * own;
                }
            }
        }
    }
    Some(
        matrix
            .into_iter()
            .map(|row| row[width..].to_vec())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(x: &[f64], hits: f64, trials: f64) -> Pattern {
        Pattern {
            x: x.to_vec(),
            hits,
            trials,
        }
    }

    #[test]
    fn one_yes_or_no_is_the_log_of_the_odds_ratio() {
        // 12 of 17 against 3 of 12: odds ratio 7.2, standard error sqrt(1/12 + 1/5 + 1/3 + 1/9).
        let fit = Logit::fit(&[
            pattern(&[1.0, 1.0], 12.0, 17.0),
            pattern(&[1.0, 0.0], 3.0, 12.0),
        ]);
        let fit = fit.unwrap();
        assert!((fit.coefficients[1] - 7.2_f64.ln()).abs() < 1e-9);
        assert!((fit.errors[1] - (131.0_f64 / 180.0).sqrt()).abs() < 1e-7);
    }

    #[test]
    fn separated_hits_and_twin_predictors_have_no_fit() {
        let all = [
            pattern(&[1.0, 1.0], 9.0, 9.0),
            pattern(&[1.0, 0.0], 0.0, 9.0),
        ];
        assert_eq!(Logit::fit(&all), None);
        assert_eq!(Logit::fit(&[]), None);
    }
}
