//! Prices that grow with the pieces: where a product sold twice costs twice as much, the column tells what the line
//! costs and not one piece, and quantity times price would count the pieces twice.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, NO_AMOUNT, Role};
use crate::table::{Decimals, MISSING};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "line_prices",
    remedies: &["of_line", "of_piece"],
    phase: Phase::Rows,
    run,
};

/// Fewer products, or kinds of them, that are sold in several quantities show nothing.
const LEAST: usize = 3;

/// What the lines of a product show.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// It is sold in several quantities.
    several: bool,
    /// A line has another price for a piece.
    other: bool,
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let MeasureKind::Product { quantity, price } = model.measure.how else {
        return None;
    };
    // With something taken off, the price alone is not what the line is worth.
    if model.extras.iter().any(|extra| extra.id == "gross") {
        return None;
    }
    let role = |role| model.facts().mapping.column(role);
    let columns = &model.fact_table().columns;
    let read = |at: usize| columns[at].decimals(&columns[at].decision.number);
    let told = (read(quantity), read(price));
    // A kind of goods has one price at most rarely, so what all rows of one show holds as well.
    let named = [Role::Product, Role::ProductName, Role::Category];
    named
        .into_iter()
        .filter_map(role)
        .find_map(|product| of_line(evidence, &told, price, product))
}

/// What the column that tells what was sold shows, with the pieces and the prices of all rows.
fn of_line(
    evidence: &Evidence,
    (pieces, prices): &(Decimals, Decimals),
    price: usize,
    product: usize,
) -> Option<Finding> {
    let model = evidence.model;
    let columns = &model.fact_table().columns;
    let (codes, count) = columns[product].codes();
    // Of each product its first line, and what its other lines show beside it.
    let mut first = vec![(0_i64, 0_i64); count as usize];
    let mut seen = vec![Seen::default(); count as usize];
    // How many products are sold in several quantities, and how many have lines at another price.
    let (mut several, mut others) = (0, 0);
    for row in evidence.rows() {
        let row = row as usize;
        let (piece, price) = (pieces.values[row], prices.values[row]);
        if piece <= 0 || price <= 0 || codes[row] == MISSING {
            continue;
        }
        let (own, seen) = (
            &mut first[codes[row] as usize],
            &mut seen[codes[row] as usize],
        );
        if own.0 == 0 {
            *own = (piece, price);
        }
        let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
        if !seen.several && piece != own.0 {
            (seen.several, several) = (true, several + 1);
        }
        if !seen.other && times(price, own.0) != times(own.1, piece) {
            (seen.other, others) = (true, others + 1);
            // In most files so many grow otherwise that the other rows cannot change it.
            if (count as usize - others) * 10 < several * 9 {
                return None;
            }
        }
    }
    let growing = seen
        .iter()
        .filter(|seen| seen.several && !seen.other)
        .count();
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
