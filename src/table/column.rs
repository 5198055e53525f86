//! one column: its cells as written, and the views that clean and code them.

use std::borrow::Cow;

use crate::csv::Written;
use crate::table::clean::{seen, trimmed};
use crate::table::compact::of_width;
use crate::table::date::DateStyle;
use crate::table::decide::{Kind, TypeDecision, as_dates, as_ids, beside_dates};
use crate::table::dictionary::{Hashes, Texts};
use crate::table::number::NumberStyle;
use crate::table::numbering::{self, Reading};
use crate::table::packed::{EXCEPTION, Packed, Unpacked};
use crate::table::store::Store;
use crate::table::word::Word;
use crate::value::order;

/// The code of a missing cell.
pub const MISSING: u32 = u32::MAX;

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Trimmed, never empty, unique in its table.
    pub name: String,
    /// What it holds, and why that is believed.
    pub decision: TypeDecision,
    pub(super) store: Store,
    /// For each kept text, whether it stands for a missing value.
    pub(super) missing: Vec<bool>,
    pub(super) hashes: Hashes,
    /// What was inferred, while the user's choice stands in its place.
    pub(super) inferred: Option<(Kind, Option<DateStyle>, NumberStyle)>,
}

/// A column as codes into its distinct texts, which stand in the order of first appearance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// One code a row; [`MISSING`] where the cell is missing.
    pub codes: Vec<u32>,
    /// The text of each code.
    pub entries: Vec<String>,
}

/// Cells with something invisible at their ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// How many.
    pub cells: u64,
    /// How many of these hold a carriage return there.
    pub carriage_returns: u64,
    /// The first rows, at most three.
    pub examples: Vec<u32>,
}

/// Examples given of anything.
const EXAMPLES: usize = 3;

impl Column {
    pub(super) fn new(
        name: String,
        store: Store,
        mut decision: TypeDecision,
        hashes: Hashes,
    ) -> Column {
        as_dates(&name, &store, &mut decision);
        beside_dates(&name, &store, &mut decision);
        as_ids(&name, &mut decision);
        let mut column = Column {
            name,
            decision,
            store,
            missing: Vec::new(),
            hashes,
            inferred: None,
        };
        column.mark_missing();
        column
    }

    /// Which texts are missing depends on the kind.
    pub(super) fn mark_missing(&mut self) {
        let decision = &self.decision;
        self.missing = self
            .store
            .texts()
            .iter()
            .map(|text| decision.is_missing(trimmed(text)))
            .collect();
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.store.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory it takes.
    pub fn memory(&self) -> u64 {
        self.store.memory() + self.missing.capacity() as u64
    }

    /// The cell exactly as written.
    pub fn text(&self, row: u32) -> Cow<'_, str> {
        match &self.store {
            Store::Coded { codes, texts } => Cow::Borrowed(texts.get(codes.get(row as usize))),
            Store::Packed { values, .. } => self.store.text_of(values.get(row as usize)),
        }
    }

    /// Whether the cell holds nothing: it is empty when trimmed, or holds a word for nothing. `NA`
    /// is such a word among numbers and dates, and a value in a column of text.
    pub fn is_missing(&self, row: u32) -> bool {
        match &self.store {
            Store::Coded { codes, .. } => self.missing[codes.get(row as usize) as usize],
            Store::Packed { values, .. } => match values.get(row as usize).unpack() {
                Unpacked::Empty => true,
                Unpacked::Exception(code) => self.missing[code as usize],
                _ => false,
            },
        }
    }

    /// Which rows hold nothing, as [`Column::is_missing`] says of each.
    pub fn gaps(&self) -> Vec<bool> {
        match &self.store {
            Store::Coded { codes, .. } => codes
                .iter()
                .map(|code| self.missing[code as usize])
                .collect(),
            Store::Packed { values, .. } => {
                let empty = |value: Packed| match value.unpack() {
                    Unpacked::Empty => true,
                    Unpacked::Exception(code) => self.missing[code as usize],
                    _ => false,
                };
                of_width!(values, values => {
                    values.iter().map(|value| empty(Packed::held(*value))).collect()
                })
            }
        }
    }

