//! Files whose rows are in no total -> warnings that say so, and why.

use crate::quality::{amounts, goes_on, masked, personal};
use crate::say::{Arg, Text};
use crate::schema::{Join, Lookup, MeasureKind, Missed, Model, Role, missed};
use crate::table::{MISSING, NO_NUMBER};
use crate::value::Decimal;

/// What a file tells that the revenue is made with, and what is said where it is not used.
const TOLD: [(Role, &str); 3] = [
    (Role::DiscountShare, "warning.unused.discount"),
    (Role::UnitPrice, "warning.unused.price"),
    (Role::UnitCost, "warning.unused.cost"),
];

/// From so many files on, what is true of each is said of all at once.
const MANY: usize = 3;
/// So many of them are named in a warning.
const NAMED: usize = 5;

/// What is said of many files in the same words, said once, where the first of them was named; with the names of
/// so many of them.
fn together(told: Vec<Text>, named: usize) -> Vec<Text> {
    const ALIKE: [&str; 3] = [
        "warning.unjoined",
        "warning.unjoined.orders",
        "model.unused",
    ];
    let mut said: Vec<&str> = Vec::new();
    let mut fewer = Vec::new();
    for text in &told {
        let alike = || told.iter().filter(|other| other.id == text.id);
        if !ALIKE.contains(&text.id.as_str()) || alike().count() < MANY {
            fewer.push(text.clone());
        } else if !said.contains(&text.id.as_str()) {
            said.push(&text.id);
            let mut files: Vec<Arg> = alike().filter_map(|it| it.arg("file").cloned()).collect();
            // One that is left is named as well.
            if files.len() > named + 1 {
                let further = Text::new("files.further").with("n", files.len() - named);
                files.truncate(named);
                files.push(further.into());
            }
            let facts = text.arg("facts").cloned();
            let several = Text::new(&format!("{}.several", text.id));
            let several = several.with("files", Arg::List(files));
            fewer.push(
                facts
                    .into_iter()
                    .fold(several, |text, facts| text.with("facts", facts)),
            );
        }
    }
    fewer
}

/// One for each file that takes no part, or takes part and tells amounts of its own.
pub(super) fn warnings(model: &Model) -> Vec<Text> {
    // Whether a file goes on the facts is a question.
    let left = model.unused().filter(|source| !goes_on(model, *source));
    let told = left.flat_map(|source| unused(model, source)).collect();
    let mut told = together(told, NAMED);
    for join in model.used_joins() {
        let far = &model.sources[join.far];
        let by_order = far.mapping.column(Role::OrderId) == Some(join.far_column);
        if by_order {
            told.extend(not_named(model, join));
            continue;
        }
        if !sells(model, join.far) {
            continue;
        }
        told.extend(amounts(model, join.far).map(|(column, sum)| {
            Text::new("warning.not_added")
                .with("file", far.name())
                .with("facts", model.facts().name())
                .with("column", column)
                .with("rows", far.table.rows)
                .with("sum", sum)
        }));
    }
    told
}

/// Orders with amounts that no row of the facts names.
fn not_named(model: &Model, join: &Join) -> Option<Text> {
    let far = &model.sources[join.far];
    let amounts = far.column(Role::Amount)?;
    let numbers = amounts.decimals(&amounts.decision.number);
    let mut left = vec![true; numbers.values.len()];
    for row in join.rows.iter().filter(|row| **row != MISSING) {
        left[*row as usize] = false;
    }
    let worth = |(value, left): (&i64, &bool)| (*left && *value != NO_NUMBER).then_some(*value);
    let there = numbers.values.iter().zip(&left).filter_map(worth);
    let (rows, sum) = there.fold((0_u64, 0_i128), |(rows, sum), value| {
        (rows + 1, sum + i128::from(value))
    });
    (rows > 0 && sum != 0).then(|| {
        Text::new("warning.not_named")
            .with("file", far.name())
            .with("facts", model.sources[join.near].name())
            .with("column", &amounts.name)
            .with("rows", rows)
            .with("sum", Decimal::new(sum, numbers.scale).normalized())
    })
}

