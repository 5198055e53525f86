//! What the published analyses printed, and what their files really say, from the files to the report:
//! every number that has to come out under the preset of its study.

mod support;
#[path = "support/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use clientele::figure::{Cell, ControlKind, Key, Outcome, Row};
use clientele::protocol::Command;
use clientele::recipe::Filter;
use clientele::report::Report;
use clientele::say::{Quantity, Value};
use clientele::session::Session;
use support::references::{References, Within, reference_records};
use support::{ask, fact, real_files, section, session_of, set};
use tables::{grid, name};

const SALES: [&str; 5] = [
    "customers.csv",
    "date.csv",
    "markets.csv",
    "products.csv",
    "transactions.csv",
];
const STAR: [&str; 6] = [
    "dim_customer.csv",
    "dim_product.csv",
    "fact_gross_price.csv",
    "fact_manufacturing_cost.csv",
    "fact_pre_discount.csv",
    "fact_sales_monthly.csv",
];

fn session(folder: &str, names: &[&str], settings: &[(&str, &str)]) -> Option<Session> {
    let mut session = session_of(&real_files(folder, names)?);
    ask(&mut session, Command::Report);
    for (control, value) in settings {
        set(&mut session, control, value);
    }
    Some(session)
}

fn told(session: &mut Session) -> Report {
    session.finish().expect("a report").clone()
}

fn number(value: &Value) -> f64 {
    match value.quantity.as_ref() {
        Some(Quantity::Money { amount, .. } | Quantity::Exact { number: amount }) => {
            amount.to_f64()
        }
        Some(Quantity::Count { n }) => *n as f64,
        Some(Quantity::Share { of_one }) => *of_one,
        Some(Quantity::Number { number }) => *number,
        Some(Quantity::Days { days }) => *days,
        other => panic!("{other:?} is no number"),
    }
}

/// A report whose numbers go on the table with one source.
struct Told<'a> {
    report: &'a Report,
    table: &'a mut References,
    source: &'static str,
}

impl Told<'_> {
    /// Golden, analysis, fact, expected.
    fn facts(&mut self, within: Within, facts: &[(&str, &str, &str, f64)]) {
        for (golden, analysis, id, expected) in facts {
            let got = number(&fact(self.report, analysis, id).value);
            let name = format!("{golden}: {analysis}.{id}");
            self.table.check(&name, *expected, got, within, self.source);
        }
    }

    /// A column of a table, by what a row is filtered by, or by its first words.
    fn column(
        &mut self,
        within: Within,
        golden: &str,
        [analysis, id, column]: [&str; 3],
        expected: &[(&str, f64)],
    ) {
        let grid = grid(section(self.report, analysis), id);
        let is = |row: &Row, wanted: &str| {
            row.key.as_ref().is_some_and(|key| key.value == wanted) || name(row) == wanted
        };
        for (wanted, expected) in expected {
            let row = grid.rows.iter().find(|row| is(row, wanted));
            let row = row.unwrap_or_else(|| panic!("{analysis}.{id} has no row {wanted}"));
            let got = number(tables::cell(grid, row, column));
            let name = format!("{golden}: {analysis}.{id}, {column} of {wanted}");
            self.table.check(&name, *expected, got, within, self.source);
        }
    }

    fn says(&mut self, golden: &str, expected: &str, all: &str) {
        let got = if all.contains(expected) {
            expected
        } else {
            all
        };
        self.table.check_words(golden, expected, got, self.source);
    }
}

fn finding(report: &Report, code: &str) -> String {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found
        .unwrap_or_else(|| panic!("no finding {code}"))
        .sentence
        .said
        .clone()
}

const EXACT: Within = Within::Exactly;
const CENT: Within = Within::Absolute(0.005 + 1e-9);
/// Shares printed to two digits of a percent.
const BASIS: Within = Within::Absolute(0.00005 + 1e-9);

