//! Rows whose order date is missing or cannot be read: they belong to no month, so they are set aside.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "unreadable_dates",
    remedies: &["set_aside"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let place = evidence.model.role(Role::OrderDay)?;
    let column = evidence.model.column(place);
    let days = column.days(column.decision.date?).values;
    let days = evidence.model.lift_at(place, days, i32::MIN);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| days[*row as usize] == i32::MIN)
        .collect();
    let shown = if place.0 == evidence.model.fact {
        place.1
    } else {
        0
    };
    (!rows.is_empty()).then(|| evidence.finding(Severity::Warning, &rows, rows.clone(), shown))
}
