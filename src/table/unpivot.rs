//! A table with a column for each period -> a row for each cell of these columns.

use std::borrow::Cow;

use crate::csv::{AsideKind, Flaw};
use crate::table::append::Part;
use crate::table::column::Column;
use crate::table::decide::{self, Kind};
use crate::table::dictionary::Hashes;
use crate::table::names;
use crate::table::reader::Table;
use crate::table::store::Growing;
use crate::table::values::NO_NUMBER;
use crate::value::Decimal;

/// How a table is turned.
pub(crate) struct Turned<'a> {
    /// The columns that stay, from left to right.
    pub(crate) kept: &'a [usize],
    /// The columns of periods.
    pub(crate) periods: &'a [usize],
    /// The period of a cell of these columns, by row and place among `periods`.
    pub(crate) period: &'a dyn Fn(u32, usize) -> String,
    /// What the columns of the periods and of their cells are called.
    pub(crate) names: [&'a str; 2],
}

impl Table {
    /// A row for each cell of the periods that holds something else than nothing or 0, behind the cells of the
    /// columns that stay. A record that cannot be read as the others is one row, flawed as before. The rows
    /// keep the file and the record they came from.
    pub(crate) fn unpivot(&self, turned: &Turned) -> Table {
        let first = self.columns.first();
        let hashes = first.map_or_else(|| Hashes::new(0), |column| column.hashes.clone());
        let numbers: Vec<_> = turned
            .periods
            .iter()
            .map(|at| &self.columns[*at])
            .map(|column| match column.decision.kind {
                Kind::Integer | Kind::Decimal => column.decimals(&column.decision.number).values,
                _ => Vec::new(),
            })
            .collect();
        let idle = |row: u32, at: usize| {
            let number = numbers[at].get(row as usize);
            self.columns[turned.periods[at]].is_missing(row) || number == Some(&0)
        };
        let flawed: Vec<u32> = self.flaws.iter().map(|flaw| flaw.record).collect();
        // Each new row's old row, and its place among the periods.
        let mut cells: Vec<(u32, Option<usize>)> = Vec::new();
        let mut flaws: Vec<Flaw> = Vec::new();
        for row in 0..self.rows {
            if let Ok(flaw) = flawed.binary_search(&(row + 1)) {
                cells.push((row, None));
                flaws.push(Flaw {
                    record: cells.len() as u32,
                    ..self.flaws[flaw]
                });
                continue;
            }
            let there = (0..turned.periods.len()).filter(|at| !idle(row, *at));
            cells.extend(there.map(|at| (row, Some(at))));
        }
        let mut header: Vec<String> = turned
            .kept
            .iter()
            .map(|at| self.columns[*at].name.clone())
            .collect();
        header.extend(turned.names.map(str::to_owned));
        let width = header.len();
        let columns = names::unique(&header).into_iter().enumerate();
        let columns = columns.map(|(new, name)| {
            let mut store = Growing::new();
            for (row, at) in &cells {
                let text = match (turned.kept.get(new), at) {
                    (Some(old), _) => self.columns[*old].text(*row),
                    (None, None) => Cow::Borrowed(""),
                    (None, Some(at)) if new + 1 == width => {
                        self.columns[turned.periods[*at]].text(*row)
                    }
                    (None, Some(at)) => Cow::Owned((turned.period)(*row, *at)),
                };
                store.push(&text, &hashes);
            }
            let store = store.freeze();
            let decision = decide::decide(&store, self.facts.delimiter, flaws.len() as u64);
            Column::new(name, store, decision, hashes.clone())
        });
        let columns = columns.collect();
        let mut table = Table {
            columns,
            facts: self.facts.clone(),
            rows: cells.len() as u32,
            flaws,
            parts: vec![Part {
                name: self.facts.name.clone(),
                start: 0,
                records: cells.iter().map(|(row, _)| row + 1).collect(),
                repeated: Vec::new(),
                places: self.places.clone(),
            }],
            places: self.places.clone(),
        };
        let amounts = table.columns.last();
        let comma = amounts.is_some_and(|it| it.decision.number.decimal_point == b',');
        for aside in &mut table.facts.aside {
            if aside.kind == AsideKind::Total {
                aside.cells = self.total_turned(turned, &aside.cells, comma);
            }
        }
        table
    }

    /// A total row in the new columns: what it tells of the periods, added up and written as their cells are.
    fn total_turned(&self, turned: &Turned, cells: &[String], comma: bool) -> Vec<String> {
        let cell = |at: &usize| cells.get(*at).cloned().unwrap_or_default();
        let told = turned
            .periods
            .iter()
            .filter_map(|at| self.columns[*at].decimal(&cell(at)));
        let scale = told.clone().map(|number| number.scale).max();
        let sum = scale.and_then(|scale| {
            let parts: Option<Vec<i128>> = told.map(|number| number.at_scale(scale)).collect();
            Some(Decimal::new(parts?.iter().sum(), scale))
        });
        let mut new: Vec<String> = turned.kept.iter().map(cell).collect();
        let mut sum = sum.map_or_else(String::new, |sum| sum.to_string());
        if comma {
            sum = sum.replace('.', ",");
        }
        new.extend([String::new(), sum]);
        new
    }

    /// Per row what these columns add up to, at the returned scale; `None` where none of them holds a number.
    pub(crate) fn sums_of(&self, columns: &[usize]) -> (Vec<Option<i128>>, u8) {
        let read: Vec<_> = columns
            .iter()
            .map(|at| &self.columns[*at])
            .map(|column| column.decimals(&column.decision.number))
            .collect();
        let scale = read.iter().map(|column| column.scale).max().unwrap_or(0);
        let mut sums = vec![None; self.rows as usize];
        for column in &read {
            let factor = 10_i128.pow(u32::from(scale - column.scale));
            for (sum, value) in sums.iter_mut().zip(&column.values) {
                if *value != NO_NUMBER {
                    *sum = Some(sum.unwrap_or(0) + i128::from(*value) * factor);
                }
            }
        }
        (sums, scale)
    }
}
