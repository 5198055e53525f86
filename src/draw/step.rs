//! A range -> few round ticks: 1, 2 or 5 times a power of ten.

use crate::figure::Unit;
use crate::say::{Quantity, Voice};
use crate::value::Decimal;

/// The distance between ticks: 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    digit: i64,
    exponent: i32,
}

impl Step {
    /// The smallest step of at least this size, and not below `10^finest`.
    pub(crate) fn at_least(size: f64, finest: i32) -> Step {
        let mut exponent = (libm::floor(libm::log10(size.max(1e-300))) as i32).max(finest);
        loop {
            for digit in [1, 2, 5] {
                let step = Step { digit, exponent };
                if step.size() >= size * (1.0 - 1e-9) {
                    return step;
                }
            }
            exponent += 1;
        }
    }

    /// Its length.
    pub(crate) fn size(self) -> f64 {
        self.times(1)
    }

    /// `count` steps from zero.
    pub(crate) fn times(self, count: i64) -> f64 {
        // A division by a power of ten is exact to the last bit, a product with a tenth is not: 3 * 0.1
        // is not 0.3. (Steps beyond 10^22 may be off in the last bit: no label shows it.)
        let value = (i128::from(count) * i128::from(self.digit)) as f64;
        match self.exponent {
            0.. => value * power(self.exponent),
            _ => value / power(-self.exponent),
        }
    }

    fn decimal(self, count: i64) -> Option<Decimal> {
        let mantissa = i128::from(count) * i128::from(self.digit);
        match self.exponent {
            0.. => {
                let factor = 10_i128.checked_pow(self.exponent.unsigned_abs())?;
                // What is said multiplies again; a head room of nine digits is enough for that.
                let mantissa = mantissa.checked_mul(factor)?;
                (mantissa.unsigned_abs() < 1 << 96).then_some(Decimal::new(mantissa, 0))
            }
            -18..0 => Some(Decimal::new(mantissa, self.exponent.unsigned_abs() as u8)),
            _ => None,
        }
    }

    /// The tick in the words of its axis.
    fn say(self, count: i64, unit: &Unit, said: Saying, voice: &Voice) -> String {
        let value = self.times(count);
        let quantity = match (unit, self.decimal(count)) {
            (Unit::None, _) => return String::new(),
            (Unit::Share, _) => Quantity::share(value),
            (Unit::Days, _) => Quantity::days(value),
            (Unit::Money { currency }, Some(amount)) => {
                Quantity::money(amount, currency.as_deref())
            }
            (Unit::Count | Unit::Number, Some(number)) => Quantity::Exact { number },
            (_, None) => return self.scientific(count),
        };
        match said {
            Saying::Short => voice.short(&quantity),
            Saying::Exact => voice.exact(&quantity),
        }
    }

    /// What no voice has words for: 1e299.
    fn scientific(self, count: i64) -> String {
        let number = count.saturating_mul(self.digit);
        if number == 0 {
            return "0".to_owned();
        }
        let digits = number.unsigned_abs().to_string();
        let exponent = self.exponent + digits.len() as i32 - 1;
        let (first, rest) = digits.split_at(1);
        let rest = rest.trim_end_matches('0');
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if number < 0 { "-" } else { "" };
        format!("{sign}{first}{point}{rest}e{exponent}").replace('-', "\u{2212}")
    }
}

/// A power of ten: exact up to 10^22.
fn power(exponent: i32) -> f64 {
    match exponent {
        0..=22 => (0..exponent).fold(1.0, |power, _| power * 10.0),
        _ => libm::pow(10.0, f64::from(exponent)),
    }
}

#[derive(Clone, Copy)]
enum Saying {
    Short,
    Exact,
}

/// Round ticks over a range, from the first to the last in steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rounds {
    /// The distance between ticks.
    pub step: Step,
    /// The first tick, in steps from zero.
    pub first: i64,
    /// The last tick, in steps from zero.
    pub last: i64,
}

