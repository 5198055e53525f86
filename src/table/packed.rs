//! text of a cell -> one word, for plain decimals and ISO dates; and back, to the byte.
//!
//! The low 4 bits say what the upper 60 hold: 0-12 a decimal's digits with so many behind the
//! point, 13 a date as days since 1970, 14 a code into the column's exceptions, 15 nothing.

use crate::value::{Day, Decimal};

const TAG: i64 = 15;
const DATE: i64 = 13;
const EXCEPTION: i64 = 14;
const MOST_DECIMALS: u8 = 12;
/// More digits than this may not fit in 60 bits.
const MOST_DIGITS: usize = 17;

/// One cell in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Packed(pub(super) i64);

/// What a packed cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpacked {
    Number { mantissa: i64, decimals: u8 },
    Date(Day),
    Exception(u32),
    Empty,
}

impl Packed {
    pub(super) const EMPTY: Packed = Packed(15);

    pub(super) fn exception(code: u32) -> Packed {
        Packed((i64::from(code) << 4) | EXCEPTION)
    }

    /// The cell, if its text is canonical: printing what was packed gives the same bytes.
    #[inline]
    pub(super) fn of(cell: &[u8]) -> Option<Packed> {
        match cell.len() {
            0 => Some(Packed::EMPTY),
            10 if cell[4] == b'-' => iso_date(cell),
            _ => number(cell),
        }
    }

    #[inline]
    pub(super) fn unpack(self) -> Unpacked {
        let value = self.0 >> 4;
        match self.0 & TAG {
            DATE => Unpacked::Date(Day(value as i32)),
            EXCEPTION => Unpacked::Exception(value as u32),
            TAG => Unpacked::Empty,
            decimals => Unpacked::Number {
                mantissa: value,
                decimals: decimals as u8,
            },
        }
    }

    /// The text it was made of; `None` for an exception.
    pub(super) fn text(self) -> Option<String> {
        match self.unpack() {
            Unpacked::Number { mantissa, decimals } => {
                Some(Decimal::new(i128::from(mantissa), decimals).to_string())
            }
            Unpacked::Date(day) => Some(day.to_string()),
            Unpacked::Empty => Some(String::new()),
            Unpacked::Exception(_) => None,
        }
    }
}

#[inline]
fn number(cell: &[u8]) -> Option<Packed> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    if digits.is_empty() || digits.len() > MOST_DIGITS + 1 {
        return None;
    }
    let (mut mantissa, mut point) = (0_i64, None);
    for (at, byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            mantissa = mantissa * 10 + i64::from(digit);
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            return None;
        }
    }
    let whole = point.unwrap_or(digits.len());
    let decimals = digits.len() - whole - usize::from(point.is_some());
    let canonical = match point {
        None => digits.len() <= MOST_DIGITS,
        Some(_) => decimals > 0 && decimals <= usize::from(MOST_DECIMALS),
    };
    let leading_zero = whole == 0 || (whole > 1 && digits[0] == b'0');
    if !canonical || leading_zero || (negative && mantissa == 0) {
        return None;
    }
    Some(Packed(
        (if negative { -mantissa } else { mantissa } << 4) | decimals as i64,
    ))
}

#[inline]
fn iso_date(cell: &[u8]) -> Option<Packed> {
    if cell[7] != b'-' {
        return None;
    }
    let digit = |at: usize| u32::from(cell[at].wrapping_sub(b'0'));
    let all = [0, 1, 2, 3, 5, 6, 8, 9].iter().all(|at| digit(*at) < 10);
    if !all {
        return None;
    }
    let year = digit(0) * 1_000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    let day = Day::from_civil(
        year as i32,
        digit(5) * 10 + digit(6),
        digit(8) * 10 + digit(9),
    )?;
    Some(Packed((i64::from(day.0) << 4) | DATE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_packed_prints_back_to_the_byte() {
        for text in [
            "",
            "0",
            "-1",
            "0.5",
            "-0.05",
            "10.00",
            "12345678901234567",
            "2020-02-29",
            "0000-01-01",
        ] {
            assert_eq!(
                Packed::of(text.as_bytes())
                    .and_then(Packed::text)
                    .as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn what_would_print_otherwise_is_an_exception() {
        for text in [
            "-",
            ".",
            "-.",
            "007",
            "-0",
            "-0.0",
            ".5",
            "5.",
            "+5",
            "1e5",
            "1.2.3",
            " 1",
            "1 ",
            "١",
            "2020-02-30",
            "2020-1-01",
            "123456789012345678",
            "0.1234567890123",
            "20-01-2020",
            "2020-01-0x",
            "--1",
        ] {
            assert_eq!(Packed::of(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn packing_is_exact_or_refused(text in "-?[0-9]{0,18}[.]?[0-9]{0,13}") {
            if let Some(packed) = Packed::of(text.as_bytes()) {
                prop_assert_eq!(packed.text(), Some(text));
            }
        }
    }
}
