//! Model -> the time of day of each row, as the shop's clock showed it.

use crate::dataset::NO_MINUTE;
use crate::schema::{Model, Role};

/// Minutes since midnight by row; empty where no column tells times, or all tell the same one, as
/// dates do that were written with 00:00:00.
pub(super) fn of(model: &Model, used: &[u32]) -> Vec<u16> {
    for role in [Role::Time, Role::OrderDay] {
        let Some(place) = model.role(role) else {
            continue;
        };
        let coded = model.column(place).coded();
        let times: Vec<u16> = coded.entries.iter().map(|text| minute(text)).collect();
        let minute = |code: &u32| times.get(*code as usize).copied().unwrap_or(NO_MINUTE);
        let minutes = coded.codes.iter().map(minute).collect();
        let by_row: Vec<u16> = model.lift_at(place, minutes, NO_MINUTE);
        let minutes: Vec<u16> = used.iter().map(|row| by_row[*row as usize]).collect();
        let mut told = minutes.iter().filter(|minute| **minute != NO_MINUTE);
        let first = told.next();
        if told.any(|minute| Some(minute) != first) {
            return minutes;
        }
    }
    Vec::new()
}

/// The time in a text such as `2009-01-01 09:30:00`, `2026-04-12T08:10Z` or `9:30 pm`.
fn minute(text: &str) -> u16 {
    let read = || {
        let colon = text.find(':')?;
        let hour = text[..colon].rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let behind = text.get(colon + 1..colon + 3)?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, behind.parse().ok()?);
        let rest = text[colon..].to_ascii_lowercase();
        let hour = match hour {
            12 if rest.contains("am") => 0,
            1..=11 if rest.contains("pm") => hour + 12,
            _ => hour,
        };
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    };
    read().unwrap_or(NO_MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_the_clock_showed_them() {
        for (text, expected) in [
            ("2009-01-01 09:30:00", 570),
            ("2026-04-12T08:10:00Z", 490),
            ("21:18:15", 1278),
            ("9:05 PM", 1265),
            ("12:00 am", 0),
            ("2009-01-01", NO_MINUTE),
            ("27:00", NO_MINUTE),
            ("a:b", NO_MINUTE),
        ] {
            assert_eq!(minute(text), expected, "{text}");
        }
    }
}