/// The files that take no part, in a line each, or many in one.
pub(super) fn lines(model: &Model) -> Vec<Text> {
    let lines = model.unused().map(|source| line(model, source));
    together(lines.collect(), usize::MAX - 1)
}

fn line(model: &Model, source: usize) -> Text {
    let far = &model.sources[source];
    let missed = near_miss(model, source);
    let repeats = missed
        .as_ref()
        .and_then(|missed| missed.repeats.as_ref().zip(Some(missed.far)));
    let text = match repeats {
        _ if goes_on(model, source) => Text::new("model.unused.goes_on"),
        Some(((key, _), column)) if !model.tells_other_orders(source) => {
            Text::new("model.unused.repeats")
                .with("key", shown(model, source, column, key))
                .with("column", &far.table.columns[column].name)
        }
        _ => Text::new("model.unused"),
    };
    text.with("file", far.name())
        .with("facts", model.facts().name())
}

fn near_miss(model: &Model, source: usize) -> Option<Missed> {
    missed(&model.sources, model.fact, source)
}

fn sells(model: &Model, source: usize) -> bool {
    let far = &model.sources[source];
    far.column(Role::OrderId)
        .or(far.column(Role::OrderDay))
        .is_some()
}

/// A key may be an address.
fn shown(model: &Model, at: usize, column: usize, key: &str) -> String {
    match personal(&model.sources[at])[column] {
        Some(_) => masked(key),
        None => key.to_owned(),
    }
}

/// Why a file is not joined, and what is missing without it.
fn unused(model: &Model, source: usize) -> Vec<Text> {
    let far = &model.sources[source];
    let mut told = vec![why(model, source)];
    if sells(model, source)
        && let Some((column, sum)) = amounts(model, source)
    {
        told.push(
            Text::new("warning.unused.amounts")
                .with("file", far.name())
                .with("rows", far.table.rows)
                .with("column", column)
                .with("sum", sum),
        );
    }
    if model.tells_other_orders(source) && amounts(model, source).is_none() {
        told.push(
            Text::new("warning.unused.rows")
                .with("file", far.name())
                .with("rows", far.table.rows),
        );
    }
    let used = |role: Role| {
        model
            .lookups
            .iter()
            .any(|lookup: &Lookup| lookup.role == role)
    };
    let made = matches!(
        model.measure.how,
        MeasureKind::Chain { .. } | MeasureKind::Product { .. } | MeasureKind::Nothing
    );
    for (role, id) in TOLD {
        let lacks = match role {
            Role::UnitPrice => !model.tells_money(),
            _ => made,
        };
        if lacks && !used(role) && model.role(role).is_none() {
            let column = far.column(role);
            told.extend(column.map(|column| {
                Text::new(id)
                    .with("file", far.name())
                    .with("column", &column.name)
            }));
        }
    }
    told
}

fn why(model: &Model, source: usize) -> Text {
    let far = &model.sources[source];
    let text = |id: &str| {
        Text::new(id)
            .with("file", far.name())
            .with("facts", model.facts().name())
    };
    if model.tells_other_orders(source) {
        return text("warning.unjoined.orders");
    }
    let Some(missed) = near_miss(model, source) else {
        return text("warning.unjoined");
    };
    let near = &model.fact_table().columns[missed.near].name;
    let column = |text: Text| {
        text.with("column", near)
            .with("other", &far.table.columns[missed.far].name)
    };
    if let Some((key, row)) = &missed.repeats {
        return column(text("warning.unjoined.repeats"))
            .with("key", shown(model, source, missed.far, key))
            .with("line", far.table.line(row + 1));
    }
    let (one, two) = match &missed.examples {
        (Some(one), two) if missed.found * 5 < missed.keys * 4 => (one, two),
        _ => return column(text("warning.unjoined.taken")),
    };
    let id = match two {
        Some(_) => "warning.unjoined.values",
        None => "warning.unjoined.few",
    };
    let told = column(text(id))
        .with("keys", missed.keys)
        .with("found", missed.found)
        .with("one", shown(model, model.fact, missed.near, one));
    match two {
        Some(two) => told.with("two", shown(model, source, missed.far, two)),
        None => told,
    }
}
