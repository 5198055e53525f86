//! Checks of quality against what independent tools and the authors of public files found.

mod support;

use clientele::protocol::Command;
use clientele::report::{FindingCard, Report};
use support::{ask, plain, real_files, report_of, session_of, set};

fn finding<'a>(report: &'a Report, code: &str) -> &'a FindingCard {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found.unwrap_or_else(|| panic!("no finding {code}"))
}

#[test]
fn totals_are_checked_against_price_and_quantity() {
    let Some(files) = real_files("persona_orders", &["orders.csv"]) else {
        return;
    };
    let report = report_of(&files);
    let said = &finding(&report, "line_totals").sentence.said;
    assert_eq!(finding(&report, "line_totals").n, 20);
    assert!(
        said.contains("20 rows") && said.contains("2.07 times"),
        "{said}"
    );
    let said = &finding(&report, "dependencies").sentence.said;
    assert!(said.contains("Gender differs within 192 of 292"), "{said}");
    assert!(said.contains("Region differs within 217 of 289"), "{said}");
    assert!(said.contains("each customer: Age."), "{said}");
}

#[test]
fn missing_totals_are_rebuilt_when_asked() {
    let Some(files) = real_files("dirty_cafe", &["sales.csv"]) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    let report = session.report().unwrap().clone();
    let told = finding(&report, "line_totals");
    println!("{}", told.sentence.said);
    assert_eq!(told.n, 462);
    for amount in ["84,867.50 as written", "89,056 with"] {
        assert!(
            told.sentence.said.contains(amount),
            "{}",
            told.sentence.said
        );
    }
    let used = report.accounting.used;
    set(&mut session, "remedy.line_totals", "rebuild");
    let rebuilt = session.report().unwrap();
    println!("{} {}", used, rebuilt.accounting.used);
    assert!(rebuilt.accounting.used > used);
}

#[test]
fn ends_of_columns_and_outliers_are_told() {
    let Some(files) = real_files("amart", &["customers.csv"]) else {
        return;
    };
    let report = report_of(&files);
    for code in ["capped", "outliers", "personal_data"] {
        println!("{}", finding(&report, code).sentence.said);
    }
    let said = &finding(&report, "capped").sentence.said;
    assert!(
        said.contains("1,030 have exactly 1") && said.contains("1,001 have exactly 207"),
        "{said}"
    );
    let said = &finding(&report, "outliers").sentence.said;
    assert!(said.contains("112 in TOTAL_ORDERS"), "{said}");
    let said = &finding(&report, "personal_data").sentence.said;
    assert!(
        said.contains("EMAIL_ID") && said.contains("LAST_NAME"),
        "{said}"
    );
}

#[test]
fn previews_and_examples_mask_persons() {
    let csv = "id,email,date,amount\n1,ann@example.com,2020-01-31,5\n2, bob@example.com,2020-02-01,x\n1,ann@example.com,2020-02-03,7\n";
    let report = report_of(&[("orders.csv".to_owned(), csv.as_bytes().to_vec())]);
    let shown = serde_json::to_string(&report.sources).unwrap();
    assert!(
        shown.contains('\u{2022}') && !shown.contains("example.com"),
        "{shown}"
    );
    for finding in &report.findings {
        assert!(
            finding
                .examples
                .iter()
                .all(|example| !example.said.contains("bob@")),
            "{finding:?}"
        );
    }
}

#[test]
fn a_total_row_is_checked_against_the_sum() {
    let rows: String = (1..=20)
        .map(|row| format!("{row},2020-01-{row:02},c{},10.50\n", row % 4))
        .collect();
    let said = |total: &str| {
        let csv = format!("id,date,customer,amount\n{rows}Total,,,{total}\n");
        let report = report_of(&[("orders.csv".to_owned(), csv.into_bytes())]);
        let card = finding(&report, "total_row");
        (card.severity.clone(), card.sentence.said.clone())
    };
    let (severity, agrees) = said("210.00");
    assert!(
        severity == "note" && agrees.contains("so do all its rows"),
        "{agrees}"
    );
    let (severity, differs) = said("220");
    assert!(
        severity == "warning" && differs.contains("add up to 210"),
        "{differs}"
    );
}

#[test]
fn months_without_rows_are_named() {
    let sold_in = |months: &[u32]| {
        let mut csv = String::from("customer,date,amount\n");
        for month in months {
            csv.push_str(&format!("a,2020-{month:02}-15,5\nb,2020-{month:02}-03,6\n"));
        }
        let report = report_of(&[("orders.csv".to_owned(), csv.into_bytes())]);
        let found = report.findings.iter().find(|f| f.code == "calendar_gaps");
        found.map(|finding| finding.sentence.said.clone())
    };
    let said = sold_in(&[1, 2, 3, 4, 7, 8, 9, 10]).unwrap();
    assert!(
        said.contains("2 of 10 months") && said.contains("May 2020 and Jun 2020"),
        "{said}"
    );
    // More lack than are there, and in no regular way.
    let said = sold_in(&[1, 3, 8]).unwrap();
    assert!(said.contains("5 of 8 months"), "{said}");
    // Once a quarter nothing lacks.
    assert_eq!(sold_in(&[1, 4, 7, 10]), None);
}

