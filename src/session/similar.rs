//! Columns by what they look like: the same column of next month's file, renamed or moved.
//!
//! A likeness is a quarter header, the rest content: its kind, how many values differ or are missing,
//! how long they are, and how many of them it shares with the column it was (estimated from the
//! smallest hashes of both: Broder 1997, bottom-k sketches). A new header may say nothing; columns
//! between which only the header decides are told apart by it.

use crate::recipe::Known;
use crate::schema::words;
use crate::session::cards;
use crate::table::{Column, Table};
use crate::value::order;

/// Rows that are looked at.
const ROWS: u32 = 50_000;
/// Hashes kept of a column.
const SKETCH: usize = 16;
/// From this share of different values on, no hash is kept: names and addresses are of that kind.
const ALL_DIFFERENT: u32 = 900;
/// Columns less alike than this are not the same.
const ALIKE: f64 = 0.55;
/// The second best has to be this much worse.
const CLEARLY: f64 = 0.04;

/// What the columns of a table look like. `role` names the role of a column.
pub(super) fn looks(table: &Table, role: &dyn Fn(usize) -> String) -> Vec<Known> {
    let columns = table.columns.iter().enumerate();
    let look = |(index, column): (usize, &Column)| Known {
        file: table.facts.name.clone(),
        column: column.name.clone(),
        kind: cards::kind(column.decision.kind).id.replace("kind.", ""),
        role: role(index),
        ..content(column)
    };
    columns.map(look).collect()
}

fn content(column: &Column) -> Known {
    let rows = (column.len() as u32).min(ROWS);
    let (mut hashes, mut width) = (Vec::new(), 0);
    for row in (0..rows).filter(|row| !column.is_missing(*row)) {
        let text = column.text(row);
        let text = text.trim();
        width += text.len() as u64;
        hashes.push(i128::from(hash(text)));
    }
    let there = hashes.len() as u64;
    order::sort_numbers(&mut hashes);
    hashes.dedup();
    let share = |part: u64, of: u64| (part * 1000 / of.max(1)) as u32;
    let distinct = share(hashes.len() as u64, there);
    hashes.truncate(if distinct < ALL_DIFFERENT { SKETCH } else { 0 });
    Known {
        distinct,
        missing: share(u64::from(rows) - there, u64::from(rows)),
        width: share(width, there),
        sketch: hashes.into_iter().map(|hash| hash as u32).collect(),
        ..Known::default()
    }
}

/// FNV-1a, folded to 32 bits: the same on every machine.
fn hash(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as u32
}

/// Files whose columns are so alike, or whose names are, take each other's places.
const SAME_COLUMNS: f64 = 0.5;
const SAME_NAME: f64 = 0.7;

/// For each of these files that is not here, the one that takes its place: by its columns, by its header as one
/// text (read with another separator it has other columns), or by its name.
pub(super) fn files(
    decided: &[String],
    known: &[Known],
    tables: &[&Table],
) -> Vec<(String, String)> {
    let here = |file: &str| tables.iter().any(|table| table.facts.name == file);
    // To look at all columns takes time, and mostly nobody is looked for.
    if decided.iter().all(|file| here(file)) {
        return Vec::new();
    }
    let was = |file: &str| known.iter().any(|known| known.file == file);
    let mut free: Vec<Vec<Known>> = tables
        .iter()
        .filter(|table| !was(&table.facts.name) && !decided.contains(&table.facts.name))
        .map(|table| looks(table, &|_| String::new()))
        .collect();
    let mut found = Vec::new();
    for file in decided.iter().filter(|file| !here(file)) {
        let columns: Vec<&Known> = known.iter().filter(|known| known.file == **file).collect();
        let joined =
            |columns: &mut dyn Iterator<Item = &str>| columns.collect::<Vec<_>>().join(" ");
        let heads = joined(&mut columns.iter().map(|known| known.column.as_str()));
        let likeness = |now: &Vec<Known>| {
            let pairs = pairs(&columns, now).iter().flatten().count() as f64;
            let share = pairs / columns.len().max(now.len()).max(1) as f64;
            let head = header(
                &heads,
                &joined(&mut now.iter().map(|it| it.column.as_str())),
            );
            let name = header(file, now.first().map_or("", |it| &it.file));
            let fits = share.max(head) >= SAME_COLUMNS || name >= SAME_NAME;
            if fits { share.max(head) + name } else { 0.0 }
        };
        let scores: Vec<f64> = free.iter().map(likeness).collect();
        let best = (0..free.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let Some(at) = best.filter(|at| scores[*at] > 0.0) else {
            continue;
        };
        let tied = scores.iter().filter(|score| **score > scores[at] - CLEARLY);
        if tied.count() == 1 {
            let now = free.swap_remove(at);
            found.extend(now.first().map(|now| (file.clone(), now.file.clone())));
        }
    }
    found
}

/// For each known column the column of these that it is now, where that is clear.
pub(super) fn pairs(known: &[&Known], now: &[Known]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; known.len()];
    let mut taken = vec![false; now.len()];
    // What has kept its name is the same column, whatever it holds this month.
    let same: [fn(&str, &str) -> bool; 2] = [
        |a, b| a == b,
        |a, b| words(a) == words(b) && !words(a).is_empty(),
    ];
    for same in same {
        for (index, known) in known
            .iter()
            .enumerate()
            .filter(|(index, _)| pairs[*index].is_none())
            .collect::<Vec<_>>()
        {
            let found =
                (0..now.len()).find(|at| !taken[*at] && same(&known.column, &now[*at].column));
            if let Some(at) = found {
                (pairs[index], taken[at]) = (Some(at), true);
            }
        }
    }
    let mut alike = Vec::new();
    for (index, known) in known
        .iter()
        .enumerate()
        .filter(|(index, _)| pairs[*index].is_none())
    {
        for at in (0..now.len()).filter(|at| !taken[*at]) {
            alike.push((likeness(known, &now[at]), index, at));
        }
    }
    order::sort_by(&mut alike, |a, b| {
        b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2)))
    });
    for (score, index, at) in &alike {
        // A pair counts when neither side has another that is nearly as good and still free.
        let rival = alike.iter().any(|(other, i, a)| {
            ((i == index) != (a == at))
                && pairs[*i].is_none()
                && !taken[*a]
                && *other > score - CLEARLY
        });
        if *score >= ALIKE && pairs[*index].is_none() && !taken[*at] && !rival {
            (pairs[*index], taken[*at]) = (Some(*at), true);
        }
    }
    pairs
}

