//! The study 002: a star of prices, costs and discounts.

use std::collections::{BTreeMap, BTreeSet};

use clientele::figure::{Cell, ControlKind, Outcome, Row};

use crate::goldens::{BASIS, CENT, EXACT, Told, number, opened, told};
use crate::support::references::{Within, reference_records};
use crate::support::{STAR, fact, section, set};
use crate::tables::{self, grid};

#[test]
fn the_star_of_prices_costs_and_discounts() {
    let Some((mut session, report, mut table)) = opened("atliq_star", &STAR, &[]) else {
        return;
    };
    let source = "SQLite and pandas on the same files";
    table.check(
        "S2 rows",
        67_250.0,
        report.accounting.used as f64,
        EXACT,
        source,
    );
    let mut told_of = Told::of(&report, &mut table, source);
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
    if let Some(months) = reference_records("CLIENTELE_REFS", "atliq_star_monthly.csv") {
        let trend = grid(section(&report, "trend"), "trend");
        let pairs: Vec<(f64, f64)> = months
            .iter()
            .map(|line| {
                let is = |row: &&Row| {
                    row.key
                        .as_ref()
                        .is_some_and(|key| line[0].starts_with(&key.value))
                };
                let row = trend.rows.iter().find(is).expect("a month");
                let got = number(tables::cell(trend, row, "revenue"));
                (line[3].parse().expect("a number"), got)
            })
            .collect();
        assert_eq!(pairs.len(), 52);
        // The file has ten digits.
        let within = Within::Relative(2e-9);
        table.check_all("S2-M2 by month", &pairs, within, source);
    }
    set(&mut session, "remedy.shared_names", "by_name");
    let got = number(&fact(&told(&mut session), "overview", "customers").value);
    table.check("S2-D3 names", 74.0, got, EXACT, source);
    let report = told(&mut session);
    let control = &section(&report, "gross_margin").controls[0];
    let ControlKind::Choice { options } = &control.kind else {
        panic!("a choice")
    };
    let by = options
        .iter()
        .find(|option| option.label.said == "customer");
    set(&mut session, &control.id, &by.expect("customers").value);
    let report = told(&mut session);
    let names = reference_records("CLIENTELE_REFS", "atliq_star_by_customer.csv");
    let found = section(&report, "gross_margin");
    for line in names.iter().flatten().take(10) {
        let mut grids = found
            .grids
            .iter()
            .chain(found.figures.iter().map(|figure| &figure.table));
        let row = grids.find_map(|grid| {
            let row = grid.rows.iter().find(|row| tables::name(row) == line[0])?;
            Some((grid, row))
        });
        let (grid, row) = row.unwrap_or_else(|| panic!("no {}", line[0]));
        for (column, at) in [("net_invoice", 5), ("margin", 7), ("margin_share", 8)] {
            let got = number(tables::cell(grid, row, column));
            let expected = line[at].parse().expect("a number");
            let what = format!("section 8: {column} of {}", line[0]);
            // The file has ten digits.
            table.check(&what, expected, got, Within::Relative(2e-9), source);
        }
    }
    table.finish();
}

/// The three hypotheses of the study of the star, and its cohorts, which are counted here from the file.
#[test]
fn what_the_study_of_the_star_supposed() {
    let Some((mut session, report, mut table)) = opened("atliq_star", &STAR, &[]) else {
        return;
    };
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
