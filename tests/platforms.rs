//! Exports of shops and payment platforms, written by hand and small enough to be worked by hand: what
//! was booked, what was paid back, and what the platform kept.

mod support;

use clientele::figure::Key;
use clientele::protocol::Command;
use clientele::recipe::Filter;
use clientele::report::{FindingCard, Report};
use clientele::session::Session;
use support::{ask, plain, real_files, session_of, set};

type Files = Vec<(String, Vec<u8>)>;

fn files(told: &[(&str, &str)]) -> Files {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
    told.iter().map(file).collect()
}

fn session(told: &[(&str, &str)]) -> Session {
    let mut session = session_of(&files(told));
    ask(&mut session, Command::Report);
    session
}

fn overview(session: &Session, fact: &str) -> String {
    plain(session.report().unwrap(), "overview", fact)
}

/// Revenue and orders under a definition.
fn under(session: &mut Session, definition: &str) -> (String, String) {
    set(session, "revenue", definition);
    (overview(session, "revenue"), overview(session, "orders"))
}

fn finding<'a>(report: &'a Report, code: &str) -> &'a FindingCard {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("no finding {code}"))
}

fn pair(revenue: &str, orders: &str) -> (String, String) {
    (revenue.to_owned(), orders.to_owned())
}

/// Three orders: 30 kept, 50 of which 12.50 was paid back, and 20 paid back whole with its delivery.
const SHOPIFY: &str = "\
Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Total,Refunded Amount,Lineitem quantity,Lineitem name,Lineitem price,Billing Name
#1,a@x.org,paid,2024-01-02 09:00:00 +0000,EUR,30.00,5.00,35.00,0.00,1,Lamp,20.00,Ann
#1,,,,,,,,,2,Shade,5.00,
#2,b@x.org,partially_refunded,2024-01-05 10:00:00 +0000,EUR,50.00,0.00,50.00,12.50,1,Lamp,20.00,Bob
#2,,,,,,,,,3,Vase,10.00,
#3,a@x.org,refunded,2024-02-01 11:00:00 +0000,EUR,20.00,5.00,25.00,25.00,1,Lamp,20.00,Ann
";

#[test]
fn shopify_refunds_are_subtracted_from_net_and_not_from_booked() {
    let mut shop = session(&[("orders_export.csv", SHOPIFY)]);
    assert_eq!(under(&mut shop, "booked"), pair("100", "3"));
    // 30 + (50 - 12.50); the third order came back whole.
    assert_eq!(under(&mut shop, "net_of_returns"), pair("67.50", "2"));
    assert_eq!(overview(&shop, "aov"), "33.75");
    assert_eq!(under(&mut shop, "delivered"), pair("67.50", "2"));
    let report = shop.report().unwrap();
    assert_eq!(
        (report.accounting.used, report.accounting.set_aside),
        (5, 0)
    );
    let said = &finding(report, "refunds").sentence.said;
    // 12.50 of the second and 20 of the third: its delivery was never revenue.
    assert!(
        said.contains("\u{20ac}32.50") && said.contains("32.5 %"),
        "{said}"
    );
}

