//! Values of one column that differ in case, accents, spaces or punctuation alone: `Blue Collar` and
//! `Blue-Collar`; and customers who are known by a name or an address and differ in no more. They are
//! proposed for merging; nothing is merged unasked. The same for ids of customers whose numbers differ in
//! leading zeros alone: `001` and `1`.

mod keys;

use crate::quality::evidence::visible;
use crate::quality::spellings::keys::{alike, key, turned, unpadded};
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::recipe::Recipe;
use crate::say::{Arg, Text};
use crate::schema::{Model, Role, Source};
use crate::table::{Column, Kind, MISSING};
use crate::value::order;

/// The check of values.
pub(super) const VALUES: Check = Check {
    code: "spellings",
    remedies: &["keep", "merge"],
    phase: Phase::Rows,
    run: values,
};

/// The check of customers.
pub(super) const CUSTOMERS: Check = Check {
    code: "customer_spellings",
    remedies: &["keep", "merge"],
    phase: Phase::Rows,
    run: customers,
};

/// The check of addresses.
pub(super) const ADDRESSES: Check = Check {
    code: "address_spellings",
    remedies: &["merge", "keep"],
    phase: Phase::Rows,
    run: addresses,
};

/// The check of customers' numbers.
pub(super) const PADDED: Check = Check {
    code: "padded_ids",
    remedies: &["keep", "merge"],
    phase: Phase::Rows,
    run: padded,
};

/// Columns with more different values are free text.
const MOST_VALUES: usize = 20_000;
/// The same for names and addresses of customers.
const MOST_CUSTOMERS: usize = 200_000;
/// So many ids tell whether they are names or addresses.
const LOOKED_AT: usize = 1_000;
/// How many groups are shown.
const SHOWN: usize = 3;

/// What the values of a column are, for this purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Values that rows are grouped by.
    Values,
    /// Who bought, by a name.
    Customers,
    /// Who bought, by an e-mail address: the same one whatever letters are capitals.
    Addresses,
    /// Who bought, by a number that some cells pad with zeros.
    Padded,
    /// Ids, numbers and what else may differ in a single letter.
    Other,
}

fn values(evidence: &Evidence) -> Option<Finding> {
    run(evidence, Sort::Values)
}

fn customers(evidence: &Evidence) -> Option<Finding> {
    run(evidence, Sort::Customers)
}

fn addresses(evidence: &Evidence) -> Option<Finding> {
    run(evidence, Sort::Addresses)
}

fn padded(evidence: &Evidence) -> Option<Finding> {
    run(evidence, Sort::Padded)
}

fn run(evidence: &Evidence, sort: Sort) -> Option<Finding> {
    let model = evidence.model;
    let mut groups: Vec<Text> = Vec::new();
    let mut columns: Vec<Arg> = Vec::new();
    let mut touched = vec![false; model.rows()];
    let mut all = 0;
    for at in model.reached.iter().copied() {
        let source = &model.sources[at];
        let own = (0..source.table.columns.len()).filter(|column| sort_of(source, *column) == sort);
        for column in own {
            let coded = source.table.columns[column].coded();
            let found = spelled_alike(&coded.entries, sort);
            if found.is_empty() {
                continue;
            }
            all += found.len();
            let name = &source.table.columns[column].name;
            columns.push(
                Text::new("finding.spellings.column")
                    .with("groups", found.len())
                    .with("column", name)
                    .with("file", source.name())
                    .into(),
            );
            groups.extend(found.iter().take(SHOWN).map(|group| {
                let spelling = |code: &u32| spelling(sort, &coded.entries[*code as usize]);
                Text::new("finding.spellings.group")
                    .with("column", name)
                    .with("spellings", Arg::List(group.iter().map(spelling).collect()))
            }));
            let changed = changed(&coded.codes, &found, coded.entries.len());
            let rows = model.lift_at((at, column), coded.codes, MISSING);
            for (touched, code) in touched.iter_mut().zip(rows) {
                *touched |= changed.get(code as usize).is_some_and(|main| *main != code);
            }
        }
    }
    if all == 0 {
        return None;
    }
    let rows: Vec<u32> = evidence
        .rows()
        .filter(|row| touched[*row as usize])
        .collect();
    let mut finding = evidence.finding(Severity::Note, &rows, Vec::new(), 0);
    finding.n = all as u64;
    let said = finding.sentence.with("columns", Arg::List(columns));
    finding.sentence = said.with("rarer", rows.len());
    finding.done = finding.done.with("rarer", rows.len());
    finding.examples = groups.into_iter().take(SHOWN).collect();
    let moves = evidence.would_move(&rows);
    // How many customers there are is at stake, not what they paid.
    if matches!(sort, Sort::Customers | Sort::Padded) && moves.ask() {
        finding.doubt = Some(moves.revenue);
    }
    Some(finding)
}

