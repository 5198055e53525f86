//! Who bought what -> for each customer the products that go with those already bought.
//!
//! Definitions: two products are alike by the cosine `n_ij / sqrt(n_i n_j)` over customers, drawn
//! toward zero by `n_ij / (n_ij + 10)`, for pairs that 5 customers or more share (one in 2,000 where there are many: `least_together`). The score of a
//! product is the sum over the products owned divided by the root of their number. Products without a
//! score follow by the number of customers who bought them. Sources: Sarwar et al. (2001), Deshpande
//! and Karypis (2004). Reference for the cosine: scikit-learn on the Groceries data.

use crate::analysis::products::{Baskets, Pairs, least_together};
use crate::value::order;

/// How far likeness is drawn toward zero.
const SHRINK: f64 = 10.0;

/// Products with what is like them.
pub struct Neighbours {
    starts: Vec<u32>,
    /// (product, likeness), by the product it belongs to.
    likes: Vec<(u32, f64)>,
    /// Products by how many customers bought them.
    popular: Vec<u32>,
}

/// A product suggested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suggestion {
    /// The product.
    pub product: u32,
    /// Its score, zero where only its popularity speaks for it.
    pub score: f64,
    /// The product owned that is most like it.
    pub because: Option<u32>,
}

impl Neighbours {
    /// From what each customer bought.
    pub fn of(bought: &Baskets, products: usize) -> Neighbours {
        let pairs = Pairs::counted(bought, products, least_together(bought.filled() as u64));
        let mut starts = vec![0_u32; products + 1];
        for pair in &pairs.tested {
            starts[pair.first as usize + 1] += 1;
            starts[pair.second as usize + 1] += 1;
        }
        for product in 0..products {
            starts[product + 1] += starts[product];
        }
        let mut next = starts.clone();
        let mut likes = vec![(0, 0.0); starts[products] as usize];
        for pair in &pairs.tested {
            let both = pair.counts.both as f64;
            let like = pair.counts.cosine() * both / (both + SHRINK);
            for (one, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
                let at = &mut next[one as usize];
                likes[*at as usize] = (other, like);
                *at += 1;
            }
        }
        let mut popular: Vec<u32> = (0..products as u32).collect();
        order::sort_by_key(&mut popular, |product| {
            u64::MAX - pairs.counts[*product as usize]
        });
        popular.retain(|product| pairs.counts[*product as usize] > 0);
        Neighbours {
            starts,
            likes,
            popular,
        }
    }

    fn likes(&self, product: u32) -> &[(u32, f64)] {
        let at = product as usize;
        &self.likes[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The first `most` products that are not owned, the best first.
    pub fn suggest(&self, owned: &[u32], most: usize) -> Vec<Suggestion> {
        let mut scores: Vec<Suggestion> = Vec::new();
        let mut place = vec![u32::MAX; self.starts.len()];
        let mut nearest: Vec<f64> = Vec::new();
        let root = (owned.len() as f64).sqrt();
        let mut sorted = owned.to_vec();
        order::sort(&mut sorted);
        for mine in &sorted {
            for (product, like) in self.likes(*mine) {
                let at = &mut place[*product as usize];
                if *at == u32::MAX {
                    *at = scores.len() as u32;
                    scores.push(Suggestion {
                        product: *product,
                        score: 0.0,
                        because: None,
                    });
                    nearest.push(0.0);
                }
                let found = &mut scores[*at as usize];
                found.score += like / root;
                if *like > nearest[*at as usize] {
                    nearest[*at as usize] = *like;
                    found.because = Some(*mine);
                }
            }
        }
        let mut scores = best(&scores, most, &sorted);
        for product in self.popular(&sorted, most + scores.len()) {
            if scores.len() < most && scores.iter().all(|found| found.product != product) {
                scores.push(Suggestion {
                    product,
                    score: 0.0,
                    because: None,
                });
            }
        }
        scores
    }

    /// The products most customers bought, without those owned (ascending).
    pub fn popular(&self, owned: &[u32], most: usize) -> Vec<u32> {
        let new = self
            .popular
            .iter()
            .filter(|product| owned.binary_search(product).is_err());
        new.take(most).copied().collect()
    }
}

/// The first `most` by score, then by product, that are not owned. Few are wanted of many, so each
/// is put in its place among the best so far.
fn best(scores: &[Suggestion], most: usize, owned: &[u32]) -> Vec<Suggestion> {
    let mut best: Vec<Suggestion> = Vec::new();
    for found in scores {
        let at = best.partition_point(|other| {
            let order = found.score.total_cmp(&other.score);
            order.then(other.product.cmp(&found.product)).is_lt()
        });
        if at < most && owned.binary_search(&found.product).is_err() {
            best.truncate(most - 1);
            best.insert(at, *found);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight buy tea and a cup, six of them milk too; nine others buy soap alone.
    fn shop() -> Baskets {
        let mut pairs = Vec::new();
        for customer in 0..8 {
            pairs.extend([(customer, 0), (customer, 1)]);
            if customer < 6 {
                pairs.push((customer, 2));
            }
        }
        pairs.extend((8..17).map(|customer| (customer, 3)));
        Baskets::of(17, 4, &pairs)
    }

    #[test]
    fn what_goes_with_the_basket_comes_before_what_is_popular() {
        let neighbours = Neighbours::of(&shop(), 4);
        let found = neighbours.suggest(&[0], 3);
        let products: Vec<u32> = found.iter().map(|found| found.product).collect();
        assert_eq!(products, [1, 2, 3]);
        // Tea and cup: cosine 8 / sqrt(8 * 8) = 1, drawn to 8 / 18.
        assert!((found[0].score - 8.0 / 18.0).abs() < 1e-15);
        // Tea and milk: 6 / sqrt(8 * 6), drawn by 6 / 16.
        assert!((found[1].score - 6.0 / 48.0_f64.sqrt() * 6.0 / 16.0).abs() < 1e-15);
        assert_eq!((found[0].because, found[2].because), (Some(0), None));
        assert_eq!(neighbours.popular(&[3], 2), [0, 1]);
        assert!(neighbours.suggest(&[0, 1, 2, 3], 5).is_empty());
    }

    #[test]
    fn several_products_owned_share_their_say() {
        let found = Neighbours::of(&shop(), 4).suggest(&[1, 0], 1);
        let like = 6.0 / 48.0_f64.sqrt() * 6.0 / 16.0;
        assert_eq!(found[0].product, 2);
        assert!((found[0].score - 2.0 * like / 2.0_f64.sqrt()).abs() < 1e-15);
    }
}
