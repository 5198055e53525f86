//! A view of the data: which base rows are shown.

use crate::dataset::Dataset;

/// The base rows that a view selects, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Indices into the data set's rows.
    pub rows: Vec<u32>,
    /// True when every base row is in it.
    pub whole: bool,
}

impl Slice {
    /// Every row.
    pub fn whole(dataset: &Dataset) -> Slice {
        Slice { rows: (0..dataset.len() as u32).collect(), whole: true }
    }
}
