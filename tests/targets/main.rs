//! The bodies of the fuzzer's targets, over inputs that are drawn and over the files of the suites.

mod bodies;

use bodies::digits::Digits;
use clientele::value::Decimal;
use proptest::prelude::*;

/// What files of orders are made of, good and bad.
fn bits() -> impl Strategy<Value = Vec<u8>> {
    let words = prop_oneof![
        8 => Just(","), 2 => Just(";"), 1 => Just("\t"), 1 => Just("|"), 6 => Just("\n"),
        2 => Just("\r\n"), 1 => Just("\r"), 2 => Just("\""), 1 => Just("\"\""), 1 => Just("'"),
        1 => Just("\\"), 1 => Just("#"), 1 => Just(" "), 2 => Just("order_id"), 2 => Just("customer"),
        2 => Just("date"), 2 => Just("amount"), 1 => Just("ada"), 1 => Just("Zürich"), 2 => Just("12.50"),
        1 => Just("1,234.5"), 1 => Just("-3"), 1 => Just("007"), 1 => Just("2024-05-02"),
        1 => Just("02/05/2024"), 1 => Just("31.12.2023"), 1 => Just("€ 5"), 1 => Just("NA"),
        1 => Just("Total"), 1 => Just("sep=;\n"), 1 => Just("\n====\n"), 1 => Just("1e5"),
    ];
    let bit = prop_oneof![
        20 => words.prop_map(|word| word.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ];
    (any::<u8>(), proptest::collection::vec(bit, 0..120)).prop_map(|(how, bits)| {
        let mut bytes = vec![how];
        bytes.extend(bits.concat());
        bytes
    })
}

/// Orders as they are, with some bits in between.
fn orders() -> impl Strategy<Value = Vec<u8>> {
    let row = (
        0..40_u32,
        "[a-d]{1,2}",
        1..29_u32,
        1..13_u32,
        -200..9_999_i32,
    )
        .prop_map(|(order, customer, day, month, cents)| {
            let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.abs());
            format!(
                "{order},{customer},{day:02}/{month:02}/2023,{sign}{}.{:02}\n",
                cents / 100,
                cents % 100
            )
            .into_bytes()
        });
    let line = prop_oneof![12 => row, 1 => bits()];
    (any::<u8>(), proptest::collection::vec(line, 1..40)).prop_map(|(how, lines)| {
        [
            vec![how],
            b"order_id,customer,date,amount\n".to_vec(),
            lines.concat(),
        ]
        .concat()
    })
}

/// Numbers as columns write them, one a line.
fn amounts() -> impl Strategy<Value = String> {
    let cell = "-?[0-9]{1,9}|-?[0-9]{1,6}\\.[0-9]{1,9}|0\\.[0-9]{1,15}|[0-9]{15}\\.5|NA|-0\\.0";
    proptest::collection::vec(cell, 1..40).prop_map(|cells| cells.join("\n"))
}

/// Numbers and signs as dates have them.
fn days() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2}( ?[AP]M)?)?",
        "[0-9]{1,2}[ -](Jan|feb|March|Sept|okt)[ -][0-9]{2,4}",
        "[0-9]{4,19}(\\.[0-9]{1,3})?",
        "\\PC{0,24}",
    ]
}

