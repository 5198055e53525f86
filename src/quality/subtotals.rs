//! Rows that add up the rows above them: subtotals of a customer, totals in the middle of a file. Counted
//! as purchases they would double the revenue.
//!
//! A row is one when its amount is the sum of the rows since the last one, or of all, and it lacks what
//! a purchase has (a day, an order's number, a buyer) or begins with a word for totals; or when it does both
//! of the latter.

use crate::csv::{MAYBE_SUMMARIES, SUMMARIES, TOTALS, after, is_one_of};
use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::schema::{MeasureKind, Model, NO_AMOUNT, Role};
use crate::table::{Column, Kind};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "subtotals",
    remedies: &["set_aside", "keep"],
    phase: Phase::Scope,
    run,
};

/// Words behind a heading: `Ann Total` below the rows of Ann.
const BEHIND: [&str; 7] = [
    " total",
    " totals",
    " subtotal",
    " sum",
    " summe",
    " gesamt",
    " ergebnis",
];
/// Headings that name no group.
const SPANS: &str =
    "day daily tag tages week weekly woche month monthly monat year page seite shift batch group";
/// Words between a word for totals and the heading.
const BETWEEN: [&str; 5] = ["for ", "of ", "f\u{fc}r ", "von ", "de "];

/// A total adds up the rows since one of so many earlier ones.
const LEVELS: usize = 64;

/// What makes a row suspect.
#[derive(Clone, Copy, Default)]
struct Suspect {
    /// Which of day, order, buyer's id and buyer's name are not there.
    missing: [bool; 4],
    /// What it lacks may stand above it, as on further lines of an order.
    borrows: bool,
    /// So much is missing that it is hardly a purchase.
    lacks: bool,
    /// It has a day and a number as purchases have: words prove nothing.
    whole: bool,
    word: bool,
    /// It is the total of a day, a page or the like.
    span: bool,
    summary: bool,
    maybe: bool,
    /// It is a word for totals and nothing else.
    bare: bool,
    /// It begins or ends with a word for totals, and the rest is the heading above it.
    named: bool,
}

impl Suspect {
    /// A purchase may lack its buyer or its number, and not both; where the file tells one of them alone,
    /// that one counts.
    fn weigh(&mut self, there: [bool; 4]) {
        let [day, order, id, name] = self.missing;
        let buyer = match there[2] && there[3] {
            true => id && name,
            false => id || name,
        };
        let told = usize::from(there[1]) + usize::from(there[2] || there[3]);
        let alone = !there[0] && told == 1;
        self.lacks = day || (order && buyer) || (alone && (order || buyer));
        self.whole = (there[0] || there[1]) && !day && !order && !self.borrows;
    }

    /// Whether some cell holds a word for totals or for other sums.
    fn told(self) -> bool {
        self.word || self.summary || self.maybe
    }
}

