//! A recipe made for other files -> the same decisions for these: its places found again, and what
//! became of each step.

use crate::dataset::Dataset;
use crate::quality::Finding;
use crate::recipe::{Known, Recipe, Step, View};
use crate::report::StepCard;
use crate::say::{Arg, Text, catalogue};
use crate::schema::{Role, Source};
use crate::session::stations::Stations;
use crate::session::{reading, settings, similar, steps};
use crate::table::Table;

/// A table takes part in a recipe when this share of a known file's columns is found in it.
const SAME_FILE: f64 = 0.5;

/// The recipe in force.
#[derive(Default)]
pub(super) struct Recalled {
    /// The recipe with the places of these files.
    pub(super) recipe: Recipe,
    /// Where known columns are now, as `file/column` then and now; only those that are elsewhere, or elsewhere
    /// as well.
    pub(super) moved: Vec<(String, String)>,
    /// What `moved` was found for: the columns that were known, and the files.
    key: (Vec<Known>, Vec<String>),
    /// Known columns that no file here has, and columns here that were not known.
    pub(super) gone: Vec<Known>,
    pub(super) new: Vec<String>,
    /// Files that something was decided about, and those that take their places.
    files: Vec<(String, String)>,
    /// What `files` was found for: the decided and the present ones. How a file is read changes its columns,
    /// and must not change where its place is.
    key_of_files: (Vec<String>, Vec<String>),
}

fn place(file: &str, column: &str) -> String {
    format!("{file}/{column}")
}

impl Recalled {
    /// Finds the places of a recipe in these tables.
    pub(super) fn of(recipe: &Recipe, tables: &[&Table], before: &mut Recalled) -> Recalled {
        let files = tables.iter().map(|table| &table.facts).map(|it| {
            format!(
                "{} {} {} {} {} {} {}",
                it.name,
                it.sha256,
                it.encoding,
                it.delimiter,
                it.quote,
                it.escape,
                it.header_records
            )
        });
        let key = (recipe.known.clone(), files.collect());
        let (moved, gone, new) = if before.key == key {
            let before = &mut *before;
            (
                std::mem::take(&mut before.moved),
                std::mem::take(&mut before.gone),
                std::mem::take(&mut before.new),
            )
        } else {
            found(&recipe.known, tables)
        };
        let here = tables.iter().map(|table| table.facts.name.clone());
        let key_of_files = (reading::files(recipe), here.collect());
        let files = if before.key_of_files == key_of_files {
            std::mem::take(&mut before.files)
        } else {
            similar::files(&key_of_files.0, &recipe.known, tables)
        };
        let mut recalled = Recalled {
            recipe: recipe.clone(),
            moved,
            key,
            gone,
            new,
            files,
            key_of_files,
        };
        recalled.settle(recipe);
        recalled.recipe = recalled.reading(&recalled.recipe);
        recalled
    }

    /// A recipe with what it says of files said of those that take their places.
    pub(super) fn reading(&self, recipe: &Recipe) -> Recipe {
        let mut ours = recipe.clone();
        for (before, now) in &self.files {
            for kind in reading::KINDS {
                let (from, to) = (format!("{kind}.{before}"), format!("{kind}.{now}"));
                let Some(value) = recipe.reading.get(&from) else {
                    continue;
                };
                ours.reading.remove(&from);
                if !recipe.reading.contains_key(&to) {
                    ours.reading.insert(to, value.clone());
                }
            }
        }
        ours
    }

    fn settle(&mut self, recipe: &Recipe) {
        let ours = &mut self.recipe;
        for (before, now) in &self.moved {
            for (list, ours) in [
                (&recipe.roles, &mut ours.roles),
                (&recipe.dates, &mut ours.dates),
            ] {
                let Some(value) = list.get(before) else {
                    continue;
                };
                let stays = self
                    .moved
                    .iter()
                    .any(|(from, to)| from == before && to == from);
                if !stays {
                    ours.remove(before);
                }
                if !list.contains_key(now) {
                    ours.insert(now.clone(), value.clone());
                }
            }
            // A role that went without saying under the old header has to be said under the new one.
            let role = renamed(&recipe.known, before, now);
            if !role.is_empty() && !ours.roles.contains_key(now) {
                ours.roles.insert(now.clone(), role.to_owned());
            }
        }
    }

    /// Gives up what a recipe said of this place, so that its default is in force.
    pub(super) fn release(&self, recipe: &mut Recipe, control: &str) {
        let Some((list, now)) = control.split_once('.') else {
            return;
        };
        for (before, _) in self.files.iter().filter(|(_, to)| to == now) {
            recipe.reading.remove(&format!("{list}.{before}"));
        }
        for (before, _) in self.moved.iter().filter(|(_, to)| to == now) {
            match list {
                "role" => {
                    recipe.roles.remove(before);
                    let known = recipe.known.iter_mut();
                    known
                        .filter(|known| place(&known.file, &known.column) == *before)
                        .for_each(|known| known.role.clear());
                }
                _ => recipe.dates.remove(before),
            }
        }
    }

