//! Stations -> Report: everything but the sections.

use crate::analysis::ANALYSES;
use crate::dataset::{Dataset, Grain, OrderRule, Totals};
use crate::insight;
use crate::quality::{Score, Severity, unconfirmed};
use crate::recipe::{Recipe, View};
use crate::report::{Accounting, Link, Model, REPORT_SCHEMA, Report, ViewLayout};
use crate::say::{Quantity, Text};
use crate::schema;
use crate::session::files::Files;
use crate::session::recall::{self, Recalled};
use crate::session::settings::Setting;
use crate::session::stations::{Data, Stations};
use crate::session::{accounting, cards, chips, left_out, questions, shown, since, unjoined};
use crate::table::MISSING;

/// What was decided, as it was said and as it is in force.
#[derive(Clone, Copy)]
pub(super) struct Decisions<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) recalled: &'a Recalled,
    pub(super) view: &'a View,
}

/// Puts the report together.
pub(super) fn assemble(
    stations: &Stations,
    files: &Files,
    decisions: Decisions,
    totals: Option<&shown::Totals>,
    changed: Option<(Setting, shown::Totals)>,
) -> Report {
    let Decisions { view, recalled, .. } = decisions;
    let recipe = &recalled.recipe;
    let questions = questions::questions(stations, recipe);
    let model = stations.model();
    let data = stations.data();
    let score = model
        .zip(data)
        .map(|(model, data)| Score::of(model, &data.findings, questions.len()));
    Report {
        schema: REPORT_SCHEMA,
        title: title(stations, data),
        sources: cards::sources(stations, recipe, totals.zip(changed.as_ref())),
        refused: files.refused().to_vec(),
        model: model
            .zip(data)
            .map_or_else(Model::default, |(model, data)| {
                let mut card = model_card(model, &data.dataset, recipe.order_rule.is_some());
                card.joins.extend(data.told_rates.clone());
                card
            }),
        accounting: model
            .zip(data)
            .map_or_else(Accounting::default, |(m, d)| accounting::accounting(m, d)),
        findings: data.map_or_else(Vec::new, |data| {
            cards::findings(data, totals.zip(changed.as_ref()))
        }),
        points: score.as_ref().map(|score| score.points),
        quality: score.map_or_else(Text::none, |score| score.sentence()),
        questions,
        controls: questions::controls(stations, recipe, view),
        filters: chips::of(&view.filters, data.map(|data| &data.dataset)),
        warnings: since::in_brief(decisions.recipe, recalled, totals)
            .into_iter()
            .chain(warnings(stations, data, recipe))
            .collect(),
        layout: layout(),
        sections: Vec::new(),
        steps: recall::step_cards(decisions.recipe, view, recalled, stations),
        since: since::since(decisions.recipe, recalled, totals),
        names_customers: data.is_some_and(|data| !data.dataset.customers.is_empty()),
        recipe: decisions.recipe.clone(),
        view: view.clone(),
    }
}

fn title(stations: &Stations, data: Option<&Data>) -> Text {
    let sources = stations.sources().iter();
    let mut sources = sources.filter(|source| source.parts.is_empty());
    let files = sources.clone().count();
    let facts = stations.model().map(|model| model.facts().name());
    let named = facts.or_else(|| sources.next().map(|source| source.name()));
    let period = data.and_then(|data| data.dataset.period());
    let title = match period {
        Some((first, last)) => Text::new("title").with("first", first).with("last", last),
        None => Text::new("title.files"),
    };
    title
        .with("files", files)
        .with("file", named.unwrap_or_default())
}

fn model_card(model: &schema::Model, dataset: &Dataset, chosen: bool) -> Model {
    let joins = model.used_joins().map(|join| {
        let (near, far) = (&model.sources[join.near], &model.sources[join.far]);
        Text::new(if join.coverage.orphan_rows == 0 {
            "model.join"
        } else {
            "model.join.orphans"
        })
        .with("near", near.name())
        .with("far", far.name())
        .with("column", &near.table.columns[join.near_column].name)
        .with("found", join.coverage.near_found)
        .with("keys", join.coverage.near_keys)
        .with("used", join.coverage.far_used)
        .with("far_keys", join.coverage.far_keys)
        .with("orphans", join.coverage.orphan_rows)
    });
    Model {
        sentence: grain_text(model, dataset, chosen),
        joins: joins.chain(lookups(model)).collect(),
        links: links(model),
        unused: unjoined::lines(model),
    }
}

/// The joins as a picture needs them.
fn links(model: &schema::Model) -> Vec<Link> {
    let link = |join: &schema::Join| {
        let (near, far) = (&model.sources[join.near], &model.sources[join.far]);
        let share = |part: u64, of: u64| part as f64 / of.max(1) as f64;
        Link {
            near: near.name().to_owned(),
            far: far.name().to_owned(),
            near_key: near.table.columns[join.near_column].name.clone(),
            far_key: far.table.columns[join.far_column].name.clone(),
            found: share(join.coverage.near_found, join.coverage.near_keys),
            used: share(join.coverage.far_used, join.coverage.far_keys),
        }
    };
    model.used_joins().map(link).collect()
}

