//! Groups and things -> whether a group met a thing before, one bit each. For few things: an order has
//! a bit for each part of a breakdown.

/// What each group met.
pub(in crate::analysis) struct Seen {
    words: usize,
    bits: Vec<u64>,
}

impl Seen {
    pub(in crate::analysis) fn new(groups: usize, things: usize) -> Seen {
        let words = things.div_ceil(64).max(1);
        Seen {
            words,
            bits: vec![0; groups * words],
        }
    }

    /// True the first time; false for groups that there are not.
    // Where rows are added up this is asked for each of them.
    #[inline(always)]
    pub(in crate::analysis) fn first(&mut self, group: u32, thing: u32) -> bool {
        let at = group as usize * self.words + thing as usize / 64;
        let bit = 1 << (thing % 64);
        match self.bits.get_mut(at) {
            Some(bits) if *bits & bit == 0 => {
                *bits |= bit;
                true
            }
            _ => false,
        }
    }

    /// How many groups met anything.
    pub(in crate::analysis) fn groups(&self) -> u64 {
        let met = self
            .bits
            .chunks(self.words)
            .filter(|bits| bits.iter().any(|word| *word != 0));
        met.count() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_meets_each_thing_once() {
        let mut seen = Seen::new(3, 70);
        let met = [
            (0, 0),
            (0, 64),
            (2, 69),
            (0, 64),
            (2, 0),
            (2, 69),
            (u32::MAX, 1),
        ];
        let first = met.map(|(group, thing)| seen.first(group, thing));
        assert_eq!(first, [true, true, true, false, true, false, false]);
        assert_eq!(seen.groups(), 2);
    }
}
