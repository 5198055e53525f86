//! Dates of which some may be others: two orders in one column, what a spreadsheet of another country has made
//! of them, columns that stand in the same doubt, and periods without days.

use super::{USUAL, asked, decisions, facts, finding, one};
use crate::support::set;
use clientele::session::Session;

fn orders(days: impl Iterator<Item = String>) -> String {
    let rows = days.enumerate().map(|(i, day)| {
        let who = i % 7;
        format!("{},c{who},{day},10\n", 1_000 + i)
    });
    let rows: String = rows.collect();
    format!("order id,customer,order date,amount\n{rows}")
}

/// The controls of the first file's card: value, and whether it was changed.
fn control(session: &Session, id: &str) -> Option<(String, bool)> {
    let controls = &session.report().unwrap().sources[0].reading;
    let found = controls.iter().find(|control| control.id == id);
    found.map(|control| (control.value.clone(), control.changed))
}

const DATES: &str = "dates.orders.csv/order date";

#[test]
fn what_fits_both_of_two_mixed_orders_is_told_after_one_was_chosen() {
    let first = (0..20).map(|i| format!("{:02}/{:02}/2024", i + 5, i % 3 + 1));
    let second = (0..10).map(|i| format!("{:02}/{:02}/2024", i % 3 + 4, i + 8));
    let mut shop = one(&orders(first.chain(second)));
    assert!(asked(&shop, DATES).is_some());
    set(&mut shop, DATES, "dmy");
    // 5 to 12 January to March are eight, 8 to 12 April to June five; 13 to 17 are five that are set aside.
    let told = finding(shop.report().unwrap(), "mixed_dates").unwrap();
    assert!(
        told.contains("13 rows fit both orders") && told.contains("5 cells are written the other"),
        "{told}"
    );
    let report = shop.report().unwrap();
    assert_eq!(report.accounting.set_aside, 5);
    let aside = report.sources[0].decisions.iter();
    let aside: Vec<&str> = aside
        .filter(|text| text.id == "reading.aside.rows")
        .map(|text| text.said.as_str())
        .collect();
    assert!(aside[0].contains("5 rows of this file"), "{aside:?}");
    assert_eq!(control(&shop, DATES), Some(("dmy".to_owned(), true)));
    set(&mut shop, "remedy.mixed_dates", "set_aside");
    assert_eq!(shop.report().unwrap().accounting.set_aside, 18);
    // Without a cell of the other order there is no doubt.
    let sound = one(&orders((0..25).map(|i| format!("{:02}/01/2024", i + 1))));
    assert_eq!(finding(sound.report().unwrap(), "mixed_dates"), None);
    assert_eq!(control(&sound, DATES), Some(("dmy".to_owned(), false)));
}

#[test]
fn numbers_of_a_spreadsheet_beside_dates_in_text_are_days() {
    // 45,292 is 1 January 2024.
    let day = |i: usize| match i % 3 {
        0 => format!("{}", 45_292 + i),
        _ => format!("{:02}/03/2024", i % 31 + 1),
    };
    let shop = one(&orders((0..60).map(day)));
    assert_eq!(facts(&shop, USUAL), ["600", "60", "7"]);
    let said = decisions(&shop);
    assert!(
        said.contains("20 cells are numbers beside 40 dates in text"),
        "{said}"
    );
    assert_eq!(finding(shop.report().unwrap(), "mixed_dates"), None);
    // A column that is called otherwise is left alone.
    let csv = orders((0..60).map(day)).replace("order date", "reference");
    assert!(!decisions(&one(&csv)).contains("numbers beside"));
}

#[test]
fn days_that_a_spreadsheet_of_another_country_has_swapped_are_asked_about() {
    // Month first, opened where the day comes first: what could be read so became a number.
    let day = |i: usize| {
        let (month, day) = (i % 3 + 4, i % 28 + 1);
        match day {
            1..=12 => {
                // From 1 January 2024: the day is taken for the month.
                let swapped = clientele::value::Day::from_civil(2024, day as u32, month as u32);
                format!("{}", swapped.unwrap().0 + 25_569)
            }
            _ => format!("{month:02}/{day:02}/2024"),
        }
    };
    let mut shop = one(&orders((0..56).map(day)));
    let told = asked(&shop, "remedy.mixed_dates").unwrap();
    assert!(
        told.contains("24 rows have numbers in place of a date"),
        "{told}"
    );
    assert_eq!(facts(&shop, USUAL)[0], "560");
    set(&mut shop, "remedy.mixed_dates", "set_aside");
    assert_eq!(facts(&shop, USUAL)[0], "320");
}

