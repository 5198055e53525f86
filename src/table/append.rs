//! tables of the same columns -> one table, which knows where each of its rows came from.

use crate::csv::{Flaw, Places};
use crate::table::column::Column;
use crate::table::decide;
use crate::table::dictionary::Hashes;
use crate::table::reader::{Table, share_date_order};
use crate::table::store::Growing;
use crate::value::order;

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

    /// Puts tables together. `columns` holds for each table its columns in the order of the first's.
    /// With `once`, a row that stands in several tables counts as often as in the one that has it
    /// most: exports of overlapping periods.
    pub(crate) fn append(tables: &[&Table], columns: &[Vec<usize>], once: bool) -> Table {
        let all = vec![Vec::new(); tables.len()];
        let whole = together(tables, columns, &all);
        if !once {
            return whole;
        }
        let repeated = whole.repeated();
        match repeated.iter().all(Vec::is_empty) {
            true => whole,
            false => together(tables, columns, &repeated),
        }
    }

    /// The rows that stand in an earlier part too, ascending, where none were left out.
    pub fn repeated_rows(&self) -> Vec<u32> {
        let mut rows = Vec::new();
        for (part, records) in self.parts.iter().zip(self.repeated()) {
            let place = |record: &u32| part.records.binary_search(record).ok();
            rows.extend(
                records
                    .iter()
                    .filter_map(place)
                    .map(|at| part.start + at as u32),
            );
        }
        rows
    }

    /// By part the records that are in an earlier part as well.
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
                let places: Vec<(usize, u32)> = equal
                    .iter()
                    .filter_map(|row| self.part_of(row + 1))
                    .collect();
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

fn together(tables: &[&Table], columns: &[Vec<usize>], without: &[Vec<u32>]) -> Table {
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
    let stores = (0..first.columns.len()).map(|column| {
        let mut store = Growing::new();
        for ((table, columns), part) in tables.iter().zip(columns).zip(&parts) {
            let cells = &table.columns[columns[column]];
            for record in &part.records {
                store.push(&cells.text(record - 1), &hashes);
            }
        }
        store.freeze()
    });
    let flawed = flaws.len() as u64;
    let columns = first.columns.iter().zip(stores).map(|(column, store)| {
        let decision = decide::decide(&store, first.facts.delimiter, flawed);
        Column::new(column.name.clone(), store, decision, hashes.clone())
    });
    let mut table = Table {
        columns: columns.collect(),
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
