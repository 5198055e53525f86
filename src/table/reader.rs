//! chunks of a file -> its Table.

use std::borrow::Cow;

use crate::csv::{
    Checkpoint, FileFacts, Flaw, Places, RecordReader, Records, Sink, TOTALS, Wanted, is_one_of,
};
use crate::error::ReadError;
use crate::say::Text;
use crate::table::append::Part;
use crate::table::column::Column;
use crate::table::date::DateStyle;
use crate::table::decide::{self, Kind};
use crate::table::dictionary::Hashes;
use crate::table::names;
use crate::table::store::Growing;

/// A file as typed columns. Row `r` is the file's record `r + 1`; record 0 is the header. A flawed
/// record is a row like the others, whose cells are missing.
#[derive(Debug)]
pub struct Table {
    /// The file it came from.
    pub facts: FileFacts,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: u32,
    /// Records that cannot be read as the others, in order.
    pub flaws: Vec<Flaw>,
    /// The files it was put together from; empty for a table of one file.
    pub parts: Vec<Part>,
    pub(super) places: Places,
}

impl Table {
    /// The first line of a record, from 1, as `grep -n` counts; in the part's file where the table was
    /// put together.
    pub fn line(&self, record: u32) -> u64 {
        match self.part_of(record) {
            Some((part, record)) => self.parts[part].places.line(record),
            None => self.places.line(record),
        }
    }

    /// The place of a record at or before this one, to read its source text again.
    pub fn byte(&self, record: u32) -> Checkpoint {
        self.places.checkpoint(record)
    }

    /// The cells of a row as written.
    pub fn record(&self, row: u32) -> Vec<Cow<'_, str>> {
        self.columns.iter().map(|column| column.text(row)).collect()
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Bytes of memory it takes.
    pub fn memory(&self) -> u64 {
        let columns: u64 = self.columns.iter().map(Column::memory).sum();
        columns + self.places.memory() + (self.flaws.capacity() * size_of::<Flaw>()) as u64
    }
}

/// What the column of the headings between the rows is called.
pub(crate) const HEADING: &str = "Section heading";

/// Takes a file in chunks and makes a table of it.
pub struct TableReader {
    records: RecordReader,
    columns: Columns,
}

/// The growing columns: where the records flow to.
struct Columns {
    names: Vec<String>,
    stores: Vec<Growing>,
    hashes: Hashes,
}

impl Sink for Columns {
    fn header(&mut self, names: &[String]) {
        self.names = names::unique(names);
        self.stores = names.iter().map(|_| Growing::new()).collect();
    }

    fn records(&mut self, records: &Records<'_>) {
        for (at, store) in self.stores.iter_mut().enumerate() {
            store.take(records, at, &self.hashes);
        }
    }
}

impl TableReader {
    /// A reader for the file of this name. The seed scatters its hash tables; no result shows it.
    pub fn new(file_name: &str, seed: u64) -> TableReader {
        let columns = Columns {
            names: Vec::new(),
            stores: Vec::new(),
            hashes: Hashes::new(seed),
        };
        TableReader {
            records: RecordReader::new(file_name),
            columns,
        }
    }

    /// The same with what somebody decided about the file.
    pub fn with(self, wanted: Wanted) -> TableReader {
        TableReader {
            records: self.records.with(wanted),
            ..self
        }
    }

    /// Somebody else hashes the file: its facts come without the hash.
    pub fn leave_hash(&mut self) {
        self.records.leave_hash();
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.records.push(bytes, &mut self.columns)
    }

    /// The file has ended: decides on the columns.
    pub fn finish(mut self) -> Result<Table, ReadError> {
        let read = self.records.finish(&mut self.columns)?;
        let mut table = Table {
            facts: read.facts,
            columns: Vec::new(),
            rows: read.rows,
            flaws: read.flaws,
            parts: Vec::new(),
            places: read.places,
        };
        let flawed = table.flaws.iter().filter(|flaw| flaw.record > 0).count() as u64;
        for (name, store) in self.columns.names.into_iter().zip(self.columns.stores) {
            let store = store.freeze();
            let decision = decide::decide(&store, table.facts.delimiter, flawed);
            table.columns.push(Column::new(
                name,
                store,
                decision,
                self.columns.hashes.clone(),
            ));
        }
        drop_nameless_empty_end(&mut table);
        add_headings(&mut table);
        share_date_order(&mut table);
        Ok(table)
    }

