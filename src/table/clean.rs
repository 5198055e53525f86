//! a text as written -> without what cannot be seen at its ends.

/// Whether a character shows nothing: spaces of all kinds, controls, and marks of no width.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{202A}'..='\u{202E}')
}

/// The text without invisible characters at both ends, and without what keeps a spreadsheet from counting
/// with it: `="00123"` and `'00123`.
pub(crate) fn trimmed(text: &str) -> &str {
    let seen = seen(text);
    kept_text(seen).unwrap_or(seen)
}

/// The text without invisible characters at both ends.
pub(super) fn seen(text: &str) -> &str {
    match text.as_bytes() {
        // The common case first: visible ASCII at both ends.
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim_matches(is_invisible),
    }
}

/// What a formula that is nothing but a text says, or digits behind an apostrophe; `None` for all else.
#[inline]
pub(super) fn kept_text(seen: &str) -> Option<&str> {
    match seen.as_bytes().first()? {
        b'=' => {
            let inner = seen.strip_prefix("=\"")?.strip_suffix('"')?;
            (!inner.contains('"')).then(|| inner.trim_matches(is_invisible))
        }
        b'\'' => {
            let sign = |byte: u8| matches!(byte, b'.' | b',' | b'-' | b'+' | b' ');
            let digits = seen[1..]
                .bytes()
                .all(|byte| byte.is_ascii_digit() || sign(byte));
            (digits && seen.bytes().any(|byte| byte.is_ascii_digit())).then(|| &seen[1..])
        }
        _ => None,
    }
}

/// What missing values are written as, besides nothing at all, in columns of every kind.
const MISSING_EVERYWHERE: [&str; 6] = ["\\N", "#N/A", "(blank)", "NULL", "null", "NaN"];
/// What they are written as in columns of numbers and dates, in any case. In a text column these
/// may be values: NA is North America and Namibia.
const MISSING_NUMBERS: [&str; 25] = [
    "na",
    "n/a",
    "#n/a",
    "nan",
    "null",
    "none",
    "nil",
    "-",
    "--",
    "?",
    ".",
    "n.a.",
    "n/d",
    "tbd",
    "error",
    "missing",
    "unknown",
    "undefined",
    "#ref!",
    "#name?",
    "#value!",
    "#num!",
    "#div/0!",
    "0000-00-00",
    "0000-00-00 00:00:00",
];

/// Whether a trimmed text stands for a missing value in a text column.
pub(super) fn is_missing_text(trimmed: &str) -> bool {
    trimmed.is_empty() || MISSING_EVERYWHERE.contains(&trimmed)
}

/// Whether a trimmed text stands for a missing value in a column of numbers, dates or flags.
pub(super) fn is_missing_number(trimmed: &str) -> bool {
    is_missing_text(trimmed)
        || (trimmed.len() <= 19
            && MISSING_NUMBERS
                .iter()
                .any(|token| token.eq_ignore_ascii_case(trimmed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_invisible_stays_at_the_ends() {
        for (text, expected) in [
            ("INR\r", "INR"),
            ("\u{FEFF}a b\u{00A0}", "a b"),
            ("\u{200B} \t", ""),
            ("a", "a"),
            (" a", "a"),
            ("é ", "é"),
            ("", ""),
            ("=\"00123\"", "00123"),
            ("=\"\"", ""),
            ("=A1", "=A1"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("'00123", "00123"),
            ("'t Hof", "'t Hof"),
            ("'", "'"),
        ] {
            assert_eq!(trimmed(text), expected, "{text:?}");
        }
    }

    #[test]
    fn north_america_is_not_missing() {
        assert!(!is_missing_text("NA") && is_missing_number("NA"));
        assert!(!is_missing_text("None") && is_missing_number("none"));
        assert!(!is_missing_number("Nancy") && is_missing_text("NULL") && is_missing_text(""));
    }
}
