//! names of columns that look like values: years that count up, and months.

use crate::csv::look::Look;
use crate::csv::shape::Line;

/// Years that name columns.
const YEARS: std::ops::Range<i64> = 1_900..2_100;

/// The year that is all a cell holds.
fn year(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    let number = std::str::from_utf8(text).ok()?.parse().ok();
    number.filter(|year| text.len() == 4 && YEARS.contains(year))
}

/// Years of a record without other cells, each holding for the empty cells to its right as well; `None` where
/// there are not two of them, or something else.
pub(in crate::csv) fn years_spread(cells: &[impl AsRef<[u8]>]) -> Option<Vec<Option<i64>>> {
    let mut last = None;
    let mut several = false;
    let mut spread = Vec::with_capacity(cells.len());
    for cell in cells.iter().map(AsRef::as_ref) {
        if !cell.trim_ascii().is_empty() {
            let year = year(cell)?;
            several |= last.is_some_and(|last| last != year);
            last = Some(year);
        }
        spread.push(last);
    }
    several.then_some(spread)
}

/// Whether a record of years stands above one whose names come again below another of the years: the months of
/// several years side by side.
pub(super) fn are_years_above(line: &Line, names: &Line) -> bool {
    let Some(years) = years_spread(&line.texts).filter(|_| names.width() == line.width()) else {
        return false;
    };
    let text = names.looks.contains(&Look::Text);
    let mut named: Vec<(&[u8], i64)> = names
        .texts
        .iter()
        .zip(years)
        .filter_map(|(name, year)| Some((name.trim_ascii(), year?)))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    let all = named.len();
    crate::value::order::sort(&mut named);
    let again = named.windows(2).any(|pair| pair[0].0 == pair[1].0);
    named.dedup();
    // A name stands below each year once.
    text && again && named.len() == all
}

/// Whether the numbers of a record are consecutive: years or months as names of columns.
pub(super) fn counts_up(line: &Line) -> bool {
    let number = |text: &Vec<u8>| std::str::from_utf8(text).ok()?.trim().parse::<i64>().ok();
    let numbers: Vec<i64> = line.texts.iter().filter_map(number).collect();
    let typed = line
        .looks
        .iter()
        .filter(|look| **look == Look::Typed)
        .count();
    let years = numbers.len() >= 3 && numbers.iter().all(|year| YEARS.contains(year));
    let month =
        |number: &i64| YEARS.contains(&(number / 100)) && (1..=12).contains(&(number % 100));
    let months = numbers.len() >= 3 && numbers.iter().all(month);
    // January follows December.
    let next = |number: i64| match months && number % 100 == 12 {
        true => number + 89,
        false => number + 1,
    };
    let places = numbers.len() >= 5 && matches!(numbers[0], 0 | 1);
    (years || places || months)
        && numbers.len() == typed
        && numbers.windows(2).all(|pair| pair[1] == next(pair[0]))
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
