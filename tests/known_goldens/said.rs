//! What sections say of real files, where a rule of thumb says something else than the data.

use clientele::figure::{Cell, Outcome};
use clientele::protocol::Command;
use clientele::report::Report;

use crate::goldens::{EXACT, Told, number, opened, told};
use crate::support::references::References;
use crate::support::{SALES, STAR, ask, fact, section, session_of, set};
use crate::tables::{self, grid};

const SHOP: [&str; 3] = ["customers.csv", "invoice_items.csv", "invoices.csv"];

/// Everything that the first view and its actions say.
fn insights(report: &Report) -> String {
    let found = section(report, "insight");
    let cells = found.grids.iter().flat_map(|grid| &grid.rows);
    let said = cells.flat_map(|row| &row.cells).map(|cell| match cell {
        Cell::Text(text) => text.said.as_str(),
        Cell::Value(_) => "",
    });
    said.collect::<Vec<_>>().join("\n")
}

/// 38 customers who buy every other day. Counted in the file: as of 26 June 2020 one has been silent for
/// more than 30 days (36, with gaps of 6), another for 30, all others for less.
#[test]
fn who_buys_daily_is_not_lost_within_a_month() {
    let Some((mut session, report, mut table)) = opened("atliq_sales", &SALES, &[]) else {
        return;
    };
    let mut told_of = Told::of(&report, &mut table, "counted in the file");
    told_of.facts(
        EXACT,
        &[
            ("daily buyers", "overview", "active", 37.0),
            ("daily buyers", "personas", "at_risk_customers", 1.0),
            ("daily buyers", "overdue", "value_at_risk", 0.0),
        ],
    );
    let states = [("Active", 37.0), ("Late", 0.0), ("Lapsed", 1.0)];
    let place = ["overdue", "states", "customers"];
    let figure = &section(&report, "overdue").figures[0].table;
    for (state, expected) in states {
        let row = figure.rows.iter().find(|row| tables::name(row) == state);
        let got = number(tables::cell(figure, row.expect("a state"), place[2]));
        let name = format!("daily buyers: {} of {state}", place[0]);
        table.check(&name, expected, got, EXACT, "counted in the file");
    }
    let all = insights(&report);
    for advice in ["been silent", "Send one reminder", "Try a small bundle"] {
        assert!(!all.contains(advice), "{all}");
    }
    let notes = &section(&report, "segments").notes;
    assert!(notes.iter().any(|note| note.id == "segments.near"));
    // From a week on, by choice: four of tier A, the shortest for 8 days with gaps of one or two.
    set(&mut session, "param.overdue.least", "7");
    let report = told(&mut session);
    let risk = fact(&report, "overdue", "silence_at_risk");
    let source = "counted in the file";
    table.check(
        "daily buyers, a week",
        8.0,
        number(&risk.value),
        EXACT,
        source,
    );
    table.check("daily buyers at risk", 4.0, risk.n as f64, EXACT, source);
    table.finish();
}

#[test]
fn one_customer_apart_is_no_cluster_and_equal_products_have_no_first() {
    let Some((_, report, mut table)) = opened("chinook", &SHOP, &[]) else {
        return;
    };
    let headline = &section(&report, "clusters").headline;
    assert_eq!(headline.id, "clusters.headline.outliers");
    let mut told_of = Told::of(&report, &mut table, "counted in the file");
    told_of.says(
        "chinook, one customer apart",
        "1 of 59 customers stands apart",
        &headline.said,
    );
    let headline = &section(&report, "products").headline.said;
    told_of.says(
        "8 of 1,984 tracks sold twice",
        "No product of 1,984 brings more than",
        headline,
    );
    table.finish();
}

