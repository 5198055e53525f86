//! How often two things are together and alone -> how much more often than by chance, and how sure.
//!
//! Definitions, for `both` of `all` baskets with A and B, `first` with A, `second` with B:
//! support `both / all`; confidence `both / first`; lift `both * all / (first * second)`; leverage
//! `support - first * second / all^2`; conviction `(1 - second / all) / (1 - confidence)`; chi-squared
//! without Yates' correction; Fisher's exact test, one-sided: the chance of at least `both`, the margins
//! given. Sources: Agrawal and Srikant (1994); Brin et al. (1997); Fisher (1935); intervals of the
//! logarithms by the delta method (Woolf 1955 for the odds ratio). Assumption: baskets are independent.
//! Degenerate cases: an empty margin has no lift; a confidence of one has no conviction; an odds ratio
//! with an empty cell gets a half in each cell.

use crate::stats::{Between, NORMAL_975};

/// The counts of two things in the same baskets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Together {
    /// Baskets with both.
    pub both: u64,
    /// Baskets with the first.
    pub first: u64,
    /// Baskets with the second.
    pub second: u64,
    /// All baskets.
    pub all: u64,
}

impl Together {
    /// Counts that fit into each other; `None` where they do not, or where a margin is empty.
    pub fn new(both: u64, first: u64, second: u64, all: u64) -> Option<Together> {
        let counts = Together {
            both,
            first,
            second,
            all,
        };
        let fits = both <= first.min(second) && first.max(second) <= all;
        (fits && first > 0 && second > 0 && first + second <= all + both).then_some(counts)
    }

    /// The same with first and second exchanged.
    pub fn turned(self) -> Together {
        Together {
            first: self.second,
            second: self.first,
            ..self
        }
    }

    /// Share of all baskets with both.
    pub fn support(self) -> f64 {
        self.both as f64 / self.all as f64
    }

    /// Share of the baskets with the first that hold the second too.
    pub fn confidence(self) -> f64 {
        self.both as f64 / self.first as f64
    }

    /// How many times as often as if the two had nothing to do with each other.
    pub fn lift(self) -> f64 {
        self.both as f64 * self.all as f64 / (self.first as f64 * self.second as f64)
    }

    /// The cosine of the two as columns of zeros and ones.
    pub fn cosine(self) -> f64 {
        self.both as f64 / (self.first as f64 * self.second as f64).sqrt()
    }

    /// Share of baskets beyond what chance would give.
    pub fn leverage(self) -> f64 {
        let all = self.all as f64;
        self.support() - self.first as f64 / all * (self.second as f64 / all)
    }

    /// How many times as often the rule would fail by chance; `None` where it never fails.
    pub fn conviction(self) -> Option<f64> {
        let without = 1.0 - self.second as f64 / self.all as f64;
        (self.both < self.first).then(|| without / (1.0 - self.confidence()))
    }

    /// Baskets with both, the first alone, the second alone, neither.
    fn cells(self) -> [f64; 4] {
        let (a, b, c) = (self.both, self.first - self.both, self.second - self.both);
        [a, b, c, self.all + a - self.first - self.second].map(|count| count as f64)
    }

    /// Pearson's chi-squared without correction, one degree of freedom; `None` where a thing is in
    /// every basket.
    pub fn chi_squared(self) -> Option<f64> {
        let [a, b, c, d] = self.cells();
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let off = a * d - b * c;
        (margins > 0.0).then(|| self.all as f64 * off * off / margins)
    }

    /// The 95 % interval of the lift; `None` where they are never together.
    pub fn lift_95(self) -> Option<Between> {
        let [both, first, second, all] =
            [self.both, self.first, self.second, self.all].map(|count| count as f64);
        let variance = 1.0 / both - 1.0 / first - 1.0 / second + (2.0 * self.lift() - 1.0) / all;
        (self.both > 0).then(|| around(self.lift(), variance))
    }

    /// The 95 % interval of the odds ratio.
    pub fn odds_95(self) -> Between {
        let mut cells = self.cells();
        if cells.contains(&0.0) {
            cells = cells.map(|count| count + 0.5);
        }
        let [a, b, c, d] = cells;
        around(a * d / (b * c), 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d)
    }

    /// Fisher's exact test, one-sided: the chance of at least so many together.
    pub fn fisher_greater(self) -> f64 {
        let most = self.first.min(self.second);
        let least = (self.first + self.second).saturating_sub(self.all);
        if self.both <= least {
            return 1.0;
        }
        let mean = self.first as f64 * self.second as f64 / self.all as f64;
        let tail = if self.both as f64 > mean {
            self.chance() * self.run(self.both, most)
        } else {
            let below = Together {
                both: self.both - 1,
                ..self
            };
            1.0 - below.chance() * below.run(least, self.both - 1)
        };
        tail.clamp(0.0, 1.0)
    }

