//! Complete months -> the next ones, with what the same method would have missed in the past.
//!
//! Definitions: all on `z = ln(1 + revenue)`. With 12 to 23 months: the mean, or a straight line from the
//! first month to the last (drift). With 24 or more: the same month of the year before (seasonal naive), or
//! damped additive Holt-Winters (`stats::smoothing`) where 6 origins with 24 months before them exist.
//! The second of a pair is taken only when its mean absolute error over the last twelve origins is at least
//! 5 % smaller (rolling origin: each forecast knows only what came before it). Where every month of the last
//! year came out above the seasonal naive, or every one below, drift is tried too, and the better of those
//! that beat it is taken. *Always above*, or below: so did every month of the last year one step ahead, of at
//! least 6, by the method that was taken. Horizon: `min(12, n / 3)`.
//! Interval, 80 %: the 10 % and 90 % quantiles of the past errors of that horizon on the scale of `z`, added
//! to the forecast; with fewer than 12 errors `z_90` times the standard error of the simple method: of the
//! seasonal naive `sigma sqrt(floor((h - 1) / 12) + 1)`. Coverage: how many past values lay within
//! such an interval made of the other errors of their horizon. Sources: Hyndman and Athanasopoulos,
//! Forecasting (3rd ed.), 5.2, 5.5, 5.10. Degenerate cases: fewer than 12 months, a month below zero,
//! or nothing sold at all: none.

use crate::stats::{Weights, YEAR, forecast, holt_winters, quantile};
use crate::value::order;

/// No forecast below.
pub(super) const MIN_MONTHS: usize = YEAR;
/// Errors of one horizon that make an interval of their own.
const MIN_ERRORS: usize = 12;
/// Origins of the past, so that each of twelve horizons has twelve errors.
const MAX_ORIGINS: usize = 23;
/// Origins below which a method is not tried.
const MIN_ORIGINS: usize = 6;
/// How much better the second method must be.
const MIN_GAIN: f64 = 0.05;
/// The 90 % point of the standard normal distribution.
const NORMAL_90: f64 = 1.281_551_565_544_600_4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Mean,
    Drift,
    SeasonalNaive,
    HoltWinters,
}

impl Method {
    pub(super) fn id(self) -> &'static str {
        match self {
            Method::Mean => "mean",
            Method::Drift => "drift",
            Method::SeasonalNaive => "seasonal_naive",
            Method::HoltWinters => "holt_winters",
        }
    }

    /// Months it needs before its first forecast.
    fn needs(self) -> usize {
        match self {
            Method::Mean | Method::Drift => YEAR / 2,
            Method::SeasonalNaive => YEAR,
            Method::HoltWinters => 2 * YEAR,
        }
    }

    /// The next steps on the scale of z; `near` holds the weights of the last fit.
    fn ahead(self, z: &[f64], steps: usize, near: &mut Option<Weights>) -> Option<Vec<f64>> {
        let n = z.len();
        match self {
            Method::Mean => Some(vec![z.iter().sum::<f64>() / n as f64; steps]),
            Method::Drift => {
                let slope = (z[n - 1] - z[0]) / (n as f64 - 1.0);
                Some((1..=steps).map(|h| z[n - 1] + slope * h as f64).collect())
            }
            Method::SeasonalNaive => Some((0..steps).map(|h| z[n - YEAR + h % YEAR]).collect()),
            Method::HoltWinters => {
                let fit = holt_winters(z, true, *near)?;
                *near = Some(fit.weights);
                Some(forecast(&fit.state, fit.weights.phi, steps))
            }
        }
    }

    /// The standard error of the simple methods so many steps ahead.
    fn error(self, z: &[f64], h: usize) -> f64 {
        let n = z.len() as f64;
        let root = |squares: f64, of: f64| (squares / of.max(1.0)).sqrt();
        match self {
            Method::Mean | Method::Drift => {
                let mean = z.iter().sum::<f64>() / n;
                root(z.iter().map(|z| (z - mean) * (z - mean)).sum(), n - 1.0)
                    * (1.0 + 1.0 / n).sqrt()
            }
            Method::SeasonalNaive | Method::HoltWinters => {
                let missed = z.windows(YEAR + 1).map(|year| year[YEAR] - year[0]);
                root(missed.map(|e| e * e).sum(), n - YEAR as f64)
                    * (((h - 1) / YEAR + 1) as f64).sqrt()
            }
        }
    }
}

/// A forecast of the past and what it missed.
#[derive(Clone, Copy)]
struct Missed {
    h: usize,
    /// On the scale of z: true value less forecast.
    log: f64,
    /// On the scale of the revenue.
    amount: f64,
    /// From one of the last twelve origins.
    recent: bool,
}

