//! Real public files against the figures their authors or independent tools found.

mod support;

use clientele::figure::Key;
use clientele::protocol::Command;
use clientele::recipe::Filter;
use clientele::report::Report;
use support::{SALES, STAR, ask, fact, plain, real_files, report_of, section, session_of, set};

fn finding<'a>(report: &'a Report, code: &str) -> &'a clientele::report::FindingCard {
    report
        .findings
        .iter()
        .find(|finding| finding.code == code)
        .unwrap_or_else(|| panic!("no finding {code}"))
}

#[test]
fn atliq_as_dropped_leaves_two_dollar_rows_apart() {
    let Some(files) = real_files("atliq_sales", &SALES) else {
        return;
    };
    let report = report_of(&files);
    assert_eq!(plain(&report, "overview", "revenue"), "308509076");
    assert_eq!(report.accounting.used, 49_140);
    assert_eq!(plain(&report, "overview", "customers"), "38");
    assert_eq!(
        report.accounting.set_aside, 860,
        "858 and the two dollar rows"
    );
    let apart: Vec<&str> = report
        .warnings
        .iter()
        .map(|warning| warning.said.as_str())
        .collect();
    assert!(
        apart
            .iter()
            .any(|said| said.contains("$750") && said.contains("2 rows")),
        "{apart:?}"
    );
    assert_eq!(report.questions[0].id, "rate.USD");
    assert_eq!(finding(&report, "hidden_characters").n, 51_124);
    assert!(
        finding(&report, "hidden_characters")
            .sentence
            .said
            .contains("49,719 in currency")
    );
    assert_eq!(finding(&report, "duplicates").n, 281);
    assert_eq!(finding(&report, "invalid_amounts").n, 581);
    let unused = &finding(&report, "unused_keys");
    assert!(
        unused.sentence.said.contains("2 values of markets_code"),
        "{}",
        unused.sentence.said
    );
}

#[test]
fn atliq_at_75_rupees_a_dollar() {
    let Some(files) = real_files("atliq_sales", &SALES) else {
        return;
    };
    let mut session = session_of(&files);
    set(&mut session, "rate.USD", "75");
    let report = session.report().unwrap();
    assert_eq!(plain(report, "overview", "revenue"), "308565326");
    assert_eq!(report.accounting.used, 49_142);
    assert_eq!(report.accounting.set_aside, 858);
    assert_eq!(plain(report, "overview", "orders"), "16689");
    assert!(report.questions.is_empty());
    for (name, expected) in [
        ("customers_to_50", "6"),
        ("customers_to_80", "16"),
        ("customers_to_95", "26"),
    ] {
        assert_eq!(plain(report, "contribution", name), expected, "{name}");
    }
    let hhi = fact(report, "contribution", "hhi").value.exact.clone();
    assert_eq!(hhi, "0.0858");
}

#[test]
fn atliq_as_published_says_what_it_leaves_out() {
    let Some(files) = real_files("atliq_sales", &SALES) else {
        return;
    };
    let mut session = session_of(&files);
    set(&mut session, "preset", "as_published");
    let report = session.report().unwrap();
    assert_eq!(report.accounting.used, 277);
    assert_eq!(plain(report, "overview", "revenue"), "1807805");
    assert_eq!(plain(report, "overview", "orders"), "262");
    assert_eq!(plain(report, "overview", "customers"), "17");
    assert_eq!(plain(report, "overview", "active"), "9");
    assert_eq!(plain(report, "overview", "aov"), "6900.02");
    let warning = &report.warnings[0].said;
    assert!(warning.contains("leaves out 99."), "{warning}");
    let ranking = section(report, "contribution")
        .grids
        .iter()
        .find(|grid| grid.id == "ranking")
        .unwrap();
    let told: Vec<String> = ranking
        .rows
        .iter()
        .filter(|row| !row.summary)
        .map(|row| {
            let key = &row
                .key
                .as_ref()
                .expect("a click filters the customer")
                .value;
            let revenue = row.cells.iter().find_map(|cell| match cell {
                clientele::figure::Cell::Value(value) => match &value.quantity {
                    Some(clientele::say::Quantity::Money { amount, .. }) => {
                        Some(amount.normalized().to_string())
                    }
                    _ => None,
                },
                clientele::figure::Cell::Text(_) => None,
            });
            format!("{key} {}", revenue.unwrap_or_default())
        })
        .collect();
    let published = [
        "Cus006 572181",
        "Cus005 407084",
        "Cus007 259200",
        "Cus001 184801",
        "Cus016 63157",
        "Cus003 59665",
        "Cus014 53044",
        "Cus010 50090",
        "Cus017 44194",
        "Cus019 29648",
        "Cus013 29635",
        "Cus020 23898",
        "Cus012 13992",
        "Cus004 7176",
        "Cus011 5694",
        "Cus009 3032",
        "Cus008 1314",
    ];
    assert_eq!(told, published);
}

