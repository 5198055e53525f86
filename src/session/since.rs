//! What is different since a recipe was saved: as a table, and in one line for the first view.

use crate::figure::{Cell, Column, Grid, Row, Trace};
use crate::recipe::{Known, Recipe};
use crate::say::{Arg, Quantity, Text};
use crate::session::recall::Recalled;
use crate::session::shown::Totals;
use crate::value::Day;

/// The columns of a kind, by name, with the roles they played.
fn columns_of(gone: &[Known]) -> Vec<Arg> {
    let name = |known: &Known| match known.role.as_str() {
        "" => Arg::from(&known.column),
        role => Text::new("since.column")
            .with("column", &known.column)
            .with("role", Text::new(&format!("role.{role}")))
            .into(),
    };
    gone.iter().map(name).collect()
}

/// The same in one line, for the first view.
pub(super) fn in_brief(
    recipe: &Recipe,
    recalled: &Recalled,
    totals: Option<&Totals>,
) -> Option<Text> {
    let (last, now) = recipe.last.as_ref().zip(totals)?;
    let played = |known: &&Known| !known.role.is_empty();
    let gone: Vec<Known> = recalled.gone.iter().filter(played).cloned().collect();
    let money = |amount, currency: &Option<String>| Quantity::money(amount, currency.as_deref());
    let same = (last.rows, last.revenue) == (now.rows, now.revenue);
    let id = match gone.is_empty() {
        true if same => return None,
        true => "warning.since",
        false => "warning.since.gone",
    };
    let text = Text::new(id)
        .with("rows_before", last.rows)
        .with("rows", now.rows)
        .with("revenue_before", money(last.revenue, &last.currency))
        .with("revenue", money(now.revenue, &now.currency));
    Some(text.with("columns", Arg::List(columns_of(&gone))))
}

/// What is different since the recipe was saved.
pub(super) fn since(recipe: &Recipe, recalled: &Recalled, totals: Option<&Totals>) -> Grid {
    let Some((last, now)) = recipe.last.as_ref().zip(totals) else {
        return Grid::default();
    };
    let columns = vec![
        Column::words("since.what"),
        Column::numbers("since.then"),
        Column::numbers("since.now"),
    ];
    let money = |amount, currency: &Option<String>| {
        Cell::from(Quantity::money(amount, currency.as_deref()))
    };
    let day = |day: Option<Day>| day.map_or_else(|| Cell::from(Text::none()), Cell::from);
    let list = |columns: Vec<Arg>| match columns.is_empty() {
        true => Cell::from(Text::none()),
        false => Text::new("since.columns")
            .with("columns", Arg::List(columns))
            .into(),
    };
    let new: Vec<Arg> = recalled.new.iter().map(Arg::from).collect();
    let mut rows = vec![
        ("since.rows", last.rows.into(), now.rows.into()),
        (
            "since.revenue",
            money(last.revenue, &last.currency),
            money(now.revenue, &now.currency),
        ),
        (
            "since.customers",
            last.customers.into(),
            now.customers.into(),
        ),
        ("since.last", day(last.last), day(now.last)),
    ];
    if !recalled.gone.is_empty() {
        let then = list(columns_of(&recalled.gone));
        rows.push(("since.gone", then, list(Vec::new())));
    }
    if !new.is_empty() {
        rows.push(("since.new", list(Vec::new()), list(new)));
    }
    let row = |(what, then, now): (&str, Cell, Cell)| {
        Row::new(vec![Text::new(what).into(), then, now], 1, Trace::all())
    };
    Grid::new(
        "since",
        Text::new("since.title"),
        columns,
        rows.into_iter().map(row).collect(),
    )
}
