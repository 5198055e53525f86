//! The page in Chromium, as a user has it: real drops, real pixels, a real network log.
//!
//! `cargo xtask test` runs these; alone they run by `cargo test --test browser`, with Chromium and
//! chromedriver installed. A new story goes into the file of its matter, or gets a file and a line here.

mod accessible;
mod acts;
mod airlock;
mod answers;
mod decisions;
mod files;
mod fingers;
#[allow(
    dead_code,
    unused_imports,
    reason = "shared with xtask; each uses its part"
)]
mod harness;
mod harness_itself;
mod loading;
mod looking;
mod parity;
mod reading;
mod recovery;

use std::env;
use std::path::{Path, PathBuf};

use harness::{Outcome, Page};

/// The repository, which is the site.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The page as it is served, ready to take files.
fn page() -> Outcome<Page> {
    Page::open(repository())
}

/// Files of the real data, or none, said plainly, where there are none.
fn real_files(names: &[&str]) -> Option<Vec<PathBuf>> {
    let Some(folder) = env::var_os("CLIENTELE_DATA") else {
        println!("skipped: CLIENTELE_DATA is not set");
        return None;
    };
    Some(
        names
            .iter()
            .map(|name| Path::new(&folder).join(name))
            .collect(),
    )
}

/// A small story in a folder of its own: three customers, four orders.
fn small_story(name: &str) -> Outcome<PathBuf> {
    let folder = env::temp_dir().join(format!("clientele-story-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(name);
    std::fs::write(&file, SMALL_STORY)?;
    Ok(file)
}

const SMALL_STORY: &str = "\
order_id,customer_id,order_date,amount
1001,ana,2024-01-05,120.00
1002,ben,2024-01-19,80.50
1003,ana,2024-02-02,60.00
1004,cleo,2024-03-11,240.25
";
