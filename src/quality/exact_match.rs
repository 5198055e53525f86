//! Rows whose raw text in a column is not exactly one of the values that a recipe asks for. This is
//! how a published dashboard filtered its currency; it is here to show what such a filter leaves out.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Text;
use crate::schema::Role;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "exact_match",
    remedies: &["set_aside"],
    phase: Phase::Scope,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let mut out = vec![false; evidence.model.rows()];
    let mut asked = None;
    for (role, values) in &evidence.recipe.exactly {
        let Some(place) = Role::of_id(role).and_then(|role| evidence.model.role(role)) else {
            continue;
        };
        let raw = evidence.model.column(place).coded_raw();
        let wanted: Vec<bool> = raw
            .entries
            .iter()
            .map(|entry| values.contains(entry))
            .collect();
        let codes = evidence
            .model
            .lift(place.0, raw.codes, crate::table::MISSING);
        for (row, code) in codes.iter().enumerate() {
            out[row] |= !wanted.get(*code as usize).copied().unwrap_or(false);
        }
        asked = Some((place, values.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    let (place, values) = asked?;
    let rows: Vec<u32> = evidence.rows().filter(|row| out[*row as usize]).collect();
    if rows.is_empty() {
        return None;
    }
    let column = if place.0 == evidence.model.fact {
        place.1
    } else {
        0
    };
    let mut finding = evidence.finding(Severity::Warning, &rows, rows.clone(), column);
    let kept: Vec<u32> = evidence.rows().filter(|row| !out[*row as usize]).collect();
    let all: Vec<u32> = evidence.rows().collect();
    let (left_out, whole) = (finding.stake.to_f64(), evidence.revenue(&all).to_f64());
    let share = crate::say::Quantity::share(if whole > 0.0 { left_out / whole } else { 0.0 });
    finding.sentence = finding
        .sentence
        .with("values", values)
        .with("kept", kept.len())
        .with("share", share);
    finding.done = Text::new("finding.exact_match.set_aside");
    // Whoever chose the values knows what it leaves out.
    finding.open = false;
    Some(finding)
}
