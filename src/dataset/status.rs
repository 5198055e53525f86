//! What became of the goods, and which rows count under a definition of revenue.

use serde::{Deserialize, Serialize};

use crate::dataset::RevenueDefinition;

/// What became of a row's goods, worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Status {
    /// The files do not say.
    Unknown,
    /// Delivered, completed, paid.
    Delivered,
    /// On the way, pending.
    InTransit,
    /// Came back, refunded, cancelled.
    Returned,
    /// A credit: a row of its own with a negative amount.
    Refund,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 5] = [
        Status::Unknown,
        Status::Delivered,
        Status::InTransit,
        Status::Returned,
        Status::Refund,
    ];
}

impl RevenueDefinition {
    /// All definitions with their ids, for controls and the command line.
    pub const ALL: [(&'static str, RevenueDefinition); 3] = [
        ("booked", RevenueDefinition::Booked),
        ("net_of_returns", RevenueDefinition::NetOfReturns),
        ("delivered", RevenueDefinition::Delivered),
    ];

    /// Its id.
    pub fn id(self) -> &'static str {
        Self::ALL[self as usize].0
    }

    /// Whether a row with this status counts.
    pub fn counts(self, status: Status) -> bool {
        match self {
            RevenueDefinition::Booked => status != Status::Refund,
            RevenueDefinition::NetOfReturns => status != Status::Returned,
            RevenueDefinition::Delivered => matches!(status, Status::Delivered | Status::Refund),
        }
    }
}
