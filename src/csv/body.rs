//! text below the byte order mark -> Records: the buffer, the scanner over it, and the accounts.

mod above;
mod below;
mod flaws;
mod list;
mod other_table;
mod sections;
mod titles;

use crate::csv::body::sections::Section;
use crate::csv::dialect::is_rule;
use crate::csv::encoding::Guess;
use crate::csv::records::Cell;
use crate::csv::scanner::{COLUMN_LIMIT, End, LineEnd, Record, Scanner, Step};
use crate::csv::shape::{Mark, Shape};
use crate::csv::{FileFacts, Flaw, Places, Read, Records, Sink};
use crate::error::ReadError;

/// Bytes scanned before their records are handed on: few enough to stay in the processor's cache.
pub(super) const PIECE: usize = 64 << 10;
/// So many of the last rows are held back until it is known whether the file ends in a footer.
const TAIL: usize = 5;
/// What the one column of lists is called.
const ITEM: &str = "item";
/// A record longer than this is no footer.
const LONG: usize = 4 << 10;

/// The part of a file that holds records.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    name: String,
    scanner: Scanner,
    shape: Shape,
    cr_is_a_line: bool,
    buffer: Vec<u8>,
    cells: Vec<Cell>,
    /// Rows not handed on yet.
    held: Vec<Held>,
    /// So many of them need not be held.
    free: usize,
    /// Place of the buffer's first byte in the file.
    base: u64,
    /// The buffer is valid UTF-8 up to here.
    valid: usize,
    /// Places in the buffer of bytes that were no UTF-8.
    bad: Vec<usize>,
    /// The buffer holds a quote somewhere.
    quotes: bool,
    /// Empty fields behind the last column of a row are left out.
    narrows: bool,
    /// What stands above the next record.
    section: Section,
    /// The last record, where it holds one text alone below a heading that counts.
    alone: Option<String>,
    /// The columns that hold values, and no words, in the first row.
    valued: Vec<usize>,
    /// A column whose cells all begin alike, and how.
    mark: Option<Mark>,
    /// Line of the next record.
    line: u64,
    /// Records of preamble and header that are still to come.
    above: u32,
    records: u32,
    facts: FileFacts,
    flaws: Vec<Flaw>,
    places: Places,
}

/// A row that is not handed on yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    start: usize,
    line: u64,
    /// Some cell holds doubled quotes or escapes.
    doubled: bool,
}

impl Body {
    pub(super) fn new(
        name: &str,
        scanner: Scanner,
        (shape, mark): (Shape, Option<Mark>),
        facts: FileFacts,
        cr_is_a_line: bool,
        (base, line): (u64, u64),
    ) -> Body {
        Body {
            name: name.to_owned(),
            scanner,
            shape,
            cr_is_a_line,
            buffer: Vec::new(),
            cells: Vec::new(),
            held: Vec::new(),
            free: 0,
            base,
            valid: 0,
            bad: Vec::new(),
            quotes: false,
            narrows: false,
            section: Section::Row,
            alone: None,
            valued: Vec::new(),
            mark,
            line,
            above: shape.preamble + shape.header,
            records: 0,
            facts: FileFacts {
                header_records: shape.header,
                header: match shape.list {
                    true => vec![ITEM.to_owned()],
                    false => vec![String::new(); shape.width as usize],
                },
                list: shape.list,
                ..facts
            },
            flaws: Vec::new(),
            places: Places::default(),
        }
    }

    /// The encoding was decided below the head.
    pub(super) fn decode_as(&mut self, guess: &Guess) {
        self.facts.encoding = guess.label.to_owned();
        self.facts.encoding_sure = guess.sure;
        self.facts.encoding_other = guess.other.map(str::to_owned);
        self.facts.encoding_samples = guess.samples.clone();
    }

    /// Empty fields behind the last column of a row are left out.
    pub(super) fn narrow(&mut self) {
        self.narrows = true;
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
            self.quotes |= piece.contains(&b'"');
            self.buffer.extend_from_slice(piece);
            self.validate(End::More);
            self.scan(End::More, sink)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self, sink: &mut impl Sink) -> Result<Read, ReadError> {
        self.validate(End::Last);
        self.scan(End::Last, sink)?;
        if self.above > 0 {
            self.open(sink)?;
        }
        self.set_footer_aside();
        self.hand_on(0, sink);
        match (self.records, self.facts.header_records) {
            (0 | 1, 0) => return Err(ReadError::new("empty_file", &self.name)),
            (1, _) => return Err(ReadError::new("header_only", &self.name)),
            _ => {}
        }
        self.facts.decisions = crate::csv::said::decisions(&self.facts, &self.flaws, self.rows());
        Ok(Read {
            facts: self.facts,
            flaws: self.flaws,
            places: self.places,
            rows: self.records - 1,
        })
    }

