//! What other programs and a published study say of products, baskets and returns, against ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clientele::analysis::{Baskets, Neighbours, Pair, Pairs, least_together};
use clientele::figure::{Cell, Grid, Interval, Outcome, Row, Section};
use clientele::protocol::Command;
use clientele::report::Report;
use clientele::say::{Quantity, Value};
use clientele::stats::{
    Together, benjamini_hochberg, bonferroni, chi_squared_tail, holm, homogeneity, wilson_95,
};

mod support;

use support::{ask, fact, plain, real_files, section, session_of, set, skip};

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

fn near(ours: f64, theirs: f64, relative: f64, what: &str) {
    assert!(
        (ours / theirs - 1.0).abs() <= relative,
        "{what}: {ours:e} is not {theirs:e}"
    );
}

// Statistics.

#[test]
fn tails_and_tests_equal_those_of_scipy_and_statsmodels() {
    let Some(special) = json("special_functions.json") else {
        return;
    };
    for row in special["chi2_sf"].as_array().unwrap() {
        let [x, degrees, expected] = [0, 1, 2].map(|at| row[at].as_f64().unwrap());
        near(
            chi_squared_tail(x, degrees as usize).unwrap(),
            expected,
            1e-11,
            "chi2",
        );
    }
    let many = json("multiple_testing_reference.json").unwrap();
    let list = |name: &str| -> Vec<f64> {
        many[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p.as_f64().unwrap())
            .collect()
    };
    let p = list("p");
    for (ours, theirs) in [
        (benjamini_hochberg(&p), list("q_bh")),
        (holm(&p), list("holm")),
    ] {
        for (ours, theirs) in ours.iter().zip(theirs) {
            close(*ours, theirs, 1e-15, "adjusted p");
        }
    }
    assert_eq!(
        benjamini_hochberg(&p)
            .iter()
            .filter(|q| **q <= 0.05)
            .count(),
        4
    );
    assert_eq!(bonferroni(&p).iter().filter(|q| **q <= 0.05).count(), 3);
    for table in many["fisher_2x2"].as_array().unwrap() {
        let cell = |row: usize, column: usize| table["t"][row][column].as_u64().unwrap();
        let (a, b, c, d) = (cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1));
        let ours = Together::new(a, a + b, a + c, a + b + c + d)
            .unwrap()
            .fisher_greater();
        near(ours, table["greater"].as_f64().unwrap(), 1e-9, "Fisher");
    }
}

// Baskets.

/// The baskets of the Groceries data and the names of their items.
fn groceries() -> Option<(Baskets, Vec<String>)> {
    let files = real_files("baskets", &["groceries.csv"])?;
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    let lines: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split(',').map(str::trim).collect())
        .collect();
    let names: BTreeSet<&str> = lines.iter().flatten().copied().collect();
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let code = |item: &str| {
        names
            .binary_search_by(|name| name.as_str().cmp(item))
            .unwrap() as u32
    };
    let mut pairs = Vec::new();
    for (basket, line) in (0..).zip(&lines) {
        pairs.extend(line.iter().map(|item| (basket, code(item))));
    }
    let baskets = Baskets::of(lines.len(), names.len(), &pairs);
    Some((baskets, names))
}

fn by_name<'a>(pairs: &'a Pairs, names: &'a [String]) -> BTreeMap<(&'a str, &'a str), &'a Pair> {
    let name = |code: u32| names[code as usize].as_str();
    pairs
        .tested
        .iter()
        .map(|pair| ((name(pair.first), name(pair.second)), pair))
        .collect()
}

#[test]
fn groceries_are_counted_as_arules_counts_them() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(counts) = reference("groceries_item_counts_arules.csv") else {
        return;
    };
    assert_eq!((baskets.filled(), names.len()), (9_835, 169));
    let ours = baskets.counts(names.len());
    for record in records(&counts) {
        let at = names
            .iter()
            .position(|name| *name == record[0].trim())
            .unwrap();
        assert_eq!(ours[at].to_string(), record[1], "{}", record[0]);
    }
}

