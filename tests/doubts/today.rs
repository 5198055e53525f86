//! Exports as platforms write them today, each with a trap: a ledger of all that moved, amounts that stand
//! twice, fields of lines, states in which nothing was sold. Worked by hand.

use super::{USUAL, facts, finding, one, session};
use crate::support::set;
use clientele::session::Session;

/// What the first file was read as.
fn read_as(shop: &Session) -> String {
    shop.report().unwrap().sources[0].sentence.said.clone()
}

fn booked(csv: &str) -> (Session, [String; 3]) {
    let mut shop = one(csv);
    set(&mut shop, "revenue", "booked");
    let found = facts(&shop, USUAL);
    (shop, found)
}

#[test]
fn a_settlement_of_amazon_sells_its_principals_and_nothing_else() {
    let row = |kind: &str, order: &str, day: &str, of: &str, what: &str, amount: &str| {
        format!("7\t\t\t\t\t\t{kind}\t{order}\tAmazon.com\t{of}\t{what}\t{amount}\t{day}\tLAMP\n")
    };
    let mut text = "settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\t\
        transaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\tposted-date\tsku\n\
        7\t2024-03-01\t2024-03-14\t2024-03-16\t29.00\tUSD\t\t\t\t\t\t\t\t\n"
        .to_owned();
    for (order, day, price) in [
        ("A-1", "2024-03-02", "20.00"),
        ("A-2", "2024-03-05", "30.00"),
    ] {
        text += &row("Order", order, day, "ItemPrice", "Principal", price);
        text += &row("Order", order, day, "ItemPrice", "Tax", "2.00");
        text += &row("Order", order, day, "ItemFees", "Commission", "-3.00");
    }
    text += &row(
        "Refund",
        "A-1",
        "2024-03-09",
        "ItemPrice",
        "Principal",
        "-20.00",
    );
    text += &row(
        "other-transaction",
        "",
        "2024-03-10",
        "other-transaction",
        "Subscription Fee",
        "-39.99",
    );
    let mut shop = session(&[("settlement.txt", text.as_str())]);
    set(&mut shop, "remedy.no_sales", "set_aside");
    set(&mut shop, "revenue", "booked");
    assert_eq!(facts(&shop, USUAL)[..2], ["50", "2"]);
    set(&mut shop, "revenue", "net_of_returns");
    assert_eq!(facts(&shop, USUAL)[0], "30");
    let told = finding(shop.report().unwrap(), "no_sales").unwrap();
    assert!(told.contains("2 rows of Commission"), "{told}");
}

#[test]
fn the_total_of_amazons_transactions_is_what_is_left_and_not_what_was_sold() {
    let csv = "date/time,settlement id,type,order id,sku,description,quantity,marketplace,product sales,selling fees,other,total\n\
        \"Jan 5, 2024 1:00:00 AM PST\",9,Order,1-1,LAMP,Lamp,1,amazon.com,20.00,-3.00,0,17.00\n\
        \"Jan 6, 2024 1:00:00 AM PST\",9,Order,1-2,VASE,Vase,2,amazon.com,30.00,-4.50,0,25.50\n\
        \"Jan 7, 2024 1:00:00 AM PST\",9,Refund,1-1,LAMP,Lamp,1,amazon.com,-20.00,3.00,0,-17.00\n\
        \"Jan 8, 2024 1:00:00 AM PST\",9,Adjustment,,LAMP,Lost in the warehouse,1,amazon.com,0,0,12.00,12.00\n\
        \"Jan 9, 2024 1:00:00 AM PST\",9,Transfer,,,To your account,,,0,0,-40.00,-40.00\n";
    let (mut shop, found) = booked(csv);
    assert_eq!(found[..2], ["50", "2"]);
    assert_eq!(shop.report().unwrap().accounting.set_aside, 2);
    set(&mut shop, "revenue", "net_of_returns");
    assert_eq!(facts(&shop, USUAL)[0], "30");
}

#[test]
fn converted_amounts_of_stripe_are_all_in_the_currency_of_the_account() {
    let csv = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Fee,Status,Customer ID,Customer Email\n\
        ch_1,2024-03-01 10:00:00,100.00,0.00,usd,true,100.00,0.00,usd,3.20,Paid,cus_A,a@x.org\n\
        ch_2,2024-03-02 10:00:00,100.00,50.00,eur,true,110.00,55.00,usd,3.49,Paid,cus_B,b@x.org\n\
        ch_3,2024-03-03 10:00:00,40.00,0.00,eur,false,44.00,0.00,usd,0.00,Failed,cus_B,b@x.org\n";
    let (mut shop, found) = booked(csv);
    assert_eq!(found, ["210", "2", "2"]);
    assert!(
        shop.report()
            .unwrap()
            .questions
            .iter()
            .all(|it| !it.id.starts_with("rate"))
    );
    set(&mut shop, "revenue", "net_of_returns");
    assert_eq!(facts(&shop, USUAL)[0], "155");
}

