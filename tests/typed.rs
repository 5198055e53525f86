//! The typed tables of public test suites against our columns: each value is equal, or is on a list with
//! its reason, and no reason is that a sum of money, a date or an id has another value.

mod support;
#[path = "support/torture.rs"]
mod torture;

use clientele::table::{Column, Kind, NO_NUMBER, NO_TIME, TableReader};
use clientele::value::Decimal;
use serde_json::Value;
use torture::{Miss, cases, judge, utc};

/// Whether a cell of ours is the expected value: equal as a number, a flag, a missing value or a text.
fn same(column: &Column, row: u32, expected: &Value) -> bool {
    let text = column.text(row);
    let style = &column.decision.number;
    let number = || {
        let numbers = column.decimals(style);
        let value = numbers.values[row as usize];
        let told = Decimal::new(i128::from(value), numbers.scale).to_string();
        let told = if value == NO_NUMBER {
            text.trim().to_owned()
        } else {
            told
        };
        told.parse::<f64>().ok()
    };
    match expected {
        Value::Null => column.is_missing(row),
        Value::Bool(is) => text
            .trim()
            .eq_ignore_ascii_case(if *is { "true" } else { "false" }),
        Value::Number(value) => {
            number().is_some_and(|ours| value.as_f64().is_some_and(|value| near(ours, value)))
        }
        Value::String(value) => {
            *text == **value
                || text.trim() == value.trim()
                || (value == "NULL" && column.is_missing(row))
                || same_time(column, row, value)
                || same_flag(column, &text, value)
                || value
                    .parse::<f64>()
                    .ok()
                    .zip(number())
                    .is_some_and(|(value, ours)| near(ours, value))
        }
        _ => false,
    }
}

/// Whether a flag is the one that a suite prints: `yes` is true.
fn same_flag(column: &Column, text: &str, value: &str) -> bool {
    let yes = ["true", "t", "yes", "y"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text.trim()));
    column.decision.kind == Kind::Boolean && value == if yes { "true" } else { "false" }
}

/// Equal but for the last digits of a float: other readers round, ours does not.
fn near(ours: f64, value: f64) -> bool {
    ours == value || (ours - value).abs() <= 1e-14 * value.abs()
}

/// Whether a cell is the day, the moment or the time of day that a suite prints.
fn same_time(column: &Column, row: u32, value: &str) -> bool {
    let text = column.text(row);
    let Some(style) = column.decision.date else {
        let minutes = column.minutes(None)[row as usize];
        return minutes != NO_TIME
            && value.starts_with(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
    };
    let Some(stamp) = style.read(text.trim()) else {
        return false;
    };
    let told = utc(&stamp);
    value == stamp.day.to_string()
        || value
            .get(..16)
            .is_some_and(|value| value == told.replace('T', " "))
}

#[test]
fn typed_columns_hold_the_values_that_the_suites_expect() {
    let Some((folder, cases)) = cases("typed") else {
        return;
    };
    judge("typed", &cases, &[], |case| {
        let expected = &case["expect_raw"];
        let file = case["file"].as_str().expect("a file");
        let bytes = std::fs::read(folder.join(file)).expect("the file");
        let Some(rows) = expected["cells_typed"].as_array() else {
            return Ok(());
        };
        compare(&bytes, rows)
    });
}

#[test]
fn typed_rows_hold_the_values_that_the_suites_expect() {
    let Some((folder, cases)) = cases("typed-rows") else {
        return;
    };
    let one_word = (
        "csv_rejects_read-error_csv",
        "a flag needs both of its words; a column of yes alone stays text",
    );
    judge("typed-rows", &cases, &[one_word], |case| {
        let file = case["file"].as_str().expect("a file");
        let bytes = std::fs::read(folder.join(file)).expect("the file");
        let rows = match case["cells_file"].as_str() {
            Some(file) => {
                serde_json::from_str(&std::fs::read_to_string(folder.join(file)).expect("cells"))
                    .expect("cells")
            }
            None => case["cells"].clone(),
        };
        let rows = rows.as_array().cloned().unwrap_or_default();
        compare(&bytes, &rows)
    });
}

/// Every cell against the expected rows.
fn compare(bytes: &[u8], rows: &[Value]) -> Result<(), Miss> {
    let mut reader = TableReader::new("t.csv", 3);
    let read = reader.push(bytes).and_then(|()| reader.finish());
    let Ok(table) = read else {
        return Err(Miss::Shape);
    };
    let flawed: Vec<u32> = table.flaws.iter().map(|flaw| flaw.record).collect();
    let good: Vec<u32> = (0..table.rows)
        .filter(|row| !flawed.contains(&(row + 1)))
        .collect();
    if good.len() != rows.len() {
        return Err(Miss::Shape);
    }
    for (row, expected) in good.iter().zip(rows) {
        let expected = expected.as_array().cloned().unwrap_or_default();
        if expected.len() != table.columns.len() {
            return Err(Miss::Shape);
        }
        for (column, value) in table.columns.iter().zip(&expected) {
            if !same(column, *row, value) {
                let told = format!(
                    "{}: {:?} ({:?}) and not {value}",
                    column.name,
                    column.text(*row),
                    column.decision.kind
                );
                return Err(told.into());
            }
        }
    }
    Ok(())
}