    /// Goes on checking that the bytes are UTF-8, before any of them is cut. What is not is noted, and
    /// written over, so that the record is flagged and all else goes on.
    fn validate(&mut self, end: End) {
        while self.valid < self.buffer.len() {
            let fresh = &self.buffer[self.valid..];
            if is_ascii(fresh) {
                self.valid = self.buffer.len();
                return;
            }
            let Err(error) = std::str::from_utf8(fresh) else {
                self.valid = self.buffer.len();
                return;
            };
            self.valid += error.valid_up_to();
            let wrong = match (error.error_len(), end) {
                (Some(wrong), _) => wrong,
                (None, End::More) => return,
                (None, End::Last) => self.buffer.len() - self.valid,
            };
            for at in self.valid..self.valid + wrong {
                self.bad.push(at);
                self.buffer[at] = b'?';
            }
            self.valid += wrong;
        }
    }

    fn scan(&mut self, end: End, sink: &mut impl Sink) -> Result<(), ReadError> {
        loop {
            // Only what is known to be text is cut.
            let text = &self.buffer[..self.valid];
            match self.scanner.next(text, end, &mut self.cells) {
                Step::Record(line_end) => self.record(line_end, sink)?,
                Step::Blank(line_end) => {
                    self.blank();
                    self.count_line(line_end);
                }
                Step::More => break,
                Step::FieldTooLong => return Err(self.refuse("field_too_long")),
                Step::RecordTooLong => return Err(self.refuse("record_too_long")),
            }
        }
        self.hand_on(TAIL, sink);
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
        let mut record = self.scanner.record();
        let grammar = self.scanner.grammar();
        self.facts.quoted |= record.quoted;
        if grammar.in_runs() && record.fields < COLUMN_LIMIT {
            record.fields = grammar.collapse(&mut self.cells, record.first_cell);
        }
        if record.flaw.is_none() && is_rule(&self.cells[record.first_cell..], &self.buffer) {
            self.cells.truncate(record.first_cell);
            self.facts.rules += 1;
        } else if self.above > 0 {
            self.above_the_rows(record, sink)?;
        } else if self.is_blank(record) {
            self.cells.truncate(record.first_cell);
            self.blank();
        } else {
            if self.records == 0 {
                self.open(sink)?;
            }
            self.look_at_first(record);
            self.row(record)?;
        }
        self.line += record.feeds;
        self.count_line(line_end);
        Ok(())
    }

    /// A record of separators alone holds nothing; a quoted empty field is a value.
    fn is_blank(&self, record: Record) -> bool {
        let cells = &self.cells[record.first_cell..];
        let empty = |cell: &Cell| cell.is_empty() && !cell.is_quoted();
        let first = cells.first().is_none_or(empty);
        first
            && record.flaw.is_none()
            && (cells.len() > 1 || self.shape.width > 1)
            && cells.iter().all(empty)
    }

    fn row(&mut self, record: Record) -> Result<(), ReadError> {
        if self.shape.list {
            return self.items(record);
        }
        let byte = self.base + record.start as u64;
        self.places.note(self.records, self.line, byte);
        let width = self.shape.width as usize;
        let flaw = self.flaw_of(record);
        if let Some(kind) = self.titled(record, flaw) {
            self.flaws.push(Flaw {
                record: self.records,
                line: self.line,
                byte,
                kind,
            });
            self.cells.truncate(record.first_cell);
            let empty = Cell::plain(record.start, record.start);
            self.cells.resize(record.first_cell + width, empty);
        }
        self.records = self
            .records
            .checked_add(1)
            .ok_or_else(|| self.refuse("too_many_rows"))?;
        self.held.push(Held {
            start: record.start,
            line: self.line,
            doubled: record.doubled,
        });
        if self.scanner.kept_from() - record.start > LONG {
            self.free = self.held.len();
        }
        Ok(())
    }

    /// Writes the cells of the first held rows as they are meant.
    fn undouble(&mut self, rows: usize) {
        let width = self.shape.width as usize;
        let grammar = self.scanner.grammar();
        for (row, _) in self.held[..rows]
            .iter()
            .enumerate()
            .filter(|(_, held)| held.doubled)
        {
            for cell in &mut self.cells[row * width..(row + 1) * width] {
                cell.undouble(&mut self.buffer, grammar);
            }
        }
    }

    /// Hands the finished records on, but for the last ones, and moves what is left to the buffer's
    /// front.
    fn hand_on(&mut self, hold: usize, sink: &mut impl Sink) {
        let rows = self.free.max(self.held.len().saturating_sub(hold));
        let width = self.shape.width as usize;
        let taken = rows * width;
        let kept = self
            .held
            .get(rows)
            .map_or(self.scanner.kept_from(), |held| held.start);
        if rows > 0 {
            self.undouble(rows);
            sink.records(&Records {
                bytes: &self.buffer,
                cells: &self.cells[..taken],
                width,
            });
            self.cells.drain(..taken);
            self.scanner.cells_taken(taken);
            self.held.drain(..rows);
            self.free = 0;
        }
        if kept > 0 {
            self.buffer.drain(..kept);
            self.cells.iter_mut().for_each(|cell| cell.rebase(kept));
            self.held.iter_mut().for_each(|held| held.start -= kept);
            self.bad.iter_mut().for_each(|at| *at -= kept);
            self.scanner.rebase(kept);
            self.valid -= kept;
            self.base += kept as u64;
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