/// Recipes of all schemas, with what nobody wrote.
fn recipes() -> impl Strategy<Value = String> {
    let control = "as_of|rate\\.[A-Z]{3}|role\\.orders\\.csv/(date|amount|x)|dates\\.orders\\.csv/date\
        |remedy\\.[a-z]{3,9}|(encoding|delimiter|header)\\.orders\\.csv|preset|currency|[a-z_.]{0,12}";
    let value = "2024-05-31|0\\.9|-1|none|amount|mdy|keep|windows-1252|;|no|[ -~]{0,9}|9{30}";
    let step = (control, value)
        .prop_map(|(control, value)| serde_json::json!({ "control": control, "value": value }));
    let last = prop_oneof![
        Just(serde_json::Value::Null),
        Just(
            serde_json::json!({"rows": 3, "revenue": "12.50", "currency": "EUR", "customers": 2, "last": "2024-05-04"})
        ),
    ];
    (0..9_u32, proptest::collection::vec(step, 0..6), last).prop_map(|(schema, steps, last)| {
        serde_json::json!({ "schema": schema, "steps": steps, "last": last }).to_string()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn drawn_tables(data in prop_oneof![bits(), orders()]) {
        bodies::table(&data);
    }

    #[test]
    fn drawn_dialects(data in prop_oneof![bits(), orders()]) {
        bodies::sniffer(&data);
    }

    #[test]
    fn drawn_numbers(text in amounts()) {
        bodies::numbers(text.as_bytes());
    }

    #[test]
    fn drawn_dates(text in days()) {
        bodies::dates(text.as_bytes());
    }

    #[test]
    fn drawn_recipes(text in recipes()) {
        bodies::recipe(text.as_bytes());
    }
}

/// What the fuzzer found once.
#[test]
fn many_zeros_are_counted_once() {
    let zeros = "0".repeat(50);
    bodies::numbers(format!("7.0\n{zeros}\n5000000\n{zeros}").as_bytes());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn drawn_sums(numbers in proptest::collection::vec((any::<i64>(), 0..=18_u8), 0..40), scale in 0..=18_u8) {
        let (mut ours, mut theirs) = (Decimal::ZERO, Digits::zero());
        for (mantissa, of_scale) in numbers {
            let number = Decimal::new(i128::from(mantissa), of_scale);
            let digits = Digits::of(&number.to_string()).expect("a decimal is digits");
            let rounded = number.rounded(scale).at_scale(scale).expect("no finer than asked");
            prop_assert_eq!(digits.rounded(usize::from(scale)).signed(), rounded.to_string());
            ours = ours.checked_add(number).expect("40 numbers fit");
            theirs = theirs.plus(&digits.rounded(18));
        }
        prop_assert_eq!(theirs.signed(), ours.at_scale(18).expect("18 is the finest").to_string());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn drawn_reports(data in prop_oneof![1 => bits(), 3 => orders()]) {
        bodies::pipeline(&data);
    }
}

/// The files of the suites up to this size, every so many of them.
fn found(largest: u64, every: usize, body: fn(&[u8])) {
    let Some(root) = std::env::var_os("CLIENTELE_TORTURE").map(std::path::PathBuf::from) else {
        println!("skipped: CLIENTELE_TORTURE is not set");
        return;
    };
    let cases = std::fs::read_to_string(root.join("cases.jsonl")).expect("cases.jsonl is there");
    let file = |line: &str| {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case is JSON");
        Some(root.join(case["file"].as_str()?))
    };
    let mut files: Vec<_> = cases.lines().filter_map(file).collect();
    files.sort();
    files.dedup();
    let small = |path: &std::path::PathBuf| path.metadata().is_ok_and(|file| file.len() <= largest);
    let files: Vec<_> = files.into_iter().filter(small).step_by(every).collect();
    for (at, path) in files.iter().enumerate() {
        let how = [(at * 37 % 256) as u8];
        let bytes = std::fs::read(path).expect("a file of the suites");
        let data = [&how[..], &bytes].concat();
        let sound = std::panic::catch_unwind(|| body(&data));
        assert!(sound.is_ok(), "{}", path.display());
    }
    println!("{} files", files.len());
    assert!(files.len() > 50);
}

#[test]
fn found_tables() {
    found(16 << 10, 3, bodies::table);
}

#[test]
fn found_dialects() {
    found(64 << 10, 5, bodies::sniffer);
}

#[test]
fn found_texts_as_values_and_recipes() {
    found(4 << 10, 2, |data| {
        bodies::numbers(data);
        bodies::dates(&data[..data.len().min(40)]);
        bodies::recipe(&data[1..]);
    });
}

#[test]
fn found_reports() {
    found(16 << 10, 23, bodies::pipeline);
}
