//! One understood file: a table and what its columns mean.

use crate::schema::mapping::Mapping;
use crate::schema::role::Role;
use crate::table::{Column, Table};
use crate::value::Map;

/// One understood file.
pub struct Source {
    /// Its cells.
    pub table: Table,
    /// What its columns mean.
    pub mapping: Mapping,
}

impl Source {
    /// Understands a table, with the roles the user chose.
    pub fn of(table: Table, chosen: &Map<String>) -> Source {
        let mapping = Mapping::of(&table, chosen);
        Source { table, mapping }
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