/// How alike two columns are, 0-1.
fn likeness(a: &Known, b: &Known) -> f64 {
    if family(&a.kind) != family(&b.kind) {
        return 0.0;
    }
    let near = |a: u32, b: u32, reach: f64| (1.0 - f64::from(a.abs_diff(b)) / reach).max(0.0);
    let kind = if a.kind == b.kind { 1.0 } else { 0.4 };
    let form = 0.35 * kind
        + 0.25 * near(a.distinct, b.distinct, 600.0)
        + 0.15 * near(a.missing, b.missing, 500.0)
        + 0.25 * near(a.width, b.width, f64::from(a.width.max(b.width).max(1)));
    let content = match shared(&a.sketch, &b.sketch) {
        // A value in common speaks for a column; none at all, where values come again, against it.
        Some(shared) if shared > 0.0 => 0.4 * form + 0.3 + 0.3 * shared,
        Some(_) => 0.6 * form,
        None => 0.85 * form,
    };
    0.25 * header(&a.column, &b.column) + 0.75 * content
}

/// Kinds that may change from one month to the next without being another column.
fn family(kind: &str) -> u8 {
    match kind {
        "date" | "date_time" => 1,
        "integer" | "decimal" => 2,
        "boolean" => 3,
        "empty" => 4,
        _ => 0,
    }
}

/// The share of values in both, of those in either: estimated from the smallest hashes of the union.
fn shared(a: &[u32], b: &[u32]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let mut union: Vec<u32> = a.iter().chain(b).copied().collect();
    order::sort(&mut union);
    union.dedup();
    union.truncate(a.len().max(b.len()));
    let both = union
        .iter()
        .filter(|hash| a.contains(hash) && b.contains(hash))
        .count();
    Some(both as f64 / union.len() as f64)
}

/// The share of two headers' pairs of letters that are in both (Dice).
fn header(a: &str, b: &str) -> f64 {
    let letters = |text: &str| -> Vec<[char; 2]> {
        let joined: Vec<char> = words(text).join(" ").chars().collect();
        joined.windows(2).map(|two| [two[0], two[1]]).collect()
    };
    let (a, mut b) = (letters(a), letters(b));
    let all = a.len() + b.len();
    let both = a
        .iter()
        .filter(|two| match b.iter().position(|other| other == *two) {
            Some(at) => {
                b.swap_remove(at);
                true
            }
            None => false,
        });
    2.0 * both.count() as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TableReader;

    fn of(csv: &str) -> Vec<Known> {
        let mut reader = TableReader::new("a.csv", 1);
        reader.push(csv.as_bytes()).unwrap();
        looks(&reader.finish().unwrap(), &|_| String::new())
    }

    fn paired(before: &str, after: &str) -> Vec<Option<usize>> {
        let (before, after) = (of(before), of(after));
        pairs(&before.iter().collect::<Vec<_>>(), &after)
    }

    const MAY: &str = "buyer,when,paid,city\nada,2024-05-01,10.50,Rome\nbob,2024-05-02,7.25,Oslo\nada,2024-05-03,1.00,Rome\nbob,2024-05-09,3.10,Oslo\n";

    #[test]
    fn columns_that_moved_are_found_by_their_names() {
        let june = "City,Paid,when,buyer\nRome,1.00,2024-06-01,cay\n";
        assert_eq!(paired(MAY, june), [Some(3), Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn renamed_columns_are_found_by_what_they_hold() {
        let june = "col1,col2,col3,col4\n2024-06-01,Rome,ada,2.50\n2024-06-02,Oslo,ada,4.20\n2024-06-05,Rome,bob,8.75\n2024-06-07,Rome,bob,9.75\n";
        assert_eq!(paired(MAY, june), [Some(2), Some(0), Some(3), Some(1)]);
    }

    #[test]
    fn two_columns_that_fit_alike_are_not_guessed_between() {
        let june = "x,y\n12.50,11.50\n13.20,15.20\n18.75,17.75\n19.75,19.15\n";
        assert_eq!(paired("paid\n10.50\n17.25\n11.00\n13.10\n", june), [None]);
    }
}
