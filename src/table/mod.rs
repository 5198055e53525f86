//! Records -> Table: columns of equal length, each stored once and exactly as written, with what
//! kind of values it holds.
//!
//! A column of plain numbers and ISO dates is packed into one word a cell; any other is coded: a
//! dictionary of its texts, and a code a cell. Either gives back the text of each cell to the byte,
//! so cleaning and typing are views of the column and change nothing in it.

mod append;
mod boolean;
mod calendar;
mod clean;
mod clock;
mod column;
mod compact;
mod date;
mod date_fields;
mod date_number;
mod decide;
mod dictionary;
mod identity;
mod label;
mod names;
mod number;
mod numbering;
mod packed;
mod period;
mod profile;
mod reader;
mod store;
mod tally;
mod units;
mod unpivot;
mod values;
mod week;
mod word;

pub use crate::csv::{AsideKind, FileFacts, Flaw, FlawKind};
pub(crate) use crate::csv::{CAME_BACK, Titled, came_back, is_no_sale, titled};
pub(crate) use append::Anew;
pub use append::Part;
pub(crate) use clean::trimmed;
pub use column::{Coded, Column, Hidden, MISSING};
pub use date::{DateStyle, NO_TIME, Stamp};
pub(crate) use date_fields::is_weekday;
pub use decide::{Kind, TypeDecision};
pub(crate) use identity::mix;
pub use number::NumberStyle;
pub(crate) use period::{Period, PeriodKind, period, years};
pub use profile::{Profile, Spread, profile};
pub(crate) use reader::HEADING;
pub use reader::{Table, TableReader};
pub(crate) use unpivot::Turned;
pub use values::{Days, Decimals, NO_DAY, NO_NUMBER};
