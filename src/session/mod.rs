//! The one stateful object: files, recipe and view in; reports out. Each station keeps its result until
//! something it reads has changed: a rate re-reads no file, a filter re-joins nothing.

mod accounting;
mod cards;
mod cells;
mod chips;
mod doubts;
mod files;
mod found;
mod left_out;
mod questions;
mod reading;
mod recall;
mod report;
mod settings;
mod shown;
mod similar;
mod since;
mod stations;
mod steps;
mod tables;
mod unjoined;

use crate::error::ReadError;
use crate::export::{self, Rows};
use crate::figure::Grid;
use crate::protocol::{Answer, Command, Event, Progress, Request};
use crate::recipe::{Filter, Recipe, Saved, Summary, View};
use crate::report::Report;
use crate::say::{Spoken, Voice};
use crate::schema::{BLANK_BELOW, FURTHER_ROWS, KEY_SPELLINGS, OVERLAP};
use crate::session::files::Files;
use crate::session::recall::Recalled;
use crate::session::report::Decisions;
use crate::session::shown::Shown;
use crate::session::stations::Stations;
use crate::table::Table;

pub use settings::{PRESETS, Preset, Setting};
pub use steps::recipe_of;

/// Files, recipe and view, and what was made of them.
pub struct Session {
    files: Files,
    recipe: Recipe,
    /// The same with the places of these files.
    recalled: Recalled,
    view: View,
    stations: Stations,
    revision: u32,
    request: u32,
    shown: Option<Shown>,
    last_setting: Option<Setting>,
    /// The view that is looked at; `*` for all.
    open: String,
}

impl Session {
    /// An empty session. The seed keys the hash tables; no result depends on it.
    pub fn new(seed: u64) -> Session {
        Session {
            files: Files::new(seed),
            recipe: Recipe::default(),
            recalled: Recalled::default(),
            view: View::default(),
            stations: Stations::default(),
            revision: 0,
            request: 0,
            shown: None,
            last_setting: None,
            open: "*".to_owned(),
        }
    }

    /// Answers a command. After [`Command::Report`] or a change the report comes without its sections;
    /// these come one by one from [`Session::step`].
    pub fn handle(&mut self, request: &Request) -> Vec<Answer> {
        self.tell(request, <[Answer]>::to_vec)
    }

    /// Answers a command to a listener. A report is large: it is shown to the listener and then kept,
    /// not copied.
    pub fn tell<T>(&mut self, request: &Request, listen: impl FnOnce(&[Answer]) -> T) -> T {
        self.request = request.id;
        let events = self.events(&request.command);
        let answers: Vec<Answer> = events.into_iter().map(|event| self.answer(event)).collect();
        let heard = listen(&answers);
        for answer in answers {
            self.keep(answer.event);
        }
        heard
    }

    /// The open file is hashed elsewhere at the same time; [`Session::hashed`] tells the hash before
    /// the file is closed.
    pub fn hash_apart(&mut self) {
        self.files.hash_apart();
    }

    /// The SHA-256 of the open file as 64 hexadecimal digits, where it is hashed elsewhere.
    pub fn hashed(&mut self, sha256: &str) {
        self.files.hashed(sha256);
    }

