//! Several exports of one shop that are not written alike: other dates and decimals, other headers, a column more,
//! the same month again.

use super::{USUAL, asked, facts, finding, session};
use crate::support::set;
use clientele::session::Session;

pub(super) const HEADER: &str = "order id,customer id,date,amount\n";

/// Twenty orders of one month, of 10 and a half each, of seven customers.
pub(super) fn month(month: u32, row: fn(u32, u32) -> String) -> String {
    (1..=20).map(|i| row(month, i)).collect()
}

pub(super) fn iso(month: u32, i: u32) -> String {
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

pub(super) fn shop(files: &[(&str, &str, String)]) -> Session {
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

pub(super) fn model(shop: &Session) -> String {
    let model = &shop.report().unwrap().model;
    let told = model.joins.iter().chain(&model.unused);
    told.map(|text| text.said.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn warned(shop: &Session) -> String {
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
fn orders_of_both_files_whose_days_do_not_agree_are_not_counted_twice() {
    // Of one file the days are read as months: the same orders, of other days.
    let swapped = |_: u32, i: u32| format!("1{i:02},c{},2024-{i:02}-01,10.50\n", i % 7);
    let orders: String = (1..=12).map(|i| swapped(1, i)).collect();
    let both = shop(&[
        ("a.csv", HEADER, month(1, days_first)),
        ("b.csv", HEADER, orders),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "126");
    let said = warned(&both);
    assert!(
        said.contains("8 orders that no row of b.csv names: amount of them adds up to 84"),
        "{said}"
    );
    // Months without a day that is known are told from each other by their orders.
    let two = |month: u32, i: u32| {
        format!(
            "{month}{i:02},c{},2024-{month:02}-{i:02},2024-{month:02}-{i:02},3\n",
            i % 7
        )
    };
    let rows = |month: u32| (1..=20).map(|i| two(month, i)).collect::<String>();
    let header = "order id,customer,placed,shipped,net\n";
    let mut both = shop(&[("jan.csv", header, rows(1)), ("may.csv", header, rows(5))]);
    assert_eq!(facts(&both, USUAL)[0], "120");
    set(&mut both, "column.day", "jan.csv + may.csv/placed");
    assert_eq!(asked(&both, "column.day"), None);
    assert!(
        title(&both).contains("2024-05-20") || title(&both).contains("May"),
        "{}",
        title(&both)
    );
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
    // In another language, where the buyer reads like a name.
    let words = "Bestelldatum;Gesamtbetrag;Kunde;Bestellnummer\n";
    let three = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        ("mar.csv", words, month(3, german)),
    ]);
    assert_eq!(facts(&three, USUAL), ["420", "40", "7"]);
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
fn names_that_are_digits_in_one_month_alone_do_not_lose_it() {
    let named = month(2, iso).replace("\n2", "\nB-2").replace(",c", ",C-");
    let zips = |rows: String, zip: &str| rows.replace(",10.50\n", &format!(",10.50,{zip}\n"));
    let header = "order id,customer id,date,amount,zip\n";
    let numbered = month(1, iso).replace(",c", ",");
    let both = shop(&[
        ("jan.csv", header, zips(numbered, "12345")),
        ("feb.csv", header, zips(named, "01234")),
    ]);
    assert_eq!(facts(&both, USUAL), ["420", "40", "14"]);
    // Amounts that cannot be read as the other month's are left out, and told.
    let letters = month(2, iso).replace("10.50", "1.5k");
    let both = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        ("feb.csv", HEADER, letters),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "210");
    assert!(
        warned(&both).contains("feb.csv has 20 rows of orders, which are in no total"),
        "{}",
        warned(&both)
    );
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
    // A currency that one of them does not tell.
    let euro = month(2, iso).replace(",10.50\n", ",10.50,EUR\n");
    let more = "order id,customer id,date,amount,currency\n";
    let currency = shop(&[("jan.csv", HEADER, month(1, iso)), ("feb.csv", more, euro)]);
    assert_eq!(facts(&currency, USUAL)[0], "210");
    assert!(asked(&currency, "remedy.further_rows").is_some());
    // Targets and what advertising cost are no sales.
    let targets = "month,target amount\n2024-01-01,500\n2024-02-01,600\n".to_owned();
    let plan = shop(&[
        ("jan.csv", HEADER, month(1, iso)),
        ("plan.csv", "", targets),
    ]);
    assert_eq!(asked(&plan, "remedy.further_rows"), None);
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

#[test]
fn orders_are_not_looked_up_by_their_currency() {
    // Each of the two orders of the other shop has a currency of its own, as a key would have.
    let session = session(&[
        (
            "shop.csv",
            "order_id,customer_id,order_date,amount,currency\n1,ana,2024-01-01,10.00,USD\n2,ben,2024-01-02,8.00,USD\n3,ana,2024-01-03,7.00,USD\n",
        ),
        (
            "other.csv",
            "Order Number,Email,Created at,Total,currency\n#9,x@y.org,2023-05-01,100.00,USD\n#10,z@y.org,2023-05-02,66.00,EUR\n",
        ),
    ]);
    let joins = &session.report().unwrap().model.links;
    assert!(joins.is_empty(), "{joins:?}");
}

/// Two shops with orders of the same numbers, of other buyers on other days, and their lines in a second file.
fn two_shops(number: &str) -> [String; 2] {
    let mut orders = format!("shop,{number},order_date,customer\n");
    let mut lines = format!("shop,{number},line_no,sku,line_total\n");
    for i in 0..8 {
        for (shop, who) in [("AMS", i), ("BER", 7 - i)] {
            let month = 1 + i % 3 + who % 2;
            orders += &format!("{shop},{},2024-0{month}-0{},c{who}\n", 100 + i, 1 + who);
            lines += &format!("{shop},{},1,A,10\n{shop},{0},2,B,{i}\n", 100 + i);
        }
    }
    [orders, lines]
}

#[test]
fn orders_of_two_shops_are_named_by_shop_and_number() {
    for number in ["order_no", "Order ID"] {
        let [orders, lines] = two_shops(number);
        let mut shop = session(&[("orders.csv", &orders), ("order_lines.csv", &lines)]);
        // 16 orders of 10 and i, for i of 0 to 7 in each shop, and 8 buyers.
        assert_eq!(facts(&shop, USUAL), ["216", "16", "8"], "{number}");
        let joins = shop.report().unwrap().model.joins.clone();
        let told = format!("finds orders.csv by shop + {number}: all 16 values found");
        assert!(
            joins.iter().any(|text| text.said.contains(&told)),
            "{joins:?}"
        );
        // Whoever says that the number is the order is believed: then it names several, and nothing is joined.
        set(
            &mut shop,
            &format!("role.order_lines.csv/{number}"),
            "order",
        );
        assert_ne!(facts(&shop, USUAL)[2], "8");
        set(&mut shop, &format!("role.order_lines.csv/{number}"), "");
        assert_eq!(facts(&shop, USUAL), ["216", "16", "8"], "{number}");
    }
}

#[test]
fn a_column_that_is_the_sum_of_two_others_stays() {
    let shop = session(&[(
        "orders.csv",
        "order id,date,customer,amount,tax,amount + tax\n1,2024-01-01,a,10,2,12\n",
    )]);
    let columns = &shop.report().unwrap().sources[0].columns;
    assert!(columns.iter().any(|column| column.name == "amount + tax"));
}

#[test]
fn customers_of_two_shops_are_named_by_shop_and_number() {
    let mut customers = String::from("store,customer_id,customer_name\n");
    let mut orders = String::from("order_id,store,customer_id,date,amount\n");
    for i in 0..12 {
        let (store, number) = (["N", "S"][i % 2], i / 2);
        customers += &format!("{store},{number},Buyer {i}\n");
        orders += &format!("{i},{store},{number},2024-01-{:02},5\n", 1 + i);
    }
    let shop = session(&[("customers.csv", &customers), ("orders.csv", &orders)]);
    assert_eq!(facts(&shop, USUAL), ["60", "12", "12"]);
    // One customer in two stores is one.
    let same = customers.lines().enumerate();
    let same = same.map(|(at, line)| match line.rsplit_once(',') {
        Some((start, _)) if at > 0 => format!("{start},Buyer {}\n", (at - 1) / 2),
        _ => format!("{line}\n"),
    });
    let same: String = same.collect();
    let shop = session(&[("customers.csv", &same), ("orders.csv", &orders)]);
    assert_eq!(facts(&shop, USUAL), ["60", "12", "6"]);
}
