//! the head of a file, cut by one grammar -> what its records look like.

use crate::csv::dialect::CANDIDATES;
use crate::csv::grammar::Grammar;
use crate::csv::look::Look;
use crate::csv::records::Cell;
use crate::csv::scanner::{End, Scanner, Step};
use crate::value::order;

/// Cells looked at to see whether they are values.
const SAMPLE_CELLS: usize = 20_000;
/// So many spaces make a sentence.
const WORDY: usize = 4;

/// The head of a file, cut by one grammar.
pub(in crate::csv) struct Cut {
    /// Fields of each record with sound quotes.
    pub widths: Vec<u32>,
    /// All records.
    pub(super) records: usize,
    /// The share of cells that look like values.
    pub(super) valued: f64,
    /// The share of cells that look like numbers and dates.
    pub(super) typed: f64,
    /// The share of cells that are sentences.
    pub(super) wordy: f64,
    /// The share of records that have a quote in the middle of a plain cell.
    pub(super) stray: f64,
    /// The share of records that end with an empty cell.
    pub(super) ended: f64,
    /// Records that begin with `#` were left out: remarks.
    pub remarks: bool,
    /// Records with a quoted field whose quotes are sound.
    pub(super) quoted: usize,
    /// Records whose quotes are not.
    pub(super) flawed: usize,
}

/// The most frequent width, and how often it occurs; the wider one of two.
pub(in crate::csv) fn mode(widths: &[u32]) -> (u32, usize) {
    let mut sorted = widths.to_vec();
    order::sort(&mut sorted);
    let runs = sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run.len(), run[0]));
    runs.max().map_or((0, 0), |(times, width)| (width, times))
}

/// The records of the head under one grammar, one after the other: cells, whether the quotes are sound,
/// and line feeds inside. Stops when the listener says so. The record that the end of the head cuts off
/// is left out.
pub(in crate::csv) fn each_record(
    head: &[u8],
    end: End,
    grammar: Grammar,
    mut listen: impl FnMut(&[Cell], bool, bool) -> bool,
) {
    let mut scanner = Scanner::new(grammar);
    let mut cells = Vec::new();
    loop {
        match scanner.next(head, end, &mut cells) {
            Step::Blank(_) => {}
            Step::Record(_) => {
                if grammar.in_runs() {
                    grammar.collapse(&mut cells, 0);
                }
                let record = scanner.record();
                let hidden = cells.is_empty() || is_rule(&cells, head);
                if !hidden && !listen(&cells, record.flaw.is_none(), record.quoted) {
                    return;
                }
                cells.clear();
            }
            Step::More | Step::FieldTooLong | Step::RecordTooLong => return,
        }
    }
}

/// Whether a record is a line drawn between others: dashes and nothing else, at least three together.
pub(in crate::csv) fn is_rule(cells: &[Cell], bytes: &[u8]) -> bool {
    let drawn = |byte: &u8| matches!(byte, b'-' | b'=' | b'_');
    let mut any = false;
    for cell in cells {
        let text = cell.of(bytes);
        // Nearly all records end here, at the first byte of their first cell.
        if cell.is_quoted()
            || !text
                .iter()
                .all(|byte| drawn(byte) || b"+|: ".contains(byte))
        {
            return false;
        }
        any |= text.windows(3).any(|three| three.iter().all(drawn));
    }
    any
}

/// Cuts the head by one grammar.
pub(in crate::csv) fn cut(head: &[u8], end: End, grammar: Grammar) -> Cut {
    let remarks = has_remarks(head);
    let mut cut = Cut {
        widths: Vec::new(),
        records: 0,
        valued: 0.0,
        typed: 0.0,
        wordy: 0.0,
        stray: 0.0,
        ended: 0.0,
        remarks,
        quoted: 0,
        flawed: 0,
    };
    let mut counts = Counts::default();
    each_record(head, end, grammar, |cells, sound, has_quotes| {
        if remarks && is_remark(cells[0].of(head)) && !cells[0].is_quoted() {
            return true;
        }
        cut.records += 1;
        cut.quoted += usize::from(has_quotes && sound);
        cut.flawed += usize::from(!sound);
        if sound {
            cut.widths.push(cells.len() as u32);
        }
        if counts.cells < SAMPLE_CELLS {
            counts.add(cells, head);
        }
        true
    });
    let of_cells = |count: usize| count as f64 / counts.cells.max(1) as f64;
    let of_records = |count: usize| count as f64 / counts.records.max(1) as f64;
    (cut.valued, cut.typed) = (of_cells(counts.valued), of_cells(counts.typed));
    (cut.wordy, cut.stray) = (of_cells(counts.wordy), of_records(counts.stray));
    cut.ended = of_records(counts.ended);
    cut
}

/// What was seen in the first cells.
#[derive(Default)]
struct Counts {
    cells: usize,
    records: usize,
    valued: usize,
    typed: usize,
    wordy: usize,
    stray: usize,
    ended: usize,
}

impl Counts {
    fn add(&mut self, cells: &[Cell], head: &[u8]) {
        self.cells += cells.len();
        self.records += 1;
        let mut stray = false;
        for cell in cells {
            let bytes = cell.of(head);
            self.valued += usize::from(is_value(*cell, head));
            self.typed += usize::from(Look::of(bytes) == Look::Typed);
            self.wordy += usize::from(bytes.len() > 2 * WORDY && spaces(bytes) >= WORDY);
            stray |= !cell.is_quoted() && bytes.contains(&b'"');
        }
        self.stray += usize::from(stray);
        let last = cells.last();
        self.ended += usize::from(last.is_some_and(|cell| cell.is_empty() && !cell.is_quoted()));
    }
}

fn spaces(cell: &[u8]) -> usize {
    cell.trim_ascii()
        .iter()
        .filter(|byte| **byte == b' ')
        .count()
}

/// Whether a record that begins so is a remark, where there are remarks.
pub(in crate::csv) fn is_remark(first: &[u8]) -> bool {
    first.first() == Some(&b'#')
}

/// Whether some lines begin with `#`, and others do not: remarks say nothing about the delimiter.
fn has_remarks(head: &[u8]) -> bool {
    if !head.contains(&b'#') {
        return false;
    }
    let lines = || head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines().any(is_remark)
        && lines()
            .filter(|line| !line.is_empty() && !is_remark(line))
            .count()
            >= 2
}

/// Whether a cell looks like one value: empty, quoted, a number with commas, or text without signs
/// that separate.
fn is_value(cell: Cell, head: &[u8]) -> bool {
    let bytes = cell.of(head);
    let separates = |byte: &u8| CANDIDATES.contains(byte) || *byte == b'"';
    let numeric =
        |byte: &u8| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'-' | b'+' | b' ');
    cell.is_quoted() || !bytes.iter().any(separates) || bytes.iter().all(numeric)
}
