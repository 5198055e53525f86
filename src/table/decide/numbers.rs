//! a tally -> whether the column holds numbers, and how it writes them.

use std::borrow::Cow;

use crate::say::{Arg, Text};
use crate::table::clean::is_missing_number;
use crate::table::decide::{Case, Kind, TypeDecision};
use crate::table::number::{Evidence, NumberStyle, Parts};
use crate::table::units::western;
use crate::value::{MAX_SCALE, order};

/// More digits than this are an id.
const LONGEST_NUMBER: usize = 15;

/// Currencies without a smaller coin.
const WHOLE: [&str; 7] = [
    "\u{5186}", "JPY", "\u{20a9}", "KRW", "\u{c6d0}", "\u{20ab}", "VND",
];
/// A longer word behind a number is no unit of it.
const LONGEST_WORD: usize = 8;

/// Cells that may be numbers, by what they tell about the style.
#[derive(Default)]
struct Votes {
    point: u64,
    comma: u64,
    maybe_point: u64,
    maybe_comma: u64,
    /// Signs between groups of digits, ascending, each with its cells.
    groups: Vec<(char, u64)>,
    /// Units, ascending, each with its cells.
    units: Vec<(&'static str, u64)>,
    /// Cells with digits of other scripts.
    scripts: u64,
    percent: u64,
    leading_zero: u64,
    long: u64,
    /// Cells like `1.23E+12`, with fewer digits than the number has.
    destroyed: u64,
}

impl Votes {
    /// `None` when too many cells can be no numbers, however they are read.
    fn of(case: &Case<'_>) -> Option<Votes> {
        let tally = &case.tally;
        let mut votes = Votes {
            point: tally.decimal - tally.maybe_thousands,
            maybe_point: tally.maybe_thousands,
            long: tally.long,
            ..Votes::default()
        };
        let mut others = tally.iso + tally.labels;
        for counted in tally
            .texts
            .iter()
            .filter(|counted| !is_missing_number(counted.text))
        {
            if case.too_many(others) {
                return None;
            }
            let text = western(counted.text);
            let parts = Parts::of(&text);
            match parts.and_then(|parts| parts.evidence().map(|evidence| (parts, evidence))) {
                Some((parts, evidence)) => {
                    votes.scripts += if matches!(text, Cow::Owned(_)) {
                        counted.cells
                    } else {
                        0
                    };
                    votes.count(&parts, evidence, counted.cells);
                }
                None => others += counted.cells,
            }
        }
        (!case.too_many(others)).then_some(votes)
    }

    fn count(&mut self, parts: &Parts<'_>, evidence: Evidence, cells: u64) {
        if let Some(unit) = parts.unit {
            let place = self.units.partition_point(|known| known.0 < unit);
            if self.units.get(place).is_none_or(|known| known.0 != unit) {
                self.units.insert(place, (unit, 0));
            }
            self.units[place].1 += cells;
        }
        self.percent += if parts.percent { cells } else { 0 };
        self.destroyed += if parts.lost_digits() { cells } else { 0 };
        let mut group = |sign: Option<char>| {
            let Some(sign) = sign else { return };
            match self.groups.binary_search_by_key(&sign, |group| group.0) {
                Ok(place) => self.groups[place].1 += cells,
                Err(place) => self.groups.insert(place, (sign, cells)),
            }
        };
        match evidence {
            Evidence::Whole => self.whole(parts.core, cells),
            Evidence::Groups(sign) => group(Some(sign)),
            Evidence::Point(sign) => {
                group(sign);
                self.point += cells;
            }
            Evidence::Comma(sign) => {
                group(sign);
                self.comma += cells;
            }
            Evidence::MaybePoint => self.maybe_point += cells,
            Evidence::MaybeComma => self.maybe_comma += cells,
        }
    }

    fn whole(&mut self, core: &str, cells: u64) {
        self.leading_zero += if core.len() > 1 && core.starts_with('0') {
            cells
        } else {
            0
        };
        self.long += if core.len() > LONGEST_NUMBER {
            cells
        } else {
            0
        };
    }

    /// Numbers without a currency of their own.
    fn without_unit(&self, case: &Case<'_>) -> u64 {
        let named: u64 = self.units.iter().map(|(_, cells)| cells).sum();
        case.present.saturating_sub(named)
    }

