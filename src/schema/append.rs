//! Sources of the same columns -> one more source that holds the rows of all: monthly exports, shops put
//! together. The sources themselves stay, as parts of it.

use crate::recipe::Recipe;
use crate::say::{Arg, Text};
use crate::schema::alike::alike;
use crate::schema::blank_below::BLANK_BELOW;
use crate::schema::header::words;
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::schema::unpivot::unpivot;
use crate::table::{Anew, Column, Table};
use crate::value::Map;

/// The remedy of records that several files hold: its code, the usual choice and the other one.
pub const OVERLAP: (&str, &str, &str) = ("overlap", "count_once", "keep_all");

/// The remedy of keys that differ in capitals and noughts alone: its code, and whether they are the same.
pub const KEY_SPELLINGS: (&str, &str, &str) = ("key_spellings", "keep", "fold");

/// The remedy of files that may go on another's rows: its code; by what they show, all as one, and only
/// those of the same columns.
pub const FURTHER_ROWS: (&str, [&str; 3]) = ("further_rows", ["judged", "together", "apart"]);

/// Adds a source for each group of sources that belong together, with the roles and the ways to write
/// dates that the recipe holds for its files; and fills blanks from above where the recipe says so.
pub fn append(mut sources: Vec<Source>, recipe: &Recipe) -> Vec<Source> {
    let chosen = |code: &str, choice: &str| {
        let remedy = recipe.remedies.get(code);
        remedy.is_some_and(|chosen| chosen == choice)
    };
    let kept = chosen(OVERLAP.0, OVERLAP.2);
    let (code, [_, together, apart]) = FURTHER_ROWS;
    let (together, apart) = (chosen(code, together), chosen(code, apart));
    unpivot(&mut sources, recipe);
    let files = sources.len();
    let mut grouped: Vec<bool> = sources.iter().map(|source| source.is_part).collect();
    for first in 0..files {
        if grouped[first] {
            continue;
        }
        let own = (0..sources[first].table.columns.len()).map(Some);
        let mut group = vec![first];
        let mut columns = vec![own.collect::<Vec<Option<usize>>>()];
        let mut same = true;
        for other in first + 1..files {
            let fit = match grouped[other] {
                true => None,
                false => alike(&sources[first], &sources[other]),
            };
            let Some(fit) = fit else { continue };
            if fit.same || (!apart && (fit.sure || together)) {
                same &= fit.same;
                group.push(other);
                columns.push(fit.columns);
            } else if sources[other].goes_on.is_none() {
                sources[other].goes_on = Some(first);
            }
        }
        if group.len() < 2 {
            continue;
        }
        if !same {
            further_columns(&sources, &group, &mut columns);
        }
        let mut put = put_together(&sources, group, columns, same, recipe, kept);
        for part in &put.parts {
            grouped[*part] = true;
            sources[*part].is_part = true;
            put.goes_on = put.goes_on.or(sources[*part].goes_on.take());
        }
        lead_to_files(&mut put, &sources);
        sources.push(put);
    }
    let folds = chosen(KEY_SPELLINGS.0, KEY_SPELLINGS.2);
    sources
        .iter_mut()
        .for_each(|source| source.folds_keys = folds);
    let filled = chosen(BLANK_BELOW.0, BLANK_BELOW.2);
    for source in sources.iter_mut().filter(|source| !source.is_part) {
        source.look_below(filled);
    }
    sources
}

/// The parts that are rows made of a file's columns are that file.
fn lead_to_files(put: &mut Source, sources: &[Source]) {
    for (part, columns) in put.parts.iter_mut().zip(&mut put.part_columns) {
        let source = &sources[*part];
        if let [file] = source.parts[..] {
            *part = file;
            let place = |column: usize| source.part_columns[0][column];
            columns.iter_mut().for_each(|it| *it = it.and_then(place));
        }
    }
}

