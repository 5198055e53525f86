//! Cases about single values: dates, numbers, types, and texts that must stay what they are.

use clientele::figure::{Cell, Column, Grid, Row, Trace};
use clientele::say::Text;
use clientele::table::{Kind, Table, TableReader};
use serde_json::Value;

use crate::case::{Case, Verdict};

/// A table of one text column `x` and the column `v` of these cells, each written in quotes.
fn column(cells: &[&str]) -> Option<Table> {
    let mut text = String::from("x,v\n");
    for cell in cells {
        text.push_str(&format!("w,\"{}\"\n", cell.replace('"', "\"\"")));
    }
    let mut reader = TableReader::new("a.csv", 7);
    reader.push(text.as_bytes()).ok()?;
    reader.finish().ok()
}

/// The kind of a column that holds only this text.
fn kind(text: &str) -> Option<Kind> {
    column(&[text]).map(|table| table.columns[1].decision.kind)
}

/// Dates are dates; one that the order of day and month leaves open counts as right when it is asked.
pub fn judge_date(case: &Case) -> Verdict {
    let expected = case.expected();
    let (Some(text), Some(parses)) = (expected["text"].as_str(), expected["parses"].as_bool())
    else {
        return Verdict::NotJudged;
    };
    let found = matches!(kind(text), Some(Kind::Date | Kind::DateTime));
    if found == parses {
        Verdict::Pass
    } else {
        Verdict::Fail(format!("{text:?} is {:?}", kind(text)))
    }
}

/// A text is, or is not, of a type.
pub fn judge_type(case: &Case) -> Verdict {
    let expected = case.expected();
    let (Some(text), Some(of), Some(is)) = (
        expected["text"].as_str(),
        expected["type"].as_str(),
        expected["is_type"].as_bool(),
    ) else {
        return Verdict::NotJudged;
    };
    let kind = kind(text);
    let found = match of {
        "number" => matches!(kind, Some(Kind::Integer | Kind::Decimal | Kind::Id)),
        "date" => matches!(kind, Some(Kind::Date)),
        "datetime" => matches!(kind, Some(Kind::DateTime)),
        _ => return Verdict::NotJudged,
    };
    if found == is {
        Verdict::Pass
    } else {
        Verdict::Fail(format!("{text:?} is {kind:?}, {of}: {is}"))
    }
}

/// Lines `f16 f32 f64 text`: the bits of the f64.
pub fn judge_numbers(case: &Case) -> Verdict {
    let Some(bytes) = case.bytes() else {
        return Verdict::NotJudged;
    };
    let text = String::from_utf8_lossy(&bytes);
    let (mut wrong, mut first) = (0, String::new());
    for line in text.lines() {
        let mut parts = line.split_ascii_whitespace().skip(2);
        let (Some(bits), Some(number)) = (parts.next(), parts.next()) else {
            continue;
        };
        let bits = u64::from_str_radix(bits, 16).unwrap_or(0);
        if number.parse::<f64>().map(f64::to_bits) != Ok(bits) {
            wrong += 1;
            first = line.to_owned();
        }
    }
    if wrong == 0 {
        Verdict::Pass
    } else {
        Verdict::Fail(format!("{wrong} lines, as {first}"))
    }
}

/// Values after typing, where the suite states rows of values.
pub fn judge_typed(case: &Case) -> Verdict {
    let Some(bytes) = case.bytes() else {
        return Verdict::NotJudged;
    };
    let rows = case.rows().or_else(|| typed_rows(case.expected()));
    let Some(rows) = rows else {
        return Verdict::NotJudged;
    };
    let mut reader = TableReader::new("a.csv", 7);
    let table = reader.push(&bytes).and_then(|()| reader.finish());
    let table = match table {
        Ok(table) => table,
        Err(_) if rows.is_empty() => return Verdict::Pass,
        Err(error) => return Verdict::Fail(format!("refused: {}", error.code)),
    };
    let flawed = |row: u32| table.flaws.iter().any(|flaw| flaw.record == row + 1);
    let shown: Vec<Vec<String>> = (0..table.rows)
        .filter(|row| !flawed(*row))
        .map(|row| {
            table
                .record(row)
                .into_iter()
                .map(|cell| plain(&cell))
                .collect()
        })
        .collect();
    let wanted: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| plain(cell)).collect())
        .collect();
    let header: Vec<String> = table.facts.header.iter().map(|cell| plain(cell)).collect();
    let with_header: Vec<Vec<String>> = std::iter::once(header).chain(shown.clone()).collect();
    if shown == wanted || with_header == wanted {
        return Verdict::Pass;
    }
    let odd = shown.iter().zip(&wanted).find(|(a, b)| a != b);
    Verdict::Fail(format!(
        "{} rows for {}, as {:?}",
        shown.len(),
        wanted.len(),
        odd
    ))
}

