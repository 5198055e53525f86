//! files -> a report: the same however they come, and every record of it is used or set aside.

use clientele::protocol::{Command, Request};
use clientele::session::Session;

use super::first;

/// The first byte draws how the files come; the rest are one or two files, parted by a line of `====`.
pub fn pipeline(data: &[u8]) {
    let (how, data) = first(data);
    let files = parted(data);
    let whole = report(&files, 7, usize::MAX);
    let pieces = report(&files, 7 + u64::from(how), 1 + usize::from(how));
    assert!(whole == pieces, "pieces of {how} make another report");
}

fn parted(data: &[u8]) -> Vec<&[u8]> {
    const LINE: &[u8] = b"\n====\n";
    match data.windows(LINE.len()).position(|window| window == LINE) {
        Some(at) => vec![&data[..=at], &data[at + LINE.len()..]],
        None => vec![data],
    }
}

fn report(files: &[&[u8]], seed: u64, piece: usize) -> Option<String> {
    let mut session = Session::new(seed);
    let ask = |session: &mut Session, command| {
        session.handle(&Request { id: 1, command });
        while session.step().is_some() {}
    };
    for (name, bytes) in ["orders.csv", "customers.csv"].iter().zip(files) {
        let (name, size) = ((*name).to_owned(), bytes.len() as u64);
        ask(&mut session, Command::OpenFile { name, size });
        let sound = bytes
            .chunks(piece.max(1))
            .all(|piece| session.push(piece).is_ok());
        if sound {
            ask(&mut session, Command::CloseFile);
        }
    }
    ask(&mut session, Command::Report);
    let report = session.report()?;
    let accounts = &report.accounting;
    assert_eq!(accounts.records, accounts.used + accounts.set_aside);
    let by_reason: u64 = accounts.reasons.rows.iter().map(rows_of).sum();
    assert!(
        by_reason >= accounts.set_aside,
        "{by_reason} of {}",
        accounts.set_aside
    );
    let sources: u64 = report.sources.iter().map(|source| source.records).sum();
    assert!(
        accounts.records <= sources,
        "{} of {sources}",
        accounts.records
    );
    session.report_json()
}

/// How many rows a line of the reasons names.
fn rows_of(row: &clientele::figure::Row) -> u64 {
    let said = match &row.cells[1] {
        clientele::figure::Cell::Value(value) => &value.exact,
        clientele::figure::Cell::Text(text) => &text.said,
    };
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}
