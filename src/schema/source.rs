//! One understood file: a table and what its columns mean.

use crate::say::Text;
use crate::schema::beside;
use crate::schema::blank_below::BlankBelow;
use crate::schema::mapping::Mapping;
use crate::schema::order_fields::OrderFields;
use crate::schema::parted_day;
use crate::schema::role::Role;
use crate::table::{Coded, Column, Table};
use crate::value::Map;

/// One understood file.
pub struct Source {
    /// Its cells.
    pub table: Table,
    /// What its columns mean.
    pub mapping: Mapping,
    /// Columns that stand on the first line of an order alone, where there are any.
    pub order_fields: Option<OrderFields>,
    /// Columns that are blank below the first row of a group, where there are any.
    pub blank_below: Option<BlankBelow>,
    /// The sources it was put together from; empty for a file.
    pub parts: Vec<usize>,
    /// Its rows stand in a source that was put together.
    pub is_part: bool,
    /// For each of its parts, which column there each of its columns is.
    pub part_columns: Vec<Vec<Option<usize>>>,
    /// What is to be said of how its parts were put together, or why it cannot be read as rows.
    pub notes: Vec<Text>,
    /// Its keys are compared without regard to capitals and noughts before digits.
    pub folds_keys: bool,
    /// The source whose rows these may go on, where only the user can say.
    pub goes_on: Option<usize>,
    /// Its rows are cells of columns that each stand for a period.
    pub unpivoted: bool,
    /// Columns of another table that stands beside the rows.
    pub beside: Vec<usize>,
}

impl Source {
    /// Understands a table, with the roles the user chose.
    pub fn of(mut table: Table, chosen: &Map<String>) -> Source {
        parted_day::join(&mut table);
        let beside = beside::columns(&table, chosen);
        beside.iter().for_each(|at| table.columns[*at].hide());
        let mapping = Mapping::of(&table, chosen);
        let order_fields = OrderFields::of(&table, &mapping);
        Source {
            table,
            mapping,
            order_fields,
            blank_below: None,
            parts: Vec::new(),
            is_part: false,
            part_columns: Vec::new(),
            notes: Vec::new(),
            folds_keys: false,
            goes_on: None,
            unpivoted: false,
            beside,
        }
    }

    /// Looks for columns that are blank below the first row of a group, and fills them where that was chosen.
    pub(super) fn look_below(&mut self, filled: bool) {
        self.blank_below = None;
        self.blank_below = BlankBelow::of(self, filled);
    }

    /// Per row what its order's first line holds, for a column that stands there alone; and what the first
    /// row of its group holds, where that was chosen.
    pub(super) fn of_first_lines<T: Copy>(&self, column: usize, values: Vec<T>) -> Vec<T> {
        let of = |first: &[u32], values: Vec<T>| -> Vec<T> {
            first.iter().map(|row| values[*row as usize]).collect()
        };
        let values = match &self.order_fields {
            Some(fields) if fields.columns[column] => of(&fields.first, values),
            _ => values,
        };
        let below = self.blank_below.as_ref();
        match below.and_then(|below| below.heads(column)) {
            Some(first) => of(first, values),
            None => values,
        }
    }

    /// Per row the one above that may say what it holds in a column: the first line of its order or the head of
    /// its group, whether or not that is taken for sure.
    pub(crate) fn stands_under(&self, column: usize) -> Option<&[u32]> {
        let fields = self.order_fields.as_ref();
        let first = fields.filter(|fields| fields.columns[column]);
        let below = || self.blank_below.as_ref()?.above(column);
        first.map_or_else(below, |fields| Some(&fields.first[..]))
    }

    /// A column's values as texts, each once, and their codes; what an order's first line says holds on the others.
    pub(crate) fn coded(&self, column: usize) -> Coded {
        let coded = self.table.columns[column].coded();
        let codes = self.of_first_lines(column, coded.codes);
        Coded { codes, ..coded }
    }

    /// The rows that say what these hold in a column, where blanks were filled from above.
    pub(crate) fn heads(&self, column: usize, rows: &[u32]) -> Vec<u32> {
        let below = self.blank_below.as_ref();
        match below.and_then(|below| below.heads(column)) {
            Some(first) => rows.iter().map(|row| first[*row as usize]).collect(),
            None => rows.to_vec(),
        }
    }

    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.mapping
            .column(role)
            .map(|index| &self.table.columns[index])
    }

    /// Whether it is a whole with a column that seems to hold amounts or prices.
    pub fn has_money(&self) -> bool {
        let any = [Role::Amount, Role::UnitPrice];
        !self.is_part && any.into_iter().any(|role| self.column(role).is_some())
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.table.facts.name
    }
}
