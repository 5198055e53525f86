//! the head of a file -> its grammar: the one under which the records are of one width, their quotes are
//! sound, and the cells look like values. A delimiter never wins inside quotes, as the scanner cuts the
//! records.

use crate::csv::grammar::{Grammar, NONE};
use crate::csv::look::Look;
use crate::csv::records::Cell;
use crate::csv::scanner::{End, Scanner, Step};
use crate::value::order;

/// In the order in which ties are decided.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Tried where none of those makes columns.
const RARE: [u8; 7] = [b':', b'^', b'~', 0x1F, b'+', b'#', b' '];
/// A winner is sure when it keeps this share of the records at one width ...
const SURE_SHARE: f64 = 0.9;
/// ... and beats the next candidate by this factor.
const SURE_LEAD: f64 = 1.15;
/// Other quotes than `"` must be better by this factor.
const ODD_LEAD: f64 = 1.02;
/// Cells looked at to see whether they are values.
const SAMPLE_CELLS: usize = 20_000;
/// Spaces separate fields only where this share of the cells are numbers or dates: prose has none.
const TYPED_IN_RUNS: f64 = 0.2;

/// The head of a file, cut by one grammar.
pub(super) struct Cut {
    /// Fields of each record with sound quotes.
    pub widths: Vec<u32>,
    /// All records.
    records: usize,
    /// The share of cells that look like values.
    valued: f64,
    /// The share of cells that look like numbers and dates.
    typed: f64,
    /// Records with a quoted field whose quotes are sound.
    quoted: usize,
    /// Records whose quotes are not.
    flawed: usize,
}

/// The grammar that was found.
pub(super) struct Dialect {
    pub grammar: Grammar,
    /// No other delimiter came close.
    pub sure: bool,
    /// The head under this grammar.
    pub cut: Cut,
}

/// The head under one candidate, and how likely that is.
struct Scored {
    score: f64,
    /// The share of records with the most frequent width.
    share: f64,
    width: u32,
    grammar: Grammar,
    cut: Cut,
}

impl Scored {
    fn of(head: &[u8], end: End, grammar: Grammar) -> Scored {
        let cut = cut(head, end, grammar);
        let (width, times) = mode(&cut.widths);
        let share = times as f64 / cut.records.max(1) as f64;
        // One column proves nothing.
        let consistency = share * (1.0 - 1.0 / f64::from(width.max(1)));
        Scored {
            score: consistency * (0.1 + cut.valued),
            share,
            width,
            grammar,
            cut,
        }
    }

    fn dialect(self, sure: bool) -> Dialect {
        Dialect {
            grammar: self.grammar,
            sure,
            cut: self.cut,
        }
    }
}

/// The most likely grammar; `None` when nothing separates anything.
pub(super) fn sniff(head: &[u8], end: End) -> Option<Dialect> {
    let mut scored = CANDIDATES.map(|byte| Scored::of(head, end, Grammar::plain(byte)));
    order::sort_by(&mut scored, |a, b| b.score.total_cmp(&a.score));
    let second = scored[1].score;
    let [first, ..] = &scored;
    if (first.score == 0.0 || first.share < SURE_SHARE)
        && let Some(rare) = rare(head, end, first.score)
    {
        return Some(rare);
    }
    if first.score == 0.0 {
        return ragged(scored);
    }
    let [best, ..] = scored;
    let best = other_quotes(head, end, best);
    let sure = best.share >= SURE_SHARE && best.score >= SURE_LEAD * second;
    Some(best.dialect(sure))
}

/// The quotes and escapes under this delimiter.
pub(super) fn quotes(head: &[u8], end: End, delimiter: u8) -> Dialect {
    let best = Scored::of(head, end, Grammar::plain(delimiter));
    other_quotes(head, end, best).dialect(true)
}

/// The best grammar of this delimiter: with the quotes and escapes that the head gives reason to try.
fn other_quotes(head: &[u8], end: End, plain: Scored) -> Scored {
    let mut best = plain;
    let delimiter = best.grammar.delimiter;
    let plain = Grammar::plain(delimiter);
    let mut candidates = Vec::new();
    if head.contains(&b'\\') {
        candidates.push(Grammar {
            escape: b'\\',
            ..plain
        });
    }
    if apostrophes_quote(head, delimiter) {
        let quote = b'\'';
        let all = Scored::of(head, end, Grammar { quote, ..plain });
        if all.cut.quoted > 0 && all.share >= best.share {
            return all;
        }
    }
    // One broken row is no reason to give up quotes; quotes that never are sound are letters.
    if best.cut.flawed >= 3 && best.cut.flawed > 4 * best.cut.quoted {
        candidates.push(Grammar {
            quote: NONE,
            ..plain
        });
    }
    if head.contains(&b'\\') && !head.contains(&b'"') {
        let quote = NONE;
        let escape = b'\\';
        candidates.push(Grammar {
            quote,
            escape,
            ..plain
        });
    }
    for grammar in candidates {
        let scored = Scored::of(head, end, grammar);
        if scored.score > best.score * ODD_LEAD
            || (is_escaping(head, grammar) && scored.share > best.share)
        {
            best = scored;
        }
    }
    best
}

/// Whether an escape stands before a quote or a delimiter somewhere.
fn is_escaping(head: &[u8], grammar: Grammar) -> bool {
    let escapes = |pair: &[u8]| {
        pair[0] == grammar.escape && (pair[1] == b'"' || pair[1] == grammar.delimiter)
    };
    grammar.escape != NONE && head.windows(2).any(escapes)
}

