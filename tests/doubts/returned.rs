//! Columns that tell what came back, rows that are no sales of goods, and accounts: what they say is understood
//! or asked about, and never passed over.

use super::{USUAL, asked, facts, finding, one};
use crate::support::set;

/// Orders of 50, 20, 30 and 5 with another column behind them.
fn with(header: &str, cells: [&str; 4]) -> String {
    let row = |(at, who, amount): (usize, &str, u32)| {
        format!(
            "{},2024-01-0{},{who},{amount},{}\n",
            at + 1,
            at + 1,
            cells[at]
        )
    };
    let rows = [(0, "a", 50), (1, "b", 20), (2, "b", 30), (3, "a", 5)].map(row);
    format!("order id,date,customer,amount,{header}\n{}", rows.concat())
}

#[test]
fn a_column_of_yes_and_no_tells_what_came_back() {
    for (header, no, yes) in [
        ("returned", "no", "yes"),
        ("is_returned", "0", "1"),
        ("Cancelled", "FALSE", "TRUE"),
        ("Retoure", "nein", "ja"),
        ("reso", "no", "s\u{ec}"),
        ("devuelto", "", "x"),
    ] {
        let mut shop = one(&with(header, [no, yes, no, no]));
        // 105 are booked, and the order of 20 came back.
        assert_eq!(facts(&shop, USUAL), ["85", "3", "2"], "{header}");
        let told = finding(shop.report().unwrap(), "came_back").unwrap();
        assert!(
            told.contains("in 1 row") && told.contains("worth 20"),
            "{told}"
        );
        set(&mut shop, "revenue", "booked");
        assert_eq!(facts(&shop, USUAL), ["105", "4", "2"], "{header}");
        set(&mut shop, "revenue", "");
        set(&mut shop, "remedy.came_back", "leave");
        assert_eq!(facts(&shop, USUAL), ["105", "4", "2"], "{header}");
    }
    // Who returns, and on which terms, is something else; and what the status says already is not said again.
    for header in ["Return customer", "Return policy"] {
        let shop = one(&with(header, ["no", "yes", "no", "no"]));
        assert_eq!(facts(&shop, USUAL)[0], "105", "{header}");
        assert_eq!(finding(shop.report().unwrap(), "came_back"), None);
    }
    let both = with(
        "returned,status",
        ["no,Paid", "yes,Returned", "no,Paid", "no,Paid"],
    );
    let shop = one(&both);
    assert_eq!(facts(&shop, USUAL)[0], "85");
    assert_eq!(finding(shop.report().unwrap(), "came_back"), None);
}

#[test]
fn pieces_that_came_back_take_their_part_of_the_amount() {
    let csv = "order id,date,customer,product,quantity,line total,returned quantity\n\
        1,2024-01-01,a,x,5,50,0\n2,2024-01-02,b,x,4,40,2\n3,2024-01-03,b,y,3,60,3\n4,2024-01-04,a,y,1,20,0\n";
    let mut shop = one(csv);
    // 170 are booked; 2 of 4 pieces are 20 of 40, and 3 of 3 are 60.
    assert_eq!(facts(&shop, USUAL), ["90", "3", "2"]);
    assert_eq!(asked(&shop, "remedy.came_back"), None);
    set(&mut shop, "remedy.came_back", "whole");
    assert_eq!(facts(&shop, USUAL)[0], "70");
    // Quantity times price is worth the same.
    let priced = csv
        .replace("line total", "unit price")
        .replace(",5,50,", ",5,10,");
    let priced = priced
        .replace(",4,40,", ",4,10,")
        .replace(",3,60,", ",3,20,");
    assert_eq!(facts(&one(&priced), USUAL), ["90", "3", "2"]);
    // One of four pieces, or yes? Asked.
    let open = csv
        .replace("returned quantity", "returned")
        .replace(",4,40,2", ",4,40,1");
    let open = open.replace(",3,60,3", ",3,60,1");
    assert!(asked(&one(&open), "remedy.came_back").is_some());
}

#[test]
fn the_worth_that_is_told_is_the_worth_that_is_taken_off() {
    let csv = "order id,date,customer,product,quantity,line total,returned quantity\n\
        1,2024-01-01,a,x,3,1.00,2\n2,2024-01-02,b,x,3,1.00,2\n3,2024-01-03,b,y,3,60.00,0\n";
    let shop = one(csv);
    // 62 are booked. 2 of 3 pieces of 1.00 are 0.67 for each of two orders: 1.34 are told, 60.66 stay.
    assert_eq!(facts(&shop, USUAL)[0], "60.66");
    let told = finding(shop.report().unwrap(), "came_back").unwrap();
    assert!(told.contains("worth 1.34"), "{told}");
}