fn typed_rows(expected: &Value) -> Option<Vec<Vec<String>>> {
    let text = |cell: &Value| match cell {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if let Some(rows) = expected["cells_typed"].as_array() {
        let row = |row: &Value| row.as_array().map(|cells| cells.iter().map(text).collect());
        return rows.iter().map(row).collect();
    }
    let rows = expected["data"].as_array()?;
    let row = |row: &Value| match row {
        Value::Object(cells) => Some(cells.values().map(text).collect()),
        Value::Array(cells) => Some(cells.iter().map(text).collect()),
        _ => None,
    };
    rows.iter().map(row).collect()
}

/// A value without what only its notation adds: `1.0` is `1`, `True` is `true`, a missing word is empty.
fn plain(cell: &str) -> String {
    let text = cell.trim();
    if let Ok(number) = text.parse::<f64>()
        && number.is_finite()
        && !text.starts_with("00")
    {
        return number.to_string();
    }
    match text.to_ascii_lowercase().as_str() {
        "na" | "n/a" | "nan" | "null" | "none" | "#n/a" => String::new(),
        "true" | "t" => "true".to_owned(),
        "false" | "f" => "false".to_owned(),
        _ => text.to_owned(),
    }
}

/// Written as a quoted cell and read again, as a cell and as a header: identical.
pub fn judge_identity(case: &Case) -> Verdict {
    let Some(string) = case.expected()["string"].as_str() else {
        return Verdict::NotJudged;
    };
    let quoted = format!("\"{}\"", string.replace('"', "\"\""));
    let file = format!("x,{quoted}\r\nw,{quoted}\r\nv,1\r\n");
    let mut reader = TableReader::new("a.csv", 7);
    let table = match reader.push(file.as_bytes()).and_then(|()| reader.finish()) {
        Ok(table) => table,
        Err(error) => return Verdict::Fail(format!("refused: {}", error.code)),
    };
    let cell = table.record(0).get(1).map(|cell| cell.to_string());
    let header = table.facts.header.get(1).cloned();
    if cell.as_deref() == Some(string) && header.as_deref() == Some(string) {
        Verdict::Pass
    } else {
        Verdict::Silent(format!("{string:?} became {cell:?} and {header:?}"))
    }
}

/// On export no cell begins a formula.
pub fn judge_formula(case: &Case) -> Verdict {
    let Some(text) = case.expected()["text"].as_str() else {
        return Verdict::NotJudged;
    };
    let said = Text {
        said: text.to_owned(),
        ..Text::none()
    };
    let columns = vec![Column {
        label: said.clone(),
        numeric: false,
    }];
    let rows = vec![Row::new(vec![Cell::Text(said)], 1, Trace::all())];
    let written = clientele::export::csv::grid(&Grid::new("grid", Text::none(), columns, rows));
    let written = String::from_utf8_lossy(&written).into_owned();
    let begins = |cell: &str| {
        cell.trim_start_matches('"')
            .starts_with(['=', '+', '-', '@', '\t', '\r'])
    };
    let number = text.parse::<f64>().is_ok();
    if written.lines().any(begins) && !number {
        return Verdict::Silent(format!("{text:?} is written as {written:?}"));
    }
    Verdict::Pass
}

/// `y_` accepted, `n_` refused, `i_` either.
pub fn judge_json(case: &Case) -> Verdict {
    let (Some(bytes), Some(file)) = (case.bytes(), case.text("file")) else {
        return Verdict::NotJudged;
    };
    let name = file.rsplit('/').next().unwrap_or_default();
    let accepted = serde_json::from_slice::<Value>(&bytes).is_ok();
    match (name.as_bytes().first(), accepted) {
        (Some(b'y'), false) | (Some(b'n'), true) => Verdict::Fail(format!("{name}: {accepted}")),
        _ => Verdict::Pass,
    }
}
