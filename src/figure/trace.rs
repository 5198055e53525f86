//! One shape for a click: what it filters, and which rows stand behind it.

use serde::{Deserialize, Serialize};

use crate::value::Day;

/// What a click on a datum, a cell or a fact filters: one value of one dimension.
///
/// Dimensions are named by id: a role of the data (`customer`, `market`, `product`, `category`,
/// `status` ...), a period (`month` = `2018-06`, `year` = `2018`), or what an analysis assigned to
/// customers (`tier` = `A`, `segment` = `champions`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Key {
    /// The dimension's id.
    pub dimension: String,
    /// The value, as written in the data.
    pub value: String,
}

impl Key {
    /// A value of a dimension.
    pub fn new(dimension: &str, value: impl Into<String>) -> Key {
        Key {
            dimension: dimension.to_owned(),
            value: value.into(),
        }
    }
}

/// One condition on a base row. A row matches a [`Trace`] when all its clauses hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "clause", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Clause {
    /// The row's value in the dimension is one of these.
    In {
        /// The dimension's id, as in [`Key`].
        dimension: String,
        /// The values.
        values: Vec<String>,
    },
    /// The row's value in the dimension is none of these. Where "all others" is a long list, this is
    /// as exact and short.
    NotIn {
        /// The dimension's id, as in [`Key`].
        dimension: String,
        /// The values.
        values: Vec<String>,
    },
    /// The row's day lies in the span, both ends included.
    Between {
        /// First day.
        #[cfg_attr(test, ts(type = "string"))]
        from: Day,
        /// Last day.
        #[cfg_attr(test, ts(type = "string"))]
        to: Day,
    },
    /// The row counts under the revenue definition in force.
    Counted,
    /// The row counts under this revenue definition, whatever is in force.
    CountedAs {
        /// The definition's id: `booked`, `net_of_returns`, `delivered`.
        definition: String,
    },
    /// The row's buyer stands at one of these places of the ranking by revenue, from 1, both ends
    /// included. Where a list of names would be long, this is as exact and short.
    Ranked {
        /// First place.
        #[cfg_attr(test, ts(type = "number"))]
        from: u64,
        /// Last place.
        #[cfg_attr(test, ts(type = "number"))]
        to: u64,
    },
}

/// The predicate over base rows behind a number: the rows it was computed from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Trace {
    /// All of these hold; none means every used row.
    pub clauses: Vec<Clause>,
}

impl Trace {
    /// Every used row.
    pub fn all() -> Trace {
        Trace::default()
    }

    /// The rows that count under the revenue definition in force.
    pub fn counted() -> Trace {
        Trace {
            clauses: vec![Clause::Counted],
        }
    }

    /// The rows that count under this revenue definition, by its id.
    pub fn counted_as(definition: &str) -> Trace {
        Trace {
            clauses: vec![Clause::CountedAs {
                definition: definition.to_owned(),
            }],
        }
    }

    /// Those of these rows that have this value.
    pub fn of(mut self, key: &Key) -> Trace {
        self.clauses.push(Clause::In {
            dimension: key.dimension.clone(),
            values: vec![key.value.clone()],
        });
        self
    }

    /// Those of these rows that have one of these values.
    pub fn any(mut self, dimension: &str, values: Vec<String>) -> Trace {
        self.clauses.push(Clause::In {
            dimension: dimension.to_owned(),
            values,
        });
        self
    }

    /// Those of these rows that have none of these values.
    pub fn none_of(mut self, dimension: &str, values: Vec<String>) -> Trace {
        self.clauses.push(Clause::NotIn {
            dimension: dimension.to_owned(),
            values,
        });
        self
    }

    /// Those of these rows whose buyers stand at these places of the ranking, from 1.
    pub fn ranked(mut self, from: u64, to: u64) -> Trace {
        self.clauses.push(Clause::Ranked { from, to });
        self
    }

    /// Those of these rows whose day lies in the span, both ends included.
    pub fn between(mut self, from: Day, to: Day) -> Trace {
        self.clauses.push(Clause::Between { from, to });
        self
    }
}
