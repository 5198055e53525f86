//! text of a cell -> one word, for plain decimals and ISO dates; and back, to the byte.
//!
//! The low 4 bits say what the upper 60 hold: 0-11 a decimal's digits with so many behind the
//! point, 12 the number of an id, 13 a date as days since 1970, 14 a code into the column's
//! exceptions, 15 nothing.

use crate::csv::Written;
use crate::table::calendar::day_of;
use crate::table::word::{Word, eight_digits};
use crate::value::{Day, Decimal};

pub(super) const TAG: i64 = 15;
const LABEL: i64 = 12;
const DATE: i64 = 13;
pub(super) const EXCEPTION: i64 = 14;
pub(super) const MOST_DECIMALS: usize = 11;
/// More digits than this may not fit in 60 bits.
const MOST_DIGITS: usize = 17;

/// One cell in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Packed(pub(super) i64);

/// What a packed cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unpacked {
    Number { mantissa: i64, decimals: u8 },
    Label(i64),
    Date(Day),
    Exception(u32),
    Empty,
}

impl Packed {
    /// The cell of a value of whatever width.
    pub(super) fn held(value: impl Into<i64>) -> Packed {
        Packed(value.into())
    }

    pub(super) const EMPTY: Packed = Packed(15);

    pub(super) fn exception(code: u32) -> Packed {
        Packed((i64::from(code) << 4) | EXCEPTION)
    }

    #[inline]
    pub(super) fn label(number: i64) -> Packed {
        Packed((number << 4) | LABEL)
    }

    fn number(negative: bool, mantissa: i64, decimals: usize) -> Packed {
        Packed((if negative { -mantissa } else { mantissa } << 4) | decimals as i64)
    }

    /// What kind of value it is, as a small number.
    #[inline]
    pub(super) fn tag(self) -> i64 {
        self.0 & TAG
    }

    /// The cell, if its text is canonical: printing what was packed gives the same bytes.
    #[inline]
    pub(super) fn of(cell: Written<'_>) -> Option<Packed> {
        match Word::of(cell) {
            Some(word) => Packed::of_word(word),
            None if cell.len() <= MOST_DIGITS + 2 => long_number(cell.bytes()),
            None => None,
        }
    }

    /// The same for a short text.
    #[inline]
    pub(super) fn of_word(word: Word) -> Option<Packed> {
        match word.len() {
            0 => Some(Packed::EMPTY),
            10 if word.halves().0 >> 32 & 0xFF == u64::from(b'-') => iso_date(word),
            _ => short_number(word),
        }
    }

    #[inline]
    pub(super) fn unpack(self) -> Unpacked {
        let value = self.0 >> 4;
        match self.tag() {
            LABEL => Unpacked::Label(value),
            DATE => Unpacked::Date(Day(value as i32)),
            EXCEPTION => Unpacked::Exception(value as u32),
            TAG => Unpacked::Empty,
            decimals => Unpacked::Number {
                mantissa: value,
                decimals: decimals as u8,
            },
        }
    }

    /// The text it was made of; `None` for an exception and a label, which their column can print.
    pub(super) fn text(self) -> Option<String> {
        match self.unpack() {
            Unpacked::Number { mantissa, decimals } => {
                Some(Decimal::new(i128::from(mantissa), decimals).to_string())
            }
            Unpacked::Date(day) => Some(day.to_string()),
            Unpacked::Empty => Some(String::new()),
            Unpacked::Exception(_) | Unpacked::Label(_) => None,
        }
    }
}

