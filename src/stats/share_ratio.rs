//! A share within a group over the same share in all, with an interval.
//!
//! Definition: clusters (customers) with a part `y` of a total `t`; the index is `(Y_g / T_g) / (Y / T)`,
//! the group being part of all. Interval: delta method on its logarithm, each cluster one observation:
//! with `z = [in g] (y / Y_g - t / T_g) - (y / Y - t / T)`, which sum to zero, the variance is
//! `n / (n - 1)` times the sum of `z^2`. Degenerate case: a part or a total that is not above zero has no
//! logarithm, and one cluster no variance: no estimate.

use crate::stats::{Between, Estimate, NORMAL_975};

/// What has to be known of the clusters of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PartSums {
    /// How many.
    pub n: u64,
    part: f64,
    total: f64,
    part_2: f64,
    part_total: f64,
    total_2: f64,
}

impl PartSums {
    /// One more cluster.
    pub fn add(&mut self, part: f64, total: f64) {
        self.n += 1;
        self.part += part;
        self.total += total;
        self.part_2 += part * part;
        self.part_total += part * total;
        self.total_2 += total * total;
    }

    /// The part of the total; `None` where that is not above zero.
    pub fn share(&self) -> Option<f64> {
        (self.total > 0.0).then(|| self.part / self.total)
    }

    /// The sum of `(a y - b t)^2`.
    fn squares(&self, a: f64, b: f64) -> f64 {
        a * a * self.part_2 - 2.0 * a * b * self.part_total + b * b * self.total_2
    }
}

/// The index of a group within all.
pub fn share_ratio(group: &PartSums, all: &PartSums) -> Option<Estimate> {
    let sums = [group.part, group.total, all.part, all.total];
    if all.n < 2 || sums.iter().any(|sum| *sum <= 0.0) {
        return None;
    }
    let [y, t, all_y, all_t] = sums.map(|sum| 1.0 / sum);
    let inside = group.squares(y - all_y, t - all_t);
    let outside = all.squares(all_y, all_t) - group.squares(all_y, all_t);
    let n = all.n as f64;
    // Rounding may leave a little below nothing.
    let spread = ((inside + outside) * n / (n - 1.0)).max(0.0).sqrt();
    let value = (group.part / group.total) / (all.part / all.total);
    let far = libm::exp(NORMAL_975 * spread);
    Some(Estimate {
        value,
        interval: Between {
            low: value / far,
            high: value * far,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nine customers, the z of each worked out one by one.
    #[test]
    fn the_interval_is_that_of_the_logarithm_with_customers_as_clusters() {
        let inside = [(4.0, 10.0), (6.0, 8.0), (0.0, 5.0), (9.0, 12.0), (3.0, 3.0)];
        let outside = [(1.0, 10.0), (0.0, 7.0), (2.0, 20.0), (5.0, 9.0)];
        let (mut group, mut all) = (PartSums::default(), PartSums::default());
        for (part, total) in inside {
            group.add(part, total);
            all.add(part, total);
        }
        for (part, total) in outside {
            all.add(part, total);
        }
        let found = share_ratio(&group, &all).unwrap();
        for (ours, expected) in [
            (found.value, 1.6210526315789473),
            (found.interval.low, 0.9445961483762053),
            (found.interval.high, 2.7819419323975993),
        ] {
            assert!((ours - expected).abs() < 1e-12, "{ours} is not {expected}");
        }
        // A group that is all of it is as it is.
        let same = share_ratio(&all, &all).unwrap();
        assert!((same.interval.high - same.interval.low).abs() < 1e-6);
    }

    #[test]
    fn nothing_bought_and_a_single_customer_have_no_index() {
        let (mut none, mut all) = (PartSums::default(), PartSums::default());
        none.add(0.0, 5.0);
        all.add(0.0, 5.0);
        assert_eq!(share_ratio(&none, &all), None);
        all.add(3.0, 5.0);
        assert_eq!(share_ratio(&none, &all), None);
        let mut one = PartSums::default();
        one.add(1.0, 2.0);
        assert_eq!(share_ratio(&one, &one), None);
    }
}
