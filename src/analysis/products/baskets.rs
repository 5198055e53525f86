//! (basket, item) -> which distinct items each basket holds, in two flat arrays.

/// Baskets with their items, each item once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baskets {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Baskets {
    /// Puts `(basket, item)` together; both are below the counts given, others are left out.
    pub fn of(baskets: usize, items: usize, pairs: &[(u32, u32)]) -> Baskets {
        let fits =
            |(basket, item): &&(u32, u32)| (*basket as usize) < baskets && (*item as usize) < items;
        let mut starts = vec![0_u32; baskets + 1];
        for (basket, _) in pairs.iter().filter(fits) {
            starts[*basket as usize + 1] += 1;
        }
        for basket in 0..baskets {
            starts[basket + 1] += starts[basket];
        }
        let mut next = starts.clone();
        let mut all = vec![0_u32; starts[baskets] as usize];
        for (basket, item) in pairs.iter().filter(fits) {
            let at = &mut next[*basket as usize];
            all[*at as usize] = *item;
            *at += 1;
        }
        Baskets { starts, items: all }.distinct(items)
    }

    /// Leaves out repeated items, in place.
    fn distinct(mut self, items: usize) -> Baskets {
        let mut seen = vec![0_u32; items];
        let (mut end, mut from) = (0, 0);
        for basket in 0..self.len() {
            let to = self.starts[basket + 1] as usize;
            for at in from..to {
                let item = self.items[at];
                let last = &mut seen[item as usize];
                if *last != basket as u32 + 1 {
                    *last = basket as u32 + 1;
                    self.items[end] = item;
                    end += 1;
                }
            }
            from = to;
            self.starts[basket + 1] = end as u32;
        }
        self.items.truncate(end);
        self
    }

    /// How many baskets, empty ones too.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// True without a basket.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The items of a basket.
    pub fn items(&self, basket: usize) -> &[u32] {
        &self.items[self.starts[basket] as usize..self.starts[basket + 1] as usize]
    }

    /// How many baskets hold something.
    pub fn filled(&self) -> usize {
        (0..self.len())
            .filter(|basket| !self.items(*basket).is_empty())
            .count()
    }

    /// The number of items in the fullest basket.
    pub fn fullest(&self) -> usize {
        (0..self.len())
            .map(|basket| self.items(basket).len())
            .max()
            .unwrap_or(0)
    }

    /// In how many baskets each item is.
    pub fn counts(&self, items: usize) -> Vec<u64> {
        let mut counts = vec![0; items];
        for item in &self.items {
            counts[*item as usize] += 1;
        }
        counts
    }

    /// For each item the baskets that hold it, ascending.
    pub fn turned(&self, items: usize) -> Baskets {
        let mut pairs = Vec::with_capacity(self.items.len());
        for basket in 0..self.len() {
            pairs.extend(self.items(basket).iter().map(|item| (*item, basket as u32)));
        }
        Baskets::of(items, self.len(), &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_in_a_basket_once() {
        let baskets = Baskets::of(
            4,
            3,
            &[(2, 1), (0, 2), (2, 1), (2, 0), (0, 2), (9, 0), (1, 7)],
        );
        assert_eq!(baskets.items(0), [2]);
        assert!(baskets.items(1).is_empty());
        assert_eq!(baskets.items(2), [1, 0]);
        assert_eq!(
            (baskets.len(), baskets.filled(), baskets.fullest()),
            (4, 2, 2)
        );
        assert_eq!(baskets.counts(3), [1, 1, 1]);
        assert_eq!(baskets.turned(3).turned(4).items(2), [0, 1]);
        assert!(Baskets::of(0, 0, &[]).is_empty());
    }
}
