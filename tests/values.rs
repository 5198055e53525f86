//! Cells to values: the typed cases of public test suites against our columns. Files and expectations
//! lie outside the repository, in the folder that CLIENTELE_TORTURE names.
//!
//! Each class prints how many cases pass. A case that cannot pass stands in a list with its reason,
//! and no reason is that a sum of money, a date or an id has another value.

mod support;

use std::path::PathBuf;

use clientele::table::{Column, Kind, NO_NUMBER, NO_TIME, Stamp, Table, TableReader};
use clientele::value::{Day, Decimal};
use serde_json::Value;

/// The cases of a class that apply; `None` (and a line) without the folder.
fn cases(check: &str) -> Option<(PathBuf, Vec<Value>)> {
    let Some(folder) = std::env::var_os("CLIENTELE_TORTURE").map(PathBuf::from) else {
        support::skip("CLIENTELE_TORTURE is not set");
        return None;
    };
    let text = std::fs::read_to_string(folder.join("cases.jsonl")).expect("cases.jsonl");
    let all = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a case"));
    let ours = all
        .filter(|case| case["check"] == check && case["applies"] == "yes")
        .collect();
    Some((folder, ours))
}

/// A table of one column with one cell.
fn column_of(name: &str, cells: &[&str]) -> Column {
    let rows: String = cells
        .iter()
        .map(|cell| format!("\"{}\",x\n", cell.replace('"', "\"\"")))
        .collect();
    read("one.csv", format!("\"{name}\",other\n{rows}").as_bytes())
        .columns
        .swap_remove(0)
}

fn read(name: &str, bytes: &[u8]) -> Table {
    let mut reader = TableReader::new(name, 3);
    reader.push(bytes).expect("readable bytes");
    reader.finish().expect("a table")
}

/// Why a case does not pass.
enum Miss {
    /// The table itself is not the expected one, so there are no values to compare; it is judged where
    /// the reading of tables is.
    Shape,
    /// A value is not the expected one.
    Value(String),
}

impl From<String> for Miss {
    fn from(told: String) -> Miss {
        Miss::Value(told)
    }
}

/// Judges every case. What does not pass must stand in the list of exceptions, by the end of its id.
fn judge(
    check: &str,
    cases: &[Value],
    exceptions: &[(&str, &str)],
    case: impl Fn(&Value) -> Result<(), Miss>,
) {
    let (mut shapes, mut passed, mut unlisted) = (0, 0, Vec::new());
    for one in cases {
        let id = one["id"].as_str().unwrap_or_default();
        match case(one) {
            Ok(()) => passed += 1,
            Err(Miss::Shape) => shapes += 1,
            Err(Miss::Value(reason)) => {
                match exceptions.iter().find(|(known, _)| id.ends_with(known)) {
                    Some((_, why)) => println!("  {id}: {why}"),
                    None => unlisted.push(format!("{id}: {reason}")),
                }
            }
        }
    }
    let judged = cases.len() - shapes;
    println!(
        "{check}: {passed} of {judged} pass; {shapes} of {} are other tables",
        cases.len()
    );
    assert!(unlisted.is_empty(), "{unlisted:#?}");
    let bar = if judged >= 20 { 97 } else { 90 };
    assert!(
        passed * 100 >= judged * bar,
        "{check}: {passed} of {judged}"
    );
}

/// Digits that a column named like a date does not read as one.
const DATES: [(&str, &str); 2] = [
    (
        "accept#4",
        "0 is no time since 1970 that an order file means",
    ),
    (
        "datetime-unix_timestamp",
        "0 is no time since 1970 that an order file means",
    ),
];

#[test]
fn dates_are_read_or_asked_about_and_never_wrong() {
    let Some((_, cases)) = cases("scalar-date") else {
        return;
    };
    judge("scalar-date", &cases, &DATES, |case| {
        let expected = &case["expect_raw"];
        let text = expected["text"].as_str().expect("a text");
        let column = column_of("date", &[text]);
        if expected["parses"] == false {
            return match column.holds_days() {
                true => Err(format!("{text} is read as a date").into()),
                false => Ok(()),
            };
        }
        if !column.holds_days() {
            return Err(format!("{text}: {:?} and no date", column.decision.kind).into());
        }
        if column.decision.ambiguous_dates {
            return Ok(());
        }
        let stamp = column
            .decision
            .date
            .and_then(|style| style.read(text))
            .ok_or("not read".to_owned())?;
        let Some(utc) = expected["utc"].as_str() else {
            return Ok(());
        };
        let told = self::utc(&stamp);
        match told == utc[..16] {
            true => Ok(()),
            false => Err(format!("{text}: {told} and not {utc}").into()),
        }
    });
}

/// What the suite calls a number or a date and we do not, or the other way round, by its text.
const TYPES: [(&str, &str); 2] = [
    (
        "123.465.798",
        "much of Europe writes 123 million so; the suite takes it for no number",
    ),
    (
        "120319",
        "six digits alone name too many things to be a date",
    ),
];

