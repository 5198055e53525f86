//! Records that say the same twice. Taken out only with evidence that one of them is a copy: the
//! twins differ in invisible characters alone, or the file names its lines or orders, so that a
//! second equal line can only be a copy. Other equal records may well be two purchases: they stay,
//! and are told.

use hashbrown::HashTable;

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Text;
use crate::schema::{Model, Role};
use crate::table::{Column, mix};
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "duplicates",
    remedies: &["by_evidence", "keep", "remove_all"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    // What lines list comes back from line to line.
    if evidence.model.fact_table().facts.list {
        return None;
    }
    let groups = groups(evidence);
    if groups.is_empty() {
        return None;
    }
    let named = names_its_lines(evidence.model);
    let columns = &evidence.model.fact_table().columns;
    let mut proven: Vec<u32> = Vec::new();
    let mut copies: Vec<u32> = Vec::new();
    for group in &groups {
        let kept = if named { 1 } else { most_alike(group, columns) };
        proven.extend(&group[kept..]);
        copies.extend(&group[1..]);
    }
    order::sort(&mut proven);
    order::sort(&mut copies);
    let aside = match evidence.remedy() {
        "keep" => Vec::new(),
        "remove_all" => copies.clone(),
        _ => proven.clone(),
    };
    let severity = if proven.is_empty() {
        Severity::Note
    } else {
        Severity::Warning
    };
    let mut finding = evidence.finding(severity, &copies, aside, 0);
    let reason = match () {
        () if proven.is_empty() && !evidence.model.tells_money() => "finding.duplicates.no_money",
        () if proven.is_empty() => "finding.duplicates.unproven",
        () if named => "finding.duplicates.named",
        () if proven.len() == copies.len() => "finding.duplicates.invisible.all",
        () => "finding.duplicates.invisible",
    };
    finding.sentence.id = reason.to_owned();
    if proven.is_empty() && evidence.remedy() == CHECK.remedies[0] {
        finding.done = Text::new("finding.duplicates.kept");
    }
    finding.sentence = finding
        .sentence
        .with("proven", proven.len())
        .with("left", copies.len() - proven.len());
    // Some copies are proven, and other twins cannot be told from them: only the user can know.
    if !proven.is_empty() && proven.len() < copies.len() {
        let mut left = copies.clone();
        left.retain(|row| proven.binary_search(row).is_err());
        finding.doubt = Some(evidence.revenue(&left));
    }
    // Lines that repeat an order's number are hardly two purchases, and nothing proves it.
    if proven.is_empty() && evidence.model.tells_money() && names_orders(evidence.model) {
        let moves = evidence.would_move(&copies);
        finding.doubt = moves.ask().then_some(moves.revenue);
    }
    Some(finding)
}

fn names_orders(model: &Model) -> bool {
    model.facts().mapping.column(Role::OrderId).is_some()
}

/// The file names its lines, or its orders with product and quantity: equal records are copies.
fn names_its_lines(model: &Model) -> bool {
    let has = |role| model.facts().mapping.column(role).is_some();
    let product = has(Role::Product) || has(Role::ProductName);
    has(Role::LineId) || (has(Role::OrderId) && product && has(Role::Quantity))
}

/// How often the most frequent spelling of a group's records stands in it. Two files that were put
/// together, one with invisible characters, show each purchase once in each spelling.
fn most_alike(group: &[u32], columns: &[Column]) -> usize {
    let same = |a: u32, b: u32| columns.iter().all(|column| column.same_raw(a, b));
    group
        .iter()
        .map(|a| group.iter().filter(|b| same(*a, **b)).count())
        .max()
        .unwrap_or(1)
}

/// So many places for each row: few rows share one by chance.
const PLACES: usize = 16;

/// The rows in sight whose hash may be that of another one, in order. A bit a place tells the many apart
/// that are alone, so that a table is needed for the others only.
fn suspects(hashes: &[u64], evidence: &Evidence) -> Vec<u32> {
    let places = (hashes.len().max(PLACES) * PLACES).next_power_of_two();
    let shift = u64::BITS - places.trailing_zeros();
    let place = |row: u32| {
        let place = hashes[row as usize] >> shift;
        ((place / 64) as usize, 1_u64 << (place % 64))
    };
    let (mut once, mut twice) = (vec![0_u64; places / 64], vec![0_u64; places / 64]);
    for row in evidence.rows() {
        let (at, bit) = place(row);
        twice[at] |= once[at] & bit;
        once[at] |= bit;
    }
    drop(once);
    let shared = |row: &u32| {
        let (at, bit) = place(*row);
        twice[at] & bit != 0
    };
    evidence.rows().filter(shared).collect()
}

/// Records with equal cleaned cells, at least two in a group, in the order of the file. What stands above counts:
/// further lines of two orders are no twins, though they leave the orders' fields empty.
fn groups(evidence: &Evidence) -> Vec<Vec<u32>> {
    let facts = evidence.model.facts();
    let columns = &facts.table.columns;
    let mut hashes = vec![0_u64; evidence.model.rows()];
    for column in columns {
        column.mix_clean(&mut hashes);
    }
    let mut above: Vec<Vec<u32>> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(first) = facts.stands_under(at) {
            let codes = column.codes().0;
            let codes: Vec<u32> = first.iter().map(|row| codes[*row as usize]).collect();
            for (hash, code) in hashes.iter_mut().zip(&codes) {
                mix(hash, u64::from(*code));
            }
            above.push(codes);
        }
    }
    let equal = |a: u32, b: u32| {
        let under = |codes: &Vec<u32>| codes[a as usize] == codes[b as usize];
        above.iter().all(under) && columns.iter().all(|column| column.same_clean(a, b))
    };
    let mut first: HashTable<u32> = HashTable::new();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for row in suspects(&hashes, evidence) {
        let hash = hashes[row as usize];
        let twin = first.find(hash, |other| {
            hashes[*other as usize] == hash && equal(*other, row)
        });
        match twin {
            Some(twin) => pairs.push((*twin, row)),
            None => {
                first.insert_unique(hash, row, |row| hashes[*row as usize]);
            }
        }
    }
    order::sort(&mut pairs);
    pairs
        .chunk_by(|a, b| a.0 == b.0)
        .map(|chunk| {
            std::iter::once(chunk[0].0)
                .chain(chunk.iter().map(|pair| pair.1))
                .collect()
        })
        .collect()
}
