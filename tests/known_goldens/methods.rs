//! References that belong to no study: customers of CDNOW, and other public files.

use clientele::export::Rows;
use clientele::figure::{Interval, Key};
use clientele::protocol::{Command, Event, Request};
use clientele::recipe::Filter;
use clientele::say::{Arg, Quantity};

use crate::goldens::{EXACT, Told, concentration, finding, number, opened, session, told};
use crate::support::references::{References, Within, reference_json, reference_records};
use crate::support::{ask, fact, section, set};
use crate::tables::{self, grid};

#[test]
fn a_tenth_of_the_customers_of_cdnow() {
    let Some(known) = reference_json("CLIENTELE_REFS", "concentration_reference.json") else {
        return;
    };
    let settings = [("param.contribution.tiers", "80/95")];
    let Some((_, report, mut table)) = opened("cdnow", &["sample.txt"], &settings) else {
        return;
    };
    concentration(&report, &mut table, "sample", &known["cdnow_sample"]);
    let mut told_of = Told::of(&report, &mut table, "numpy");
    told_of.facts(
        EXACT,
        &[
            ("sample", "overview", "revenue", 244_091.94),
            ("sample", "overview", "customers", 2_357.0),
        ],
    );
    told_of.column(
        EXACT,
        "80/95, the one who crosses stays",
        ["contribution", "tiers", "customers"],
        &[("A", 777.0), ("B", 801.0), ("C", 779.0)],
    );
    table.finish();
}

#[test]
fn the_second_purchases_of_cdnow_from_the_report() {
    let Some((_, report, mut table)) = opened("cdnow", &["master.txt"], &[]) else {
        return;
    };
    let rate = fact(&report, "second_purchase", "repeat_rate");
    let repeaters = number(&rate.value) * rate.n as f64;
    let near = Within::Absolute(1e-6);
    table.check("repeaters", 11_516.0, repeaters, near, "pandas");
    // Who is not back after 90 days, from .7019556 to .7135673.
    let back = fact(&report, "second_purchase", "back_90");
    let Interval::Between { low, high, .. } = &back.interval else {
        panic!("an interval")
    };
    for (name, expected, got) in [
        ("low end", 1.0 - 0.713_567_3, low),
        ("high end", 1.0 - 0.701_955_6, high),
    ] {
        let name = format!("back within 90 days, {name}");
        let got = number(got);
        table.check(&name, expected, got, Within::Absolute(5e-8), "lifelines");
    }
    table.check(
        "rows",
        69_659.0,
        report.accounting.records as f64,
        EXACT,
        "pandas",
    );
    // Byte-equal rows are kept and told with what they are worth.
    let twins = report.findings.iter().find(|one| one.code == "duplicates");
    let twins = twins.expect("equal rows");
    table.check("equal rows", 255.0, twins.n as f64, EXACT, "pandas");
    let Some(Arg::Quantity(Quantity::Money { amount, .. })) = twins.sentence.arg("revenue") else {
        panic!("{:?}", twins.sentence)
    };
    table.check("their revenue", 4_332.88, amount.to_f64(), EXACT, "pandas");
    table.finish();
}

