//! The total row of a file against our own sum: a free check of both. The row itself is no purchase and
//! counts for nothing; it stands among the records that were left out.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::Role;
use crate::table::{AsideKind, NO_NUMBER};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "total_row",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let table = model.fact_table();
    let quantity = model.facts().mapping.column(Role::Quantity);
    let columns = [Some(amount_column(model)), quantity];
    // The amount first: a total row may leave it out and sum the pieces alone.
    for at in columns.into_iter().flatten() {
        let column = &table.columns[at];
        let totals = table
            .facts
            .aside
            .iter()
            .filter(|aside| aside.kind == AsideKind::Total);
        let mut stated =
            totals.filter_map(|aside| Some((aside.line, column.decimal(aside.cells.get(at)?)?)));
        // The last one is the grand total.
        let Some((line, stated)) = stated.next_back() else {
            continue;
        };
        let numbers = column.decimals(&column.decision.number);
        let there = numbers.values.iter().filter(|value| **value != NO_NUMBER);
        let sum = Decimal::new(there.map(|value| i128::from(*value)).sum(), numbers.scale);
        // Totals among the rows are not added again.
        let scale = numbers.scale;
        let there = evidence.rows().map(|row| numbers.values[row as usize]);
        let there = there.filter(|value| *value != NO_NUMBER);
        let seen = Decimal::new(there.map(i128::from).sum(), scale);
        let agrees = [sum, seen].iter().any(|sum| stated.cmp(sum).is_eq());
        let severity = if agrees {
            Severity::Note
        } else {
            Severity::Warning
        };
        let mut finding = evidence.finding(severity, &[], Vec::new(), at);
        finding.n = 1;
        if agrees {
            finding.sentence.id = "finding.total_row.agrees".to_owned();
        }
        finding.sentence = finding
            .sentence
            .with("line", line)
            .with("stated", stated.normalized())
            .with("sum", seen.normalized());
        return Some(finding);
    }
    None
}
