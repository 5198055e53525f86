//! Files with numbers that are no sales, and orders that tell no money.

use super::{USUAL, asked, facts, finding, one, session};
use crate::support::{plain, set};
use clientele::figure::Outcome;

fn warned(csv: &str) -> bool {
    let shop = one(csv);
    let report = shop.report().unwrap();
    let told = report
        .warnings
        .iter()
        .any(|text| text.id == "warning.no_sales");
    assert_eq!(told, report.sections.is_empty(), "{csv}");
    told
}

#[test]
fn a_price_without_anybody_who_bought_is_no_sale() {
    let cars = "Model,Price,Country,Weight,Type\nEagle,8895,USA,2560,Small\nFord,7402,USA,2345,Small\nHonda,6319,Japan,1845,Small\n";
    let quotes =
        "symbol,date,price\nMSFT,2000-01-01,39.81\nMSFT,2000-02-01,36.35\nAMZN,2000-01-01,64.56\n";
    let votes = "county,Gore,Bush,Total\nAlachua,47300,34062,81362\nBaker,2392,5610,8002\n";
    let years = "Year,Value\n1856,115.5\n1857,127.0\n1858,116.25\n";
    for csv in [cars, quotes, votes, years] {
        assert!(warned(csv), "{csv}");
    }
    let mut asking = one(cars);
    assert!(asked(&asking, "column.amount").is_some());
    // Whoever says that the prices are amounts is believed: 8,895 + 7,402 + 6,319.
    set(&mut asking, "column.amount", "orders.csv/Price");
    assert_eq!(
        plain(asking.report().unwrap(), "overview", "revenue"),
        "22616"
    );
}

#[test]
fn a_price_on_a_day_of_a_named_thing_is_a_sale() {
    for csv in [
        "date,item,price\n2024-01-01,Cup,4.50\n2024-01-02,Mug,5\n2024-01-02,Cup,4.50\n",
        "customer,price\nann,4.50\nbob,5\nann,4.50\n",
        "date,total\n2024-01-01,4.50\n2024-01-02,5\n2024-01-02,4.50\n",
        "category,Sales\nCups,4.50\nMugs,5\nPots,4.50\n",
        "product,total\nCup,4.50\nMug,5\nPot,4.50\n",
        "item,qty,price\nCup,1,4.50\nMug,1,5\nPot,1,4.50\n",
    ] {
        assert!(!warned(csv), "{csv}");
        assert_eq!(facts(&one(csv), USUAL)[0], "14", "{csv}");
    }
}

#[test]
fn what_an_event_was_worth_is_its_amount() {
    for header in [
        "transaction_value",
        "Basket value",
        "Deal Value",
        "charge",
        "fare",
        "Payment",
    ] {
        let csv =
            format!("user_id,date,{header}\n1,2024-01-01,5.5\n2,2024-01-02,7.5\n1,2024-02-03,8\n");
        assert_eq!(facts(&one(&csv), USUAL), ["21", "3", "2"], "{header}");
    }
}

#[test]
fn orders_without_money_are_told_without_it() {
    let csv = "order_id,user_id,ordered_at\n1,a,2024-01-01\n2,b,2024-01-02\n2,b,2024-01-02\n3,a,2024-02-03\n";
    let shop = one(csv);
    let report = shop.report().unwrap();
    assert_eq!(plain(report, "order_matrix", "orders"), "3");
    let overview = report
        .sections
        .iter()
        .find(|section| section.id == "overview");
    let Some(Outcome::NotEnough { reason, .. }) = overview.map(|section| &section.outcome) else {
        panic!("no revenue is told")
    };
    assert!(
        reason.said.contains("do not tell amounts of money"),
        "{}",
        reason.said
    );
    // Views of pages are no orders.
    let views = one(
        "user_id,event,timestamp\n1,home,2024-01-01 10:00\n1,cart,2024-01-01 10:05\n2,home,2024-01-02 09:00\n",
    );
    assert!(views.report().unwrap().sections.is_empty());
}

