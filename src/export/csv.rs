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
    let mut out = String::new();
    if header {
        let names = grid.columns.iter().map(|column| safe(&column.label.said));
        line(&mut out, &names.collect::<Vec<_>>());
    }
    for row in rows {
        line(&mut out, &row.cells.iter().map(text).collect::<Vec<_>>());
    }
    out.into_bytes()
}

/// A line of quoted cells. (The writer of `csv` does the same and carries a lot into the page's wasm; a test holds
/// the two equal.)
pub(super) fn line(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        out.push_str(if index == 0 { "\"" } else { ",\"" });
        for sign in cell.chars() {
            out.push(sign);
            if sign == '"' {
                out.push(sign);
            }
        }
        out.push('"');
    }
    out.push_str("\r\n");
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn lines_are_those_of_the_csv_crate(cells in prop::collection::vec("[a\",\r\n\u{e9} ]{0,6}", 1..4)) {
            let mut writer = csv::WriterBuilder::new()
                .quote_style(csv::QuoteStyle::Always)
                .terminator(csv::Terminator::CRLF)
                .from_writer(Vec::new());
            writer.write_record(&cells).unwrap();
            let mut ours = String::new();
            line(&mut ours, &cells);
            prop_assert_eq!(ours.into_bytes(), writer.into_inner().unwrap());
        }
    }
}
