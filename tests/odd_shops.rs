//! Shops of a shape that few tests have: all customers alike, everything given back, totals of weeks,
//! names that many share, a file that tells how much was bought in other words. Each worked by hand.

mod support;

use std::fmt::Write;

use clientele::figure::{Outcome, Section};
use clientele::report::Report;
use support::{fact, plain, report_of, section};

fn report(text: &str) -> Report {
    report_of(&[("shop.csv".to_owned(), text.as_bytes().to_vec())])
}

fn headline<'a>(report: &'a Report, id: &str) -> &'a str {
    &section(report, id).headline.said
}

/// Why an analysis refuses or hedges.
fn reasons<'a>(report: &'a Report, id: &str) -> Vec<&'a str> {
    let found = report.sections.iter().find(|section| section.id == id);
    match &found.expect("a section").outcome {
        Outcome::Given { .. } => Vec::new(),
        Outcome::Weak { reasons, .. } => reasons.iter().map(|text| &text.said[..]).collect(),
        Outcome::NotEnough { reason, .. } => vec![&reason.said],
    }
}

fn notes(section: &Section) -> Vec<&str> {
    section.notes.iter().map(|note| &note.id[..]).collect()
}

/// Day `at` from the first of January 2023 on, in 28-day months.
fn day(at: usize) -> String {
    let (month, day) = (at / 28, at % 28 + 1);
    format!("{}-{:02}-{day:02}", 2023 + month / 12, month % 12 + 1)
}

#[test]
fn customers_who_are_all_alike_are_neither_segments_nor_named() {
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for customer in 0..40 {
        writeln!(text, "{customer}a,c{customer:02},2023-01-15,50").unwrap();
        writeln!(text, "{customer}b,c{customer:02},2023-07-15,50").unwrap();
    }
    let report = report(&text);
    assert_eq!(
        headline(&report, "segments"),
        "Nothing tells the customers apart by recency and frequency, so tiers are shown"
    );
    assert!(reasons(&report, "segments")[0].starts_with("All 40 customers have the same score"));
    assert_eq!(
        headline(&report, "spending"),
        "40 customers share the highest average order value, 50; 0 of 40 customers ordered once"
    );
    assert_eq!(
        reasons(&report, "personas"),
        [
            "40 of 40 customers are as high in revenue as the upper fifth, because many bring the same: \
             the personas tell little apart."
        ]
    );
    let activity = section(&report, "activity");
    assert!(
        activity.figures.is_empty(),
        "all have the order value of 50"
    );
    assert!(notes(activity).contains(&"activity.alike"));
    // All are in the upper quarter, and nobody is above the half.
    assert_eq!(plain(&report, "spending", "large_and_rare"), "0");
    let told = report.sections.iter().find(|s| s.id == "insights");
    let told = serde_json::to_string(&told).unwrap();
    assert!(!told.contains("Give them priority"), "a group of everybody");
    // Nobody is back after 90 days: no spread, no interval.
    let early = fact(&report, "second_purchase", "back_90");
    assert_eq!(early.value.exact, "0.00 %");
    assert!(matches!(
        early.interval,
        clientele::figure::Interval::None { .. }
    ));
}

#[test]
fn the_highest_order_value_is_that_of_all_customers_and_not_of_those_drawn() {
    // 210 customers with 20 orders of 10 each, and one with a single order of 150: less revenue than all.
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for at in 0..4_200 {
        writeln!(text, "{at},c{:03},{},10", at % 210, day(at / 20)).unwrap();
    }
    text.push_str("9999,once,2023-03-03,150\n");
    assert_eq!(
        headline(&report(&text), "spending"),
        "The highest average order value is a single order: once, 150; 1 of 211 customers ordered once"
    );
}

#[test]
fn a_shop_that_got_everything_back_has_a_return_rate() {
    let mut text = "order_id,customer,order_date,amount,status\n".to_owned();
    for at in 0..40 {
        writeln!(text, "{at},c{},{},25,Returned", at % 9, day(at)).unwrap();
    }
    let report = report(&text);
    assert_eq!(plain(&report, "returns", "return_rate_known"), "100.00");
    assert_eq!(plain(&report, "returns", "returned_revenue"), "1000");
    assert_eq!(
        reasons(&report, "overview"),
        ["No row counts as revenue net of returns (40 looked at)."]
    );
}

#[test]
fn totals_of_weeks_have_no_weekday_and_months_of_five_are_told() {
    let mut text = "store,week,sales\n".to_owned();
    for week in 0..60 {
        // Mondays from 2 January 2023 on.
        let date = chrono(19_359 + 7 * week);
        for store in ["North", "South"] {
            writeln!(text, "{store},{date},{}", 1_000 + week).unwrap();
        }
    }
    let report = report(&text);
    assert!(reasons(&report, "rhythm")[0].contains("one weekday (Monday)"));
    assert!(notes(section(&report, "trend")).contains(&"trend.weekly"));
    // A row is a total: of no order, and of no customer.
    assert!(fact(&report, "overview", "orders").value.quantity.is_none());
    let best = fact(&report, "trend", "latest_month");
    assert_eq!(best.notes.len(), 1, "{:?}", best.notes);
}