    /// The distinct texts without invisible characters at their ends. Whole numbers that the column
    /// writes like `70002017.0` are without their `.0`, so that they meet `70002017` elsewhere.
    pub fn coded(&self) -> Coded {
        let mut entries = Vec::new();
        let codes = match &self.store {
            Store::Coded { codes, texts } => {
                let clean = self.clean_codes(texts, &mut |text| entries.push(text.to_owned()));
                codes.mapped(&clean)
            }
            Store::Packed { .. } => self.numbered(&mut |value| {
                entries.push(match self.store.text_of(value) {
                    Cow::Borrowed(exception) => trimmed(exception).to_owned(),
                    Cow::Owned(text) => text,
                });
            }),
        };
        Coded { codes, entries }
    }

    /// The codes of [`Column::coded`] without their texts, and how many there are.
    pub fn codes(&self) -> (Vec<u32>, u32) {
        let mut count = 0;
        let codes = match &self.store {
            Store::Coded { codes, texts } => {
                let clean = self.clean_codes(texts, &mut |_| count += 1);
                codes.mapped(&clean)
            }
            Store::Packed { .. } => self.numbered(&mut |_| count += 1),
        };
        (codes, count)
    }

    /// The codes of packed cells; `new` hears of each distinct one.
    fn numbered(&self, new: &mut dyn FnMut(Packed)) -> Vec<u32> {
        let Store::Packed {
            values, exceptions, ..
        } = &self.store
        else {
            return Vec::new();
        };
        let keys = self.clean_words(exceptions);
        let key = |value: Packed| match value.unpack() {
            Unpacked::Exception(code) => keys[code as usize],
            Unpacked::Empty => None,
            Unpacked::Number {
                mantissa,
                decimals: 1,
            } if self.decision.point_zero => Some(Packed((mantissa / 10) << 4)),
            _ => Some(value),
        };
        // All but exceptions, empty cells and, where they are folded, numbers like `7.0`.
        let point_zero = u16::from(self.decision.point_zero) << 1;
        let reading = Reading {
            as_is: !(1 << EXCEPTION | 1 << Packed::EMPTY.tag() | point_zero),
            other: &key,
        };
        of_width!(values, values => numbering::number(values, &reading, &self.hashes, new))
    }

    /// The distinct texts exactly as written; an empty cell is a text like any other.
    pub fn coded_raw(&self) -> Coded {
        match &self.store {
            Store::Coded { codes, texts } => Coded {
                codes: codes.iter().collect(),
                entries: texts.iter().map(str::to_owned).collect(),
            },
            Store::Packed { values, .. } => {
                let mut entries = Vec::new();
                let new = &mut |value| entries.push(self.store.text_of(value).into_owned());
                let reading = Reading {
                    as_is: u16::MAX,
                    other: &Some,
                };
                let codes = of_width!(values, values => numbering::number(values, &reading, &self.hashes, new));
                Coded { codes, entries }
            }
        }
    }

    /// How many distinct values there are, missing ones not counted.
    pub fn distinct(&self) -> u32 {
        let mut count = 0;
        match &self.store {
            Store::Coded { texts, .. } => {
                self.clean_codes(texts, &mut |_| count += 1);
            }
            Store::Packed { .. } => {
                self.numbered(&mut |_| count += 1);
            }
        }
        count
    }

    /// The texts that are kept as texts and stand for no missing value, trimmed; some may be twice. A
    /// column of numbers, days or ids like `CUST0268` keeps only what is none of these as text.
    pub(crate) fn words(&self) -> Vec<&str> {
        let texts = self.store.texts().iter().zip(&self.missing);
        let there = texts.filter(|(_, missing)| !**missing);
        there.map(|(text, _)| trimmed(text)).collect()
    }

    /// How many cells are texts that are so, and the first rows of these, at most three.
    pub(crate) fn cells_that(&self, are: fn(&str) -> bool) -> (u64, Vec<u32>) {
        let told: Vec<bool> = self.store.texts().iter().map(are).collect();
        let (mut cells, mut rows) = (0, Vec::new());
        if told.contains(&true) {
            let by_row = self.store.text_codes_by_row();
            for (row, _) in by_row.filter(|(_, code)| told[*code as usize]) {
                cells += 1;
                rows.extend((rows.len() < EXAMPLES).then_some(row));
            }
        }
        (cells, rows)
    }

