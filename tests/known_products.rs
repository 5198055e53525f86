//! What a published study of 1,000 orders and its judges say of products and returns, against ours.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clientele::figure::{Cell, Interval, Row};
use clientele::protocol::Command;
use clientele::report::Report;
use clientele::say::{Quantity, Value};

mod support;
#[path = "support/tables.rs"]
mod tables;

use support::references::{References, Within};
use support::{ask, fact, plain, real_files, section, session_of, set, skip};
use tables::{cell, exact, grid, name, rows, share, table};

fn reference(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("CLIENTELE_REFS") else {
        skip("CLIENTELE_REFS is not set");
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn json(path: &str) -> Option<serde_json::Value> {
    Some(serde_json::from_slice(&reference(path)?).unwrap())
}

/// The records of a CSV file below its header.
fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|found| record(found.unwrap()))
        .collect()
}

fn close(ours: f64, theirs: f64, tolerance: f64, what: &str) {
    assert!(
        (ours - theirs).abs() <= tolerance,
        "{what}: {ours} is not {theirs}"
    );
}

// The study of 1,000 orders.

fn personas(settings: &[(&str, &str)]) -> Option<Report> {
    let files = real_files("persona_orders", &["orders.csv"])?;
    let mut session = session_of(&files);
    for (control, value) in settings {
        set(&mut session, control, value);
    }
    ask(&mut session, Command::Report);
    Some(session.report().unwrap().clone())
}

#[test]
fn categories_and_products_of_the_study() {
    let Some(report) = personas(&[("revenue", "booked")]) else {
        return;
    };
    let columns = ["revenue", "orders", "revenue_per_order"];
    assert_eq!(
        table(&report, "products", "categories", &columns),
        rows(&[
            ("Electronics", &["1200500", "477", "2516.77"]),
            ("Wearables", &["74200", "122", "608.20"]),
            ("Accessories", &["71900", "401", "179.30"]),
            ("Total", &["1346600", "1000", "1346.60"]),
        ])
    );
    assert_eq!(
        table(&report, "products", "products", &["revenue"]),
        rows(&[
            ("Laptop", &["696000"]),
            ("Smartphone", &["353600"]),
            ("Monitor", &["150900"]),
            ("Smartwatch", &["74200"]),
            ("Headphones", &["37000"]),
            ("Keyboard", &["22900"]),
            ("Mouse", &["12000"]),
            ("Total", &["1346600"]),
        ])
    );
    assert_eq!(plain(&report, "products", "leading_revenue"), "696000");
}

#[test]
fn revenue_by_status_and_returned_revenue_by_product() {
    let Some(report) = personas(&[]) else { return };
    assert_eq!(
        table(&report, "returns", "statuses", &["revenue", "orders"]),
        rows(&[
            ("In Transit", &["443560", "329"]),
            ("Returned", &["415640", "308"]),
            ("Delivered", &["407380", "313"]),
            ("Not told", &["80020", "50"]),
            ("Total", &["1346600", "1000"]),
        ])
    );
    let returned: BTreeMap<String, Vec<String>> = table(
        &report,
        "returns",
        "returns_product_name",
        &["returned_revenue"],
    )
    .into_iter()
    .collect();
    for (product, amount) in [
        ("Laptop", "223500"),
        ("Smartphone", "102400"),
        ("Monitor", "43800"),
        ("Smartwatch", "22800"),
        ("Headphones", "12000"),
        ("Keyboard", "7000"),
        ("Mouse", "4140"),
        ("Total", "415640"),
    ] {
        assert_eq!(returned[product], [amount], "{product}");
    }
    assert_eq!(plain(&report, "returns", "returned_revenue"), "415640");
}

