//! Amounts of which most money stands below zero: the file of credits alone, or an account that books its sales
//! so. Nobody but the user knows, and it turns each number around.

use crate::quality::amounts::{amount_column, sentinel};
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, NO_AMOUNT};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "signs",
    remedies: &["keep", "turn"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let tells = matches!(
        model.measure.how,
        MeasureKind::Column(_) | MeasureKind::Product { .. } | MeasureKind::Price(_)
    );
    if !tells || sentinel(model).is_some() {
        return None;
    }
    let (mut above, mut below) = ((0_usize, 0_i128), (0_usize, 0_i128));
    for row in evidence.rows() {
        match evidence.amount(row) {
            NO_AMOUNT | 0 => {}
            amount => {
                let side = if amount > 0 { &mut above } else { &mut below };
                *side = (side.0 + 1, side.1 + i128::from(amount));
            }
        }
    }
    if -below.1 <= above.1 {
        return None;
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| !matches!(evidence.amount(*row), NO_AMOUNT | 0))
        .collect();
    let mut finding = evidence.finding(Severity::Error, &rows, Vec::new(), amount_column(model));
    let money = |sum: i128| Decimal::new(sum, model.measure.scale);
    finding.sentence = finding
        .sentence
        .with("below", below.0)
        .with("sum", evidence.money(money(below.1)));
    // All of it, whatever little stands above zero.
    finding.doubt = Some(money(-below.1));
    finding.moves.of_revenue = money(-below.1);
    if evidence.remedy() == "turn" {
        finding.amounts = rows
            .iter()
            .map(|row| (*row, -evidence.amount(*row)))
            .collect();
    }
    Some(finding)
}
