//! a field in quotes -> one cell, or the flaw of its record. A stray quote costs one record: reading
//! goes on with the line below it.

use crate::csv::grammar::{Grammar, NONE};
use crate::csv::records::Cell;
use crate::csv::scanner::{
    End, FIELD_LIMIT, LineEnd, QuoteFlaw, RECORD_LIMIT, Scanner, State, Step, line_end,
};

/// A quoted field this long that spans more than [`RUNAWAY_LINES`] lines was never meant to be one.
const RUNAWAY_BYTES: usize = 1 << 20;
const RUNAWAY_LINES: usize = 50;
/// This many inner lines in a row that are records by themselves betray a quote left open.
const RUNAWAY_RECORDS: usize = 3;

/// So many blanks may stand before a quote.
const MOST_BLANKS: usize = 16;

impl Scanner {
    /// Passes over the blanks before a quote; false while it is not known what follows them.
    pub(super) fn skips_blanks(&mut self, bytes: &[u8], end: End) -> bool {
        let blanks = bytes[self.at..].iter().take(MOST_BLANKS);
        let blanks = blanks.take_while(|byte| **byte == b' ').count();
        match bytes.get(self.at + blanks) {
            None => return end == End::Last,
            Some(byte) if *byte == self.grammar.quote => self.at += blanks,
            _ => {}
        }
        true
    }

    pub(super) fn quoted(&mut self, bytes: &[u8], end: End, cells: &mut Vec<Cell>) -> Option<Step> {
        let limit = self.field
            + if self.checked_runaway {
                FIELD_LIMIT
            } else {
                RUNAWAY_BYTES
            };
        // A doubled quote may straddle the limit.
        let until = bytes.len().min(limit).max(self.at);
        let Grammar { quote, escape, .. } = self.grammar;
        let stops = |byte: &u8| *byte == quote || (escape != NONE && *byte == escape);
        match bytes[self.at..until].iter().position(stops) {
            Some(run) => {
                self.at += run;
                if bytes[self.at] == quote {
                    self.state = State::AfterQuote;
                    return None;
                }
                // The sign behind an escape is not known yet, or there is none.
                if self.at + 1 >= bytes.len() && end == End::More {
                    return Some(Step::More);
                }
                self.record.doubled = true;
                self.at = (self.at + 2).min(bytes.len());
                None
            }
            None if until >= limit => self.long_quoted(bytes, until, cells),
            None => {
                self.at = until;
                match end {
                    End::More => Some(Step::More),
                    End::Last => Some(self.open_quote(bytes, cells)),
                }
            }
        }
    }

    /// A quoted field reached a limit without closing.
    fn long_quoted(&mut self, bytes: &[u8], until: usize, cells: &mut Vec<Cell>) -> Option<Step> {
        self.at = until;
        if self.checked_runaway {
            return Some(Step::FieldTooLong);
        }
        self.checked_runaway = true;
        let lines = bytes[self.field..until]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        if lines > RUNAWAY_LINES {
            self.resume_below_the_quote(bytes, QuoteFlaw::Open, cells)
        } else {
            None
        }
    }

    /// The file ended inside quotes: that record is lost, those below it are not.
    fn open_quote(&mut self, bytes: &[u8], cells: &mut Vec<Cell>) -> Step {
        if let Some(step) = self.resume_below_the_quote(bytes, QuoteFlaw::Open, cells) {
            return step;
        }
        self.record.flaw = Some(QuoteFlaw::Open);
        self.count_feeds(bytes);
        self.push(cells, Cell::plain(self.field, self.at));
        self.end_record(LineEnd::None)
    }

    pub(super) fn after_quote(
        &mut self,
        bytes: &[u8],
        end: End,
        cells: &mut Vec<Cell>,
    ) -> Option<Step> {
        match bytes.get(self.at + 1) {
            None if end == End::More => Some(Step::More),
            Some(byte) if *byte == self.grammar.quote => {
                self.record.doubled = true;
                self.at += 2;
                self.state = State::Quoted;
                None
            }
            next => self.closed(bytes, end, cells, next.copied()),
        }
    }

