//! letters and lines that are not ASCII: which alphabet, what is scored, and the pieces that are shown
//! where two encodings are possible.

use crate::csv::encoding::SCORED;

/// So many pieces are shown ...
const SHOWN: usize = 3;
/// ... of so many words each ...
const WORDS: usize = 3;
/// ... of so many letters.
const LONGEST: usize = 20;

/// Letters beyond ASCII.
pub(super) fn letters(text: &str) -> i64 {
    text.chars().filter(|letter| !letter.is_ascii()).count() as i64
}

/// How many of them differ in themselves or in the letter before: a name that comes back a hundred times
/// proves no more than once.
pub(super) fn different(text: &str) -> i64 {
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut seen: Vec<(char, char)> = pairs.filter(|(_, letter)| !letter.is_ascii()).collect();
    crate::value::order::sort(&mut seen);
    seen.dedup();
    seen.len() as i64
}

/// The lines that hold other bytes than ASCII.
pub(super) fn sample(head: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if !line.is_ascii() {
            let room = SCORED - sample.len().min(SCORED);
            sample.extend_from_slice(&line[..line.len().min(room)]);
        }
    }
    sample
}

/// The first lines of two readings that differ, side by side: each from its first letter beyond ASCII on.
pub(super) fn side_by_side(one: &str, two: &str) -> (Vec<String>, Vec<String>) {
    let mut shown = (Vec::new(), Vec::new());
    for (a, b) in one.lines().zip(two.lines()).filter(|(a, b)| a != b) {
        if shown.0.len() == SHOWN {
            break;
        }
        let (a, b) = (piece(a), piece(b));
        if !shown.0.contains(&a) {
            shown.0.push(a);
            shown.1.push(b);
        }
    }
    shown
}

/// The words of a line that tell its encoding, and nothing else of a row that may be about a person: no
/// words of ASCII alone, no digits, no addresses.
fn piece(line: &str) -> String {
    let words = line.split([',', ';', '\t', '|', ' ', '"']);
    let telling = words.filter(|word| !word.is_ascii() && !word.contains('@'));
    let mut piece = String::new();
    for word in telling.take(WORDS) {
        if !piece.is_empty() {
            piece.push(' ');
        }
        let signs = word.chars().filter(|letter| !letter.is_control());
        let shown = |letter: char| match letter {
            '0'..='9' => '\u{2022}',
            _ => letter,
        };
        piece.extend(signs.take(LONGEST).map(shown));
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn pieces_are_the_words_that_differ() {
        let (one, two) = side_by_side(
            "1;x;Ann M\u{fc}ller;a@b.c;5\n2;y;z;6\n",
            "1;x;Ann M\u{44c}ller;a@b.c;5\n2;y;z;6\n",
        );
        assert_eq!(one, ["M\u{fc}ller"]);
        assert_eq!(two, ["M\u{44c}ller"]);
    }
}
