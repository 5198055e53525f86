//! One understood file: a table and what its columns mean.

use crate::schema::mapping::Mapping;
use crate::schema::order_fields::OrderFields;
use crate::schema::role::Role;
use crate::table::{Column, Table};
use crate::value::Map;

/// One understood file.
pub struct Source {
    /// Its cells.
    pub table: Table,
    /// What its columns mean.
    pub mapping: Mapping,
    /// Columns that stand on the first line of an order alone, where there are any.
    pub order_fields: Option<OrderFields>,
    /// The sources it was put together from; empty for a file.
    pub parts: Vec<usize>,
    /// Its rows stand in a source that was put together.
    pub is_part: bool,
}

impl Source {
    /// Understands a table, with the roles the user chose.
    pub fn of(table: Table, chosen: &Map<String>) -> Source {
        let mapping = Mapping::of(&table, chosen);
        let order_fields = OrderFields::of(&table, &mapping);
        Source {
            table,
            mapping,
            order_fields,
            parts: Vec::new(),
            is_part: false,
        }
    }

    /// Per row what its order's first line holds, for a column that stands there alone.
    pub(super) fn of_first_lines<T: Copy>(&self, column: usize, values: Vec<T>) -> Vec<T> {
        match &self.order_fields {
            Some(fields) if fields.columns[column] => {
                let first = fields.first.iter();
                first.map(|row| values[*row as usize]).collect()
            }
            _ => values,
        }
    }

    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<&Column> {
        self.mapping
            .column(role)
            .map(|index| &self.table.columns[index])
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.table.facts.name
    }
}
