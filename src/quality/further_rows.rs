//! Files that look like more rows of the facts under other headers, or with a column more. Where they may tell the
//! same purchases again, they are left out and asked about, with what they would add.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{FURTHER_ROWS, Model, Role};
use crate::table::NO_NUMBER;
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: FURTHER_ROWS.0,
    remedies: &FURTHER_ROWS.1,
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let left: Vec<usize> = model.unused().filter(|at| goes_on(model, *at)).collect();
    if left.is_empty() {
        let put = !model.facts().notes.is_empty() && model.facts().part_columns.len() > 1;
        let others = model
            .fact_table()
            .parts
            .first()
            .map_or(0, |part| part.records.len());
        let others = model.rows() - others;
        let put = put
            && model.facts().notes.iter().any(|note| {
                note.id.starts_with("model.appended.")
                    && !["model.appended.styles", "model.appended.percents"].contains(&&*note.id)
            });
        return put.then(|| {
            let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
            finding.n = others as u64;
            finding.sentence.id = "finding.further_rows.read".to_owned();
            if evidence.remedy() == FURTHER_ROWS.1[0] {
                finding.done.id = "finding.further_rows.judged.read".to_owned();
            }
            finding
        });
    }
    let mut told: Vec<Arg> = Vec::new();
    let (mut rows, mut all) = (0, Decimal::ZERO);
    for at in left {
        let source = &model.sources[at];
        rows += u64::from(source.table.rows);
        let text = match amounts(model, at) {
            Some((column, sum)) => {
                all = all.checked_add(sum).unwrap_or(all);
                Text::new("finding.further_rows.file")
                    .with("column", column)
                    .with("sum", sum)
            }
            None => Text::new("finding.further_rows.rows"),
        };
        told.push(
            text.with("file", source.name())
                .with("rows", source.table.rows)
                .into(),
        );
    }
    let mut finding = evidence.finding(Severity::Warning, &[], Vec::new(), 0);
    finding.n = rows;
    finding.stake = all;
    finding.doubt = Some(all);
    finding.sentence = finding.sentence.with("files", Arg::List(told));
    Some(finding)
}

/// Whether only the user can say if a file goes on the facts, or the facts go on it.
pub(crate) fn goes_on(model: &Model, source: usize) -> bool {
    let to = |at: usize| model.sources[at].goes_on.map(|first| model.whole_of(first));
    to(source) == Some(model.fact) || to(model.fact) == Some(source)
}

/// The column of a file's own amounts, and what it adds up to.
pub(crate) fn amounts(model: &Model, source: usize) -> Option<(&str, Decimal)> {
    let column = model.sources[source].column(Role::Amount)?;
    let numbers = column.decimals(&column.decision.number);
    let there = numbers.values.iter().filter(|value| **value != NO_NUMBER);
    let sum = there.map(|value| i128::from(*value)).sum();
    Some((&column.name, Decimal::new(sum, numbers.scale).normalized()))
}
