//! Two sources -> a join: which column of one finds which row of the other. Left joins only; a key
//! that repeats on the far side is refused with its line, since it would multiply rows.

use crate::schema::by_content::is_generic;
use crate::schema::header::{file_subject, is_bare_id, subject, words};
use crate::schema::keys::{JoinCoverage, LEAST_COVERAGE, first_rows, folded, keys, share};
use crate::schema::role::Role;
use crate::schema::same_thing::{mean_the_same, meet_both_ways, same_thing};
use crate::schema::source::Source;
use crate::table::{Column, Kind, MISSING, Table};
use crate::value::order;

/// A far file that is named after its key scores at least so much.
const NAMED_AFTER: f64 = 0.9;
/// Names must agree at least this well.
const LEAST_NAME_SCORE: f64 = 0.5;

/// A left join from one source to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// Index of the near source (many rows a key).
    pub near: usize,
    /// Its column.
    pub near_column: usize,
    /// Index of the far source (one row a key).
    pub far: usize,
    /// Its column.
    pub far_column: usize,
    /// How well they meet.
    pub coverage: JoinCoverage,
    /// Per near row the far row, or [`MISSING`].
    pub rows: Vec<u32>,
    /// The first key that repeats on the far side, with its row: the join is blocked.
    pub repeats: Option<(String, u32)>,
    /// How well the names say that it is the same thing, 0-1.
    named: f64,
    score: f64,
}

/// All joins between the sources: at most one for each near column and for each pair of files.
pub(crate) fn find(sources: &[Source]) -> Vec<Join> {
    let mut found: Vec<Join> = Vec::new();
    let whole: Vec<usize> = (0..sources.len())
        .filter(|source| !sources[*source].is_part)
        .collect();
    for near in whole.iter().copied() {
        for far in whole.iter().copied().filter(|far| *far != near) {
            found.extend(best_between(sources, near, far));
        }
    }
    order::sort_by(&mut found, |a, b| {
        b.score
            .total_cmp(&a.score)
            .then((a.near, a.far).cmp(&(b.near, b.far)))
    });
    // There are as many joins as files.
    let mut taken_columns = Vec::new();
    let mut taken_pairs = Vec::new();
    found.retain(|join| {
        let pair = (join.near.min(join.far), join.near.max(join.far));
        let column = (join.near, join.near_column);
        // Files that are named after the key may be several: the orders, and the reviews of the orders.
        let free = join.named >= NAMED_AFTER || !taken_columns.contains(&column);
        let free = free && !taken_pairs.contains(&pair);
        if free {
            taken_columns.push(column);
            taken_pairs.push(pair);
        }
        free
    });
    found
}

fn best_between(sources: &[Source], near: usize, far: usize) -> Option<Join> {
    let (near_table, far_table) = (&sources[near].table, &sources[far].table);
    let mut best: Option<Join> = None;
    for (far_column, b) in far_table
        .columns
        .iter()
        .enumerate()
        .filter(|(at, c)| may_be_key(c) && !is_trait_of_orders(&sources[far], *at))
    {
        for (near_column, a) in near_table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, c)| may_be_key(c))
        {
            let mut name = name_score(a, b, near_table, far_table);
            if name == 0.0 && same_thing(&sources[near], near_column, &sources[far], far_column) {
                name = 0.6;
            }
            let told = name >= LEAST_NAME_SCORE;
            if !told && !mean_the_same(&sources[near], near_column, &sources[far], far_column) {
                continue;
            }
            let fold = sources[near].folds_keys;
            let Some((coverage, rows, repeats)) = meet(a, b, far_table, fold) else {
                continue;
            };
            let alike = told && words(&a.name) == words(&b.name) && !is_date(a);
            if !coverage.is_enough(alike) {
                continue;
            }
            if !told {
                // What the headers do not say, the values have to.
                if repeats.is_some() || !meet_both_ways(&coverage, a, b) {
                    continue;
                }
                name = LEAST_NAME_SCORE;
            }
            let rows = sources[near].of_first_lines(near_column, rows);
            let found = share(coverage.near_found, coverage.near_keys);
            let join = Join {
                near,
                near_column,
                far,
                far_column,
                coverage,
                rows,
                repeats,
                named: name,
                score: name + found,
            };
            if best.as_ref().is_none_or(|b| join.score > b.score) {
                best = Some(join);
            }
        }
    }
    best
}

pub(super) fn may_be_key(column: &Column) -> bool {
    // What a spreadsheet has shortened to 1.23E+12 names nothing for certain.
    column.decision.destroyed == 0
        && !matches!(
            column.decision.kind,
            Kind::Decimal | Kind::Boolean | Kind::Empty
        )
}

