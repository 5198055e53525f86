//! Ranking -> tiers A, B, C by cumulative share of revenue.
//!
//! Two rules, both over customers with revenue of zero or more, the best first:
//! - `70/90` (default): A while the share including the customer is at most 70 % (the first customer
//!   always), B while it is at most 90 %, C the rest;
//! - `80/95`: A while the share before the customer is below 80 %, B below 95 %, C the rest, as ABC
//!   analysis is usually taught, so that the customer who crosses stays above.
//!
//! Customers below zero stand apart. Degenerate case: without revenue above zero all are C.

use std::cmp::Ordering;

use crate::analysis::Ranking;
use crate::stats::Fraction;

/// The tiers in order; the last is no tier but what stands apart.
pub const TIERS: [&str; 4] = ["A", "B", "C", "below_zero"];

/// How tiers are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierRule {
    /// A to 70 %, B to 90 %, the customer's own share included.
    Including7090,
    /// A to 80 %, B to 95 %, the customer's own share left out.
    Before8095,
}

impl TierRule {
    /// The rule of a parameter's value.
    pub(super) fn of(choice: &str) -> TierRule {
        match choice {
            "80/95" => TierRule::Before8095,
            _ => TierRule::Including7090,
        }
    }

    /// The tier (index into [`TIERS`]) of the customer at `place` from 0.
    fn tier(self, place: usize, before: i128, including: i128, total: i128) -> usize {
        if total <= 0 {
            return 2;
        }
        let within =
            |points| Fraction::percent(points).compare_share(including, total) != Ordering::Greater;
        let below =
            |points| Fraction::percent(points).compare_share(before, total) == Ordering::Less;
        let (a, b) = match self {
            TierRule::Including7090 => (place == 0 || within(70), within(90)),
            TierRule::Before8095 => (below(80), below(95)),
        };
        match (a, b) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    }
}

/// Each customer's tier, by customer index; `None` for those without counted orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tiers {
    /// Index into [`TIERS`].
    pub of: Vec<Option<usize>>,
}

impl Tiers {
    /// Cuts a ranking. `customers` is how many customers there are, with and without orders.
    pub fn cut(ranking: &Ranking, revenue: &[i128], rule: TierRule) -> Tiers {
        let mut of = vec![None; revenue.len()];
        let mut running = 0;
        for (place, customer) in ranking.worth().iter().enumerate() {
            let before = running;
            running += revenue[*customer];
            of[*customer] = Some(rule.tier(place, before, running, ranking.total));
        }
        for customer in ranking.below_zero() {
            of[*customer] = Some(3);
        }
        Tiers { of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Customers;

    fn letters(revenue: &[i128], rule: TierRule) -> String {
        let customers = Customers {
            revenue: revenue.to_vec(),
            orders: vec![1; revenue.len()],
            ..Customers::default()
        };
        let tiers = Tiers::cut(&Ranking::of(&customers), revenue, rule);
        tiers
            .of
            .iter()
            .map(|tier| tier.map_or("-", |tier| &TIERS[tier][..1]))
            .collect()
    }

    #[test]
    fn the_share_including_the_customer_decides() {
        for (revenue, expected) in [
            (&[70, 20, 10][..], "ABC"),
            (&[71, 19, 10], "ABC"),
            (&[100], "A"),
            (&[95, 5], "AC"),
            (&[10, 10, 10, 10, 10, 10, 10, 10, 10, 10], "AAAAAAABBC"),
            (&[0, 0], "CC"),
            (&[50, -5, 50], "AbC"),
        ] {
            assert_eq!(
                letters(revenue, TierRule::Including7090),
                expected,
                "{revenue:?}"
            );
        }
    }

    #[test]
    fn the_customer_who_crosses_stays_above_in_the_taught_rule() {
        for (revenue, expected) in [
            (&[79, 2, 15, 4][..], "ACAB"),
            (&[80, 15, 5], "ABC"),
            (&[5; 10], "AAAAAAAABB"),
        ] {
            assert_eq!(
                letters(revenue, TierRule::Before8095),
                expected,
                "{revenue:?}"
            );
        }
    }
}