#[test]
fn the_dashboard_of_277_rows() {
    let settings = [("preset", "as_published")];
    let Some(mut session) = session("atliq_sales", &SALES, &settings) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "Power BI report; pandas on its rows";
    table.check(
        "S0-M1 lines",
        277.0,
        report.accounting.used as f64,
        EXACT,
        source,
    );
    let rule = report
        .controls
        .iter()
        .find(|control| control.id == "order_rule");
    let ControlKind::Choice { options } = &rule.expect("a choice of orders").kind else {
        panic!("a choice")
    };
    let labels: Vec<&str> = options
        .iter()
        .map(|option| option.label.said.as_str())
        .collect();
    table.check_words(
        "S0-M1 orders by each rule",
        "customer and day (262), each row (277)",
        &labels.join(", "),
        source,
    );
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.facts(
        EXACT,
        &[
            ("S0-M3", "overview", "revenue", 1_807_805.0),
            ("S0-M4", "overview", "orders", 262.0),
            ("S0-M5", "overview", "customers", 17.0),
            ("S0-M5 on file", "overview", "customers_on_file", 38.0),
            ("S0-M6", "overview", "active", 9.0),
            ("section 7, median order", "overview", "median_order", 900.5),
            ("S0-M15", "contribution", "customers_to_50", 2.0),
            ("S0-M15", "contribution", "customers_to_80", 5.0),
            ("S0-M15", "contribution", "customers_to_95", 10.0),
            ("S0-M14", "trend", "best_month", 442_429.0),
            (
                "section 7, one order each",
                "spending",
                "one_order_customers",
                5.0,
            ),
        ],
    );
    told_of.facts(
        CENT,
        &[
            ("S0-M7", "overview", "aov", 6_900.02),
            ("S0-M8", "overview", "revenue_per_customer", 106_341.47),
            ("S0-M15", "contribution", "effective_customers", 5.34),
        ],
    );
    told_of.facts(
        BASIS,
        &[
            ("S0-M15", "contribution", "hhi", 0.187_227),
            ("S0-M15", "contribution", "gini", 0.662_206),
            ("S0-M10", "contribution", "top_1_share", 0.31651),
            ("S0-M10", "contribution", "top_3_share", 0.68507),
        ],
    );
    let ladder = [1.0, 1.0, 2.0, 2.0, 2.0, 6.0, 9.0];
    let windows = [
        "14 days", "28 days", "56 days", "90 days", "180 days", "365 days", "720 days",
    ];
    let rungs: Vec<(&str, f64)> = windows.into_iter().zip(ladder).collect();
    told_of.column(EXACT, "S0-M6", ["overview", "ladder", "active"], &rungs);
    told_of.column(
        EXACT,
        "S0-M9",
        ["contribution", "ranking", "revenue"],
        &[
            ("Cus006", 572_181.0),
            ("Cus005", 407_084.0),
            ("Cus007", 259_200.0),
            ("Cus001", 184_801.0),
            ("Cus016", 63_157.0),
            ("Cus003", 59_665.0),
            ("Cus014", 53_044.0),
            ("Cus010", 50_090.0),
            ("Cus017", 44_194.0),
            ("Cus019", 29_648.0),
            ("Cus013", 29_635.0),
            ("Cus020", 23_898.0),
            ("Cus012", 13_992.0),
            ("Cus004", 7_176.0),
            ("Cus011", 5_694.0),
            ("Cus009", 3_032.0),
            ("Cus008", 1_314.0),
        ],
    );
    told_of.column(
        BASIS,
        "S0-M10",
        ["contribution", "ranking", "cumulative_share"],
        &[
            ("Cus006", 0.3165),
            ("Cus005", 0.5417),
            ("Cus007", 0.6851),
            ("Cus001", 0.7873),
            ("Cus016", 0.8222),
        ],
    );
    told_of.column(
        EXACT,
        "S0-M11",
        ["contribution", "ranking", "rank"],
        &[("Cus001", 4.0)],
    );
    told_of.column(
        EXACT,
        "S0-M12",
        ["contribution", "tiers", "customers"],
        &[("A", 3.0), ("B", 4.0), ("C", 10.0)],
    );
    told_of.column(
        BASIS,
        "S0-M16",
        ["contribution", "loss", "share_of_revenue"],
        &[("1", 0.3165), ("2", 0.5417), ("3", 0.6851)],
    );
    told_of.column(
        EXACT,
        "S0-M14",
        ["trend", "trend", "revenue"],
        &[
            ("2017-10", 262_339.0),
            ("2017-11", 442_429.0),
            ("2017-12", 37_231.0),
            ("2018-01", 1_167.0),
            ("2018-06", 181_240.0),
            ("2018-07", 253_369.0),
            ("2018-09", 945.0),
            ("2018-11", 15_559.0),
            ("2019-06", 80_193.0),
            ("2019-07", 80_403.0),
            ("2019-09", 194_797.0),
            ("2019-11", 11_093.0),
            ("2020-06", 1_542.0),
        ],
    );
    let matrix = grid(section(&report, "order_matrix"), "order_matrix");
    let total = matrix.rows.last().expect("a total");
    let numbers: Vec<f64> = total.cells[1..]
        .iter()
        .map(|cell| match cell {
            Cell::Value(value) => number(value),
            Cell::Text(text) => panic!("{}", text.said),
        })
        .collect();
    for (year, (got, expected)) in ["2017", "2018", "2019", "2020", "all years"]
        .iter()
        .zip(numbers.iter().zip([43.0, 110.0, 95.0, 14.0, 262.0]))
    {
        table.check(
            &format!("S0-M13 orders of {year}"),
            expected,
            *got,
            EXACT,
            source,
        );
    }
    // 500 and 250 dollars at 75 rupees; at one rupee 1,807,805 - 74 * 750.
    set(&mut session, "rate.USD", "1");
    let got = number(&fact(&told(&mut session), "overview", "revenue").value);
    table.check(
        "S0-M2 at one rupee a dollar",
        1_752_305.0,
        got,
        EXACT,
        source,
    );
    table.finish();
}

