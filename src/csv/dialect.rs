//! the head of a file -> the delimiter: the one under which the records are of one width and the
//! cells look like values. A delimiter never wins inside quotes, as the scanner cuts the records.

use crate::csv::records::Cell;
use crate::csv::scanner::{End, Scanner, Step};
use crate::value::order;

/// In the order in which ties are decided.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// A winner is sure when it keeps this share of the records at one width ...
const SURE_SHARE: f64 = 0.9;
/// ... and beats the next candidate by this factor.
const SURE_LEAD: f64 = 1.15;
/// Cells looked at to see whether they are values.
const SAMPLE_CELLS: usize = 20_000;

/// The head of a file, cut by one delimiter.
pub(super) struct Cut {
    /// Fields of each record.
    pub widths: Vec<u32>,
    /// Whether the last field of each record is empty.
    pub empty_last: Vec<bool>,
    /// The share of cells that look like values.
    valued: f64,
}

/// The delimiter that was found.
pub(super) struct Dialect {
    pub delimiter: u8,
    /// No other delimiter came close.
    pub sure: bool,
    /// The head under this delimiter.
    pub cut: Cut,
}

/// The head under one candidate, and how likely that is.
struct Scored {
    score: f64,
    /// The share of records with the most frequent width.
    share: f64,
    delimiter: u8,
    cut: Cut,
}

impl Scored {
    fn of(head: &[u8], end: End, delimiter: u8) -> Scored {
        let cut = cut(head, end, delimiter);
        let (width, times) = mode(&cut.widths);
        let share = times as f64 / cut.widths.len().max(1) as f64;
        // One column proves nothing.
        let consistency = share * (1.0 - 1.0 / f64::from(width.max(1)));
        Scored {
            score: consistency * (0.1 + cut.valued),
            share,
            delimiter,
            cut,
        }
    }
}

/// The most likely delimiter; `None` when none of them separates anything.
pub(super) fn sniff(head: &[u8], end: End) -> Option<Dialect> {
    let mut scored = CANDIDATES.map(|delimiter| Scored::of(head, end, delimiter));
    order::sort_by(&mut scored, |a, b| b.score.total_cmp(&a.score));
    let second = scored[1].score;
    if scored[0].score == 0.0 {
        return ragged(scored);
    }
    let [
        Scored {
            score,
            share,
            delimiter,
            cut,
        },
        ..,
    ] = scored;
    let sure = share >= SURE_SHARE && score >= SURE_LEAD * second;
    Some(Dialect {
        delimiter,
        sure,
        cut,
    })
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
    Some(Dialect {
        delimiter: best.delimiter,
        sure: false,
        cut: best.cut,
    })
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

/// Cuts the head by one delimiter. The record that the end of the head cuts off is left out.
pub(super) fn cut(head: &[u8], end: End, delimiter: u8) -> Cut {
    let mut scanner = Scanner::new(delimiter);
    let mut cells = Vec::new();
    let mut result = Cut {
        widths: Vec::new(),
        empty_last: Vec::new(),
        valued: 0.0,
    };
    let (mut seen, mut valued) = (0_usize, 0_usize);
    loop {
        match scanner.next(head, end, &mut cells) {
            Step::Blank(_) => {}
            Step::Record(_) => {
                result.widths.push(scanner.record().fields);
                result
                    .empty_last
                    .push(cells.last().is_some_and(|cell| cell.of(head).is_empty()));
                if seen < SAMPLE_CELLS {
                    seen += cells.len();
                    valued += cells.iter().filter(|cell| is_value(**cell, head)).count();
                }
                cells.clear();
            }
            Step::More | Step::FieldTooLong | Step::RecordTooLong => break,
        }
    }
    result.valued = valued as f64 / seen.max(1) as f64;
    result
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
        ] {
            assert_eq!(
                sniff(text.as_bytes(), End::Last).map(|dialect| dialect.delimiter),
                expected,
                "{text:?}"
            );
        }
    }
}
