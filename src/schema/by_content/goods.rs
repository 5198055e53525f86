//! Columns without headers that tell what was sold: the product, its name and kind, how many pieces,
//! and what was earned.
//!
//! Evidence: what settles the unit price is the product, and so is the one label beside order and buyer;
//! its name goes with it both ways; of what it settles the coarsest is its kind. Pieces make the amounts
//! of a product multiples of few prices. Profit is below the amount in every row, and sometimes a loss.

use super::{NEARLY_ALL, numbers};
use crate::schema::role::{Role, Shape};
use crate::schema::shape::fits;
use crate::table::{Kind, MISSING, NO_NUMBER, Table};
use crate::value::order;

/// A product stands in so many rows at least, on average.
const LEAST_ROWS: usize = 2;
/// So much of a hundred rows have the usual price of their product.
const USUAL: usize = 95;
/// A kind of products holds several.
const LEAST_KINDS: usize = 2;
/// Pieces leave at most this part of the different amounts a product has.
const FEWER_PRICES: f64 = 0.75;

/// A column of texts: its place, its codes and how many values it has.
type Text = (usize, Vec<u32>, usize);

/// The roles that follow from those that are found: the columns taken by them.
pub(super) fn roles(table: &Table, found: &[(usize, Role)]) -> Vec<(usize, Role)> {
    let of = |role: Role| {
        found
            .iter()
            .find(|taken| taken.1 == role)
            .map(|taken| taken.0)
    };
    let taken = |column: usize| found.iter().any(|taken| taken.0 == column);
    let mut more = Vec::new();
    let columns = 0..table.columns.len();
    let texts: Vec<Text> = columns
        .filter(|at| table.columns[*at].decision.kind == Kind::Text)
        .map(|at| (at, table.columns[at].coded()))
        .map(|(at, coded)| (at, coded.codes, coded.entries.len()))
        .collect();
    // Currencies are told by their codes, whatever they go with.
    let open = |at: usize| !taken(at) && !fits(table, at, Shape::CurrencyCode);
    let free: Vec<&Text> = texts.iter().filter(|(at, ..)| open(*at)).collect();
    let product = of(Role::Product).and_then(|at| texts.iter().find(|text| text.0 == at));
    let (id, named) = match (product, of(Role::UnitPrice)) {
        (Some(id), _) => (
            Some(id),
            free.iter().copied().find(|name| goes_with(id, name)),
        ),
        (None, Some(price)) => (None, priced(table, &free, price)),
        _ => (None, None),
    };
    more.extend(named.map(|name| (name.0, Role::ProductName)));
    if let Some(thing) = named.or(id) {
        more.extend(kind_of(thing, &free).map(|at| (at, Role::Category)));
        if let Some(amount) = of(Role::Amount) {
            if of(Role::Quantity).is_none() {
                more.extend(pieces(table, amount, &thing.1).map(|at| (at, Role::Quantity)));
            }
            more.extend(profit(table, amount).map(|at| (at, Role::Profit)));
        }
    }
    let buyer = of(Role::CustomerId).and_then(|at| texts.iter().find(|text| text.0 == at));
    let name = buyer.and_then(|id| {
        let rest = |text: &&&Text| text.0 != id.0 && !more.iter().any(|have| have.0 == text.0);
        free.iter().filter(rest).find(|name| goes_with(id, name))
    });
    more.extend(name.map(|name| (name.0, Role::CustomerName)));
    more
}

/// How many of a hundred rows have the most frequent `b` of their `a`.
fn settled(a: &[u32], b: &[i64]) -> usize {
    let mut pairs: Vec<(u32, i64)> = a.iter().copied().zip(b.iter().copied()).collect();
    pairs.retain(|(a, _)| *a != MISSING);
    order::sort(&mut pairs);
    let usual: usize = pairs
        .chunk_by(|one, other| one.0 == other.0)
        .map(|group| {
            let runs = group.chunk_by(|one, other| one.1 == other.1);
            runs.map(<[_]>::len).max().unwrap_or(0)
        })
        .sum();
    usual * 100 / pairs.len().max(1)
}

fn wide(codes: &[u32]) -> Vec<i64> {
    codes.iter().map(|code| i64::from(*code)).collect()
}

