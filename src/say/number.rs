//! Quantities: a number with what it measures, so that one place can say it.

use serde::{Deserialize, Serialize};

use crate::value::{Day, Decimal, Month};

/// A number and its kind. Ratios are f64; counts and money are exact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Quantity {
    /// An exact amount. `currency` is an ISO code where the files tell one.
    Money {
        /// The amount, as decimal text.
        #[cfg_attr(test, ts(type = "string"))]
        amount: Decimal,
        /// The ISO 4217 code, if known.
        currency: Option<String>,
    },
    /// How many.
    Count {
        /// The number.
        #[cfg_attr(test, ts(type = "number"))]
        n: u64,
    },
    /// A fraction of one: 0.25 is said "25 %".
    Share {
        /// The fraction.
        of_one: f64,
    },
    /// A ratio or an index without a unit.
    Number {
        /// The number.
        number: f64,
    },
    /// An exact decimal without a unit (a quantity, a rate).
    Exact {
        /// The number, as decimal text.
        #[cfg_attr(test, ts(type = "string"))]
        number: Decimal,
    },
    /// A length of time in days.
    Days {
        /// The number of days.
        days: f64,
    },
    /// A size in bytes.
    Bytes {
        /// The number of bytes.
        #[cfg_attr(test, ts(type = "number"))]
        bytes: u64,
    },
    /// A calendar day.
    Day {
        /// The day.
        #[cfg_attr(test, ts(type = "string"))]
        day: Day,
    },
    /// A calendar month.
    Month {
        /// The month.
        #[cfg_attr(test, ts(type = "string"))]
        month: Month,
    },
    /// A value of the data, said as it is: a customer, a product, a file.
    Words {
        /// The words.
        words: String,
    },
}

impl Quantity {
    /// An amount of money.
    pub fn money(amount: Decimal, currency: Option<&str>) -> Quantity {
        Quantity::Money {
            amount,
            currency: currency.map(str::to_owned),
        }
    }

    /// A share; a ratio that is not finite is a bug of the caller and is said as missing.
    pub fn share(of_one: f64) -> Quantity {
        Quantity::Share { of_one }
    }

    /// A number without a unit.
    pub fn number(number: f64) -> Quantity {
        Quantity::Number { number }
    }

    /// The probability of something by chance alone: never none, so that one too small for a float is
    /// still said as small.
    pub fn chance(p: f64) -> Quantity {
        Quantity::number(p.max(f64::MIN_POSITIVE))
    }

    /// A length of time.
    pub fn days(days: f64) -> Quantity {
        Quantity::Days { days }
    }
}
