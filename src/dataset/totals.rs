//! A file with one row a customer -> what is known in place of single orders.

use crate::dataset::{NO_VALUE, Split, Totals};
use crate::schema::{Model, Role};
use crate::value::Day;

/// What the file tells of each customer, by customer index.
pub(super) fn of(
    model: &Model,
    used: &[u32],
    customer: &[u32],
    customers: usize,
    scale: u8,
) -> Totals {
    let columns = &model.fact_table().columns;
    let column = |role| Some(&columns[model.facts().mapping.column(role)?]);
    // One value a customer; a customer's first row wins where there are several.
    let by_customer = |values: Vec<i64>| {
        let mut found = vec![NO_VALUE; customers];
        for (row, customer) in used.iter().zip(customer) {
            if let Some(slot) = found.get_mut(*customer as usize)
                && *slot == NO_VALUE
            {
                *slot = values[*row as usize];
            }
        }
        found
    };
    let whole = |role| {
        let column = column(role)?;
        let decimals = column.decimals(&column.decision.number);
        let one = 10_i64.pow(u32::from(decimals.scale.min(18)));
        let value = |value: i64| {
            if value == NO_VALUE {
                value
            } else {
                value / one
            }
        };
        Some(by_customer(
            decimals.values.into_iter().map(value).collect(),
        ))
    };
    let days = |role| {
        let column = column(role)?;
        let days = column.days(column.decision.date?).values;
        let day = |day: i32| {
            if day == i32::MIN {
                NO_VALUE
            } else {
                i64::from(day)
            }
        };
        Some(by_customer(days.into_iter().map(day).collect()))
    };
    let (first, last) = (days(Role::FirstDay), days(Role::LastDay));
    let since = whole(Role::SinceLast);
    let gap = column(Role::MeanGap).map(|column| {
        let decimals = column.decimals(&column.decision.number);
        let one = 10_i64.pow(u32::from(decimals.scale.min(18))) as f64;
        let gap = |value: i64| {
            if value == NO_VALUE {
                f64::NAN
            } else {
                value as f64 / one
            }
        };
        by_customer(decimals.values).into_iter().map(gap).collect()
    });
    let known = |days: Option<&Vec<i64>>, other: Option<&Vec<i64>>| -> Vec<Day> {
        let Some(days) = days.or(other) else {
            return Vec::new();
        };
        let day = |(at, day): (usize, &i64)| match (*day, other.map(|other| other[at])) {
            (NO_VALUE, Some(other)) => Day(i32::try_from(other).unwrap_or(i32::MIN)),
            (day, _) => Day(i32::try_from(day).unwrap_or(i32::MIN)),
        };
        days.iter().enumerate().map(day).collect()
    };
    let orders = whole(Role::TotalOrders).unwrap_or_default();
    Totals {
        orders: orders
            .iter()
            .map(|orders| u32::try_from(*orders).unwrap_or(0))
            .collect(),
        first: known(first.as_ref(), last.as_ref()),
        last: last
            .as_ref()
            .map_or_else(Vec::new, |_| known(last.as_ref(), first.as_ref())),
        stated_gap: gap.unwrap_or_else(|| vec![f64::NAN; customers]),
        as_of: last
            .zip(since)
            .and_then(|(last, since)| as_of(&last, &since)),
        splits: splits(model, used, scale),
    }
}

/// The day on which all (but one in a hundred) last days and days since then agree.
fn as_of(last: &[i64], since: &[i64]) -> Option<Day> {
    let known = |(last, since): (&i64, &i64)| {
        (*last != NO_VALUE && *since != NO_VALUE).then(|| i128::from(last + since))
    };
    let mut days: Vec<i128> = last.iter().zip(since).filter_map(known).collect();
    crate::value::order::sort_numbers(&mut days);
    let middle = *days.get(days.len() / 2)?;
    let agree = days.iter().filter(|day| **day == middle).count();
    (agree * 100 >= days.len() * 99).then_some(Day(middle as i32))
}

fn splits(model: &Model, used: &[u32], scale: u8) -> Vec<Split> {
    let sums = |columns: &[usize], scale: u8| -> Vec<i128> {
        let sum = |column: &usize| {
            let column = &model.fact_table().columns[*column];
            let decimals = column.decimals(&column.decision.number);
            let told = used.iter().map(|row| decimals.values[*row as usize]);
            let sum: i128 = told
                .filter(|value| *value != NO_VALUE)
                .map(i128::from)
                .sum();
            let sum = crate::value::Decimal::new(sum, decimals.scale);
            sum.at_scale(scale)
                .unwrap_or_else(|| sum.rounded(scale).mantissa)
        };
        columns.iter().map(sum).collect()
    };
    let split = |parts: &crate::schema::Parts| Split {
        id: parts.id,
        orders: sums(&parts.orders, 0),
        revenue: sums(&parts.revenue, scale),
    };
    model.facts().mapping.parts.iter().map(split).collect()
}
