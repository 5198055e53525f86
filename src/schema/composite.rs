//! Orders and customers that two columns name together, such as an order by its shop and its number -> one more
//! column that holds both, in each file that has the two.
//!
//! Where one of them is alone in another file's rows, the numbers are taken as they stand.

use crate::say::{Arg, Text};
use crate::schema::header::words;
use crate::schema::join::may_be_key;
use crate::schema::keys::{Keys, LEAST_COVERAGE, first_rows, keys, share};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, Kind, MISSING, Table};
use crate::value::Map;

/// Words of headers that say within what a number is one.
const WITHIN: &str = "shop store branch company site platform marketplace channel entity outlet filiale firma mandant \
     land country region market year fiscal jahr";
/// What stands between the two names of a column of both.
const AND: &str = " + ";
/// What is said of such a column.
const TOLD: &str = "reading.composite";

/// Takes the columns of both away that were added before.
pub(crate) fn undo(table: &mut Table) {
    let made = |table: &Table| {
        let name = Arg::from(table.columns.last()?.name.as_str());
        let mut told = table.facts.decisions.iter();
        told.position(|text| text.id == TOLD && text.arg("column") == Some(&name))
    };
    while let Some(at) = made(table) {
        table.columns.pop();
        table.facts.decisions.remove(at);
    }
}

/// Adds them where they are needed.
pub(crate) fn join(mut sources: Vec<Source>, chosen: &Map<String>) -> Vec<Source> {
    for role in [Role::OrderId, Role::CustomerId] {
        let of = |far: usize| Some((far, within(&sources, far, role)?));
        let Some((far, within)) = (0..sources.len()).find_map(of) else {
            continue;
        };
        let name = |at: usize| sources[far].table.columns[at].name.clone();
        let Some(names) = sources[far]
            .mapping
            .column(role)
            .map(|at| [name(at), name(within)])
        else {
            continue;
        };
        let add = |source: Source| match named(&source.table, &names) {
            Some(columns) if !source.mapping.is_said(role) => both(source, columns, role, chosen),
            _ => source,
        };
        sources = sources.into_iter().map(add).collect();
    }
    sources
}

/// The column within whose values a number names one thing, where the number alone names several of them and
/// another file has both columns.
fn within(sources: &[Source], far: usize, role: Role) -> Option<usize> {
    let source = &sources[far];
    let number = source.mapping.column(role)?;
    let table = &source.table;
    let columns = table.columns.iter().enumerate();
    let names = |at: usize| [number, at].map(|at| table.columns[at].name.clone());
    let fits = |(at, column): &(usize, &Column)| {
        let said = words(&column.name);
        let any = |word: &String| WITHIN.split(' ').any(|within| within == word);
        let near = |other: &Source| named(&other.table, &names(*at));
        let few = column.distinct() > 1 && column.distinct() < table.rows / 2;
        few && said.iter().any(any)
            && !matches!(column.decision.kind, Kind::Decimal | Kind::Empty)
            && (0..sources.len()).any(|other| other != far && near(&sources[other]).is_some())
    };
    let found: Vec<usize> = columns.filter(fits).map(|(at, _)| at).collect();
    if found.is_empty() || source.mapping.is_said(role) || !is_of_several(source, number) {
        return None;
    }
    let one = |at: &usize| {
        let own = pair(table, [number, *at]);
        let alone = first_rows(&keys(&own), table).again == 0;
        alone
            && sources.iter().enumerate().any(|(other, near)| {
                let columns = named(&near.table, &names(*at)).filter(|_| other != far);
                columns.is_some_and(|columns| {
                    let near = keys(&pair(&near.table, columns));
                    let known = near.codes_in(&keys(&own));
                    let found = known.iter().filter(|code| **code != MISSING).count();
                    share(found as u64, known.len() as u64) >= LEAST_COVERAGE
                })
            })
    };
    found.into_iter().find(one)
}

/// Whether a number stands on several rows, of other buyers or days most of the time.
fn is_of_several(source: &Source, number: usize) -> bool {
    // A buyer is told by the name, and an order by its buyer or its day.
    let orders = source.mapping.column(Role::OrderId) == Some(number);
    let who = [Role::CustomerName, Role::CustomerId, Role::OrderDay];
    let who = &who[..if orders { 3 } else { 1 }];
    let mut who = who.iter().filter_map(|role| source.mapping.column(*role));
    let Some(who) = who.next() else {
        return false;
    };
    let (numbers, of) = (&source.table.columns[number], &source.table.columns[who]);
    if !may_be_key(numbers) {
        return false;
    }
    let (codes, all) = numbers.codes();
    let mut first = vec![MISSING; all as usize];
    let (mut again, mut other) = (0_u64, 0_u64);
    for (row, code) in codes.iter().enumerate() {
        let Some(known) = first.get_mut(*code as usize) else {
            continue;
        };
        if *known == MISSING {
            *known = row as u32;
        } else {
            again += 1;
            other += u64::from(!of.same_clean(*known, row as u32));
        }
    }
    again * 20 > codes.len() as u64 && other * 2 > again
}

/// The columns of these names.
fn named(table: &Table, names: &[String; 2]) -> Option<[usize; 2]> {
    let find = |name: &String| {
        let mut columns = table.columns.iter();
        columns.position(|column| words(&column.name) == words(name))
    };
    Some([find(&names[0])?, find(&names[1])?])
}

/// Both columns in one; nothing where one of them is empty.
fn pair(table: &Table, columns: [usize; 2]) -> Column {
    let [number, within] = columns.map(|at| keys(&table.columns[at]));
    let cell = |row: usize| {
        let text = |keys: &Keys| keys.entries.get(keys.codes[row] as usize).cloned();
        let both = text(&within).zip(text(&number));
        both.map_or_else(String::new, |(within, number)| format!("{within} {number}"))
    };
    let [number, within] = columns.map(|at| table.columns[at].name.as_str());
    let name = format!("{within}{AND}{number}");
    table.column_of(&name, (0..table.rows as usize).map(cell))
}

/// A source with the column of both in this role.
fn both(source: Source, columns: [usize; 2], role: Role, chosen: &Map<String>) -> Source {
    let mut table = source.table;
    let [number, within] = columns.map(|at| table.columns[at].name.clone());
    let column = pair(&table, columns);
    let place = format!("{}/{}", table.facts.name, column.name);
    let told = Text::new(TOLD)
        .with("number", number)
        .with("within", within)
        .with("column", column.name.as_str());
    table.columns.push(column);
    table.facts.decisions.push(told.clone());
    let mut chosen = chosen.clone();
    if chosen.get(&place).is_none() {
        chosen.insert(place, role.rule().id.to_owned());
    }
    let mut source = Source::of(table, &chosen);
    let last = source.table.columns.len() - 1;
    source.mapping.guesses[last].reasons = vec![told];
    source
}
