//! texts of a column -> how its numbers are written; and one text with that style -> a number.
//!
//! The style is the column's and never a cell's: `1,234` is read by what the other cells show.

use crate::table::units::{sign_and_unit, western};

/// How the numbers of a column are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberStyle {
    /// `.` or `,`.
    pub decimal_point: u8,
    /// What stands between groups of digits, where anything does.
    pub grouping: Option<char>,
    /// The currency that is written with the numbers (`$`, `INR`).
    pub unit: Option<String>,
    /// Other currencies, where each number is written with its own.
    pub other_units: Vec<String>,
    /// The numbers are written with a percent sign; they are read as shares of one.
    pub percent: bool,
}

impl Default for NumberStyle {
    fn default() -> NumberStyle {
        NumberStyle {
            decimal_point: b'.',
            grouping: None,
            unit: None,
            other_units: Vec::new(),
            percent: false,
        }
    }
}

/// The power of ten from which spreadsheets shorten whole numbers.
const SHORTENED_FROM: usize = 11;
/// The most digits behind the point that are kept exactly.
const MOST_DECIMALS: i64 = 18;

/// A number as written: digits and how many of them stand behind the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub mantissa: i64,
    pub decimals: u8,
}

/// A text taken apart around its digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub negative: bool,
    pub unit: Option<&'static str>,
    pub percent: bool,
    /// Digits with points, commas and what else separates groups.
    pub core: &'a str,
}

/// What the digits of one cell tell about the style of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// No separator at all.
    Whole,
    /// A point before decimals, and what groups the digits.
    Point(Option<char>),
    /// A comma before decimals, and what groups the digits.
    Comma(Option<char>),
    /// Only a grouping that is neither point nor comma.
    Groups(char),
    /// `1.234`: decimals, or thousands.
    MaybePoint,
    /// `1,234`: decimals, or thousands.
    MaybeComma,
}

impl<'a> Parts<'a> {
    /// Takes a trimmed text apart; `None` when anything but a sign, a currency or a percent sign
    /// stands around the digits.
    pub(super) fn of(text: &'a str) -> Option<Parts<'a>> {
        let (inner, brackets) = match text
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
        {
            Some(inner) => (inner.trim(), true),
            None => (text, false),
        };
        let start = inner.find(|c: char| c.is_ascii_digit())?;
        let end = inner.rfind(|c: char| c.is_ascii_digit())? + 1;
        // A point may stand before the first digit: `.5`.
        let start = if inner[..start].ends_with(['.', ',']) {
            start - 1
        } else {
            start
        };
        // And one behind the last: `5.`; or a dash in place of the decimals: `5,-`.
        let behind = &inner[end..];
        let dashed = behind.trim_start_matches([',', '.', '/']);
        let dashes = dashed.trim_start_matches(['-', '\u{2013}', '\u{2014}', '=']);
        let round = behind.len() == dashed.len() + 1 && dashes.len() < dashed.len();
        let end = end + usize::from(behind.starts_with('.') || (round && behind.starts_with(',')));
        let behind = if round { dashes } else { &inner[end..] };
        let (minus_before, unit_before) = sign_and_unit(&inner[..start])?;
        let behind = behind.trim();
        let (behind, percent) = match behind.strip_suffix('%') {
            Some(rest) => (rest.trim(), true),
            None => (behind, false),
        };
        let (minus_behind, unit_behind) = sign_and_unit(behind)?;
        let minuses = [brackets, minus_before, minus_behind]
            .iter()
            .filter(|minus| **minus)
            .count();
        // A sign may stand before the amount and its code behind: `$5.00 USD`.
        let signed = |unit: &str| !unit.bytes().all(|byte| byte.is_ascii_uppercase());
        if minuses > 1 || (unit_behind.is_some() && unit_before.is_some_and(|unit| !signed(unit))) {
            return None;
        }
        let unit = unit_behind.or(unit_before);
        Some(Parts {
            negative: minuses == 1,
            unit,
            percent,
            core: &inner[start..end],
        })
    }

    /// Whether a spreadsheet shortened a long number to `1.23E+12`: it has fewer digits than the
    /// number had.
    pub(super) fn lost_digits(&self) -> bool {
        let Some((digits, power)) = self.core.split_once(['e', 'E']) else {
            return false;
        };
        power
            .parse()
            .is_ok_and(|power: usize| power >= SHORTENED_FROM && digits.len() <= power)
    }

    /// What the digits tell about decimals and groups.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+' | '-');
        let other = self.core.chars().find(|c| !plain(*c));
        if other.is_some_and(|c| !is_group_sign(c)) {
            return None;
        }
        let (digits, power) = match self.core.split_once(['e', 'E']) {
            Some((digits, _)) => (digits, true),
            None => (self.core, false),
        };
        let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
        Some(match (points, commas, other) {
            (0, 0, None) => Evidence::Whole,
            (0, 0, Some(sign)) => Evidence::Groups(sign),
            (1.., 1.., None) if digits.rfind('.') > digits.rfind(',') => Evidence::Point(Some(',')),
            (1.., 1.., None) => Evidence::Comma(Some('.')),
            (2.., 0, None) => Evidence::Comma(Some('.')),
            (0, 2.., None) => Evidence::Point(Some(',')),
            (1, 0, Some(sign)) => Evidence::Point(Some(sign)),
            (0, 1, Some(sign)) => Evidence::Comma(Some(sign)),
            (1, 0, None) if !power && thousands_at(digits, '.') => Evidence::MaybePoint,
            (0, 1, None) if !power && thousands_at(digits, ',') => Evidence::MaybeComma,
            (1, 0, None) => Evidence::Point(None),
            (0, 1, None) => Evidence::Comma(None),
            _ => return None,
        })
    }
}

