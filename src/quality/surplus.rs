//! Records that end with more fields than the header, all of them empty. One separator too many may stand at their
//! end, and then nothing is lost; or inside, as a comma in a name without quotes, and then the cells behind it stand one
//! column too far to the right. No cell tells which, so only the user can say.

use crate::quality::ragged::{ends_empty, example};
use crate::quality::{Check, Evidence, Finding, Phase, Severity};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "surplus",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let (mut rows, mut all, mut files, mut examples) = (Vec::new(), 0, Vec::new(), Vec::new());
    for (index, source) in model.sources.iter().enumerate() {
        // What was read without the fields is told by the files, what is set aside by the rows made of them.
        let table = &source.table;
        let kept = if source.parts.is_empty() {
            table.facts.narrowed
        } else {
            0
        };
        let flaws = table
            .flaws
            .iter()
            .filter(|flaw| ends_empty(flaw) && !source.is_part);
        let records: Vec<u32> = flaws
            .clone()
            .map(|flaw| flaw.record)
            .filter(|it| *it > 0)
            .collect();
        if kept > 0 || !records.is_empty() {
            files.push(source.name());
        }
        all += kept + records.len() as u64;
        examples.extend(flaws.map(|flaw| example(table, flaw)).take(3));
        if index == model.fact {
            rows.extend(records.iter().map(|record| record - 1));
        }
    }
    let mut finding =
        (all > 0).then(|| evidence.finding(Severity::Warning, &rows, rows.clone(), 0))?;
    examples.truncate(3);
    finding.n = all;
    finding.examples = examples;
    finding.sentence = finding.sentence.with("flaws", all).with("files", files);
    Some(finding)
}
