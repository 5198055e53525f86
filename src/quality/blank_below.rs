//! A customer, a day or another heading that stands on the first row of its group alone. Filled down only
//! when somebody says so: the blanks may be gaps.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{BLANK_BELOW, Model};

/// The check.
pub(super) const CHECK: Check = Check {
    code: BLANK_BELOW.0,
    remedies: &[BLANK_BELOW.1, BLANK_BELOW.2],
    phase: Phase::Rows,
    run,
};

/// One blank is a gap.
const LEAST: usize = 2;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let below = model.facts().blank_below.as_ref()?;
    // Totals are out of sight: blanks in them are none.
    let seen = |column: &usize| evidence.rows().any(|row| is(model, *column, row));
    let columns: Vec<usize> = below.columns.iter().copied().filter(seen).collect();
    let any = |row: &u32| columns.iter().any(|column| is(model, *column, *row));
    let rows: Vec<u32> = evidence.rows().filter(any).collect();
    if rows.len() < LEAST {
        return None;
    }
    let name = |column: &usize| model.fact_table().columns[*column].name.as_str();
    let names: Vec<&str> = columns.iter().map(name).collect();
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), columns[0]);
    finding.sentence = finding.sentence.with("columns", names);
    finding.doubt = Some(evidence.would_move(&rows).revenue);
    Some(finding)
}

/// Whether a fact row is blank in a column below the first row of its group.
pub(super) fn is(model: &Model, column: usize, row: u32) -> bool {
    let below = model.facts().blank_below.as_ref();
    below.is_some_and(|below| below.head(column, row) != row)
}
