//! text of a date -> its numbers and words, in the order in which they are written.

use crate::table::clock::digits;
use crate::value::plain;

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
/// Names of the months in German, French, Spanish, Portuguese, Italian and Dutch, in plain letters, as
/// far as English has others. Each also stands for its beginnings of three letters or more.
const MONTHS_ABROAD: [&str; 12] = [
    "janner januar janvier enero janeiro gennaio januari",
    "februar fevrier febrero fevereiro febbraio februari",
    "marz mars marzo marco maart mrt mrz",
    "avril abril aprile",
    "mai mayo maio maggio mei",
    "juni juin junio junho giugno",
    "juli juillet julio julho luglio",
    "aout agosto augustus",
    "septembre septiembre setiembre setembro settembre",
    "oktober octobre octubre outubro ottobre",
    "novembre noviembre novembro",
    "dezember decembre diciembre dezembro dicembre",
];
/// The beginning of two French months.
const UNDECIDED: &str = "jui";
/// Words between the parts of a date.
const SMALL: [&str; 3] = ["of", "de", "del"];
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
        let letter = |c: char| c.is_alphabetic() && !MARKS.contains(&c);
        let len = rest.find(|c| !letter(c)).unwrap_or(rest.len());
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
        if weekday || SMALL.iter().any(|small| word.eq_ignore_ascii_case(small)) {
            return Some(None);
        }
        let month = abroad(word)?;
        Some(Some(Field::Month(month as u32 + 1)))
    }

    fn number(&mut self, rest: &mut &str) -> Option<Field> {
        let before = rest.len();
        let number = digits(rest, 8)?;
        let width = before - rest.len();
        if rest.starts_with(|c: char| c.is_ascii_digit()) || (width > 4 && width != 8) {
            return None;
        }
        let ordinal = ["st", "nd", "rd", "th", "er"].iter().any(|end| {
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

/// The place of a month that is named in another language, in full or by its first letters.
fn abroad(word: &str) -> Option<usize> {
    let word = plain(word);
    let is = |name: &str| name.starts_with(&word);
    let known = word.len() >= 3 && word != UNDECIDED;
    let place = MONTHS_ABROAD
        .iter()
        .position(|names| names.split(' ').any(is));
    place.filter(|_| known)
}

/// The place of a name that is written in full, with three letters, or as `Sept`.
/// `Sun`, `thursday`, `Tues`.
pub(crate) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let short = ["tues", "thur", "thurs"];
    place(&WEEKDAYS, word).is_some() || short.iter().any(|own| own.eq_ignore_ascii_case(word))
}

fn place(names: &[&str], word: &str) -> Option<usize> {
    let is = |name: &&str| {
        let short = word.len() == 3 || (word.len() == 4 && name.starts_with("sept"));
        name.eq_ignore_ascii_case(word)
            || (short && name[..word.len().min(name.len())].eq_ignore_ascii_case(word))
    };
    names.iter().position(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::DateStyle;

    #[test]
    fn months_are_named_in_the_languages_of_the_files() {
        for (text, expected) in [
            ("3 janvier 2024", "2024-01-03"),
            ("1er févr. 2024", "2024-02-01"),
            ("12 août 2024", "2024-08-12"),
            ("14 juil. 2024", "2024-07-14"),
            ("3. März 2024", "2024-03-03"),
            ("5. Dez. 2024", "2024-12-05"),
            ("3 de enero de 2024", "2024-01-03"),
            ("7 de setembro de 2024", "2024-09-07"),
            ("9 giugno 2024", "2024-06-09"),
            ("9 mrt 2024", "2024-03-09"),
            ("10 mei 2024", "2024-05-10"),
        ] {
            let read = DateStyle::Named
                .read(text)
                .map(|stamp| stamp.day.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_begins_two_months_names_none() {
        assert_eq!(abroad("jui"), None);
        assert_eq!(DateStyle::Named.read("3 jui 2024"), None);
        assert_eq!(DateStyle::Named.read("3 chaises 2024"), None);
    }

    #[test]
    fn three_letters_mean_one_month() {
        for (at, names) in MONTHS_ABROAD.iter().enumerate() {
            for name in names.split(' ') {
                let start = &name[..3];
                let places = MONTHS_ABROAD
                    .iter()
                    .filter(|names| names.split(' ').any(|other| other.starts_with(start)));
                assert!(start == UNDECIDED || places.count() == 1, "{start}");
                let english = place(&MONTHS, start);
                assert!(english.is_none_or(|month| month == at), "{start}");
            }
        }
    }
}
