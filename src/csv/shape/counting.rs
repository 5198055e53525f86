//! names of columns that look like values: years that count up, and months.

use crate::csv::look::Look;
use crate::csv::shape::Line;

/// Whether the numbers of a record are consecutive: years or months as names of columns.
pub(super) fn counts_up(line: &Line) -> bool {
    let number = |text: &Vec<u8>| std::str::from_utf8(text).ok()?.trim().parse::<i64>().ok();
    let numbers: Vec<i64> = line.texts.iter().filter_map(number).collect();
    let typed = line
        .looks
        .iter()
        .filter(|look| **look == Look::Typed)
        .count();
    let years = numbers.len() >= 3 && numbers.iter().all(|year| (1_900..2_100).contains(year));
    let places = numbers.len() >= 5 && matches!(numbers[0], 0 | 1);
    (years || places)
        && numbers.len() == typed
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// Whether the values of the first record are all written alike, as months or days are, each another one,
/// while no record below has such a value under them: then they name columns.
pub(super) fn names_periods(lines: &[Line]) -> bool {
    let Some((line, below)) = lines.split_first().filter(|(_, below)| !below.is_empty()) else {
        return false;
    };
    let typed: Vec<usize> = (0..line.texts.len())
        .filter(|at| line.looks[*at] == Look::Typed)
        .collect();
    let mut texts: Vec<&[u8]> = typed.iter().map(|at| line.texts[*at].as_slice()).collect();
    let Some(first) = texts.first().map(|text| form(text)) else {
        return false;
    };
    let signs = |signs: &[u8]| first.iter().skip(1).any(|byte| signs.contains(byte));
    let dated = first.contains(&b'9') && (first.contains(&b'a') || signs(b"-/"));
    let alike = |line: &Line| {
        let there = typed.iter().filter_map(|at| line.texts.get(*at));
        there.into_iter().any(|text| form(text) == first)
    };
    let all = texts.iter().all(|text| form(text) == first);
    crate::value::order::sort(&mut texts);
    texts.dedup();
    typed.len() >= 3 && texts.len() == typed.len() && all && dated && !below.iter().any(alike)
}

/// A text with `9` for each digit, and `a` for each run of letters.
fn form(text: &[u8]) -> Vec<u8> {
    let mut form = Vec::new();
    for byte in text.trim_ascii() {
        let sign = match byte {
            b'0'..=b'9' => b'9',
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => b'a',
            other => *other,
        };
        if sign != b'a' || form.last() != Some(&b'a') {
            form.push(sign);
        }
    }
    form
}
