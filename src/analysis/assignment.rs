//! Frame -> what analyses say of each customer, as dimensions to filter by.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Frame, Params, contribution, segments};
use crate::dataset::NO_CODE;

/// A dimension of customers, computed from the base: `tier`, `segment`, `rf`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The dimension's id, as in a `Key`.
    pub id: &'static str,
    /// Per customer an index into `values`, or [`NO_CODE`].
    pub codes: Vec<u32>,
    /// The values, in the order they are shown.
    pub values: Vec<String>,
}

impl Assignment {
    /// A dimension from each customer's index into `values`.
    pub(super) fn new(
        id: &'static str,
        values: Vec<String>,
        of: impl Iterator<Item = Option<usize>>,
    ) -> Assignment {
        Assignment {
            id,
            values,
            codes: of
                .map(|value| value.map_or(NO_CODE, |value| value as u32))
                .collect(),
        }
    }

    /// The value of a customer.
    pub fn value(&self, customer: usize) -> Option<&str> {
        let code = *self.codes.get(customer)?;
        self.values.get(code as usize).map(String::as_str)
    }

    /// The customers that have one of these values.
    pub fn customers_with(&self, wanted: &BTreeSet<&str>) -> BTreeSet<u32> {
        let has = |customer: &u32| {
            self.value(*customer as usize)
                .is_some_and(|value| wanted.contains(value))
        };
        (0..self.codes.len() as u32).filter(has).collect()
    }
}

/// All assignments under the settings of a view (`analysis.param`). They depend on the base alone,
/// so that a frame of any slice gives the same.
pub fn assignments(frame: &Frame, settings: &BTreeMap<String, String>) -> Vec<Assignment> {
    let [segment, scores] = segments::assign(frame, &Params::of(settings, "segments"));
    vec![
        contribution::assign(frame, &Params::of(settings, "contribution")),
        segment,
        scores,
    ]
}
