//! Cases about rows of cells.

use clientele::csv::FlawKind;

use crate::case::{Case, Verdict, filled};
use crate::compare::compare;
use crate::sheet::Sheet;

/// Refusals that say that there is no table below the header: nothing is lost by them.
const NO_ROWS: [&str; 2] = ["empty_file", "header_only"];

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
        FlawKind::Short { fields } | FlawKind::Long { fields, .. } => fields as usize == row.len(),
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
    let Some(sheet) = Sheet::of(case) else {
        return Verdict::NotJudged;
    };
    let Some(rows) = case.raw["rows"].as_u64() else {
        return judge_first_row(case, &sheet);
    };
    let header = u64::from(sheet.header.is_some());
    if let Some(error) = &sheet.error {
        // A header without rows is told as such.
        let alone = error.code == "header_only" && rows <= header;
        return match alone {
            true => Verdict::Pass,
            false => Verdict::Fail(format!("refused: {}", error.code)),
        };
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

/// Some cells of the first row, the header or not.
fn judge_first_row(case: &Case, sheet: &Sheet) -> Verdict {
    let Some(first) = case.expected()["first_row"].as_object() else {
        return Verdict::NotJudged;
    };
    let shown = sheet.shown();
    let holds = |row: &Vec<String>| {
        first.iter().all(|(column, text)| {
            let column = column.parse().ok();
            column
                .and_then(|column: usize| row.get(column))
                .map(String::as_str)
                == text.as_str()
        })
    };
    match shown.iter().take(2).any(holds) {
        true => Verdict::Pass,
        false => Verdict::Fail(format!("the first row is none of {:?}", shown.first())),
    }
}

/// The names of the columns.
pub fn judge_header(case: &Case) -> Verdict {
    let equals = &case.expected()["equals"];
    let counts = case.text("expr").is_none()
        && case.expected()["expr"]
            .as_str()
            .is_some_and(|expr| expr.starts_with("len("));
    if let (true, Some(count), Some(sheet)) = (counts, equals.as_u64(), Sheet::of(case)) {
        let width = sheet.header.map_or(0, |header| header.len());
        return match width as u64 == count {
            true => Verdict::Pass,
            false => Verdict::Fail(format!("{width} names for {count}")),
        };
    }
    let names: Option<Vec<&str>> = equals
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
