//! numbers -> whether they stand for dates: `20180131`, seconds since 1970, days as Excel counts.
//!
//! Digits alone look like amounts and ids, so they are dates only on evidence: the column is named
//! like one, or many different numbers are all days of the calendar.

use crate::say::Text;
use crate::table::clean::{is_missing_number, trimmed};
use crate::table::date::{DateStyle, NO_TIME, Stamp};
use crate::table::decide::{Kind, TypeDecision};
use crate::table::names::words;
use crate::table::number::NumberStyle;
use crate::table::packed::Unpacked;
use crate::table::store::Store;

/// So many different days of the calendar are no chance, whatever the column is called.
const MANY: usize = 6;

/// What digits may mean, in the order in which it is tried, with the words for it.
const MEANINGS: [(DateStyle, &str); 6] = [
    (DateStyle::Month, "type.date.month_codes"),
    (DateStyle::Iso, "type.date.digits"),
    (DateStyle::Epoch, "type.date.epoch"),
    (DateStyle::Serial, "type.date.serial"),
    (DateStyle::DayFirst, "type.date.day_first_digits"),
    (DateStyle::MonthFirst, "type.date.month_first_digits"),
];

/// Turns a column of numbers into one of dates, on evidence.
pub(in crate::table) fn as_dates(name: &str, store: &Store, decision: &mut TypeDecision) {
    if !matches!(decision.kind, Kind::Integer | Kind::Decimal | Kind::Id)
        || decision.number != NumberStyle::default()
    {
        return;
    }
    let named = is_named_like_a_date(name) && !is_named_like_an_id(name);
    let found: Vec<(DateStyle, &str, Read)> = MEANINGS
        .iter()
        .filter_map(|(style, words)| Some((*style, *words, Read::of(store, *style)?)))
        .filter(|(style, _, read)| match style {
            DateStyle::Month => is_named_like_a_month(name),
            DateStyle::Iso => named || read.distinct >= MANY,
            _ => named,
        })
        .collect();
    let Some((style, words, read)) = found.first() else {
        return;
    };
    let orders = [DateStyle::DayFirst, DateStyle::MonthFirst];
    let both = orders.contains(style) && found.len() > 1;
    *decision = TypeDecision {
        kind: if read.timed {
            Kind::DateTime
        } else {
            Kind::Date
        },
        date: Some(*style),
        // Eight digits that are days in both orders are asked about.
        ambiguous_dates: both,
        date_orders: if both { orders.to_vec() } else { Vec::new() },
        bad: read.bad,
        missing: decision.missing,
        missing_words: std::mem::take(&mut decision.missing_words),
        evidence: vec![Text::new(words).with("cells", read.good)],
        ..TypeDecision::of(Kind::Date)
    };
}

/// Whole numbers in a column that is named like an id name something and are not counted with.
pub(in crate::table) fn as_ids(name: &str, decision: &mut TypeDecision) {
    let named = is_named_like_an_id(name);
    if named && decision.kind == Kind::Integer && decision.number == NumberStyle::default() {
        decision.kind = Kind::Id;
        decision.evidence.insert(0, Text::new("type.id.named"));
    }
}

pub(super) fn is_named_like_an_id(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    let ends = [
        "id", "ids", "no", "nr", "code", "sku", "ean", "upc", "isbn", "barcode",
    ];
    let numbered = words.len() > 1 && matches!(last, "number" | "num");
    let anywhere = [
        "zip", "zipcode", "postal", "postcode", "phone", "mobile", "fax",
    ];
    ends.contains(&last) || numbered || words.iter().any(|word| anywhere.contains(&word.as_str()))
}

/// Words of names of dates; `orderdate` ends in one.
const DATES: [&str; 13] = [
    "date",
    "datetime",
    "time",
    "timestamp",
    "datum",
    "fecha",
    "day",
    "at",
    "ts",
    "dt",
    "created",
    "updated",
    "epoch",
];

/// Words of names of amounts and counts, whatever else stands beside them.
const AMOUNTS: [&str; 10] = [
    "amount", "value", "revenue", "sales", "price", "total", "cost", "orders", "count", "spent",
];

pub(super) fn is_named_like_a_date(name: &str) -> bool {
    let glued = |word: &str| {
        let date = word.ends_with("date") || word.ends_with("datum");
        date && !["update", "candidate", "mandate", "validate"].contains(&word)
    };
    let words = words(name);
    let any = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    (any(&DATES) || words.iter().any(|word| glued(word))) && !any(&AMOUNTS)
}

/// Words of names of months; `yyyymm` is one.
const MONTHS: [&str; 13] = [
    "month",
    "yearmonth",
    "yyyymm",
    "ym",
    "period",
    "calmonth",
    "monat",
    "periode",
    "mois",
    "mes",
    "periodo",
    "mese",
    "maand",
];

fn is_named_like_a_month(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| MONTHS.contains(&word.as_str()))
}

/// What a style makes of all cells.
#[derive(Default)]
struct Read {
    good: u64,
    bad: u64,
    timed: bool,
    /// Different days, as far as [`MANY`].
    distinct: usize,
}

impl Read {
    /// `None` when more than one cell in a hundred is no date of this style.
    fn of(store: &Store, style: DateStyle) -> Option<Read> {
        let mut read = Read::default();
        let mut seen: Vec<i32> = Vec::new();
        let most = store.len() as u64 / 100;
        let mut count = |stamp: Option<Stamp>| match stamp {
            Some(stamp) => {
                read.good += 1;
                read.timed |= stamp.minute != NO_TIME;
                if seen.len() < MANY && !seen.contains(&stamp.day.0) {
                    seen.push(stamp.day.0);
                }
                true
            }
            None => {
                read.bad += 1;
                read.bad <= most
            }
        };
        let texts: Vec<Option<Option<Stamp>>> = store
            .texts()
            .iter()
            .map(|text| {
                let text = trimmed(text);
                (!is_missing_number(text)).then(|| style.read(text))
            })
            .collect();
        let sound = match store {
            Store::Packed { values, .. } => values.iter().all(|value| match value.unpack() {
                Unpacked::Number { mantissa, decimals } => {
                    count(style.of_number(mantissa, decimals))
                }
                Unpacked::Exception(code) => texts[code as usize].is_none_or(&mut count),
                Unpacked::Empty => true,
                Unpacked::Date(_) | Unpacked::Label(_) => count(None),
            }),
            Store::Coded { codes, .. } => codes
                .iter()
                .all(|code| texts[code as usize].is_none_or(&mut count)),
        };
        read.distinct = seen.len();
        (sound && read.bad * 100 <= read.good).then_some(read)
    }
}
