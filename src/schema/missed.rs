//! Two files that do not join -> how near they came: columns of one name whose values stand on several rows, or
//! are not the same.

use crate::schema::join::{may_be_key, named_alike};
use crate::schema::keys::LEAST_COVERAGE;
use crate::schema::keys::{Keys, first_rows, folded, keys, share};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::MISSING;

/// Columns of one name, by which no row of the facts finds the one row that it belongs to.
pub(crate) struct Missed {
    /// The facts' column.
    pub(crate) near: usize,
    /// The other file's.
    pub(crate) far: usize,
    /// Different values in the facts, and how many of them the other file holds.
    pub(crate) keys: u64,
    /// See `keys`.
    pub(crate) found: u64,
    /// A value of the facts that the other file does not hold, and one the other way round.
    pub(crate) examples: (Option<String>, Option<String>),
    /// A value that stands on several rows of the other file, and the row where it stands again.
    pub(crate) repeats: Option<(String, u32)>,
    /// How many of the values it would hold without regard to capitals and noughts before digits, where that
    /// is enough and each stood on one row.
    pub(crate) folded: Option<u64>,
}

/// The pair of columns by which the files come nearest.
pub(crate) fn missed(sources: &[Source], near: usize, far: usize) -> Option<Missed> {
    let (near_table, far_table) = (&sources[near].table, &sources[far].table);
    let mut best: Option<(f64, Missed)> = None;
    for (near_column, a) in near_table.columns.iter().enumerate() {
        for (far_column, b) in far_table.columns.iter().enumerate() {
            let alike = named_alike(a, b, near_table, far_table)
                || named_alike(b, a, far_table, near_table);
            if !alike || !may_be_key(a) || !may_be_key(b) {
                continue;
            }
            let (own, other) = (keys(a), keys(b));
            // A currency or a status stands in both, and finds nothing.
            let named = sources[far].mapping.guesses[far_column].role;
            if !named.is_some_and(names_one) && other.entries.len() * 2 < far_table.rows as usize {
                continue;
            }
            let (there, here) = (own.codes_in(&other), other.codes_in(&own));
            let found = known(&there);
            let of = own.entries.len() as u64;
            let both = share(found, of).max(share(known(&here), other.entries.len() as u64));
            let (own, other) = (folded(own), folded(other));
            let same = known(&own.codes_in(&other));
            let enough = share(same, own.entries.len() as u64) >= LEAST_COVERAGE;
            let unique = |keys: &Keys| first_rows(keys, far_table).repeats.is_none();
            let folds = (enough && both < LEAST_COVERAGE && unique(&other)).then_some(same);
            let score = if folds.is_some() { 1.0 } else { both };
            if best.as_ref().is_some_and(|(best, _)| *best >= score) {
                continue;
            }
            let (own, other) = (keys(a), keys(b));
            let lost = |codes: &[u32], entries: &[String]| {
                let at = codes.iter().position(|code| *code == MISSING)?;
                entries.get(at).cloned()
            };
            let examples = (lost(&there, &own.entries), lost(&here, &other.entries));
            let repeats = first_rows(&other, far_table).repeats;
            let missed = Missed {
                near: near_column,
                far: far_column,
                keys: of,
                found,
                examples,
                repeats: repeats.filter(|_| both >= LEAST_COVERAGE),
                folded: folds,
            };
            best = Some((score, missed));
        }
    }
    best.map(|(_, missed)| missed)
}

/// Whether a role is that of a key.
fn names_one(role: Role) -> bool {
    matches!(
        role,
        Role::CustomerId
            | Role::CustomerName
            | Role::Email
            | Role::OrderId
            | Role::Product
            | Role::ProductName
            | Role::Market
    )
}

fn known(codes: &[u32]) -> u64 {
    codes.iter().filter(|code| **code != MISSING).count() as u64
}