#[test]
fn return_rates_and_their_intervals_equal_those_of_statsmodels() {
    let Some(expected) = reference("persona_orders_return_rates_wilson.csv") else {
        return;
    };
    let expected = records(&expected);
    for (of, columns) in [("all", [4, 5, 6, 2]), ("resolved", [9, 10, 11, 8])] {
        let Some(report) = personas(&[("param.returns.of", of)]) else {
            return;
        };
        let found = section(&report, "returns");
        let mut judged = 0;
        let mut rates = Vec::new();
        for record in expected.iter().filter(|record| record[1] != "Unknown") {
            let id = match record[0].as_str() {
                "Product Name" => "returns_product_name",
                "Category" => "returns_category",
                _ => "returns_region",
            };
            let grid = grid(found, id);
            let row = grid.rows.iter().find(|row| name(row) == record[1]).unwrap();
            for (column, at) in ["return_rate", "rate_low", "rate_high"].iter().zip(columns) {
                let theirs = record[at].parse().unwrap();
                close(share(cell(grid, row, column)), theirs, 1e-12, &record[1]);
                rates.push((theirs, share(cell(grid, row, column))));
            }
            assert_eq!(exact(cell(grid, row, "rate_orders")), record[columns[3]]);
            assert_eq!(exact(cell(grid, row, "returned_orders")), record[3]);
            judged += 1;
        }
        assert_eq!(judged, 14);
        let mut table = References::new();
        let name = format!("return rates of {of} orders with both ends of their intervals");
        table.check_all(&name, &rates, Within::Absolute(1e-12), "statsmodels");
        table.finish();
    }
}

/// p of the test in the table of tests.
fn tested(report: &Report, family: &str, denominator: &str, column: &str) -> f64 {
    let grid = grid(section(report, "returns"), "return_tests");
    let row = grid.rows.iter().find(|row| {
        let Cell::Text(of) = &row.cells[1] else {
            panic!("words")
        };
        name(row) == family && of.said == denominator
    });
    share(cell(grid, row.unwrap(), column))
}

/// The study asks to "investigate high return-rate accessories". No product differs.
#[test]
fn products_do_not_differ_in_return_rate() {
    let Some(report) = personas(&[]) else { return };
    let Some(expected) = json("persona_orders_reference.json") else {
        return;
    };
    for (of, p) in [
        ("all orders", 0.979_286_335_523_645_9),
        ("orders with known status", 0.987),
        ("resolved orders", 0.957),
    ] {
        close(tested(&report, "Product Name", of, "p_value"), p, 6e-4, of);
    }
    for (family, of, id) in [
        (
            "Product Name",
            "all orders",
            "returns_by_product_homogeneity",
        ),
        ("Category", "all orders", "returns_by_category"),
        ("Region", "all orders", "returns_by_region_known_regions"),
        ("Region", "resolved orders", "returns_by_region_resolved"),
    ] {
        for (column, name) in [
            ("chi_squared", "chi2"),
            ("p_value", "p"),
            ("degrees", "dof"),
        ] {
            let theirs = expected[id][name].as_f64().unwrap();
            let grid = grid(section(&report, "returns"), "return_tests");
            if column == "degrees" {
                let found = grid
                    .rows
                    .iter()
                    .any(|row| exact(cell(grid, row, column)) == theirs.to_string());
                assert!(found, "{theirs} degrees");
            } else {
                close(tested(&report, family, of, column), theirs, 1e-12, id);
            }
        }
    }
    close(
        tested(&report, "Region", "all orders", "false_discoveries"),
        3.0 * 0.008_458_942_872_218_416,
        1e-12,
        "q",
    );
    let mut table = References::new();
    for (of, p) in [
        ("all orders", 0.979_286_335_523_645_9),
        ("resolved orders", 0.957),
        ("orders with known status", 0.987),
    ] {
        let name = format!("p that products return alike, {of}");
        let got = tested(&report, "Product Name", of, "p_value");
        table.check(&name, p, got, Within::Absolute(6e-4), "SciPy");
    }
    table.finish();
    let sales = &section(&report, "products").headline.said;
    assert!(
        sales.ends_with("more than any other product of 7"),
        "{sales}"
    );
    let found = section(&report, "returns");
    assert!(
        found
            .headline
            .said
            .starts_with("No product stands out in return rate"),
        "{}",
        found.headline.said
    );
    let notes: Vec<&str> = found.notes.iter().map(|note| note.said.as_str()).collect();
    let says = |words: &str| notes.iter().any(|note| note.starts_with(words));
    assert!(
        says("Category: no difference in return rate beyond chance"),
        "{notes:?}"
    );
    assert!(says("Region: a hint of a difference"), "{notes:?}");
    assert!(
        !notes.iter().any(|note| note.contains("Look here first")),
        "{notes:?}"
    );
}

