//! What stands above the rows: the preamble, and the header.

use crate::csv::body::Body;
use crate::csv::records::Cell;
use crate::csv::scanner::{COLUMN_LIMIT, QuoteFlaw, Record};
use crate::csv::shape;
use crate::csv::{Aside, AsideKind, Flaw, FlawKind, Sink};
use crate::error::ReadError;

impl Body {
    /// A record of the preamble or of the header.
    pub(super) fn above_the_rows(
        &mut self,
        record: Record,
        sink: &mut impl Sink,
    ) -> Result<(), ReadError> {
        if record.fields > COLUMN_LIMIT {
            return Err(self
                .refuse("too_many_columns")
                .with("columns", record.fields));
        }
        let byte = self.base + record.start as u64;
        let grammar = self.scanner.grammar();
        for cell in &mut self.cells[record.first_cell..] {
            cell.undouble(&mut self.buffer, grammar);
        }
        let text = |cell: &Cell| String::from_utf8_lossy(cell.of(&self.buffer)).into_owned();
        let cells: Vec<String> = self.cells[record.first_cell..].iter().map(text).collect();
        self.cells.truncate(record.first_cell);
        let bad = self.bad_below(self.scanner.kept_from());
        self.above -= 1;
        if self.above >= self.shape.header {
            self.title_above(&cells);
            self.facts.aside.push(Aside {
                kind: AsideKind::Preamble,
                line: self.line,
                byte,
                cells,
            });
            return Ok(());
        }
        if self.above + 1 == self.shape.header {
            self.places.note(0, self.line, byte);
        }
        let kind = match record.flaw {
            Some(QuoteFlaw::Bad) => Some(FlawKind::BadQuote),
            Some(QuoteFlaw::Open) => Some(FlawKind::OpenQuote),
            None if bad => Some(FlawKind::BadEncoding),
            None => self.header(cells),
        };
        if let Some(kind) = kind {
            let line = self.line;
            self.flaws.push(Flaw {
                record: 0,
                line,
                byte,
                kind,
            });
        }
        if self.above == 0 {
            self.open(sink)?;
        }
        Ok(())
    }

    /// Takes one record of the header. One that is not as wide as the table names no column, as nobody
    /// knows which; but an empty field too many, or too few, at its end does no harm.
    fn header(&mut self, mut cells: Vec<String>) -> Option<FlawKind> {
        let (fields, width) = (cells.len(), self.shape.width as usize);
        self.facts.header_fields = fields as u32;
        if fields == width + 1 && cells.last().is_some_and(String::is_empty) {
            cells.pop();
        } else if fields > width {
            return Some(FlawKind::Long {
                fields: fields as u32,
                empty: false,
            });
        } else if fields < width && !(fields + 1 == width && self.shape.empty_end) {
            return Some(FlawKind::Short {
                fields: fields as u32,
            });
        }
        // Years above the months of each: they hold for the cells to their right.
        let first = self.facts.header.iter().all(String::is_empty) && self.above > 0;
        if let Some(years) = shape::years_spread(&cells).filter(|_| first) {
            for (cell, year) in cells.iter_mut().zip(years) {
                *cell = year.map_or_else(String::new, |year| year.to_string());
            }
        }
        for (name, cell) in self.facts.header.iter_mut().zip(cells) {
            if !name.is_empty() && !cell.is_empty() {
                name.push(' ');
            }
            name.push_str(&cell);
        }
        None
    }

    /// The rows begin.
    pub(super) fn open(&mut self, sink: &mut impl Sink) -> Result<(), ReadError> {
        if self.shape.width > COLUMN_LIMIT {
            let columns = self.shape.width;
            return Err(self.refuse("too_many_columns").with("columns", columns));
        }
        self.above = 0;
        if self.records == 0 {
            if self.facts.header_records == 0 {
                self.places.note(0, self.line, self.base);
            }
            self.records = 1;
            self.scanner.expect(self.shape.width);
            sink.header(&self.facts.header);
        }
        Ok(())
    }
}
