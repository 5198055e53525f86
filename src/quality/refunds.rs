//! What an export tells of money paid back, against what was sold. It is subtracted from net revenue
//! unless the user says otherwise; booked revenue is before it.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Quantity;
use crate::schema::{Model, Role};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "refunds",
    remedies: &["subtract", "leave"],
    phase: Phase::Rest,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let rows: Vec<u32> = evidence.rows().collect();
    let (back, given) = sum(evidence, "refunded", &rows)?;
    let all = evidence.revenue(&rows);
    let shown = shown(model, Role::Refunded);
    let mut finding = evidence.finding(Severity::Note, &given, Vec::new(), shown);
    if let Some(place) = model.role(Role::Refunded).filter(|it| it.0 != model.fact) {
        let column = &model.column(place).name;
        finding.sentence.args.retain(|(name, _)| name != "column");
        finding.sentence = finding.sentence.with("column", column);
    } else if let Some(paid) = &model.paid_back {
        let file = model.sources[paid.source].name();
        finding.sentence.id = "finding.refunds.file".to_owned();
        finding.sentence.args.retain(|(name, _)| name != "file");
        finding.sentence = finding.sentence.with("file", file);
    }
    finding.sentence = finding
        .sentence
        .with("back", evidence.money(back))
        .with("all", evidence.money(all))
        .with("share", share(back, all));
    Some(finding)
}

/// The sum of another number of these rows in the report's currency, and the rows that have some;
/// `None` where none has.
pub(super) fn sum(evidence: &Evidence, id: &str, rows: &[u32]) -> Option<(Decimal, Vec<u32>)> {
    let extra = evidence.model.extras.iter().find(|extra| extra.id == id)?;
    let some = |row: &u32| {
        let value = extra.values[*row as usize];
        value != crate::schema::NO_AMOUNT && value != 0 && evidence.reports(*row)
    };
    let rows: Vec<u32> = rows.iter().copied().filter(some).collect();
    let values = rows
        .iter()
        .map(|row| i128::from(extra.values[*row as usize]));
    let sum = Decimal::new(values.sum(), extra.scale);
    (!rows.is_empty()).then_some((sum, rows))
}

/// The facts' column of a role, for examples.
pub(super) fn shown(model: &Model, role: Role) -> usize {
    model.facts().mapping.column(role).unwrap_or(0)
}

pub(super) fn share(part: Decimal, all: Decimal) -> Quantity {
    let all = all.to_f64();
    Quantity::share(if all > 0.0 { part.to_f64() / all } else { 0.0 })
}