#[test]
fn of_what_moved_a_balance_charges_are_sales() {
    let csv = "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency\n\
        txn_1,charge,ch_1,20.00,0.88,19.12,usd,2024-01-02 10:00,2024-01-04 00:00,Order 1,20.00,usd\n\
        txn_2,charge,ch_2,30.00,1.17,28.83,usd,2024-01-03 10:00,2024-01-05 00:00,Order 2,30.00,usd\n\
        txn_3,refund,re_1,-5.00,0.00,-5.00,usd,2024-01-04 10:00,2024-01-06 00:00,Refund,-5.00,usd\n\
        txn_4,adjustment,adj_1,-15.00,0.00,-15.00,usd,2024-01-04 10:00,2024-01-06 00:00,Dispute fee,-15.00,usd\n\
        txn_5,payout,po_1,-40.00,0.00,-40.00,usd,2024-01-05 10:00,2024-01-05 00:00,Payout,-40.00,usd\n";
    let (shop, found) = booked(csv);
    assert_eq!(found[..2], ["50", "2"]);
    assert!(!read_as(&shop).contains("customer"), "{}", read_as(&shop));
    assert_eq!(shop.report().unwrap().accounting.set_aside, 2);
}

#[test]
fn what_paypal_only_notes_moved_no_money() {
    let csv = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID,Reference Txn ID,Balance Impact\n\
        01/14/2024,10:00:00,PST,Ann,Express Checkout Payment,Completed,USD,20.00,-1.00,19.00,a@x.org,s@x.org,T1,,Credit\n\
        01/15/2024,10:00:00,PST,Bob,Order,Pending,USD,70.00,0.00,70.00,b@x.org,s@x.org,T2,,Memo\n\
        01/16/2024,10:00:00,PST,Bob,Express Checkout Payment,Completed,USD,30.00,-1.00,29.00,b@x.org,s@x.org,T3,T2,Credit\n\
        01/17/2024,10:00:00,PST,Ann,Payment Refund,Completed,USD,-20.00,0.00,-20.00,s@x.org,a@x.org,T4,T1,Debit\n";
    let (mut shop, found) = booked(csv);
    assert_eq!(found, ["50", "2", "2"]);
    set(&mut shop, "revenue", "net_of_returns");
    assert_eq!(facts(&shop, USUAL)[0], "30");
}

#[test]
fn totals_with_taxes_in_them_are_totals_and_pieces_shipped_are_none() {
    let csv = "Order ID,Customer Name,Order Date,Order Status,Order Total (inc tax),Tax Total,Total Quantity,Total Shipped\n\
        1,Ann,14/01/2024,Completed,24.00,4.00,2,2\n2,Bob,15/01/2024,Completed,36.00,6.00,3,3\n3,Ann,16/01/2024,Completed,12.00,2.00,1,1\n";
    let (shop, found) = booked(csv);
    assert_eq!(found, ["72", "3", "2"]);
    assert!(read_as(&shop).contains("amount = Order Total (inc tax)"));
    // And with the platform's whole header.
    let csv = csv
        .replace(
            "Customer Name",
            "Customer Email,Customer ID,Subtotal (inc tax),Product Details,Customer Name",
        )
        .replace(",Ann", ",a@x.org,7,9.99,Lamp,Ann")
        .replace(",Bob", ",b@x.org,8,9.99,Vase,Bob");
    let (shop, found) = booked(&csv);
    assert_eq!(found, ["72", "3", "2"]);
    assert!(read_as(&shop).contains("quantity = Total Quantity"));
}

#[test]
fn the_cost_of_an_item_is_its_price_in_woocommerce() {
    let csv = "Order Number,Order Status,Order Date,First Name (Billing),Email (Billing),Order Subtotal Amount,Order Total Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost\n\
        1,Completed,2024-01-02 10:00,Ann,a@x.org,40.00,45.00,L,1,Lamp,1,20.00\n\
        1,Completed,2024-01-02 10:00,Ann,a@x.org,40.00,45.00,V,2,Vase,2,10.00\n\
        2,Completed,2024-01-03 10:00,Bob,b@x.org,20.00,25.00,L,1,Lamp,1,20.00\n";
    let (shop, found) = booked(csv);
    // The total of an order counts once: 45 + 25.
    assert_eq!(found, ["70", "2", "2"]);
    let read = read_as(&shop);
    assert!(read.contains("unit price = Item Cost"), "{read}");
    assert!(!read.contains("cost = Item Cost"), "{read}");
}

#[test]
fn drafts_and_void_invoices_are_no_sales_whatever_the_others_are_called() {
    let csv = "Invoice Date,Invoice Number,Invoice Status,Customer ID,Item Total\n\
        2024-01-14,INV-1,Closed,A1,10.00\n2024-01-15,INV-2,Overdue,A2,20.00\n2024-01-16,INV-3,Draft,A1,40.00\n2024-01-17,INV-4,Void,A2,80.00\n";
    let (shop, found) = booked(csv);
    assert_eq!(found, ["30", "2", "2"]);
    let told = finding(shop.report().unwrap(), "no_sales").unwrap();
    assert!(told.contains("1 row of Draft and 1 row of Void"), "{told}");
    // Where all are drafts, these are what was sold.
    let all = csv
        .replace("Closed", "Draft")
        .replace("Overdue", "Draft")
        .replace("Void", "Draft");
    assert_eq!(booked(&all).1[0], "150");
}