    /// The currencies, that of most cells first.
    fn units_by_cells(&self) -> Vec<String> {
        let mut units = self.units.clone();
        order::sort_by(&mut units, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        units.iter().map(|(unit, _)| (*unit).to_owned()).collect()
    }

    /// Whether the comma stands before decimals, and whether any cell proves it.
    fn decimal_point(&self, delimiter: u8) -> (u8, bool) {
        if self.point + self.comma > 0 {
            return (if self.comma > self.point { b',' } else { b'.' }, true);
        }
        // What has no smaller coin has no decimals.
        if self.units.len() == 1 && WHOLE.contains(&self.units[0].0) {
            let comma = self.maybe_point > 0 && self.maybe_comma == 0;
            return (if comma { b',' } else { b'.' }, true);
        }
        // Files separated by semicolons come from where the comma is the decimal sign.
        let comma = self.maybe_comma > 0 && self.maybe_point == 0 && delimiter == b';';
        (
            if comma { b',' } else { b'.' },
            self.maybe_point + self.maybe_comma == 0,
        )
    }

    fn grouping(&self, decimal_point: u8) -> Option<char> {
        let other = if decimal_point == b'.' { ',' } else { '.' };
        let most = self
            .groups
            .iter()
            .filter(|(sign, _)| *sign != char::from(decimal_point));
        let sign = most.max_by_key(|(_, cells)| *cells).map(|(sign, _)| *sign);
        let maybe = if other == ',' {
            self.maybe_comma
        } else {
            self.maybe_point
        };
        sign.or((maybe > 0).then_some(other))
    }
}

impl NumberStyle {
    /// The same with this sign before decimals, and the other one between groups where none else stands there.
    pub fn with_point(&self, decimal_point: u8) -> NumberStyle {
        let other = if decimal_point == b'.' { ',' } else { '.' };
        let kept = self.grouping.filter(|sign| !matches!(sign, '.' | ','));
        NumberStyle {
            decimal_point,
            grouping: kept.or(Some(other)),
            ..self.clone()
        }
    }
}

/// The decision, when nearly all cells are numbers of one style; or why the column stays text.
pub(super) fn decide(case: &Case<'_>, why_not: &mut Vec<Text>) -> Option<TypeDecision> {
    let Some(votes) = Votes::of(case) else {
        almost(case.tally.numbers(), case, why_not);
        return None;
    };
    if votes.units.len() > 1 && votes.without_unit(case) > 0 {
        let units: Vec<Arg> = votes
            .units
            .iter()
            .map(|(unit, _)| Arg::from(*unit))
            .collect();
        why_not.push(Text::new("type.number.mixed_units").with("units", units));
        return None;
    }
    let (decimal_point, proven) = votes.decimal_point(case.delimiter);
    let mut units = votes.units_by_cells();
    let other_units = units.split_off(units.len().min(1));
    let grouping = votes.grouping(decimal_point);
    let style = NumberStyle {
        decimal_point,
        grouping,
        unit: units.pop(),
        other_units,
        percent: votes.percent > 0,
    };
    let read = Readable::of(case, &style);
    if !case.enough(read.cells) {
        almost(read.cells, case, why_not);
        return None;
    }
    if let Some(id) = as_id(&votes, &read) {
        return Some(id);
    }
    let mut decision = TypeDecision::of(if read.fractions > 0 {
        Kind::Decimal
    } else {
        Kind::Integer
    });
    decision.bad = case.present - read.cells;
    decision.ambiguous_numbers = !proven;
    decision.point_zero = read.point_zero > 0 && read.fractions == 0;
    decision.destroyed = votes.destroyed;
    decision.evidence = evidence(&votes, &style, &decision);
    if read.finer > 0 {
        let text = Text::new("type.number.finer").with("cells", read.finer);
        decision.evidence.push(text);
    }
    decision.number = style;
    Some(decision)
}

/// Says so when at least half of the cells are numbers: a few others keep the column text.
fn almost(cells: u64, case: &Case<'_>, why_not: &mut Vec<Text>) {
    let texts = case.tally.texts.iter();
    let lettered = texts.filter(|counted| has_letters_behind(counted.text));
    let (mut more, mut example) = (0, None);
    for counted in lettered {
        more += counted.cells;
        example = example.or(Some(counted.text));
    }
    if let Some(example) = example.filter(|_| case.enough(cells + more)) {
        let text = Text::new("type.number.letters").with("cells", more);
        why_not.push(text.with("of", case.present).with("example", example));
    } else if cells * 2 >= case.present {
        why_not.push(
            Text::new("type.number.almost")
                .with("cells", cells)
                .with("of", case.present),
        );
    }
}

/// `12.5k`, `100.00 CR`: a number with a word behind it that is no currency.
fn has_letters_behind(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ' '));
    let behind = &text[number.len()..];
    // `17-Jun` is a day of a month, and `100.00- CR` an amount.
    if number.ends_with('-') && behind.starts_with(char::is_alphabetic) {
        return false;
    }
    let word = behind.trim();
    let short = (1..=LONGEST_WORD).contains(&word.chars().count());
    short && Parts::of(text).is_none() && Parts::of(number).is_some()
}

