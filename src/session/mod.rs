//! The one stateful object: files, recipe and view in; reports out. Each station keeps its result until
//! something it reads has changed: a rate re-reads no file, a filter re-joins nothing.

mod cards;
mod files;
mod questions;
mod report;
mod settings;
mod shown;
mod stations;

use crate::error::ReadError;
use crate::figure::Grid;
use crate::protocol::{Answer, Command, Event, Progress, Request};
use crate::recipe::{Recipe, View};
use crate::report::Report;
use crate::say::{Spoken, Voice};
use crate::session::files::Files;
use crate::session::shown::Shown;
use crate::session::stations::Stations;

pub use settings::{PRESETS, Preset, Setting};

/// Files, recipe and view, and what was made of them.
pub struct Session {
    files: Files,
    recipe: Recipe,
    view: View,
    stations: Stations,
    revision: u32,
    request: u32,
    shown: Option<Shown>,
    last_setting: Option<Setting>,
}

impl Session {
    /// An empty session. The seed keys the hash tables; no result depends on it.
    pub fn new(seed: u64) -> Session {
        Session {
            files: Files::new(seed),
            recipe: Recipe::default(),
            view: View::default(),
            stations: Stations::default(),
            revision: 0,
            request: 0,
            shown: None,
            last_setting: None,
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
            Command::OpenFile { name, size } => self
                .files
                .open(name, *size)
                .err()
                .map(refused)
                .into_iter()
                .collect(),
            Command::CloseFile => vec![self.close()],
            Command::AbortFile { reason } => {
                self.files.abort(reason).map(refused).into_iter().collect()
            }
            Command::RemoveFile { file } => {
                self.take_sources_back();
                self.files.remove(usize::from(*file));
                self.report_anew()
            }
            Command::Report => self.report_anew(),
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
            Command::ClearFilters => {
                self.view.filters.clear();
                self.report_anew()
            }
            Command::Restore { recipe, view } => {
                self.change((**recipe).clone(), (**view).clone());
                if self.files.is_empty() {
                    Vec::new()
                } else {
                    self.report_anew()
                }
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
                self.change(recipe, view);
                self.last_setting = Some(setting);
                if self.files.is_empty() {
                    Vec::new()
                } else {
                    self.report_anew()
                }
            }
            Err(reason) => vec![Event::Refused { reason }],
        }
    }

    /// Replaces recipe and view; forgets what was made with the old ones.
    fn change(&mut self, recipe: Recipe, view: View) {
        if (&recipe.roles, &recipe.dates) != (&self.recipe.roles, &self.recipe.dates) {
            self.take_sources_back();
        }
        if recipe != self.recipe {
            self.stations.forget_data();
        }
        self.recipe = recipe;
        self.view = view;
        self.last_setting = None;
    }

    fn take_sources_back(&mut self) {
        self.files.give_back(self.stations.forget_model());
    }

    fn report_anew(&mut self) -> Vec<Event> {
        self.revision += 1;
        let before = self.shown.as_ref().and_then(|shown| shown.totals.clone());
        self.stations.run(&mut self.files, &self.recipe);
        let changed = self.last_setting.take().zip(before);
        let (shown, report) = Shown::new(
            &self.stations,
            &self.files,
            &self.recipe,
            &self.view,
            changed,
        );
        self.shown = Some(shown);
        vec![Event::Reported { report }]
    }
}

fn refused(error: ReadError) -> Event {
    Event::FileRefused { error }
}
