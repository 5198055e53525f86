//! Several files of one shop: exports that are not written alike, lists of prices, keys that repeat or are spelled
//! otherwise, and totals that two files tell differently.

use super::{USUAL, asked, facts, finding, session};
use crate::support::set;
use clientele::session::Session;

const HEADER: &str = "order id,customer id,date,amount\n";

/// Twenty orders of one month, of 10 and a half each, of seven customers.
fn month(month: u32, row: fn(u32, u32) -> String) -> String {
    (1..=20).map(|i| row(month, i)).collect()
}

fn iso(month: u32, i: u32) -> String {
    format!("{month}{i:02},c{},2024-{month:02}-{i:02},10.50\n", i % 7)
}

fn point(month: u32, i: u32) -> String {
    format!("{month}{i:02},c{},{i:02}.{month:02}.2024,10.50\n", i % 7)
}

fn months_first(month: u32, i: u32) -> String {
    format!("{month}{i:02},c{},{month:02}/{i:02}/2024,10.50\n", i % 7)
}

fn days_first(month: u32, i: u32) -> String {
    format!("{month}{i:02},c{},{i:02}/{month:02}/2024,10.50\n", i % 7)
}

fn german(month: u32, i: u32) -> String {
    format!("{i:02}.{month:02}.2024;10,50;c{};{month}{i:02}\n", i % 7)
}

fn unsure(month: u32, i: u32) -> String {
    format!(
        "{month}{i:02},c{},{:02}/{month:02}/2024,10.50\n",
        i % 7,
        i % 12 + 1
    )
}

fn shop(files: &[(&str, &str, String)]) -> Session {
    let texts: Vec<String> = files
        .iter()
        .map(|(_, head, rows)| format!("{head}{rows}"))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .zip(&texts)
        .map(|((name, ..), text)| (*name, text.as_str()))
        .collect();
    session(&files)
}

fn model(shop: &Session) -> String {
    let model = &shop.report().unwrap().model;
    let told = model.joins.iter().chain(&model.unused);
    told.map(|text| text.said.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

fn warned(shop: &Session) -> String {
    let said = shop.report().unwrap().warnings.iter();
    said.map(|text| text.said.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The first and the last month of the report.
fn title(shop: &Session) -> String {
    shop.report().unwrap().title.said.clone()
}

#[test]
fn months_that_are_written_differently_are_read_each_by_its_own_style() {
    for (one, other) in [
        (
            iso as fn(u32, u32) -> String,
            point as fn(u32, u32) -> String,
        ),
        (point, iso),
        (days_first, months_first),
        (months_first, point),
    ] {
        let both = shop(&[
            ("jan.csv", HEADER, month(1, one)),
            ("feb.csv", HEADER, month(2, other)),
        ]);
        assert_eq!(facts(&both, USUAL), ["420", "40", "7"]);
        assert!(
            model(&both).contains("date is written differently in the files"),
            "{}",
            model(&both)
        );
        assert!(
            title(&both).contains("2024-01-01") || title(&both).contains("Jan"),
            "{}",
            title(&both)
        );
        assert!(both.report().unwrap().questions.is_empty());
    }
    // The decimals too, and the columns in another order.
    let both = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        (
            "feb.csv",
            "date;amount;customer id;order id\n",
            month(2, german),
        ),
    ]);
    assert_eq!(facts(&both, USUAL), ["420", "40", "7"]);
}

#[test]
fn a_month_that_tells_no_order_of_its_dates_is_asked_about_beside_two_that_differ() {
    let mut three = shop(&[
        ("jan.csv", HEADER, month(1, days_first)),
        ("feb.csv", HEADER, month(2, months_first)),
        ("mar.csv", HEADER, month(3, unsure)),
    ]);
    assert_eq!(facts(&three, USUAL)[0], "630");
    assert!(asked(&three, "dates.mar.csv/date").is_some());
    set(&mut three, "dates.mar.csv/date", "mdy");
    assert_eq!(asked(&three, "dates.mar.csv/date"), None);
    // By the month first, its days are the third of several months.
    assert!(
        title(&three).contains("2024-12-03") || title(&three).contains("Dec"),
        "{}",
        title(&three)
    );
}

#[test]
fn a_column_more_or_other_headers_do_not_lose_a_month() {
    let wider = month(2, iso).replace(",10.50\n", ",10.50,web\n");
    let both = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        (
            "feb.csv",
            "order id,customer id,date,amount,channel\n",
            wider,
        ),
    ]);
    assert_eq!(facts(&both, USUAL), ["420", "40", "7"]);
    assert!(
        model(&both).contains("channel is not in jan.csv"),
        "{}",
        model(&both)
    );
    let renamed = "Order No,Client,Day,Total\n";
    let mut both = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        ("feb.csv", renamed, month(2, iso)),
    ]);
    assert_eq!(facts(&both, USUAL), ["420", "40", "7"]);
    assert!(
        model(&both).contains("Total is amount in jan.csv"),
        "{}",
        model(&both)
    );
    // It can be undone, and then the question stays open.
    set(&mut both, "remedy.further_rows", "apart");
    assert_eq!(facts(&both, USUAL)[0], "210");
    let told = finding(both.report().unwrap(), "further_rows").unwrap();
    assert!(
        told.contains("with 20 rows, whose") && told.contains("adds up to 210"),
        "{told}"
    );
    set(&mut both, "remedy.further_rows", "");
    assert_eq!(facts(&both, USUAL)[0], "420");
}

