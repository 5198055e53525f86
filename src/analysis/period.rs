//! Frame -> the words for its period and its currency, for subtitles.

use crate::analysis::Frame;
use crate::say::Text;

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

/// A name from the catalogue as words, for the bands of an axis.
pub(super) fn named(id: &str) -> crate::say::Value {
    crate::say::Value::of(crate::say::catalogue::template(id).unwrap_or(id))
}
