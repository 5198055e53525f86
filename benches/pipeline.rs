//! Order lines, generated -> how fast each station of the pipeline takes them, as throughput and as
//! a ratio to a plain csv-core pass over the same bytes.
//!
//! `cargo bench --bench pipeline [LINES...]`. The stations run in turn, several times over, and the
//! median is told, so that a busy moment of the machine meets all of them.

mod lines;

use std::hint::black_box;
use std::time::Duration;

use clientele::analysis::{ANALYSES, Analysis, Cost, Frame, Params};
use clientele::dataset::{self, Capability, RevenueDefinition, Slice, Verdicts};
use clientele::figure::Key;
use clientele::protocol::{Command, Request};
use clientele::quality;
use clientele::recipe::{Filter, Recipe};
use clientele::schema::{Model, Source};
use clientele::session::Session;
use clientele::table::{Table, TableReader};
use clientele::value::{Day, Map};
use lines::order_lines;
use sha2::{Digest, Sha256};

/// Files arrive from the page in chunks of this size.
const CHUNK: usize = 1 << 20;
const RUNS: usize = 9;
const SEED: u64 = 0x5EED;

/// A station: its name, and what it does with the bytes of a file.
struct Station {
    name: &'static str,
    run: fn(&[u8]) -> u64,
}

const STATIONS: &[Station] = &[
    Station {
        name: "csv-core pass",
        run: csv_core_pass,
    },
    Station {
        name: "SHA-256 alone",
        run: sha256,
    },
    Station {
        name: "read and type",
        run: read_and_type,
    },
    Station {
        name: "bytes to report",
        run: bytes_to_report,
    },
];

fn main() {
    let lines: Vec<u32> = std::env::args()
        .skip(1)
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let lines = if lines.is_empty() {
        vec![100_000, 1_000_000]
    } else {
        lines
    };
    for lines in lines {
        measure(lines);
    }
}

