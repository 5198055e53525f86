//! How page and Worker speak: two enums. Commands carry a request id; events carry the request they
//! answer and the revision of the data they speak of, so that a stale result is dropped.

use serde::{Deserialize, Serialize};

use crate::error::ReadError;
use crate::figure::{Grid, Sectioned, Trace};
use crate::recipe::{Filter, Recipe, View};
use crate::report::{ProfileCard, Report};
use crate::say::{Spoken, Text, Voice};

/// What the page asks. (Bytes of files come beside it: `Engine.push`.)
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Command {
    /// A file begins; its bytes follow.
    OpenFile {
        /// Its name.
        name: String,
        /// Its size in bytes.
        #[cfg_attr(test, ts(type = "number"))]
        size: u64,
    },
    /// All bytes of the open file were pushed.
    CloseFile,
    /// The open file could not be read to its end; what came is forgotten.
    AbortFile {
        /// What the browser said.
        reason: String,
    },
    /// Takes a file out again.
    RemoveFile {
        /// Its index among the sources.
        file: u16,
    },
    /// Understand all files and report. Answered by `Reported` without sections, then by a
    /// `SectionReady` each, the light ones first, and `Complete`.
    Report,
    /// One setting, by its control's id; an empty value sets the default.
    Set {
        /// The control's id.
        control: String,
        /// The new value.
        value: String,
    },
    /// Adds a filter, or removes it when it is already there.
    ToggleFilter {
        /// The filter.
        filter: Filter,
    },
    /// A filter in place of all others of its dimension; where it was the only one, none.
    OnlyFilter {
        /// The filter.
        filter: Filter,
    },
    /// No filters.
    ClearFilters,
    /// Takes up a saved recipe.
    Load {
        /// The text of its file.
        text: String,
    },
    /// A view opens: its light sections are computed first, and its heavy ones too. Until one opens,
    /// all are.
    Open {
        /// The view's id; empty for the first, `*` for all.
        view: String,
    },
    /// What is in the columns of a file, at a glance. It takes a look at every cell, so it is asked for.
    Profile {
        /// The file's name.
        file: String,
    },
    /// Replaces recipe and view (undo, recovery after a crash).
    Restore {
        /// The recipe.
        recipe: Box<Recipe>,
        /// The view.
        view: Box<View>,
    },
    /// The source rows behind a number.
    Rows {
        /// Which rows.
        trace: Trace,
        /// How many to skip.
        #[cfg_attr(test, ts(type = "number"))]
        offset: u64,
        /// How many at most.
        #[cfg_attr(test, ts(type = "number"))]
        limit: u64,
    },
    /// Customers by a part of their name or id. Answered by `RowsFound`.
    Find {
        /// The part.
        text: String,
    },
    /// For tests: a panic inside the core, to see that the page recovers.
    InjectPanic,
}

/// A command with its request id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Request {
    /// Chosen by the page, ascending.
    pub id: u32,
    /// What is asked.
    pub command: Command,
}

/// What the Worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Event {
    /// How far the open file is.
    Progress(Progress),
    /// A file was read.
    FileRead {
        /// Its name.
        name: String,
        /// Its index among the sources.
        file: u16,
    },
    /// A file was refused.
    FileRefused {
        /// Why, and what to do.
        error: ReadError,
    },
    /// What was decided needs these files to be read again: open and push them once more, then ask
    /// for the report. Until then their tables stay as they are.
    ReadAgain {
        /// Their names in the session.
        files: Vec<String>,
    },
    /// The report without its sections; these follow one by one.
    Reported {
        /// The report.
        report: Box<Report>,
    },
    /// One more section of the report.
    SectionReady {
        /// The section.
        section: Box<Sectioned>,
    },
    /// The report is complete.
    Complete,
    /// The rows behind a number, or the customers that were looked for.
    RowsFound {
        /// The rows as a table: file, line, then the columns of the facts as written; or a customer each.
        grid: Grid,
    },
    /// What is in the columns of a file.
    Profiled {
        /// Its name.
        file: String,
        /// One card a column.
        columns: Vec<ProfileCard>,
    },
    /// A command that made no sense; nothing changed.
    Refused {
        /// Why.
        reason: Text,
    },
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Progress {
    /// The file.
    pub name: String,
    /// Bytes read.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Bytes in all.
    #[cfg_attr(test, ts(type = "number"))]
    pub size: u64,
    /// Records so far.
    #[cfg_attr(test, ts(type = "number"))]
    pub records: u64,
    /// Bytes that the tables hold.
    #[cfg_attr(test, ts(type = "number"))]
    pub memory: u64,
    /// About how many bytes the report will need, where that is more than a tab of a browser has.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub too_large: Option<u64>,
}