#[test]
fn persona_orders_show_booked_and_net_side_by_side() {
    let Some(files) = real_files("persona_orders", &["orders.csv"]) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, clientele::protocol::Command::Report);
    let report = session.report().unwrap();
    assert_eq!(plain(report, "overview", "revenue"), "930960");
    assert_eq!(plain(report, "overview", "orders"), "692");
    assert_eq!(plain(report, "overview", "customers"), "275");
    set(&mut session, "revenue", "booked");
    let report = session.report().unwrap();
    assert_eq!(plain(report, "overview", "revenue"), "1346600");
    assert_eq!(plain(report, "overview", "orders"), "1000");
    assert_eq!(plain(report, "overview", "customers"), "292");
    assert_eq!(plain(report, "overview", "aov"), "1346.60");
    set(&mut session, "revenue", "delivered");
    assert_eq!(
        plain(session.report().unwrap(), "overview", "revenue"),
        "407380"
    );
}

#[test]
fn superstore_is_read_month_first() {
    let Some(files) = real_files("superstore", &["orders.csv"]) else {
        return;
    };
    let report = report_of(&files);
    assert_eq!(report.accounting.used, 9_994);
    assert_eq!(plain(&report, "overview", "revenue"), "2297200.86");
    assert_eq!(plain(&report, "overview", "customers"), "793");
    assert_eq!(plain(&report, "overview", "orders"), "5009");
    assert_eq!(plain(&report, "contribution", "customers_to_80"), "396");
}

#[test]
fn chinook_joins_lines_to_invoices_to_customers() {
    let Some(files) = real_files(
        "chinook",
        &["customers.csv", "invoices.csv", "invoice_items.csv"],
    ) else {
        return;
    };
    let report = report_of(&files);
    assert_eq!(plain(&report, "overview", "revenue"), "2328.60");
    assert_eq!(plain(&report, "overview", "orders"), "412");
    assert_eq!(plain(&report, "overview", "customers"), "59");
    assert_eq!(report.model.joins.len(), 2);
}

#[test]
fn jaffle_shop_counts_cents_as_written() {
    let Some(files) = real_files(
        "jaffle_shop",
        &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
    ) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, clientele::protocol::Command::Report);
    assert_eq!(
        plain(session.report().unwrap(), "overview", "revenue"),
        "162300"
    );
    set(&mut session, "revenue", "booked");
    let report = session.report().unwrap();
    assert_eq!(plain(report, "overview", "revenue"), "167200");
    assert_eq!(plain(report, "overview", "customers"), "62");
    assert_eq!(plain(report, "overview", "orders"), "99");
    assert_eq!(plain(report, "overview", "customers_on_file"), "100");
}

