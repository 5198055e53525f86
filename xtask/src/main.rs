//! A word on the command line -> one job of the house. `cargo xtask` lists them.

mod bench;
mod bless;
mod build;
#[path = "../../tests/browser/harness/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "shared with the browser tests; each uses its part"
)]
mod harness;
mod repository;
mod serve;
mod shoot;
mod sizes;
mod step;
mod tally;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

/// A result whose failure is told to the user as it is.
type Outcome<T> = Result<T, harness::Failure>;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--open] [--port N] [--no-build]   build, and serve the page on this computer
  build                                    build pkg/ and tell the size of the page
  test                                     everything that has to hold
  bench [LINES...]                         the pipeline's speed, station by station
  bench page [MB]                          in a browser: a large file read, and stopped
  bless                                    write golden and generated files anew
  shoot DIR (--start | --demo | FILE...)   pictures of the page: empty, with the sample, or after a drop
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let done = match args.split_first() {
        Some((command, args)) => run(command, args),
        None => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, args: &[String]) -> Outcome<()> {
    match command {
        "serve" => serve::serve(&serve::Wish::read(args)?),
        "build" => alone(args).and_then(|()| build::build()),
        "test" => alone(args).and_then(|()| test::test()),
        "bench" => bench::bench(args),
        "bless" => alone(args).and_then(|()| bless::bless()),
        "shoot" => shoot::shoot(&shoot::Wish::read(args)?),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(harness::Failure::new(format!(
            "There is no command {command}.\n\n{USAGE}"
        ))),
    }
}

fn alone(args: &[String]) -> Outcome<()> {
    match args.first() {
        None => Ok(()),
        Some(arg) => Err(harness::Failure::new(format!(
            "{arg} means nothing here.\n\n{USAGE}"
        ))),
    }
}
