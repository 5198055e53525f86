//! a short text -> one 128-bit word, in which it is compared, hashed and parsed without a loop.

use crate::csv::Written;

const ZEROS: u64 = 0x3030_3030_3030_3030;
const HIGH: u64 = 0x8080_8080_8080_8080;
/// Added to a byte, it sets the high bit of all but 0 to 9.
const ABOVE_NINE: u64 = 0x7676_7676_7676_7676;

/// Powers of ten.
static POWERS: [u64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// A text of at most 15 bytes: its bytes from the low end, its length in the top byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word(pub(super) u128);

impl Word {
    #[inline]
    pub(super) fn of(cell: Written<'_>) -> Option<Word> {
        let text = cell.short()?;
        Some(Word(text | (cell.len() as u128) << 120))
    }

    #[inline]
    pub(super) fn len(self) -> u32 {
        (self.0 >> 120) as u32
    }

    /// The first eight bytes, and those behind them without the length.
    #[inline]
    pub(super) fn halves(self) -> (u64, u64) {
        (self.0 as u64, (self.0 >> 64) as u64 & (u64::MAX >> 8))
    }

    /// The text behind its first bytes.
    #[inline]
    pub(super) fn behind(self, bytes: u32) -> Word {
        let len = self.len() - bytes;
        let text = self.0 & (u128::MAX >> 8);
        Word(text >> (8 * bytes) | u128::from(len) << 120)
    }

    #[inline]
    pub(super) fn first(self) -> u8 {
        self.0 as u8
    }

    /// The text taken as digits; `None` when there are none, or others.
    #[inline]
    pub(super) fn digits(self) -> Option<u64> {
        let len = self.len();
        let (low, high) = self.halves();
        match len {
            0 => None,
            1..=8 => eight_digits(low, len),
            _ => Some(
                eight_digits(low, 8)? * POWERS[len as usize - 8] + eight_digits(high, len - 8)?,
            ),
        }
    }

    pub(super) fn bytes(self) -> ([u8; 16], usize) {
        (self.0.to_le_bytes(), self.len() as usize)
    }
}

/// The value of 1 to 8 digits: pairs are added up, then pairs of pairs, in one word.
#[inline]
pub(super) fn eight_digits(text: u64, len: u32) -> Option<u64> {
    let shift = 64 - 8 * len;
    let digits = (text << shift) ^ (ZEROS << shift);
    if (digits.wrapping_add(ABOVE_NINE) | digits) & HIGH != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let outer = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(0x000F_4240_0000_0064);
    let inner = (pairs >> 16 & 0x0000_00FF_0000_00FF).wrapping_mul(0x0000_2710_0000_0001);
    Some(outer.wrapping_add(inner) >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str) -> Word {
        Word::of(Written::new(text.as_bytes())).unwrap()
    }

    #[test]
    fn a_word_knows_its_text() {
        assert_eq!(word("abc").behind(1), word("bc"));
        assert_eq!((word("").len(), word("123456789012345").len()), (0, 15));
        assert!(word("a") != word("a\0"));
        assert!(Word::of(Written::new(b"1234567890123456")).is_none());
    }

    proptest! {
        #[test]
        fn digits_are_what_parsing_says(text in "[0-9]{0,15}|[0-9/:.\u{1}-\u{7f}]{0,15}") {
            let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert_eq!(word(&text).digits(), if all { text.parse().ok() } else { None });
        }
    }
}
