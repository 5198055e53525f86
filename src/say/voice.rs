//! How numbers, money, days and months are said, for one locale.

use crate::say::Quantity;
use crate::value::Decimal;

/// How digits are grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// 1,234,567
    Thousands,
    /// 12,34,567, and lakh and crore instead of million and billion
    Indian,
}

/// The locale a report is said in. English for now; the grouping follows the region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// How digits are grouped, where no currency decides otherwise.
    pub grouping: Grouping,
}

const MINUS: char = '\u{2212}';
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Voice {
    /// The voice for a BCP 47 tag such as `en-IN`; unknown tags are said in English.
    pub fn of(locale: &str) -> Voice {
        let indian = locale
            .rsplit('-')
            .next()
            .is_some_and(|region| region.eq_ignore_ascii_case("IN"));
        Voice {
            grouping: if indian {
                Grouping::Indian
            } else {
                Grouping::Thousands
            },
        }
    }

    /// The tag this voice answers to: what is said the same has the same tag.
    pub fn tag(&self) -> &'static str {
        match self.grouping {
            Grouping::Indian => "en-IN",
            Grouping::Thousands => "en",
        }
    }

    fn grouping_for(&self, currency: Option<&str>) -> Grouping {
        if currency == Some("INR") {
            Grouping::Indian
        } else {
            self.grouping
        }
    }

    /// Three significant figures and a unit, for cards, charts and sentences.
    pub fn short(&self, quantity: &Quantity) -> String {
        match quantity {
            Quantity::Money { amount, currency } => {
                let grouping = self.grouping_for(currency.as_deref());
                with_currency(&compact(*amount, grouping), currency.as_deref())
            }
            Quantity::Exact { number } => compact(*number, self.grouping),
            Quantity::Count { n } => group(&n.to_string(), self.grouping),
            Quantity::Share { of_one } => percent(*of_one),
            Quantity::Number { number } if tiny(*number) => TINY.to_owned(),
            Quantity::Number { number } => significant(*number, self.grouping),
            Quantity::Days { days } => format!("{} d", significant(*days, self.grouping)),
            Quantity::Bytes { bytes } => size(*bytes),
            _ => self.exact(quantity),
        }
    }

    /// All digits, for tables and tooltips.
    pub fn exact(&self, quantity: &Quantity) -> String {
        match quantity {
            Quantity::Money { amount, currency } => {
                let grouping = self.grouping_for(currency.as_deref());
                let rounded = amount.rounded(2).normalized();
                let places = if rounded.scale == 0 { 0 } else { 2 };
                let text =
                    Decimal::new(rounded.at_scale(places).unwrap_or(rounded.mantissa), places)
                        .to_string();
                with_currency(&group(&text, grouping), currency.as_deref())
            }
            Quantity::Exact { number } => group(&number.normalized().to_string(), self.grouping),
            Quantity::Count { n } => group(&n.to_string(), self.grouping),
            Quantity::Share { of_one } => match of_one.is_finite() {
                true => format!("{} %", group(&fixed(of_one * 100.0, 2), self.grouping)),
                false => "\u{2014}".to_owned(),
            },
            Quantity::Number { number } => match number.is_finite() {
                // A small index keeps its digits; a chance that is next to nothing is not none.
                true if tiny(*number) => TINY.to_owned(),
                true if (1e-4..1e-2).contains(&number.abs()) => {
                    group(&fixed(*number, 6), self.grouping)
                }
                true if number.fract() == 0.0 => group(&fixed(*number, 0), self.grouping),
                true => group(&fixed(*number, 4), self.grouping),
                false => "\u{2014}".to_owned(),
            },
            Quantity::Days { days } => {
                let text = trim_zeros(&fixed(*days, 2));
                let unit = if text == "1" { "day" } else { "days" };
                format!("{} {unit}", group(&text, self.grouping))
            }
            Quantity::Bytes { bytes } => {
                format!("{} bytes", group(&bytes.to_string(), self.grouping))
            }
            Quantity::Day { day } => {
                let (year, month, day) = day.civil();
                format!("{day} {} {year}", MONTHS[month as usize - 1])
            }
            Quantity::Month { month } => {
                format!("{} {}", MONTHS[month.number() as usize - 1], month.year())
            }
            Quantity::Words { words } => words.clone(),
        }
    }

    /// The name of a calendar month, 1-12, in three letters.
    pub fn month_name(&self, number: u32) -> &'static str {
        MONTHS[(number as usize - 1) % 12]
    }
}

/// What a number above zero is said to be that has no digit in four places.
const TINY: &str = "< 0.0001";

fn tiny(number: f64) -> bool {
    number > 0.0 && number < 1e-4
}

