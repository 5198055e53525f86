//! A text -> the customers whose name or id holds it, whatever letters are capitals.

use crate::dataset::{Customer, Dataset};
use crate::figure::{Column, Grid, Key, Row, Trace};
use crate::say::Text;
use crate::value::order;

/// So many are listed; how many there are is told.
const LISTED: usize = 100;

/// Those first whose name or id begins so, each group by name. Nobody, where the text is empty.
pub(super) fn customers(dataset: &Dataset, text: &str) -> Grid {
    let wanted = text.trim().to_lowercase();
    let place = |customer: &Customer| {
        let places = [customer.label(), &customer.id].map(|said| said.to_lowercase().find(&wanted));
        places.into_iter().flatten().min()
    };
    let mut found: Vec<(bool, &Customer)> = Vec::new();
    if !wanted.is_empty() {
        let all = dataset.customers.iter();
        found.extend(all.filter_map(|it| Some((place(it)? > 0, it))));
    }
    order::sort_by(&mut found, |a, b| {
        let key = |it: &(bool, &Customer)| (it.0, it.1.label().to_lowercase());
        key(a).cmp(&key(b)).then(a.1.id.cmp(&b.1.id))
    });
    let row = |(_, customer): &(bool, &Customer)| {
        let key = Key::new("customer", customer.id.as_str());
        let cells = [customer.label(), &customer.id].map(|said| Text::verbatim(said).into());
        let mut row = Row::new(cells.to_vec(), 1, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let columns = ["column.customer", "column.customer_id"].map(Column::words);
    let rows = found.iter().take(LISTED).map(row).collect();
    Grid {
        total_rows: found.len() as u64,
        ..Grid::new("found", Text::none(), columns.to_vec(), rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_found_by_name_and_id_and_those_that_begin_so_come_first() {
        let mut data = Dataset::of_orders(&[
            ("c1", "2024-01-01", "5"),
            ("c2", "2024-01-02", "3"),
            ("c3", "2024-01-03", "2"),
            ("ANNEX", "2024-01-04", "9"),
        ]);
        for (customer, name) in data
            .customers
            .iter_mut()
            .zip(["Zoe", "Joanna", "Anna", "Öz"])
        {
            customer.name = Some(name.to_owned());
        }
        // Ids are sorted: ANNEX is Zoe's, c1 Joanna's, c2 Anna's, c3 Öz's.
        let said = |text: &str| {
            let rows = customers(&data, text).rows;
            let keys = rows.iter().map(|row| row.key.clone().unwrap().value);
            keys.collect::<Vec<_>>()
        };
        assert_eq!(said("ann"), ["c2", "ANNEX", "c1"]);
        assert_eq!(said("öZ"), ["c3"]);
        assert_eq!(said("C"), ["c2", "c1", "c3"]);
        assert_eq!((said(" "), said("nobody")), (vec![], vec![]));
        assert_eq!(customers(&data, "n").total_rows, 3);
    }
}
