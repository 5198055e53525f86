//! Baskets -> which products lead to another: rules of two and more products.
//!
//! Definitions: a set of products is *frequent* when at least the least share of the baskets (support)
//! holds all of it. A rule is a frequent set with one of its products as what follows and the others as
//! what comes before; its confidence is the share of the baskets with what comes before that hold what
//! follows too. Sets are found depth first, from the pairs that are frequent, each with the baskets that
//! hold it (Eclat). The p of a rule is the largest of Fisher's against chance and against each rule with
//! one product less before it (a productive rule: Webb, "Discovering significant patterns", 2007); false
//! discoveries are controlled over all rules found. A rule of three or more products is *published* by
//! the terms of a pair. References: arules 1.7.13 on the Groceries data: 15, 410 and 463 rules.
//!
//! Degenerate case: so many sets that nobody would wait for them: the least support is doubled until
//! there are fewer, and that is said.

use crate::analysis::products::{Baskets, LEAST_LIFT, Pairs};
use crate::stats::{Together, benjamini_hochberg};
use crate::value::order;

/// More sets than this are not kept.
const MOST_SETS: usize = 30_000;
/// Nor are more baskets than this compared.
const MOST_WORK: usize = 100_000_000;
/// Nobody reads longer rules.
const LONGEST: usize = 10;

/// Products that many baskets hold together, ascending by code.
type Set = (Vec<u32>, u64);

/// A set and the product of it that follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What comes before, ascending.
    pub before: Vec<u32>,
    /// What follows.
    pub then: u32,
    /// Baskets with both, with each and in all.
    pub counts: Together,
    /// The largest p of Fisher's one-sided tests: against chance, and against each rule with one product
    /// less before it.
    pub p: f64,
    /// The rate of false discoveries over all rules found.
    pub q: f64,
}

/// All rules found.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The least baskets that were asked for, raised where there were too many sets.
    pub least: u64,
    /// Whether it was raised.
    pub raised: bool,
    /// How many sets have so many products: one, two and so on.
    pub sets: Vec<usize>,
    /// By set and then by what follows.
    pub found: Vec<Rule>,
}

/// Depth first through the sets that begin alike.
struct Search<'a> {
    pairs: &'a Pairs,
    least: u64,
    sets: Vec<Set>,
    work: usize,
}

impl Search<'_> {
    /// Whether two products are together often enough; `tested` is sorted by both.
    fn together(&self, first: u32, second: u32) -> bool {
        let tested = &self.pairs.tested;
        let at = tested.binary_search_by_key(&(first, second), |pair| (pair.first, pair.second));
        at.is_ok_and(|at| tested[at].counts.both >= self.least)
    }

    /// Adds the set and all that begin with it; `after` may follow its last product. False when there
    /// are too many.
    fn go(&mut self, set: &[u32], holding: &[u32], after: &[(u32, Vec<u32>)]) -> bool {
        if self.sets.len() >= MOST_SETS || self.work > MOST_WORK {
            return false;
        }
        self.sets.push((set.to_vec(), holding.len() as u64));
        let mut next: Vec<(u32, Vec<u32>)> = Vec::new();
        let last = set[set.len() - 1];
        for (product, baskets) in after.iter().filter(|_| set.len() < LONGEST) {
            if *product > last && self.together(last, *product) {
                self.work += holding.len() + baskets.len();
                let both = common(holding, baskets);
                if both.len() as u64 >= self.least {
                    next.push((*product, both));
                }
            }
        }
        for (product, both) in &next {
            let mut longer = set.to_vec();
            longer.push(*product);
            if !self.go(&longer, both, &next) {
                return false;
            }
        }
        true
    }
}

/// What two ascending lists have in common.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut both = Vec::new();
    let mut at = 0;
    for basket in one {
        while other.get(at).is_some_and(|next| next < basket) {
            at += 1;
        }
        if other.get(at) == Some(basket) {
            both.push(*basket);
        }
    }
    both
}

