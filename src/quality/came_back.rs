//! Columns beside the sales that tell of goods that came back and of orders that were called off: yes and no,
//! a day, a number of pieces. What they say is taken off net revenue; booked revenue is before it.
//!
//! Yes says that the whole row came back, and so does a day where most rows have none; pieces say which part.
//! What only hints at it, like a reason, is told with what it would move, and nothing is done.

use std::cmp::Ordering;

use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Text};
use crate::schema::{NO_AMOUNT, Role, came_back, english, words};
use crate::table::{Kind, MISSING};
use crate::value::{Decimal, order, plain};

/// The check.
pub(super) const CHECK: Check = Check {
    code: "came_back",
    remedies: &["as_read", "whole", "leave"],
    phase: Phase::Rows,
    run,
};

/// What stands in a column of yes and no, in plain letters.
const YES: &str = "true yes y t 1 x ja j oui o si s sim verdadeiro vrai wahr";
const NO: &str = "false no n f 0 nein non nao falso faux falsch none kept";
/// A column whose header has one of these tells of something else: who returns, until when, under which terms.
const NEVER: &str = "customer visitor policy rate ratio percent pct address label window eligible allowed \
     until by deadline possible tracking fee cost shipping days repeat";
/// Words of headers that count.
const PIECES: [&str; 8] = [
    "quantity", "qty", "units", "unit", "pieces", "items", "item", "count",
];
/// Words that a row is called by which is a refund of its own.
const OWN_ROW: [&str; 3] = ["refund", "return", "chargeback"];
/// A mark of which nobody knows whether the row was called off, or calls off another one.
const EITHER: &str = "storno";
/// Texts of more kinds than this are no flag.
const MOST_KINDS: usize = 12;

/// Which part of a row came back: `part` of `of` pieces, `of` at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameBack {
    /// The fact row.
    pub row: u32,
    /// Pieces that came back.
    pub part: i64,
    /// Pieces that were sold.
    pub of: i64,
}

impl CameBack {
    /// All of a row.
    pub(crate) fn whole(row: u32) -> CameBack {
        let (part, of) = (1, 1);
        CameBack { row, part, of }
    }

    /// What is given back of an amount above zero, in its unit, halves up.
    pub(crate) fn worth(&self, amount: i64) -> i64 {
        let of = i128::from(self.of);
        let worth = (i128::from(amount) * i128::from(self.part) + of / 2) / of;
        // As many come back as were sold at the most, so it is no more than the amount.
        i64::try_from(worth).unwrap_or(amount)
    }

    /// Compares the parts, without the rows.
    pub(crate) fn cmp_part(&self, other: &CameBack) -> Ordering {
        let times = |a: i64, b: i64| i128::from(a) * i128::from(b);
        times(self.part, other.of).cmp(&times(other.part, self.of))
    }
}

/// What a column tells, by how much can be made of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// How many pieces came back.
    Pieces,
    /// That the row came back.
    Whole,
    /// Something.
    Hints,
}

/// What one column tells.
struct Told {
    at: usize,
    tells: Tells,
    /// It may mean something else.
    doubtful: bool,
    rows: Vec<CameBack>,
    text: Text,
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    if model.is_summary() || !model.tells_money() {
        return None;
    }
    let columns = 0..model.fact_table().columns.len();
    let told: Vec<Told> = columns.filter_map(|at| told(evidence, at)).collect();
    let mut doubt: Vec<u32> = Vec::new();
    let mut back: Vec<CameBack> = Vec::new();
    let remedy = evidence.remedy();
    for column in &told {
        let hints = column.tells == Tells::Hints;
        if hints || column.doubtful {
            doubt.extend(column.rows.iter().map(|back| back.row));
        }
        back.extend(column.rows.iter().filter_map(|back| match remedy {
            "whole" => Some(CameBack::whole(back.row)),
            "leave" => None,
            _ => (!hints).then_some(*back),
        }));
    }
    let mut rows: Vec<u32> = told
        .iter()
        .flat_map(|told| &told.rows)
        .map(|back| back.row)
        .collect();
    for rows in [&mut rows, &mut doubt] {
        order::sort(rows);
        rows.dedup();
    }
    if rows.is_empty() {
        return None;
    }
    // Where two columns tell of a row, the larger part came back.
    order::sort_by(&mut back, |a, b| a.row.cmp(&b.row).then(b.cmp_part(a)));
    back.dedup_by_key(|back| back.row);
    let severity = match doubt.is_empty() {
        true => Severity::Note,
        false => Severity::Warning,
    };
    let shown = told.first().map_or(0, |told| told.at);
    let mut finding = evidence.finding(severity, &rows, Vec::new(), shown);
    let parts: Vec<Arg> = told.into_iter().map(|told| told.text.into()).collect();
    finding.sentence = finding.sentence.with("parts", Arg::List(parts));
    let done = match remedy {
        "whole" => Some("finding.came_back.whole.done"),
        "as_read" if back.is_empty() => Some("finding.came_back.hints.done"),
        _ => None,
    };
    finding.done.id = done.map_or(finding.done.id, str::to_owned);
    finding.doubt = (!doubt.is_empty()).then(|| evidence.revenue(&doubt));
    finding.came_back = back;
    Some(finding)
}