#[test]
fn the_same_tables_with_all_their_rows() {
    let Some(mut session) = session("atliq_sales", &SALES, &[("rate.USD", "75")]) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "pandas on the same files";
    table.check(
        "rows",
        49_142.0,
        report.accounting.used as f64,
        EXACT,
        source,
    );
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.facts(
        EXACT,
        &[
            ("cleaned", "overview", "revenue", 308_565_326.0),
            ("cleaned", "overview", "orders", 16_689.0),
            ("cleaned", "overview", "customers", 38.0),
            ("cleaned", "contribution", "customers_to_50", 6.0),
            ("cleaned", "contribution", "customers_to_80", 16.0),
            ("cleaned", "contribution", "customers_to_95", 26.0),
            ("no month", "season", "repeated_peaks", 0.0),
        ],
    );
    told_of.facts(CENT, &[("cleaned", "overview", "aov", 18_489.14)]);
    told_of.facts(
        BASIS,
        &[
            ("cleaned", "contribution", "top_1_share", 0.2395),
            ("cleaned", "contribution", "top_3_share", 0.3825),
            ("cleaned", "contribution", "hhi", 0.085_829),
            ("cleaned", "contribution", "gini", 0.565_543),
            ("2020 like for like", "trend", "like_for_like", -0.0241),
        ],
    );
    told_of.column(
        EXACT,
        "cleaned",
        ["contribution", "ranking", "revenue"],
        &[
            ("Cus006", 73_895_542.0),
            ("Cus003", 24_464_239.0),
            ("Cus007", 19_667_167.0),
        ],
    );
    told_of.column(
        EXACT,
        "cleaned",
        ["years", "years", "revenue"],
        &[
            ("2017", 26_697_610.0),
            ("2018", 123_351_848.0),
            ("2019", 110_037_396.0),
            ("2020", 48_478_472.0),
        ],
    );
    told_of.column(
        BASIS,
        "2018 to 2019",
        ["years", "years", "like_for_like"],
        &[("2019", -0.1079)],
    );
    table.finish();
}

