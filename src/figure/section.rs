//! The place of an analysis on the page.

use serde::{Deserialize, Serialize};

use crate::figure::{Control, Fact, Figure, Grid};
use crate::say::{Spoken, Text, Voice, spoken};

/// What an analysis has to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Section {
    /// The finding in one sentence, with its number; without a claim when none holds.
    pub headline: Text,
    /// The numbers, most important first.
    pub facts: Vec<Fact>,
    /// The charts.
    pub figures: Vec<Figure>,
    /// Tables beside those of the charts.
    pub grids: Vec<Grid>,
    /// What to know before believing it: assumptions, thresholds, refusals.
    pub notes: Vec<Text>,
    /// What can be changed here.
    pub controls: Vec<Control>,
}

spoken!(Section: headline, facts, figures, grids, notes, controls);

impl Section {
    /// An empty section with this headline.
    pub fn new(headline: Text) -> Section {
        Section {
            headline,
            facts: Vec::new(),
            figures: Vec::new(),
            grids: Vec::new(),
            notes: Vec::new(),
            controls: Vec::new(),
        }
    }

    /// The fact of that id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }
}

/// A result, a result with reservations, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Outcome<T> {
    /// The result.
    Given {
        /// What was found.
        result: T,
    },
    /// A result that stands on little.
    Weak {
        /// What was found.
        result: T,
        /// Why to be careful.
        reasons: Vec<Text>,
    },
    /// No result, why, and what would help.
    NotEnough {
        /// The reason.
        reason: Text,
        /// What to add to the files to see it.
        remedy: Text,
    },
}

impl<T> Outcome<T> {
    /// The result, if there is one.
    pub fn result(&self) -> Option<&T> {
        match self {
            Outcome::Given { result } | Outcome::Weak { result, .. } => Some(result),
            Outcome::NotEnough { .. } => None,
        }
    }
}

impl<T: Spoken> Spoken for Outcome<T> {
    fn speak(&mut self, voice: &Voice) {
        match self {
            Outcome::Given { result } => result.speak(voice),
            Outcome::Weak { result, reasons } => {
                result.speak(voice);
                reasons.speak(voice);
            }
            Outcome::NotEnough { reason, remedy } => {
                reason.speak(voice);
                remedy.speak(voice);
            }
        }
    }
}

/// A section with its name and its place: what the page lays out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Sectioned {
    /// The analysis's id.
    pub id: String,
    /// The view it stands in (`overview`, `customers` ...), an id of the report's layout.
    pub view: String,
    /// Its name.
    pub name: Text,
    /// Definition, formula and source in a few sentences.
    pub definition: Text,
    /// What it found, or why it found nothing.
    pub outcome: Outcome<Section>,
}

spoken!(Sectioned: name, definition, outcome);
