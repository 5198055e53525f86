//! `2024-W05`, `2024W5`, `W05 2024`, `KW 5/2024` -> the Monday of that week, as ISO 8601 counts weeks.

use crate::table::date_number::YEARS;
use crate::value::Day;

/// Year, month and day of the Monday; `None` when the text names no week.
pub(super) fn monday(text: &str) -> Option<[u32; 3]> {
    let at = text.find(['W', 'w'])?;
    let (before, behind) = (&text[..at], &text[at + 1..]);
    let gap = [' ', '-', '/', '.'];
    let (year, week) = match before {
        "" | "K" | "k" | "C" | "c" => {
            let (week, year) = behind.trim_start_matches(' ').split_once(gap)?;
            (year, week)
        }
        _ => (before.strip_suffix(gap).unwrap_or(before), behind),
    };
    let digits = |text: &str, most: usize| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        (plain && text.len() <= most).then(|| text.parse::<u32>().ok())?
    };
    let year = digits(year, 4).filter(|year| YEARS.contains(year))? as i32;
    let week = digits(week, 2).filter(|week| (1..=53).contains(week))?;
    // The first week holds the fourth of January, and a week belongs to the year of its Thursday.
    let fourth = Day::from_civil(year, 1, 4)?;
    let monday = Day(fourth.0 - fourth.weekday() as i32 + 7 * (week as i32 - 1));
    let (of, ..) = Day(monday.0 + 3).civil();
    let (y, month, day) = monday.civil();
    (of == year).then_some([y as u32, month, day])
}

#[cfg(test)]
mod tests {
    use super::monday;

    #[test]
    fn a_week_is_its_monday() {
        for (text, day) in [
            ("2024-W01", Some([2024, 1, 1])),
            ("2024W5", Some([2024, 1, 29])),
            ("W05 2024", Some([2024, 1, 29])),
            ("KW 5/2024", Some([2024, 1, 29])),
            // ISO 8601: the first week of 2021 began on the fourth, and 2020 had 53.
            ("2021-W01", Some([2021, 1, 4])),
            ("2020-W53", Some([2020, 12, 28])),
            ("2025-W01", Some([2024, 12, 30])),
            ("2021-W53", None),
            ("2024-W54", None),
            ("9001-W05", None),
            ("NEW-2024", None),
            ("W-2024", None),
        ] {
            assert_eq!(monday(text), day, "{text}");
        }
    }
}
