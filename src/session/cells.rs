//! Rows that are cells of columns of periods -> a table of them, as they are asked for.

use crate::figure::{Cell, Column, Grid, Row, Trace};
use crate::say::Text;
use crate::schema::Model;
use crate::session::stations::Data;
use crate::value::order;

/// A page of the cells of periods behind rows, each with the file and the line of its record.
pub(super) fn page(
    data: &Data,
    model: &Model,
    behind: &[u32],
    offset: usize,
    limit: usize,
) -> Grid {
    let table = model.fact_table();
    let used = data.verdicts.used();
    let mut rows: Vec<u32> = behind
        .iter()
        .filter_map(|row| used.get(*row as usize).copied())
        .collect();
    order::sort(&mut rows);
    let mut columns = vec![Column::words("rows.file"), Column::numbers("rows.line")];
    columns.extend(table.columns.iter().map(|column| Column {
        label: Text::verbatim(&column.name),
        numeric: false,
    }));
    let line = |row: &u32| {
        let mut cells: Vec<Cell> = vec![table.file_of(row + 1).into(), table.line(row + 1).into()];
        cells.extend(table.record(*row).iter().map(|text| Cell::from(&**text)));
        Row::new(cells, 1, Trace::all())
    };
    Grid {
        id: "rows".to_owned(),
        title: Text::new("rows.title")
            .with("rows", rows.len())
            .with("file", &table.facts.name),
        columns,
        rows: rows.iter().skip(offset).take(limit).map(line).collect(),
        total_rows: rows.len() as u64,
    }
}