/// What a row is.
fn grain_text(model: &schema::Model, dataset: &Dataset, chosen: bool) -> Text {
    let told = |totals: &Totals| totals.orders.iter().map(|orders| u64::from(*orders)).sum();
    let orders = dataset
        .totals
        .as_ref()
        .map_or(u64::from(dataset.orders), told);
    Text::new(match (dataset.grain, dataset.order_rule) {
        (Grain::Customer, _) => "model.customer",
        (Grain::Period, _) if dataset.day.is_empty() => "model.period.long",
        (Grain::Period, _) => "model.period",
        (Grain::Basket, _) => "model.basket",
        (_, OrderRule::OwnId) => "model.own_id",
        (_, OrderRule::EachRow) if chosen => "model.each_row.chosen",
        (_, OrderRule::EachRow) if dataset.customer.is_empty() => "model.each_row.no_customer",
        (_, OrderRule::EachRow) if dataset.day.is_empty() => "model.each_row.no_day",
        (_, OrderRule::EachRow) => "model.each_row",
        (_, OrderRule::CustomerDay) if dataset.dimension("market").is_some() => {
            "model.customer_day_market"
        }
        (_, OrderRule::CustomerDay) => "model.customer_day",
    })
    .with("file", model.facts().name())
    .with("rows", dataset.records())
    .with("orders", orders)
}

/// Files whose values hold for a year, the fiscal year, and orders told on their first line.
fn lookups(model: &schema::Model) -> Vec<Text> {
    let mut told: Vec<Text> = Vec::new();
    for lookup in &model.lookups {
        let id = match (lookup.earlier, lookup.missing) {
            (_, 0) if lookup.by_day => "model.lookup.valid",
            _ if lookup.by_day => "model.lookup.valid.incomplete",
            (0, 0) => "model.lookup",
            _ => "model.lookup.incomplete",
        };
        let found = lookup.rows.iter().filter(|row| **row != MISSING).count();
        told.push(
            Text::new(id)
                .with("file", model.sources[lookup.source].name())
                .with("role", Text::new(&format!("role.{}", lookup.role.id())))
                .with(
                    "column",
                    &model.fact_table().columns[lookup.near_column].name,
                )
                .with("found", found)
                .with("earlier", lookup.earlier)
                .with("missing", lookup.missing),
        );
    }
    if let Some(fiscal) = &model.fiscal {
        let id = match fiscal.told {
            true => "model.fiscal",
            false => "model.fiscal.derived",
        };
        let month = Text::new(&format!("month.{}", fiscal.first_month));
        let text = Text::new(id).with("month", month);
        told.push(text.with("rows", fiscal.mismatches));
    }
    for (source, put) in model.sources.iter().enumerate() {
        if put.parts.is_empty() || model.unused().any(|unused| unused == source) {
            continue;
        }
        let notes = || put.notes.iter().filter(|note| !is_warning(note)).cloned();
        if let [_] = put.parts[..] {
            told.extend(notes());
            continue;
        }
        let parts = &put.table.parts;
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        let repeated: usize = parts.iter().map(|part| part.repeated.len()).sum();
        let alike = put
            .notes
            .iter()
            .any(|note| !["model.appended.styles", "model.appended.percents"].contains(&&*note.id));
        let id = match (repeated, alike) {
            (0, false) => "model.appended",
            (_, false) => "model.appended.overlap",
            (0, true) => "model.appended.alike",
            (_, true) => "model.appended.alike.overlap",
        };
        let text = Text::new(id)
            .with("files", names)
            .with("rows", put.table.rows);
        told.push(text.with("repeated", repeated));
        told.extend(notes());
    }
    if let Some(paid) = &model.paid_back {
        let source = &model.sources[paid.source];
        told.push(
            Text::new("model.paid_back")
                .with("file", source.name())
                .with("facts", model.facts().name())
                .with("column", &source.table.columns[paid.orders].name)
                .with("rows", paid.rows)
                .with("found", paid.found),
        );
    }
    if model.numbers_apart {
        let parts = model.fact_table().parts.iter();
        let names: Vec<&str> = parts.map(|part| part.name.as_str()).collect();
        told.push(Text::new("model.shops").with("files", names));
    }
    let hundredths = model
        .measure_columns()
        .into_iter()
        .filter(|column| schema::counts_hundredths(column));
    told.extend(
        hundredths.map(|column| Text::new("model.hundredths").with("column", &column.name)),
    );
    let thousands = model
        .measure_columns()
        .into_iter()
        .filter(|column| schema::is_headed_as_thousands(&column.name));
    told.extend(thousands.map(|column| Text::new("model.thousands").with("column", &column.name)));
    let priced = matches!(
        model.measure.how,
        schema::MeasureKind::Price(_) | schema::MeasureKind::Chain { quantity: None }
    );
    if let Some(price) = model.priced_by().filter(|_| priced) {
        let text = Text::new("model.one_piece").with("file", model.facts().name());
        told.push(text.with("column", &price.name));
    }
    if let Some(fields) = &model.facts().order_fields {
        let text = Text::new("model.order_fields").with("file", model.facts().name());
        told.push(text.with("rows", fields.below));
    }
    told
}

