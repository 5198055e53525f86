//! Rows at a glance -> a column whose cells all begin alike, by which a shifted row is known.

use super::Line;

/// A column whose cells all begin alike, and how: rows in which they stand elsewhere are shifted.
pub(in crate::csv) type Mark = (usize, Vec<u8>);
/// So many rows show that cells begin alike ...
const MARKED: usize = 20;
/// ... by at least so many bytes.
const LONG_START: usize = 8;

/// The first column whose cells in the first rows all begin alike, while those in the column to its right
/// do not begin so.
pub(super) fn mark(lines: &[Line], width: usize) -> Option<Mark> {
    let rows = || {
        lines
            .iter()
            .filter(|line| line.texts.len() == width)
            .take(MARKED)
    };
    if rows().count() < MARKED {
        return None;
    }
    (0..width.saturating_sub(1)).find_map(|column| {
        let first = rows().next()?.texts[column].trim_ascii_start();
        let alike = rows().fold(first.len(), |alike, row| {
            let cell = row.texts[column].trim_ascii_start();
            let same = cell.iter().zip(first).take_while(|(a, b)| a == b);
            alike.min(same.count())
        });
        let start = &first[..alike];
        let right = |row: &Line| row.texts[column + 1].trim_ascii_start().starts_with(start);
        (alike >= LONG_START && !rows().any(right)).then(|| (column, start.to_vec()))
    })
}
