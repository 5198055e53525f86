//! Cells to values: the typed cases of public test suites against our columns. Files and expectations
//! lie outside the repository, in the folder that CLIENTELE_TORTURE names.
//!
//! Each class prints how many cases pass. A case that cannot pass stands in a list with its reason,
//! and no reason is that a sum of money, a date or an id has another value.

mod support;
#[path = "support/torture.rs"]
mod torture;

use clientele::table::{Column, DateStyle, Kind, NO_NUMBER, NO_TIME, Table, TableReader};
use clientele::value::Decimal;
use torture::{cases, judge};

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

/// The columns below are decided on as wholes: by what only one reading explains, else by the order of
/// the rows, else somebody is asked.
#[test]
fn the_order_of_day_and_month_is_the_columns() {
    use DateStyle::{DayFirst, Epoch, Iso, Month, MonthFirst, Named, Serial};
    let by_rows: Vec<String> = (1..=12)
        .flat_map(|month| [3, 9].map(|day| format!("{day:02}/{month:02}/2020")))
        .collect();
    let firsts: Vec<String> = (2018..2020)
        .flat_map(|year| (1..=12).map(move |month| format!("{month}/1/{year}")))
        .collect();
    let texts =
        |cells: &'static [&'static str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    let columns: [(Vec<String>, Option<DateStyle>, bool); 17] = [
        (texts(&["03/04/2020", "13/04/2020"]), Some(DayFirst), false),
        (
            texts(&["03/04/2020", "04/13/2020"]),
            Some(MonthFirst),
            false,
        ),
        (texts(&["03/04/2020", "05/06/2020"]), Some(DayFirst), true),
        (texts(&["03-04-20", "05-06-20"]), Some(DayFirst), true),
        (texts(&["03.04.20", "31.06.21"]), None, false),
        (texts(&["19-03-04", "19-03-31"]), Some(DayFirst), true),
        (texts(&["71-03-04", "19-03-31"]), Some(Iso), false),
        (by_rows, Some(DayFirst), false),
        (firsts, Some(MonthFirst), false),
        (texts(&["2020-04-03", "13/04/2020"]), Some(DayFirst), false),
        (texts(&["3 Apr 2020", "2020-04-03"]), Some(Iso), false),
        (texts(&["3 Apr 2020", "Apr 4, 2020"]), Some(Named), false),
        (texts(&["Oct-17", "Nov-17"]), Some(Month), false),
        (texts(&["2010-11", "2011-12"]), None, false),
        (texts(&["20200403", "20200404"]), Some(Iso), false),
        (texts(&["1585872000", "1585958400"]), Some(Epoch), false),
        (texts(&["43924", "43925"]), Some(Serial), false),
    ];
    for (cells, style, asked) in columns {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let decision = column_of("date", &cells).decision;
        assert_eq!(
            (decision.date, decision.ambiguous_dates),
            (style, asked),
            "{cells:?}: {decision:?}"
        );
    }
    // Digits alone are no dates without evidence: a name, or many that are all days.
    for cells in [
        ["43924", "43925"],
        ["1585872000", "1585958400"],
        ["20200403", "20200404"],
    ] {
        assert_eq!(
            column_of("amount", &cells).decision.kind,
            Kind::Integer,
            "{cells:?}"
        );
    }
    let many: Vec<String> = (1..=9).map(|day| format!("2020040{day}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(column_of("V3", &many).decision.date, Some(Iso));
}

#[test]
fn times_of_day_are_kept_as_written() {
    let column = column_of(
        "date",
        &[
            "2020-04-03 17:41",
            "2020-04-03",
            "2020-04-03T00:05:00+02:00",
        ],
    );
    assert_eq!(column.minutes(column.decision.date), [1_061, NO_TIME, 5]);
    let column = column_of("time", &["5:41 PM", "n/a", "00:05:59"]);
    assert!(column.decision.clocks);
    assert_eq!(column.minutes(None), [1_061, NO_TIME, 5]);
}

#[test]
fn a_word_for_nothing_is_the_columns_too() {
    let missing = |cells: &[&str]| {
        let column = column_of("value", cells);
        (0..cells.len() as u32)
            .filter(|row| column.is_missing(*row))
            .count()
    };
    assert_eq!(
        missing(&["NA", "EU", "-", "None", "unknown"]),
        0,
        "a region, and words"
    );
    assert_eq!(
        missing(&["NA", "1.5", "-", "None", "ERROR"]),
        4,
        "among numbers they are none"
    );
    assert_eq!(missing(&["NA", "2020-01-31", "?", "2020-01-30"]), 2);
    assert_eq!(missing(&["yes", "no", "n/a", "YES"]), 1);
}

#[test]
fn what_names_something_is_no_number() {
    for (name, cells, kind) in [
        ("value", ["007", "12"], Kind::Id),
        (
            "value",
            ["12345678901234567", "12345678901234568"],
            Kind::Id,
        ),
        ("Ship Zip", ["90210", "10001"], Kind::Id),
        ("orderID", ["1", "2"], Kind::Id),
        ("customer_code", ["70002017.0", "70002018.0"], Kind::Id),
        ("no_of_items", ["1", "2"], Kind::Integer),
        ("paid", ["1", "2"], Kind::Integer),
    ] {
        assert_eq!(column_of(name, &cells).decision.kind, kind, "{name}");
    }
    let floats = column_of("customer_code", &["70002017.0", "70002018.0"]);
    assert_eq!(floats.coded().entries, ["70002017", "70002018"]);
    let mixed = column_of("customer_code", &["70002017.0", "70002018.5"]);
    assert_eq!(mixed.coded().entries, ["70002017.0", "70002018.5"]);
    assert_eq!(column_of("sku", &["1.23E+12", "5"]).decision.destroyed, 1);
}
