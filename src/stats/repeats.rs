//! Who repeated what how often -> unique triples with weights.
//!
//! Definition: for each of many sources of events, observed from its first event on: `x` repeats, the
//! age `tx` at the last one and the age `T` now, in whole ticks. Models of repeated events need no more
//! (Fader, Hardie and Lee 2005), and equal triples are counted together.

use crate::value::order;

/// A triple and how often it occurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repeat {
    /// Repeats after the first event.
    pub x: u32,
    /// Ticks from the first event to the last.
    pub last: u32,
    /// Ticks from the first event until now.
    pub age: u32,
    /// How many sources.
    pub weight: f64,
}

/// Unique triples, ascending by repeats, age and age at the last repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeats {
    /// The triples.
    pub rows: Vec<Repeat>,
    /// Ticks in a unit of time: 7 for days where time is told in weeks.
    pub ticks: f64,
    /// Sources in all.
    pub sources: f64,
    /// Sources with at least one repeat.
    pub repeaters: f64,
}

impl Repeats {
    /// Counts triples `(x, last, age)`; those whose last repeat lies after now do not belong here.
    pub fn of(triples: &[(u32, u32, u32)], ticks: f64) -> Repeats {
        // One number a triple, so that they sort fast.
        let pack = |(x, last, age): &(u32, u32, u32)| {
            i128::from(*x) << 64 | i128::from(*age) << 32 | i128::from(*last)
        };
        let mut packed: Vec<i128> = triples.iter().map(pack).collect();
        order::sort_numbers(&mut packed);
        let mut rows: Vec<Repeat> = Vec::new();
        let mut previous = -1;
        for number in packed {
            match rows.last_mut() {
                Some(row) if number == previous => row.weight += 1.0,
                _ => rows.push(Repeat {
                    x: (number >> 64) as u32,
                    last: number as u32,
                    age: (number >> 32) as u32,
                    weight: 1.0,
                }),
            }
            previous = number;
        }
        Repeats::weighted(rows, ticks)
    }

    fn weighted(rows: Vec<Repeat>, ticks: f64) -> Repeats {
        let sources = rows.iter().map(|row| row.weight).sum();
        let repeated = rows.iter().filter(|row| row.x > 0);
        let repeaters = repeated.map(|row| row.weight).sum();
        Repeats {
            rows,
            ticks,
            sources,
            repeaters,
        }
    }

    /// Every so-manieth source in the order of the triples, so that about `most` are left: a sample
    /// that has the distribution of all.
    pub fn sampled(&self, most: f64) -> Repeats {
        let every = self.sources / most;
        if every <= 1.0 {
            return self.clone();
        }
        let mut passed = every / 2.0;
        let mut rows = Vec::new();
        for row in &self.rows {
            let before = (passed / every).floor();
            passed += row.weight;
            let weight = (passed / every).floor() - before;
            if weight > 0.0 {
                rows.push(Repeat { weight, ..*row });
            }
        }
        Repeats::weighted(rows, self.ticks)
    }

    /// The largest number of repeats and the largest age.
    pub fn largest(&self) -> (u32, u32) {
        let x = self.rows.last().map_or(0, |row| row.x);
        let age = self.rows.iter().map(|row| row.age).max().unwrap_or(0);
        (x, age)
    }

    /// The place of a triple among the rows.
    pub fn place(&self, (x, last, age): (u32, u32, u32)) -> Option<usize> {
        let key = |row: &Repeat| (row.x, row.age, row.last);
        self.rows
            .binary_search_by(|row| key(row).cmp(&(x, age, last)))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_triples_are_counted_together_and_found_again() {
        let repeats = Repeats::of(&[(1, 5, 9), (0, 0, 9), (1, 5, 9), (0, 0, 2)], 7.0);
        let shape: Vec<(u32, f64)> = repeats
            .rows
            .iter()
            .map(|row| (row.age, row.weight))
            .collect();
        assert_eq!(shape, [(2, 1.0), (9, 1.0), (9, 2.0)]);
        assert_eq!((repeats.sources, repeats.repeaters), (4.0, 2.0));
        assert_eq!(repeats.place((1, 5, 9)), Some(2));
        assert_eq!(repeats.place((1, 4, 9)), None);
        assert_eq!(repeats.largest(), (1, 9));
    }

    #[test]
    fn a_sample_keeps_the_distribution() {
        let triples: Vec<(u32, u32, u32)> = (0..1000)
            .map(|n| (u32::from(n % 4 == 0), 3 * u32::from(n % 4 == 0), 10))
            .collect();
        let sample = Repeats::of(&triples, 7.0).sampled(100.0);
        assert_eq!((sample.sources, sample.repeaters), (100.0, 25.0));
        assert_eq!(sample.sampled(100.0), sample);
    }
}
