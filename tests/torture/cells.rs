//! Cases about rows of cells.

use std::collections::HashMap;

use clientele::csv::FlawKind;

use crate::case::{Case, Verdict, filled};
use crate::sheet::Sheet;

/// Refusals that say that there is no table below the header: nothing is lost by them.
const NO_ROWS: [&str; 2] = ["empty_file", "header_only"];

/// Rows expected against rows shown.
pub struct Compared {
    /// Shown, and none of the expected ones.
    pub wrong: Vec<Vec<String>>,
    /// Expected and neither shown nor told.
    pub lost: usize,
    /// Expected and not shown.
    pub missing: Vec<Vec<String>>,
}

/// Compares the rows; `cells` wants each as often as expected, the other classes want no other row.
pub fn compare(case: &Case, expected: &[Vec<String>], sheet: &Sheet) -> Compared {
    let bare = |rows: Vec<Vec<String>>| match case.suite.as_str() {
        // The clean files of the survey are trimmed.
        "pollock survey" => filled(
            rows.iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect(),
        ),
        _ => filled(rows),
    };
    let mut shown = bare(sheet.shown());
    let mut expected = bare(expected.to_vec());
    if header_is_told(case, &expected, sheet) && !expected.is_empty() {
        expected.remove(0);
        let header = sheet
            .header
            .as_ref()
            .is_some_and(|header| header.iter().any(|name| !name.is_empty()));
        if header && !shown.is_empty() {
            shown.remove(0);
        }
    }
    let mut left: HashMap<&Vec<String>, usize> = HashMap::new();
    for row in &expected {
        *left.entry(row).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for row in shown {
        match left.get_mut(&row) {
            Some(count) if *count > 0 => *count -= 1,
            Some(_) if case.check != "cells" => {}
            _ => wrong.push(row),
        }
    }
    // In the order of the file, so that the first is the first.
    let mut missing = Vec::new();
    for row in &expected {
        if let Some(count) = left.get_mut(row)
            && *count > 0
        {
            *count -= 1;
            missing.push(row.clone());
        }
    }
    let refused = sheet.error.is_some();
    Compared {
        lost: if refused {
            0
        } else {
            missing.len().saturating_sub(sheet.told())
        },
        wrong,
        missing,
    }
}

/// Whether the names of the columns are left out of the comparison: the suite made them up, or the reader
/// says that the header and the rows differ by one field, or lines above the header hold the rest of the
/// names and are shown.
fn header_is_told(case: &Case, expected: &[Vec<String>], sheet: &Sheet) -> bool {
    let fields = sheet.facts.header_fields as usize;
    let differs = fields > 0
        && sheet
            .header
            .as_ref()
            .is_some_and(|header| header.len() != fields);
    let (Some(names), Some(header)) = (expected.first(), &sheet.header) else {
        return differs;
    };
    let holds = |(name, own): (&String, &String)| name.contains(own.trim());
    let above = case.suite == "pollock survey"
        && !sheet.facts.aside.is_empty()
        && names.len() == header.len()
        && names.iter().zip(header).all(holds);
    differs || above || invented(case, expected)
}

/// Whether the suite made the header up.
pub fn invented(case: &Case, expected: &[Vec<String>]) -> bool {
    case.suite == "pollock survey"
        && expected.first().is_some_and(|header| {
            case.raw["header"] == false
                || header
                    .iter()
                    .all(|name| name.starts_with("col_") || name.is_empty())
        })
}

/// Header and rows equal to the expected; or, where a class allows, every other row flagged.
pub fn judge(case: &Case) -> Verdict {
    let (Some(expected), Some(sheet)) = (case.rows(), Sheet::of(case)) else {
        return Verdict::NotJudged;
    };
    if let Some(error) = &sheet.error {
        let harmless = NO_ROWS.contains(&error.code.as_str()) && filled(sheet.shown()) == expected;
        return if harmless {
            Verdict::Pass
        } else {
            Verdict::Fail(format!("refused: {}", error.code))
        };
    }
    let compared = compare(case, &expected, &sheet);
    let asked = !sheet.facts.sure || !sheet.facts.encoding_sure;
    if asked && !compared.wrong.is_empty() {
        return Verdict::Fail(format!("asked, and {} rows wrong", compared.wrong.len()));
    }
    if let Some(row) = compared.wrong.first() {
        return Verdict::Silent(format!(
            "{} wrong rows, as {}",
            compared.wrong.len(),
            brief(row)
        ));
    }
    if compared.lost > 0 {
        return Verdict::Silent(format!(
            "{} rows lost, as {}",
            compared.lost,
            brief(&compared.missing[0])
        ));
    }
    let told = compared
        .missing
        .iter()
        .all(|row| told_as_it_is(row, &sheet));
    if case.check == "cells" && !told {
        let row = &compared.missing[0];
        return Verdict::Fail(format!(
            "{} rows set aside, as {}",
            compared.missing.len(),
            brief(row)
        ));
    }
    Verdict::Pass
}

/// A ragged row is met when it is flagged with the number of fields that it has.
fn told_as_it_is(row: &[String], sheet: &Sheet) -> bool {
    sheet.flaws.iter().any(|flaw| match flaw.kind {
        FlawKind::Short { fields } | FlawKind::Long { fields } => fields as usize == row.len(),
        _ => false,
    })
}

/// An expected error is met when we flag something or refuse with a reason.
pub fn judge_report(case: &Case) -> Verdict {
    let Some(sheet) = Sheet::of(case) else {
        return Verdict::NotJudged;
    };
    if sheet.error.is_some() || sheet.told() > 0 {
        Verdict::Pass
    } else {
        Verdict::Fail(format!(
            "nothing told of: {}",
            case.text("error").unwrap_or("?")
        ))
    }
}

/// Counts of rows and columns.
pub fn judge_shape(case: &Case) -> Verdict {
    let (Some(rows), Some(sheet)) = (case.raw["rows"].as_u64(), Sheet::of(case)) else {
        return Verdict::NotJudged;
    };
    if let Some(error) = &sheet.error {
        return Verdict::Fail(format!("refused: {}", error.code));
    }
    // Suites count the header or not; what is told counts as a row.
    let below = (sheet.rows.len() - sheet.told().min(sheet.rows.len())) as u64;
    let told = sheet.told() as u64;
    let columns = case.raw["columns"].as_u64();
    let width = sheet.header.as_ref().map_or(0, Vec::len) as u64;
    let fits = (below..=below + told + 1).contains(&rows);
    if fits && columns.is_none_or(|columns| columns == width) {
        Verdict::Pass
    } else {
        Verdict::Fail(format!(
            "{below} rows and {told} told of {rows}; {width} columns of {columns:?}"
        ))
    }
}

/// The names of the columns.
pub fn judge_header(case: &Case) -> Verdict {
    let names: Option<Vec<&str>> = case.expected()["equals"]
        .as_array()
        .and_then(|names| names.iter().map(|name| name.as_str()).collect());
    let (Some(names), Some(sheet)) = (names, Sheet::of(case)) else {
        return Verdict::NotJudged;
    };
    match sheet.header {
        Some(header) if header == names => Verdict::Pass,
        header => Verdict::Fail(format!("{header:?} for {names:?}")),
    }
}

/// Any outcome but a crash; `valid` wants a table.
pub fn judge_survival(case: &Case) -> Verdict {
    let Some(sheet) = Sheet::of(case) else {
        return Verdict::NotJudged;
    };
    match sheet.error {
        Some(error) if case.check == "valid" && case.expected()["outcome"] == "valid" => {
            Verdict::Fail(format!("refused: {}", error.code))
        }
        _ => Verdict::Pass,
    }
}

/// A row, short enough for a line.
pub fn brief(row: &[String]) -> String {
    let text = format!("{row:?}");
    text.chars().take(90).collect()
}
