//! Table -> Source -> Model: what each column means, what a row is, and how the files belong together.

mod append;
mod blank_below;
mod by_content;
mod by_keys;
mod header;
mod join;
mod keys;
mod lookup;
mod mapping;
mod measure;
mod model;
mod order_fields;
mod parts;
mod preset;
mod role;
mod shape;
mod shops;
mod source;
mod tongues;
mod wide;

pub use append::{OVERLAP, append};
pub use blank_below::{BLANK_BELOW, BlankBelow};
pub(crate) use by_content::headers_are_silent;
pub(crate) use header::{english, words};
pub use join::{Join, JoinCoverage};
pub use lookup::{FiscalYear, Lookup};
pub use mapping::{Mapping, RoleGuess, is_headed_like};
pub(crate) use measure::discount_left_out;
pub use measure::{Extra, Measure, MeasureKind, NO_AMOUNT, counts_hundredths};
pub use model::{Model, NoModel};
pub use order_fields::OrderFields;
pub use parts::Parts;
pub use preset::Preset;
pub use role::{ROLES, Role, RoleRule};
pub use source::Source;
pub(crate) use tongues::{CAME_BACK, came_back};
