//! A fraction of whole numbers, so that thresholds are compared without a rounding.

use std::cmp::Ordering;

/// `numerator / denominator`, the denominator above zero.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    /// Above the line.
    pub numerator: i128,
    /// Below the line, above zero.
    pub denominator: i128,
}

impl Fraction {
    /// A fraction; `None` when the denominator is not above zero.
    pub fn new(numerator: i128, denominator: i128) -> Option<Fraction> {
        (denominator > 0).then_some(Fraction {
            numerator,
            denominator,
        })
    }

    /// So many per cent.
    pub const fn percent(points: i128) -> Fraction {
        Fraction {
            numerator: points,
            denominator: 100,
        }
    }

    /// How a whole number compares with it, exactly; saturated where the product does not fit.
    pub fn compare(self, whole: i128) -> Ordering {
        whole.saturating_mul(self.denominator).cmp(&self.numerator)
    }

    /// How `part / total` compares with it, exactly, for a total above zero.
    pub fn compare_share(self, part: i128, total: i128) -> Ordering {
        part.saturating_mul(self.denominator)
            .cmp(&total.saturating_mul(self.numerator))
    }

    /// The nearest f64, for drawing.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        let left = self.numerator.saturating_mul(other.denominator);
        left.cmp(&other.numerator.saturating_mul(self.denominator))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_on_the_threshold_is_equal_to_it() {
        let seventy = Fraction::percent(70);
        assert_eq!(seventy.compare_share(7, 10), Ordering::Equal);
        assert_eq!(
            seventy.compare_share(700_000_000_001, 1_000_000_000_000),
            Ordering::Greater
        );
        assert_eq!(seventy.compare_share(2, 3), Ordering::Less);
    }

    #[test]
    fn equal_fractions_are_equal_however_they_are_written() {
        assert_eq!(Fraction::new(1, 2), Fraction::new(50, 100));
        assert!(Fraction::new(1, 3) < Fraction::new(34, 100));
        assert_eq!(Fraction::new(1, 0), None);
        assert_eq!(Fraction::new(7, 2).unwrap().compare(4), Ordering::Greater);
    }
}