impl Rounds {
    /// The ticks round a range, at most about `want` of them: the first not above `low`, the last not
    /// below `high`. Asks for `low < high`.
    pub(crate) fn around(low: f64, high: f64, want: usize, unit: &Unit) -> Rounds {
        let finest = match unit {
            Unit::Count => 0,
            Unit::Share => -4,
            _ => -300,
        };
        let step = Step::at_least((high - low) / want.max(1) as f64, finest);
        let first = libm::floor(low / step.size() + 1e-9) as i64;
        let last = libm::ceil(high / step.size() - 1e-9) as i64;
        Rounds {
            step,
            first,
            last: last.max(first + 1),
        }
    }

    /// Each tick with its words, no two with the same words.
    pub(crate) fn said(self, unit: &Unit, voice: &Voice) -> Vec<(f64, String)> {
        let say = |said| {
            (self.first..=self.last)
                .map(|count| {
                    (
                        self.step.times(count),
                        self.step.say(count, unit, said, voice),
                    )
                })
                .collect::<Vec<(f64, String)>>()
        };
        let mut ticks = say(Saying::Short);
        if has_twins(&ticks) {
            ticks = say(Saying::Exact);
        }
        ticks.dedup_by(|b, a| a.1 == b.1);
        ticks
    }
}

fn has_twins(ticks: &[(f64, String)]) -> bool {
    ticks.windows(2).any(|pair| pair[0].1 == pair[1].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(low: f64, high: f64, want: usize, unit: Unit) -> Vec<String> {
        let ticks = Rounds::around(low, high, want, &unit).said(&unit, &Voice::of("en"));
        ticks.into_iter().map(|tick| tick.1).collect()
    }

    #[test]
    fn ticks_are_round_few_and_in_the_units_of_the_user() {
        let inr = || Unit::Money {
            currency: Some("INR".to_owned()),
        };
        assert_eq!(
            texts(0.0, 97.0, 5, Unit::Count),
            ["0", "20", "40", "60", "80", "100"]
        );
        assert_eq!(texts(0.0, 3.0, 6, Unit::Count), ["0", "1", "2", "3"]);
        assert_eq!(texts(0.0, 1.0, 4, Unit::Share), ["0 %", "50 %", "100 %"]);
        assert_eq!(
            texts(0.0, 0.012, 3, Unit::Share),
            ["0 %", "0.5 %", "1 %", "1.5 %"]
        );
        assert_eq!(texts(-4.0, 9.0, 4, Unit::Number), ["−5", "0", "5", "10"]);
        assert_eq!(
            texts(0.0, 1.4e7, 3, inr()),
            ["₹0", "₹50 lakh", "₹1 crore", "₹1.5 crore"]
        );
        assert_eq!(texts(0.0, 0.3, 3, Unit::Number), ["0", "0.1", "0.2", "0.3"]);
        assert_eq!(
            texts(0.0, 300.0, 3, Unit::Days),
            ["0 d", "100 d", "200 d", "300 d"]
        );
    }

    #[test]
    fn no_two_ticks_read_the_same() {
        let ticks = texts(1_234_001.0, 1_234_009.0, 4, Unit::Number);
        assert_eq!(
            ticks,
            [
                "1,234,000",
                "1,234,002",
                "1,234,004",
                "1,234,006",
                "1,234,008",
                "1,234,010"
            ]
        );
    }

    #[test]
    fn ranges_of_any_size_end() {
        for (low, high) in [
            (0.0, 1e-280),
            (0.0, 1e300),
            (-1e300, 1e300),
            (1e15, 1e15 + 1.0),
        ] {
            let rounds = Rounds::around(low, high, 5, &Unit::Number);
            assert!(rounds.last - rounds.first < 12, "{low} {high} {rounds:?}");
            assert!(
                rounds.step.times(rounds.first) <= low && rounds.step.times(rounds.last) >= high
            );
        }
    }
}
