//! Grid -> CSV, safe to open in a spreadsheet.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, unless it is a plain
//! number (OWASP, "CSV Injection"). Numbers are written in full, with a point, without grouping; days as
//! `YYYY-MM-DD`.

use crate::figure::{Cell, Grid, Row};
use crate::say::Quantity;

/// Signs that begin a formula, full-width ones included; tab, return and NUL hide one.
const BEGINS_FORMULA: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Rows of a table as CSV: UTF-8, comma, every cell quoted, CRLF. Without the header they go on with what was
/// written before.
pub fn lines(grid: &Grid, header: bool, rows: &[&Row]) -> Vec<u8> {
    let mut out = Lines::new();
    if header {
        let names = grid.columns.iter().map(|column| safe(&column.label.said));
        out.line(&names.collect::<Vec<_>>());
    }
    for row in rows {
        out.line(&row.cells.iter().map(text).collect::<Vec<_>>());
    }
    out.bytes()
}

/// Lines of cells, all quoted, in memory.
pub(super) struct Lines(csv::Writer<Vec<u8>>);

impl Lines {
    pub(super) fn new() -> Lines {
        Lines(
            csv::WriterBuilder::new()
                .quote_style(csv::QuoteStyle::Always)
                .terminator(csv::Terminator::CRLF)
                .flexible(true)
                .from_writer(Vec::new()),
        )
    }

    /// A line of cells that are safe already.
    pub(super) fn line(&mut self, cells: &[String]) {
        let taken = self.0.write_record(cells).is_ok();
        assert!(taken, "a vector takes all that is written");
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        self.0
            .into_inner()
            .unwrap_or_else(|_| unreachable!("a vector takes all that is written"))
    }
}

fn text(cell: &Cell) -> String {
    let value = match cell {
        Cell::Text(text) => return safe(&text.said),
        Cell::Value(value) => value,
    };
    match &value.quantity {
        None => String::new(),
        Some(Quantity::Money { amount: number, .. } | Quantity::Exact { number }) => {
            number.normalized().to_string()
        }
        Some(Quantity::Count { n }) => n.to_string(),
        Some(
            Quantity::Share { of_one: number }
            | Quantity::Number { number }
            | Quantity::Days { days: number },
        ) => number.to_string(),
        Some(Quantity::Bytes { bytes }) => bytes.to_string(),
        Some(Quantity::Day { day }) => day.to_string(),
        Some(Quantity::Month { month }) => month.to_string(),
        Some(Quantity::Words { words }) => safe(words),
    }
}

/// The text with an apostrophe where a spreadsheet would calculate. Some look past spaces in front.
pub fn safe(text: &str) -> String {
    let number = crate::value::Decimal::parse(text).is_some();
    let shown = text.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}');
    let formula = text.starts_with(BEGINS_FORMULA) || shown.starts_with(BEGINS_FORMULA);
    if formula && !number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Column, Trace};
    use crate::say::Text;
    use crate::value::{Day, Decimal};

    #[test]
    fn no_cell_begins_a_formula_and_negative_numbers_survive() {
        for (written, expected) in [
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-12.50", "-12.50"),
            ("-12+3", "'-12+3"),
            ("+49 30 1234", "'+49 30 1234"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("\tx", "'\tx"),
            ("  =1", "'  =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("Ada", "Ada"),
        ] {
            assert_eq!(safe(written), expected);
        }
    }

    #[test]
    fn a_table_keeps_its_digits_and_its_quotes() {
        let cells: Vec<Cell> = vec![
            "Say \"hi\"".into(),
            Decimal::parse("-1234567.50").unwrap().into(),
            Day::from_iso("2020-06-26").unwrap().into(),
        ];
        let column = |said: &str| Column {
            label: Text {
                said: said.to_owned(),
                ..Text::none()
            },
            numeric: false,
        };
        let columns = ["=name", "amount", "day"].map(column).to_vec();
        let row = Row::new(cells, 1, Trace::all());
        let table = Grid::new("t", Text::none(), columns, vec![row.clone()]);
        let written = String::from_utf8(lines(&table, true, &[&row])).unwrap();
        let expected =
            "\"'=name\",\"amount\",\"day\"\r\n\"Say \"\"hi\"\"\",\"-1234567.5\",\"2020-06-26\"\r\n";
        assert_eq!(written, expected);
    }
}
