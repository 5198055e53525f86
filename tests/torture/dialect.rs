//! Cases about the delimiter.

use crate::case::{Case, Verdict};
use crate::sheet::Sheet;

/// The delimiter must be equal. None expected: one column, or refused as one.
pub fn judge(case: &Case) -> Verdict {
    let (Some(expected), Some(sheet)) = (case.text("delimiter"), Sheet::of(case)) else {
        return Verdict::NotJudged;
    };
    if let Some(error) = &sheet.error
        && sheet.facts.delimiter == 0
    {
        // Nothing to separate: any answer is as good.
        let nothing = error.code == "one_column" && !separates(case, expected);
        return if nothing {
            Verdict::Pass
        } else {
            Verdict::Fail(format!("refused: {} for {expected:?}", error.code))
        };
    }
    let one_column = sheet
        .header
        .as_ref()
        .is_some_and(|header| header.len() == 1);
    let found = if separates(case, expected) {
        expected.as_bytes() == [sheet.facts.delimiter]
    } else {
        one_column || expected.as_bytes() == [sheet.facts.delimiter]
    };
    match (found, sheet.facts.sure) {
        (right, false) => Verdict::Asked { right },
        (true, true) => Verdict::Pass,
        (false, true) => Verdict::Confident(format!(
            "{:?} for {expected:?}",
            char::from(sheet.facts.delimiter)
        )),
    }
}

/// Whether the file holds the delimiter at all.
fn separates(case: &Case, delimiter: &str) -> bool {
    let Some(byte) = delimiter.bytes().next() else {
        return false;
    };
    case.bytes().is_some_and(|bytes| bytes.contains(&byte))
}
