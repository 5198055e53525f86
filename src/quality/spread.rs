//! The numbers of a column, for the checks that look at how they are spread.

use std::rc::Rc;

use crate::quality::Evidence;
use crate::schema::MeasureKind;
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

/// The numbers of the rows in sight in a column.
pub(super) struct Spread {
    column: usize,
    /// Ascending, at the scale.
    pub(super) values: Vec<i64>,
    pub(super) scale: u8,
}

/// The values of the rows in sight in a column, sorted once for all checks of one phase.
pub(super) fn sorted(evidence: &Evidence, column: usize) -> Rc<Spread> {
    let mut kept = evidence.spread.borrow_mut();
    if let Some(spread) = kept.iter().find(|spread| spread.column == column) {
        return spread.clone();
    }
    let (values, scale) = values(evidence, column);
    let spread = Rc::new(Spread {
        column,
        values: order::sorted_signed(values),
        scale,
    });
    kept.push(spread.clone());
    spread
}

/// The values of the rows in sight in a column, at its scale.
fn values(evidence: &Evidence, column: usize) -> (Vec<i64>, u8) {
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
    let mut values = Vec::with_capacity(all.len());
    values.extend(
        evidence
            .rows()
            .map(|row| all[row as usize])
            .filter(|value| *value != NO_NUMBER),
    );
    (values, scale)
}
