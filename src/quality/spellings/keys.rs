//! Values -> what two spellings of one have in common.

use crate::quality::accents::push_plain;
use crate::value::order;

/// Values with equal letters and digits, at least two in a group; groups in the order of these.
pub(super) fn alike(
    entries: &[String],
    most: usize,
    key: &dyn Fn(&str) -> String,
) -> Vec<Vec<u32>> {
    if entries.len() > most {
        return Vec::new();
    }
    let mut keyed: Vec<(String, &str, u32)> = entries
        .iter()
        .enumerate()
        .map(|(code, entry)| (key(entry), entry.as_str(), code as u32))
        .collect();
    order::sort(&mut keyed);
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1 && !group[0].0.is_empty())
        .map(|group| group.iter().map(|(_, _, code)| *code).collect())
        .collect()
}

/// Letters and digits in small letters without accents; the point between digits stays, as 1.5 is not 15. In an
/// address every sign counts.
pub(super) fn key(entry: &str) -> String {
    if entry.contains('@') {
        return entry.to_lowercase();
    }
    let mut key = String::with_capacity(entry.len());
    let mut last = ' ';
    for (at, c) in entry.char_indices() {
        let next = entry[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| push_plain(&mut key, c));
        } else if last.is_ascii_digit() && next.is_ascii_digit() || matches!(c, '+' | '#' | '&') {
            key.push(c);
        }
        last = c;
    }
    key
}

/// `Lee, Ann` as `Ann Lee` is compared.
pub(super) fn turned(entry: &str) -> Option<String> {
    let (last, first) = entry.split_once(',')?;
    (!first.contains(',')).then(|| key(first) + &key(last))
}

/// An id that is digits behind a word or nothing, without the zeros before its number.
pub(super) fn unpadded(entry: &str) -> Option<String> {
    let word = entry.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &entry[word.len()..];
    let plain = !digits.is_empty() && !word.contains(|c: char| c.is_ascii_digit() || c == ' ');
    // `-5` and `.5` are numbers of another sort.
    let named = word.is_empty() || word.contains(char::is_alphabetic) || word == "#";
    let number = match digits.trim_start_matches('0') {
        "" => "0",
        number => number,
    };
    (plain && named).then(|| format!("{word}{number}"))
}