/// Each of one has one of the other, and the other way round.
fn goes_with(a: &Text, b: &Text) -> bool {
    let about = a.2.abs_diff(b.2) * 20 <= a.2;
    about && settled(&a.1, &wide(&b.1)) >= USUAL && settled(&b.1, &wide(&a.1)) >= USUAL
}

/// The column that settles the unit price: the one of most values, where there are several.
fn priced<'a>(table: &Table, free: &[&'a Text], price: usize) -> Option<&'a Text> {
    let numbers = numbers(table);
    let prices = &numbers.iter().find(|(at, ..)| *at == price)?.1;
    let several = prices.iter().any(|price| *price != prices[0]);
    let settles = |text: &&&Text| {
        text.2 >= LEAST_KINDS
            && text.2 * LEAST_ROWS <= table.rows as usize
            && settled(&text.1, prices) >= USUAL
    };
    let best = free
        .iter()
        .filter(settles)
        .max_by_key(|text| (text.2, usize::MAX - text.0));
    best.filter(|_| several).copied()
}

/// Of the columns that the product settles, the one of fewest values.
fn kind_of(thing: &Text, free: &[&Text]) -> Option<usize> {
    let fits = |text: &&&Text| {
        let coarser = text.2 >= LEAST_KINDS && text.2 * LEAST_KINDS <= thing.2;
        coarser && text.0 != thing.0 && settled(&thing.1, &wide(&text.1)) >= NEARLY_ALL
    };
    let best = free.iter().filter(fits).min_by_key(|text| (text.2, text.0));
    best.map(|text| text.0)
}

/// The column of whole numbers by which the amounts of a product become few prices.
fn pieces(table: &Table, amount: usize, product: &[u32]) -> Option<usize> {
    let numbers = numbers(table);
    let amounts = &numbers.iter().find(|(at, ..)| *at == amount)?.1;
    let different = |by: &dyn Fn(usize) -> i64| {
        let known = (0..amounts.len())
            .filter(|row| product[*row] != MISSING && amounts[*row] > 0 && by(*row) > 0);
        let mut prices: Vec<(u32, i64, i64)> = known
            .map(|row| {
                let common = divisor(amounts[row], by(row));
                (product[row], amounts[row] / common, by(row) / common)
            })
            .collect();
        let rows = prices.len();
        order::sort(&mut prices);
        prices.dedup();
        (prices.len(), rows)
    };
    let (as_written, rows) = different(&|_| 1);
    let fits = |(at, values, scale): &(usize, Vec<i64>, u8)| {
        let whole = *scale == 0 && table.columns[*at].decision.kind == Kind::Integer;
        let several = values.iter().any(|value| *value > 1);
        if *at == amount || !whole || !several || values.iter().any(|v| *v < 1 && *v != NO_NUMBER) {
            return None;
        }
        let (prices, told) = different(&|row| values[row]);
        let fewer = prices as f64 <= as_written as f64 * FEWER_PRICES;
        (fewer && told * 100 >= rows * NEARLY_ALL).then_some(*at)
    };
    let found: Vec<usize> = numbers.iter().filter_map(fits).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// The one column of decimals of both signs that is never above the amount.
fn profit(table: &Table, amount: usize) -> Option<usize> {
    let numbers = numbers(table);
    let (_, amounts, amount_scale) = numbers.iter().find(|(at, ..)| *at == amount)?;
    let fits = |(at, values, scale): &(usize, Vec<i64>, u8)| {
        let finest = (*scale).max(*amount_scale);
        let ten = |own: u8| 10_i128.pow(u32::from(finest - own));
        let (mut rows, mut above, mut below) = (0_usize, 0, 0_usize);
        for (value, amount) in values.iter().zip(amounts) {
            if [value, amount].contains(&&NO_NUMBER) {
                continue;
            }
            rows += 1;
            below += usize::from(*value < 0);
            let more = i128::from(*value) * ten(*scale) > i128::from(*amount) * ten(*amount_scale);
            above += usize::from(more);
        }
        let both = below * 100 >= rows && below * 2 < rows;
        (*at != amount && *scale > 0 && both && above == 0).then_some(*at)
    };
    let found: Vec<usize> = numbers.iter().filter_map(fits).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}