#[test]
fn a_market_that_sells_once_a_week_has_single_sales() {
    // Saturdays from 7 January 2023 on, two of nine products each: no totals, though no product comes twice.
    let mut text = "product,date,sales\n".to_owned();
    for week in 0..40 {
        for at in [week, week + 4] {
            writeln!(
                text,
                "P{},{},{}",
                at % 9,
                chrono(19_364 + 7 * week),
                10 + week
            )
            .unwrap();
        }
    }
    assert_eq!(plain(&report(&text), "overview", "orders"), "80");
}

/// The day so many days after 1970-01-01.
fn chrono(days: i32) -> String {
    clientele::value::Day(days).to_string()
}

#[test]
fn who_shares_a_name_is_called_by_name_and_id() {
    let mut text = "order_id,customer_id,customer_name,order_date,amount\n".to_owned();
    for at in 0..60 {
        let customer = at % 12;
        let name = if customer == 7 {
            "Eve Moe"
        } else {
            ["Ann Lee", "Bob Fox"][customer % 2]
        };
        let amount = if customer == 4 { 90 } else { 10 + customer };
        writeln!(text, "{at},{},{name},{},{amount}", 500 + customer, day(at)).unwrap();
    }
    let report = report(&text);
    let ranking = &support::section(&report, "contribution").grids;
    let named: Vec<&str> = ranking
        .iter()
        .find(|grid| grid.id == "ranking")
        .expect("a ranking")
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter_map(|cell| match cell {
            clientele::figure::Cell::Text(text) => Some(&text.said[..]),
            clientele::figure::Cell::Value(_) => None,
        })
        .collect();
    assert!(named.contains(&"Ann Lee (504)") && named.contains(&"Eve Moe"));
    assert!(!named.contains(&"Ann Lee"));
}

/// 90 customers; every third buys once, the next two to four times, the last five to seven times. A second file says so in
/// words, and in which city each lives.
fn told_in_words() -> Report {
    let mut orders = "order_id,customer_id,order_date,amount\n".to_owned();
    let mut words = "customer_id,loyalty,city\n".to_owned();
    let mut order = 0;
    for customer in 0..90 {
        let more = customer / 3 % 3;
        let (times, word) =
            [(1, "once"), (2 + more, "sometimes"), (5 + more, "often")][customer % 3];
        let city = ["Bonn", "Kiel"][customer / 3 % 2];
        writeln!(words, "{customer},{word},{city}").unwrap();
        for time in 0..times {
            order += 1;
            let amount = 20 + customer % 7;
            writeln!(
                orders,
                "{order},{customer},{},{amount}",
                day(customer * 2 + time * 20)
            )
            .unwrap();
        }
    }
    report_of(&[
        ("orders.csv".to_owned(), orders.into_bytes()),
        ("customers.csv".to_owned(), words.into_bytes()),
    ])
}

#[test]
fn a_column_that_says_how_often_somebody_bought_explains_no_purchase() {
    let report = told_in_words();
    for id in ["drivers", "what_marks"] {
        let section = section(&report, id);
        assert!(notes(section).contains(&"ranges.left_out"), "{id}");
        let told = serde_json::to_string(section).unwrap();
        assert!(told.contains("Not compared: loyalty."), "{id}");
        assert!(
            told.contains("city: Bonn") && !told.contains("loyalty: often"),
            "{id}"
        );
    }
}

#[test]
fn months_before_which_nothing_is_known_are_not_compared() {
    // 60 customers seem new in January, of whom all come back; then 5 a month, who do not.
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    let mut order = 0;
    let mut buy = |customer: usize, at: usize| {
        order += 1;
        writeln!(
            text,
            "{order},c{customer},{},{}",
            day(at),
            20 + customer % 9
        )
        .unwrap();
    };
    for customer in 0..60 {
        buy(customer, customer % 28);
        buy(customer, customer % 28 + 60);
    }
    for customer in 60..130 {
        buy(customer, 28 + (customer - 60) * 28 / 5);
    }
    let report = report(&text);
    let section = section(&report, "drivers");
    assert!(notes(section).contains(&"drivers.no_month"));
    let told = serde_json::to_string(section).unwrap();
    assert!(told.contains("60 customers seem new in Jan 2023"));
    assert!(!told.contains("First purchase in"));
}

