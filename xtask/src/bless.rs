//! What the code says today -> the golden and generated files that it is compared with.

use std::process::Command;

use crate::{Outcome, repository, step};

/// The variable under which tests write what they otherwise compare.
const BLESS: &str = "CLIENTELE_BLESS";

/// Runs the tests in writing mode, then shows which files changed: each is to be read before it is
/// committed.
pub fn bless() -> Outcome<()> {
    let mut tests = repository::cargo();
    tests
        .args([
            "test",
            "--quiet",
            "--package",
            "clientele",
            "--no-fail-fast",
        ])
        .env(BLESS, "1");
    let done = step::run(&mut tests);
    step::run(
        Command::new("git")
            .args(["status", "--short"])
            .current_dir(repository::root()),
    )?;
    done
}
