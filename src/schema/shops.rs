//! Files that were put together and number their orders each for itself: shops with the same numbers.

use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::MISSING;

/// Fewer numbers that differ are chance.
const LEAST: usize = 3;

/// Whether most order numbers that stand in several of a source's files belong to another buyer there; to
/// another day, where no buyers are told.
pub(super) fn number_apart(source: &Source) -> bool {
    let table = &source.table;
    let (Some(order), [_, _, ..]) = (source.column(Role::OrderId), &table.parts[..]) else {
        return false;
    };
    let who = source
        .column(Role::CustomerId)
        .or(source.column(Role::CustomerName));
    let Some(of) = who.or(source.column(Role::OrderDay)) else {
        return false;
    };
    let (orders, numbers) = order.codes();
    let of = of.codes().0;
    // Per number its first file and what it belongs to there.
    let mut first = vec![(usize::MAX, MISSING); numbers as usize];
    let (mut same, mut other) = (0, 0);
    for (at, part) in table.parts.iter().enumerate() {
        for row in part.start as usize..part.start as usize + part.records.len() {
            let (order, of) = (orders[row], of[row]);
            let Some(known) = first.get_mut(order as usize).filter(|_| of != MISSING) else {
                continue;
            };
            match known.0 {
                usize::MAX => *known = (at, of),
                file if file != at && known.1 == of => same += 1,
                file if file != at => other += 1,
                _ => {}
            }
        }
    }
    other >= LEAST && other > same
}
