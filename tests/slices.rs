//! Slices that divide the rows or the customers: their parts add up to the whole, and what a customer is
//! stays what all rows say.

mod support;

use std::fmt::Write;

use clientele::figure::{Key, Trace};
use clientele::protocol::Command;
use clientele::recipe::Filter;
use clientele::report::Report;
use clientele::session::Session;
use clientele::value::Decimal;
use support::{ask, plain, section, session_of};

/// 1,200 order lines in 600 orders of 90 customers over 20 months; regions of orders, categories of lines.
fn shop() -> Session {
    let mut text = "order_id,customer,order_date,region,category,amount\n".to_owned();
    for line in 0..1_200_usize {
        let order = line / 2;
        let customer = (order * 37 + order / 7) % 90;
        let region = ["North", "South", "West"][order * 7 % 3];
        let category = ["Tea", "Coffee", "Cake"][line * 5 % 7 % 3];
        let day = clientele::value::Day(18_628 + (order * 607 % 600) as i32);
        let cents = 100 + line * 7_919 % 9_000;
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        writeln!(
            text,
            "{order},c{customer},{day},{region},{category},{amount}"
        )
        .unwrap();
    }
    session_of(&[("shop.csv".to_owned(), text.into_bytes())])
}

fn number(report: &Report, fact: &str) -> Decimal {
    Decimal::parse(&plain(report, "overview", fact)).expect("a number")
}

fn within(session: &mut Session, key: &Key) -> Report {
    ask(session, Command::ClearFilters);
    let filter = Filter {
        key: key.clone(),
        without: false,
    };
    ask(session, Command::ToggleFilter { filter });
    session.report().expect("a report").clone()
}

/// The keys of a table: what a click on each of its rows filters.
fn keys(report: &Report, analysis: &str, grid: &str) -> Vec<Key> {
    let section = section(report, analysis);
    let tables = section.figures.iter().map(|figure| &figure.table);
    let found = section
        .grids
        .iter()
        .chain(tables)
        .find(|table| table.id == grid);
    let rows = &found.unwrap_or_else(|| panic!("no table {grid}")).rows;
    rows.iter().filter_map(|row| row.key.clone()).collect()
}

/// That the facts of all parts are those of the whole.
fn adds_up(session: &mut Session, whole: &Report, keys: &[Key], facts: &[&str]) {
    assert!(keys.len() > 1);
    for fact in facts {
        let mut sum = Decimal::parse("0").unwrap();
        for key in keys {
            let part = within(session, key);
            let counted = part
                .sections
                .iter()
                .any(|s| s.id == "overview" && s.outcome.result().is_some());
            if counted {
                sum = sum.checked_add(number(&part, fact)).unwrap();
            }
        }
        assert_eq!(
            sum.normalized(),
            number(whole, fact).normalized(),
            "{fact} by {}",
            keys[0].dimension
        );
    }
}

#[test]
fn the_parts_of_what_divides_rows_orders_or_customers_add_up() {
    let mut session = shop();
    ask(&mut session, Command::Report);
    let whole = session.report().expect("a report").clone();
    let keys_of =
        |dimension: &str, values: [&str; 3]| values.map(|value| Key::new(dimension, value));
    let regions = keys_of("region", ["North", "South", "West"]);
    adds_up(&mut session, &whole, &regions, &["revenue", "orders"]);
    let categories = keys_of("category", ["Tea", "Coffee", "Cake"]);
    adds_up(&mut session, &whole, &categories, &["revenue"]);
    let months = keys(&whole, "trend", "trend");
    adds_up(&mut session, &whole, &months, &["revenue", "orders"]);
    for (analysis, grid) in [
        ("segments", "segments"),
        ("contribution", "tiers"),
        ("personas", "personas"),
    ] {
        let groups = keys(&whole, analysis, grid);
        adds_up(
            &mut session,
            &whole,
            &groups,
            &["revenue", "orders", "customers"],
        );
    }
}

/// Orders of 260 customers: number n spends n + 1 in each of two orders, so that the last spends most.
fn many() -> Session {
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for order in 0..520_usize {
        let (customer, day) = (
            order % 260,
            clientele::value::Day(19_000 + order as i32 / 3),
        );
        writeln!(text, "{order},c{customer},{day},{}", customer + 1).unwrap();
    }
    let mut session = session_of(&[("many.csv".to_owned(), text.into_bytes())]);
    ask(&mut session, Command::Report);
    session
}

