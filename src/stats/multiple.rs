//! Many p-values -> what they are worth when all of them were looked at.
//!
//! Definitions, for the i-th smallest of n: Benjamini and Hochberg (JRSS B 57, 1995) `min over j >= i
//! of n p_j / j`, the share of false discoveries among those called; Holm (1979) `max over j <= i of
//! (n - j + 1) p_j` and Bonferroni `n p`, the chance of a single false one. All at most 1, in the order
//! given. Assumption of the first: the tests are independent or positively dependent. Degenerate case:
//! no tests, no values.

use crate::value::order;

/// False-discovery rates.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let n = p.len() as f64;
    let mut places = ascending(p);
    places.reverse();
    let mut rank = p.len();
    let mut least = 1.0_f64;
    let mut adjusted = vec![0.0; p.len()];
    for at in places {
        least = least.min(p[at as usize] * (n / rank as f64));
        adjusted[at as usize] = least;
        rank -= 1;
    }
    adjusted
}

/// Family-wise error rates, step down.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut most = 0.0_f64;
    let mut adjusted = vec![0.0; p.len()];
    for (before, at) in ascending(p).into_iter().enumerate() {
        most = most.max(p[at as usize] * (p.len() - before) as f64);
        adjusted[at as usize] = most.min(1.0);
    }
    adjusted
}

/// Family-wise error rates, one step.
pub fn bonferroni(p: &[f64]) -> Vec<f64> {
    let n = p.len() as f64;
    p.iter().map(|p| (p * n).min(1.0)).collect()
}

fn ascending(p: &[f64]) -> Vec<u32> {
    order::sorted_places(p.len(), &|a, b| p[a as usize].total_cmp(&p[b as usize]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Benjamini and Hochberg (1995), section 4.1: fifteen p-values, of which four are called at 5 %.
    const P: [f64; 15] = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];

    #[test]
    fn the_example_of_the_paper() {
        let called = |adjusted: Vec<f64>| adjusted.iter().filter(|q| **q <= 0.05).count();
        assert_eq!(called(benjamini_hochberg(&P)), 4);
        assert_eq!(called(bonferroni(&P)), 3);
        assert_eq!(called(holm(&P)), 3);
        assert!((benjamini_hochberg(&P)[5] - 0.0298 * 15.0 / 7.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn a_smaller_p_never_has_a_larger_rate(p in proptest::collection::vec(0.0..1.0_f64, 0..40)) {
            let all = [benjamini_hochberg(&p), holm(&p), bonferroni(&p)];
            for a in 0..p.len() {
                prop_assert!(all.iter().all(|one| p[a] <= one[a] && one[a] <= 1.0));
                prop_assert!(all[0][a] <= all[1][a] + 1e-15 && all[1][a] <= all[2][a] + 1e-15);
                for b in 0..p.len() {
                    prop_assert!(p[a] > p[b] || all.iter().all(|one| one[a] <= one[b]));
                }
            }
        }
    }
}
