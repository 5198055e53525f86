//! A table as data.

use serde::{Deserialize, Serialize};

use crate::figure::{Key, Trace};
use crate::say::{Quantity, Spoken, Text, Value, Voice, spoken};

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

impl Spoken for Grid {
    fn speak(&mut self, voice: &Voice) {
        self.title.speak(voice);
        self.columns.speak(voice);
        self.rows.speak(voice);
        for column in 0..self.columns.len() {
            align(&mut self.rows, column);
        }
    }
}

/// Says the numbers of a column with as many decimals as the most exact of them, so that their points
/// stand below each other: 32,487.00 below 34,847.40. What is measured otherwise, as in another
/// currency, lines up by itself.
fn align(rows: &mut [Row], column: usize) {
    let mut values: Vec<&mut Value> = rows
        .iter_mut()
        .filter_map(|row| match row.cells.get_mut(column)? {
            Cell::Value(value) => Some(value),
            Cell::Text(_) => None,
        })
        .collect();
    let mut most: Vec<(String, usize)> = Vec::new();
    for (unit, places) in values.iter().filter_map(|value| value.decimals()) {
        match most.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, most)) => *most = places.max(*most),
            None => most.push((unit, places)),
        }
    }
    for value in &mut values {
        let mine = value.decimals();
        let found = mine.and_then(|(unit, _)| most.iter().find(|(known, _)| *known == unit));
        if let Some((_, places)) = found {
            value.with_decimals(*places);
        }
    }
}

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

impl Spoken for Cell {
    fn speak(&mut self, voice: &Voice) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Decimal;

    #[test]
    fn the_numbers_of_a_column_have_their_points_below_each_other() {
        let money = |text: &str, currency| {
            Cell::from(Quantity::money(Decimal::parse(text).unwrap(), currency))
        };
        let dollars = |text: &str| money(text, Some("USD"));
        let columns: Vec<Vec<Cell>> = vec![
            vec![dollars("34847.4"), dollars("32487"), dollars("0")],
            vec![dollars("12"), dollars("7"), dollars("0")],
            vec![dollars("1.5"), money("300", Some("JPY")), dollars("-2")],
            vec![
                money("961.54", None),
                Quantity::days(26.0).into(),
                4_u64.into(),
            ],
            [24.9, 15.36, 1.0]
                .map(|days| Quantity::days(days).into())
                .to_vec(),
            // Not so exact that a digit would be made up.
            [6.9655, 12.4987, 3.0]
                .map(|n| Quantity::number(n).into())
                .to_vec(),
            vec![
                7_u64.into(),
                Value::missing(Text::none()).into(),
                1_200_u64.into(),
            ],
        ];
        let row = |at: usize| {
            let cells = columns.iter().map(|column| column[at].clone()).collect();
            Row::new(cells, 1, Trace::counted())
        };
        let names = columns.iter().map(|_| Column::numbers("column.revenue"));
        let mut grid = Grid::new(
            "t",
            Text::none(),
            names.collect(),
            (0..3).map(row).collect(),
        );
        grid.speak(&Voice::of("en"));
        let said = |column: usize| {
            let cells = grid.rows.iter().map(|row| match &row.cells[column] {
                Cell::Value(value) => value.exact.as_str(),
                Cell::Text(_) => "",
            });
            cells.collect::<Vec<_>>()
        };
        assert_eq!(said(0), ["$34,847.40", "$32,487.00", "$0"]);
        assert_eq!(said(1), ["$12", "$7", "$0"]);
        assert_eq!(said(2), ["$1.50", "\u{a5}300", "\u{2212}$2.00"]);
        assert_eq!(said(3), ["961.54", "26 days", "4"]);
        assert_eq!(said(4), ["24.90 days", "15.36 days", "1.00 days"]);
        assert_eq!(said(5), ["6.9655", "12.50", "3.0000"]);
        assert_eq!(said(6), ["7", "\u{2014}", "1,200"]);
    }
}
