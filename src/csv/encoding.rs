//! bytes -> the encoding in which they are text.
//!
//! What is certain comes first: byte order marks, zero bytes, escape sequences, valid UTF-8. Otherwise the
//! candidates are decoded and each text is scored letter by letter ([`score`]): by how common the letter
//! is, and by how it sits beside its neighbours. The best text wins; it is certain only when it is clearly
//! better than every other one.

mod pieces;
mod score;

use crate::csv::decoding::decode;
use crate::csv::scanner::End;
use pieces::{different, letters, sample, side_by_side};
use score::Points;
pub use score::score;

/// Bytes of lines with other letters than ASCII that are scored.
const SCORED: usize = 6 << 10;
/// The best text must be better than the next by so much, a letter; or by less, but in all different letters by more.
const LEAD: i64 = 700;
/// So few letters prove nothing: then the usual encoding is taken, and the user asked.
const FEW: i64 = 4;
const SMALL_LEAD: i64 = 100;
const WHOLE_LEAD: i64 = 9_000;
/// A text this good is believed.
const GOOD: i64 = 3_000;
/// What is unusual gives way by so much at most when it is asked whether anything else comes close.
const RARELY: i64 = 300;
/// At most one line in so many may be no UTF-8 in a file that is UTF-8 otherwise.
const MIXED: usize = 1_000;

/// The older encodings, the usual ones first; what is unusual has to be better by so much.
pub(super) const CANDIDATES: [(&str, i64); 25] = [
    ("windows-1252", 0),
    ("windows-1250", 10),
    ("windows-1251", 10),
    ("shift_jis", 10),
    ("gb18030", 10),
    ("big5", 10),
    ("euc-kr", 10),
    ("euc-jp", 10),
    ("koi8-r", 100),
    ("iso-8859-2", 100),
    ("windows-1254", 100),
    ("windows-1255", 100),
    ("windows-1253", 100),
    ("windows-1256", 100),
    ("iso-8859-6", 150),
    ("windows-1257", 300),
    ("iso-8859-5", 100),
    ("iso-8859-7", 200),
    ("iso-8859-15", 200),
    ("ibm866", 300),
    ("macintosh", 2_500),
    ("x-mac-cyrillic", 300),
    ("windows-874", 100),
    ("windows-1258", 800),
    ("iso-8859-3", 800),
];

/// The encoding of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Its label in the Encoding Standard.
    pub label: &'static str,
    /// Nothing else comes close.
    pub sure: bool,
    /// The next best.
    pub other: Option<&'static str>,
    /// Bytes of the byte order mark.
    pub mark: usize,
    /// Pieces of the text as it is and in the next best encoding.
    pub samples: Option<(Vec<String>, Vec<String>)>,
}

impl Guess {
    fn sure(label: &'static str, mark: usize) -> Guess {
        Guess {
            label,
            sure: true,
            other: None,
            mark,
            samples: None,
        }
    }

    /// An encoding that somebody chose; `None` when there is no such encoding.
    pub fn chosen(label: &str, head: &[u8]) -> Option<Guess> {
        let lower = label.to_ascii_lowercase();
        let label = labels().find(|known| *known == lower)?;
        let mark = mark(head)
            .filter(|guess| guess.label == label)
            .map_or(0, |guess| guess.mark);
        Some(Guess::sure(label, mark))
    }
}

/// The labels of all encodings that can be read, the usual ones first.
pub fn labels() -> impl Iterator<Item = &'static str> {
    let own = ["utf-8", "utf-16le", "utf-16be", "iso-2022-jp"];
    own.into_iter()
        .chain(CANDIDATES.iter().map(|(label, _)| *label))
}

/// The encoding of a file that begins with these bytes.
pub fn guess(head: &[u8], end: End) -> Guess {
    if let Some(marked) = mark(head) {
        return marked;
    }
    if let Some(label) = wide(head) {
        return Guess::sure(label, 0);
    }
    if is_iso_2022_jp(head) {
        return Guess::sure("iso-2022-jp", 0);
    }
    if is_utf8(head, end) {
        return Guess::sure("utf-8", 0);
    }
    best(head)
}

fn mark(head: &[u8]) -> Option<Guess> {
    [
        (&b"\xEF\xBB\xBF"[..], "utf-8"),
        (b"\xFF\xFE", "utf-16le"),
        (b"\xFE\xFF", "utf-16be"),
    ]
    .into_iter()
    .find(|(mark, _)| head.starts_with(mark))
    .map(|(mark, label)| Guess::sure(label, mark.len()))
}

/// UTF-16 without a mark: a fifth of its even or of its odd bytes are zero.
fn wide(head: &[u8]) -> Option<&'static str> {
    let sample = &head[..head.len().min(64 << 10)];
    let zeros = |odd: usize| {
        let bytes = sample.iter().skip(odd).step_by(2);
        bytes.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let (many, few) = (even.max(odd), even.min(odd));
    let is_wide = many >= 3 && many * 10 >= sample.len() && few * 10 <= many;
    is_wide.then_some(if odd > even { "utf-16le" } else { "utf-16be" })
}

