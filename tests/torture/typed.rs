//! Cases about whole tables of values: each row that is shown as good is the expected one, cell by cell.
//! A row that is neither shown nor told is a silent misread, as everywhere.

use clientele::csv::{FlawKind, Wanted};
use clientele::table::{Column, DateStyle, Kind, NO_NUMBER, NO_TIME, Stamp, Table, TableReader};
use clientele::value::{Day, Decimal};
use serde_json::Value;

use crate::case::{Case, Verdict};
use crate::cells::brief;

/// Values after typing, where the suite states rows of values.
pub fn judge(case: &Case) -> Verdict {
    let (Some(bytes), Some(expected)) = (case.bytes(), rows_of(case)) else {
        return Verdict::NotJudged;
    };
    let mut reader = TableReader::new("a.csv", 7).with(wanted(case));
    let table = match reader.push(&bytes).and_then(|()| reader.finish()) {
        Ok(table) => table,
        Err(_) if expected.is_empty() => return Verdict::Pass,
        Err(error) => return Verdict::Fail(format!("refused: {}", error.code)),
    };
    let filled = |row: &Vec<Value>| row.iter().any(|value| !is_nothing(value));
    let expected: Vec<Vec<Value>> = expected.into_iter().filter(filled).collect();
    compare(case, &table, &expected)
}

/// What the options of the suite say of the file, as a user would set it.
fn wanted(case: &Case) -> Wanted {
    let header = match said(case, &["header"]).as_deref() {
        Some("0" | "false") => Some(false),
        Some("1" | "true") => Some(true),
        _ => None,
    };
    let delimiter = said(case, &["delimiter", "delim", "sep"]);
    Wanted {
        delimiter: delimiter
            .filter(|sign| sign.len() == 1)
            .map(|sign| sign.as_bytes()[0]),
        header,
        ..Wanted::default()
    }
}

/// An option: of an object, or of SQL like `delim = ';', header = 0`.
fn said(case: &Case, names: &[&str]) -> Option<String> {
    let option = names.iter().find_map(|name| case.option(name));
    if let Some(option) = option {
        return Some(
            option
                .as_str()
                .map_or_else(|| option.to_string(), str::to_owned),
        );
    }
    let text = case.text("options")?;
    let value = names.iter().find_map(|name| {
        let mut found = text.match_indices(name);
        let begins = |at: usize| at == 0 || text[..at].ends_with([' ', ',']);
        found.find_map(|(at, _)| {
            let rest = text[at + name.len()..].trim_start().strip_prefix('=')?;
            begins(at).then_some(rest.trim_start())
        })
    })?;
    Some(match value.strip_prefix('\'') {
        Some(quoted) => quoted.split('\'').next().unwrap_or_default().to_owned(),
        None => value
            .split([',', ' '])
            .next()
            .unwrap_or_default()
            .to_lowercase(),
    })
}

/// The rows that the suite states.
fn rows_of(case: &Case) -> Option<Vec<Vec<Value>>> {
    let expected = case.expected();
    let rows = match case.text("cells_file") {
        Some(path) => serde_json::from_slice(&case.file(path)?).ok()?,
        None => ["cells_typed", "data"]
            .iter()
            .find_map(|key| expected.get(key))
            .or(case.raw.get("cells"))?
            .clone(),
    };
    let row = |row: &Value| match row {
        Value::Object(cells) => Some(cells.values().cloned().collect()),
        Value::Array(cells) => Some(cells.clone()),
        _ => None,
    };
    rows.as_array()?.iter().map(row).collect()
}

/// Every row that is shown against the next expected one that it can be.
fn compare(case: &Case, table: &Table, expected: &[Vec<Value>]) -> Verdict {
    let flawed = |row: &u32| table.flaws.iter().any(|flaw| flaw.record == row + 1);
    let good = (0..table.rows).filter(|row| !flawed(row));
    let mut next = 0;
    // A suite that names no columns takes the first line for a row.
    let named = table.facts.header.iter().map(|name| name.trim());
    let first = expected.first().map(|row| row.iter().map(text_of));
    if table.facts.header_records > 0
        && first.is_some_and(|first| first.eq(named.map(str::to_owned)))
    {
        next = 1;
    }
    let (mut missing, mut wrong) = (Vec::new(), Vec::new());
    for row in good {
        let fits = |values: &Vec<Value>| is_row(table, row, values);
        match expected[next..].iter().position(fits) {
            Some(skipped) => {
                missing.extend(&expected[next..next + skipped]);
                next += skipped + 1;
            }
            None => wrong.push(row),
        }
    }
    missing.extend(&expected[next..]);
    let told = table.flaws.len() + table.facts.aside.len();
    let asked = !table.facts.sure || !table.facts.encoding_sure;
    let brief_of = |row: u32| {
        let cells: Vec<String> = table
            .record(row)
            .iter()
            .map(|cell| cell.to_string())
            .collect();
        brief(&cells)
    };
    match (wrong.first(), missing.first()) {
        (None, None) => Verdict::Pass,
        (Some(_), _) if asked => Verdict::Fail(format!("asked, and {} rows wrong", wrong.len())),
        (Some(row), Some(value)) => Verdict::Fail(format!(
            "{} rows wrong, as {} for {value:?}",
            wrong.len(),
            brief_of(*row)
        )),
        (Some(row), None) => Verdict::Fail(format!(
            "{} rows too many, as {}",
            wrong.len(),
            brief_of(*row)
        )),
        (None, Some(row)) if missing.len() > told => {
            Verdict::Silent(format!("{} rows lost, as {row:?}", missing.len() - told))
        }
        (None, Some(_)) if is_the_stated_error(case, table, missing.len()) => Verdict::Pass,
        (None, Some(row)) => Verdict::Fail(format!("{} rows set aside, as {row:?}", missing.len())),
    }
}