/// Whether apostrophes stand around fields: of those that begin with one, nearly all end with one.
fn apostrophes_quote(head: &[u8], delimiter: u8) -> bool {
    let (mut begin, mut both, mut quotes) = (0_usize, 0_usize, 0_usize);
    for line in head.split(|byte| matches!(byte, b'\n' | b'\r')) {
        for field in line.split(|byte| *byte == delimiter) {
            match field {
                [b'"', ..] => quotes += 1,
                [b'\'', .., b'\''] => (begin, both) = (begin + 1, both + 1),
                [b'\'', _, ..] => begin += 1,
                [.., b'\''] => both += 1,
                _ => {}
            }
        }
    }
    quotes == 0 && both >= 3 && both * 10 >= begin * 8
}

/// A rare delimiter that makes nearly all records one width, the first among them.
fn rare(head: &[u8], end: End, to_beat: f64) -> Option<Dialect> {
    let scored = RARE.map(|byte| {
        let mut scored = Scored::of(head, end, Grammar::plain(byte));
        let first = scored.cut.widths.first() == Some(&scored.width);
        let prose = byte == b' ' && scored.cut.typed < TYPED_IN_RUNS;
        if scored.share < SURE_SHARE || !first || prose || scored.cut.records < 2 {
            scored.score = 0.0;
        }
        scored
    });
    let best = scored
        .into_iter()
        .reduce(|a, b| if b.score > a.score { b } else { a })?;
    let wins = best.score > SURE_LEAD * to_beat;
    let sure = best.width > 2;
    wins.then(|| other_quotes(head, end, best).dialect(sure))
}

/// When no width repeats (each row a list of its own length), the delimiter that separates the first
/// row and most of the others.
fn ragged(scored: [Scored; 4]) -> Option<Dialect> {
    let split = |cut: &Cut| cut.widths.iter().filter(|width| **width > 1).count();
    let heads = |cut: &Cut| cut.widths.first().is_some_and(|width| *width > 1);
    let most = |cut: &Cut| split(cut) * 2 >= cut.widths.len();
    let lists = scored
        .into_iter()
        .filter(|scored| heads(&scored.cut) && most(&scored.cut));
    let best = lists.max_by_key(|scored| split(&scored.cut))?;
    Some(best.dialect(false))
}

/// The most frequent width, and how often it occurs; the wider one of two.
pub(super) fn mode(widths: &[u32]) -> (u32, usize) {
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
pub(super) fn each_record(
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
                if !cells.is_empty() && !listen(&cells, record.flaw.is_none(), record.quoted) {
                    return;
                }
                cells.clear();
            }
            Step::More | Step::FieldTooLong | Step::RecordTooLong => return,
        }
    }
}

/// Cuts the head by one grammar.
pub(super) fn cut(head: &[u8], end: End, grammar: Grammar) -> Cut {
    let mut widths = Vec::new();
    let (mut records, mut quoted, mut flawed) = (0, 0, 0);
    let (mut seen, mut valued, mut typed) = (0_usize, 0_usize, 0_usize);
    each_record(head, end, grammar, |cells, sound, has_quotes| {
        records += 1;
        quoted += usize::from(has_quotes && sound);
        flawed += usize::from(!sound);
        if sound {
            widths.push(cells.len() as u32);
        }
        if seen < SAMPLE_CELLS {
            seen += cells.len();
            valued += cells.iter().filter(|cell| is_value(**cell, head)).count();
            let is_typed = |cell: &&Cell| Look::of(cell.of(head)) == Look::Typed;
            typed += cells.iter().filter(is_typed).count();
        }
        true
    });
    Cut {
        widths,
        records,
        valued: valued as f64 / seen.max(1) as f64,
        typed: typed as f64 / seen.max(1) as f64,
        quoted,
        flawed,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_makes_columns() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n4,5,6\n", Some(b',')),
            ("a;b\n1,5;2,5\n3,5;4,5\n", Some(b';')),
            ("a\tb\nx, y\tz\nu, v\tw\n", Some(b'\t')),
            ("a|b|c\n1|2|3\n", Some(b'|')),
            ("a;b\n\"x,y,z\";1\n\"u,v,w\";2\n", Some(b';')),
            ("name,\"a;b;c\"\nx,\"1;2;3\"\ny,\"4;5;6\"\n", Some(b',')),
            ("milk,bread\neggs\nmilk,beer,wine\n", Some(b',')),
            ("only\none\ncolumn\n", None),
            ("a:b:c\n1:2:3\n", Some(b':')),
            (
                "id  day n\n 1 2020-01-01  3\n 22 2020-01-02 4\n",
                Some(b' '),
            ),
            ("John Smith\nAda Lovelace\nAlan Turing\n", None),
        ] {
            assert_eq!(
                sniff(text.as_bytes(), End::Last).map(|dialect| dialect.grammar.delimiter),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn quotes_are_those_that_make_sound_records() {
        for (text, quote, escape) in [
            ("a,b\n\"x\",1\n\"y\",2\n", b'"', NONE),
            ("a,b\n'x,1',1\n'y,2',2\n'z',3\n", b'\'', NONE),
            ("a,b\n\"x \\\"y\\\", z\",1\n\"y\",2\n", b'"', b'\\'),
            ("a,b\nit's,1\n'twas,2\n", b'"', NONE),
        ] {
            let grammar = sniff(text.as_bytes(), End::Last).unwrap().grammar;
            assert_eq!((grammar.quote, grammar.escape), (quote, escape), "{text:?}");
        }
    }
}
