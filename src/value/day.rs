//! A civil day as a number of days since 1970-01-01; no time of day, no zone.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Month;

/// A civil day (proleptic Gregorian), counted from 1970-01-01 = 0. Written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a civil date, or `None` when there is no such date (30 February, month 13).
    ///
    /// ```
    /// use clientele::value::Day;
    /// assert_eq!(Day::from_civil(1970, 1, 1), Some(Day(0)));
    /// assert_eq!(Day::from_civil(2019, 2, 29), None);
    /// ```
    pub fn from_civil(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let shifted = (month as i32 + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1-12) and day of month (1-31).
    pub fn civil(self) -> (i32, u32, u32) {
        // Neri and Schneider, "Euclidean affine functions and their application to calendar
        // algorithms", Software: Practice and Experience 53 (2023): years from March, eras of 400
        // years moved above zero, divisions by powers of two.
        const ERAS: u32 = 14_694;
        let moved = (self.0 as u32).wrapping_add(719_468);
        // Nearly all days need no eras: 32 bits hold them, and those divide several times as fast.
        let (eras, century, of_century) = match moved < 1 << 30 {
            true => {
                let n = 4 * moved + 3;
                (0, n / 146_097, n % 146_097 / 4)
            }
            false => {
                let n = 4 * u64::from(moved.wrapping_add(146_097 * ERAS)) + 3;
                (ERAS, (n / 146_097) as u32, (n % 146_097) as u32 / 4)
            }
        };
        let n = u64::from(2_939_745_u32) * u64::from(4 * of_century + 3);
        let year = 100 * century + (n >> 32) as u32;
        let day_of_year = n as u32 / 2_939_745 / 4;
        let n = 2_141 * day_of_year + 197_913;
        let (month, day) = (n >> 16, (n & 0xFFFF) / 2_141 + 1);
        let next = u32::from(day_of_year >= 306);
        let year = (year + next) as i32 - 400 * eras as i32;
        (year, month - 12 * next, day)
    }

    /// The calendar month this day lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.civil();
        Month::new(year, month)
    }

    /// Day of the week, Monday = 0 ... Sunday = 6.
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7) as u32
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    pub fn from_iso(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let digits = &text[range];
            digits
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| digits.parse::<u32>().ok())?
        };
        Day::from_civil(number(0..4)? as i32, number(5..7)?, number(8..10)?)
    }
}

/// Days in a month, leap years included. `month` is 1-12.
pub(crate) fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::from_iso(&text).ok_or_else(|| serde::de::Error::custom("a day is written YYYY-MM-DD"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_survives_the_round_trip() {
        let mut previous = Day::from_civil(1799, 12, 31).unwrap();
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let now = Day::from_civil(year, month, day).unwrap();
                    assert_eq!(now.0, previous.0 + 1);
                    assert_eq!(now.civil(), (year, month, day));
                    assert_eq!(Day::from_iso(&now.to_string()), Some(now));
                    previous = now;
                }
            }
        }
    }

    #[test]
    fn far_days_survive_it_too() {
        for year in [-4800, -1, 0, 1, 4, 1582, 9999, 1_000_000] {
            for (month, date) in [(1, 1), (2, 28), (3, 1), (12, 31)] {
                let day = Day::from_civil(year, month, date).unwrap();
                assert_eq!(day.civil(), (year, month, date));
            }
        }
    }

    #[test]
    fn the_first_of_january_2024_was_a_monday() {
        assert_eq!(Day::from_civil(2024, 1, 1).unwrap().weekday(), 0);
        assert_eq!(Day::from_civil(1969, 12, 31).unwrap().weekday(), 2);
    }

    #[test]
    fn text_that_is_no_date_is_refused() {
        for text in [
            "2020-02-30",
            "2020-13-01",
            "20-01-01",
            "2020/01/01",
            "2020-1-01",
            "+020-01-01",
        ] {
            assert_eq!(Day::from_iso(text), None, "{text}");
        }
    }
}
