//! Sheets that hold more than one table of rows, or a day in several columns: two tables side by side, files that were
//! put behind one another, statements of accounts.

use super::{USUAL, asked, decisions, facts, finding, one, session};
use crate::support::set;

/// Fifteen orders of 10 to 150 beside the stock of the first seven products.
fn side_by_side(last: usize) -> String {
    let row = |i: usize| {
        let stock = match i <= last {
            true => format!("P{},{},{i}.50", i % 3, i * 3),
            false => ",,".to_owned(),
        };
        format!("{i},2024-01-{i:02},C{},{i}0.00,,{stock}\n", i % 4)
    };
    let rows: String = (1..=15).map(row).collect();
    format!("Order,Date,Customer,Amount,,Product,Stock,Price\n{rows}")
}

#[test]
fn a_table_beside_the_orders_tells_nothing_of_them() {
    let mut shop = one(&side_by_side(7));
    assert_eq!(facts(&shop, USUAL), ["1200", "15", "4"]);
    let columns = |shop: &clientele::session::Session| {
        let card = &shop.report().unwrap().sources[0];
        let roles = card.columns.iter().map(|column| column.role.value.clone());
        roles.collect::<Vec<String>>().join(" ")
    };
    assert_eq!(
        columns(&shop),
        "order day customer amount none none none none"
    );
    let warned = |shop: &clientele::session::Session| {
        let warnings = &shop.report().unwrap().warnings;
        warnings
            .iter()
            .any(|text| text.said.contains("Product, Stock and Price end before"))
    };
    assert!(warned(&shop));
    assert_eq!(finding(shop.report().unwrap(), "blank_below"), None);
    // Who says what a column means takes the table for a part of the rows.
    set(&mut shop, "role.orders.csv/Product", "product_name");
    assert!(!warned(&shop));
    assert!(columns(&shop).contains("product_name"));
    set(&mut shop, "role.orders.csv/Product", "");
    assert!(warned(&shop));
    // Columns that go down as far as the others, and those of some rows, belong to the rows.
    assert!(!warned(&one(&side_by_side(15))));
    let gaps = side_by_side(15).replace("P1,12,4.50", ",,");
    assert!(!warned(&one(&gaps)));
}

#[test]
fn a_byte_order_mark_between_two_files_that_were_put_together_hides_no_header() {
    let rows = |month: usize| -> String {
        let row = |i: usize| {
            format!(
                "{},2024-0{month}-{i:02},C{},10.00\n",
                month * 100 + i,
                i % 4
            )
        };
        (1..=10).map(row).collect()
    };
    let csv = format!(
        "\u{feff}order,date,customer,amount\n{}\u{feff}order,date,customer,amount\n{}",
        rows(1),
        rows(2)
    );
    let shop = one(&csv);
    assert_eq!(facts(&shop, USUAL), ["200", "20", "4"]);
    let told = finding(shop.report().unwrap(), "ragged").unwrap();
    assert!(told.contains("1 record"), "{told}");
}

#[test]
fn what_goes_out_of_an_account_is_no_return() {
    let amounts = [500, -200, 300, -100, 50, 70, -20, 100];
    let mut stood = 1_000;
    let mut rows: Vec<String> = Vec::new();
    for (i, amount) in amounts.iter().enumerate() {
        stood += amount;
        rows.push(format!(
            "2024-01-{:02};K{};{amount},00;{stood},00\n",
            i + 1,
            i % 3
        ));
    }
    let head = "Buchungstag;Auftraggeber;Betrag;Saldo\n";
    let csv = format!("{head}{}", rows.concat());
    let mut account = one(&csv);
    let told = finding(account.report().unwrap(), "account").unwrap();
    assert!(
        told.contains("3 rows are money that went out, 320 in all"),
        "{told}"
    );
    // 500 + 300 + 50 + 70 + 100; the first was paid by K0, the others by K1 and K2.
    assert_eq!(account.report().unwrap().accounting.set_aside, 3);
    set(&mut account, "remedy.account", "set_aside");
    assert_eq!(facts(&account, USUAL)[0], "1020");
    set(&mut account, "remedy.account", "keep");
    assert_eq!(facts(&account, USUAL)[0], "700");
    // The last first is the same.
    rows.reverse();
    let csv = format!("{head}{}", rows.concat());
    assert!(finding(one(&csv).report().unwrap(), "account").is_some());
    // A column that is called so and does not go by the amounts is none.
    let other = csv
        .replace(";1500,00", ";1501,00")
        .replace(";1300,00", ";1303,00");
    assert_eq!(finding(one(&other).report().unwrap(), "account"), None);
}

#[test]
fn a_share_in_one_month_and_percents_in_another_are_the_same_discount() {
    let file = |month: usize, discount: &str| -> String {
        let row = |i: usize| {
            format!(
                "{},2024-0{month}-{i:02},C{},100.00,1,{discount}\n",
                month * 100 + i,
                i % 4
            )
        };
        let rows: String = (1..=9).map(row).collect();
        format!("order,date,customer,price,qty,discount\n{rows}")
    };
    for other in ["0.1", "10"] {
        let shop = session(&[("jan.csv", &file(1, "10%")), ("feb.csv", &file(2, other))]);
        // 18 times 90.
        assert_eq!(facts(&shop, USUAL), ["1620", "18", "4"], "{other}");
    }
}

