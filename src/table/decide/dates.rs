//! a tally -> whether the column holds dates, and in which order it writes them.

use crate::say::Text;
use crate::table::clean::is_missing_number;
use crate::table::date::{DateParts, DateStyle};
use crate::table::decide::{Case, Kind, TypeDecision};
use crate::table::store::Store;

/// One order is believed when the rows go back in time this many times less often under it.
const CLEARER: u64 = 5;

/// Cells that are dates, by what they tell about the order.
#[derive(Default)]
struct Dates {
    iso: u64,
    first_over_12: u64,
    second_over_12: u64,
    neither: u64,
    timed: u64,
    short_year: u64,
}

impl Dates {
    fn of(case: &Case<'_>) -> Option<Dates> {
        let mut dates = Dates {
            iso: case.tally.iso,
            ..Dates::default()
        };
        let mut others = case.tally.numbers() + case.tally.labels;
        for counted in case
            .tally
            .texts
            .iter()
            .filter(|counted| !is_missing_number(counted.text))
        {
            if case.too_many(others) {
                return None;
            }
            match DateParts::of(counted.text) {
                Some(parts) => dates.count(&parts, counted.cells),
                None => others += counted.cells,
            }
        }
        (!case.too_many(others)).then_some(dates)
    }

    fn count(&mut self, parts: &DateParts, cells: u64) {
        self.timed += if parts.has_time { cells } else { 0 };
        self.short_year += if parts.short_year { cells } else { 0 };
        let [first, second, _] = parts.numbers;
        *match (parts.year_first, first > 12, second > 12) {
            (true, _, _) => &mut self.iso,
            (_, true, _) => &mut self.first_over_12,
            (_, _, true) => &mut self.second_over_12,
            _ => &mut self.neither,
        } += cells;
    }

    fn year_last(&self) -> u64 {
        self.first_over_12 + self.second_over_12 + self.neither
    }
}

/// The decision, when nearly all cells are dates of one order.
pub(super) fn decide(case: &Case<'_>) -> Option<TypeDecision> {
    let dates = Dates::of(case)?;
    let mut decision = TypeDecision::of(if dates.timed > 0 {
        Kind::DateTime
    } else {
        Kind::Date
    });
    let style = if dates.iso >= dates.year_last() {
        decision
            .evidence
            .push(Text::new("type.date.iso").with("cells", dates.iso));
        DateStyle::Iso
    } else {
        order(&dates, case.store, &mut decision)
    };
    if dates.short_year > 0 {
        decision
            .evidence
            .push(Text::new("type.date.short_year").with("cells", dates.short_year));
    }
    let good = good_cells(case, style);
    decision.date = Some(style);
    decision.bad = case.present - good;
    case.enough(good).then_some(decision)
}

fn good_cells(case: &Case<'_>, style: DateStyle) -> u64 {
    let packed = if style == DateStyle::Iso {
        case.tally.iso
    } else {
        0
    };
    packed
        + case
            .tally
            .cells(|text| DateParts::of(text).is_some_and(|parts| parts.day(style).is_some()))
}

/// Day first or month first, by the numbers that can be no month; else by the order of the rows.
fn order(dates: &Dates, store: &Store, decision: &mut TypeDecision) -> DateStyle {
    let (day_first, month_first) = (dates.first_over_12, dates.second_over_12);
    let said = |id: &str, cells: u64| Text::new(id).with("cells", cells);
    if day_first > 0 && month_first > 0 {
        let text = said("type.date.mixed", day_first).with("others", month_first);
        decision.evidence.push(text);
    }
    if day_first > month_first {
        decision
            .evidence
            .push(said("type.date.day_first", day_first));
        return DateStyle::DayFirst;
    }
    if month_first > 0 {
        decision
            .evidence
            .push(said("type.date.month_first", month_first));
        return DateStyle::MonthFirst;
    }
    let by_rows = by_the_rows(store);
    decision.ambiguous_dates = by_rows.is_none();
    let id = match by_rows {
        None => "type.date.ambiguous",
        Some(DateStyle::MonthFirst) => "type.date.month_first_by_rows",
        Some(_) => "type.date.day_first_by_rows",
    };
    decision.evidence.push(said(id, dates.neither));
    by_rows.unwrap_or(DateStyle::DayFirst)
}

/// The order under which the rows are sorted by time, where only one is.
fn by_the_rows(store: &Store) -> Option<DateStyle> {
    let day_first = steps_back(store, DateStyle::DayFirst);
    let month_first = steps_back(store, DateStyle::MonthFirst);
    if day_first.max(month_first) < CLEARER {
        return None;
    }
    if day_first * CLEARER <= month_first {
        Some(DateStyle::DayFirst)
    } else if month_first * CLEARER <= day_first {
        Some(DateStyle::MonthFirst)
    } else {
        None
    }
}

/// How often a row lies before the row above it; or, where that is rarer, after it.
fn steps_back(store: &Store, style: DateStyle) -> u64 {
    let day = |text: &str| DateParts::of(text.trim()).and_then(|parts| parts.day(style));
    let days: Vec<Option<i32>> = store
        .texts()
        .iter()
        .map(|text| day(text).map(|day| day.0))
        .collect();
    let (mut back, mut forth, mut last) = (0, 0, None);
    for code in store.text_codes() {
        let Some(day) = days[code as usize] else {
            continue;
        };
        if let Some(last) = last {
            back += u64::from(day < last);
            forth += u64::from(day > last);
        }
        last = Some(day);
    }
    back.min(forth)
}
