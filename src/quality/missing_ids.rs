//! Rows without a customer, of those that nothing else sets aside. Their revenue counts, but they are nobody's: no customer is made up.

use crate::quality::blank_below::is;
use crate::quality::nobody::addressed;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "missing_customers",
    remedies: &["count_revenue"],
    phase: Phase::Rest,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let place = evidence
        .model
        .role(Role::CustomerId)
        .or(evidence.model.role(Role::CustomerName))?;
    let column = evidence.model.column(place);
    let missing = evidence.model.lift_at(place, column.gaps(), true);
    let addressed = addressed(evidence);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| missing[*row as usize] && addressed.get(*row as usize) != Some(&true))
        // Those are told already.
        .filter(|row| place.0 != evidence.model.fact || !is(evidence.model, place.1, *row))
        .collect();
    let shown = if place.0 == evidence.model.fact {
        place.1
    } else {
        0
    };
    (!rows.is_empty()).then(|| evidence.finding(Severity::Warning, &rows, Vec::new(), shown))
}
