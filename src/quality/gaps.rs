//! Months without a row between the first and the last: a shop that was closed, or a file that lacks a
//! part. Averages over months and growth read differently in the two cases, so it is told.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Quantity};
use crate::schema::Role;
use crate::table::NO_DAY;
use crate::value::{Day, Month, order};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "calendar_gaps",
    remedies: &["keep"],
    phase: Phase::Rest,
    run,
};

/// How many months are named.
const NAMED: usize = 6;

fn run(evidence: &Evidence) -> Option<Finding> {
    let place = evidence.model.role(Role::OrderDay)?;
    let column = evidence.model.column(place);
    let days = evidence
        .model
        .lift(place.0, column.days(column.decision.date?).values, NO_DAY);
    let (mut months, mut last): (Vec<Month>, Option<Month>) = (Vec::new(), None);
    for row in evidence.rows().filter(|row| days[*row as usize] != NO_DAY) {
        let month = Day(days[row as usize]).month();
        if last != Some(month) {
            months.push(month);
            last = Some(month);
        }
    }
    order::sort(&mut months);
    months.dedup();
    let gaps = months
        .windows(2)
        .flat_map(|pair| pair[0].0 + 1..pair[1].0)
        .map(Month);
    let missing: Vec<Month> = gaps.collect();
    // Sales once a quarter or a year have no months to miss.
    if missing.is_empty() || missing.len() * 2 > months.len() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    let named = missing
        .iter()
        .take(NAMED)
        .map(|month| Arg::from(Quantity::Month { month: *month }));
    finding.n = missing.len() as u64;
    finding.sentence = finding
        .sentence
        .with("months", Arg::List(named.collect()))
        .with("missing", missing.len())
        .with("between", months.len() + missing.len());
    Some(finding)
}
