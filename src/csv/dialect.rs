//! the head of a file -> its grammar: the one under which the records are of one width, their quotes are
//! sound, and the cells look like values. A delimiter never wins inside quotes, as the scanner cuts the
//! records.

mod cut;

pub(super) use cut::{Cut, cut, each_record, is_remark, is_rule, mode};

use crate::csv::grammar::{Grammar, NONE, Spaces};
use crate::csv::scanner::End;
use crate::value::order;

/// In the order in which ties are decided.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Tried where none of those makes columns.
const RARE: [u8; 7] = [b':', b'^', b'~', 0x1F, b'+', b'#', b' '];
/// A winner is sure when it keeps this share of the records at one width ...
const SURE_SHARE: f64 = 0.9;
/// ... and beats the next candidate by this factor.
const SURE_LEAD: f64 = 1.15;
/// Records of many widths are still separated by it, surely, when it beats the next by this factor ...
const ALONE_LEAD: f64 = 4.0;
/// ... this share of its cells look like values, and not more than that are sentences.
const ALONE_VALUED: f64 = 0.7;
const ALONE_WORDY: f64 = 0.3;
/// A sign that ends nearly every line, and stands nowhere else, hardly separates: an empty last column
/// counts so much less than one that holds something.
const EMPTY_END: f64 = 0.9;
/// What is left of the score when each record has a quote in the middle of a plain cell: the quotes were
/// put around something else than these cells.
const STRAY_QUOTES: f64 = 0.5;
/// Quotes decide on spaces as the delimiter when they are sound in this share of the records, and stray
/// under the best other delimiter.
const QUOTES_DECIDE: f64 = 0.9;
/// What is left of the score when the first record is one field and the others are more.
const UNSPLIT_HEADER: f64 = 0.6;
/// Other quotes than `"` must be better by this factor.
const ODD_LEAD: f64 = 1.02;
/// Spaces separate fields only where this share of the cells are numbers or dates: prose has none.
const TYPED_IN_RUNS: f64 = 0.2;

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
        let empty = if width > 1 && cut.ended >= 0.99 {
            EMPTY_END
        } else {
            0.0
        };
        // One column proves nothing.
        let consistency = share * (1.0 - 1.0 / (f64::from(width.max(1)) - empty));
        let strays = 1.0 - STRAY_QUOTES * cut.stray;
        // A header that nothing separates belongs to another delimiter.
        let split = width == 1 || cut.widths.first() != Some(&1);
        let header = if split { 1.0 } else { UNSPLIT_HEADER };
        Scored {
            score: consistency * (0.1 + cut.valued) * header * strays,
            share,
            width,
            grammar,
            cut,
        }
    }

    /// Of this delimiter, with the blanks before quotes taken to it where that makes more sound quotes and
    /// breaks no record.
    fn spaced(head: &[u8], end: End, delimiter: u8) -> Scored {
        let plain = Scored::of(head, end, Grammar::plain(delimiter));
        let stands = |three: &[u8]| three == [delimiter, b' ', b'"'];
        if delimiter == b' ' || !head.windows(3).any(stands) {
            return plain;
        }
        let grammar = Grammar {
            spaced: true,
            ..plain.grammar
        };
        let other = Scored::of(head, end, grammar);
        let sounder = other.cut.quoted > plain.cut.quoted || other.share > plain.share;
        match sounder && other.cut.flawed <= plain.cut.flawed && other.share >= plain.share {
            true => other,
            false => plain,
        }
    }

    /// Whether the records are separated by this delimiter for sure, when the next candidate has this
    /// score: they are of one width, or nothing else separates them at all.
    fn is_sure(&self, second: f64) -> bool {
        let cut = &self.cut;
        let split = cut.widths.iter().filter(|width| **width > 1).count();
        let alone = self.score >= ALONE_LEAD * second
            && cut.valued >= ALONE_VALUED
            && cut.wordy <= ALONE_WORDY
            && split * 2 >= cut.records;
        self.score >= SURE_LEAD * second && (self.share >= SURE_SHARE || alone)
    }

    /// Whether quotes stand around fields in nearly all records, while under the other delimiter they
    /// stand in the middle of cells.
    fn is_quoted_for(&self, other: &Scored) -> bool {
        let quoted = self.cut.quoted as f64 / self.cut.records.max(1) as f64;
        quoted >= QUOTES_DECIDE && self.cut.stray <= 0.1 && other.cut.stray >= QUOTES_DECIDE
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
    let mut scored = CANDIDATES.map(|byte| Scored::spaced(head, end, byte));
    order::sort_by(&mut scored, |a, b| b.score.total_cmp(&a.score));
    let second = scored[1].score;
    let [first, ..] = &scored;
    if (first.score == 0.0 || first.share < SURE_SHARE)
        && let Some(rare) = rare(head, end, first)
    {
        return Some(rare);
    }
    if first.score == 0.0 {
        return ragged(scored);
    }
    let [best, ..] = scored;
    let best = other_quotes(head, end, best);
    let sure = best.is_sure(second);
    Some(best.dialect(sure))
}

