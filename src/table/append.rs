//! tables of the same columns -> one table, which knows where each of its rows came from.

use std::borrow::Cow;

use crate::csv::{Flaw, Places};
use crate::table::clean::trimmed;
use crate::table::column::Column;
use crate::table::date::{DateStyle, NO_TIME};
use crate::table::decide;
use crate::table::dictionary::Hashes;
use crate::table::reader::{Table, share_date_order};
use crate::table::store::Growing;
use crate::table::values::NO_NUMBER;
use crate::value::{Decimal, order};

/// One of the files of a table that was put together.
#[derive(Debug)]
pub struct Part {
    /// The file's name.
    pub name: String,
    /// The table's first row from this file.
    pub start: u32,
    /// For each of the part's rows its record in the file.
    pub records: Vec<u32>,
    /// Records that stand in an earlier part too, and are left out.
    pub repeated: Vec<u32>,
    pub(super) places: Places,
}

impl Table {
    /// The part that a record of this table came from, and its record there; `None` where the table
    /// is of one file, and for the header.
    pub fn part_of(&self, record: u32) -> Option<(usize, u32)> {
        let row = record.checked_sub(1)?;
        let after = self.parts.partition_point(|part| part.start <= row);
        let at = after.checked_sub(1)?;
        let part = &self.parts[at];
        Some((at, *part.records.get((row - part.start) as usize)?))
    }

    /// The name of the file that a record came from.
    pub fn file_of(&self, record: u32) -> &str {
        let part = self.part_of(record).map(|(part, _)| &self.parts[part].name);
        part.unwrap_or(&self.facts.name)
    }

    /// Puts tables together. `columns` holds for each table which of its columns is the whole's, and
    /// `None` where it has none. With `once`, a row that stands in several tables counts as often as in
    /// the one that has it most: exports of overlapping periods.
    pub(crate) fn append(tables: &[&Table], columns: &[Vec<Option<usize>>], once: bool) -> Table {
        let all = vec![Vec::new(); tables.len()];
        let mut whole = together(tables, columns, &all);
        if once {
            let repeated = whole.repeated();
            if repeated.iter().any(|part| !part.is_empty()) {
                whole = together(tables, columns, &repeated);
            }
        }
        // A row that was made of a cell stands in the record of that cell.
        for (part, table) in whole.parts.iter_mut().zip(tables) {
            if let [own] = &table.parts[..] {
                let place = |record: &mut u32| *record = own.records[*record as usize - 1];
                part.records.iter_mut().for_each(place);
                part.repeated.iter_mut().for_each(place);
            }
        }
        whole
    }

    /// The rows that stand in an earlier part too, ascending, where none were left out.
    pub fn repeated_rows(&self) -> Vec<u32> {
        let mut rows = Vec::new();
        for (part, records) in self.parts.iter().zip(self.repeated()) {
            rows.extend(records.iter().map(|record| part.start + record - 1));
        }
        rows
    }

    /// By part the rows, counted from 1, that are in an earlier part as well.
    fn repeated(&self) -> Vec<Vec<u32>> {
        let mut hashes = vec![0_u64; self.rows as usize];
        self.columns
            .iter()
            .for_each(|column| column.mix_clean(&mut hashes));
        let mut sorted: Vec<i128> = hashes
            .iter()
            .enumerate()
            .map(|(row, hash)| i128::from(*hash) << 32 | row as i128)
            .collect();
        order::sort_numbers(&mut sorted);
        let flawed: Vec<u32> = self.flaws.iter().map(|flaw| flaw.record).collect();
        let mut repeated = vec![Vec::new(); self.parts.len()];
        for group in sorted.chunk_by(|a, b| a >> 32 == b >> 32) {
            let rows = group.iter().map(|key| (key & 0xffff_ffff) as u32);
            let mut left: Vec<u32> = rows
                .filter(|row| flawed.binary_search(&(row + 1)).is_err())
                .collect();
            while let Some(first) = left.first().copied().filter(|_| left.len() > 1) {
                let same = |row: &u32| self.columns.iter().all(|c| c.same_clean(first, *row));
                let (equal, others): (Vec<u32>, Vec<u32>) = left.iter().partition(|row| same(row));
                left = others;
                let place = |row: &u32| {
                    let part = self.parts.partition_point(|part| part.start <= *row) - 1;
                    (part, row + 1 - self.parts[part].start)
                };
                let places: Vec<(usize, u32)> = equal.iter().map(place).collect();
                let of_part = |part: usize| places.iter().filter(|(own, _)| *own == part).count();
                let most = (0..self.parts.len()).map(of_part).max().unwrap_or(0);
                for (part, record) in places.into_iter().skip(most) {
                    repeated[part].push(record);
                }
            }
        }
        repeated.iter_mut().for_each(|records| order::sort(records));
        repeated
    }
}