#[test]
fn days_and_reasons_of_returns_are_asked_about() {
    let shop = one(&with("Cancelled at", ["", "2024-01-20", "", ""]));
    assert_eq!(facts(&shop, USUAL)[0], "85");
    assert!(asked(&shop, "remedy.came_back").is_some());
    let mut shop = one(&with("return reason", ["", "too small", "", ""]));
    assert_eq!(facts(&shop, USUAL)[0], "105");
    let label = asked(&shop, "remedy.came_back").unwrap();
    assert!(
        label.contains("1 row worth 20") && label.contains("Nothing is subtracted"),
        "{label}"
    );
    set(&mut shop, "remedy.came_back", "whole");
    assert_eq!(facts(&shop, USUAL)[0], "85");
    // A day until which goods may come back stands in each row, and is no day of an order.
    let csv = "order id,customer,amount,return date\n1,a,5,2024-01-20\n2,b,7,2024-01-21\n3,a,1,2024-01-25\n";
    let shop = one(csv);
    assert_eq!(
        facts(&shop, ["revenue", "orders", "orders"])[..2],
        ["13", "3"]
    );
    assert_eq!(finding(shop.report().unwrap(), "came_back"), None);
    assert!(asked(&shop, "column.day").is_some());
}

#[test]
fn balances_of_an_account_are_no_sales() {
    for (opening, closing) in [
        ("Opening balance", "Closing balance"),
        ("Balance b/f", "Balance c/f"),
        ("Anfangsbestand", "Endbestand"),
        ("Saldovortrag", "Schlusssaldo"),
        ("Solde d'ouverture", "Solde de cl\u{f4}ture"),
        ("Saldo inicial", "Saldo final"),
        (
            "\u{524d}\u{671f}\u{7e70}\u{8d8a}",
            "\u{6b21}\u{671f}\u{7e70}\u{8d8a}",
        ),
    ] {
        let csv = format!(
            "date,customer,text,amount\n2024-01-01,,{opening},5000\n2024-01-02,a,Invoice 1,50\n\
             2024-01-03,b,Invoice 2,20\n2024-01-09,a,Invoice 3,30\n2024-01-31,,{closing},5100\n"
        );
        let mut shop = one(&csv);
        assert_eq!(facts(&shop, USUAL), ["100", "3", "2"], "{opening}");
        let told = finding(shop.report().unwrap(), "balances").unwrap();
        assert!(told.contains("2 rows tell"), "{told}");
        assert!(asked(&shop, "remedy.balances").is_some());
        set(&mut shop, "remedy.balances", "keep");
        assert_eq!(facts(&shop, USUAL)[0], "10200");
    }
    let csv = "date,customer,product,amount\n2024-01-01,a,Balance bike,50\n2024-01-02,b,New Balance shoe,20\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "70");
    assert_eq!(finding(shop.report().unwrap(), "balances"), None);
}

#[test]
fn amounts_that_stand_below_zero_are_asked_about() {
    let csv = "order id,date,customer,amount\n1,2024-01-01,a,-50\n2,2024-01-02,b,-20\n3,2024-01-03,b,-30\n";
    let mut shop = one(csv);
    let label = asked(&shop, "remedy.signs").unwrap();
    assert!(
        label.contains("3 of 3") && label.contains("100 % of the revenue"),
        "{label}"
    );
    set(&mut shop, "remedy.signs", "turn");
    assert_eq!(facts(&shop, USUAL), ["100", "3", "2"]);
    // What is paid back stands on the other side: 112 sold, 30 back.
    let csv = "date,customer,amount,text\n2024-01-01,a,-50,sale\n2024-01-02,b,-20,sale\n\
        2024-01-03,b,-30,sale\n2024-01-04,b,30,return\n2024-01-05,c,-12,sale\n";
    let mut shop = one(csv);
    assert!(asked(&shop, "remedy.signs").is_some());
    set(&mut shop, "remedy.signs", "turn");
    assert_eq!(facts(&shop, USUAL)[0], "82");
    // One payment of rent is more than all that came in.
    let bank = "date,payer,amount\n2024-01-13,Ann,50\n2024-01-14,Bob,20\n2024-01-15,,-800\n";
    assert!(asked(&one(bank), "remedy.signs").is_some());
    // Returns beside more sales are returns.
    let shop = one(&csv
        .replace(",-50", ",50")
        .replace(",-30", ",30")
        .replace(",-12", ",12"));
    assert_eq!(asked(&shop, "remedy.signs"), None);
}

#[test]
fn rows_of_tax_delivery_and_tips_are_asked_about() {
    let csv = "order id,date,customer,item,amount\n1,2024-01-01,a,Lamp,50\n1,2024-01-01,a,VAT 20%,10\n\
        1,2024-01-01,a,Shipping,5\n2,2024-01-02,b,Vase,20\n2,2024-01-02,b,Tip,2\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["87", "2", "2"]);
    let label = asked(&shop, "remedy.beside_goods").unwrap();
    assert!(
        label.contains("3 rows are called VAT 20%, Shipping and Tip in item, 17 in all"),
        "{label}"
    );
    set(&mut shop, "remedy.beside_goods", "set_aside");
    assert_eq!(facts(&shop, USUAL), ["70", "2", "2"]);
    // By the kind of the line.
    let csv = "order id,date,customer,line type,item,amount\n1,2024-01-01,a,product,Lamp,50\n\
        1,2024-01-01,a,tax,19,10\n2,2024-01-02,b,product,Vase,20\n";
    assert!(asked(&one(csv), "remedy.beside_goods").is_some());
    // Who sells nothing else sells that.
    let csv = "order id,date,customer,item,amount\n1,2024-01-01,a,Gift card,50\n2,2024-01-02,b,Gift card,20\n";
    assert_eq!(finding(one(csv).report().unwrap(), "beside_goods"), None);
}
