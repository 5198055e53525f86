//! Records that stand in several of the files that were put together. They are counted once, as often as
//! in the file that has them most; the user can have all of them counted.

use crate::quality::{Check, Evidence, Finding, Moves, Phase, Severity};
use crate::schema::{MeasureKind, Model, OVERLAP};
use crate::table::NO_NUMBER;
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: OVERLAP.0,
    remedies: &[OVERLAP.1, OVERLAP.2],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let left_out = evidence.remedy() != OVERLAP.2;
    let table = model.fact_table();
    let (n, revenue) = match left_out {
        true => (model.repeated(), left_out_revenue(model)),
        // All stand in the table: those that would be left out.
        false => {
            let rows = table.repeated_rows();
            (rows.len() as u64, evidence.revenue(&rows))
        }
    };
    if n == 0 {
        return None;
    }
    let mut finding = evidence.finding(Severity::Warning, &[], Vec::new(), 0);
    finding.n = n;
    finding.sentence = finding.sentence.with("records", n);
    finding.stake = revenue;
    if left_out {
        let of_revenue = finding.moves.of_revenue.checked_add(revenue)?;
        finding.moves = Moves {
            rows: n,
            of_rows: model.rows() as u64 + n,
            untold: if model.facts().unpivoted { n } else { 0 },
            revenue,
            of_revenue,
        };
    }
    Some(finding)
}

/// What the records are worth that were left out, by their own files.
fn left_out_revenue(model: &Model) -> Decimal {
    let MeasureKind::Column(column) = model.measure.how else {
        return Decimal::ZERO;
    };
    let name = &model.fact_table().columns[column].name;
    let mut sum = Decimal::ZERO;
    for (part, source) in model.fact_table().parts.iter().zip(&model.facts().parts) {
        let columns = &model.sources[*source].table.columns;
        let Some(own) = columns.iter().find(|own| own.name == *name) else {
            continue;
        };
        let numbers = own.decimals(&own.decision.number);
        let values = part
            .repeated
            .iter()
            .map(|record| numbers.values[*record as usize - 1]);
        let known = values.filter(|value| *value != NO_NUMBER && *value > 0);
        let own = Decimal::new(known.map(i128::from).sum(), numbers.scale);
        sum = sum.checked_add(own).unwrap_or(sum);
    }
    sum
}
