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
//! The modules, from the ground up. A module names only those above it in this list; a test holds
//! them to it.

pub mod analysis;
pub mod csv;
pub mod dataset;
pub mod demo;
pub mod draw;
pub mod error;
pub mod export;
pub mod figure;
pub mod protocol;
pub mod quality;
pub mod recipe;
pub mod report;
pub mod say;
pub mod schema;
pub mod session;
pub mod stats;
pub mod table;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
