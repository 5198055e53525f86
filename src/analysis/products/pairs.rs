//! Baskets -> every pair of items that is together often enough, tested.
//!
//! Definitions: `stats::Together` over the baskets that hold something; pairs are tested from
//! `max(5, 0.0005 N)` baskets with both on; false discoveries are controlled over all pairs tested
//! (Benjamini and Hochberg), not over those shown. A pair is published with at least 10 baskets (5
//! where there are fewer than 500), a rate of false discoveries below 5 %, a lift of 1.2 or more and
//! an odds ratio whose 95 % interval lies above 1. References: arules 1.7.13 and mlxtend 0.25 on the
//! Groceries data. Pairs are counted item by item in one flat array, without a hash.

use crate::analysis::products::Baskets;
use crate::stats::{Together, benjamini_hochberg};
use crate::value::order;

/// Beyond so many items only those in most baskets are compared.
pub const MOST_ITEMS: usize = 4_000;
/// What a published lift is at least.
pub const LEAST_LIFT: f64 = 1.2;

/// Two items of the same baskets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The item with the lower code.
    pub first: u32,
    /// The other.
    pub second: u32,
    /// How often they are together and alone.
    pub counts: Together,
    /// Fisher's exact test, one-sided; 1 where it was not made.
    pub p: f64,
    /// The rate of false discoveries over all pairs tested.
    pub q: f64,
}

/// All pairs tested.
#[derive(Clone, Debug, PartialEq)]
pub struct Pairs {
    /// Baskets that hold something.
    pub baskets: u64,
    /// In how many baskets each item is.
    pub counts: Vec<u64>,
    /// From how many baskets on a pair is tested.
    pub least: u64,
    /// Items compared.
    pub compared: usize,
    /// Items left out because there are too many.
    pub left_out: usize,
    /// The pairs, by first and second item.
    pub tested: Vec<Pair>,
}

/// From how many baskets on a pair is tested.
pub fn least_together(baskets: u64) -> u64 {
    baskets.div_ceil(2_000).max(5)
}

impl Pairs {
    /// Counts and tests. `least` is at least 1.
    pub fn of(baskets: &Baskets, items: usize, least: u64) -> Pairs {
        let mut pairs = Pairs::counted(baskets, items, least);
        for pair in &mut pairs.tested {
            pair.p = pair.counts.fisher_greater();
        }
        let p: Vec<f64> = pairs.tested.iter().map(|pair| pair.p).collect();
        for (pair, q) in pairs.tested.iter_mut().zip(benjamini_hochberg(&p)) {
            pair.q = q;
        }
        pairs
    }

    /// Counts alone, for who needs no test.
    pub fn counted(baskets: &Baskets, items: usize, least: u64) -> Pairs {
        let counts = baskets.counts(items);
        let (kept, left_out) = often(&counts, least);
        let mut pairs = Pairs {
            baskets: baskets.filled() as u64,
            counts,
            least,
            compared: kept.len(),
            left_out,
            tested: Vec::new(),
        };
        pairs.count(baskets, &kept);
        pairs
    }

    fn count(&mut self, baskets: &Baskets, kept: &[u32]) {
        let mut place = vec![u32::MAX; self.counts.len()];
        for (at, item) in kept.iter().enumerate() {
            place[*item as usize] = at as u32;
        }
        let mut dense = Vec::new();
        for basket in 0..baskets.len() {
            let places = baskets
                .items(basket)
                .iter()
                .map(|item| place[*item as usize]);
            dense.extend(
                places
                    .filter(|at| *at != u32::MAX)
                    .map(|at| (at, basket as u32)),
            );
        }
        let holding = Baskets::of(kept.len(), baskets.len(), &dense);
        drop(dense);
        let sorted = holding.turned(baskets.len());
        let mut together = vec![0_u32; kept.len()];
        for first in 0..kept.len() {
            for basket in holding.items(first) {
                let after = sorted.items(*basket as usize).iter().rev();
                for second in after.take_while(|second| **second as usize > first) {
                    together[*second as usize] += 1;
                }
            }
            for (second, both) in together.iter_mut().enumerate().skip(first + 1) {
                let both = u64::from(std::mem::take(both));
                if both >= self.least {
                    self.tested
                        .extend(self.pair(kept[first], kept[second], both));
                }
            }
        }
    }

