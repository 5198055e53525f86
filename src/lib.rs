//! Customer analytics: CSV files in, a truthful report out.
//!
//! Bytes become a report on one straight line; each station is one module, one type in, one type out:
//!
//! ```text
//! bytes -csv-> records -table-> Table -schema-> Model -quality-> Findings
//!                                         |                         |
//!                                         +------ dataset ----------+
//!                                                   |
//!                                Dataset -analysis-> Section -session-> Report -draw-> pixels, SVG
//! ```
//!
//! Three orders become a report like this:
//!
//! ```
//! use clientele::protocol::{Command, Request};
//! use clientele::session::Session;
//!
//! let csv = b"customer,order date,amount\nAda,2024-01-03,10.50\nBob,2024-01-04,20\nAda,2024-02-01,5\n";
//! let mut session = Session::new(1);
//! let mut ask = |session: &mut Session, command| session.handle(&Request { id: 1, command });
//! ask(&mut session, Command::OpenFile { name: "orders.csv".into(), size: csv.len() as u64 });
//! session.push(csv).expect("it is plain CSV");
//! ask(&mut session, Command::CloseFile);
//! ask(&mut session, Command::Report);
//!
//! let report = session.finish().expect("there is a file");
//! assert_eq!(report.accounting.used, 3);
//! let overview = report.sections[0].outcome.result().expect("all it needs is there");
//! assert_eq!(overview.fact("revenue").unwrap().value.exact, "35.50");
//! assert_eq!(overview.fact("customers").unwrap().value.exact, "2");
//! ```
//!
//! The modules, from the ground up. `tests/floors` holds them to
//! it that a module names only lower ones.

// Knows nothing.
pub mod value;

pub mod stats;

// Words and numbers.
pub mod say;

pub mod error;

pub mod figure;

// From bytes to a joined truth.
pub mod csv;

pub mod table;

pub mod recipe;

pub mod schema;

pub mod quality;

pub mod dataset;

// From there to what is shown.
pub mod analysis;

pub mod insight;

pub mod report;

pub mod protocol;

pub mod draw;

pub mod export;

pub mod demo;

pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