/// The suite states as an error what we set aside: too few or too many fields.
fn is_the_stated_error(case: &Case, table: &Table, missing: usize) -> bool {
    let errors = case.expected()["errors"].as_array();
    let ragged = |code: &str| matches!(code, "TooFewFields" | "TooManyFields");
    let stated = errors.is_some_and(|errors| {
        errors.len() == missing
            && errors
                .iter()
                .all(|error| error["code"].as_str().is_some_and(ragged))
    });
    let is_ragged = |kind: FlawKind| matches!(kind, FlawKind::Short { .. } | FlawKind::Long { .. });
    stated && table.flaws.iter().all(|flaw| is_ragged(flaw.kind))
}

fn is_row(table: &Table, row: u32, expected: &[Value]) -> bool {
    let mut cells = table.columns.iter().zip(expected);
    expected.len() == table.columns.len() && cells.all(|(column, value)| same(column, row, value))
}

fn is_nothing(value: &Value) -> bool {
    value.is_null()
        || value
            .as_str()
            .is_some_and(|text| matches!(text, "" | "NULL"))
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Whether a cell of ours is the expected value: equal as a number, a flag, a missing value or a text.
fn same(column: &Column, row: u32, expected: &Value) -> bool {
    let text = column.text(row);
    match expected {
        Value::Null => column.is_missing(row),
        Value::Bool(is) => text
            .trim()
            .eq_ignore_ascii_case(if *is { "true" } else { "false" }),
        Value::Number(value) => number(column, row)
            .is_some_and(|ours| value.as_f64().is_some_and(|value| near(ours, value))),
        Value::String(value) => {
            // DuckDB prints a byte of 0 as two signs.
            let value = value.replace("\\0", "\0");
            *text == value
                || text.trim() == value.trim()
                || (is_nothing(expected) && column.is_missing(row))
                || same_time(column, row, &value)
                || same_flag(column, &text, &value)
                || same_number(column, row, &value)
        }
        _ => false,
    }
}

/// The cell as a number of its column; where the column is none, as one by itself.
fn number(column: &Column, row: u32) -> Option<f64> {
    let numbers = column.decimals(&column.decision.number);
    let value = numbers.values[row as usize];
    let told = Decimal::new(i128::from(value), numbers.scale).to_string();
    let told = if value == NO_NUMBER {
        column.text(row).trim().to_owned()
    } else {
        told
    };
    told.parse().ok()
}

fn same_number(column: &Column, row: u32, value: &str) -> bool {
    let value = value.parse::<f64>().ok();
    value
        .zip(number(column, row))
        .is_some_and(|(value, ours)| near(ours, value))
}

/// Equal but for the last digits of a float: other readers round, ours does not.
fn near(ours: f64, value: f64) -> bool {
    ours == value || (ours - value).abs() <= 1e-14 * value.abs()
}

/// Whether a flag is the one that a suite prints: `yes` is true.
fn same_flag(column: &Column, text: &str, value: &str) -> bool {
    let yes = ["true", "t", "yes", "y"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text.trim()));
    column.decision.kind == Kind::Boolean && value == if yes { "true" } else { "false" }
}

/// Whether a cell is the day, the moment or the time of day that a suite prints; in one of the orders that
/// are asked about, where day and month are open.
fn same_time(column: &Column, row: u32, value: &str) -> bool {
    let text = column.text(row);
    let Some(style) = column.decision.date else {
        let minutes = column.minutes(None)[row as usize];
        return minutes != NO_TIME
            && value.starts_with(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
    };
    let is = |style: &DateStyle| {
        let Some(stamp) = style.read(text.trim()) else {
            return false;
        };
        let told = utc(&stamp).replace('T', " ");
        value == stamp.day.to_string() || value.get(..16).is_some_and(|value| value == told)
    };
    is(&style) || (column.decision.ambiguous_dates && column.decision.date_orders.iter().any(is))
}

/// The moment of a stamp in UTC, to the minute; one without a zone is taken as UTC.
pub fn utc(stamp: &Stamp) -> String {
    let written = if stamp.minute == NO_TIME {
        0
    } else {
        i32::from(stamp.minute)
    };
    let minutes = stamp.day.0 * 1_440 + written - i32::from(stamp.zone.unwrap_or(0));
    let (day, minute) = (Day(minutes.div_euclid(1_440)), minutes.rem_euclid(1_440));
    format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
}