#[test]
fn what_pandas_adds_up_of_shops() {
    let Some(known) = reference_json("CLIENTELE_DATA", "expected.json") else {
        return;
    };
    let source = "expected.json";
    let number_of = |value: &serde_json::Value| value.as_f64().expect("a number");
    let Some((_, report, mut table)) = opened("superstore", &["orders.csv"], &[]) else {
        return;
    };
    let known_of = &known["superstore"];
    let of = |field: &str| {
        let entries = known_of[field].as_object().expect("entries").iter();
        let entry = |(name, sum): (&String, &serde_json::Value)| (name.clone(), number_of(sum));
        entries.map(entry).collect::<Vec<_>>()
    };
    let mut told_of = Told::of(&report, &mut table, source);
    // Printed to four digits.
    let within = Within::Absolute(0.005 + 1e-9);
    for (field, place) in [
        ("category", ["products", "categories", "revenue"]),
        ("by_year", ["years", "years", "revenue"]),
    ] {
        let expected = of(field);
        let expected: Vec<(&str, f64)> = expected.iter().map(|(n, s)| (n.as_str(), *s)).collect();
        told_of.column(within, "superstore", place, &expected);
    }
    told_of.column(
        Within::Absolute(0.005 + 1e-9),
        "superstore",
        ["contribution", "ranking", "revenue"],
        &[("SM-20320", number_of(&known_of["top_customer"][1]))],
    );
    let names = ["customers.csv", "invoice_items.csv", "invoices.csv"];
    let Some((mut shop, report, _)) = opened("chinook", &names, &[]) else {
        return;
    };
    Told::of(&report, &mut table, source).column(
        EXACT,
        "chinook",
        ["contribution", "ranking", "revenue"],
        &[("6", number_of(&known["chinook"]["top_customer"][1]))],
    );
    let filter = Filter {
        key: Key::new("country", "USA"),
        without: false,
    };
    ask(&mut shop, Command::ToggleFilter { filter });
    let got = number(&fact(&told(&mut shop), "overview", "revenue").value);
    table.check(
        "chinook, USA",
        number_of(&known["chinook"]["usa"]),
        got,
        EXACT,
        source,
    );
    let names = ["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"];
    let booked = [("revenue", "booked")];
    let Some((_, report, _)) = opened("jaffle_shop", &names, &booked) else {
        return;
    };
    let cents = 100.0 * number_of(&known["jaffle_shop"]["top_customer"][1]);
    let of_first = [("51", cents)];
    let place = ["contribution", "ranking", "revenue"];
    Told::of(&report, &mut table, source).column(EXACT, "jaffle shop", place, &of_first);
    table.finish();
}

#[test]
fn what_pandas_counts_in_lists_and_in_a_dirty_file() {
    let Some(known) = reference_json("CLIENTELE_DATA", "expected.json") else {
        return;
    };
    let source = "expected.json";
    let count = |value: &serde_json::Value| value.as_f64().expect("a number");
    let Some((_, report, mut table)) = opened("baskets", &["bread_basket.csv"], &[]) else {
        return;
    };
    let bread = &known["baskets_bread"];
    let rows = report.accounting.records as f64;
    table.check("bread, rows", count(&bread["rows"]), rows, EXACT, source);
    let twins = report.findings.iter().find(|one| one.code == "duplicates");
    let twins = twins.expect("equal rows");
    table.check(
        "bread, equal rows",
        1_653.0,
        twins.n as f64,
        EXACT,
        "pandas",
    );
    assert_eq!(twins.sentence.id, "finding.duplicates.no_money");
    let got = number(&fact(&report, "affinity", "baskets").value);
    // Baskets that hold nothing but the item NONE are baskets too, and the file has 9,531 of all.
    table.check(
        "bread, baskets",
        count(&bread["transactions"]),
        got,
        EXACT,
        source,
    );
    let Some((_, report, _)) = opened("baskets", &["groceries.csv"], &[]) else {
        return;
    };
    let items = grid(section(&report, "affinity"), "basket_items");
    let whole_milk = items
        .rows
        .iter()
        .find(|row| tables::name(row) == "whole milk");
    let got = number(tables::cell(items, whole_milk.expect("milk"), "baskets"));
    let expected = count(&known["baskets_groceries"]["whole_milk"]);
    table.check("groceries, whole milk", expected, got, EXACT, source);
    let Some((_, report, _)) = opened("dirty_cafe", &["sales.csv"], &[]) else {
        return;
    };
    let said = finding(&report, "line_totals");
    let mut told_of = Told::of(&report, &mut table, source);
    told_of.says("cafe, as written", "84,867.50 as written", &said);
    told_of.says("cafe, rebuilt", "89,056 with them rebuilt", &said);
    let names = crate::support::SALES;
    let all = [("rate.USD", "75"), ("remedy.duplicates", "keep")];
    let Some((_, report, _)) = opened("atliq_sales", &names, &all) else {
        return;
    };
    let kept = &known["atliq_sales_cleaned"]["no_dedup"];
    let rows = report.accounting.used as f64;
    table.check(
        "sales with copies, rows",
        count(&kept["rows"]),
        rows,
        EXACT,
        source,
    );
    let got = number(&fact(&report, "overview", "revenue").value);
    table.check(
        "sales with copies",
        count(&kept["total"]),
        got,
        EXACT,
        source,
    );
    table.finish();
}

