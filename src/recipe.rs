//! What was decided, as versioned data: the recipe (about the data) and the view (what is shown).
//! `report = f(files, recipe, view)`; undo, links and cron follow from that.

mod json;
mod saved;

use serde::{Deserialize, Serialize};

pub use json::Json;
pub use saved::{Known, Saved, Step, Summary};

use crate::figure::Key;
use crate::value::{Day, Decimal, Map};

/// The schema of recipes written by this version.
pub const RECIPE_SCHEMA: u32 = 2;
/// The schema of views written by this version.
pub const VIEW_SCHEMA: u32 = 1;

/// Which rows count as revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum RevenueDefinition {
    /// Every sale; credits do not count.
    Booked,
    /// All but what came back, credits subtracted.
    NetOfReturns,
    /// Only what is known to have arrived, credits subtracted.
    Delivered,
}

/// What makes rows one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum OrderRule {
    /// The file's own order id.
    OwnId,
    /// Each row is an order.
    EachRow,
    /// Rows of one customer on one day, in one market where there is one.
    CustomerDay,
}

/// Decisions about the data. What is not decided here is inferred from the files.
/// Unknown fields of a later version are skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Recipe {
    /// Version of this format.
    pub schema: u32,
    /// The preset it started from, by id.
    pub preset: Option<String>,
    /// What one unit of a currency is worth in the reporting currency.
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub rates: Map<Decimal>,
    /// The remedy chosen for a check, by the check's id.
    #[cfg_attr(test, ts(type = "{ [key in string]: string }"))]
    pub remedies: Map<String>,
    /// The role chosen for a column, by `file/column`; `none` for no role.
    #[cfg_attr(test, ts(type = "{ [key in string]: string }"))]
    pub roles: Map<String>,
    /// Only rows whose raw text in the column of this role is exactly one of these are kept.
    #[cfg_attr(test, ts(type = "{ [key in string]: Array<string> }"))]
    pub exactly: Map<Vec<String>>,
    /// How the dates or numbers of a column are written, by `file/column`: `iso`, `dmy`, `mdy`; `point`,
    /// `comma`.
    #[cfg_attr(test, ts(type = "{ [key in string]: string }"))]
    pub dates: Map<String>,
    /// How files are written, by `encoding.file`, `delimiter.file`, `quote.file`, `header.file`; and by
    /// `periods.file` whether columns of periods are rows, or of which year they are.
    #[cfg_attr(test, ts(type = "{ [key in string]: string }"))]
    pub reading: Map<String>,
    /// What makes rows one order.
    pub order_rule: Option<OrderRule>,
    /// The reporting currency.
    pub currency: Option<String>,
    /// Steps of a loaded recipe that this version cannot do; kept, told, and saved again.
    pub other: Vec<Step>,
    /// The columns that a loaded recipe was made for: by these its places are found in other files.
    pub known: Vec<Known>,
    /// What came of a loaded recipe when it was saved.
    pub last: Option<Summary>,
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe {
            schema: RECIPE_SCHEMA,
            preset: None,
            rates: Map::new(),
            remedies: Map::new(),
            roles: Map::new(),
            exactly: Map::new(),
            dates: Map::new(),
            reading: Map::new(),
            order_rule: None,
            currency: None,
            other: Vec::new(),
            known: Vec::new(),
            last: None,
        }
    }
}

/// One condition of the slice: only these rows, or all but these (a what-if).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Filter {
    /// What is filtered.
    pub key: Key,
    /// True: leave these rows out, false: keep only these.
    #[serde(default)]
    pub without: bool,
}

/// What is shown of the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct View {
    /// Version of this format.
    pub schema: u32,
    /// The revenue definition; by default net of returns where a status exists, else booked.
    pub revenue: Option<RevenueDefinition>,
    /// The day the analyses speak from; by default the last order day.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub as_of: Option<Day>,
    /// Days without an order after which a customer is inactive.
    pub active_days: Option<u32>,
    /// The slice. Filters of one dimension are alternatives; dimensions restrict each other.
    pub filters: Vec<Filter>,
    /// Settings of analyses, by `analysis.param`.
    #[cfg_attr(test, ts(type = "{ [key in string]: string }"))]
    pub params: Map<String>,
    /// BCP 47 tag of the reader's language.
    pub locale: String,
}

impl Default for View {
    fn default() -> Self {
        View {
            schema: VIEW_SCHEMA,
            revenue: None,
            as_of: None,
            active_days: None,
            filters: Vec::new(),
            params: Map::new(),
            locale: "en".to_owned(),
        }
    }
}