/// What a column of the facts tells of goods that came back.
fn told(evidence: &Evidence, at: usize) -> Option<Told> {
    let model = evidence.model;
    let facts = model.facts();
    let column = &facts.table.columns[at];
    if facts.mapping.guesses[at].role.is_some() || !is_headed(&column.name) {
        return None;
    }
    let quantity = facts.mapping.column(Role::Quantity);
    let header = english(&column.name);
    let counts = header.iter().any(|word| PIECES.contains(&word.as_str()));
    let numbers = |at: usize| {
        let column = &facts.table.columns[at];
        let decimals = column.decimals(&column.decision.number);
        model.lift_at((model.fact, at), decimals.values, NO_AMOUNT)
    };
    let mut doubtful = column.name.trim().eq_ignore_ascii_case(EITHER);
    let mut tells = Tells::Whole;
    // Per fact row whether the column says something, and how many pieces.
    let mut parts: Vec<(i64, i64)> = vec![(0, 1); model.rows()];
    match column.decision.kind {
        Kind::Integer => {
            let own = numbers(at);
            let said = || own.iter().filter(|value| **value != NO_AMOUNT);
            let most = said().copied().max().unwrap_or(0);
            let pieces = quantity.map(numbers);
            let scale = quantity.map(|at| facts.table.columns[at].decision.kind);
            let within = |pieces: &Vec<i64>| {
                scale == Some(Kind::Integer)
                    && own.iter().zip(pieces).all(|(own, of)| *own <= (*of).max(0))
            };
            let fits = pieces.as_ref().is_some_and(within);
            tells = match () {
                () if said().any(|value| *value < 0) => Tells::Hints,
                () if fits && (counts || most > 1) => Tells::Pieces,
                () if counts || most > 1 => Tells::Hints,
                () => Tells::Whole,
            };
            for (row, own) in own.iter().enumerate().filter(|(_, own)| **own != NO_AMOUNT) {
                let of = pieces.as_ref().map_or(1, |pieces| pieces[row]);
                parts[row] = match tells {
                    Tells::Pieces => (*own, of.max(1)),
                    _ => (i64::from(*own != 0), 1),
                };
                // One of several pieces, or yes?
                doubtful |= tells == Tells::Whole && *own == 1 && of > 1 && header.len() == 1;
            }
        }
        Kind::Date | Kind::DateTime => {
            let days = column.days(column.decision.date?).values;
            let days = model.lift_at((model.fact, at), days, i32::MIN);
            let there = days.iter().filter(|day| **day != i32::MIN).count();
            match () {
                // A day in each row is a term.
                () if there == days.len() => return None,
                () if there * 2 > days.len() => tells = Tells::Hints,
                () => doubtful = true,
            }
            for (part, day) in parts.iter_mut().zip(days) {
                part.0 = i64::from(day != i32::MIN);
            }
        }
        Kind::Empty => return None,
        kind => {
            let coded = column.coded();
            let codes = model.lift_at((model.fact, at), coded.codes, MISSING);
            let there = codes.iter().filter(|code| **code != MISSING).count();
            let said: Vec<Option<bool>> = coded.entries.iter().map(|text| says(text)).collect();
            let clear = said.len() <= MOST_KINDS && said.iter().all(Option::is_some);
            if !clear || kind == Kind::Decimal {
                if there * 2 > codes.len() && kind != Kind::Decimal {
                    return None;
                }
                tells = Tells::Hints;
            }
            // With the sign of a currency or without.
            let zero = |text: &String| {
                let mut digits = text.bytes().filter(u8::is_ascii_digit);
                text.is_empty() || digits.next() == Some(b'0') && digits.all(|digit| digit == b'0')
            };
            let yes: Vec<bool> = (coded.entries.iter().zip(&said))
                .map(|(text, said)| said.unwrap_or(!zero(text)) && !zero(text))
                .collect();
            for (part, code) in parts.iter_mut().zip(codes) {
                part.0 = i64::from(yes.get(code as usize) == Some(&true));
            }
        }
    }
    let known = known(evidence);
    let sold = |row: &u32| evidence.amount(*row) > 0 && !known[*row as usize];
    let rows: Vec<CameBack> = evidence
        .rows()
        .filter(|row| parts[*row as usize].0 != 0)
        .filter(sold)
        .map(|row| {
            let (part, of) = parts[row as usize];
            CameBack { row, part, of }
        })
        .collect();
    let worth = |back: &CameBack| match evidence.reports(back.row) {
        true => i128::from(back.worth(evidence.amount(back.row))),
        false => 0,
    };
    let worth = Decimal::new(rows.iter().map(worth).sum(), model.measure.scale);
    let id = match tells {
        Tells::Pieces => "finding.came_back.pieces",
        Tells::Whole => "finding.came_back.whole",
        Tells::Hints => "finding.came_back.hints",
    };
    let text = Text::new(id)
        .with("n", rows.len())
        .with("column", &column.name)
        .with("worth", evidence.money(worth));
    (!rows.is_empty()).then_some(Told {
        at,
        tells,
        doubtful,
        rows,
        text,
    })
}

