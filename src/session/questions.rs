//! What only the user can know, at most three questions with a safe default in force; and the controls
//! that stand above every view.

use crate::dataset::{Apart, Capability, Dataset, Grain, OrderRule, RevenueDefinition};
use crate::figure::{Choice, Control, ControlKind};
use crate::recipe::{Recipe, View};
use crate::say::{Quantity, Text};
use crate::schema::{Model, NO_YEAR, PERIODS, Role, Source, headers_are_silent};
use crate::session::settings::{ORDER_RULES, PRESETS};
use crate::session::shown::Reading;
use crate::session::stations::{Data, Stations};
use crate::session::{cards, doubts};
use crate::table::{Column, DateStyle, Kind};
use crate::value::order;

/// How many questions are asked at once.
const MOST_QUESTIONS: usize = 3;

/// The questions, those with most revenue at stake first.
pub(super) fn questions(stations: &Stations, recipe: &Recipe) -> Vec<Control> {
    // Nothing can be said before these; what they put at stake is all of it.
    let mut asked: Vec<(f64, Control)> = Vec::new();
    let all = which_amount(stations)
        .into_iter()
        .chain(date_orders(stations, recipe))
        .chain(stations.sources().iter().filter_map(which_year));
    asked.extend(all.map(|question| (1.0, question)));
    asked.extend(doubts::questions(stations, recipe));
    asked.extend(which_day(stations).map(|question| (0.5, question)));
    asked.extend(which_customer(stations).map(|question| (0.4, question)));
    if let Some(data) = stations.data() {
        let rows = data.dataset.records() as f64;
        for apart in &data.dataset.apart {
            // What they are worth is the question; how many they are is known.
            asked.push((
                apart.rows as f64 / (rows + apart.rows as f64),
                rate(data, apart),
            ));
        }
        for finding in &data.findings {
            let Some(label) = finding.question() else {
                continue;
            };
            let moves = &finding.moves;
            let revenue = finding.stake_of_question().to_f64();
            let stake = revenue / moves.of_revenue.to_f64().max(1.0) + moves.untold_share();
            asked
                .extend(cards::answers(finding).map(|remedy| (stake, Control { label, ..remedy })));
        }
    }
    order::sort_by(&mut asked, |a, b| b.0.total_cmp(&a.0));
    asked.truncate(MOST_QUESTIONS);
    asked.into_iter().map(|(_, question)| question).collect()
}

fn rate(data: &Data, apart: &Apart) -> Control {
    let reporting = data.dataset.currency.as_deref().unwrap_or("");
    let label = Text::new("question.rate")
        .with("rows", apart.rows)
        .with(
            "amount",
            Quantity::money(apart.amount, Some(&apart.currency)),
        )
        .with("currency", &apart.currency)
        .with("reporting", reporting);
    let control = number(
        &format!("rate.{}", apart.currency),
        label,
        Text::verbatim(reporting),
    );
    Control {
        help: Text::new("question.rate.default"),
        ..control
    }
}

fn number(id: &str, label: Text, unit: Text) -> Control {
    Control {
        id: id.to_owned(),
        label,
        help: Text::none(),
        kind: ControlKind::Number {
            min: Some("0".to_owned()),
            unit,
        },
        value: String::new(),
        changed: false,
    }
}

/// Without amounts there is no report: which column holds them?
fn which_amount(stations: &Stations) -> Option<Control> {
    let numbers_to_spare = |model: &Model| {
        let facts = model.facts();
        let columns = facts.table.columns.iter().zip(&facts.mapping.guesses);
        let mut spare = columns.filter(|(_, guess)| guess.role.is_none());
        !model.tells_money() && spare.any(|(column, _)| column.holds_numbers())
    };
    if !stations.model().is_none_or(numbers_to_spare) {
        return None;
    }
    column_question(stations, Role::Amount, "question.amount", &|source, at| {
        let kind = source.table.columns[at].decision.kind;
        matches!(kind, Kind::Integer | Kind::Decimal) && source.mapping.wide.is_empty()
    })
}

/// Columns of months that name no year: of which year are they?
fn which_year(source: &Source) -> Option<Control> {
    let wide = &source.mapping.wide;
    let asked = source.parts.is_empty() && source.notes.iter().any(|note| note.id == NO_YEAR);
    let (first, last) = (*wide.first()?, *wide.last()?);
    let named = |at: usize| source.table.columns[at].name.as_str();
    asked.then(|| {
        let label = Text::new("question.year")
            .with("file", source.name())
            .with("first", named(first))
            .with("last", named(last));
        let id = format!("{}.{}", PERIODS.0, source.name());
        Control {
            help: Text::new("question.default"),
            ..number(&id, label, Text::none())
        }
    })
}

