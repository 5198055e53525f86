//! Order dates of which some may be read with day and month swapped, because the column is written in two
//! ways: `25/04/2024` beside `04/25/2024`, or dates that a spreadsheet of another country has made numbers of.
//! What fits both orders is read in one of them, and nobody can tell whether that is right.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "mixed_dates",
    remedies: &["keep", "set_aside"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let place = model.role(Role::OrderDay)?;
    let column = model.column(place);
    let doubtful = column.doubtful_days();
    let swapped = column.decision.serials_swapped;
    if doubtful.rows.is_empty() || (doubtful.others == 0 && !swapped) {
        return None;
    }
    let mut marks = vec![false; column.len()];
    doubtful
        .rows
        .iter()
        .for_each(|row| marks[*row as usize] = true);
    let marks = model.lift_at(place, marks, false);
    let rows: Vec<u32> = evidence.rows().filter(|row| marks[*row as usize]).collect();
    if rows.is_empty() {
        return None;
    }
    let aside = match evidence.remedy() {
        "set_aside" => rows.clone(),
        _ => Vec::new(),
    };
    let shown = if place.0 == model.fact { place.1 } else { 0 };
    let mut finding = evidence.finding(Severity::Warning, &rows, aside, shown);
    if doubtful.others == 0 {
        finding.sentence.id.push_str(".serials");
    }
    finding.sentence = finding.sentence.with("others", doubtful.others);
    finding.doubt = Some(finding.stake);
    Some(finding)
}
