//! A command -> whether it went well, with its name and its time.

use std::process::Command;
use std::time::Instant;

use crate::Outcome;
use crate::harness::Failure;

/// Runs a command that speaks for itself.
pub fn run(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|error| missing(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{} failed ({status}).",
            shown(command)
        )))
    }
}

/// Runs a command and returns what it prints.
pub fn output(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| missing(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::new(format!(
        "{} failed ({}).\n{}",
        shown(command),
        output.status,
        said.trim_end()
    )))
}

/// True when the program is there and says so.
pub fn answers(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Does a job under a heading, and tells whether it went well and how long it took.
#[allow(
    clippy::disallowed_methods,
    reason = "telling how long a step took is the one use of a clock here"
)]
pub fn timed<T>(name: &str, job: impl FnOnce() -> T, went_well: impl Fn(&T) -> bool) -> T {
    println!("\n== {name}");
    let begun = Instant::now();
    let done = job();
    let ending = if went_well(&done) { "done" } else { "FAILED" };
    println!(
        "-- {name}: {ending} in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    done
}

fn missing(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!(
        "{} cannot be started: {error}.",
        command.get_program().to_string_lossy()
    ))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
