//! a column's cells in one style -> exact decimals at one scale, or days.

use crate::table::clean::trimmed;
use crate::table::clock::Clock;
use crate::table::column::{Column, MISSING};
use crate::table::compact::of_width;
use crate::table::date::{DateParts, DateStyle, Form, NO_TIME, Stamp};
use crate::table::number::{Number, NumberStyle, Parts};
use crate::table::packed::{EXCEPTION, MOST_DECIMALS, Packed, TAG, Unpacked};
use crate::table::store::Store;
use crate::value::{Decimal, MAX_SCALE};

/// No number: the cell is missing, or is no number.
pub const NO_NUMBER: i64 = i64::MIN;
/// No day: the cell is missing, or is no date.
pub const NO_DAY: i32 = i32::MIN;

/// The numbers of a column, exact, at one scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decimals {
    /// How many digits stand behind the point of every value.
    pub scale: u8,
    /// One whole number a row, to be divided by `10^scale`; [`NO_NUMBER`] where there is none.
    pub values: Vec<i64>,
    /// Rows whose cell is not missing and is no number, in order.
    pub bad: Vec<u32>,
    /// Cells with more decimals than fit beside the largest number; they were rounded, half away
    /// from zero.
    pub rounded: u64,
}

/// The days of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// Days since 1970 a row; [`NO_DAY`] where there is none.
    pub values: Vec<i32>,
    /// Rows whose cell is not missing and is no date, in order.
    pub bad: Vec<u32>,
}

/// Days of a column that may be others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoubtfulDays {
    /// Rows whose cell fits both orders of day and month, or is a number that may hold them swapped.
    pub rows: Vec<u32>,
    /// Cells that only the other order can read.
    pub others: u64,
}

/// What a cell is to a reader of one kind of value.
#[derive(Clone, Copy)]
enum Cell<T> {
    Missing,
    Bad,
    Value(T),
}

impl<T> From<Option<T>> for Cell<T> {
    fn from(value: Option<T>) -> Cell<T> {
        value.map_or(Cell::Bad, Cell::Value)
    }
}

impl Column {
    /// A text outside the column, like a total below it, as an exact number of the column's style.
    pub fn decimal(&self, text: &str) -> Option<Decimal> {
        let number = self.decision.number.read(trimmed(text))?;
        let number = Decimal::new(i128::from(number.mantissa), number.decimals);
        Some(number.rounded(number.scale.min(MAX_SCALE)))
    }

    /// The currency that each row's cell names, as an index into a list; `None` where they do not
    /// name several.
    pub fn units(&self) -> Option<(Vec<u32>, Vec<String>)> {
        let style = &self.decision.number;
        if style.other_units.is_empty() {
            return None;
        }
        let names: Vec<String> = style
            .unit
            .iter()
            .chain(&style.other_units)
            .cloned()
            .collect();
        let coded = self.coded();
        let place = |entry: &String| {
            let unit = Parts::of(trimmed(entry)).and_then(|parts| parts.unit);
            let place = names.iter().position(|name| Some(name.as_str()) == unit);
            place.map_or(MISSING, |place| place as u32)
        };
        let of_entry: Vec<u32> = coded.entries.iter().map(place).collect();
        let of_code = |code: &u32| of_entry.get(*code as usize).copied().unwrap_or(MISSING);
        Some((coded.codes.iter().map(of_code).collect(), names))
    }

    /// The column as numbers of this style.
    pub fn decimals(&self, style: &NumberStyle) -> Decimals {
        let texts = self.by_text(|text| style.read(text));
        let number = |packed: Packed| match packed.unpack() {
            Unpacked::Number { mantissa, decimals } => style.reread(mantissa, decimals).into(),
            Unpacked::Date(_) | Unpacked::Label(_) => Cell::Bad,
            Unpacked::Empty => Cell::Missing,
            Unpacked::Exception(code) => texts[code as usize],
        };
        match &self.store {
            // `reread` takes these as they are.
            Store::Packed { values, .. } if style.decimal_point == b'.' && !style.percent => {
                of_width!(values, values => gather_packed(values, &texts))
            }
            Store::Packed { values, .. } => gather(values.iter().map(number)),
            Store::Coded { codes, .. } => gather(codes.iter().map(|code| texts[code as usize])),
        }
    }

    /// The column as days of this style.
    pub fn days(&self, style: DateStyle) -> Days {
        let mut days = Days {
            values: Vec::with_capacity(self.len()),
            bad: Vec::new(),
        };
        self.stamps(style, &mut |row, cell| {
            if let Cell::Bad = cell {
                days.bad.push(row);
            }
            days.values.push(match cell {
                Cell::Value(stamp) => stamp.day.0,
                _ => NO_DAY,
            });
        });
        days
    }

