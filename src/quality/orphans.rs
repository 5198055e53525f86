//! Rows whose key finds nothing in the file that should describe it. A left join keeps them; an inner
//! join would have lost their revenue without a word.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "orphans",
    remedies: &["keep", "set_aside"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut orphan = vec![false; model.rows()];
    let mut joins: Vec<Arg> = Vec::new();
    let mut first_column = None;
    for join in model
        .used_joins()
        .filter(|join| join.near == model.fact && join.coverage.orphan_rows > 0)
    {
        let column = &model.fact_table().columns[join.near_column];
        let lost = |row: &u32| !column.is_missing(*row) && join.rows[*row as usize] == MISSING;
        let rows: Vec<u32> = evidence.rows().filter(lost).collect();
        for row in &rows {
            orphan[*row as usize] = true;
        }
        first_column = first_column.or(Some(join.near_column));
        let told = Text::new("finding.orphans.join")
            .with("keys", join.coverage.near_keys - join.coverage.near_found)
            .with("column", &column.name)
            .with("file", model.sources[join.far].name())
            .with("rows", rows.len())
            .with("revenue", evidence.money(evidence.revenue(&rows)));
        joins.push(told.into());
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| orphan[*row as usize])
        .collect();
    if rows.is_empty() {
        return None;
    }
    let aside = if evidence.remedy() == "set_aside" {
        rows.clone()
    } else {
        Vec::new()
    };
    let mut finding = evidence.finding(Severity::Warning, &rows, aside, first_column?);
    finding.sentence = finding.sentence.with("joins", Arg::List(joins));
    Some(finding)
}
