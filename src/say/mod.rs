//! Text and numbers -> words. The only module that holds sentences, and the only one that formats
//! numbers, money and dates for people: page, canvas, HTML, command line and link all speak through it.
//!
//! Everything else carries a [`Text`] (an id with arguments) and a [`Value`] (a quantity). Their
//! `said` fields are filled once, when a report is finished, by [`Spoken::speak`] with a [`Voice`].
//!
//! A sentence is a template in one of the catalogues, one line each, by id. In it
//! `{name}` says an argument short (`1.81 M`), `{name=}` says it exactly (`1,807,805`), and
//! `{name:row|rows}` chooses a word by the argument's count.

pub mod catalogue;
mod digits;
mod number;
mod text;
mod voice;

pub use number::Quantity;
pub(crate) use text::spoken;
pub use text::{Arg, Spoken, Text, Value};
pub use voice::{Grouping, Voice};
