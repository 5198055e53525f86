//! Model -> what one row of the facts is.

use crate::dataset::Grain;
use crate::schema::{Model, Role};
use crate::table::{DateStyle, MISSING};
use crate::value::{Day, order};

/// So few rows and months are no series of periods.
const LEAST_ROWS: usize = 24;
const LEAST_MONTHS: usize = 3;
/// So few days are no series of days.
const LEAST_DAYS: usize = 12;
/// Of a hundred days that a series could have, so many are there.
const NEARLY_ALL: usize = 80;
const LEAST_WEEKS: usize = 8;

/// The grain, as far as it is known before orders are made.
pub(super) fn of(model: &Model, used: &[u32], customer: &[u32], day: &[Day]) -> Grain {
    match () {
        () if model.facts().unpivoted && model.tells_money() => Grain::Period,
        () if model.is_summary() && !customer.is_empty() => Grain::Customer,
        () if !model.tells_money() && tells_goods(model) => Grain::Basket,
        () if !model.tells_money() => Grain::OrderLine,
        () if is_period(model, used, day) || is_panel(model, used, customer, day) => Grain::Period,
        () => Grain::OrderLine,
    }
}

fn tells_goods(model: &Model) -> bool {
    model.fact_table().facts.list
        || model
            .role(Role::Product)
            .or(model.role(Role::ProductName))
            .is_some()
}

/// Totals of months: no order id, and the dates name months without days; or all days are the first or
/// all the last of a month, and no customer has a product twice in one. Where no customer is told, totals of
/// weeks too, whose days are of one weekday, and of markets: a row for nearly each of them in each period.
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
    let any = |roles: [Role; 2]| roles.iter().any(|role| facts.column(*role).is_some());
    let has_product = any([Role::Product, Role::ProductName]);
    let nameless = !any([Role::CustomerId, Role::CustomerName]) && !keys.is_empty();
    let about = has_product || nameless;
    if named || facts.column(Role::OrderDay).is_none() || !about || used.len() < LEAST_ROWS {
        return false;
    }
    let all = |same: &dyn Fn(Day) -> bool| day.iter().all(|day| same(*day));
    let monthly =
        all(&|day| day == day.month().first_day()) || all(&|day| day == day.month().last_day());
    let weekday = day.first().map(|day| day.weekday());
    let weekly = nameless && all(&|day| Some(day.weekday()) == weekday);
    let mut periods = day.to_vec();
    order::sort(&mut periods);
    periods.dedup();
    let least = if monthly { LEAST_MONTHS } else { LEAST_WEEKS };
    if !(monthly || weekly) || periods.len() < least || !are_unique(model, used, &keys, day) {
        return false;
    }
    // Lines of single sales leave most products and markets of most periods out.
    let things = keys
        .iter()
        .map(|column| {
            let codes = model.column((model.fact, *column)).codes().0;
            let mut told: Vec<u32> = used.iter().map(|row| codes[*row as usize]).collect();
            order::sort(&mut told);
            told.dedup();
            told.len()
        })
        .max();
    (monthly && has_product) || 2 * used.len() >= things.unwrap_or(1) * periods.len()
}

/// Totals of days or weeks: nobody is named, and each shop, or whatever else the rows are about, has one row
/// for each day that there is.
fn is_panel(model: &Model, used: &[u32], customer: &[u32], day: &[Day]) -> bool {
    let facts = &model.facts().mapping;
    let of_one = [
        Role::OrderId,
        Role::LineId,
        Role::Time,
        Role::Quantity,
        Role::UnitPrice,
    ];
    let single = of_one.into_iter().any(|role| facts.column(role).is_some());
    if single || !customer.is_empty() || day.len() < LEAST_ROWS {
        return false;
    }
    let about = [
        Role::Market,
        Role::Region,
        Role::Country,
        Role::Category,
        Role::Product,
        Role::ProductName,
    ];
    let mut days = day.to_vec();
    order::sort(&mut days);
    days.dedup();
    let columns = about.iter().filter_map(|role| facts.column(*role));
    let columns: Vec<usize> = columns.collect();
    // The fewest columns under which no day has two rows.
    let found = (0..=columns.len()).find(|keys| are_unique(model, used, &columns[..*keys], day));
    let Some(keys) = found else {
        return false;
    };
    if keys == 0 {
        return days.len() >= LEAST_ROWS && is_regular(&days);
    }
    let mut series: Vec<i128> = vec![0; used.len()];
    for column in &columns[..keys] {
        fold(&mut series, model, used, *column);
    }
    order::sort_numbers(&mut series);
    series.dedup();
    let cells = days.len() * series.len();
    days.len() >= LEAST_DAYS && series.len() > 1 && used.len() * 100 >= cells * NEARLY_ALL
}

/// Whether days follow each other at the same distance, most of the time.
fn is_regular(days: &[Day]) -> bool {
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    order::sort(&mut gaps);
    let most = gaps.chunk_by(|a, b| a == b).map(<[i32]>::len).max();
    most.unwrap_or(0) * 100 >= gaps.len() * NEARLY_ALL
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
        fold(&mut codes, model, used, *column);
    }
    order::sort_numbers(&mut codes);
    codes.windows(2).all(|pair| pair[0] != pair[1])
}

/// Folds a column's codes into those of the used rows.
fn fold(codes: &mut [i128], model: &Model, used: &[u32], column: usize) {
    let coded = model.column((model.fact, column)).codes().0;
    let numbers = dense(codes);
    for ((code, number), row) in codes.iter_mut().zip(numbers).zip(used) {
        *code = i128::from(number) << 32 | i128::from(coded[*row as usize]);
    }
}

/// Numbers from 0 on, equal for equal codes.
fn dense(codes: &[i128]) -> Vec<u32> {
    let mut sorted = codes.to_vec();
    order::sort_numbers(&mut sorted);
    sorted.dedup();
    let place = |code: &i128| sorted.partition_point(|known| known < code) as u32;
    codes.iter().map(place).collect()
}
