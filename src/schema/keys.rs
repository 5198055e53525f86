//! A column -> keys that can be compared with those of another file.

use crate::table::{Column, Kind, MISSING, Table};
use crate::value::{Day, order};

/// At least this share of the near side's rows must find a partner.
pub(super) const LEAST_COVERAGE: f64 = 0.8;
/// The same for a file that tells of some of them under the same name ...
const LEAST_OF_SOME: f64 = 0.25;
/// ... where at least so many of its keys, and this share of them, are used.
const LEAST_KEYS: u64 = 20;
const NEARLY_ALL: f64 = 0.95;

/// How well the keys of two files meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinCoverage {
    /// Distinct keys on the near side.
    pub near_keys: u64,
    /// Of these, found on the far side.
    pub near_found: u64,
    /// Distinct keys on the far side.
    pub far_keys: u64,
    /// Of these, used by the near side.
    pub far_used: u64,
    /// Rows of the near side that have a key.
    pub near_rows: u64,
    /// Of these, rows whose key finds nothing.
    pub orphan_rows: u64,
}

impl JoinCoverage {
    /// Whether enough keys or rows of the near side are found. Under one name, a file that tells of some of
    /// them alone is joined too: where nearly all its keys are used, they are no other things with like numbers.
    pub(super) fn is_enough(&self, alike: bool) -> bool {
        let rows = share(self.near_rows - self.orphan_rows, self.near_rows);
        let keys = share(self.near_found, self.near_keys);
        let of_some = alike
            && rows >= LEAST_OF_SOME
            && self.far_used >= LEAST_KEYS
            && share(self.far_used, self.far_keys) >= NEARLY_ALL;
        keys >= LEAST_COVERAGE || rows >= LEAST_COVERAGE || of_some
    }
}

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

/// Where the keys of a column stand.
pub(super) struct FirstRows {
    /// The first row of each key.
    pub(super) rows: Vec<u32>,
    /// The first key that stands again on a row that tells something else, with that row.
    pub(super) repeats: Option<(String, u32)>,
    /// How many rows do so.
    pub(super) again: usize,
}

/// The first row of each key of a table's column. A line that stands twice, the same in all columns, tells
/// nothing that could be wrong.
pub(super) fn first_rows(keys: &Keys, table: &Table) -> FirstRows {
    let mut found = FirstRows {
        rows: vec![MISSING; keys.entries.len()],
        repeats: None,
        again: 0,
    };
    let there = keys.codes.iter().enumerate();
    for (row, code) in there.filter(|(_, code)| **code != MISSING) {
        let (row, first) = (row as u32, &mut found.rows[*code as usize]);
        if *first == MISSING {
            *first = row;
        } else if !table
            .columns
            .iter()
            .all(|cells| cells.same_clean(*first, row))
        {
            found.again += 1;
            let key = || (keys.entries[*code as usize].clone(), row);
            found.repeats.get_or_insert_with(key);
        }
    }
    found
}

/// The same keys without what spreadsheets change: capital letters, and noughts before digits.
pub(super) fn folded(keys: Keys) -> Keys {
    let fold = |entry: &String| {
        let low = entry.to_lowercase();
        match low.bytes().all(|byte| byte.is_ascii_digit()) {
            true => low.trim_start_matches('0').to_owned(),
            false => low,
        }
    };
    let entries: Vec<String> = keys.entries.iter().map(fold).collect();
    let told: Vec<Option<&str>> = entries.iter().map(|entry| Some(entry.as_str())).collect();
    let firsts = order::firsts(&told);
    let code = |code: &u32| firsts.get(*code as usize).copied().unwrap_or(MISSING);
    let codes: Vec<u32> = keys.codes.iter().map(code).collect();
    // Codes count from nought without a gap.
    let mut places = vec![MISSING; entries.len()];
    let mut kept = Vec::new();
    for (at, entry) in entries
        .iter()
        .enumerate()
        .filter(|(at, _)| firsts[*at] as usize == *at)
    {
        places[at] = kept.len() as u32;
        kept.push(entry.clone());
    }
    let place = |code: &u32| places.get(*code as usize).copied().unwrap_or(MISSING);
    Keys {
        codes: codes.iter().map(place).collect(),
        entries: kept,
    }
}

pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
