//! Two tables side by side, as people put them on one sheet: an empty column without a name between them, and the
//! smaller one ends before the other. Its cells tell nothing of the rows that they stand on.

use crate::schema::role::Role;
use crate::table::{Kind, Table};
use crate::value::Map;

/// A table has so many columns at least; one alone may hold remarks on the rows.
const LEAST: usize = 2;

/// The columns of the smaller tables, from left to right; `chosen` holds roles by `file/column`, and a table of
/// which somebody said what it means is none of them.
pub(super) fn columns(table: &Table, chosen: &Map<String>) -> Vec<usize> {
    let parts = |at: &usize| {
        let name = table.facts.header.get(*at);
        table.columns[*at].decision.kind == Kind::Empty
            && name.is_some_and(|it| it.trim().is_empty())
    };
    if !(0..table.columns.len()).any(|at| parts(&at)) {
        return Vec::new();
    }
    let all: Vec<usize> = (0..table.columns.len()).collect();
    let blocks = all.split(parts).filter(|block| block.len() >= LEAST);
    // By block its last row, and how many of its rows hold something.
    let tall = |block: &[usize]| {
        let holds = |row: &u32| block.iter().any(|at| !table.columns[*at].is_missing(*row));
        let rows: Vec<u32> = (0..table.rows).filter(holds).collect();
        rows.last().map(|last| (last + 1, rows.len() as u32))
    };
    let blocks: Vec<(&[usize], (u32, u32))> = blocks
        .filter_map(|block| Some((block, tall(block)?)))
        .collect();
    let Some(tallest) = blocks.iter().map(|(_, tall)| tall.0).max() else {
        return Vec::new();
    };
    let said = |at: &usize| {
        let place = format!("{}/{}", table.facts.name, table.columns[*at].name);
        chosen
            .get(&place)
            .is_some_and(|role| Role::of_id(role).is_some())
    };
    // Without gaps to its end: what stands now and then beside rows belongs to them.
    let smaller = blocks
        .iter()
        .filter(|(block, (end, rows))| *end < tallest && end == rows && !block.iter().any(said));
    smaller
        .flat_map(|(block, _)| block.iter().copied())
        .collect()
}