#[test]
fn numbers_and_dates_are_told_from_text() {
    let Some((_, cases)) = cases("scalar-type") else {
        return;
    };
    let mut wrong = Vec::new();
    for case in &cases {
        let expected = &case["expect_raw"];
        let text = expected["text"].as_str().expect("a text");
        let date = expected["type"] == "date";
        let column = column_of(if date { "date" } else { "value" }, &[text]);
        let is = if date {
            column.holds_days()
        } else {
            column.holds_numbers()
        };
        if is != expected["is_type"] {
            wrong.push(text);
        }
    }
    println!(
        "scalar-type: {} of {} pass",
        cases.len() - wrong.len(),
        cases.len()
    );
    assert_eq!(wrong, TYPES.map(|(text, _)| text));
    assert!(wrong.len() * 100 <= cases.len() * 3);
}

#[test]
fn every_number_that_is_read_is_exact() {
    let Some((folder, cases)) = cases("number-lines") else {
        return;
    };
    for case in &cases {
        let file = case["file"].as_str().expect("a file");
        let text = std::fs::read_to_string(folder.join(file)).expect("the lines");
        let (mut read, mut told, mut lines) = (0, 0, 0);
        for line in text.lines() {
            let mut fields = line.split_whitespace();
            let bits = fields
                .nth(2)
                .and_then(|bits| u64::from_str_radix(bits, 16).ok())
                .expect("the bits");
            let written = fields.next().expect("the text");
            lines += 1;
            match exact(written) {
                Some(number) => {
                    let ours: f64 = number.to_string().parse().expect("a decimal");
                    // A decimal has no minus zero.
                    assert_eq!(
                        ours.to_bits() & !(u64::from(ours == 0.0) << 63),
                        bits & !(u64::from(ours == 0.0) << 63),
                        "{file}: {written}"
                    );
                    read += 1;
                }
                None => told += 1,
            }
        }
        assert!(lines > 0 && read > 0, "{file}");
        println!(
            "number-lines, {file}: {read} of {lines} read, all exact; {told} rounded and counted, or left as text"
        );
    }
}

/// A cell as the exact number that a column of it holds.
fn exact(text: &str) -> Option<Decimal> {
    let column = column_of("value", &[text]);
    if !column.holds_numbers() {
        return None;
    }
    let numbers = column.decimals(&column.decision.number);
    (numbers.values[0] != NO_NUMBER && numbers.rounded == 0)
        .then(|| Decimal::new(i128::from(numbers.values[0]), numbers.scale))
}

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

/// The moment of a stamp in UTC, to the minute; one without a zone is taken as UTC.
fn utc(stamp: &Stamp) -> String {
    let written = if stamp.minute == NO_TIME {
        0
    } else {
        i32::from(stamp.minute)
    };
    let minutes = stamp.day.0 * 1_440 + written - i32::from(stamp.zone.unwrap_or(0));
    let (day, minute) = (Day(minutes.div_euclid(1_440)), minutes.rem_euclid(1_440));
    format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
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

/// A number in every style is the same number.
#[test]
fn one_amount_in_many_styles_is_one_number() {
    for (cells, expected) in [
        (&["1,234.56", "12.5"][..], "1234.56"),
        (&["1.234,56", "12,5"], "1234.56"),
        (&["1 234,56", "12,5"], "1234.56"),
        (&["1\u{A0}234,56", "12,5"], "1234.56"),
        (&["1\u{202F}234,56", "12,5"], "1234.56"),
        (&["1'234.56", "12.5"], "1234.56"),
        (&["13,46,600", "1,000"], "1346600"),
        (&["(12.00)", "5.5"], "-12.00"),
        (&["12-", "5"], "-12"),
        (&["\u{2212}12", "5"], "-12"),
        (&["12.5%", "3%"], "0.125"),
        (&["$ 1,234.56", "$2.00"], "1234.56"),
        (&["1,234.56 USD", "2.00 USD"], "1234.56"),
        (&["$1,234.56 USD", "$2.00 USD"], "1234.56"),
        (&["INR 12,34,567.80", "INR 5.00"], "1234567.80"),
        (&["1e5", "2"], "100000"),
        (&["+7", "2"], "7"),
    ] {
        let column = column_of("value", cells);
        assert!(column.holds_numbers(), "{cells:?}: {:?}", column.decision);
        let numbers = column.decimals(&column.decision.number);
        let number = Decimal::new(i128::from(numbers.values[0]), numbers.scale).normalized();
        assert_eq!(
            number.to_string(),
            Decimal::parse(expected).unwrap().normalized().to_string(),
            "{cells:?}"
        );
    }
    for cells in [
        ["inf", "5"],
        ["0x1F", "5"],
        ["1_000", "5"],
        ["$5", "\u{20ac}5"],
    ] {
        assert_eq!(
            column_of("value", &cells).decision.kind,
            Kind::Text,
            "{cells:?}"
        );
    }
    assert!(
        column_of("value", &["1,234", "5,678"])
            .decision
            .ambiguous_numbers
    );
    assert!(
        !column_of("value", &["1,234", "5,678.9"])
            .decision
            .ambiguous_numbers
    );
}
