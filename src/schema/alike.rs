//! Two sources -> whether one goes on the rows of the other, and which column is which: by their headers, else
//! by what they mean. Rows of the same purchases told twice must not be added up, so files that call their columns
//! otherwise have to tell other orders of another time; where that is open, the user is asked.

use crate::schema::by_content::headers_are_silent;
use crate::schema::header::{file_subject, words};
use crate::schema::keys::{keys, share};
use crate::schema::paid_back;
use crate::schema::role::{Role, Shape};
use crate::schema::source::Source;
use crate::table::{Column, DateStyle, Kind, MISSING, NO_DAY};

/// How two sources fit.
pub(super) struct Alike {
    /// For each column of the first its column in the other.
    pub(super) columns: Vec<Option<usize>>,
    /// They have the same columns.
    pub(super) same: bool,
    /// Nothing speaks for the same purchases told twice.
    pub(super) sure: bool,
}

/// What both must tell, or neither: with one more of these a row is something else.
const CORE: [Role; 8] = [
    Role::OrderDay,
    Role::Amount,
    Role::OrderId,
    Role::Quantity,
    Role::UnitPrice,
    Role::Product,
    Role::ProductName,
    Role::Refunded,
];
/// What names the buyer: one file may call him by an id, and the other the same by name.
const BUYER: [Role; 2] = [Role::CustomerId, Role::CustomerName];
/// More orders than this in both files are the same orders.
const MOST_SHARED: f64 = 0.05;
/// Of the orders that stand in both so many must be of one day.
const MOST_AGREE: f64 = 0.9;

/// Whether the other holds more of what the first holds.
pub(super) fn alike(first: &Source, other: &Source) -> Option<Alike> {
    let (a, b) = (&first.table.columns, &other.table.columns);
    let spelled = |column: &Column| words(&column.name).join(" ");
    let theirs: Vec<String> = b.iter().map(spelled).collect();
    let place = |column: &Column| theirs.iter().position(|name| *name == spelled(column));
    let mut columns: Vec<Option<usize>> = a.iter().map(place).collect();
    let meets = |(at, place): (usize, &Option<usize>)| {
        let guesses = place.map(|place| {
            [
                first.mapping.guesses[at].role,
                other.mapping.guesses[place].role,
            ]
        });
        let shapes = guesses
            .into_iter()
            .flatten()
            .flatten()
            .map(|role| role.rule().shape);
        let counted = shapes
            .into_iter()
            .any(|shape| matches!(shape, Shape::Number | Shape::Money));
        place.is_none_or(|place| same_kind(&a[at], &b[place], counted))
    };
    if a.len() < 2 || b.len() < 2 || !columns.iter().enumerate().all(meets) {
        return None;
    }
    let known = (0..b.len())
        .filter(|at| columns.contains(&Some(*at)))
        .count();
    let generic = headers_are_silent(&first.table) || headers_are_silent(&other.table);
    // What was paid back, or is only offered, is no further sale, unless it is written below zero.
    let of_refunds = paid_back::named_so(first) != paid_back::named_so(other);
    if of_refunds && [first, other].into_iter().any(pays_back_above_zero) {
        return None;
    }
    if known == b.len() && columns.iter().all(Option::is_some) {
        let numbered = || {
            let tells = first.column(Role::Amount).is_some();
            tells && orders_apart(first, other) == Some(true)
        };
        let sells = !generic && (tells_sales(first) || numbered());
        let sound = days_agree(first, other);
        return (sells || subject(first) == subject(other)).then_some(Alike {
            columns,
            same: sound,
            sure: sound,
        });
    }
    if generic || of_refunds || !tells_sales(first) || !tells_sales(other) {
        return None;
    }
    let mut renamed = false;
    for (at, place) in columns
        .iter_mut()
        .enumerate()
        .filter(|(_, at)| at.is_none())
    {
        let own = |role| other.mapping.column(role);
        *place = match first.mapping.guesses[at].role {
            Some(role) if BUYER.contains(&role) => {
                own(role).or(only_buyer(first).and(only_buyer(other)))
            }
            role => role.and_then(own),
        };
        renamed |= place.is_some();
    }
    // One column cannot be two.
    let mut taken: Vec<usize> = columns.iter().flatten().copied().collect();
    crate::value::order::sort(&mut taken);
    let once = taken.windows(2).all(|pair| pair[0] != pair[1]);
    if !once || !columns.iter().enumerate().all(meets) {
        return None;
    }
    let meets = |own: Option<usize>, theirs: Option<usize>| match (own, theirs) {
        (Some(own), Some(theirs)) => columns[own] == Some(theirs),
        (own, theirs) => own == theirs,
    };
    let core = |role: &Role| meets(first.mapping.column(*role), other.mapping.column(*role));
    let buyers = match (only_buyer(first), only_buyer(other)) {
        (Some(own), Some(theirs)) => meets(Some(own), Some(theirs)),
        _ => BUYER.iter().all(core),
    };
    if !CORE.iter().all(core) || !buyers {
        return None;
    }
    // Money of which one of them does not tell the currency may be of another.
    let currency = |source: &Source| source.column(Role::Currency).is_some();
    let apart = orders_apart(first, other);
    let sure = apart.unwrap_or(true)
        && currency(first) == currency(other)
        && match renamed {
            true => times_apart(first, other) && share_customers(first, other),
            false => apart.is_some() || times_apart(first, other),
        };
    Some(Alike {
        columns,
        same: false,
        sure,
    })
}

