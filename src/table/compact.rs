//! Vectors of whole numbers that take half or a quarter of the room while the numbers are small.

use crate::table::packed::Packed;

/// Where every row is looked at, the loop is made for the width: this asks once, and not for each row.
macro_rules! of_width {
    ($values:expr, $own:ident => $body:expr) => {
        match $values {
            $crate::table::compact::Values::Small($own) => $body,
            $crate::table::compact::Values::Large($own) => $body,
        }
    };
}
pub(super) use of_width;

/// Packed cells: 4 bytes each until one needs 8.
#[derive(Debug)]
pub(super) enum Values {
    Small(Vec<i32>),
    Large(Vec<i64>),
}

impl Default for Values {
    fn default() -> Values {
        Values::Small(Vec::new())
    }
}

impl Values {
    #[inline]
    pub(super) fn push(&mut self, value: Packed) {
        match self {
            Values::Small(values) => match i32::try_from(value.0) {
                Ok(value) => values.push(value),
                Err(_) => self.push_large(value),
            },
            Values::Large(values) => values.push(value.0),
        }
    }

    #[cold]
    fn push_large(&mut self, value: Packed) {
        let mut values: Vec<i64> = self.iter().map(|value| value.0).collect();
        values.push(value.0);
        *self = Values::Large(values);
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> Packed {
        match self {
            Values::Small(values) => Packed(i64::from(values[row])),
            Values::Large(values) => Packed(values[row]),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Values::Small(values) => values.len(),
            Values::Large(values) => values.len(),
        }
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Packed> + Clone {
        (0..self.len()).map(|row| self.get(row))
    }

    pub(super) fn shrink(&mut self) {
        match self {
            Values::Small(values) => values.shrink_to_fit(),
            Values::Large(values) => values.shrink_to_fit(),
        }
    }

    pub(super) fn memory(&self) -> u64 {
        match self {
            Values::Small(values) => values.capacity() as u64 * 4,
            Values::Large(values) => values.capacity() as u64 * 8,
        }
    }
}

/// Codes: one byte each until there are more than 256.
#[derive(Debug)]
pub(super) enum Codes {
    Small(Vec<u8>),
    Large(Vec<u32>),
}

impl Codes {
    pub(super) fn new() -> Codes {
        Codes::Small(Vec::new())
    }

    #[inline]
    pub(super) fn push(&mut self, code: u32) {
        match self {
            Codes::Small(codes) => match u8::try_from(code) {
                Ok(code) => codes.push(code),
                Err(_) => self.push_large(code),
            },
            Codes::Large(codes) => codes.push(code),
        }
    }

    #[cold]
    fn push_large(&mut self, code: u32) {
        let mut codes: Vec<u32> = self.iter().collect();
        codes.push(code);
        *self = Codes::Large(codes);
    }

    #[inline]
    pub(super) fn get(&self, row: usize) -> u32 {
        match self {
            Codes::Small(codes) => u32::from(codes[row]),
            Codes::Large(codes) => codes[row],
        }
    }

    /// What a list says of each code.
    pub(super) fn mapped(&self, of: &[u32]) -> Vec<u32> {
        match self {
            Codes::Small(codes) => codes.iter().map(|code| of[usize::from(*code)]).collect(),
            Codes::Large(codes) => codes.iter().map(|code| of[*code as usize]).collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Codes::Small(codes) => codes.len(),
            Codes::Large(codes) => codes.len(),
        }
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = u32> + Clone {
        (0..self.len()).map(|row| self.get(row))
    }

    pub(super) fn shrink(&mut self) {
        match self {
            Codes::Small(codes) => codes.shrink_to_fit(),
            Codes::Large(codes) => codes.shrink_to_fit(),
        }
    }

    pub(super) fn memory(&self) -> u64 {
        match self {
            Codes::Small(codes) => codes.capacity() as u64,
            Codes::Large(codes) => codes.capacity() as u64 * 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_number_changes_none_of_the_small_ones() {
        let numbers = [1, -5, i64::from(i32::MAX), 1 << 40, i64::from(i32::MIN), 7];
        let mut values = Values::default();
        numbers
            .iter()
            .for_each(|number| values.push(Packed(*number)));
        assert_eq!(
            values.iter().map(|value| value.0).collect::<Vec<_>>(),
            numbers
        );
        let mut codes = Codes::new();
        [1, 255, 256, 70_000, 0]
            .iter()
            .for_each(|code| codes.push(*code));
        assert_eq!(codes.iter().collect::<Vec<_>>(), [1, 255, 256, 70_000, 0]);
    }
}
