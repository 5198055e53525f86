//! Months without a row between the first and the last: a shop that was closed, or a file that lacks a
//! part. Averages over months and growth read differently in the two cases, so it is told.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Quantity, Text};
use crate::schema::Role;
use crate::table::NO_DAY;
use crate::value::{Day, Month};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "calendar_gaps",
    remedies: &["keep"],
    phase: Phase::Rest,
    run,
};

/// Two centuries: a date beyond is a slip of the pen, and its gaps are no news.
const MOST_DAYS: usize = 73_000;
/// How many months, or runs of months, are named.
const NAMED: usize = 6;

/// Sales once a quarter or a year have no months to miss: nearly all steps are the same, and longer than one.
fn is_regular(months: &[Month]) -> bool {
    let steps = || months.windows(2).map(|pair| pair[1].0 - pair[0].0);
    let alike = |step| steps().filter(|other| *other == step).count();
    let usual = steps()
        .max_by_key(|step| (alike(*step), *step))
        .unwrap_or(1);
    usual > 1 && alike(usual) * 5 >= steps().count() * 4
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let place = evidence.model.role(Role::OrderDay)?;
    let column = evidence.model.column(place);
    let days = evidence
        .model
        .lift(place.0, column.days(column.decision.date?).values, NO_DAY);
    let there = || {
        evidence
            .rows()
            .map(|row| days[row as usize])
            .filter(|day| *day != NO_DAY)
    };
    let (first, last) = (there().min()?, there().max()?);
    let mut seen = vec![
        false;
        usize::try_from(last.checked_sub(first)?)
            .ok()
            .filter(|days| *days < MOST_DAYS)?
            + 1
    ];
    there().for_each(|day| seen[(day - first) as usize] = true);
    let seen = (first..=last).filter(|day| seen[(day - first) as usize]);
    let mut months: Vec<Month> = seen.map(|day| Day(day).month()).collect();
    months.dedup();
    let gaps = months
        .windows(2)
        .flat_map(|pair| pair[0].0 + 1..pair[1].0)
        .map(Month);
    let missing: Vec<Month> = gaps.collect();
    if missing.is_empty() || is_regular(&months) {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    let runs: Vec<&[Month]> = missing.chunk_by(|a, b| a.0 + 1 == b.0).collect();
    let month = |month: &Month| Arg::from(Quantity::Month { month: *month });
    let run = |run: &&[Month]| match run {
        [_] | [_, _] => run.iter().map(month).collect(),
        _ => {
            let text = Text::new("calendar_gaps.run").with("from", run[0]);
            vec![Arg::from(text.with("to", run[run.len() - 1]))]
        }
    };
    let named = runs.iter().take(NAMED).flat_map(run);
    let more = runs.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| Arg::from(Text::new("calendar_gaps.more").with("n", more)));
    finding.n = missing.len() as u64;
    finding.sentence = finding
        .sentence
        .with("months", Arg::List(named.chain(more).collect()))
        .with("missing", missing.len())
        .with("between", months.len() + missing.len());
    Some(finding)
}
