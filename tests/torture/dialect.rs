//! Cases about the delimiter.

use crate::case::{Case, Verdict, clean_csv};
use crate::sheet::Sheet;

/// The delimiter must be equal. None expected: one column, or refused as one.
pub fn judge(case: &Case) -> Verdict {
    let Some(sheet) = Sheet::of(case) else {
        return Verdict::NotJudged;
    };
    if let Some(has_header) = case.expected()["has_header"].as_bool() {
        return judge_header(&sheet, has_header);
    }
    let Some(expected) = case.text("delimiter").filter(|sign| !sign.is_empty()) else {
        return judge_none(&sheet);
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
    let found = expected.as_bytes() == [sheet.facts.delimiter]
        || !separates(case, expected) && is_one_column(&sheet);
    match (found, sheet.facts.sure) {
        (right, false) => Verdict::Asked { right },
        (true, true) => Verdict::Pass,
        (false, true) => Verdict::Confident(format!(
            "{:?} for {expected:?}",
            char::from(sheet.facts.delimiter)
        )),
    }
}

/// The suite finds no delimiter: one column, or asked.
fn judge_none(sheet: &Sheet) -> Verdict {
    let refused = sheet
        .error
        .as_ref()
        .is_some_and(|error| error.code == "one_column");
    if refused || is_one_column(sheet) {
        Verdict::Pass
    } else if sheet.facts.sure {
        let found = char::from(sheet.facts.delimiter);
        Verdict::Fail(format!("{found:?} where the suite finds none"))
    } else {
        Verdict::Asked { right: false }
    }
}

/// The suite says only whether there is a header.
fn judge_header(sheet: &Sheet, has_header: bool) -> Verdict {
    match sheet.error.is_none() && (sheet.facts.header_records > 0) == has_header {
        true => Verdict::Pass,
        false => Verdict::Fail(format!("a header: {}", !has_header)),
    }
}

fn is_one_column(sheet: &Sheet) -> bool {
    sheet
        .header
        .as_ref()
        .is_some_and(|header| header.len() == 1)
}

/// Whether some record has several fields by this delimiter.
fn separates(case: &Case, delimiter: &str) -> bool {
    let quote = case.text("quote").and_then(|quote| quote.bytes().next());
    let (Some(byte), Some(bytes)) = (delimiter.bytes().next(), case.bytes()) else {
        return false;
    };
    let rows = clean_csv(&bytes, byte, quote.unwrap_or(b'"'));
    rows.iter().any(|row| row.len() > 1)
}
