//! Groups of customers: personas, buckets, activity, business segments, clusters.

pub(super) mod activity;
pub(super) mod attributes;
mod business;
pub(super) mod business_segments;
pub(super) mod clusters;
pub(super) mod drivers;
mod first_purchase;
mod group;
mod held_equal;
pub(super) mod hypotheses;
pub(super) mod kpis;
mod lines;
pub(super) mod marks;
pub(super) mod migration;
pub(super) mod order_matrix;
pub(super) mod personas;
pub(super) mod potential;
mod ranges;
mod segment_growth;
pub(super) mod spending;

pub(super) use group::{Groups, order_number, order_value};
