//! Parts and wholes -> shares that are never NaN.

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
