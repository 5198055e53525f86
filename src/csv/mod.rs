//! bytes -> Records: chunks are pushed in, records come out in batches, and nothing that was
//! noticed on the way is swallowed.
//!
//! The result never depends on where the chunks are cut: encoding and delimiter are decided on a
//! fixed prefix, and a record is looked at only when it lies in the buffer as a whole.
//!
//! Records are cut here and not by csv-core, because a reader must tell what csv-core passes over
//! in silence: text after a closing quote, a quote that is never closed, blank lines, and where
//! each record begins. csv-core is the judge in the tests, and the yardstick in the benchmark.

mod body;
mod came_back;
mod decoding;
mod dialect;
mod encoding;
mod facts;
mod footer;
mod grammar;
mod hash;
mod look;
mod magic;
mod reader;
mod records;
mod said;
mod scanner;
mod shape;
mod stops;
mod sums;

pub(crate) use came_back::{CAME_BACK, Titled, came_back, is_no_sale, titled};
pub use decoding::{Decode, decode_with};
pub use encoding::{Guess, guess, labels, score};
pub use facts::{Aside, AsideKind, Checkpoint, FileFacts, Flaw, FlawKind, Places};
pub use hash::FileHash;
pub use reader::{Read, RecordReader, Sink, Wanted};
pub use records::{Records, Written};
pub use scanner::End;
pub(crate) use sums::{MAYBE_SUMMARIES, SUMMARIES, TOTALS, after, is_one_of};