/// Without days there is no trend: which column holds them?
fn which_day(stations: &Stations) -> Option<Control> {
    let model = stations.model()?;
    let lacking = model.role(Role::OrderDay).is_none() && !model.is_summary();
    lacking.then(|| {
        column_question(stations, Role::OrderDay, "question.day", &|source, at| {
            source.table.columns[at].holds_days()
        })
    })?
}

/// Where no header says anything and no value tells the buyer: which column does?
fn which_customer(stations: &Stations) -> Option<Control> {
    let model = stations.model()?;
    let facts = model.facts();
    let told = [Role::CustomerId, Role::CustomerName, Role::LastName]
        .into_iter()
        .any(|role| model.role(role).is_some());
    let named = |column: &Column| matches!(column.decision.kind, Kind::Text | Kind::Id);
    let columns = facts.table.columns.iter().zip(&facts.mapping.guesses);
    let understood = columns.filter(|(column, guess)| named(column) && guess.role.is_some());
    let silent = headers_are_silent(&facts.table) || understood.count() == 0;
    // Totals of a shop's days are of all who bought there.
    let totals = stations
        .data()
        .is_some_and(|data| data.dataset.grain == Grain::Period);
    if told || totals || !silent || facts.table.facts.list || !model.tells_money() {
        return None;
    }
    column_question(
        stations,
        Role::CustomerId,
        "question.customer",
        &|source, at| {
            let column = &source.table.columns[at];
            let several = (2..source.table.rows).contains(&column.distinct());
            let free = source.mapping.guesses[at].role.is_none();
            let kind = column.decision.kind;
            let names = named(column) || kind == Kind::Integer;
            free && several && names && source.name() == facts.name() && facts.parts.is_empty()
        },
    )
}

fn column_question(
    stations: &Stations,
    role: Role,
    label: &str,
    fits: &dyn Fn(&Source, usize) -> bool,
) -> Option<Control> {
    let mut options = vec![Choice {
        value: String::new(),
        label: Text::new("question.none"),
    }];
    for source in stations.sources() {
        let columns = source.table.columns.iter().enumerate();
        for (_, column) in columns.filter(|(at, _)| fits(source, *at)) {
            let value = format!("{}/{}", source.name(), column.name);
            let label = Text::new("question.column")
                .with("column", &column.name)
                .with("file", source.name());
            options.push(Choice { value, label });
        }
    }
    (options.len() > 1).then(|| Control {
        id: format!("column.{}", role.id()),
        label: Text::new(label),
        help: Text::new("question.default"),
        kind: ControlKind::Choice { options },
        value: String::new(),
        changed: false,
    })
}

/// Dates that can be read both ways are asked about, column by column.
fn date_orders(stations: &Stations, recipe: &Recipe) -> Vec<Control> {
    let Some(model) = stations.model() else {
        return Vec::new();
    };
    let Some(place) = model.role(Role::OrderDay) else {
        return Vec::new();
    };
    let places = model.as_written(place).into_iter();
    let asked =
        places.filter_map(|place| date_order(&model.sources[place.0], model.column(place), recipe));
    asked.collect()
}

fn date_order(source: &Source, column: &Column, recipe: &Recipe) -> Option<Control> {
    let id = format!("{}/{}", source.name(), column.name);
    if !column.decision.ambiguous_dates || recipe.dates.contains_key(&id) {
        return None;
    }
    let example = (0..column.len() as u32)
        .map(|row| column.text(row))
        .find(|text| !text.trim().is_empty());
    let orders = [
        ("dmy", "dates.day_first", DateStyle::DayFirst),
        ("mdy", "dates.month_first", DateStyle::MonthFirst),
        ("iso", "dates.iso", DateStyle::Iso),
    ];
    let possible =
        |order: &&(&str, &str, DateStyle)| column.decision.date_orders.contains(&order.2);
    let choice = |(value, label, _): &(&str, &str, DateStyle)| Choice {
        value: (*value).to_owned(),
        label: Text::new(label),
    };
    let options: Vec<Choice> = orders.iter().filter(possible).map(choice).collect();
    let guess = options
        .first()
        .map_or(String::new(), |option| option.value.clone());
    Some(Control {
        id: format!("dates.{id}"),
        label: Text::new("question.dates")
            .with("column", &column.name)
            .with("example", example.as_deref().unwrap_or("")),
        help: Text::new("question.default"),
        kind: ControlKind::Choice { options },
        value: guess,
        changed: false,
    })
}