/// How cells are written anew where the files of a column write theirs in different ways: days with the
/// year first, decimals behind a point. Each is read by what its own file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anew {
    /// As written: all write alike.
    No,
    /// As days.
    Days,
    /// As numbers.
    Numbers,
    /// As shares of one: some write `10%` and others `0.1`.
    Shares,
    /// As shares of one: some write `10%` and others `10`.
    Hundredths,
}

impl Anew {
    /// What the columns that are put together need.
    pub(crate) fn of(columns: &[&Column]) -> Anew {
        let sure = |column: &&&Column| column.tells_its_style();
        let days: Vec<DateStyle> = columns
            .iter()
            .filter(sure)
            .filter_map(|column| column.decision.date.filter(|_| column.holds_days()))
            .collect();
        let points: Vec<u8> = columns
            .iter()
            .filter(sure)
            .filter(|column| column.holds_numbers())
            .map(|column| column.decision.number.decimal_point)
            .collect();
        match () {
            () if columns.iter().any(|column| has_percent(column)) => Anew::of_percents(columns),
            () if days.windows(2).any(|pair| pair[0] != pair[1]) => Anew::Days,
            () if points.windows(2).any(|pair| pair[0] != pair[1]) => Anew::Numbers,
            () => Anew::No,
        }
    }

    /// Shares and percents of one thing: what the numbers without a sign are shows which of the two they are.
    fn of_percents(columns: &[&Column]) -> Anew {
        let bare = || columns.iter().filter(|column| !has_percent(column));
        let numbers = bare().filter(|column| column.holds_numbers());
        let most = numbers.flat_map(|column| {
            let read = column.decimals(&column.decision.number);
            let there = read.values.into_iter().filter(|value| *value != NO_NUMBER);
            there.map(move |value| Decimal::new(i128::from(value), read.scale))
        });
        match most.max() {
            None => Anew::No,
            Some(most) if most <= Decimal::whole(1) => Anew::Shares,
            Some(most) if most <= Decimal::whole(100) => Anew::Hundredths,
            // They are something else, as money that is taken off.
            Some(_) => Anew::No,
        }
    }

    fn cell<'a>(self, column: &Column, text: Cow<'a, str>) -> Cow<'a, str> {
        let written = match self {
            Anew::No => None,
            Anew::Days => column.decision.date.and_then(|style| day(style, &text)),
            Anew::Numbers if column.holds_numbers() => column.with_point(&text),
            Anew::Numbers => None,
            Anew::Shares | Anew::Hundredths => column.decimal(&text).map(|number| {
                let bare = self == Anew::Hundredths && !has_percent(column);
                let number = match bare {
                    true => Decimal::new(number.mantissa, number.scale + 2),
                    false => number,
                };
                number.normalized().to_string()
            }),
        };
        written.map_or(text, Cow::Owned)
    }
}

fn has_percent(column: &Column) -> bool {
    column.holds_numbers() && column.decision.number.percent
}

