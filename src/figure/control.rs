//! What a user can change, as data: the page draws it without knowing what it means.

use serde::{Deserialize, Serialize};

use crate::say::{Text, spoken};

/// A setting the user can change. Changing it sends the id and the new value back, as text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Control {
    /// The setting's id, as the session knows it: `revenue`, `as_of`, `rate.USD`,
    /// `remedy.duplicates`, `param.contribution.tiers`.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What it does, for the tooltip.
    pub help: Text,
    /// How it is shown.
    pub kind: ControlKind,
    /// The value in force, as text; empty when none is set.
    pub value: String,
    /// False while the value is the default.
    pub changed: bool,
}

spoken!(Control: label, help, kind);

/// How a [`Control`] is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ControlKind {
    /// One of several.
    Choice {
        /// The options, the default first.
        options: Vec<Choice>,
    },
    /// A number; empty leaves it unset.
    Number {
        /// Smallest value allowed, as decimal text.
        min: Option<String>,
        /// What stands behind the field ("days", "INR").
        unit: Text,
    },
    /// A day, `YYYY-MM-DD`; empty leaves it to the data.
    Day,
    /// A line of text; empty leaves it to the data.
    Line {
        /// What stands in the empty field: the value that the data give.
        hint: Text,
    },
}

impl crate::say::Spoken for ControlKind {
    fn speak(&mut self, voice: &crate::say::Voice) {
        match self {
            ControlKind::Choice { options } => options.speak(voice),
            ControlKind::Number { unit, .. } => unit.speak(voice),
            ControlKind::Line { hint } => hint.speak(voice),
            ControlKind::Day => {}
        }
    }
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Choice {
    /// What is sent back.
    pub value: String,
    /// What is shown.
    pub label: Text,
}

spoken!(Choice: label);
