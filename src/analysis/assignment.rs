//! Frame -> what analyses say of each customer, as dimensions to filter by.

use crate::analysis::groups::{activity, personas};
use crate::analysis::{Frame, Params, contribution, segments, time};
use crate::dataset::{Assignment, Capability};
use crate::value::Map;

/// All assignments under the settings of a view (`analysis.param`). They depend on the base alone,
/// so that a frame of any slice gives the same.
pub fn assignments(frame: &Frame, settings: &Map<String>) -> Vec<Assignment> {
    let set = |analysis| Params::of(settings, analysis);
    let mut all = vec![contribution::assign(frame, &set("contribution"))];
    if !frame.dataset.can(Capability::Recency) {
        return all;
    }
    all.extend(segments::assign(frame, &set("segments")));
    all.extend(personas::assign(frame, &set("personas")));
    all.extend(activity::assign(frame, &set("activity")));
    all.push(time::cohorts::assign(frame, &set("cohorts")));
    all
}