#[test]
fn a_day_in_three_columns_or_a_month_in_two_is_put_together() {
    let rows = |cells: fn(usize) -> String| -> String {
        (1..=12)
            .map(|i| format!("{i},{},C{},10.00\n", cells(i), i % 4))
            .collect()
    };
    for (header, cells, first, last) in [
        (
            "year,month,day",
            (|i| format!("2024,{i},{}", i + 1)) as fn(usize) -> String,
            "2 Jan 2024",
            "13 Dec 2024",
        ),
        (
            "Jahr,Monat,Tag",
            |i| format!("2024,{},{i}", ["M\u{e4}rz", "Mai"][i % 2]),
            "2 Mar 2024",
            "11 May 2024",
        ),
        (
            "Order Year,Order Month",
            |i| format!("202{},{:02}", 3 + i % 2, i),
            "1 Feb 2023",
            "1 Nov 2024",
        ),
    ] {
        let mut shop = one(&format!("order,{header},customer,amount\n{}", rows(cells)));
        assert_eq!(facts(&shop, USUAL), ["120", "12", "4"], "{header}");
        let title = shop.report().unwrap().title.said.clone();
        assert!(
            title.contains(first) && title.contains(last),
            "{header}: {title}"
        );
        assert!(
            decisions(&shop).contains("put together in a column date"),
            "{header}"
        );
        set(&mut shop, "role.orders.csv/date", "none");
        assert!(
            !shop.report().unwrap().title.said.contains(last),
            "{header}"
        );
    }
    // A cell that is no month leaves them apart, and that is said.
    let odd = one(&format!(
        "order,year,month,customer,amount\n{}",
        rows(|i| format!("2024,{}", i + 3))
    ));
    let warned = odd
        .report()
        .unwrap()
        .warnings
        .iter()
        .any(|text| text.said.contains("in parts"));
    assert!(warned);
    assert_eq!(asked(&odd, "column.day"), None);
}

#[test]
fn running_totals_and_plans_are_no_sales() {
    let row = |i: usize| format!("2024-01-{i:02},c{},{}\n", i % 5, i * (i + 1) / 2);
    let rows: String = (1..=20).map(row).collect();
    for header in ["cumulative_sales", "Sales YTD", "running total"] {
        let shop = one(&format!("date,customer,{header}\n{rows}"));
        assert!(asked(&shop, "column.amount").is_some(), "{header}");
        assert_eq!(shop.report().unwrap().accounting.used, 0, "{header}");
    }
    let row = |i: usize| {
        let scenario = ["Actual", "Budget", "Actual"][i % 3];
        format!("2024-01-{i:02},c{},{scenario},100\n", i % 5)
    };
    let rows: String = (1..=21).map(row).collect();
    let mut shop = one(&format!("date,customer,scenario,amount\n{rows}"));
    let told = finding(shop.report().unwrap(), "no_sales").unwrap();
    assert!(told.contains("7 rows of Budget"), "{told}");
    set(&mut shop, "remedy.no_sales", "set_aside");
    assert_eq!(facts(&shop, USUAL)[0], "1400");
}

#[test]
fn a_mark_of_a_storno_and_totals_of_days_are_told() {
    let row = |i: usize| {
        let mark = ["X", "", "", "", ""][i % 5];
        format!("{i};{i:02}.01.2024;c{};100,00;{mark}\n", i % 4)
    };
    let rows: String = (1..=19).map(row).collect();
    let shop = one(&format!(
        "Rechnungsnummer;Datum;Kunde;Betrag;Storno\n{rows}"
    ));
    // 16 of 19.
    assert_eq!(facts(&shop, USUAL)[0], "1600");
    assert!(asked(&shop, "remedy.came_back").is_some());
    let day = |day: usize| {
        let row = |n: usize| format!("2024-01-{day:02},{day}0{n},C{n},{n}0\n");
        format!("{}{}Day total,,,30\n", row(1), row(2))
    };
    let rows: String = (1..=20).map(day).collect();
    let mut till = one(&format!("Date,Receipt number,Customer,Amount\n{rows}"));
    let told = finding(till.report().unwrap(), "subtotals").unwrap();
    assert!(told.contains("20 rows"), "{told}");
    set(&mut till, "remedy.subtotals", "set_aside");
    assert_eq!(facts(&till, USUAL)[0], "600");
}

#[test]
fn rows_below_the_header_of_another_table_are_set_aside_and_told() {
    let orders =
        "order_id,date,customer,amount\n1,2024-01-14,a,5\n2,2024-01-15,b,7\n3,2024-01-16,a,9\n";
    // A list of stock of as many columns, behind a blank line.
    let shop = one(&format!(
        "{orders}\nproduct,since,shelf,price\nLamp,2023-01-01,x,20\nVase,2023-01-02,y,30\n"
    ));
    assert_eq!(facts(&shop, USUAL), ["21", "3", "2"]);
    let told = finding(shop.report().unwrap(), "ragged").unwrap();
    assert!(
        told.contains("3 records are no rows of the table that begins orders.csv"),
        "{told}"
    );
    // Two exports in one file, the second with its columns moved: 100 and 200 are customers.
    let shop = one(&format!(
        "{orders}order_id,date,amount,customer\n4,2024-01-17,5,100\n5,2024-01-18,6,200\n"
    ));
    assert_eq!(facts(&shop, USUAL), ["21", "3", "2"]);
    assert_eq!(shop.report().unwrap().accounting.set_aside, 3);
}

#[test]
fn what_stands_above_the_header_is_no_part_of_it_however_many_cells_it_has() {
    let csv = "Made:,2024-12-31,by,me\n\norder_id,date,customer,amount\n1,2024-01-14,a,5\n2,2024-01-15,b,7\n3,2024-01-16,a,9\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["21", "3", "2"]);
    let read = &shop.report().unwrap().sources[0].sentence.said;
    assert!(read.contains("amount = amount"), "{read}");
}
