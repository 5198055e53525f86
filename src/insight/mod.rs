//! Sections -> what stands out, in a few sentences, and what to try, each with its guard and its rows.
//!
//! Nothing is computed here. The analyses have judged their findings already; a headline that claims
//! something has passed the least number, the least effect and the test of its kind. This room chooses
//! among what was found ([`claims`]), and says what might be tried where a rule's guard holds
//! ([`rules`]). A section that is missing, refused or weak says nothing.

mod claims;
mod rules;
mod seen;

use crate::figure::{Cell, Column, Grid, Outcome, Row, Section, Sectioned, Trace};
use crate::insight::seen::Seen;
use crate::say::Text;

/// The id of its section.
pub const ID: &str = "insight";

/// The view it stands in.
pub const VIEW: &str = "overview";

/// What stands out of these sections. `points` are those of the quality of the data.
pub fn insight(sections: &[Sectioned], points: Option<u64>) -> Sectioned {
    let seen = Seen { sections, points };
    let (claims, actions) = (claims::of(&seen), rules::of(&seen));
    Sectioned {
        id: ID.to_owned(),
        view: VIEW.to_owned(),
        name: Text::new("insight"),
        definition: Text::new("insight.definition"),
        outcome: outcome(claims, actions),
    }
}

/// A sentence with what makes it hold.
struct Found {
    sentence: Text,
    /// The conditions it has passed.
    guard: Text,
    /// What might be tried.
    action: Option<Text>,
    /// The analysis that found it.
    section: &'static str,
    /// Its evidence: the row that a click on it filters and counts.
    evidence: Evidence,
}

/// Where a sentence leads: a click, the rows behind it, and how many things were judged.
struct Evidence {
    key: Option<crate::figure::Key>,
    trace: Trace,
    n: u64,
}

impl Evidence {
    /// All rows, where a sentence is about the data as a whole.
    fn all() -> Evidence {
        Evidence {
            key: None,
            trace: Trace::all(),
            n: 0,
        }
    }

    /// The rows behind several rows of a table, which have no click in common.
    fn of_all(rows: &[&Row]) -> Evidence {
        Evidence {
            key: None,
            trace: Trace::counted(),
            n: rows.iter().map(|row| row.n).sum(),
        }
    }
}

impl Found {
    fn row(self) -> Row {
        let mut cells: Vec<Cell> = vec![self.sentence.into()];
        cells.extend(self.action.map(Cell::from));
        cells.push(self.guard.into());
        cells.push(Text::new(&format!("analysis.{}", self.section)).into());
        let mut row = Row::new(cells, self.evidence.n, self.evidence.trace);
        row.key = self.evidence.key;
        row
    }
}

fn outcome(claims: Vec<Found>, actions: Vec<Found>) -> Outcome<Section> {
    if claims.is_empty() && actions.is_empty() {
        return Outcome::NotEnough {
            reason: Text::new("insight.nothing"),
            remedy: Text::new("insight.nothing.remedy"),
        };
    }
    let headline = match claims.first() {
        Some(first) => first.sentence.clone(),
        None => Text::new("insight.headline.plain"),
    };
    let mut section = Section::new(headline);
    let table = |id: &str, columns: &[&str], found: Vec<Found>| {
        let columns = columns.iter().map(|column| Column::words(column)).collect();
        let rows = found.into_iter().map(Found::row).collect();
        let title = Text::new(&format!("insight.{id}.title"));
        Grid::new(id, title, columns, rows)
    };
    const CLAIM: [&str; 3] = ["column.stands_out", "column.guard", "column.found_by"];
    const ACTION: [&str; 4] = [
        "column.stands_out",
        "column.to_try",
        "column.guard",
        "column.found_by",
    ];
    if !claims.is_empty() {
        section.grids.push(table("claims", &CLAIM, claims));
    }
    if !actions.is_empty() {
        section.grids.push(table("actions", &ACTION, actions));
        section.notes.push(Text::new("insight.actions.note"));
    }
    Outcome::Given { result: section }
}