#[test]
fn one_row_a_customer_as_published_and_as_it_is() {
    let settings = [
        ("param.activity.gap", "stated"),
        ("param.activity.edges", "100, 300"),
    ];
    let Some(mut session) = session("amart", &["customers.csv"], &settings) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "SQL and notebook of the study; pandas on its file";
    let as_of = report.controls.iter().find(|control| control.id == "as_of");
    table.check_words(
        "S3-M1 as of",
        "2021-10-25",
        &as_of.expect("a day").value,
        source,
    );
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.facts(
        BASIS,
        &[
            ("S3-M2 active", "activity", "recent_14", 0.3088),
            ("S3-M3 inactive", "activity", "silent_56", 0.5334),
            ("S3-M2 frequent", "activity", "frequent_14", 0.1842),
            (
                "S3-M12, largest fifth",
                "contribution",
                "top_20_percent_share",
                0.55651,
            ),
        ],
    );
    told_of.facts(
        CENT,
        &[
            ("S3-M5", "overview", "aov", 130.65),
            (
                "S3-M5 mean of means",
                "activity",
                "mean_customer_aov",
                136.54,
            ),
            ("S3-M6", "activity", "p75_customer_aov", 160.27),
        ],
    );
    told_of.facts(
        EXACT,
        &[
            ("file", "overview", "customers", 5_000.0),
            ("file", "overview", "orders", 64_352.0),
            ("file", "overview", "revenue", 8_407_619.24),
            ("S3-M12", "contribution", "customers_to_50", 848.0),
            ("S3-M12", "contribution", "customers_to_80", 1_933.0),
            ("S3-M8 one order", "spending", "one_order_customers", 366.0),
        ],
    );
    let bands = |numbers: [f64; 3]| {
        ["low", "medium", "high"]
            .into_iter()
            .zip(numbers)
            .collect::<Vec<_>>()
    };
    let place = |column| ["activity", "order_bands", column];
    told_of.column(
        BASIS,
        "S3-M7",
        place("share_of_customers"),
        &bands([0.3986, 0.5534, 0.0480]),
    );
    told_of.column(
        BASIS,
        "S3-M7",
        place("share_of_revenue"),
        &bands([0.2362, 0.6577, 0.1061]),
    );
    let notes: Vec<&str> = section(&report, "activity")
        .notes
        .iter()
        .map(|note| note.said.as_str())
        .collect();
    told_of.says(
        "S3-M2 in bands with holes",
        "18.02 % is the share",
        &notes.join(" "),
    );
    told_of.says(
        "S3-M4 without holes",
        "18.42 % without the holes",
        &notes.join(" "),
    );
    told_of.says("S3-M8 of all", "51.28 % of all customers", &notes.join(" "));
    told_of.says(
        "S3-M8 of repeat customers",
        "47.43 % of those with more than one order",
        &notes.join(" "),
    );
    told_of.column(
        BASIS,
        "S3-M10",
        [
            "customer_attributes",
            "customers.csv.AGE_CATEGORY",
            "share_of_revenue",
        ],
        &[
            ("19 & below", 0.0788),
            ("20-29", 0.3799),
            ("30-39", 0.2615),
            ("40-49", 0.2077),
            ("50 and above", 0.0721),
        ],
    );
    told_of.column(
        BASIS,
        "S3-M16",
        [
            "customer_attributes",
            "customers.csv.OCCUPATION",
            "share_of_revenue",
        ],
        &[("Blue-Collar", 0.2034)],
    );
    told_of.column(
        BASIS,
        "S3-M15",
        ["rhythm", "week_of_month", "share_of_orders"],
        &[
            ("Days 1\u{2013}7", 0.2329),
            ("Days 8\u{2013}15", 0.2380),
            ("Days 16\u{2013}23", 0.2510),
            ("Days 24\u{2013}31", 0.2782),
        ],
    );
    told_of.column(
        BASIS,
        "S3-M15",
        ["rhythm", "part_of_day", "share_of_orders"],
        &[
            ("0\u{2013}6", 0.0799),
            ("6\u{2013}12", 0.2911),
            ("12\u{2013}18", 0.3445),
            ("18\u{2013}24", 0.2845),
        ],
    );
    told_of.says(
        "S3-E3 outliers",
        "112 in TOTAL_ORDERS",
        &finding(&report, "outliers"),
    );
    told_of.says(
        "S3-E4 capped",
        "1,001 have exactly 207",
        &finding(&report, "capped"),
    );
    told_of.says(
        "S3-E4 heaped",
        "1,030 have exactly 1 in",
        &finding(&report, "capped"),
    );
    for (scoring, champions, share) in [
        ("mid_rank", 594.0, Some(0.2709)),
        ("quantiles", 569.0, None),
    ] {
        set(&mut session, "param.segments.grid", "codes125");
        set(&mut session, "param.segments.scoring", scoring);
        let report = told(&mut session);
        let golden = format!("S3-M13 by {scoring}");
        let mut told_of = Told {
            report: &report,
            table: &mut table,
            source,
        };
        told_of.column(
            EXACT,
            &golden,
            ["segments", "segments", "customers"],
            &[("champions", champions)],
        );
        if let Some(share) = share {
            told_of.column(
                BASIS,
                &golden,
                ["segments", "segments", "share_of_revenue"],
                &[("champions", share)],
            );
        }
    }
    table.finish();
}

