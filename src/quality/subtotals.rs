//! Rows that add up the rows above them: subtotals of a customer, totals in the middle of a file. Counted
//! as purchases they would double the revenue.
//!
//! A row is one when its amount is the sum of the rows since the last one, or of all, and it lacks what
//! a purchase has (a day, an order's number, a buyer) or begins with a word for totals; or when it does both
//! of the latter.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, Model, NO_AMOUNT, Role};
use crate::table::Kind;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "subtotals",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// Words for totals, at the beginning of a cell.
const WORDS: [&str; 12] = [
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "sum",
    "grand total",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "totale",
    "suma",
];

/// Words for other sums of the rows above; they prove nothing where a row has all that a purchase has.
const SUMMARIES: [&str; 8] = [
    "average",
    "avg",
    "mean",
    "median",
    "minimum",
    "maximum",
    "durchschnitt",
    "mittelwert",
];

/// And words that may be names: right below a total or a summary alone.
const MAYBE_SUMMARIES: [&str; 5] = ["min", "max", "count", "anzahl", "std"];

/// What makes a row suspect.
#[derive(Clone, Copy, Default)]
struct Suspect {
    lacks: bool,
    word: bool,
    summary: bool,
    maybe: bool,
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if !matches!(model.measure.how, MeasureKind::Column(_)) || model.is_summary() {
        return None;
    }
    let suspects = suspects(model);
    if suspects.is_empty() {
        return None;
    }
    let (mut since, mut all) = ((0_i128, 0_usize), (0_i128, 0_usize));
    let mut rows = Vec::new();
    // Totals of one row each prove nothing: any amount may follow its equal.
    let (mut added, mut equal, mut summaries) = (0, 0, 0);
    for row in evidence.rows() {
        let amount = evidence.amount(row);
        if amount == NO_AMOUNT {
            continue;
        }
        let Suspect {
            lacks,
            word,
            summary,
            maybe,
        } = suspects[row as usize];
        let beside = rows.last().is_some_and(|last| last + 1 == row);
        if lacks && all.1 > 0 && (summary || maybe && beside) {
            rows.push(row);
            summaries += 1;
            continue;
        }
        let is = |sum: (i128, usize)| sum.1 > 0 && sum.0 == i128::from(amount);
        let sums = [since, all].into_iter().find(|sum| is(*sum));
        if (lacks && word && all.1 > 0) || ((lacks || word) && sums.is_some()) {
            rows.push(row);
            equal += usize::from(!(lacks && word));
            added += sums.map_or(0, |sum| sum.1);
            since = (0, 0);
        } else {
            since = (since.0 + i128::from(amount), since.1 + 1);
            all = (all.0 + i128::from(amount), all.1 + 1);
        }
    }
    if rows.is_empty() || added < equal * 2 {
        return None;
    }
    let aside = match evidence.remedy() {
        "keep" => Vec::new(),
        _ => rows.clone(),
    };
    let mut finding = evidence.finding(Severity::Warning, &rows, aside, amount_column(model));
    if summaries > 0 {
        finding.sentence.id = "finding.subtotals.summaries".to_owned();
    }
    Some(finding)
}

/// Per row what makes it suspect; empty when no row is.
fn suspects(model: &Model) -> Vec<Suspect> {
    let table = model.fact_table();
    let mut found = vec![Suspect::default(); table.rows as usize];
    let mut any = false;
    for role in [
        Role::OrderDay,
        Role::OrderId,
        Role::CustomerId,
        Role::CustomerName,
    ] {
        let Some(at) = model.facts().mapping.column(role) else {
            continue;
        };
        let column = &table.columns[at];
        if column.decision.missing + column.decision.bad == 0 {
            continue;
        }
        let unread = column.decision.date.map(|style| column.days(style).bad);
        for row in unread.into_iter().flatten() {
            found[row as usize].lacks = true;
            any = true;
        }
        for (row, suspect) in found.iter_mut().enumerate() {
            if column.is_missing(row as u32) && !model.facts().says_above(at, row as u32) {
                suspect.lacks = true;
                any = true;
            }
        }
    }
    for column in table
        .columns
        .iter()
        .filter(|column| column.decision.kind == Kind::Text || column.decision.bad > 0)
    {
        let told = |word: &str| is_total(word) || is_one_of(&SUMMARIES, word);
        if !column.words().into_iter().any(told) {
            continue;
        }
        any = true;
        let coded = column.coded();
        let of = |entry: &String| Suspect {
            lacks: false,
            word: is_total(entry),
            summary: is_one_of(&SUMMARIES, entry),
            maybe: is_one_of(&MAYBE_SUMMARIES, entry),
        };
        let words: Vec<Suspect> = coded.entries.iter().map(of).collect();
        for (suspect, code) in found.iter_mut().zip(coded.codes) {
            if let Some(told) = words.get(code as usize) {
                suspect.word |= told.word;
                suspect.summary |= told.summary;
                suspect.maybe |= told.maybe;
            }
        }
    }
    if !any {
        found.clear();
    }
    found
}

/// `Average`, `Mean:`.
fn is_one_of(words: &[&str], text: &str) -> bool {
    let text = text.trim_end_matches([':', '.', ' ']);
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// `Total`, `Total C1`, `Sum:`.
fn is_total(text: &str) -> bool {
    let begins = |word: &&str| {
        let start = text
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word));
        start
            && text[word.len()..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric())
    };
    WORDS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn totals_begin_with_their_word() {
        for text in ["Total", "TOTAL C1", "Subtotal: Ann", "Summe"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["TotalEnergies", "Sumatra", "C1 Total", ""] {
            assert!(!is_total(text), "{text}");
        }
    }
}
