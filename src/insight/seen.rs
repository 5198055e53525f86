//! The sections as far as they are made, and the numbers in them by name.

use crate::figure::{Cell, Fact, Grid, Outcome, Row, Section, Sectioned};
use crate::insight::Evidence;
use crate::say::{Quantity, Value};

/// What the analyses have found.
pub(super) struct Seen<'a> {
    pub sections: &'a [Sectioned],
    /// How good the data are, 0 to 100.
    pub points: Option<u64>,
}

impl Seen<'_> {
    /// The result of an analysis that stands without reservation.
    pub(super) fn given(&self, id: &str) -> Option<&Section> {
        let found = self.sections.iter().find(|section| section.id == id)?;
        match &found.outcome {
            Outcome::Given { result } => Some(result),
            Outcome::Weak { .. } | Outcome::NotEnough { .. } => None,
        }
    }

    /// A fact of it, where it has a number.
    pub(super) fn fact(&self, id: &str, fact: &str) -> Option<&Fact> {
        let fact = self.given(id)?.fact(fact)?;
        fact.value.quantity.is_some().then_some(fact)
    }

    /// A table of it, that of a chart too.
    pub(super) fn grid(&self, id: &str, grid: &str) -> Option<&Grid> {
        let section = self.given(id)?;
        let tables = section.figures.iter().map(|figure| &figure.table);
        section.grids.iter().chain(tables).find(|g| g.id == grid)
    }

    /// The row of a table that filters this value.
    pub(super) fn row(&self, id: &str, grid: &str, value: &str) -> Option<(&Grid, &Row)> {
        let grid = self.grid(id, grid)?;
        let filters = |row: &&Row| row.key.as_ref().is_some_and(|key| key.value == value);
        Some((grid, grid.rows.iter().find(filters)?))
    }
}

/// A cell of a row, by the head of its column.
pub(super) fn cell<'a>(grid: &Grid, row: &'a Row, column: &str) -> Option<&'a Cell> {
    let at = grid.columns.iter().position(|c| c.label.id == column)?;
    row.cells.get(at)
}

/// What such a cell counts or measures; none where it says words or nothing.
pub(super) fn measured(grid: &Grid, row: &Row, column: &str) -> Option<f64> {
    match cell(grid, row, column)? {
        Cell::Value(value) => number(value),
        Cell::Text(_) => None,
    }
}

/// A value as a plain number.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value.quantity.as_ref()? {
        Quantity::Money { amount, .. } => Some(amount.to_f64()),
        Quantity::Count { n } => Some(*n as f64),
        Quantity::Share { of_one } => Some(*of_one),
        Quantity::Number { number } => Some(*number),
        Quantity::Exact { number } => Some(number.to_f64()),
        Quantity::Days { days } => Some(*days),
        _ => None,
    }
}

/// The rows behind a fact.
pub(super) fn of_fact(fact: &Fact) -> Evidence {
    Evidence {
        key: fact.key.clone(),
        trace: fact.trace.clone(),
        n: fact.n,
    }
}

/// The rows behind a row of a table.
pub(super) fn of_row(row: &Row) -> Evidence {
    Evidence {
        key: row.key.clone(),
        trace: row.trace.clone(),
        n: row.n,
    }
}