#[test]
fn a_forecast_starts_after_a_year_of_nothing_and_names_an_order_that_makes_it() {
    // 14 months of 2018 and 2019, nothing in 2020 and 2021, 4 months of 2022.
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    let months = (0..14).chain(48..52);
    for at in months {
        let date = format!("{}-{:02}", 2018 + at / 12, at % 12 + 1);
        writeln!(text, "{at}a,c{},{date}-01,{}", at % 5, 90 + at).unwrap();
        writeln!(text, "{at}b,c{},{date}-28,{}", at % 3, 90 + at).unwrap();
    }
    let after = report(&text);
    assert!(
        reasons(&after, "forecast")[0]
            .starts_with("No row counts in the twelve months and more up to Dec 2021")
    );

    // 30 months of 200 each with an order of 90,000 in one: without it 200 a month are to come.
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for at in 0..30 {
        let date = format!("{}-{:02}", 2018 + at / 12, at % 12 + 1);
        writeln!(text, "{at}a,c{},{date}-01,100", at % 5).unwrap();
        writeln!(text, "{at}b,c{},{date}-28,100", at % 3).unwrap();
    }
    text.push_str("big,c1,2020-02-10,90000\n");
    let rests = report(&text);
    let told = reasons(&rests, "forecast");
    assert!(
        told.iter()
            .any(|said| said.starts_with("The forecast rests on one order of Feb 2020, 90 k")),
        "{told:?}"
    );
}

/// 100 customers of 20 to 69 years, with these ages in place of the first ones.
fn aged(odd: &[&str]) -> Report {
    let mut text = "order_id,customer_id,age,order_date,amount\n".to_owned();
    for at in 0..300 {
        let customer = at % 100;
        let age = (20 + customer % 50).to_string();
        let age = odd.get(customer).copied().unwrap_or(&age);
        writeln!(text, "{at},{customer},{age},{},30", day(at)).unwrap();
    }
    report(&text)
}

#[test]
fn an_age_that_nobody_has_is_unknown_and_leaves_the_others_their_bands() {
    let report = aged(&["-3", "999", "150"]);
    let section = section(&report, "customer_attributes");
    let note = section
        .notes
        .iter()
        .find(|note| note.id == "attributes.odd_ages");
    assert!(
        note.expect("a note")
            .said
            .starts_with("3 customers have an age that nobody has")
    );
    // Of 97 the ages from 20 to 30: 11 of each half hundred, without the first three.
    let fact = support::fact(&report, "customer_attributes", "ages_between");
    assert_eq!((fact.n, fact.value.exact.as_str()), (97, "19.59 %"));
}

#[test]
fn who_gave_everything_back_is_no_less_followed() {
    // 40 customers buy a hat, which half of them give back at once and never come again; 40 buy a coat, and
    // half of them come again. Of those with a hat nobody came again but the 20 who kept it.
    let mut text = "order_id,customer,order_date,product,amount,status\n".to_owned();
    for customer in 0..80 {
        let (product, half) = (["Hat", "Coat"][customer % 2], customer / 2 % 2 == 0);
        let status = if product == "Hat" && half {
            "Returned"
        } else {
            "Delivered"
        };
        let first = day(customer * 2);
        writeln!(
            text,
            "{customer}a,c{customer},{first},{product},20,{status}"
        )
        .unwrap();
        if !half {
            let again = day(customer * 2 + 30);
            writeln!(
                text,
                "{customer}b,c{customer},{again},{product},20,Delivered"
            )
            .unwrap();
        }
    }
    writeln!(text, "last,c1,2024-06-01,Coat,20,Delivered").unwrap();
    // 40 of 80 are back within the window, and not 40 of the 60 who kept something.
    let share = support::fact(&report(&text), "drivers", "second_purchase_share").clone();
    assert_eq!((share.n, share.value.exact.as_str()), (80, "50.00 %"));
}

#[test]
fn a_month_and_a_segment_that_one_order_makes_name_it() {
    // 60 customers with 2 orders of 30 in turns, and one order of 9,000 of the first in April.
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for at in 0..120 {
        writeln!(text, "{at},c{:02},{},30", at % 60, day(at)).unwrap();
    }
    writeln!(text, "big,c00,2023-04-10,9000").unwrap();
    writeln!(text, "more,c02,2023-04-11,30").unwrap();
    writeln!(text, "last,c01,2023-06-30,30").unwrap();
    let report = report(&text);
    // April: days 84 to 111 are 28 orders of 30, one more and the large one: 9,870 of 12,660.
    assert_eq!(
        headline(&report, "trend"),
        "Apr 2023 was the best complete month, with 9,870 and 78 % of all revenue; one order alone brings 9,000 of it"
    );
    let said = headline(&report, "segments");
    assert!(said.ends_with("; c00 alone 71.6 %"), "{said}");
}