fn is_iso_2022_jp(head: &[u8]) -> bool {
    let escape =
        |bytes: &[u8]| matches!(bytes, [0x1B, b'$', b'B' | b'@'] | [0x1B, b'(', b'J' | b'I']);
    head.is_ascii() && head.windows(3).any(escape)
}

/// Valid but for the character that the end of the head cuts off, or with so few bad lines that they are
/// the exception.
fn is_utf8(head: &[u8], end: End) -> bool {
    let (mut rest, mut bad, mut good) = (head, 0_usize, false);
    loop {
        match std::str::from_utf8(rest) {
            Ok(text) => {
                good |= !text.is_ascii();
                break;
            }
            Err(error) => {
                let (valid, wrong) = rest.split_at(error.valid_up_to());
                good |= !valid.is_ascii();
                let Some(length) = error.error_len() else {
                    bad += usize::from(end == End::Last);
                    break;
                };
                bad += 1;
                // One bad line counts once.
                let next = wrong
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .unwrap_or(wrong.len());
                rest = &wrong[next.max(length)..];
            }
        }
    }
    let lines = head.iter().filter(|byte| **byte == b'\n').count();
    bad == 0 || (good && bad * MIXED <= lines.max(MIXED))
}

/// The candidate whose text scores best.
fn best(head: &[u8]) -> Guess {
    let sample = sample(head);
    let points = Points::new();
    let mut found: Vec<(i64, &'static str, String)> = Vec::new();
    let mut rivals: Vec<i64> = Vec::new();
    for (label, handicap) in CANDIDATES {
        let Some(text) = decode(label, &sample) else {
            continue;
        };
        if !found.iter().any(|(_, _, have)| *have == text) {
            let score = points.score(&text);
            rivals.push(score - handicap.min(RARELY));
            found.push((score - handicap, label, text));
        }
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    crate::value::order::sort_by(&mut order, |a, b| found[*b].0.cmp(&found[*a].0));
    let few = |at: &usize| found[*at].1 == "windows-1252" && letters(&found[*at].2) < FEW;
    if let Some(usual) = order.iter().position(few) {
        order[..=usual].rotate_right(1);
    }
    // What is too rare to be taken for granted can be right all the same.
    let rival = |at: &usize| order.first() != Some(at);
    let second = (0..found.len()).filter(rival).max_by_key(|at| rivals[*at]);
    let Some(first) = order.first().map(|at| &found[*at]) else {
        return Guess {
            sure: false,
            ..Guess::sure("windows-1252", 0)
        };
    };
    let lead = second.map_or(LEAD, |second| first.0 - rivals[second]);
    let second = second.map(|second| &found[second]);
    let letters = letters(&first.2);
    let leads = lead >= LEAD || (lead >= SMALL_LEAD && lead * different(&first.2) >= WHOLE_LEAD);
    // One line may as well be a broken one.
    let lines = sample.split(|byte| matches!(byte, b'\n' | b'\r'));
    let lines = lines.filter(|line| !line.is_empty()).count();
    Guess {
        label: first.1,
        sure: first.0 >= GOOD && leads && letters >= FEW && lines > 1,
        other: second.map(|second| second.1),
        mark: 0,
        samples: second.map(|second| side_by_side(&first.2, &second.2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_the_one_in_which_the_bytes_are_text() {
        for (bytes, label) in [
            (&b"a,b\n"[..], "utf-8"),
            ("é".as_bytes(), "utf-8"),
            (b"\xEF\xBB\xBFa", "utf-8"),
            (b"\xFF\xFEa\0", "utf-16le"),
            (b"a\0,\0b\0\n\0", "utf-16le"),
            (b"\0a\0,\0b\0\n", "utf-16be"),
            (b"caf\xE9 cr\xE8me\n", "windows-1252"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0\n", "windows-1251"),
            (b"\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2\n", "koi8-r"),
            (b"\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\n", "shift_jis"),
            (b"\xC4\xE3\xBA\xC3\xA3\xAC\xCA\xC0\xBD\xE7\n", "gb18030"),
            (b"\xBE\xC8\xB3\xE7\xC7\xCF\xBC\xBC\xBF\xE4\n", "euc-kr"),
            (b"\x1B$B%3\x1B(B\n", "iso-2022-jp"),
            (
                b"a;1.250,40 \x80\nb;6.786,10 \x80\nc;12,00 \x80\nd;9,90 \x80\n",
                "windows-1252",
            ),
        ] {
            assert_eq!(guess(bytes, End::Last).label, label, "{bytes:?}");
        }
    }

    #[test]
    fn one_bad_line_in_a_thousand_leaves_the_file_utf8() {
        let mut bytes = "é,1\n".repeat(2_000).into_bytes();
        bytes.extend_from_slice(b"caf\xE9,2\n");
        assert_eq!(guess(&bytes, End::Last).label, "utf-8");
        assert_eq!(guess(b"\xE9,1\n", End::Last).label, "windows-1252");
    }
}
