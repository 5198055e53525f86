//! Lists out of spreadsheets and ledgers: totals that name their heading or nothing, orders whose total stands
//! on each line, money that was taken off, and rows that stand on the other side of an account.

use super::{USUAL, asked, decisions, facts, finding, one, session};
use crate::support::set;

#[test]
fn a_total_without_a_word_below_all_rows_is_no_further_line() {
    let csv = "order id,date,customer,amount\n1,2024-01-01,a,5\n2,2024-01-02,b,7\n,,,12\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["12", "2", "2"]);
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(told.contains("1 row adds up"), "{told}");
    // A line that adds up nothing is a line.
    let shop = one(&csv.replace(",,,12", ",,,4"));
    assert_eq!(facts(&shop, USUAL), ["16", "2", "2"]);
}

#[test]
fn totals_of_a_pivot_table_name_the_heading_above_them() {
    let csv = "Customer,Product,Sum of Amount\n\
        Ann,Lamp,5\n,Vase,7\nAnn Total,,12\nBob,Lamp,4\nBob Total,,4\nCid,Lamp,1\n,Vase,1\n,Desk,2\nCid Total,,4\nGrand Total,,20\n";
    let mut shop = one(csv);
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["20", "3"]
    );
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(told.contains("3 rows add up"), "{told}");
    let told = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(told.contains("so do all its rows"), "{told}");
    let told = finding(shop.report().unwrap(), "blank_below").unwrap();
    assert!(
        told.contains("Customer may stand") && told.contains("3 rows below"),
        "{told}"
    );
    set(&mut shop, "remedy.blank_below", "fill_down");
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["20", "3"]
    );
    // Who is called so, and is no heading, bought.
    let csv = "customer,amount\nMid Total,5\nBob,7\nBob,5\n";
    assert_eq!(
        facts(&one(csv), ["revenue", "customers", "revenue"])[..2],
        ["17", "2"]
    );
}

#[test]
fn a_row_of_a_group_that_happens_to_be_the_sum_of_the_others_is_kept() {
    let csv = "customer,date,product,amount\n\
        Ann,2024-01-01,lamp,5\n,2024-01-02,vase,7\n,2024-01-09,desk,12\nBob,2024-01-03,lamp,1\n,2024-01-04,vase,2\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "27");
}

#[test]
fn a_purchase_without_a_buyer_or_of_a_thing_called_total_is_no_total() {
    // 20 = 5 + 5 + 10, by chance.
    let csv = "order id,date,customer,amount\n1,2024-01-01,a,5\n2,2024-01-02,,5\n3,2024-01-03,b,10\n4,2024-01-04,,20\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["40", "4", "2"]);
    assert_eq!(finding(shop.report().unwrap(), "subtotals"), None);
    let csv = "order id,date,customer,product,amount\n1,2024-01-01,a,Total Repair,5\n2,2024-01-02,b,Total Repair,5\n3,2024-01-03,,Total Effects,10\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[..2], ["20", "3"].map(str::to_owned));
}

#[test]
fn the_total_of_an_order_that_is_called_so_counts_once() {
    let csv = "Order Number,Order Date,Email,Order Total Amount,Item Name,Quantity\n\
        1,2024-01-13,a@x.org,25,Lamp,1\n1,2024-01-13,a@x.org,25,Shade,1\n2,2024-01-14,b@x.org,10,Vase,1\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["35", "2", "2"]);
    set(&mut shop, "remedy.order_totals", "each_line");
    assert_eq!(facts(&shop, USUAL), ["60", "2", "2"]);
    let shop = one(&csv.replace("Order Total Amount", "Amount"));
    assert_eq!(
        facts(&shop, USUAL),
        ["60", "2", "2"],
        "two equal lines prove nothing"
    );
}

#[test]
fn money_that_was_taken_off_is_asked_about() {
    let csv = "invoice,date,customer,item,qty,unit price,discount\n\
        1,2024-01-01,a,x,2,5,1.50\n2,2024-01-02,b,x,3,5,0\n3,2024-01-03,b,x,1,8,2\n";
    let mut shop = one(csv);
    // 2 x 5 + 3 x 5 + 8.
    assert_eq!(facts(&shop, USUAL), ["33", "3", "2"]);
    let told = finding(shop.report().unwrap(), "discounts").unwrap();
    assert!(
        told.contains("3.5 in 2 rows") || told.contains("3.50 in 2 rows"),
        "{told}"
    );
    assert!(asked(&shop, "remedy.discounts").is_some());
    set(&mut shop, "remedy.discounts", "take_off");
    assert_eq!(facts(&shop, USUAL), ["29.50", "3", "2"]);
    set(&mut shop, "remedy.discounts", "leave");
    assert_eq!(facts(&shop, USUAL), ["33", "3", "2"]);
}

