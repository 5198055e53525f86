//! texts -> codes by first appearance. Bytes lie in one arena; nothing is allocated per cell.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Hashes of texts, seeded for each load, so that no file can be made to collide.
#[derive(Clone, Debug)]
pub(super) struct Hashes(FixedState);

impl Hashes {
    pub(super) fn new(seed: u64) -> Hashes {
        Hashes(FixedState::with_seed(seed))
    }

    #[inline]
    pub(super) fn of(&self, text: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(text);
        hasher.finish()
    }

    #[inline]
    pub(super) fn of_word(&self, word: i64) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write_u64(word as u64);
        hasher.finish()
    }
}

/// Distinct texts, coded in the order of their first appearance.
#[derive(Default)]
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Half of the hash beside the code: most unequal texts are told apart without looking at them,
    /// and growing need not hash them again.
    table: HashTable<(u32, u32)>,
    full: bool,
}

impl Dictionary {
    /// The code of a text, which is added if it is new. `hash` is the text's.
    #[inline]
    pub(super) fn intern(&mut self, text: &[u8], hash: u64) -> u32 {
        let tag = (hash >> 32) as u32;
        let found = self.table.find(spread(tag), |(other, code)| {
            *other == tag && self.get(*code) == text
        });
        match found {
            Some((_, code)) => *code,
            None => self.add(text, tag),
        }
    }

    #[cold]
    fn add(&mut self, text: &[u8], tag: u32) -> u32 {
        let code = self.ends.len() as u32;
        let Ok(end) = u32::try_from(self.bytes.len() + text.len()) else {
            self.full = true;
            return 0;
        };
        self.bytes.extend_from_slice(text);
        self.ends.push(end);
        self.table
            .insert_unique(spread(tag), (tag, code), |(tag, _)| spread(*tag));
        code
    }

    /// The text of a code.
    #[inline]
    pub(super) fn get(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = if code == 0 {
            0
        } else {
            self.ends[code - 1] as usize
        };
        &self.bytes[start..self.ends[code] as usize]
    }

    /// The texts no longer fit in 4 GiB.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn memory(&self) -> u64 {
        (self.bytes.capacity() + self.ends.capacity() * 4 + self.table.capacity() * 9) as u64
    }

    /// The finished texts. All bytes were checked when they were read, so nothing is replaced.
    pub(super) fn freeze(self) -> Texts {
        let bytes = String::from_utf8(self.bytes);
        let text =
            bytes.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Texts {
            text,
            ends: self.ends,
        }
    }
}

/// hashbrown takes a group from the low bits and a tag from the top ones: both need the hash.
#[inline]
fn spread(tag: u32) -> u64 {
    u64::from(tag) << 32 | u64::from(tag)
}

/// Distinct texts by code; nothing can be added any more.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    #[inline]
    pub(super) fn get(&self, code: u32) -> &str {
        let code = code as usize;
        let start = if code == 0 {
            0
        } else {
            self.ends[code - 1] as usize
        };
        &self.text[start..self.ends[code] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All texts, in the order of their codes.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len() as u32).map(|code| self.get(code))
    }

    pub(super) fn memory(&self) -> u64 {
        (self.text.capacity() + self.ends.capacity() * 4) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_first_appearance_whatever_the_seed() {
        for seed in [0, 1, u64::MAX] {
            let hashes = Hashes::new(seed);
            let mut dictionary = Dictionary::default();
            let codes: Vec<u32> = ["b", "a", "b", "", "c", "a"]
                .iter()
                .map(|text| dictionary.intern(text.as_bytes(), hashes.of(text.as_bytes())))
                .collect();
            assert_eq!(codes, [0, 1, 0, 2, 3, 1]);
            assert_eq!(
                dictionary.freeze().iter().collect::<Vec<_>>(),
                ["b", "a", "", "c"]
            );
        }
    }

    #[test]
    fn texts_with_equal_hashes_stay_apart() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<u32> = (0..1_000)
            .map(|n| dictionary.intern(format!("{n}").as_bytes(), 7))
            .collect();
        assert!(
            codes
                .iter()
                .enumerate()
                .all(|(n, code)| n == *code as usize)
        );
        assert_eq!(dictionary.intern(b"999", 7), 999);
    }
}
