//! What was understood of each file and column, and what each check saw, as cards.

use crate::figure::{Choice, Control, ControlKind};
use crate::quality::{CHECKS, Check, Finding, Personal, Severity, masked, personal};
use crate::recipe::Recipe;
use crate::report::{ColumnCard, FindingCard, ProfileCard, SourceCard};
use crate::say::{Arg, Quantity, Text};
use crate::schema::{ROLES, Role, RoleGuess, Source};
use crate::session::reading;
use crate::session::settings::Setting;
use crate::session::shown::Totals;
use crate::session::stations::{Data, Stations};
use crate::table::{Column, DateStyle, Kind, profile};
use crate::value::order;

/// How many records a card shows.
const PREVIEW: u32 = 5;

/// One card a file.
pub(super) fn sources(
    stations: &Stations,
    recipe: &Recipe,
    changed: Option<(&Totals, &(Setting, Totals))>,
) -> Vec<SourceCard> {
    let holds_facts = |index: usize| {
        let model = stations.model();
        model.is_some_and(|model| model.fact == index || model.facts().parts.contains(&index))
    };
    let turned = |index: usize| {
        let wide = !stations.sources()[index].mapping.wide.is_empty();
        let mut all = stations.sources().iter();
        wide.then(|| all.any(|put| put.unpivoted && put.parts.contains(&index)))
    };
    let card = |(index, source): (usize, &Source)| {
        let table = &source.table;
        let personal = personal(source);
        SourceCard {
            file: table.facts.name.clone(),
            sha256: table.facts.sha256.clone(),
            bytes: table.facts.bytes,
            records: u64::from(table.rows),
            sentence: sentence(source, holds_facts(index)),
            decisions: aside(stations, index)
                .into_iter()
                .chain(decisions(source, recipe))
                .collect(),
            columns: columns(source, recipe),
            preview: (0..table.rows.min(PREVIEW))
                .map(|row| preview(source, row, &personal))
                .collect(),
            reading: reading::controls(&table.facts, recipe, turned(index))
                .into_iter()
                .chain(reading::written(table, recipe))
                .collect(),
            changed: changed
                .filter(|(_, (setting, _))| reading::is_of(&setting.control, source.name()))
                .map(|(after, (_, before))| moved(before, after)),
        }
    };
    let sources = stations.sources().iter().enumerate();
    let files = sources.filter(|(_, source)| source.parts.is_empty());
    files.map(card).collect()
}

/// How many rows of a file are set aside.
fn aside(stations: &Stations, source: usize) -> Option<Text> {
    let (model, data) = (stations.model()?, stations.data()?);
    let rows = data.verdicts.aside().into_iter();
    let rows = rows.filter(|row| model.place_of(*row).0 == source).count();
    (rows > 0).then(|| Text::new("reading.aside.rows").with("rows", rows))
}

/// The cells of a row; those that tell about persons are masked.
fn preview(source: &Source, row: u32, personal: &[Option<Personal>]) -> Vec<String> {
    let cell = |(column, told): (&Column, &Option<Personal>)| match told {
        Some(_) => masked(&column.text(row)),
        None => column.text(row).into_owned(),
    };
    source
        .table
        .columns
        .iter()
        .zip(personal)
        .map(cell)
        .collect()
}

/// "I read x.csv as ...: customer = customer_code, ...".
fn sentence(source: &Source, facts: bool) -> Text {
    let roles: Vec<Arg> = source
        .mapping
        .columns
        .iter()
        .map(|(role, column)| {
            Text::new("source.role")
                .with("role", role_name(*role))
                .with("column", &source.table.columns[*column].name)
        })
        .map(Arg::from)
        .collect();
    let id = match (facts, roles.is_empty()) {
        (true, _) => "source.facts",
        (false, false) => "source.describes",
        (false, true) => "source.unknown",
    };
    Text::new(id)
        .with("file", source.name())
        .with("rows", source.table.rows)
        .with("roles", Arg::List(roles))
}