#[test]
fn rows_that_a_flag_or_a_side_of_the_account_calls_paid_back_are_subtracted() {
    let csv = "order id,date,customer,amount,is_refund\n1,2024-01-01,a,50,false\n2,2024-01-02,b,20,true\n3,2024-01-03,b,30,false\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "60");
    let told = finding(shop.report().unwrap(), "refund_rows").unwrap();
    assert!(told.contains("1 row says true in is_refund"), "{told}");
    assert!(asked(&shop, "remedy.refund_rows").is_some());
    set(&mut shop, "remedy.refund_rows", "keep");
    assert_eq!(facts(&shop, USUAL)[0], "100");
    for (header, sold, back) in [
        ("Soll/Haben-Kennzeichen", "S", "H"),
        ("Dr/Cr", "Dr", "Cr"),
        ("side", "Credit", "Debit"),
    ] {
        let csv = csv
            .replace("is_refund", header)
            .replace("false", sold)
            .replace("true", back);
        let shop = one(&csv);
        assert_eq!(facts(&shop, USUAL)[0], "60", "{header}");
        assert!(asked(&shop, "remedy.refund_rows").is_some(), "{header}");
    }
    // Letters that nothing explains, cards, and orders that were returned later.
    let others = [
        "class,S,H",
        "returned,no,yes",
        "card,Credit,Debit",
        "payment indicator,Credit,Debit",
        "type,Credit,Debit",
    ];
    for header in others {
        let words: Vec<&str> = header.split(',').collect();
        let csv = csv
            .replace("is_refund", words[0])
            .replace("false", words[1])
            .replace("true", words[2]);
        assert_eq!(
            finding(one(&csv).report().unwrap(), "refund_rows"),
            None,
            "{header}"
        );
    }
}

#[test]
fn blanks_before_quotes_belong_to_the_separator() {
    let csv = "order id, date, customer, amount\n1, 2024-01-01, \"Lee, Ann\", 5\n2, 2024-01-02, \"Ray, Bob\", 7\n3, 2024-01-03, \"Lee, Ann\", 1\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["13", "3", "2"]);
    assert!(
        decisions(&shop).contains("Blanks stand between"),
        "{}",
        decisions(&shop)
    );
    // The same name with and without quotes is one customer.
    let shop = one(&csv
        .replace("Lee, ", "")
        .replace("Ray, ", "")
        .replacen("\"Ann\"", "Ann", 1));
    assert_eq!(facts(&shop, USUAL), ["13", "3", "2"]);
}

#[test]
fn numbers_whose_groups_stand_apart_by_blanks_of_any_width_are_one_style() {
    let csv = "order id;date;customer;amount\n1;2024-01-01;a;1\u{202f}234,50\n2;2024-01-02;b;2\u{a0}000,00\n3;2024-01-03;b;1 000,25\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "4234.75");
    let csv =
        "order id;date;customer;amount\n1;2024-01-01;a;1'234.50\n2;2024-01-02;b;2\u{2019}000.00\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "3234.50");
}

#[test]
fn customers_by_a_short_header_are_customers() {
    let orders = "Order No,Order Date,Cust ID,Amount\nSO-1,2024-01-01,1,10\nSO-2,2024-01-02,2,20\nSO-3,2024-01-03,1,30\n";
    let people = "customer_id,name\n1,Ann\n2,Bob\n";
    let shop = session(&[("orders.csv", orders), ("people.csv", people)]);
    assert_eq!(facts(&shop, USUAL), ["60", "3", "2"]);
}

#[test]
fn numbers_with_letters_behind_them_are_asked_about_and_never_read() {
    for (cells, like) in [
        (
            ["12.5k", "1.2M", "800"],
            "2 of 3 cells are numbers with letters",
        ),
        (
            ["100.00 CR", "50.00 DR", "25.00 CR"],
            "3 of 3 cells are numbers with letters",
        ),
    ] {
        let csv = format!(
            "order id,date,customer,amount\n1,2024-01-01,a,{}\n2,2024-01-02,b,{}\n3,2024-01-03,a,{}\n",
            cells[0], cells[1], cells[2]
        );
        let shop = one(&csv);
        assert!(
            shop.report().unwrap().sections.is_empty(),
            "nothing is added up"
        );
        let label = asked(&shop, "numbers.orders.csv/amount").unwrap();
        assert!(label.contains(like) && label.contains(cells[0]), "{label}");
    }
    // One among many is set aside, and said.
    let rows: String = (1..=150)
        .map(|i| format!("{i},2024-01-{:02},c{},2\n", i % 28 + 1, i % 7))
        .collect();
    let shop = one(&format!(
        "order id,date,customer,amount\n{rows}151,2024-01-01,c1,12.5k\n"
    ));
    assert_eq!(facts(&shop, USUAL), ["300", "150", "7"]);
    assert!(
        finding(shop.report().unwrap(), "invalid_amounts")
            .unwrap()
            .contains("1 row")
    );
}

#[test]
fn control_characters_and_lost_letters_are_told() {
    let csv = "order id,date,customer,amount\n1,2024-01-01,a\u{0}b,5\n2,2024-01-02,M\u{fffd}ller,7\n3,2024-01-03,c,1\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["13", "3", "3"]);
    let told = finding(shop.report().unwrap(), "odd_characters").unwrap();
    assert!(
        told.contains("2 cells") && told.contains("customer"),
        "{told}"
    );
}