/// `1,234`: one to three digits, not beginning with 0, the separator, three digits.
fn thousands_at(core: &str, separator: char) -> bool {
    core.split_once(separator).is_some_and(|(before, after)| {
        (1..=3).contains(&before.len()) && !before.starts_with('0') && after.len() == 3
    })
}

fn is_group_sign(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '\u{2019}'
    )
}

/// Whether two signs between groups are the same one: blanks of any width, apostrophes of any shape.
fn are_alike(a: char, b: char) -> bool {
    let apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    a == b || (is_group_sign(a) && is_group_sign(b) && apostrophe(a) == apostrophe(b))
}

impl NumberStyle {
    /// Reads a trimmed text. Every part must be as the style says; what is not is no number.
    pub(super) fn read(&self, text: &str) -> Option<Number> {
        let text = western(text);
        let parts = Parts::of(&text)?;
        let known = |unit: &str| {
            self.unit.as_deref() == Some(unit) || self.other_units.iter().any(|own| own == unit)
        };
        if parts.percent != self.percent || !parts.unit.is_none_or(known) {
            return None;
        }
        let number = self.read_core(parts.core)?;
        let mantissa = if parts.negative {
            -number.mantissa
        } else {
            number.mantissa
        };
        let decimals = number.decimals + if self.percent { 2 } else { 0 };
        Some(Number { mantissa, decimals })
    }

    fn read_core(&self, core: &str) -> Option<Number> {
        let (digits, exponent) = match core.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (core, 0),
        };
        let (whole, fraction) = match digits.split_once(char::from(self.decimal_point)) {
            Some(parts) => parts,
            None => (digits, ""),
        };
        if !self.grouped_well(whole) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let mut mantissa = 0_i64;
        for byte in whole
            .bytes()
            .filter(u8::is_ascii_digit)
            .chain(fraction.bytes())
        {
            let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
        }
        scaled(mantissa, fraction.len(), exponent)
    }

    /// Digits alone, or in groups of three, or as in India (the last three, before them twos).
    fn grouped_well(&self, whole: &str) -> bool {
        let sign = self.grouping;
        let groups = |c: char| sign.is_some_and(|sign| are_alike(sign, c));
        if !whole.contains(groups) {
            return whole.bytes().all(|byte| byte.is_ascii_digit());
        }
        let groups: Vec<&str> = whole.split(groups).collect();
        let (first, last) = (groups[0], groups[groups.len() - 1]);
        let middle = &groups[1..groups.len() - 1];
        let digits = groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
        let threes = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
        let twos = (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2);
        digits && last.len() == 3 && !first.starts_with('0') && (threes || twos)
    }

    /// What plain decimal text (a packed cell) means in this style: where the comma is the decimal
    /// sign, the point of `1.234` groups thousands.
    pub(super) fn reread(&self, mantissa: i64, decimals: u8) -> Option<Number> {
        if self.percent {
            return None;
        }
        if decimals == 0 || self.decimal_point == b'.' {
            return Some(Number { mantissa, decimals });
        }
        let whole = mantissa.unsigned_abs() / 1_000;
        let groups = self.grouping == Some('.') && decimals == 3 && (1..1_000).contains(&whole);
        groups.then_some(Number {
            mantissa,
            decimals: 0,
        })
    }
}