#[test]
fn columns_of_the_same_doubt_follow_the_one_that_was_chosen() {
    let row = |i: usize| {
        format!(
            "{i},{:02}/{:02}/24,{:02}/{:02}/24,c{},10\n",
            i % 12 + 1,
            i * 5 % 12 + 1,
            i * 7 % 12 + 1,
            i * 5 % 12 + 1,
            i % 3
        )
    };
    let rows: String = (0..40).map(row).collect();
    let mut shop = one(&format!(
        "order id,order date,ship date,customer,amount\n{rows}"
    ));
    assert!(decisions(&shop).contains("read day first until you choose"));
    set(&mut shop, DATES, "mdy");
    let said = decisions(&shop);
    assert!(!said.contains("until you choose"), "{said}");
    assert!(
        said.contains("The dates of ship date are read month first")
            && said.contains("as you chose for order date"),
        "{said}"
    );
    let ship = "dates.orders.csv/ship date";
    assert_eq!(control(&shop, ship), Some(("mdy".to_owned(), false)));
    set(&mut shop, ship, "dmy");
    assert_eq!(control(&shop, ship), Some(("dmy".to_owned(), true)));
    assert_eq!(control(&shop, DATES), Some(("mdy".to_owned(), true)));
    set(&mut shop, ship, "");
    set(&mut shop, DATES, "");
    assert!(asked(&shop, DATES).is_some());
    assert_eq!(control(&shop, ship), Some(("dmy".to_owned(), false)));
}

#[test]
fn weeks_are_periods_of_their_mondays() {
    let row = |i: usize| format!("c{},2024-W{:02},10\n", i % 4, i / 4 + 1);
    let rows: String = (0..40).map(row).collect();
    let shop = one(&format!("customer,week,amount\n{rows}"));
    assert_eq!(shop.report().unwrap().model.sentence.id, "model.period");
    assert!(decisions(&shop).contains("40 cells name a week and no day"));
}

#[test]
fn years_of_another_calendar_are_told_in_four_digits_and_in_two() {
    for year in ["2566", "66"] {
        let shop = one(&orders((1..=28).map(|day| format!("{day:02}/03/{year}"))));
        let warnings = &shop.report().unwrap().warnings;
        let told = |said: &str| said.contains("another calendar");
        assert!(warnings.iter().any(|text| told(&text.said)), "{year}");
    }
}

#[test]
fn times_of_day_are_told_as_such_and_as_nothing_else() {
    for time in ["05:45 PM", "5:45 p.m.", "5 pm", "17h45", "17:45 Uhr"] {
        let row = |i: usize| format!("{i},2024-01-0{i},{time},c,5.50\n");
        let rows: String = (1..9).map(row).collect();
        let said = decisions(&one(&format!("order id,date,time,customer,amount\n{rows}")));
        assert!(said.contains("time: 8 cells are times of day."), "{said}");
        assert!(!said.contains("letters"), "{said}");
    }
}

fn warned(shop: &Session, id: &str) -> bool {
    let warnings = &shop.report().unwrap().warnings;
    warnings.iter().any(|text| text.id == id)
}

#[test]
fn names_of_weekdays_are_no_dates_without_a_year() {
    let table = |days: [&str; 3]| {
        let row = |(i, day): (usize, &str)| format!("{i},{day},Ann,5.50\n");
        let rows: String = days.into_iter().enumerate().map(row).collect();
        one(&format!("order id,day,customer,amount\n{rows}"))
    };
    for days in [["Sun", "Mon", "Thur"], ["friday", "Saturday", "SUNDAY"]] {
        assert!(warned(&table(days), "warning.undated.weekdays"), "{days:?}");
    }
    assert!(warned(
        &table(["13 Jan", "14 Jan", "1 Feb"]),
        "warning.undated"
    ));
}

#[test]
fn days_that_are_counted_from_1904_are_told_beside_others() {
    // 2024-01-01 is 45,292 counted from 1900, and 43,830 from 1904.
    for (first, told) in [(43_830, true), (45_292, false)] {
        let row = |i: u32| format!("{i},{},2024-01-{:02},c{i},5\n", first + i, i + 3);
        let rows: String = (1..20).map(row).collect();
        let shop = one(&format!(
            "order id,order date,ship date,customer,amount\n{rows}"
        ));
        assert_eq!(warned(&shop, "warning.serials"), told, "{first}");
    }
}
