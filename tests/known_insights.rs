//! What stands out in the data of the published analyses: never one of their claims that the data deny.

mod support;

use clientele::figure::{Grid, Outcome};
use clientele::report::Report;
use clientele::stats::{TwoByTwo, mantel_haenszel};
use support::references::{References, Within, number, reference_json};
use support::{SALES, STAR, ask, cell, plain, real_files, report_of, session_of, set};

fn grids(report: &Report) -> &[Grid] {
    let found = report
        .sections
        .iter()
        .find(|section| section.id == "insight");
    match &found.expect("what stands out").outcome {
        Outcome::Given { result } => &result.grids,
        _ => &[],
    }
}

/// Each row of a table of what stands out, its cells joined.
fn told(report: &Report, id: &str) -> Vec<String> {
    let grid = grids(report).iter().find(|grid| grid.id == id);
    let rows = grid.map_or(0, |grid| grid.rows.len());
    let line = |row: usize| {
        let grid = grid.expect("a grid with rows");
        let cells = (0..grid.columns.len()).map(|column| cell(grid, row, column));
        cells.collect::<Vec<_>>().join(" | ")
    };
    (0..rows).map(line).collect()
}

/// Everything that it says.
fn all(report: &Report) -> String {
    [told(report, "claims"), told(report, "actions")]
        .concat()
        .join("\n")
}

fn says(report: &Report, words: &str) {
    let all = all(report);
    println!("{words} | said | said | definitions, section 7");
    assert!(all.contains(words), "{words} is not in\n{all}");
}

fn never_says(report: &Report, words: &str) {
    let all = all(report);
    println!("{words} | not said | not said | definitions, section 7");
    assert!(!all.contains(words), "{words} is in\n{all}");
}

/// The 277 rows that the published dashboard was made of.
fn as_published() -> Option<Report> {
    let files = real_files("atliq_sales", &SALES)?;
    let mut session = session_of(&files);
    ask(&mut session, clientele::protocol::Command::Report);
    set(&mut session, "preset", "as_published");
    session.finish().cloned()
}

#[test]
fn the_filtered_sales_name_their_first_customer_and_one_robust_peak() {
    let Some(report) = as_published() else { return };
    says(
        &report,
        "Electricalsara Stores alone brings 31.7 % of revenue",
    );
    says(&report, "Jun is a repeated peak");
    // Not June, September and November; not one customer's July.
    for month in ["Sep is", "Sep and", "Jul is", "Nov is", "Nov 2020"] {
        never_says(&report, month);
    }
    never_says(&report, "Premium Stores");
    // One order, 980 days ago: that is not a customer to sell to more often.
    never_says(&report, "Surge");
    never_says(&report, "at most two orders");
    // So few months are high that eight of twelve are low: no month to promote.
    never_says(&report, "promotion");
    says(&report, "points for quality");
}

#[test]
fn the_whole_sales_have_no_repeated_peak() {
    let Some(files) = real_files("atliq_sales", &SALES) else {
        return;
    };
    let mut session = session_of(&files);
    ask(&mut session, clientele::protocol::Command::Report);
    set(&mut session, "rate.USD", "75");
    let report = session.finish().cloned().expect("a report");
    says(&report, "No month is a repeated peak in 2 complete years");
    says(&report, "could be chance among the customers");
    never_says(&report, "stock");
    never_says(&report, "Premium Stores");
    let mut table = References::new();
    let source = "expected.json, 50,000 rows";
    table.check_words(
        "customers, not 17",
        "38",
        &plain(&report, "overview", "customers"),
        source,
    );
    table.check_words(
        "revenue, not 1.8 M",
        "308565326",
        &plain(&report, "overview", "revenue"),
        source,
    );
    table.finish();
}