/// All 2,981 pairs with a support of 0.001: every measure of arules, and the q of all pairs tested.
#[test]
fn every_measure_of_a_pair_equals_that_of_arules() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = reference("groceries_pairs_arules.csv") else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 10);
    let ours = by_name(&pairs, &names);
    assert_eq!(ours.len(), 2_981);
    let mut seen = 0;
    for record in records(&expected) {
        let (left, right) = (record[0].trim(), record[1].trim());
        let (pair, counts) = match ours.get(&(left, right)) {
            Some(pair) => (pair, pair.counts),
            None => {
                let pair = ours[&(right, left)];
                (&ours[&(right, left)], pair.counts.turned())
            }
        };
        let number = |at: usize| record[at].parse::<f64>().unwrap_or(f64::INFINITY);
        assert_eq!(counts.both.to_string(), record[2]);
        close(counts.support(), number(3), 1e-12, "support");
        close(counts.confidence(), number(4), 1e-12, "confidence");
        near(counts.lift(), number(6), 1e-12, "lift");
        close(counts.leverage(), number(7), 1e-12, "leverage");
        match counts.conviction() {
            Some(conviction) => near(conviction, number(8), 1e-11, "conviction"),
            None => assert_eq!(number(8), f64::INFINITY),
        }
        // The difference of two nearly equal products: close, not near.
        let chi_squared = counts.chi_squared().unwrap();
        close(
            chi_squared,
            number(9),
            1e-9 * (1.0 + chi_squared),
            "chi-squared",
        );
        near(pair.p, number(10), 1e-6, "Fisher");
        seen += 1;
    }
    assert_eq!(seen, 2 * 2_981);
}

#[test]
fn false_discoveries_are_controlled_over_all_pairs_tested() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = reference("groceries_pairs_bh.csv") else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 10);
    let ours = by_name(&pairs, &names);
    for record in records(&expected) {
        let (a, b) = (record[0].trim(), record[1].trim());
        let pair = ours.get(&(a, b)).or_else(|| ours.get(&(b, a))).unwrap();
        near(pair.q, record[5].parse().unwrap(), 1e-6, "q");
    }
    let p: Vec<f64> = pairs.tested.iter().map(|pair| pair.p).collect();
    let below = |adjusted: &[f64]| adjusted.iter().filter(|p| **p < 0.05).count();
    let found = [benjamini_hochberg(&p), holm(&p), bonferroni(&p)].map(|all| below(&all));
    assert_eq!(found, [1_774, 523, 505]);
    // The default tests from five baskets on, and publishes by lift times the root of the baskets.
    let pairs = Pairs::of(&baskets, names.len(), least_together(9_835));
    assert_eq!(pairs.least, 5);
    let (places, published) = pairs.ranked(30);
    let lifts: Vec<f64> = places
        .iter()
        .map(|at| pairs.tested[*at].counts.lift())
        .collect();
    assert!(
        published > 500 && lifts.iter().all(|lift| *lift >= 1.2),
        "{published}"
    );
}

/// The counts of rules between two items at the thresholds of the arules introduction: of its 15, 410
/// and 463 rules none, none and 150 have two items.
#[test]
fn rules_of_two_items_at_the_thresholds_of_the_textbook() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let pairs = Pairs::of(&baskets, names.len(), 5);
    let rules = |support: f64, confidence: f64| {
        let often = pairs
            .tested
            .iter()
            .filter(|pair| pair.counts.support() >= support);
        let sides = often.flat_map(|pair| [pair.counts, pair.counts.turned()]);
        sides
            .filter(|counts| counts.confidence() >= confidence)
            .count()
    };
    assert_eq!(
        [rules(0.01, 0.5), rules(0.001, 0.8), rules(0.006, 0.25)],
        [0, 0, 150]
    );
    let sets = |support: f64| {
        let enough = |count: u64| count as f64 / 9_835.0 >= support;
        let items = pairs.counts.iter().filter(|count| enough(**count)).count();
        (
            items,
            pairs
                .tested
                .iter()
                .filter(|pair| enough(pair.counts.both))
                .count(),
        )
    };
    assert_eq!(sets(0.01), (88, 213));
}

