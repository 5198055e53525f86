//! Days as a spreadsheet counts them beside dates that are text: what becomes of dates that are opened by a
//! spreadsheet of another country. It reads `03/04/2024` in its own order and keeps a number; `25/04/2024` it
//! cannot read so, and leaves it as text.

use crate::say::Text;
use crate::table::clean::{is_missing_number, is_missing_text};
use crate::table::date::{DateStyle, NO_TIME, Stamp};
use crate::table::decide::digits::{is_named_like_a_date, is_named_like_an_id};
use crate::table::decide::{Case, Kind, TypeDecision, dates};
use crate::table::packed::Unpacked;
use crate::table::store::Store;
use crate::table::tally::{Counted, Tally};

/// So many numbers that are all days 1 to 12 of a month are no chance.
const NO_CHANCE: u64 = 4;

/// The numbers among the cells.
#[derive(Default)]
struct Serials {
    cells: u64,
    timed: bool,
    /// A day after the twelfth of a month was met.
    late: bool,
}

impl Serials {
    fn of<'a>(store: &Store, tally: &mut Tally<'a>) -> Serials {
        let mut serials = Serials::default();
        if let Store::Packed { values, .. } = store {
            for value in values.iter() {
                if let Unpacked::Number { mantissa, decimals } = value.unpack() {
                    serials.take(DateStyle::Serial.of_number(mantissa, decimals), 1);
                }
            }
        }
        let number = |text: &Counted<'a>| DateStyle::Serial.read(text.text);
        let (numbers, texts): (Vec<_>, Vec<_>) = std::mem::take(&mut tally.texts)
            .into_iter()
            .partition(|text| number(text).is_some());
        numbers
            .iter()
            .for_each(|text| serials.take(number(text), text.cells));
        tally.texts = texts;
        serials
    }

    fn take(&mut self, stamp: Option<Stamp>, cells: u64) {
        if let Some(stamp) = stamp {
            self.cells += cells;
            self.timed |= stamp.minute != NO_TIME;
            self.late |= stamp.day.civil().2 > 12;
        }
    }
}

/// Reads the numbers of a column that is named like a date and holds dates in words or signs as well.
pub(in crate::table) fn beside_dates(name: &str, store: &Store, decision: &mut TypeDecision) {
    if decision.kind != Kind::Text || !is_named_like_a_date(name) || is_named_like_an_id(name) {
        return;
    }
    let mut tally = Tally::of(store);
    let present = store.len() as u64 - tally.empty - tally.cells(is_missing_number);
    let serials = Serials::of(store, &mut tally);
    let strange = tally.numbers().saturating_sub(serials.cells);
    (tally.whole, tally.long, tally.decimal) = (0, 0, 0);
    let unsaid = tally.cells(|text| is_missing_number(text) && !is_missing_text(text));
    let case = Case {
        store,
        tally,
        delimiter: b',',
        present: present - serials.cells,
    };
    let like = dates::like(&case);
    if serials.cells == 0 || like == 0 {
        return;
    }
    decision.serials = serials.cells;
    let mut why_not = Vec::new();
    let read = dates::decide(&case, &mut why_not).filter(|read| {
        let bad = read.bad + strange;
        bad * 100 <= present && read.date != Some(DateStyle::Month)
    });
    let Some(read) = read else {
        // Asked about, with the numbers among what can be read.
        let all = like + serials.cells;
        decision
            .evidence
            .retain(|text| text.id != "type.date.almost");
        if why_not.is_empty() && all * 2 >= present {
            let text = Text::new("type.date.almost").with("cells", all);
            why_not.push(text.with("of", present));
        }
        decision.evidence.extend(why_not);
        return;
    };
    let kind = match serials.timed {
        true => Kind::DateTime,
        false => read.kind,
    };
    let told = Text::new("type.date.serials")
        .with("cells", serials.cells)
        .with("texts", like);
    // Every text is one that the spreadsheet could not read, and every number one that it could.
    let swapped = dates::all_proven(&case) && !serials.late && serials.cells >= NO_CHANCE;
    *decision = TypeDecision {
        kind,
        serials: serials.cells,
        serials_swapped: swapped,
        missing: decision.missing + unsaid,
        missing_words: std::mem::take(&mut decision.missing_words),
        ..read
    };
    decision.evidence.push(told);
    if swapped {
        let text = Text::new("type.date.serials_swapped").with("cells", serials.cells);
        decision.evidence.push(text);
    }
}
