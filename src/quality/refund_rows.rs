//! Rows that a column calls refunds while their amounts are above zero like those of sales: added up, what
//! was paid back would count as sold.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::Arg;
use crate::schema::{MeasureKind, Role};
use crate::table::Kind;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "refund_rows",
    remedies: &["subtract", "keep"],
    phase: Phase::Rows,
    run,
};

/// Kinds of rows, of which a column holds no more than so many.
const MOST_KINDS: u32 = 8;
const BACK: [&str; 8] = [
    "refund",
    "return",
    "chargeback",
    "reversal",
    "credit",
    "credit note",
    "gutschrift",
    "storno",
];
const SOLD: [&str; 8] = [
    "sale", "order", "purchase", "payment", "charge", "invoice", "rechnung", "verkauf",
];

fn is_one_of(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    words.contains(&lower.as_str()) || words.contains(&lower.trim_end_matches('s'))
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if !matches!(
        model.measure.how,
        MeasureKind::Column(_) | MeasureKind::Product { .. }
    ) {
        return None;
    }
    let facts = model.facts();
    let tells = |at: &usize| {
        let column = &facts.table.columns[*at];
        let named = matches!(facts.mapping.guesses[*at].role, None | Some(Role::Category));
        let few = named && column.decision.kind == Kind::Text && column.distinct() <= MOST_KINDS;
        let says = |words: &[&str]| {
            few && column
                .words()
                .into_iter()
                .any(|word| is_one_of(word, words))
        };
        says(&BACK) && says(&SOLD)
    };
    let at = (0..facts.table.columns.len()).find(tells)?;
    let coded = facts.table.columns[at].coded();
    let back: Vec<bool> = coded
        .entries
        .iter()
        .map(|word| is_one_of(word, &BACK))
        .collect();
    let is = |row: &u32| back.get(coded.codes[*row as usize] as usize) == Some(&true);
    let rows: Vec<u32> = evidence
        .rows()
        .filter(is)
        .filter(|row| evidence.amount(*row) > 0)
        .collect();
    let below = evidence
        .rows()
        .filter(is)
        .any(|row| (i64::MIN + 1..0).contains(&evidence.amount(row)));
    if rows.is_empty() || below {
        return None;
    }
    let mut finding = evidence.finding(Severity::Warning, &rows, Vec::new(), amount_column(model));
    let words = coded.entries.iter().filter(|word| is_one_of(word, &BACK));
    let words: Vec<Arg> = words.map(|word| Arg::from(word.as_str())).collect();
    let kind = facts.table.columns[at].name.as_str();
    finding.sentence = finding
        .sentence
        .with("words", Arg::List(words))
        .with("kind", kind);
    if evidence.remedy() == "subtract" {
        finding.amounts = rows
            .iter()
            .map(|row| (*row, -evidence.amount(*row)))
            .collect();
        finding.moves = evidence.would_move(&rows);
    }
    Some(finding)
}
