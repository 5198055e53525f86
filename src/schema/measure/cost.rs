//! What the rows cost the seller, and what a platform keeps of them.

use super::{Extra, MeasureKind, Numbers, at, extra, minus, once_an_order, times, told};
use crate::schema::model::Model;
use crate::schema::role::Role;

/// Cost = quantity x unit cost, or a column of it, or what profit leaves of the amount.
pub(super) fn cost(model: &Model, how: MeasureKind, amount: &Numbers) -> Option<Extra> {
    let own = |role| Some(at(model, (model.fact, model.facts().mapping.column(role)?)));
    // In a list of products, a cost is that of one piece; an amount may be for several.
    let listed = || {
        let several = matches!(how, MeasureKind::Column(_));
        let known = !several || own(Role::Quantity).is_some();
        let place = model
            .role(Role::Cost)
            .filter(|place| known && place.0 != model.fact)?;
        Some(at(model, place))
    };
    let unit = || {
        let unit = told(model, Role::UnitCost).or_else(listed)?;
        Some(match own(Role::Quantity) {
            Some(quantity) => times(&quantity, &unit),
            None => unit,
        })
    };
    let rest = || Some(minus(amount, &own(Role::Profit)?));
    let found = unit().or_else(|| own(Role::Cost)).or_else(rest)?;
    Some(extra("cost", found))
}

/// What the platform keeps of the row; an order's fee stands where its amount stands.
pub(super) fn fee(model: &Model) -> Option<Extra> {
    let column = model.facts().mapping.column(Role::Fee)?;
    Some(extra("fee", once_an_order(model, column)))
}
