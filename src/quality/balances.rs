//! Rows of an account that tell what it stood at, when it was opened, closed, or at the end of a page: added
//! up with the sales, all that was sold before would count again.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase};
use crate::table::Kind;
use crate::value::plain;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "balances",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// How such rows are called, in plain letters; a date or the like may stand behind it.
const WORDS: &str = "opening balance|opening bal|beginning balance|starting balance|closing balance|ending balance|\
     previous balance|balance forward|balance brought forward|balance carried forward|balance b f|balance c f|\
     balance b d|balance c d|bal b f|bal b d|bal c f|brought forward|carried forward|amount brought forward|\
     anfangsbestand|anfangssaldo|eroffnungssaldo|eroffnungsbestand|saldovortrag|saldo vortrag|ubertrag|\
     endbestand|endsaldo|schlusssaldo|schlussbestand|eb wert|eb werte|\
     solde initial|solde ouverture|solde anterieur|solde precedent|solde final|solde cloture|report a nouveau|a nouveau|\
     saldo inicial|saldo anterior|saldo final|saldo apertura|saldo cierre|saldo iniziale|saldo precedente|\
     saldo finale|riporto|beginsaldo|eindsaldo|openingssaldo|\
     \u{524d}\u{671f}\u{7e70}\u{8d8a}|\u{7e70}\u{8d8a}|\u{6b21}\u{671f}\u{7e70}\u{8d8a}|\u{524d}\u{6708}\u{7e70}\u{8d8a}|\
     \u{6b21}\u{6708}\u{7e70}\u{8d8a}|\u{671f}\u{9996}\u{6b8b}\u{9ad8}|\u{671f}\u{672b}\u{6b8b}\u{9ad8}";
/// Words between the others.
const SMALL: [&str; 10] = ["de", "d", "l", "of", "as", "at", "di", "the", "da", "do"];

/// How their names begin.
const STARTS: [&[u8; 2]; 24] = [
    b"op", b"be", b"st", b"cl", b"en", b"pr", b"ba", b"br", b"ca", b"am", b"an", b"er", b"sa",
    b"sc", b"eb", b"so", b"re", b"a ", b"ri", b"ei", b"ub", b"b/", b"c/", b"in",
];
/// A longer text is a sentence.
const LONGEST: usize = 60;

/// Whether a text may be one, on a glance at its first letters: most texts of a file are none.
fn may_be(text: &str) -> bool {
    let start = text.as_bytes().first_chunk::<2>();
    let same = |start: &[u8; 2]| STARTS.iter().any(|known| known.eq_ignore_ascii_case(start));
    text.len() <= LONGEST && start.is_some_and(|start| !start.is_ascii() || same(start))
}

/// Whether a text is the name of such a row.
pub(crate) fn is_balance(text: &str) -> bool {
    if !may_be(text) {
        return false;
    }
    let lower = plain(text);
    let said = lower.split(|c: char| !c.is_alphabetic());
    let said: Vec<&str> = said
        .filter(|word| !word.is_empty() && !SMALL.contains(word))
        .collect();
    let said = said.join(" ");
    let begins = |phrase: &str| {
        let rest = said.strip_prefix(phrase);
        // A name of a product may go on; a month, or the day it is told for, is one word.
        rest.is_some_and(|rest| {
            rest.is_empty() || (rest.starts_with(' ') && !rest[1..].contains(' '))
        })
    };
    // None is shorter, and most texts are no balances.
    said.len() > 1 && WORDS.split('|').any(begins)
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let table = model.fact_table();
    if model.is_summary() || !model.tells_money() {
        return None;
    }
    let mut rows: Vec<u32> = Vec::new();
    for column in &table.columns {
        if column.decision.kind != Kind::Text && column.decision.bad == 0 {
            continue;
        }
        if !column.words().into_iter().any(is_balance) {
            continue;
        }
        let coded = column.coded();
        let is: Vec<bool> = coded
            .entries
            .iter()
            .map(|entry| is_balance(entry))
            .collect();
        let told = |row: &u32| is.get(coded.codes[*row as usize] as usize) == Some(&true);
        rows.extend(evidence.rows().filter(told));
    }
    evidence.aside_or_keep(rows, amount_column(model))
}

#[cfg(test)]
mod tests {
    use super::is_balance;

    #[test]
    fn balances_are_told_by_their_names_in_several_languages() {
        for (text, expected) in [
            ("Opening balance", true),
            ("Opening Balance as of 01/01/2024", true),
            ("BALANCE B/F", true),
            ("Balance brought forward:", true),
            ("\u{dc}bertrag", true),
            ("EB-Wert", true),
            ("Solde d'ouverture", true),
            ("Saldo anterior", true),
            ("\u{524d}\u{671f}\u{7e70}\u{8d8a}", true),
            ("Balance bike", false),
            ("New Balance shoes", false),
            ("Opening night", false),
            ("Carried forward stroller for two", false),
            ("", false),
        ] {
            assert_eq!(is_balance(text), expected, "{text}");
        }
    }
}
