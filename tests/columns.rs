//! Columns of cells: how a column writes its numbers and dates is decided once, on all of its cells.

mod support;

use clientele::table::{DateStyle, Kind, NO_TIME};
use clientele::value::Decimal;
use proptest::prelude::*;
use support::column_of;

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
        &["inf", "5"][..],
        &["0x1F", "5"],
        &["1_000", "5"],
        &["$5", "\u{20ac}5", "5"],
    ] {
        assert_eq!(
            column_of("value", cells).decision.kind,
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
    // Two orders in one column are told, and nothing is guessed.
    let mixed = column_of("date", &["13/04/2020", "04/13/2020", "03/04/2020"]).decision;
    let told = mixed
        .evidence
        .iter()
        .any(|text| text.id == "type.date.mixed");
    assert!(mixed.kind == Kind::Text && told, "{mixed:?}");
    // Digits alone are no dates without evidence: a name, or many that are all days.
    assert_eq!(
        column_of("update_id", &["43924", "43925"]).decision.kind,
        Kind::Id
    );
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
    assert_eq!(missing(&["0000-00-00", "2020-01-31"]), 1);
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

/// How a program may write a number: what stands before decimals, what between groups, what around.
const WRITTEN: [(char, &str, &str, &str); 10] = [
    ('.', "", "", ""),
    ('.', ",", "", ""),
    (',', ".", "", ""),
    (',', " ", "", ""),
    (',', "\u{A0}", "", " \u{20ac}"),
    (',', "\u{202F}", "", ""),
    ('.', "'", "CHF ", ""),
    ('.', ",", "$", ""),
    ('.', ",", "Rs. ", ""),
    ('.', ",", "", " USD"),
];

/// A number with its groups of three, in one of these ways.
fn written(mantissa: i64, decimals: usize, way: (char, &str, &str, &str), minus: usize) -> String {
    let digits = format!("{:0width$}", mantissa.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push_str(way.1);
        }
        grouped.push(digit);
    }
    let point = if decimals > 0 {
        way.0.to_string()
    } else {
        String::new()
    };
    let number = format!("{}{grouped}{point}{fraction}{}", way.2, way.3);
    match minus {
        _ if mantissa >= 0 => number,
        0 => format!("-{number}"),
        1 => format!("({number})"),
        2 => format!("{number}-"),
        _ => format!("\u{2212}{number}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_column_of_numbers_is_read_as_it_was_written(
        numbers in prop::collection::vec(-99_999_999_i64..99_999_999, 1..6), way in 0..WRITTEN.len(), minus in 0_usize..4,
    ) {
        let way = WRITTEN[way];
        // One number shows how the column writes: no other reading explains it.
        let all: Vec<i64> = numbers.iter().copied().chain([123_456_789]).collect();
        let cells: Vec<String> = all.iter().map(|number| written(*number, 2, way, minus)).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let column = column_of("value", &cells);
        prop_assert!(column.holds_numbers(), "{:?}: {:?}", cells, column.decision);
        let read = column.decimals(&column.decision.number);
        prop_assert_eq!((read.scale, &read.values), (2, &all), "{:?}", cells);
    }

    #[test]
    fn no_cells_are_too_odd(cells in prop::collection::vec("[0-9.,'/: eE+TZ$()%年月-]{0,22}|\\PC{0,12}", 1..5)) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let column = column_of("date", &cells);
        prop_assert_eq!(column.len(), cells.len());
        let _ = column.decimals(&column.decision.number);
        let days = column.days(column.decision.date.unwrap_or(DateStyle::Iso)).values;
        prop_assert_eq!(days.len(), cells.len());
        prop_assert_eq!(column.minutes(column.decision.date).len(), cells.len());
        prop_assert_eq!(clientele::table::profile(&column).rows, cells.len() as u64);
    }
}
