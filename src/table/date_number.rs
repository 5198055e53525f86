//! digits -> day and time of day: `20180131`, seconds since 1970, days as Excel counts.

use crate::table::date::{DateStyle, NO_TIME, Stamp};
use crate::value::Day;

/// Years in which a number without signs between its digits may be a date.
pub(super) const YEARS: std::ops::Range<u32> = 1_900..2_100;
/// The seconds since 1970 at the beginning of 1990 and of 2100.
const EPOCHS: std::ops::Range<i64> = 631_152_000..4_102_444_800;
/// The days that Excel would count from 1954 to 2064.
const SERIALS: std::ops::Range<i64> = 20_000..60_000;
/// 1 January 1970 as Excel counts.
pub(super) const SERIAL_1970: i64 = 25_569;

impl DateStyle {
    /// Reads a number that stands for a date.
    pub(super) fn of_number(self, mantissa: i64, decimals: u8) -> Option<Stamp> {
        let one = 10_i64.checked_pow(u32::from(decimals))?;
        let (whole, fraction) = (mantissa / one, mantissa % one);
        match self {
            DateStyle::Epoch => {
                let digits = whole.checked_ilog10()? + 1;
                let thousands = match digits {
                    9 | 10 => 0,
                    12 | 13 => 1,
                    15 | 16 => 2,
                    18 | 19 => 3,
                    _ => return None,
                };
                let seconds = whole / 1_000_i64.pow(thousands);
                EPOCHS
                    .contains(&seconds)
                    .then(|| instant(seconds.div_euclid(86_400), seconds.rem_euclid(86_400)))?
            }
            DateStyle::Serial if SERIALS.contains(&whole) => {
                let seconds = i128::from(fraction) * 86_400 / i128::from(one);
                let minute = if decimals == 0 {
                    NO_TIME
                } else {
                    (seconds / 60) as u16
                };
                Some(Stamp {
                    day: Day((whole - SERIAL_1970) as i32),
                    minute,
                    zone: None,
                })
            }
            _ if decimals == 0 => Some(Stamp {
                day: bare(mantissa, self)?,
                minute: NO_TIME,
                zone: None,
            }),
            _ => None,
        }
    }
}

/// Days and seconds since 1970, in UTC.
pub(super) fn instant(day: i64, second: i64) -> Option<Stamp> {
    Some(Stamp {
        day: Day(day as i32),
        minute: (second / 60) as u16,
        zone: Some(0),
    })
}

/// Eight digits as a day, or six as the first day of a month.
pub(super) fn bare(number: i64, style: DateStyle) -> Option<Day> {
    let number = u32::try_from(number)
        .ok()
        .filter(|number| *number < 100_000_000)?;
    let (year, month, day) = match style {
        DateStyle::Iso => (number / 10_000, number / 100 % 100, number % 100),
        DateStyle::Month => (number / 100, number % 100, 1),
        DateStyle::DayFirst => (number % 10_000, number / 10_000 % 100, number / 1_000_000),
        DateStyle::MonthFirst => (number % 10_000, number / 1_000_000, number / 10_000 % 100),
        _ => return None,
    };
    YEARS
        .contains(&year)
        .then(|| Day::from_civil(year as i32, month, day))?
}