/// A spelling as it is shown; of persons only the outline, in which capitals, spaces and signs are seen.
fn spelling(sort: Sort, entry: &str) -> Arg {
    let outline = |(at, c): (usize, char)| match c {
        _ if at == 0 || !c.is_alphanumeric() => c,
        c if c.is_uppercase() => 'X',
        _ => 'x',
    };
    Arg::from(match sort {
        Sort::Customers | Sort::Addresses => {
            visible(&entry.chars().enumerate().map(outline).collect::<String>())
        }
        _ => visible(entry),
    })
}

fn most(sort: Sort) -> usize {
    match sort {
        Sort::Addresses => usize::MAX,
        Sort::Customers | Sort::Padded => MOST_CUSTOMERS,
        _ => MOST_VALUES,
    }
}

/// Values of a column that may be one; among addresses only what is an address.
fn spelled_alike(entries: &[String], sort: Sort) -> Vec<Vec<u32>> {
    let most = most(sort);
    let mut groups = match sort {
        Sort::Padded => alike(entries, most, &|entry| unpadded(entry).unwrap_or_default()),
        Sort::Customers if entries.len() <= most => {
            let straight = entries.iter().filter(|entry| !entry.contains(','));
            let mut straight: Vec<String> = straight.map(|entry| key(entry)).collect();
            order::sort(&mut straight);
            let known = |name: &String| straight.binary_search(name).is_ok();
            alike(entries, most, &|entry| {
                let own = key(entry);
                let turned = turned(entry).filter(|it| known(it) && !known(&own));
                turned.unwrap_or(own)
            })
        }
        _ => alike(entries, most, &key),
    };
    if sort == Sort::Addresses {
        groups.retain(|group| entries[group[0] as usize].contains('@'));
    }
    groups
}

/// Ids may differ in case alone; a name or an address that does is the same one.
fn sort_of(source: &Source, column: usize) -> Sort {
    let cells = &source.table.columns[column];
    if source.mapping.guesses[column].role == Some(Role::CustomerId) && may_be_padded(cells) {
        return Sort::Padded;
    }
    if cells.decision.kind != Kind::Text || cells.decision.clocks {
        return Sort::Other;
    }
    match source.mapping.guesses[column].role {
        Some(Role::OrderId | Role::LineId | Role::Product) => Sort::Other,
        Some(Role::CustomerName) => Sort::Customers,
        Some(role @ (Role::Email | Role::CustomerId)) => {
            let mut words = cells.words();
            words.truncate(LOOKED_AT);
            let most = |signs: &[char]| {
                words.iter().filter(|word| word.contains(signs)).count() * 2 > words.len()
            };
            match role {
                _ if most(&['@']) => Sort::Addresses,
                Role::Email => Sort::Customers,
                _ if most(&['@', ' ']) => Sort::Customers,
                _ => Sort::Other,
            }
        }
        _ => Sort::Values,
    }
}

/// Whether a column holds ids that end in digits and are written in more than one way: numbers that are all
/// padded alike, or not at all, are kept as numbers and are no words. A first look; it may be wrong.
fn may_be_padded(column: &Column) -> bool {
    if !matches!(column.decision.kind, Kind::Text | Kind::Id | Kind::Integer) {
        return false;
    }
    let words = column.words();
    let numbers = words.iter().filter(|word| unpadded(word).is_some());
    numbers.count() * 2 > words.len()
}

