//! The numbers of a column in order of size, for the checks that look at how they are spread.

use crate::quality::Evidence;
use crate::table::{Kind, NO_NUMBER};
use crate::value::order;

/// Larger files are looked at in their amounts alone: sorting every column would be felt.
const MOST_ROWS: usize = 200_000;

/// The columns of numbers of the facts, ascending by place.
pub(super) fn columns(evidence: &Evidence) -> Vec<usize> {
    let model = evidence.model;
    let amount = super::amounts::amount_column(model);
    let all = model.rows() <= MOST_ROWS;
    let columns = model.fact_table().columns.iter().enumerate();
    let numbers = columns.filter(|(at, column)| {
        matches!(column.decision.kind, Kind::Integer | Kind::Decimal) && (all || *at == amount)
    });
    numbers.map(|(at, _)| at).collect()
}

/// The values of the rows in sight in a column, ascending, at its scale.
pub(super) fn sorted(evidence: &Evidence, column: usize) -> (Vec<i128>, u8) {
    let column = &evidence.model.fact_table().columns[column];
    let decimals = column.decimals(&column.decision.number);
    let values = evidence.rows().map(|row| decimals.values[row as usize]);
    let mut values: Vec<i128> = values
        .filter(|value| *value != NO_NUMBER)
        .map(i128::from)
        .collect();
    order::sort_numbers(&mut values);
    (values, decimals.scale)
}