/// The frequent sets in the order of their products, a set before those that begin with it.
fn frequent(baskets: &Baskets, pairs: &Pairs, least: u64) -> Option<Vec<Set>> {
    let holding = baskets.turned(pairs.counts.len());
    let often = |code: &u32| pairs.counts[*code as usize] >= least;
    let products: Vec<u32> = (0..pairs.counts.len() as u32).filter(often).collect();
    let all: Vec<(u32, Vec<u32>)> = products
        .iter()
        .map(|code| (*code, holding.items(*code as usize).to_vec()))
        .collect();
    let mut search = Search {
        pairs,
        least,
        sets: Vec::new(),
        work: 0,
    };
    for (at, (product, baskets)) in all.iter().enumerate() {
        if !search.go(&[*product], baskets, &all[at + 1..]) {
            return None;
        }
    }
    Some(search.sets)
}

impl Rules {
    /// The rules with this support and confidence. `pairs` are those of the same baskets.
    pub fn of(baskets: &Baskets, pairs: &Pairs, support: f64, confidence: f64) -> Rules {
        let asked = (support * pairs.baskets as f64 - 1e-9).ceil() as u64;
        let asked = asked.max(pairs.least);
        let mut least = asked;
        let sets = loop {
            match frequent(baskets, pairs, least) {
                Some(sets) => break sets,
                None => least *= 2,
            }
        };
        let mut rules = Rules {
            least,
            raised: least > asked,
            sets: Vec::new(),
            found: Vec::new(),
        };
        for (set, both) in &sets {
            let size = set.len();
            rules.sets.resize(rules.sets.len().max(size), 0);
            rules.sets[size - 1] += 1;
            for at in (0..size).filter(|_| size > 1) {
                let rule = rule(&sets, set, *both, at, pairs.baskets);
                rules
                    .found
                    .extend(rule.filter(|rule| rule.counts.confidence() >= confidence));
            }
        }
        let p: Vec<f64> = rules.found.iter().map(|rule| rule.p).collect();
        for (rule, q) in rules.found.iter_mut().zip(benjamini_hochberg(&p)) {
            rule.q = q;
        }
        rules
    }

    /// Whether a rule may be shown as one.
    pub fn is_published(rule: &Rule) -> bool {
        let least = if rule.counts.all < 500 { 5 } else { 10 };
        rule.counts.both >= least
            && rule.q < 0.05
            && rule.counts.lift() >= LEAST_LIFT
            && rule.counts.odds_95().low > 1.0
    }

    /// The published rules of three or more products, by lift times the root of their baskets.
    pub fn longer(&self) -> Vec<&Rule> {
        let longer = |rule: &&Rule| rule.before.len() > 1 && Rules::is_published(rule);
        let mut rules: Vec<&Rule> = self.found.iter().filter(longer).collect();
        let weight = |rule: &Rule| rule.counts.lift() * (rule.counts.both as f64).sqrt();
        order::sort_by(&mut rules, |a, b| weight(b).total_cmp(&weight(a)));
        rules
    }
}

/// In how many baskets a frequent set is; one with nothing in it is in all.
fn count(sets: &[Set], set: &[u32], all: u64) -> Option<u64> {
    if set.is_empty() {
        return Some(all);
    }
    let at = sets.binary_search_by(|known| known.0.as_slice().cmp(set));
    at.ok().map(|at| sets[at].1)
}