    /// The recipe to save: these places, what these columns look like, and what of the loaded recipe
    /// found no place here.
    pub(super) fn to_save(&self, sources: &[Source]) -> Recipe {
        let mut known = Vec::new();
        for source in sources.iter().filter(|source| source.parts.is_empty()) {
            let role = |column: usize| {
                source.mapping.guesses[column]
                    .role
                    .map_or("", Role::id)
                    .to_owned()
            };
            known.extend(similar::looks(&source.table, &role));
        }
        // Files that are not here stay known as a whole.
        let here = |old: &&Known| {
            let before = place(&old.file, &old.column);
            self.moved.iter().any(|(from, _)| *from == before)
                || known
                    .iter()
                    .any(|new| place(&new.file, &new.column) == before)
        };
        let files: Vec<&String> = self
            .recipe
            .known
            .iter()
            .filter(here)
            .map(|old| &old.file)
            .collect();
        let lost = self
            .recipe
            .known
            .iter()
            .filter(|old| !files.contains(&&old.file));
        let lost: Vec<Known> = lost.cloned().collect();
        known.extend(lost);
        Recipe {
            known,
            ..self.recipe.clone()
        }
    }
}

/// The role of a known column, when its header is another now.
fn renamed<'a>(known: &'a [Known], before: &str, now: &str) -> &'a str {
    let known = known
        .iter()
        .find(|known| place(&known.file, &known.column) == before);
    let another = |known: &&Known| !now.ends_with(&place("", &known.column));
    known.filter(another).map_or("", |known| &known.role)
}

type Found = (Vec<(String, String)>, Vec<Known>, Vec<String>);

