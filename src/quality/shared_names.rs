//! Customers who share a name: one company with several codes, or two people called alike. Only the user
//! can know which; until then each id is a customer.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;
use crate::table::MISSING;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "shared_names",
    remedies: &["by_id", "by_name"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let (id, name) = (
        model.role(Role::CustomerId)?,
        model.role(Role::CustomerName)?,
    );
    let codes =
        |place: (usize, usize)| model.lift_at(place, model.column(place).codes().0, MISSING);
    let (ids, names) = (codes(id), codes(name));
    let both = |row: &u32| {
        let pair = (names[*row as usize], ids[*row as usize]);
        (pair.0 != MISSING && pair.1 != MISSING).then_some(pair)
    };
    let mut pairs: Vec<i128> = evidence
        .rows()
        .filter_map(|row| both(&row))
        .map(|(name, id)| i128::from(name) << 32 | i128::from(id))
        .collect();
    order::sort_numbers(&mut pairs);
    pairs.dedup();
    let mut shared = vec![
        false;
        names
            .iter()
            .filter(|code| **code != MISSING)
            .max()
            .map_or(0, |most| *most as usize + 1)
    ];
    let (mut several, mut held) = (0_u64, 0_u64);
    for group in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
        if group.len() > 1 {
            shared[(group[0] >> 32) as usize] = true;
            several += 1;
            held += group.len() as u64;
        }
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| both(row).is_some_and(|(name, _)| shared[name as usize]))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let column = |place: (usize, usize)| model.column(place).name.as_str();
    let shown = if id.0 == model.fact { id.1 } else { 0 };
    let mut finding = evidence.finding(Severity::Note, &rows, Vec::new(), shown);
    finding.n = several;
    finding.sentence = finding
        .sentence
        .with("names", several)
        .with("ids", held)
        .with("id", column(id))
        .with("name", column(name));
    Some(finding)
}
