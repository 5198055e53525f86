//! Many rows at the very end of a column: 1,001 customers at exactly 207 days, and hardly any at 206.
//! Such values were cut off where they were counted, and a rank among them means nothing.
//!
//! Definition: at least 3 % of the rows hold the smallest or largest value, and at least eight times as
//! many as any of the five values next to it. Zero is no end: it says that there was nothing.

use crate::quality::{Check, Evidence, Finding, Phase, Severity, spread};
use crate::say::{Arg, Quantity, Text};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "capped",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// Columns with fewer different numbers have ends by nature.
const DIFFERENT: usize = 20;
/// So many values beside the end are looked at.
const BESIDE: usize = 5;
/// The end holds so many times the rows of any of them.
const HEAPED: usize = 8;

fn run(evidence: &Evidence) -> Option<Finding> {
    let mut told: Vec<Arg> = Vec::new();
    let mut all = 0;
    for at in spread::columns(evidence) {
        let spread = spread::sorted(evidence, at);
        let (values, scale) = (&spread.values, spread.scale);
        if !heavy(values) {
            continue;
        }
        let runs: Vec<(i128, usize)> = values
            .chunk_by(|a, b| a == b)
            .map(|run| (i128::from(run[0]), run.len()))
            .collect();
        if runs.len() < DIFFERENT {
            continue;
        }
        let down: Vec<(i128, usize)> = runs.iter().rev().take(BESIDE + 1).copied().collect();
        let ends = [heap(&runs, values.len()), heap(&down, values.len())];
        for (value, rows) in ends.into_iter().flatten() {
            all += rows;
            let value = Quantity::Exact {
                number: Decimal::new(value, scale).normalized(),
            };
            told.push(
                Text::new("finding.capped.column")
                    .with("rows", rows)
                    .with("column", &evidence.model.fact_table().columns[at].name)
                    .with("value", value)
                    .into(),
            );
        }
    }
    if told.is_empty() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = all as u64;
    finding.sentence = finding.sentence.with("columns", Arg::List(told));
    Some(finding)
}

/// Whether one of the ends holds rows enough; most columns end here.
fn heavy(sorted: &[i64]) -> bool {
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else {
        return false;
    };
    let lowest = sorted.partition_point(|value| value <= low);
    let highest = sorted.len() - sorted.partition_point(|value| value < high);
    lowest.max(highest) * 100 >= sorted.len() * 3
}

/// The first value with its rows, when they are heaped on it.
fn heap(runs: &[(i128, usize)], rows: usize) -> Option<(i128, usize)> {
    let (value, held) = *runs.first()?;
    let beside = runs[1..].iter().take(BESIDE).map(|(_, rows)| *rows).max()?;
    (value != 0 && held * 100 >= rows * 3 && held >= beside * HEAPED).then_some((value, held))
}
