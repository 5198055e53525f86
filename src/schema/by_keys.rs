//! Files whose headers only count -> which column of one is the key of another. Keys of mere numbers fit
//! many columns; so the key has to be the first whole number of its file that is different in each row,
//! and the other column has to hold nothing but keys and most of them. Where several fit, the one that
//! uses most keys is taken.

use crate::say::Text;
use crate::schema::by_content::headers_are_silent;
use crate::schema::by_header::own_id;
use crate::schema::header::file_subject;
use crate::schema::join::Join;
use crate::schema::keys::{Keys, keys};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, Kind, MISSING};
use crate::value::order;

/// Fewer keys prove nothing.
const LEAST_KEYS: usize = 5;
/// At least this part of the keys must be used.
const LEAST_USED: f64 = 0.5;

/// A column that holds the keys of another file.
struct Link {
    near: usize,
    column: usize,
    far: usize,
    used: f64,
}

/// Gives keys and the columns that use them their roles.
pub(super) fn name(sources: &mut [Source]) {
    let silent = |at: &usize| !sources[*at].is_part && headers_are_silent(&sources[*at].table);
    let silent: Vec<usize> = (0..sources.len()).filter(silent).collect();
    if silent.len() < 2 {
        return;
    }
    let own: Vec<(usize, usize, Keys)> = silent
        .iter()
        .filter_map(|at| {
            let (column, keys) = key(&sources[*at])?;
            Some((*at, column, keys))
        })
        .collect();
    let mut links = Vec::new();
    for near in silent.iter().copied() {
        for (column, cells) in sources[near].table.columns.iter().enumerate() {
            if !may_use(cells) || own.iter().any(|key| (key.0, key.1) == (near, column)) {
                continue;
            }
            let used = keys(cells);
            for (far, _, theirs) in own.iter().filter(|key| key.0 != near) {
                links.extend(share_used(&used, theirs).map(|used| Link {
                    near,
                    column,
                    far: *far,
                    used,
                }));
            }
        }
    }
    order::sort_by(&mut links, |a, b| {
        let place = |link: &Link| (link.near, link.column, link.far);
        b.used.total_cmp(&a.used).then(place(a).cmp(&place(b)))
    });
    let mut taken: Vec<(usize, usize, usize)> = Vec::new();
    for link in links {
        let pair = |near: usize, far: usize| (near.min(far), near.max(far));
        let free = taken.iter().all(|(near, column, far)| {
            (*near, *column) != (link.near, link.column)
                && pair(*near, *far) != pair(link.near, link.far)
        });
        let Some(key) = own.iter().find(|key| key.0 == link.far).filter(|_| free) else {
            continue;
        };
        let Some(role) = told(&sources[link.far]) else {
            continue;
        };
        if sources[link.far].mapping.say(key.1, role)
            && sources[link.near].mapping.say(link.column, role)
        {
            taken.push((link.near, link.column, link.far));
        }
    }
    for (at, column, _) in &own {
        let mapping = &mut sources[*at].mapping;
        if mapping.guesses[*column].role.is_none() {
            mapping.say(*column, Role::LineId);
        }
    }
    for (near, ..) in taken {
        if let Some(column) = product(&sources[near]) {
            sources[near].mapping.say(column, Role::Product);
        }
    }
}

/// Where a file of customers has several ids for one person, as of shops that number customers anew with each
/// order, it says who the customer is, and not the id by which its rows are found.
pub(super) fn persons(sources: &mut [Source], joins: &[Join]) {
    for join in joins.iter().filter(|join| join.repeats.is_none()) {
        names(sources, join);
        let (near, far) = (&sources[join.near].mapping, &sources[join.far]);
        let Some(person) = far.mapping.column(Role::CustomerId) else {
            continue;
        };
        let found_by = near.column(Role::CustomerId) == Some(join.near_column);
        let columns = &far.table.columns;
        let fewer = || columns[person].distinct() < columns[join.far_column].distinct();
        if found_by && person != join.far_column && fewer() {
            let reason = Text::new("role.person")
                .with("file", far.name())
                .with("column", &columns[person].name);
            sources[join.near]
                .mapping
                .yield_role(Role::CustomerId, reason);
        }
    }
}

/// Where a file of regions has their names, a key is none: charts are about `France`, and not about 7.
fn names(sources: &mut [Source], join: &Join) {
    for role in [Role::Region, Role::Country, Role::Category] {
        let far = &sources[join.far];
        let named = far.mapping.column(role).filter(|at| *at != join.far_column);
        let by_key = sources[join.near].mapping.column(role) == Some(join.near_column);
        if let Some(named) = named.filter(|_| by_key) {
            let reason = Text::new("role.named")
                .with("file", far.name())
                .with("column", &far.table.columns[named].name);
            sources[join.near].mapping.yield_role(role, reason);
        }
    }
}

/// What a key of this file identifies.
fn told(source: &Source) -> Option<Role> {
    match own_id(&file_subject(source.name())) {
        Role::LineId if source.column(Role::OrderDay).is_some() => Some(Role::OrderId),
        Role::LineId => None,
        role => Some(role),
    }
}

/// The first column of whole numbers, if each row has its own.
fn key(source: &Source) -> Option<(usize, Keys)> {
    let table = &source.table;
    let mut columns = table.columns.iter().enumerate();
    let (at, column) = columns.find(|(_, column)| is_whole(column))?;
    let keys = keys(column);
    let rows = table.rows as usize;
    let unique = keys.entries.len() == rows && rows >= LEAST_KEYS;
    unique.then_some((at, keys))
}

fn is_whole(column: &Column) -> bool {
    matches!(column.decision.kind, Kind::Integer | Kind::Id)
}

fn may_use(column: &Column) -> bool {
    is_whole(column) && column.distinct() as usize >= LEAST_KEYS
}

/// The part of the keys that is used, where nothing but keys is.
fn share_used(near: &Keys, far: &Keys) -> Option<f64> {
    let rows = near.codes.iter().filter(|code| **code != MISSING).count();
    let used = near.entries.len();
    let repeats = used < rows;
    let known = near.codes_in(far).iter().all(|code| *code != MISSING);
    let share = used as f64 / far.entries.len() as f64;
    (repeats && known && share >= LEAST_USED).then_some(share)
}

/// In a file of an order's lines, the one column of many numbers that settles the price.
fn product(source: &Source) -> Option<usize> {
    source.column(Role::OrderId)?;
    let price = source
        .column(Role::UnitPrice)
        .or(source.column(Role::Amount))?;
    let prices = price.coded().codes;
    let fits = |(at, column): &(usize, &Column)| {
        let open = source.mapping.guesses[*at].role.is_none();
        open && may_use(column) && column.distinct() > price.distinct() && settles(column, &prices)
    };
    let columns = source.table.columns.iter().enumerate();
    let found: Vec<usize> = columns.filter(fits).map(|(at, _)| at).collect();
    match found[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// Whether each value goes with one price, and some values stand in several rows.
fn settles(column: &Column, prices: &[u32]) -> bool {
    let codes = column.coded().codes;
    let mut first = vec![MISSING; column.distinct() as usize + 1];
    let mut again = 0;
    let mut same = true;
    for (code, price) in codes
        .iter()
        .zip(prices)
        .filter(|(code, _)| **code != MISSING)
    {
        let slot = &mut first[*code as usize];
        again += usize::from(*slot != MISSING);
        same &= *slot == MISSING || *slot == *price;
        *slot = *price;
    }
    same && again * 20 >= codes.len()
}