/// What an order has, as its currency, names no order, even where few orders make it look like a key.
fn is_trait_of_orders(source: &Source, at: usize) -> bool {
    let role = source.mapping.guesses.get(at).and_then(|guess| guess.role);
    source.column(Role::OrderId).is_some()
        && matches!(role, Some(Role::Currency | Role::Status | Role::Quantity))
}

fn is_date(column: &Column) -> bool {
    matches!(column.decision.kind, Kind::Date | Kind::DateTime)
}

/// Whether the names say "the same thing", whatever the values are.
pub(super) fn named_alike(near: &Column, far: &Column, here: &Table, there: &Table) -> bool {
    name_score(near, far, here, there) >= LEAST_NAME_SCORE
}

/// How well the names say "the same thing", 0-1.
fn name_score(near: &Column, far: &Column, near_table: &Table, far_table: &Table) -> f64 {
    if is_date(near) || is_date(far) {
        let calendar = file_subject(&far_table.facts.name)
            .iter()
            .any(|w| w == "date" || w == "calendar");
        return if is_date(near) && is_date(far) && calendar {
            0.6
        } else {
            0.0
        };
    }
    // Headers that only count say nothing; then values that are no mere numbers may meet.
    if is_generic(&near.name) && is_generic(&far.name) {
        let tells = |column: &Column| matches!(column.decision.kind, Kind::Text | Kind::Id);
        return if tells(near) && tells(far) { 0.6 } else { 0.0 };
    }
    let (near_subject, far_subject) = (subject(&near.name), subject(&far.name));
    if is_bare_id(&far.name) {
        let about = file_subject(&far_table.facts.name);
        let names_file = !near_subject.is_empty() && !about.is_empty() && near_subject == about;
        return if names_file { 1.0 } else { 0.0 };
    }
    if near_subject != far_subject {
        return of_one_kind(&near_subject, &far_subject, far_table);
    }
    if near_subject.is_empty() {
        return 0.0;
    }
    let about = file_subject(&far_table.facts.name);
    let same_words = words(&near.name) == words(&far.name);
    let far_is_about = far_subject.iter().all(|word| about.contains(word));
    let near_is_about = near_subject
        .iter()
        .all(|word| file_subject(&near_table.facts.name).contains(word));
    // "category" in two files is no key, "customer_code" in customers.csv is.
    match (far_is_about, same_words) {
        // The file of the orders, rather than that of their reviews.
        (true, true) if about.last() == far_subject.last() => 1.0,
        (true, true) => NAMED_AFTER,
        (true, false) => 0.8,
        (false, true) if !near_is_about => 0.6,
        _ => 0.0,
    }
}

/// `TerritoryKey` may find `SalesTerritoryKey` in the file of the territories, and `billing_customer_id` the
/// `customer_id` in that of the customers: one name ends with the other, which is what the far file is about.
fn of_one_kind(near: &[String], far: &[String], far_table: &Table) -> f64 {
    let (short, long) = match near.len() < far.len() {
        true => (near, far),
        false => (far, near),
    };
    let about = file_subject(&far_table.facts.name);
    let ends = !short.is_empty() && long.ends_with(short) && about.ends_with(short);
    if ends { LEAST_NAME_SCORE } else { 0.0 }
}

/// Near column, far column, and per near row the code of the far column's text.
pub(super) type Named = (usize, usize, Vec<u32>);

/// The columns by which a near file names what a row of a far file is about, where many rows may be
/// about one thing.
pub(super) fn by_name(sources: &[Source], near: usize, far: usize) -> Option<Named> {
    let (near_table, far_table) = (&sources[near].table, &sources[far].table);
    let candidates = |source: usize| {
        let mapping = &sources[source].mapping;
        let years = mapping.column(Role::FiscalYear);
        let columns = sources[source].table.columns.iter().enumerate();
        columns.filter(move |(at, column)| may_be_key(column) && Some(*at) != years)
    };
    let mut best: Option<(f64, Named)> = None;
    for (far_column, b) in candidates(far) {
        for (near_column, a) in candidates(near) {
            let name = name_score(a, b, near_table, far_table);
            if name < LEAST_NAME_SCORE || best.as_ref().is_some_and(|(score, _)| *score >= name) {
                continue;
            }
            let near_keys = keys(a);
            let far_code = near_keys.codes_in(&keys(b));
            let found = far_code.iter().filter(|code| **code != MISSING).count() as u64;
            if share(found, far_code.len() as u64) < LEAST_COVERAGE {
                continue;
            }
            let code = |code: &u32| far_code.get(*code as usize).copied().unwrap_or(MISSING);
            let codes = near_keys.codes.iter().map(code).collect();
            best = Some((name, (near_column, far_column, codes)));
        }
    }
    best.map(|(_, found)| found)
}

type Meeting = (JoinCoverage, Vec<u32>, Option<(String, u32)>);

