//! Rows without a customer. Their revenue counts, but they are nobody's: no customer is made up.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "missing_customers",
    remedies: &["count_revenue"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let place = evidence
        .model
        .role(Role::CustomerId)
        .or(evidence.model.role(Role::CustomerName))?;
    let codes = evidence
        .model
        .lift_at(place, evidence.model.column(place).coded().codes, MISSING);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| codes[*row as usize] == MISSING)
        .collect();
    let shown = if place.0 == evidence.model.fact {
        place.1
    } else {
        0
    };
    (!rows.is_empty()).then(|| evidence.finding(Severity::Warning, &rows, Vec::new(), shown))
}
