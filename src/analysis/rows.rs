//! Which rows count: those up to a day whose status the definition of revenue takes.

use std::ops::Range;

use crate::dataset::{Dataset, RevenueDefinition, Status};
use crate::value::Day;

/// Rows up to a day; those without a day are all in.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// Which rows; all of the data set where they are not listed.
    pub listed: Option<&'a [u32]>,
    /// The last day.
    pub as_of: Day,
}

impl Rows<'_> {
    /// Hands on the rows that count, ascending.
    pub(in crate::analysis) fn each(
        self,
        data: &Dataset,
        definition: RevenueDefinition,
        take: &mut impl FnMut(usize),
    ) {
        // A bit for each status that counts.
        let counting = Status::ALL
            .iter()
            .filter(|status| definition.counts(**status));
        let counting = counting.fold(0_u8, |bits, status| bits | 1 << *status as u8);
        let (days, statuses) = (data.day.as_slice(), data.status.as_slice());
        let rows = self.listed.map_or(data.len(), <[u32]>::len);
        // One loop for both, so that what is done with a row stands in it.
        in_blocks(rows, &mut |block| {
            for at in block {
                let row = self.listed.map_or(at, |listed| listed[at] as usize);
                let shown = days.get(row).is_none_or(|day| *day <= self.as_of);
                let status = statuses.get(row).copied().unwrap_or(Status::Unknown);
                if shown && counting >> status as u8 & 1 == 1 {
                    take(row);
                }
            }
        });
    }
}

/// So many rows are looked at in one call.
const BLOCK: usize = 1 << 15;

/// Hands on so many places block by block. A browser replaces the first, slow form of a function when it
/// has run for a while, but never in the middle of a call: one loop over a million rows would stay in that
/// form to its end.
#[inline(never)]
pub(super) fn in_blocks(places: usize, take: &mut dyn FnMut(Range<usize>)) {
    for from in (0..places).step_by(BLOCK) {
        take(from..places.min(from + BLOCK));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_in_one_block() {
        for places in [0, 1, BLOCK, BLOCK + 1, 3 * BLOCK - 1] {
            let mut all = Vec::new();
            in_blocks(places, &mut |block| all.extend(block));
            assert!(all.into_iter().eq(0..places));
        }
    }
}
