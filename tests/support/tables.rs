//! What tests of tables share: finding a cell and reading its number.
#![allow(dead_code, reason = "each test uses a part of it")]

use clientele::figure::{Cell, Grid, Row, Section};
use clientele::report::Report;
use clientele::say::{Quantity, Value};

use crate::support::section;

pub fn exact(value: &Value) -> String {
    let kept = |c: &char| c.is_ascii_digit() || ".\u{2212}".contains(*c);
    value.exact.chars().filter(kept).collect()
}

pub fn cell<'a>(grid: &Grid, row: &'a Row, column: &str) -> &'a Value {
    let label = format!("column.{column}");
    let at = grid
        .columns
        .iter()
        .position(|column| column.label.id == label);
    match &row.cells[at.unwrap_or_else(|| panic!("{} has no {label}", grid.id))] {
        Cell::Value(value) => value,
        Cell::Text(text) => panic!("{} is no number", text.said),
    }
}

pub fn share(value: &Value) -> f64 {
    match value.quantity {
        Some(Quantity::Share { of_one }) => of_one,
        Some(Quantity::Number { number }) => number,
        ref other => panic!("{other:?} is no share"),
    }
}

pub fn name(row: &Row) -> &str {
    match &row.cells[0] {
        Cell::Text(text) => &text.said,
        Cell::Value(value) => &value.exact,
    }
}

pub fn grid<'a>(section: &'a Section, id: &str) -> &'a Grid {
    let tables = section.figures.iter().map(|figure| &figure.table);
    let mut all = section.grids.iter().chain(tables);
    all.find(|grid| grid.id == id)
        .unwrap_or_else(|| panic!("no table {id}"))
}

pub fn table(
    report: &Report,
    analysis: &str,
    id: &str,
    columns: &[&str],
) -> Vec<(String, Vec<String>)> {
    let grid = grid(section(report, analysis), id);
    let cells = |row: &Row| {
        columns
            .iter()
            .map(|column| exact(cell(grid, row, column)))
            .collect()
    };
    grid.rows
        .iter()
        .map(|row| (name(row).to_owned(), cells(row)))
        .collect()
}

pub fn rows(expected: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    expected
        .iter()
        .map(|(name, cells)| ((*name).to_owned(), words(cells)))
        .collect()
}