#[test]
fn products_that_do_not_differ_are_not_investigated_and_bundles_without_evidence_not_advised() {
    let Some(files) = real_files("persona_orders", &["orders.csv"]) else {
        return;
    };
    let report = report_of(&files);
    says(&report, "No product stands out in return rate");
    says(
        &report,
        "No pair is bought together more often than chance explains (21 tested)",
    );
    never_says(&report, "Find out why these come back");
    never_says(&report, "Show the one to those who buy the other");
    never_says(&report, "Laptop");
    says(&report, "have been in transit for more than 30 days");
    says(&report, "Give them priority in support");
}

#[test]
fn shares_of_customers_are_not_told_as_shares_of_revenue() {
    let Some(files) = real_files("amart", &["customers.csv"]) else {
        return;
    };
    let report = report_of(&files);
    for claim in ["18 %", "18.0", "55 %", "75 %", "136"] {
        never_says(&report, claim);
    }
    says(&report, "1,933 of 5,000 customers bring 80 % of revenue");
    never_says(&report, "Find out");
}

#[test]
fn growth_is_told_by_segment_and_nothing_of_orders() {
    let Some(files) = real_files("atliq_star", &STAR) else {
        return;
    };
    let report = report_of(&files);
    says(&report, "Revenue rises over the 52 complete months");
    says(&report, "Put effort here first");
    // The level of revenue shifts each fiscal year: that is no season to stock up for.
    never_says(&report, "four to six weeks ahead");
    never_says(&report, "order value");
}

#[test]
fn what_stands_out_is_short_and_each_row_leads_to_its_rows() {
    for (folder, names) in [
        ("persona_orders", &["orders.csv"][..]),
        ("superstore", &["orders.csv"][..]),
        ("cdnow", &["master.txt"][..]),
        (
            "chinook",
            &["customers.csv", "invoices.csv", "invoice_items.csv"][..],
        ),
    ] {
        let Some(files) = real_files(folder, names) else {
            return;
        };
        let report = report_of(&files);
        let claims = told(&report, "claims");
        assert!((1..=5).contains(&claims.len()), "{folder}: {claims:?}");
        for row in grids(&report).iter().flat_map(|grid| &grid.rows) {
            assert!(row.n > 0, "{folder}: {row:?}");
        }
        never_says(&report, " 0 of revenue");
        never_says(&report, "worth 0 ");
    }
}

#[test]
fn one_customer_stands_out_in_nothing() {
    let rows = "customer_id,order_date,amount\na,2020-01-01,5\n";
    let report = report_of(&[("orders.csv".to_owned(), rows.as_bytes().to_vec())]);
    assert_eq!(all(&report), "");
}