/// An event with what it answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Answer {
    /// The request it answers.
    pub request: u32,
    /// The revision of files, recipe and view it speaks of.
    pub revision: u32,
    /// The event.
    pub event: Event,
}

/// A value of the contract as JSON.
pub fn json<T: Serialize>(value: &T) -> String {
    match serde_json::to_string(value) {
        Ok(json) => json,
        // The words for all that can go wrong with JSON would travel with an `expect`.
        Err(_) => panic!("the contract has only text as keys"),
    }
}

impl Spoken for Event {
    fn speak(&mut self, voice: &Voice) {
        match self {
            Event::FileRefused { error } => error.speak(voice),
            Event::Reported { report } => report.speak(voice),
            Event::SectionReady { section } => section.speak(voice),
            Event::RowsFound { grid } => grid.speak(voice),
            Event::Profiled { columns, .. } => columns.speak(voice),
            Event::Refused { reason } => reason.speak(voice),
            Event::Progress(_)
            | Event::FileRead { .. }
            | Event::ReadAgain { .. }
            | Event::Complete => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ts_rs::{Config, TS, TypeVisitor};

    use super::*;

    /// Every type that a visited type names, by name, as TypeScript.
    struct Declarations {
        config: Config,
        by_name: BTreeMap<String, String>,
    }

    impl TypeVisitor for Declarations {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            let known =
                T::output_path().is_none() || self.by_name.contains_key(&T::ident(&self.config));
            if !known {
                let docs = T::docs().unwrap_or_default();
                let declaration = format!("{docs}export {}\n", T::decl(&self.config));
                self.by_name.insert(T::ident(&self.config), declaration);
                T::visit_dependencies(self);
            }
            if T::output_path().is_none() || !known {
                T::visit_generics(self);
            }
        }
    }

    fn contract_as_typescript() -> String {
        let mut declarations = Declarations {
            config: Config::new(),
            by_name: BTreeMap::new(),
        };
        declarations.visit::<Request>();
        declarations.visit::<Answer>();
        let head = "// Written by `CLIENTELE_BLESS=1 cargo test types_are_up_to_date` from the contract types. Do not edit.\n\n";
        let body = declarations
            .by_name
            .into_values()
            .collect::<Vec<_>>()
            .join("\n");
        let lines: Vec<&str> = body.lines().map(str::trim_end).collect();
        format!("{head}{}\n", lines.join("\n"))
    }

    #[test]
    fn types_are_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/types.d.ts");
        let now = contract_as_typescript();
        if std::env::var_os("CLIENTELE_BLESS").is_some() {
            std::fs::write(path, &now).expect("www/types.d.ts can be written");
        }
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            written, now,
            "www/types.d.ts is stale: run the test again with CLIENTELE_BLESS=1"
        );
    }

    #[test]
    fn a_request_is_read_as_the_page_writes_it() {
        let written = r#"{"id":7,"command":{"command":"toggle_filter","filter":{"key":{"dimension":"market","value":"Delhi"}}}}"#;
        let request: Request = serde_json::from_str(written).unwrap();
        let key = crate::figure::Key::new("market", "Delhi");
        assert_eq!(
            request.command,
            Command::ToggleFilter {
                filter: Filter {
                    key,
                    without: false
                }
            }
        );
    }
}