/// A file with a column for each period that could not be made rows, and why.
fn wide(source: &schema::Source) -> Option<Text> {
    let why = source.notes.first().filter(|_| source.parts.is_empty())?;
    let named = |at: &usize| source.table.columns[*at].name.as_str();
    let wide = &source.mapping.wide;
    let (first, last) = (wide.first().map(named)?, wide.last().map(named)?);
    let amount = source.column(schema::Role::Amount);
    amount.is_none().then(|| {
        Text::new("warning.wide")
            .with("file", source.name())
            .with("columns", wide.len())
            .with("first", first)
            .with("last", last)
            .with("why", why.clone())
    })
}

fn is_warning(note: &Text) -> bool {
    note.id.starts_with("warning.")
}

/// From this share of set-aside records on, a warning stands above the charts.
const MANY_SET_ASIDE: f64 = 0.05;

fn warnings(stations: &Stations, data: Option<&Data>, recipe: &Recipe) -> Vec<Text> {
    let mut warnings: Vec<Text> = stations.sources().iter().filter_map(wide).collect();
    let beside = stations.sources().iter().filter(|it| it.parts.is_empty());
    warnings.extend(beside.filter_map(|source| {
        let named = source.beside.iter();
        let named: Vec<&str> = named
            .map(|at| source.table.columns[*at].name.as_str())
            .collect();
        let text = Text::new("warning.beside").with("file", source.name());
        (!named.is_empty()).then(|| text.with("columns", named))
    }));
    let turned = stations.sources().iter().filter(|it| it.unpivoted);
    let told = turned.flat_map(|source| &source.notes);
    warnings.extend(told.filter(|note| is_warning(note)).cloned());
    if let Some(why) = stations.no_model() {
        let sales = why == schema::NoModel::NoSales;
        let about = |source: &&schema::Source| match sales {
            true => source.has_money(),
            false => source.parts.is_empty() && source.mapping.wide.is_empty(),
        };
        let files = stations.sources().iter().filter(about);
        let files: Vec<&str> = files.map(|source| source.name()).collect();
        let id = match sales {
            true => "warning.no_sales",
            false => "warning.no_amount",
        };
        if !files.is_empty() {
            warnings.push(Text::new(id).with("files", files));
        }
    }
    let (Some(model), Some(data)) = (stations.model(), data) else {
        return warnings;
    };
    if recipe.preset.is_some()
        && let Some(finding) = data
            .findings
            .iter()
            .find(|finding| finding.code == "exact_match")
    {
        let mut text = finding.sentence.clone();
        text.id = "warning.preset".to_owned();
        warnings.push(text);
    }
    warnings.extend(left_out::warnings(model, &data.dataset));
    let mut findings = data.findings.iter();
    let total = findings.find(|finding| finding.code == "total_row");
    if let Some(total) = total.filter(|finding| finding.severity > Severity::Note) {
        warnings.push(total.sentence.clone());
    }
    let (records, used) = (model.rows(), data.dataset.records());
    if (records - used) as f64 > records as f64 * MANY_SET_ASIDE {
        warnings.push(
            Text::new(match unconfirmed(model, &data.findings) {
                true => "warning.set_aside.withheld",
                false => "warning.set_aside",
            })
            .with("aside", records - used)
            .with("records", records),
        );
    }
    warnings.extend(data.dataset.apart.iter().map(|apart| {
        let amount = Quantity::money(apart.amount, Some(&apart.currency));
        Text::new("warning.apart")
            .with("rows", apart.rows)
            .with("amount", amount)
            .with("currency", &apart.currency)
    }));
    warnings
}

fn layout() -> Vec<ViewLayout> {
    let mut layout: Vec<ViewLayout> = Vec::new();
    for analysis in ANALYSES {
        match layout.iter_mut().find(|view| view.id == analysis.view) {
            Some(view) => view.sections.push(analysis.id.to_owned()),
            None => layout.push(ViewLayout {
                id: analysis.view.to_owned(),
                name: Text::new(&format!("view.{}", analysis.view)),
                sections: vec![analysis.id.to_owned()],
            }),
        }
    }
    // What stands out is seen right after the first numbers.
    if let Some(view) = layout.iter_mut().find(|view| view.id == insight::VIEW) {
        let second = view.sections.len().min(1);
        view.sections.insert(second, insight::ID.to_owned());
    }
    layout
}
