//! Columns whose headers only count (`col1`, `column_2`, or none at all) -> roles, where the values leave
//! no doubt. What stays open is asked.
//!
//! Evidence: of several dates the one that is never after the others; three numbers of which the first
//! two multiply to the third; the one column of positive decimals; ids with a label (`Cus001`), by the
//! label, by the file's name, or by what depends on what: an order has one day and one customer.

mod goods;

use crate::schema::header::file_subject;
use crate::schema::role::Role;
use crate::table::{Column, Kind, MISSING, NO_DAY, NO_NUMBER, Table};

/// So many of a hundred rows are evidence.
const NEARLY_ALL: usize = 99;
/// Fewer values name no set of things.
const LEAST_VALUES: usize = 5;

/// A column of statuses has no more values than this.
const MOST_STATUSES: u32 = 12;
/// Words of statuses.
const STATUSES: [&str; 9] = [
    "return",
    "deliver",
    "transit",
    "ship",
    "complete",
    "cancel",
    "refund",
    "pending",
    "fulfilled",
];

/// How ids begin, and what they identify.
const LABELS: [(&str, Role); 12] = [
    ("cus", Role::CustomerId),
    ("cust", Role::CustomerId),
    ("customer", Role::CustomerId),
    ("user", Role::CustomerId),
    ("prod", Role::Product),
    ("sku", Role::Product),
    ("item", Role::Product),
    ("mark", Role::Market),
    ("store", Role::Market),
    ("ord", Role::OrderId),
    ("order", Role::OrderId),
    ("inv", Role::OrderId),
];

/// Whether no header says anything.
pub(super) fn headers_are_silent(table: &Table) -> bool {
    table.columns.iter().all(|column| is_generic(&column.name))
}

/// A header that only counts: `col1`, `column_2`, `7`.
pub(super) fn is_generic(header: &str) -> bool {
    let letters: String = header.chars().filter(|c| c.is_alphabetic()).collect();
    let names = [
        "", "col", "column", "field", "feld", "spalte", "f", "c", "v", "x", "var",
    ];
    header.chars().any(|c| c.is_ascii_digit())
        && names.contains(&letters.to_ascii_lowercase().as_str())
}

/// The roles that the values leave no doubt about, by column.
pub(super) fn roles(table: &Table) -> Vec<(usize, Role)> {
    let mut found = Vec::new();
    let day = order_day(table);
    found.extend(day.map(|column| (column, Role::OrderDay)));
    match product_of_two(table) {
        Some([quantity, price, amount]) => found.extend([
            (amount, Role::Amount),
            (quantity, Role::Quantity),
            (price, Role::UnitPrice),
        ]),
        None => found.extend(only_decimals(table).map(|column| (column, Role::Amount))),
    }
    found.extend(ids(table, day));
    found.extend(status(table).map(|column| (column, Role::Status)));
    found.extend(goods::roles(table, &found));
    found
}

