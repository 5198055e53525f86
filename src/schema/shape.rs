//! What the values of a column look like: whether they can play a role.

use crate::schema::by_header::LEAST_SCORE;
use crate::schema::header::english;
use crate::schema::role::{Role, Shape};
use crate::table::{Column, Kind, NO_NUMBER, Table};

pub(super) fn is_date(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::DateTime)
}

pub(super) fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Decimal)
}

/// Whether the values of a column can play a role of this shape.
pub(super) fn fits(table: &Table, column: usize, shape: Shape) -> bool {
    let column = &table.columns[column];
    let kind = column.decision.kind;
    match shape {
        Shape::Name => !is_date(kind) && !matches!(kind, Kind::Decimal | Kind::Empty),
        Shape::Number => is_number(kind) && column.decision.number.other_units.is_empty(),
        Shape::Money => is_number(kind),
        Shape::Date => is_date(kind),
        Shape::CurrencyCode => kind == Kind::Text && holds_currency_codes(column),
    }
}

/// The score of a role, the least for a column that tells by ones and noughts whether money was paid back:
/// another one may tell how much.
pub(super) fn behind_others(role: Role, column: &Column, score: f64) -> f64 {
    let flags = role == Role::Refunded && score > LEAST_SCORE && holds_flags(column);
    if flags { LEAST_SCORE } else { score }
}

fn holds_flags(column: &Column) -> bool {
    let one = |value: &i64| matches!(*value, 0 | 1 | NO_NUMBER);
    column.decision.kind == Kind::Integer
        && column
            .decimals(&column.decision.number)
            .values
            .iter()
            .all(one)
}

/// The currency that a header names: `amount (EUR)`, `price_usd`, `Umsatz in €`. Words that are codes as well have to
/// be in capitals.
pub(crate) fn currency_in(name: &str) -> Option<&'static str> {
    if name.contains('\u{20ac}') {
        return Some("EUR");
    }
    let mut words = name.split(|c: char| !c.is_ascii_alphabetic());
    words.find_map(|word| {
        let known = CURRENCIES
            .iter()
            .find(|code| code.eq_ignore_ascii_case(word))?;
        (*known != "TRY" || word == "TRY").then_some(*known)
    })
}

/// Words of headers of amounts that are written in thousands or millions.
const THOUSANDS: [&str; 13] = [
    "k",
    "keur",
    "kusd",
    "teur",
    "tsd",
    "tausend",
    "thousand",
    "thousands",
    "000",
    "000s",
    "mio",
    "million",
    "millions",
];

/// Whether a header says that amounts are told in thousands or millions: `Umsatz in TEUR`, `revenue (k€)`.
pub fn is_headed_as_thousands(name: &str) -> bool {
    let words = english(name);
    let says = |word: &String| THOUSANDS.contains(&word.as_str());
    words.len() > 1 && words.iter().any(says)
}

/// The codes that most order files use; an unknown code in a column headed "currency" is accepted too
/// when it has three letters.
const MOST_DISTINCT_CURRENCIES: u32 = 40;

fn holds_currency_codes(column: &Column) -> bool {
    if column.distinct() > MOST_DISTINCT_CURRENCIES {
        return false;
    }
    let named = english(&column.name).iter().any(|word| word == "currency");
    let entries = column.coded().entries;
    let known = entries
        .iter()
        .filter(|entry| CURRENCIES.contains(&entry.to_ascii_uppercase().as_str()))
        .count();
    let three = entries
        .iter()
        .filter(|entry| entry.len() == 3 && entry.bytes().all(|b| b.is_ascii_alphabetic()))
        .count();
    !entries.is_empty() && (known == entries.len() || (named && three * 10 >= entries.len() * 9))
}

/// ISO 4217 codes of widely used currencies.
const CURRENCIES: [&str; 34] = [
    "AED", "ARS", "AUD", "BDT", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EUR",
    "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD",
    "PHP", "PLN", "SEK", "SGD", "THB", "TRY", "USD", "ZAR",
];
