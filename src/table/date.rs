//! text -> day: ISO, day first or month first, with a time behind it or none.

use crate::value::Day;

/// In which order a column writes day, month and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// Year, month, day.
    Iso,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// Two-digit years are those from 1970 to 2069.
const PIVOT: u32 = 70;

/// A date before its order is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateParts {
    /// The year stands first.
    pub year_first: bool,
    /// The numbers as written; the year last, unless it is first.
    pub numbers: [u32; 3],
    /// A time of day follows.
    pub has_time: bool,
    /// The year has two digits.
    pub short_year: bool,
}

impl DateParts {
    /// Takes a trimmed text apart; `None` when it is not three numbers with one of `- / .` twice
    /// between them, and perhaps a time.
    pub(super) fn of(text: &str) -> Option<DateParts> {
        let (date, time) = match text.find([' ', 'T']) {
            Some(at) => (&text[..at], Some(text[at + 1..].trim_start())),
            None => (text, None),
        };
        if time.is_some_and(|time| !is_time(time)) {
            return None;
        }
        let separator = date
            .bytes()
            .find(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
        let mut fields = date.split(char::from(separator));
        let (a, b, c) = (fields.next()?, fields.next()?, fields.next()?);
        let widths = (a.len(), b.len(), c.len());
        let year_first = matches!(widths, (4, 1..=2, 1..=2));
        let year_last = matches!(widths, (1..=2, 1..=2, 2 | 4));
        if fields.next().is_some() || !(year_first || year_last) {
            return None;
        }
        let numbers = [digits(a)?, digits(b)?, digits(c)?];
        Some(DateParts {
            year_first,
            numbers,
            has_time: time.is_some(),
            short_year: widths.2 == 2 && year_last,
        })
    }

    /// The day in this style; `None` when there is no such day, or the year stands elsewhere.
    pub(super) fn day(&self, style: DateStyle) -> Option<Day> {
        let [a, b, c] = self.numbers;
        if self.year_first != (style == DateStyle::Iso) {
            return None;
        }
        match style {
            DateStyle::Iso => Day::from_civil(a as i32, b, c),
            DateStyle::DayFirst => Day::from_civil(self.year(), b, a),
            DateStyle::MonthFirst => Day::from_civil(self.year(), a, b),
        }
    }

    fn year(&self) -> i32 {
        let year = self.numbers[2];
        let century = match (self.short_year, year >= PIVOT) {
            (false, _) => 0,
            (true, true) => 1_900,
            (true, false) => 2_000,
        };
        (year + century) as i32
    }
}

fn digits(text: &str) -> Option<u32> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

/// `17:41`, `17:41:00.123`, with AM or PM and a zone (`Z`, `UTC`, `+01:00`) or none.
fn is_time(text: &str) -> bool {
    let clock = text
        .find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.'))
        .unwrap_or(text.len());
    let (clock, rest) = text.split_at(clock);
    let mut fields = clock.split(':');
    let hour = fields.next().is_some_and(|hour| two_digits_below(hour, 25));
    let minute = fields
        .next()
        .is_some_and(|minute| two_digits_below(minute, 60));
    let second = fields.next().is_none_or(|second| {
        let (second, fraction) = second.split_once('.').unwrap_or((second, ""));
        two_digits_below(second, 61) && digits_only(fraction)
    });
    hour && minute && second && fields.next().is_none() && rest.split_whitespace().all(is_time_word)
}

fn two_digits_below(text: &str, limit: u32) -> bool {
    (1..=2).contains(&text.len()) && digits(text).is_some_and(|number| number < limit)
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_time_word(word: &str) -> bool {
    if ["AM", "PM", "Z", "UTC", "GMT"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
    {
        return true;
    }
    word.strip_prefix(['+', '-']).is_some_and(|zone| {
        let figures = zone.replace(':', "");
        matches!(figures.len(), 2 | 4) && digits_only(&figures)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, style: DateStyle) -> Option<String> {
        DateParts::of(text)
            .and_then(|parts| parts.day(style))
            .map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_the_order_of_their_column() {
        for (text, style, expected) in [
            ("2018-01-31", DateStyle::Iso, Some("2018-01-31")),
            ("2018/1/5", DateStyle::Iso, Some("2018-01-05")),
            ("08-12-2023", DateStyle::DayFirst, Some("2023-12-08")),
            ("11/8/2018", DateStyle::MonthFirst, Some("2018-11-08")),
            ("13.02.2026", DateStyle::DayFirst, Some("2026-02-13")),
            ("08/14/25", DateStyle::MonthFirst, Some("2025-08-14")),
            ("01/01/70", DateStyle::DayFirst, Some("1970-01-01")),
            ("31/12/69", DateStyle::DayFirst, Some("2069-12-31")),
            ("2009-01-01 00:00:00", DateStyle::Iso, Some("2009-01-01")),
            ("2026-04-12T08:10:00Z", DateStyle::Iso, Some("2026-04-12")),
            (
                "2025-01-15 17:41:00 -0500",
                DateStyle::Iso,
                Some("2025-01-15"),
            ),
            (
                "1/2/2020 1:05 PM",
                DateStyle::MonthFirst,
                Some("2020-01-02"),
            ),
            ("31/02/2020", DateStyle::DayFirst, None),
            ("13/13/2020", DateStyle::DayFirst, None),
            ("2020-01-05", DateStyle::DayFirst, None),
            ("05/01/2020", DateStyle::Iso, None),
            ("1-2-3", DateStyle::DayFirst, None),
            ("1/2-2020", DateStyle::DayFirst, None),
            ("12:30:00", DateStyle::DayFirst, None),
            ("2020-01-05 soon", DateStyle::Iso, None),
            ("2020-01-05 25:61", DateStyle::Iso, None),
        ] {
            assert_eq!(day(text, style).as_deref(), expected, "{text}");
        }
    }
}
