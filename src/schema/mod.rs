//! Table -> Source -> Model: what each column means, what a row is, and how the files belong together.

mod header;
mod join;
mod mapping;
mod model;
mod role;
mod source;

pub(crate) use header::words;
pub use join::{Join, JoinCoverage};
pub use mapping::{Mapping, RoleGuess};
pub use model::{Measure, MeasureKind, Model, NO_AMOUNT, NoModel};
pub use role::{ROLES, Role, RoleRule};
pub use source::Source;
