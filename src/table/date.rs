//! text -> day and time of day. Three numbers in an order that is the column's; a month in words, in
//! any order; a month alone; digits without signs between them.

use crate::table::clock::{Clock, split_time};
use crate::table::date_fields::{Field, Fields};
use crate::table::date_number::{YEARS, bare, instant};
use crate::table::number::NumberStyle;
use crate::table::units::western;
use crate::table::week;
use crate::value::Day;

/// How a column writes its dates. Dates that can be read in one way only (the year first with four
/// digits, the month in words) are read whatever the style; the style decides on the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// Year, month, day; also as digits alone (`20180131`).
    Iso,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// The month in words.
    Named,
    /// A month, a quarter or a week without a day: its first day.
    Month,
    /// Seconds since 1970, or thousandths, millionths or billionths of seconds, in UTC.
    Epoch,
    /// Days as Excel counts them, 1 January 1900 being 1; the fraction is the time of day.
    Serial,
}

/// No time of day: the cell has none, or is none.
pub const NO_TIME: u16 = u16::MAX;

/// A day with its time of day, both as the clock showed them where they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The civil day.
    pub day: Day,
    /// Minutes since midnight; [`NO_TIME`] without a time.
    pub minute: u16,
    /// Minutes that the clock was ahead of UTC, where a zone is written.
    pub zone: Option<i16>,
}

/// Two-digit years are those from 1970 to 2069.
const PIVOT: u32 = 70;

/// What the numbers of a date stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Year, month, day beyond doubt, four digits of the year first.
    YearFirst,
    /// Year, month, day beyond doubt, the month in words.
    Named,
    /// Three numbers, of which only the column knows what they are.
    Open {
        /// The first may be a year.
        first: bool,
        /// The last may be a year.
        last: bool,
    },
    /// Year and month.
    Month,
    /// A week: year, month and day of its Monday.
    Week,
    /// Eight digits.
    Bare,
}

/// A date before its order is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateParts {
    /// What the numbers stand for.
    pub form: Form,
    /// The numbers as written, or year, month and day where these are known.
    pub numbers: [u32; 3],
    /// The time behind the date.
    pub time: Option<Clock>,
    /// The year has two digits.
    pub short_year: bool,
}

impl DateParts {
    /// Takes a trimmed text apart; `None` when it is no date, whatever the style.
    pub(super) fn of(text: &str) -> Option<DateParts> {
        // Six signs are the fewest (`1/2/20`), and a weekday with a zone are not fifty.
        let digit = |byte: u8| byte.is_ascii_digit() || !byte.is_ascii();
        if !(6..50).contains(&text.len()) || !text.bytes().any(digit) {
            return None;
        }
        let text = &*western(text);
        let (date, time) = split_time(text)?;
        let Some(fields) = Fields::of(date) else {
            return week::monday(date).map(|numbers| DateParts {
                form: Form::Week,
                numbers,
                time,
                short_year: false,
            });
        };
        let (form, numbers, short_year) = match *fields.all() {
            [Field::Number(number, 8)] => {
                let year_first = [number / 10_000, number / 100 % 100, number % 100];
                (Form::Bare, year_first, false)
            }
            [Field::Number(a, x), Field::Number(b, y)] => month_of(a, x, b, y, fields.separator)?,
            [
                Field::Number(a, x),
                Field::Number(b, y),
                Field::Number(c, z),
            ] => {
                let form = form_of([x, y, z], fields.separator, fields.marked)?;
                let four = form == Form::YearFirst || z == 4;
                let numbers = if form == Form::YearFirst && x == 2 {
                    [long_year(a), b, c]
                } else {
                    [a, b, c]
                };
                (form, numbers, !four)
            }
            [Field::Quarter(quarter), Field::Number(year, 4)]
            | [Field::Number(year, 4), Field::Quarter(quarter)] => {
                (Form::Month, [year, quarter * 3 - 2, 1], false)
            }
            [Field::Month(month), Field::Number(year, 4)]
            | [Field::Number(year, 4), Field::Month(month)] => {
                // `GEN-9001` and `DEC-1234` are codes.
                YEARS
                    .contains(&year)
                    .then_some((Form::Month, [year, month, 1], false))?
            }
            [Field::Month(month), Field::Number(year, 2)] if fields.separator == '-' => {
                (Form::Month, [long_year(year), month, 1], true)
            }
            [
                Field::Month(month),
                Field::Number(a, x),
                Field::Number(b, y),
            ]
            | [
                Field::Number(a, x),
                Field::Month(month),
                Field::Number(b, y),
            ]
            | [
                Field::Number(a, x),
                Field::Number(b, y),
                Field::Month(month),
            ] => {
                let (year, width, day) = if x == 4 || a > 31 {
                    (a, x, b)
                } else {
                    (b, y, a)
                };
                let year = if width == 4 { year } else { long_year(year) };
                let plain = width == 4 || (width == 2 && !fields.glued);
                (
                    plain.then_some(Form::Named)?,
                    [year, month, day],
                    width == 2,
                )
            }
            _ => return None,
        };
        Some(DateParts {
            form,
            numbers,
            time,
            short_year,
        })
    }