fn role_name(role: Role) -> Text {
    Text::new(&format!("role.{}", role.id()))
}

/// What is said of a column only until somebody says how it is written.
const UNTIL_CHOSEN: [&str; 8] = [
    "type.number.comma",
    "type.number.maybe_thousands",
    "type.number.maybe_decimals",
    "type.number.almost",
    "type.number.letters",
    "type.date.almost",
    "type.date.mixed",
    "type.date.ambiguous",
];

fn decisions(source: &Source, recipe: &Recipe) -> Vec<Text> {
    let mut decisions = source.table.facts.decisions.clone();
    for column in &source.table.columns {
        if let Some(style) = column.decision.date {
            let style = match style {
                DateStyle::Iso => "dates.iso",
                DateStyle::DayFirst => "dates.day_first",
                DateStyle::MonthFirst => "dates.month_first",
                DateStyle::Named => "dates.named",
                DateStyle::Month => "dates.months",
                DateStyle::Epoch => "dates.epoch",
                DateStyle::Serial => "dates.serial",
            };
            decisions.push(
                Text::new("source.dates")
                    .with("column", &column.name)
                    .with("style", Text::new(style)),
            );
        }
        let by_choice = |name: &str| {
            recipe
                .dates
                .contains_key(&format!("{}/{name}", source.name()))
        };
        let leader = source.table.leader(&by_choice);
        let follows = leader.filter(|leader| {
            let decision = &column.decision;
            decision.ambiguous_dates && leader.decision.date == decision.date
        });
        let chosen = by_choice(&column.name);
        if let Some(leader) = follows.filter(|_| !chosen) {
            let told = Text::new("type.date.by_choice").with("column", &leader.name);
            let text = Text::new("source.column").with("column", &column.name);
            decisions.push(text.with("told", told));
        }
        let chosen = chosen || follows.is_some();
        let said = column.decision.evidence.iter();
        let said = said.filter(|told| !chosen || !UNTIL_CHOSEN.contains(&told.id.as_str()));
        decisions.extend(said.map(|told| {
            Text::new("source.column")
                .with("column", &column.name)
                .with("told", told.clone())
        }));
    }
    decisions
}

fn columns(source: &Source, recipe: &Recipe) -> Vec<ColumnCard> {
    let card = |(column, guess): (&Column, &RoleGuess)| {
        let place = format!("{}/{}", source.name(), column.name);
        let value = guess.role.map_or("none", Role::id).to_owned();
        let mut options = vec![Choice {
            value: "none".to_owned(),
            label: Text::new("role.none"),
        }];
        options.extend(ROLES.iter().map(|rule| Choice {
            value: rule.id.to_owned(),
            label: role_name(rule.role),
        }));
        ColumnCard {
            name: column.name.clone(),
            kind: kind(column.decision.kind),
            role: Control {
                changed: recipe.roles.contains_key(&place),
                id: format!("role.{place}"),
                label: Text::new("control.role").with("column", &column.name),
                help: Text::new("control.role.help"),
                kind: ControlKind::Choice { options },
                value,
            },
            reasons: guess.reasons.clone(),
            confidence: guess.confidence,
        }
    };
    source
        .table
        .columns
        .iter()
        .zip(&source.mapping.guesses)
        .map(card)
        .collect()
}

/// The columns of a file at a glance; what tells about persons is masked.
pub(super) fn profiles(sources: &[Source], file: &str) -> Vec<ProfileCard> {
    let Some(source) = sources.iter().find(|source| source.name() == file) else {
        return Vec::new();
    };
    let mut cards = Vec::new();
    for (column, personal) in source.table.columns.iter().zip(personal(source)) {
        let mut profile = profile(column);
        if personal.is_some() {
            profile
                .top
                .iter_mut()
                .for_each(|(text, _)| *text = masked(text));
        }
        cards.push(ProfileCard {
            words: profile.words(),
            bars: profile.spread.map_or_else(Vec::new, |spread| spread.bars),
        });
    }
    cards
}

