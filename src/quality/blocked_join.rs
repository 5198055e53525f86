//! A key that stands more than once in the file that should describe it: joining would multiply rows
//! and revenue, so the join is left out and the key and its line are told.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "blocked_join",
    remedies: &["leave_out"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let blocked: Vec<_> = model
        .joins
        .iter()
        .filter(|join| join.near == model.fact)
        .collect();
    let mut told: Vec<Arg> = Vec::new();
    for join in blocked {
        let Some((key, row)) = &join.repeats else {
            continue;
        };
        let table = &model.sources[join.far].table;
        let line = Text::new("finding.blocked_join.join")
            .with("key", key)
            .with("file", &table.facts.name)
            .with("line", table.line(row + 1))
            .with("column", &table.columns[join.far_column].name);
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
