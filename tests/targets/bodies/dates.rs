//! texts -> days: no day is read that is not written, and none is chosen in silence where two are.

use clientele::table::{DateStyle, Kind, NO_TIME};

use super::column;

const STYLES: [DateStyle; 7] = [
    DateStyle::Iso,
    DateStyle::DayFirst,
    DateStyle::MonthFirst,
    DateStyle::Named,
    DateStyle::Month,
    DateStyle::Epoch,
    DateStyle::Serial,
];

/// The text is one cell.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let text = text.trim();
    for style in STYLES {
        let Some(stamp) = style.read(text) else {
            continue;
        };
        assert!(stamp.minute == NO_TIME || stamp.minute < 1_440, "{text:?}");
        // A day is written as ISO, and is read as itself.
        let again = DateStyle::Iso.read(&stamp.day.to_string());
        assert_eq!(
            again.map(|again| again.day),
            Some(stamp.day),
            "{text:?} {style:?}"
        );
        // Two digits of a year, at least, stand in the text.
        assert!(
            text.bytes().filter(u8::is_ascii_digit).count() >= 2,
            "{text:?}"
        );
    }
    let Some(table) = column("date", &[text]) else {
        return;
    };
    let decision = &table.columns[1].decision;
    if !matches!(decision.kind, Kind::Date | Kind::DateTime) {
        return;
    }
    let day = |style: DateStyle| style.read(text).map(|stamp| stamp.day);
    let (ours, theirs) = (day(DateStyle::DayFirst), day(DateStyle::MonthFirst));
    let open = ours.is_some() && theirs.is_some() && ours != theirs;
    assert!(
        !open || decision.ambiguous_dates,
        "{text:?} is read in silence: {decision:?}"
    );
}
