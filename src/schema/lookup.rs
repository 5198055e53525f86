//! Files whose values hold for a year, or from a day on: the price of a product, the discount of a customer,
//! the cost.
//!
//! A fact finds its row by two keys: what the row is about, and the fiscal year. The year is the
//! fact's own, or follows from its day. Where a year is missing, the nearest year before it holds and
//! is counted; where there is none, there is no value. From a day on, a value holds until the next, or to the
//! day that the file tells.

use hashbrown::HashMap;

use crate::schema::header::words;
use crate::schema::join;
use crate::schema::keys::keys;
use crate::schema::model::Model;
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, DateStyle, MISSING};
use crate::value::Day;

/// Values that hold for a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// The file.
    pub source: usize,
    /// What its values are: unit price, unit cost or discount share.
    pub role: Role,
    /// The column of the values.
    pub value: usize,
    /// The column of the facts that names what a row is about.
    pub near_column: usize,
    /// Its values hold from a day on, and not for a year.
    pub by_day: bool,
    /// Per fact row its row in the file, or [`MISSING`].
    pub rows: Vec<u32>,
    /// Rows that found an earlier year than their own.
    pub earlier: u64,
    /// Rows with a key and without any value.
    pub missing: u64,
}

/// When the fiscal year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalYear {
    /// Its first month, 1 to 12; 1 is the calendar year. From any other month on, a day belongs to
    /// the fiscal year that is named after the next calendar year.
    pub first_month: u32,
    /// Rows whose own fiscal year says otherwise.
    pub mismatches: u64,
    /// The facts have a fiscal year of their own.
    pub told: bool,
}

/// The roles whose values may hold for a year.
const ROLES: [Role; 3] = [Role::UnitPrice, Role::UnitCost, Role::DiscountShare];
/// No year is known.
const NO_YEAR: i32 = i32::MIN;

/// A file of values with its keys, as far as the facts know them.
struct Book {
    source: usize,
    near_column: usize,
    /// Per fact row the key's code in the book, or [`MISSING`].
    keys: Vec<u32>,
    /// Per key its years with their rows, ascending; or the days from which they hold.
    years: Vec<Vec<(i32, u32)>>,
    /// They are days.
    by_day: bool,
    /// Per row the last day, where the file tells it.
    ends: Option<Vec<i32>>,
}

/// A file that lists prices, and one that tells how much was sold of what it lists.
pub(super) struct PriceList {
    pub(super) prices: usize,
    pub(super) sold: usize,
}

/// Lists of prices: they name no buyer, no order and no pieces, and their keys stand in a file of pieces
/// without prices. Their prices added up are no revenue.
pub(super) fn price_lists(sources: &[Source]) -> Vec<PriceList> {
    let has = |source: &Source, any: &[Role]| any.iter().any(|role| source.column(*role).is_some());
    let about = [Role::OrderId, Role::CustomerId, Role::CustomerName];
    let whole = || (0..sources.len()).filter(|at| !sources[*at].is_part);
    let mut lists = Vec::new();
    for prices in whole().filter(|at| has(&sources[*at], &[Role::UnitPrice])) {
        let more = [Role::Amount, Role::Quantity];
        if has(&sources[prices], &about) || has(&sources[prices], &more) {
            continue;
        }
        let sells = |at: &usize| {
            let source = &sources[*at];
            let sold = has(source, &about) || has(source, &[Role::OrderDay]);
            let priced = has(source, &[Role::Amount, Role::UnitPrice]);
            sold && !priced
                && has(source, &[Role::Quantity, Role::OrderId])
                && share_a_key(source, &sources[prices])
        };
        lists.extend(whole().filter(sells).map(|sold| PriceList { prices, sold }));
    }
    lists
}

/// Whether columns of one name hold some of the same values.
fn share_a_key(near: &Source, far: &Source) -> bool {
    let may = |column: &&Column| join::may_be_key(column);
    near.table.columns.iter().filter(may).any(|a| {
        far.table.columns.iter().filter(may).any(|b| {
            let known = || keys(a).codes_in(&keys(b));
            join::named_alike(a, b, &near.table, &far.table)
                && known().iter().any(|code| *code != MISSING)
        })
    })
}

/// The column of days from which a row holds, and of those to which it does.
fn validity(source: &Source) -> Option<(usize, Option<usize>)> {
    const FROM: [&str; 10] = [
        "from",
        "since",
        "start",
        "starts",
        "effective",
        "begin",
        "ab",
        "von",
        "month",
        "monat",
    ];
    const TO: [&str; 7] = ["to", "until", "till", "end", "ends", "through", "bis"];
    let says = |any: &[&str]| {
        let columns = source.table.columns.iter();
        let said = |name: &str| words(name).iter().any(|word| any.contains(&word.as_str()));
        let mut found = columns
            .enumerate()
            .filter(|(_, column)| column.holds_days() && said(&column.name));
        found.next().map(|(at, _)| at)
    };
    Some((says(&FROM)?, says(&TO)))
}

