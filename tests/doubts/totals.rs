//! What is told once for several rows, or again in rows of its own: nothing counts twice.

use super::{USUAL, asked, decisions, facts, finding, one, session};
use crate::support::set;

/// Three orders of 25, 10 and 30; the lines below the first repeat day and buyer and not the amount.
const FILLED: &str = "\
Name,Email,Created at,Subtotal,Total,Lineitem quantity,Lineitem name,Lineitem price
#1,a@x.org,2024-01-02,25.00,30.00,1,Lamp,20.00
#1,a@x.org,2024-01-02,,,1,Shade,5.00
#2,b@x.org,2024-01-03,10.00,15.00,1,Vase,10.00
#3,a@x.org,2024-01-04,30.00,35.00,1,Vase,10.00
#3,a@x.org,2024-01-04,,,1,Lamp,20.00
";

#[test]
fn an_amount_on_the_first_line_alone_is_spread_and_nothing_is_set_aside() {
    let few = FILLED.replace("Created at", "Paid at");
    let generic = FILLED
        .replace(
            "Name,Email,Created at,Subtotal",
            "Order ID,Customer,Order Date,Subtotal",
        )
        .replace(
            "Lineitem quantity,Lineitem name,Lineitem price",
            "Quantity,Product,Unit price",
        );
    for csv in [FILLED, &few] {
        let shop = one(csv);
        assert_eq!(facts(&shop, USUAL), ["65", "3", "2"], "{csv}");
        assert_eq!(shop.report().unwrap().accounting.set_aside, 0);
    }
    let shop = one(&generic);
    assert_eq!(
        facts(&shop, ["orders", "customers", "orders"])[..2],
        ["3", "2"]
    );
    assert_eq!(shop.report().unwrap().accounting.set_aside, 0);
}

#[test]
fn an_order_total_that_stands_on_each_line_counts_once() {
    let mut csv = "order id,date,customer,product,order total\n".to_owned();
    for order in 1..=6 {
        for product in ["lamp", "vase"] {
            csv += &format!(
                "{order},2024-01-0{order},c{},{product},{order}0\n",
                order % 2
            );
        }
    }
    let mut shop = one(&csv);
    // 10 + 20 + ... + 60.
    assert_eq!(facts(&shop, USUAL), ["210", "6", "2"]);
    let told = finding(shop.report().unwrap(), "order_totals").unwrap();
    assert!(told.contains("6 orders"), "{told}");
    assert!(asked(&shop, "remedy.order_totals").is_some());
    set(&mut shop, "remedy.order_totals", "each_line");
    assert_eq!(facts(&shop, USUAL), ["420", "6", "2"]);
}

#[test]
fn lines_of_one_price_are_no_order_totals() {
    let mut csv = "order id,date,customer,product,amount\n".to_owned();
    for order in 1..=9 {
        for product in ["lamp", "vase"] {
            csv += &format!("{order},2024-01-0{order},c{},{product},9.50\n", order % 2);
        }
    }
    let shop = one(&csv);
    assert_eq!(facts(&shop, USUAL), ["171", "9", "2"]);
    assert_eq!(finding(shop.report().unwrap(), "order_totals"), None);
}

#[test]
fn subtotals_are_no_purchases() {
    let rows = "1,2024-01-01,a,5\n2,2024-01-02,a,7\n,,Total a,12\n3,2024-01-03,b,1\n4,2024-01-04,b,2\n,,Total b,3\n";
    let csv = format!("order id,date,customer,total\n{rows}");
    let mut shop = one(&csv);
    assert_eq!(facts(&shop, USUAL), ["15", "4", "2"]);
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(
        told.contains("2 rows") && told.contains("worth 15"),
        "{told}"
    );
    assert!(asked(&shop, "remedy.subtotals").is_some());
    // Without a word: no day, and the sum of the rows above.
    let bare = csv.replace("Total a", "a").replace("Total b", "b");
    assert_eq!(facts(&one(&bare), USUAL), ["15", "4", "2"]);
    set(&mut shop, "remedy.subtotals", "keep");
    assert!(
        facts(&shop, USUAL)[0] != "30",
        "they have no day and stay aside"
    );
}

#[test]
fn a_row_that_merely_lacks_its_customer_is_no_subtotal() {
    let csv = "order id,date,customer,total\n1,2024-01-01,a,5\n2,2024-01-02,,5\n3,2024-01-03,b,9\n4,2024-01-04,,9\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["28", "4", "2"]);
    assert_eq!(finding(shop.report().unwrap(), "subtotals"), None);
}

#[test]
fn a_row_that_adds_up_the_other_rows_of_its_order_counts_once() {
    let row = |i: u32| {
        format!(
            "Order,{i},2024-01-0{i},c{},,30\nItem,{i},2024-01-0{i},c{},lamp,20\nItem,{i},2024-01-0{i},c{},vase,10\n",
            i % 2,
            i % 2,
            i % 2
        )
    };
    let rows: String = (1..=6).map(row).collect();
    let mut shop = one(&format!(
        "type,order id,date,customer,product,amount\n{rows}"
    ));
    assert_eq!(facts(&shop, USUAL), ["180", "6", "2"]);
    set(&mut shop, "remedy.order_totals", "each_line");
    assert_eq!(facts(&shop, USUAL), ["360", "6", "2"]);
}

