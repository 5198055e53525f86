//! Generated data -> the speed of the pipeline, station by station.

use crate::{Outcome, repository, step};

/// Runs the benchmark; further words are its own.
pub fn bench(args: &[String]) -> Outcome<()> {
    step::run(
        repository::cargo()
            .args(["bench", "--bench", "pipeline", "--"])
            .args(args),
    )
}
