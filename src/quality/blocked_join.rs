//! A key that stands more than once in the file that should describe it: joining would multiply rows
//! and revenue, so the join is left out and the key and its line are told.

use crate::quality::{Check, Evidence, Finding, Phase, Severity, goes_on, masked, personal};
use crate::say::{Arg, Text};
use crate::schema::missed;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "blocked_join",
    remedies: &["leave_out"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut told: Vec<Arg> = Vec::new();
    let unused = model.unused();
    for far in unused.filter(|far| !goes_on(model, *far) && !model.tells_other_orders(*far)) {
        // The file may describe the facts, or a file that does.
        let mut near = model.reached.iter();
        let Some(missed) = near.find_map(|near| {
            missed(&model.sources, *near, far).filter(|missed| missed.repeats.is_some())
        }) else {
            continue;
        };
        let Some((key, row)) = &missed.repeats else {
            continue;
        };
        let source = &model.sources[far];
        // A key may be an address.
        let key = match personal(source)[missed.far] {
            Some(_) => masked(key),
            None => key.clone(),
        };
        let line = Text::new("finding.blocked_join.join")
            .with("key", key)
            .with("file", source.table.file_of(row + 1))
            .with("line", source.table.line(row + 1))
            .with("column", &source.table.columns[missed.far].name);
        told.push(line.into());
    }
    if told.is_empty() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Error, &[], Vec::new(), 0);
    finding.n = told.len() as u64;
    finding.sentence = finding.sentence.with("joins", Arg::List(told));
    Some(finding)
}
