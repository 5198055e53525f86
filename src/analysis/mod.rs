//! Dataset -> Section. One file one analysis; [`ANALYSES`] is the page in order.
//!
//! To add one: its file, a `mod` line and a line in [`ANALYSES`] here, its words in the catalogue.

mod active;
mod assignment;
mod behind;
mod bought;
mod contribution;
mod frame;
mod glance;
mod groups;
mod needs;
mod one_customer;
mod outside;
mod overview;
mod params;
mod pareto;
mod period;
mod products;
mod ranking;
mod rfm;
mod rfm_figures;
mod rows;
mod seen;
mod segment_map;
mod segments;
mod setting;
mod share;
mod sparks;
mod sums;
mod tables;
mod tiers;
mod time;
mod trend;
mod trend_figure;
mod value;
mod year_on_year;

#[cfg(test)]
mod story;

use crate::dataset::Capability;
use crate::figure::{Outcome, Section};

pub use assignment::assignments;
pub use behind::rows_behind;
pub use frame::{Customers, Frame, Orders};
pub use groups::clusters::Space;
pub use params::Params;
pub use products::{
    BasketRule, Baskets, Neighbours, Pair, Pairs, Rules, Suggestion, least_together,
};
pub use ranking::Ranking;
pub use rfm::{Cuts, Rule, Scores};
pub use rows::Rows;
pub use segment_map::SegmentMap;
pub use sums::Sums;
pub use tables::Tables;
pub use tiers::{TIERS, TierRule, Tiers};
pub use value::{BackTest, Visits};

/// How long an analysis may take: light ones are sent first, heavy ones when their view opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// One pass over orders or customers.
    Light,
    /// Models, resampling, pairs.
    Heavy,
}

/// A setting of an analysis: its control is `param.<analysis>.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its id, unique in the analysis.
    pub id: &'static str,
    /// The values it may take, the default first; empty when it is typed in.
    pub choices: &'static [&'static str],
}

/// A named computation and its place on the page.
pub struct Analysis {
    /// Stable id; `analysis.<id>` and `analysis.<id>.definition` are its name and definition.
    pub id: &'static str,
    /// The view it stands in.
    pub view: &'static str,
    /// What the data must be able to tell.
    pub needs: &'static [Capability],
    /// How long it may take.
    pub cost: Cost,
    /// What can be set.
    pub params: &'static [Param],
    /// The computation. Pure: equal frames and parameters give equal sections.
    pub run: fn(&Frame, &Params) -> Outcome<Section>,
}

/// Every analysis, in the order the user meets them.
pub const ANALYSES: &[Analysis] = &[
    overview::ANALYSIS,
    // Customers.
    contribution::ANALYSIS,
    groups::spending::ANALYSIS,
    groups::order_matrix::ANALYSIS,
    one_customer::ANALYSIS,
    // Groups of customers.
    segments::ANALYSIS,
    groups::activity::ANALYSIS,
    groups::attributes::ANALYSIS,
    groups::business_segments::ANALYSIS,
    groups::potential::ANALYSIS,
    groups::migration::ANALYSIS,
    groups::personas::ANALYSIS,
    groups::marks::ANALYSIS,
    groups::drivers::ANALYSIS,
    groups::hypotheses::ANALYSIS,
    groups::clusters::ANALYSIS,
    // Products.
    products::sales::ANALYSIS,
    products::buyers::ANALYSIS,
    products::affinity::ANALYSIS,
    products::returns::ANALYSIS,
    products::next::ANALYSIS,
    // Time.
    trend::ANALYSIS,
    time::years::ANALYSIS,
    time::season::ANALYSIS,
    time::forecast::ANALYSIS,
    time::second_purchase::ANALYSIS,
    time::cohorts::ANALYSIS,
    time::markets::ANALYSIS,
    time::rhythm::ANALYSIS,
    // Value.
    value::change::ANALYSIS,
    value::overdue::ANALYSIS,
    value::margin::ANALYSIS,
    value::lifetime::ANALYSIS,
];
