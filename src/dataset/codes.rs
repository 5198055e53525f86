//! Codes of rows in as few bytes as the number of their values allows; they read like a list of `u32`.

use std::borrow::Cow;
use std::ops::Index;

use crate::dataset::NO_CODE;

/// Per row an index into the values of a dimension, or [`NO_CODE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    kept: Kept,
    /// What each kept number stands for: itself, and [`NO_CODE`] the first behind the values.
    stands_for: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Small(Vec<u8>),
    Middle(Vec<u16>),
    Large(Vec<u32>),
}

impl Codes {
    /// Codes into so many values.
    pub(super) fn of(values: usize, codes: Vec<u32>) -> Codes {
        let none = values as u32;
        let kept = match values {
            0..=0xff => Kept::Small(codes.iter().map(|code| none.min(*code) as u8).collect()),
            0x100..=0xffff => {
                Kept::Middle(codes.iter().map(|code| none.min(*code) as u16).collect())
            }
            _ => Kept::Large(codes),
        };
        let stands_for = match kept {
            Kept::Large(_) => Vec::new(),
            _ => (0..none).chain([NO_CODE]).collect(),
        };
        Codes { kept, stands_for }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        match &self.kept {
            Kept::Small(codes) => codes.len(),
            Kept::Middle(codes) => codes.len(),
            Kept::Large(codes) => codes.len(),
        }
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them as a list: where rows are added up this is read several times as fast as one by one.
    pub fn list(&self) -> Cow<'_, [u32]> {
        let stands_for = |kept: usize| self.stands_for[kept];
        match &self.kept {
            Kept::Small(codes) => codes
                .iter()
                .map(|code| stands_for(usize::from(*code)))
                .collect(),
            Kept::Middle(codes) => codes
                .iter()
                .map(|code| stands_for(usize::from(*code)))
                .collect(),
            Kept::Large(codes) => Cow::Borrowed(codes),
        }
    }

    /// From the first row to the last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &u32> + '_ {
        (0..self.len()).map(|row| &self[row])
    }

    /// Adds a row with the code of another.
    pub(super) fn again(&mut self, row: usize) {
        match &mut self.kept {
            Kept::Small(codes) => codes.push(codes[row]),
            Kept::Middle(codes) => codes.push(codes[row]),
            Kept::Large(codes) => codes.push(codes[row]),
        }
    }
}

impl Index<usize> for Codes {
    type Output = u32;

    // Where rows are added up this is asked for each of them.
    #[inline(always)]
    fn index(&self, row: usize) -> &u32 {
        match &self.kept {
            Kept::Small(codes) => &self.stands_for[usize::from(codes[row])],
            Kept::Middle(codes) => &self.stands_for[usize::from(codes[row])],
            Kept::Large(codes) => &codes[row],
        }
    }
}

impl From<Vec<u32>> for Codes {
    fn from(codes: Vec<u32>) -> Codes {
        let known = codes.iter().filter(|code| **code != NO_CODE);
        let values = known.max().map_or(0, |most| *most as usize + 1);
        Codes::of(values, codes)
    }
}

impl FromIterator<u32> for Codes {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Codes {
        Vec::from_iter(codes).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_size_read_as_they_were_given() {
        for most in [0, 1, 254, 255, 256, 65_534, 65_535, 65_536, NO_CODE - 1] {
            let given = [0, most, NO_CODE, most / 2, NO_CODE, most];
            let mut codes: Codes = given.to_vec().into();
            assert!(codes.iter().eq(&given), "{most}");
            assert_eq!(*codes.list(), given, "{most}");
            codes.again(2);
            codes.again(1);
            assert_eq!((codes[6], codes[7], codes.len()), (NO_CODE, most, 8));
        }
        let bytes = |codes: &Codes| match codes.kept {
            Kept::Small(_) => 1,
            Kept::Middle(_) => 2,
            Kept::Large(_) => 4,
        };
        let sizes = [255, 256, 65_535, 65_536].map(|n| bytes(&Codes::of(n, Vec::new())));
        assert_eq!(sizes, [1, 2, 2, 4]);
    }
}
