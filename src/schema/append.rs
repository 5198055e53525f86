//! Sources of the same columns -> one more source that holds the rows of all: monthly exports, shops put
//! together. The sources themselves stay, as parts of it.

use crate::recipe::Recipe;
use crate::schema::blank_below::BLANK_BELOW;
use crate::schema::by_content::headers_are_silent;
use crate::schema::header::{file_subject, words};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, Kind, Table};
use crate::value::Map;

/// The remedy of records that several files hold: its code, the usual choice and the other one.
pub const OVERLAP: (&str, &str, &str) = ("overlap", "count_once", "keep_all");

/// Adds a source for each group of sources that belong together, with the roles and the ways to write
/// dates that the recipe holds for its files; and fills blanks from above where the recipe says so.
pub fn append(mut sources: Vec<Source>, recipe: &Recipe) -> Vec<Source> {
    let kept = recipe
        .remedies
        .get(OVERLAP.0)
        .is_some_and(|chosen| chosen == OVERLAP.2);
    let files = sources.len();
    let mut grouped = vec![false; files];
    for first in 0..files {
        if grouped[first] {
            continue;
        }
        let mut group = vec![first];
        let mut columns = vec![(0..sources[first].table.columns.len()).collect::<Vec<usize>>()];
        for other in first + 1..files {
            if let Some(order) = alike(&sources[first], &sources[other]).filter(|_| !grouped[other])
            {
                group.push(other);
                columns.push(order);
            }
        }
        if group.len() < 2 {
            continue;
        }
        let has = |role| sources[first].column(role).is_some();
        let named = [
            Role::OrderId,
            Role::LineId,
            Role::OrderDay,
            Role::CustomerId,
            Role::Product,
        ];
        let tables: Vec<&Table> = group.iter().map(|at| &sources[*at].table).collect();
        let mut table = Table::append(&tables, &columns, !kept && named.into_iter().any(has));
        let mut chosen = Map::new();
        for part in &group {
            let from = &sources[*part].table.facts.name;
            for column in &table.columns {
                let place = format!("{from}/{}", column.name);
                if let Some(role) = recipe.roles.get(&place) {
                    chosen.insert(
                        format!("{}/{}", table.facts.name, column.name),
                        role.clone(),
                    );
                }
            }
            grouped[*part] = true;
        }
        table.choose_styles(&|column| {
            let of = |part: &usize| {
                recipe
                    .dates
                    .get(&format!("{}/{column}", sources[*part].name()))
            };
            group.iter().rev().find_map(of).cloned()
        });
        for part in &group {
            sources[*part].is_part = true;
        }
        let mut source = Source::of(table, &chosen);
        source.parts = group;
        sources.push(source);
    }
    let below = recipe.remedies.get(BLANK_BELOW.0);
    let filled = below.is_some_and(|chosen| chosen == BLANK_BELOW.2);
    for source in sources.iter_mut().filter(|source| !source.is_part) {
        source.look_below(filled);
    }
    sources
}

/// The other's columns in the order of the first's, where both hold the same columns about the same.
fn alike(first: &Source, other: &Source) -> Option<Vec<usize>> {
    let (a, b) = (&first.table.columns, &other.table.columns);
    if a.len() != b.len() || a.len() < 2 {
        return None;
    }
    let spelled = |column: &Column| words(&column.name).join(" ");
    let theirs: Vec<String> = b.iter().map(spelled).collect();
    let places: Option<Vec<usize>> = a
        .iter()
        .map(|column| theirs.iter().position(|name| *name == spelled(column)))
        .collect();
    let places = places?;
    let mut taken = vec![false; b.len()];
    places.iter().for_each(|place| taken[*place] = true);
    let meets = |(column, place): (&Column, &usize)| same_kind(column, &b[*place]);
    if taken.contains(&false) || !a.iter().zip(&places).all(meets) {
        return None;
    }
    let tells = |role| first.column(role).is_some();
    let generic = headers_are_silent(&first.table);
    let of_facts = tells(Role::OrderDay) && (tells(Role::Amount) || tells(Role::OrderId));
    ((of_facts && !generic) || subject(first) == subject(other)).then_some(places)
}

/// Numbers meet numbers, days meet days written the same way, and nothing meets everything.
fn same_kind(a: &Column, b: &Column) -> bool {
    let (one, other) = (&a.decision, &b.decision);
    let sure = |column: &Column| !column.decision.ambiguous_dates;
    match (one.kind, other.kind) {
        (Kind::Empty, _) | (_, Kind::Empty) => true,
        _ if a.holds_days() && b.holds_days() => one.date == other.date || !sure(a) || !sure(b),
        _ => a.holds_days() == b.holds_days() && a.holds_numbers() == b.holds_numbers(),
    }
}

/// What the file's name is about, without numbers and words of a copy.
fn subject(source: &Source) -> Vec<String> {
    let mut subject = file_subject(source.name());
    subject.retain(|word| word.chars().all(char::is_alphabetic) && word != "copy");
    subject
}