/// The ten nearest items of four: cosines of scikit-learn.
#[test]
fn cosines_equal_those_of_scikit_learn() {
    let Some((baskets, names)) = groceries() else {
        return;
    };
    let Some(expected) = json("groceries_cosine_sklearn.json") else {
        return;
    };
    let pairs = Pairs::counted(&baskets, names.len(), 5);
    let ours = by_name(&pairs, &names);
    let mut checked = 0;
    for (item, near_it) in expected.as_object().unwrap() {
        for (other, cosine) in near_it.as_object().unwrap() {
            let (a, b) = (item.trim(), other.trim());
            let pair = ours.get(&(a, b)).or_else(|| ours.get(&(b, a))).unwrap();
            close(pair.counts.cosine(), cosine.as_f64().unwrap(), 1e-12, other);
            checked += 1;
        }
    }
    assert_eq!(checked, 40);
    // Beef goes with root vegetables first, drawn toward zero or not.
    let code = |item: &str| names.iter().position(|name| name == item).unwrap() as u32;
    let best = Neighbours::of(&baskets, names.len()).suggest(&[code("beef")], 1);
    assert_eq!(best[0].product, code("root vegetables"));
    assert_eq!(best[0].because, Some(code("beef")));
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

fn exact(value: &Value) -> String {
    let kept = |c: &char| c.is_ascii_digit() || ".\u{2212}".contains(*c);
    value.exact.chars().filter(kept).collect()
}

fn cell<'a>(grid: &Grid, row: &'a Row, column: &str) -> &'a Value {
    let label = format!("column.{column}");
    let at = grid
        .columns
        .iter()
        .position(|column| column.label.id == label);
    match &row.cells[at.unwrap_or_else(|| panic!("{} has no {label}", grid.id))] {
        Cell::Value(value) => value,
        Cell::Text(text) => panic!("{} is no number", text.said),
    }
}

fn share(value: &Value) -> f64 {
    match value.quantity {
        Some(Quantity::Share { of_one }) => of_one,
        Some(Quantity::Number { number }) => number,
        ref other => panic!("{other:?} is no share"),
    }
}

fn name(row: &Row) -> &str {
    match &row.cells[0] {
        Cell::Text(text) => &text.said,
        Cell::Value(value) => &value.exact,
    }
}

fn grid<'a>(section: &'a Section, id: &str) -> &'a Grid {
    let tables = section.figures.iter().map(|figure| &figure.table);
    let mut all = section.grids.iter().chain(tables);
    all.find(|grid| grid.id == id)
        .unwrap_or_else(|| panic!("no table {id}"))
}

fn table(
    report: &Report,
    analysis: &str,
    id: &str,
    columns: &[&str],
) -> Vec<(String, Vec<String>)> {
    let grid = grid(section(report, analysis), id);
    let cells = |row: &Row| {
        columns
            .iter()
            .map(|column| exact(cell(grid, row, column)))
            .collect()
    };
    grid.rows
        .iter()
        .map(|row| (name(row).to_owned(), cells(row)))
        .collect()
}

fn rows(expected: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    expected
        .iter()
        .map(|(name, cells)| ((*name).to_owned(), words(cells)))
        .collect()
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
            }
            assert_eq!(exact(cell(grid, row, "rate_orders")), record[columns[3]]);
            assert_eq!(exact(cell(grid, row, "returned_orders")), record[3]);
            judged += 1;
        }
        assert_eq!(judged, 14);
    }
    for toy in json("persona_orders_reference.json").unwrap()["wilson_toy"]
        .as_array()
        .unwrap()
    {
        let count = |name: &str| toy[name].as_u64().unwrap();
        let ours = wilson_95(count("x"), count("n")).unwrap();
        close(ours.low, toy["lo"].as_f64().unwrap(), 1e-12, "low");
        close(ours.high, toy["hi"].as_f64().unwrap(), 1e-12, "high");
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
    let found = section(&report, "returns");
    assert!(
        found
            .headline
            .said
            .starts_with("Products do not differ in return rate"),
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

// Where an analysis must refuse.

fn refusal<'a>(report: &'a Report, id: &str) -> &'a str {
    let found = report
        .sections
        .iter()
        .find(|section| section.id == id)
        .unwrap();
    match &found.outcome {
        Outcome::NotEnough { reason, .. } => &reason.said,
        _ => panic!("{id} answers"),
    }
}