#[test]
fn spellings_of_one_value_are_proposed_for_merging() {
    let csv = "customer,date,amount,job\na,2020-01-31,5,Blue Collar\nb,2020-02-01,6,Blue-Collar\nc,2020-02-02,7,Clerical\n";
    let report = report_of(&[("orders.csv".to_owned(), csv.as_bytes().to_vec())]);
    let found = finding(&report, "spellings");
    assert!(
        found.sentence.said.contains("1 in job"),
        "{}",
        found.sentence.said
    );
    assert!(
        found.examples[0].said.contains("Blue-Collar"),
        "{:?}",
        found.examples
    );
}

#[test]
fn amounts_written_with_several_currencies_are_never_summed_across() {
    let csv = "order id,customer,date,total\n1,a,2024-01-01,$10.50\n2,b,2024-01-02,€4.00\n\
               3,a,2024-01-03,$1.00\n4,b,2024-01-04,EUR 6.00\n5,c,2024-01-05,$3.00\n";
    let mut session = session_of(&[("orders.csv".to_owned(), csv.as_bytes().to_vec())]);
    ask(&mut session, Command::Report);
    let report = session.finish().unwrap();
    assert_eq!(
        (report.accounting.used, report.accounting.set_aside),
        (3, 2)
    );
    assert_eq!(plain(report, "overview", "revenue"), "14.50");
    let said = &finding(report, "other_currencies").sentence.said;
    assert!(said.contains("2 rows are in EUR"), "{said}");
    set(&mut session, "rate.EUR", "1.1");
    let report = session.finish().unwrap();
    assert_eq!(report.accounting.used, 5);
    assert_eq!(plain(report, "overview", "revenue"), "25.50");
}

#[test]
fn where_only_some_amounts_name_a_currency_the_column_is_not_added_up() {
    let csv = "order id,customer,date,total\n1,a,2024-01-01,$10.50\n2,b,2024-01-02,€4.00\n\
               3,a,2024-01-03,1.00\n";
    let report = report_of(&[("orders.csv".to_owned(), csv.as_bytes().to_vec())]);
    assert_eq!(report.accounting.used, 0);
}

/// Rows of a shop: order, day, customer, amount, of which some are as told.
fn shop(header: &str, rows: &[&str]) -> Vec<(String, Vec<u8>)> {
    let sound = (1..=20).map(|i| format!("{i},2024-01-{i:02},c{},{i}.00\n", i % 7));
    let told = rows.iter().map(|row| format!("{row}\n"));
    let csv: String = std::iter::once(format!("{header}\n"))
        .chain(sound)
        .chain(told)
        .collect();
    vec![("shop.csv".to_owned(), csv.into_bytes())]
}

#[test]
fn each_rule_that_moves_more_than_a_little_asks_whether_it_is_right() {
    const HEADER: &str = "order_id,order_date,customer_id,amount";
    for (code, header, rows) in [
        ("ragged", HEADER, &["21,2024-02-01", "22,2024-02-01,c1"][..]),
        (
            "duplicates",
            "line_id,order_date,customer_id,amount",
            &["20,2024-01-20,c6,20.00"],
        ),
        (
            "invalid_amounts",
            HEADER,
            &["21,2024-02-01,c1,-1", "22,2024-02-02,c2,-1"],
        ),
        (
            "unreadable_dates",
            HEADER,
            &["21,,c1,30.00", "22,,c1,40.00"],
        ),
    ] {
        let report = report_of(&shop(header, rows));
        let asked: Vec<&str> = report.questions.iter().map(|q| q.id.as_str()).collect();
        let wanted = format!("remedy.{code}");
        assert!(asked.contains(&wanted.as_str()), "{code}: {asked:?}");
        let question = report.questions.iter().find(|q| q.id == wanted).unwrap();
        let said = &question.label.said;
        assert!(said.contains("of the rows"), "{said}");
        assert!(!question.value.is_empty(), "a default is in force");
    }
}

#[test]
fn a_rule_that_moves_little_asks_nothing_and_an_answer_ends_the_question() {
    let rows: String = (0..2000)
        .map(|i| format!("{i},2024-01-{:02},c{},5.00\n", i % 28 + 1, i % 90))
        .collect();
    let csv = format!("order_id,order_date,customer_id,amount\n{rows}7777,,c1,5.00\n");
    let report = report_of(&[("shop.csv".to_owned(), csv.into_bytes())]);
    assert_eq!(finding(&report, "unreadable_dates").n, 1);
    assert!(report.questions.is_empty(), "{:?}", report.questions);
    let mut session = session_of(&shop(
        "order_id,order_date,customer_id,amount",
        &["21,,c1,30.00", "22,,c1,40.00"],
    ));
    ask(&mut session, Command::Report);
    assert_eq!(session.report().unwrap().questions.len(), 1);
    set(&mut session, "remedy.unreadable_dates", "set_aside");
    assert!(session.report().unwrap().questions.is_empty());
}

#[test]
fn at_most_three_questions_are_asked_most_revenue_first() {
    let mut rows = vec!["21,2024-02-01", "22,2024-02-01,c1", "23,,c1,90.00"];
    rows.extend(["24,2024-02-04,c1,-1", "25,2024-02-05,c1,-1"]);
    rows.extend(["20,2024-01-20,c6,20.00", "20,2024-01-20,c6,20.00"]);
    let report = report_of(&shop("line_id,order_date,customer_id,amount", &rows));
    let asked: Vec<&str> = report.questions.iter().map(|q| q.id.as_str()).collect();
    // 90 of 360 without a date, 40 in copies; the ragged and the missing have no amount to lose.
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(asked[..2], ["remedy.unreadable_dates", "remedy.duplicates"]);
}