#[test]
fn three_denominators_stand_side_by_side() {
    let Some(report) = personas(&[]) else { return };
    for (id, n, rate) in [
        ("return_rate_known", 950, 308.0 / 950.0),
        ("return_rate_all", 1_000, 0.308),
        ("return_rate_resolved", 621, 308.0 / 621.0),
    ] {
        let fact = fact(&report, "returns", id);
        assert_eq!(fact.n, n, "{id}");
        close(share(&fact.value), rate, 1e-15, id);
        assert!(matches!(fact.interval, Interval::Between { .. }));
    }
    assert_eq!(section(&report, "returns").facts[0].id, "return_rate_known");
}

/// The study recommends five bundles. Their lifts lie between 0.95 and 1.01, and no pair is published.
#[test]
fn the_bundles_of_the_study_have_no_evidence() {
    let Some(report) = personas(&[("revenue", "booked")]) else {
        return;
    };
    let found = section(&report, "affinity");
    assert!(
        found.headline.id == "affinity.headline.none",
        "{}",
        found.headline.said
    );
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.id == "affinity.unit.customers")
    );
    assert_eq!(plain(&report, "affinity", "baskets"), "292");
    assert_eq!(plain(&report, "affinity", "pairs_published"), "0");
    let grid = grid(found, "pairs");
    assert_eq!((grid.rows.len(), grid.total_rows), (21, 21));
    // Customers with the first and with the second; lift = both * 292 / (first * second).
    for (a, b, both, first, second, published) in [
        ("Laptop", "Monitor", 55.0, 121.0, 135.0, 0.98),
        ("Keyboard", "Laptop", 50.0, 121.0, 121.0, 1.00),
        ("Laptop", "Mouse", 46.0, 121.0, 117.0, 0.95),
        ("Headphones", "Smartphone", 40.0, 103.0, 112.0, 1.01),
        ("Smartphone", "Smartwatch", 38.0, 112.0, 103.0, 0.96),
    ] {
        let lift = both * 292.0 / (first * second);
        close(lift, published, 0.005, b);
        let with = |row: &&Row| matches!(&row.cells[1], Cell::Text(text) if text.said == b);
        let row = grid
            .rows
            .iter()
            .find(|row| name(row) == a && with(row))
            .unwrap();
        assert_eq!(exact(cell(grid, row, "both")), both.to_string());
        close(share(cell(grid, row, "lift")), lift, 1e-12, b);
        let ends = ["lift_low", "lift_high"].map(|column| share(cell(grid, row, column)));
        assert!(ends[0] < 1.0 && ends[1] > 1.0, "{a} {b}: {ends:?}");
        let Cell::Text(verdict) = &row.cells[3] else {
            panic!("words")
        };
        assert_eq!(verdict.said, "no evidence");
    }
}

#[test]
fn buyers_and_products_add_up() {
    let Some(report) = personas(&[("revenue", "booked")]) else {
        return;
    };
    let found = section(&report, "product_customers");
    let grid = grid(found, "product_customers");
    let number = |row: &Row, at: usize| match &row.cells[at] {
        Cell::Value(Value {
            quantity: Some(Quantity::Money { amount, .. }),
            ..
        }) => amount.to_f64(),
        other => panic!("{other:?}"),
    };
    let (total, parts) = grid.rows.split_last().unwrap();
    assert_eq!((number(total, 1), parts.len()), (1_346_600.0, 21));
    for column in 1..grid.columns.len() {
        let sum: f64 = parts.iter().map(|row| number(row, column)).sum();
        assert_eq!(sum, number(total, column));
    }
    for row in &grid.rows {
        let sum: f64 = (2..grid.columns.len())
            .map(|column| number(row, column))
            .sum();
        assert_eq!(sum, number(row, 1));
    }
}