/// One month ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ahead {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// What is to come, and how good the method was.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outlook {
    pub method: Method,
    /// The simple method of the pair.
    pub simple: Method,
    pub months: Vec<Ahead>,
    /// Mean absolute error of the method, and of the simple one over the same forecasts.
    pub error: f64,
    pub simple_error: f64,
    /// Of the past values with an interval of their own, how many lay inside.
    pub covered: (u64, u64),
    /// Forecasts behind the errors.
    pub tested: u64,
    /// Whether the last year always came out above the forecast (true) or below (false), one month ahead.
    pub always: Option<bool>,
}

/// The forecast; `None` in the degenerate cases.
pub(super) fn outlook(revenue: &[f64]) -> Option<Outlook> {
    let n = revenue.len();
    let sound =
        revenue.iter().all(|month| *month >= 0.0) && revenue.iter().any(|month| *month > 0.0);
    if n < MIN_MONTHS || !sound {
        return None;
    }
    let z: Vec<f64> = revenue.iter().map(|month| libm::log1p(*month)).collect();
    let steps = (n / 3).min(YEAR);
    let (simple, second) = match n >= 2 * YEAR {
        true => (Method::SeasonalNaive, Method::HoltWinters),
        false => (Method::Mean, Method::Drift),
    };
    let plain = backtest(simple, &z, simple.needs(), steps)?;
    let drifts = n >= 2 * YEAR && always(&plain).is_some();
    // Where nothing was missed but roundings, the simple method is as good as any.
    let nothing = 1e-9 * revenue.iter().sum::<f64>() / n as f64;
    let mut taken = (simple, 1.0 - MIN_GAIN, mean_error(&plain), plain);
    for other in [second, Method::Drift] {
        let needs = other.needs().max(simple.needs());
        if n < needs + MIN_ORIGINS || (other != second && !drifts) {
            continue;
        }
        let error = mean_error(&backtest(simple, &z, needs, steps)?);
        let missed = backtest(other, &z, needs, steps)?;
        if error > nothing && mean_error(&missed) <= taken.1 * error {
            taken = (other, mean_error(&missed) / error, error, missed);
        }
    }
    let (method, _, simple_error, missed) = taken;
    let points = method.ahead(&z, steps, &mut None)?;
    let month = |(at, z_ahead): (usize, &f64)| {
        let (low, high) = reach(&errors_at(&missed, at + 1, None), simple.error(&z, at + 1));
        let back = |z: f64| libm::expm1(z).max(0.0);
        Ahead {
            value: back(*z_ahead),
            low: back(z_ahead + low),
            high: back(z_ahead + high),
        }
    };
    Some(Outlook {
        method,
        simple,
        months: points.iter().enumerate().map(month).collect(),
        error: mean_error(&missed),
        simple_error,
        covered: covered(&missed, simple, &z),
        always: always(&missed),
        tested: missed.len() as u64,
    })
}

/// Forecasts from the last origins that have `needs` months before them.
fn backtest(method: Method, z: &[f64], needs: usize, steps: usize) -> Option<Vec<Missed>> {
    let n = z.len();
    let origins = (n - needs).min(MAX_ORIGINS);
    let mut near = None;
    let mut missed = Vec::new();
    for origin in n - origins..n {
        let ahead = method.ahead(&z[..origin], steps.min(n - origin), &mut near)?;
        for (at, (guess, true_one)) in ahead.iter().zip(&z[origin..]).enumerate() {
            missed.push(Missed {
                h: at + 1,
                log: true_one - guess,
                amount: (libm::expm1(*true_one) - libm::expm1(*guess)).abs(),
                recent: origin + YEAR >= n,
            });
        }
    }
    Some(missed)
}

fn mean_error(missed: &[Missed]) -> f64 {
    let recent = missed.iter().filter(|missed| missed.recent);
    let (sum, n) = recent.fold((0.0, 0.0), |(sum, n), missed| {
        (sum + missed.amount, n + 1.0)
    });
    if n > 0.0 { sum / n } else { 0.0 }
}

/// Whether the months of the last year all came out above their forecast one step ahead, or all below.
fn always(missed: &[Missed]) -> Option<bool> {
    let recent: Vec<f64> = missed
        .iter()
        .filter(|missed| missed.recent && missed.h == 1)
        .map(|missed| missed.log)
        .collect();
    let above = recent.iter().all(|log| *log > 0.0);
    let below = recent.iter().all(|log| *log < 0.0);
    (recent.len() >= MIN_ORIGINS && (above || below)).then_some(above)
}

/// The errors of a horizon, ascending, without one of them.
fn errors_at(missed: &[Missed], h: usize, without: Option<usize>) -> Vec<f64> {
    let own = missed
        .iter()
        .enumerate()
        .filter(|(at, missed)| missed.h == h && Some(*at) != without);
    let mut errors: Vec<f64> = own.map(|(_, missed)| missed.log).collect();
    order::sort_by(&mut errors, f64::total_cmp);
    errors
}

