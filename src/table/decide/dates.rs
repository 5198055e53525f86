//! a tally -> whether the column holds dates, and in which order it writes them.
//!
//! The order is decided once for all cells: by those that only one order can read, else by the rows'
//! order in time, else by a day that is always the first. Else it is a guess that someone must confirm.

use crate::say::Text;
use crate::table::clean::is_missing_number;
use crate::table::clock::Clock;
use crate::table::date::{DateParts, DateStyle, Form};
use crate::table::decide::{Case, Kind, TypeDecision};
use crate::table::store::Store;

/// One order is believed when the rows go back in time this many times less often under it.
const CLEARER: u64 = 5;
/// The orders that three numbers may have, the safest guess first.
const ORDERS: [DateStyle; 3] = [DateStyle::DayFirst, DateStyle::MonthFirst, DateStyle::Iso];
/// Months written with two digits of the year: more different numbers than this are days.
const MOST_YEARS: u32 = 20;

/// Cells that are dates, by what they tell about the order.
#[derive(Default)]
struct Dates {
    year_first: u64,
    named: u64,
    months: u64,
    /// Of these, weeks.
    weeks: u64,
    /// Cells whose order only the column knows; of these, those that an order of [`ORDERS`] can read.
    open: u64,
    readable: [u64; 3],
    first_over_12: u64,
    second_over_12: u64,
    timed: u64,
    zoned: u64,
    short_year: u64,
    /// Years of months that are written with two digits, a bit each.
    short_months: u128,
    /// Months that may be a business year as well: 2011-12.
    successive: u64,
    /// Cells that cannot be read, whatever the order.
    unreadable: u64,
}

impl Dates {
    fn of(case: &Case<'_>) -> Option<Dates> {
        let mut dates = Dates {
            year_first: case.tally.iso,
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
            match DateParts::of(counted.text).filter(|parts| parts.form != Form::Bare) {
                Some(parts) => dates.count(&parts, counted.cells),
                None => others += counted.cells,
            }
        }
        let short_years = dates.short_months.count_ones() > MOST_YEARS;
        let business_years = dates.months > 0 && dates.successive == dates.months;
        (!case.too_many(others) && !short_years && !business_years).then_some(dates)
    }

    fn count(&mut self, parts: &DateParts, cells: u64) {
        let when = |is: bool| if is { cells } else { 0 };
        self.timed += when(parts.time.is_some());
        self.zoned += when(parts.time.is_some_and(|time| time.zone.is_some()));
        self.short_year += when(parts.short_year);
        let [first, second, _] = parts.numbers;
        let known = match parts.form {
            Form::YearFirst => &mut self.year_first,
            Form::Named => &mut self.named,
            Form::Week => {
                self.months += cells;
                self.weeks += cells;
                return;
            }
            Form::Month => {
                self.successive += when((first + 1) % 100 == second);
                if parts.short_year {
                    self.short_months |= 1 << (first % 100);
                }
                self.months += cells;
                return;
            }
            Form::Open { .. } | Form::Bare => {
                self.open += cells;
                for (order, readable) in ORDERS.iter().zip(&mut self.readable) {
                    *readable += when(parts.day(*order).is_some());
                }
                self.first_over_12 += when(first > 12);
                self.second_over_12 += when(second > 12);
                return;
            }
        };
        *known += cells;
        self.unreadable += when(parts.day(DateStyle::Iso).is_none());
    }

    /// Dates of several forms, of which all but one kind can be read in one way only.
    fn forms(&self) -> usize {
        [self.year_first, self.named, self.open]
            .iter()
            .filter(|cells| **cells > 0)
            .count()
    }
}

/// The decision, when nearly all cells are dates of one order.
pub(super) fn decide(case: &Case<'_>, why_not: &mut Vec<Text>) -> Option<TypeDecision> {
    let dates = Dates::of(case)?;
    let mut decision = TypeDecision::of(if dates.timed > 0 {
        Kind::DateTime
    } else {
        Kind::Date
    });
    let days = dates.year_first + dates.named + dates.open;
    let said = |id: &str, cells: u64| Text::new(id).with("cells", cells);
    let (style, good) = if dates.months > days {
        let named = [
            ("type.date.month", dates.months - dates.weeks),
            ("type.date.week", dates.weeks),
        ];
        let named = named.into_iter().filter(|(_, cells)| *cells > 0);
        let evidence = named.map(|(id, cells)| said(id, cells));
        decision.evidence.extend(evidence);
        (DateStyle::Month, dates.months + days - dates.unreadable)
    } else if dates.open > 0 {
        let (at, order) = order(&dates, case.store, &mut decision);
        (
            order,
            days - dates.unreadable - dates.open + dates.readable[at],
        )
    } else {
        let (style, id) = if dates.named > dates.year_first {
            (DateStyle::Named, "type.date.named")
        } else {
            (DateStyle::Iso, "type.date.iso")
        };
        decision
            .evidence
            .push(said(id, dates.named.max(dates.year_first)));
        (style, days - dates.unreadable)
    };
    if dates.forms() > 1 {
        decision.evidence.push(
            said("type.date.forms", dates.year_first)
                .with("named", dates.named)
                .with("numbers", dates.open),
        );
    }
    if dates.short_year > 0 {
        decision
            .evidence
            .push(said("type.date.short_year", dates.short_year));
    }
    if dates.zoned > 0 {
        let id = if dates.zoned < days {
            "type.date.some_zoned"
        } else {
            "type.date.zoned"
        };
        decision.evidence.push(said(id, dates.zoned));
    }
    decision.date = Some(style);
    decision.bad = case.present - good;
    if !case.enough(good) {
        // Why: two orders are mixed, and no cell that both can read may be guessed.
        let evidence = decision.evidence.into_iter();
        why_not.extend(evidence.filter(|text| text.id == "type.date.mixed"));
        return None;
    }
    Some(decision)
}