    /// The chance of exactly so many together, the margins given.
    fn chance(self) -> f64 {
        let [a, b, c, d] = self.cells();
        let (first, second, all) = (self.first as f64, self.second as f64, self.all as f64);
        let ways = |n: f64| libm::lgamma(n + 1.0);
        libm::exp(
            ways(first) + ways(all - first) + ways(second) + ways(all - second)
                - ways(all)
                - ways(a)
                - ways(b)
                - ways(c)
                - ways(d),
        )
    }

    /// The chances from `both` outwards to the other end, in units of the first one.
    fn run(self, from: u64, to: u64) -> f64 {
        let upwards = from == self.both;
        let [mut a, mut b, mut c, mut d] = self.cells();
        let (mut term, mut sum) = (1.0, 1.0);
        for _ in from..to {
            if upwards {
                term *= b * c / ((a + 1.0) * (d + 1.0));
                (a, b, c, d) = (a + 1.0, b - 1.0, c - 1.0, d + 1.0);
            } else {
                term *= a * d / ((b + 1.0) * (c + 1.0));
                (a, b, c, d) = (a - 1.0, b + 1.0, c + 1.0, d - 1.0);
            }
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        sum
    }
}

/// An interval of a ratio whose logarithm has this variance.
fn around(ratio: f64, variance: f64) -> Between {
    let factor = libm::exp(NORMAL_975 * variance.max(0.0).sqrt());
    Between {
        low: ratio / factor,
        high: ratio * factor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: f64, b: f64, relative: f64) {
        assert!((a / b - 1.0).abs() < relative, "{a:e} is not {b:e}");
    }

    #[test]
    fn the_lady_tasting_tea() {
        // Fisher (1935): 3 of 4 cups right: (16 + 1) / 70.
        let tea = Together::new(3, 4, 4, 8).unwrap();
        close(tea.fisher_greater(), 17.0 / 70.0, 1e-13);
        // 8, 2, 1, 5: SciPy.
        let table = Together::new(8, 10, 9, 16).unwrap();
        close(table.fisher_greater(), 0.024_475_524_475_524_483, 1e-12);
        assert_eq!(Together::new(0, 4, 4, 8).unwrap().fisher_greater(), 1.0);
    }

    #[test]
    fn a_pair_by_hand() {
        // 100 baskets, 40 with A, 50 with B, 30 with both: by chance 20.
        let pair = Together::new(30, 40, 50, 100).unwrap();
        close(pair.lift(), 1.5, 1e-15);
        close(pair.confidence(), 0.75, 1e-15);
        close(pair.leverage(), 0.1, 1e-14);
        close(pair.conviction().unwrap(), 2.0, 1e-14);
        // Cells 30, 10, 20, 40: 100 (1200 - 200)^2 / (40 x 60 x 50 x 50).
        close(pair.chi_squared().unwrap(), 100.0 / 6.0, 1e-14);
        let odds = pair.odds_95();
        close((odds.low * odds.high).sqrt(), 6.0, 1e-13);
        assert!(pair.lift_95().unwrap().low > 1.0);
    }

    #[test]
    fn what_does_not_fit_is_no_pair() {
        assert_eq!(Together::new(5, 4, 9, 20), None);
        assert_eq!(Together::new(0, 0, 9, 20), None);
        assert_eq!(Together::new(1, 15, 15, 20), None);
        let always = Together::new(9, 9, 9, 9).unwrap();
        assert_eq!((always.chi_squared(), always.conviction()), (None, None));
        assert_eq!(always.fisher_greater(), 1.0);
        assert!(always.odds_95().low < 1.0);
    }

    proptest! {
        #[test]
        fn first_and_second_can_be_exchanged(a in 0..60_u64, b in 0..60_u64, c in 0..60_u64, d in 0..60_u64) {
            let Some(pair) = Together::new(a, a + b, a + c, a + b + c + d) else { return Ok(()) };
            let turned = pair.turned();
            prop_assert!((pair.fisher_greater() - turned.fisher_greater()).abs() < 1e-12);
            prop_assert!((pair.lift() - turned.lift()).abs() < 1e-12);
            // The chances of all possible counts add up to one: at least so many, or fewer.
            let most = pair.first.min(pair.second);
            let least = (pair.first + pair.second).saturating_sub(pair.all);
            let sum: f64 = (least..=most).map(|both| Together { both, ..pair }.chance()).sum();
            prop_assert!((sum - 1.0).abs() < 1e-10);
            let tail: f64 = (pair.both..=most).map(|both| Together { both, ..pair }.chance()).sum();
            prop_assert!((tail - pair.fisher_greater()).abs() < 1e-10);
        }
    }
}
