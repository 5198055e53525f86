//! The same money told again: by a log of what became of an order, by an order's amount beside those of its lines,
//! by lines that stand twice; and credit notes among invoices.

use super::{USUAL, asked, facts, finding, one, session};
use crate::support::{ask, set};
use clientele::protocol::Command;

#[test]
fn a_log_of_what_became_of_an_order_counts_it_once() {
    let csv = "order id,date,customer,amount,status\n1,2024-01-01,a,50,pending\n2,2024-01-02,b,20,pending\n\
        1,2024-01-01,a,50,shipped\n1,2024-01-01,a,50,delivered\n2,2024-01-02,b,20,cancelled\n3,2024-01-03,b,30,pending\n";
    let mut shop = one(csv);
    // Each as its last row tells it: 50 delivered, 20 cancelled, 30 on the way.
    assert_eq!(facts(&shop, USUAL), ["80", "2", "2"]);
    let told = finding(shop.report().unwrap(), "order_history").unwrap();
    assert!(
        told.contains("2 orders are told again in 3 more rows worth 120"),
        "{told}"
    );
    assert!(asked(&shop, "remedy.order_history").is_some());
    set(&mut shop, "remedy.order_history", "keep");
    set(&mut shop, "revenue", "booked");
    assert_eq!(facts(&shop, USUAL)[0], "220");
    // A later change may change the amount, wherever it stands.
    let csv = "order id,updated at,date,customer,amount\n1,2024-01-05,2024-01-01,a,55\n1,2024-01-02,2024-01-01,a,50\n2,2024-01-02,2024-01-02,b,20\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["75", "2", "2"]);
    assert!(asked(&shop, "remedy.order_history").is_some());
    // Lines that sell different things are lines, whatever became of them.
    let csv = "order id,date,customer,product,amount,status\n1,2024-01-01,a,x,50,delivered\n1,2024-01-01,a,y,50,shipped\n2,2024-01-02,b,x,20,delivered\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "120");
    assert_eq!(finding(shop.report().unwrap(), "order_history"), None);
}

#[test]
fn an_amount_that_another_column_adds_up_to_is_that_of_the_order() {
    let csv = "order,date,customer,item,amount,of which\n1,2024-01-01,a,x,50,30\n1,2024-01-01,a,y,50,20\n\
        2,2024-01-02,b,x,20,20\n3,2024-01-03,b,x,60,30\n3,2024-01-03,b,y,60,30\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["130", "3", "2"]);
    assert!(asked(&shop, "remedy.order_totals").is_some());
    set(&mut shop, "remedy.order_totals", "each_line");
    assert_eq!(facts(&shop, USUAL)[0], "240");
    // Where the other column adds up to something else, nothing is shown.
    let shop = one(&csv.replace(",50,20", ",50,25"));
    assert_eq!(facts(&shop, USUAL)[0], "240");
}

#[test]
fn lines_of_an_order_that_stand_twice_are_asked_about() {
    let csv = "order id,date,customer,product,amount\n1,2024-01-01,a,x,50\n2,2024-01-02,b,x,20\n3,2024-01-03,b,y,30\n\
        1,2024-01-01,a,x,50\n2,2024-01-02,b,x,20\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["170", "3", "2"]);
    assert!(asked(&shop, "remedy.duplicates").is_some());
    set(&mut shop, "remedy.duplicates", "remove_all");
    assert_eq!(facts(&shop, USUAL), ["100", "3", "2"]);
}

#[test]
fn credit_notes_among_invoices_are_subtracted_in_several_languages() {
    for (sold, back) in [
        ("Invoice", "Credit note"),
        ("INV", "CRN"),
        ("RE", "GU"),
        ("Rechnung", "Stornorechnung"),
        ("Facture", "Avoir"),
        ("Factura", "Nota de cr\u{e9}dito"),
        ("Fattura", "Nota di credito"),
    ] {
        let csv = format!(
            "type,no,date,customer,net\n{sold},1,2024-01-13,a,100\n{sold},2,2024-01-14,b,50\n{back},3,2024-01-15,b,30\n"
        );
        let shop = one(&csv);
        assert_eq!(facts(&shop, USUAL), ["120", "2", "2"], "{back}");
        assert!(asked(&shop, "remedy.refund_rows").is_some(), "{back}");
    }
}

