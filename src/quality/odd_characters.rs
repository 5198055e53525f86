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

/// `MÃ¼ller`, `â‚¬ 5`: letters of two or three bytes that were taken for as many letters before the file was written.
fn is_split(text: &str) -> bool {
    let second = |c: char| matches!(c, '\u{80}'..='\u{bf}') || LATER.contains(c);
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(a, b)| matches!(a, '\u{c2}' | '\u{c3}' | '\u{e2}') && second(b))
}

/// What windows-1252 writes from 0x80 to 0x9F, as far as letters and quotes of one byte seldom stand behind others.
const LATER: &str = "\u{20ac}\u{201a}\u{192}\u{201e}\u{2026}\u{2020}\u{2021}\u{2c6}\u{2030}\u{160}\u{2039}\u{152}\u{17d}\u{201c}\u{2022}\u{2013}\u{2014}\u{2dc}\u{2122}\u{161}\u{203a}\u{153}\u{17e}\u{178}";

fn run(evidence: &Evidence) -> Option<Finding> {
    of(evidence, is_odd).or_else(|| {
        let mut finding = of(evidence, is_split)?;
        finding.sentence.id = "finding.odd_characters.split".to_owned();
        finding.done = Text::new("finding.odd_characters.split.keep");
        Some(finding)
    })
}

fn of(evidence: &Evidence, are: fn(&str) -> bool) -> Option<Finding> {
    let model = evidence.model;
    let (mut columns, mut examples): (Vec<Arg>, Vec<Text>) = (Vec::new(), Vec::new());
    let mut all = 0;
    for (at, source) in model.sources.iter().enumerate() {
        if source.is_part {
            continue;
        }
        for (index, column) in source.table.columns.iter().enumerate() {
            let (cells, rows) = column.cells_that(are);
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
