//! Amounts that are none: missing, unreadable, or a code for "missing" such as -1.
//!
//! When the negative amounts are only ever one code, they and the zeros of that column stand for
//! missing. Else zeros are orders worth nothing and negative amounts are returns; both stay.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, Model, NO_AMOUNT, Role};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "invalid_amounts",
    remedies: &["set_aside", "keep"],
    phase: Phase::Rows,
    run,
};

/// What programs write for "no value" where only numbers are allowed.
const SENTINELS: [i64; 6] = [-1, -9, -99, -999, -9_999, -99_999];

fn run(evidence: &Evidence) -> Option<Finding> {
    let sentinel = sentinel(evidence.model);
    let invalid = |row: &u32| {
        let amount = evidence.amount(*row);
        amount == NO_AMOUNT || (sentinel.is_some() && amount <= 0)
    };
    let rows: Vec<u32> = evidence.rows().filter(invalid).collect();
    if rows.is_empty() {
        return None;
    }
    // A cell that is no number cannot be kept as one.
    let unreadable = |row: &u32| evidence.amount(*row) == NO_AMOUNT;
    let aside = match evidence.remedy() {
        "keep" => rows.iter().copied().filter(unreadable).collect(),
        _ => rows.clone(),
    };
    let mut finding = evidence.finding(
        Severity::Warning,
        &rows,
        aside,
        amount_column(evidence.model),
    );
    if let Some(code) = sentinel {
        // The code says that there is no amount, and so does a zero beside it.
        finding.moves.untold = finding.moves.rows;
        finding.sentence.id = "finding.invalid_amounts.sentinel".to_owned();
        finding.sentence = finding
            .sentence
            .with("code", Decimal::whole(i128::from(code)));
    }
    Some(finding)
}

/// The code that stands for "missing", when all negative amounts are this one code.
pub(crate) fn sentinel(model: &Model) -> Option<i64> {
    let measure = &model.measure;
    if !matches!(measure.how, MeasureKind::Column(_)) {
        return None;
    }
    let mut negatives = measure
        .values
        .iter()
        .filter(|amount| **amount < 0 && **amount != NO_AMOUNT);
    let first = *negatives.next()?;
    let one = 10_i64.checked_pow(u32::from(measure.scale))?;
    let whole = (first % one == 0).then_some(first / one)?;
    (SENTINELS.contains(&whole) && negatives.all(|amount| *amount == first)).then_some(whole)
}

/// The column a person looks at for the amount.
pub(crate) fn amount_column(model: &Model) -> usize {
    match model.measure.how {
        MeasureKind::Column(column) | MeasureKind::Price(column) => column,
        MeasureKind::Product { price, .. } => price,
        MeasureKind::Chain { quantity } => {
            let product = model.facts().mapping.column(Role::Product);
            quantity.or(product).unwrap_or(0)
        }
        MeasureKind::Nothing => 0,
    }
}
