//! Words in place of a customer: guests, and those of whom nothing is known. Counted as one customer they
//! would be the largest of all; their revenue counts, but they are nobody, unless an e-mail address tells who
//! they are.

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

/// The check of guests who are known by an address.
pub(super) const GUESTS: Check = Check {
    code: "guests",
    remedies: &["by_address"],
    phase: Phase::Rows,
    run: guests,
};

/// Shops write this in place of the id of somebody without an account.
pub(crate) const GUEST: &str = "0";

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
    let kept = evidence.remedy() == "keep";
    let addressed = addressed(evidence);
    let is = |row: &u32| {
        nobody.get(codes[*row as usize] as usize) == Some(&true)
            && (kept || !addressed.get(*row as usize).copied().unwrap_or(false))
    };
    let rows: Vec<u32> = evidence.rows().filter(is).collect();
    let shown = if place.0 == model.fact { place.1 } else { 0 };
    (!rows.is_empty()).then(|| {
        let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), shown);
        finding.sentence = finding.sentence.with("words", Arg::List(words));
        finding
    })
}

/// Per row whether an e-mail address tells who bought; empty where there is no such column beside the ids.
pub(super) fn addressed(evidence: &Evidence) -> Vec<bool> {
    let model = evidence.model;
    let place = model.role(Role::Email);
    let place = place.filter(|it| Some(*it) != model.role(Role::CustomerId));
    let Some(place) = place else {
        return Vec::new();
    };
    let coded = model.column(place).coded();
    let codes = model.lift_at(place, coded.codes, MISSING);
    let told = |code: &u32| {
        coded
            .entries
            .get(*code as usize)
            .is_some_and(|it| !is_nobody(it))
    };
    codes.iter().map(told).collect()
}

fn guests(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let place = model
        .role(Role::CustomerId)
        .or(model.role(Role::CustomerName))?;
    let addressed = addressed(evidence);
    let kept = evidence.recipe.remedies.get(CHECK.code).map(String::as_str) == Some("keep");
    let guest = |entry: &String| entry == GUEST || (!kept && is_nobody(entry));
    let coded = model.column(place).coded();
    let guests: Vec<bool> = coded.entries.iter().map(guest).collect();
    let codes = model.lift_at(place, coded.codes, MISSING);
    let is = |row: &u32| {
        let at = *row as usize;
        addressed.get(at) == Some(&true) && guests.get(codes[at] as usize).copied().unwrap_or(true)
    };
    let rows: Vec<u32> = evidence.rows().filter(is).collect();
    (!rows.is_empty()).then(|| evidence.finding(Severity::Note, &rows, Vec::new(), 0))
}
