//! Values of one column that differ in case, spaces or punctuation alone: `Blue Collar` and
//! `Blue-Collar`. They are proposed for merging; nothing is merged unasked.

use crate::quality::evidence::visible;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::Role;
use crate::table::Kind;
use crate::value::order;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "spellings",
    remedies: &["keep"],
    phase: Phase::Rows,
    run,
};

/// Columns with more different values are free text.
const MOST_VALUES: usize = 20_000;
/// How many groups are shown.
const SHOWN: usize = 3;

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let mut groups: Vec<Text> = Vec::new();
    let mut columns: Vec<Arg> = Vec::new();
    let mut all = 0;
    for source in &model.reached {
        let source = &model.sources[*source];
        for (at, column) in source.table.columns.iter().enumerate() {
            let names_something = matches!(
                source.mapping.guesses[at].role,
                Some(Role::OrderId | Role::LineId | Role::Product | Role::CustomerId)
            );
            if column.decision.kind != Kind::Text || names_something || column.decision.clocks {
                continue;
            }
            let found = alike(&column.words());
            if found.is_empty() {
                continue;
            }
            all += found.len();
            columns.push(
                Text::new("finding.spellings.column")
                    .with("groups", found.len())
                    .with("column", &column.name)
                    .with("file", source.name())
                    .into(),
            );
            groups.extend(found.iter().take(SHOWN).map(|group| {
                let spellings: Vec<Arg> = group
                    .iter()
                    .map(|entry| Arg::from(visible(entry)))
                    .collect();
                Text::new("finding.spellings.group")
                    .with("column", &column.name)
                    .with("spellings", Arg::List(spellings))
            }));
        }
    }
    if all == 0 {
        return None;
    }
    let mut finding = evidence.finding(Severity::Note, &[], Vec::new(), 0);
    finding.n = all as u64;
    finding.sentence = finding.sentence.with("columns", Arg::List(columns));
    finding.examples = groups.into_iter().take(SHOWN).collect();
    Some(finding)
}

/// Values with equal letters and digits, at least two in a group; groups in the order of these.
fn alike<'a>(entries: &[&'a str]) -> Vec<Vec<&'a str>> {
    if entries.len() > MOST_VALUES {
        return Vec::new();
    }
    let mut keyed: Vec<(String, &str)> = entries.iter().map(|entry| (key(entry), *entry)).collect();
    order::sort(&mut keyed);
    keyed.dedup();
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1 && !group[0].0.is_empty())
        .map(|group| group.iter().map(|(_, entry)| *entry).collect())
        .collect()
}

/// Letters and digits in small letters; the point between digits stays, as 1.5 is not 15.
fn key(entry: &str) -> String {
    let mut key = String::with_capacity(entry.len());
    let mut last = ' ';
    for (at, c) in entry.char_indices() {
        let next = entry[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if last.is_ascii_digit() && next.is_ascii_digit() || matches!(c, '+' | '#' | '&') {
            key.push(c);
        }
        last = c;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_case_spaces_and_punctuation_may_differ() {
        let entries = [
            "Blue Collar",
            "C++",
            "C",
            "Blue-Collar",
            "1.5 l",
            "15 l",
            "blue collar",
            "-",
            "?",
        ];
        assert_eq!(
            alike(&entries),
            [vec!["Blue Collar", "Blue-Collar", "blue collar"]]
        );
    }
}