/// 93 of 100 empty ages stand in other rows of the same customer: told, and filled when somebody says so.
#[test]
fn ages_that_other_rows_tell() {
    let Some(mut session) = session("persona_orders", &["orders.csv"], &[]) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "pandas on the same file";
    let mut told_of = Told::of(&report, &mut table, source);
    let said = finding(&report, "empty_cells");
    told_of.says(
        "S4-D1",
        "some empty cells would hold: 93 of 100 in Age.",
        &said,
    );
    let ages = |session: &clientele::session::Session| {
        let part = session.rows_part(Rows::Clean, 0).expect("rows");
        let mut reader = csv::Reader::from_reader(part.as_slice());
        let header = reader.headers().expect("a header").clone();
        let at = header.iter().position(|name| name == "Age").expect("ages");
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        rows.iter().filter(|row| row[at].is_empty()).count() as f64
    };
    let bands = |report: &clientele::report::Report| {
        let bands = grid(section(report, "customer_attributes"), "age_band");
        let of = |row| tables::exact(tables::cell(bands, row, "customers"));
        bands.rows.iter().map(of).collect::<Vec<_>>().join(" ")
    };
    table.check("S4-D1 empty ages", 100.0, ages(&session), EXACT, source);
    let before = bands(&report);
    set(&mut session, "remedy.empty_cells", "fill");
    let report = told(&mut session);
    table.check("S4-D1 after filling", 7.0, ages(&session), EXACT, source);
    // A customer has the age that any row tells, filled or not.
    table.check_words("S4-D1 customers by age", &before, &bands(&report), source);
    // Missing are 100 ages, 50 regions and 50 states.
    let file = "orders.csv".to_owned();
    let answers = session.handle(&Request {
        id: 2,
        command: Command::Profile { file },
    });
    let Some(Event::Profiled { columns, .. }) = answers.first().map(|answer| &answer.event) else {
        panic!("{answers:?}")
    };
    let names = report.sources[0].columns.iter().map(|column| &column.name);
    for (name, card) in names.zip(columns) {
        let missing = match name.as_str() {
            "Age" => "900 of 1,000",
            "Region" | "Shipping Status" => "950 of 1,000",
            _ => continue,
        };
        let words: Vec<&str> = card.words.iter().map(|word| word.said.as_str()).collect();
        let what = format!("S4-D1 missing in {name}");
        Told::of(&report, &mut table, source).says(&what, missing, &words.join(" "));
    }
    table.finish();
}

#[test]
fn splitting_ties_scores_a_quarter_of_the_customers_otherwise() {
    let (Some(tiles), Some(quantiles)) = (
        reference_records("CLIENTELE_REFS", "rfm_orders_sqlite_ntile.csv"),
        reference_records(
            "CLIENTELE_REFS",
            "rfm_orders_value_quantile_scores_pandas.csv",
        ),
    ) else {
        return;
    };
    // The default scores equal those of pandas for every customer (known_groups).
    let same = tiles.iter().zip(&quantiles).filter(|(tile, quantile)| {
        assert_eq!(tile[0], quantile[0]);
        tile[5] == quantile[5]
    });
    let share = same.count() as f64 / tiles.len() as f64;
    let mut table = References::new();
    let near = Within::Absolute(0.005);
    table.check(
        "F by NTILE and by quantiles",
        0.76,
        share,
        near,
        "SQLite, pandas",
    );
    table.finish();
}
