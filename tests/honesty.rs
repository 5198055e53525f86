//! Every number of every report says how many things stand behind it, and how sure it is or why not.

mod support;

use clientele::figure::{Fact, Interval, Outcome};
use clientele::say::{Quantity, Value};
use support::{real_files, report_of};

const DATA: [(&str, &[&str]); 11] = [
    ("persona_orders", &["orders.csv"]),
    ("amart", &["customers.csv"]),
    (
        "atliq_star",
        &[
            "dim_customer.csv",
            "dim_product.csv",
            "fact_gross_price.csv",
            "fact_manufacturing_cost.csv",
            "fact_pre_discount.csv",
            "fact_sales_monthly.csv",
        ],
    ),
    (
        "atliq_sales",
        &[
            "customers.csv",
            "date.csv",
            "markets.csv",
            "products.csv",
            "transactions.csv",
        ],
    ),
    ("baskets", &["groceries.csv"]),
    ("baskets", &["bread_basket.csv"]),
    ("superstore", &["orders.csv"]),
    (
        "chinook",
        &["customers.csv", "invoice_items.csv", "invoices.csv"],
    ),
    (
        "jaffle_shop",
        &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
    ),
    ("dirty_cafe", &["sales.csv"]),
    ("cdnow", &["master.txt"]),
];

fn number(value: &Value) -> Option<f64> {
    match value.quantity.as_ref()? {
        Quantity::Money { amount, .. } => Some(amount.to_f64()),
        Quantity::Count { n } => Some(*n as f64),
        Quantity::Share { of_one } => Some(*of_one),
        Quantity::Number { number } => Some(*number),
        Quantity::Days { days } => Some(*days),
        _ => None,
    }
}

/// What is wrong with a fact.
fn faults(fact: &Fact) -> Vec<&'static str> {
    let mut faults = Vec::new();
    let given = fact.value.quantity.is_some();
    if given && fact.n == 0 {
        faults.push("nothing stands behind it");
    }
    if !given
        && fact
            .value
            .reason
            .as_ref()
            .is_none_or(|why| why.said.is_empty())
    {
        faults.push("it is missing without a reason");
    }
    if fact.label.said.is_empty() || fact.definition.said.is_empty() {
        faults.push("it has no name or no definition");
    }
    if fact.value.short.contains("NaN") || number(&fact.value).is_some_and(|n| !n.is_finite()) {
        faults.push("it is no number");
    }
    match &fact.interval {
        Interval::None { reason } if reason.said.is_empty() => {
            faults.push("it has neither an interval nor a reason for none");
        }
        Interval::None { .. } => {}
        Interval::Between {
            low,
            high,
            level,
            method,
        } => {
            let ends = number(low).zip(number(high)).zip(number(&fact.value));
            // A rounded end may touch the value.
            let holds = |((low, high), value): ((f64, f64), f64)| {
                let slack = 1e-9 * value.abs().max(1.0);
                low <= value + slack && value <= high + slack
            };
            if !ends.is_some_and(holds) {
                faults.push("it lies outside of its interval");
            }
            if method.said.is_empty() || !(0.5..1.0).contains(level) {
                faults.push("its interval does not say what it is");
            }
        }
    }
    faults
}

#[test]
fn every_fact_carries_its_number_of_things_and_an_interval_or_the_reason_for_none() {
    let mut wrong = Vec::new();
    let (mut facts, mut intervals) = (0, 0);
    for (folder, names) in DATA {
        let Some(files) = real_files(folder, names) else {
            return;
        };
        for section in &report_of(&files).sections {
            let (Outcome::Given { result } | Outcome::Weak { result, .. }) = &section.outcome
            else {
                continue;
            };
            for fact in &result.facts {
                facts += 1;
                intervals += usize::from(matches!(fact.interval, Interval::Between { .. }));
                let told = faults(fact).into_iter();
                wrong.extend(
                    told.map(|fault| format!("{folder} {}.{}: {fault}", section.id, fact.id)),
                );
            }
        }
    }
    println!("{facts} facts, {intervals} of them with an interval");
    assert!(
        facts > 500 && intervals > 50,
        "{facts} facts, {intervals} intervals"
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_chance_that_is_next_to_nothing_is_not_said_to_be_none() {
    let Some(files) = real_files(DATA[2].0, DATA[2].1) else {
        return;
    };
    let report = report_of(&files);
    let p = support::fact(&report, "years", "direction_p");
    assert_eq!(
        (p.value.short.as_str(), p.value.exact.as_str()),
        ("< 0.0001", "< 0.0001")
    );
}
