//! Sums of amounts, one for each order: in 64 bits while all of them fit.

use crate::value::order;

/// Exact sums by place.
#[derive(Clone, Debug, PartialEq)]
pub enum Sums {
    /// All fit in 64 bits.
    Narrow(Vec<i64>),
    /// Some do not.
    Wide(Vec<i128>),
}

impl Default for Sums {
    fn default() -> Sums {
        Sums::Narrow(Vec::new())
    }
}

impl Sums {
    /// So many sums of nothing.
    pub fn zeros(count: usize) -> Sums {
        Sums::Narrow(vec![0; count])
    }

    /// A sum.
    #[inline]
    pub fn at(&self, place: usize) -> i128 {
        match self {
            Sums::Narrow(sums) => i128::from(sums[place]),
            Sums::Wide(sums) => sums[place],
        }
    }

    /// Adds to a sum.
    #[inline]
    pub fn add(&mut self, place: usize, amount: i64) {
        if let Sums::Narrow(sums) = self {
            match sums[place].checked_add(amount) {
                Some(sum) => sums[place] = sum,
                None => self.widen(),
            }
            if let Sums::Narrow(_) = self {
                return;
            }
        }
        if let Sums::Wide(sums) = self {
            sums[place] += i128::from(amount);
        }
    }

    #[cold]
    fn widen(&mut self) {
        *self = Sums::Wide(self.iter().collect());
    }

    /// One more sum.
    pub fn push(&mut self, sum: i128) {
        match (&mut *self, i64::try_from(sum)) {
            (Sums::Narrow(sums), Ok(sum)) => sums.push(sum),
            (Sums::Wide(sums), _) => sums.push(sum),
            (Sums::Narrow(_), Err(_)) => {
                self.widen();
                self.push(sum);
            }
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Sums::Narrow(sums) => sums.len(),
            Sums::Wide(sums) => sums.len(),
        }
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = i128> + '_ {
        (0..self.len()).map(|place| self.at(place))
    }

    /// The sums at some places, ascending.
    pub fn sorted(&self, places: impl Iterator<Item = usize>) -> Sums {
        match self {
            Sums::Narrow(sums) => Sums::Narrow(order::sorted_signed(
                places.map(|place| sums[place]).collect(),
            )),
            Sums::Wide(sums) => {
                let mut some: Vec<i128> = places.map(|place| sums[place]).collect();
                order::sort_numbers(&mut some);
                Sums::Wide(some)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_are_exact_however_large(
            amounts in proptest::collection::vec((0..4_usize, prop_oneof![any::<i64>(), -9..9_i64]), 0..40),
        ) {
            let (mut sums, mut expected) = (Sums::zeros(4), [0_i128; 4]);
            for (place, amount) in amounts {
                sums.add(place, amount);
                expected[place] += i128::from(amount);
            }
            prop_assert!(sums.iter().eq(expected));
            let mut pushed = Sums::default();
            expected.iter().for_each(|sum| pushed.push(*sum));
            prop_assert!(pushed.iter().eq(expected));
            expected.sort_unstable();
            prop_assert!(sums.sorted(0..4).iter().eq(expected));
        }
    }
}