    /// The quote at `at` closes the field; `next` is the byte behind it.
    fn closed(
        &mut self,
        bytes: &[u8],
        end: End,
        cells: &mut Vec<Cell>,
        next: Option<u8>,
    ) -> Option<Step> {
        let stops =
            next.is_none_or(|byte| byte == self.grammar.delimiter || matches!(byte, b'\n' | b'\r'));
        if !stops && self.grammar.is_lenient() {
            (self.at, self.state) = (self.at + 1, State::Quoted);
            return None;
        }
        if !stops {
            let step = self.resume_below_the_quote(bytes, QuoteFlaw::Bad, cells);
            return step.or_else(|| self.bad_quote(bytes));
        }
        let line_end = match next {
            Some(byte) if byte != self.grammar.delimiter => match line_end(bytes, self.at + 1, end)
            {
                Some(line_end) => Some(line_end),
                None => return Some(Step::More),
            },
            None => Some(LineEnd::None),
            Some(_) => None,
        };
        if self.holds_records(bytes)
            && let Some(step) = self.resume_below_the_quote(bytes, QuoteFlaw::Open, cells)
        {
            return Some(step);
        }
        self.count_feeds(bytes);
        self.push(
            cells,
            Cell::quoted(self.field, self.at, self.record.doubled),
        );
        self.at += 1;
        if let Some(line_end) = line_end {
            return Some(self.end_record(line_end));
        }
        self.at += 1;
        self.field = self.at;
        self.state = State::FieldStart;
        (self.at - self.record.start > RECORD_LIMIT).then_some(Step::RecordTooLong)
    }

    /// Goes on behind a misplaced quote as if the field were plain; the record is flagged.
    fn bad_quote(&mut self, bytes: &[u8]) -> Option<Step> {
        self.record.flaw = Some(QuoteFlaw::Bad);
        self.count_feeds(bytes);
        self.at += 1;
        self.state = State::Plain;
        None
    }

    /// Ends the record at the line end below the open quote and goes on with the next line, so that
    /// one stray quote costs one record. `None` when the field has one line only, or when lines
    /// would be read over and over: no byte is visited more than twice on the average.
    fn resume_below_the_quote(
        &mut self,
        bytes: &[u8],
        flaw: QuoteFlaw,
        cells: &mut Vec<Cell>,
    ) -> Option<Step> {
        let inner = &bytes[self.field..self.at];
        let feed = inner.iter().position(|byte| *byte == b'\n')?;
        let again = (inner.len() - feed) as u64;
        if self.rescanned + again > self.base + self.at as u64 {
            return None;
        }
        self.rescanned += again;
        self.record.flaw = Some(flaw);
        let end = if feed > 0 && inner[feed - 1] == b'\r' {
            LineEnd::CrLf
        } else {
            LineEnd::Lf
        };
        self.push(cells, Cell::plain(self.field, self.field + feed));
        self.at = self.field + feed + 1 - end.len();
        Some(self.end_record(end))
    }

    /// Whether the lines inside the quoted field are records by themselves.
    fn holds_records(&self, bytes: &[u8]) -> bool {
        if self.width < 3 {
            return false;
        }
        let mut run = 0;
        for line in bytes[self.field..self.at]
            .split(|byte| *byte == b'\n')
            .skip(1)
        {
            let delimiters = line
                .iter()
                .filter(|byte| **byte == self.grammar.delimiter)
                .count();
            run = if delimiters as u32 + 1 == self.width {
                run + 1
            } else {
                0
            };
            if run > RUNAWAY_RECORDS {
                return true;
            }
        }
        false
    }

    fn count_feeds(&mut self, bytes: &[u8]) {
        let feeds = bytes[self.field..self.at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        self.record.feeds += feeds as u64;
    }
}
