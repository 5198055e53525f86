//! What a file leaves open about how it is written, as questions: the sign before decimals, columns that are
//! nearly numbers or dates, and its encoding.

use crate::figure::{Choice, Control, ControlKind};
use crate::quality::amount_column;
use crate::recipe::Recipe;
use crate::say::{Arg, Text};
use crate::schema::{MeasureKind, Role, Source, is_headed_like};
use crate::session::reading::{DATES, NUMBERS};
use crate::session::stations::Stations;
use crate::table::{Column, Kind, NO_NUMBER, NumberStyle};
use crate::value::Decimal;

/// All of them, each with the share of the revenue that hangs on it.
pub(super) fn questions(stations: &Stations, recipe: &Recipe) -> Vec<(f64, Control)> {
    let mut asked = Vec::new();
    match stations.model() {
        Some(model) => {
            if model.tells_money() {
                let places = model.as_written((model.fact, amount_column(model)));
                let signs = places.into_iter().filter_map(|place| {
                    either_sign(&model.sources[place.0], model.column(place), recipe)
                });
                asked.extend(signs.map(|question| (1.0, question)));
            }
            let dated = model.role(Role::OrderDay).is_some() || model.is_summary();
            // Goods and orders are told without money, unless a column of it cannot be read.
            let mut sources = stations.sources().iter().filter(|_| !model.tells_money());
            let amounts = sources.find_map(|source| almost(source, recipe, Role::Amount));
            asked.extend(amounts.map(|question| (1.0, question)));
            let facts = model.facts();
            let almost = (!dated && facts.parts.is_empty())
                .then(|| almost(facts, recipe, Role::OrderDay))
                .flatten();
            asked.extend(almost.map(|question| (0.5, question)));
            // A price alone is one piece a row, unless the pieces cannot be read.
            let priced =
                matches!(model.measure.how, MeasureKind::Price(_)) && facts.parts.is_empty();
            let pieces = priced
                .then(|| self::almost(facts, recipe, Role::Quantity))
                .flatten();
            asked.extend(pieces.map(|question| (1.0, question)));
        }
        None => {
            let mut sources = stations.sources().iter();
            let almost = sources.find_map(|source| almost(source, recipe, Role::Amount));
            asked.extend(almost.map(|question| (1.0, question)));
        }
    }
    let encodings = stations
        .sources()
        .iter()
        .filter_map(|source| encoding(source, recipe));
    asked.extend(encodings.map(|question| (0.3, question)));
    asked
}

fn place(source: &Source, column: &Column) -> String {
    format!("{}/{}", source.name(), column.name)
}

fn control(id: String, label: Text, options: Vec<Choice>, value: &str) -> Control {
    Control {
        id,
        label,
        help: Text::new("question.default"),
        kind: ControlKind::Choice { options },
        value: value.to_owned(),
        changed: false,
    }
}

fn choices(all: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice {
        value: (*value).to_owned(),
        label: Text::new(label),
    };
    all.iter().map(choice).collect()
}

/// Amounts that are all like `1,234`: what they add up to either way.
fn either_sign(source: &Source, column: &Column, recipe: &Recipe) -> Option<Control> {
    let id = place(source, column);
    if !column.decision.ambiguous_numbers || recipe.dates.contains_key(&id) {
        return None;
    }
    let style = &column.decision.number;
    let (now, then) = match style.decimal_point {
        b',' => ("comma", b'.'),
        _ => ("point", b','),
    };
    let sum = |style: &NumberStyle| {
        let read = column.decimals(style);
        let there = read.values.iter().filter(|value| **value != NO_NUMBER);
        Decimal::new(there.map(|value| i128::from(*value)).sum(), read.scale).normalized()
    };
    let example = (0..column.len() as u32)
        .map(|row| column.text(row))
        .find(|text| text.contains(['.', ',', '\u{ff0c}', '\u{ff0e}', '\u{66b}', '\u{66c}']));
    let label = Text::new("question.numbers")
        .with("column", &column.name)
        .with("example", example.as_deref().unwrap_or(""))
        .with("sum", sum(style))
        .with("other", sum(&style.with_point(then)));
    Some(control(
        format!("numbers.{id}"),
        label,
        choices(&NUMBERS),
        now,
    ))
}

/// A column that is headed like this role and whose cells are mostly, but not all, what the role needs.
fn almost(source: &Source, recipe: &Recipe, role: Role) -> Option<Control> {
    let (evidence, kind, all): (&[&str], &str, &[(&str, &str)]) = match role {
        Role::Amount | Role::Quantity => (
            &["type.number.almost", "type.number.letters"],
            "numbers",
            &NUMBERS,
        ),
        _ => (&["type.date.almost", "type.date.mixed"], "dates", &DATES),
    };
    source.table.columns.iter().find_map(|column| {
        let said = column.decision.evidence.iter();
        let mut told = said.filter(|text| evidence.contains(&text.id.as_str()));
        let id = place(source, column);
        let open = column.decision.kind == Kind::Text && !recipe.dates.contains_key(&id);
        let told = told
            .next()
            .filter(|_| open && is_headed_like(&column.name, role))?;
        let label = Text::new(&format!("question.almost_{kind}"))
            .with("column", &column.name)
            .with("told", told.clone());
        let mut options = choices(&[("", "numbers.text")]);
        options.extend(choices(all));
        Some(control(format!("{kind}.{id}"), label, options, ""))
    })
}

/// A file that is text in two encodings, with pieces of it in both.
fn encoding(source: &Source, recipe: &Recipe) -> Option<Control> {
    let facts = &source.table.facts;
    let (one, two) = facts.encoding_samples.as_ref()?;
    let other = facts.encoding_other.as_deref()?;
    let id = format!("encoding.{}", facts.name);
    if facts.encoding_sure || recipe.reading.contains_key(&id) || one == two {
        return None;
    }
    let list = |texts: &Vec<String>| {
        Arg::List(texts.iter().map(|text| Arg::from(text.as_str())).collect())
    };
    let label = Text::new("question.encoding")
        .with("file", &facts.name)
        .with("encoding", facts.encoding.as_str())
        .with("other", other)
        .with("one", list(one))
        .with("two", list(two));
    let option = |label: &str| Choice {
        value: label.to_owned(),
        label: Text::verbatim(label),
    };
    let options = vec![option(&facts.encoding), option(other)];
    Some(control(id, label, options, &facts.encoding))
}
