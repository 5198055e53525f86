//! Columns without headers that name something: orders, buyers, products, markets.
//!
//! Evidence: a label (`Cus001`, `C7`) or an `@`; the file's name; what depends on what: an order has one
//! day and one buyer. What repeats beside an order may be its buyer; where two columns could be, none is.

use super::NEARLY_ALL;
use crate::schema::header::file_subject;
use crate::schema::role::Role;
use crate::table::{Column, Kind, MISSING, Table};

/// Fewer values name no set of things.
const LEAST_VALUES: usize = 5;
/// Fewer digits without a letter are cents or sizes.
const LEAST_DIGITS: usize = 3;

/// How ids begin, and what they identify.
const LABELS: [(&str, Role); 17] = [
    ("c", Role::CustomerId),
    ("cus", Role::CustomerId),
    ("cust", Role::CustomerId),
    ("customer", Role::CustomerId),
    ("kd", Role::CustomerId),
    ("user", Role::CustomerId),
    ("p", Role::Product),
    ("prod", Role::Product),
    ("sku", Role::Product),
    ("item", Role::Product),
    ("mark", Role::Market),
    ("store", Role::Market),
    ("o", Role::OrderId),
    ("ord", Role::OrderId),
    ("order", Role::OrderId),
    ("inv", Role::OrderId),
    ("re", Role::OrderId),
];

/// A column of ids with what they identify, as far as it is known.
struct Ids {
    column: usize,
    codes: Vec<u32>,
    values: usize,
    role: Option<Role>,
}

/// Whether one value of `a` goes with one value of `b` in nearly all rows.
fn determines(a: &[u32], b: &[u32]) -> bool {
    let most = a
        .iter()
        .filter(|code| **code != MISSING)
        .max()
        .map_or(0, |m| *m as usize + 1);
    let mut first = vec![MISSING; most];
    let mut breaks = 0;
    for (a, b) in a.iter().zip(b).filter(|(a, _)| **a != MISSING) {
        match first[*a as usize] {
            MISSING => first[*a as usize] = *b,
            known => breaks += usize::from(known != *b),
        }
    }
    breaks * 100 <= a.len() * (100 - NEARLY_ALL)
}

/// The roles of ids. Addresses name the buyer where something is sold on a day, and persons elsewhere.
pub(super) fn roles(table: &Table, day: Option<usize>, sold: bool) -> Vec<(usize, Role)> {
    let columns = table.columns.iter().enumerate();
    let mut ids: Vec<Ids> = columns
        .filter_map(|(at, column)| id_column(at, column, sold))
        .collect();
    let rows = table.rows as usize;
    let unique = |ids: &Ids| ids.values >= rows;
    // A list of customers, products or markets names them in its first column of ids.
    let listed = match file_subject(&table.facts.name).last().map(String::as_str) {
        Some("customer") => Some(Role::CustomerId),
        Some("product") => Some(Role::Product),
        Some("market") => Some(Role::Market),
        _ => None,
    };
    if let (Some(role), Some(first)) = (listed, ids.iter_mut().find(|ids| unique(ids))) {
        first.role = Some(role);
    }
    let days = day.map(|day| table.columns[day].codes().0);
    let order = ids
        .iter()
        .position(|ids| ids.role == Some(Role::OrderId))
        .or_else(|| {
            let days = days.as_ref()?;
            let open = |ids: &Ids| ids.role.is_none() && !unique(ids);
            ids.iter()
                .position(|ids| open(ids) && determines(&ids.codes, days))
        })
        .or_else(|| {
            // A label of its own in each row, beside one that repeats and may be the buyer.
            let again =
                |ids: &Ids| !unique(ids) && matches!(ids.role, None | Some(Role::CustomerId));
            let beside = days.is_some() && listed.is_none() && ids.iter().any(again);
            let free = |ids: &Ids| beside && ids.role.is_none() && unique(ids);
            ids.iter().position(free)
        });
    if let Some(order) = order {
        ids[order].role = Some(Role::OrderId);
    }
    if !ids.iter().any(|ids| ids.role == Some(Role::CustomerId)) {
        let belongs =
            |other: &Ids| order.is_none_or(|order| determines(&ids[order].codes, &other.codes));
        let open = ids
            .iter()
            .enumerate()
            .filter(|(_, ids)| ids.role.is_none() && !unique(ids));
        let open: Vec<usize> = open
            .filter(|(_, ids)| belongs(ids))
            .map(|(at, _)| at)
            .collect();
        // Several names of the same thing: the first of those with most values.
        let best = open
            .iter()
            .copied()
            .max_by_key(|at| (ids[*at].values, usize::MAX - at));
        let same =
            |at: &usize| best.is_some_and(|best| determines(&ids[best].codes, &ids[*at].codes));
        if let Some(best) = best.filter(|_| open.iter().all(same)) {
            ids[best].role = Some(Role::CustomerId);
        }
    }
    // Beside order and buyer, the one label that is left names what was sold.
    let known = |role| ids.iter().any(|ids| ids.role == Some(role));
    if known(Role::OrderId) && known(Role::CustomerId) && !known(Role::Product) {
        let mut open = ids
            .iter_mut()
            .filter(|ids| ids.role.is_none() && ids.values < rows);
        if let (Some(only), None) = (open.next(), open.next()) {
            only.role = Some(Role::Product);
        }
    }
    ids.iter()
        .filter_map(|ids| Some((ids.column, ids.role?)))
        .collect()
}