/// The rule by which the product at a place of a set follows the others.
fn rule(sets: &[Set], set: &[u32], both: u64, at: usize, all: u64) -> Option<Rule> {
    let then = set[at];
    let without = |set: &[u32], product: u32| -> Vec<u32> {
        set.iter().copied().filter(|one| *one != product).collect()
    };
    let before = without(set, then);
    let of_before = count(sets, &before, all)?;
    let counts = Together::new(both, of_before, count(sets, &[then], all)?, all)?;
    // Against chance, and against each rule with one product less before it: among the baskets with
    // those, whether the product that it lacks goes with what follows. A frequent set holds frequent ones.
    let mut p = counts.fisher_greater();
    for product in &before {
        let of_less = count(sets, &without(&before, *product), all)?;
        let with = count(sets, &without(set, *product), all)?;
        p = p.max(Together::new(both, of_before, with, of_less)?.fisher_greater());
    }
    Some(Rule {
        before,
        then,
        counts,
        p,
        q: 1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bread and butter and jam: five baskets with all three, and others with one or two.
    fn breakfast() -> Baskets {
        let baskets: [&[u32]; 10] = [
            &[0, 1, 2],
            &[0, 1, 2],
            &[0, 1, 2],
            &[0, 1, 2],
            &[0, 1, 2],
            &[0, 1],
            &[0],
            &[2],
            &[1],
            &[3],
        ];
        let mut pairs = Vec::new();
        for (basket, items) in (0..).zip(baskets) {
            pairs.extend(items.iter().map(|item| (basket, *item)));
        }
        Baskets::of(10, 4, &pairs)
    }

    #[test]
    fn rules_are_counted_by_hand() {
        let baskets = breakfast();
        let pairs = Pairs::of(&baskets, 4, 1);
        let rules = Rules::of(&baskets, &pairs, 0.5, 0.8);
        // Bread 7, butter 7, jam 6; bread and butter 6, the other pairs 5, all three 5.
        assert_eq!((rules.least, rules.raised), (5, false));
        assert_eq!(rules.sets, [3, 3, 1]);
        let told: Vec<String> = rules
            .found
            .iter()
            .map(|rule| format!("{:?} {} {}", rule.before, rule.then, rule.counts.both))
            .collect();
        // 6 of 7 both ways between bread and butter, 5 of 6 from jam; 5 of 5 and 5 of 6 with two before.
        assert_eq!(
            told,
            [
                "[1] 0 6",
                "[0] 1 6",
                "[1, 2] 0 5",
                "[0, 2] 1 5",
                "[0, 1] 2 5",
                "[2] 0 5",
                "[2] 1 5",
            ]
        );
        // Jam after bread and butter, against jam after bread: of 7 baskets with bread 6 have butter and 5
        // jam, 5 have both; all 5 of the 5 fall on the 6 by chance in C(6, 5) / C(7, 5) = 6 / 21.
        let rule = rules.found.iter().find(|rule| rule.then == 2).unwrap();
        assert!((rule.p - 6.0 / 21.0).abs() < 1e-12, "{}", rule.p);
        assert!(rules.longer().is_empty());
    }

    #[test]
    fn a_product_that_adds_nothing_makes_no_rule() {
        // The third product is in every basket.
        let mut pairs = Vec::new();
        for basket in 0..20 {
            pairs.push((basket, 2));
            if basket < 10 {
                pairs.extend([(basket, 0), (basket, 1)]);
            }
        }
        let baskets = Baskets::of(20, 3, &pairs);
        let pairs = Pairs::of(&baskets, 3, 1);
        let rules = Rules::of(&baskets, &pairs, 0.2, 0.5);
        let rule = |before: &[u32], then| {
            let is = |rule: &&Rule| rule.before == before && rule.then == then;
            rules.found.iter().find(is).unwrap()
        };
        assert_eq!(rule(&[0, 2], 1).p, 1.0);
        assert!(rule(&[0], 1).p < 1e-4);
        assert!(rules.longer().is_empty());
    }

    #[test]
    fn where_everything_is_bought_with_everything_the_search_ends() {
        let mut pairs = Vec::new();
        for basket in 0..40 {
            pairs.extend((0..30).map(|item| (basket, item)));
        }
        let baskets = Baskets::of(40, 30, &pairs);
        let pairs = Pairs::of(&baskets, 30, 5);
        let rules = Rules::of(&baskets, &pairs, 0.1, 0.5);
        assert!(rules.raised && rules.found.is_empty());
    }
}