#[test]
fn a_thousand_orders_with_personas_products_and_returns() {
    let settings = [
        ("revenue", "booked"),
        ("param.personas.rule", "published"),
        ("param.returns.of", "all"),
    ];
    let Some(mut session) = session("persona_orders", &["orders.csv"], &settings) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "the author's SQL; SQLite on the same file";
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.facts(
        EXACT,
        &[
            ("S4-M1", "overview", "orders", 1_000.0),
            ("S4", "overview", "customers", 292.0),
            ("S4-M2", "overview", "revenue", 1_346_600.0),
            ("S4-M3", "overview", "aov", 1_346.6),
            ("S4-M14", "returns", "returned_revenue", 415_640.0),
            (
                "S4-R1 pairs with evidence",
                "affinity",
                "pairs_published",
                0.0,
            ),
        ],
    );
    told_of.column(
        EXACT,
        "S4-M2",
        ["overview", "definitions", "revenue"],
        &[
            ("Booked (in force)", 1_346_600.0),
            ("Net of returns", 930_960.0),
            ("Delivered", 407_380.0),
        ],
    );
    let personas = [
        "premium",
        "loyal_high_value",
        "low_premium",
        "high_churn_risk",
        "standard",
    ];
    for (column, numbers) in [
        ("customers", [51.0, 8.0, 13.0, 36.0, 184.0]),
        ("orders", [237.0, 51.0, 70.0, 36.0, 606.0]),
        (
            "revenue",
            [586_320.0, 68_910.0, 33_430.0, 17_860.0, 640_080.0],
        ),
    ] {
        let expected: Vec<(&str, f64)> = personas.into_iter().zip(numbers).collect();
        told_of.column(EXACT, "S4-M9", ["personas", "personas", column], &expected);
    }
    let classes = grid(section(&report, "personas"), "classes");
    let sizes: Vec<String> = classes
        .rows
        .iter()
        .map(|row| tables::exact(tables::cell(classes, row, "customers")))
        .collect();
    told_of.table.check_words(
        "S4-M6 to M8",
        "59 87 146 74 177 41 88 117 87",
        &sizes.join(" "),
        source,
    );
    let categories = ["Electronics", "Accessories", "Wearables"];
    for (column, numbers) in [
        ("revenue", [1_200_500.0, 71_900.0, 74_200.0]),
        ("orders", [477.0, 401.0, 122.0]),
    ] {
        let expected: Vec<(&str, f64)> = categories.into_iter().zip(numbers).collect();
        told_of.column(
            EXACT,
            "S4-M10",
            ["products", "categories", column],
            &expected,
        );
    }
    told_of.column(
        CENT,
        "S4-M10",
        ["products", "categories", "revenue_per_order"],
        &[
            ("Electronics", 2_516.77),
            ("Accessories", 179.30),
            ("Wearables", 608.20),
        ],
    );
    let products = [
        "Laptop",
        "Smartphone",
        "Monitor",
        "Smartwatch",
        "Headphones",
        "Keyboard",
        "Mouse",
    ];
    let of = |numbers: [f64; 7]| products.into_iter().zip(numbers).collect::<Vec<_>>();
    told_of.column(
        EXACT,
        "S4-M11",
        ["products", "products", "revenue"],
        &of([
            696_000.0, 353_600.0, 150_900.0, 74_200.0, 37_000.0, 22_900.0, 12_000.0,
        ]),
    );
    told_of.column(
        EXACT,
        "S4-M14",
        ["returns", "returns_product_name", "returned_revenue"],
        &of([
            223_500.0, 102_400.0, 43_800.0, 22_800.0, 12_000.0, 7_000.0, 4_140.0,
        ]),
    );
    told_of.column(
        Within::Absolute(0.000_005 + 1e-9),
        "S4-M15 of all orders",
        ["returns", "returns_product_name", "return_rate"],
        &of([
            0.31818, 0.29577, 0.28729, 0.31148, 0.33333, 0.29655, 0.32353,
        ]),
    );
    for (column, numbers) in [
        ("revenue", [443_560.0, 415_640.0, 407_380.0, 80_020.0]),
        ("orders", [329.0, 308.0, 313.0, 50.0]),
    ] {
        let states = ["In Transit", "Returned", "Delivered", "Not told"];
        let expected: Vec<(&str, f64)> = states.into_iter().zip(numbers).collect();
        told_of.column(EXACT, "S4-M13", ["returns", "statuses", column], &expected);
    }
    told_of.says(
        "S4-D2",
        "Gender differs within 192 of 292",
        &finding(&report, "dependencies"),
    );
    told_of.says(
        "S4-M16",
        "Region differs within 217",
        &finding(&report, "dependencies"),
    );
    told_of.says(
        "S4-D3",
        "The same in all rows of each customer: Age",
        &finding(&report, "dependencies"),
    );
    told_of.says("S4-D4", "In 20 rows", &finding(&report, "line_totals"));
    // Premium and loyal customers of high value.
    for value in ["premium", "loyal_high_value"] {
        let key = Key::new("persona", value);
        ask(
            &mut session,
            Command::ToggleFilter {
                filter: Filter {
                    key,
                    without: false,
                },
            },
        );
    }
    let report = told(&mut session);
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.column(
        EXACT,
        "S4-M12",
        ["products", "products", "revenue"],
        &[("Laptop", 453_000.0), ("Smartphone", 132_000.0)],
    );
    table.finish();
}

