//! Small shops worked by hand, number by number and sentence by sentence.

mod support;
#[path = "support/tables.rs"]
mod tables;

use clientele::report::Report;
use support::{report_of, section};

fn report(text: &str) -> Report {
    report_of(&[("shop.csv".to_owned(), text.as_bytes().to_vec())])
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
