//! Small shops worked by hand, number by number and sentence by sentence.

mod support;
#[path = "support/tables.rs"]
mod tables;

use std::fmt::Write;

use clientele::figure::{Interval, Outcome};
use clientele::report::Report;
use support::{fact, report_of, section};

fn report(text: &str) -> Report {
    report_of(&[("shop.csv".to_owned(), text.as_bytes().to_vec())])
}

/// The ends of a fact's interval, as they are told.
fn ends(report: &Report, id: &str, name: &str) -> [String; 2] {
    match &fact(report, id, name).interval {
        Interval::Between { low, high, .. } => [low, high].map(|end| end.exact.clone()),
        Interval::None { reason } => panic!("no interval: {}", reason.said),
    }
}

/// a buys on 1, 11 and 21 January and on 20 March, and gives the last purchase back; b buys on 31 March.
const GIVEN_BACK: &str = "order_id,customer,order_date,amount,status\n\
    1,a,2023-01-01,100,Delivered\n\
    2,a,2023-01-11,100,Delivered\n\
    3,a,2023-01-21,100,Delivered\n\
    4,a,2023-03-20,100,Returned\n\
    5,b,2023-03-31,10,Delivered\n";

#[test]
fn who_gave_the_last_purchase_back_was_there_all_the_same() {
    let report = report(GIVEN_BACK);
    // Eleven days of silence, not 69, which would be seven of the usual gaps of ten.
    let states = &section(&report, "overdue").figures[0].table;
    let counts: Vec<u64> = states.rows.iter().map(|row| row.n).collect();
    assert_eq!(counts, [2, 0, 0, 2], "active, late, lapsed, all");
}

#[test]
fn the_days_between_orders_are_those_of_the_booked_orders_wherever_they_are_told() {
    let report = report(GIVEN_BACK);
    let ranking = tables::grid(section(&report, "contribution"), "ranking");
    let gap = tables::cell(ranking, &ranking.rows[0], "average_gap");
    // From 1 January to 20 March are 78 days with three gaps.
    assert_eq!(tables::exact(gap), "26");
}

#[test]
fn a_change_of_ten_customers_is_as_sure_as_student_says() {
    let mut text = "order_id,customer,order_date,amount\n".to_owned();
    for at in 1..=10 {
        writeln!(text, "a{at},c{at},2022-01-01,100").unwrap();
        writeln!(text, "b{at},c{at},2023-01-31,{}", 100 + at).unwrap();
    }
    // Changes of 1 to 10: sum 55, variance 55/6. sqrt(10 * 55/6) = 9.574, t with 9 degrees 2.2622.
    assert_eq!(
        ends(&report(&text), "revenue_change", "change"),
        ["33.34", "76.66"]
    );
    // Who only gives back changes revenue, too: sum -25, variance 339.36, t with 11 degrees 2.2010.
    text.push_str("r1,d1,2023-01-15,-50\nr2,d2,2023-01-15,-30\n");
    assert_eq!(
        ends(&report(&text), "revenue_change", "change"),
        ["\u{2212}165.45", "115.45"]
    );
}

#[test]
fn where_the_popular_is_bought_anyway_suggestions_have_nothing_to_win() {
    let mut text = "order_id,customer,order_date,product,amount\n".to_owned();
    for at in 0..120 {
        // Four products: whoever has one of them is offered all others.
        let [first, then] = [0, 1].map(|more| ["Tea", "Cake", "Jam", "Honey"][(at + more) % 4]);
        writeln!(text, "a{at},c{at},2023-01-{:02},{first},5", at % 28 + 1).unwrap();
        writeln!(text, "b{at},c{at},2023-02-{:02},{then},9", at % 28 + 1).unwrap();
    }
    let report = report(&text);
    let found = report.sections.iter().find(|s| s.id == "next_product");
    let Outcome::NotEnough { reason, .. } = &found.unwrap().outcome else {
        panic!("a refusal")
    };
    assert_eq!(
        reason.said,
        "Of the five most popular products that a customer did not have, one was bought next by 100 % of 120 customers. That leaves less than a tenth for other suggestions to win."
    );
}

/// Forty customers begin with tea and cake, forty with tea, forty with cake; of these 30, 10 and 10 come back.
fn tea_and_cake() -> String {
    let mut text = "order_id,customer,order_date,category,amount\n".to_owned();
    for at in 0..120 {
        let (kind, day) = (at / 40, at % 28 + 1);
        for category in [["Tea", "Cake"].as_slice(), &["Tea"], &["Cake"]][kind] {
            writeln!(text, "a{at},c{at},2023-01-{day:02},{category},10").unwrap();
        }
        if at % 40 < [30, 10, 10][kind] {
            writeln!(text, "b{at},c{at},2023-02-{day:02},Tea,10").unwrap();
        }
    }
    text + "z,z,2023-12-31,Tea,10\n"
}

#[test]
fn who_began_with_two_categories_began_with_each_of_them() {
    let report = report(&tea_and_cake());
    let table = tables::table(
        &report,
        "drivers",
        "drivers",
        &["customers", "with", "without"],
    );
    let mut of_category: Vec<_> = table
        .into_iter()
        .filter(|(name, _)| name.starts_with("category"))
        .collect();
    of_category.sort();
    // 40 of 80 with, 10 of 40 without: the same of both.
    let expected = [
        ("category: Cake", &["80", "50.00", "25.00"][..]),
        ("category: Tea", &["80", "50.00", "25.00"]),
    ];
    assert_eq!(of_category, tables::rows(&expected));
}

#[test]
fn groups_by_the_first_purchase_leave_out_who_began_with_several_kinds() {
    let report = report(&tea_and_cake());
    let grid = tables::grid(section(&report, "hypotheses"), "hypotheses");
    let sizes: Vec<(&str, u64)> = grid
        .rows
        .iter()
        .map(|row| (tables::name(row), row.n))
        .collect();
    assert_eq!(sizes, [("Tea", 41), ("Cake", 40)]);
}

#[test]
fn rows_without_a_rate_are_in_doubt_whatever_they_are_worth() {
    let mut text = "order_id,customer,order_date,amount,currency\n".to_owned();
    for at in 0..10 {
        let currency = ["USD", "INR"][at.min(1)];
        writeln!(
            text,
            "{at},c{at},2023-01-{:02},{},{currency}",
            at + 1,
            50 + at
        )
        .unwrap();
    }
    // One row of ten: a tenth of the revenue, were it worth as much as the others.
    let said = report(&text).quality.said;
    assert!(
        said.contains("up to 10 % of the revenue is in doubt"),
        "{said}"
    );
}
