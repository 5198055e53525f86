//! Groups of customers: personas, buckets, activity, business segments, clusters.

pub(super) mod activity;
pub(super) mod clusters;
mod gaps;
mod group;
pub(super) mod order_matrix;
pub(super) mod personas;
pub(super) mod spending;

pub(super) use gaps::Gaps;
pub(super) use group::{Groups, order_value};