    fn pair(&self, first: u32, second: u32, both: u64) -> Option<Pair> {
        let of = |item: u32| self.counts[item as usize];
        let counts = Together::new(both, of(first), of(second), self.baskets)?;
        Some(Pair {
            first,
            second,
            counts,
            p: 1.0,
            q: 1.0,
        })
    }

    /// Whether a pair may be called bought together.
    pub fn is_published(&self, pair: &Pair) -> bool {
        let least = if self.baskets < 500 { 5 } else { 10 };
        pair.counts.both >= least
            && pair.q < 0.05
            && pair.counts.lift() >= LEAST_LIFT
            && pair.counts.odds_95().low > 1.0
    }

    /// Places in `tested`: those that may be published by lift times the root of their baskets, then
    /// the others by their baskets; no more than `limit`, and how many may be published.
    pub fn ranked(&self, limit: usize) -> (Vec<usize>, usize) {
        let is_out: Vec<bool> = self
            .tested
            .iter()
            .map(|pair| !self.is_published(pair))
            .collect();
        let published = is_out.iter().filter(|out| !**out).count();
        let weight = |at: usize| {
            let counts = self.tested[at].counts;
            let both = counts.both as f64;
            if is_out[at] {
                both
            } else {
                counts.lift() * both.sqrt()
            }
        };
        let mut places: Vec<usize> = (0..self.tested.len())
            .filter(|at| !is_out[*at] || published < limit)
            .collect();
        order::sort_by(&mut places, |a, b| {
            is_out[*a]
                .cmp(&is_out[*b])
                .then(weight(*b).total_cmp(&weight(*a)))
        });
        places.truncate(limit);
        (places, published)
    }
}

/// The items in at least so many baskets, ascending, and how many of them were too many.
fn often(counts: &[u64], least: u64) -> (Vec<u32>, usize) {
    let mut often: Vec<u32> = (0..counts.len() as u32)
        .filter(|item| counts[*item as usize] >= least)
        .collect();
    let left_out = often.len().saturating_sub(MOST_ITEMS);
    if left_out > 0 {
        order::sort_by_key(&mut often, |item| {
            (u64::MAX - counts[*item as usize], *item)
        });
        often.truncate(MOST_ITEMS);
        order::sort(&mut often);
    }
    (often, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bread and butter in 12 of 40 baskets, bread alone in 3, butter alone in 5, jam in all.
    fn kitchen() -> Baskets {
        let mut pairs = Vec::new();
        for basket in 0..40 {
            pairs.push((basket, 2));
            if basket < 15 {
                pairs.push((basket, 0));
            }
            if (3..20).contains(&basket) {
                pairs.push((basket, 1));
            }
        }
        Baskets::of(41, 4, &pairs)
    }

    #[test]
    fn pairs_are_counted_and_only_what_is_not_chance_is_published() {
        let pairs = Pairs::of(&kitchen(), 4, 5);
        assert_eq!((pairs.baskets, pairs.compared, pairs.left_out), (40, 3, 0));
        let found: Vec<(u32, u32, u64)> = pairs
            .tested
            .iter()
            .map(|pair| (pair.first, pair.second, pair.counts.both))
            .collect();
        assert_eq!(found, [(0, 1, 12), (0, 2, 15), (1, 2, 17)]);
        let (places, published) = pairs.ranked(9);
        assert_eq!((places, published), (vec![0, 2, 1], 1));
        assert_eq!(
            pairs.tested[1].p, 1.0,
            "what is in every basket goes with everything"
        );
        assert!(pairs.tested.iter().all(|pair| pair.q >= pair.p));
    }

    #[test]
    fn a_pair_is_tested_from_five_baskets_or_a_two_thousandth_on() {
        assert_eq!(
            [100, 10_000, 10_001, 1_000_000].map(least_together),
            [5, 5, 6, 500]
        );
        assert!(Pairs::of(&kitchen(), 4, 18).tested.is_empty());
        assert!(Pairs::of(&Baskets::of(0, 0, &[]), 0, 5).tested.is_empty());
    }

    #[test]
    fn of_too_many_items_those_in_most_baskets_are_compared() {
        let mut counts = vec![5; MOST_ITEMS + 2];
        counts[0] = 4;
        counts[1] = 9;
        let (kept, left_out) = often(&counts, 5);
        assert_eq!((kept.len(), left_out), (MOST_ITEMS, 1));
        assert_eq!((kept[0], kept[MOST_ITEMS - 1]), (1, MOST_ITEMS as u32));
    }
}