/// The day with the year first; the time of day stays as it is written.
fn day(style: DateStyle, text: &str) -> Option<String> {
    let stamp = style.read(trimmed(text))?;
    let clock = match text.find(':') {
        Some(colon) => {
            let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
            format!(" {}", text[hour.len()..].trim())
        }
        None if stamp.minute != NO_TIME => {
            format!(" {:02}:{:02}", stamp.minute / 60, stamp.minute % 60)
        }
        None => String::new(),
    };
    Some(format!("{}{clock}", stamp.day))
}

impl Column {
    /// Whether its cells, or somebody, leave no doubt how its days and numbers are written.
    pub(crate) fn tells_its_style(&self) -> bool {
        let decision = &self.decision;
        self.inferred.is_some() || !(decision.ambiguous_dates || decision.ambiguous_numbers)
    }

    /// A number of the column's style with a point before its decimals and nothing between its digits.
    fn with_point(&self, text: &str) -> Option<String> {
        let style = &self.decision.number;
        if style.decimal_point == b'.' {
            return None;
        }
        style.read(trimmed(text))?;
        let kept = text.chars().filter(|c| Some(*c) != style.grouping);
        Some(kept.map(|c| if c == ',' { '.' } else { c }).collect())
    }
}

fn together(tables: &[&Table], columns: &[Vec<Option<usize>>], without: &[Vec<u32>]) -> Table {
    let first = tables[0];
    let hashes = first
        .columns
        .first()
        .map_or_else(|| Hashes::new(0), |column| column.hashes.clone());
    let mut parts: Vec<Part> = Vec::new();
    let mut flaws: Vec<Flaw> = Vec::new();
    let mut start = 0;
    for (table, without) in tables.iter().zip(without) {
        let kept = |record: &u32| without.binary_search(record).is_err();
        let records: Vec<u32> = (1..=table.rows).filter(kept).collect();
        for flaw in table.flaws.iter().filter(|flaw| flaw.record > 0) {
            if let Ok(at) = records.binary_search(&flaw.record) {
                flaws.push(Flaw {
                    record: start + at as u32 + 1,
                    ..*flaw
                });
            }
        }
        let rows = records.len() as u32;
        parts.push(Part {
            name: table.facts.name.clone(),
            start,
            records,
            repeated: without.clone(),
            places: table.places.clone(),
        });
        start += rows;
    }
    let flawed = flaws.len() as u64;
    let width = columns.first().map_or(0, Vec::len);
    let whole = (0..width).filter_map(|at| {
        let cells: Vec<Option<&Column>> = tables
            .iter()
            .zip(columns)
            .map(|(table, columns)| columns[at].map(|column| &table.columns[column]))
            .collect();
        let there: Vec<&Column> = cells.iter().flatten().copied().collect();
        let anew = Anew::of(&there);
        let mut store = Growing::new();
        for (cells, part) in cells.iter().zip(&parts) {
            for record in &part.records {
                let text = cells.map_or(Cow::Borrowed(""), |cells| {
                    anew.cell(cells, cells.text(record - 1))
                });
                store.push(&text, &hashes);
            }
        }
        let store = store.freeze();
        let decision = decide::decide(&store, first.facts.delimiter, flawed);
        let name = there.first()?.name.clone();
        Some(Column::new(name, store, decision, hashes.clone()))
    });
    let columns = whole.collect();
    let mut table = Table {
        columns,
        facts: first.facts.clone(),
        rows: start,
        flaws,
        parts,
        places: first.places.clone(),
    };
    let names: Vec<&str> = tables
        .iter()
        .map(|table| table.facts.name.as_str())
        .collect();
    table.facts.name = match names[..] {
        [a, b] => format!("{a} + {b}"),
        _ => format!("{} + {}", names[0], names.len() - 1),
    };
    table.facts.bytes = tables.iter().map(|table| table.facts.bytes).sum();
    share_date_order(&mut table);
    table
}
