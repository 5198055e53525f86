//! Files whose rows are in no total -> warnings that say so, and why.

use crate::quality::{masked, personal};
use crate::say::Text;
use crate::schema::{Model, Role, missed};
use crate::table::NO_NUMBER;
use crate::value::Decimal;

/// One for each file that takes no part, or takes part and tells amounts of its own.
pub(super) fn warnings(model: &Model) -> Vec<Text> {
    let mut told: Vec<Text> = model.unused().map(|source| unused(model, source)).collect();
    for join in model.used_joins() {
        let far = &model.sources[join.far];
        let by_order = far.mapping.column(Role::OrderId) == Some(join.far_column);
        let sells = [Role::OrderId, Role::OrderDay]
            .iter()
            .any(|role| far.column(*role).is_some());
        let Some(amounts) = far.column(Role::Amount).filter(|_| sells && !by_order) else {
            continue;
        };
        let numbers = amounts.decimals(&amounts.decision.number);
        let there = numbers.values.iter().filter(|value| **value != NO_NUMBER);
        let sum = there.map(|value| i128::from(*value)).sum();
        told.push(
            Text::new("warning.not_added")
                .with("file", far.name())
                .with("facts", model.facts().name())
                .with("column", &amounts.name)
                .with("rows", far.table.rows)
                .with("sum", Decimal::new(sum, numbers.scale).normalized()),
        );
    }
    told
}

fn unused(model: &Model, source: usize) -> Text {
    let far = &model.sources[source];
    let text = |id: &str| {
        Text::new(id)
            .with("file", far.name())
            .with("facts", model.facts().name())
    };
    let Some(missed) = missed(&model.sources, model.fact, source) else {
        return text("warning.unjoined");
    };
    let near = &model.fact_table().columns[missed.near].name;
    // A key may be an address.
    let shown = |at: usize, column: usize, key: &str| match personal(&model.sources[at])[column] {
        Some(_) => masked(key),
        None => key.to_owned(),
    };
    let column = |text: Text| {
        text.with("column", near)
            .with("other", &far.table.columns[missed.far].name)
    };
    if let Some(key) = &missed.repeats {
        return column(text("warning.unjoined.repeats"))
            .with("key", shown(source, missed.far, key));
    }
    match &missed.examples {
        Some((one, two)) if missed.found * 5 < missed.keys * 4 => {
            column(text("warning.unjoined.values"))
                .with("keys", missed.keys)
                .with("found", missed.found)
                .with("one", shown(model.fact, missed.near, one))
                .with("two", shown(source, missed.far, two))
        }
        _ => text("warning.unjoined"),
    }
}
