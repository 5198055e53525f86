//! What is run on bytes that are drawn or found: each body takes any bytes, and panics when a promise is
//! broken. The fuzzer's targets in `fuzz/` are these functions, and so are the tests beside them, so that
//! neither goes stale.
#![allow(dead_code, unused_imports, reason = "each target uses one of them")]

mod dates;
pub mod digits;
mod numbers;
mod pipeline;
mod recipe;
mod sniffer;
mod table;

pub use dates::dates;
pub use numbers::numbers;
pub use pipeline::pipeline;
pub use recipe::recipe;
pub use sniffer::sniffer;
pub use table::table;

use clientele::csv::Wanted;
use clientele::error::ReadError;
use clientele::table::{Table, TableReader};

/// A table of these bytes.
fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    let mut reader = TableReader::new("a.csv", 7);
    reader.push(bytes)?;
    reader.finish()
}

/// A table of a column `name` of these cells, each in quotes, beside a column of words.
fn column(name: &str, cells: &[&str]) -> Option<Table> {
    let mut text = format!("x,{name}\n");
    for cell in cells {
        text.push_str(&format!("word,\"{}\"\n", cell.replace('"', "\"\"")));
    }
    let wanted = Wanted {
        encoding: Some("utf-8".to_owned()),
        delimiter: Some(b','),
        header: Some(true),
        ..Wanted::default()
    };
    let mut reader = TableReader::new("a.csv", 7).with(wanted);
    reader.push(text.as_bytes()).ok()?;
    let table = reader.finish().ok()?;
    (table.columns.len() == 2 && table.flaws.is_empty()).then_some(table)
}

/// The first byte, and what follows it.
fn first(data: &[u8]) -> (u8, &[u8]) {
    data.split_first()
        .map_or((0, data), |(first, rest)| (*first, rest))
}
