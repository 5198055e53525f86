//! What of the files is in no total, or was not understood -> warnings that say so.

use crate::dataset::Dataset;
use crate::quality::visible;
use crate::say::Text;
use crate::schema::{Model, Role, is_headed_like, named_so};
use crate::session::unjoined;
use crate::table::{Column, DateStyle, Kind, NO_DAY, is_weekday};

/// Years in which people shop, by the calendar that dates are read in; 66 may be 2566 of the Buddhist one.
const YEARS: std::ops::Range<i32> = 1_900..2_060;

/// Days between two counts of spreadsheets, from a week less to two months more.
const APART: std::ops::Range<i32> = 1_455..1_523;

/// One for each file that takes no part, or takes part and tells amounts of its own; for days that are none, or are
/// of another calendar; and for order ids that name no single order.
pub(super) fn warnings(model: &Model, dataset: &Dataset) -> Vec<Text> {
    let mut told = unjoined::warnings(model);
    told.extend(no_sales_alone(model));
    told.extend(undated(model));
    told.extend(of_1904(model));
    told.extend(of_other_years(model, dataset));
    told.extend(shared_orders(model, dataset));
    told
}

/// Facts that are called after what came back, by their file or the line above them.
fn no_sales_alone(model: &Model) -> Option<Text> {
    let facts = model.facts();
    let title = match &facts.table.facts.titles[..] {
        _ if named_so(facts).is_some() => facts.name(),
        [(0, title)] => title,
        _ => return None,
    };
    let alone = facts.table.parts.is_empty() && !model.is_summary();
    alone.then(|| Text::new("warning.no_sales_alone").with("title", title))
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
    let id = match column.words().into_iter().all(is_weekday) {
        true => "warning.undated.weekdays",
        false => "warning.undated",
    };
    Some(
        Text::new(id)
            .with("column", &column.name)
            .with("file", facts.name())
            .with("example", visible(&column.text(example))),
    )
}

/// Days that a spreadsheet counts, which are as much earlier than others as those that one of 1904 counts.
fn of_1904(model: &Model) -> Option<Text> {
    let columns = &model.fact_table().columns;
    let days = |serial: bool| {
        let of = move |column: &&Column| {
            let style = column.decision.date;
            style.is_some_and(|style| (style == DateStyle::Serial) == serial)
        };
        let read = |column: &'_ Column| Some(column.days(column.decision.date?).values);
        columns
            .iter()
            .filter(of)
            .filter_map(move |column| Some((column, read(column)?)))
    };
    for (column, early) in days(true) {
        for (other, late) in days(false) {
            let pairs = early.iter().zip(&late);
            let pairs = pairs.filter(|(a, b)| **a != NO_DAY && **b != NO_DAY);
            let (mut all, mut apart) = (0, 0);
            for (a, b) in pairs {
                all += 1;
                apart += usize::from(APART.contains(&(b - a)));
            }
            if apart * 2 > all {
                let text = Text::new("warning.serials").with("column", &column.name);
                return Some(text.with("other", &other.name));
            }
        }
    }
    None
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

/// Order ids that stand with several customers.
fn shared_orders(model: &Model, dataset: &Dataset) -> Option<Text> {
    let shared = dataset.shared_orders?;
    let at = dataset.rows.at(shared.row as usize);
    let source = &model.sources[usize::from(at.file)];
    let place = model.role(Role::OrderId)?;
    Some(
        Text::new("warning.shared_orders")
            .with("ids", shared.ids)
            .with("column", &model.column(place).name)
            .with("file", source.name())
            .with("line", source.table.line(at.record)),
    )
}
