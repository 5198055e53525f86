//! bytes and how they are cut -> the same table, whose every record is in one set.

use clientele::csv::{RecordReader, Records, Sink};
use clientele::table::{NO_DAY, NO_NUMBER, Table};

use super::{first, read};

/// All cells that were handed on, in a form that does not depend on how they were batched.
#[derive(Default, PartialEq, Debug)]
struct Cells(Vec<Vec<Vec<u8>>>);

impl Sink for Cells {
    fn header(&mut self, names: &[String]) {
        self.0 = vec![Vec::new(); names.len()];
    }

    fn records(&mut self, records: &Records<'_>) {
        for (at, column) in self.0.iter_mut().enumerate() {
            column.extend(records.column(at).map(|cell| cell.bytes().to_vec()));
        }
    }
}

/// The first byte draws the cuts, the rest is a file.
pub fn table(data: &[u8]) {
    let (cuts, file) = first(data);
    let deciding = 16 << (cuts & 7);
    let whole = pieces(file, deciding, file.len().max(1));
    for piece in [1, 2 + usize::from(cuts >> 3)] {
        let cut = pieces(file, deciding, piece);
        assert!(cut == whole, "pieces of {piece}: {cut:?} and not {whole:?}");
    }
    if let Ok(table) = read(file) {
        adds_up(&table, file);
    }
}

fn pieces(file: &[u8], deciding: usize, piece: usize) -> Result<(Cells, String), String> {
    let mut reader = RecordReader::new("a.csv").deciding_on(deciding);
    let mut cells = Cells::default();
    for piece in file.chunks(piece) {
        reader.push(piece, &mut cells).map_err(|error| error.code)?;
    }
    let read = reader.finish(&mut cells).map_err(|error| error.code)?;
    Ok((cells, format!("{read:?}")))
}

/// Each record is header, row or set aside, and each cell of a column missing, bad or good.
fn adds_up(table: &Table, file: &[u8]) {
    let rows = table.rows as usize;
    assert!(table.columns.iter().all(|column| column.len() == rows));
    let places = table.flaws.iter().map(|flaw| flaw.record);
    assert!(
        places.clone().is_sorted_by(|a, b| a < b),
        "{:?}",
        table.flaws
    );
    for record in places.filter(|record| *record > 0) {
        assert!(record <= table.rows);
        assert!(table.record(record - 1).iter().all(|cell| cell.is_empty()));
    }
    for column in &table.columns {
        let decision = &column.decision;
        let numbers = column.decimals(&decision.number);
        assert!(numbers.values.len() == rows);
        let days = decision.date.map(|style| column.days(style));
        for row in 0..table.rows {
            let at = row as usize;
            let bad = numbers.bad.binary_search(&row).is_ok();
            let none = numbers.values[at] == NO_NUMBER;
            assert!(none == (bad || column.is_missing(row)) || !column.holds_numbers());
            if let Some(days) = &days {
                let bad = days.bad.binary_search(&row).is_ok();
                assert!((days.values[at] == NO_DAY) == (bad || column.is_missing(row)));
            }
        }
        let _ = column.coded();
    }
    if let Some(lines) = lines(file) {
        let facts = &table.facts;
        let named = file.len() >= 4 && file[..4].eq_ignore_ascii_case(b"sep=");
        let told = u64::from(facts.header_records)
            + facts.aside.len() as u64
            + facts.blank_lines
            + facts.rules;
        if !named && !facts.list && facts.encoding == "utf-8" {
            assert_eq!(told + u64::from(table.rows), lines, "{facts:?}");
        }
    }
}

/// Lines of a file in which a line is a record, counted by themselves; `None` where signs of quoting make
/// that unsure.
fn lines(file: &[u8]) -> Option<u64> {
    let quoting = |byte: &u8| matches!(byte, b'"' | b'\'' | b'\\' | 0);
    if file.iter().any(quoting) || file.starts_with(b"\xEF\xBB\xBF") {
        return None;
    }
    let ends = file.iter().enumerate().filter(|(at, byte)| match byte {
        b'\n' => true,
        b'\r' => file.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    let open = file
        .last()
        .is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
    Some(ends.count() as u64 + u64::from(open))
}
