//! Rows of a platform's export that are no purchases: money moved between accounts, payments to others,
//! and payments that never came.

use crate::quality::refunds::shown;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{Model, NO_AMOUNT, Role};
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "no_sales",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// Statuses of payments that never came.
const FAILED: [&str; 7] = [
    "failed",
    "failure",
    "declined",
    "denied",
    "expired",
    "blocked",
    "incomplete",
];
/// Kinds of rows that move money without a sale.
const MOVED: [&str; 9] = [
    "withdrawal",
    "transfer",
    "conversion",
    "hold",
    "reserve",
    "deposit",
    "payout",
    "loan",
    "authorization",
];
/// Kinds of rows below zero that give a buyer's money back.
const GIVES_BACK: [&str; 5] = ["refund", "reversal", "chargeback", "dispute", "return"];

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let preset = model.facts().mapping.preset?;
    let columns = &model.fact_table().columns;
    let kind = preset.kinds(columns);
    let status = model.facts().mapping.column(Role::Status);
    let mut found: Vec<(u32, String)> = Vec::new();
    for at in kind.into_iter().chain(status) {
        let coded = columns[at].coded();
        let of_status = Some(at) == status;
        let says: Vec<[bool; 3]> = coded
            .entries
            .iter()
            .map(|entry| {
                [&FAILED[..], &MOVED[..], &GIVES_BACK[..]].map(|words| holds(entry, words))
            })
            .collect();
        for row in evidence.rows() {
            let code = coded.codes[row as usize];
            if code == MISSING {
                continue;
            }
            let [failed, moved, back] = says[code as usize];
            let no_sale = match of_status {
                true => failed,
                false => moved || (is_below(model, row) && !back),
            };
            if no_sale {
                found.push((row, coded.entries[code as usize].clone()));
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    let mut rows: Vec<u32> = found.iter().map(|(row, _)| *row).collect();
    crate::value::order::sort(&mut rows);
    rows.dedup();
    let aside = match evidence.remedy() {
        "keep" => Vec::new(),
        _ => rows.clone(),
    };
    let column = kind.unwrap_or_else(|| shown(model, Role::Status));
    let mut finding = evidence.finding(Severity::Warning, &rows, aside, column);
    finding.sentence = finding.sentence.with("kinds", kinds(found));
    Some(finding)
}

fn is_below(model: &Model, row: u32) -> bool {
    let amount = model.measure.values[row as usize];
    amount < 0 && amount != NO_AMOUNT
}

/// Whether a text has one of the words.
fn holds(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let mut own = lower.split(|c: char| !c.is_alphanumeric());
    own.any(|word| words.contains(&word))
}

/// "3 rows of General Withdrawal", each kind once, by its name.
fn kinds(mut found: Vec<(u32, String)>) -> Arg {
    crate::value::order::sort_by(&mut found, |a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let told = found.chunk_by(|a, b| a.1 == b.1).map(|group| {
        Text::new("finding.no_sales.rows")
            .with("n", group.len())
            .with("kind", group[0].1.as_str())
            .into()
    });
    Arg::List(told.collect())
}
