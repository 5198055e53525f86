//! Frame -> what analyses say of each customer, as dimensions to filter by.

use crate::analysis::{Frame, Params, contribution, segments, time};
use crate::dataset::Assignment;
use crate::value::Map;

/// All assignments under the settings of a view (`analysis.param`). They depend on the base alone,
/// so that a frame of any slice gives the same.
pub fn assignments(frame: &Frame, settings: &Map<String>) -> Vec<Assignment> {
    let [segment, scores] = segments::assign(frame, &Params::of(settings, "segments"));
    vec![
        contribution::assign(frame, &Params::of(settings, "contribution")),
        segment,
        scores,
        time::cohorts::assign(frame, &Params::of(settings, "cohorts")),
    ]
}
