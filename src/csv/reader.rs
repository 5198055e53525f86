//! chunks of bytes -> Records, the file's facts, and its flaws. Keeps the head of the file until it
//! is long enough to decide how the file is written; the rest flows through.

use crate::csv::body::{Body, PIECE};
use crate::csv::decoding::Decoding;
use crate::csv::dialect::{self, Dialect};
use crate::csv::encoding::{self, Guess};
use crate::csv::grammar::Grammar;
use crate::csv::hash::FileHash;
use crate::csv::look::Look;
use crate::csv::magic;
use crate::csv::scanner::{End, Scanner};
use crate::csv::shape::Shape;
use crate::csv::{FileFacts, Flaw, Places, Records};
use crate::error::ReadError;
use crate::say::Text;

/// Encoding, delimiter and width are decided on so many bytes, however they arrive.
const HEAD: usize = 256 << 10;
/// A file of one column is believed when its cells are words no longer than this.
const LONGEST_WORD: usize = 100;

/// Where records flow to.
pub trait Sink {
    /// How the file is written, once, before anything else. Counts and decisions follow at the end.
    fn opened(&mut self, _facts: &FileFacts) {}
    /// The header as written, once, before all records; empty names where there is none.
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

/// What somebody decided about a file; all else is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The encoding, by its label in the Encoding Standard.
    pub encoding: Option<String>,
    /// What separates the fields.
    pub delimiter: Option<u8>,
    /// Whether the first record is a header.
    pub header: Option<bool>,
    /// What stands around fields that hold separators, and what takes the meaning from the sign behind it; 0
    /// for nothing.
    pub quote: Option<(u8, u8)>,
    /// Rows that end with empty fields behind the last column are read without them.
    pub narrow: bool,
}

/// Takes a file in chunks and hands on its records.
#[derive(Clone, Debug)]
pub struct RecordReader {
    name: String,
    wanted: Wanted,
    /// Bytes on which it is decided how the file is written.
    deciding: usize,
    /// None where somebody else hashes the file.
    hash: Option<FileHash>,
    bytes: u64,
    head: Vec<u8>,
    decoding: Decoding,
    body: Option<Body>,
}

impl PartialEq for RecordReader {
    fn eq(&self, other: &RecordReader) -> bool {
        (&self.name, &self.wanted, self.bytes, &self.head)
            == (&other.name, &other.wanted, other.bytes, &other.head)
            && (self.deciding, &self.decoding, &self.body)
                == (other.deciding, &other.decoding, &other.body)
            && self.hash == other.hash
    }
}

impl Eq for RecordReader {}

impl RecordReader {
    /// A reader for the file of this name.
    pub fn new(name: &str) -> RecordReader {
        RecordReader {
            name: name.to_owned(),
            wanted: Wanted::default(),
            deciding: HEAD,
            hash: Some(FileHash::default()),
            bytes: 0,
            head: Vec::new(),
            decoding: Decoding::Ascii,
            body: None,
        }
    }

    /// The same with what somebody decided.
    pub fn with(self, wanted: Wanted) -> RecordReader {
        RecordReader { wanted, ..self }
    }

    /// Somebody else hashes the file: its facts come without the hash.
    pub fn leave_hash(&mut self) {
        self.hash = None;
    }

    /// The same, deciding how the file is written on so many bytes instead of a quarter of a mebibyte.
    pub fn deciding_on(self, bytes: usize) -> RecordReader {
        let deciding = bytes.clamp(4, HEAD);
        RecordReader { deciding, ..self }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
        // Piece by piece, so that bytes are hashed and read while they lie in the cache.
        bytes
            .chunks(PIECE)
            .try_for_each(|piece| self.piece(piece, sink))
    }

