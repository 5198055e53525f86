//! Ids that a spreadsheet has shortened to `1.23E+12`: what differed in the last digits is one value now.

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::Role;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "shortened_ids",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut columns: Vec<Arg> = Vec::new();
    let mut cells = 0;
    for role in [Role::CustomerId, Role::OrderId, Role::Product] {
        let Some(place) = model.role(role) else {
            continue;
        };
        let column = model.column(place);
        if column.decision.destroyed == 0 {
            continue;
        }
        cells += column.decision.destroyed;
        let text = Text::new("finding.shortened_ids.column")
            .with("column", &column.name)
            .with("file", model.sources[place.0].name())
            .with("cells", column.decision.destroyed)
            .with("values", column.distinct());
        columns.push(text.into());
    }
    if columns.is_empty() {
        return None;
    }
    let mut finding = evidence.finding(Severity::Warning, &[], Vec::new(), 0);
    finding.n = cells;
    finding.sentence = finding.sentence.with("columns", Arg::List(columns));
    Some(finding)
}
