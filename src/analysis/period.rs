//! Frame -> the words for its period and its currency, for subtitles.

use crate::analysis::Frame;
use crate::say::Text;
use crate::value::Day;

/// "6 Oct 2017 to 16 Jun 2020", or "all rows" where there are no days.
pub(super) fn period_text(frame: &Frame) -> Text {
    match frame.dataset.period() {
        Some((first, _)) => Text::new("period.days")
            .with("from", first)
            .with("to", frame.as_of.max(first)),
        None => Text::new("period.all"),
    }
}

/// " in INR", or nothing where no file tells a currency.
pub(super) fn currency_text(frame: &Frame) -> Text {
    match frame.currency() {
        Some(currency) => Text::new("in_currency").with("currency", currency),
        None => Text::none(),
    }
}

/// Different days of one weekday from which on the data are by weeks.
const WEEKS: usize = 8;

/// The weekday of all dates, where they are of one and there are eight of them or more.
pub(super) fn one_weekday(frame: &Frame) -> Option<Text> {
    let days = &frame.dataset.day;
    let weekday = days.first()?.weekday();
    let mut seen: Vec<Day> = Vec::new();
    for day in days {
        if day.weekday() != weekday {
            return None;
        }
        if seen.len() < WEEKS && !seen.contains(day) {
            seen.push(*day);
        }
    }
    (seen.len() == WEEKS).then(|| Text::new(&format!("weekday.{}", weekday + 1)))
}

/// That a month holds four or five such days, where all are of one weekday.
pub(super) fn four_or_five(frame: &Frame) -> Option<Text> {
    Some(Text::new("trend.weekly").with("day", one_weekday(frame)?))
}

/// A name from the catalogue as words, for the bands of an axis.
pub(super) fn named(id: &str) -> crate::say::Value {
    crate::say::Value::of(crate::say::catalogue::template(id).unwrap_or(id))
}