    fn piece(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Result<(), ReadError> {
        if let Some(hash) = &mut self.hash {
            hash.update(bytes);
        }
        self.bytes += bytes.len() as u64;
        if self.body.is_some() {
            return self.feed(bytes, End::More, sink);
        }
        self.head.extend_from_slice(bytes);
        if self.head.len() < self.deciding {
            Ok(())
        } else {
            self.open(End::More, sink)
        }
    }

    /// Decodes bytes below the head, and cuts them.
    fn feed(&mut self, bytes: &[u8], end: End, sink: &mut impl Sink) -> Result<(), ReadError> {
        let Some(body) = &mut self.body else {
            return Ok(());
        };
        if self.decoding.passes(bytes) {
            return body.feed(bytes, sink);
        }
        let mut text = Vec::new();
        let guess = self.decoding.feed(bytes, end, &mut text);
        if let Some(guess) = guess {
            body.decode_as(&guess);
        }
        body.feed(&text, sink)
    }

    /// The file has ended.
    pub fn finish(mut self, sink: &mut impl Sink) -> Result<Read, ReadError> {
        if self.body.is_none() {
            self.open(End::Last, sink)?;
        }
        self.feed(&[], End::Last, sink)?;
        let body = self
            .body
            .take()
            .ok_or_else(|| ReadError::new("empty_file", &self.name))?;
        let mut read = body.finish(sink)?;
        read.facts.name = self.name;
        read.facts.bytes = self.bytes;
        read.facts.sha256 = self.hash.map(FileHash::hex).unwrap_or_default();
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
        let first = &head[..head.len().min(self.deciding)];
        let first_end = if head.len() > self.deciding {
            End::More
        } else {
            end
        };
        refuse_what_is_no_text(&self.name, first)?;
        let chosen = self.wanted.encoding.as_deref();
        let guess = chosen
            .and_then(|label| Guess::chosen(label, first))
            .unwrap_or_else(|| encoding::guess(first, first_end));
        let first = &first[guess.mark.min(first.len())..];
        // What was chosen is not decided again further down.
        self.decoding = Decoding::of(&guess, first.is_ascii() && chosen.is_none());
        let decoded = if self.decoding.passes(first) {
            None
        } else {
            let mut text = Vec::new();
            self.decoding.feed(first, first_end, &mut text);
            Some(text)
        };
        let sample = decoded.as_deref().unwrap_or(first);
        let body = self.body_of(sample, first_end, &guess, sink)?;
        let sample = &sample[body.skipped..];
        let mut body = body.body;
        body.feed(sample, sink)?;
        self.body = Some(body);
        match head.get(self.deciding..) {
            Some(rest) if !rest.is_empty() => self.feed(rest, End::More, sink),
            _ => Ok(()),
        }
    }

    /// Decides on grammar and shape.
    fn body_of(
        &self,
        text: &[u8],
        end: End,
        guess: &Guess,
        sink: &mut impl Sink,
    ) -> Result<Opened, ReadError> {
        if let Some(thing) = magic::thing(text) {
            return Err(not_text(&self.name, thing));
        }
        if magic::is_binary(text) {
            return Err(not_text(&self.name, "binary"));
        }
        if text.trim_ascii().is_empty() {
            return Err(ReadError::new("empty_file", &self.name));
        }
        let named = separator_line(text);
        let skipped = named.map_or(0, |(_, length)| length);
        let sample = &text[skipped..];
        let dialect = match self
            .wanted
            .delimiter
            .filter(|byte| *byte != 0)
            .or(named.map(|(byte, _)| byte))
        {
            Some(delimiter) => dialect::quotes(sample, end, delimiter),
            None => match dialect::sniff(sample, end) {
                Some(dialect) => dialect,
                None => one_column(&self.name, sample, end)?,
            },
        };
        let dialect = match self.wanted.quote {
            Some(quote) => dialect::quoted(sample, end, dialect, quote),
            None => dialect,
        };
        let shape = Shape::of(sample, end, &dialect, self.wanted.header);
        let mut scanner = Scanner::new(dialect.grammar);
        scanner.expect(shape.0.width);
        let facts = FileFacts {
            encoding: guess.label.to_owned(),
            encoding_sure: guess.sure,
            encoding_other: guess.other.map(str::to_owned),
            encoding_samples: guess.samples.clone(),
            bom: guess.mark > 0,
            delimiter: dialect.grammar.delimiter,
            sure: dialect.sure,
            quote: dialect.grammar.quote,
            escape: dialect.grammar.escape,
            spaced: dialect.grammar.spaced,
            ..FileFacts::default()
        };
        sink.opened(&facts);
        let cr_is_a_line = sample.contains(&b'\r') && !sample.contains(&b'\n');
        let base = (guess.mark + skipped) as u64;
        let line = 1 + u64::from(named.is_some());
        let mut body = Body::new(
            &self.name,
            scanner,
            shape,
            facts,
            cr_is_a_line,
            (base, line),
        );
        if self.wanted.narrow {
            body.narrow();
        }
        Ok(Opened { body, skipped })
    }
}

struct Opened {
    body: Body,
    /// Bytes of the line that names the separator.
    skipped: usize,
}

/// Excel's first line `sep=;`, quoted or not: the separator, and the length of the line.
fn separator_line(text: &[u8]) -> Option<(u8, usize)> {
    let end = text.iter().position(|byte| *byte == b'\n')?;
    let line = text[..end].strip_suffix(b"\r").unwrap_or(&text[..end]);
    let bare = line
        .strip_prefix(b"\"")
        .and_then(|line| line.strip_suffix(b"\""))
        .unwrap_or(line);
    match bare {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if *delimiter != 0 => {
            Some((*delimiter, end + 1))
        }
        _ => None,
    }
}

fn refuse_what_is_no_text(name: &str, head: &[u8]) -> Result<(), ReadError> {
    if let Some(thing) = magic::thing(head) {
        return Err(not_text(name, thing));
    }
    if let Some(encoding) = magic::unreadable_encoding(head) {
        let mut error = ReadError::new("not_utf8", name);
        error.message = Text::new("error.not_utf8.wide")
            .with("file", name)
            .with("encoding", encoding);
        return Err(error);
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
    let grammar = Grammar::plain(b',');
    Ok(Dialect {
        grammar,
        // Nothing but numbers, dates and words of letters and digits: no sign that could separate.
        sure: lines().all(is_single),
        cut: dialect::cut(sample, end, grammar),
    })
}

/// Whether a line is one value that nothing could separate, in quotes or not.
fn is_single(line: &[u8]) -> bool {
    let quoted = line
        .strip_prefix(b"\"")
        .and_then(|line| line.strip_suffix(b"\""));
    let line = quoted.unwrap_or(line);
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
    Look::of(line) == Look::Typed || line.iter().all(plain)
}

fn is_word(line: &[u8]) -> bool {
    !line.is_empty()
        && line.len() <= LONGEST_WORD
        && !line.iter().any(|byte| byte.is_ascii_whitespace())
}
