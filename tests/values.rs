//! Cells to values: the typed cases of public test suites against our columns. Files and expectations
//! lie outside the repository, in the folder that CLIENTELE_TORTURE names.
//!
//! Each class prints how many cases pass. A case that cannot pass stands in a list with its reason,
//! and no reason is that a sum of money, a date or an id has another value.

mod support;
#[path = "support/torture.rs"]
mod torture;

use clientele::table::NO_NUMBER;
use clientele::value::Decimal;
use support::column_of;
use torture::{cases, judge};

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
        let told = torture::utc(&stamp);
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