#[test]
fn money_that_was_paid_back_is_believed_before_a_mark_that_some_was() {
    let csv = "item,email,date,amount,Refunded?,Partial Refund,Fully Refunded?\nBook,a@x.org,2024-01-13,10,0,0,0\n\
        Book,b@x.org,2024-01-14,10,1,0,1\nCourse,b@x.org,2024-01-15,40,1,15,0\n";
    let shop = one(csv);
    // 60 were booked; 10 came back whole and 15 of 40.
    assert_eq!(facts(&shop, USUAL)[0], "35");
    // Alone the mark says that the row came back.
    let csv = "order id,date,customer,amount,refunded\n1,2024-01-01,a,50,0\n2,2024-01-02,b,20,1\n3,2024-01-03,b,30,0\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "80");
}

#[test]
fn a_total_row_that_disagrees_is_said_above_the_charts() {
    let csv =
        "Row Labels,Sum of Sales\nAnn,50\n2023,20\n2024,30\nBob,60\n2023,60\nGrand Total,110\n";
    let shop = one(csv);
    let said = shop.report().unwrap().warnings.iter();
    let said: Vec<&str> = said.map(|text| text.said.as_str()).collect();
    assert!(
        said.iter()
            .any(|text| text.contains("says 110") && text.contains("add up to 220")),
        "{said:?}"
    );
}

#[test]
fn refunds_that_net_sales_are_without_already_are_not_taken_off_again() {
    let csv = "date,receipt no,customer,gross sales,discounts,refunds,net sales\n2024-01-13,1,a,50,-5,0,45\n2024-01-14,2,b,20,0,-20,0\n2024-01-15,3,b,40,-4,-10,26\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "71");
    assert_eq!(finding(shop.report().unwrap(), "refunds"), None);
    // Net of tax, and not of refunds.
    let csv = "order id,date,customer,gross,refund amount,net sales\n1,2024-01-13,a,60,0,50\n2,2024-01-14,b,24,6,20\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "64");
}

#[test]
fn less_than_no_pieces_for_money_are_asked_about() {
    let csv = "order id,date,customer,product,qty,amount\n1,2024-01-01,a,x,2,20\n2,2024-01-02,b,x,3,30\n3,2024-01-03,b,x,-1,10\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "40");
    let label = asked(&shop, "remedy.refund_rows").unwrap();
    assert!(label.contains("less than no pieces in qty"), "{label}");
    set(&mut shop, "remedy.refund_rows", "keep");
    assert_eq!(facts(&shop, USUAL)[0], "60");
    // Minus times minus.
    let csv = "order id,date,customer,qty,unit price\n1,2024-01-01,a,2,5\n2,2024-01-02,a,-2,-5\n3,2024-01-02,a,4,5\n";
    assert_eq!(facts(&one(csv), USUAL)[0], "20");
    // A store that books what leaves it sells.
    let csv = "order id,date,customer,qty,amount\n1,2024-01-01,a,-2,20\n2,2024-01-02,b,-3,30\n3,2024-01-03,b,1,10\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL)[0], "60");
    // Some are below zero already.
    let csv = "order id,date,customer,amount,type\n1,2024-01-01,a,50,sale\n2,2024-01-02,b,-20,refund\n3,2024-01-03,b,10,refund\n";
    assert!(asked(&one(csv), "remedy.refund_rows").is_some());
}

