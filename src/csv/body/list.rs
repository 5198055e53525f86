//! Records that list things: each thing is a row, and all rows of a record stand on its line.

use crate::csv::body::{Body, Held};
use crate::csv::records::Cell;
use crate::csv::scanner::Record;
use crate::csv::{Flaw, FlawKind};
use crate::error::ReadError;

impl Body {
    pub(super) fn items(&mut self, record: Record) -> Result<(), ReadError> {
        let byte = self.base + record.start as u64;
        let of_width = |kind: &FlawKind| {
            matches!(
                kind,
                FlawKind::Short { .. }
                    | FlawKind::Long { .. }
                    | FlawKind::Header
                    | FlawKind::Heading
                    | FlawKind::Shifted
            )
        };
        if let Some(kind) = self.flaw_of(record).filter(|kind| !of_width(kind)) {
            self.flaws.push(Flaw {
                record: self.records,
                line: self.line,
                byte,
                kind,
            });
            self.cells.truncate(record.first_cell);
            let empty = Cell::plain(record.start, record.start);
            self.cells.push(empty);
        } else {
            let items = self.cells.split_off(record.first_cell);
            self.cells
                .extend(items.into_iter().filter(|cell| !cell.is_empty()));
        }
        for _ in record.first_cell..self.cells.len() {
            self.places.note(self.records, self.line, byte);
            self.records = self
                .records
                .checked_add(1)
                .ok_or_else(|| self.refuse("too_many_rows"))?;
            self.held.push(Held {
                start: record.start,
                line: self.line,
                doubled: record.doubled,
            });
        }
        Ok(())
    }
}