/// All lookups of the facts, and the fiscal year they are looked up by.
pub(super) fn find(model: &Model) -> (Vec<Lookup>, Option<FiscalYear>) {
    let books = (0..model.sources.len())
        .filter(|source| *source != model.fact && !model.sources[*source].is_part)
        .filter_map(|source| book(model, source));
    let (dated, books): (Vec<Book>, Vec<Book>) = books.partition(|book| book.by_day);
    let days = days(model);
    let own = model
        .facts()
        .mapping
        .column(Role::FiscalYear)
        .map(|column| {
            let column = &model.fact_table().columns[column];
            years(column)
        });
    let mut lookups = Vec::new();
    if let Some(days) = &days {
        for book in &dated {
            lookups.extend(all_of(model, book, &|row| days[row]));
        }
    }
    if books.is_empty() || (own.is_none() && days.is_none()) {
        return (lookups, None);
    }
    let fiscal = days
        .as_ref()
        .map(|days| fiscal(days, own.as_deref(), &books));
    let year = |row: usize| {
        let told = own.as_ref().map_or(NO_YEAR, |own| own[row]);
        match (told, &days, &fiscal) {
            (NO_YEAR, Some(days), Some(fiscal)) => year_of(days[row], fiscal.first_month),
            (told, _, _) => told,
        }
    };
    for book in &books {
        lookups.extend(all_of(model, book, &year));
    }
    (lookups, fiscal)
}

fn all_of(model: &Model, book: &Book, year: &dyn Fn(usize) -> i32) -> Vec<Lookup> {
    let column = |role| Some((role, model.sources[book.source].mapping.column(role)?));
    let values = ROLES.into_iter().filter(|role| is_open(model, *role));
    let values = values.filter_map(column);
    values
        .map(|(role, value)| lookup(book, role, value, year))
        .collect()
}

/// Whether the facts leave it to other files: what they tell themselves of a row holds.
fn is_open(model: &Model, role: Role) -> bool {
    model.facts().mapping.column(role).is_none()
}

/// A file with one row for each key and year, whose keys the facts have.
fn book(model: &Model, source: usize) -> Option<Book> {
    let far = &model.sources[source];
    ROLES
        .iter()
        .find(|role| far.mapping.column(**role).is_some() && is_open(model, **role))?;
    let days_of = |at: usize| {
        let column = &far.table.columns[at];
        Some(column.days(column.decision.date?).values)
    };
    let sells = [
        Role::OrderId,
        Role::CustomerId,
        Role::Quantity,
        Role::Amount,
    ];
    let lists = || sells.iter().all(|role| far.column(*role).is_none());
    let (year, years_of, ends) = match far.mapping.column(Role::FiscalYear) {
        Some(year) => (year, years(&far.table.columns[year]), None),
        None => {
            let (from, to) = validity(far).filter(|_| lists())?;
            let days = days_of(from)?;
            // What is told of a month holds to its end.
            let months = far.table.columns[from].decision.date == Some(DateStyle::Month);
            let month_ends = || days.iter().map(month_end).collect();
            let ends = match to {
                Some(to) => days_of(to),
                None => months.then(month_ends),
            };
            (from, days, ends)
        }
    };
    let by_day = far.mapping.column(Role::FiscalYear).is_none();
    let (near_column, far_column, keys) = join::by_name(&model.sources, model.fact, source)?;
    if far_column == year {
        return None;
    }
    let coded = far.table.columns[far_column].coded();
    let mut years: Vec<Vec<(i32, u32)>> = vec![Vec::new(); coded.entries.len()];
    for (row, key) in coded.codes.iter().enumerate() {
        if let (Some(years), true) = (years.get_mut(*key as usize), years_of[row] != NO_YEAR) {
            let at = years.partition_point(|(year, _)| *year < years_of[row]);
            // Two values for one year: neither can be preferred.
            if years
                .get(at)
                .is_some_and(|(year, _)| *year == years_of[row])
            {
                return None;
            }
            years.insert(at, (years_of[row], row as u32));
        }
    }
    Some(Book {
        source,
        near_column,
        keys,
        years,
        by_day,
        ends,
    })
}

