//! Tables with a column for each period: their cells are rows, what adds them up is not added again, and what is no
//! sales is left as it is.

use clientele::figure::{Cell, Row, Trace};
use clientele::protocol::{Command, Event, Request};
use clientele::session::Session;

use super::{USUAL, asked, facts, finding, session};
use crate::support::set;

/// Three customers in three months, in which they bought for 100, 250 and 80: eight cells, two of them idle.
const MONTHS: &str = "Customer,Region,Jan 2024,Feb 2024,Mar 2024,Total\n\
    Ann,North,10,20.50,69.50,100\nBob,South,0,250,,250\nCid,South,30,30,20,80\nDee,North,,0,,0\n\
    Total,,40,300.50,89.50,430\n";

fn said(session: &Session) -> String {
    let report = session.report().unwrap();
    let told = report.warnings.iter().chain(&report.model.joins);
    let told: Vec<&str> = told.map(|text| text.said.as_str()).collect();
    told.join(" ")
}

#[test]
fn the_cells_of_months_are_rows_and_lead_back_to_their_records() {
    let mut shop = session(&[("sales.csv", MONTHS)]);
    assert_eq!(facts(&shop, USUAL)[..1], ["430"]);
    assert_eq!(facts(&shop, USUAL)[2], "3");
    let told = said(&shop);
    for part in [
        "3 of them, from Jan 2024 to Mar 2024",
        "7 rows of 4 records",
        "1 record of sales.csv has nothing",
        "line 5",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(
        told.contains("Total adds up the periods in all 4 records"),
        "{told}"
    );
    let total = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(total.contains("430") && total.contains("line 6"), "{total}");
    assert_eq!(shop.report().unwrap().accounting.records, 7);
    let command = Command::Rows {
        trace: Trace::all(),
        offset: 0,
        limit: 9,
    };
    let answers = shop.handle(&Request { id: 9, command });
    let Event::RowsFound { grid } = &answers[0].event else {
        panic!("rows were asked for")
    };
    let words = |row: &Row| {
        let cells = row.cells.iter().map(|cell| match cell {
            Cell::Value(value) => value.exact.clone(),
            Cell::Text(text) => text.said.clone(),
        });
        cells.collect()
    };
    let cells: Vec<Vec<String>> = grid.rows.iter().map(words).collect();
    assert_eq!(cells.len(), 7, "{cells:?}");
    assert_eq!(cells[1][1..], ["2", "Ann", "North", "2024-02", "20.50"]);
    assert_eq!(cells[3][1..], ["3", "Bob", "South", "2024-02", "250"]);
}

#[test]
fn the_card_of_a_file_turns_its_months_back_and_undoes_it() {
    let mut shop = session(&[("sales.csv", MONTHS)]);
    set(&mut shop, "periods.sales.csv", "columns");
    assert_eq!(shop.report().unwrap().accounting.records, 0);
    assert!(said(&shop).contains("you chose so"), "{}", said(&shop));
    let card = &shop.report().unwrap().sources[0];
    let control = card.reading.iter().find(|it| it.id == "periods.sales.csv");
    assert_eq!(control.unwrap().value, "columns");
    set(&mut shop, "periods.sales.csv", "");
    assert_eq!(facts(&shop, USUAL)[0], "430");
}

#[test]
fn a_total_that_does_not_add_up_is_told_with_its_line() {
    let wrong = MONTHS.replace("250,,250", "250,,205");
    let shop = session(&[("sales.csv", &wrong)]);
    assert_eq!(facts(&shop, USUAL)[0], "430");
    let told = said(&shop);
    assert!(
        told.contains("1 of 4 records: in line 3 it is 205, and the periods are 250"),
        "{told}"
    );
}

#[test]
fn months_without_a_year_have_that_of_the_file_or_are_asked_for() {
    let bare = MONTHS.replace(" 2024", "");
    let of_name = session(&[("sales-2023.csv", &bare)]);
    assert_eq!(facts(&of_name, USUAL)[0], "430");
    assert!(of_name.report().unwrap().title.said.contains("2023"));
    let title = format!("Sales by customer 2022,,,,,\n\n{bare}");
    let of_title = session(&[("sales.csv", &title)]);
    assert!(of_title.report().unwrap().title.said.contains("2022"));
    let mut open = session(&[("sales.csv", &bare)]);
    assert_eq!(open.report().unwrap().accounting.records, 0);
    assert!(
        asked(&open, "periods.sales.csv")
            .unwrap()
            .contains("Which year")
    );
    set(&mut open, "periods.sales.csv", "2021");
    assert_eq!(facts(&open, USUAL)[0], "430");
    assert!(open.report().unwrap().title.said.contains("2021"));
    let rows = "Customer,Year,Jan,Feb,Mar\nAnn,2022,1,2,3\nAnn,2023,4,5,6\nBob,2023,7,8,9\n";
    let by_row = session(&[("sales.csv", rows)]);
    assert_eq!(facts(&by_row, USUAL)[0], "45");
    let title = &by_row.report().unwrap().title.said;
    assert!(title.contains("2022") && title.contains("2023"), "{title}");
}

#[test]
fn years_side_by_side_and_in_two_files_are_put_together() {
    let years = session(&[(
        "sales.csv",
        "Customer,2021,2022,2023\nAnn,1,2,3\nBob,4,,6\nCid,7,8,9\n",
    )]);
    assert_eq!(facts(&years, USUAL)[0], "40");
    let told = &years.report().unwrap().model.sentence.said;
    assert!(told.contains("longer than a month"), "{told}");
    let bare = MONTHS
        .replace(" 2024", "")
        .replace("Total,,40,300.50,89.50,430\n", "");
    let next = bare
        .replace("Bob,South,0", "Bob,South,5")
        .replace("250,,250", "250,,255");
    let both = session(&[("sales-2023.csv", &bare), ("sales-2024.csv", &next)]);
    assert_eq!(facts(&both, USUAL)[0], "865");
    assert_eq!(both.report().unwrap().accounting.set_aside, 0);
}

#[test]
fn what_is_no_sales_or_several_things_is_not_added_up() {
    for (name, csv, why) in [
        (
            "p.csv",
            "Metric,Jan 2024,Feb 2024,Mar 2024\nRevenue,10,20,30\nCost,5,6,7\nProfit,5,14,23\n",
            "several",
        ),
        (
            "p.csv",
            "Customer,Scenario,Jan 2024,Feb 2024,Mar 2024\nAnn,Actual,1,2,3\nAnn,Budget,4,5,6\nBob,Actual,7,8,9\nBob,Budget,7,8,9\n",
            "several",
        ),
        (
            "p.csv",
            "Customer,Jan Units,Jan Sales,Feb Units,Feb Sales,Mar Units,Mar Sales\nAnn,1,2,3,4,5,6\nBob,1,2,3,4,5,6\n",
            "several",
        ),
        (
            "stock-2024.csv",
            "Product,Jan,Feb,Mar\nLamp,1,2,3\nVase,1,2,3\n",
            "something else",
        ),
        (
            "p.csv",
            "Product,Jan 2024,Feb 2024,Mar 2024\nLamp,1%,2%,3%\nVase,1%,2%,3%\n",
            "something else",
        ),
        (
            "p.csv",
            "Jan 2024,Feb 2024,Mar 2024\n1,2,3\n4,5,6\n",
            "no other column is known",
        ),
        (
            "p.csv",
            "Customer,01/02/2024,02/02/2024,03/02/2024\nAnn,2,3,1\nBob,5,6,1\n",
            "two ways",
        ),
    ] {
        let shop = session(&[(name, csv)]);
        assert_eq!(shop.report().unwrap().accounting.records, 0, "{csv}");
        assert!(said(&shop).contains(why), "{csv}: {}", said(&shop));
    }
}

#[test]
fn running_totals_are_not_added_and_subtotals_are_set_aside() {
    let rows: String = (0..12)
        .map(|i| {
            format!(
                "C{i},{},{},{},{}\n",
                10 * i + 1,
                20 * i + 5,
                30 * i + 9,
                41 * i + 13
            )
        })
        .collect();
    let running = format!("Customer,Jan 2024,Feb 2024,Mar 2024,Apr 2024\n{rows}");
    let shop = session(&[("p.csv", &running)]);
    assert_eq!(shop.report().unwrap().accounting.records, 0);
    assert!(said(&shop).contains("running totals"), "{}", said(&shop));
    let csv = "Region,Customer,Jan 2024,Feb 2024,Mar 2024\nNorth,Ann,10,20,30\nNorth,Bob,1,2,3\n\
        North Total,,11,22,33\nSouth,Cid,5,5,9\nSouth,Dee,6,6,6\nSouth Total,,11,11,15\nGrand Total,,22,33,48\n";
    let mut shop = session(&[("p.csv", csv)]);
    let told = finding(shop.report().unwrap(), "subtotals").unwrap();
    assert!(
        told.contains("6 rows add up rows above them, worth 103"),
        "{told}"
    );
    assert_eq!(shop.report().unwrap().accounting.set_aside, 6);
    set(&mut shop, "remedy.subtotals", "set_aside");
    assert_eq!(facts(&shop, USUAL)[0], "103");
    let total = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(total.contains("103"), "{total}");
}

#[test]
fn months_below_their_years_and_months_in_six_digits_are_periods() {
    let years = [",2023,,,2024,,", ",2023,2023,2023,2024,2024,2024"];
    for line in years {
        let csv = format!(
            "Sales by customer,,,,,,\n{line}\nCustomer,Jan,Feb,Mar,Jan,Feb,Mar\nAnn,1,2,3,4,5,6\nBob,9,8,7,6,5,4\nCid,1,,,,,1\n"
        );
        let shop = session(&[("p.csv", &csv)]);
        // 21 + 39 + 2.
        assert_eq!(facts(&shop, USUAL)[0], "62", "{line}");
        let title = &shop.report().unwrap().title.said;
        assert!(title.contains("2023") && title.contains("2024"), "{title}");
    }
    let sap = "Debitor;Name 1;202311;202312;202401\n1000;Maier GmbH;1.234,50;0,00;2.000,00\n1001;Huber KG;10,00;20,00;\n\
        Ergebnis;;1.244,50;20,00;2.000,00\n";
    let shop = session(&[("p.csv", sap)]);
    assert_eq!(facts(&shop, USUAL)[0], "3264.50");
    let total = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(total.contains("so do all its rows"), "{total}");
}

#[test]
fn the_list_of_orders_is_worth_more_than_its_totals() {
    let orders = "order id,date,customer,amount\n1,2024-01-05,Ann,10\n2,2024-02-05,Bob,20\n3,2024-03-01,Cid,70\n";
    let shop = session(&[("orders.csv", orders), ("sales.csv", MONTHS)]);
    assert_eq!(facts(&shop, USUAL), ["100", "3", "3"]);
}

#[test]
fn totals_of_quarters_and_years_do_not_claim_months() {
    let quarters: String = (0..24)
        .map(|i| {
            format!(
                "C{},Q{} {},{}\n",
                i % 3,
                i / 3 % 4 + 1,
                2023 + i / 12,
                10 + i
            )
        })
        .collect();
    let shop = session(&[("sales.csv", &format!("customer,quarter,amount\n{quarters}"))]);
    // 24 rows of 10 to 33.
    assert_eq!(
        facts(&shop, ["revenue", "customers", "revenue"])[..2],
        ["516", "3"]
    );
    let report = shop.report().unwrap();
    assert!(report.model.sentence.said.contains("longer than a month"));
    let trend = report.sections.iter().find(|section| section.id == "trend");
    let told = format!("{:?}", trend.unwrap().outcome);
    assert!(told.starts_with("NotEnough"), "{told}");
}
