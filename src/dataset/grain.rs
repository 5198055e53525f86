//! Model -> what one row of the facts is.

use crate::dataset::Grain;
use crate::schema::{Model, Role};
use crate::table::{DateStyle, MISSING};
use crate::value::{Day, order};

/// So few rows and months are no series of periods.
const LEAST_ROWS: usize = 24;
const LEAST_MONTHS: usize = 3;

/// The grain, as far as it is known before orders are made.
pub(super) fn of(model: &Model, used: &[u32], customer: &[u32], day: &[Day]) -> Grain {
    match () {
        () if model.facts().unpivoted && model.tells_money() => Grain::Period,
        () if model.is_summary() && !customer.is_empty() => Grain::Customer,
        () if !model.tells_money() => Grain::Basket,
        () if is_period(model, used, day) => Grain::Period,
        () => Grain::OrderLine,
    }
}

/// Totals of months: no order id, and the dates name months without days; or all days are the first or
/// all the last of a month, and no customer has a product twice in one.
fn is_period(model: &Model, used: &[u32], day: &[Day]) -> bool {
    let facts = &model.facts().mapping;
    let about = [
        Role::CustomerId,
        Role::CustomerName,
        Role::Product,
        Role::ProductName,
        Role::Market,
    ];
    let keys: Vec<usize> = about
        .iter()
        .filter_map(|role| facts.column(*role))
        .collect();
    let ids = [Role::OrderId, Role::LineId];
    let named = ids.into_iter().any(|role| facts.column(role).is_some());
    let dated = model.role(Role::OrderDay).map(|place| model.column(place));
    if !named && dated.is_none() && are_totals_of_years(model, used, &keys) {
        return true;
    }
    if !named && dated.is_some_and(|column| column.decision.date == Some(DateStyle::Month)) {
        return true;
    }
    let has_product = [Role::Product, Role::ProductName]
        .iter()
        .any(|role| facts.column(*role).is_some());
    if named || facts.column(Role::OrderDay).is_none() || !has_product || used.len() < LEAST_ROWS {
        return false;
    }
    let all = |of_month: fn(Day) -> Day| day.iter().all(|day| *day == of_month(*day));
    if !all(|day| day.month().first_day()) && !all(|day| day.month().last_day()) {
        return false;
    }
    let mut months = day.to_vec();
    order::sort(&mut months);
    months.dedup();
    months.len() >= LEAST_MONTHS && are_unique(model, used, &keys, day)
}

/// Rows that tell their year and no day, each year of each customer, product and market once.
fn are_totals_of_years(model: &Model, used: &[u32], keys: &[usize]) -> bool {
    let facts = model.facts();
    let Some(year) = facts.column(Role::FiscalYear) else {
        return false;
    };
    let buyer = [Role::CustomerId, Role::CustomerName];
    let buyer = buyer.into_iter().any(|role| facts.column(role).is_some());
    let (years, kinds) = year.codes();
    let there = || used.iter().map(|row| years[*row as usize]);
    let known = there().all(|code| code != MISSING);
    let codes: Vec<Day> = there().map(|code| Day(code as i32)).collect();
    buyer && known && kinds > 1 && are_unique(model, used, keys, &codes)
}

fn are_unique(model: &Model, used: &[u32], keys: &[usize], day: &[Day]) -> bool {
    // Codes of several columns fold into one dense code after the other.
    let mut codes: Vec<i128> = day.iter().map(|day| i128::from(day.0)).collect();
    for column in keys {
        let coded = model.column((model.fact, *column)).codes().0;
        let numbers = dense(&codes);
        for ((code, number), row) in codes.iter_mut().zip(numbers).zip(used) {
            *code = i128::from(number) << 32 | i128::from(coded[*row as usize]);
        }
    }
    order::sort_numbers(&mut codes);
    codes.windows(2).all(|pair| pair[0] != pair[1])
}

/// Numbers from 0 on, equal for equal codes.
fn dense(codes: &[i128]) -> Vec<u32> {
    let mut sorted = codes.to_vec();
    order::sort_numbers(&mut sorted);
    sorted.dedup();
    let place = |code: &i128| sorted.partition_point(|known| known < code) as u32;
    codes.iter().map(place).collect()
}
