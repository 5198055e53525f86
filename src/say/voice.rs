//! How numbers, money, days and months are said, for one locale.

use crate::say::Quantity;
use crate::say::digits::{
    LITTLE, MINUS, compact, fixed, group, next_to_nothing, percent, significant, size, trim_zeros,
};
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
                // A small index keeps its digits.
                true if (LITTLE..1e-2).contains(&number.abs()) => {
                    group(&fixed(*number, 6), self.grouping)
                }
                true => next_to_nothing(*number).unwrap_or_else(|| {
                    let places = if number.abs() < 10.0 { 4 } else { 2 };
                    let text = fixed(*number, places);
                    let whole = [".0000", ".00"][usize::from(places == 2)];
                    group(text.trim_end_matches(whole), self.grouping)
                }),
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

fn with_currency(number: &str, currency: Option<&str>) -> String {
    let symbol = match currency {
        None => return number.to_owned(),
        Some("INR") => "₹",
        Some("USD") => "$",
        Some("EUR") => "€",
        Some("GBP") => "£",
        Some("JPY") => "¥",
        Some(code) if code.bytes().any(|byte| byte.is_ascii_alphabetic()) => {
            return format!("{code}\u{a0}{number}");
        }
        Some(sign) => sign,
    };
    match number.strip_prefix(MINUS) {
        Some(rest) => format!("{MINUS}{symbol}{rest}"),
        None => format!("{symbol}{number}"),
    }
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
    fn what_is_next_to_nothing_is_not_said_to_be_nothing() {
        let voice = Voice::of("en");
        let both = |number| {
            let quantity = Quantity::number(number);
            (voice.short(&quantity), voice.exact(&quantity))
        };
        let said = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(both(3.1e-9), said("< 0.0001"));
        assert_eq!(both(-3.1e-9), said("> \u{2212}0.0001"));
        assert_eq!(both(0.0), said("0"));
        assert_eq!(both(44.000_000_000_000_01), said("44"));
        assert_eq!(voice.exact(&Quantity::number(0.5)), "0.5000");
        assert_eq!(voice.exact(&Quantity::number(562.25)), "562.25");
        assert_eq!(voice.exact(&Quantity::number(136.105_26)), "136.11");
        assert_eq!(voice.exact(&Quantity::number(195.0)), "195");
    }

    #[test]
    fn nothing_ever_says_nan_or_minus_zero() {
        let voice = Voice::of("en");
        assert_eq!(voice.short(&Quantity::share(f64::NAN)), "—");
        assert_eq!(voice.exact(&Quantity::number(f64::INFINITY)), "—");
        assert_eq!(voice.exact(&Quantity::number(-0.0)), "0");
        assert_eq!(voice.short(&Quantity::share(-0.000001)), "0 %");
    }
}
