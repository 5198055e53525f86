//! What somebody decided about how a file is written: the recipe's entries -> what its reader is told,
//! and the controls on its card.

use crate::csv::{FileFacts, Wanted, labels};
use crate::figure::{Choice, Control, ControlKind};
use crate::recipe::Recipe;
use crate::say::Text;
use crate::schema::PERIODS;
use crate::table::{Column, DateStyle, Kind, Table, years};

/// What can be decided, by the first part of its control's id; the file's name is the rest.
pub(super) const KINDS: [&str; 5] = ["encoding", "delimiter", "quote", "header", PERIODS.0];
/// Separators that have a name.
const SEPARATORS: [(&str, u8); 5] = [
    ("comma", b','),
    ("semicolon", b';'),
    ("tab", b'\t'),
    ("pipe", b'|'),
    ("spaces", b' '),
];
/// What stands around fields that hold separators, and what takes the meaning from a quote inside of them: the
/// quote and the escape of each.
const QUOTES: [(&str, (u8, u8)); 5] = [
    ("doubled", (b'"', 0)),
    ("backslash", (b'"', b'\\')),
    ("single", (b'\'', 0)),
    ("single_backslash", (b'\'', b'\\')),
    ("none", (0, 0)),
];
/// The first record is a header, or it is not.
const HEADER: [(&str, bool); 2] = [("yes", true), ("no", false)];

/// The files that something was decided about.
pub(super) fn files(recipe: &Recipe) -> Vec<String> {
    let named = recipe
        .reading
        .iter()
        .filter_map(|(control, _)| control.split_once('.'));
    let mut files: Vec<String> = named.map(|(_, file)| file.to_owned()).collect();
    crate::value::order::sort(&mut files);
    files.dedup();
    files
}

/// A value as it is kept; `None` when there is no such value.
pub(super) fn checked(kind: &str, value: &str) -> Option<String> {
    match kind {
        "encoding" => labels()
            .find(|label| label.eq_ignore_ascii_case(value))
            .map(str::to_owned),
        "delimiter" => separator(value).map(separator_name),
        "header" => known(&HEADER, value),
        "quote" => known(&QUOTES, value),
        _ => {
            let year = value.len() == 4 && years(value).len() == 1;
            let known = year || value == PERIODS.1 || value == PERIODS.2;
            known.then(|| value.to_owned())
        }
    }
}

fn known<T>(all: &[(&str, T)], value: &str) -> Option<String> {
    let mut words = all.iter().map(|(word, _)| *word);
    words.find(|word| *word == value).map(str::to_owned)
}

