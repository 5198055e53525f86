//! a cell -> what it looks like, on a glance: enough to tell a header from data and one delimiter from
//! another. What a column holds is decided elsewhere, on all of its cells.

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Nothing.
    Empty,
    /// A word for a missing value.
    Missing,
    /// A number, with its signs, or a date or time in digits.
    Typed,
    /// Anything else.
    Text,
}

/// Words for a missing value.
const MISSING: [&[u8]; 10] = [
    b"na", b"n/a", b"nan", b"null", b"none", b"nil", b"-", b"--", b"?", b".",
];
const LONGEST: usize = 40;
const MONTHS: [&[u8]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];

impl Look {
    /// The look of the bytes.
    pub(super) fn of(cell: &[u8]) -> Look {
        let cell = cell.trim_ascii();
        let is_missing = |word: &&[u8]| cell.eq_ignore_ascii_case(word);
        if cell.is_empty() {
            Look::Empty
        } else if MISSING.iter().any(is_missing) {
            Look::Missing
        } else if is_typed(cell) {
            Look::Typed
        } else {
            Look::Text
        }
    }
}

/// Digits, with signs between them and at most a few letters: a currency, `T`, `Z`, `am`, a month, an
/// exponent.
fn is_typed(cell: &[u8]) -> bool {
    if cell.len() > LONGEST || !cell.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let (mut letters, mut at) = (0, 0);
    let mut word = 0;
    let mut digit_before = false;
    while at < cell.len() {
        let byte = cell[at];
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                letters += 1;
                word += 1;
                if word > 3 && !is_month(&cell[at + 1 - word..=at]) {
                    return false;
                }
                // `A12` is a code, `Q1` too; `1e5`, `10T12`, `EUR 5` are values.
                if cell.get(at + 1).is_some_and(u8::is_ascii_digit) && !digit_before {
                    return false;
                }
            }
            b'0'..=b'9' => (digit_before, word) = (true, 0),
            b'.' | b',' | b'-' | b'+' | b' ' | b'/' | b':' | b'$' | b'%' | b'(' | b')' | b'\'' => {
                word = 0;
            }
            // Signs of currencies, no-break spaces.
            0x80.. => word = 0,
            _ => return false,
        }
        at += 1;
    }
    letters <= 9 && !is_many_words(cell)
}

fn is_month(word: &[u8]) -> bool {
    let start = word[..3].to_ascii_lowercase();
    word.len() <= 9 && MONTHS.contains(&start.as_slice())
}

/// More than three words of letters are a sentence.
fn is_many_words(cell: &[u8]) -> bool {
    let words = cell
        .split(|byte| !byte.is_ascii_alphabetic())
        .filter(|word| !word.is_empty());
    words.count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_from_words() {
        for (cell, look) in [
            ("", Look::Empty),
            ("NA", Look::Missing),
            ("12", Look::Typed),
            ("-1,234.50", Look::Typed),
            ("€ 5", Look::Typed),
            ("EUR 5.00", Look::Typed),
            ("12 %", Look::Typed),
            ("1e-5", Look::Typed),
            ("2020-01-31T10:00:00Z", Look::Typed),
            ("31.01.2020", Look::Typed),
            ("3 January 2020", Look::Typed),
            ("name", Look::Text),
            ("Q1", Look::Text),
            ("column 1", Look::Text),
            ("MG-8769", Look::Typed),
            ("A12", Look::Text),
            ("https://a.b/1", Look::Text),
        ] {
            assert_eq!(Look::of(cell.as_bytes()), look, "{cell}");
        }
    }
}