/// The digits with the power of ten taken in. What lies far behind the 18th decimal is rounded away
/// when the column is brought to one scale, and counted there.
fn scaled(mantissa: i64, decimals: usize, exponent: i32) -> Option<Number> {
    let decimals = i64::try_from(decimals).ok()? - i64::from(exponent);
    if mantissa == 0 || decimals < 0 {
        let zeros = u32::try_from(-decimals).unwrap_or(0);
        let factor = 10_i64.checked_pow(if mantissa == 0 { 0 } else { zeros })?;
        return Some(Number {
            mantissa: mantissa.checked_mul(factor)?,
            decimals: decimals.clamp(0, MOST_DECIMALS) as u8,
        });
    }
    let (mantissa, decimals) = if decimals > 2 * MOST_DECIMALS {
        (1, 2 * MOST_DECIMALS)
    } else {
        (mantissa, decimals)
    };
    Some(Number {
        mantissa,
        decimals: decimals as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(decimal_point: u8, grouping: Option<char>, unit: Option<&str>) -> NumberStyle {
        NumberStyle {
            decimal_point,
            grouping,
            unit: unit.map(str::to_owned),
            other_units: Vec::new(),
            percent: false,
        }
    }

    fn read(style: &NumberStyle, text: &str) -> Option<(i64, u8)> {
        style
            .read(text)
            .map(|number| (number.mantissa, number.decimals))
    }

    #[test]
    fn amounts_are_read_in_the_style_of_their_column() {
        let english = style(b'.', Some(','), Some("$"));
        for (text, expected) in [
            ("1,234.56", Some((123_456, 2))),
            ("$1,234.56", Some((123_456, 2))),
            ("-$5.00", Some((-500, 2))),
            ("$-5.00", Some((-500, 2))),
            ("($5.00)", Some((-500, 2))),
            ("5.00-", Some((-500, 2))),
            ("5 $", Some((5, 0))),
            (".5", Some((5, 1))),
            ("1,23,456", Some((123_456, 0))),
            ("12,34", None),
            ("1,2345", None),
            ("1.234,56", None),
            ("€5", None),
            ("5%", None),
            ("5.", Some((5, 0))),
            ("5.-", Some((5, 0))),
            ("5.50-", Some((-550, 2))),
            ("Rs. 2,500/-", None),
            ("$ 2,500/-", Some((2_500, 0))),
            ("1,123.", Some((1_123, 0))),
            (".", None),
            ("$5.00 USD", None),
            ("0,132.6", None),
            ("", None),
            ("--5", None),
            ("(-5)", None),
            ("5 kg", None),
            ("inf", None),
            ("0x1F", None),
            ("1_000", None),
            ("1e3", Some((1_000, 0))),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read(&english, text), expected, "{text}");
        }
        let french = style(b',', Some(' '), None);
        for (text, expected) in [
            ("1\u{a0}234,5", Some((12_345, 1))),
            ("1\u{202f}234 567", Some((1_234_567, 0))),
            ("1'234", None),
        ] {
            assert_eq!(read(&french, text), expected, "{text}");
        }
        let german = style(b',', Some('.'), Some("€"));
        for (text, expected) in [
            ("€ 1.234,56", Some((123_456, 2))),
            ("149,99 €", Some((14_999, 2))),
            ("1.234", Some((1_234, 0))),
            ("1.5", None),
            ("12,-", Some((12, 0))),
            ("-1.234,-- €", Some((-1_234, 0))),
            ("１２，５０", Some((1_250, 2))),
            ("12,", None),
        ] {
            assert_eq!(read(&german, text), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_tells_what_it_can_and_no_more() {
        for (text, expected) in [
            ("12", Some(Evidence::Whole)),
            ("1.5", Some(Evidence::Point(None))),
            ("0.123", Some(Evidence::Point(None))),
            ("1.234", Some(Evidence::MaybePoint)),
            ("1,234", Some(Evidence::MaybeComma)),
            ("1,5", Some(Evidence::Comma(None))),
            ("1,234,567", Some(Evidence::Point(Some(',')))),
            ("1.234.567", Some(Evidence::Comma(Some('.')))),
            ("1.234,5", Some(Evidence::Comma(Some('.')))),
            ("1 234,5", Some(Evidence::Comma(Some(' ')))),
            ("1\u{202F}234", Some(Evidence::Groups('\u{202F}'))),
            ("1.5e3", Some(Evidence::Point(None))),
            ("1,5E3", Some(Evidence::Comma(None))),
            ("1-2", Some(Evidence::Whole)),
            ("1/2", None),
        ] {
            assert_eq!(
                Parts::of(text).and_then(|parts| parts.evidence()),
                expected,
                "{text}"
            );
        }
        assert_eq!(NumberStyle::default().read("1-2"), None);
    }
}
