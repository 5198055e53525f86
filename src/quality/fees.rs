//! What the platform keeps of the sales: the last step from what was sold to what is left.

use crate::quality::refunds::{share, shown, sum};
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "fees",
    remedies: &["tell"],
    phase: Phase::Rest,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let rows: Vec<u32> = evidence.rows().collect();
    let (told, charged) = sum(evidence, "fee", &rows)?;
    // Some exports write what is kept below zero, and what comes back with a refund above it.
    let minus = |amount: Decimal| Decimal::new(-amount.mantissa, amount.scale);
    let fees = match told.mantissa < 0 {
        true => minus(told),
        false => told,
    };
    let all = evidence.revenue(&rows);
    let back = sum(evidence, "refunded", &rows).map_or(Decimal::ZERO, |(back, _)| back);
    let left = [minus(back), evidence.credits(&rows), minus(fees)]
        .into_iter()
        .try_fold(all, Decimal::checked_add)?;
    let shown = shown(evidence.model, Role::Fee);
    let mut finding = evidence.finding(Severity::Note, &charged, Vec::new(), shown);
    finding.sentence = finding
        .sentence
        .with("fees", evidence.money(fees))
        .with("all", evidence.money(all))
        .with("share", share(fees, all));
    finding.done = finding.done.with("left", evidence.money(left));
    Some(finding)
}
