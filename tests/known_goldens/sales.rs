//! The studies 000 and 001: a dashboard made of 277 rows, and the same tables with all their rows.

use clientele::figure::{Cell, ControlKind, Row};
use clientele::report::Report;

use crate::goldens::{BASIS, CENT, EXACT, Told, concentration, number, opened, told};
use crate::support::references::{References, reference_json};
use crate::support::{SALES, fact, section, set};
use crate::tables::{grid, name};

#[test]
fn the_dashboard_of_277_rows() {
    let settings = [("preset", "as_published")];
    let Some((mut session, report, mut table)) = opened("atliq_sales", &SALES, &settings) else {
        return;
    };
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
    let mut told_of = Told::of(&report, &mut table, source);
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
    let warned = report.warnings.iter().map(|warning| warning.said.as_str());
    let warned = warned.collect::<Vec<_>>().join(" ");
    let left_out = "leaves out 99.4 % of the revenue";
    Told::of(&report, &mut table, source).says("the preset keeps 0.59 %", left_out, &warned);
    the_rest_of_the_dashboard(&report, &mut table);
    set(&mut session, "param.contribution.tiers", "80/95");
    let report = told(&mut session);
    Told::of(&report, &mut table, "numpy").column(
        EXACT,
        "80/95, the one who crosses stays",
        ["contribution", "tiers", "customers"],
        &[("A", 5.0), ("B", 5.0), ("C", 7.0)],
    );
    // 24 calendar months: Cus004 bought 729 days before the last day.
    set(&mut session, "active_days", "731");
    let got = number(&fact(&told(&mut session), "overview", "active").value);
    table.check("S0-M6 in 24 months", 10.0, got, EXACT, source);
    // The published table shows 14 of 17 customers and prints the total of all.
    set(&mut session, "param.order_matrix.rows", "14");
    let report = told(&mut session);
    let matrix = grid(section(&report, "order_matrix"), "order_matrix");
    let other = matrix.rows.iter().find(|row| row.summary).map(name);
    let other = other.unwrap_or("no such row");
    table.check_words("S0-M13 a row for the others", "Other (3)", other, source);
    for (column, expected) in [43.0, 110.0, 95.0, 14.0, 262.0].into_iter().enumerate() {
        let cell = |row: &Row| match &row.cells[column + 1] {
            Cell::Value(value) => number(value),
            Cell::Text(text) => panic!("{}", text.said),
        };
        let (total, rows) = matrix.rows.split_last().expect("a total");
        let sum: f64 = rows.iter().map(cell).sum();
        let what = format!("S0-M13 rows with the others, column {column}");
        table.check(&what, expected, sum, EXACT, source);
        table.check(&what, expected, cell(total), EXACT, source);
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

/// The cells of a row as they are said, without signs and grouping.
fn line(row: &Row) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Value(value) => value.exact.replace(',', ""),
        Cell::Text(text) => text.said.clone(),
    };
    row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")
}

fn the_rest_of_the_dashboard(report: &Report, table: &mut References) {
    let source = "Power BI report; pandas on its rows";
    // Rows of customer and year as printed: of the customers with one order the table shows two.
    let matrix = grid(section(report, "order_matrix"), "order_matrix");
    for printed in [
        "Info Stores 21 43 48 12 124",
        "Excel Stores 0 22 11 0 33",
        "Logic Stores 4 7 16 2 29",
        "Atlas Stores 0 7 13 0 20",
        "Electricalsara Stores 3 6 5 0 14",
        "Premium Stores 11 1 0 0 12",
        "Integration Stores 0 7 0 0 7",
        "Forward Stores 0 6 0 0 6",
        "Flawless Stores 0 3 2 0 5",
        "Unity Stores 0 3 0 0 3",
        "Acclaimed Stores 2 0 0 0 2",
        "Epic Stores 0 2 0 0 2",
        "Electricalsopedia Stores 0 1 0 0 1",
        "Electricalsquipo Stores 0 1 0 0 1",
    ] {
        let who = |row: &&Row| printed.starts_with(name(row));
        let got = matrix
            .rows
            .iter()
            .find(who)
            .map_or("no row".to_owned(), line);
        table.check_words("S0-M13", printed, &got, source);
    }
    let sums = matrix.rows.iter().filter(|row| row.key.is_some());
    let often = sums.filter(|row| {
        let last = row.cells.last().expect("a total");
        matches!(last, Cell::Value(value) if number(value) >= 4.0)
    });
    table.check(
        "section 4, customers with four orders",
        9.0,
        often.count() as f64,
        EXACT,
        source,
    );
    let ranking = grid(section(report, "contribution"), "ranking");
    for (tier, members) in [
        ("A", "Cus006 Cus005 Cus007"),
        ("B", "Cus001 Cus016 Cus003 Cus014"),
    ] {
        let at = ranking
            .columns
            .iter()
            .position(|c| c.label.id == "column.tier");
        let at = at.expect("a column of tiers");
        let of = |row: &&Row| matches!(&row.cells[at], Cell::Text(text) if text.said == tier);
        let key = |row: &Row| row.key.as_ref().map_or("", |key| &key.value).to_owned();
        let got: Vec<String> = ranking.rows.iter().filter(of).map(key).collect();
        table.check_words(
            &format!("S0-M12 members of {tier}"),
            members,
            &got.join(" "),
            source,
        );
    }
    let notes: Vec<&str> = fact(report, "overview", "median_order")
        .notes
        .iter()
        .map(|note| note.said.as_str())
        .collect();
    let mut told_of = Told::of(report, table, source);
    told_of.says(
        "section 7, what the average order rests on",
        "The 5 largest of 262 orders bring 38.7",
        &notes.join(" "),
    );
    told_of.facts(
        BASIS,
        &[(
            "section 7, 2020 like for like",
            "trend",
            "like_for_like",
            -0.87,
        )],
    );
    if let Some(known) = reference_json("CLIENTELE_DATA", "expected.json") {
        let months = known["atliq_sales_as_published"]["monthly"].as_object();
        let months = months.expect("months").iter();
        let months: Vec<(&str, f64)> = months
            .map(|(month, sum)| (month.as_str(), sum.as_f64().expect("a number")))
            .collect();
        assert_eq!(months.len(), 33);
        told_of.column(EXACT, "S0-M14", ["trend", "trend", "revenue"], &months);
    }
    if let Some(known) = reference_json("CLIENTELE_REFS", "concentration_reference.json") {
        concentration(report, table, "seed001", &known["seed001_customer_rank"]);
    }
}

#[test]
fn the_same_tables_with_all_their_rows() {
    let Some((_, report, mut table)) = opened("atliq_sales", &SALES, &[("rate.USD", "75")]) else {
        return;
    };
    let source = "pandas on the same files";
    table.check(
        "rows",
        49_142.0,
        report.accounting.used as f64,
        EXACT,
        source,
    );
    let mut told_of = Told::of(&report, &mut table, source);
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
