//! A monthly series -> additive Holt-Winters smoothing with a damped trend, and its forecast.
//!
//! Recursion (level `l`, trend `b`, season `s`, period `m`; the form of statsmodels):
//! `l_t = a (y_t - s_{t-m}) + (1 - a) (l + p b)`, `b_t = c (l_t - l) + (1 - c) p b`,
//! `s_t = g (y_t - l - p b) + (1 - g) s_{t-m}`; one step ahead `l + p b + s_{t-m}`, `h` steps ahead
//! `l + (p + ... + p^h) b + s`. Sources: Holt (1957), Winters (1960), Gardner and McKenzie (1985). R's
//! `HoltWinters` puts `y_t - l_t` into the season and gives other sums of squares.
//! Fit: least squares of the one-step errors. They are linear in the starting state, so that it is
//! solved exactly for each choice of the weights; the weights are found by a pattern search from a fixed
//! grid (no chance, always the same answer).
//! Degenerate cases: fewer than two periods: no fit.

use crate::stats::season::YEAR;

/// Level, trend and the season of the next twelve steps.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The level.
    pub level: f64,
    /// The trend a step.
    pub trend: f64,
    /// The season, that of the next step first.
    pub season: [f64; YEAR],
}

/// How fast each part of the state follows the series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of the level, 0 to 1.
    pub alpha: f64,
    /// Of the trend, 0 to 1.
    pub beta: f64,
    /// Of the season, 0 to `1 - alpha`.
    pub gamma: f64,
    /// How much of the trend is kept each step, up to 1.
    pub phi: f64,
}

/// A fitted series.
#[derive(Clone, Debug, PartialEq)]
pub struct Smoothed {
    /// The weights.
    pub weights: Weights,
    /// The state after the last value.
    pub state: State,
    /// Sum of the squared one-step errors.
    pub sse: f64,
}

/// Starting values of the pattern search: alpha, beta, and gamma as a part of `1 - alpha`, so that the
/// search can walk along that bound.
const GRID: [(f64, f64, f64); 6] = [
    (0.1, 0.01, 0.1),
    (0.3, 0.01, 0.1),
    (0.3, 0.1, 0.6),
    (0.6, 0.01, 0.3),
    (0.1, 0.1, 0.6),
    (0.05, 0.0, 0.0),
];
/// A damped trend keeps at least and at most this much (the bounds of statsmodels).
const PHI: (f64, f64) = (0.8, 0.995);
/// Free numbers of a starting state: level, trend, and eleven months (the twelfth balances them).
const FREE: usize = YEAR + 1;

impl State {
    const ZERO: State = State {
        level: 0.0,
        trend: 0.0,
        season: [0.0; YEAR],
    };

    /// One step ahead, then the value itself.
    fn step(&mut self, weights: Weights, at: usize, value: f64) -> f64 {
        let Weights {
            alpha,
            beta,
            gamma,
            phi,
        } = weights;
        let season = self.season[at % YEAR];
        let expected = self.level + phi * self.trend;
        let level = alpha * (value - season) + (1.0 - alpha) * expected;
        self.trend = beta * (level - self.level) + (1.0 - beta) * phi * self.trend;
        self.season[at % YEAR] = gamma * (value - expected) + (1.0 - gamma) * season;
        self.level = level;
        expected + season
    }

    /// The state that a number of the thirteen free ones makes alone.
    fn unit(free: usize) -> State {
        let mut state = State::ZERO;
        match free {
            0 => state.level = 1.0,
            1 => state.trend = 1.0,
            month => {
                state.season[month - 2] = 1.0;
                state.season[YEAR - 1] = -1.0;
            }
        }
        state
    }
}

/// Runs the recursion over values from a starting state; gives the one-step forecasts and the last state.
pub fn smooth(values: &[f64], weights: Weights, start: State) -> (Vec<f64>, State) {
    let mut state = start;
    let fitted = values
        .iter()
        .enumerate()
        .map(|(at, value)| state.step(weights, at, *value))
        .collect();
    state.season.rotate_left(values.len() % YEAR);
    (fitted, state)
}

/// The next `steps` values.
pub fn forecast(state: &State, phi: f64, steps: usize) -> Vec<f64> {
    let (mut kept, mut trend) = (1.0, 0.0);
    (0..steps)
        .map(|ahead| {
            kept *= phi;
            trend += kept * state.trend;
            state.level + trend + state.season[ahead % YEAR]
        })
        .collect()
}

/// The weights and the state with the least squared one-step errors; with `damped`, `phi` is
/// found too, else it is 1. `near` is where to begin, if an earlier fit told it.
pub fn holt_winters(values: &[f64], damped: bool, near: Option<Weights>) -> Option<Smoothed> {
    if values.len() < 2 * YEAR {
        return None;
    }
    let phi = if damped { 0.95 } else { 1.0 };
    let starts: Vec<[f64; 4]> = match near {
        Some(near) => vec![[
            near.alpha,
            near.beta,
            near.gamma / (1.0 - near.alpha).max(1e-9),
            near.phi,
        ]],
        None => GRID.iter().map(|(a, b, g)| [*a, *b, *g, phi]).collect(),
    };
    let mut best: Option<([f64; 4], Smoothed)> = None;
    for start in starts {
        best = better(best, start, values);
    }
    let mut reach = if near.is_some() { 0.05 } else { 0.2 };
    while reach > 0.004 {
        let before = best.as_ref().map(|(_, fit)| fit.sse);
        for place in 0..if damped { 4 } else { 3 } {
            for sign in [-1.0, 1.0] {
                let mut next = best.as_ref()?.0;
                next[place] += sign * reach;
                best = better(best, bounded(next, damped), values);
            }
        }
        if best.as_ref().map(|(_, fit)| fit.sse) == before {
            reach /= 2.0;
        }
    }
    best.map(|(_, fit)| fit)
}

