//! A recipe as a file: ordered steps, what the columns looked like, and what came of it.
//!
//! A step is a setting and its value, as the page sets it and the command line writes it
//! (`--set CONTROL=VALUE`), so that one place checks them all. Schema 1 had a list a kind of setting
//! instead of steps; it is read as the steps it stands for.

use serde::{Deserialize, Serialize};

use crate::recipe::json::Json;
use crate::say::Text;
use crate::value::{Day, Decimal};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Step {
    /// The control's id: `role.shop.csv/total`, `rate.USD`, `as_of`.
    pub control: String,
    /// What it was set to; empty for the default, where a preset says otherwise.
    pub value: String,
}

/// What a column looked like, so that it is known again under another name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Known {
    /// Its file.
    pub file: String,
    /// Its header.
    pub column: String,
    /// What its cells are: `id`, `decimal`, `date` ...
    pub kind: String,
    /// The role it played; empty for none.
    pub role: String,
    /// Different values, per thousand cells.
    pub distinct: u32,
    /// Missing cells, per thousand.
    pub missing: u32,
    /// Average length of a cell, in thousandths of a byte.
    pub width: u32,
    /// The smallest hashes of its values: how many of them two columns share tells how many of their
    /// values they share. No value can be read from them, but one that is guessed can be confirmed.
    pub sketch: Vec<u32>,
}

/// What came of the recipe when it was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Summary {
    /// Rows used.
    #[cfg_attr(test, ts(type = "number"))]
    pub rows: u64,
    /// Their revenue.
    #[cfg_attr(test, ts(type = "string"))]
    pub revenue: Decimal,
    /// Its currency.
    pub currency: Option<String>,
    /// Customers with revenue.
    #[cfg_attr(test, ts(type = "number"))]
    pub customers: u64,
    /// The last day with an order.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub last: Option<Day>,
}

/// A recipe's file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Saved {
    /// Version of this format.
    pub schema: u32,
    /// The decisions, in the order in which they are made again.
    pub steps: Vec<Step>,
    /// The columns they were made for.
    pub known: Vec<Known>,
    /// What came of them.
    pub last: Option<Summary>,
}

/// The lists of schema 1, each with the control that its entries set. They stand in reports too.
const LISTS: [(&str, &str); 6] = [
    // Its entries name their controls in full.
    ("reading", ""),
    ("roles", "role"),
    ("dates", "dates"),
    ("exactly", "exactly"),
    ("rates", "rate"),
    ("remedies", "remedy"),
];
/// The single settings of schema 1. The preset is only its name: what it decided is in the lists.
const SINGLES: [(&str, &str); 3] = [
    ("preset", "started_from"),
    ("currency", "currency"),
    ("order_rule", "order_rule"),
];

impl Saved {
    /// Reads a recipe of this or an earlier schema. What is not known is skipped; what is no recipe is
    /// refused with the reason. Whether a step makes sense is seen when it is set.
    pub fn read(text: &[u8]) -> Result<Saved, Text> {
        let json = Json::parse(text).map_err(|at| Text::new("recipe.no_json").with("byte", at))?;
        let Json::Object(_) = json else {
            return Err(Text::new("recipe.no_recipe"));
        };
        let mut saved = Saved {
            schema: json.get("schema").and_then(Json::whole).unwrap_or(1) as u32,
            ..Saved::default()
        };
        for (list, control) in LISTS {
            for (name, value) in json.get(list).map_or(&[][..], Json::entries) {
                for value in std::iter::once(value).chain(value.items()) {
                    let dot = if control.is_empty() { "" } else { "." };
                    saved.step(&format!("{control}{dot}{name}"), value);
                }
            }
        }
        for (single, control) in SINGLES {
            json.get(single)
                .into_iter()
                .for_each(|value| saved.step(control, value));
        }
        for steps in ["steps", "other"] {
            for step in json.get(steps).map_or(&[][..], Json::items) {
                let control = step.get("control").and_then(Json::text);
                if let (Some(control), Some(value)) = (control, step.get("value")) {
                    saved.step(control, value);
                }
            }
        }
        let known = json.get("known").map_or(&[][..], Json::items);
        saved.known = known.iter().map(read_known).collect();
        saved.last = json.get("last").and_then(read_summary);
        let recipe = |name: &str| json.get(name).is_some();
        let lists = LISTS.iter().chain(&SINGLES).any(|(name, _)| recipe(name));
        if recipe("steps") || recipe("schema") || lists {
            Ok(saved)
        } else {
            Err(Text::new("recipe.no_recipe"))
        }
    }

    fn step(&mut self, control: &str, value: &Json) {
        if let Some(value) = value.text() {
            self.steps.push(Step {
                control: control.to_owned(),
                value: value.to_owned(),
            });
        }
    }
}

fn read_known(json: &Json) -> Known {
    let text = |name| json.get(name).and_then(Json::text).unwrap_or("").to_owned();
    let number = |name| json.get(name).and_then(Json::whole).unwrap_or(0) as u32;
    let sketch = json.get("sketch").map_or(&[][..], Json::items);
    Known {
        file: text("file"),
        column: text("column"),
        kind: text("kind"),
        role: text("role"),
        distinct: number("distinct"),
        missing: number("missing"),
        width: number("width"),
        sketch: sketch
            .iter()
            .filter_map(Json::whole)
            .map(|hash| hash as u32)
            .collect(),
    }
}

fn read_summary(json: &Json) -> Option<Summary> {
    let text = |name| json.get(name).and_then(Json::text);
    Some(Summary {
        rows: json.get("rows")?.whole()?,
        revenue: Decimal::parse(text("revenue")?)?,
        currency: text("currency").map(str::to_owned),
        customers: json.get("customers")?.whole()?,
        last: text("last").and_then(Day::from_iso),
    })
}
