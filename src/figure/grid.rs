//! A table as data.

use serde::{Deserialize, Serialize};

use crate::figure::{Key, Trace};
use crate::say::{Quantity, Text, Value, spoken};

/// A table: the twin of a chart, or a list of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Grid {
    /// Stable id, unique in its section.
    pub id: String,
    /// What the table shows.
    pub title: Text,
    /// The columns, most important first (a phone shows the first three).
    pub columns: Vec<Column>,
    /// The rows given here.
    pub rows: Vec<Row>,
    /// How many rows there are in all; more than `rows.len()` when it was cut.
    #[cfg_attr(test, ts(type = "number"))]
    pub total_rows: u64,
}

spoken!(Grid: title, columns, rows);

impl Grid {
    /// A complete table.
    pub fn new(id: &str, title: Text, columns: Vec<Column>, rows: Vec<Row>) -> Grid {
        let total_rows = rows.len() as u64;
        Grid {
            id: id.to_owned(),
            title,
            columns,
            rows,
            total_rows,
        }
    }
}

/// A column of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Column {
    /// The header; a unit stands here once.
    pub label: Text,
    /// Numbers stand right-aligned in tabular figures.
    pub numeric: bool,
}

spoken!(Column: label);

impl Column {
    /// A column of words.
    pub fn words(label: &str) -> Column {
        Column {
            label: Text::new(label),
            numeric: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(label: &str) -> Column {
        Column {
            label: Text::new(label),
            numeric: true,
        }
    }
}

/// A row of a [`Grid`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// What a click on the row filters.
    pub key: Option<Key>,
    /// The rows of the data behind it.
    pub trace: Trace,
    /// How many things stand behind it.
    #[cfg_attr(test, ts(type = "number"))]
    pub n: u64,
    /// A total or an "Other" row, set apart from the rest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub summary: bool,
}

spoken!(Row: cells);

impl Row {
    /// A row without a click.
    pub fn new(cells: Vec<Cell>, n: u64, trace: Trace) -> Row {
        Row {
            cells,
            key: None,
            trace,
            n,
            summary: false,
        }
    }
}

/// A cell of a [`Grid`]: a value, or a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Cell {
    /// A quantity.
    Value(Value),
    /// Words.
    Text(Text),
}

impl crate::say::Spoken for Cell {
    fn speak(&mut self, voice: &crate::say::Voice) {
        match self {
            Cell::Value(value) => value.speak(voice),
            Cell::Text(text) => text.speak(voice),
        }
    }
}

impl<T: Into<Quantity>> From<T> for Cell {
    fn from(quantity: T) -> Cell {
        Cell::Value(Value::of(quantity))
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Cell {
        Cell::Text(text)
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Cell {
        Cell::Value(value)
    }
}
