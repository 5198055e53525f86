//! letters and lines that are not ASCII: which alphabet, what is scored, and the pieces that are shown
//! where two encodings are possible.

use crate::csv::encoding::SCORED;

/// So many pieces are shown ...
const SHOWN: usize = 3;
/// ... of so many letters each.
const LONGEST: usize = 40;

/// Letters beyond ASCII.
pub(super) fn letters(text: &str) -> i64 {
    text.chars().filter(|letter| !letter.is_ascii()).count() as i64
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
    for (a, b) in one
        .lines()
        .zip(two.lines())
        .filter(|(a, b)| a != b)
        .take(SHOWN)
    {
        shown.0.push(piece(a));
        shown.1.push(piece(b));
    }
    shown
}

fn piece(line: &str) -> String {
    let from = line.find(|letter: char| !letter.is_ascii()).unwrap_or(0);
    // The word that the letter stands in.
    let from = line[..from]
        .rfind([',', ';', '\t', '|', ' '])
        .map_or(0, |at| at + 1);
    line[from..]
        .chars()
        .take(LONGEST)
        .filter(|letter| !letter.is_control())
        .collect()
}

/// Alphabets that do not stand in one word with each other.
pub(super) fn script(letter: char) -> u8 {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => 1,
        '\u{370}'..='\u{3FF}' => 2,
        '\u{400}'..='\u{4FF}' => 3,
        '\u{590}'..='\u{5FF}' => 4,
        '\u{600}'..='\u{6FF}' => 5,
        '\u{E00}'..='\u{E7F}' => 6,
        '\u{AC00}'..='\u{D7A3}' => 7,
        '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => 8,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn pieces_begin_with_the_word_that_differs() {
        let (one, two) = side_by_side(
            "1;x;M\u{fc}ller;5\n2;y;z;6\n",
            "1;x;M\u{44c}ller;5\n2;y;z;6\n",
        );
        assert_eq!(one, ["M\u{fc}ller;5"]);
        assert_eq!(two, ["M\u{44c}ller;5"]);
    }
}
