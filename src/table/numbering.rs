//! packed words -> dense codes in the order of first appearance.

use hashbrown::HashTable;

use crate::table::column::MISSING;
use crate::table::dictionary::Hashes;
use crate::table::packed::Packed;

/// Words of one kind that lie this close together (per row) are looked up by their place.
const SPARSE: u64 = 4;

/// Looks up codes: ids and dates mostly lie close together, and a table by place needs no hash.
struct Codes<'a> {
    /// Words from `lowest` on that share its tag, by their distance from it.
    dense: Vec<u32>,
    lowest: Packed,
    others: HashTable<(Packed, u32)>,
    hashes: &'a Hashes,
}

impl Codes<'_> {
    /// The code of a word: `next` if it has none yet.
    #[inline]
    fn of(&mut self, word: Packed, next: u32) -> u32 {
        let distance = word.0.wrapping_sub(self.lowest.0) as u64;
        let same_tag = distance & 15 == 0;
        match self.dense.get_mut((distance >> 4) as usize) {
            Some(code) if same_tag => {
                if *code == MISSING {
                    *code = next;
                }
                *code
            }
            _ => self.other(word, next),
        }
    }

    fn other(&mut self, word: Packed, next: u32) -> u32 {
        let hashes = self.hashes;
        let again = |(word, _): &(Packed, u32)| hashes.of_number(word.0);
        let entry = self
            .others
            .entry(hashes.of_number(word.0), |(other, _)| *other == word, again);
        entry.or_insert((word, next)).get().1
    }
}

/// The codes of words, `None` being missing. `new` hears of each word when it gets its code.
pub(super) fn number(
    words: impl Iterator<Item = Option<Packed>> + Clone,
    hashes: &Hashes,
    new: &mut dyn FnMut(Packed),
) -> Vec<u32> {
    let (lowest, size) = dense_range(words.clone());
    let mut codes = Codes {
        dense: vec![MISSING; size],
        lowest,
        others: HashTable::new(),
        hashes,
    };
    let mut next = 0;
    let mut numbers = Vec::with_capacity(words.size_hint().0);
    for word in words {
        let Some(word) = word else {
            numbers.push(MISSING);
            continue;
        };
        let code = codes.of(word, next);
        if code == next {
            next += 1;
            new(word);
        }
        numbers.push(code);
    }
    numbers
}

/// Where the words of the first one's tag begin, and how far they reach; no reach when they lie too
/// far apart.
fn dense_range(words: impl Iterator<Item = Option<Packed>> + Clone) -> (Packed, usize) {
    let Some(first) = words.clone().flatten().next() else {
        return (Packed::EMPTY, 0);
    };
    let (mut lowest, mut highest, mut rows) = (first.0, first.0, 0_u64);
    for word in words.flatten().filter(|word| word.tag() == first.tag()) {
        lowest = lowest.min(word.0);
        highest = highest.max(word.0);
        rows += 1;
    }
    let reach = (highest.wrapping_sub(lowest) as u64 >> 4) + 1;
    (
        Packed(lowest),
        if reach <= rows * SPARSE {
            reach as usize
        } else {
            0
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far_words_are_coded_alike() {
        let words = [5, 3, 5, 1_000_000_000, 4, -7].map(|number: i64| Some(Packed(number << 4)));
        let mixed = [
            Some(Packed(7 << 4)),
            Some(Packed(7 << 4 | 13)),
            None,
            Some(Packed(7 << 4)),
        ];
        let hashes = Hashes::new(1);
        let entry = &mut |_: Packed| ();
        assert_eq!(
            number(words.into_iter(), &hashes, entry),
            [0, 1, 0, 2, 3, 4]
        );
        assert_eq!(
            number(words[..3].iter().copied(), &hashes, entry),
            [0, 1, 0]
        );
        assert_eq!(
            number(mixed.into_iter(), &hashes, entry),
            [0, 1, MISSING, 0]
        );
    }
}
