//! Cells that begin or end with characters nobody sees: a carriage return inside quotes, a space. They
//! split one value into two. They are trimmed for every comparison; the cell itself is kept.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "hidden_characters",
    remedies: &["trim"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let mut columns: Vec<(u64, Text)> = Vec::new();
    let mut examples = Vec::new();
    let (mut cells, mut returns) = (0, 0);
    let mut touched = vec![false; evidence.model.rows()];
    for (source_index, source) in evidence.model.sources.iter().enumerate() {
        if source.is_part {
            continue;
        }
        for (index, column) in source.table.columns.iter().enumerate() {
            let hidden = column.hidden();
            if hidden.cells == 0 {
                continue;
            }
            cells += hidden.cells;
            returns += hidden.carriage_returns;
            let told = Text::new("finding.hidden_characters.column")
                .with("column", &column.name)
                .with("file", source.name())
                .with("cells", hidden.cells);
            columns.push((hidden.cells, told));
            examples.extend(
                hidden
                    .examples
                    .iter()
                    .map(|row| (hidden.cells, evidence.example(source_index, *row, index))),
            );
            if source_index == evidence.model.fact {
                mark(column, &mut touched);
            }
        }
    }
    if cells == 0 {
        return None;
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| touched[*row as usize])
        .collect();
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), 0);
    order::sort_by_key(&mut columns, |column| std::cmp::Reverse(column.0));
    order::sort_by_key(&mut examples, |example| std::cmp::Reverse(example.0));
    finding.n = cells;
    let kind = Text::new(if returns == cells {
        "hidden.returns"
    } else {
        "hidden.mixed"
    });
    if rows.is_empty() {
        finding.done.id = "finding.hidden_characters.elsewhere".to_owned();
    } else if finding.moves.of_revenue.is_zero() {
        finding.done.id = "finding.hidden_characters.no_money".to_owned();
    }
    let list: Vec<Arg> = columns
        .into_iter()
        .map(|column| Arg::from(column.1))
        .collect();
    finding.sentence = finding
        .sentence
        .with("cells", cells)
        .with("kind", kind)
        .with("columns", Arg::List(list));
    finding.examples = examples
        .into_iter()
        .map(|example| example.1)
        .take(3)
        .collect();
    Some(finding)
}

/// Marks the rows whose cell changes by trimming.
fn mark(column: &crate::table::Column, touched: &mut [bool]) {
    let raw = column.coded_raw();
    let changed: Vec<bool> = raw
        .entries
        .iter()
        .map(|entry| crate::table::trimmed(entry) != entry)
        .collect();
    for (row, code) in raw.codes.iter().enumerate() {
        touched[row] |= *code != MISSING && changed[*code as usize];
    }
}