    /// The day in this style; `None` when there is no such day.
    pub(super) fn day(&self, style: DateStyle) -> Option<Day> {
        let [a, b, c] = self.numbers;
        let last = |year: u32| {
            if self.short_year {
                long_year(year)
            } else {
                year
            }
        };
        let civil = |year: u32, month, day| Day::from_civil(year as i32, month, day);
        match (self.form, style) {
            (Form::YearFirst | Form::Named, _) => civil(a, b, c),
            (Form::Open { first: true, .. }, DateStyle::Iso) => civil(long_year(a), b, c),
            (Form::Open { last: true, .. }, DateStyle::DayFirst) => civil(last(c), b, a),
            (Form::Open { last: true, .. }, DateStyle::MonthFirst) => civil(last(c), a, b),
            (Form::Month | Form::Week, DateStyle::Month) => civil(a, b, c),
            (Form::Bare, _) => bare(i64::from(a * 10_000 + b * 100 + c), style),
            _ => None,
        }
    }

    /// The days when it can be read day first and month first, and these differ.
    pub(super) fn either_way(&self) -> Option<[Day; 2]> {
        let open = matches!(self.form, Form::Open { .. });
        let days = [DateStyle::DayFirst, DateStyle::MonthFirst].map(|style| self.day(style));
        match days {
            [Some(a), Some(b)] if open && a != b => Some([a, b]),
            _ => None,
        }
    }

    fn stamp(&self, style: DateStyle) -> Option<Stamp> {
        Some(Stamp {
            day: self.day(style)?,
            minute: self.time.map_or(NO_TIME, |time| time.minute),
            zone: self.time.and_then(|time| time.zone),
        })
    }
}

impl DateStyle {
    /// Reads a trimmed text. The day and the time are those that are written, in whatever zone.
    ///
    /// ```
    /// use clientele::table::DateStyle;
    /// let stamp = DateStyle::DayFirst.read("03/04/2021 5:30 PM").unwrap();
    /// assert_eq!((stamp.day.to_string().as_str(), stamp.minute), ("2021-04-03", 1_050));
    /// ```
    pub fn read(self, text: &str) -> Option<Stamp> {
        match self {
            DateStyle::Epoch | DateStyle::Serial => {
                let number = NumberStyle::default().read(text)?;
                let zeros = text.bytes().all(|byte| byte == b'0');
                let zero = zeros && matches!(text.len(), 10 | 13 | 16 | 19);
                if zero && self == DateStyle::Epoch {
                    return instant(0, 0);
                }
                self.of_number(number.mantissa, number.decimals)
            }
            _ => DateParts::of(text)?.stamp(self),
        }
    }
}

fn long_year(year: u32) -> u32 {
    year + if year >= PIVOT { 1_900 } else { 2_000 }
}

/// What three numbers of these widths stand for, with the sign between them.
fn form_of(widths: [u8; 3], separator: char, marked: bool) -> Option<Form> {
    let [x, y, z] = widths;
    let short = y <= 2 && x <= 2;
    // 10.2.1 is a version, 1.2.10 too, and 19-2-3 a date of China or Hungary.
    let first = x == 2 && matches!(separator, '-' | '/');
    let last = match separator {
        '-' | '/' => true,
        '.' => x == 2 && y == 2,
        _ => false,
    };
    match (marked, x, z) {
        (true, 2 | 4, 1 | 2) if y <= 2 => Some(Form::YearFirst),
        (true, ..) => None,
        (_, 4, 1 | 2) if y <= 2 => Some(Form::YearFirst),
        (_, _, 4) if short => Some(Form::Open {
            first: false,
            last: true,
        }),
        (_, _, 1) if short && first => Some(Form::Open { first, last: false }),
        (_, _, 2) if short && last => Some(Form::Open { first, last }),
        _ => None,
    }
}