/// How far below and above a forecast the interval reaches.
fn reach(errors: &[f64], sigma: f64) -> (f64, f64) {
    match (
        errors.len() >= MIN_ERRORS,
        quantile(errors, 0.1),
        quantile(errors, 0.9),
    ) {
        // The forecast itself stays inside, also where the past missed to one side only.
        (true, Some(low), Some(high)) => (low.min(0.0), high.max(0.0)),
        _ => (-NORMAL_90 * sigma, NORMAL_90 * sigma),
    }
}

fn covered(missed: &[Missed], simple: Method, z: &[f64]) -> (u64, u64) {
    let mut inside = 0;
    for (at, one) in missed.iter().enumerate() {
        let (low, high) = reach(&errors_at(missed, one.h, Some(at)), simple.error(z, one.h));
        inside += u64::from((low..=high).contains(&one.log));
    }
    (inside, missed.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_equal_months_goes_on() {
        let outlook = outlook(&[100.0; 12]).unwrap();
        assert_eq!((outlook.method, outlook.months.len()), (Method::Mean, 4));
        assert!(
            outlook
                .months
                .iter()
                .all(|month| (month.value - 100.0).abs() < 1e-9)
        );
        assert!(outlook.error < 1e-9 && outlook.covered.0 == outlook.covered.1);
    }

    #[test]
    fn a_steady_growth_is_drift_in_the_second_year() {
        let months: Vec<f64> = (0..18)
            .map(|at| libm::expm1(5.0 + 0.05 * f64::from(at)))
            .collect();
        let outlook = outlook(&months).unwrap();
        assert_eq!(outlook.method, Method::Drift);
        assert!((outlook.months[0].value - libm::expm1(5.9)).abs() < 1e-6);
        assert!(outlook.simple_error > outlook.error);
    }

    #[test]
    fn a_season_that_only_repeats_needs_no_model() {
        let months: Vec<f64> = (0..40)
            .map(|at| 100.0 + f64::from(at % 12) * 10.0)
            .collect();
        let outlook = outlook(&months).unwrap();
        assert_eq!(
            (outlook.method, outlook.months.len()),
            (Method::SeasonalNaive, 12)
        );
        for (h, month) in outlook.months.iter().enumerate() {
            assert!((month.value - months[28 + h]).abs() < 1e-9);
        }
    }

    #[test]
    fn a_season_on_a_slope_is_smoothed() {
        let month = |at: u32| {
            200.0 * libm::pow(1.03, f64::from(at)) * if at % 12 == 11 { 2.0 } else { 1.0 }
        };
        let months: Vec<f64> = (0..48).map(month).collect();
        let outlook = outlook(&months).unwrap();
        assert_eq!(outlook.method, Method::HoltWinters);
        let next = outlook.months[0];
        assert!(
            (next.value / month(48) - 1.0).abs() < 0.02,
            "{}",
            next.value
        );
        assert!(next.low <= next.value && next.value <= next.high);
    }

    #[test]
    fn growth_that_the_year_before_always_missed_goes_on() {
        // 26 months, each 10 % above the last: too few for smoothing. The year before is always too low.
        let month = |at: u32| 100.0 * libm::pow(1.1, f64::from(at)) - 1.0;
        let months: Vec<f64> = (0..26).map(month).collect();
        let outlook = outlook(&months).unwrap();
        assert_eq!(outlook.method, Method::Drift);
        // On the scale of ln(1 + revenue) that is a straight line.
        let next = outlook.months[0];
        assert!(
            (next.value / month(26) - 1.0).abs() < 1e-9,
            "{}",
            next.value
        );
        assert!(outlook.error < 1e-6 && outlook.simple_error > 100.0);
    }

    #[test]
    fn a_past_on_one_side_is_told() {
        // A year of 100 and 13 months of 200: the mean of what came before was always too low.
        let months: Vec<f64> = (0..21)
            .map(|at| if at < 12 { 100.0 } else { 200.0 + at as f64 })
            .collect();
        let outlook = outlook(&months).unwrap();
        let missed = |log: f64| Missed {
            h: 1,
            log,
            amount: 0.0,
            recent: true,
        };
        assert_eq!(always(&[0.1; 6].map(missed)), Some(true));
        assert_eq!(always(&[-0.1; 6].map(missed)), Some(false));
        assert_eq!(always(&[0.1; 5].map(missed)), None);
        assert_eq!(always(&[0.1, 0.1, 0.1, -0.1, 0.1, 0.1].map(missed)), None);
        assert!(outlook.months[0].low <= outlook.months[0].value);
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        assert_eq!(outlook(&[5.0; 11]), None);
        assert_eq!(outlook(&[0.0; 30]), None);
        let mut months = [5.0; 30];
        months[3] = -1.0;
        assert_eq!(outlook(&months), None);
    }
}