/// A separator by its name or its sign. Letters, digits, quotes and line ends separate nothing.
fn separator(value: &str) -> Option<u8> {
    if let Some((_, byte)) = SEPARATORS.iter().find(|(name, _)| *name == value) {
        return Some(*byte);
    }
    match value.as_bytes() {
        [b'"' | b'\'' | b'\r' | b'\n' | 0] => None,
        [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() => Some(*byte),
        _ => None,
    }
}

fn separator_name(byte: u8) -> String {
    let named = SEPARATORS.iter().find(|(_, it)| *it == byte);
    named.map_or_else(
        || char::from(byte).to_string(),
        |(name, _)| (*name).to_owned(),
    )
}

/// What the reader of this file is told.
pub(super) fn wanted(recipe: &Recipe, file: &str) -> Wanted {
    let chosen = |kind: &str| recipe.reading.get(&format!("{kind}.{file}"));
    let header = chosen("header").map(|value| value == "yes");
    Wanted {
        narrow: recipe
            .remedies
            .get("surplus")
            .is_some_and(|it| it == "keep"),
        encoding: chosen("encoding").cloned(),
        delimiter: chosen("delimiter").and_then(|value| separator(value)),
        header,
        quote: chosen("quote").and_then(|value| {
            let mut quotes = QUOTES.iter();
            quotes.find(|(word, _)| word == value).map(|it| it.1)
        }),
    }
}

/// The controls of a file's card: each shows what is in force. `turned` tells of a file with columns of periods
/// whether these were made rows.
pub(super) fn controls(facts: &FileFacts, recipe: &Recipe, turned: Option<bool>) -> Vec<Control> {
    let words = |word: &str, label: &str| Choice {
        value: word.to_owned(),
        label: Text::new(label),
    };
    let verbatim = |value: &str| Choice {
        value: value.to_owned(),
        label: Text::verbatim(value),
    };
    let named = |word: &str| words(word, &format!("reading.{word}"));
    let kinds = KINDS.into_iter();
    let kinds = kinds.filter(|kind| turned.is_some() || *kind != PERIODS.0);
    let controls = kinds.map(|kind| {
        let (value, mut options): (String, Vec<Choice>) = match kind {
            "encoding" => {
                // The next best one is the first to be tried.
                let other = facts.encoding_other.as_deref().unwrap_or("");
                let next = labels().filter(|label| *label == other);
                let rest = labels().filter(|label| *label != other);
                let all = next.chain(rest).map(verbatim);
                (facts.encoding.clone(), all.collect())
            }
            "delimiter" => {
                let all = SEPARATORS.iter().map(|(word, _)| named(word));
                (separator_name(facts.delimiter), all.collect())
            }
            "quote" => {
                let have = (facts.quote, facts.escape);
                let held = QUOTES.iter().find(|(_, quote)| *quote == have);
                let sign = || format!("{} {}", char::from(have.0), char::from(have.1));
                let all = QUOTES.map(|(word, _)| words(word, &format!("quote.{word}")));
                let held = held.map_or_else(sign, |(word, _)| (*word).to_owned());
                (held, all.into())
            }
            "periods" => {
                let held = match turned {
                    Some(true) => PERIODS.1,
                    _ => PERIODS.2,
                };
                let all = [PERIODS.1, PERIODS.2];
                let all = all.map(|word| words(word, &format!("periods.{word}")));
                (held.to_owned(), all.into())
            }
            _ => {
                let held = HEADER[usize::from(facts.header_records == 0)].0;
                let all = HEADER.map(|(word, _)| words(word, &format!("header.{word}")));
                (held.to_owned(), all.into())
            }
        };
        if !options.iter().any(|option| option.value == value) {
            options.insert(0, verbatim(&value));
        }
        let id = format!("{kind}.{}", facts.name);
        Control {
            changed: recipe.reading.contains_key(&id),
            id,
            label: Text::new(&format!("control.{kind}")),
            help: Text::new("control.reading.help"),
            kind: ControlKind::Choice { options },
            value,
        }
    });
    controls.collect()
}

/// How numbers and dates of a column can be said to be written.
pub(super) const NUMBERS: [(&str, &str); 2] =
    [("point", "numbers.point"), ("comma", "numbers.comma")];
pub(super) const DATES: [(&str, &str); 3] = [
    ("iso", "dates.iso"),
    ("dmy", "dates.day_first"),
    ("mdy", "dates.month_first"),
];
/// What is said of a column whose decimals nobody can tell from thousands, and of one that is nearly numbers.
const OPEN_NUMBERS: [&str; 5] = [
    "type.number.comma",
    "type.number.maybe_thousands",
    "type.number.maybe_decimals",
    "type.number.almost",
    "type.number.letters",
];
/// What is said of a column that is nearly dates.
const OPEN_DATES: [&str; 2] = ["type.date.almost", "type.date.mixed"];

/// The controls of the columns that are written in one of several ways: each shows what is in force, and stays
/// when it was answered.
pub(super) fn written(table: &Table, recipe: &Recipe) -> Vec<Control> {
    let control = |column: &Column| {
        let decision = &column.decision;
        let place = format!("{}/{}", table.facts.name, column.name);
        let chosen = recipe.dates.get(&place).map(String::as_str);
        let told = |ids: &[&str]| {
            decision
                .evidence
                .iter()
                .any(|it| ids.contains(&it.id.as_str()))
        };
        let order = match decision.date {
            Some(DateStyle::DayFirst) => Some("dmy"),
            Some(DateStyle::MonthFirst) => Some("mdy"),
            Some(DateStyle::Iso) if decision.ambiguous_dates || chosen.is_some() => Some("iso"),
            _ => None,
        };
        let point = match decision.number.decimal_point {
            b',' => "comma",
            _ => "point",
        };
        let numbers = decision.kind == Kind::Decimal && point == "comma"
            || matches!(chosen, Some("point" | "comma"));
        let (kind, all, value): (_, &[(&str, &str)], _) = match order {
            Some(order) => ("dates", &DATES, order),
            None if numbers || told(&OPEN_NUMBERS) => {
                let text = decision.kind == Kind::Text;
                ("numbers", &NUMBERS, if text { "" } else { point })
            }
            None if told(&OPEN_DATES) => ("dates", &DATES, ""),
            None => return None,
        };
        let as_words = value.is_empty().then_some(("", "numbers.text"));
        let options = as_words.iter().chain(all).map(|(value, label)| Choice {
            value: (*value).to_owned(),
            label: Text::new(label),
        });
        Some(Control {
            id: format!("{kind}.{place}"),
            label: Text::new(&format!("control.{kind}")).with("column", &column.name),
            help: Text::new("control.written.help"),
            kind: ControlKind::Choice {
                options: options.collect(),
            },
            value: value.to_owned(),
            changed: chosen.is_some(),
        })
    };
    table.columns.iter().filter_map(control).collect()
}

/// Whether a control decides how this file is read.
pub(super) fn is_of(control: &str, file: &str) -> bool {
    let (kind, rest) = control.split_once('.').unwrap_or((control, ""));
    let of_column = || {
        rest.strip_prefix(file)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    KINDS.contains(&kind) && rest == file || matches!(kind, "dates" | "numbers") && of_column()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_known_by_its_name_or_its_sign() {
        for (kind, value, kept) in [
            ("encoding", "Windows-1251", Some("windows-1251")),
            ("encoding", "klingon", None),
            ("delimiter", ";", Some("semicolon")),
            ("delimiter", "tab", Some("tab")),
            ("delimiter", "\t", Some("tab")),
            ("delimiter", "^", Some("^")),
            ("delimiter", "a", None),
            ("delimiter", "\"", None),
            ("delimiter", "||", None),
            ("header", "no", Some("no")),
            ("header", "perhaps", None),
        ] {
            assert_eq!(checked(kind, value).as_deref(), kept, "{kind} {value}");
        }
    }

    #[test]
    fn what_is_decided_for_one_file_is_not_told_to_another() {
        let mut recipe = Recipe::default();
        let entry = |id: &str, value: &str| (id.to_owned(), value.to_owned());
        recipe.reading = [
            entry("delimiter.a.csv", "comma"),
            entry("header.a.csv", "no"),
        ]
        .into_iter()
        .collect();
        let told = wanted(&recipe, "a.csv");
        assert_eq!((told.delimiter, told.header), (Some(b','), Some(false)));
        assert_eq!(wanted(&recipe, "b.csv"), Wanted::default());
    }
}
