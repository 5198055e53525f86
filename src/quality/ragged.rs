//! Records with more or fewer fields than the header, or with broken quotes, in any file. Their cells
//! cannot be put under the right header with certainty, so the record is set aside and shown.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Text;
use crate::table::{Flaw, FlawKind, Table};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "ragged",
    remedies: &["set_aside"],
    phase: Phase::Scope,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut rows = Vec::new();
    let (mut all, mut files, mut examples) = (0, Vec::new(), Vec::new());
    let mut tables = false;
    for (index, source) in model.sources.iter().enumerate() {
        if source.is_part {
            continue;
        }
        let flaws: Vec<&Flaw> = source
            .table
            .flaws
            .iter()
            .filter(|it| !ends_empty(it))
            .collect();
        if flaws.is_empty() {
            continue;
        }
        all += flaws.len();
        tables |= flaws.iter().any(|flaw| is_between(flaw.kind));
        files.push(source.table.facts.name.as_str());
        examples.extend(
            flaws
                .iter()
                .map(|flaw| example(&source.table, flaw))
                .take(3),
        );
        if index == model.fact {
            let records = flaws.iter().map(|flaw| flaw.record);
            rows.extend(
                records
                    .filter(|record| *record > 0)
                    .map(|record| record - 1),
            );
        }
    }
    let mut finding =
        (all > 0).then(|| evidence.finding(Severity::Warning, &rows, rows.clone(), 0))?;
    examples.truncate(3);
    if tables {
        finding.sentence.id = "finding.ragged.tables".to_owned();
    }
    finding.n = all as u64;
    finding.examples = examples;
    finding.sentence = finding.sentence.with("flaws", all).with("files", files);
    Some(finding)
}

/// A record with nothing but empty fields too many.
pub(super) fn ends_empty(flaw: &Flaw) -> bool {
    matches!(flaw.kind, FlawKind::Long { empty: true, .. })
}

/// What parts tables or their sections, or belongs to another one.
fn is_between(kind: FlawKind) -> bool {
    matches!(
        kind,
        FlawKind::Header | FlawKind::Heading | FlawKind::OtherTable
    )
}

pub(super) fn example(table: &Table, flaw: &Flaw) -> Text {
    let (id, fields) = match flaw.kind {
        FlawKind::Short { fields } => ("finding.ragged.short", fields),
        FlawKind::Long { fields, .. } => ("finding.ragged.long", fields),
        FlawKind::BadQuote => ("finding.ragged.bad_quote", 0),
        FlawKind::OpenQuote => ("finding.ragged.open_quote", 0),
        FlawKind::BadEncoding => ("finding.ragged.bad_encoding", 0),
        FlawKind::Header => ("finding.ragged.header", 0),
        FlawKind::Heading => ("finding.ragged.heading", 0),
        FlawKind::OtherTable => ("finding.ragged.other_table", 0),
        FlawKind::Shifted => ("finding.ragged.shifted", 0),
    };
    Text::new(id)
        .with("file", &table.facts.name)
        .with("line", flaw.line)
        .with("fields", fields)
        .with("expected", table.facts.header.len())
}
