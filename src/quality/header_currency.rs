//! A header that names the currency of the prices, beside a column of currencies that names others: `Unit Price USD`
//! and `Currency Code`. The prices are in the one that their header names; the column tells how it was paid.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::recipe::Recipe;
use crate::schema::{Model, Role, currency_in};
use crate::table::MISSING;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "header_currency",
    remedies: &[BY_HEADER, "by_column"],
    phase: Phase::Rows,
    run,
};

const BY_HEADER: &str = "by_header";

/// The currency that the header of the prices names, where the column of currencies names another.
fn named(model: &Model) -> Option<&'static str> {
    let place = model.role(Role::Currency)?;
    let named = currency_in(&model.priced_by()?.name)?;
    let column = model.column(place);
    let other = |code: &str| !code.eq_ignore_ascii_case(named);
    column.words().into_iter().any(other).then_some(named)
}

/// Whether the header decides in which currency the amounts are.
pub(super) fn decides(model: &Model, recipe: &Recipe) -> bool {
    let chosen = recipe.remedies.get(CHECK.code);
    chosen.is_none_or(|chosen| chosen == BY_HEADER) && named(model).is_some()
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let named = named(model)?;
    let place = model.role(Role::Currency)?;
    let coded = model.column(place).coded();
    let other = |code: &String| !code.eq_ignore_ascii_case(named);
    let other: Vec<bool> = coded.entries.iter().map(other).collect();
    let codes = model.lift_at(place, coded.codes, MISSING);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| other.get(codes[*row as usize] as usize) == Some(&true))
        .collect();
    let column = if place.0 == model.fact { place.1 } else { 0 };
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), column);
    finding.sentence = finding
        .sentence
        .with("column", &model.column(place).name)
        .with("price", &model.priced_by()?.name)
        .with("currency", named);
    finding.done = finding
        .done
        .with("column", &model.column(place).name)
        .with("currency", named);
    finding.doubt = Some(finding.stake);
    (!rows.is_empty()).then_some(finding)
}
