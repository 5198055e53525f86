//! Prices that grow with the pieces: where a product sold twice costs twice as much, the column tells what the line
//! costs and not one piece, and quantity times price would count the pieces twice.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, NO_AMOUNT, Role};
use crate::table::MISSING;
use crate::value::{Decimal, order};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "line_prices",
    remedies: &["of_line", "of_piece"],
    phase: Phase::Rows,
    run,
};

/// Fewer products that are sold in several quantities show nothing.
const LEAST: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let MeasureKind::Product { quantity, price } = model.measure.how else {
        return None;
    };
    let role = |role| model.facts().mapping.column(role);
    let product = role(Role::Product).or(role(Role::ProductName))?;
    // With something taken off, the price alone is not what the line is worth.
    if model.extras.iter().any(|extra| extra.id == "gross") {
        return None;
    }
    let columns = &model.fact_table().columns;
    let read = |at: usize| columns[at].decimals(&columns[at].decision.number);
    let (pieces, prices) = (read(quantity), read(price));
    let codes = columns[product].codes().0;
    let told = |row: &u32| {
        let (piece, price) = (pieces.values[*row as usize], prices.values[*row as usize]);
        codes[*row as usize] != MISSING && piece > 0 && price > 0
    };
    let mut rows: Vec<u32> = evidence.rows().filter(told).collect();
    order::sort_by_code(&mut rows, &|row| codes[row as usize]);
    let same = |a: &u32, b: &u32| codes[*a as usize] == codes[*b as usize];
    let (mut several, mut growing) = (0_usize, 0_usize);
    for lines in rows.chunk_by(same) {
        let of = |row: &u32| {
            let row = *row as usize;
            (
                i128::from(pieces.values[row]),
                i128::from(prices.values[row]),
            )
        };
        let first = of(&lines[0]);
        if lines.iter().all(|row| of(row).0 == first.0) {
            continue;
        }
        several += 1;
        let grows = |row: &u32| of(row).1 * first.0 == first.1 * of(row).0;
        growing += usize::from(lines.iter().all(grows));
    }
    if growing < LEAST || growing * 10 < several * 9 {
        return None;
    }
    let more = u32::from(model.measure.scale.checked_sub(prices.scale)?);
    let worth = |row: u32| prices.values[row as usize].checked_mul(10_i64.checked_pow(more)?);
    let changed: Vec<(u32, i64)> = evidence
        .rows()
        .filter(|row| evidence.amount(*row) != NO_AMOUNT)
        .filter(|row| prices.values[*row as usize] != NO_AMOUNT)
        .filter_map(|row| Some((row, worth(row)?)))
        .filter(|(row, worth)| evidence.amount(*row) != *worth)
        .collect();
    let rows: Vec<u32> = changed.iter().map(|row| row.0).collect();
    let left = changed.iter().map(|row| i128::from(row.1)).sum();
    let left = Decimal::new(left, model.measure.scale);
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), price);
    finding.sentence = finding
        .sentence
        .with("products", growing)
        .with("left", evidence.money(left));
    finding.doubt = Some(finding.stake);
    if evidence.remedy() == "of_line" {
        finding.moves = evidence.would_move(&rows);
        finding.amounts = changed;
    }
    Some(finding)
}