/// The column of the buyer, where there is one and not two.
fn only_buyer(source: &Source) -> Option<usize> {
    let mut found = BUYER.iter().filter_map(|role| source.mapping.column(*role));
    found.next().filter(|_| found.next().is_none())
}

/// A file that is called after what came back or was never sold, and tells it as if it were sold.
fn pays_back_above_zero(source: &Source) -> bool {
    let above = |column: &Column| {
        let numbers = column.decimals(&column.decision.number);
        numbers.values.iter().any(|value| *value > 0)
    };
    paid_back::named_so(source).is_some() && source.column(Role::Amount).is_some_and(above)
}

/// Days with money or orders.
fn tells_sales(source: &Source) -> bool {
    let tells = |role| source.column(role).is_some();
    tells(Role::OrderDay) && (tells(Role::Amount) || tells(Role::OrderId))
}

/// Days meet days, what is counted meets numbers, and nothing meets everything. Of names some may be digits:
/// an order 1001 and an order A-7, a postal code with a nought before it and one without.
fn same_kind(a: &Column, b: &Column, counted: bool) -> bool {
    let months = |column: &Column| column.decision.date == Some(DateStyle::Month);
    match (a.decision.kind, b.decision.kind) {
        (Kind::Empty, _) | (_, Kind::Empty) => true,
        _ if a.holds_days() && b.holds_days() => months(a) == months(b),
        _ if a.holds_days() || b.holds_days() => false,
        _ => !counted || a.holds_numbers() == b.holds_numbers(),
    }
}

/// What the file's name is about, without numbers and words of a copy.
fn subject(source: &Source) -> Vec<String> {
    let mut subject = file_subject(source.name());
    subject.retain(|word| word.chars().all(char::is_alphabetic) && word != "copy");
    subject
}

/// The part of the smaller column's values that the other knows.
fn shared(a: &Column, b: &Column) -> f64 {
    let (a, b) = (keys(a), keys(b));
    let codes = a.codes_in(&b);
    let found = codes.iter().filter(|code| **code != MISSING).count();
    share(found as u64, a.entries.len().min(b.entries.len()) as u64)
}

/// Whether their orders are others; `None` where one of them names none.
pub(super) fn orders_apart(first: &Source, other: &Source) -> Option<bool> {
    let (a, b) = (first.column(Role::OrderId)?, other.column(Role::OrderId)?);
    Some(shared(a, b) <= MOST_SHARED)
}

/// Whether orders that stand in both are of one day in most cases, where the days are written in two ways: else one
/// of these is not understood, and the orders of both would be added up.
fn days_agree(first: &Source, other: &Source) -> bool {
    let told = |source: &Source| {
        let day = source.column(Role::OrderDay)?;
        let style = day.decision.date?;
        let orders = keys(source.column(Role::OrderId)?);
        Some((style, orders, day.days(style).values))
    };
    let Some(((a, own, days), (b, theirs, other_days))) = told(first).zip(told(other)) else {
        return true;
    };
    if a == b {
        return true;
    }
    let places = own.codes_in(&theirs);
    let mut day_of = vec![NO_DAY; theirs.entries.len()];
    for (code, day) in theirs.codes.iter().zip(&other_days) {
        if let Some(slot) = day_of.get_mut(*code as usize) {
            *slot = *day;
        }
    }
    let (mut both, mut same) = (0_u64, 0_u64);
    for (code, day) in own.codes.iter().zip(&days) {
        let there = places
            .get(*code as usize)
            .and_then(|place| day_of.get(*place as usize));
        if let Some(there) = there.filter(|there| **there != NO_DAY && *day != NO_DAY) {
            both += 1;
            same += u64::from(there == day);
        }
    }
    both == 0 || share(same, both) >= MOST_AGREE
}

/// Whether some customer stands in both, so that the columns name the same; or none are named.
fn share_customers(first: &Source, other: &Source) -> bool {
    let buyer = |source: &Source| BUYER.iter().find_map(|role| source.mapping.column(*role));
    let found = buyer(first)
        .zip(buyer(other))
        .map(|(own, theirs)| shared(&first.table.columns[own], &other.table.columns[theirs]));
    found.is_none_or(|share| share > 0.0)
}

/// Whether one ends before the other begins.
fn times_apart(first: &Source, other: &Source) -> bool {
    let ends = |source: &Source| {
        let column = source.column(Role::OrderDay)?;
        let days = column.days(column.decision.date?).values;
        let known = || days.iter().copied().filter(|day| *day != NO_DAY);
        Some((known().min()?, known().max()?))
    };
    let apart = ends(first).zip(ends(other));
    apart.is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0)
}
