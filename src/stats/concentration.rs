//! Values -> how much of their sum the largest hold.
//!
//! Values `v_1 >= ... >= v_n >= 0` with sum `S`:
//! - `CR_k`: the sum of the `k` largest over `S`;
//! - the count for a share `p`: the smallest `k` with `CR_k >= p`, compared as whole numbers;
//! - Herfindahl-Hirschman index: the sum of `(v / S)^2`; its inverse is the effective number of
//!   equal holders (Hirschman 1964; Adelman 1969);
//! - Gini, population form: `sum (2i - n - 1) v_(i) / (n S)` over ascending values, between 0 and
//!   `(n - 1) / n` (Gini 1912; trapezoids under the Lorenz curve). Times `n / (n - 1)` for small n.
//!
//! Degenerate cases: no values, a value below zero or a sum of zero have no concentration.

use std::cmp::Ordering;

use crate::stats::Fraction;
use crate::value::order;

/// Values in descending order with their running sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concentration {
    values: Vec<i128>,
    running: Vec<i128>,
}

impl Concentration {
    /// Sorts the values; `None` in the degenerate cases.
    pub fn of(values: impl IntoIterator<Item = i128>) -> Option<Concentration> {
        let mut values: Vec<i128> = values.into_iter().collect();
        order::sort_numbers(&mut values);
        values.reverse();
        let running: Vec<i128> = values
            .iter()
            .scan(0, |sum, value| {
                *sum += value;
                Some(*sum)
            })
            .collect();
        let fits = values.last().is_some_and(|least| *least >= 0)
            && running.last().is_some_and(|sum| *sum > 0);
        fits.then_some(Concentration { values, running })
    }

    /// How many values.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Never true: without values there is no concentration.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Their sum.
    pub fn total(&self) -> i128 {
        self.running[self.len() - 1]
    }

    /// The sum of the `k` largest.
    pub fn sum_of_top(&self, k: usize) -> i128 {
        match k {
            0 => 0,
            k => self.running[k.min(self.len()) - 1],
        }
    }

    /// The share of the `k` largest.
    pub fn share_of_top(&self, k: usize) -> f64 {
        self.sum_of_top(k) as f64 / self.total() as f64
    }

    /// The smallest number of values that reach this share of the sum.
    pub fn count_for(&self, share: Fraction) -> usize {
        let reaches = |sum: &i128| share.compare_share(*sum, self.total()) != Ordering::Less;
        self.running
            .iter()
            .position(reaches)
            .map_or(self.len(), |index| index + 1)
    }

    /// How many values are the top `share` of all, rounded up.
    pub fn count_of(&self, share: Fraction) -> usize {
        let along = self.len() as i128 * share.numerator;
        ((along + share.denominator - 1) / share.denominator) as usize
    }

    /// The sum of squared shares.
    pub fn hhi(&self) -> f64 {
        let total = self.total() as f64;
        self.values
            .iter()
            .map(|value| (*value as f64 / total) * (*value as f64 / total))
            .sum()
    }

    /// How many equal holders would be as concentrated.
    pub fn effective(&self) -> f64 {
        1.0 / self.hhi()
    }

    /// The population Gini coefficient.
    pub fn gini(&self) -> f64 {
        let n = self.len() as i128;
        let total = self.total() as f64;
        // Descending, so that the weight of the largest comes first.
        let weights = (0..n).map(|place| n - 1 - 2 * place);
        let weighted: f64 = weights
            .zip(&self.values)
            .map(|(weight, value)| weight as f64 * (*value as f64))
            .sum();
        weighted / (n as f64 * total)
    }

    /// The Gini coefficient corrected for few values; `None` for one value.
    pub fn gini_of_few(&self) -> Option<f64> {
        let n = self.len() as f64;
        (self.len() > 1).then(|| self.gini() * n / (n - 1.0))
    }

    /// "80/20" may be said only when those who reach 80 % are 15-25 % of all and hold 75-85 %.
    pub fn follows_80_20(&self) -> bool {
        let reaching = self.count_for(Fraction::percent(80));
        let of_all = reaching as f64 / self.len() as f64;
        (0.15..=0.25).contains(&of_all) && (0.75..=0.85).contains(&self.share_of_top(reaching))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i128]) -> Concentration {
        Concentration::of(values.iter().copied()).unwrap()
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn toys_with_known_answers() {
        // values, Gini, HHI, count for 50 %, count for 80 %
        let zeros_and_one: &[i128] = &[0, 0, 0, 0, 0, 0, 0, 0, 0, 10];
        for (values, gini, hhi, half, most) in [
            (&[5; 10][..], 0.0, 0.1, 5, 8),
            (&[100][..], 0.0, 1.0, 1, 1),
            (&[1, 3][..], 0.25, 0.625, 1, 2),
            (zeros_and_one, 0.9, 1.0, 1, 1),
        ] {
            let toy = of(values);
            close(toy.gini(), gini);
            close(toy.hhi(), hhi);
            assert_eq!(toy.count_for(Fraction::percent(50)), half, "{values:?}");
            assert_eq!(toy.count_for(Fraction::percent(80)), most, "{values:?}");
        }
    }

    #[test]
    fn a_published_table_of_seventeen_customers() {
        let table = of(&[
            572181, 407084, 259200, 184801, 63157, 59665, 53044, 50090, 44194, 29648, 29635, 23898,
            13992, 7176, 5694, 3032, 1314,
        ]);
        assert_eq!(table.total(), 1_807_805);
        close(table.gini(), 0.6622058567287564);
        close(table.hhi(), 0.1872271242436318);
        close(table.effective(), 5.341106445125636);
        close(table.share_of_top(1), 0.3165059284602045);
        close(table.share_of_top(3), 0.6850655905919056);
        close(
            table.share_of_top(table.count_of(Fraction::percent(20))),
            0.7872895583317892,
        );
        let counts = [50, 80, 95].map(|points| table.count_for(Fraction::percent(points)));
        assert_eq!(counts, [2, 5, 10]);
        assert!(!table.follows_80_20(), "five of seventeen are 29 %");
    }

    #[test]
    fn a_share_that_is_hit_exactly_is_reached() {
        assert_eq!(of(&[4, 3, 2, 1]).count_for(Fraction::percent(70)), 2);
        assert_eq!(of(&[1; 3]).count_for(Fraction::percent(100)), 3);
    }

    #[test]
    fn nothing_zero_or_negative_has_no_concentration() {
        assert_eq!(Concentration::of([]), None);
        assert_eq!(Concentration::of([0, 0]), None);
        assert_eq!(Concentration::of([5, -1]), None);
        assert_eq!(of(&[3]).gini_of_few(), None);
        assert!(!of(&[1; 20]).follows_80_20());
        assert!(of(&[80, 80, 10, 5, 5, 5, 5, 5, 4, 1]).follows_80_20());
    }
}