#[test]
fn one_row_a_customer_gives_orders_and_recency_without_single_orders() {
    let Some(files) = real_files("amart", &["customers.csv"]) else {
        return;
    };
    let report = report_of(&files);
    assert_eq!(report.accounting.used, 5_000);
    for (section, name, expected) in [
        ("overview", "revenue", "8407619.24"),
        ("overview", "orders", "64352"),
        ("overview", "customers", "5000"),
        ("overview", "aov", "130.65"),
        ("contribution", "customers_to_50", "848"),
        ("contribution", "customers_to_80", "1933"),
    ] {
        assert_eq!(plain(&report, section, name), expected, "{name}");
    }
    let as_of = report.controls.iter().find(|control| control.id == "as_of");
    assert_eq!(as_of.unwrap().value, "2021-10-25");
    assert!(report.model.sentence.said.contains("64,352 orders"));
    let overview = section(&report, "overview");
    let ladder = overview.grids.iter().find(|grid| grid.id == "ladder");
    assert_eq!(support::cell(ladder.unwrap(), 0, 2), "30.88 %");
    assert!(report.questions.is_empty());
}

#[test]
fn a_star_with_prices_by_year_gives_net_revenue_and_pretends_no_orders() {
    let Some(files) = real_files("atliq_star", &STAR) else {
        return;
    };
    let report = report_of(&files);
    assert_eq!(report.accounting.records, 67_251);
    assert_eq!(report.accounting.used, 67_250);
    assert_eq!(plain(&report, "overview", "revenue"), "66312379.78");
    assert_eq!(plain(&report, "overview", "customers"), "209");
    let overview = section(&report, "overview");
    assert!(overview.fact("orders").unwrap().value.quantity.is_none());
    let said: Vec<&str> = report.model.joins.iter().map(|t| t.said.as_str()).collect();
    assert!(
        said.iter().any(|said| said.contains("begins in Sep")),
        "{said:?}"
    );
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
    let cut_off = finding(&report, "invalid_amounts");
    assert!(cut_off.examples[0].said.contains("67,252"));
}

#[test]
fn customers_are_counted_by_code_or_by_name() {
    let Some(files) = real_files("atliq_star", &STAR) else {
        return;
    };
    let mut session = session_of(&files);
    set(&mut session, "remedy.shared_names", "by_name");
    let report = session.report().unwrap();
    assert_eq!(plain(report, "overview", "customers"), "74");
    assert_eq!(plain(report, "overview", "revenue"), "66312379.78");
    let card = finding(report, "shared_names");
    assert!(
        card.sentence.said.contains("customer_code"),
        "{}",
        card.sentence.said
    );
}

/// Markets are codes in the facts and have names in a file of their own; months are written 2018-02.
#[test]
fn codes_and_months_are_called_by_their_names_and_filter_as_they_are() {
    let Some(files) = real_files("atliq_sales", &SALES) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    let report = session.finish().expect("a report").clone();
    for (analysis, id) in [
        ("business_segments", "business_segments"),
        ("markets", "markets"),
    ] {
        let found = section(&report, analysis);
        let grids = found
            .grids
            .iter()
            .chain(found.figures.iter().map(|figure| &figure.table));
        let rows = grids.flat_map(|grid| &grid.rows);
        let key = |row: &&clientele::figure::Row| {
            row.key.as_ref().is_some_and(|key| key.value == "Mark004")
        };
        let row = rows
            .into_iter()
            .find(key)
            .unwrap_or_else(|| panic!("{id}: no such row"));
        let clientele::figure::Cell::Text(name) = &row.cells[0] else {
            panic!("words")
        };
        assert_eq!(name.said, "Delhi NCR", "{id}");
    }
    for (dimension, value) in [("market", "Mark004"), ("month", "2018-02")] {
        let key = Key::new(dimension, value);
        let filter = Filter {
            key,
            without: false,
        };
        ask(&mut session, Command::ToggleFilter { filter });
    }
    let report = session.finish().expect("a report");
    let labels: Vec<&str> = report
        .filters
        .iter()
        .map(|chip| chip.label.said.as_str())
        .collect();
    assert_eq!(labels, ["market is Delhi NCR", "month is February 2018"]);
    assert_eq!(report.filters[0].filter.key.value, "Mark004");
    let rows: u64 = plain(report, "overview", "orders")
        .parse()
        .expect("a number");
    assert!(rows > 0);
}