/// Where the known columns are now, those that are nowhere, and those that nobody knew.
fn found(known: &[Known], tables: &[&Table]) -> Found {
    let mut files: Vec<&str> = known.iter().map(|known| known.file.as_str()).collect();
    files.dedup();
    let mut moved = Vec::new();
    let (mut here, mut of_here): (Vec<&Known>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut new = Vec::new();
    for table in tables.iter().filter(|_| !files.is_empty()) {
        let now = similar::looks(table, &|_| String::new());
        let of = |file: &str| -> Vec<&Known> {
            known.iter().filter(|known| known.file == file).collect()
        };
        let mut best: (f64, &str) = (0.0, "");
        for file in &files {
            let columns = of(file);
            let pairs = similar::pairs(&columns, &now);
            let same_name = if *file == table.facts.name { 1.0 } else { 0.0 };
            let share = pairs.iter().flatten().count() as f64 / columns.len().max(now.len()) as f64;
            if share + same_name > best.0.max(SAME_FILE) {
                best = (share + same_name, file);
            }
        }
        let columns = of(best.1);
        let pairs = similar::pairs(&columns, &now);
        if !columns.is_empty() {
            of_here.push(best.1);
            let nobody = (0..now.len()).filter(|at| !pairs.contains(&Some(*at)));
            new.extend(nobody.map(|at| now[at].column.clone()));
        }
        for (known, at) in columns.iter().zip(pairs) {
            let Some(at) = at else { continue };
            here.push(known);
            let (from, to) = (
                place(&known.file, &known.column),
                place(&now[at].file, &now[at].column),
            );
            moved.push((from, to));
        }
    }
    let elsewhere: Vec<String> = moved
        .iter()
        .filter(|(from, to)| from != to)
        .map(|it| it.0.clone())
        .collect();
    moved.retain(|(from, _)| elsewhere.contains(from));
    let gone = known
        .iter()
        .filter(|it| of_here.contains(&it.file.as_str()));
    let gone = gone.filter(|it| !here.iter().any(|here| std::ptr::eq(*here, *it)));
    (moved, gone.cloned().collect(), new)
}

/// What became of every step of a recipe.
pub(super) fn step_cards(
    recipe: &Recipe,
    view: &View,
    recalled: &Recalled,
    stations: &Stations,
) -> Vec<StepCard> {
    let mut cards: Vec<StepCard> = Vec::new();
    for step in steps::steps(recipe, view) {
        let (status, note) = fate(&step, recipe, recalled, stations);
        cards.push(card(step, status, note));
    }
    for (before, now) in &recalled.moved {
        let role = renamed(&recipe.known, before, now);
        let told = recipe.roles.contains_key(before) || recipe.roles.contains_key(now);
        if !role.is_empty() && !told {
            let step = Step {
                control: format!("role.{before}"),
                value: role.to_owned(),
            };
            cards.push(card(step, "moved", moved_note(std::slice::from_ref(now))));
        }
    }
    // So has one that went without saying and is nowhere now.
    for known in recalled.gone.iter().filter(|it| !it.role.is_empty()) {
        let before = place(&known.file, &known.column);
        if !recipe.roles.contains_key(&before) {
            let step = Step {
                control: format!("role.{before}"),
                value: known.role.clone(),
            };
            let note = Text::new("step.no_column").with("what", before);
            cards.push(card(step, "failed", note));
        }
    }
    cards
}

fn moved_note(places: &[String]) -> Text {
    Text::new("step.moved").with("places", places.iter().map(Arg::from).collect::<Vec<Arg>>())
}

fn fate(
    step: &Step,
    recipe: &Recipe,
    recalled: &Recalled,
    stations: &Stations,
) -> (&'static str, Text) {
    let done = ("done", Text::none());
    let idle = |id: &str, what: &str| ("idle", Text::new(id).with("what", what));
    if recipe.other.contains(step) {
        let (mut recipe, mut view) = (Recipe::default(), View::default());
        let set = settings::set(&mut recipe, &mut view, &step.control, &step.value);
        return ("failed", set.err().unwrap_or_default());
    }
    let (name, rest) = step.control.split_once('.').unwrap_or((&step.control, ""));
    let sources = stations.sources();
    let has = |data: &dyn Fn(&Dataset, &[Finding]) -> bool| {
        stations
            .data()
            .is_none_or(|kept| data(&kept.dataset, &kept.findings))
    };
    match name {
        _ if step.value.is_empty() || sources.is_empty() => done,
        "role" | "dates" => {
            let here = |source: &Source| {
                source
                    .table
                    .columns
                    .iter()
                    .any(|column| place(source.name(), &column.name) == rest)
            };
            let moved = recalled.moved.iter().filter(|(from, _)| from == rest);
            let now: Vec<String> = moved.map(|(_, to)| to.clone()).collect();
            match () {
                () if !now.is_empty() => ("moved", moved_note(&now)),
                () if sources.iter().any(here) => done,
                () => ("failed", Text::new("step.no_column").with("what", rest)),
            }
        }
        kind if reading::KINDS.contains(&kind)
            && recalled.files.iter().any(|(from, _)| from == rest) =>
        {
            let moved = recalled.files.iter().filter(|(from, _)| from == rest);
            let now: Vec<String> = moved.map(|(_, to)| to.clone()).collect();
            ("moved", moved_note(&now))
        }
        kind if reading::KINDS.contains(&kind) && !sources.iter().any(|it| it.name() == rest) => {
            ("failed", Text::new("step.no_file").with("what", rest))
        }
        "rate" if !has(&|dataset, _| dataset.currency.is_none() || uses(stations, rest)) => {
            idle("step.no_currency", rest)
        }
        "remedy" if !has(&|_, findings| findings.iter().any(|finding| finding.code == rest)) => {
            idle("step.no_finding", rest)
        }
        "order_rule" if !has(&|dataset, _| recipe.order_rule == Some(dataset.order_rule)) => {
            ("failed", Text::new("step.no_order_rule"))
        }
        _ => done,
    }
}

/// Whether amounts in this currency occur.
fn uses(stations: &Stations, currency: &str) -> bool {
    let model = stations.model();
    let column = model.and_then(|model| Some(model.column(model.role(Role::Currency)?)));
    column.is_none_or(|column| {
        column
            .coded()
            .entries
            .iter()
            .any(|entry| entry.eq_ignore_ascii_case(currency))
    })
}

fn card(step: Step, status: &str, note: Text) -> StepCard {
    let (name, rest) = step.control.split_once('.').unwrap_or((&step.control, ""));
    let id = format!("step.{name}");
    let value: Arg = match name {
        _ if step.value.is_empty() => Text::new("step.default").into(),
        "role" => Text::new(&format!("role.{}", step.value)).into(),
        "remedy" => Text::new(&format!("remedy.{rest}.{}", step.value)).into(),
        "revenue" | "preset" => Text::new(&format!("{name}.{}", step.value)).into(),
        _ => Arg::from(&step.value),
    };
    let known = catalogue::template(&id).is_some() && status != "failed"
        || matches!(name, "role" | "dates" | "order_rule")
        || reading::KINDS.contains(&name) && !rest.is_empty();
    let id = if known { &id } else { "step.other" };
    StepCard {
        sentence: Text::new(id)
            .with("what", if known { rest } else { &step.control })
            .with("value", value),
        status: status.to_owned(),
        note,
        step,
    }
}
