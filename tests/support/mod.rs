//! What several tests share: running a session over bytes, and finding a number in a report.
#![allow(dead_code, reason = "each test uses a part of it")]

pub mod references;

use clientele::figure::{Fact, Outcome, Section};
use clientele::protocol::{Command, Request};
use clientele::report::Report;
use clientele::session::Session;
use clientele::table::{Column, Table, TableReader};

/// The files of the published sales report.
pub const SALES: [&str; 5] = [
    "customers.csv",
    "date.csv",
    "markets.csv",
    "products.csv",
    "transactions.csv",
];

/// The files of the star of prices, costs and discounts.
pub const STAR: [&str; 6] = [
    "dim_customer.csv",
    "dim_product.csv",
    "fact_gross_price.csv",
    "fact_manufacturing_cost.csv",
    "fact_pre_discount.csv",
    "fact_sales_monthly.csv",
];

/// A session with these files read, before any report.
pub fn session_of(files: &[(String, Vec<u8>)]) -> Session {
    let mut session = Session::new(7);
    for (name, bytes) in files {
        ask(
            &mut session,
            Command::OpenFile {
                name: name.clone(),
                size: bytes.len() as u64,
            },
        );
        for chunk in bytes.chunks(1 << 16) {
            if session.push(chunk).is_err() {
                break;
            }
        }
        ask(&mut session, Command::CloseFile);
    }
    session
}

/// Sends a command and runs everything it started.
pub fn ask(session: &mut Session, command: Command) {
    session.handle(&Request { id: 1, command });
    while session.step().is_some() {}
}

/// Sets a control.
pub fn set(session: &mut Session, control: &str, value: &str) {
    ask(
        session,
        Command::Set {
            control: control.to_owned(),
            value: value.to_owned(),
        },
    );
}

/// The whole report of these files.
pub fn report_of(files: &[(String, Vec<u8>)]) -> Report {
    let mut session = session_of(files);
    ask(&mut session, Command::Report);
    session.report().expect("a report").clone()
}

/// The section of an analysis; panics with the reason when there is none.
pub fn section<'a>(report: &'a Report, id: &str) -> &'a Section {
    let found = report.sections.iter().find(|section| section.id == id);
    match &found.unwrap_or_else(|| panic!("no section {id}")).outcome {
        Outcome::Given { result } | Outcome::Weak { result, .. } => result,
        Outcome::NotEnough { reason, .. } => panic!("{id}: {}", reason.said),
    }
}

/// A fact of a section.
pub fn fact<'a>(report: &'a Report, id: &str, name: &str) -> &'a Fact {
    section(report, id)
        .fact(name)
        .unwrap_or_else(|| panic!("{id} has no fact {name}"))
}

/// A fact's value with all digits, without signs and grouping: "308565326".
pub fn plain(report: &Report, id: &str, name: &str) -> String {
    let exact = &fact(report, id, name).value.exact;
    exact
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.' || *c == '\u{2212}')
        .collect()
}

/// A cell of a grid as it is said.
pub fn cell(grid: &clientele::figure::Grid, row: usize, column: usize) -> &str {
    match &grid.rows[row].cells[column] {
        clientele::figure::Cell::Value(value) => &value.exact,
        clientele::figure::Cell::Text(text) => &text.said,
    }
}

/// The files of a folder of the real data, or `None` with a plain word that the test is skipped.
pub fn real_files(folder: &str, names: &[&str]) -> Option<Vec<(String, Vec<u8>)>> {
    let Ok(root) = std::env::var("CLIENTELE_DATA") else {
        skip("CLIENTELE_DATA is not set");
        return None;
    };
    let read = |name: &&str| {
        let path = std::path::Path::new(&root).join(folder).join(name);
        let bytes =
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        ((*name).to_owned(), bytes)
    };
    Some(names.iter().map(read).collect())
}

/// Says that a test is skipped, on its output and in the file named by `CLIENTELE_SKIPS`.
pub fn skip(reason: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    println!("skipped: {test}: {reason}");
    if let Ok(path) = std::env::var("CLIENTELE_SKIPS") {
        use std::io::Write;
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path);
        if let Ok(mut file) = file {
            let _ = writeln!(file, "skipped: {test}: {reason}");
        }
    }
}

/// A table of one column with one cell.
pub fn column_of(name: &str, cells: &[&str]) -> Column {
    let rows: String = cells
        .iter()
        .map(|cell| format!("\"{}\",x\n", cell.replace('"', "\"\"")))
        .collect();
    read("one.csv", format!("\"{name}\",other\n{rows}").as_bytes())
        .columns
        .swap_remove(0)
}

fn read(name: &str, bytes: &[u8]) -> Table {
    let mut reader = TableReader::new(name, 3);
    reader.push(bytes).expect("readable bytes");
    reader.finish().expect("a table")
}
