//! Customers that are written in two ways, and what stands once for the rows below it.

use clientele::export::{Rows, text};
use clientele::session::Session;

use super::{USUAL, asked, facts, finding, one};
use crate::support::set;

#[test]
fn numbers_of_customers_that_lost_their_zeros_are_proposed_for_merging() {
    let csv = "order id,date,customer id,amount\n\
        1,2024-01-01,001,5\n2,2024-01-02,1,7\n3,2024-01-03,001,1\n4,2024-01-04,2,2\n5,2024-01-05,010,4\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["19", "5", "4"]);
    let told = finding(shop.report().unwrap(), "padded_ids").unwrap();
    assert!(told.contains("1 row and 7 of revenue"), "{told}");
    assert!(asked(&shop, "remedy.padded_ids").is_some());
    set(&mut shop, "remedy.padded_ids", "merge");
    assert_eq!(facts(&shop, USUAL), ["19", "5", "3"]);
    set(&mut shop, "remedy.padded_ids", "");
    assert_eq!(facts(&shop, USUAL), ["19", "5", "4"]);
    // The same behind a word; another number is another customer.
    let mut shop = one(&csv.replace(",001,", ",C001,").replace(",1,7", ",C1,7"));
    set(&mut shop, "remedy.padded_ids", "merge");
    assert_eq!(facts(&shop, USUAL), ["19", "5", "3"]);
    for all in [csv.replace(",1,7", ",003,7"), csv.replace("001", "11")] {
        assert_eq!(finding(one(&all).report().unwrap(), "padded_ids"), None);
    }
}

const BELOW: &str = "customer,city,date,product,amount\n\
    Ann,Rome,2024-01-01,lamp,5\n,,2024-01-02,vase,7\n,,2024-01-09,vase,7\nBob,Oslo,2024-01-03,lamp,1\n,,2024-01-04,vase,2\n";

#[test]
fn a_customer_on_the_first_row_of_a_group_is_filled_down_when_asked() {
    let mut shop = one(BELOW);
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["22", "2"]
    );
    let told = finding(shop.report().unwrap(), "blank_below").unwrap();
    assert!(told.contains("3 rows below are blank, worth 16"), "{told}");
    assert!(told.contains("customer"), "{told}");
    assert_eq!(finding(shop.report().unwrap(), "missing_customers"), None);
    assert!(asked(&shop, "remedy.blank_below").is_some());
    set(&mut shop, "remedy.blank_below", "fill_down");
    // 5 + 7 + 7 are Ann's, 1 + 2 are Bob's; each day of each is an order.
    assert_eq!(facts(&shop, USUAL), ["22", "5", "2"]);
    let report = shop.report().unwrap();
    let told = finding(report, "blank_below").unwrap();
    assert!(told.contains("as you chose"), "{told}");
    assert_eq!(finding(report, "missing_customers"), None);
    assert_eq!(asked(&shop, "remedy.blank_below"), None);
    let clean = shop.rows_part(Rows::Clean, 0).unwrap();
    let clean = String::from_utf8(clean).unwrap();
    assert!(clean.contains("\"3\",\"Ann\","), "{clean}");
    set(&mut shop, "remedy.blank_below", "leave");
    assert!(finding(shop.report().unwrap(), "blank_below").is_some());
}

#[test]
fn a_day_above_customers_above_their_rows_is_filled_down_when_asked() {
    let csv = "date,customer,product,amount\n\
        2024-01-01,Ann,lamp,5\n,,vase,7\n,Bob,lamp,1\n,,vase,3\n2024-01-02,Bob,lamp,4\n,Ann,vase,2\n,,vase,2\n";
    let mut shop = one(csv);
    // Rows without a day are set aside, as ever.
    assert_eq!(shop.report().unwrap().accounting.set_aside, 5);
    set(&mut shop, "remedy.blank_below", "fill_down");
    assert_eq!(shop.report().unwrap().accounting.set_aside, 0);
    // Ann and Bob on two days each.
    set(&mut shop, "order_rule", "customer_day");
    assert_eq!(facts(&shop, USUAL), ["24", "4", "2"]);
}

#[test]
fn gaps_among_customers_are_no_groups() {
    // Ann comes back: what stands above her blank row is chance.
    let csv = "order id,date,customer,amount\n\
        1,2024-01-01,Ann,5\n2,2024-01-02,,7\n3,2024-01-03,Bob,1\n4,2024-01-04,,2\n5,2024-01-05,Ann,2\n";
    let shop = one(csv);
    assert_eq!(finding(shop.report().unwrap(), "blank_below"), None);
    assert!(finding(shop.report().unwrap(), "missing_customers").is_some());
    // The first row has none.
    let shop = one(&BELOW.replace("\nAnn,", "\n,"));
    assert_eq!(finding(shop.report().unwrap(), "blank_below"), None);
}

#[test]
fn what_a_question_repeats_is_printed_once() {
    let csv = "order id,date,customer,amount\n\
        1,2024-01-01,Ann Lee,5\n2,2024-01-02,ann lee,7\n3,2024-01-03,Bob Ray,1\n";
    let shop = one(csv);
    let printed = text::print(shop.report().unwrap());
    let words =
        "differ in case, accents, spaces, punctuation or the order of first and last name alone";
    assert_eq!(printed.matches(words).count(), 1, "{printed}");
    assert!(
        printed.contains("--set remedy.customer_spellings="),
        "{printed}"
    );
    assert!(
        printed.contains("    customer: "),
        "the examples stay: {printed}"
    );
}

#[test]
fn merged_spellings_are_those_of_the_cleaned_rows_too() {
    let csv = "order id,date,customer,city,amount\n1,2024-01-01,a,New York,5\n2,2024-01-02,b,new-york,7\n\
        3,2024-01-03,c,New York,1\n4,2024-01-04,d,,2\n";
    let mut shop = one(csv);
    let cities = |shop: &Session| {
        let clean = String::from_utf8(shop.rows_part(Rows::Clean, 0).unwrap()).unwrap();
        let rows = clean.lines().skip(1);
        rows.map(|row| row.split(',').nth(5).unwrap().trim_matches('"').to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(cities(&shop), ["New York", "new-york", "New York", ""]);
    set(&mut shop, "remedy.spellings", "merge");
    assert_eq!(cities(&shop), ["New York", "New York", "New York", ""]);
}