/// Whole numbers with leading zeros, or with too many digits to count with, name something.
fn as_id(votes: &Votes, read: &Readable) -> Option<TypeDecision> {
    let whole = read.fractions == 0 && read.point_zero == 0 && votes.units.is_empty();
    let text = match (votes.leading_zero, votes.long) {
        _ if !whole => return None,
        (0, 0) => return None,
        (0, long) => Text::new("type.id.long").with("cells", long),
        (zeros, _) => Text::new("type.id.leading_zero").with("cells", zeros),
    };
    Some(TypeDecision {
        evidence: vec![text],
        ..TypeDecision::of(Kind::Id)
    })
}

/// Cells that can be read in one style.
#[derive(Default)]
struct Readable {
    cells: u64,
    fractions: u64,
    point_zero: u64,
    /// Cells with more decimals than are kept.
    finer: u64,
}

impl Readable {
    fn of(case: &Case<'_>, style: &NumberStyle) -> Readable {
        let tally = &case.tally;
        let mut read = Readable {
            cells: tally.whole + tally.long,
            ..Readable::default()
        };
        if style.decimal_point == b'.' {
            read.cells += tally.decimal;
            read.point_zero = tally.point_zero;
            read.fractions = tally.decimal - tally.point_zero;
        } else if style.grouping == Some('.') {
            read.cells += tally.maybe_thousands;
        }
        if style.percent {
            read = Readable::default();
        }
        for counted in tally
            .texts
            .iter()
            .filter(|counted| !is_missing_number(counted.text))
        {
            if let Some(number) = style.read(counted.text) {
                let point_zero = number.decimals == 1 && number.mantissa % 10 == 0;
                read.cells += counted.cells;
                read.finer += if number.decimals > MAX_SCALE {
                    counted.cells
                } else {
                    0
                };
                read.point_zero += if point_zero { counted.cells } else { 0 };
                read.fractions += if number.decimals > 0 && !point_zero {
                    counted.cells
                } else {
                    0
                };
            }
        }
        // More digits than a style can read count as ids; leading zeros alone it reads.
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        read.cells +=
            tally.cells(|text| text.len() > 18 && digits(text) && style.read(text).is_none());
        read
    }
}

fn evidence(votes: &Votes, style: &NumberStyle, decision: &TypeDecision) -> Vec<Text> {
    let mut said = Vec::new();
    if style.decimal_point == b',' && votes.comma > 0 {
        said.push(Text::new("type.number.comma").with("cells", votes.comma));
    }
    if votes.point > 0 && votes.comma > 0 {
        said.push(
            Text::new("type.number.conflict")
                .with("points", votes.point)
                .with("commas", votes.comma),
        );
    }
    if decision.ambiguous_numbers {
        let cells = votes.maybe_point + votes.maybe_comma;
        let id = match (votes.maybe_comma > 0, style.decimal_point) {
            (true, b'.') => "type.number.maybe_thousands",
            _ => "type.number.maybe_decimals",
        };
        said.push(Text::new(id).with("cells", cells));
    }
    let units = votes.units.iter().map(|(unit, cells)| {
        Text::new("type.number.unit")
            .with("unit", *unit)
            .with("cells", *cells)
    });
    said.extend(units);
    if style.percent {
        said.push(Text::new("type.number.percent").with("cells", votes.percent));
    }
    if votes.scripts > 0 {
        said.push(Text::new("type.number.scripts").with("cells", votes.scripts));
    }
    if votes.destroyed > 0 {
        said.push(Text::new("type.number.destroyed").with("cells", votes.destroyed));
    }
    if decision.point_zero {
        said.push(Text::new("type.number.point_zero"));
    }
    said
}