    /// Bytes taken so far.
    pub fn bytes(&self) -> u64 {
        self.records.bytes()
    }

    /// Records read so far, the header not counted.
    pub fn records(&self) -> u64 {
        self.records.records()
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> u64 {
        self.records.memory() + self.columns.stores.iter().map(Growing::memory).sum::<u64>()
    }
}

/// A separator at the end of every line makes a last column without name and values: it goes.
fn drop_nameless_empty_end(table: &mut Table) {
    let nameless = table
        .facts
        .header
        .last()
        .is_some_and(|name| name.trim().is_empty());
    let empty = table
        .columns
        .last()
        .is_some_and(|column| column.decision.kind == Kind::Empty);
    if nameless && empty && table.columns.len() > 1 {
        table.columns.pop();
        table
            .facts
            .decisions
            .push(Text::new("reading.extra_everywhere"));
    }
}

/// What the headings between the rows say of those below them is a column like the others.
fn add_headings(table: &mut Table) {
    let (mut name, mut heads) = (HEADING, Vec::new());
    if table.facts.titles.is_empty() {
        heads = group_heads(table);
        if heads.is_empty() {
            return;
        }
        name = grouped_by(table).unwrap_or(name);
    }
    let mut titles = table.facts.titles.iter().chain(&heads).peekable();
    let mut aside = table.flaws.iter().map(|flaw| flaw.record).peekable();
    let mut title = "";
    let cells = (1..=table.rows).map(|record| {
        // What is set aside has no cells, and gets none.
        while aside.next_if(|at| *at < record).is_some() {}
        let is_aside = aside.peek() == Some(&record);
        while let Some((_, next)) = titles.next_if(|(at, _)| *at < record) {
            title = next;
        }
        // The heads themselves are no rows, and nor are the totals below.
        let row = heads.is_empty() || table.columns[0].is_missing(record - 1);
        if row && !is_aside { title } else { "" }
    });
    let column = table.column_of(name, cells);
    table.columns.push(column);
}

/// Groups of a report: the first column has no name, and holds nothing but heads, each alone in its record, and
/// totals. Each head with its record.
fn group_heads(table: &Table) -> Vec<(u32, String)> {
    let mut heads = Vec::new();
    let named = table
        .facts
        .header
        .first()
        .is_none_or(|it| !it.trim().is_empty());
    let Some((first, others)) = table
        .columns
        .split_first()
        .filter(|(_, others)| !named && !others.is_empty())
    else {
        return heads;
    };
    for row in 0..table.rows {
        if first.is_missing(row) {
            continue;
        }
        let text = first.text(row);
        let lone = others.iter().all(|column| column.is_missing(row));
        let word = text.split_whitespace().next().unwrap_or_default();
        if is_one_of(&TOTALS, word) {
        } else if lone {
            heads.push((row + 1, text.trim().to_owned()));
        } else {
            return Vec::new();
        }
    }
    let grouped = heads.first().is_some_and(|head| head.0 == 1) && heads.len() > 1;
    if grouped { heads } else { Vec::new() }
}

/// "Sales by Customer Detail", above the header, says what the groups are.
fn grouped_by(table: &Table) -> Option<&str> {
    let mut lines = table.facts.aside.iter().flat_map(|aside| &aside.cells);
    lines.find_map(|line| {
        let (_, behind) = line.split_once(" by ")?;
        let word = behind.split_whitespace().next()?;
        table.column(word).is_none().then_some(word)
    })
}

/// A column that cannot tell day from month follows the other date columns, when they agree.
pub(super) fn share_date_order(table: &mut Table) {
    let known =
        |column: &&Column| column.decision.date.is_some() && !column.decision.ambiguous_dates;
    let mut teachers = table.columns.iter().filter(known).filter(|column| {
        matches!(
            column.decision.date,
            Some(DateStyle::DayFirst | DateStyle::MonthFirst)
        )
    });
    let Some(first) = teachers.next() else { return };
    let (style, name) = (first.decision.date, first.name.clone());
    if teachers.any(|column| column.decision.date != style) {
        return;
    }
    let learns = |column: &&mut Column| {
        let decision = &column.decision;
        decision.ambiguous_dates && style.is_some_and(|style| decision.date_orders.contains(&style))
    };
    for column in table.columns.iter_mut().filter(learns) {
        column.decision.date = style;
        column.decision.ambiguous_dates = false;
        column.decision.evidence = vec![Text::new("type.date.by_column").with("column", &name)];
    }
}
