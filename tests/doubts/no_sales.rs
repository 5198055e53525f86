//! Files with numbers that are no sales, and orders that tell no money.

use super::{USUAL, asked, facts, one};
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