fn report_of(text: &str) -> Report {
    support::report_of(&[("sales.csv".to_owned(), text.as_bytes().to_vec())])
}

#[test]
fn without_products_status_or_baskets_nothing_is_pretended() {
    let bare = report_of(
        "customer_id,order_date,amount\na,2024-01-05,10\nb,2024-02-05,20\nc,2024-03-01,5\n",
    );
    for id in ["products", "product_customers", "affinity", "next_product"] {
        assert!(
            refusal(&bare, id).contains("products"),
            "{}",
            refusal(&bare, id)
        );
    }
    assert!(
        refusal(&bare, "returns").contains("status"),
        "{}",
        refusal(&bare, "returns")
    );
    let few = report_of(
        "customer_id,order_date,product,amount\na,2024-01-05,Tea,10\nb,2024-02-05,Milk,20\na,2024-03-01,Milk,5\n",
    );
    assert_eq!(
        refusal(&few, "affinity"),
        "There are fewer than 30 baskets."
    );
    assert_eq!(plain(&few, "products", "values_sold"), "2");
}

#[test]
fn nothing_came_back_is_said() {
    let mut text = String::from("customer_id,order_date,product,amount,status\n");
    for n in 0..40 {
        text += &format!(
            "c{},2024-01-{:02},P{},10,{}\n",
            n % 9,
            n % 28 + 1,
            n % 3,
            ["Delivered", "Shipped"][n % 2]
        );
    }
    let report = report_of(&text);
    let found = report
        .sections
        .iter()
        .find(|section| section.id == "returns")
        .unwrap();
    let Outcome::Weak { reasons, .. } = &found.outcome else {
        panic!("{:?}", found.outcome)
    };
    assert_eq!(reasons[0].id, "returns.none");
    assert!(homogeneity(&[(0, 20), (0, 20)]).is_none());
}

/// Twelve tastes of six products each; every customer buys along one taste, and all are equally popular.
fn tastes(customers: usize) -> String {
    let mut text = String::from("customer_id,order_date,product,amount\n");
    for customer in 0..customers {
        for step in 0..4 {
            let product = customer % 12 * 6 + (customer / 12 + step) % 6;
            text += &format!("c{customer:04},2024-{:02}-10,P{product:02},10\n", step + 1);
        }
    }
    text
}

#[test]
fn the_next_product_is_told_where_tastes_are_and_refused_where_not() {
    let report = report_of(&tastes(240));
    let found = section(&report, "next_product");
    assert_eq!(plain(&report, "next_product", "customers_tested"), "240");
    assert!(share(&fact(&report, "next_product", "hit_at_5").value) > 0.9);
    assert!(share(&fact(&report, "next_product", "popular_hit_at_5").value) < 0.2);
    assert_eq!(found.grids[0].rows.len(), 100);
    assert!(refusal(&report_of(&tastes(20)), "next_product").contains("at least 30"));
    let mut everything = String::from("customer_id,order_date,product,amount\n");
    for n in 0..400 {
        everything += &format!("c{},2024-01-{:02},P{},10\n", n % 40, n % 28 + 1, n / 40);
    }
    let refused = report_of(&everything);
    assert!(refusal(&refused, "next_product").contains("100 % of all products"));
    let Some(report) = personas(&[]) else { return };
    assert!(refusal(&report, "next_product").starts_with("Suggestions are no better"));
}
