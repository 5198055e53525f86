//! a column's cells -> its distinct texts with counts, and sums over its packed cells. Types are
//! decided on this, so that each distinct text is looked at once.

use crate::table::clean::trimmed;
use crate::table::compact::of_width;
use crate::table::packed::{Packed, Unpacked};
use crate::table::store::Store;

/// Whole numbers of more digits than this are ids.
const LONGEST_NUMBER: i64 = 1_000_000_000_000_000;

/// A distinct text, trimmed, and how many cells hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    pub text: &'a str,
    pub cells: u64,
}

/// What the cells of a column are, counted.
#[derive(Debug, Default)]
pub(super) struct Tally<'a> {
    /// Distinct texts that are not packed, by code.
    pub texts: Vec<Counted<'a>>,
    /// Packed whole numbers of at most 15 digits.
    pub whole: u64,
    /// Packed whole numbers of more digits.
    pub long: u64,
    /// Packed numbers with decimals.
    pub decimal: u64,
    /// Of these, those like `1.234`, which may mean thousands.
    pub maybe_thousands: u64,
    /// Of these, those like `70002017.0`.
    pub point_zero: u64,
    /// Packed ids, like `CUST0268`.
    pub labels: u64,
    /// Packed ISO dates.
    pub iso: u64,
    /// Packed empty cells.
    pub empty: u64,
}

impl Tally<'_> {
    pub(super) fn of(store: &Store) -> Tally<'_> {
        let mut tally = Tally::default();
        let mut cells = vec![0_u64; store.texts().len()];
        match store {
            Store::Coded { codes, .. } => codes.iter().for_each(|code| cells[code as usize] += 1),
            Store::Packed { values, .. } => {
                of_width!(values, values => for value in values {
                    match Packed::held(*value).unpack() {
                        Unpacked::Exception(code) => cells[code as usize] += 1,
                        Unpacked::Date(_) => tally.iso += 1,
                        Unpacked::Label(_) => tally.labels += 1,
                        Unpacked::Empty => tally.empty += 1,
                        Unpacked::Number { mantissa, decimals } => tally.number(mantissa, decimals),
                    }
                });
            }
        }
        let texts = store.texts().iter().zip(cells);
        Tally {
            texts: texts
                .map(|(text, cells)| Counted {
                    text: trimmed(text),
                    cells,
                })
                .collect(),
            ..tally
        }
    }

    #[inline]
    fn number(&mut self, mantissa: i64, decimals: u8) {
        if decimals == 0 {
            let long = mantissa.abs() >= LONGEST_NUMBER;
            self.long += u64::from(long);
            self.whole += u64::from(!long);
            return;
        }
        self.decimal += 1;
        if decimals == 1 {
            self.point_zero += u64::from(mantissa % 10 == 0);
        } else if decimals == 3 {
            self.maybe_thousands += u64::from((1_000..1_000_000).contains(&mantissa.abs()));
        }
    }

    /// Packed cells that are numbers.
    pub(super) fn numbers(&self) -> u64 {
        self.whole + self.long + self.decimal
    }

    /// Cells whose text (trimmed) is as asked.
    pub(super) fn cells(&self, is: impl Fn(&str) -> bool) -> u64 {
        self.texts
            .iter()
            .filter(|counted| is(counted.text))
            .map(|counted| counted.cells)
            .sum()
    }
}