/// The admissions of Berkeley, an applicant a customer, who came back when admitted: men more often than
/// women in all, and less often within the departments.
#[test]
fn a_difference_that_turns_round_within_another_column_is_said_to_do_so() {
    let Some(known) = reference_json("CLIENTELE_REFS", "simpson_ucb_reference.json") else {
        return;
    };
    let mut text = String::from("order,customer,date,amount,gender,department\n");
    let (mut who, mut order) = (0, 0);
    for row in known["dept"].as_array().expect("departments") {
        let department = row["dept"].as_str().expect("a name");
        for (gender, field) in [("Male", "male"), ("Female", "female")] {
            for (visits, at) in [(2, 0), (1, 1)] {
                for _ in 0..row[field][at].as_u64().expect("a number") {
                    who += 1;
                    for visit in 1..=visits {
                        order += 1;
                        text +=
                            &format!("{order},c{who},2024-0{visit}-05,10,{gender},{department}\n");
                    }
                }
            }
        }
    }
    let mut session = session_of(&[("applicants.csv".to_owned(), text.into_bytes())]);
    ask(&mut session, clientele::protocol::Command::Report);
    set(&mut session, "param.hypotheses.measure", "return");
    set(
        &mut session,
        "param.hypotheses.groups",
        "gender: Male, Female",
    );
    let report = session.finish().cloned().expect("a report");
    let found = report
        .sections
        .iter()
        .find(|section| section.id == "hypotheses");
    let Outcome::Weak { result, reasons } = &found.expect("a section").outcome else {
        panic!("it has to be said that the difference turns round")
    };
    let mut table = References::new();
    let rates = &known["overall_admit_rate"];
    let difference = number(&rates["Male"]) - number(&rates["Female"]);
    let got = &result.fact("difference_of_groups").expect("a fact").value;
    let Some(clientele::say::Quantity::Share { of_one }) = got.quantity else {
        panic!("a share")
    };
    let source = "R, UCBAdmissions";
    table.check(
        "Berkeley, men less women",
        difference,
        of_one,
        Within::Absolute(1e-12),
        source,
    );
    let (mut sum, mut all) = (0.0, 0.0);
    for row in known["dept"].as_array().expect("departments") {
        let of = |field: &str| {
            let (yes, no) = (number(&row[field][0]), number(&row[field][1]));
            (yes / (yes + no), yes + no)
        };
        let (men, women) = (of("male"), of("female"));
        sum += (men.1 + women.1) * (men.0 - women.0);
        all += men.1 + women.1;
    }
    assert!(number(&known["MH_common_OR"]) < 1.0 && sum / all < 0.0);
    // The odds ratio of all, and that pooled over the departments.
    let of = |row: &serde_json::Value, field: &str| {
        let (yes, no) = (number(&row[field][0]) as u64, number(&row[field][1]) as u64);
        (yes, yes + no)
    };
    let strata: Vec<TwoByTwo> = known["dept"]
        .as_array()
        .expect("departments")
        .iter()
        .map(|row| {
            let (men, women) = (of(row, "male"), of(row, "female"));
            TwoByTwo {
                hits: men.0,
                of: men.1,
                other_hits: women.0,
                other_of: women.1,
            }
        })
        .collect();
    let everybody = strata
        .iter()
        .fold(TwoByTwo::default(), |sum, one| TwoByTwo {
            hits: sum.hits + one.hits,
            of: sum.of + one.of,
            other_hits: sum.other_hits + one.other_hits,
            other_of: sum.other_of + one.other_of,
        });
    let marginal = everybody.odds_ratio().expect("both sides").value;
    let within = Within::Absolute(1e-7);
    table.check(
        "Berkeley, odds ratio",
        number(&known["marginal_OR"]),
        marginal,
        within,
        source,
    );
    table.check(
        "Berkeley, pooled odds ratio",
        number(&known["MH_common_OR"]),
        mantel_haenszel(&strata).expect("strata that tell").value,
        within,
        "R, mantelhaen.test",
    );
    // The same from the report.
    let odds = &reasons[1];
    assert_eq!(odds.id, "hypotheses.odds");
    for (name, arg, expected) in [
        ("plain", "plain", number(&known["marginal_OR"])),
        ("pooled", "odds", number(&known["MH_common_OR"])),
        ("pooled, low end", "low", number(&known["MH_ci"][0])),
        ("pooled, high end", "high", number(&known["MH_ci"][1])),
        ("p", "p", number(&known["MH_p"])),
    ] {
        let Some(clientele::say::Arg::Quantity(clientele::say::Quantity::Number { number })) =
            odds.arg(arg)
        else {
            panic!("{odds:?}")
        };
        let name = format!("report: Berkeley, odds ratio, {name}");
        table.check(&name, expected, *number, within, "R, mantelhaen.test");
    }
    assert_eq!(result.headline.id, "hypotheses.mixed");
    let said = &reasons[0];
    assert_eq!(said.id, "hypotheses.turned");
    let Some(clientele::say::Arg::Quantity(clientele::say::Quantity::Share { of_one })) =
        said.arg("left")
    else {
        panic!("{said:?}")
    };
    table.check(
        "the same by department",
        sum / all,
        *of_one,
        Within::Absolute(1e-12),
        "R's table, standardised",
    );
    table.finish();
}
