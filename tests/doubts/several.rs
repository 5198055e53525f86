//! Several files: refunds told apart from their orders, files that do not meet, and files whose amounts are in no
//! total; and rows of one file that are no sales.

use super::{USUAL, asked, facts, finding, one, session};
use crate::support::set;
use clientele::session::Session;

const ORDERS: &str = "order id,date,customer,product,amount\n1,2024-01-01,a,x,30\n1,2024-01-01,a,y,20\n\
    2,2024-01-02,b,x,20\n3,2024-01-03,b,y,30\n";

fn with(name: &str, text: &str) -> Session {
    session(&[("orders.csv", ORDERS), (name, text)])
}

fn warned(shop: &Session) -> String {
    let said = shop.report().unwrap().warnings.iter();
    said.map(|text| text.said.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_file_of_refunds_is_taken_off_the_orders_that_it_names() {
    // An order may have several refunds: 5 + 5 of 50, and 7 of 20.
    for text in [
        "order id,refund amount\n1,5\n1,5\n2,7\n",
        "refund id,order id,date,amount\nr1,1,2024-01-05,5\nr2,1,2024-01-06,5\nr3,2,2024-01-09,7\n",
        "refund id,order id,date,amount\nr1,1,2024-01-05,-5\nr2,1,2024-01-06,-5\nr3,2,2024-01-09,-7\n",
    ] {
        let mut shop = with("refunds.csv", text);
        assert_eq!(facts(&shop, USUAL), ["83", "3", "2"], "{text}");
        let told = finding(shop.report().unwrap(), "refunds").unwrap();
        assert!(
            told.contains("refunds.csv tells what was paid back: 17"),
            "{told}"
        );
        let model = &shop.report().unwrap().model;
        assert!(
            model
                .sentence
                .said
                .starts_with("4 rows of orders.csv make 3"),
            "{}",
            model.sentence.said
        );
        assert!(
            model
                .joins
                .iter()
                .any(|text| text.said.contains("3 of 3 rows"))
        );
        assert_eq!(warned(&shop), "");
        set(&mut shop, "remedy.refunds", "leave");
        assert_eq!(facts(&shop, USUAL)[0], "100");
    }
    // Without money, what is listed came back whole.
    let shop = with("returns.csv", "Returned,Order ID\nYes,1\n");
    assert_eq!(facts(&shop, USUAL)[0], "50");
    let shop = with("returns.csv", "Order ID,Returned\n1,Yes\n2,No\n3,No\n");
    assert_eq!(facts(&shop, USUAL)[0], "50");
    let shop = with("returns.csv", "Order ID,Return value\n1,12.50\n");
    assert_eq!(facts(&shop, USUAL)[0], "87.50");
    // Which part of it came back is not known.
    let shop = with("returns.csv", "Order ID,Product\n1,x\n");
    assert_eq!(facts(&shop, USUAL)[0], "100");
    assert!(warned(&shop).contains("returns.csv"));
    // Refunds of orders that nobody knows are said, and taken off nothing.
    let shop = with("refunds.csv", "order id,refund amount\n91,5\n92,5\n");
    assert_eq!(facts(&shop, USUAL)[0], "100");
    assert!(
        warned(&shop).contains("order id stands in both, but refunds.csv holds 0 of its 3 values")
    );
    // Alone it is a file of amounts.
    let alone = session(&[(
        "refunds.csv",
        "order id,customer,date,amount\n1,a,2024-01-05,5\n2,b,2024-01-09,7\n",
    )]);
    assert_eq!(facts(&alone, USUAL), ["12", "2", "2"]);
}

#[test]
fn files_that_do_not_meet_are_told_why() {
    let orders = "order id,date,customer id,amount\n1,2024-01-01,00101,50\n2,2024-01-02,00102,20\n3,2024-01-03,00101,20\n";
    let people = |text: &str| session(&[("orders.csv", orders), ("customers.csv", text)]);
    let said = warned(&people("customer id,name\n101,Ann\n102,Bob\n"));
    assert!(
        said.contains("holds 0 of its 2 values: orders.csv has 00101, customers.csv has 101"),
        "{said}"
    );
    let said = warned(&people(
        "customer id,name\n00101,Ann\n00102,Bob\n00102,Bobby\n",
    ));
    assert!(
        said.contains("values such as 00102 stand on several of its rows"),
        "{said}"
    );
    let said = warned(&people("person,name\nx,Ann\ny,Bob\n"));
    assert!(
        said.contains("Both need a column with the same name and values"),
        "{said}"
    );
}

#[test]
fn amounts_of_a_file_that_is_only_looked_up_are_told() {
    let one = "order id,date,customer,amount\n1,2024-01-01,a,50\n2,2024-01-02,b,20\n";
    let two = "customer,order date,total\na,2024-02-01,10\nb,2024-02-02,20\n";
    let three = format!("{one}3,2024-01-03,a,5\n");
    let shop = session(&[("jan.csv", &three), ("first.csv", two)]);
    let said = warned(&shop);
    assert!(
        said.contains("first.csv tells amounts of its own: total of 2 rows adds up to 30"),
        "{said}"
    );
    // An order's total beside its lines is the same money.
    let lines = "order id,product,quantity,price\n1,x,1,30\n1,y,1,20\n2,x,1,20\n";
    let shop = session(&[("orders.csv", one), ("lines.csv", lines)]);
    assert_eq!(facts(&shop, USUAL), ["70", "2", "2"]);
    assert_eq!(warned(&shop), "");
}

#[test]
fn offers_drafts_tests_and_moved_money_are_no_sales() {
    let csv = "type,date,num,customer,amount\nInvoice,2024-01-13,1,Ann,50\nInvoice,2024-01-14,2,Bob,20\n\
        Payment,2024-01-15,3,Ann,-50\nCredit Memo,2024-01-16,4,Bob,-5\nEstimate,2024-01-17,5,Bob,500\n\
        Transfer,2024-01-18,6,,-15\nService Fee,2024-01-18,7,,-2\n";
    let mut shop = one(csv);
    // 70 were sold, and 5 paid back.
    assert_eq!(facts(&shop, USUAL)[0], "65");
    let told = finding(shop.report().unwrap(), "no_sales").unwrap();
    assert!(
        told.contains("4 rows") && told.contains("1 row of Payment"),
        "{told}"
    );
    assert!(asked(&shop, "remedy.no_sales").is_some());
    set(&mut shop, "remedy.no_sales", "keep");
    assert_eq!(facts(&shop, USUAL)[0], "498");
    let csv = "order id,date,customer,amount,status\n1,2024-01-01,a,50,paid\n2,2024-01-02,b,20,draft\n3,2024-01-03,b,30,paid\n4,2024-01-03,b,9,void\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["80", "2", "2"]);
    let csv = "order id,date,customer,amount,is_test\n1,2024-01-01,a,50,false\n2,2024-01-02,b,20,true\n3,2024-01-03,b,30,false\n";
    assert_eq!(facts(&one(csv), USUAL), ["80", "2", "2"]);
    // Of deals those that were won are sales.
    let csv = "opportunity,close date,account name,amount,stage\nx,2024-01-01,a,50,Closed Won\ny,2024-01-02,b,20,Closed Lost\nz,2024-01-03,b,30,Proposal\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "50");
    // Ways to pay, and campaigns, are no kinds of rows.
    for header in ["payment type", "Zahlungsart"] {
        let rows = [
            "transfer",
            "invoice",
            "card",
            "won",
            "Gutschrift",
            "Rechnung",
        ]
        .iter()
        .enumerate();
        let rows: String = rows
            .map(|(i, word)| format!("{i},2024-01-0{},c{},10,{word}\n", i + 1, i % 2))
            .collect();
        let shop = one(&format!("order id,date,customer,amount,{header}\n{rows}"));
        assert_eq!(facts(&shop, USUAL)[0], "60", "{header}");
        assert_eq!(
            finding(shop.report().unwrap(), "no_sales"),
            None,
            "{header}"
        );
    }
    let csv = "order id,date,customer,amount,campaign\n1,2024-01-01,a,50,won\n2,2024-01-02,b,20,lost\n3,2024-01-03,b,30,spring\n";
    assert_eq!(finding(one(csv).report().unwrap(), "no_sales"), None);
    // Words of goods are no kinds of rows.
    let csv = "order id,date,customer,amount,category\n1,2024-01-01,a,50,Test\n2,2024-01-02,b,20,Transfer\n3,2024-01-03,b,30,Print\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "100");
    assert_eq!(finding(shop.report().unwrap(), "no_sales"), None);
}

#[test]
fn a_word_for_totals_below_each_group_is_a_total_of_one_row_too() {
    let csv = "Kunde;Artikel;Umsatz\nAnn;Lampe;5,00\nAnn;Vase;7,00\nZwischensumme;;12,00\nBob;Lampe;4,50\n\
        Zwischensumme;;4,50\nGesamt;;16,50\n";
    let shop = one(csv);
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["16.50", "2"]
    );
    let told = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(told.contains("so do all its rows"), "{told}");
    // Once, it may be a name.
    let shop = one("customer,amount\nAnn,5\nTotal,5\nBob,7\n");
    assert_eq!(facts(&shop, USUAL)[0], "17");
}

#[test]
fn a_dollar_sign_is_the_dollar_that_a_rate_is_given_for() {
    let csv = "order id,date,customer,amount\n1,2024-01-01,a,$10\n2,2024-01-02,b,\u{20ac}5\n3,2024-01-03,b,\u{20ac}6\n4,2024-01-04,b,\u{20ac}1\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "12");
    assert!(asked(&shop, "rate.$").is_some());
    // 10 * 0.90 + 5 + 6 + 1.
    set(&mut shop, "rate.USD", "0.9");
    assert_eq!(facts(&shop, USUAL), ["21", "4", "2"]);
    assert_eq!(asked(&shop, "rate.$"), None);
    // Of two dollars nobody knows which one is meant.
    set(&mut shop, "rate.CAD", "0.7");
    assert!(asked(&shop, "rate.$").is_some());
    let mut shop = one(&csv.replace("b,\u{20ac}5", "b,CA$5"));
    set(&mut shop, "rate.USD", "0.9");
    assert!(asked(&shop, "rate.$").is_some());
}

#[test]
fn what_costs_most_is_noticed_first_and_what_cannot_be_told_before_it() {
    // Two rows without a date are worth 500, one invisible space 5, one amount in dollars nobody knows.
    let csv = "order id,date,customer,city,amount\n1,2024-01-01,a,Rome,\u{20ac}30\n2,2024-01-02,b,Rome,\u{20ac}40\n\
        3,2024-01-03,b,Rome ,\u{20ac}5\n4,,c,Rome,\u{20ac}200\n5,,c,Rome,\u{20ac}300\n6,2024-01-04,a,Rome,$8\n";
    let shop = one(csv);
    let cards = shop.report().unwrap().findings.iter();
    let codes: Vec<&str> = cards
        .filter(|card| card.severity != "note")
        .map(|card| card.code.as_str())
        .collect();
    assert_eq!(codes[0], "other_currencies");
    let place = |code: &str| codes.iter().position(|it| *it == code).expect(code);
    assert!(
        place("unreadable_dates") < place("hidden_characters"),
        "{codes:?}"
    );
}

#[test]
fn what_is_true_of_many_files_is_said_once() {
    let side = |at: usize| {
        (
            format!("side{at}.csv"),
            format!("foo{at},bar\n{at},x\n{},y\n", at + 50),
        )
    };
    let sides: Vec<(String, String)> = (1..=8).map(side).collect();
    let mut files = vec![("orders.csv", ORDERS)];
    files.extend(
        sides
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let shop = session(&files);
    let said = warned(&shop);
    assert!(
        said.contains("side1.csv, side2.csv, side3.csv, side4.csv, side5.csv and 3 further files do not join orders.csv"),
        "{said}"
    );
    let unused = &shop.report().unwrap().model.unused;
    assert_eq!(unused.len(), 1);
    assert!(
        unused[0]
            .said
            .contains("side7.csv and side8.csv take no part")
    );
    // Two are said one by one.
    let shop = session(&files[..3]);
    assert_eq!(shop.report().unwrap().warnings.len(), 2);
    assert_eq!(shop.report().unwrap().model.unused.len(), 2);
}

#[test]
fn without_amounts_there_is_no_revenue_to_choose() {
    let bought = "order id,date,product\n1,2024-01-01,bread\n1,2024-01-01,milk\n2,2024-01-02,bread\n2,2024-01-02,tea\n";
    let controls = |csv: &str| {
        let shop = one(csv);
        let controls = shop.report().unwrap().controls.iter();
        let ids: Vec<String> = controls.map(|control| control.id.clone()).collect();
        (
            ids.contains(&"revenue".to_owned()),
            ids.contains(&"as_of".to_owned()),
        )
    };
    assert_eq!(controls(bought), (false, true));
    assert_eq!(controls(ORDERS), (true, true));
}

#[test]
fn exports_of_two_years_whose_columns_were_renamed_are_read_as_one() {
    // Two buyers share a name: their numbers tell them apart.
    let row = |year: i32, i: i32| (format!("{year}-{i}"), i % 4 + 1, 10 + i);
    let old: String = (13..=24)
        .map(|i| {
            let (order, who, amount) = row(2022, i);
            format!("{order},{i:02}/03/2022,{who},Ann Lee,{amount}.00\n")
        })
        .collect();
    let new: String = (13..=24)
        .map(|i| {
            let (order, who, amount) = row(2023, i);
            format!("{order},2023-03-{i:02},{who},Ann Lee,{amount}.00\n")
        })
        .collect();
    let shop = session(&[
        (
            "sales_2022.csv",
            &format!("Order No,Date,Cust ID,Customer,Amount\n{old}"),
        ),
        (
            "sales_2023.csv",
            &format!("OrderNumber,Order Date,Customer Code,Customer Name,Net Amount\n{new}"),
        ),
    ]);
    // 12 x 10 + (13 + ... + 24) = 342 in each year.
    assert_eq!(facts(&shop, USUAL), ["684", "24", "4"]);
}