#[test]
fn growth_is_not_taken_for_a_season_nor_one_customer_for_a_market() {
    let Some((_, report, mut table)) = opened("atliq_star", &STAR, &[]) else {
        return;
    };
    let mut told_of = Told::of(&report, &mut table, "the report");
    let headline = &section(&report, "season").headline.said;
    told_of.says("star, season", "growth may look like a season", headline);
    let Some((_, report, _)) = opened("atliq_sales", &SALES, &[]) else {
        return;
    };
    // Without its largest customer revenue in Kanpur fell by a third.
    let places = grid(section(&report, "potential"), "potential");
    let row = places.rows.iter().find(|row| tables::name(row) == "Kanpur");
    let Cell::Text(place) = &row.expect("a market").cells[1] else {
        panic!("a place")
    };
    let mut told_of = Told::of(&report, &mut table, "the report");
    told_of.says(
        "sales, Kanpur",
        "by its largest customer alone",
        &place.said,
    );
    let Some((_, report, _)) = opened("dirty_cafe", &["sales.csv"], &[]) else {
        return;
    };
    let notes = &section(&report, "years").notes;
    assert!(notes.iter().any(|note| note.id == "years.opposed"));
    table.finish();
}

/// Numbers of phones and streets that two customers share are no groups, unless somebody says so.
#[test]
fn what_one_person_alone_has_is_no_attribute() {
    let mut rows =
        "order,customer,day,amount,Phone number,Fax,Street name,Address city\n".to_owned();
    for order in 0..240 {
        let customer = order % 60;
        let (pair, city) = (customer / 2, ["Oslo", "Bergen", "Moss"][customer % 3]);
        rows += &format!(
            "o{order},c{customer},2024-0{}-1{},{},+47 {pair} 11,+47 {pair} 12,Road {pair},{city}\n",
            1 + order / 60,
            order % 9,
            10 + customer
        );
    }
    let mut session = session_of(&[("orders.csv".to_owned(), rows.into_bytes())]);
    ask(&mut session, Command::Report);
    let report = told(&mut session);
    let ids = |report: &Report| {
        let found = section(report, "customer_attributes");
        let grids = found
            .grids
            .iter()
            .chain(found.figures.iter().map(|figure| &figure.table));
        grids.map(|grid| grid.id.clone()).collect::<Vec<_>>()
    };
    let before = ids(&report);
    assert!(
        before.iter().any(|id| id.contains("Address city")),
        "{before:?}"
    );
    for personal in ["Phone", "Fax", "Street"] {
        assert!(before.iter().all(|id| !id.contains(personal)), "{before:?}");
    }
    set(&mut session, "role.orders.csv/Fax", "region");
    let after = ids(&told(&mut session));
    assert!(after.iter().any(|id| id == "region"), "{after:?}");
}

/// 30 customers bring 100 each and 41 bring 33, 4,353 in all: tier A, up to 70 %, is the 30 and one of the
/// others (3,033). 12 of the 31 are of the region Gold, and nobody else.
#[test]
fn what_only_high_value_customers_have_marks_them() {
    let mut rows = "order,customer,day,amount,Region\n".to_owned();
    for customer in 0..71 {
        let (amount, region) = match customer {
            0..12 => (100, "Gold"),
            12..30 => (100, "Plain"),
            _ => (33, "Plain"),
        };
        rows += &format!(
            "o{customer},c{customer},2024-01-1{},{amount},{region}\n",
            customer % 9
        );
    }
    let mut session = session_of(&[("orders.csv".to_owned(), rows.into_bytes())]);
    ask(&mut session, Command::Report);
    let report = told(&mut session);
    let headline = &section(&report, "what_marks").headline.said;
    let expected = "The region Gold (first purchase) is found among high-value customers only, of whom 38.7 % have it";
    assert_eq!(headline, expected);
}

#[test]
fn every_refusal_says_what_to_add() {
    let mut table = References::new();
    for (folder, names) in [
        ("atliq_star", &STAR[..]),
        ("amart", &["customers.csv"]),
        ("baskets", &["groceries.csv"]),
        ("dirty_cafe", &["sales.csv"]),
    ] {
        let Some((_, report, _)) = opened(folder, names, &[]) else {
            return;
        };
        let mut refused = 0;
        for section in &report.sections {
            if let Outcome::NotEnough { reason, remedy } = &section.outcome {
                refused += 1;
                let told = !reason.said.is_empty() && !remedy.said.is_empty();
                assert!(
                    told,
                    "{folder} {}: {} {}",
                    section.id, reason.said, remedy.said
                );
            }
        }
        let name = format!("{folder}: sections that refuse, at least one");
        table.check_words(&name, "true", &(refused > 0).to_string(), "the report");
    }
    table.finish();
}