#[test]
fn headers_that_promise_more_than_the_cells_hold_are_told() {
    let warned = |csv: &str| {
        let shop = one(csv);
        let said = shop.report().unwrap().warnings.iter();
        said.map(|text| text.said.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let csv = "order id,date,customer,amount\n1,13.01.,a,50\n2,14.01.,b,20\n";
    for (one, two) in [
        ("13.01.", "14.01."),
        ("13 Jan", "14 Jan"),
        ("R6.1.13", "R6.1.14"),
    ] {
        let said = warned(&csv.replace("13.01.", one).replace("14.01.", two));
        assert!(
            said.contains("date of orders.csv is headed like a date") && said.contains(one),
            "{said}"
        );
    }
    let said = warned(
        &csv.replace("13.01.", "2567-01-13")
            .replace("14.01.", "2567-01-14"),
    );
    assert!(said.contains("another calendar"), "{said}");
    assert_eq!(warned(&csv.replace("01.", "01.2024")), "");
    let said = warned("Year,Month,Customer,Sales\n2024,1,a,10\n2024,13,b,20\n");
    assert!(said.contains("in parts, Year and Month"), "{said}");
    let shop = one("Kunde;Datum;Umsatz in TEUR\na;13.01.2024;1,5\nb;14.01.2024;2,5\n");
    let joins = &shop.report().unwrap().model.joins;
    assert!(joins.iter().any(|text| text.said.contains("in thousands")));
}

#[test]
fn a_price_that_grows_with_the_pieces_is_that_of_the_line() {
    // Four products of 10 to 40 a piece, one to three pieces a line.
    let line = |i: u32, price: u32| {
        format!(
            "{i},2024-01-{:02},c{},x{},{},{price}\n",
            i % 28 + 1,
            i % 5,
            i % 4,
            i % 3 + 1
        )
    };
    let pieces = |i: u32| i % 3 + 1;
    let piece = |i: u32| (i % 4 + 1) * 10;
    let of_lines: String = (1..=24).map(|i| line(i, pieces(i) * piece(i))).collect();
    let of_pieces: String = (1..=24).map(|i| line(i, piece(i))).collect();
    let sum: u32 = (1..=24).map(|i| pieces(i) * piece(i)).sum();
    let head = "order id,date,customer,item,qty,price\n";
    let mut shop = one(&format!("{head}{of_lines}"));
    assert_eq!(facts(&shop, USUAL)[0], sum.to_string());
    assert!(asked(&shop, "remedy.line_prices").is_some());
    set(&mut shop, "remedy.line_prices", "of_piece");
    let twice: u32 = (1..=24).map(|i| pieces(i) * pieces(i) * piece(i)).sum();
    assert_eq!(facts(&shop, USUAL)[0], twice.to_string());
    let shop = one(&format!("{head}{of_pieces}"));
    assert_eq!(facts(&shop, USUAL)[0], sum.to_string());
    assert_eq!(finding(shop.report().unwrap(), "line_prices"), None);
    // A price alone is said to count once a row.
    let shop = one(
        "order id,date,customer,product,kg,price per kg\n1,2024-01-01,a,x,2.5,10\n2,2024-01-02,b,x,1,10\n",
    );
    let joins = &shop.report().unwrap().model.joins;
    assert!(
        joins
            .iter()
            .any(|text| text.said.contains("price per kg counts once a row"))
    );
}

#[test]
fn what_was_decided_about_a_file_holds_in_it_and_in_the_one_that_is_added() {
    let header = "buyer,day,gross,net\n";
    let rows = |month: u32| -> String {
        let row = |i: u32| format!("{month}{i:02},{i:02}/{month:02}/2024,{}.00,{i}.00\n", i * 2);
        (1..=9).map(row).collect()
    };
    let may = format!("{header}{}", rows(5));
    let mut shop = session(&[("may.csv", &may)]);
    for (control, value) in [
        ("role.may.csv/net", "amount"),
        ("role.may.csv/gross", "none"),
        ("dates.may.csv/day", "dmy"),
    ] {
        set(&mut shop, control, value);
    }
    let recipe = shop.recipe_text();
    let june = format!("{header}{}", rows(6));
    let mut shop = session(&[("may.csv", &may), ("june.csv", &june)]);
    ask(&mut shop, Command::Load { text: recipe });
    // 1 + ... + 9 in each month, net, in May and June.
    assert_eq!(facts(&shop, USUAL)[0], "90");
    let steps = &shop.report().unwrap().steps;
    let net = steps
        .iter()
        .find(|step| step.step.control == "role.may.csv/net");
    let note = &net.unwrap().note.said;
    assert!(
        note.contains("june.csv/net") && note.contains("may.csv/net"),
        "{note}"
    );
    let title = &shop.report().unwrap().title.said;
    assert!(title.contains("1 May 2024 to 9 Jun 2024"), "{title}");
}
