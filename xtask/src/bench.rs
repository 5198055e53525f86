//! Generated data -> the speed of the pipeline, station by station; and that of the page in a browser.

use std::env;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::{Failure, Page};
use crate::{Outcome, repository, step};

#[path = "../../benches/lines/mod.rs"]
#[allow(dead_code, reason = "shared with the benchmarks; each uses its part")]
mod lines;

/// What is read on the page where nothing else is said, in megabytes.
const MEGABYTES: u32 = 100;
/// Bytes of a generated line, about.
const LINE: u32 = 84;
/// So often is reading stopped.
const STOPS: u32 = 5;
/// What a click on Cancel may take until the page has painted that it stopped.
const STOPPED_WITHIN_MS: f64 = 200.0;
/// The longest that a file is waited for.
const PATIENCE: Duration = Duration::from_secs(1800);

/// Runs the benchmark of the pipeline, whose further words are its own; or that of the page.
pub fn bench(args: &[String]) -> Outcome<()> {
    match args.split_first() {
        Some((first, rest)) if first == "page" => {
            let megabytes = rest.first().map(|megabytes| megabytes.parse());
            let wrong = |_| Failure::new("bench page wants a number of megabytes, as 1000.");
            page(megabytes.unwrap_or(Ok(MEGABYTES)).map_err(wrong)?)
        }
        _ => step::run(
            repository::cargo()
                .args(["bench", "--bench", "pipeline", "--"])
                .args(args),
        ),
    }
}

/// A file of so many megabytes, dropped: how soon reading stops when it is told to, and what all of it takes.
fn page(megabytes: u32) -> Outcome<()> {
    let file = written(megabytes)?;
    let done = stops(&file).and_then(|()| whole(&file));
    fs::remove_file(&file)?;
    done
}

fn written(megabytes: u32) -> Outcome<PathBuf> {
    let file = env::temp_dir().join(format!("clientele-bench-{}.csv", std::process::id()));
    let mut out = BufWriter::new(File::create(&file)?);
    let mut failed = Ok(());
    let lines = megabytes.saturating_mul(1_000_000 / LINE);
    lines::told_in_turn(lines, 50_000, |line| {
        if failed.is_ok() {
            failed = out.write_all(line.as_bytes());
        }
    });
    failed?;
    out.flush()?;
    println!(
        "{lines} order lines, {:.1} MB",
        fs::metadata(&file)?.len() as f64 / 1e6
    );
    Ok(file)
}

/// Stops the reading of a file, at another place each time.
fn stops(file: &Path) -> Outcome<()> {
    let page = Page::open(&repository::root())?;
    let mut slowest = 0.0_f64;
    for stop in 0..STOPS {
        page.drop_files(&[file.to_owned()])?;
        let took = page.value(&format!(
            "new Promise((done) => {{ const look = () => {{
              const [bar, stop] = [document.querySelector('.reading progress'), document.querySelector('[data-action=cancel]')];
              if (!bar || bar.value < bar.max * {stop} / {STOPS}) return setTimeout(look, 1);
              const began = performance.now();
              stop.click();
              requestAnimationFrame(() => requestAnimationFrame(() => done(clientele.state().phase === 'start' ? performance.now() - began : null)));
            }}; look(); }})"
        ))?;
        let took = took
            .as_f64()
            .ok_or_else(|| Failure::new("Reading did not stop."))?;
        println!("stopped after {stop}/{STOPS} of it: {took:.0} ms");
        slowest = slowest.max(took);
    }
    match slowest <= STOPPED_WITHIN_MS {
        true => Ok(()),
        false => Err(Failure::new(format!(
            "Reading stopped only after {slowest:.0} ms; {STOPPED_WITHIN_MS:.0} are allowed."
        ))),
    }
}

/// Reads a file to its end; tells how long that took and what the page said meanwhile.
#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark is told how long it took"
)]
fn whole(file: &Path) -> Outcome<()> {
    let page = Page::open(&repository::root())?;
    let began = Instant::now();
    page.drop_files(&[file.to_owned()])?;
    let mut told = String::new();
    loop {
        let said = page.value(
            "[...document.querySelectorAll('.reading .aside, .reading .told')].map((one) => one.textContent).join(' | ')",
        )?;
        if let Some(said) = said.as_str().filter(|said| !said.is_empty()) {
            said.clone_into(&mut told);
        }
        let state = page.state()?;
        if state["phase"] == "ready" {
            break;
        }
        if state["phase"] == "failed" || began.elapsed() > PATIENCE {
            println!("{told}");
            return Err(Failure::new(format!("The page came to no report: {state}")));
        }
        thread::sleep(Duration::from_millis(100));
    }
    println!("{told}");
    let report = page.report()?;
    println!(
        "report of {} rows after {:.1} s",
        report["accounting"]["used"],
        began.elapsed().as_secs_f64()
    );
    Ok(())
}
