//! Other public files, as pandas adds them up.

use crate::goldens::{EXACT, Told, concentration, number, opened, session, told};
use crate::support::fact;
use crate::support::references::{References, Within, reference_json};

/// A folder, its files, what is set, and facts by analysis and name.
type Expected = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str, f64)],
);

#[test]
fn other_public_files_as_pandas_adds_them_up() {
    let mut table = References::new();
    let source = "pandas on the same files";
    let files: [Expected; 5] = [
        (
            "superstore",
            &["orders.csv"],
            &[],
            &[
                ("overview", "revenue", 2_297_200.860_3),
                ("overview", "orders", 5_009.0),
                ("overview", "customers", 793.0),
                ("contribution", "customers_to_80", 396.0),
                ("contribution", "top_20_percent_share", 0.48148),
                ("gross_margin", "margin", 286_397.021_7),
            ],
        ),
        (
            "chinook",
            &["customers.csv", "invoice_items.csv", "invoices.csv"],
            &[],
            &[
                ("overview", "revenue", 2_328.6),
                ("overview", "orders", 412.0),
                ("overview", "customers", 59.0),
            ],
        ),
        (
            "jaffle_shop",
            &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
            &[("revenue", "booked")],
            &[
                ("overview", "revenue", 167_200.0),
                ("overview", "orders", 99.0),
                ("overview", "customers", 62.0),
                ("overview", "customers_on_file", 100.0),
            ],
        ),
        (
            "cdnow",
            &["master.txt"],
            &[],
            &[
                ("overview", "revenue", 2_500_315.63),
                ("overview", "customers", 23_570.0),
                ("contribution", "customers_to_50", 2_262.0),
                ("contribution", "customers_to_80", 7_695.0),
                ("contribution", "gini", 0.634_571_184_6),
                ("contribution", "hhi", 0.000_261_26),
                ("contribution", "top_1_share", 0.005_595_7),
                ("contribution", "top_3_share", 0.011_974_6),
                ("contribution", "top_20_percent_share", 0.677_773_8),
                ("second_purchase", "repeat_rate", 0.488_587_2),
                ("second_purchase", "back_30", 1.0 - 0.825_413_7),
                ("second_purchase", "back_90", 1.0 - 0.707_806_5),
                ("second_purchase", "back_180", 1.0 - 0.625_498_5),
                ("second_purchase", "back_365", 1.0 - 0.541_366_1),
                ("second_purchase", "gap_mean", 72.214),
                ("second_purchase", "gap_median", 34.0),
                ("second_purchase", "gap_p90", 200.0),
            ],
        ),
        (
            "baskets",
            &["groceries.csv"],
            &[],
            &[("affinity", "baskets", 9_835.0)],
        ),
    ];
    for (folder, names, settings, facts) in files {
        let Some(mut session) = session(folder, names, settings) else {
            return;
        };
        let report = told(&mut session);
        for (analysis, id, expected) in facts {
            let got = number(&fact(&report, analysis, id).value);
            let name = format!("{folder}: {analysis}.{id}");
            table.check(&name, *expected, got, Within::Relative(1e-5), source);
        }
    }
    table.finish();
}

#[test]
fn the_concentration_of_cdnow_with_all_its_digits() {
    let Some(known) = reference_json("CLIENTELE_REFS", "concentration_reference.json") else {
        return;
    };
    let settings = [("param.contribution.tiers", "80/95")];
    let Some((_, report, mut table)) = opened("cdnow", &["master.txt"], &settings) else {
        return;
    };
    concentration(&report, &mut table, "cdnow", &known["cdnow_master"]);
    let mut told_of = Told::of(&report, &mut table, "numpy");
    told_of.column(
        EXACT,
        "80/95, the one who crosses stays",
        ["contribution", "tiers", "customers"],
        &[("A", 7_695.0), ("B", 8_044.0), ("C", 7_831.0)],
    );
    let gaps = fact(&report, "second_purchase", "gap_mean").n;
    table.check("gaps of cdnow", 44_021.0, gaps as f64, EXACT, "pandas");
    table.finish();
}
