//! What is wrong with a record as a whole.

use crate::csv::FlawKind;
use crate::csv::body::Body;
use crate::csv::body::sections::Section;
use crate::csv::grammar::NONE;
use crate::csv::records::Cell;
use crate::csv::scanner::{COLUMN_LIMIT, QuoteFlaw, Record};

/// The byte order mark of UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl Body {
    pub(super) fn flaw_of(&mut self, record: Record) -> Option<FlawKind> {
        // Whatever else is wrong, the bad bytes are of this record and of no later one.
        let bad = self.bad_below(self.scanner.kept_from());
        match record.flaw {
            Some(QuoteFlaw::Bad) => return Some(FlawKind::BadQuote),
            Some(QuoteFlaw::Open) => return Some(FlawKind::OpenQuote),
            None => {}
        }
        if bad {
            return Some(FlawKind::BadEncoding);
        }
        let (fields, width) = (record.fields, self.shape.width);
        if fields < width {
            if fields == 1 && self.section == Section::Blank {
                self.begin_section();
            }
            Some(FlawKind::Short { fields })
        } else if fields > width {
            let surplus = &self.cells[record.first_cell + width as usize..];
            // Not all fields of a record of very many were kept.
            let all = fields <= COLUMN_LIMIT;
            let empty = all
                && surplus
                    .iter()
                    .all(|cell| cell.is_empty() && !cell.is_quoted());
            if empty && self.narrows && !self.shape.list {
                self.facts.narrowed += 1;
                self.cells.truncate(record.first_cell + width as usize);
                return self.has_stray_quotes(record).then_some(FlawKind::BadQuote);
            }
            Some(FlawKind::Long { fields, empty })
        } else if self.quotes && self.has_stray_quotes(record) {
            Some(FlawKind::BadQuote)
        } else if self.repeats_the_header(record) {
            self.begin_section();
            Some(FlawKind::Header)
        } else if self.is_of_another_table(record) {
            Some(FlawKind::OtherTable)
        } else if self.is_heading(record) {
            Some(FlawKind::Heading)
        } else {
            self.is_shifted(record).then_some(FlawKind::Shifted)
        }
    }

    /// Whether bytes below this offset were no text; they are forgotten.
    pub(super) fn bad_below(&mut self, offset: usize) -> bool {
        let bad = self.bad.iter().take_while(|at| **at < offset).count();
        self.bad.drain(..bad);
        bad > 0
    }

    /// A plain field with a quote inside, and a later one that ends with a quote: what stood between
    /// them was one field, whose first separator or quote is gone.
    fn has_stray_quotes(&self, record: Record) -> bool {
        let quote = self.scanner.grammar().quote;
        if quote == NONE || !self.buffer[record.start..self.scanner.kept_from()].contains(&quote) {
            return false;
        }
        let mut open = false;
        for cell in &self.cells[record.first_cell..] {
            let bytes = cell.of(&self.buffer);
            let count = bytes.iter().filter(|byte| **byte == quote).count();
            if cell.is_quoted() || count % 2 == 0 {
                continue;
            }
            let last = bytes.last() == Some(&quote);
            if open && last {
                return true;
            }
            open |= !last;
        }
        false
    }

    fn repeats_the_header(&self, record: Record) -> bool {
        let cells = &self.cells[record.first_cell..];
        let names = &self.facts.header;
        let same = |cell: &Cell, name: &String| cell.of(&self.buffer) == name.as_bytes();
        // A file that was put behind another may have brought its byte order mark.
        let first = || {
            let bytes = cells[0].of(&self.buffer);
            bytes.strip_prefix(MARK).unwrap_or(bytes) == names[0].as_bytes()
        };
        names.len() > 1
            && !names[0].is_empty()
            && first()
            && cells[1..]
                .iter()
                .zip(&names[1..])
                .all(|(cell, name)| same(cell, name))
    }
}
