//! Columns whose headers only count (`col1`, `column_2`, or none at all) -> roles, where the values leave
//! no doubt. What stays open is asked.
//!
//! Evidence: of several dates the one that is never after the others; three numbers of which the first
//! two multiply to the third; the one column of positive decimals; ids with a label (`Cus001`), by the
//! label, by the file's name, or by what depends on what: an order has one day and one customer.

mod goods;
mod ids;

use crate::schema::role::Role;
use crate::table::{Column, Kind, NO_DAY, NO_NUMBER, Table};

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

/// Whether no header says anything.
pub(crate) fn headers_are_silent(table: &Table) -> bool {
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
    let sold = day.filter(|_| found.iter().any(|taken| taken.1 == Role::Amount));
    found.extend(ids::roles(table, day, sold.is_some()));
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
