//! Statements of an account: a column of balances goes up and down by the amounts. What goes out of the account
//! was paid to somebody, and is nothing that a customer gave back.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase};
use crate::schema::{MeasureKind, NO_AMOUNT};
use crate::table::{Column, NO_NUMBER};
use crate::value::{Decimal, plain};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "account",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// How columns of balances are headed, in plain letters.
const BALANCES: &str = "balance bal saldo saldi solde kontostand kontosaldo sold bakiye";
/// Fewer steps show nothing, and of those nearly all have to fit.
const LEAST: usize = 5;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let table = model.fact_table();
    if !matches!(model.measure.how, MeasureKind::Column(_)) || model.is_summary() {
        return None;
    }
    let rows: Vec<u32> = evidence.rows().collect();
    let goes_out = |row: &u32| evidence.amount(*row) < 0 && evidence.amount(*row) != NO_AMOUNT;
    let out: Vec<u32> = rows.iter().copied().filter(goes_out).collect();
    // No amount is the smallest number, and so below zero.
    let goes_in = rows.iter().any(|row| evidence.amount(*row) > 0);
    if out.is_empty() || !goes_in {
        return None;
    }
    let headed = |column: &&Column| {
        let name = plain(&column.name);
        let mut words = name.split(|c: char| !c.is_alphabetic());
        column.holds_numbers() && words.any(|word| BALANCES.split(' ').any(|known| known == word))
    };
    let mut columns = table.columns.iter().filter(headed);
    let balance = columns.find(|column| runs(evidence, column, &rows))?;
    let paid = |row: &u32| -i128::from(evidence.amount(*row));
    let sum = Decimal::new(out.iter().map(paid).sum(), model.measure.scale);
    let mut finding = evidence.aside_or_keep(out, amount_column(model))?;
    if !finding.aside.is_empty() {
        finding.moves.revenue = sum;
    }
    finding.sentence = finding
        .sentence
        .with("balance", &balance.name)
        .with("sum", evidence.money(sum));
    Some(finding)
}

/// Whether the column goes from row to row by the amount of the row, or of the row before where the last comes
/// first.
fn runs(evidence: &Evidence, balance: &Column, rows: &[u32]) -> bool {
    let read = balance.decimals(&balance.decision.number);
    let scale = read.scale.max(evidence.model.measure.scale);
    let fine = |value: i64, own: u8| Decimal::new(i128::from(value), own).at_scale(scale);
    let of = |row: u32| {
        let (stood, amount) = (read.values[row as usize], evidence.amount(row));
        let known = stood != NO_NUMBER && amount != NO_AMOUNT;
        known.then_some((
            fine(stood, read.scale)?,
            fine(amount, evidence.model.measure.scale)?,
        ))
    };
    let told: Vec<(i128, i128)> = rows.iter().filter_map(|row| of(*row)).collect();
    let steps = told.len().saturating_sub(1);
    let fit = |step: fn(&[(i128, i128)]) -> bool| told.windows(2).filter(|pair| step(pair)).count();
    let down = fit(|pair| pair[1].0 - pair[0].0 == pair[1].1);
    let up = fit(|pair| pair[0].0 - pair[1].0 == pair[0].1);
    steps >= LEAST && down.max(up) * 10 >= steps * 9
}
