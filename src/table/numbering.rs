//! packed words -> dense codes in the order of first appearance.

use hashbrown::HashTable;

use crate::table::column::MISSING;
use crate::table::dictionary::Hashes;
use crate::table::packed::Packed;

/// Words of one kind that lie this close together (per row) are looked up by their place.
const SPARSE: u64 = 4;

/// How words are read before they get a code.
pub(super) struct Reading<'a> {
    /// A bit for each tag whose words are taken as they are.
    pub(super) as_is: u16,
    /// What the others are; `None` is missing.
    pub(super) other: &'a dyn Fn(Packed) -> Option<Packed>,
}

impl Reading<'_> {
    #[inline]
    fn of(&self, word: i64) -> Option<Packed> {
        let word = Packed(word);
        match self.as_is >> word.tag() & 1 {
            1 => Some(word),
            _ => (self.other)(word),
        }
    }
}

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
        // Words of another tag have low bits, which turn into a place far behind the last.
        let place = (word.0.wrapping_sub(self.lowest.0) as u64).rotate_right(4);
        if place >= self.dense.len() as u64 {
            return self.other(word, next);
        }
        let code = &mut self.dense[place as usize];
        if *code == MISSING {
            *code = next;
        }
        *code
    }

    #[inline(never)]
    fn other(&mut self, word: Packed, next: u32) -> u32 {
        let hashes = self.hashes;
        let again = |(word, _): &(Packed, u32)| hashes.of_number(word.0);
        let entry = self
            .others
            .entry(hashes.of_number(word.0), |(other, _)| *other == word, again);
        entry.or_insert((word, next)).get().1
    }
}

/// The codes of words. `new` hears of each word when it gets its code.
pub(super) fn number<T: Copy + Into<i64>>(
    words: &[T],
    reading: &Reading,
    hashes: &Hashes,
    new: &mut dyn FnMut(Packed),
) -> Vec<u32> {
    let (lowest, size) = dense_range(words, reading);
    let mut codes = Codes {
        dense: vec![MISSING; size],
        lowest,
        others: HashTable::new(),
        hashes,
    };
    let mut next = 0;
    let number = |word: &T| {
        let Some(word) = reading.of((*word).into()) else {
            return MISSING;
        };
        let code = codes.of(word, next);
        if code == next {
            next += 1;
            new(word);
        }
        code
    };
    let mut numbers = Vec::with_capacity(words.len());
    numbers.extend(words.iter().map(number));
    numbers
}

/// Where the words of the first one's tag begin, and how far they reach; no reach when they lie too
/// far apart.
fn dense_range<T: Copy + Into<i64>>(words: &[T], reading: &Reading) -> (Packed, usize) {
    let mut read = words.iter();
    let Some(first) = read.find_map(|word| reading.of((*word).into())) else {
        return (Packed::EMPTY, 0);
    };
    let (mut lowest, mut highest, mut rows) = (first.0, first.0, 1_u64);
    for word in read {
        let word = match reading.of((*word).into()) {
            Some(word) if word.tag() == first.tag() => word.0,
            _ => continue,
        };
        lowest = lowest.min(word);
        highest = highest.max(word);
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
        let words = [5, 3, 5, 1_000_000_000, 4, -7].map(|number: i64| number << 4);
        let mixed = [7 << 4, 7 << 4 | 13, Packed::EMPTY.0, 7 << 4];
        let reading = Reading {
            as_is: !(1 << 15),
            other: &|_| None,
        };
        let numbered = |words: &[i64]| number(words, &reading, &Hashes::new(1), &mut |_| ());
        assert_eq!(numbered(&words), [0, 1, 0, 2, 3, 4]);
        assert_eq!(numbered(&words[..3]), [0, 1, 0]);
        assert_eq!(numbered(&mixed), [0, 1, MISSING, 0]);
    }

    #[test]
    fn words_that_are_read_otherwise_share_the_code_of_what_they_mean() {
        // `7.0` is `7`; an exception that means nothing is missing.
        let words = [7_i32 << 4, 70 << 4 | 1, 3 << 4 | 14, 9 << 4];
        let reading = Reading {
            as_is: 1,
            other: &|word| (word.tag() == 1).then_some(Packed(((word.0 >> 4) / 10) << 4)),
        };
        let codes = number(&words, &reading, &Hashes::new(1), &mut |_| ());
        assert_eq!(codes, [0, 0, MISSING, 1]);
    }
}
