//! Keys of a describing file that no fact uses: two markets that never sold. Told, never deleted.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "unused_keys",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// How many unused keys are named.
const NAMED: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut told: Vec<Arg> = Vec::new();
    let mut seen: Vec<(usize, usize)> = Vec::new();
    let mut count = 0;
    let mut examples = Vec::new();
    for join in model
        .used_joins()
        .filter(|join| join.coverage.far_used < join.coverage.far_keys)
    {
        let far = &model.sources[join.far];
        // A calendar has days without orders; that is no news.
        if far.table.columns[join.far_column].holds_days() {
            continue;
        }
        // Several files may use the keys of one.
        let place = (join.far, join.far_column);
        if seen.contains(&place) {
            continue;
        }
        seen.push(place);
        let mut used = vec![false; far.table.rows as usize];
        let users = model
            .used_joins()
            .filter(|join| (join.far, join.far_column) == place);
        for row in users
            .flat_map(|join| &join.rows)
            .filter(|row| **row != MISSING)
        {
            used[*row as usize] = true;
        }
        let unused: Vec<u32> = (0..far.table.rows)
            .filter(|row| !used[*row as usize])
            .collect();
        if unused.is_empty() {
            continue;
        }
        count += unused.len() as u64;
        examples.extend(
            unused
                .iter()
                .take(NAMED)
                .map(|row| evidence.example(join.far, *row, join.far_column)),
        );
        let line = Text::new("finding.unused_keys.join")
            .with("keys", unused.len())
            .with("column", &far.table.columns[join.far_column].name)
            .with("file", far.name());
        told.push(line.into());
    }
    if count == 0 {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = count;
    finding.sentence = finding.sentence.with("joins", Arg::List(told));
    finding.examples = examples.into_iter().take(NAMED).collect();
    Some(finding)
}