    /// What may be read with day and month swapped where two orders of them are mixed.
    pub fn doubtful_days(&self) -> DoubtfulDays {
        let mut doubtful = DoubtfulDays::default();
        let other = match self.decision.date {
            Some(DateStyle::DayFirst) => DateStyle::MonthFirst,
            Some(DateStyle::MonthFirst) => DateStyle::DayFirst,
            _ => return doubtful,
        };
        let only_other = |parts: &DateParts| parts.form != Form::Bare && parts.day(other).is_some();
        let texts = self.by_text(|text| {
            let parts = DateParts::of(text)?;
            let read = parts.day(self.decision.date?).is_some();
            (parts.either_way().is_some() || (!read && only_other(&parts))).then_some(read)
        });
        for (row, code) in self.store.text_codes_by_row() {
            match texts[code as usize] {
                Cell::Value(true) => doubtful.rows.push(row),
                Cell::Value(false) => doubtful.others += 1,
                _ => {}
            }
        }
        if doubtful.others == 0 && self.decision.serials_swapped {
            let serial = self.days(DateStyle::Serial).values;
            let rows = (0..).zip(serial).filter(|(_, day)| *day != NO_DAY);
            doubtful.rows = rows.map(|(row, _)| row).collect();
        }
        doubtful
    }

    /// The times of day of a column of this style, or of one of times alone: minutes since midnight
    /// as the clock showed them a row, [`NO_TIME`] where there is none.
    pub fn minutes(&self, style: Option<DateStyle>) -> Vec<u16> {
        let mut minutes = Vec::with_capacity(self.len());
        match style {
            Some(style) => self.stamps(style, &mut |_, cell| {
                minutes.push(match cell {
                    Cell::Value(stamp) => stamp.minute,
                    _ => NO_TIME,
                });
            }),
            None => {
                let clocks = self.by_text(|text| Clock::of(text).map(|clock| clock.minute));
                minutes = vec![NO_TIME; self.len()];
                for (row, code) in self.store.text_codes_by_row() {
                    if let Cell::Value(minute) = clocks[code as usize] {
                        minutes[row as usize] = minute;
                    }
                }
            }
        }
        minutes
    }

    fn stamps(&self, style: DateStyle, take: &mut impl FnMut(u32, Cell<Stamp>)) {
        // Beside dates in text, numbers are days as a spreadsheet counts.
        let serial = (self.decision.serials > 0).then_some(DateStyle::Serial);
        let texts = self.by_text(|text| {
            let read = style.read(text);
            read.or_else(|| serial?.read(text))
        });
        let stamp = |packed: Packed| match packed.unpack() {
            Unpacked::Date(_) if matches!(style, DateStyle::Epoch | DateStyle::Serial) => Cell::Bad,
            Unpacked::Date(day) => Cell::Value(Stamp {
                day,
                minute: NO_TIME,
                zone: None,
            }),
            Unpacked::Number { mantissa, decimals } => {
                let read = style.of_number(mantissa, decimals);
                read.or_else(|| serial?.of_number(mantissa, decimals))
                    .into()
            }
            Unpacked::Label(_) => Cell::Bad,
            Unpacked::Empty => Cell::Missing,
            Unpacked::Exception(code) => texts[code as usize],
        };
        let rows = 0..self.len() as u32;
        match &self.store {
            Store::Packed { values, .. } => of_width!(values, values => {
                for (row, value) in rows.zip(values) {
                    take(row, stamp(Packed::held(*value)));
                }
            }),
            Store::Coded { codes, .. } => {
                rows.zip(codes.iter())
                    .for_each(|(row, code)| take(row, texts[code as usize]));
            }
        }
    }

    /// Reads each distinct text once.
    fn by_text<T>(&self, read: impl Fn(&str) -> Option<T>) -> Vec<Cell<T>> {
        let missing = self.missing.iter();
        let cell = |(text, missing): (&str, &bool)| {
            if *missing {
                Cell::Missing
            } else {
                read(trimmed(text)).into()
            }
        };
        self.store.texts().iter().zip(missing).map(cell).collect()
    }
}

/// Brings numbers of several scales to one, the finest that all of them fit.
fn gather(cells: impl Iterator<Item = Cell<Number>> + Clone) -> Decimals {
    let mut sizes = Sizes::default();
    for cell in cells.clone() {
        sizes.meet(cell);
    }
    let mut decimals = sizes.decimals();
    decimals.values.reserve(cells.size_hint().0);
    for (row, cell) in cells.enumerate() {
        let value = decimals.scaled(row, cell);
        decimals.values.push(value);
    }
    decimals
}