#[test]
fn rows_that_are_called_refunds_are_subtracted() {
    let csv = "order id,date,customer,total,type\n1,2024-01-01,a,50,sale\n2,2024-01-02,b,30,Sale\n3,2024-01-03,a,20,Refund\n";
    let mut shop = one(csv);
    assert_eq!(
        facts(&shop, ["revenue", "orders", "orders"])[..2],
        ["60", "2"]
    );
    assert!(
        finding(shop.report().unwrap(), "refund_rows")
            .unwrap()
            .contains("1 row says Refund in type")
    );
    set(&mut shop, "remedy.refund_rows", "keep");
    assert_eq!(facts(&shop, USUAL), ["100", "3", "2"]);
    // Below zero they are subtracted already.
    let shop = one(&csv.replace("a,20", "a,-20"));
    assert_eq!(finding(shop.report().unwrap(), "refund_rows"), None);
    assert_eq!(facts(&shop, ["revenue", "revenue", "revenue"])[0], "60");
}

#[test]
fn an_order_that_was_exported_again_with_another_status_counts_once() {
    let rows = |ids: std::ops::RangeInclusive<u32>, status: &str| -> String {
        ids.map(|i| format!("{i},2024-01-{i:02},c{},10,{status}\n", i % 3))
            .collect()
    };
    let head = "order id,date,customer,total,status\n";
    let (old, new) = (
        format!("{head}{}", rows(1..=9, "pending")),
        format!("{head}{}", rows(5..=14, "completed")),
    );
    let mut both = session(&[("new.csv", &new), ("old.csv", &old)]);
    assert_eq!(facts(&both, USUAL), ["140", "14", "3"]);
    let told = finding(both.report().unwrap(), "exported_twice").unwrap();
    assert!(told.contains("5 orders"), "{told}");
    set(&mut both, "remedy.exported_twice", "keep");
    assert_eq!(facts(&both, USUAL), ["190", "14", "3"]);
}

#[test]
fn averages_and_counts_beside_a_total_are_no_purchases_and_no_total() {
    let rows = "1,2024-01-01,a,5\n2,2024-01-02,b,7\n3,2024-01-03,a,3\n";
    let end = ",,Total,15\n,,Average,5\n,,Min,3\n,,Max,7\n,,Count,3\n";
    let shop = one(&format!("order id,date,customer,amount\n{rows}{end}"));
    assert_eq!(facts(&shop, USUAL), ["15", "3", "2"]);
    let report = shop.report().unwrap();
    assert_eq!(
        (report.accounting.used, report.accounting.set_aside),
        (3, 0)
    );
    let told = finding(report, "total_row").unwrap();
    assert!(told.contains("15") && !told.contains("differ"), "{told}");
    let told = decisions(&shop);
    assert!(
        told.contains("4 lines at the end") && told.contains("Average"),
        "{told}"
    );
    assert!(told.contains("1 line at the end, from line 5"), "{told}");
    // The same among the rows, and below them.
    let shop = one(&format!(
        "order id,date,customer,amount\n{rows}{end}4,2024-01-04,b,2\n"
    ));
    assert_eq!(facts(&shop, USUAL), ["17", "4", "2"]);
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(told.contains("5 rows hold totals, averages"), "{told}");
    // Who is called Max, and bought last, bought.
    let shop = one("customer,amount\nAnn,5\nBob,7\nMax,9\n");
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["21", "3"]
    );
}

#[test]
fn totals_of_months_in_the_column_of_days_are_no_further_lines() {
    // 5 + 7, 4 + 9 and 3 + 1; each total stands without a number and a buyer.
    let csv = "order id,date,customer,amount\n\
        1,2024-01-01,a,5\n2,2024-01-02,b,7\n,Total 2024-01,,12\n\
        3,2024-02-03,a,4\n4,2024-02-04,b,9\n,Total 2024-02,,13\n5,2024-03-05,a,3\n6,2024-03-06,a,1\n,Total 2024-03,,4\nGrand Total,,,29\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["29", "6", "2"]);
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(told.contains("3 rows add up"), "{told}");
    // A further line of an order is none, whatever its product is called.
    let csv = "order id,date,customer,product,amount\n\
        1,2024-01-01,a,Soap,5\n,,,Total Care,7\n2,2024-01-02,b,Soap,5\n,,,Total Care,7\n,,,Brush,2\n";
    assert_eq!(facts(&one(csv), USUAL), ["26", "2", "2"]);
}

/// A report of three customers with two invoices each, 10 + 20, 30 + 40 and 50 + 60.
fn grouped(title: &str, first: &str) -> String {
    let group = |at: u32| {
        let row = |n: u32| {
            format!(
                ",0{}/1{at}/2024,Invoice,{at}{n},{}0\n",
                n + 1,
                2 * at + n + 1
            )
        };
        let sum = 10 * (4 * at + 3);
        let rows = row(0) + &row(1);
        format!("Buyer {at},,,,\n{rows}Total for Buyer {at},,,,{sum}\n")
    };
    let groups: String = (0..3).map(group).collect();
    format!(
        "Acme Ltd\n{title}\n\n{first},Transaction date,Transaction type,Num,Amount\n{groups}TOTAL,,,,210\n"
    )
}

#[test]
fn heads_of_groups_without_a_header_are_what_the_title_calls_them() {
    let shop = one(&grouped("Sales by Customer Detail", ""));
    assert_eq!(facts(&shop, USUAL), ["210", "6", "3"]);
    // Without a word for them they are a column that may be given a role.
    let mut silent = one(&grouped("Sales Detail", ""));
    assert_eq!(
        facts(&silent, ["revenue", "orders", "orders"]),
        ["210", "6", "6"]
    );
    set(&mut silent, "role.orders.csv/Section heading", "customer");
    assert_eq!(facts(&silent, USUAL), ["210", "6", "3"]);
}