/// The name of a kind.
pub(super) fn kind(kind: Kind) -> Text {
    Text::new(match kind {
        Kind::Text => "kind.text",
        Kind::Id => "kind.id",
        Kind::Integer => "kind.integer",
        Kind::Decimal => "kind.decimal",
        Kind::Date => "kind.date",
        Kind::DateTime => "kind.date_time",
        Kind::Boolean => "kind.boolean",
        Kind::Empty => "kind.empty",
    })
}

/// One card a finding, most revenue at stake first: before them errors that keep from telling how much is,
/// after them notes, which put nothing at stake. What a flipped remedy moved is told on its card.
pub(super) fn findings(
    data: &Data,
    changed: Option<(&Totals, &(Setting, Totals))>,
) -> Vec<FindingCard> {
    let mut sorted: Vec<&Finding> = data.findings.iter().collect();
    let first = |finding: &Finding| match finding.severity {
        Severity::Note => 0,
        Severity::Error if finding.stake.mantissa == 0 => 2,
        _ => 1,
    };
    order::sort_by(&mut sorted, |a, b| {
        first(b)
            .cmp(&first(a))
            .then(b.stake.cmp(&a.stake))
            .then(b.severity.cmp(&a.severity))
            .then(a.code.cmp(b.code))
    });
    sorted
        .into_iter()
        .map(|finding| card(finding, changed))
        .collect()
}

fn card(finding: &Finding, changed: Option<(&Totals, &(Setting, Totals))>) -> FindingCard {
    let remedy = remedy_of(finding);
    let flipped = changed
        .filter(|(_, (setting, _))| remedy.as_ref().is_some_and(|r| r.id == setting.control));
    FindingCard {
        code: finding.code.to_owned(),
        severity: finding.severity.name().to_owned(),
        sentence: finding.sentence.clone(),
        done: finding.done.clone(),
        remedy,
        changed: flipped.map(|(after, (_, before))| moved(before, after)),
        examples: finding.examples.clone(),
        n: finding.n,
    }
}

/// What else can be done about a finding.
pub(super) fn remedy_of(finding: &Finding) -> Option<Control> {
    answers(finding).filter(|control| match &control.kind {
        ControlKind::Choice { options } => options.len() > 1,
        _ => true,
    })
}

/// What can be answered to the question of a finding: one remedy alone can be confirmed.
pub(super) fn answers(finding: &Finding) -> Option<Control> {
    let check = CHECKS.iter().find(|check| check.code == finding.code);
    check.map(|check| remedy(check, finding))
}

fn remedy(check: &Check, finding: &Finding) -> Control {
    let option = |remedy: &&str| Choice {
        value: (*remedy).to_owned(),
        label: Text::new(&format!("remedy.{}.{remedy}", check.code)),
    };
    Control {
        id: format!("remedy.{}", check.code),
        label: Text::new("control.remedy"),
        help: Text::new(match check.remedies {
            [_] => "control.remedy.help.one",
            _ => "control.remedy.help",
        }),
        kind: ControlKind::Choice {
            options: check.remedies.iter().map(option).collect(),
        },
        value: finding.remedy.to_owned(),
        changed: finding.remedy != check.remedies[0],
    }
}

/// "48,323 -> 48,600 rows, 306 M -> 308 M".
fn moved(before: &Totals, after: &Totals) -> Text {
    let money = |totals: &Totals| Quantity::money(totals.revenue, totals.currency.as_deref());
    let same = (before.rows, before.revenue) == (after.rows, after.revenue);
    Text::new(if same { "changed.nothing" } else { "changed" })
        .with("rows_before", before.rows)
        .with("rows", after.rows)
        .with("revenue_before", money(before))
        .with("revenue", money(after))
}
