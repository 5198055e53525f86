//! Rows that tell an order again, with another status or a later change and nothing else: a log of what became of
//! it. Added up, each order would count as often as something happened to it.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{Role, words};
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "order_history",
    remedies: &["last", "keep"],
    phase: Phase::Scope,
    run,
};

/// Words of headers of what changes in the life of an order ...
const CHANGES: [&str; 5] = ["status", "state", "stage", "event", "step"];
/// ... and of what tells when it was changed: then its amount may be another one.
const VERSIONS: [&str; 6] = [
    "updated", "modified", "changed", "version", "revision", "valid",
];

/// So many rows are looked at first.
const FIRST: usize = 10_000;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let facts = model.facts();
    let own = facts.mapping.column(Role::OrderId)?;
    if !model.tells_money() || facts.order_fields.is_some() || !facts.parts.is_empty() {
        return None;
    }
    let columns = &facts.table.columns;
    let headed = |at: &usize, any: &[&str]| {
        let words = words(&columns[*at].name);
        words.iter().any(|word| any.contains(&word.as_str()))
    };
    let moves = |at: &usize| {
        let role = facts.mapping.guesses[*at].role;
        role == Some(Role::Status) || (role.is_none() && headed(at, &CHANGES))
    };
    let version = |at: &usize| facts.mapping.guesses[*at].role.is_none() && headed(at, &VERSIONS);
    let (moving, versions): (Vec<usize>, Vec<usize>) = (
        (0..columns.len()).filter(moves).collect(),
        (0..columns.len()).filter(version).collect(),
    );
    if moving.is_empty() && versions.is_empty() {
        return None;
    }
    let amount = amount_column(model);
    let fixed = |at: &usize| {
        let may = moving.contains(at) || versions.contains(at);
        !may && (versions.is_empty() || *at != amount)
    };
    let fixed: Vec<usize> = (0..columns.len()).filter(fixed).collect();
    // In most files the next row of an order says so.
    let first: Vec<u32> = evidence.rows().take(FIRST).collect();
    let of_one = |pair: &[u32]| {
        columns[own].same_clean(pair[0], pair[1]) && !columns[own].is_missing(pair[0])
    };
    let differ = |pair: &[u32]| {
        let same = |at: &usize| columns[*at].same_clean(pair[0], pair[1]);
        of_one(pair) && !fixed.iter().all(same)
    };
    if first.windows(2).any(differ) {
        return None;
    }
    let codes = columns[own].codes().0;
    let mut rows: Vec<u32> = evidence.rows().collect();
    rows.retain(|row| codes[*row as usize] != MISSING);
    order::sort_by_code(&mut rows, &|row| codes[row as usize]);
    let same = |a: &u32, b: &u32| codes[*a as usize] == codes[*b as usize];
    // Which of two rows is the later one: by the day of the change, else by their order in the file.
    let days = versions.iter().find_map(|at| {
        let column = &columns[*at];
        Some(column.days(column.decision.date?).values)
    });
    let (mut earlier, mut orders) = (Vec::new(), 0_usize);
    for group in rows.chunk_by(same).filter(|group| group.len() > 1) {
        let first = group[0];
        let equal = |at: &usize, row: &u32| columns[*at].same_clean(first, *row);
        let alike = group
            .iter()
            .all(|row| fixed.iter().all(|at| equal(at, row)));
        let differs = |at: &usize| group.iter().any(|row| !equal(at, row));
        if !alike || !moving.iter().chain(&versions).any(differs) {
            return None;
        }
        orders += 1;
        let day = |row: &u32| days.as_ref().map_or(0, |days| days[*row as usize]);
        let last = group.iter().max_by_key(|row| (day(row), **row))?;
        earlier.extend(group.iter().filter(|row| *row != last));
    }
    if earlier.is_empty() {
        return None;
    }
    order::sort(&mut earlier);
    let aside = match evidence.remedy() {
        "keep" => Vec::new(),
        _ => earlier.clone(),
    };
    let shown = moving
        .first()
        .or(versions.first())
        .copied()
        .unwrap_or(amount);
    let mut finding = evidence.finding(Severity::Warning, &earlier, aside, shown);
    finding.sentence = finding.sentence.with("orders", orders);
    finding.doubt = Some(evidence.revenue(&earlier));
    Some(finding)
}
