//! The repository -> whether everything holds that has to hold, in one line at the end.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::harness::Failure;
use crate::tally::{Listener, Tally};
use crate::{Outcome, build, repository, step, tools};

/// Every check in order. A failure does not hide the next one.
pub fn test() -> Outcome<()> {
    let mut tally = Tally::default();
    format(&mut tally);
    lints(&mut tally);
    tests(&mut tally, "tests", &["--workspace"]);
    types(&mut tally);
    rebuild(&mut tally);
    browser(&mut tally);
    verdict(&tally)
}

fn format(tally: &mut Tally) {
    check(tally, "format", || {
        step::run(repository::cargo().args(["fmt", "--all", "--check"]))
    });
}

fn lints(tally: &mut Tally) {
    let clippy = |args: &[&str]| {
        let mut cargo = repository::cargo();
        cargo
            .arg("clippy")
            .args(args)
            .args(["--", "-D", "warnings"]);
        cargo
    };
    check(tally, "lints, native", || {
        step::run(&mut clippy(&["--workspace", "--all-targets"]))?;
        step::run(&mut clippy(&[
            "--package",
            "clientele",
            "--test",
            "browser",
        ]))
    });
    check(tally, "lints, wasm", || {
        tools::wasm_target()?;
        step::run(&mut clippy(&[
            "--package",
            "clientele",
            "--lib",
            "--target",
            tools::WASM,
        ]))
    });
}

/// Runs test programs and listens to what they say.
fn tests(tally: &mut Tally, name: &str, targets: &[&str]) {
    let mut cargo = repository::cargo();
    cargo
        .arg("test")
        .args(targets)
        .args(["--no-fail-fast", "--", "--show-output"]);
    cargo.env_remove("CLIENTELE_BLESS");
    let went_well = |heard: &Outcome<Tally>| heard.as_ref().is_ok_and(|heard| heard.failed == 0);
    match step::timed(name, || listen(&mut cargo), went_well) {
        Ok(heard) => tally.add(heard),
        Err(failure) => {
            println!("{failure}");
            tally.check(false);
        }
    }
}

fn listen(cargo: &mut Command) -> Outcome<Tally> {
    let mut child = cargo.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut listener = Listener::default();
    for line in child
        .stdout
        .take()
        .map(BufReader::new)
        .into_iter()
        .flat_map(BufRead::lines)
    {
        let line = line?;
        if listener.hear(&line) {
            println!("{line}");
        }
    }
    let mut tally = listener.tally();
    // A program that could not be compiled, or died, has no result line of its own.
    if !child.wait()?.success() && tally.failed == 0 {
        tally.check(false);
    }
    Ok(tally)
}

fn types(tally: &mut Tally) {
    check(tally, "types of the page's JavaScript", || {
        tools::type_checker()?;
        let root = repository::root();
        step::run(
            Command::new(root.join("node_modules/.bin/tsc"))
                .args(["-p", "tsconfig.json"])
                .current_dir(&root),
        )
    });
}

/// Builds `pkg/` again beside the tracked one: they must be the same, byte for byte.
fn rebuild(tally: &mut Tally) {
    const NAME: &str = "pkg/ rebuilt";
    match tools::pinned_release().and_then(|pinned| Ok((pinned, tools::rustc("release")?))) {
        Ok((pinned, here)) if pinned != here => {
            tally.skip(
                NAME,
                &format!("pkg/ is made by Rust {pinned}, and here is {here}"),
            );
        }
        _ => check(tally, NAME, || {
            let again = env::temp_dir().join(format!("clientele-pkg-{}", std::process::id()));
            build::package(&again)?;
            let same = same_package(&repository::root().join("pkg"), &again);
            fs::remove_dir_all(&again)?;
            same?;
            crate::sizes::check()
        }),
    }
}

fn same_package(tracked: &Path, again: &Path) -> Outcome<()> {
    let differs =
        |name: &&&str| fs::read(tracked.join(name)).ok() != fs::read(again.join(name)).ok();
    let different: Vec<&str> = build::PACKAGE.iter().filter(differs).copied().collect();
    if different.is_empty() {
        return Ok(());
    }
    let names = different.join(", ");
    Err(Failure::new(format!(
        "pkg/ is not what the source makes: {names}. Run cargo xtask build and commit it."
    )))
}

fn browser(tally: &mut Tally) {
    check(tally, "a browser to test in", tools::browser);
    tests(
        tally,
        "browser tests",
        &["--package", "clientele", "--test", "browser"],
    );
}

fn check(tally: &mut Tally, name: &str, job: impl FnOnce() -> Outcome<()>) {
    let done = step::timed(name, job, Result::is_ok);
    if let Err(failure) = &done {
        println!("{failure}");
    }
    tally.check(done.is_ok());
}

/// Where the real data is at hand, nothing may be skipped.
fn verdict(tally: &Tally) -> Outcome<()> {
    println!();
    for skip in &tally.skipped {
        println!("skipped {skip}");
    }
    println!("{}", tally.line());
    if tally.failed > 0 {
        return Err(Failure::new("Something does not hold; it is named above."));
    }
    if env::var_os("CLIENTELE_DATA").is_some() && !tally.skipped.is_empty() {
        return Err(Failure::new(
            "CLIENTELE_DATA is set, so nothing may be skipped.",
        ));
    }
    Ok(())
}
