//! Files that describe others: lists of prices, keys that repeat or are spelled otherwise, and totals that two files
//! tell differently.

use super::joined::{HEADER, iso, model, month, shop, warned};
use super::{USUAL, asked, facts, finding, one, session};
use crate::support::set;

const SOLD: &str =
    "date,sku,client,qty\n2024-01-10,a,x,2\n2024-01-20,b,y,1\n2024-02-10,a,y,3\n2024-03-10,b,x,1\n";

#[test]
fn the_prices_of_a_list_are_no_revenue() {
    for (prices, why) in [
        (
            "sku,price\na,5\nb,7\nb,9\n",
            "sku b stands on several of its rows",
        ),
        ("sku,price\na,5\nc,7\n", "do not each find one row"),
    ] {
        let both = session(&[("sales.csv", SOLD), ("prices.csv", prices)]);
        let report = both.report().unwrap();
        assert_eq!(
            report.accounting.sentence.said.split(':').next(),
            Some("sales.csv")
        );
        assert!(
            report.model.sentence.said.contains("No file tells money"),
            "{}",
            report.model.sentence.said
        );
        assert!(model(&both).contains(why), "{}", model(&both));
        assert!(
            warned(&both).contains("No price of price in prices.csv is used"),
            "{}",
            warned(&both)
        );
    }
    // A line that stands twice says nothing else.
    let both = session(&[
        ("sales.csv", SOLD),
        ("prices.csv", "sku,price\na,5\nb,7\nb,7\n"),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "39");
}

#[test]
fn a_price_holds_from_its_day_to_the_next_or_to_its_end() {
    let prices =
        "sku,valid_from,price\na,2024-01-01,5\na,2024-02-01,6\nb,2024-01-01,7\nb,2024-03-01,8\n";
    let both = session(&[("sales.csv", SOLD), ("prices.csv", prices)]);
    // 2 x 5 + 7 + 3 x 6 + 8
    assert_eq!(facts(&both, USUAL)[0], "43");
    assert!(
        model(&both).contains("the day from which it holds: all 4 rows found"),
        "{}",
        model(&both)
    );
    let ended = "sku,valid from,valid to,price\na,2024-01-01,2024-01-31,5\na,2024-02-01,2024-12-31,6\n\
        b,2024-01-01,2024-02-29,7\n";
    let both = session(&[("sales.csv", SOLD), ("prices.csv", ended)]);
    assert_eq!(facts(&both, USUAL)[0], "35");
    assert!(
        model(&both).contains("3 rows found; 1 row has none"),
        "{}",
        model(&both)
    );
}

#[test]
fn a_key_that_repeats_is_told_with_its_line_however_often_it_does() {
    let people = "customer id,city\nc0,Rome\nc0,Oslo\nc1,Rome\nc1,Bern\nc2,Rome\nc3,Rome\nc4,Rome\nc5,Rome\nc6,Rome\n";
    let both = shop(&[
        ("orders.csv", HEADER, month(1, iso)),
        ("people.csv", "", people.to_owned()),
    ]);
    let told = finding(both.report().unwrap(), "blocked_join").unwrap();
    assert!(
        told.contains("customer id c0 stands more than once in people.csv, again in line 3"),
        "{told}"
    );
    assert!(
        model(&both).contains("customer id c0 stands on several of its rows"),
        "{}",
        model(&both)
    );
}

fn cities(spell: fn(u32) -> String) -> String {
    (0..7)
        .map(|i| format!("{},{}\n", spell(i), ["Rome", "Oslo"][i as usize % 2]))
        .collect()
}

#[test]
fn keys_under_other_headers_meet_by_their_values() {
    for (own, other) in [
        ("Cust No", "customer_id"),
        ("customer id", "Client Code"),
        ("email", "E-Mail Address"),
    ] {
        let header = HEADER.replace("customer id", own);
        let people = format!("{other},city\n");
        let both = shop(&[
            ("orders.csv", &header, month(1, iso)),
            ("addresses.csv", &people, cities(|i| format!("c{i}"))),
        ]);
        assert!(
            model(&both).contains(&format!("finds addresses.csv by {own}: all 7 values")),
            "{own}: {}",
            model(&both)
        );
    }
    // Three values of seven are too few.
    let both = shop(&[
        (
            "orders.csv",
            &HEADER.replace("customer id", "Cust No"),
            month(1, iso),
        ),
        (
            "addresses.csv",
            "customer_id,city\n",
            cities(|i| format!("c{}", i * 3)),
        ),
    ]);
    assert!(model(&both).contains("takes no part"), "{}", model(&both));
}

#[test]
fn keys_that_differ_in_capitals_or_noughts_are_asked_about() {
    let padded = month(1, iso).replace(",c", ",0");
    for (rows, spell) in [
        (month(1, iso), (|i| format!("C{i}")) as fn(u32) -> String),
        (padded, |i| i.to_string()),
    ] {
        let mut both = shop(&[
            ("orders.csv", HEADER, rows),
            ("people.csv", "customer id,city\n", cities(spell)),
        ]);
        let label = asked(&both, "remedy.key_spellings").unwrap();
        assert!(
            label.contains("people.csv by customer id (7 of 7 values)"),
            "{label}"
        );
        set(&mut both, "remedy.key_spellings", "fold");
        assert!(
            model(&both).contains("all 7 values found"),
            "{}",
            model(&both)
        );
        assert_eq!(warned(&both), "");
        set(&mut both, "remedy.key_spellings", "");
        assert!(model(&both).contains("takes no part"), "{}", model(&both));
    }
}

#[test]
fn totals_that_two_files_tell_differently_are_told_with_both_sums() {
    let lines: String = (1..=20)
        .map(|i| format!("1{i:02},x,1,6\n1{i:02},y,1,6\n"))
        .collect();
    let mut both = shop(&[
        ("orders.csv", HEADER, month(1, iso)),
        ("items.csv", "order id,sku,qty,price\n", lines),
    ]);
    assert_eq!(facts(&both, USUAL)[0], "240");
    let label = asked(&both, "remedy.totals_apart").unwrap();
    assert!(
        label.contains("20 of 20 orders") && label.contains("240 against 210"),
        "{label}"
    );
    set(&mut both, "remedy.totals_apart", "totals");
    assert_eq!(facts(&both, USUAL)[0], "210");
}

#[test]
fn a_price_of_a_month_holds_in_that_month_alone() {
    let sales = "order_id,order_date,customer_id,sku,quantity\n\
        1,2024-01-14,7,L,2\n2,2024-01-31,8,L,1\n3,2024-02-01,7,L,1\n4,2024-02-15,8,V,3\n5,2024-03-15,8,V,3\n";
    let prices =
        "sku,month,unit_price\nL,2024-01,10.00\nL,2024-02,12.00\nV,2024-01,5.00\nV,2024-02,6.00\n";
    let shop = session(&[("sales.csv", sales), ("price_list.csv", prices)]);
    // 20 + 10 + 12 + 18; March has no price.
    assert_eq!(facts(&shop, USUAL)[0], "60");
    let joins = &shop.report().unwrap().model.joins;
    let told = |said: &str| said.contains("price_list.csv") && said.contains('4');
    assert!(
        joins.iter().any(|text| told(&text.said)),
        "{:?}",
        joins.iter().map(|t| &t.said).collect::<Vec<_>>()
    );
}

#[test]
fn a_file_of_rates_converts_where_its_header_says_which_way() {
    let orders = "order id,date,customer,amount,currency\n1,2024-01-01,a,10,EUR\n2,2024-01-02,b,20,EUR\n\
        3,2024-01-03,c,50,USD\n4,2024-01-04,a,100,GBP\n";
    let with = |header: &str, usd: &str| {
        let rates = format!("currency,{header}\nEUR,1\nUSD,{usd}\nGBP,1.17\n");
        session(&[("orders.csv", orders), ("rates.csv", &rates)])
    };
    for header in ["rate_to_eur", "Value in EUR"] {
        let mut shop = with(header, "0.92");
        // 10 + 20 + 50 x 0.92 + 100 x 1.17
        assert_eq!(facts(&shop, USUAL), ["193", "4", "3"], "{header}");
        let joins = &shop.report().unwrap().model.joins;
        assert!(
            joins
                .iter()
                .any(|text| text.said.contains("GBP 1.17 and USD 0.92")),
            "{joins:?}"
        );
        // What somebody says goes before it.
        set(&mut shop, "rate.USD", "0.5");
        assert_eq!(facts(&shop, USUAL)[0], "172");
    }
    // Of a mere rate nobody knows which way it goes, and a currency that is missing is asked about as before.
    for (header, usd) in [("rate", "0.92"), ("EUR rate", "0.92"), ("rate_to_eur", "")] {
        let shop = with(header, usd);
        assert_eq!(facts(&shop, USUAL)[0], "30", "{header}");
        assert!(asked(&shop, "rate.USD").is_some(), "{header}");
    }
}

#[test]
fn the_end_of_a_column_is_told_to_the_last_digit() {
    let row = |i: u32| {
        let amount = if i.is_multiple_of(5) {
            9_999
        } else {
            1_000 + i * 37
        };
        format!(
            "{i},2024-01-{:02},c{},{}.{:02}\n",
            1 + i % 28,
            i % 9,
            amount / 100,
            amount % 100
        )
    };
    let rows: String = (0..200).map(row).collect();
    let shop = one(&format!("order id,date,customer,amount\n{rows}"));
    let told = finding(shop.report().unwrap(), "capped").unwrap();
    assert!(told.contains("40 have exactly 99.99 in amount"), "{told}");
}
