//! year, month, day -> a day, by a table of the years that order data lie in.

use crate::value::Day;

const FIRST_YEAR: u32 = 1_900;
const YEARS: u32 = 200;

/// The first day of each year from 1900, and of the one after the last.
static YEAR_STARTS: [i32; YEARS as usize + 1] = year_starts();

/// The days of a year before each of its months, and before the next year; of common and leap years.
static DAYS_BEFORE: [[i32; 13]; 2] = [
    [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365],
    [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366],
];

const fn year_starts() -> [i32; YEARS as usize + 1] {
    let mut starts = [0; YEARS as usize + 1];
    // 1 January 1900 lies 25,567 days before 1970.
    let (mut day, mut at) = (-25_567, 0);
    while at <= YEARS {
        starts[at as usize] = day;
        let year = FIRST_YEAR + at;
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        day += if leap { 366 } else { 365 };
        at += 1;
    }
    starts
}

/// The day, if there is one.
#[inline]
pub(super) fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    let (years, months) = (year.wrapping_sub(FIRST_YEAR), month.wrapping_sub(1));
    if years >= YEARS {
        return Day::from_civil(year as i32, month, day);
    }
    if months >= 12 {
        return None;
    }
    let (year, month) = (years as usize, months as usize);
    let (start, end) = (YEAR_STARTS[year], YEAR_STARTS[year + 1]);
    let before = &DAYS_BEFORE[usize::from(end - start == 366)];
    let long = before[month + 1] - before[month];
    (day >= 1 && day as i32 <= long).then(|| Day(start + before[month] + day as i32 - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_calendar() {
        for year in 1_890..2_110 {
            for month in 0..=13 {
                for day in 0..=32 {
                    assert_eq!(
                        day_of(year, month, day),
                        Day::from_civil(year as i32, month, day)
                    );
                }
            }
        }
    }
}
