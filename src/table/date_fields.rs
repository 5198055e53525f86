//! text of a date -> its numbers and words, in the order in which they are written.

use crate::table::clock::digits;

/// A number with its digits, a month or a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Number(u32, u8),
    Month(u32),
    Quarter(u32),
}

/// At most three fields, and what stands between them.
pub(super) struct Fields {
    found: [Field; 3],
    len: usize,
    /// The first sign between fields; a space where there is none.
    pub separator: char,
    /// Year, month and day are named by signs behind them, as in Chinese.
    pub marked: bool,
    /// A word and a number stand together without a sign.
    pub glued: bool,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// Year, month and day in Chinese and Japanese, and in Korean.
const MARKS: [char; 6] = ['年', '月', '日', '년', '월', '일'];

impl Fields {
    /// Takes a date without its time apart; `None` when it holds anything else.
    pub(super) fn of(text: &str) -> Option<Fields> {
        let mut fields = Fields {
            found: [Field::Quarter(0); 3],
            len: 0,
            separator: ' ',
            marked: false,
            glued: false,
        };
        let mut rest = text;
        let (mut words, mut seps, mut first) = (false, 0, None);
        while !rest.is_empty() {
            let before = rest;
            match fields.next(&mut rest)? {
                Some(field) => {
                    words |= !matches!(field, Field::Number(..));
                    *fields.found.get_mut(fields.len)? = field;
                    fields.len += 1;
                }
                None => words = true,
            }
            if rest.is_empty() {
                break;
            }
            let behind = rest.trim_start_matches([' ', ',', '-', '/', '.']);
            let gap = &rest[..rest.len() - behind.len()];
            if gap.is_empty() && !fields.marked {
                let letter = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
                if letter(rest) == letter(before) {
                    return None;
                }
                fields.glued = true;
            }
            if let Some(sign) = gap.chars().next() {
                // Numbers alone have one sign twice between them, and only that.
                let plain = gap.len() == 1 && sign != ',';
                seps |= u8::from(!plain) | u8::from(first.is_some_and(|first| first != sign));
                first = first.or(Some(sign));
            }
            // A sign at the end belongs to nothing.
            if behind.is_empty() {
                return None;
            }
            rest = behind;
        }
        fields.separator = first.unwrap_or(' ');
        let sound = words || fields.marked || seps == 0;
        (sound && fields.len > 0).then_some(fields)
    }

    /// The fields in order.
    pub(super) fn all(&self) -> &[Field] {
        &self.found[..self.len]
    }

    /// The next field; `Some(None)` for a word that tells nothing.
    fn next(&mut self, rest: &mut &str) -> Option<Option<Field>> {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(rest).map(Some);
        }
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, behind) = rest.split_at(len);
        *rest = behind;
        if word.eq_ignore_ascii_case("q") {
            let quarter = digits(rest, 1)?;
            return (1..=4)
                .contains(&quarter)
                .then_some(Some(Field::Quarter(quarter)));
        }
        if let Some(month) = place(&MONTHS, word) {
            return Some(Some(Field::Month(month as u32 + 1)));
        }
        let weekday = self.len == 0 && place(&WEEKDAYS, word).is_some();
        (weekday || word.eq_ignore_ascii_case("of")).then_some(None)
    }

    fn number(&mut self, rest: &mut &str) -> Option<Field> {
        let before = rest.len();
        let number = digits(rest, 8)?;
        let width = before - rest.len();
        if rest.starts_with(|c: char| c.is_ascii_digit()) || (width > 4 && width != 8) {
            return None;
        }
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| {
            rest.get(..2)
                .is_some_and(|word| word.eq_ignore_ascii_case(end))
        });
        let whole_word = rest
            .as_bytes()
            .get(2)
            .is_none_or(|byte| !byte.is_ascii_alphabetic());
        if ordinal && whole_word {
            *rest = &rest[2..];
        } else if let Some(behind) = rest.strip_prefix(MARKS) {
            *rest = behind;
            self.marked = true;
        }
        Some(Field::Number(number, width as u8))
    }
}

/// The place of a name that is written in full, with three letters, or as `Sept`.
fn place(names: &[&str], word: &str) -> Option<usize> {
    let is = |name: &&str| {
        let short = word.len() == 3 || (word.len() == 4 && name.starts_with("sept"));
        name.eq_ignore_ascii_case(word)
            || (short && name[..word.len().min(name.len())].eq_ignore_ascii_case(word))
    };
    names.iter().position(is)
}
