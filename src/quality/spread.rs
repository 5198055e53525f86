//! The numbers of a column, for the checks that look at how they are spread.

use crate::quality::Evidence;
use crate::schema::MeasureKind;
use crate::table::{Kind, NO_NUMBER};

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

/// The values of the rows in sight in a column, at its scale.
pub(super) fn values(evidence: &Evidence, column: usize) -> (Vec<i64>, u8) {
    let model = evidence.model;
    // The amounts are read already.
    let decimals = (model.measure.how != MeasureKind::Column(column)).then(|| {
        let column = &model.fact_table().columns[column];
        column.decimals(&column.decision.number)
    });
    let (all, scale) = match &decimals {
        Some(decimals) => (&decimals.values, decimals.scale),
        None => (&model.measure.values, model.measure.scale),
    };
    let values = evidence.rows().map(|row| all[row as usize]);
    (values.filter(|value| *value != NO_NUMBER).collect(), scale)
}
