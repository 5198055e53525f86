//! ids like `CUST0268` -> their number. A column of such ids shares the words in front, so a cell is
//! kept as a number, and no table of texts is needed to tell the ids apart.

use crate::csv::Written;
use crate::table::date::DateParts;
use crate::table::number::Parts;
use crate::table::word::Word;

/// The words in front of the numbers of a column's ids, and how many digits the numbers are padded to.
#[derive(Clone, Debug)]
pub(super) struct Label {
    prefix: Word,
    mask: u128,
    /// Numbers are padded with zeros to so many digits; 1 is none.
    width: u32,
    /// All numbers so far have so many digits; 0 when they differ. While none begins with a zero,
    /// whether they are padded is not known.
    digits: u32,
}

impl Label {
    /// The label of a column whose first text this is: visible signs without a digit, then digits
    /// only; and neither an amount like `$5`, nor a month like
    /// `Oct-17`, nor digits that an apostrophe keeps as text.
    pub(super) fn of(cell: Written<'_>) -> Option<Label> {
        let text = std::str::from_utf8(cell.bytes()).ok()?;
        let prefix = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - prefix.len();
        let visible = prefix
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' ');
        let plain =
            !prefix.contains(|c: char| c.is_ascii_digit()) && !prefix.starts_with([' ', '\'']);
        let other = Parts::of(text).is_some() || DateParts::of(text).is_some();
        if !visible || !plain || prefix.is_empty() || digits == 0 || other {
            return None;
        }
        Word::of(cell)?;
        let prefix = Word::of(Written::new(prefix.as_bytes()))?;
        let mask = (1_u128 << (8 * prefix.len())) - 1;
        Some(Label {
            prefix,
            mask,
            width: 1,
            digits: digits as u32,
        })
    }

    /// The number of an id; `None` when printing it would not give the same text.
    #[inline]
    pub(super) fn number(&mut self, cell: Word) -> Option<i64> {
        let skip = self.prefix.len();
        if cell.0 & self.mask != self.prefix.0 & self.mask || cell.len() <= skip {
            return None;
        }
        let digits = cell.behind(skip);
        let number = digits.digits()?;
        let len = digits.len();
        if len != self.digits {
            self.digits = 0;
            if len < self.width {
                return None;
            }
        }
        let padded = digits.first() == b'0' && len > 1;
        if padded && len != self.width {
            if self.width != 1 || self.digits != len {
                return None;
            }
            self.width = len;
        }
        Some(number as i64)
    }

    /// The id of a number.
    pub(super) fn text(&self, number: i64) -> String {
        let (prefix, len) = self.prefix.bytes();
        let prefix = String::from_utf8_lossy(&prefix[..len]);
        format!("{prefix}{number:0width$}", width = self.width as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(label: &mut Label, text: &str) -> Option<i64> {
        Word::of(Written::new(text.as_bytes())).and_then(|word| label.number(word))
    }

    #[test]
    fn ids_are_told_by_their_first() {
        for (text, is) in [
            ("CUST0268", true),
            ("#1001", true),
            ("TXN_1", true),
            ("Item 7", true),
            ("CA-2018-1", false),
            ("$5", false),
            ("Oct-17", false),
            ("USD 5", false),
            ("-5", false),
            ("007", false),
            ("abc", false),
            (" A1", false),
            ("é1", false),
            ("01/02/2020", false),
            ("ABCDEFGHIJ123456", false),
        ] {
            assert_eq!(
                Label::of(Written::new(text.as_bytes())).is_some(),
                is,
                "{text}"
            );
        }
    }

    #[test]
    fn padded_and_plain_numbers_are_kept_apart() {
        let mut padded = Label::of(Written::new(b"C123")).unwrap();
        assert_eq!(number(&mut padded, "C123"), Some(123));
        assert_eq!(number(&mut padded, "C007"), Some(7));
        assert_eq!(number(&mut padded, "C07"), None);
        assert_eq!(number(&mut padded, "C1234"), Some(1_234));
        assert_eq!(
            (padded.text(7), padded.text(1_234)),
            ("C007".to_owned(), "C1234".to_owned())
        );
        let mut plain = Label::of(Written::new(b"C9")).unwrap();
        assert_eq!(number(&mut plain, "C9"), Some(9));
        assert_eq!(number(&mut plain, "C10"), Some(10));
        assert_eq!(number(&mut plain, "C07"), None);
        assert_eq!(plain.text(10), "C10");
    }

    proptest! {
        #[test]
        fn every_id_taken_prints_back(texts in prop::collection::vec("A[0-9]{1,4}", 1..12)) {
            let mut label = Label::of(Written::new(texts[0].as_bytes())).unwrap();
            let taken: Vec<_> = texts.iter().filter_map(|text| Some((text, number(&mut label, text)?))).collect();
            for (text, number) in taken {
                prop_assert_eq!(&label.text(number), text);
            }
        }
    }
}
