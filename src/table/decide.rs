//! a column's tally -> what kind of values it holds, over all its rows, with the evidence.
//!
//! A kind is chosen when at least 99 % of the cells that are not missing are of it; else the column
//! stays text, which misreads nothing.

mod dates;
mod digits;
mod numbers;
mod serials;

pub(super) use digits::{as_dates, as_ids};
pub(super) use serials::beside_dates;

use crate::say::Text;
use crate::table::boolean;
use crate::table::clean::{is_missing_number, is_missing_text, kept_text, seen};
use crate::table::date::DateStyle;
use crate::table::number::NumberStyle;
use crate::table::store::Store;
use crate::table::tally::Tally;
use crate::value::order;

/// What kind of values a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Digits that name something and must not be counted with: leading zeros, or too many digits.
    Id,
    /// Whole numbers.
    Integer,
    /// Numbers with decimals.
    Decimal,
    /// Days.
    Date,
    /// Days with a time of day.
    DateTime,
    /// Two words for yes and no.
    Boolean,
    /// No cell holds anything.
    Empty,
}

/// The kind of a column, how its values are written, and why that is believed.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDecision {
    /// What kind of values.
    pub kind: Kind,
    /// How numbers are written, where it holds numbers.
    pub number: NumberStyle,
    /// How dates are written, where it holds dates.
    pub date: Option<DateStyle>,
    /// No cell tells day from month; `date` is a guess that someone must confirm.
    pub ambiguous_dates: bool,
    /// The orders that are possible where `ambiguous_dates` is true, the guess first.
    pub date_orders: Vec<DateStyle>,
    /// Cells beside dates in text that hold a day as a spreadsheet counts.
    pub serials: u64,
    /// Of these, day and month may be swapped: the spreadsheet read another order than the file's.
    pub serials_swapped: bool,
    /// No cell tells decimals from thousands; `number` is a guess that someone must confirm.
    pub ambiguous_numbers: bool,
    /// Whole numbers written like `70002017.0`; as keys they are compared without the `.0`.
    pub point_zero: bool,
    /// Texts that are times of day without a date: `17:41`.
    pub clocks: bool,
    /// Numbers like `1.23E+12`, of which a spreadsheet has lost the last digits.
    pub destroyed: u64,
    /// Cells that hold nothing, or a word for nothing; rows set aside as a whole are not counted.
    pub missing: u64,
    /// The words for nothing that were met, with their cells.
    pub missing_words: Vec<(String, u64)>,
    /// Cells that are not missing and not of the kind.
    pub bad: u64,
    /// What speaks for all this.
    pub evidence: Vec<Text>,
}

impl TypeDecision {
    fn of(kind: Kind) -> TypeDecision {
        TypeDecision {
            kind,
            number: NumberStyle::default(),
            date: None,
            ambiguous_dates: false,
            date_orders: Vec::new(),
            serials: 0,
            serials_swapped: false,
            ambiguous_numbers: false,
            point_zero: false,
            clocks: false,
            destroyed: 0,
            missing: 0,
            missing_words: Vec::new(),
            bad: 0,
            evidence: Vec::new(),
        }
    }

    /// Whether a trimmed text of this column stands for a missing value.
    pub(super) fn is_missing(&self, trimmed: &str) -> bool {
        match self.kind {
            Kind::Text | Kind::Empty => is_missing_text(trimmed),
            // Among digits, days and flags a word for nothing can be no value.
            _ => is_missing_number(trimmed),
        }
    }
}

/// What there is to decide on.
struct Case<'a> {
    store: &'a Store,
    tally: Tally<'a>,
    delimiter: u8,
    /// Cells that hold something, also when the column is of numbers or dates.
    present: u64,
}

impl Case<'_> {
    /// Whether so many cells are nearly all.
    fn enough(&self, cells: u64) -> bool {
        cells * 100 >= self.present * 99
    }

    /// Whether so many cells are too many to be of another kind.
    fn too_many(&self, cells: u64) -> bool {
        cells * 100 > self.present
    }
}

/// Decides on all cells of a column. `flawed` rows hold none.
pub(super) fn decide(store: &Store, delimiter: u8, flawed: u64) -> TypeDecision {
    let tally = Tally::of(store);
    let missing = tally.empty + tally.cells(is_missing_number);
    let case = Case {
        store,
        tally,
        delimiter,
        present: store.len() as u64 - missing,
    };
    let mut decision = kind_of(&case);
    count_missing(&mut decision, &case.tally, flawed);
    let kept = store.texts().iter().zip(&case.tally.texts);
    let kept = kept.filter(|(text, _)| kept_text(seen(text)).is_some());
    let cells: u64 = kept.map(|(_, counted)| counted.cells).sum();
    if cells > 0 {
        let text = Text::new("type.kept_text").with("cells", cells);
        decision.evidence.push(text);
    }
    decision
}

fn kind_of(case: &Case<'_>) -> TypeDecision {
    if case.present == 0 {
        let words = case.tally.cells(|text| !is_missing_text(text));
        return TypeDecision::of(if words > 0 { Kind::Text } else { Kind::Empty });
    }
    let mut why_not = Vec::new();
    let found = dates::decide(case, &mut why_not);
    let days = match found {
        None if why_not.is_empty() => dates::like(case),
        _ => 0,
    };
    if days > 0 && days * 2 >= case.present {
        why_not.push(
            Text::new("type.date.almost")
                .with("cells", days)
                .with("of", case.present),
        );
    }
    found
        .or_else(|| numbers::decide(case, &mut why_not))
        .or_else(|| flag(case))
        .unwrap_or_else(|| text(case, why_not))
}

fn text(case: &Case<'_>, mut why_not: Vec<Text>) -> TypeDecision {
    let clocks = dates::are_clocks(case);
    if clocks {
        why_not = vec![Text::new("type.clocks").with("cells", case.present)];
    }
    TypeDecision {
        clocks,
        evidence: why_not,
        ..TypeDecision::of(Kind::Text)
    }
}

fn flag(case: &Case<'_>) -> Option<TypeDecision> {
    if case.tally.numbers() + case.tally.iso + case.tally.labels > 0 {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    for counted in &case.tally.texts {
        let known = is_missing_number(counted.text)
            || words
                .iter()
                .any(|word| word.eq_ignore_ascii_case(counted.text));
        if !known {
            words.push(counted.text);
        }
        if words.len() > 2 {
            return None;
        }
    }
    let [a, b] = words[..] else { return None };
    boolean::is_pair(a, b).then(|| TypeDecision::of(Kind::Boolean))
}

fn count_missing(decision: &mut TypeDecision, tally: &Tally<'_>, flawed: u64) {
    let mut words: Vec<(String, u64)> = Vec::new();
    let mut missing = tally.empty;
    for counted in tally
        .texts
        .iter()
        .filter(|counted| decision.is_missing(counted.text))
    {
        missing += counted.cells;
        match words.iter_mut().find(|(word, _)| word == counted.text) {
            _ if counted.text.is_empty() => {}
            Some((_, cells)) => *cells += counted.cells,
            None => words.push((counted.text.to_owned(), counted.cells)),
        }
    }
    order::sort(&mut words);
    for (word, cells) in &words {
        decision.evidence.push(
            Text::new("type.missing")
                .with("word", word)
                .with("cells", *cells),
        );
    }
    if decision.bad > 0 {
        decision
            .evidence
            .push(Text::new("type.bad").with("cells", decision.bad));
    }
    decision.missing = missing.saturating_sub(flawed);
    decision.missing_words = words;
}
