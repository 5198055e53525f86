//! What the real folders are asked.

use crate::expected::MEANINGS;
use crate::support::{self, real_files};

/// The folders with all their files, as somebody drops them; each export is a drop of its own.
const DROPS: &[(&str, &[&str])] = &[
    ("amart", &["customers.csv"]),
    ("atliq_sales", &support::SALES),
    ("atliq_star", &support::STAR),
    ("baskets", &["bread_basket.csv", "groceries.csv"]),
    ("cdnow", &["master.txt", "sample.txt"]),
    (
        "chinook",
        &["customers.csv", "invoice_items.csv", "invoices.csv"],
    ),
    ("dirty_cafe", &["sales.csv"]),
    (
        "jaffle_shop",
        &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
    ),
    ("persona_orders", &["orders.csv", "published_segments.csv"]),
    ("superstore", &["orders.csv"]),
];

/// What is asked about them: sales in a currency of which nobody told the rate, and a file of which one row in
/// twenty has no day and as many no amount. Exports are asked about rates too, and about a copy of one row in twenty.
const ASKED: [(&str, &[&str]); 2] = [
    ("atliq_sales", &["rate.USD"]),
    (
        "dirty_cafe",
        &["remedy.invalid_amounts", "remedy.unreadable_dates"],
    ),
];

#[test]
fn few_of_the_real_folders_are_asked_anything() {
    let ids = |folder: &str, names: &[&str]| {
        let report = support::report_of(&real_files(folder, names)?);
        let ids = report.questions.into_iter().map(|question| question.id);
        Some(ids.collect::<Vec<String>>())
    };
    for (folder, names) in DROPS {
        let Some(asked) = ids(folder, names) else {
            return;
        };
        let expected = ASKED.iter().find(|(asked, _)| asked == folder);
        assert_eq!(asked, expected.map_or(&[][..], |(_, ids)| ids), "{folder}");
    }
    let exports = MEANINGS.iter().filter(|(folder, _)| *folder == "exports");
    for (folder, told) in exports {
        let name = told.trim().split_once(':').expect("a file").0;
        let asked = ids(folder, &[name]).unwrap_or_default();
        let sound = |id: &&String| !id.starts_with("rate.") && *id != "remedy.duplicates";
        assert_eq!(asked.iter().find(sound), None, "{name}");
    }
}