/// The same of packed cells that are read as they are packed: a word tells its decimals, and the rest of it
/// is the number.
fn gather_packed<T: Copy + Into<i64>>(words: &[T], texts: &[Cell<Number>]) -> Decimals {
    let mut sizes = Sizes::default();
    let mut tags = 0_u32;
    for word in words {
        let word: i64 = (*word).into();
        let tag = (word & TAG) as usize;
        tags |= 1 << tag;
        sizes.largest[tag] = sizes.largest[tag].max((word >> 4).unsigned_abs());
    }
    // What stands behind the decimals are the words that are no numbers.
    let decimals = 0..=MOST_DECIMALS as u8;
    sizes.largest[MOST_DECIMALS + 1..].fill(0);
    let told = decimals.filter(|decimals| tags >> decimals & 1 == 1);
    sizes.finest = told.max().unwrap_or(0);
    if tags >> EXCEPTION & 1 == 1 {
        for word in words {
            if let Unpacked::Exception(code) = Packed((*word).into()).unpack() {
                sizes.meet(texts[code as usize]);
            }
        }
    }
    let mut decimals = sizes.decimals();
    let mut factors = [0_i64; 16];
    for (at, factor) in factors[..=MOST_DECIMALS].iter_mut().enumerate() {
        let more = decimals.scale.checked_sub(at as u8);
        *factor = more.map_or(0, |more| 10_i64.pow(u32::from(more)));
    }
    let mut values = Vec::with_capacity(words.len());
    values.extend(words.iter().enumerate().map(|(row, word)| {
        let word: i64 = (*word).into();
        match factors[(word & TAG) as usize] {
            0 => decimals.scaled(row, Cell::of_packed(Packed(word), texts)),
            factor => (word >> 4) * factor,
        }
    }));
    decimals.values = values;
    decimals
}

impl Cell<Number> {
    #[cold]
    fn of_packed(word: Packed, texts: &[Cell<Number>]) -> Cell<Number> {
        match word.unpack() {
            Unpacked::Number { mantissa, decimals } => Cell::Value(Number { mantissa, decimals }),
            Unpacked::Date(_) | Unpacked::Label(_) => Cell::Bad,
            Unpacked::Empty => Cell::Missing,
            Unpacked::Exception(code) => texts[code as usize],
        }
    }
}

impl Decimals {
    /// A cell's number at the scale of the column.
    fn scaled(&mut self, row: usize, cell: Cell<Number>) -> i64 {
        match cell {
            Cell::Value(number) if number.decimals <= self.scale => {
                number.mantissa * 10_i64.pow(u32::from(self.scale - number.decimals))
            }
            Cell::Value(number) => {
                self.rounded += 1;
                let divisor = 10_i64.checked_pow(u32::from(number.decimals - self.scale));
                // A divisor that does not fit leaves nothing of any number.
                divisor.map_or(0, |divisor| divided_half_away(number.mantissa, divisor))
            }
            Cell::Missing => NO_NUMBER,
            Cell::Bad => {
                self.bad.push(row as u32);
                NO_NUMBER
            }
        }
    }
}

/// The largest number of each count of decimals, and the most decimals there are.
struct Sizes {
    largest: [u64; 40],
    finest: u8,
}

impl Default for Sizes {
    fn default() -> Sizes {
        Sizes {
            largest: [0; 40],
            finest: 0,
        }
    }
}

impl Sizes {
    fn meet(&mut self, cell: Cell<Number>) {
        if let Cell::Value(number) = cell {
            let most = &mut self.largest[usize::from(number.decimals)];
            *most = (*most).max(number.mantissa.unsigned_abs());
            self.finest = self.finest.max(number.decimals);
        }
    }

    /// No numbers yet, at the finest scale that all fit.
    fn decimals(&self) -> Decimals {
        let fits = |scale: u8| {
            (0..scale).all(|decimals| {
                let largest = self.largest[usize::from(decimals)];
                let factor = 10_u64.checked_pow(u32::from(scale - decimals));
                let product = factor.and_then(|factor| largest.checked_mul(factor));
                largest == 0 || product.is_some_and(|product| product <= i64::MAX as u64)
            })
        };
        let mut scales = (0..=self.finest.min(18)).rev();
        Decimals {
            scale: scales.find(|scale| fits(*scale)).unwrap_or(0),
            ..Decimals::default()
        }
    }
}

fn divided_half_away(numerator: i64, divisor: i64) -> i64 {
    let (quotient, remainder) = (numerator / divisor, numerator % divisor);
    let up = remainder.unsigned_abs() >= divisor.unsigned_abs() - remainder.unsigned_abs();
    quotient + if up { numerator.signum() } else { 0 }
}
