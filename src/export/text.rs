//! Report -> plain text, for the command line.

use std::fmt::Write;

use crate::figure::{Cell, Control, Fact, Grid, Interval, Outcome, Section};
use crate::report::{FindingCard, Report};
use crate::say::{Arg, Text};

/// The longest table that is printed; the rest is counted.
const MOST_ROWS: usize = 20;

/// The whole report as text with at most 20 rows a table.
pub fn print(report: &Report) -> String {
    let mut out = String::new();
    line(&mut out, &report.title.said);
    heading(&mut out, "Files");
    for source in &report.sources {
        line(&mut out, &source.sentence.said);
        let decisions = source.decisions.iter().filter(|text| is_telling(text));
        decisions.for_each(|text| line(&mut out, &format!("- {}", text.said)));
    }
    for refused in &report.refused {
        line(&mut out, &format!("! {}", refused.message.said));
    }
    for text in [&report.model.sentence]
        .into_iter()
        .chain(&report.model.joins)
        .chain(&report.model.unused)
    {
        line(&mut out, &text.said);
    }
    line(&mut out, &report.accounting.sentence.said);
    for warning in &report.warnings {
        line(&mut out, &format!("! {}", warning.said));
    }
    findings(&mut out, report);
    decided(&mut out, report);
    for section in &report.sections {
        heading(&mut out, &section.name.said);
        match &section.outcome {
            Outcome::Given { result } => print_section(&mut out, result),
            Outcome::Weak { result, reasons } => {
                reasons
                    .iter()
                    .for_each(|reason| line(&mut out, &format!("! {}", reason.said)));
                print_section(&mut out, result);
            }
            Outcome::NotEnough { reason, remedy } => {
                line(&mut out, &format!("{} {}", reason.said, remedy.said))
            }
        }
    }
    out
}

/// How the file was read, as far as it is not as usual.
fn is_telling(text: &Text) -> bool {
    let told = text.args.iter().find(|(name, _)| name == "told");
    let id = match told {
        Some((_, Arg::Text(inner))) => inner.id.as_str(),
        _ => text.id.as_str(),
    };
    let usual = [
        "reading.encoding",
        "reading.encoding.bom",
        "reading.delimiter",
        "reading.blank_lines",
    ];
    let read =
        id.starts_with("reading.") && !usual.contains(&id) && !id.starts_with("reading.line_ends");
    let doubtful = ["maybe", "almost", "mixed", "conflict", "destroyed", "bad"];
    read || doubtful.iter().any(|word| id.contains(word))
}

fn line(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{text}\n{}", "-".repeat(text.chars().count()));
}

fn findings(out: &mut String, report: &Report) {
    if report.findings.is_empty() && report.questions.is_empty() {
        return;
    }
    heading(out, "Findings");
    let examples = |out: &mut String, finding: &FindingCard| {
        let told = finding.examples.iter();
        told.for_each(|example| line(out, &format!("    {}", example.said)));
    };
    // What a question repeats is left to the question.
    let repeats = |question: &Control, finding: &FindingCard| {
        let said = &question.label.said;
        said.contains(&finding.sentence.said) && said.contains(&finding.done.said)
    };
    for finding in &report.findings {
        if report.questions.iter().any(|asked| repeats(asked, finding)) {
            continue;
        }
        line(
            out,
            &format!("* {} {}", finding.sentence.said, finding.done.said),
        );
        examples(out, finding);
    }
    for question in &report.questions {
        line(
            out,
            &format!("? {} (--set {}=...)", question.label.said, question.id),
        );
        let mut findings = report.findings.iter();
        if let Some(finding) = findings.find(|finding| repeats(question, finding)) {
            examples(out, finding);
        }
    }
}

/// What was decided, what could not be done here, and what is different since.
fn decided(out: &mut String, report: &Report) {
    if report.steps.is_empty() {
        return;
    }
    heading(out, "Recipe");
    for step in &report.steps {
        let sign = if step.status == "failed" { '!' } else { '*' };
        line(
            out,
            format!("{sign} {} {}", step.sentence.said, step.note.said).trim_end(),
        );
    }
    print_grid(out, &report.since.title.said, &report.since);
}

fn print_section(out: &mut String, section: &Section) {
    line(out, &section.headline.said);
    for fact in &section.facts {
        line(out, &print_fact(fact));
    }
    section
        .figures
        .iter()
        .for_each(|figure| print_grid(out, &figure.title.said, &figure.table));
    section
        .grids
        .iter()
        .for_each(|grid| print_grid(out, &grid.title.said, grid));
    section
        .notes
        .iter()
        .for_each(|note| line(out, &format!("- {}", note.said)));
}

fn print_fact(fact: &Fact) -> String {
    let mut text = format!("{:<28} {}", fact.label.said, fact.value.exact);
    if let Interval::Between {
        low, high, level, ..
    } = &fact.interval
    {
        let _ = write!(
            text,
            "  [{} to {}, {:.0} %]",
            low.exact,
            high.exact,
            level * 100.0
        );
    }
    // Why there is no value, and all that has to be known of it.
    for note in fact.value.reason.iter().chain(&fact.notes) {
        let _ = write!(text, "  ({})", note.said);
    }
    text
}

fn print_grid(out: &mut String, title: &str, grid: &Grid) {
    if grid.rows.is_empty() {
        return;
    }
    line(out, &format!("\n{title}"));
    let text = |cell: &Cell| match cell {
        Cell::Value(value) => value.exact.clone(),
        Cell::Text(text) => text.said.clone(),
    };
    let rows: Vec<Vec<String>> = grid
        .rows
        .iter()
        .take(MOST_ROWS)
        .map(|row| row.cells.iter().map(text).collect())
        .collect();
    let header: Vec<String> = grid
        .columns
        .iter()
        .map(|column| column.label.said.clone())
        .collect();
    let width = |index: usize| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(index))
            .chain(header.get(index));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    for row in std::iter::once(&header).chain(&rows) {
        let mut told = String::from(" ");
        for ((cell, width), column) in row.iter().zip(&widths).zip(&grid.columns) {
            let pad = " ".repeat(width - cell.chars().count());
            let cell = if column.numeric {
                format!(" {pad}{cell}")
            } else {
                format!(" {cell}{pad}")
            };
            told.push_str(&cell);
        }
        line(out, told.trim_end());
    }
    let left = grid.total_rows as usize - rows.len();
    if left > 0 {
        line(out, &format!("  ... {left}"));
    }
}