#[test]
fn the_star_of_prices_costs_and_discounts() {
    let Some(mut session) = session("atliq_star", &STAR, &[]) else {
        return;
    };
    let report = told(&mut session);
    let mut table = References::new();
    let source = "SQLite and pandas on the same files";
    table.check(
        "S2 rows",
        67_250.0,
        report.accounting.used as f64,
        EXACT,
        source,
    );
    let mut told_of = Told {
        report: &report,
        table: &mut table,
        source,
    };
    told_of.facts(EXACT, &[("S2-D3 codes", "overview", "customers", 209.0)]);
    told_of.facts(CENT, &[("S2-M2", "overview", "revenue", 66_312_379.783)]);
    told_of.facts(
        BASIS,
        &[("S2-M4", "gross_margin", "margin_share", 0.612_596_6)],
    );
    let joins: Vec<&str> = report
        .model
        .joins
        .iter()
        .map(|join| join.said.as_str())
        .collect();
    told_of.says("S2-M5 fiscal year", "begins in Sep", &joins.join(" "));
    let segments = grid(section(&report, "business_segments"), "business_segments");
    table.check(
        "S2-M6 segments",
        16.0,
        segments.rows.len() as f64,
        EXACT,
        source,
    );
    let orders = fact(&report, "overview", "orders").value.quantity.is_none();
    table.check_words(
        "S2-M7 orders are not pretended",
        "true",
        &orders.to_string(),
        source,
    );
    for id in ["second_purchase", "lifetime", "spending", "order_matrix"] {
        let found = report.sections.iter().find(|section| section.id == id);
        let refused = matches!(found.expect("a section").outcome, Outcome::NotEnough { .. });
        table.check_words(
            &format!("S2, {id} is refused"),
            "true",
            &refused.to_string(),
            source,
        );
    }
    set(&mut session, "remedy.shared_names", "by_name");
    let got = number(&fact(&told(&mut session), "overview", "customers").value);
    table.check("S2-D3 names", 74.0, got, EXACT, source);
    table.finish();
}

