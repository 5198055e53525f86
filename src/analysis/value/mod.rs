//! What customers are worth: margin, what a change is made of, who is overdue, and the months to come.

mod back_test;
mod bridge;
mod by_segment;
mod chain;
pub(super) mod change;
pub(super) mod lifetime;
pub(super) mod margin;
mod margin_figure;
pub(super) mod overdue;
mod overdue_states;
mod prospects;
mod silence;
mod visits;

pub use back_test::BackTest;
pub(super) use prospects::Prospects;
pub use visits::Visits;

use crate::analysis::Frame;
use crate::say::Quantity;
use crate::value::Decimal;

/// An estimated amount, to the cent.
fn estimated(frame: &Frame, amount: f64) -> Quantity {
    let cents = Decimal::new((amount * 100.0).round() as i128, 2);
    Quantity::money(cents, frame.currency())
}
