//! Orders whose lines, or payments, in one file add up to something else than their totals in another. One of the
//! two files is not complete, or the totals hold what no line does: a delivery, a tax, a discount.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, NO_AMOUNT};
use crate::table::{MISSING, NO_NUMBER};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "totals_apart",
    remedies: &["lines", "totals"],
    phase: Phase::Rows,
    run,
};

/// Sums may differ by one part in so many: lines are rounded each for itself.
const TOLERANCE: i128 = 1_000;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if model.measure.how == MeasureKind::Nothing {
        return None;
    }
    let (join, totals) = model.order_totals()?;
    let numbers = totals.decimals(&totals.decision.number);
    // Per order its rows, and whether each has an amount.
    let mut rows: Vec<u32> = evidence.rows().collect();
    rows.retain(|row| join.rows[*row as usize] != MISSING && evidence.amount(*row) != NO_AMOUNT);
    crate::value::order::sort_by_code(&mut rows, &|row| join.rows[row as usize]);
    let scale = model.measure.scale.max(numbers.scale);
    let fine = |value: i128, own: u8| Decimal::new(value, own).at_scale(scale);
    let (mut orders, mut differ, mut of_lines, mut of_totals) = (0_u64, 0_u64, 0_i128, 0_i128);
    let mut put: Vec<(u32, i64)> = Vec::new();
    for lines in rows.chunk_by(|a, b| join.rows[*a as usize] == join.rows[*b as usize]) {
        let total = numbers.values[join.rows[lines[0] as usize] as usize];
        if total == NO_NUMBER {
            continue;
        }
        let sum = lines
            .iter()
            .map(|row| i128::from(evidence.amount(*row)))
            .sum();
        let (whole, parts) = (
            fine(i128::from(total), numbers.scale)?,
            fine(sum, model.measure.scale)?,
        );
        orders += 1;
        differ += u64::from(whole != parts);
        (of_lines, of_totals) = (of_lines + parts, of_totals + whole);
        let total = Decimal::new(i128::from(total), numbers.scale).rounded(model.measure.scale);
        put.extend(spread(
            evidence,
            lines,
            total.at_scale(model.measure.scale)?,
            sum,
        ));
    }
    let apart = (of_lines - of_totals).abs();
    if differ == 0 || apart * TOLERANCE <= of_lines.abs().max(of_totals.abs()) {
        return None;
    }
    let money = |value: i128| evidence.money(Decimal::new(value, scale).normalized());
    let mut finding = evidence.finding(Severity::Warning, &[], Vec::new(), 0);
    finding.n = differ;
    finding.sentence = finding
        .sentence
        .with("differ", differ)
        .with("orders", orders)
        .with("lines", money(of_lines))
        .with("totals", money(of_totals))
        .with("total", &totals.name)
        .with("other", model.sources[join.far].name());
    finding.doubt = Some(Decimal::new(apart, scale));
    finding.stake = Decimal::new(apart, scale);
    if evidence.remedy() == "totals" {
        crate::value::order::sort(&mut put);
        finding.amounts = put;
        finding.moves.rows = rows.len() as u64;
        finding.moves.revenue = Decimal::new(apart, scale);
    }
    Some(finding)
}

/// The total over the lines of an order, in proportion to what they are worth; what rounding leaves is the
/// first one's.
fn spread(evidence: &Evidence, lines: &[u32], total: i128, sum: i128) -> Vec<(u32, i64)> {
    let mut rest = total;
    let mut put: Vec<(u32, i64)> = Vec::with_capacity(lines.len());
    for row in lines.iter().skip(1) {
        let own = i128::from(evidence.amount(*row));
        let part = if sum == 0 { 0 } else { total * own / sum };
        rest -= part;
        put.push((*row, part as i64));
    }
    put.push((lines[0], rest as i64));
    put
}
