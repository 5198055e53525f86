//! Cases about the delimiter.

use crate::case::{Case, Verdict};
use crate::sheet::Sheet;

/// The delimiter must be equal. None expected: one column, or refused as one.
pub fn judge(case: &Case) -> Verdict {
    let (Some(expected), Some(sheet)) = (case.text("delimiter"), Sheet::of(case)) else {
        return Verdict::NotJudged;
    };
    if let Some(error) = &sheet.error {
        let found = error.code == "one_column" && expected.is_empty();
        return if found {
            Verdict::Pass
        } else {
            Verdict::Fail(format!("refused: {} for {expected:?}", error.code))
        };
    }
    let one_column = sheet
        .header
        .as_ref()
        .is_some_and(|header| header.len() == 1);
    let found = match (expected.as_bytes(), one_column) {
        ([], one_column) => one_column,
        (delimiter, _) => delimiter == [sheet.facts.delimiter],
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