/// The quotes and escapes under this delimiter.
pub(super) fn quotes(head: &[u8], end: End, delimiter: u8) -> Dialect {
    let best = Scored::spaced(head, end, delimiter);
    other_quotes(head, end, best).dialect(true)
}

/// The same with the quote and the escape that somebody chose.
pub(super) fn quoted(
    head: &[u8],
    end: End,
    dialect: Dialect,
    (quote, escape): (u8, u8),
) -> Dialect {
    let grammar = Grammar {
        quote,
        escape,
        ..dialect.grammar
    };
    Dialect {
        grammar,
        cut: cut(head, end, grammar),
        ..dialect
    }
}

/// The best grammar of this delimiter: with the quotes and escapes that the head gives reason to try.
fn other_quotes(head: &[u8], end: End, plain: Scored) -> Scored {
    let mut best = plain;
    let delimiter = best.grammar.delimiter;
    let plain = best.grammar;
    let mut candidates = Vec::new();
    if head.contains(&b'\\') {
        candidates.push(Grammar {
            escape: b'\\',
            ..plain
        });
    }
    if apostrophes_quote(head, delimiter) {
        let quote = b'\'';
        // A quote that is always doubled stands for one.
        let doubled = head.contains(&b'"')
            && head
                .chunk_by(|a, b| a == b)
                .all(|run| run[0] != b'"' || run.len() % 2 == 0);
        let escape = if doubled { b'"' } else { NONE };
        let all = Scored::of(
            head,
            end,
            Grammar {
                quote,
                escape,
                ..plain
            },
        );
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

/// A rare delimiter that makes nearly all records one width, the first among them; or the one that quotes
/// were written for.
fn rare(head: &[u8], end: End, to_beat: &Scored) -> Option<Dialect> {
    let scored = RARE.map(|byte| {
        let mut scored = Scored::of(head, end, Grammar::plain(byte));
        if scored.is_quoted_for(to_beat) {
            // Who quotes what holds spaces sets one of them between two fields.
            let spaces = Spaces::Single;
            let grammar = Grammar {
                spaces,
                ..scored.grammar
            };
            return Scored::of(head, end, grammar);
        }
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
    let quoted = best.is_quoted_for(to_beat);
    let wins = quoted || best.score > SURE_LEAD * to_beat.score;
    let sure = best.width > 2 && !quoted;
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
            // Remarks say nothing, and a sign at the ends of lines separates nothing.
            ("# a; b; c\n# made by x\n#\nn,m\n1,2\n3,4\n", Some(b',')),
            ("1, I;\n2, L;\n3, I;\n", Some(b',')),
            // The quotes were put around what holds semicolons.
            (
                "x,\"<&#1;&#2;&#3;>\"\nw,\"<&#1;&#2;&#3;>\"\nv,1\n",
                Some(b','),
            ),
        ] {
            assert_eq!(
                sniff(text.as_bytes(), End::Last).map(|dialect| dialect.grammar.delimiter),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_delimiter_without_a_rival_is_sure_though_the_rows_differ_in_length() {
        let sure = |text: &str| sniff(text.as_bytes(), End::Last).unwrap().sure;
        assert!(sure("\"a\";\"b\"\n\"1\";\"2\";\"3\"\n"));
        assert!(sure("a,b,c\n1,2,3\n4,5\n6,7\n"));
        // Two fit alike; and a text with commas is no table.
        assert!(!sure("a,b;c\nx,y;z\nu,v;w\n"));
        assert!(!sure(
            "It was late at night, and cold\nNobody was out in the streets, or nearly, they said\nThe end\n"
        ));
    }

    #[test]
    fn quotes_are_those_that_make_sound_records() {
        for (text, quote, escape) in [
            ("a,b\n\"x\",1\n\"y\",2\n", b'"', NONE),
            ("a,b\n'x,1',1\n'y,2',2\n'z',3\n", b'\'', NONE),
            ("a,b\n\"x \\\"y\\\", z\",1\n\"y\",2\n", b'"', b'\\'),
            ("a,b\nit's,1\n'twas,2\n", b'"', NONE),
            ("a, b\n1, \"x, y\"\n2, \"y\"\n", b'"', NONE),
        ] {
            let grammar = sniff(text.as_bytes(), End::Last).unwrap().grammar;
            assert_eq!((grammar.quote, grammar.escape), (quote, escape), "{text:?}");
            assert_eq!(grammar.spaced, text.contains(", \"x"), "{text:?}");
        }
    }
}
