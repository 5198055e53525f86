//! Checks of quality against what independent tools and the authors of public files found.

mod support;

use clientele::protocol::Command;
use clientele::report::{FindingCard, Report};
use support::{ask, real_files, report_of, session_of, set};

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
