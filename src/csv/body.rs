//! bytes below the byte order mark -> Records: the buffer, the scanner over it, and the accounts.

use crate::csv::dialect::Dialect;
use crate::csv::records::Cell;
use crate::csv::scanner::{COLUMN_LIMIT, End, LineEnd, QuoteFlaw, Record, Scanner, Step};
use crate::csv::shape::{Extra, Shape};
use crate::csv::{FileFacts, Flaw, FlawKind, Places, Read, Records, Sink};
use crate::error::ReadError;
use crate::say::Text;

/// Bytes scanned before their records are handed on: few enough to stay in the processor's cache.
pub(super) const PIECE: usize = 64 << 10;

/// The part of a file that holds records.
pub(super) struct Body {
    name: String,
    scanner: Scanner,
    shape: Shape,
    cr_is_a_line: bool,
    buffer: Vec<u8>,
    cells: Vec<Cell>,
    /// Place of the buffer's first byte in the file.
    base: u64,
    /// The buffer is valid UTF-8 up to here.
    valid: usize,
    /// Line of the next record.
    line: u64,
    records: u32,
    facts: FileFacts,
    flaws: Vec<Flaw>,
    places: Places,
}

impl Body {
    pub(super) fn new(
        name: &str,
        scanner: Scanner,
        shape: Shape,
        dialect: &Dialect,
        cr_is_a_line: bool,
        base: u64,
    ) -> Body {
        let facts = FileFacts {
            delimiter: dialect.delimiter,
            sure: dialect.sure,
            bom: base > 0,
            ..FileFacts::default()
        };
        Body {
            name: name.to_owned(),
            scanner,
            shape,
            cr_is_a_line,
            buffer: Vec::new(),
            cells: Vec::new(),
            base,
            valid: 0,
            line: 1,
            records: 0,
            facts,
            flaws: Vec::new(),
            places: Places::default(),
        }
    }

    pub(super) fn rows(&self) -> u64 {
        u64::from(self.records.saturating_sub(1))
    }

    pub(super) fn memory(&self) -> u64 {
        let flaws = self.flaws.capacity() * size_of::<Flaw>();
        (self.buffer.capacity() + self.cells.capacity() * size_of::<Cell>() + flaws) as u64
            + self.places.memory()
    }

