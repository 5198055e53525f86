//! Whole numbers of rows in as few bytes as the largest of them allows.

use crate::dataset::NO_VALUE;

/// Per row a whole number, or [`NO_VALUE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// The smallest number of the type stands for [`NO_VALUE`].
    Small(Vec<i16>),
    /// The same.
    Middle(Vec<i32>),
    /// As they are.
    Large(Vec<i64>),
}

impl Numbers {
    /// How many rows.
    pub fn len(&self) -> usize {
        match self {
            Numbers::Small(numbers) => numbers.len(),
            Numbers::Middle(numbers) => numbers.len(),
            Numbers::Large(numbers) => numbers.len(),
        }
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a row.
    #[inline]
    pub fn at(&self, row: usize) -> i64 {
        match self {
            Numbers::Small(numbers) => match numbers[row] {
                i16::MIN => NO_VALUE,
                number => i64::from(number),
            },
            Numbers::Middle(numbers) => match numbers[row] {
                i32::MIN => NO_VALUE,
                number => i64::from(number),
            },
            Numbers::Large(numbers) => numbers[row],
        }
    }

    /// From the first row to the last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = i64> + '_ {
        (0..self.len()).map(|row| self.at(row))
    }

    /// Adds a row.
    pub(super) fn push(&mut self, number: i64) {
        match self {
            Numbers::Small(numbers) if number == NO_VALUE => numbers.push(i16::MIN),
            Numbers::Small(numbers) if number.unsigned_abs() <= i16::MAX as u64 => {
                numbers.push(number as i16);
            }
            Numbers::Middle(numbers) if number == NO_VALUE => numbers.push(i32::MIN),
            Numbers::Middle(numbers) if number.unsigned_abs() <= i32::MAX as u64 => {
                numbers.push(number as i32);
            }
            Numbers::Large(numbers) => numbers.push(number),
            _ => {
                let mut wide: Vec<i64> = self.iter().collect();
                wide.push(number);
                *self = wide.into();
            }
        }
    }
}

impl FromIterator<i64> for Numbers {
    fn from_iter<I: IntoIterator<Item = i64>>(numbers: I) -> Numbers {
        Vec::from_iter(numbers).into()
    }
}

impl From<Vec<i64>> for Numbers {
    fn from(numbers: Vec<i64>) -> Numbers {
        let told = numbers.iter().filter(|number| **number != NO_VALUE);
        let largest = told.map(|number| number.unsigned_abs()).max().unwrap_or(0);
        if largest <= i16::MAX as u64 {
            let narrow = |number: &i64| i16::try_from(*number).unwrap_or(i16::MIN);
            Numbers::Small(numbers.iter().map(narrow).collect())
        } else if largest <= i32::MAX as u64 {
            let narrow = |number: &i64| i32::try_from(*number).unwrap_or(i32::MIN);
            Numbers::Middle(numbers.iter().map(narrow).collect())
        } else {
            Numbers::Large(numbers)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_size_read_as_they_were_given() {
        let sizes = [1 << 15, 1 << 31, i64::MAX];
        let given: Vec<i64> = [0, 7, NO_VALUE, -1]
            .into_iter()
            .chain(
                sizes
                    .iter()
                    .flat_map(|size| [size - 1, -size + 1, *size, -size]),
            )
            .collect();
        for end in 1..=given.len() {
            let all: Numbers = given[..end].iter().copied().collect();
            assert!(all.iter().eq(given[..end].iter().copied()), "{end}");
            for number in &given {
                let mut more = all.clone();
                more.push(*number);
                assert_eq!((more.at(end), more.at(end - 1)), (*number, given[end - 1]));
                assert_eq!(more, given[..end].iter().chain([number]).copied().collect());
            }
        }
    }
}
