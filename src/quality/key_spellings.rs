//! Files that would join if capitals and noughts before digits made no difference: `C00` and `c00`, `00012` and
//! `12`. Whether they name the same only the user knows.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{KEY_SPELLINGS, missed};
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: KEY_SPELLINGS.0,
    remedies: &[KEY_SPELLINGS.1, KEY_SPELLINGS.2],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let folds = evidence.remedy() == KEY_SPELLINGS.2;
    let mut told: Vec<Arg> = Vec::new();
    for source in model.unused() {
        let Some(missed) = missed(&model.sources, model.fact, source) else {
            continue;
        };
        let Some(found) = missed.folded else { continue };
        let text = Text::new("finding.key_spellings.file")
            .with("file", model.sources[source].name())
            .with("column", &model.fact_table().columns[missed.near].name)
            .with("found", found)
            .with("keys", missed.keys);
        told.push(text.into());
    }
    if told.is_empty() && !folds {
        return None;
    }
    let severity = if folds {
        Severity::Note
    } else {
        Severity::Warning
    };
    let mut finding = evidence.finding(severity, &[], Vec::new(), 0);
    finding.n = told.len() as u64;
    if folds {
        finding.sentence.id = "finding.key_spellings.folded".to_owned();
    }
    finding.sentence = finding.sentence.with("files", Arg::List(told));
    finding.doubt = Some(Decimal::ZERO);
    Some(finding)
}