/// Customer and revenue of each line of the ranking that is written.
fn written(session: &Session, column: &str, down: bool) -> Vec<(String, String)> {
    let bytes = session.table_csv("contribution", "ranking", column, down);
    let text = String::from_utf8(bytes.expect("a ranking")).unwrap();
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_matches('"').split("\",\"");
        line.map(str::to_owned).collect()
    };
    let lines: Vec<Vec<String>> = text.lines().map(cells).collect();
    assert_eq!(lines[0][1..3], ["Customer", "Revenue"]);
    let pair = |line: &Vec<String>| (line[1].clone(), line[2].clone());
    lines[1..].iter().map(pair).collect()
}

#[test]
fn a_table_is_written_with_all_its_rows_in_the_order_that_is_shown() {
    let mut session = many();
    let report = session.report().expect("a report").clone();
    let grids = &section(&report, "contribution").grids;
    let ranking = grids.iter().find(|grid| grid.id == "ranking").unwrap();
    assert_eq!((ranking.rows.len(), ranking.total_rows), (200, 260));
    let line = |customer: usize| (format!("c{customer}"), (2 * customer + 2).to_string());
    let up: Vec<_> = (0..260).map(line).collect();
    let down: Vec<_> = (0..260).rev().map(line).collect();
    assert_eq!(written(&session, "", false), down, "as it is given");
    assert_eq!(written(&session, "Revenue", false), up);
    assert_eq!(written(&session, "Customer", false), up, "c2 before c10");
    assert_eq!(written(&session, "Customer", true), down);
    // What is filtered out is not written.
    let [one, other] = ["c3", "c250"].map(|id| Filter {
        key: Key::new("customer", id),
        without: false,
    });
    ask(&mut session, Command::ToggleFilter { filter: one });
    ask(&mut session, Command::ToggleFilter { filter: other });
    assert_eq!(written(&session, "", false), [line(250), line(3)]);
}

#[test]
fn the_rows_behind_a_number_are_written_to_the_last() {
    let session = many();
    let mut text = String::new();
    let parts = (0..).map_while(|part| session.behind_part(&Trace::counted(), part));
    parts.for_each(|part| text += &String::from_utf8(part).unwrap());
    let orders: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split("\",\"").nth(2))
        .collect();
    assert_eq!(orders[0], "order_id");
    let all: Vec<String> = (0..520).map(|order| order.to_string()).collect();
    assert_eq!(orders[1..], all);
}

#[test]
fn a_filter_alone_takes_the_place_of_the_others_of_its_dimension_and_is_taken_back_by_itself() {
    let mut session = shop();
    ask(&mut session, Command::Report);
    let filter = |(dimension, value): (&str, &str)| Filter {
        key: Key::new(dimension, value),
        without: false,
    };
    let mut after = |command: Command, expected: &[(&str, &str)]| {
        ask(&mut session, command);
        let filters = &session.report().expect("a report").view.filters;
        let expected: Vec<Filter> = expected.iter().copied().map(filter).collect();
        assert_eq!(*filters, expected);
    };
    let only = |value: (&str, &str)| Command::OnlyFilter {
        filter: filter(value),
    };
    let add = |value: (&str, &str)| Command::ToggleFilter {
        filter: filter(value),
    };
    let (north, south, tea) = (
        ("region", "North"),
        ("region", "South"),
        ("category", "Tea"),
    );
    after(only(north), &[north]);
    after(only(tea), &[north, tea]);
    after(only(south), &[tea, south]);
    after(only(south), &[tea]);
    after(only(north), &[tea, north]);
    after(add(south), &[tea, north, south]);
    after(only(south), &[tea, south]);
}

#[test]
fn a_customer_is_in_a_slice_what_all_rows_say() {
    let mut session = shop();
    ask(&mut session, Command::Report);
    let whole = session.report().expect("a report").clone();
    let names = |report: &Report| -> Vec<(String, String)> {
        let ranking = section(report, "contribution")
            .grids
            .iter()
            .find(|grid| grid.id == "ranking");
        let ranking = ranking.expect("a ranking");
        let tier = ranking
            .columns
            .iter()
            .position(|c| c.label.id == "column.tier")
            .expect("a tier");
        let said = |row: usize| support::cell(ranking, row, tier).to_owned();
        let keyed = ranking.rows.iter().enumerate();
        keyed
            .filter_map(|(at, row)| Some((row.key.clone()?.value, said(at))))
            .collect()
    };
    let all: std::collections::BTreeMap<String, String> = names(&whole).into_iter().collect();
    let north = within(&mut session, &Key::new("region", "North"));
    let told = names(&north);
    assert!(told.len() > 20);
    for (customer, tier) in told {
        assert_eq!(all[&customer], tier, "{customer}");
    }
    // The cuts of the scores are those of the base.
    let cuts = |report: &Report| {
        let grids = &section(report, "segments").grids;
        grids
            .iter()
            .find(|grid| grid.id == "thresholds")
            .expect("cuts")
            .clone()
    };
    assert_eq!(cuts(&whole), cuts(&north));
}
