//! Frame -> the three charts a person looks at first: revenue by month, who brings it, and the segments.
//!
//! They are those of `trend`, `contribution` and `segments` with nothing set there; each stands only
//! where the data tell what it needs.

use crate::analysis::{Frame, contribution, segments, trend};
use crate::dataset::Capability;
use crate::figure::Figure;

/// The charts that can be drawn.
pub(super) fn at_a_glance(frame: &Frame) -> Vec<Figure> {
    let can = |need| frame.dataset.can(need);
    let mut figures = Vec::new();
    if can(Capability::Days) {
        figures.extend(trend::chart(frame));
    }
    if can(Capability::Customers) {
        figures.extend(contribution::chart(frame));
        figures.extend(
            can(Capability::Recency)
                .then(|| segments::bars(frame))
                .flatten(),
        );
    }
    figures
}