/// The order of day, month and year, with its place among [`ORDERS`].
fn order(dates: &Dates, store: &Store, decision: &mut TypeDecision) -> (usize, DateStyle) {
    let said = |id: &str, cells: u64| Text::new(id).with("cells", cells);
    let (first, second) = (dates.first_over_12, dates.second_over_12);
    let best = dates.readable.iter().copied().max().unwrap_or(0);
    let tied: Vec<usize> = (0..3).filter(|at| dates.readable[*at] == best).collect();
    let open: Vec<DateStyle> = tied.iter().map(|at| ORDERS[*at]).collect();
    if best < dates.open && first > 0 && second > 0 {
        decision
            .evidence
            .push(said("type.date.mixed", first).with("others", second));
    }
    let proven = match open[..] {
        [only] => Some((
            only,
            match only {
                DateStyle::DayFirst => said("type.date.day_first", first),
                DateStyle::MonthFirst => said("type.date.month_first", second),
                _ => said("type.date.iso", best),
            },
        )),
        _ => by_the_rows(store, &open)
            .map(|style| {
                (
                    style,
                    match style {
                        DateStyle::DayFirst => said("type.date.day_first_by_rows", best),
                        DateStyle::MonthFirst => said("type.date.month_first_by_rows", best),
                        _ => said("type.date.year_first_by_rows", best),
                    },
                )
            })
            .or_else(|| {
                by_first_days(store, &open).map(|style| (style, said("type.date.first_days", best)))
            }),
    };
    decision.ambiguous_dates = proven.is_none();
    if proven.is_none() {
        decision.date_orders.clone_from(&open);
    }
    let (style, text) = proven.unwrap_or_else(|| (open[0], said("type.date.ambiguous", best)));
    decision.evidence.push(text);
    (
        ORDERS.iter().position(|order| *order == style).unwrap_or(0),
        style,
    )
}

/// The order under which the rows are sorted by time, where only one is.
fn by_the_rows(store: &Store, orders: &[DateStyle]) -> Option<DateStyle> {
    let back: Vec<u64> = orders
        .iter()
        .map(|style| steps_back(store, *style))
        .collect();
    let most = back.iter().copied().max()?;
    let clear =
        |at: usize| (0..back.len()).all(|other| other == at || back[at] * CLEARER <= back[other]);
    let found = (0..back.len()).find(|at| most >= CLEARER && clear(*at))?;
    Some(orders[found])
}

/// Months that are told by their first days: one number is always 1, and the other takes months of
/// several years. Read the other way, all rows would lie in the first days of some Januaries.
fn by_first_days(store: &Store, orders: &[DateStyle]) -> Option<DateStyle> {
    let mut years: Vec<i32> = Vec::new();
    let mut months = 0_u32;
    let (mut first, mut second) = (true, true);
    for parts in store
        .texts()
        .iter()
        .filter_map(|text| DateParts::of(text.trim()))
    {
        let [a, b, _] = parts.numbers;
        (first, second) = (first && a == 1, second && b == 1);
        months |= 1 << a.max(b).min(31);
        let year = parts.day(orders[0])?.civil().0;
        if !years.contains(&year) {
            years.push(year);
        }
        if !(first || second) {
            return None;
        }
    }
    let style = if first {
        DateStyle::DayFirst
    } else {
        DateStyle::MonthFirst
    };
    let clear = first != second && years.len() >= 2 && months.count_ones() >= 6;
    (clear && orders.contains(&style)).then_some(style)
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

/// Whether no text that needs an order of day and month fits two of them.
pub(super) fn all_proven(case: &Case<'_>) -> bool {
    let mut open = case.tally.texts.iter().filter_map(|counted| {
        let parts = DateParts::of(counted.text)?;
        matches!(parts.form, Form::Open { .. }).then_some(parts)
    });
    open.all(|parts| parts.either_way().is_none())
}

/// Texts looked at first: where few of them are dates, the others are not looked at.
const LOOKED_AT: usize = 64;

/// Cells that are dates of some form.
pub(super) fn like(case: &Case<'_>) -> u64 {
    let like = |most: usize| {
        let texts = case.tally.texts.iter().take(most);
        texts.fold((0, 0), |(like, all), counted| {
            let parts = DateParts::of(counted.text);
            let is = parts.is_some_and(|parts| parts.form != Form::Bare);
            (
                like + if is { counted.cells } else { 0 },
                all + counted.cells,
            )
        })
    };
    let (few, of) = like(LOOKED_AT);
    let texts = match few * 4 >= of {
        true => like(usize::MAX).0,
        false => 0,
    };
    case.tally.iso + texts
}

/// Whether nearly all cells are times of day without a date.
pub(super) fn are_clocks(case: &Case<'_>) -> bool {
    let packed = case.tally.numbers() + case.tally.iso + case.tally.labels;
    if case.too_many(packed) {
        return false;
    }
    let mut others = packed;
    for counted in &case.tally.texts {
        if !is_missing_number(counted.text) && Clock::of(counted.text).is_none() {
            others += counted.cells;
        }
        if case.too_many(others) {
            return false;
        }
    }
    true
}