/// Whether the recipe merges the spellings of a column, and what its values are.
fn merges(model: &Model, recipe: &Recipe, place: (usize, usize)) -> Option<Sort> {
    let sort = sort_of(&model.sources[place.0], place.1);
    let check = match sort {
        Sort::Values => VALUES,
        Sort::Customers => CUSTOMERS,
        Sort::Addresses => ADDRESSES,
        Sort::Padded => PADDED,
        Sort::Other => return None,
    };
    let chosen = recipe.remedies.get(check.code).map(String::as_str);
    (chosen.unwrap_or(check.remedies[0]) == "merge").then_some(sort)
}

/// For each value of a column the one that stands for all its spellings, where the recipe merges them.
pub(crate) fn main_spellings(
    model: &Model,
    recipe: &Recipe,
    place: (usize, usize),
    codes: &[u32],
    entries: &[String],
) -> Option<Vec<u32>> {
    let groups = spelled_alike(entries, merges(model, recipe, place)?);
    (!groups.is_empty()).then(|| changed(codes, &groups, entries.len()))
}

/// The values of a column in these rows, nothing where one is missing, where the recipe merges spellings.
pub(crate) fn merged_texts(
    model: &Model,
    recipe: &Recipe,
    place: (usize, usize),
    rows: &[u32],
) -> Option<Vec<String>> {
    merges(model, recipe, place)?;
    let coded = model.column(place).coded();
    let main = main_spellings(model, recipe, place, &coded.codes, &coded.entries)?;
    let text = |row: &u32| {
        let main = main.get(coded.codes[*row as usize] as usize);
        main.map_or_else(String::new, |code| coded.entries[*code as usize].clone())
    };
    Some(rows.iter().map(text).collect())
}

/// Per value the most frequent spelling of its group, among equals the first in the alphabet.
fn changed(codes: &[u32], groups: &[Vec<u32>], values: usize) -> Vec<u32> {
    let mut count = vec![0_u32; values];
    for code in codes.iter().filter(|code| **code != MISSING) {
        count[*code as usize] += 1;
    }
    let mut main: Vec<u32> = (0..values as u32).collect();
    for group in groups {
        // Groups are in the order of the alphabet; the last of the most frequent wins `max_by_key`.
        let best = group.iter().rev().max_by_key(|code| count[**code as usize]);
        for code in group {
            main[*code as usize] = *best.unwrap_or(code);
        }
    }
    main
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_may_be_there_or_not_or_stand_behind_their_letters() {
        let entries = [
            "Jos\u{e9}",
            "Jose",
            "Jose\u{301}",
            "Stra\u{df}e",
            "Strasse",
            "Josef",
        ];
        let entries = entries.map(str::to_owned);
        assert_eq!(alike(&entries, 100, &key), [vec![1, 2, 0], vec![4, 3]]);
    }

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
            "a.b@x.org",
            "ab@x.org",
        ]
        .map(str::to_owned);
        assert_eq!(alike(&entries, 100, &key), [[0, 3, 6]]);
        let codes = [0, 6, 3, 1, 3, MISSING];
        let main = changed(&codes, &alike(&entries, 100, &key), entries.len());
        assert_eq!([main[0], main[3], main[6], main[1]], [3, 3, 3, 1]);
    }
    #[test]
    fn the_last_name_may_stand_before_a_comma() {
        let entries = [
            "Ann Lee",
            "Lee, Ann",
            "Acme, Inc.",
            "Acme Inc",
            "Fox, Bo",
            "Lee Ann",
        ];
        let entries = entries.map(str::to_owned);
        let groups = spelled_alike(&entries, Sort::Customers);
        assert_eq!(groups, [vec![3, 2], vec![5, 1]]);
        let groups = spelled_alike(&entries[..5], Sort::Customers);
        assert_eq!(groups, [vec![3, 2], vec![0, 1]]);
        assert!(spelled_alike(&entries[..2], Sort::Values).is_empty());
    }

    #[test]
    fn numbers_may_differ_in_leading_zeros_alone() {
        let entries = [
            "001", "1", "10", "C01", "C1", "c1", "1.01", "1.1", "-01", "-1", "0", "00",
        ];
        let entries = entries.map(str::to_owned);
        let groups = spelled_alike(&entries, Sort::Padded);
        assert_eq!(groups, [vec![10, 11], vec![0, 1], vec![3, 4]]);
    }
}