/// The controls above every view.
pub(super) fn controls(stations: &Stations, recipe: &Recipe, view: &View) -> Vec<Control> {
    let Some(data) = stations.data().filter(|data| !data.dataset.is_empty()) else {
        return Vec::new();
    };
    let dataset = &data.dataset;
    let mut controls = Vec::new();
    controls.extend(
        dataset
            .can(Capability::Revenue)
            .then(|| revenue(dataset, view)),
    );
    let speaks_from_a_day = !dataset.day.is_empty() || dataset.can(Capability::Recency);
    controls.extend(speaks_from_a_day.then(|| as_of(dataset, view)));
    controls.extend((dataset.order_alternatives.len() > 1).then(|| order_rule(dataset, recipe)));
    controls.extend(data.rates.iter().map(|(currency, rate)| {
        let reporting = dataset.currency.as_deref().unwrap_or("");
        let label = Text::new("control.rate").with("currency", currency);
        let control = number(
            &format!("rate.{currency}"),
            label,
            Text::verbatim(reporting),
        );
        Control {
            value: rate.to_string(),
            changed: recipe.rates.contains_key(currency),
            help: Text::new("control.rate.help"),
            ..control
        }
    }));
    controls.extend(preset(stations, recipe));
    controls
}

fn choice(id: &str, options: Vec<Choice>, value: String) -> Control {
    let changed = options.first().is_some_and(|first| first.value != value);
    Control {
        id: id.to_owned(),
        label: Text::new(&format!("control.{id}")),
        help: Text::new(&format!("control.{id}.help")),
        kind: ControlKind::Choice { options },
        value,
        changed,
    }
}

fn revenue(dataset: &Dataset, view: &View) -> Control {
    let usual = Reading::of(
        dataset,
        &View {
            revenue: None,
            ..view.clone()
        },
    )
    .definition;
    let force = Reading::of(dataset, view).definition;
    let mut options: Vec<(bool, Choice)> = RevenueDefinition::ALL
        .iter()
        .filter(|(_, definition)| dataset.tells(*definition))
        .map(|(id, definition)| {
            let label = Text::new(&format!("revenue.{id}"));
            (
                *definition != usual,
                Choice {
                    value: (*id).to_owned(),
                    label,
                },
            )
        })
        .collect();
    order::sort_by_key(&mut options, |(later, _)| *later);
    choice(
        "revenue",
        options.into_iter().map(|(_, option)| option).collect(),
        force.id().to_owned(),
    )
}

fn as_of(dataset: &Dataset, view: &View) -> Control {
    Control {
        id: "as_of".to_owned(),
        label: Text::new("control.as_of"),
        help: Text::new("control.as_of.help"),
        kind: ControlKind::Day,
        value: Reading::of(dataset, view).as_of.to_string(),
        changed: view.as_of.is_some(),
    }
}

fn order_rule(dataset: &Dataset, recipe: &Recipe) -> Control {
    let id_of = |rule: OrderRule| {
        ORDER_RULES
            .iter()
            .find(|(_, r)| *r == rule)
            .map_or("", |(id, _)| id)
            .to_owned()
    };
    let options = dataset.order_alternatives.iter().map(|count| {
        let id = id_of(count.rule);
        let label = Text::new(&format!("order_rule.{id}")).with("orders", count.orders);
        Choice { value: id, label }
    });
    let control = choice("order_rule", options.collect(), id_of(dataset.order_rule));
    Control {
        changed: recipe.order_rule.is_some(),
        ..control
    }
}

/// Offered where a currency is written with and without invisible characters: the published figures
/// come from comparing it as it is written.
fn preset(stations: &Stations, recipe: &Recipe) -> Option<Control> {
    let model = stations.model()?;
    let column = model.column(model.role(Role::Currency)?);
    let sorted = |mut entries: Vec<String>| {
        order::sort(&mut entries);
        entries.dedup();
        entries
    };
    let raw = sorted(column.coded_raw().entries);
    let clean = sorted(column.coded().entries);
    let published = ["INR", "USD"].iter().all(|code| {
        [&raw, &clean]
            .iter()
            .all(|have| have.iter().any(|entry| entry == code))
    });
    let offered = recipe.preset.is_some() || (published && raw != clean);
    let mut options = vec![Choice {
        value: "default".to_owned(),
        label: Text::new("preset.default"),
    }];
    options.extend(PRESETS.iter().map(|preset| Choice {
        value: preset.id.to_owned(),
        label: Text::new(&format!("preset.{}", preset.id)),
    }));
    offered.then(|| {
        choice(
            "preset",
            options,
            recipe
                .preset
                .clone()
                .unwrap_or_else(|| "default".to_owned()),
        )
    })
}
