//! What the page shows, the command line prints and a link carries: plain data, said in words.

use serde::{Deserialize, Serialize};

use crate::error::ReadError;
use crate::figure::{Control, Grid, Sectioned};
use crate::recipe::{Filter, Recipe, Step, View};
use crate::say::{Text, spoken};

/// The schema of reports written by this version.
pub const REPORT_SCHEMA: u32 = 1;

/// Everything the user sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Report {
    /// Version of this format.
    pub schema: u32,
    /// What the data are, in a line ("5 files · 6 Oct 2017 - 16 Jun 2020").
    pub title: Text,
    /// What was understood of each file.
    pub sources: Vec<SourceCard>,
    /// Files that could not be read.
    pub refused: Vec<ReadError>,
    /// How the files belong together, or why they do not.
    pub model: Model,
    /// Where every record went.
    pub accounting: Accounting,
    /// How good the data are, 0 to 100.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "number | null"))]
    pub points: Option<u64>,
    /// What the points are made of.
    #[serde(default)]
    pub quality: Text,
    /// What was noticed, most revenue at stake first.
    pub findings: Vec<FindingCard>,
    /// What only the user can know, at most three, with a safe default in force.
    pub questions: Vec<Control>,
    /// What can be changed everywhere: revenue definition, as_of, preset, order rule.
    pub controls: Vec<Control>,
    /// The filters in force.
    pub filters: Vec<FilterChip>,
    /// What to know before believing any of it (a preset that leaves out most revenue).
    pub warnings: Vec<Text>,
    /// The views in order, each with its sections' ids.
    pub layout: Vec<ViewLayout>,
    /// The sections that are ready, in the order of the layout.
    pub sections: Vec<Sectioned>,
    /// What became of every decision, in the order in which they are made.
    #[serde(default)]
    pub steps: Vec<StepCard>,
    /// What is different since the loaded recipe was saved; without rows where none was.
    #[serde(default)]
    pub since: Grid,
    /// The files name customers, so that one can be looked for.
    #[serde(default)]
    pub names_customers: bool,
    /// The decisions it was made with.
    pub recipe: Recipe,
    /// What is shown.
    pub view: View,
}

spoken!(Report: title, sources, refused, model, accounting, findings, questions, controls, filters, warnings, layout, sections, quality, steps, since);

/// What was understood of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceCard {
    /// The file's name.
    pub file: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Its size.
    #[cfg_attr(test, ts(type = "number"))]
    pub bytes: u64,
    /// Records below the header.
    #[cfg_attr(test, ts(type = "number"))]
    pub records: u64,
    /// One sentence: "I read transactions.csv as order lines: customer = customer_code, ...".
    pub sentence: Text,
    /// How it was read: encoding, delimiter, line ends, dates, each with its evidence.
    pub decisions: Vec<Text>,
    /// Its columns with their roles and the first rows.
    pub columns: Vec<ColumnCard>,
    /// The first records, as text.
    pub preview: Vec<Vec<String>>,
    /// Encoding, delimiter and header: changing one reads the file again.
    #[serde(default)]
    pub reading: Vec<Control>,
    /// What reading it another way moved.
    #[serde(default)]
    pub changed: Option<Text>,
}

spoken!(SourceCard: sentence, decisions, columns, reading, changed);

/// What was understood of one column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ColumnCard {
    /// The header.
    pub name: String,
    /// Text, number, date ...
    pub kind: Text,
    /// The role, with its control.
    pub role: Control,
    /// Why this role.
    pub reasons: Vec<Text>,
    /// How sure, 0-1.
    pub confidence: f64,
}

spoken!(ColumnCard: kind, role, reasons);

/// A column at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProfileCard {
    /// How much is filled, how many values differ, which are frequent, from where to where.
    pub words: Vec<Text>,
    /// Cells in equal steps from the smallest number or day to the largest; none for words.
    #[cfg_attr(test, ts(type = "Array<number>"))]
    pub bars: Vec<u64>,
}

spoken!(ProfileCard: words);

/// How the files belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Model {
    /// What one row is, and what makes an order.
    pub sentence: Text,
    /// The joins, each with its coverage both ways.
    pub joins: Vec<Text>,
    /// Files that take no part, and why.
    pub unused: Vec<Text>,
    /// The joins as a picture.
    #[serde(default)]
    pub links: Vec<Link>,
}

spoken!(Model: sentence, joins, unused);

/// Two files, and the columns in which they meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Link {
    /// The file nearer to the facts.
    pub near: String,
    /// The file that tells more of its rows.
    pub far: String,
    /// The column there.
    pub near_key: String,
    /// The column here.
    pub far_key: String,
    /// The share of the near keys that are found, 0-1.
    pub found: f64,
    /// The share of the far keys that are used, 0-1.
    pub used: f64,
}

/// Where every record of every file went.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Accounting {
    /// "transactions.csv: 50,000 records read, 49,140 used, 860 set aside."
    pub sentence: Text,
    /// Records of the facts.
    #[cfg_attr(test, ts(type = "number"))]
    pub records: u64,
    /// Of these, in the report.
    #[cfg_attr(test, ts(type = "number"))]
    pub used: u64,
    /// Of these, set aside, with a reason each.
    #[cfg_attr(test, ts(type = "number"))]
    pub set_aside: u64,
    /// Records of other files that could not be read as rows.
    #[serde(default)]
    #[cfg_attr(test, ts(type = "number"))]
    pub elsewhere: u64,
    /// Records and revenue by reason.
    pub reasons: Grid,
}

spoken!(Accounting: sentence, reasons);

/// What a check saw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindingCard {
    /// The check's stable code.
    pub code: String,
    /// How bad: `error`, `warning`, `note`.
    pub severity: String,
    /// What was seen, with rows and revenue.
    pub sentence: Text,
    /// What was done about it.
    pub done: Text,
    /// What else can be done.
    pub remedy: Option<Control>,
    /// What a change of the remedy did, after it was flipped.
    pub changed: Option<Text>,
    /// Up to three examples: file, line, value.
    pub examples: Vec<Text>,
    /// Cells or rows concerned.
    #[cfg_attr(test, ts(type = "number"))]
    pub n: u64,
}

spoken!(FindingCard: sentence, done, remedy, changed, examples);

/// A decision, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StepCard {
    /// The setting and its value, as decided.
    pub step: Step,
    /// The same in words.
    pub sentence: Text,
    /// `done`; `moved`: done in another place; `idle`: nothing here asks for it; `failed`: cannot be
    /// done here.
    pub status: String,
    /// Where, or why not.
    pub note: Text,
}

spoken!(StepCard: sentence, note);

/// A filter in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FilterChip {
    /// The filter.
    pub filter: Filter,
    /// "market is Delhi", "without Cus006".
    pub label: Text,
}

spoken!(FilterChip: label);

/// A view of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ViewLayout {
    /// Its id.
    pub id: String,
    /// Its name in the rail.
    pub name: Text,
    /// The ids of its sections.
    pub sections: Vec<String>,
}

spoken!(ViewLayout: name);
