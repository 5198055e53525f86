//! texts -> codes by first appearance. Nothing is allocated per cell: a short text is a word, and
//! the long ones lie in one arena.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::csv::Written;
use crate::table::word::Word;

/// Hashes of texts, seeded for each load, so that no file can be made to collide.
#[derive(Clone, Debug)]
pub(super) struct Hashes(FixedState);

impl Hashes {
    pub(super) fn new(seed: u64) -> Hashes {
        Hashes(FixedState::with_seed(seed))
    }

    #[inline]
    pub(super) fn of_text(&self, text: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(text);
        hasher.finish()
    }

    #[inline]
    fn of_short(&self, word: Word) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write_u128(word.0);
        hasher.finish()
    }

    #[inline]
    pub(super) fn of_number(&self, number: i64) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write_u64(number as u64);
        hasher.finish()
    }
}

/// The top byte of an entry that lies in the arena; a short one has its length there.
const LONG: u8 = u8::MAX;
/// Texts met lately, by a few bits of theirs: most columns of text have few values.
const RECENT: usize = 64;
/// Odd, with its bits well spread (2^64 / golden ratio).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// One distinct text: up to 15 bytes in place, or where it lies in the arena.
type Entry = [u8; 16];

/// Distinct texts, coded in the order of their first appearance.
pub(super) struct Dictionary {
    entries: Vec<Entry>,
    arena: Vec<u8>,
    /// Half of the hash beside the code: most unequal texts are told apart without looking at them,
    /// and growing need not hash them again.
    table: HashTable<(u32, u32)>,
    recent: Box<[(u128, u32); RECENT]>,
}

impl Default for Dictionary {
    fn default() -> Dictionary {
        let recent = Box::new([(u128::MAX, 0); RECENT]);
        Dictionary {
            entries: Vec::new(),
            arena: Vec::new(),
            table: HashTable::new(),
            recent,
        }
    }
}

impl Dictionary {
    /// The code of a text, which is added if it is new.
    #[inline]
    pub(super) fn intern(&mut self, cell: Written<'_>, hashes: &Hashes) -> u32 {
        match Word::of(cell) {
            Some(word) => self.intern_short(word, hashes),
            None => self.intern_long(cell.bytes(), hashes),
        }
    }

    #[inline]
    pub(super) fn intern_short(&mut self, word: Word, hashes: &Hashes) -> u32 {
        let mixed = (word.0 as u64 ^ ((word.0 >> 64) as u64).rotate_left(29)).wrapping_mul(SPREAD);
        let slot = (mixed >> 58) as usize % RECENT;
        let (recent, code) = self.recent[slot];
        if recent == word.0 {
            return code;
        }
        let code = self.find_short(word, hashes.of_short(word));
        self.recent[slot] = (word.0, code);
        code
    }

    fn find_short(&mut self, word: Word, hash: u64) -> u32 {
        let (tag, entry) = (tag_of(hash), word.0.to_le_bytes());
        let entries = &self.entries;
        let same = |(other, code): &(u32, u32)| *other == tag && entries[*code as usize] == entry;
        match self.table.find(spread(tag), same) {
            Some((_, code)) => *code,
            None => self.add(entry, tag),
        }
    }

    fn intern_long(&mut self, text: &[u8], hashes: &Hashes) -> u32 {
        let tag = tag_of(hashes.of_text(text));
        let same = |(other, code): &(u32, u32)| *other == tag && self.get(*code) == text;
        if let Some((_, code)) = self.table.find(spread(tag), same) {
            return *code;
        }
        let mut entry = [0; 16];
        entry[..8].copy_from_slice(&(self.arena.len() as u64).to_le_bytes());
        entry[8..12].copy_from_slice(&(text.len() as u32).to_le_bytes());
        entry[15] = LONG;
        self.arena.extend_from_slice(text);
        self.add(entry, tag)
    }

    fn add(&mut self, entry: Entry, tag: u32) -> u32 {
        let code = self.entries.len() as u32;
        self.entries.push(entry);
        self.table
            .insert_unique(spread(tag), (tag, code), |(tag, _)| spread(*tag));
        code
    }

    /// The text of a code.
    pub(super) fn get(&self, code: u32) -> &[u8] {
        bytes_of(&self.entries[code as usize], &self.arena)
    }

    pub(super) fn memory(&self) -> u64 {
        (self.entries.capacity() * 16 + self.arena.capacity() + self.table.capacity() * 9) as u64
    }

    /// The finished texts. All bytes were checked when they were read, so nothing is replaced.
    pub(super) fn freeze(mut self) -> Texts {
        self.entries.shrink_to_fit();
        let arena = String::from_utf8(self.arena);
        let arena =
            arena.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Texts {
            entries: self.entries,
            arena,
        }
    }
}

fn tag_of(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// hashbrown takes a group from the low bits and a tag from the top ones: both need the hash.
#[inline]
fn spread(tag: u32) -> u64 {
    u64::from(tag) << 32 | u64::from(tag)
}

#[inline]
fn bytes_of<'a>(entry: &'a Entry, arena: &'a [u8]) -> &'a [u8] {
    if entry[15] != LONG {
        return &entry[..usize::from(entry[15])];
    }
    let range = long_range(entry);
    &arena[range]
}

fn long_range(entry: &Entry) -> std::ops::Range<usize> {
    let number = |from: usize, len: usize| {
        entry[from..from + len]
            .iter()
            .rev()
            .fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
    };
    let start = number(0, 8);
    start..start + number(8, 4)
}

/// Distinct texts by code; nothing can be added any more.
#[derive(Debug, Default)]
pub(super) struct Texts {
    entries: Vec<Entry>,
    arena: String,
}

impl Texts {
    /// The text of a code.
    #[inline]
    pub(super) fn get(&self, code: u32) -> &str {
        let entry = &self.entries[code as usize];
        match entry[15] {
            LONG => &self.arena[long_range(entry)],
            len => std::str::from_utf8(&entry[..usize::from(len)]).unwrap_or_default(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All texts, in the order of their codes.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.entries.len() as u32).map(|code| self.get(code))
    }

    pub(super) fn memory(&self) -> u64 {
        (self.entries.capacity() * 16 + self.arena.capacity()) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_first_appearance_whatever_the_seed() {
        let long = "a text of more than fifteen bytes";
        for seed in [0, 1, u64::MAX] {
            let hashes = Hashes::new(seed);
            let mut dictionary = Dictionary::default();
            let codes: Vec<u32> = ["b", "a", long, "b", "", "c", "a", long, "\0"]
                .iter()
                .map(|text| dictionary.intern(Written::new(text.as_bytes()), &hashes))
                .collect();
            assert_eq!(codes, [0, 1, 2, 0, 3, 4, 1, 2, 5]);
            let texts = dictionary.freeze();
            assert_eq!(
                texts.iter().collect::<Vec<_>>(),
                ["b", "a", long, "", "c", "\0"]
            );
        }
    }

    #[test]
    fn texts_with_equal_hashes_stay_apart() {
        let mut dictionary = Dictionary::default();
        let word = |n: u32| Word::of(Written::new(format!("{n}").as_bytes())).unwrap();
        let codes: Vec<u32> = (0..1_000)
            .map(|n| dictionary.find_short(word(n), 7 << 32))
            .collect();
        assert!(
            codes
                .iter()
                .enumerate()
                .all(|(n, code)| n == *code as usize)
        );
        assert_eq!(dictionary.find_short(word(999), 7 << 32), 999);
    }
}