fn years(column: &crate::table::Column) -> Vec<i32> {
    let decimals = column.decimals(&column.decision.number);
    let one = 10_i64.pow(u32::from(decimals.scale.min(9)));
    let year = |value: &i64| match value % one {
        0 => i32::try_from(value / one).unwrap_or(NO_YEAR),
        _ => NO_YEAR,
    };
    decimals.values.iter().map(year).collect()
}

fn days(model: &Model) -> Option<Vec<i32>> {
    let place = model.role(Role::OrderDay)?;
    let column = model.column(place);
    let days = column.days(column.decision.date?).values;
    Some(model.lift_at(place, days, i32::MIN))
}

fn month_end(day: &i32) -> i32 {
    match *day {
        i32::MIN => NO_YEAR,
        day => Day(day).month().last_day().0,
    }
}

fn year_of(day: i32, first_month: u32) -> i32 {
    if day == i32::MIN {
        return NO_YEAR;
    }
    let month = Day(day).month();
    month.year() + i32::from(first_month > 1 && month.number() >= first_month)
}

/// The first month under which days and fiscal years agree best; without fiscal years of the facts,
/// the one under which most rows find a value of their year. Among equals the calendar year comes
/// first, then the month in which the data begin.
fn fiscal(days: &[i32], own: Option<&[i32]>, books: &[Book]) -> FiscalYear {
    // Rows of one day and one key are alike, and months are few: rows are counted by month first.
    let mut places: HashMap<(i32, u32, u32), usize, foldhash::fast::FixedState> =
        HashMap::default();
    let mut seen: Vec<((i32, u32, u32), u64)> = Vec::new();
    let mut see = |key: (i32, u32, u32)| {
        let place = *places.entry(key).or_insert(seen.len());
        match seen.get_mut(place) {
            Some((_, rows)) => *rows += 1,
            None => seen.push((key, 1)),
        }
    };
    let begins = days.iter().filter(|day| **day != i32::MIN).min();
    for (row, day) in days.iter().enumerate().filter(|(_, day)| **day != i32::MIN) {
        let first = Day(*day).month().first_day().0;
        match own {
            Some(own) if own[row] == NO_YEAR => {}
            Some(own) => see((first, own[row] as u32, 0)),
            None => books
                .iter()
                .enumerate()
                .filter(|(_, book)| book.keys[row] != MISSING)
                .for_each(|(at, book)| see((first, book.keys[row], at as u32))),
        }
    }
    let agrees = |first_month: u32| -> u64 {
        let hit = |((day, key, book), _): &&((i32, u32, u32), u64)| {
            let year = year_of(*day, first_month);
            match own {
                Some(_) => *key as i32 == year,
                None => books[*book as usize].years[*key as usize]
                    .iter()
                    .any(|(own, _)| *own == year),
            }
        };
        seen.iter().filter(hit).map(|(_, rows)| rows).sum()
    };
    let begin = begins.map_or(1, |day| Day(*day).month().number());
    let mut best = (agrees(1), 1);
    for month in std::iter::once(begin).chain(2..=12) {
        let agreed = agrees(month);
        if agreed > best.0 {
            best = (agreed, month);
        }
    }
    let all: u64 = match own {
        Some(own) => own
            .iter()
            .zip(days)
            .filter(|(year, day)| **year != NO_YEAR && **day != i32::MIN)
            .count() as u64,
        None => best.0,
    };
    FiscalYear {
        first_month: best.1,
        mismatches: all - best.0,
        told: own.is_some(),
    }
}

fn lookup(book: &Book, role: Role, value: usize, year: &dyn Fn(usize) -> i32) -> Lookup {
    let mut found = Lookup {
        source: book.source,
        role,
        value,
        near_column: book.near_column,
        by_day: book.by_day,
        rows: Vec::with_capacity(book.keys.len()),
        earlier: 0,
        missing: 0,
    };
    for (row, key) in book.keys.iter().enumerate() {
        let year = year(row);
        let known = book.years.get(*key as usize).filter(|_| year != NO_YEAR);
        // The last year that is not after the row's own.
        let place = known.and_then(|years| {
            let after = years.partition_point(|(have, _)| *have <= year);
            let place = years.get(after.checked_sub(1)?)?;
            let end = book.ends.as_ref().map(|ends| ends[place.1 as usize]);
            end.is_none_or(|end| end == NO_YEAR || year <= end)
                .then_some(place)
        });
        found.missing += u64::from(place.is_none() && year != NO_YEAR);
        found.earlier += u64::from(!book.by_day && place.is_some_and(|(have, _)| *have < year));
        found.rows.push(place.map_or(MISSING, |(_, row)| *row));
    }
    found
}
