//! A column -> keys that can be compared with those of another file.

use crate::table::{Column, Kind, MISSING};
use crate::value::{Day, order};

/// The keys of a column, as comparable text: days by their day, all else by cleaned text.
pub(super) struct Keys {
    pub(super) codes: Vec<u32>,
    pub(super) entries: Vec<String>,
}

impl Keys {
    /// The code of each of these keys among others, or [`MISSING`].
    pub(super) fn codes_in(&self, others: &Keys) -> Vec<u32> {
        let text = |code: u32| others.entries[code as usize].as_str();
        let by_text = order::sorted_places(others.entries.len(), &|a, b| text(a).cmp(text(b)));
        let code_of = |own: &String| {
            let place = by_text.partition_point(|code| text(*code) < own.as_str());
            by_text
                .get(place)
                .copied()
                .filter(|code| text(*code) == own)
        };
        let codes = self.entries.iter().map(code_of);
        codes.map(|code| code.unwrap_or(MISSING)).collect()
    }
}

pub(super) fn keys(column: &Column) -> Keys {
    match (column.decision.kind, column.decision.date) {
        (Kind::Date | Kind::DateTime, Some(style)) => {
            let days = column.days(style).values;
            let mut codes = Vec::with_capacity(days.len());
            let mut entries = Vec::new();
            // Ascending by day, each with its code: order data have some thousand days.
            let mut seen: Vec<(i32, u32)> = Vec::new();
            for day in days {
                if day == i32::MIN {
                    codes.push(MISSING);
                    continue;
                }
                let place = seen.partition_point(|known| known.0 < day);
                if seen.get(place).is_none_or(|known| known.0 != day) {
                    seen.insert(place, (day, entries.len() as u32));
                    entries.push(Day(day).to_string());
                }
                codes.push(seen[place].1);
            }
            Keys { codes, entries }
        }
        _ => {
            let coded = column.coded();
            Keys {
                codes: coded.codes,
                // Shops write `#1001` in one export and `1001` in the other.
                entries: coded
                    .entries
                    .into_iter()
                    .map(|entry| match entry.strip_prefix('#') {
                        Some(number) => number.to_owned(),
                        None => entry,
                    })
                    .collect(),
            }
        }
    }
}

/// The first row of each far key, and the first key that stands twice.
pub(super) fn first_rows(keys: &Keys) -> (Vec<u32>, Option<(String, u32)>) {
    let mut first = vec![MISSING; keys.entries.len()];
    let mut repeats = None;
    for (row, code) in keys
        .codes
        .iter()
        .enumerate()
        .filter(|(_, code)| **code != MISSING)
    {
        let slot = &mut first[*code as usize];
        if *slot == MISSING {
            *slot = row as u32;
        } else if repeats.is_none() {
            repeats = Some((keys.entries[*code as usize].clone(), row as u32));
        }
    }
    (first, repeats)
}

pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
