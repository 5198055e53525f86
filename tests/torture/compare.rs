//! Rows expected against rows shown.

use std::collections::{BTreeMap, HashMap};

use crate::case::{Case, clean_csv, filled};
use crate::sheet::Sheet;

/// A row.
pub type Row = Vec<String>;

/// Rows expected against rows shown.
pub struct Compared {
    /// Shown, and none of the expected ones.
    pub wrong: Vec<Row>,
    /// Expected and neither shown nor told.
    pub lost: usize,
    /// Expected and not shown.
    pub missing: Vec<Row>,
}

/// Compares the rows; `cells` wants each as often as expected, the other classes want no other row.
pub fn compare(case: &Case, expected: &[Row], sheet: &Sheet) -> Compared {
    let (mut shown, mut expected) = bare(case, expected, sheet);
    if header_is_told(case, &expected, sheet) && !expected.is_empty() {
        // A header of several records is told, and stands as several rows in the suite.
        let tall = (sheet.facts.header_records as usize).max(1);
        let parts = match is_joined(&expected, sheet) {
            true => tall,
            false => 1,
        };
        expected.drain(..parts.min(expected.len()));
        let named = sheet
            .header
            .as_ref()
            .is_some_and(|header| header.iter().any(|name| !name.is_empty()));
        if named && !shown.is_empty() {
            shown.remove(0);
        }
    }
    let mut left: HashMap<&Row, usize> = HashMap::new();
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
    take_as_the_file_has_it(case, sheet, &mut wrong, &mut missing);
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

/// The rows shown and expected without what is not compared.
fn bare(case: &Case, expected: &[Row], sheet: &Sheet) -> (Vec<Row>, Vec<Row>) {
    let (shown, expected) = (sheet.shown(), expected.to_vec());
    if case.suite != "pollock survey" {
        return (filled(shown), filled(expected));
    }
    // The clean files of the survey are trimmed, and where their rows are of many widths, they are filled
    // up with empty cells.
    let width = sheet.header.as_ref().map_or(0, Vec::len);
    let padded = expected.first().is_some_and(|row| row.len() > width);
    let bare = |rows: Vec<Row>| {
        let trimmed = rows.iter().map(|row| {
            let mut row: Row = row.iter().map(|cell| cell.trim().to_owned()).collect();
            while padded && row.last().is_some_and(String::is_empty) {
                row.pop();
            }
            row
        });
        filled(trimmed.collect())
    };
    (bare(shown), bare(expected))
}

/// Whether the names of the columns are left out of the comparison: the suite made them up, or the reader
/// says that the header and the rows differ by one field, or that the header is several records tall, or
/// lines above the header hold the rest of the names and are shown.
fn header_is_told(case: &Case, expected: &[Row], sheet: &Sheet) -> bool {
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
    differs || above || is_joined(expected, sheet) || invented(case, expected)
}

/// Whether the header is several of the expected rows, one below the other.
fn is_joined(expected: &[Row], sheet: &Sheet) -> bool {
    let tall = sheet.facts.header_records as usize;
    let Some(header) = sheet.header.as_ref().filter(|_| tall > 1) else {
        return false;
    };
    let joined = |column: usize| {
        let parts = expected.iter().take(tall).filter_map(|row| row.get(column));
        let parts: Vec<&str> = parts
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    };
    let own = header.iter().enumerate();
    own.into_iter()
        .all(|(column, name)| name.trim() == joined(column))
}

/// Whether the suite made the header up: the file has none, and what stands there is no text of the file.
pub fn invented(case: &Case, expected: &[Row]) -> bool {
    let made_up = |name: &String| name.starts_with("col_") || name.is_empty();
    let bytes = case.bytes().unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    case.suite == "pollock survey"
        && expected.first().is_some_and(|header| {
            let foreign = header.iter().any(|name| !text.contains(name.as_str()));
            case.raw["header"] == false && foreign || header.iter().all(made_up)
        })
}

/// Some clean files hold texts that their file does not: other quotes, letters lost or mended. Such a row
/// is judged by csv-core, which reads the file as the suite says that it is written.
fn take_as_the_file_has_it(
    case: &Case,
    sheet: &Sheet,
    wrong: &mut Vec<Row>,
    missing: &mut Vec<Row>,
) {
    let text = case.bytes().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text.filter(|_| !wrong.is_empty() && !missing.is_empty()) else {
        return;
    };
    let single = text.replace("\"\"", "\"");
    let founded = |cell: &String| text.contains(cell.as_str()) || single.contains(cell.as_str());
    let read = as_stated(case, sheet);
    wrong.retain(|row| {
        let alike = |other: &Row| {
            let same = row.iter().zip(other).filter(|(own, other)| own == other);
            row.len() == other.len() && same.count() * 2 >= row.len()
        };
        let of_this = |other: &Row| alike(other) && !other.iter().all(founded);
        match missing
            .iter()
            .position(of_this)
            .filter(|_| read.contains(row))
        {
            Some(at) => {
                missing.remove(at);
                false
            }
            None => true,
        }
    });
}

/// The rows as csv-core reads the file with the delimiter and the quote that the suite states, in the
/// encoding that was found.
fn as_stated(case: &Case, sheet: &Sheet) -> Vec<Row> {
    let byte = |key: &str, usual: u8| {
        let stated = case.text(key).and_then(|sign| sign.bytes().next());
        stated.unwrap_or(usual)
    };
    let encoding = encoding_rs::Encoding::for_label(sheet.facts.encoding.as_bytes());
    let bytes = case.bytes().unwrap_or_default();
    let text = encoding.map_or_else(String::new, |encoding| {
        encoding.decode(&bytes).0.into_owned()
    });
    let rows = clean_csv(
        text.as_bytes(),
        byte("delimiter", b','),
        byte("quote", b'"'),
    );
    match case.suite.as_str() {
        "pollock survey" => filled(
            rows.iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect(),
        ),
        _ => filled(rows),
    }
}

/// How many rows of the file equal an expected row when csv-core reads it as stated, and how many of those
/// are shown as good. Setting everything aside would be no misread, and no reading.
pub fn good_of_legible(case: &Case) -> Option<(usize, usize)> {
    let (expected, sheet) = (case.rows()?, Sheet::of(case)?);
    let (shown, expected) = bare(case, &expected, &sheet);
    let counted = |rows: &[Row]| {
        let mut counts: BTreeMap<Row, usize> = BTreeMap::new();
        for row in rows {
            *counts.entry(row.clone()).or_default() += 1;
        }
        counts
    };
    let (read, shown) = (counted(&as_stated(case, &sheet)), counted(&shown));
    let expected = counted(expected.get(1..).unwrap_or_default());
    let (mut legible, mut good) = (0, 0);
    for (row, times) in expected {
        let of = |counts: &BTreeMap<Row, usize>| counts.get(&row).copied().unwrap_or(0);
        let here = times.min(of(&read));
        legible += here;
        good += here.min(of(&shown));
    }
    Some((legible, good))
}
