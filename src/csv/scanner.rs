//! a buffer -> the cells of one record after the other (RFC 4180, with LF, CRLF and CR).
//!
//! The scanner can be stopped at any byte and goes on when the buffer has grown: all its state is
//! an offset and where it stands in the grammar. It never copies and never changes a byte.

mod quotes;

use crate::csv::grammar::{Grammar, NONE};
use crate::csv::records::Cell;
use crate::csv::stops::{BLOCK, stops};

/// No field may be longer.
pub(super) const FIELD_LIMIT: usize = 16 << 20;
/// No record may be longer.
pub(super) const RECORD_LIMIT: usize = 64 << 20;
/// No record may have more fields than this kept.
pub(super) const COLUMN_LIMIT: u32 = 16_384;

/// What ended a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    Lf,
    CrLf,
    Cr,
    /// The file ended.
    None,
}

impl LineEnd {
    fn len(self) -> usize {
        match self {
            LineEnd::CrLf => 2,
            LineEnd::Lf | LineEnd::Cr => 1,
            LineEnd::None => 0,
        }
    }
}

/// What the scanner came upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The buffer is used up.
    More,
    /// An empty line.
    Blank(LineEnd),
    /// A record; [`Scanner::record`] tells about it.
    Record(LineEnd),
    /// A field longer than [`FIELD_LIMIT`].
    FieldTooLong,
    /// A record longer than [`RECORD_LIMIT`].
    RecordTooLong,
}

/// What is wrong with the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteFlaw {
    /// Text follows a closing quote.
    Bad,
    /// A quote is never closed, or only far below.
    Open,
}

/// The record under way, or the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Offset of its first byte in the buffer.
    pub start: usize,
    /// How many fields.
    pub fields: u32,
    /// Where its cells begin in the list of cells.
    pub first_cell: usize,
    /// Line feeds inside quoted fields.
    pub feeds: u64,
    /// A field was quoted.
    pub quoted: bool,
    /// Some cell holds doubled quotes.
    pub doubled: bool,
    /// What is wrong with the quotes.
    pub flaw: Option<QuoteFlaw>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    RecordStart,
    FieldStart,
    Plain,
    Quoted,
    AfterQuote,
}

/// Cuts a growing buffer into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scanner {
    grammar: Grammar,
    state: State,
    at: usize,
    field: usize,
    checked_runaway: bool,
    record: Record,
    width: u32,
    base: u64,
    rescanned: u64,
}

impl Scanner {
    pub(super) fn new(grammar: Grammar) -> Scanner {
        let record = Record {
            start: 0,
            fields: 0,
            first_cell: 0,
            feeds: 0,
            quoted: false,
            doubled: false,
            flaw: None,
        };
        Scanner {
            grammar,
            state: State::RecordStart,
            at: 0,
            field: 0,
            checked_runaway: false,
            record,
            width: 0,
            base: 0,
            rescanned: 0,
        }
    }

    /// Tells how many fields a record should have, so that records inside quotes are recognised.
    pub(super) fn expect(&mut self, width: u32) {
        self.width = width;
    }

    /// The signs it cuts by.
    pub(super) fn grammar(&self) -> Grammar {
        self.grammar
    }

    /// The record that [`Step::Record`] announced.
    pub(super) fn record(&self) -> Record {
        self.record
    }

    /// Offset in the buffer where the record under way begins.
    pub(super) fn kept_from(&self) -> usize {
        if self.state == State::RecordStart {
            self.at
        } else {
            self.record.start
        }
    }

    /// The caller has removed so many bytes from the front of the buffer.
    pub(super) fn rebase(&mut self, removed: usize) {
        self.at -= removed;
        self.field = self.field.saturating_sub(removed);
        self.record.start = self.record.start.saturating_sub(removed);
        self.base += removed as u64;
    }

    /// The caller has taken all cells before those of the record under way.
    pub(super) fn cells_taken(&mut self, taken: usize) {
        self.record.first_cell = self.record.first_cell.saturating_sub(taken);
    }