/// The rows that are totals.
#[derive(Default)]
struct Totals {
    rows: Vec<u32>,
    summaries: usize,
    /// Rows that are the sum of others and prove nothing else, and how many rows they add up.
    equal: usize,
    added: usize,
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
    // Totals of one row each prove nothing: any amount may follow its equal.
    let mut totals = totals(evidence, &suspects, 1);
    if totals.added < totals.equal * 2 {
        totals = self::totals(evidence, &suspects, 2);
    }
    let Totals {
        rows, summaries, ..
    } = totals;
    if rows.is_empty() {
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

/// The totals among the rows; where nothing but the sum shows one, it adds up at least so many rows.
fn totals(evidence: &Evidence, suspects: &[Suspect], least: usize) -> Totals {
    let mut found = Totals::default();
    // What all rows before a total add up to, and how many they are.
    let mut starts = vec![(0_i128, 0_usize)];
    let mut all = (0_i128, 0_usize);
    // A customer may be called so, and not a row below each group.
    let bare = |suspect: &&Suspect| suspect.bare && !suspect.whole;
    let several = suspects.iter().filter(bare).count() > 1;
    let mut last = None;
    for (period, row) in by_period(evidence) {
        // A total of one period adds up rows of that period.
        if last.replace(period) != Some(period) {
            starts = vec![(0, 0)];
            all = (0, 0);
        }
        let amount = evidence.amount(row);
        if amount == NO_AMOUNT {
            continue;
        }
        let Suspect {
            lacks,
            whole,
            summary,
            maybe,
            named,
            bare,
            ..
        } = suspects[row as usize];
        let word = suspects[row as usize].word && !whole;
        let beside = found.rows.last().is_some_and(|last| last + 1 == row);
        if lacks && all.1 > 0 && (summary || maybe && beside) {
            found.rows.push(row);
            found.summaries += 1;
            continue;
        }
        let sums = || {
            let since = starts.iter().rev().take(LEVELS).chain(starts.first());
            let mut since = since.map(|start| (all.0 - start.0, all.1 - start.1));
            since.find(|sum| sum.1 > 0 && sum.0 == i128::from(amount))
        };
        let sum = (lacks || word || named).then(sums).flatten();
        let called = named || (several && bare && !whole);
        let proven = called && sum.is_some() || (lacks && (word || named) && all.1 > 0);
        if proven || sum.is_some_and(|sum| sum.1 >= least) {
            found.rows.push(row);
            if !proven {
                found.equal += 1;
                found.added += sum.map_or(0, |sum| sum.1);
            }
            starts.push(all);
        } else {
            all = (all.0 + i128::from(amount), all.1 + 1);
        }
    }
    found
}

/// The rows, each with its period where they are cells of columns of periods: one period after the other.
fn by_period(evidence: &Evidence) -> Vec<(u32, u32)> {
    let facts = evidence.model.facts();
    let periods = facts.table.columns.iter().rev().nth(1);
    let periods = periods.filter(|_| facts.unpivoted).map(Column::codes);
    let period = |row: u32| periods.as_ref().map_or(0, |it| it.0[row as usize]);
    let mut rows: Vec<(u32, u32)> = evidence.rows().map(|row| (period(row), row)).collect();
    crate::value::order::sort(&mut rows);
    rows
}

/// Per row what makes it suspect; empty when no row is.
fn suspects(model: &Model) -> Vec<Suspect> {
    let table = model.fact_table();
    let mut found = vec![Suspect::default(); table.rows as usize];
    let mut any = false;
    let facts = model.facts();
    let further = |row: u32| {
        let fields = facts.order_fields.as_ref();
        fields.is_some_and(|fields| fields.first[row as usize] != row)
    };
    let below = |column| {
        let below = facts.blank_below.as_ref();
        below.is_some_and(|below| below.columns.binary_search(&column).is_ok())
    };
    for column in table
        .columns
        .iter()
        .filter(|column| column.decision.kind == Kind::Text || column.decision.bad > 0)
    {
        let told =
            |word: &str| is_total(word) || heading(word).is_some() || is_one_of(&SUMMARIES, word);
        if !column.words().into_iter().any(told) {
            continue;
        }
        any = true;
        let coded = column.coded();
        let of = |entry: &String| Suspect {
            word: is_total(entry) || heading(entry).is_some_and(is_span),
            span: heading(entry).is_some_and(is_span),
            bare: is_one_of(&TOTALS, entry),
            summary: is_one_of(&SUMMARIES, entry),
            maybe: is_one_of(&MAYBE_SUMMARIES, entry),
            ..Suspect::default()
        };
        let words: Vec<Suspect> = coded.entries.iter().map(of).collect();
        let mut above: Option<&str> = None;
        for (suspect, code) in found.iter_mut().zip(coded.codes) {
            let Some(told) = words.get(code as usize) else {
                continue;
            };
            suspect.word |= told.word;
            suspect.span |= told.span;
            suspect.bare |= told.bare;
            suspect.summary |= told.summary;
            suspect.maybe |= told.maybe;
            let entry = coded.entries[code as usize].as_str();
            let same =
                |above: &str| heading(entry).is_some_and(|of| of.eq_ignore_ascii_case(above));
            match above.is_some_and(same) {
                true => suspect.named = true,
                false => above = Some(entry),
            }
        }
    }
    let roles = [
        Role::OrderDay,
        Role::OrderId,
        Role::CustomerId,
        Role::CustomerName,
    ];
    let there = roles.map(|role| facts.mapping.column(role));
    for (place, at) in there.into_iter().enumerate() {
        let Some(at) = at else {
            continue;
        };
        let column = &table.columns[at];
        if column.decision.missing + column.decision.bad == 0 {
            continue;
        }
        let unread = column.decision.date.map(|style| column.days(style).bad);
        for row in unread.into_iter().flatten() {
            found[row as usize].missing[place] = true;
            any = true;
        }
        for (row, suspect) in found.iter_mut().enumerate() {
            let row = row as u32;
            // What stands above may hold here too, unless the row says nothing at all, or a word for totals.
            let above = (further(row) && !suspect.span) || (below(at) && !suspect.told());
            if column.is_missing(row) {
                suspect.borrows |= above;
                suspect.missing[place] |= !above || is_bare(model, row);
                any = true;
            }
        }
    }
    if !any {
        found.clear();
    }
    let there = there.map(|at| at.is_some());
    for suspect in &mut found {
        suspect.weigh(there);
    }
    found
}

/// Whether a row of the facts holds nothing but numbers.
fn is_bare(model: &Model, row: u32) -> bool {
    let facts = model.facts();
    let columns = facts.table.columns.iter().zip(&facts.mapping.guesses);
    let mut names = columns.filter(|(column, guess)| {
        let counted = [Role::Amount, Role::Quantity, Role::UnitPrice];
        !column.holds_numbers() || guess.role.is_some_and(|role| !counted.contains(&role))
    });
    names.all(|(column, _)| column.is_missing(row))
}

/// The heading in `Ann Total`, `Total Ann` and `Total for Ann`.
fn heading(text: &str) -> Option<&str> {
    let ends = |word: &&str| {
        let at = text.len().checked_sub(word.len())?;
        let end = text.get(at..)?;
        end.eq_ignore_ascii_case(word).then(|| &text[..at])
    };
    let before = || {
        let rest = TOTALS
            .iter()
            .filter_map(|word| behind(text, word))
            .min_by_key(|rest| rest.len())?;
        let rest = rest.trim_start_matches([':', ' ', '-']);
        let between = BETWEEN.iter().find_map(|word| rest.strip_prefix(word));
        Some(between.unwrap_or(rest))
    };
    let found = BEHIND.iter().find_map(ends).or_else(before)?;
    Some(found.trim()).filter(|found| !found.is_empty())
}

/// Whether a heading is a span of rows and no name: `Day total`, `Page total`.
fn is_span(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    SPANS.split(' ').any(|span| span == heading)
}

/// `Total`, `Total C1`, `Sum:`.
fn is_total(text: &str) -> bool {
    TOTALS.iter().any(|word| behind(text, word).is_some())
}

/// What stands behind a word that a text begins with, where it goes on, if it does, with no letter or digit.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    after(text, word).filter(|rest| !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{heading, is_total};

    #[test]
    fn totals_begin_with_their_word() {
        for text in ["Total", "TOTAL C1", "Subtotal: Ann", "Summe"] {
            assert!(is_total(text), "{text}");
        }
        for text in ["TotalEnergies", "Sumatra", "C1 Total", ""] {
            assert!(!is_total(text), "{text}");
        }
    }
    #[test]
    fn a_total_names_the_heading_above_it() {
        for (text, of) in [
            ("Ann Total", Some("Ann")),
            ("Total Ann", Some("Ann")),
            ("Total for Ann Lee", Some("Ann Lee")),
            ("Subtotal: Ann", Some("Ann")),
            ("Anna Ergebnis", Some("Anna")),
            ("Total", None),
            ("TotalEnergies", None),
            ("Ann", None),
        ] {
            assert_eq!(heading(text), of, "{text}");
        }
    }
}