#[test]
fn the_same_month_under_other_headers_is_asked_about_and_not_added() {
    let renamed = "Invoice No,Client,Day,Total\n";
    let invoices = month(1, |month, i| format!("R{}", iso(month, i)));
    let mut both = shop(&[
        ("orders.csv", HEADER, month(1, iso)),
        ("invoices.csv", renamed, invoices),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "210");
    let label = asked(&both, "remedy.further_rows").unwrap();
    assert!(
        label.contains("adds up to 210") && label.contains("100 %"),
        "{label}"
    );
    set(&mut both, "remedy.further_rows", "together");
    assert_eq!(facts(&both, USUAL)[0], "420");
    // Sales without numbers of orders, of the same days.
    let lines = |more: &str| {
        (1..=20)
            .map(|i| format!("c{},2024-01-{i:02},5{more}\n", i % 7))
            .collect()
    };
    let both = shop(&[
        ("a.csv", "customer,date,amount\n", lines("")),
        ("b.csv", "customer,date,amount,channel\n", lines(",web")),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "100");
    assert!(asked(&both, "remedy.further_rows").is_some());
}

#[test]
fn what_came_back_is_not_added_to_the_sales() {
    let back = month(5, iso).replace(",2024-05", ",2024-02");
    let both = shop(&[
        ("sales.csv", HEADER, month(1, iso)),
        ("returns.csv", HEADER, back),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "210");
    let said = warned(&both);
    assert!(
        said.contains("adds up to 210, which is in no total"),
        "{said}"
    );
}

const SOLD: &str =
    "date,sku,client,qty\n2024-01-10,a,x,2\n2024-01-20,b,y,1\n2024-02-10,a,y,3\n2024-03-10,b,x,1\n";

#[test]
fn the_prices_of_a_list_are_no_revenue() {
    for (prices, why) in [
        (
            "sku,price\na,5\nb,7\nb,9\n",
            "sku b stands on several of its rows",
        ),
        ("sku,price\na,5\nc,7\n", "do not each find one row"),
    ] {
        let both = session(&[("sales.csv", SOLD), ("prices.csv", prices)]);
        let report = both.report().unwrap();
        assert_eq!(
            report.accounting.sentence.said.split(':').next(),
            Some("sales.csv")
        );
        assert!(
            report.model.sentence.said.contains("No file tells money"),
            "{}",
            report.model.sentence.said
        );
        assert!(model(&both).contains(why), "{}", model(&both));
        assert!(
            warned(&both).contains("No price of price in prices.csv is used"),
            "{}",
            warned(&both)
        );
    }
    // A line that stands twice says nothing else.
    let both = session(&[
        ("sales.csv", SOLD),
        ("prices.csv", "sku,price\na,5\nb,7\nb,7\n"),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "39");
}

#[test]
fn a_price_holds_from_its_day_to_the_next_or_to_its_end() {
    let prices =
        "sku,valid_from,price\na,2024-01-01,5\na,2024-02-01,6\nb,2024-01-01,7\nb,2024-03-01,8\n";
    let both = session(&[("sales.csv", SOLD), ("prices.csv", prices)]);
    // 2 x 5 + 7 + 3 x 6 + 8
    assert_eq!(facts(&both, USUAL)[0], "43");
    assert!(
        model(&both).contains("the day from which it holds: all 4 rows found"),
        "{}",
        model(&both)
    );
    let ended = "sku,valid from,valid to,price\na,2024-01-01,2024-01-31,5\na,2024-02-01,2024-12-31,6\n\
        b,2024-01-01,2024-02-29,7\n";
    let both = session(&[("sales.csv", SOLD), ("prices.csv", ended)]);
    assert_eq!(facts(&both, USUAL)[0], "35");
    assert!(
        model(&both).contains("3 rows found; 1 row has none"),
        "{}",
        model(&both)
    );
}

#[test]
fn a_key_that_repeats_is_told_with_its_line_however_often_it_does() {
    let people = "customer id,city\nc0,Rome\nc0,Oslo\nc1,Rome\nc1,Bern\nc2,Rome\nc3,Rome\nc4,Rome\nc5,Rome\nc6,Rome\n";
    let both = shop(&[
        ("orders.csv", HEADER, month(1, iso)),
        ("people.csv", "", people.to_owned()),
    ]);
    let told = finding(both.report().unwrap(), "blocked_join").unwrap();
    assert!(
        told.contains("customer id c0 stands more than once in people.csv, again in line 3"),
        "{told}"
    );
    assert!(
        model(&both).contains("customer id c0 stands on several of its rows"),
        "{}",
        model(&both)
    );
}

fn cities(spell: fn(u32) -> String) -> String {
    (0..7)
        .map(|i| format!("{},{}\n", spell(i), ["Rome", "Oslo"][i as usize % 2]))
        .collect()
}

#[test]
fn keys_under_other_headers_meet_by_their_values() {
    for (own, other) in [
        ("Cust No", "customer_id"),
        ("customer id", "Client Code"),
        ("email", "E-Mail Address"),
    ] {
        let header = HEADER.replace("customer id", own);
        let people = format!("{other},city\n");
        let both = shop(&[
            ("orders.csv", &header, month(1, iso)),
            ("addresses.csv", &people, cities(|i| format!("c{i}"))),
        ]);
        assert!(
            model(&both).contains(&format!("finds addresses.csv by {own}: all 7 values")),
            "{own}: {}",
            model(&both)
        );
    }
    // Three values of seven are too few.
    let both = shop(&[
        (
            "orders.csv",
            &HEADER.replace("customer id", "Cust No"),
            month(1, iso),
        ),
        (
            "addresses.csv",
            "customer_id,city\n",
            cities(|i| format!("c{}", i * 3)),
        ),
    ]);
    assert!(model(&both).contains("takes no part"), "{}", model(&both));
}

#[test]
fn keys_that_differ_in_capitals_or_noughts_are_asked_about() {
    let padded = month(1, iso).replace(",c", ",0");
    for (rows, spell) in [
        (month(1, iso), (|i| format!("C{i}")) as fn(u32) -> String),
        (padded, |i| i.to_string()),
    ] {
        let mut both = shop(&[
            ("orders.csv", HEADER, rows),
            ("people.csv", "customer id,city\n", cities(spell)),
        ]);
        let label = asked(&both, "remedy.key_spellings").unwrap();
        assert!(
            label.contains("people.csv by customer id (7 of 7 values)"),
            "{label}"
        );
        set(&mut both, "remedy.key_spellings", "fold");
        assert!(
            model(&both).contains("all 7 values found"),
            "{}",
            model(&both)
        );
        assert_eq!(warned(&both), "");
        set(&mut both, "remedy.key_spellings", "");
        assert!(model(&both).contains("takes no part"), "{}", model(&both));
    }
}

#[test]
fn totals_that_two_files_tell_differently_are_told_with_both_sums() {
    let lines: String = (1..=20)
        .map(|i| format!("1{i:02},x,1,6\n1{i:02},y,1,6\n"))
        .collect();
    let mut both = shop(&[
        ("orders.csv", HEADER, month(1, iso)),
        ("items.csv", "order id,sku,qty,price\n", lines),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "240");
    let label = asked(&both, "remedy.totals_apart").unwrap();
    assert!(
        label.contains("20 of 20 orders") && label.contains("240 against 210"),
        "{label}"
    );
    set(&mut both, "remedy.totals_apart", "totals");
    assert_eq!(facts(&both, USUAL)[0], "210");
}
