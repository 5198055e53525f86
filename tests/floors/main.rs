//! The rules of the house, as tests: who may know whom, who may say what, how large things may get.
//!
//! A rule that only stands in a document is broken by the next change; these are read by the
//! compiler's neighbour. `ARCHITECTURE.md` tells the reasons.

mod page;
mod rooms;
mod sizes;
mod source;
mod wasm;
mod words;