fn with_currency(number: &str, currency: Option<&str>) -> String {
    let symbol = match currency {
        None => return number.to_owned(),
        Some("INR") => "₹",
        Some("USD") => "$",
        Some("EUR") => "€",
        Some("GBP") => "£",
        Some("JPY") => "¥",
        Some(code) => return format!("{code}\u{a0}{number}"),
    };
    match number.strip_prefix(MINUS) {
        Some(rest) => format!("{MINUS}{symbol}{rest}"),
        None => format!("{symbol}{number}"),
    }
}

/// Groups the whole digits of plain decimal text and writes the true minus sign.
fn group(text: &str, grouping: Grouping) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (MINUS.to_string(), rest),
        None => (String::new(), text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len() - index;
        let border = match grouping {
            Grouping::Thousands => left.is_multiple_of(3),
            Grouping::Indian => {
                left == 3 || (left > 3 && !left.is_multiple_of(2) && left != whole.len())
            }
        };
        if index > 0 && border {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// Three significant figures with a word for the magnitude.
fn compact(amount: Decimal, grouping: Grouping) -> String {
    const WESTERN: [(i128, &str); 4] = [
        (1_000_000_000_000, " T"),
        (1_000_000_000, " B"),
        (1_000_000, " M"),
        (10_000, " k"),
    ];
    const INDIAN: [(i128, &str); 2] = [(10_000_000, " crore"), (100_000, " lakh")];
    let steps: &[(i128, &str)] = match grouping {
        Grouping::Thousands => &WESTERN,
        Grouping::Indian => &INDIAN,
    };
    let size = amount.mantissa.unsigned_abs() / 10_u128.pow(u32::from(amount.scale));
    for &(limit, name) in steps {
        // 999,960 is said "1 M" and not "1,000 k".
        let reach = if limit > 10_000 {
            size + size / 2000
        } else {
            size
        };
        let rounds_up = reach >= limit.unsigned_abs();
        if rounds_up {
            let unit = if name == " k" { 1_000 } else { limit };
            if let Some(number) = amount.divided(unit, 6) {
                return format!("{}{name}", group(&three_figures(number), grouping));
            }
        }
    }
    group(&three_figures(amount), grouping)
}

/// At least three significant figures; whole numbers keep all their digits.
fn three_figures(number: Decimal) -> String {
    let size = number.mantissa.unsigned_abs() / 10_u128.pow(u32::from(number.scale));
    let places = match size {
        100.. => 0,
        10..=99 => 1,
        1..=9 => 2,
        0 => 3,
    };
    number.rounded(places).normalized().to_string()
}

fn percent(of_one: f64) -> String {
    if !of_one.is_finite() {
        return "\u{2014}".to_owned();
    }
    let points = of_one * 100.0;
    let size = points.abs();
    let places = match () {
        () if size == 0.0 => 0,
        () if size < 0.995 => 2,
        () if size < 99.5 => 1,
        () if size < 100.0 => 2,
        () => 0,
    };
    format!(
        "{} %",
        trim_zeros(&fixed(points, places)).replacen('-', &MINUS.to_string(), 1)
    )
}

fn significant(number: f64, grouping: Grouping) -> String {
    if !number.is_finite() {
        return "\u{2014}".to_owned();
    }
    let size = number.abs();
    let places = match () {
        () if size >= 100.0 => 0,
        () if size >= 10.0 => 1,
        () if size >= 1.0 => 2,
        () if size >= 0.01 => 3,
        () => 6,
    };
    group(&trim_zeros(&fixed(number, places)), grouping)
}

/// A finite f64 with so many decimals: its exact binary value rounded once, half to even, as `format!`
/// does, without the tables that `format!` would bring into the wasm. A negative zero loses its sign.
fn fixed(number: f64, places: usize) -> String {
    let bits = number.abs().to_bits();
    let exponent = (bits >> 52) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (digits, power) = match exponent {
        0 => (fraction, -1074),
        _ => (fraction | 1 << 52, exponent - 1075),
    };
    let scaled = u128::from(digits) * 10_u128.pow(places as u32);
    let mantissa = match power {
        // Beyond 10^22 nothing on a page is counted one by one.
        0.. => scaled.saturating_mul(1_u128.checked_shl(power as u32).unwrap_or(u128::MAX)),
        -126..0 => shifted_half_even(scaled, power.unsigned_abs()),
        _ => 0,
    };
    let mantissa = i128::try_from(mantissa).unwrap_or(i128::MAX);
    Decimal::new(
        if number < 0.0 { -mantissa } else { mantissa },
        places as u8,
    )
    .to_string()
}

/// Divided by a power of two and rounded, half to even.
fn shifted_half_even(value: u128, by: u32) -> u128 {
    let (quotient, rest, half) = (value >> by, value & ((1 << by) - 1), 1_u128 << (by - 1));
    quotient + u128::from(rest > half || (rest == half && quotient % 2 == 1))
}

fn trim_zeros(text: &str) -> String {
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    }
}

fn size(bytes: u64) -> String {
    const STEPS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    for (step, name) in STEPS {
        if bytes >= step {
            return format!(
                "{} {name}",
                significant(bytes as f64 / step as f64, Grouping::Thousands)
            );
        }
    }
    format!("{bytes} bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, currency: Option<&str>) -> Quantity {
        Quantity::money(Decimal::parse(text).unwrap(), currency)
    }

    #[test]
    fn money_is_short_on_cards_and_exact_in_tables() {
        let voice = Voice::of("en");
        for (text, currency, short, exact) in [
            ("1807805", None, "1.81 M", "1,807,805"),
            ("1807805", Some("INR"), "₹18.1 lakh", "₹18,07,805"),
            ("308565326", Some("INR"), "₹30.9 crore", "₹30,85,65,326"),
            ("2297200.8603", Some("USD"), "$2.3 M", "$2,297,200.86"),
            ("-12.5", Some("EUR"), "−€12.5", "−€12.50"),
            ("999960", None, "1 M", "999,960"),
            ("9999", None, "9,999", "9,999"),
            ("0", Some("USD"), "$0", "$0"),
            ("6900.0191", None, "6,900", "6,900.02"),
            ("750", Some("CHF"), "CHF\u{a0}750", "CHF\u{a0}750"),
        ] {
            assert_eq!(voice.short(&money(text, currency)), short, "{text}");
            assert_eq!(voice.exact(&money(text, currency)), exact, "{text}");
        }
    }

    #[test]
    fn grouping_follows_the_region() {
        assert_eq!(Voice::of("hi-IN").tag(), "en-IN");
        assert_eq!(Voice::of("en-US").tag(), "en");
        assert_eq!(
            Voice::of("en-IN").exact(&Quantity::from(1_234_567_u64)),
            "12,34,567"
        );
        assert_eq!(
            Voice::of("en-IN").exact(&Quantity::from(123_456_u64)),
            "1,23,456"
        );
        assert_eq!(Voice::of("en-IN").exact(&Quantity::from(123_u64)), "123");
        assert_eq!(
            Voice::of("de").exact(&Quantity::from(1_234_567_u64)),
            "1,234,567"
        );
    }

    #[test]
    fn shares_days_and_months_are_said_as_people_say_them() {
        let voice = Voice::of("en");
        assert_eq!(voice.short(&Quantity::share(0.4197)), "42 %");
        assert_eq!(voice.short(&Quantity::share(0.31650)), "31.6 %");
        assert_eq!(voice.short(&Quantity::share(0.0059)), "0.59 %");
        assert_eq!(voice.short(&Quantity::share(-0.136)), "−13.6 %");
        assert_eq!(voice.exact(&Quantity::share(-0.1361)), "−13.61 %");
        assert_eq!(voice.short(&Quantity::number(0.00026126)), "0.000261");
        assert_eq!(voice.exact(&Quantity::number(0.00026126)), "0.000261");
        assert_eq!(voice.short(&Quantity::share(0.9994)), "99.94 %");
        assert_eq!(voice.exact(&Quantity::days(1.0)), "1 day");
        assert_eq!(
            voice.exact(&Quantity::from(Decimal::parse("0.10").unwrap())),
            "0.1"
        );
        let day = crate::value::Day::from_iso("2020-06-26").unwrap();
        assert_eq!(voice.exact(&Quantity::from(day)), "26 Jun 2020");
        assert_eq!(voice.short(&Quantity::from(day.month())), "Jun 2020");
        assert_eq!(
            voice.short(&Quantity::Bytes { bytes: 2_392_492 }),
            "2.28 MB"
        );
    }

    #[test]
    fn nothing_ever_says_nan_or_minus_zero() {
        let voice = Voice::of("en");
        assert_eq!(voice.short(&Quantity::share(f64::NAN)), "—");
        assert_eq!(voice.exact(&Quantity::number(f64::INFINITY)), "—");
        assert_eq!(voice.exact(&Quantity::number(-0.00001)), "0.0000");
        assert_eq!(voice.short(&Quantity::share(-0.000001)), "0 %");
    }

    proptest::proptest! {
        #[test]
        fn numbers_are_rounded_as_the_standard_library_rounds(number in -1e15..1e15_f64, small in -2.0..2.0_f64, places in 0..5_usize) {
            for number in [number, small, (number * 8.0).round() / 8.0] {
                let expected = format!("{number:.places$}");
                let zero = expected.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
                let expected = if zero { expected.trim_start_matches('-').to_owned() } else { expected };
                proptest::prop_assert_eq!(super::fixed(number, places), expected);
            }
        }
    }
}