    /// Cells whose text changes when invisible characters are taken from its ends.
    pub fn hidden(&self) -> Hidden {
        let hides = |text: &str| {
            let shown = seen(text);
            (shown.len() != text.len())
                .then(|| text.len() - text.replace('\r', "").len() > shown.matches('\r').count())
        };
        let texts: Vec<Option<bool>> = self.store.texts().iter().map(hides).collect();
        let mut hidden = Hidden::default();
        if texts.iter().all(Option::is_none) {
            return hidden;
        }
        for (row, code) in self.store.text_codes_by_row() {
            if let Some(carriage_return) = texts[code as usize] {
                hidden.cells += 1;
                hidden.carriage_returns += u64::from(carriage_return);
                if hidden.examples.len() < EXAMPLES {
                    hidden.examples.push(row);
                }
            }
        }
        hidden
    }

    /// The code of each kept text once it is cleaned; `new` hears of each distinct one.
    fn clean_codes(&self, texts: &Texts, new: &mut dyn FnMut(&str)) -> Vec<u32> {
        let mut changed = false;
        let mut told: Vec<Option<&str>> = Vec::with_capacity(texts.len());
        for (text, missing) in texts.iter().zip(&self.missing) {
            let clean = self.without_point_zero(trimmed(text));
            changed |= !missing && clean.len() != text.len();
            told.push((!missing).then_some(clean));
        }
        // Kept texts are distinct, so only cleaning can make two of them one.
        let firsts = match changed {
            true => order::firsts(&told),
            false => (0..told.len() as u32).collect(),
        };
        let mut clean: Vec<u32> = Vec::with_capacity(told.len());
        let mut count = 0;
        for (at, first) in firsts.into_iter().enumerate() {
            clean.push(match told[at] {
                None => MISSING,
                Some(_) if (first as usize) < at => clean[first as usize],
                Some(text) => {
                    new(text);
                    count += 1;
                    count - 1
                }
            });
        }
        clean
    }

    fn without_point_zero<'a>(&self, text: &'a str) -> &'a str {
        let end = match self.decision.number.decimal_point {
            b',' => ",0",
            _ => ".0",
        };
        let whole = text.strip_suffix(end).filter(|_| self.decision.point_zero);
        whole.unwrap_or(text)
    }

    /// For each exception what it is when trimmed: missing, a word like those packed, or the first
    /// exception with the same text.
    fn clean_words(&self, exceptions: &Texts) -> Vec<Option<Packed>> {
        let texts: Vec<&str> = (0..exceptions.len() as u32)
            .map(|code| self.without_point_zero(trimmed(exceptions.get(code))))
            .collect();
        let told: Vec<Option<&str>> = texts.iter().copied().map(Some).collect();
        let firsts = order::firsts(&told).into_iter().enumerate();
        let word = |(code, first): (usize, u32)| {
            let word = self.packed(texts[code]);
            (!self.missing[code]).then(|| word.unwrap_or(Packed::exception(first)))
        };
        firsts.map(word).collect()
    }

    /// The word that a cell of this packed column with this text would be.
    pub(super) fn packed(&self, text: &str) -> Option<Packed> {
        let written = Written::new(text.as_bytes());
        let labelled = || match &self.store {
            Store::Packed {
                label: Some(label), ..
            } => {
                let number = label.clone().number(Word::of(written)?)?;
                (label.text(number) == text).then(|| Packed::label(number))
            }
            _ => None,
        };
        Packed::of(written).or_else(labelled)
    }

    /// Whether the column holds days.
    pub fn holds_days(&self) -> bool {
        matches!(self.decision.kind, Kind::Date | Kind::DateTime)
    }

    /// Whether the column holds numbers.
    pub fn holds_numbers(&self) -> bool {
        matches!(self.decision.kind, Kind::Integer | Kind::Decimal)
    }
}
