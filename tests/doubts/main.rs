//! Files as people have them, each small enough to be worked by hand: what is no purchase, who is nobody,
//! what is told once for several rows, and what can be read in two ways.

mod again;
mod dates;
mod described;
mod encodings;
mod exports;
mod groups;
mod joined;
mod layouts;
mod ledgers;
mod no_sales;
mod returned;
mod several;
mod sheets;
#[path = "../support/mod.rs"]
mod support;
mod today;
mod totals;
mod untold;
mod wide;
mod written;

use clientele::protocol::Command;
use clientele::report::Report;
use clientele::session::Session;
use support::{ask, plain, session_of, set};

fn session(told: &[(&str, &str)]) -> Session {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    let files: Vec<(String, Vec<u8>)> = told.iter().map(file).collect();
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    session
}

fn one(text: &str) -> Session {
    session(&[("orders.csv", text)])
}

fn facts(session: &Session, names: [&str; 3]) -> [String; 3] {
    let report = session.report().unwrap();
    names.map(|name| plain(report, "overview", name))
}

const USUAL: [&str; 3] = ["revenue", "orders", "customers"];

/// What was decided about the first file, in words.
fn decisions(session: &Session) -> String {
    let said = session.report().unwrap().sources[0].decisions.iter();
    said.map(|text| text.said.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn finding(report: &Report, code: &str) -> Option<String> {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found.map(|finding| format!("{} {}", finding.sentence.said, finding.done.said))
}

fn asked(session: &Session, control: &str) -> Option<String> {
    let questions = &session.report().unwrap().questions;
    let found = questions.iter().find(|question| question.id == control);
    found.map(|question| question.label.said.clone())
}

/// Forty orders of 10.50 each, without a header, of nine customers.
fn headerless(who: fn(usize) -> String) -> String {
    (0..40)
        .map(|i| {
            format!(
                "O-{},2024-01-{:02},{},10.50\n",
                1001 + i,
                i % 28 + 1,
                who(i)
            )
        })
        .collect()
}

#[test]
fn orders_and_customers_without_headers_are_found_by_values() {
    let found = one(&headerless(|i| format!("C{}", i % 9 + 1)));
    assert_eq!(facts(&found, USUAL), ["420", "40", "9"]);
    let said = &found.report().unwrap().model.sentence.said;
    assert!(said.contains("own order id"), "{said}");
}

#[test]
fn a_customer_that_no_value_tells_is_asked_for_and_not_claimed() {
    let mut open = one(&headerless(|i| format!("{}", i % 9 + 1)));
    let said = open.report().unwrap().model.sentence.said.clone();
    assert!(!said.contains("as good as unique"), "{said}");
    assert!(asked(&open, "column.customer").is_some());
    set(&mut open, "column.customer", "orders.csv/column_3");
    assert_eq!(facts(&open, USUAL), ["420", "40", "9"]);
    assert_eq!(asked(&open, "column.customer"), None);
}

#[test]
fn addresses_are_the_same_whatever_letters_are_capitals() {
    let csv = "order id,date,email,total\n\
        1,2024-01-01,ann@x.com,5\n2,2024-01-02,Ann@x.com,7\n3,2024-01-03,ann@x.com,1\n4,2024-01-04,bob@x.com,2\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["15", "4", "2"]);
    let told = finding(shop.report().unwrap(), "address_spellings").unwrap();
    assert!(told.contains("1 row and 7 of revenue"), "{told}");
    set(&mut shop, "remedy.address_spellings", "keep");
    assert_eq!(facts(&shop, USUAL), ["15", "4", "3"]);
}

#[test]
fn numbers_that_can_be_read_both_ways_are_asked_about_with_what_they_add_up_to() {
    let csv = "order id,date,customer,amount\n1,2024-01-01,a,\"1,234\"\n2,2024-01-02,b,\"2,500\"\n";
    let mut shop = one(csv);
    let label = asked(&shop, "numbers.orders.csv/amount").unwrap();
    assert!(
        label.contains("3,734") && label.contains("3.734"),
        "{label}"
    );
    set(&mut shop, "numbers.orders.csv/amount", "comma");
    assert_eq!(facts(&shop, USUAL), ["3.73", "2", "2"]);
    assert_eq!(asked(&shop, "numbers.orders.csv/amount"), None);
    set(&mut shop, "numbers.orders.csv/amount", "");
    assert_eq!(facts(&shop, USUAL)[0], "3734");
}

#[test]
fn a_column_of_nearly_all_numbers_or_dates_is_asked_about() {
    let row = |i: u32| match i % 10 {
        0 => format!("{i},2024-01-{:02},c{},pending\n", i % 28 + 1, i % 3),
        _ => format!("{i},2024-01-{:02},c{},2.50\n", i % 28 + 1, i % 3),
    };
    let csv: String = (1..=30).map(row).collect();
    let mut shop = one(&format!("order id,date,customer,total\n{csv}"));
    assert!(asked(&shop, "numbers.orders.csv/total").is_some());
    set(&mut shop, "numbers.orders.csv/total", "point");
    assert_eq!(facts(&shop, USUAL), ["67.50", "27", "3"]);
    assert_eq!(shop.report().unwrap().accounting.set_aside, 3);
    let mut shop = one(&format!(
        "order id,date,customer,total\n{}",
        csv.replace("pending", "1")
            .replace("2024-01-06", "2024-02-30")
    ));
    assert!(asked(&shop, "dates.orders.csv/date").is_some());
    set(&mut shop, "dates.orders.csv/date", "iso");
    assert_eq!(shop.report().unwrap().accounting.set_aside, 1);
}

#[test]
fn a_column_for_each_month_is_named_and_none_is_taken_for_the_amount() {
    let rows = "a,1.50,2.50,3.50,7.50\nb,4.50,5.50,6.50,16.50\nc,1.00,1.00,1.00,3.00\n";
    for (header, dated) in [
        ("customer,Jan 2024,Feb 2024,Mar 2024,Total", true),
        ("customer,2024-01,2024-02,2024-03,Total", true),
        ("customer,Sales Jan,Sales Feb,Sales Mar,Total", false),
        ("Kunde,Januar,Februar,M\u{e4}rz,Summe", false),
    ] {
        let shop = one(&format!("{header}\n{rows}"));
        let report = shop.report().unwrap();
        let told = report.warnings.iter().chain(&report.model.joins);
        let told: Vec<&str> = told.map(|text| text.said.as_str()).collect();
        assert!(
            told.iter().any(|text| text.contains("3 of them")),
            "{header}: {told:?}"
        );
        // 7.50, 16.50 and 3 once.
        match dated {
            true => assert_eq!(facts(&shop, USUAL)[0], "27", "{header}"),
            false => assert!(report.sections.is_empty(), "{header}"),
        }
        let year = asked(&shop, "periods.orders.csv");
        assert_eq!(year.is_some(), !dated, "{header}");
    }
}

#[test]
fn who_is_named_by_a_word_for_nobody_is_no_customer() {
    let csv = "order id,date,customer,total\n1,2024-01-01,a,5\n2,2024-01-02,Guest,7\n3,2024-01-03,n/a,1\n4,2024-01-04,b,2\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["15", "4", "2"]);
    let told = finding(shop.report().unwrap(), "nobody").unwrap();
    assert!(told.contains("2 rows name Guest and n/a"), "{told}");
    set(&mut shop, "remedy.nobody", "keep");
    assert_eq!(facts(&shop, USUAL), ["15", "4", "4"]);
}

#[test]
fn first_and_last_name_together_are_the_customer() {
    let csv = "order id,date,first name,last name,total\n1,2024-01-01,Ann,Lee,5\n2,2024-01-02,Ann,Fox,7\n3,2024-01-03,Ann,Lee,1\n";
    assert_eq!(facts(&one(csv), USUAL), ["13", "3", "2"]);
}

#[test]
fn shops_that_count_from_the_same_number_keep_their_orders_apart() {
    let shop = |who: &str| {
        let row =
            |i: u32| format!("{i},2024-01-{i:02},{who}{i},10\n{i},2024-01-{i:02},{who}{i},5\n");
        let rows: String = (1..=9).map(row).collect();
        format!("order id,date,customer,total\n{rows}")
    };
    let (one, other) = (shop("a"), shop("b"));
    let both = session(&[("berlin.csv", &one), ("paris.csv", &other)]);
    assert_eq!(facts(&both, USUAL), ["270", "18", "18"]);
    let told = &both.report().unwrap().model.joins;
    assert!(told.iter().any(|text| text.id == "model.shops"));
}

#[test]
fn a_date_of_another_age_moves_nothing() {
    let row = |i: u32| format!("{i},2024-01-{:02},c{},10\n", i % 28 + 1, i % 3);
    let rows: String = (1..=40).map(row).collect();
    let csv =
        format!("order id,date,customer,total\n{rows}41,2204-01-05,c1,10\n42,1900-01-01,c2,10\n");
    let mut shop = one(&csv);
    assert_eq!(facts(&shop, USUAL), ["400", "40", "3"]);
    assert!(
        finding(shop.report().unwrap(), "stray_dates")
            .unwrap()
            .contains("2 rows")
    );
    set(&mut shop, "remedy.stray_dates", "keep");
    assert_eq!(facts(&shop, USUAL), ["420", "42", "3"]);
}

#[test]
fn cents_are_hundredths_and_percent_are_taken_off() {
    let csv = "order id,date,customer,amount_cents\n1,2024-01-01,a,1250\n2,2024-01-02,b,199\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["14.49", "2", "2"]);
    assert!(
        shop.report()
            .unwrap()
            .model
            .joins
            .iter()
            .any(|text| text.id == "model.hundredths")
    );
    // 2 x 10 x 0.9 + 1 x 5.
    let csv = "order id,date,customer,qty,unit price,discount %\n1,2024-01-01,a,2,10,10\n2,2024-01-02,b,1,5,0\n";
    assert_eq!(facts(&one(csv), USUAL), ["23", "2", "2"]);
}

#[test]
fn ids_that_a_spreadsheet_shortened_are_told() {
    let csv = "order id,date,customer,total\n1,2024-01-01,4.9E+12,5\n2,2024-01-02,4.9E+12,7\n3,2024-01-03,5.1E+12,1\n";
    let shop = one(csv);
    let told = finding(shop.report().unwrap(), "shortened_ids").unwrap();
    assert!(told.contains("3 cells of customer"), "{told}");
}

#[test]
fn a_file_of_two_likely_encodings_shows_both() {
    // Two letters prove nothing.
    let bytes = b"order id,date,customer,total\n1,2024-01-01,M\xFCller,5\n2,2024-01-02,Caf\xE9,7\n";
    let mut shop = session_of(&[("orders.csv".to_owned(), bytes.to_vec())]);
    ask(&mut shop, Command::Report);
    let label = asked(&shop, "encoding.orders.csv").unwrap();
    assert!(label.contains("M\u{fc}ller"), "{label}");
    set(&mut shop, "encoding.orders.csv", "windows-1252");
    let (name, size) = ("orders.csv".to_owned(), bytes.len() as u64);
    ask(&mut shop, Command::OpenFile { name, size });
    let _ = shop.push(bytes);
    ask(&mut shop, Command::CloseFile);
    ask(&mut shop, Command::Report);
    assert_eq!(asked(&shop, "encoding.orders.csv"), None);
    // An amount with its sign is no doubt.
    let row = |i: u32| format!("{i};2024-01-{:02};c{};{i},50 ", i % 28 + 1, i % 3).into_bytes();
    let mut bytes = b"Bestellnummer;Bestelldatum;Kunde;Gesamtbetrag\n".to_vec();
    (1..=40).for_each(|i| bytes.extend([row(i), b"\x80\n".to_vec()].concat()));
    let mut shop = session_of(&[("orders.csv".to_owned(), bytes)]);
    ask(&mut shop, Command::Report);
    // 1 + ... + 40, and forty halves.
    assert_eq!(facts(&shop, USUAL), ["840", "40", "3"]);
}

#[test]
fn months_without_days_are_totals_and_no_orders() {
    let row = |i: u32| {
        format!(
            "{} 2024,c{},10\n",
            ["Jan", "Feb", "Mar"][i as usize % 3],
            i % 4
        )
    };
    let rows: String = (0..12).map(row).collect();
    let shop = one(&format!("month,customer,amount\n{rows}"));
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["120", "4"]
    );
    assert_eq!(shop.report().unwrap().model.sentence.id, "model.period");
}
