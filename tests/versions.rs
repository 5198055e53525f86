//! What an earlier version wrote is still understood: a fixture of each released schema.

use clientele::recipe::{Recipe, View};
use clientele::report::Report;

mod support;

const STORY: &str = "customer,date,amount,currency\nAda,2020-01-03,10.50,EUR\nBob,2020-01-04,20,EUR\nAda,2020-02-01,-5,EUR\nCay,2020-02-09,1,USD\n";

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("CLIENTELE_BLESS").is_some() && name.starts_with("report") {
        let report = support::report_of(&[("shop.csv".to_owned(), STORY.as_bytes().to_vec())]);
        std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap() + "\n").unwrap();
    }
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_report_of_schema_1_is_read_and_says_the_same() {
    let report: Report = serde_json::from_str(&fixture("report-1.json")).unwrap();
    assert_eq!(report.schema, 1);
    let now = support::report_of(&[("shop.csv".to_owned(), STORY.as_bytes().to_vec())]);
    assert_eq!(support::plain(&report, "overview", "revenue"), "25.50");
    assert_eq!(
        support::plain(&now, "overview", "revenue"),
        support::plain(&report, "overview", "revenue")
    );
    assert_eq!(now.accounting, report.accounting);
}

#[test]
fn a_recipe_and_a_view_of_schema_1_are_read_and_what_is_unknown_is_skipped() {
    let recipe: Recipe = serde_json::from_str(&fixture("recipe-1.json")).unwrap();
    assert_eq!(recipe.rates["USD"].to_string(), "0.9");
    assert_eq!(recipe.remedies["duplicates"], "keep");
    let view: View = serde_json::from_str(&fixture("view-1.json")).unwrap();
    assert_eq!(view.filters.len(), 1);
    assert_eq!(view.as_of.unwrap().to_string(), "2020-01-31");
}