/// Codes of letters and digits, numbers with leading zeros, or addresses.
fn id_column(at: usize, column: &Column, sold: bool) -> Option<Ids> {
    if !matches!(column.decision.kind, Kind::Text | Kind::Id) {
        return None;
    }
    let coded = column.coded();
    let values = coded.entries.len();
    let nearly_all = |is: &dyn Fn(&String) -> bool| {
        let held = coded.entries.iter().filter(|text| is(text)).count();
        values > 0 && held * 100 >= values * NEARLY_ALL
    };
    let address = |text: &String| {
        text.split_once('@')
            .is_some_and(|(_, host)| host.contains('.'))
    };
    let label = |text: &String| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_#.".contains(&byte));
        plain && digits >= if letters { 1 } else { LEAST_DIGITS }
    };
    let addresses = sold && nearly_all(&address);
    if !addresses && (values < LEAST_VALUES || !nearly_all(&label)) {
        return None;
    }
    let prefix = |text: &String| -> String {
        let letters = text.chars().take_while(|c| c.is_ascii_alphabetic());
        letters.collect::<String>().to_ascii_lowercase()
    };
    let first = prefix(&coded.entries[0]);
    let alike = || coded.entries.iter().all(|text| prefix(text) == first);
    let named = LABELS.iter().find(|(name, _)| *name == first && alike());
    let role = match addresses {
        true => Some(Role::CustomerId),
        false => named.map(|(_, role)| *role),
    };
    Some(Ids {
        column: at,
        codes: coded.codes,
        values,
        role,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rows: impl Iterator<Item = String>) -> Vec<(usize, Role)> {
        let csv: String = std::iter::once("c1,c2,c3,c4\n".to_owned())
            .chain(rows)
            .collect();
        let mut reader = crate::table::TableReader::new("x.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        roles(&reader.finish().unwrap(), Some(1), true)
    }

    #[test]
    fn a_label_of_its_own_in_each_row_is_the_order_beside_what_repeats() {
        let row = |who: fn(u32) -> String| {
            (0..40_u32)
                .map(move |i| format!("X-{i:03},2020-01-{:02},{},{i}.50\n", i % 28 + 1, who(i)))
        };
        let both = [(0, Role::OrderId), (2, Role::CustomerId)];
        assert_eq!(told(row(|i| format!("C{}", i % 9 + 1))), both);
        assert_eq!(told(row(|i| format!("ann{}@x.org", i % 3))), both);
        // Words and small numbers may be anything: they are asked about.
        assert_eq!(told(row(|i| format!("{}", i % 9 + 1))), []);
        assert_eq!(
            told(row(|i| format!("Firm {}", ["A", "B"][i as usize % 2]))),
            []
        );
        // Digits alone may be the cents behind a comma.
        assert_eq!(told(row(|i| format!("0{}", i % 9 + 1))), []);
    }
}