/// `2018-03` and `03/2018`.
fn month_of(a: u32, x: u8, b: u32, y: u8, separator: char) -> Option<(Form, [u32; 3], bool)> {
    let (year, month) = match (x, y) {
        (4, 1 | 2) => (a, b),
        (1 | 2, 4) => (b, a),
        _ => return None,
    };
    let is = YEARS.contains(&year) && (1..=12).contains(&month) && matches!(separator, '-' | '/');
    is.then_some((Form::Month, [year, month, 1], false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str, style: DateStyle) -> Option<String> {
        style.read(text).map(|stamp| stamp.day.to_string())
    }

    #[test]
    fn days_are_read_in_the_order_of_their_column() {
        use DateStyle::{DayFirst, Epoch, Iso, Month, MonthFirst, Named, Serial};
        for (text, style, expected) in [
            ("2018-01-31", Iso, Some("2018-01-31")),
            ("2018/1/5", Iso, Some("2018-01-05")),
            ("20180131", Iso, Some("2018-01-31")),
            ("20180131T174100Z", Iso, Some("2018-01-31")),
            ("31012018", DayFirst, Some("2018-01-31")),
            ("08-12-2023", DayFirst, Some("2023-12-08")),
            ("08 12 2023", DayFirst, Some("2023-12-08")),
            ("11/8/2018", MonthFirst, Some("2018-11-08")),
            ("13.02.2026", DayFirst, Some("2026-02-13")),
            ("08/14/25", MonthFirst, Some("2025-08-14")),
            ("01/01/70", DayFirst, Some("1970-01-01")),
            ("31/12/69", DayFirst, Some("2069-12-31")),
            ("19-2-3", Iso, Some("2019-02-03")),
            ("2009-01-01 00:00:00", Iso, Some("2009-01-01")),
            ("2026-04-12T08:10:00Z", Iso, Some("2026-04-12")),
            ("2025-01-15 17:41:00 -0500", Iso, Some("2025-01-15")),
            ("1/2/2020 1:05 PM", MonthFirst, Some("2020-01-02")),
            ("1-Oct-2017", Named, Some("2017-10-01")),
            ("Oct. 1st, 2017", Named, Some("2017-10-01")),
            ("01OCT2017", Named, Some("2017-10-01")),
            ("Sun, 1 October 2017", Named, Some("2017-10-01")),
            ("2017-Oct-01", Named, Some("2017-10-01")),
            ("2019年3月1日", Iso, Some("2019-03-01")),
            ("Oct-17", Month, Some("2017-10-01")),
            ("2017-10", Month, Some("2017-10-01")),
            ("Q4 2017", Month, Some("2017-10-01")),
            ("1511648546", Epoch, Some("2017-11-25")),
            ("1620021848429", Epoch, Some("2021-05-03")),
            ("43466", Serial, Some("2019-01-01")),
            ("GEN-9001", Month, None),
            ("gen-2024", Month, Some("2024-01-01")),
            ("43466.75", Serial, Some("2019-01-01")),
            ("2020-01-05", DayFirst, Some("2020-01-05")),
            ("31/02/2020", DayFirst, None),
            ("13/13/2020", DayFirst, None),
            ("05/01/2020", Iso, None),
            ("1-2-3", DayFirst, None),
            ("10.2.1", Iso, None),
            ("1.2.10", DayFirst, None),
            ("01.02.10", DayFirst, Some("2010-02-01")),
            ("01 02 10", DayFirst, None),
            ("1/2-2020", DayFirst, None),
            ("12:30:00", DayFirst, None),
            ("2020-01-05 soon", Iso, None),
            ("2020-01-05 25:61", Iso, None),
            ("May 25", Month, None),
            ("5 October", Named, None),
            ("MAR12", Month, None),
            ("919 304 6161", DayFirst, None),
            ("2017-18", Month, None),
            ("1234567890", Serial, None),
            ("43466", Epoch, None),
            ("0000000000", Epoch, Some("1970-01-01")),
            ("-        0", Epoch, None),
        ] {
            assert_eq!(day(text, style).as_deref(), expected, "{text}");
        }
        assert_eq!(
            Serial.read("43466.75").map(|stamp| stamp.minute),
            Some(18 * 60)
        );
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,30}|[0-9 /.:,TZ年月-]{0,30}|[a-zA-Z0-9 ,.-]{0,30}") {
            for style in [DateStyle::Iso, DateStyle::DayFirst, DateStyle::Month, DateStyle::Epoch, DateStyle::Serial] {
                let _ = style.read(&text);
            }
        }

        #[test]
        fn a_day_that_is_written_is_read(number in 0_i32..36_000) {
            let day = Day(number);
            let (year, month, of_month) = day.civil();
            let name = ["Jan", "feb", "March", "Apr", "May", "June", "JUL", "Aug", "Sept", "Oct", "November", "Dec"][month as usize - 1];
            for (text, style) in [
                (day.to_string(), DateStyle::Iso),
                (format!("{year}{month:02}{of_month:02}"), DateStyle::Iso),
                (format!("{of_month}/{month}/{year}"), DateStyle::DayFirst),
                (format!("{month:02}.{of_month:02}.{year} 10:00"), DateStyle::MonthFirst),
                (format!("{name} {of_month}, {year}"), DateStyle::Named),
                (format!("{of_month}-{name}-{year}"), DateStyle::DayFirst),
            ] {
                prop_assert_eq!(style.read(&text).map(|stamp| stamp.day), Some(day), "{}", text);
            }
        }
    }
}
