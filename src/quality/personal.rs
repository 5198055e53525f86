//! Columns about persons: e-mail addresses, phone numbers, birthdays, names, addresses. They are told,
//! and previews and shared reports mask them.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{Role, Source, english};
use crate::table::{Column, Kind};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "personal_data",
    remedies: &["mask"],
    phase: Phase::Rows,
    run,
};

/// What a column tells of a person, with the words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A birthday.
    Birthday,
    /// A name.
    Name,
    /// A street address.
    Address,
    /// The number of a card or an account.
    Account,
}

/// Words of headers, and what they tell.
const WORDS: [(&str, Personal); 16] = [
    ("email", Personal::Email),
    ("mail", Personal::Email),
    ("phone", Personal::Phone),
    ("mobile", Personal::Phone),
    ("telephone", Personal::Phone),
    ("fax", Personal::Phone),
    ("birth", Personal::Birthday),
    ("birthday", Personal::Birthday),
    ("birthdate", Personal::Birthday),
    ("dob", Personal::Birthday),
    ("firstname", Personal::Name),
    ("lastname", Personal::Name),
    ("surname", Personal::Name),
    ("street", Personal::Address),
    ("address1", Personal::Address),
    ("address", Personal::Address),
];
/// Words that, before `name`, make it the name of a person.
const NAMES: [&str; 7] = [
    "first", "last", "full", "given", "family", "middle", "contact",
];
/// So many cells are looked at for an `@`.
const LOOKED_AT: u32 = 50;

/// What each column of a source tells of persons.
pub fn personal(source: &Source) -> Vec<Option<Personal>> {
    let columns = source.table.columns.iter().zip(&source.mapping.guesses);
    columns
        .map(|(column, guess)| of_column(column, guess.role))
        .collect()
}

fn of_column(column: &Column, role: Option<Role>) -> Option<Personal> {
    let words = english(&column.name);
    let named = words
        .windows(2)
        .any(|pair| pair[1] == "name" && NAMES.contains(&pair[0].as_str()));
    let told = words
        .iter()
        .find_map(|word| WORDS.iter().find(|(known, _)| known == word));
    match told {
        _ if hold(column, is_address) => Some(Personal::Email),
        _ if hold(column, is_account) => Some(Personal::Account),
        // Yes and no tell whether somebody has one.
        Some(_) if column.decision.kind == Kind::Boolean => None,
        Some((_, kind)) if *kind != Personal::Email => Some(*kind),
        _ if named || role == Some(Role::CustomerName) => Some(Personal::Name),
        _ => None,
    }
}

/// Words that stand behind what a column tells, and do not change it: `phone number`, `date of birth`.
const BEHIND: [&str; 7] = ["number", "no", "nr", "line", "name", "date", "day"];

/// Whether a column holds what one person alone has: a number of a phone, a birthday, a street. Two who
/// share it are no group. Of `address_city` or `phone_type` this does not hold: the last word counts.
pub(crate) fn of_one_person(column: &Column) -> bool {
    let bare = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    let words: Vec<String> = english(&column.name)
        .iter()
        .map(|word| bare(word))
        .collect();
    let mut told = words.iter().rev();
    let last = told.find(|word| !word.is_empty() && !BEHIND.contains(&word.as_str()));
    let known = || last.is_some_and(|last| WORDS.iter().any(|(word, _)| bare(word) == *last));
    match of_column(column, None) {
        Some(Personal::Email | Personal::Name | Personal::Account) => true,
        Some(_) => column.decision.kind != Kind::Boolean && known(),
        None => false,
    }
}

/// Most of the first cells are so.
fn hold(column: &Column, are: fn(&str) -> bool) -> bool {
    let (mut cells, mut found) = (0, 0);
    for row in 0..(column.len() as u32).min(LOOKED_AT) {
        let text = column.text(row);
        cells += u32::from(!text.trim().is_empty());
        found += u32::from(are(text.trim()));
    }
    cells > 0 && found * 5 >= cells * 4
}

fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The number of a card with its check digit, in groups of four, or an IBAN with its own. Without a gap a card's
/// number is that of one in ten orders.
fn is_account(text: &str) -> bool {
    let signs: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let number = |c: char| c.to_digit(36);
    if signs.len() != text.len() && signs.bytes().all(|byte| byte.is_ascii_digit()) {
        let double = |(at, digit): (usize, u32)| match at % 2 {
            0 => digit,
            _ => digit * 2 / 10 + digit * 2 % 10,
        };
        let sum: u32 = signs
            .chars()
            .rev()
            .filter_map(number)
            .enumerate()
            .map(double)
            .sum();
        return (13..=19).contains(&signs.len()) && sum.is_multiple_of(10);
    }
    let (true, Some((land, rest))) = ((15..=34).contains(&signs.len()), signs.split_at_checked(4))
    else {
        return false;
    };
    let shape = |(at, byte): (usize, u8)| match at {
        0 | 1 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit(),
    };
    let moved = rest.chars().chain(land.chars());
    let left = moved.map(number).try_fold(0, |left, sign| {
        let sign = sign?;
        Some((left * if sign > 9 { 100 } else { 10 } + sign) % 97)
    });
    land.bytes().enumerate().all(shape) && left == Some(1)
}

/// A cell of such a column as previews show it: the first sign, and how long it is.
pub fn masked(text: &str) -> String {
    let mut signs = text.trim().chars();
    let first: String = signs.next().into_iter().collect();
    let rest = "\u{2022}".repeat(signs.count().min(8));
    format!("{first}{rest}")
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let mut columns: Vec<Arg> = Vec::new();
    let files = evidence.model.sources.iter();
    for source in files.filter(|source| source.parts.is_empty()) {
        for (column, told) in source.table.columns.iter().zip(personal(source)) {
            let Some(kind) = told else { continue };
            let id = match kind {
                Personal::Email => "personal.email",
                Personal::Phone => "personal.phone",
                Personal::Birthday => "personal.birthday",
                Personal::Name => "personal.name",
                Personal::Address => "personal.address",
                Personal::Account => "personal.account",
            };
            columns.push(
                Text::new("finding.personal_data.column")
                    .with("column", &column.name)
                    .with("file", source.name())
                    .with("kind", Text::new(id))
                    .into(),
            );
        }
    }
    if columns.is_empty() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = columns.len() as u64;
    finding.sentence = finding.sentence.with("columns", Arg::List(columns));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cards_and_accounts_are_known_by_their_check_digits() {
        for text in [
            "4111 1111 1111 1111",
            "5500-0000-0000-0004",
            "3782 822463 10005",
            "GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
        ] {
            assert!(is_account(text), "{text}");
        }
        for text in [
            "4111 1111 1111 1112",
            "4111111111111111",
            "GB82WEST12345698765433",
            "2024-01-31 10:00",
            "+49 170 5551234",
            "",
        ] {
            assert!(!is_account(text), "{text}");
        }
    }
}
