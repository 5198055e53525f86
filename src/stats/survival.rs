//! Times with and without an event -> the share that has had none so far (Kaplan-Meier).
//!
//! Definition: `S(t)` = product over event times up to `t` of `1 - d / n`, with `d` events among `n` still
//! observed just before. 95 % limits on the scale of `ln(-ln S)`: with Greenwood's
//! `g = sum d / (n (n - d))`, `S^exp(-+ z sqrt(g) / ln S)`. Sources: Kaplan and Meier (1958), Greenwood
//! (1926), Kalbfleisch and Prentice (1980); the default of lifelines and `conf.type = "log-log"` of R
//! `survfit`. Assumption: who is no longer observed is like who still is.
//! Degenerate cases: where `S` is 0 or 1 the limits are `S` itself; nobody: no curve.

use crate::stats::{Between, NORMAL_975};
use crate::value::order;

/// The curve after one event time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The time.
    pub time: u32,
    /// Still observed without event just before.
    pub at_risk: u64,
    /// Events at that time.
    pub events: u64,
    /// The share without event after it.
    pub survival: f64,
    /// Its 95 % limits.
    pub interval: Between,
}

/// The steps of the curve at the event times, ascending. Each time comes with whether an event ended it.
pub fn kaplan_meier(times: &[(u32, bool)]) -> Vec<Step> {
    let mut sorted: Vec<i128> = times
        .iter()
        .map(|(time, event)| i128::from(*time) << 1 | i128::from(*event))
        .collect();
    order::sort_numbers(&mut sorted);
    let mut steps = Vec::new();
    let (mut at_risk, mut survival, mut greenwood) = (sorted.len() as u64, 1.0, 0.0);
    for group in sorted.chunk_by(|a, b| a >> 1 == b >> 1) {
        let events = group.iter().filter(|entry| *entry & 1 == 1).count() as u64;
        if events > 0 {
            let (d, n) = (events as f64, at_risk as f64);
            survival *= 1.0 - d / n;
            greenwood += d / (n * (n - d));
            steps.push(Step {
                time: (group[0] >> 1) as u32,
                at_risk,
                events,
                survival,
                interval: limits(survival, greenwood),
            });
        }
        at_risk -= group.len() as u64;
    }
    steps
}

fn limits(survival: f64, greenwood: f64) -> Between {
    if survival <= 0.0 || survival >= 1.0 {
        return Between {
            low: survival,
            high: survival,
        };
    }
    let log = libm::log(survival);
    let reach = NORMAL_975 * greenwood.sqrt() / log;
    let at = |shift: f64| libm::exp(log * libm::exp(shift));
    Between {
        low: at(-reach),
        high: at(reach),
    }
}

/// The share without event at a time, with its limits; 1 before the first event.
pub fn survival_at(steps: &[Step], time: u32) -> (f64, Between) {
    let before = steps.partition_point(|step| step.time <= time);
    match before.checked_sub(1) {
        Some(last) => (steps[last].survival, steps[last].interval),
        None => (
            1.0,
            Between {
                low: 1.0,
                high: 1.0,
            },
        ),
    }
}

/// The first time at which no more than half are without event; `None` when the curve stays above.
pub fn median_time(steps: &[Step]) -> Option<u32> {
    // A share of exactly one half may come out a hair above it.
    steps
        .iter()
        .find(|step| step.survival <= 0.5 + 1e-12)
        .map(|step| step.time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_6_mp_arm_of_freireich_1963() {
        let times = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|t| (t, true));
        let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|t| (t, false));
        let steps = kaplan_meier(&[&times[..], &censored[..]].concat());
        let expected = [
            (6, 0.857),
            (7, 0.807),
            (10, 0.753),
            (13, 0.690),
            (16, 0.627),
            (22, 0.538),
            (23, 0.448),
        ];
        assert_eq!(steps.len(), expected.len());
        for (step, (time, share)) in steps.iter().zip(expected) {
            assert_eq!(step.time, time);
            assert!((step.survival - share).abs() < 6e-4);
        }
        assert_eq!(median_time(&steps), Some(23));
        assert_eq!(survival_at(&steps, 5).0, 1.0);
        assert_eq!(
            survival_at(&steps, 9),
            (steps[1].survival, steps[1].interval)
        );
    }

    #[test]
    fn when_all_have_had_it_nothing_is_left_and_no_limit_is_nan() {
        let steps = kaplan_meier(&[(0, false), (1, true), (2, true)]);
        assert_eq!(steps[0].at_risk, 2);
        assert_eq!(steps[0].survival, 0.5);
        assert_eq!(
            (
                steps[1].survival,
                steps[1].interval.low,
                steps[1].interval.high
            ),
            (0.0, 0.0, 0.0)
        );
        assert!(kaplan_meier(&[(3, false)]).is_empty() && kaplan_meier(&[]).is_empty());
        assert_eq!(median_time(&steps), Some(1));
    }
}
