//! Money that a column says was taken off, where rows are worth quantity times price: nobody but the user
//! knows whether the price is before it, and whether it is told for a piece or for the line.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{NO_AMOUNT, Role, discount_left_out};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "discounts",
    remedies: &["leave", "take_off"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let money = discount_left_out(model)?;
    let column = model.facts().mapping.column(Role::Discount)?;
    let off = |row: u32| match money[row as usize] {
        NO_AMOUNT => 0,
        off => off.saturating_abs(),
    };
    let of = |row: &u32| off(*row) != 0 && evidence.amount(*row) != NO_AMOUNT;
    let rows: Vec<u32> = evidence.rows().filter(of).collect();
    if rows.is_empty() {
        return None;
    }
    let all = rows.iter().map(|row| i128::from(off(*row))).sum();
    let all = Decimal::new(all, model.measure.scale);
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), column);
    finding.sentence = finding.sentence.with("off", evidence.money(all));
    finding.doubt = Some(all);
    if evidence.remedy() == "take_off" {
        let less = |row: &u32| Some((*row, evidence.amount(*row).checked_sub(off(*row))?));
        finding.amounts = rows.iter().filter_map(less).collect();
    }
    Some(finding)
}
