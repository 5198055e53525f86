//! An exact decimal: money is added and multiplied without a rounding, and rounded once when asked.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most decimals a value keeps exactly.
pub const MAX_SCALE: u8 = 18;

/// `mantissa / 10^scale`, exact. Written in plain decimal text (`-12.50`), never through an f64.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    /// All digits, as one whole number.
    pub mantissa: i128,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        scale: 0,
    };

    /// `mantissa / 10^scale`.
    pub fn new(mantissa: i128, scale: u8) -> Decimal {
        Decimal { mantissa, scale }
    }

    /// A whole number.
    pub fn whole(number: i128) -> Decimal {
        Decimal {
            mantissa: number,
            scale: 0,
        }
    }

    /// Reads `-12.50`: an optional minus, digits, optionally a point and digits. `None` for all
    /// else, and for more digits than can be kept.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let point_without_digits = digits.contains('.') && fraction.is_empty();
        if whole.is_empty() || point_without_digits || fraction.len() > usize::from(MAX_SCALE) {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa
                .checked_mul(10)?
                .checked_add(i128::from(byte - b'0'))?;
        }
        Some(Decimal {
            mantissa: if negative { -mantissa } else { mantissa },
            scale: fraction.len() as u8,
        })
    }

    /// The sum, exact; `None` when it does not fit.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let sum = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Decimal {
            mantissa: sum,
            scale,
        })
    }

    /// The product, exact; `None` when it does not fit.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.checked_add(other.scale)?;
        Some(Decimal {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale,
        })
    }

    /// The mantissa at a scale at least as fine as this one's; `None` when it does not fit.
    pub fn at_scale(self, scale: u8) -> Option<i128> {
        let factor = 10_i128.checked_pow(u32::from(scale.checked_sub(self.scale)?))?;
        self.mantissa.checked_mul(factor)
    }

    /// Rounded to `scale` decimals, half away from zero, as invoices do.
    pub fn rounded(self, scale: u8) -> Decimal {
        if scale >= self.scale {
            return self;
        }
        let divisor = 10_i128.pow(u32::from(self.scale - scale));
        Decimal {
            mantissa: divide_half_away(self.mantissa, divisor),
            scale,
        }
    }

    /// Divided by a whole number and rounded once to `scale` decimals, half away from zero.
    /// `None` when the divisor is 0 or the digits do not fit.
    pub fn divided(self, by: i128, scale: u8) -> Option<Decimal> {
        if by == 0 {
            return None;
        }
        let extra = i32::from(scale) - i32::from(self.scale);
        let (numerator, divisor) = if extra >= 0 {
            (
                self.mantissa
                    .checked_mul(10_i128.checked_pow(extra as u32)?)?,
                by,
            )
        } else {
            (
                self.mantissa,
                by.checked_mul(10_i128.checked_pow(extra.unsigned_abs())?)?,
            )
        };
        Some(Decimal {
            mantissa: divide_half_away(numerator, divisor),
            scale,
        })
    }

    /// The same number without trailing zeros behind the point.
    pub fn normalized(self) -> Decimal {
        let Decimal {
            mut mantissa,
            mut scale,
        } = self;
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal { mantissa, scale }
    }

    /// The nearest f64: for drawing and for ratios, never for sums.
    pub fn to_f64(self) -> f64 {
        self.mantissa as f64 / 10_i128.pow(u32::from(self.scale)) as f64
    }

    /// True for zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0
    }
}

fn divide_half_away(numerator: i128, divisor: i128) -> i128 {
    let quotient = numerator / divisor;
    let remainder = (numerator % divisor).unsigned_abs();
    if remainder >= divisor.unsigned_abs() - remainder {
        quotient
            + if (numerator < 0) == (divisor < 0) {
                1
            } else {
                -1
            }
    } else {
        quotient
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.normalized(), other.normalized());
        let scale = a.scale.max(b.scale);
        match (a.at_scale(scale), b.at_scale(scale)) {
            (Some(x), Some(y)) => x.cmp(&y),
            // A number too large for the other's scale is decided by its sign.
            (None, _) => a.mantissa.cmp(&0),
            (_, None) => 0.cmp(&b.mantissa),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.normalized())
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("a decimal is written like \"-12.50\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn text_survives_the_round_trip() {
        for text in [
            "0",
            "-1",
            "12.50",
            "-0.05",
            "2297200.8603",
            "170141183460469231731687303715884105727",
        ] {
            assert_eq!(decimal(text).to_string(), text);
        }
        for text in [
            "", "-", ".", "1.", ".5", "1e5", "+1", "1,5", "--1", "1.2.3", "٣",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn halves_go_away_from_zero_once() {
        assert_eq!(decimal("2.345").rounded(2).to_string(), "2.35");
        assert_eq!(decimal("-2.345").rounded(2).to_string(), "-2.35");
        assert_eq!(decimal("2.344999").rounded(2).to_string(), "2.34");
        assert_eq!(
            decimal("1807805").divided(262, 2).unwrap().to_string(),
            "6900.02"
        );
        assert_eq!(decimal("1").divided(3, 4).unwrap().to_string(), "0.3333");
        assert_eq!(decimal("-1").divided(2, 0).unwrap().to_string(), "-1");
        assert!(decimal("1").divided(0, 2).is_none());
    }

    #[test]
    fn sums_and_products_are_exact_across_scales() {
        assert_eq!(
            decimal("0.1").checked_add(decimal("0.20")).unwrap(),
            decimal("0.3")
        );
        assert_eq!(
            decimal("0.1").checked_mul(decimal("-0.2")).unwrap(),
            decimal("-0.02")
        );
        assert!(decimal("1.10") == decimal("1.1") && decimal("1.2") > decimal("1.19"));
        assert!(
            Decimal::new(i128::MAX, 0)
                .checked_add(Decimal::whole(1))
                .is_none()
        );
    }
}
