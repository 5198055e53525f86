//! Exports that write the fields of an order on its first line only: on the lines below they are empty
//! and hold what the first line says.

use crate::schema::mapping::Mapping;
use crate::schema::role::Role;
use crate::table::{MISSING, Table};

/// Which columns stand on an order's first line alone, and which line is first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderFields {
    /// Per row the first row of its order.
    pub first: Vec<u32>,
    /// Per column whether it stands on first lines alone.
    pub columns: Vec<bool>,
    /// Rows that are not the first of their order.
    pub below: u64,
}

impl OrderFields {
    /// Of a table whose order id repeats from line to line while day or buyer stand only once.
    pub(super) fn of(table: &Table, mapping: &Mapping) -> Option<OrderFields> {
        let id = mapping.column(Role::OrderId)?;
        let codes = table.columns[id].codes().0;
        let mut first: Vec<u32> = Vec::with_capacity(codes.len());
        let mut below = Vec::new();
        for (row, code) in codes.iter().enumerate() {
            match first.last().copied() {
                Some(before) if *code == MISSING || *code == codes[before as usize] => {
                    below.push(row as u32);
                    first.push(before);
                }
                _ => first.push(row as u32),
            }
        }
        let alone = |column: usize| {
            let column = &table.columns[column];
            below.iter().all(|row| column.is_missing(*row))
        };
        let telling = [Role::OrderDay, Role::CustomerId].map(|role| mapping.column(role));
        if below.is_empty() || !telling.into_iter().flatten().any(alone) {
            return None;
        }
        let columns = (0..table.columns.len()).map(|column| column == id || alone(column));
        Some(OrderFields {
            columns: columns.collect(),
            first,
            below: below.len() as u64,
        })
    }
}
