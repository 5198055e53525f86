//! Words in place of a customer: guests, and those of whom nothing is known. Counted as one customer they
//! would be the largest of all; their revenue counts, but they are nobody.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Arg;
use crate::schema::Role;
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "nobody",
    remedies: &["apart", "keep"],
    phase: Phase::Rows,
    run,
};

/// What stands in place of a name or an id.
const WORDS: [&str; 20] = [
    "na",
    "n/a",
    "n.a.",
    "none",
    "nil",
    "unknown",
    "unbekannt",
    "anonymous",
    "anonym",
    "guest",
    "gast",
    "guest customer",
    "guest checkout",
    "walk-in",
    "walk in",
    "walk-in customer",
    "not available",
    "undefined",
    "-",
    "?",
];

/// Whether a text names nobody.
pub(crate) fn is_nobody(text: &str) -> bool {
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let place = model
        .role(Role::CustomerId)
        .or(model.role(Role::CustomerName))?;
    let column = model.column(place);
    if !column.words().into_iter().any(is_nobody) {
        return None;
    }
    let coded = column.coded();
    let nobody: Vec<bool> = coded.entries.iter().map(|entry| is_nobody(entry)).collect();
    let words = coded.entries.iter().filter(|entry| is_nobody(entry));
    let words: Vec<Arg> = words.map(|word| Arg::from(word.as_str())).collect();
    let codes = model.lift_at(place, coded.codes, MISSING);
    let is = |row: &u32| nobody.get(codes[*row as usize] as usize) == Some(&true);
    let rows: Vec<u32> = evidence.rows().filter(is).collect();
    let shown = if place.0 == model.fact { place.1 } else { 0 };
    (!rows.is_empty()).then(|| {
        let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), shown);
        finding.sentence = finding.sentence.with("words", Arg::List(words));
        finding
    })
}
