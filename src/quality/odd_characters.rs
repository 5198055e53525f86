//! Cells that hold what no keyboard writes: zero bytes, control characters, and the sign that stands in
//! place of a letter that was lost. They are kept as they are, and told.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "odd_characters",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// What stands where a letter could not be read.
const LOST: char = '\u{fffd}';

fn is_odd(text: &str) -> bool {
    let line = |c: char| matches!(c, '\t' | '\n' | '\r');
    text.chars()
        .any(|c| c == LOST || (c.is_control() && !line(c)))
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let (mut columns, mut examples): (Vec<Arg>, Vec<Text>) = (Vec::new(), Vec::new());
    let mut all = 0;
    for (at, source) in model.sources.iter().enumerate() {
        if source.is_part {
            continue;
        }
        for (index, column) in source.table.columns.iter().enumerate() {
            let (cells, rows) = column.cells_that(is_odd);
            if cells == 0 {
                continue;
            }
            all += cells;
            let told = Text::new("finding.hidden_characters.column")
                .with("column", &column.name)
                .with("file", source.name())
                .with("cells", cells);
            columns.push(told.into());
            let example = |row: &u32| evidence.example(at, *row, index);
            examples.extend(rows.iter().map(example));
        }
    }
    if all == 0 {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = all;
    finding.sentence = finding
        .sentence
        .with("cells", all)
        .with("columns", Arg::List(columns));
    examples.truncate(3);
    finding.examples = examples;
    Some(finding)
}