/// Whether a header says that something came back or was called off, and is not the name of rows that are
/// refunds themselves.
fn is_headed(name: &str) -> bool {
    let own = words(name);
    let rest: Vec<&String> = own.iter().filter(|word| *word != "is").collect();
    let own_row = matches!(rest[..], [only] if OWN_ROW.contains(&only.as_str()));
    let never = |word: &String| NEVER.split(' ').any(|never| never == word);
    own.iter().any(|word| came_back(word)) && !own_row && !own.iter().any(never)
}

/// Yes or no, in a text that says nothing else.
fn says(text: &str) -> Option<bool> {
    let lower = plain(text);
    let one_of = |all: &str| all.split(' ').any(|word| word == lower);
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    match () {
        () if one_of(YES) || lower == "\u{2713}" => Some(true),
        () if one_of(NO)
            || words
                .next()
                .is_some_and(|first| first == "not" || first == "no") =>
        {
            Some(false)
        }
        () => came_back(&lower).then_some(true),
    }
}

/// Per fact row whether its status, or a column of refunds, tells the same already.
fn known(evidence: &Evidence) -> Vec<bool> {
    let model = evidence.model;
    let mut known = vec![false; model.rows()];
    if let Some(place) = model.role(Role::Status) {
        let coded = model.column(place).coded();
        let says = |text: &String| {
            let lower = plain(text);
            let mut words = lower.split(|c: char| !c.is_alphanumeric());
            words.any(came_back) && !lower.starts_with("partial")
        };
        let says: Vec<bool> = coded.entries.iter().map(says).collect();
        let codes = model.lift_at(place, coded.codes, MISSING);
        for (known, code) in known.iter_mut().zip(codes) {
            *known = says.get(code as usize) == Some(&true);
        }
    }
    let refunded = model.extras.iter().find(|extra| extra.id == "refunded");
    for (known, back) in known
        .iter_mut()
        .zip(refunded.into_iter().flat_map(|it| &it.values))
    {
        *known |= *back > 0;
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_what_came_back_are_told_from_others() {
        for (header, expected) in [
            ("Returned", true),
            ("is_returned", true),
            ("Cancelled at", true),
            ("qty returned", true),
            ("Retoure", true),
            ("Reso", true),
            ("Storniert", true),
            ("is_refund", false),
            ("return", false),
            ("Return customer", false),
            ("Return policy", false),
            ("Order date", false),
        ] {
            assert_eq!(is_headed(header), expected, "{header}");
        }
    }

    #[test]
    fn a_part_that_came_back_is_worth_its_share_rounded_half_up() {
        let back = |part, of| CameBack { row: 0, part, of };
        // 2 of 3 pieces of 10.00 are 6.666...; 1 of 2 of 0.01 is half a cent.
        assert_eq!(back(2, 3).worth(1000), 667);
        assert_eq!(back(1, 3).worth(1000), 333);
        assert_eq!(back(1, 2).worth(1), 1);
        assert_eq!(CameBack::whole(0).worth(i64::MAX), i64::MAX);
        assert_eq!(back(2, 4).cmp_part(&back(1, 2)), Ordering::Equal);
        assert_eq!(back(2, 3).cmp_part(&back(3, 5)), Ordering::Greater);
    }
}
