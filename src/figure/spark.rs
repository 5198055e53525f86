//! What stands beside a number on its card: how it went, and against what.

use serde::{Deserialize, Serialize};

use crate::say::{Text, Value, spoken};

/// A series as small as a word. It has no axes: it shows a course, and its label says of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spark {
    /// How it is drawn.
    pub shape: SparkShape,
    /// The values in order, complete periods only.
    pub points: Vec<f64>,
    /// What the points are; says in words what the picture shows.
    pub label: Text,
}

spoken!(Spark: label);

/// How a [`Spark`] is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum SparkShape {
    /// A line through time.
    Line,
    /// Bars from zero: the steps of a ladder.
    Bars,
}

/// How much more or less than like for like before, where more is better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Change {
    /// In parts of the earlier value.
    pub value: Value,
    /// Which span against which.
    pub spans: Text,
}

spoken!(Change: value, spans);
