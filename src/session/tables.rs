//! A table of the report, or the rows behind a number -> CSV, with all its rows.

use std::cmp::Ordering;

use crate::analysis::{ANALYSES, Frame};
use crate::export::csv;
use crate::figure::{Cell, Grid, Row, Sectioned, Trace};
use crate::say::{Quantity, Spoken, Voice};
use crate::session::Session;
use crate::value::order;

/// Rows behind a number that are written at once.
const PART: usize = 20_000;

impl Session {
    /// A table of the report as CSV. On the page a long table has its first rows; here it has all, in the order
    /// of the column of this name or, where it is empty, as it is given. `None` when there is no such table.
    pub fn table_csv(
        &self,
        section: &str,
        table: &str,
        column: &str,
        down: bool,
    ) -> Option<Vec<u8>> {
        let shown = self.shown.as_ref()?;
        let report = shown.report.as_ref()?;
        let told = match section {
            "accounting" => Some(&report.accounting.reasons),
            "since" => Some(&report.since),
            _ => {
                let told = report.sections.iter().find(|told| told.id == section);
                told.and_then(|told| found(told, table))
            }
        };
        if let Some(grid) = told.filter(|grid| grid.rows.len() as u64 >= grid.total_rows) {
            return Some(written(grid, column, down));
        }
        // What the report has a part of is made once more.
        let analysis = ANALYSES.iter().find(|analysis| analysis.id == section)?;
        let frame = Frame {
            all_rows: true,
            ..shown.frame(&self.stations)?
        };
        let mut section = analysis.section(&frame, &report.view.params);
        section.speak(&Voice::of(&self.view.locale));
        found(&section, table).map(|grid| written(grid, column, down))
    }

    /// A part of the rows behind a number as CSV, the header in front of the first; `None` behind the last.
    pub fn behind_part(&self, trace: &Trace, part: usize) -> Option<Vec<u8>> {
        let shown = self.shown.as_ref()?;
        let mut grid = shown.rows(&self.stations, trace, part * PART, PART);
        grid.speak(&Voice::of(&self.view.locale));
        let rows: Vec<&Row> = grid.rows.iter().collect();
        (part == 0 || !rows.is_empty()).then(|| csv::lines(&grid, part == 0, &rows))
    }
}

/// A table of a section or the twin of one of its charts.
fn found<'a>(section: &'a Sectioned, table: &str) -> Option<&'a Grid> {
    let section = section.outcome.result()?;
    let twins = section.figures.iter().map(|figure| &figure.table);
    section
        .grids
        .iter()
        .chain(twins)
        .find(|grid| grid.id == table)
}

fn written(grid: &Grid, column: &str, down: bool) -> Vec<u8> {
    let names = || grid.columns.iter().map(|column| column.label.said.as_str());
    let by = names().position(|name| name == column && !column.is_empty());
    csv::lines(grid, true, &in_order(grid, by, down))
}

/// By what the cells of a column mean, not by how they are said. What is missing comes last either way, and what
/// sums up behind it.
fn in_order(grid: &Grid, by: Option<usize>, down: bool) -> Vec<&Row> {
    let Some(by) = by else {
        return grid.rows.iter().collect();
    };
    let rank = |row: &Row| row.cells.get(by).and_then(rank);
    let ranks: Vec<Option<Rank>> = grid.rows.iter().map(rank).collect();
    let mut places: Vec<usize> = (0..ranks.len()).collect();
    order::sort_by(&mut places, |a, b| {
        let last = |at: usize| (grid.rows[at].summary, ranks[at].is_none());
        let order = match (&ranks[*a], &ranks[*b]) {
            (Some(a), Some(b)) => a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)),
            _ => Ordering::Equal,
        };
        let order = if down { order.reverse() } else { order };
        last(*a).cmp(&last(*b)).then(order)
    });
    places.into_iter().map(|at| &grid.rows[at]).collect()
}

type Rank = (f64, String);

/// Where a cell stands in an order; `None` where it is empty.
fn rank(cell: &Cell) -> Option<Rank> {
    let words = |words: &str| (!words.is_empty()).then(|| (0.0, natural(words)));
    let number = match cell {
        Cell::Text(text) => return words(&text.said),
        Cell::Value(value) => match value.quantity.as_ref()? {
            Quantity::Words { words: said } => return words(said),
            Quantity::Month { month } => return words(&month.to_string()),
            Quantity::Day { day } => f64::from(day.0),
            Quantity::Money { amount, .. } => amount.to_f64(),
            Quantity::Exact { number } => number.to_f64(),
            Quantity::Count { n: count } | Quantity::Bytes { bytes: count } => *count as f64,
            Quantity::Share { of_one: number }
            | Quantity::Number { number }
            | Quantity::Days { days: number } => *number,
        },
    };
    Some((number, String::new()))
}

/// Without capitals, and with its numbers as long as each other, so that c2 comes before c10.
fn natural(text: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for sign in text.to_lowercase().chars().chain(['\0']) {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>18}"));
            digits.clear();
        }
        key.push(sign);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Column;
    use crate::say::{Text, Value};

    #[test]
    fn what_is_missing_comes_last_either_way_and_a_total_behind_it() {
        let row = |name: &str, value: Value| {
            Row::new(
                vec![Text::verbatim(name).into(), value.into()],
                1,
                Trace::all(),
            )
        };
        let mut total = row("all", Value::of(12_u64));
        total.summary = true;
        let rows = vec![
            total,
            row("c10", Value::of(2_u64)),
            row("C2", Value::missing(Text::none())),
            row("c1", Value::of(10_u64)),
        ];
        let columns = ["name", "n"].map(Column::words).to_vec();
        let mut table = Grid::new("t", Text::none(), columns, rows);
        table.speak(&Voice::of("en"));
        let sorted = |by: usize, down: bool| {
            let name = |row: &&Row| match &row.cells[0] {
                Cell::Text(text) => text.said.clone(),
                Cell::Value(_) => String::new(),
            };
            let rows = in_order(&table, Some(by), down);
            rows.iter().map(name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(sorted(0, false), "c1 C2 c10 all");
        assert_eq!(sorted(0, true), "c10 C2 c1 all");
        assert_eq!(sorted(1, false), "c10 c1 C2 all");
        assert_eq!(sorted(1, true), "c1 c10 C2 all");
    }
}