    /// Goes on until a record ends, a blank line is met, or the buffer is used up. `last` is
    /// [`End::Last`] when no byte will follow.
    pub(super) fn next(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Step {
        loop {
            let step = match self.state {
                State::RecordStart => self.record_start(bytes, end, cells),
                State::FieldStart => self.field_start(bytes, end, cells),
                State::Plain => self.plain(bytes, end, cells),
                State::Quoted => self.quoted(bytes, end, cells),
                State::AfterQuote => self.after_quote(bytes, end, cells),
            };
            if let Some(step) = step {
                return step;
            }
        }
    }

    fn record_start(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Option<Step> {
        let first = bytes.get(self.at);
        match first {
            None => return Some(Step::More),
            Some(b'\n' | b'\r') => {
                return Some(match line_end(bytes, self.at, end) {
                    None => Step::More,
                    Some(end) => {
                        self.at += end.len();
                        Step::Blank(end)
                    }
                });
            }
            Some(_) => {}
        }
        let start = self.at;
        self.record = Record {
            start,
            fields: 0,
            first_cell: cells.len(),
            feeds: 0,
            quoted: false,
            doubled: false,
            flaw: None,
        };
        let blank = self.grammar.spaced && first == Some(&b' ');
        if blank || first == Some(&self.grammar.quote) {
            self.state = State::FieldStart;
            return None;
        }
        (self.field, self.state) = (self.at, State::Plain);
        self.plain(bytes, end, cells)
    }

    fn field_start(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Option<Step> {
        if self.grammar.spaced && !self.skips_blanks(bytes, end) {
            return Some(Step::More);
        }
        match bytes.get(self.at) {
            None if end == End::Last => {
                self.push(cells, Cell::plain(self.at, self.at));
                Some(self.end_record(LineEnd::None))
            }
            None => Some(Step::More),
            Some(quote) if *quote == self.grammar.quote && *quote != NONE => {
                self.at += 1;
                self.field = self.at;
                self.checked_runaway = false;
                self.record.quoted = true;
                self.state = State::Quoted;
                None
            }
            Some(_) => {
                self.field = self.at;
                self.state = State::Plain;
                None
            }
        }
    }

    /// The hot loop: plain fields one after the other, until a quote, a line end or the buffer's end.
    fn plain(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Option<Step> {
        let (mut field, mut from, mut fields) = (self.field, self.at, 0);
        let Grammar {
            delimiter,
            quote,
            escape,
            spaced,
            ..
        } = self.grammar;
        loop {
            let mut stops = stops_from(bytes, from, delimiter);
            while stops != 0 {
                let at = from + stops.trailing_zeros() as usize;
                stops &= stops - 1;
                if at - field > FIELD_LIMIT {
                    return Some(Step::FieldTooLong);
                }
                if escape != NONE && is_escaped(&bytes[field..at], escape) {
                    continue;
                }
                if bytes[at] != delimiter {
                    (self.field, self.at) = (field, at);
                    self.count(fields, cells);
                    return self.plain_at_line_end(bytes, end, cells);
                }
                let cell = self.plain_cell(bytes, field, at);
                cells.push(cell);
                fields += 1;
                field = at + 1;
                let opens = |byte: &u8| *byte == quote || (spaced && *byte == b' ');
                if bytes.get(field).is_none_or(opens) {
                    (self.field, self.at, self.state) = (field, field, State::FieldStart);
                    return self.count(fields, cells);
                }
            }
            from += BLOCK;
            let long = self.count(std::mem::take(&mut fields), cells);
            (self.field, self.at) = (field, from.min(bytes.len()));
            if long.is_some() || self.at - field > FIELD_LIMIT {
                return long.or(Some(Step::FieldTooLong));
            }
            if from >= bytes.len() {
                return Some(self.plain_at_the_end(bytes, end, cells));
            }
        }
    }

    /// Counts plain fields whose cells were added. Those beyond the limit are counted and not kept.
    fn count(&mut self, fields: u32, cells: &mut Vec<Cell>) -> Option<Step> {
        self.record.fields += fields;
        if self.record.fields > COLUMN_LIMIT {
            cells.truncate(self.record.first_cell + COLUMN_LIMIT as usize);
        }
        (self.at - self.record.start > RECORD_LIMIT).then_some(Step::RecordTooLong)
    }

    fn plain_at_line_end(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Option<Step> {
        let Some(line_end) = line_end(bytes, self.at, end) else {
            return Some(Step::More);
        };
        let cell = self.plain_cell(bytes, self.field, self.at);
        self.push(cells, cell);
        Some(self.end_record(line_end))
    }

    #[inline]
    fn plain_cell(&mut self, bytes: &[u8], start: usize, end: usize) -> Cell {
        let escape = self.grammar.escape;
        if escape != NONE && bytes[start..end].contains(&escape) {
            self.record.doubled = true;
            let feeds = bytes[start..end].iter().filter(|byte| **byte == b'\n');
            self.record.feeds += feeds.count() as u64;
            return Cell::escaped(start, end);
        }
        Cell::plain(start, end)
    }

    fn plain_at_the_end(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Step {
        let len = bytes.len();
        if len - self.field > FIELD_LIMIT {
            return Step::FieldTooLong;
        }
        if len - self.record.start > RECORD_LIMIT {
            return Step::RecordTooLong;
        }
        if end == End::More {
            return Step::More;
        }
        let cell = self.plain_cell(bytes, self.field, len);
        self.push(cells, cell);
        self.end_record(LineEnd::None)
    }

    #[inline]
    fn push(&mut self, cells: &mut Vec<Cell>, cell: Cell) {
        if self.record.fields < COLUMN_LIMIT {
            cells.push(cell);
        }
        self.record.fields += 1;
    }

    fn end_record(&mut self, end: LineEnd) -> Step {
        self.at += end.len();
        self.field = self.at;
        self.state = State::RecordStart;
        if self.at - self.record.start > RECORD_LIMIT {
            Step::RecordTooLong
        } else {
            Step::Record(end)
        }
    }
}

/// Whether an odd number of escapes stands before what follows.
#[cold]
fn is_escaped(before: &[u8], escape: u8) -> bool {
    let run = before.iter().rev().take_while(|byte| **byte == escape);
    run.count() % 2 == 1
}

/// Whether bytes may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// They may.
    More,
    /// They end here.
    Last,
}

/// One bit for each of the next 64 bytes that ends a plain field; the last bytes are padded.
#[inline]
fn stops_from(bytes: &[u8], from: usize, delimiter: u8) -> u64 {
    let rest = &bytes[from..];
    if let Some(block) = rest.first_chunk::<BLOCK>() {
        return stops(block, delimiter);
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    stops(&block, delimiter)
}

/// The line end at `at`, where a CR or LF stands; `None` when the byte behind a CR is not known yet.
fn line_end(bytes: &[u8], at: usize, end: End) -> Option<LineEnd> {
    if bytes[at] == b'\n' {
        return Some(LineEnd::Lf);
    }
    match bytes.get(at + 1) {
        Some(b'\n') => Some(LineEnd::CrLf),
        Some(_) => Some(LineEnd::Cr),
        None if end == End::Last => Some(LineEnd::Cr),
        None => None,
    }
}
