//! Model -> the time of day of each row, as the shop's clock showed it.

use crate::dataset::NO_MINUTE;
use crate::dataset::build::of_used;
use crate::schema::{Model, Role};

/// Minutes since midnight by row; empty where no column tells times, or all tell the same one, as
/// dates do that were written with 00:00:00.
pub(super) fn of(model: &Model, used: &[u32]) -> Vec<u16> {
    for role in [Role::Time, Role::OrderDay] {
        let Some(place) = model.role(role) else {
            continue;
        };
        let column = model.column(place);
        let by_row = model.lift_at(place, column.minutes(column.decision.date), NO_MINUTE);
        let minutes = of_used(by_row, used);
        let mut told = minutes.iter().filter(|minute| **minute != NO_MINUTE);
        let first = told.next();
        if told.any(|minute| Some(minute) != first) {
            return minutes;
        }
    }
    Vec::new()
}
