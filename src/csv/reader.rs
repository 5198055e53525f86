//! chunks of bytes -> Records, the file's facts, and its flaws. Keeps the head of the file until it
//! is long enough to decide how the file is written; the rest flows through.

use sha2::{Digest, Sha256};

use crate::csv::body::{Body, PIECE};
use crate::csv::dialect::{self, Dialect};
use crate::csv::magic;
use crate::csv::scanner::{End, Scanner};
use crate::csv::shape::Shape;
use crate::csv::{FileFacts, Flaw, Places, Records};
use crate::error::ReadError;
use crate::say::Text;

/// Encoding, delimiter and width are decided on so many bytes, however they arrive.
const HEAD: usize = 256 << 10;
const BOM: &[u8] = b"\xEF\xBB\xBF";
/// A file of one column is believed when its cells are words no longer than this.
const LONGEST_WORD: usize = 100;

/// Where records flow to.
pub trait Sink {
    /// The header as written, once, before all records.
    fn header(&mut self, names: &[String]);
    /// The next records, all as wide as the header.
    fn records(&mut self, records: &Records<'_>);
}

/// What is left of a file when all its records have flowed by.
#[derive(Debug)]
pub struct Read {
    /// How it was written.
    pub facts: FileFacts,
    /// Records that cannot be read as the others, in order.
    pub flaws: Vec<Flaw>,
    /// Where the records begin.
    pub places: Places,
    /// Records below the header.
    pub rows: u32,
}

/// Takes a file in chunks and hands on its records.
pub struct RecordReader {
    name: String,
    hash: Sha256,
    bytes: u64,
    head: Vec<u8>,
    body: Option<Body>,
}

impl RecordReader {
    /// A reader for the file of this name.
    pub fn new(name: &str) -> RecordReader {
        RecordReader {
            name: name.to_owned(),
            hash: Sha256::new(),
            bytes: 0,
            head: Vec::new(),
            body: None,
        }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
        // Piece by piece, so that bytes are hashed and read while they lie in the cache.
        bytes
            .chunks(PIECE)
            .try_for_each(|piece| self.piece(piece, sink))
    }

    fn piece(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        if let Some(body) = &mut self.body {
            return body.feed(bytes, sink);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < HEAD {
            Ok(())
        } else {
            self.open(End::More, sink)
        }
    }

    /// The file has ended.
    pub fn finish(mut self, sink: &mut impl Sink) -> Result<Read, ReadError> {
        if self.body.is_none() {
            self.open(End::Last, sink)?;
        }
        let body = self
            .body
            .take()
            .ok_or_else(|| ReadError::new("empty_file", &self.name))?;
        let mut read = body.finish(sink)?;
        read.facts.name = self.name;
        read.facts.bytes = self.bytes;
        read.facts.sha256 = self
            .hash
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(read)
    }

    /// Bytes taken so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Records handed on so far, the header not counted.
    pub fn records(&self) -> u64 {
        self.body.as_ref().map_or(0, Body::rows)
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> u64 {
        self.head.capacity() as u64 + self.body.as_ref().map_or(0, Body::memory)
    }

    /// Decides how the file is written, and reads its head.
    fn open(&mut self, end: End, sink: &mut impl Sink) -> Result<(), ReadError> {
        let head = std::mem::take(&mut self.head);
        let bom = head.starts_with(BOM);
        let skip = if bom { BOM.len() } else { 0 };
        let sample = &head[skip..head.len().min(HEAD).max(skip)];
        let sample_end = if head.len() > HEAD { End::More } else { end };
        refuse_what_is_no_text(&self.name, &head[..head.len().min(HEAD)], sample)?;
        let dialect = match dialect::sniff(sample, sample_end) {
            Some(dialect) => dialect,
            None => one_column(&self.name, sample, sample_end)?,
        };
        let mut scanner = Scanner::new(dialect.delimiter);
        scanner.expect(dialect::mode(&dialect.cut.widths).0);
        let shape = Shape::of(&dialect.cut);
        let cr_is_a_line = sample.contains(&b'\r') && !sample.contains(&b'\n');
        let mut body = Body::new(
            &self.name,
            scanner,
            shape,
            &dialect,
            cr_is_a_line,
            skip as u64,
        );
        body.feed(&head[skip..], sink)?;
        self.body = Some(body);
        Ok(())
    }
}

fn refuse_what_is_no_text(name: &str, head: &[u8], sample: &[u8]) -> Result<(), ReadError> {
    if let Some(thing) = magic::thing(sample) {
        return Err(not_text(name, thing));
    }
    if let Some(encoding) = magic::wide_encoding(head) {
        let mut error = ReadError::new("not_utf8", name);
        error.message = Text::new("error.not_utf8.wide")
            .with("file", name)
            .with("encoding", encoding);
        return Err(error);
    }
    if magic::is_binary(sample) {
        return Err(not_text(name, "binary"));
    }
    if sample.trim_ascii().is_empty() {
        return Err(ReadError::new("empty_file", name));
    }
    Ok(())
}

fn not_text(name: &str, thing: &str) -> ReadError {
    let what = Text::new(&format!("error.thing.{thing}"));
    let advice = Text::new(if thing == "xlsx" || thing == "xls" {
        "error.advice.workbook"
    } else {
        "error.advice.other"
    });
    ReadError::new("not_text", name)
        .with("thing", what)
        .with("advice", advice)
}

/// Nothing separates the lines: either a list of single values, or no table.
fn one_column(name: &str, sample: &[u8], end: End) -> Result<Dialect, ReadError> {
    if let Err(error) = std::str::from_utf8(sample)
        && error.error_len().is_some()
    {
        let at = error.valid_up_to();
        let line = 1 + sample[..at].iter().filter(|byte| **byte == b'\n').count();
        return Err(ReadError::new("not_utf8", name).at(line as u64, at as u64));
    }
    let lines = || {
        sample
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .map(<[u8]>::trim_ascii)
    };
    let filled = lines().filter(|line| !line.is_empty()).count();
    let words = lines().filter(|line| is_word(line)).count();
    if filled > 1 && words * 100 < filled * 99 {
        return Err(ReadError::new("one_column", name));
    }
    Ok(Dialect {
        delimiter: b',',
        sure: false,
        cut: dialect::cut(sample, end, b','),
    })
}

fn is_word(line: &[u8]) -> bool {
    !line.is_empty()
        && line.len() <= LONGEST_WORD
        && !line.iter().any(|byte| byte.is_ascii_whitespace())
}
