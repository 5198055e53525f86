//! Numbers far from the middle half of their column: beyond 1.5 times its width (Tukey's fences).
//!
//! Definition: below `Q1 - 1.5 (Q3 - Q1)` or above `Q3 + 1.5 (Q3 - Q1)`, quartiles of type 7. Source:
//! Tukey, "Exploratory Data Analysis" (1977). Amounts of money have long tails, so an outlier is no
//! error: it is told, and nothing is done.

use std::cmp::Ordering;

use crate::quality::{Check, Evidence, Finding, Phase, Severity, spread};
use crate::say::{Arg, Quantity, Text};
use crate::stats::{Fraction, quantile_of_ranks};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "outliers",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// Fewer numbers have no fences.
const FEWEST: usize = 20;
/// Columns with fewer different numbers are codes and flags.
const DIFFERENT: usize = 10;
/// How many columns are told, from left to right: files put what matters first.
const TOLD: usize = 4;

fn run(evidence: &Evidence) -> Option<Finding> {
    let mut found: Vec<Text> = Vec::new();
    let mut all = 0;
    for at in spread::columns(evidence) {
        let spread = spread::sorted(evidence, at);
        let (values, scale) = (&spread.values, spread.scale);
        let Some((low, high)) = fences(values) else {
            continue;
        };
        let outside = values.partition_point(|value| beside(low, value) == Ordering::Less)
            + (values.len()
                - values.partition_point(|value| beside(high, value) != Ordering::Greater));
        if outside == 0 {
            continue;
        }
        all += outside;
        let column = &evidence.model.fact_table().columns[at];
        let bound = |fence: Fraction| {
            let number =
                Decimal::new(fence.numerator, scale).divided(fence.denominator, scale.max(1));
            Quantity::Exact {
                number: number.unwrap_or_default().normalized(),
            }
        };
        let told = Text::new("finding.outliers.column")
            .with("column", &column.name)
            .with("values", outside)
            .with("low", bound(low))
            .with("high", bound(high));
        found.push(told);
    }
    let more = found.len().saturating_sub(TOLD);
    let told: Vec<Arg> = found.into_iter().take(TOLD).map(Arg::from).collect();
    if told.is_empty() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = all as u64;
    if more > 0 {
        finding.sentence.id = "finding.outliers.more".to_owned();
    }
    finding.sentence = finding
        .sentence
        .with("columns", Arg::List(told))
        .with("more", more);
    Some(finding)
}

/// Where a number lies beside a fence.
fn beside(fence: Fraction, value: &i64) -> Ordering {
    fence.compare(i128::from(*value))
}

/// The fences around the middle half of sorted numbers; `None` where there is no middle half.
fn fences(sorted: &[i64]) -> Option<(Fraction, Fraction)> {
    let different = sorted.chunk_by(|a, b| a == b).take(DIFFERENT).count();
    if sorted.len() < FEWEST || different < DIFFERENT {
        return None;
    }
    let quantile = |points| {
        let value = |rank: usize| i128::from(sorted[rank]);
        quantile_of_ranks(sorted.len(), &value, Fraction::percent(points))
    };
    let (low, high) = (quantile(25)?, quantile(75)?);
    let (low, high, one) = (
        low.numerator * high.denominator,
        high.numerator * low.denominator,
        low.denominator * high.denominator,
    );
    // A column that is mostly one number has no width, and everything else would be outside.
    let width = (high > low).then_some(high - low)?;
    Fraction::new(2 * low - 3 * width, 2 * one).zip(Fraction::new(2 * high + 3 * width, 2 * one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fences_of_tukey() {
        // Quartiles 6 and 16 of 1..=21: the fences are -9 and 31.
        let numbers: Vec<i64> = (1..=21).collect();
        let (low, high) = fences(&numbers).unwrap();
        assert_eq!((low.to_f64(), high.to_f64()), (-9.0, 31.0));
        assert!(fences(&[5; 40]).is_none() && fences(&numbers[..15]).is_none());
    }
}
