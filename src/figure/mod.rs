//! What a report shows, as plain data: sections with facts, figures and tables. Knows no drawing, no
//! files and no customers; a chart is finished here except for its pixels.

mod chart;
mod control;
mod fact;
mod grid;
mod section;
mod spark;
mod trace;

pub use chart::{Axis, Color, Datum, Figure, Mark, Scale, Series, Side, Unit};
pub use control::{Choice, Control, ControlKind};
pub use fact::{Fact, Interval};
pub use grid::{Cell, Column, Grid, Row};
pub use section::{Outcome, Section, Sectioned};
pub use spark::{Change, Spark, SparkShape};
pub use trace::{Clause, Key, Trace};
