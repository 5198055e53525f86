//! year, month, day -> a day, by a table of the months that order data lie in.

use crate::value::Day;

const FIRST_YEAR: u32 = 1_900;
const YEARS: u32 = 200;
const MONTHS: usize = (YEARS * 12) as usize;

/// The first day of each month from 1900, and of the one after the last.
static MONTH_STARTS: [i32; MONTHS + 1] = month_starts();

const fn month_starts() -> [i32; MONTHS + 1] {
    let mut starts = [0; MONTHS + 1];
    // 1 January 1900 lies 25,567 days before 1970.
    let (mut day, mut month) = (-25_567, 0);
    while month <= MONTHS {
        starts[month] = day;
        let year = FIRST_YEAR + month as u32 / 12;
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        day += match month % 12 {
            1 if leap => 29,
            1 => 28,
            3 | 5 | 8 | 10 => 30,
            _ => 31,
        };
        month += 1;
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
    let at = (years * 12 + months) as usize;
    let (start, end) = (MONTH_STARTS[at], MONTH_STARTS[at + 1]);
    (day >= 1 && day as i32 <= end - start).then(|| Day(start + day as i32 - 1))
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