/// A folder, its files, what is set, and facts by analysis and name.
type Expected = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str, f64)],
);

#[test]
fn other_public_files_as_pandas_adds_them_up() {
    let mut table = References::new();
    let source = "pandas on the same files";
    let files: [Expected; 5] = [
        (
            "superstore",
            &["orders.csv"],
            &[],
            &[
                ("overview", "revenue", 2_297_200.860_3),
                ("overview", "orders", 5_009.0),
                ("overview", "customers", 793.0),
                ("contribution", "customers_to_80", 396.0),
                ("contribution", "top_20_percent_share", 0.48148),
                ("gross_margin", "margin", 286_397.021_7),
            ],
        ),
        (
            "chinook",
            &["customers.csv", "invoice_items.csv", "invoices.csv"],
            &[],
            &[
                ("overview", "revenue", 2_328.6),
                ("overview", "orders", 412.0),
                ("overview", "customers", 59.0),
            ],
        ),
        (
            "jaffle_shop",
            &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
            &[("revenue", "booked")],
            &[
                ("overview", "revenue", 167_200.0),
                ("overview", "orders", 99.0),
                ("overview", "customers", 62.0),
                ("overview", "customers_on_file", 100.0),
            ],
        ),
        (
            "cdnow",
            &["master.txt"],
            &[],
            &[
                ("overview", "revenue", 2_500_315.63),
                ("overview", "customers", 23_570.0),
                ("contribution", "customers_to_50", 2_262.0),
                ("contribution", "customers_to_80", 7_695.0),
                ("contribution", "gini", 0.634_571_184_6),
                ("contribution", "hhi", 0.000_261_26),
                ("contribution", "top_1_share", 0.005_595_7),
                ("contribution", "top_3_share", 0.011_974_6),
                ("contribution", "top_20_percent_share", 0.677_773_8),
                ("second_purchase", "repeat_rate", 0.488_587_2),
                ("second_purchase", "back_30", 1.0 - 0.825_413_7),
                ("second_purchase", "back_90", 1.0 - 0.707_806_5),
                ("second_purchase", "back_180", 1.0 - 0.625_498_5),
                ("second_purchase", "back_365", 1.0 - 0.541_366_1),
                ("second_purchase", "gap_mean", 72.214),
                ("second_purchase", "gap_median", 34.0),
                ("second_purchase", "gap_p90", 200.0),
            ],
        ),
        (
            "baskets",
            &["groceries.csv"],
            &[],
            &[("affinity", "baskets", 9_835.0)],
        ),
    ];
    for (folder, names, settings, facts) in files {
        let Some(mut session) = session(folder, names, settings) else {
            return;
        };
        let report = told(&mut session);
        for (analysis, id, expected) in facts {
            let got = number(&fact(&report, analysis, id).value);
            let name = format!("{folder}: {analysis}.{id}");
            table.check(&name, *expected, got, Within::Relative(1e-5), source);
        }
    }
    table.finish();
}