/// A number of at most 15 bytes, without a loop: the point is found and closed up in the word.
#[inline]
fn short_number(word: Word) -> Option<Packed> {
    let negative = word.first() == b'-';
    let word = if negative { word.behind(1) } else { word };
    if !word.first().is_ascii_digit() {
        return None;
    }
    let len = word.len();
    let (mantissa, whole) = match point_of(word) {
        None if len <= 8 => (eight_digits(word.halves().0, len)?, len),
        None => (word.digits()?, len),
        Some(at) => (without_point(word, at).digits()?, at),
    };
    let decimals = (len - whole).saturating_sub(1) as usize;
    let ends_in_point = whole < len && decimals == 0;
    let leading_zero = whole > 1 && word.first() == b'0';
    if ends_in_point || leading_zero || decimals > MOST_DECIMALS || (negative && mantissa == 0) {
        return None;
    }
    Some(Packed::number(negative, mantissa as i64, decimals))
}

/// The place of the first point.
#[inline]
fn point_of(word: Word) -> Option<u32> {
    let (low, high) = word.halves();
    let points = |half: u64| {
        let other = half ^ 0x2E2E_2E2E_2E2E_2E2E;
        !(((other & 0x7F7F_7F7F_7F7F_7F7F) + 0x7F7F_7F7F_7F7F_7F7F) | other | 0x7F7F_7F7F_7F7F_7F7F)
    };
    let (low, high) = (points(low), points(high));
    if low != 0 {
        Some(low.trailing_zeros() / 8)
    } else if high != 0 {
        Some(8 + high.trailing_zeros() / 8)
    } else {
        None
    }
}

#[inline]
fn without_point(word: Word, at: u32) -> Word {
    let text = word.0 & (u128::MAX >> 8);
    let before = text & ((1 << (8 * at)) - 1);
    let behind = text >> (8 * (at + 1)) << (8 * at);
    Word(before | behind | u128::from(word.len() - 1) << 120)
}

/// A number of more bytes than a word holds.
fn long_number(cell: &[u8]) -> Option<Packed> {
    let (negative, digits) = match cell {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, cell),
    };
    if digits.len() > MOST_DIGITS + 1 {
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
    let leading_zero = whole == 0 || (whole > 1 && digits[0] == b'0');
    let fits = whole + decimals <= MOST_DIGITS && decimals <= MOST_DECIMALS;
    let ends_in_point = point.is_some() && decimals == 0;
    let minus_zero = negative && mantissa == 0;
    if !fits || ends_in_point || leading_zero || minus_zero {
        return None;
    }
    Some(Packed::number(negative, mantissa, decimals))
}

/// `YYYY-MM-DD`, without a loop: year, month and day are gathered and read as pairs of digits.
#[inline]
fn iso_date(word: Word) -> Option<Packed> {
    let (low, high) = word.halves();
    if low >> 56 != u64::from(b'-') {
        return None;
    }
    let digits = low & 0xFFFF_FFFF | (low >> 40 & 0xFFFF) << 32 | high << 48;
    let number = eight_digits(digits, 8)? as u32;
    let day = day_of(number / 10_000, number / 100 % 100, number % 100)?;
    Some(Packed((i64::from(day.0) << 4) | DATE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(text: &str) -> Option<Packed> {
        Packed::of(Written::new(text.as_bytes()))
    }

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
            assert_eq!(packed(text).and_then(Packed::text).as_deref(), Some(text));
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
            assert_eq!(packed(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn packing_is_exact_or_refused(text in "-?[0-9]{0,20}[.]?[0-9]{0,13}") {
            if let Some(packed) = packed(&text) {
                prop_assert_eq!(packed.text(), Some(text));
            }
        }

        #[test]
        fn plain_numbers_are_packed(whole in 0..99_999_999_999_i64, fraction in "|[.][0-9]{1,6}", minus in any::<bool>()) {
            prop_assume!(!minus || whole > 0);
            let text = format!("{}{whole}{fraction}", if minus { "-" } else { "" });
            prop_assert_eq!(packed(&text).and_then(Packed::text), Some(text));
        }

        #[test]
        fn dates_are_packed_when_there_is_such_a_day(text in "[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]") {
            prop_assert_eq!(packed(&text).and_then(Packed::text), Day::from_iso(&text).map(|_| text));
        }
    }
}