/// Looks each near key up on the far side. `None` when the far side is
/// no list of keys (more than 1 in 20 rows repeat one): what that means for a file is told where it is unused.
fn meet(near: &Column, far: &Column, far_table: &Table, fold: bool) -> Option<Meeting> {
    let keys_of = |column: &Column| match fold {
        true => folded(keys(column)),
        false => keys(column),
    };
    let far_keys = keys_of(far);
    let first = first_rows(&far_keys, far_table);
    let far_rows = far_keys
        .codes
        .iter()
        .filter(|code| **code != MISSING)
        .count();
    if far_rows == 0 || first.again * 20 > far_rows {
        return None;
    }
    let near_keys = keys_of(near);
    let far_code = near_keys.codes_in(&far_keys);
    let row_of = |code: u32| match far_code.get(code as usize) {
        Some(&far) if far != MISSING => first.rows[far as usize],
        _ => MISSING,
    };
    let rows: Vec<u32> = near_keys.codes.iter().map(|code| row_of(*code)).collect();
    let keyed = near_keys
        .codes
        .iter()
        .filter(|code| **code != MISSING)
        .count() as u64;
    let orphan_rows = near_keys
        .codes
        .iter()
        .zip(&rows)
        .filter(|(code, row)| **code != MISSING && **row == MISSING)
        .count() as u64;
    let near_found = far_code.iter().filter(|code| **code != MISSING).count() as u64;
    let coverage = JoinCoverage {
        near_keys: near_keys.entries.len() as u64,
        near_found,
        far_keys: far_keys.entries.len() as u64,
        far_used: near_found,
        near_rows: keyed,
        orphan_rows,
    };
    Some((coverage, rows, first.repeats))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(files: &[(&str, &str)]) -> Vec<Source> {
        files
            .iter()
            .map(|(name, csv)| {
                let mut reader = crate::table::TableReader::new(name, 1);
                reader.push(csv.as_bytes()).unwrap();
                Source::of(reader.finish().unwrap(), &crate::value::Map::new())
            })
            .collect()
    }

    fn told(sources: &[Source]) -> Vec<String> {
        find(sources)
            .iter()
            .map(|join| {
                let name = |source: usize, column: usize| {
                    format!(
                        "{}.{}",
                        sources[source].name(),
                        sources[source].table.columns[column].name
                    )
                };
                format!(
                    "{} -> {}",
                    name(join.near, join.near_column),
                    name(join.far, join.far_column)
                )
            })
            .collect()
    }

    #[test]
    fn a_bare_id_is_found_by_the_name_of_its_file_and_not_by_its_numbers() {
        let shop = sources(&[
            ("raw_customers.csv", "id,first_name\n1,A\n2,B\n3,C\n"),
            (
                "raw_orders.csv",
                "id,user_id,order_date\n1,1,2018-01-01\n2,3,2018-01-02\n3,1,2018-01-03\n",
            ),
            (
                "raw_payments.csv",
                "id,order_id,amount\n1,1,10\n2,2,20\n3,3,30\n4,3,5\n",
            ),
        ]);
        assert_eq!(
            told(&shop),
            [
                "raw_orders.csv.user_id -> raw_customers.csv.id",
                "raw_payments.csv.order_id -> raw_orders.csv.id"
            ]
        );
    }

    #[test]
    fn orphans_are_counted_and_keep_their_rows() {
        let shop = sources(&[
            ("products.csv", "product_code,kind\nA,x\nB,y\nC,z\nD,x\n"),
            (
                "sales.csv",
                "product_code,amount\nA,1\nB,2\nC,1\nD,3\nZ,9\nA,4\n",
            ),
        ]);
        let joins = find(&shop);
        assert_eq!(joins[0].coverage.orphan_rows, 1);
        assert_eq!(joins[0].rows, [0, 1, 2, 3, MISSING, 0]);
    }

    #[test]
    fn a_key_that_repeats_is_named_with_its_row() {
        let mut far = String::from("customer_code,customer_name\n");
        let mut near = String::from("order_no,customer_code,amount\n");
        for i in 0..30 {
            far.push_str(&format!("C{i},N{i}\n"));
            near.push_str(&format!("{i},C{i},1\n"));
        }
        far.push_str("C7,Again\n");
        let shop = sources(&[("customers.csv", &far), ("orders.csv", &near)]);
        assert_eq!(find(&shop)[0].repeats, Some(("C7".to_owned(), 30)));
    }

    #[test]
    fn a_calendar_is_joined_by_the_day_however_it_is_written() {
        let shop = sources(&[
            ("date.csv", "date,year\n30/06/2020,2020\n01/07/2020,2020\n"),
            (
                "orders.csv",
                "order_date,amount\n2020-06-30,1\n2020-07-01,2\n2020-06-30,2\n",
            ),
        ]);
        assert_eq!(told(&shop), ["orders.csv.order_date -> date.csv.date"]);
    }
}
