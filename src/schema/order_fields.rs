//! Exports that write the fields of an order on its first line only: on the lines below they are empty
//! and hold what the first line says.

use crate::schema::mapping::Mapping;
use crate::schema::role::Role;
use crate::table::{MISSING, Table};

/// Amounts alone tell first lines when so many rows of a hundred are further lines: fewer may be gaps.
const ENOUGH_LINES: usize = 5;
/// So many rows are looked at first.
const FIRST: u32 = 10_000;

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
    /// Of a table whose order id repeats from line to line while day, buyer or amount stand only once.
    pub(super) fn of(table: &Table, mapping: &Mapping) -> Option<OrderFields> {
        let id = mapping.column(Role::OrderId)?;
        // What stands in every row stands not on first lines alone: most files are done here.
        let tell = [Role::OrderDay, Role::CustomerId, Role::Amount];
        let told = tell.iter().filter_map(|role| mapping.column(*role));
        let mut told: Vec<usize> = told.collect();
        let missing = |column: usize, row: u32| table.columns[column].is_missing(row);
        // Of the others most have a further line near the top that holds all of it.
        for row in 1..table.rows.min(FIRST) {
            if table.columns[id].same_clean(row - 1, row) && !missing(id, row) {
                told.retain(|column| missing(*column, row));
            }
        }
        let gaps = |column: &usize| (0..table.rows).any(|row| missing(*column, row));
        if !told.iter().any(gaps) {
            return None;
        }
        let codes = table.columns[id].codes().0;
        let who = [Role::OrderDay, Role::CustomerId].map(|role| mapping.column(role));
        // A row without an order's number that names a day or a buyer is no further line: it may be a total.
        let silent = |row: usize| {
            let named = who.iter().flatten();
            named
                .into_iter()
                .all(|column| table.columns[*column].is_missing(row as u32))
        };
        let flawed = |row: usize| {
            let record = row as u32 + 1;
            let flaws = &table.flaws;
            flaws
                .binary_search_by_key(&record, |flaw| flaw.record)
                .is_ok()
        };
        let mut first: Vec<u32> = Vec::with_capacity(codes.len());
        let (mut tops, mut below) = (Vec::new(), Vec::new());
        for (row, code) in codes.iter().enumerate() {
            let before = first.last().copied();
            let goes_on = before.filter(|before| match *code {
                MISSING => silent(row),
                code => code == codes[*before as usize],
            });
            first.push(goes_on.unwrap_or(row as u32));
            // What cannot be read proves nothing.
            if *code != MISSING || !flawed(row) {
                match goes_on {
                    Some(_) => below.push(row as u32),
                    None => tops.push(row as u32),
                }
            }
        }
        let alone = |column: usize| {
            let column = &table.columns[column];
            below.iter().all(|row| column.is_missing(*row))
        };
        let sums = || {
            let amount = mapping.column(Role::Amount)?;
            let column = &table.columns[amount];
            let there = tops.iter().all(|row| !column.is_missing(*row));
            Some(there && below.len() * 100 >= codes.len() * ENOUGH_LINES && alone(amount))
        };
        let told = who.into_iter().flatten().any(alone) || sums() == Some(true);
        if below.is_empty() || !told {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Map;

    fn below(csv: &str) -> Option<u64> {
        let mut reader = crate::table::TableReader::new("orders.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        let table = reader.finish().unwrap();
        let mapping = Mapping::of(&table, &Map::new());
        Some(OrderFields::of(&table, &mapping)?.below)
    }

    const HEAD: &str = "order id,order date,customer,product,order total\n";

    #[test]
    fn an_amount_on_the_first_line_alone_is_the_whole_orders() {
        let csv = format!("{HEAD}1,2020-01-01,a,x,5\n1,2020-01-01,a,y,\n2,2020-01-02,b,x,7\n");
        assert_eq!(below(&csv), Some(1));
        // A gap on a first line shows that amounts are merely missing.
        let csv = format!("{HEAD}1,2020-01-01,a,x,\n1,2020-01-01,a,y,\n2,2020-01-02,b,x,7\n");
        assert_eq!(below(&csv), None);
    }

    #[test]
    fn what_names_a_buyer_or_cannot_be_read_is_no_further_line() {
        let csv = format!("{HEAD}1,2020-01-01,a,x,5\n,,Total a,,5\n2,2020-01-02,b,x,7\n");
        assert_eq!(below(&csv), None);
        let csv = format!("{HEAD}1,2020-01-01,a,x,5\n2,2020-01-02,b,x,7\n3,\"x\"y,,,\n");
        assert_eq!(below(&csv), None);
    }
}