fn bounded(weights: [f64; 4], damped: bool) -> [f64; 4] {
    let [alpha, beta, gamma, phi] = weights;
    let alpha = alpha.clamp(0.0, 1.0);
    let phi = if damped { phi.clamp(PHI.0, PHI.1) } else { 1.0 };
    [alpha, beta.clamp(0.0, 1.0), gamma.clamp(0.0, 1.0), phi]
}

fn better(
    best: Option<([f64; 4], Smoothed)>,
    weights: [f64; 4],
    values: &[f64],
) -> Option<([f64; 4], Smoothed)> {
    let [alpha, beta, gamma, phi] = weights;
    let gamma = gamma * (1.0 - alpha);
    let fit = fitted(
        values,
        Weights {
            alpha,
            beta,
            gamma,
            phi,
        },
    );
    match (&best, fit) {
        // A gain below a billionth is rounding, and would let the search run on.
        (Some((_, have)), Some(fit)) if fit.sse < have.sse * (1.0 - 1e-9) => Some((weights, fit)),
        (None, Some(fit)) => Some((weights, fit)),
        _ => best,
    }
}

/// The best starting state under these weights.
fn fitted(values: &[f64], weights: Weights) -> Option<Smoothed> {
    let zeros = vec![0.0; values.len()];
    let base = smooth(values, weights, State::ZERO).0;
    let columns: Vec<Vec<f64>> = (0..FREE)
        .map(|free| smooth(&zeros, weights, State::unit(free)).0)
        .collect();
    let mut normal = [[0.0; FREE + 1]; FREE];
    for (row, column) in columns.iter().enumerate() {
        for (other, cell) in columns.iter().zip(&mut normal[row]) {
            *cell = column.iter().zip(other).map(|(a, b)| a * b).sum();
        }
        normal[row][FREE] = values
            .iter()
            .zip(&base)
            .zip(column)
            .map(|((y, f), c)| (y - f) * c)
            .sum();
    }
    let free = solved(normal)?;
    let mut start = State::ZERO;
    for (at, number) in free.iter().enumerate() {
        let unit = State::unit(at);
        start.level += number * unit.level;
        start.trend += number * unit.trend;
        for (month, one) in start.season.iter_mut().zip(unit.season) {
            *month += number * one;
        }
    }
    let (fitted, state) = smooth(values, weights, start);
    let sse = values
        .iter()
        .zip(&fitted)
        .map(|(y, f)| (y - f) * (y - f))
        .sum();
    Some(Smoothed {
        weights,
        state,
        sse,
    })
}

/// Gauss elimination with the largest pivot; a hair on the diagonal keeps a flat direction still.
fn solved(mut rows: [[f64; FREE + 1]; FREE]) -> Option<[f64; FREE]> {
    let size: f64 = rows.iter().enumerate().map(|(at, row)| row[at]).sum();
    for (at, row) in rows.iter_mut().enumerate() {
        row[at] += size * 1e-12 + f64::MIN_POSITIVE;
    }
    for at in 0..FREE {
        let pivot = (at..FREE).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        rows.swap(at, pivot);
        let top = rows[at];
        if top[at].abs() <= f64::MIN_POSITIVE {
            return None;
        }
        for row in rows.iter_mut().skip(at + 1) {
            let part = row[at] / top[at];
            for (cell, above) in row.iter_mut().zip(top).skip(at) {
                *cell -= part * above;
            }
        }
    }
    let mut found = [0.0; FREE];
    for at in (0..FREE).rev() {
        let known: f64 = (at + 1..FREE)
            .map(|next| rows[at][next] * found[next])
            .sum();
        found[at] = (rows[at][FREE] - known) / rows[at][at];
    }
    found
        .iter()
        .all(|number| number.is_finite())
        .then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_season_is_continued() {
        let value = |at: usize| 100.0 + 2.0 * at as f64 + [5.0, -5.0, 0.0, 0.0][at % 4];
        let values: Vec<f64> = (0..36).map(value).collect();
        let fit = holt_winters(&values, false, None).unwrap();
        assert!(fit.sse < 1e-6, "{}", fit.sse);
        for (ahead, found) in forecast(&fit.state, 1.0, 6).iter().enumerate() {
            assert!((found - value(36 + ahead)).abs() < 1e-3, "{found}");
        }
    }

    #[test]
    fn a_damped_trend_comes_to_rest() {
        let state = State {
            level: 10.0,
            trend: 1.0,
            season: [0.0; YEAR],
        };
        let ahead = forecast(&state, 0.5, 3);
        assert_eq!(ahead, [10.5, 10.75, 10.875]);
    }

    #[test]
    fn a_flat_series_stays_flat_and_short_ones_are_refused() {
        let fit = holt_winters(&[4.0; 24], true, None).unwrap();
        assert!(
            forecast(&fit.state, fit.weights.phi, 12)
                .iter()
                .all(|value| (value - 4.0).abs() < 1e-6)
        );
        assert_eq!(holt_winters(&[4.0; 23], true, None), None);
    }
}