#[test]
fn the_refunds_of_a_real_export_are_subtracted_to_the_cent() {
    let Some(files) = real_files("exports", &["shopify_cohort_sample.csv"]) else {
        return;
    };
    let mut shop = session_of(&files);
    ask(&mut shop, Command::Report);
    // 127 totals of 15,063.00; eight orders were paid back in half, 423.75 in all.
    assert_eq!(under(&mut shop, "booked"), pair("15063", "127"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("14639.25", "127"));
}

#[test]
fn a_refund_can_be_left_in_and_taken_off_again() {
    let mut shop = session(&[("orders_export.csv", SHOPIFY)]);
    set(&mut shop, "remedy.refunds", "leave");
    assert_eq!(under(&mut shop, "net_of_returns"), pair("80", "2"));
    set(&mut shop, "remedy.refunds", "");
    assert_eq!(under(&mut shop, "net_of_returns"), pair("67.50", "2"));
}

#[test]
fn stripe_refunds_fees_and_failed_payments() {
    let csv = "\
id,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,Fee,Status,Customer ID,Customer Email
ch_1,2024-03-01 10:00,100.00,0.00,eur,100.00,3.20,Paid,cus_A,a@x.org
ch_2,2024-03-02 10:00,50.00,20.00,eur,50.00,1.75,Paid,cus_B,b@x.org
ch_3,2024-03-03 10:00,40.00,40.00,eur,40.00,1.46,Refunded,cus_A,a@x.org
ch_4,2024-03-04 10:00,80.00,0.00,eur,80.00,0.00,Failed,cus_B,b@x.org
";
    let mut shop = session(&[("payments.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("190", "3"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("130", "2"));
    let report = shop.report().unwrap();
    assert_eq!(report.accounting.set_aside, 1, "the payment that failed");
    assert!(finding(report, "no_sales").sentence.said.contains("Failed"));
    // 190 sold - 60 paid back - 6.41 kept.
    let fees = finding(report, "fees");
    assert!(
        fees.sentence.said.contains("\u{20ac}6.41"),
        "{}",
        fees.sentence.said
    );
    assert!(
        fees.done.said.contains("\u{20ac}123.59"),
        "{}",
        fees.done.said
    );
}

#[test]
fn paypal_refunds_belong_to_the_buyer_and_transfers_are_no_sales() {
    let csv = "\
\"Date\",\"Time\",\"Time zone\",\"Name\",\"Type\",\"Status\",\"Currency\",\"Gross\",\"Fee\",\"Net\",\"From Email Address\",\"To Email Address\",\"Transaction ID\",\"Reference Txn ID\"
\"2024-03-01\",\"10:00:00\",\"CET\",\"Ann\",\"Express Checkout Payment\",\"Completed\",\"EUR\",\"100.00\",\"-3.20\",\"96.80\",\"a@x.org\",\"shop@x.org\",\"T1\",\"\"
\"2024-03-02\",\"10:00:00\",\"CET\",\"Bob\",\"Express Checkout Payment\",\"Completed\",\"EUR\",\"60.00\",\"-2.00\",\"58.00\",\"b@x.org\",\"shop@x.org\",\"T2\",\"\"
\"2024-03-05\",\"10:00:00\",\"CET\",\"Ann\",\"Payment Refund\",\"Completed\",\"EUR\",\"-25.00\",\"0.50\",\"-24.50\",\"shop@x.org\",\"a@x.org\",\"T3\",\"T1\"
\"2024-03-06\",\"10:00:00\",\"CET\",\"\",\"General Withdrawal\",\"Completed\",\"EUR\",\"-120.00\",\"0.00\",\"-120.00\",\"shop@x.org\",\"\",\"T4\",\"\"
\"2024-03-07\",\"10:00:00\",\"CET\",\"Paper mill\",\"General Payment\",\"Completed\",\"EUR\",\"-30.00\",\"0.00\",\"-30.00\",\"shop@x.org\",\"mill@x.org\",\"T5\",\"\"
\"2024-03-08\",\"10:00:00\",\"CET\",\"\",\"General Currency Conversion\",\"Completed\",\"EUR\",\"10.00\",\"0.00\",\"10.00\",\"shop@x.org\",\"\",\"T6\",\"\"
";
    let mut shop = session(&[("Download.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("160", "2"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("135", "2"));
    assert_eq!(
        overview(&shop, "customers"),
        "2",
        "the shop is no customer of its own"
    );
    let report = shop.report().unwrap();
    assert_eq!(report.accounting.set_aside, 3);
    // 160 sold - 25 paid back - 4.70 kept.
    let fees = finding(report, "fees");
    assert!(
        fees.sentence.said.contains("\u{20ac}4.70"),
        "{}",
        fees.sentence.said
    );
    assert!(
        fees.done.said.contains("\u{20ac}130.30"),
        "{}",
        fees.done.said
    );
    set(&mut shop, "remedy.no_sales", "keep");
    assert_eq!(shop.report().unwrap().accounting.set_aside, 0);
}

#[test]
fn etsy_payments_tell_fees_and_refunds() {
    let csv = "\
Payment ID,Buyer Username,Buyer Name,Order ID,Gross Amount,Fees,Net Amount,Posted Gross,Currency,Status,Order Date,Refund Amount
1,ann,Ann,501,20.00,1.20,18.80,20.00,USD,Paid,03/14/2024,5.00
2,bob,Bob,502,30.00,1.60,28.40,30.00,USD,Paid,03/15/2024,0.00
";
    let mut shop = session(&[("EtsyDirectCheckoutPayments.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("50", "2"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("45", "2"));
    let fees = finding(shop.report().unwrap(), "fees");
    assert!(fees.done.said.contains("$42.20"), "{}", fees.done.said);
}

#[test]
fn woocommerce_orders_that_failed_or_came_back_are_not_net_revenue() {
    let csv = "\
order_id,order_date,order_status,customer_id,billing_first_name,billing_last_name,billing_email,order_total,order_currency
1,2024-01-02,completed,7,Ann,A,a@x.org,10.00,EUR
2,2024-01-03,refunded,0,Bob,B,b@x.org,20.00,EUR
3,2024-01-04,failed,7,Ann,A,a@x.org,40.00,EUR
4,2024-01-05,processing,0,Bob,B,b@x.org,30.00,EUR
";
    let mut shop = session(&[("orders.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("60", "3"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("40", "2"));
    assert_eq!(under(&mut shop, "delivered"), pair("10", "1"));
}

#[test]
fn bigcommerce_refunds_are_subtracted() {
    let csv = "\
Order ID,Order Date,Order Status,Order Total,Cart Base Amount,Tax Total,Refund Amount,First Name,Last Name,Email Address
100,2024-01-02,Completed,25.00,21.00,4.00,0.00,Ann,A,a@x.org
101,2024-01-03,Partially Refunded,50.00,42.00,8.00,15.00,Bob,B,b@x.org
102,2024-01-04,Refunded,10.00,8.40,1.60,10.00,Ann,A,a@x.org
";
    let mut shop = session(&[("orders.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("85", "3"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("60", "2"));
}

#[test]
fn a_square_refund_by_its_amount_alone_is_a_credit() {
    let csv = "\
Date,Time,Gross Sales,Discounts,Net Sales,Partial Refunds,Total Collected,Fees,Transaction ID,Payment ID,Event Type,Location,Customer ID,Customer Name
11/15/2023,21:18:15,$10.00,$0.00,$10.00,$0.00,$10.00,($0.30),A1,P1,Payment,Shop,C1,Ann
11/16/2023,09:10:00,$6.00,($1.00),$5.00,$0.00,$5.00,($0.20),A2,P2,Payment,Shop,C2,Bob
11/17/2023,10:00:00,$0.00,$0.00,$0.00,($2.00),($2.00),$0.00,A1,P3,Refund,Shop,C1,Ann
";
    let mut shop = session(&[("transactions.csv", csv)]);
    assert_eq!(under(&mut shop, "booked").0, "15");
    assert_eq!(under(&mut shop, "net_of_returns"), pair("13", "2"));
    let fees = finding(shop.report().unwrap(), "fees");
    assert!(
        fees.sentence.said.contains("0.50 of 15"),
        "{}",
        fees.sentence.said
    );
}

#[test]
fn a_refund_on_each_line_of_its_order_is_counted_once() {
    let csv = "\
order_id,order_date,customer_id,product,amount,refunded_amount
1,2024-01-02,a,Lamp,20.00,6.00
1,2024-01-02,a,Vase,10.00,6.00
2,2024-01-03,b,Lamp,20.00,3.00
2,2024-01-03,b,Vase,10.00,3.00
3,2024-01-04,b,Vase,10.00,0.00
";
    let mut shop = session(&[("lines.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("70", "3"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("61", "3"));
}

#[test]
fn a_refund_that_has_a_row_of_its_own_is_not_subtracted_twice() {
    let csv = "\
order_id,order_date,customer_id,amount,refunded_amount
1,2024-01-02,a,20.00,5.00
2,2024-01-03,b,10.00,0.00
1,2024-01-09,a,-5.00,0.00
";
    let mut shop = session(&[("orders.csv", csv)]);
    assert_eq!(under(&mut shop, "net_of_returns"), pair("25", "2"));
}

#[test]
fn a_column_that_says_yes_or_no_is_no_sum_of_money() {
    let csv = "\
order_id,order_date,customer_id,amount,status,refunded
1,2024-01-02,a,20.00,delivered,0
2,2024-01-03,b,10.00,delivered,1
3,2024-01-04,b,30.00,delivered,0
";
    let mut shop = session(&[("orders.csv", csv)]);
    assert_eq!(under(&mut shop, "booked"), pair("60", "3"));
    assert_eq!(under(&mut shop, "net_of_returns"), pair("50", "2"));
}

#[test]
fn an_order_number_of_two_shops_is_an_order_of_each() {
    let header = "order_id,order_date,customer_id,amount\n";
    let north = format!("{header}1001,2024-01-02,a@x.org,10.00\n1002,2024-01-03,b@x.org,20.00\n");
    let south = format!("{header}1001,2024-01-02,c@x.org,30.00\n1002,2024-01-09,d@x.org,40.00\n");
    let mut shop = session(&[("north.csv", &north), ("south.csv", &south)]);
    assert_eq!(under(&mut shop, "booked"), pair("100", "4"));
}

#[test]
fn overlapping_exports_can_be_counted_twice_and_once_again() {
    let rows = |from: u32, to: u32| -> String {
        let row = |i| format!("{i},2024-01-{:02},c{},{}.00\n", i % 28 + 1, i % 5, i * 10);
        std::iter::once("order_id,order_date,customer_id,amount\n".to_owned())
            .chain((from..=to).map(row))
            .collect()
    };
    let mut shop = session(&[("january.csv", &rows(1, 6)), ("february.csv", &rows(5, 9))]);
    // 10 + 20 + ... + 90; the orders 5 and 6 stand in both.
    assert_eq!(under(&mut shop, "booked"), pair("450", "9"));
    let report = shop.report().unwrap();
    assert_eq!(
        (report.accounting.used, report.accounting.set_aside),
        (9, 2)
    );
    let told = finding(report, "overlap");
    assert!(
        told.sentence.said.contains("2 records stand"),
        "{}",
        told.sentence.said
    );
    let question = report.questions.iter().find(|q| q.id == "remedy.overlap");
    let said = &question.expect("2 of 11 rows are more than 5 %").label.said;
    // 110 of 560.
    assert!(said.contains("18.2 %") && said.contains("19.6 %"), "{said}");
    set(&mut shop, "remedy.overlap", "keep_all");
    assert_eq!(under(&mut shop, "booked").0, "560");
    let report = shop.report().unwrap();
    assert_eq!(
        (report.accounting.used, report.accounting.set_aside),
        (11, 0)
    );
    assert_eq!(finding(report, "overlap").n, 2, "it can still be undone");
    set(&mut shop, "remedy.overlap", "count_once");
    assert_eq!(under(&mut shop, "booked"), pair("450", "9"));
}

#[test]
fn spellings_of_a_customer_are_merged_when_asked_and_kept_apart_again() {
    let csv = "\
order_id,order_date,customer,job,amount
1,2024-01-02,Ann Lee,Blue Collar,10.00
2,2024-01-03,ann lee,Blue-Collar,20.00
3,2024-01-04,Bob Fox,Blue Collar,30.00
4,2024-01-05,Ann Lee,Student,40.00
5,2024-01-06,Bobby Fox,Student,50.00
";
    let mut shop = session(&[("orders.csv", csv)]);
    assert_eq!(overview(&shop, "customers"), "4");
    let told = finding(shop.report().unwrap(), "customer_spellings");
    assert!(
        told.sentence.said.contains("1 row and 20 of revenue"),
        "{}",
        told.sentence.said
    );
    let asked = shop.report().unwrap().questions.iter();
    let asked: Vec<&str> = asked.map(|question| question.id.as_str()).collect();
    assert!(asked.contains(&"remedy.customer_spellings"), "{asked:?}");
    set(&mut shop, "remedy.customer_spellings", "merge");
    assert_eq!(
        overview(&shop, "customers"),
        "3",
        "another name is another person"
    );
    assert_eq!(overview(&shop, "revenue"), "150");
    set(&mut shop, "remedy.customer_spellings", "");
    assert_eq!(overview(&shop, "customers"), "4");
    let jobs = |shop: &mut Session, job: &str| {
        let filter = Filter {
            key: Key::new("orders.csv.job", job),
            without: false,
        };
        ask(shop, Command::ToggleFilter { filter });
        let found = overview(shop, "revenue");
        ask(shop, Command::ClearFilters);
        found
    };
    assert_eq!(jobs(&mut shop, "Blue Collar"), "40");
    set(&mut shop, "remedy.spellings", "merge");
    assert_eq!(jobs(&mut shop, "Blue Collar"), "60");
    set(&mut shop, "remedy.spellings", "keep");
    assert_eq!(jobs(&mut shop, "Blue Collar"), "40");
}