/// The three hypotheses of the study of the star, and its cohorts, which are counted here from the file.
#[test]
fn what_the_study_of_the_star_supposed() {
    let Some(mut session) = session("atliq_star", &STAR, &[]) else {
        return;
    };
    let mut table = References::new();
    let report = told(&mut session);
    let Some(rows) = reference_records("CLIENTELE_DATA", "atliq_star/fact_sales_monthly.csv")
    else {
        return;
    };
    let mut months: BTreeMap<String, BTreeSet<i32>> = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.len() > 4 && !row[3].is_empty())
    {
        let (year, month): (i32, i32) =
            (row[0][..4].parse().unwrap(), row[0][5..7].parse().unwrap());
        months
            .entry(row[2].trim_end_matches(".0").to_owned())
            .or_default()
            .insert(year * 12 + month);
    }
    table.check(
        "S2-M9 customers",
        209.0,
        months.len() as f64,
        EXACT,
        "the file",
    );
    let last = months.values().flatten().max().expect("months");
    for k in [1, 3, 6, 12] {
        let first = |own: &&BTreeSet<i32>| own.first().is_some_and(|first| first + k <= *last);
        let eligible: Vec<&BTreeSet<i32>> = months.values().filter(first).collect();
        let back = eligible
            .iter()
            .filter(|own| own.contains(&(own.first().unwrap() + k)));
        let expected = back.count() as f64 / eligible.len() as f64;
        let got = number(&fact(&report, "cohorts", &format!("retention_{k}")).value);
        table.check(
            &format!("S2-M9 retention after {k} months"),
            expected,
            got,
            Within::Absolute(1e-12),
            "counted in the file",
        );
    }
    let Some(platforms) = reference_records("CLIENTELE_REFS", "atliq_star_by_platform.csv") else {
        return;
    };
    set(
        &mut session,
        "param.hypotheses.groups",
        "platform: E-Commerce, Brick & Mortar",
    );
    let report = told(&mut session);
    let found = section(&report, "hypotheses");
    for (row, who) in ["E-Commerce", "Brick & Mortar"].into_iter().enumerate() {
        let known = platforms
            .iter()
            .find(|line| line[0] == who)
            .expect("a platform");
        let expected = known[5].parse::<f64>().unwrap() / known[2].parse::<f64>().unwrap();
        let Cell::Value(mean) = &found.grids[0].rows[row].cells[2] else {
            panic!("a number")
        };
        table.check(
            &format!("S2-H1 net per customer, {who}"),
            expected,
            number(mean),
            CENT,
            "SQLite",
        );
    }
    let said = &found.headline.said;
    let claimed = said.starts_with("Customers of E-Commerce are worth more");
    table.check_words(
        "S2-H1 E-Commerce is worth more is claimed",
        "false",
        &claimed.to_string(),
        "means and interval",
    );
    set(
        &mut session,
        "param.hypotheses.groups",
        "channel: Retailer, Direct",
    );
    set(&mut session, "param.hypotheses.measure", "variety");
    let report = told(&mut session);
    let said = &section(&report, "hypotheses").headline.said;
    table.check_words(
        "S2-H3 is answered",
        "true",
        &said.contains("buy more kinds").to_string(),
        "the report",
    );
    // Monthly totals tell of no second order, so nothing is said of who came back.
    set(&mut session, "param.hypotheses.measure", "return");
    let report = told(&mut session);
    let refused = report
        .sections
        .iter()
        .find(|section| section.id == "hypotheses");
    let refused = matches!(
        refused.expect("a section").outcome,
        Outcome::NotEnough { .. }
    );
    table.check_words(
        "S2-H2 is refused",
        "true",
        &refused.to_string(),
        "the report",
    );
    table.finish();
}
