//! Return rates of the values of a dimension -> whether they differ, which is high, and what it costs.

use crate::analysis::products::outcomes::{Denominator, Outcomes};
use crate::dataset::Dimension;
use crate::say::{Quantity, Text};
use crate::stats::{Homogeneity, benjamini_hochberg, homogeneity};
use crate::value::order;

/// A rate of fewer orders is not shown alone.
pub(super) const MIN_ORDERS: u64 = 30;
/// Values in a table.
const ROWS: usize = 50;
/// How many orders at the overall rate a value's own rate is shrunk by.
const SHRINK: i128 = 20;

/// A test over the values of a family under one denominator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tested {
    pub(super) found: Homogeneity,
    /// The rate of false discoveries over the families.
    pub(super) q: f64,
}

/// A dimension with the outcomes of its values, the last without one.
pub(super) struct Family<'a> {
    pub(super) dimension: &'a Dimension,
    pub(super) values: Vec<Outcomes>,
    /// By denominator, in the order of [`Denominator::ALL`].
    pub(super) tests: [Option<Tested>; 3],
}

/// "p = 0.02", or that it is too small for that.
fn p_text(p: f64) -> Text {
    match p < 1e-4 {
        true => Text::new("returns.p_below"),
        false => Text::new("returns.p").with("p", Quantity::number(p)),
    }
}

