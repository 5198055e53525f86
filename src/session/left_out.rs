//! What of the files is in no total, or was not understood -> warnings that say so, and why.

use crate::dataset::Dataset;
use crate::quality::{masked, personal, visible};
use crate::say::Text;
use crate::schema::{Model, Role, is_headed_like, missed};
use crate::table::{Column, Kind, NO_NUMBER};
use crate::value::Decimal;

/// Years in which people shop, by the calendar that dates are read in.
const YEARS: std::ops::Range<i32> = 1_900..2_150;

/// One for each file that takes no part, or takes part and tells amounts of its own; and for days that are none, or
/// are of another calendar.
pub(super) fn warnings(model: &Model, dataset: &Dataset) -> Vec<Text> {
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
    told.extend(undated(model));
    told.extend(of_other_years(model, dataset));
    told
}

/// A column that is headed like the day and holds none.
fn undated(model: &Model) -> Option<Text> {
    let facts = model.facts();
    if model.role(Role::OrderDay).is_some() || model.is_summary() {
        return None;
    }
    let named = |any: [&str; 3]| {
        let mut columns = facts.table.columns.iter();
        let is = |column: &&Column| {
            any.iter()
                .any(|name| column.name.eq_ignore_ascii_case(name))
        };
        columns.find(is).map(|column| column.name.as_str())
    };
    let parts = named(["year", "jahr", "an"]).zip(named(["month", "monat", "mois"]));
    if let Some((year, month)) = parts {
        let text = Text::new("warning.parted_day").with("file", facts.name());
        return Some(text.with("year", year).with("month", month));
    }
    let mut columns = facts.table.columns.iter().zip(&facts.mapping.guesses);
    let (column, _) = columns.find(|(column, guess)| {
        let said = column.decision.evidence.iter();
        let mut asked = said.filter(|text| text.id.starts_with("type.date."));
        let words = matches!(column.decision.kind, Kind::Text | Kind::Id);
        let headed = is_headed_like(&column.name, Role::OrderDay);
        guess.role.is_none() && words && headed && asked.next().is_none()
    })?;
    let rows = 0..facts.table.rows;
    let example = rows.into_iter().find(|row| !column.is_missing(*row))?;
    Some(
        Text::new("warning.undated")
            .with("column", &column.name)
            .with("file", facts.name())
            .with("example", visible(&column.text(example))),
    )
}

/// Days of years far from ours.
fn of_other_years(model: &Model, dataset: &Dataset) -> Option<Text> {
    let day = dataset.day.iter().max()?;
    let place = model.role(Role::OrderDay)?;
    (!YEARS.contains(&day.civil().0)).then(|| {
        Text::new("warning.other_years")
            .with("column", &model.column(place).name)
            .with("day", *day)
    })
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