    pub(super) fn feed(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
        for piece in bytes.chunks(PIECE) {
            self.buffer.extend_from_slice(piece);
            self.validate(End::More)?;
            self.scan(End::More, sink)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self, sink: &mut impl Sink) -> Result<Read, ReadError> {
        self.validate(End::Last)?;
        self.scan(End::Last, sink)?;
        match self.records {
            0 => return Err(ReadError::new("empty_file", &self.name)),
            1 => return Err(ReadError::new("header_only", &self.name)),
            _ => {}
        }
        self.facts.decisions = self.decisions();
        Ok(Read {
            facts: self.facts,
            flaws: self.flaws,
            places: self.places,
            rows: self.records - 1,
        })
    }

    /// Goes on checking that the bytes are UTF-8, before any of them is cut.
    fn validate(&mut self, end: End) -> Result<(), ReadError> {
        let fresh = &self.buffer[self.valid..];
        if is_ascii(fresh) {
            self.valid = self.buffer.len();
            return Ok(());
        }
        match std::str::from_utf8(fresh) {
            Ok(_) => self.valid = self.buffer.len(),
            Err(error) => {
                self.valid += error.valid_up_to();
                if error.error_len().is_some() || end == End::Last {
                    return Err(self.not_utf8());
                }
            }
        }
        Ok(())
    }

    fn not_utf8(&self) -> ReadError {
        let above = &self.buffer[self.scanner.kept_from()..self.valid];
        let line = self.line + above.iter().filter(|byte| **byte == b'\n').count() as u64;
        ReadError::new("not_utf8", &self.name).at(line, self.base + self.valid as u64)
    }

    fn scan(&mut self, end: End, sink: &mut impl Sink) -> Result<(), ReadError> {
        loop {
            match self.scanner.next(&self.buffer, end, &mut self.cells) {
                Step::Record(line_end) => self.record(line_end, sink)?,
                Step::Blank(line_end) => {
                    self.facts.blank_lines += 1;
                    self.count_line(line_end);
                }
                Step::More => break,
                Step::FieldTooLong => return Err(self.refuse("field_too_long")),
                Step::RecordTooLong => return Err(self.refuse("record_too_long")),
            }
        }
        self.hand_on(sink);
        Ok(())
    }

    fn refuse(&self, code: &str) -> ReadError {
        ReadError::new(code, &self.name)
            .at(self.line, self.base + self.scanner.record().start as u64)
    }

    fn count_line(&mut self, end: LineEnd) {
        match end {
            LineEnd::Lf => self.facts.lf += 1,
            LineEnd::CrLf => self.facts.crlf += 1,
            LineEnd::Cr => self.facts.cr += 1,
            LineEnd::None => return,
        }
        if end != LineEnd::Cr || self.cr_is_a_line {
            self.line += 1;
        }
    }

    fn record(&mut self, line_end: LineEnd, sink: &mut impl Sink) -> Result<(), ReadError> {
        let record = self.scanner.record();
        let byte = self.base + record.start as u64;
        self.places.note(self.records, self.line, byte);
        self.facts.quoted |= record.quoted;
        if self.records == 0 {
            self.header(record, sink)?;
        } else if let Some(kind) = self.flaw_of(record) {
            self.flaws.push(Flaw {
                record: self.records,
                line: self.line,
                byte,
                kind,
            });
            self.cells.truncate(record.first_cell);
            self.cells.resize(
                record.first_cell + self.shape.width as usize,
                Cell::default(),
            );
        } else {
            self.cells
                .truncate(record.first_cell + self.shape.width as usize);
            self.undouble(record);
        }
        self.records = self
            .records
            .checked_add(1)
            .ok_or_else(|| self.refuse("too_many_rows"))?;
        self.line += record.feeds;
        self.count_line(line_end);
        Ok(())
    }

    fn flaw_of(&self, record: Record) -> Option<FlawKind> {
        match record.flaw {
            Some(QuoteFlaw::Bad) => return Some(FlawKind::BadQuote),
            Some(QuoteFlaw::Open) => return Some(FlawKind::OpenQuote),
            None => {}
        }
        let (fields, width) = (record.fields, self.shape.width);
        let expected = if self.shape.extra == Extra::InRows {
            width + 1
        } else {
            width
        };
        if fields == expected && (expected == width || self.last_is_empty()) {
            None
        } else if fields < expected {
            Some(FlawKind::Short { fields })
        } else {
            Some(FlawKind::Long { fields })
        }
    }

    fn last_is_empty(&self) -> bool {
        self.cells
            .last()
            .is_some_and(|cell| cell.of(&self.buffer).is_empty())
    }

    fn undouble(&mut self, record: Record) {
        if record.doubled {
            for cell in &mut self.cells[record.first_cell..] {
                cell.undouble(&mut self.buffer);
            }
        }
    }

    fn header(&mut self, record: Record, sink: &mut impl Sink) -> Result<(), ReadError> {
        if record.fields > COLUMN_LIMIT {
            return Err(self
                .refuse("too_many_columns")
                .with("columns", record.fields));
        }
        if record.flaw.is_some() {
            return Err(self.refuse("bad_header"));
        }
        self.undouble(record);
        self.shape.width = match self.shape.extra {
            Extra::InHeader => record.fields - 1,
            Extra::None | Extra::InRows => record.fields,
        };
        self.cells.truncate(self.shape.width as usize);
        let text = |cell: &Cell| String::from_utf8_lossy(cell.of(&self.buffer)).into_owned();
        self.facts.header = self.cells.iter().map(text).collect();
        self.cells.clear();
        self.scanner.expect(self.shape.width);
        sink.header(&self.facts.header);
        Ok(())
    }

    /// Hands the finished records on, and moves the one under way to the buffer's front.
    fn hand_on(&mut self, sink: &mut impl Sink) {
        let taken = self.scanner.finished_cells(self.cells.len());
        if taken > 0 {
            let cells = &self.cells[..taken];
            sink.records(&Records {
                bytes: &self.buffer,
                cells,
                width: self.shape.width as usize,
            });
            self.cells.drain(..taken);
            self.scanner.cells_taken(taken);
        }
        let removed = self.scanner.kept_from();
        if removed > 0 {
            self.buffer.drain(..removed);
            self.cells.iter_mut().for_each(|cell| cell.rebase(removed));
            self.scanner.rebase(removed);
            self.valid -= removed;
            self.base += removed as u64;
        }
    }

    fn decisions(&self) -> Vec<Text> {
        let facts = &self.facts;
        let mut said = vec![Text::new(if facts.bom {
            "reading.encoding.bom"
        } else {
            "reading.encoding"
        })];
        said.push(self.delimiter_text());
        said.push(self.line_ends_text());
        if facts.blank_lines > 0 {
            said.push(Text::new("reading.blank_lines").with("lines", facts.blank_lines));
        }
        match self.shape.extra {
            Extra::None => {}
            Extra::InRows => said.push(Text::new("reading.extra_in_rows")),
            Extra::InHeader => said.push(Text::new("reading.extra_in_header")),
        }
        said
    }

    fn delimiter_text(&self) -> Text {
        let facts = &self.facts;
        let rows = self.rows();
        let wrong =
            |flaw: &&Flaw| matches!(flaw.kind, FlawKind::Short { .. } | FlawKind::Long { .. });
        let regular = rows - self.flaws.iter().filter(wrong).count() as u64;
        let id = match (self.shape.width, facts.sure) {
            (1, _) => "reading.one_column",
            (_, true) => "reading.delimiter",
            (_, false) => "reading.delimiter.unsure",
        };
        let name = match self.facts.delimiter {
            b';' => "reading.semicolon",
            b'\t' => "reading.tab",
            b'|' => "reading.pipe",
            _ => "reading.comma",
        };
        Text::new(id)
            .with("delimiter", Text::new(name))
            .with("regular", regular)
            .with("rows", rows)
            .with("fields", self.shape.width)
    }

    fn line_ends_text(&self) -> Text {
        let FileFacts { crlf, lf, cr, .. } = self.facts;
        let kinds = [
            (lf, "reading.lf"),
            (crlf, "reading.crlf"),
            (cr, "reading.cr"),
        ];
        let met: Vec<&(u64, &str)> = kinds.iter().filter(|(lines, _)| *lines > 0).collect();
        match met[..] {
            [] => Text::new("reading.line_ends.none"),
            [(_, kind)] => Text::new("reading.line_ends").with("kind", Text::new(kind)),
            _ => Text::new("reading.line_ends.mixed")
                .with("lf", lf)
                .with("crlf", crlf)
                .with("cr", cr),
        }
    }
}

/// Whether no byte has its high bit set: eight bytes at a time, fast on every target.
fn is_ascii(bytes: &[u8]) -> bool {
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words
        .iter()
        .fold(0, |high, word| high | u64::from_ne_bytes(*word));
    let rest = rest.iter().fold(0, |high, byte| high | byte);
    words & 0x8080_8080_8080_8080 == 0 && rest & 0x80 == 0
}
