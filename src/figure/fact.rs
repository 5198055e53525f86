//! One number with everything a person would ask about it.

use serde::{Deserialize, Serialize};

use crate::figure::{Change, Key, Spark, Trace};
use crate::say::{Quantity, Spoken, Text, Value, Voice, spoken};

/// How sure a number is, or why no interval is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "interval", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Interval {
    /// A confidence interval.
    Between {
        /// Lower end.
        low: Box<Value>,
        /// Upper end.
        high: Box<Value>,
        /// The confidence level, 0.95 for 95 %.
        level: f64,
        /// How it was computed.
        method: Text,
    },
    /// No interval, and why: a complete count is no estimate.
    None {
        /// The reason.
        reason: Text,
    },
}

impl Interval {
    /// For sums and counts of all rows: nothing is estimated.
    pub fn complete() -> Interval {
        Interval::None {
            reason: Text::new("interval.complete"),
        }
    }

    /// No interval for this reason.
    pub fn none(reason: Text) -> Interval {
        Interval::None { reason }
    }

    /// An interval at a level such as 0.95.
    pub fn between(low: Quantity, high: Quantity, level: f64, method: Text) -> Interval {
        Interval::Between {
            low: Box::new(Value::of(low)),
            high: Box::new(Value::of(high)),
            level,
            method,
        }
    }
}

impl Spoken for Interval {
    fn speak(&mut self, voice: &Voice) {
        match self {
            Interval::Between {
                low, high, method, ..
            } => {
                low.speak(voice);
                high.speak(voice);
                method.speak(voice);
            }
            Interval::None { reason } => reason.speak(voice),
        }
    }
}

/// One number with its label, definition, sample size, interval and the rows behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fact {
    /// Stable id, unique in its section: `revenue`, `customers_to_50`.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The number, or why there is none.
    pub value: Value,
    /// The definition in one sentence: a share says of what, an average of what over what.
    pub definition: Text,
    /// What to know beside it (as of when, of how many), most important first.
    pub notes: Vec<Text>,
    /// How many things were counted or averaged.
    #[cfg_attr(test, ts(type = "number"))]
    pub n: u64,
    /// How sure it is.
    pub interval: Interval,
    /// What a click filters, if anything.
    pub key: Option<Key>,
    /// The rows behind it.
    pub trace: Trace,
    /// Against the same time before, where it can be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// How it went, for one of the main numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spark: Option<Spark>,
}

spoken!(Fact: label, value, definition, notes, interval, change, spark);

impl Fact {
    /// A fact counted over all rows of the revenue definition, with `fact.<id>` and
    /// `fact.<id>.definition` as label and definition.
    pub fn new(id: &str, value: impl Into<Quantity>, n: u64) -> Fact {
        Fact {
            id: id.to_owned(),
            label: Text::new(&format!("fact.{id}")),
            value: Value::of(value),
            definition: Text::new(&format!("fact.{id}.definition")),
            notes: Vec::new(),
            n,
            interval: Interval::complete(),
            key: None,
            trace: Trace::counted(),
            change: None,
            spark: None,
        }
    }

    /// A fact that cannot be given, and why.
    pub fn missing(id: &str, reason: Text) -> Fact {
        let mut fact = Fact::new(id, 0_u64, 0);
        fact.value = Value::missing(reason.clone());
        fact.interval = Interval::none(reason);
        fact
    }

    /// With one more note.
    pub fn note(mut self, note: Text) -> Fact {
        self.notes.push(note);
        self
    }

    /// With this interval.
    pub fn interval(mut self, interval: Interval) -> Fact {
        self.interval = interval;
        self
    }

    /// From these rows.
    pub fn trace(mut self, trace: Trace) -> Fact {
        self.trace = trace;
        self
    }

    /// A click filters this.
    pub fn key(mut self, key: Key) -> Fact {
        self.key = Some(key);
        self
    }
}