/// The one column of few words, most of which tell what became of goods.
fn status(table: &Table) -> Option<usize> {
    let tells = |column: &Column| {
        let few = column.decision.kind == Kind::Text && column.distinct() <= MOST_STATUSES;
        let texts = if few {
            column.coded().entries
        } else {
            Vec::new()
        };
        let known = |text: &&String| {
            let lower = text.to_ascii_lowercase();
            STATUSES.iter().any(|word| lower.contains(word))
        };
        let told = texts.iter().filter(known).count();
        told >= 2 && told * 2 >= texts.len()
    };
    let columns = 0..table.columns.len();
    let found: Vec<usize> = columns.filter(|at| tells(&table.columns[*at])).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// The only column of dates, or the one that is never after the others.
fn order_day(table: &Table) -> Option<usize> {
    let days: Vec<(usize, Vec<i32>)> = (0..table.columns.len())
        .filter(|column| table.columns[*column].holds_days())
        .filter_map(|at| {
            let column = &table.columns[at];
            Some((at, column.days(column.decision.date?).values))
        })
        .collect();
    let before = |a: &[i32], b: &[i32]| {
        let both = a
            .iter()
            .zip(b)
            .filter(|(a, b)| **a != NO_DAY && **b != NO_DAY);
        let (rows, after) = both.fold((0, 0), |(rows, after), (a, b)| {
            (rows + 1, after + usize::from(a > b))
        });
        after * 100 <= rows * (100 - NEARLY_ALL)
    };
    let first = days
        .iter()
        .find(|(_, own)| days.iter().all(|(_, other)| before(own, other)));
    first.map(|(column, _)| *column)
}

/// Numbers of the columns that hold some, with their scales.
fn numbers(table: &Table) -> Vec<(usize, Vec<i64>, u8)> {
    let columns = table.columns.iter().enumerate();
    let numeric = columns.filter(|(_, column)| column.holds_numbers());
    numeric
        .map(|(at, column)| {
            let decimals = column.decimals(&column.decision.number);
            (at, decimals.values, decimals.scale)
        })
        .collect()
}

/// Quantity, unit price and amount: whole pieces times a price make the amount in nearly all rows.
fn product_of_two(table: &Table) -> Option<[usize; 3]> {
    let numbers = numbers(table);
    let mut found = Vec::new();
    for (q, quantities, q_scale) in &numbers {
        let pieces = table.columns[*q].decision.kind == Kind::Integer;
        for (p, prices, p_scale) in numbers.iter().filter(|(p, ..)| pieces && p != q) {
            for (a, amounts, a_scale) in numbers.iter().filter(|(a, ..)| a != q && a != p) {
                let ten = |scale: u8| 10_i128.checked_pow(u32::from(scale));
                let (Some(left), Some(right)) = (ten(*a_scale), ten(*q_scale + *p_scale)) else {
                    continue;
                };
                let (mut rows, mut agree, mut telling) = (0_usize, 0_usize, 0_usize);
                for ((quantity, price), amount) in quantities.iter().zip(prices).zip(amounts) {
                    if [quantity, price, amount].contains(&&NO_NUMBER) {
                        continue;
                    }
                    rows += 1;
                    telling += usize::from(quantity != &1 && price != amount);
                    let product = i128::from(*quantity) * i128::from(*price);
                    agree += usize::from(
                        product.checked_mul(left) == i128::from(*amount).checked_mul(right),
                    );
                }
                // A few rows may hold another price than the usual one.
                if rows >= LEAST_VALUES && agree * 100 >= rows * 95 && telling * 4 >= rows {
                    found.push([*q, *p, *a]);
                }
            }
        }
    }
    match found[..] {
        [one] => Some(one),
        // Both factors whole: the pieces are the smaller numbers.
        [one, other] if one[2] == other[2] && one[0] == other[1] => {
            let largest = |column: usize| {
                let own = numbers.iter().find(|(at, ..)| *at == column);
                own.and_then(|(_, values, _)| values.iter().max()).copied()
            };
            Some(if largest(one[0]) <= largest(one[1]) {
                one
            } else {
                other
            })
        }
        _ => None,
    }
}

/// The one column of decimals that are positive and not mere shares.
fn only_decimals(table: &Table) -> Option<usize> {
    let money = |(at, values, scale): &(usize, Vec<i64>, u8)| {
        let one = 10_i64.checked_pow(u32::from(*scale))?;
        let told = values.iter().filter(|value| **value != NO_NUMBER);
        let (rows, low) = told.clone().fold((0, 0), |(rows, low), value| {
            (rows + 1, low + usize::from(*value < 0))
        });
        let sound = low * 100 <= rows * (100 - NEARLY_ALL) && told.max() > Some(&one);
        (*scale > 0 && *scale < 9 && sound).then_some(*at)
    };
    let found: Vec<usize> = numbers(table).iter().filter_map(money).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
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

/// A column of ids with what they identify, as far as it is known.
struct Ids {
    column: usize,
    codes: Vec<u32>,
    values: usize,
    role: Option<Role>,
}

fn ids(table: &Table, day: Option<usize>) -> Vec<(usize, Role)> {
    let columns = table.columns.iter().enumerate();
    let mut ids: Vec<Ids> = columns
        .filter_map(|(at, column)| id_column(at, column))
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

/// Codes of letters and digits, or numbers with leading zeros.
fn id_column(at: usize, column: &Column) -> Option<Ids> {
    if !matches!(column.decision.kind, Kind::Text | Kind::Id) {
        return None;
    }
    let coded = column.coded();
    let label = |text: &String| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_#.".contains(&byte));
        plain && digits >= 2
    };
    let labelled = coded.entries.iter().filter(|text| label(text)).count();
    let values = coded.entries.len();
    if values < LEAST_VALUES || labelled * 100 < values * NEARLY_ALL {
        return None;
    }
    let prefix = |text: &String| -> String {
        let letters = text.chars().take_while(|c| c.is_ascii_alphabetic());
        letters.collect::<String>().to_ascii_lowercase()
    };
    let first = prefix(&coded.entries[0]);
    let alike = coded
        .entries
        .iter()
        .filter(|text| prefix(text) == first)
        .count();
    let named = LABELS
        .iter()
        .find(|(name, _)| alike == values && *name == first);
    Some(Ids {
        column: at,
        codes: coded.codes,
        values,
        role: named.map(|(_, role)| *role),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(csv: &str) -> Vec<(usize, Role)> {
        let mut reader = crate::table::TableReader::new("x.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        roles(&reader.finish().unwrap())
    }

    #[test]
    fn pieces_times_price_make_the_amount() {
        let rows = (1..40).map(|i| {
            format!(
                "2020-01-{:02},K{:03},{},{},{}\n",
                i % 28 + 1,
                i % 9,
                i % 4 + 1,
                100 + i,
                (i % 4 + 1) * (100 + i)
            )
        });
        let csv: String = std::iter::once("col1,col2,col3,col4,col5\n".to_owned())
            .chain(rows)
            .collect();
        assert_eq!(
            told(&csv),
            [
                (0, Role::OrderDay),
                (4, Role::Amount),
                (2, Role::Quantity),
                (3, Role::UnitPrice),
                (1, Role::CustomerId)
            ]
        );
    }

    #[test]
    fn two_columns_of_positive_decimals_are_not_told_apart() {
        let csv = "c1,c2\n1.50,2.75\n3.25,9.10\n4.00,1.25\n7.75,8.50\n";
        assert_eq!(told(csv), []);
    }

    #[test]
    fn headers_that_count_are_silent() {
        assert!(is_generic("col1") && is_generic("column_12") && is_generic("3"));
        assert!(!is_generic("amount") && !is_generic("col") && !is_generic("Q1 sales"));
    }
}