impl<'a> Family<'a> {
    pub(super) fn of(dimension: &'a Dimension, values: Vec<Outcomes>) -> Family<'a> {
        Family {
            dimension,
            values,
            tests: [None; 3],
        }
    }

    /// The values with enough orders, by code.
    pub(super) fn judged(&self, of: Denominator) -> impl Iterator<Item = (u32, &Outcomes)> {
        let values = &self.values[..self.values.len() - 1];
        let all = values
            .iter()
            .enumerate()
            .map(|(code, value)| (code as u32, value));
        all.filter(move |(_, value)| value.trials(of) >= MIN_ORDERS)
    }

    /// How many values are compared at most.
    pub(super) fn tested(&self) -> usize {
        self.tests
            .iter()
            .flatten()
            .map(|test| test.found.degrees + 1)
            .max()
            .unwrap_or(0)
    }

    /// Tests each family under each denominator; false discoveries are controlled over the families.
    pub(super) fn test(families: &mut [Family]) {
        for (at, (_, of)) in Denominator::ALL.iter().enumerate() {
            let found: Vec<Option<Homogeneity>> = families
                .iter()
                .map(|family| {
                    let groups: Vec<(u64, u64)> = family
                        .judged(*of)
                        .map(|(_, value)| (value.hits(), value.trials(*of)))
                        .collect();
                    homogeneity(&groups)
                })
                .collect();
            let p: Vec<f64> = found.iter().flatten().map(|test| test.p).collect();
            let mut q = benjamini_hochberg(&p).into_iter();
            for (family, found) in families.iter_mut().zip(found) {
                family.tests[at] = found.and_then(|found| {
                    Some(Tested {
                        found,
                        q: q.next()?,
                    })
                });
            }
        }
    }

    /// True when its values were compared and no test finds a difference.
    pub(super) fn is_alike(&self) -> bool {
        self.tested() > 1 && self.tests.iter().flatten().all(|test| test.q >= 0.05)
    }

    fn passes(&self, of: Denominator) -> bool {
        let at = Denominator::ALL
            .iter()
            .position(|(_, known)| *known == of)
            .unwrap_or(0);
        self.tests[at].is_some_and(|test| test.q < 0.05)
    }

    /// Whether the values differ, in words: clearly, perhaps, or not.
    pub(super) fn verdict(&self, of: Denominator) -> Option<Text> {
        let test = self.tests.iter().flatten().next()?;
        let word = match (self.passes(of), self.passes(Denominator::Resolved)) {
            (true, true) => "differ",
            (false, false) => "alike",
            _ => "hint",
        };
        let at = Denominator::ALL
            .iter()
            .position(|(_, known)| *known == of)
            .unwrap_or(0);
        let p = self.tests[at].map_or(test.found.p, |test| test.found.p);
        Some(
            Text::new(&format!("returns.verdict.{word}"))
                .with("by", self.dimension.name.as_str())
                .with("p", p_text(p)),
        )
    }

    /// Values whose interval lies above the overall rate, where the values differ clearly.
    pub(super) fn worst(&self, whole: &Outcomes, of: Denominator) -> Option<Text> {
        let clear = self.passes(of) && self.passes(Denominator::Resolved);
        let (overall, _) = whole.rate(of).filter(|_| clear)?;
        let above = |value: &Outcomes| {
            value
                .rate(of)
                .is_some_and(|(_, between)| between.low > overall)
        };
        let high: Vec<Quantity> = self
            .judged(of)
            .filter(|(_, value)| above(value))
            .map(|(code, _)| Quantity::from(self.dimension.label(code as usize)))
            .collect();
        (!high.is_empty()).then(|| {
            Text::new("returns.high")
                .with("n", high.len())
                .with("names", high)
        })
    }

    /// The values with enough orders by excess value descending.
    pub(super) fn ranked(&self, whole: &Outcomes, of: Denominator) -> Vec<u32> {
        let mut codes: Vec<u32> = self.judged(of).map(|(code, _)| code).collect();
        let excess: Vec<f64> = self
            .values
            .iter()
            .map(|value| {
                let (above, below) = excess(value, whole, of);
                above as f64 / below as f64
            })
            .collect();
        order::sort_by(&mut codes, |a, b| {
            excess[*b as usize]
                .total_cmp(&excess[*a as usize])
                .then(a.cmp(b))
        });
        codes.truncate(ROWS);
        codes
    }
}

/// `(shrunk rate - overall rate) * revenue` as a fraction of whole numbers: with x of n returned, X of
/// N over all, `(x + 20 X / N) / (n + 20) - X / N = (x N - X n) / (N (n + 20))`.
pub(super) fn excess(value: &Outcomes, whole: &Outcomes, of: Denominator) -> (i128, i128) {
    let count = |count: u64| i128::from(count);
    let (x, n) = (count(value.hits()), count(value.trials(of)));
    let (all_x, all_n) = (count(whole.hits()), count(whole.trials(of)));
    let above = value.revenue.saturating_mul(x * all_n - all_x * n);
    (above, (all_n * (n + SHRINK)).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(orders: [u64; 4], revenue: i128) -> Outcomes {
        Outcomes {
            orders,
            revenue,
            returned: 0,
        }
    }

    #[test]
    fn excess_value_by_hand() {
        // 10 of 40 came back against 20 of 160: (10 + 20 / 8) / 60 - 1 / 8 = 1 / 12 of 1,200.
        let whole = of([0, 140, 0, 20], 4_800);
        let (above, below) = excess(&of([0, 30, 0, 10], 1_200), &whole, Denominator::All);
        assert_eq!(above * 12, below * 1_200);
        let (above, _) = excess(&whole, &whole, Denominator::All);
        assert_eq!(above, 0, "all together exceed nothing");
    }

    #[test]
    fn values_with_few_orders_are_not_judged_and_a_clear_difference_is_called() {
        let dimension = Dimension {
            id: "size".to_owned(),
            name: "Size".to_owned(),
            codes: Vec::new().into(),
            values: ["small", "large", "rare"].map(str::to_owned).to_vec(),
            names: Vec::new(),
        };
        let values = vec![
            of([0, 180, 0, 20], 1),
            of([0, 120, 0, 80], 1),
            of([0, 0, 0, 29], 1),
            Outcomes::default(),
        ];
        let whole = values
            .iter()
            .fold(Outcomes::default(), |sum, value| sum.plus(value));
        let mut families = vec![Family::of(&dimension, values)];
        Family::test(&mut families);
        let family = &families[0];
        assert_eq!(family.tested(), 2);
        // 20 and 80 of 200 each: expected 50, 4 x 30^2 over 50 and 150 = 48 in all.
        let test = family.tests[0].unwrap();
        assert!((test.found.statistic - 48.0).abs() < 1e-12 && test.q == test.found.p);
        assert_eq!(
            family.verdict(Denominator::Known).unwrap().id,
            "returns.verdict.differ"
        );
        let high = family.worst(&whole, Denominator::Known).unwrap();
        assert_eq!(high.arg("n"), Some(&1_usize.into()));
        assert_eq!(family.ranked(&whole, Denominator::Known), [1, 0]);
        assert!(!family.is_alike());
    }
}