/// Columns that the first of a group does not have, each with its place in those that do.
fn further_columns(sources: &[Source], group: &[usize], columns: &mut [Vec<Option<usize>>]) {
    let spelled = |at: usize, column: usize| words(&sources[at].table.columns[column].name);
    for part in 0..group.len() {
        for own in 0..sources[group[part]].table.columns.len() {
            if columns[part].contains(&Some(own)) {
                continue;
            }
            let name = spelled(group[part], own);
            for (other, places) in columns.iter_mut().enumerate() {
                let columns = 0..sources[group[other]].table.columns.len();
                let mut free = columns.filter(|column| !places.contains(&Some(*column)));
                let place = match other == part {
                    true => Some(own),
                    false => free.find(|column| spelled(group[other], *column) == name),
                };
                places.push(place);
            }
        }
    }
}

fn put_together(
    sources: &[Source],
    group: Vec<usize>,
    columns: Vec<Vec<Option<usize>>>,
    same: bool,
    recipe: &Recipe,
    kept: bool,
) -> Source {
    let first = &sources[group[0]];
    let has = |role| first.column(role).is_some();
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
    let mut notes = notes(&tables, &columns, &table.facts.name, same);
    let mut read_as = Map::new();
    for (at, column) in table.columns.iter().enumerate() {
        let whole = format!("{}/{}", table.facts.name, column.name);
        let mut styles = vec![recipe.dates.get(&whole)];
        if let Some(role) = recipe.roles.get(&whole) {
            chosen.insert(whole.clone(), role.clone());
        }
        let parts = tables.iter().zip(&columns);
        let parts =
            parts.filter_map(|(table, columns)| Some((table, &table.columns[columns[at]?])));
        let parts: Vec<(&&Table, &Column)> = parts.collect();
        for (part, cells) in &parts {
            let place = format!("{}/{}", part.facts.name, cells.name);
            styles.push(recipe.dates.get(&place));
            if let Some(role) = recipe.roles.get(&place) {
                chosen.insert(whole.clone(), role.clone());
            }
        }
        let cells: Vec<&Column> = parts.iter().map(|(_, cells)| *cells).collect();
        match Anew::of(&cells) {
            Anew::No => {
                let style = styles.into_iter().flatten().next_back();
                if let Some(style) = style {
                    read_as.insert(column.name.clone(), style.clone());
                }
            }
            anew => {
                let id = match anew {
                    Anew::Hundredths => "model.appended.percents",
                    _ => "model.appended.styles",
                };
                notes.push(Text::new(id).with("column", &column.name));
            }
        }
    }
    table.choose_styles(&|column| read_as.get(column).cloned());
    let mut source = Source::of(table, &chosen);
    source.parts = group;
    source.part_columns = columns;
    source.notes = notes;
    source.unpivoted = source.parts.iter().any(|at| sources[*at].unpivoted);
    source
}

/// What the files are read as, and where their columns are not the same.
fn notes(tables: &[&Table], columns: &[Vec<Option<usize>>], whole: &str, same: bool) -> Vec<Text> {
    if same {
        return Vec::new();
    }
    let name =
        |part: usize, at: usize| Some(tables[part].columns[columns[part][at]?].name.as_str());
    let mut notes = Vec::new();
    let (mut pairs, mut partly): (Vec<Arg>, Vec<Arg>) = (Vec::new(), Vec::new());
    for at in 0..columns[0].len() {
        let named = (0..tables.len()).find_map(|part| name(part, at));
        let Some(named) = named else { continue };
        for (part, table) in tables.iter().enumerate() {
            let file = &table.facts.name;
            match name(part, at) {
                None => {
                    let text = Text::new("model.appended.column").with("column", named);
                    partly.push(text.with("file", file).into());
                }
                Some(other) if words(other) != words(named) => {
                    let text = Text::new("model.appended.pair").with("column", named);
                    pairs.push(text.with("file", file).with("other", other).into());
                }
                Some(_) => {}
            }
        }
    }
    for (id, list) in [
        ("model.appended.renamed", pairs),
        ("model.appended.partly", partly),
    ] {
        if !list.is_empty() {
            let text = Text::new(id).with("file", whole);
            notes.push(text.with("columns", Arg::List(list)));
        }
    }
    notes
}