#[test]
fn payments_that_failed_beside_those_that_came_are_no_sales() {
    let csv = "Payment ID,Result,Order ID,Order Date,Currency,Amount,Customer Name\n\
        P1,SUCCESS,O1,2024-01-14,USD,10.00,Ann\nP2,FAIL,O2,2024-01-15,USD,20.00,Bob\nP3,SUCCESS,O3,2024-01-16,USD,40.00,Ann\n";
    assert_eq!(booked(csv).1, ["50", "2", "1"]);
    // What failed is nothing of a payment where none is said to have come.
    assert_eq!(
        booked(&csv.replace("SUCCESS", "B").replace("FAIL", "fail")).1[0],
        "70"
    );
}

#[test]
fn tests_are_set_aside_and_amounts_in_dollars_are_taken_where_they_stand_twice() {
    let csv = "Order ID,Order Number,Date (UTC),Status,Customer Name,Customer Email,Currency,Subtotal,Total,Subtotal (USD),Total (USD),Product Name,Test Mode\n\
        81,1,2024-01-14T10:00:00Z,paid,Ann,a@x.org,USD,10.00,10.00,10.00,10.00,Book,false\n\
        82,2,2024-01-15T10:00:00Z,paid,Bob,b@x.org,EUR,10.00,10.00,11.00,11.00,Book,false\n\
        83,3,2024-01-16T10:00:00Z,paid,Ann,a@x.org,USD,99.00,99.00,99.00,99.00,Book,true\n";
    assert_eq!(booked(csv).1, ["21", "2", "2"]);
}

#[test]
fn the_fields_of_lines_are_called_as_those_of_rows() {
    let csv = "Order Reference,Order Date,Customer,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price,Total,Status\n\
        S1,2024-01-14,Ann,Lamp,1,20.00,50.00,Sales Order\n,,,Vase,3,10.00,,\nS2,2024-01-15,Bob,Lamp,1,20.00,20.00,Sales Order\n\
        S3,2024-01-16,Bob,Vase,2,10.00,20.00,Quotation\n";
    let (shop, found) = booked(csv);
    assert_eq!(found, ["70", "2", "2"]);
    let read = read_as(&shop);
    for role in [
        "order = Order Reference",
        "quantity = Order Lines/Quantity",
        "product name = Order Lines/Product",
    ] {
        assert!(read.contains(role), "{role}: {read}");
    }
}

#[test]
fn deals_are_those_of_the_company_and_none_is_called_by_its_deal() {
    let row = |i: usize| {
        format!(
            "{i},Deal {i},Closed Won,2024-01-{:02},100.00,Firm {}\n",
            i + 1,
            i % 3
        )
    };
    let rows: String = (0..9).map(row).collect();
    let csv =
        format!("Record ID,Deal Name,Deal Stage,Close Date,Amount,Associated Company\n{rows}");
    assert_eq!(facts(&one(&csv), USUAL), ["900", "9", "3"]);
}

#[test]
fn how_many_were_sold_is_no_product_and_a_count_no_country() {
    let csv = "Order #,Date,Customer,N. Revenue,Items Sold,Product(s)\n\
        1,2024-01-14,Ann,10.00,2,Lamp\n2,2024-01-15,Bob,20.00,1,Vase\n3,2024-01-16,Ann,30.00,3,Desk\n";
    let read = read_as(&one(csv));
    assert!(read.contains("quantity = Items Sold"), "{read}");
    assert!(!read.contains("product = Items Sold"), "{read}");
    // Of two columns of pieces one is left over.
    let csv = csv.replace("Items Sold,Product(s)", "Qty,Count");
    let read = read_as(&one(&csv
        .replace("Lamp", "2")
        .replace("Vase", "1")
        .replace("Desk", "3")));
    assert!(
        read.contains("quantity = Qty") && !read.contains("country"),
        "{read}"
    );
}

#[test]
fn a_list_of_prices_is_not_what_was_sold_whatever_the_pieces_are_called() {
    let sold: String = (10..30)
        .map(|i| format!("v{i},2024-01-{i},k{},a{},2\n", i % 3, i % 2))
        .collect();
    let shop = session(&[
        (
            "movements.csv",
            &format!("voucher,on_day,k_ref,a_ref,pcs\n{sold}"),
        ),
        (
            "a_master.csv",
            "a_ref,a_label,price (EUR)\na0,lamp,5.00\na1,vase,7.00\n",
        ),
    ]);
    // Ten of two at 5, ten of two at 7.
    assert_eq!(facts(&shop, USUAL)[0], "240");
}
