//! Parts and wholes -> shares that are never NaN, and of parts of a whole never above one.

use crate::say::{Quantity, Text, Value};

/// `part / whole`; `None` when the whole is not above zero, because then a share says nothing.
pub(super) fn share(part: i128, whole: i128) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The share as a value, or the reason why there is none.
pub(super) fn share_value(part: i128, whole: i128) -> Value {
    share(part, whole).map_or_else(
        || Value::missing(Text::new("reason.no_positive_total")),
        shared,
    )
}

/// A finished share as a value.
pub(super) fn shared(of_one: f64) -> Value {
    Value::of(Quantity::share(of_one))
}

/// What parts are shares of: the sum of those that are not below zero. With what refunds take from
/// others left in, the shares of the rest would be larger than they are, and could exceed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    sum: i128,
    net: i128,
}

impl Whole {
    /// Adds up the parts.
    pub(super) fn of(parts: impl IntoIterator<Item = i128>) -> Whole {
        let mut whole = Whole { sum: 0, net: 0 };
        for part in parts {
            whole.sum += part.max(0);
            whole.net += part;
        }
        whole
    }

    /// The share of one part; a part below zero has none.
    pub(super) fn share(self, part: i128) -> Option<f64> {
        share(part, self.sum).filter(|_| part >= 0)
    }

    /// The share of one part as a value, or the reason why there is none.
    pub(super) fn value(self, part: i128) -> Value {
        match part < 0 && self.sum > 0 {
            true => Value::missing(Text::new("reason.part_below_zero")),
            false => share_value(part, self.sum),
        }
    }

    /// The share of all parts together: nothing where some are below zero, as they have none.
    pub(super) fn all(self) -> Value {
        match self.net == self.sum {
            true => share_value(self.net, self.sum),
            false => Value::missing(Text::new("reason.parts_below_zero")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_the_parts_that_are_not_below_zero() {
        let whole = Whole::of([60, 0, 40, -25]);
        assert_eq!(whole.share(60), Some(0.6), "not 60 of 75");
        assert_eq!(whole.share(0), Some(0.0));
        assert_eq!(whole.share(-25), None);
        assert_eq!(whole.all().quantity, None);
        let whole = Whole::of([3, 1]);
        assert_eq!(whole.value(3), shared(0.75));
        assert_eq!(whole.all(), shared(1.0));
        let nothing = Whole::of([-3, -1]);
        assert_eq!(nothing.share(-3), None);
        assert_eq!(nothing.value(-3).quantity, None);
    }
}
