//! Files -> a real browser -> what the page shows. A site on localhost, a driver, and the page's own
//! test door (`globalThis.clientele`), each on nothing but `std` and `serde_json`.
//!
//! The browser tests and `cargo xtask shoot` both live on it; each uses its part.

mod chromium;
mod http;
mod image;
mod page;
mod site;
mod webdriver;

use std::fmt;

pub use chromium::{Chromium, Colours, Screen};
pub use image::from_base64;
pub use page::Page;
pub use site::{Site, servable};
pub use webdriver::Session;

/// What went wrong, in words. Its debug form is its words, so that a failing test prints them plainly.
pub struct Failure(pub String);

/// A result of the harness.
pub type Outcome<T> = Result<T, Failure>;

impl Failure {
    /// A failure told in words.
    pub fn new(words: impl Into<String>) -> Failure {
        Failure(words.into())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure(error.to_string())
    }
}
