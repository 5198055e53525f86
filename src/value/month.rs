//! A calendar month, so that trends and cohorts count in months and not in days.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Day;
use crate::value::day::days_in_month;

/// A calendar month, counted as `year * 12 + (month - 1)`. Written `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month of a year; `month` is 1-12.
    pub fn new(year: i32, month: u32) -> Month {
        Month(year * 12 + month as i32 - 1)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1-12.
    pub fn number(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        Day::from_civil(self.year(), self.number(), 1).expect("each month has a first day")
    }

    /// The last day of the month.
    pub fn last_day(self) -> Day {
        let days = days_in_month(self.year(), self.number());
        Day::from_civil(self.year(), self.number(), days).expect("each month has a last day")
    }

    /// Reads `YYYY-MM`.
    pub fn from_iso(text: &str) -> Option<Month> {
        Day::from_iso(&format!("{text}-01")).map(Day::month)
    }
}

/// The months of the days of a span, to look up: the calendar takes some divisions for each day.
#[derive(Clone, Debug)]
pub struct Months {
    first: Day,
    months: Vec<Month>,
}

/// Days behind so many are not kept.
const KEPT_DAYS: i32 = 100_000;

impl Months {
    /// Those of the days from the first to the last.
    pub fn between(first: Day, last: Day) -> Months {
        let end = last.0.min(first.0.saturating_add(KEPT_DAYS));
        Months {
            first,
            months: (first.0..=end).map(|day| Day(day).month()).collect(),
        }
    }

    /// The month of a day, also of one outside of the span.
    #[inline]
    pub fn of(&self, day: Day) -> Month {
        let place = day.0.wrapping_sub(self.first.0) as u32 as usize;
        match self.months.get(place) {
            Some(month) => *month,
            None => day.month(),
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Month::from_iso(&text).ok_or_else(|| serde::de::Error::custom("a month is written YYYY-MM"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_knows_its_ends() {
        let february = Month::new(2020, 2);
        assert_eq!(february.first_day().to_string(), "2020-02-01");
        assert_eq!(february.last_day().to_string(), "2020-02-29");
        assert_eq!(Month(february.0 - 2).to_string(), "2019-12");
        assert_eq!(Month::from_iso("2019-12"), Some(Month::new(2019, 12)));
    }
}