/// Four orders of 50, 20, 30 and 5, and below a heading two further rows of 20 and 5.
fn in_sections(between: &str, first: &str) -> String {
    let header = "order id,date,customer,product,amount\n";
    let sold = "1,2024-01-01,a,Lamp,50\n2,2024-01-02,b,Mug,20\n3,2024-01-03,b,Vase,30\n4,2024-01-04,a,Mug,5\n";
    let between = between.replace("HEADER", header.trim_end());
    format!("{first}{header}{sold}{between}5,2024-01-05,b,Mug,20\n6,2024-01-06,a,Mug,5\n")
}

#[test]
fn rows_below_a_heading_of_refunds_are_no_sales() {
    for between in [
        "\nRefunds\nHEADER\n",
        "\nReturns 2024,,,,\n",
        "Credit notes,,,,\nHEADER\n",
        "Cancelled orders,,,,\n",
        ",,R\u{fc}ckerstattungen,,\n",
        "Retouren\nHEADER\n",
    ] {
        let mut shop = one(&in_sections(between, "Sales 2024\n"));
        // 105 were sold, and 25 of it paid back.
        assert_eq!(facts(&shop, USUAL), ["80", "4", "2"], "{between}");
        let told = finding(shop.report().unwrap(), "refund_rows").unwrap();
        assert!(
            told.contains("2 rows say") && told.contains("25 in all"),
            "{told}"
        );
        assert!(asked(&shop, "remedy.refund_rows").is_some());
        set(&mut shop, "remedy.refund_rows", "keep");
        assert_eq!(facts(&shop, USUAL)[0], "130", "{between}");
    }
    // What is offered is set aside; what else a heading says is none of it.
    let offers = one(&in_sections("\nDraft orders\nHEADER\n", ""));
    assert_eq!(facts(&offers, USUAL), ["105", "4", "2"]);
    for between in ["\nNorth\nHEADER\n", "\nOrders net of returns,,,,\nHEADER\n"] {
        let shop = one(&in_sections(between, ""));
        assert_eq!(facts(&shop, USUAL), ["130", "6", "2"], "{between}");
    }
}

#[test]
fn a_heading_holds_until_the_next_one() {
    // 50 + 20 + 30 + 5 came back of 25: more than was sold here.
    for next in ["\nSales\nHEADER\n", "Sold,,,,\nHEADER\n"] {
        let shop = one(&in_sections(next, "Refunds\n"));
        assert_eq!(facts(&shop, USUAL)[0], "\u{2212}80", "{next}");
    }
    // One that came back whole is shown as it is, with a word.
    let alone = in_sections("", "Refunds\n");
    let named = session(&[("refunds.csv", &in_sections("", ""))]);
    for shop in [one(&alone), named] {
        assert_eq!(facts(&shop, USUAL)[0], "130");
        let warnings = &shop.report().unwrap().warnings;
        assert!(
            warnings
                .iter()
                .any(|text| text.id == "warning.no_sales_alone")
        );
    }
}

#[test]
fn a_file_of_drafts_is_not_added_to_the_orders() {
    let orders = in_sections("", "");
    let offers =
        "order id,date,customer,product,amount\n7,2024-01-07,c,Lamp,50\n8,2024-01-08,c,Mug,20\n";
    let shop = session(&[
        ("orders.csv", orders.as_str()),
        ("draft_orders.csv", offers),
    ]);
    assert_eq!(facts(&shop, USUAL), ["130", "6", "2"]);
    let more = session(&[("orders.csv", orders.as_str()), ("orders_2.csv", offers)]);
    assert_eq!(facts(&more, USUAL), ["200", "8", "3"]);
}

#[test]
fn amounts_of_orders_that_are_mostly_numbers_are_asked_about() {
    let row = |i: u32| {
        let amount = if i.is_multiple_of(10) { "x" } else { "10.00" };
        format!("{i},2024-01-{:02},c{},Lamp,{amount}\n", 1 + i % 28, i % 9)
    };
    let rows: String = (0..60).map(row).collect();
    let mut shop = one(&format!("order id,date,customer,product,amount\n{rows}"));
    assert!(asked(&shop, "numbers.orders.csv/amount").is_some());
    set(&mut shop, "numbers.orders.csv/amount", "point");
    assert_eq!(facts(&shop, USUAL), ["540", "54", "9"]);
    assert_eq!(asked(&shop, "numbers.orders.csv/amount"), None);
}
