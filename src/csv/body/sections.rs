//! Headings between the rows: files that hold several tables, one below the other.
//!
//! A row that follows another row costs one comparison here. Only behind a blank line, and below a heading
//! or a repeated header, records are looked at.

use crate::csv::body::Body;
use crate::csv::look::Look;
use crate::csv::records::Cell;
use crate::csv::scanner::Record;

/// At most so many records below a heading are parts of it.
const HEADING: u8 = 4;

/// What stands above the next record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Section {
    /// A row.
    #[default]
    Row,
    /// A blank line below rows.
    Blank,
    /// The header of another table.
    OtherTable,
    /// A heading or a header; so many records may still belong to it.
    Heading(u8),
}

impl Body {
    /// A blank line was met. Where most lines are blank, they part nothing.
    pub(super) fn blank(&mut self) {
        self.facts.blank_lines += 1;
        if self.section == Section::Row
            && self.records > 1
            && self.facts.blank_lines * 2 <= u64::from(self.records) + 8
        {
            self.section = Section::Blank;
        }
    }

    /// The header was repeated, or a line of one field stands behind a blank line.
    pub(super) fn begin_section(&mut self) {
        self.section = Section::Heading(HEADING);
    }

    /// Whether a record as wide as the table is a heading.
    pub(super) fn is_heading(&mut self, record: Record) -> bool {
        let left = match self.section {
            Section::Row | Section::OtherTable => return false,
            Section::Blank => HEADING,
            Section::Heading(left) => left,
        };
        let below = self.section != Section::Blank;
        let is_heading = left > 0
            && match self.lone(record) {
                // Below a heading a date alone is its second line.
                Some(look) => below || look == Look::Text,
                None => below && self.is_part_of_a_header(record),
            };
        self.section = match is_heading {
            true => Section::Heading(left - u8::from(below)),
            false => Section::Row,
        };
        is_heading
    }

    /// What the first cell looks like when nothing stands in the others.
    fn lone(&self, record: Record) -> Option<Look> {
        let (first, others) = self.cells[record.first_cell..].split_first()?;
        let empty = |cell: &Cell| cell.is_empty() && !cell.is_quoted();
        (!others.is_empty() && !first.is_empty() && others.iter().all(empty))
            .then(|| Look::of(first.of(&self.buffer)))
    }

    /// Words alone, with nothing in the first cell, or half of them names of the columns in which they
    /// stand.
    fn is_part_of_a_header(&self, record: Record) -> bool {
        let cells = &self.cells[record.first_cell..];
        let texts = || cells.iter().map(|cell| cell.of(&self.buffer).trim_ascii());
        let filled = texts().filter(|text| !text.is_empty()).count();
        let words = texts().all(|text| matches!(Look::of(text), Look::Empty | Look::Text));
        let names = self.facts.header.iter().map(|name| name.trim().as_bytes());
        let same = |(text, name): &(&[u8], &[u8])| text == name && !text.is_empty();
        let known = texts().zip(names).filter(same).count();
        let headless = cells.first().is_some_and(|cell| cell.is_empty());
        filled > 0 && words && (headless || known * 2 >= filled)
    }

    /// Whether the cell that all rows above begin alike has moved one column to the right: a field was
    /// parted in two, and the last one is cut off.
    pub(super) fn is_shifted(&self, record: Record) -> bool {
        let Some((column, start)) = &self.mark else {
            return false;
        };
        let cells = &self.cells[record.first_cell..];
        let begins = |at: usize| {
            let cell = cells.get(at).map(|cell| cell.of(&self.buffer));
            cell.is_some_and(|cell| cell.trim_ascii_start().starts_with(start))
        };
        !begins(*column) && begins(column + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::csv::{Flaw, FlawKind, RecordReader, Records, Sink};

    struct Nothing;

    impl Sink for Nothing {
        fn header(&mut self, _: &[String]) {}
        fn records(&mut self, _: &Records<'_>) {}
    }

    fn flaws(text: &str) -> Vec<(u64, FlawKind)> {
        let mut reader = RecordReader::new("a.csv");
        reader.push(text.as_bytes(), &mut Nothing).unwrap();
        let flaws = reader.finish(&mut Nothing).unwrap().flaws;
        let at = |flaw: &Flaw| (flaw.line, flaw.kind);
        flaws.iter().map(at).collect()
    }

    #[test]
    fn a_heading_behind_a_blank_line_is_no_row() {
        let north = "shop,day,amount\nA,2020-01-01,1\nB,2020-01-02,2\nC,2020-01-03,3\n";
        let south = ",,\nSouth,,\n,,\nshop,day,amount\nD,2020-01-04,4\nE,2020-01-05,5\n";
        assert_eq!(
            flaws(&format!("{north}{south}")),
            [(6, FlawKind::Heading), (8, FlawKind::Header)]
        );
        // Between rows a cell alone is a row.
        assert_eq!(flaws(&format!("{north}D,,\nE,2020-01-05,5\n")), []);
    }

    #[test]
    fn a_row_whose_cells_moved_to_the_right_is_no_row() {
        let row = |n: usize| format!("x{n},tall,https://shop.example/{n},\n");
        let good: String = (0..30).map(row).collect();
        let moved = "y,ta,ll,https://shop.example/7\n";
        let text = format!("id,size,link,note\n{good}{moved}{}", row(31));
        assert_eq!(flaws(&text), [(32, FlawKind::Shifted)]);
    }
}
