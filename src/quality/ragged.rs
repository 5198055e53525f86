//! Records with more or fewer fields than the header, or with broken quotes. Their cells cannot be
//! put under the right header with certainty, so the record is set aside and shown.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Text;
use crate::table::FlawKind;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "ragged",
    remedies: &["set_aside"],
    phase: Phase::Scope,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let table = evidence.model.fact_table();
    let rows: Vec<u32> = table
        .flaws
        .iter()
        .filter(|flaw| flaw.record > 0)
        .map(|flaw| flaw.record - 1)
        .collect();
    let mut finding =
        (!rows.is_empty()).then(|| evidence.finding(Severity::Warning, &rows, rows.clone(), 0))?;
    finding.examples = table
        .flaws
        .iter()
        .take(3)
        .map(|flaw| {
            let (id, fields) = match flaw.kind {
                FlawKind::Short { fields } => ("finding.ragged.short", fields),
                FlawKind::Long { fields } => ("finding.ragged.long", fields),
                FlawKind::BadQuote => ("finding.ragged.bad_quote", 0),
                FlawKind::OpenQuote => ("finding.ragged.open_quote", 0),
            };
            Text::new(id)
                .with("file", &table.facts.name)
                .with("line", flaw.line)
                .with("fields", fields)
                .with("expected", table.columns.len())
        })
        .collect();
    Some(finding)
}
