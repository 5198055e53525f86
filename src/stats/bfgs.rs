//! A smooth function and its gradient -> a place where it is smallest.
//!
//! Definition: quasi-Newton steps `-H g` with the BFGS update of the inverse Hessian `H`, backtracking
//! until the Armijo condition holds (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm
//! 6.1 and section 3.1). A step is at most 2 long, because the callers' parameters are logarithms.
//! Degenerate cases: values that are no numbers count as too large; where no step leads down any more,
//! the search ends, and [`Minimum::slope`] tells how good the place is.

/// The function: fills the gradient and returns the value at a place.
pub type Objective<'a> = dyn FnMut(&[f64], &mut [f64]) -> f64 + 'a;

/// Where the search ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// The place.
    pub at: Vec<f64>,
    /// The value there.
    pub value: f64,
    /// The largest part of the gradient there.
    pub slope: f64,
    /// The inverse Hessian as the steps have shown it, by rows.
    pub inverse: Vec<f64>,
}

const MOST_STEPS: usize = 200;
const LONGEST_STEP: f64 = 2.0;
/// The part of the promised descent that a step has to keep.
const ARMIJO: f64 = 1e-4;
const MOST_HALVINGS: usize = 40;

/// Searches from `start` until no part of the gradient is larger than `tolerance`. `inverse` is a
/// first guess of the inverse Hessian by rows; empty: the unit matrix.
pub fn minimise(
    start: &[f64],
    inverse: &[f64],
    tolerance: f64,
    objective: &mut Objective,
) -> Minimum {
    let n = start.len();
    let mut gradient = vec![0.0; n];
    let value = objective(start, &mut gradient);
    let mut found = Minimum {
        at: start.to_vec(),
        value,
        slope: largest(&gradient),
        inverse: match inverse.len() == n * n {
            true => inverse.to_vec(),
            false => unit(n),
        },
    };
    let mut fresh = false;
    for _ in 0..MOST_STEPS {
        if found.slope <= tolerance {
            break;
        }
        match descend(&mut found, &mut gradient, objective) {
            true => fresh = false,
            // The curvature may have misled; steepest descent has one try.
            false if !fresh => {
                found.inverse = unit(n);
                fresh = true;
            }
            false => break,
        }
    }
    found
}

/// One step down; false where none was found.
fn descend(found: &mut Minimum, gradient: &mut Vec<f64>, objective: &mut Objective) -> bool {
    let n = gradient.len();
    let mut step: Vec<f64> = times(&found.inverse, gradient)
        .iter()
        .map(|part| -part)
        .collect();
    let length = dot(&step, &step).sqrt();
    let promised = dot(&step, gradient);
    if length.is_nan() || promised >= 0.0 {
        return false;
    }
    let mut part = (LONGEST_STEP / length).min(1.0);
    let mut next = vec![0.0; n];
    for _ in 0..MOST_HALVINGS {
        let at: Vec<f64> = found
            .at
            .iter()
            .zip(&step)
            .map(|(at, step)| at + part * step)
            .collect();
        let value = objective(&at, &mut next);
        if value <= found.value + ARMIJO * part * promised && largest(&next).is_finite() {
            step.iter_mut().for_each(|along| *along *= part);
            let turned: Vec<f64> = next
                .iter()
                .zip(gradient.iter())
                .map(|(new, old)| new - old)
                .collect();
            learn(&mut found.inverse, &step, &turned);
            *found = Minimum {
                at,
                value,
                slope: largest(&next),
                inverse: std::mem::take(&mut found.inverse),
            };
            *gradient = next;
            return true;
        }
        part *= 0.5;
    }
    false
}

/// The update `(I - s y' / y's) H (I - y s' / y's) + s s' / y's`, where the curvature is positive.
fn learn(inverse: &mut [f64], step: &[f64], turned: &[f64]) {
    let n = step.len();
    let curve = dot(step, turned);
    if curve <= 1e-300 {
        return;
    }
    let carried = times(inverse, turned);
    let stretch = (1.0 + dot(turned, &carried) / curve) / curve;
    for row in 0..n {
        for column in 0..n {
            inverse[row * n + column] += stretch * step[row] * step[column]
                - (step[row] * carried[column] + carried[row] * step[column]) / curve;
        }
    }
}

fn unit(n: usize) -> Vec<f64> {
    (0..n * n)
        .map(|at| f64::from(u8::from(at % (n + 1) == 0)))
        .collect()
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(l, r)| l * r).sum()
}

fn times(matrix: &[f64], vector: &[f64]) -> Vec<f64> {
    matrix
        .chunks(vector.len().max(1))
        .map(|row| dot(row, vector))
        .collect()
}

/// The largest absolute part; not finite when any part is no number.
fn largest(vector: &[f64]) -> f64 {
    vector.iter().fold(0.0, |most, part| {
        if part.is_nan() || part.abs() > most {
            part.abs()
        } else {
            most
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valley_of_rosenbrock() {
        let mut calls = 0;
        let mut rosenbrock = |at: &[f64], gradient: &mut [f64]| {
            calls += 1;
            let (x, y) = (at[0], at[1]);
            gradient[0] = -400.0 * x * (y - x * x) - 2.0 * (1.0 - x);
            gradient[1] = 200.0 * (y - x * x);
            100.0 * (y - x * x) * (y - x * x) + (1.0 - x) * (1.0 - x)
        };
        let found = minimise(&[-1.2, 1.0], &[], 1e-9, &mut rosenbrock);
        assert!((found.at[0] - 1.0).abs() < 1e-7 && (found.at[1] - 1.0).abs() < 1e-7);
        assert!(found.slope <= 1e-9 && calls < 100, "{calls}");
    }

    #[test]
    fn a_place_without_a_way_down_tells_its_slope() {
        let mut cliff = |at: &[f64], gradient: &mut [f64]| {
            gradient[0] = 1.0;
            if at[0] < 0.0 { f64::NAN } else { at[0] }
        };
        let found = minimise(&[0.0], &[], 1e-9, &mut cliff);
        assert_eq!((found.at[0], found.slope), (0.0, 1.0));
    }
}