    /// Bytes of the open file.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Progress, Answer> {
        match self.files.push(bytes) {
            Ok(progress) => Ok(progress),
            Err(error) => Err(self.answer(Event::FileRefused { error })),
        }
    }

    /// The next section of the report that is under way, or its completion; `None` when nothing is.
    pub fn step(&mut self) -> Option<Answer> {
        self.tell_step(Answer::clone)
    }

    /// The same to a listener.
    pub fn tell_step<T>(&mut self, listen: impl FnOnce(&Answer) -> T) -> Option<T> {
        let shown = self.shown.as_mut()?;
        let event = shown.step(&self.stations, &self.view)?;
        let answer = self.answer(event);
        let heard = listen(&answer);
        self.keep(answer.event);
        Some(heard)
    }

    /// Keeps what was told of the report.
    fn keep(&mut self, event: Event) {
        match (event, &mut self.shown) {
            (Event::Reported { report }, Some(shown)) => shown.report = Some(report),
            (Event::SectionReady { section }, Some(shown)) => shown.keep(*section),
            _ => {}
        }
    }

    /// The finished report as JSON with full precision; `None` before the first.
    pub fn report_json(&self) -> Option<String> {
        let report = self.report()?;
        Some(crate::protocol::json(report))
    }

    /// The report as far as it is finished.
    pub fn report(&self) -> Option<&Report> {
        self.shown.as_ref()?.report.as_deref()
    }

    /// Runs all steps and gives the whole report.
    pub fn finish(&mut self) -> Option<&Report> {
        if let Some(shown) = &mut self.shown {
            shown.open("*");
        }
        while self.step().is_some() {}
        self.report()
    }

    fn answer(&self, mut event: Event) -> Answer {
        event.speak(&Voice::of(&self.view.locale));
        Answer {
            request: self.request,
            revision: self.revision,
            event,
        }
    }

    fn events(&mut self, command: &Command) -> Vec<Event> {
        match command {
            Command::OpenFile { name, size } => {
                let recipe = self.recalled.reading(&self.recipe);
                let left = self.files.open(name, *size, &recipe).err();
                left.map(refused).into_iter().collect()
            }
            Command::CloseFile => vec![self.close()],
            Command::AbortFile { reason } => {
                self.files.abort(reason).map(refused).into_iter().collect()
            }
            Command::RemoveFile { file } => {
                self.take_sources_back();
                self.files.remove(usize::from(*file));
                self.report_anew()
            }
            Command::Report if self.files.is_empty() => self.report_anew(),
            Command::Report => self.report_of_files(),
            Command::Set { control, value } => self.set(control, value),
            Command::ToggleFilter { filter } => {
                match self.view.filters.iter().position(|have| have == filter) {
                    Some(at) => {
                        self.view.filters.remove(at);
                    }
                    None => self.view.filters.push(filter.clone()),
                }
                self.report_anew()
            }
            Command::OnlyFilter { filter } => {
                let filters = &mut self.view.filters;
                let other = |have: &&Filter| have.key.dimension != filter.key.dimension;
                let alone = filters.iter().filter(|have| !other(have)).eq([filter]);
                filters.retain(|have| other(&have));
                if !alone {
                    filters.push(filter.clone());
                }
                self.report_anew()
            }
            Command::ClearFilters => {
                self.view.filters.clear();
                self.report_anew()
            }
            Command::Restore { recipe, view } => {
                self.change((**recipe).clone(), (**view).clone());
                self.report_of_files()
            }
            Command::Load { text } => self.load(text),
            Command::Profile { file } => vec![Event::Profiled {
                columns: cards::profiles(self.stations.sources(), file),
                file: file.clone(),
            }],
            Command::Open { view } => {
                if let Some(shown) = &mut self.shown {
                    shown.open(view);
                }
                self.open.clone_from(view);
                Vec::new()
            }
            Command::Rows {
                trace,
                offset,
                limit,
            } => {
                let grid = self.shown.as_ref().map_or_else(Grid::default, |shown| {
                    shown.rows(&self.stations, trace, *offset as usize, *limit as usize)
                });
                vec![Event::RowsFound { grid }]
            }
            Command::Find { text } => vec![Event::RowsFound {
                grid: self
                    .stations
                    .data()
                    .map_or_else(Grid::default, |data| found::customers(&data.dataset, text)),
            }],
            Command::InjectPanic => panic!("a panic that a test asked for"),
        }
    }

    fn close(&mut self) -> Event {
        self.take_sources_back();
        match self.files.close() {
            Ok(name) => Event::FileRead {
                file: self.files.index_of(&name),
                name,
            },
            Err(error) => refused(error),
        }
    }

    fn set(&mut self, control: &str, value: &str) -> Vec<Event> {
        let (mut recipe, mut view) = (self.recipe.clone(), self.view.clone());
        match settings::set(&mut recipe, &mut view, control, value) {
            Ok(setting) => {
                if value.is_empty() {
                    self.recalled.release(&mut recipe, control);
                }
                self.change(recipe, view);
                self.last_setting = Some(setting);
                self.report_of_files()
            }
            Err(reason) => vec![Event::Refused { reason }],
        }
    }

    fn load(&mut self, text: &str) -> Vec<Event> {
        let saved = match Saved::read(text.as_bytes()) {
            Ok(saved) => saved,
            Err(reason) => return vec![Event::Refused { reason }],
        };
        let kept = View {
            locale: self.view.locale.clone(),
            filters: self.view.filters.clone(),
            ..View::default()
        };
        let (recipe, view) = steps::replay(&saved, &kept);
        self.change(recipe, view);
        self.report_of_files()
    }

    /// A part of the cleaned rows or of those set aside, as CSV; `None` behind the last.
    pub fn rows_part(&self, rows: Rows, part: usize) -> Option<Vec<u8>> {
        let (model, data) = (self.stations.model()?, self.stations.data()?);
        let voice = Voice::of(&self.view.locale);
        let (dataset, verdicts) = (&data.dataset, &data.verdicts);
        export::part(rows, part, model, &self.recipe, dataset, verdicts, &voice)
    }

    /// What was decided as the text of a file, with what is needed to apply it to other files.
    pub fn recipe_text(&self) -> String {
        let mut recipe = self.recalled.to_save(self.stations.sources());
        if let Some(totals) = self.shown.as_ref().and_then(|shown| shown.totals.as_ref()) {
            recipe.last = Some(Summary {
                rows: totals.rows,
                revenue: totals.revenue,
                currency: totals.currency.clone(),
                customers: totals.customers,
                last: totals.last,
            });
        }
        crate::protocol::json(&steps::saved(&recipe, &self.view))
    }

    /// Replaces recipe and view.
    fn change(&mut self, recipe: Recipe, view: View) {
        self.recipe = recipe;
        self.view = view;
        self.last_setting = None;
    }

    fn take_sources_back(&mut self) {
        self.files.give_back(self.stations.forget_model());
    }

    /// Forgets what was made with another recipe.
    fn recall(&mut self) {
        let (lent, own) = (self.stations.sources(), self.files.tables());
        let tables: Vec<&Table> = lent
            .iter()
            .filter(|source| source.parts.is_empty())
            .map(|source| &source.table)
            .chain(own)
            .collect();
        let recalled = Recalled::of(&self.recipe, &tables, &mut self.recalled);
        let (new, old) = (&recalled.recipe, &self.recalled.recipe);
        let (meaning, same) = (
            (&new.roles, &new.dates, &new.reading, reshaping(new))
                != (&old.roles, &old.dates, &old.reading, reshaping(old)),
            new == old,
        );
        self.recalled = recalled;
        if meaning {
            self.take_sources_back();
        }
        if !same {
            self.stations.forget_data();
        }
    }

    fn report_of_files(&mut self) -> Vec<Event> {
        if self.files.is_empty() {
            return Vec::new();
        }
        // What was decided about a file goes to the one that takes its place.
        self.recall();
        let recipe = self.recalled.reading(&self.recipe);
        let files = self.files.again(&recipe);
        if files.is_empty() {
            self.report_recalled()
        } else {
            vec![Event::ReadAgain { files }]
        }
    }

    fn report_anew(&mut self) -> Vec<Event> {
        self.recall();
        self.report_recalled()
    }

    fn report_recalled(&mut self) -> Vec<Event> {
        self.revision += 1;
        let before = self.shown.as_ref().and_then(|shown| shown.totals.clone());
        self.stations.run(&mut self.files, &self.recalled.recipe);
        let changed = self.last_setting.take().zip(before);
        let (shown, report) = Shown::new(
            &self.stations,
            &self.files,
            Decisions {
                recipe: &self.recipe,
                recalled: &self.recalled,
                view: &self.view,
            },
            changed,
            &self.open,
        );
        self.shown = Some(shown);
        vec![Event::Reported { report }]
    }
}

/// The choices that decide which rows the files hold together, and what their blanks mean.
fn reshaping(recipe: &Recipe) -> [Option<&String>; 4] {
    let codes = [OVERLAP.0, BLANK_BELOW.0, FURTHER_ROWS.0, KEY_SPELLINGS.0];
    codes.map(|code| recipe.remedies.get(code))
}

fn refused(error: ReadError) -> Event {
    Event::FileRefused { error }
}