fn measure(lines: u32) {
    let bytes = order_lines(lines, 50_000);
    let megabytes = bytes.len() as f64 / 1e6;
    println!("{lines} order lines, {megabytes:.1} MB, median of {RUNS} runs in turn");
    let mut times = vec![Vec::new(); STATIONS.len()];
    for _ in 0..RUNS {
        for (station, times) in STATIONS.iter().zip(&mut times) {
            times.push(timed(|| (station.run)(&bytes)));
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    for (station, median) in STATIONS.iter().zip(&medians) {
        let (throughput, ratio) = (megabytes / median, median / medians[0]);
        println!(
            "  {:<16} {:>8.1} ms {throughput:>8.0} MB/s   {ratio:.2} x csv-core",
            station.name,
            median * 1e3
        );
    }
    behind_the_table(&bytes);
    changes(&bytes);
    let table = table_of(&bytes);
    println!(
        "  table: {} rows, {:.1} bytes a row",
        table.rows,
        table.memory() as f64 / f64::from(table.rows)
    );
}

#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark is what a clock is for"
)]
fn timed(run: impl FnOnce() -> u64) -> Duration {
    let start = std::time::Instant::now();
    black_box(run());
    start.elapsed()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

fn csv_core_pass(bytes: &[u8]) -> u64 {
    let mut core = csv_core::Reader::new();
    let (mut output, mut ends) = (vec![0; 1 << 16], vec![0; 1 << 10]);
    let (mut input, mut fields) = (bytes, 0);
    loop {
        let (result, read, _, ended) = core.read_record(input, &mut output, &mut ends);
        input = &input[read..];
        fields += ended as u64;
        if matches!(result, csv_core::ReadRecordResult::End) {
            return fields;
        }
    }
}

fn sha256(bytes: &[u8]) -> u64 {
    u64::from(Sha256::digest(bytes)[0])
}

/// The whole line: read, understand, check, join, and all light analyses.
fn bytes_to_report(bytes: &[u8]) -> u64 {
    let mut session = session_of(bytes);
    ask(&mut session, Command::Report);
    session.finish().map_or(0, |report| report.accounting.used)
}

/// What comes after reading, station by station, beside one pass over the columns of the data set.
fn behind_the_table(bytes: &[u8]) {
    let names = [
        "one pass",
        "understand",
        "check",
        "join",
        "frame tables",
        "light sections",
        "heavy sections",
    ];
    let mut times = vec![Vec::new(); names.len()];
    for _ in 0..RUNS.div_ceil(2) {
        let once = stations(bytes);
        times
            .iter_mut()
            .zip(once)
            .for_each(|(times, time)| times.push(time));
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    for (name, median) in names.iter().zip(&medians) {
        let ratio = median / medians[0];
        println!(
            "  {name:<16} {:>8.1} ms {ratio:>8.1} passes over the columns",
            median * 1e3
        );
    }
}

fn stations(bytes: &[u8]) -> [Duration; 7] {
    let table = table_of(bytes);
    let recipe = Recipe::default();
    let (understand, model) = timed_value(|| {
        let source = Source::of(table, &Map::new());
        Model::of(vec![source]).unwrap_or_else(|(why, _)| panic!("no model: {why:?}"))
    });
    let (check, findings) = timed_value(|| quality::findings(&model, &recipe));
    let (join, data) = timed_value(|| {
        let mut verdicts = Verdicts::of(model.rows(), &findings);
        dataset::build(&model, &recipe, &mut verdicts)
    });
    let pass = timed(|| {
        let columns = data.amount.iter().zip(&data.day).zip(&data.customer);
        let rows = columns.zip(&data.order);
        rows.map(|(((amount, day), customer), order)| {
            (*amount as u64) ^ (day.0 as u64) ^ u64::from(customer ^ order)
        })
        .fold(0, u64::wrapping_add)
    });
    let as_of = data.period().map_or(Day(0), |(_, last)| last);
    let slice = Slice::whole(&data);
    let definition = RevenueDefinition::NetOfReturns;
    let (tables, frame) = timed_value(|| Frame::new(&data, &slice, as_of, definition, None));
    let sections = |cost: Cost| {
        timed(|| {
            let own = |analysis: &&Analysis| analysis.cost == cost;
            let able = |need: &Capability| data.can(*need);
            let run = |analysis: &Analysis| (analysis.run)(&frame, &Params::default());
            let runs = ANALYSES.iter().filter(own);
            let runs = runs.filter(|analysis| analysis.needs.iter().all(able));
            runs.map(run)
                .map(|section| drop(black_box(section)))
                .count() as u64
        })
    };
    let (light, heavy) = (sections(Cost::Light), sections(Cost::Heavy));
    [pass, understand, check, join, tables, light, heavy]
}

fn timed_value<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let mut value = None;
    let time = timed(|| {
        value = Some(run());
        0
    });
    (time, value.expect("it has run"))
}

fn session_of(bytes: &[u8]) -> Session {
    let mut session = Session::new(SEED);
    let (name, size) = ("orders.csv".to_owned(), bytes.len() as u64);
    ask(&mut session, Command::OpenFile { name, size });
    for chunk in bytes.chunks(CHUNK) {
        session.push(chunk).expect("generated files are sound");
    }
    ask(&mut session, Command::CloseFile);
    session
}

fn ask(session: &mut Session, command: Command) {
    session.handle(&Request { id: 0, command });
}

/// Changes that read no file again: each is timed on a session that has its report.
fn changes(bytes: &[u8]) {
    let mut session = session_of(bytes);
    ask(&mut session, Command::Report);
    session.finish();
    let key = Key::new("region", "EU");
    let commands = [
        (
            "a filter",
            Command::ToggleFilter {
                filter: Filter { key, without: true },
            },
        ),
        (
            "another day",
            Command::Set {
                control: "as_of".to_owned(),
                value: "2023-06-30".to_owned(),
            },
        ),
        (
            "a remedy",
            Command::Set {
                control: "remedy.duplicates".to_owned(),
                value: "keep".to_owned(),
            },
        ),
    ];
    for (name, command) in commands {
        let time = timed(|| {
            ask(&mut session, command);
            session.finish().map_or(0, |report| report.accounting.used)
        });
        println!("  {name:<16} {:>8.1} ms", time.as_secs_f64() * 1e3);
    }
}

fn table_of(bytes: &[u8]) -> Table {
    let mut reader = TableReader::new("orders.csv", SEED);
    for chunk in bytes.chunks(CHUNK) {
        reader.push(chunk).expect("generated files are sound");
    }
    reader.finish().expect("generated files are sound")
}

fn read_and_type(bytes: &[u8]) -> u64 {
    u64::from(table_of(bytes).rows)
}
