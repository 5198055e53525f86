//! A few dates that lie years away from all others: typing errors and placeholders (2204, 1900-01-01). One
//! of them moves the day that everything is counted from, so they are set aside.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "stray_dates",
    remedies: &["set_aside", "keep"],
    phase: Phase::Rows,
    run,
};

/// No shop pauses so many days.
const GAP: i32 = 3_650;
/// So few rows may be astray, or one in a hundred.
const FEW: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let place = model.role(Role::OrderDay)?;
    let column = model.column(place);
    let days = column.days(column.decision.date?).values;
    let days = model.lift_at(place, days, i32::MIN);
    let known = |row: &u32| days[*row as usize] != i32::MIN;
    let (first, last) = evidence
        .rows()
        .filter(known)
        .fold((i32::MAX, i32::MIN), |range, row| {
            let day = days[row as usize];
            (range.0.min(day), range.1.max(day))
        });
    // Most files are done here.
    if first.checked_add(GAP).is_none_or(|end| end >= last) {
        return None;
    }
    let mut sorted: Vec<i32> = evidence
        .rows()
        .filter(known)
        .map(|row| days[row as usize])
        .collect();
    order::sort(&mut sorted);
    let few = FEW.max(sorted.len() / 100);
    let (mut from, mut to) = (first, last);
    for (at, pair) in sorted.windows(2).enumerate() {
        if pair[1].saturating_sub(pair[0]) > GAP {
            if at < few {
                from = pair[1];
            } else if sorted.len() - at - 1 <= few {
                to = to.min(pair[0]);
            }
        }
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(known)
        .filter(|row| !(from..=to).contains(&days[*row as usize]))
        .collect();
    // Of a handful of rows nobody can tell which are astray.
    if rows.is_empty() || rows.len() * 10 > sorted.len() {
        return None;
    }
    let aside = match evidence.remedy() {
        "keep" => Vec::new(),
        _ => rows.clone(),
    };
    let shown = if place.0 == model.fact { place.1 } else { 0 };
    Some(evidence.finding(Severity::Warning, &rows, aside, shown))
}
