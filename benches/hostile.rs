//! Bytes that nobody means well with -> whether reading takes twice as long for twice as many.
//!
//! `cargo bench --bench hostile [MEGABYTES]`. Each shape is read at a size and at twice the size, in turn,
//! and the ratio of the medians is told; above 2.3 a reader is not linear, and the bench ends with 1.

use std::hint::black_box;
use std::time::Duration;

use clientele::table::TableReader;

const CHUNK: usize = 1 << 20;
const RUNS: usize = 5;
/// Twice as much may take this many times as long.
const MOST: f64 = 2.3;

/// A shape: its name, and how bytes of it are made.
type Shape = (&'static str, fn(usize) -> Vec<u8>);

const SHAPES: &[Shape] = &[
    ("quotes", |n| b"\"".repeat(n)),
    ("carriage returns", |n| b"\r".repeat(n)),
    ("line feeds", |n| b"\n".repeat(n)),
    ("commas", |n| b",".repeat(n)),
    ("alternating quotes", |n| b"\",".repeat(n / 2)),
    ("quote, line", |n| b"a,\"b\n".repeat(n / 5)),
    ("quote never closed", |n| {
        [b"id,text\n1,\"".as_slice(), &b"2,so\n".repeat(n / 5)].concat()
    }),
    ("one cell", |n| {
        [b"a,b\n1,".as_slice(), &b"x".repeat(n)].concat()
    }),
    ("rows of many lengths", |n| {
        let rows = (0..).map(|row: usize| [b",".repeat(row % 97), b"\n".to_vec()].concat());
        rows.take(n / 49).flatten().collect()
    }),
    ("different ids", |n| {
        let rows = (0..n / 12).map(|row| format!("{row:011}\n").into_bytes());
        [b"id\n".to_vec()]
            .into_iter()
            .chain(rows)
            .flatten()
            .collect()
    }),
    ("bytes above ASCII", |n| b"\xFF\xFE,\x80\n".repeat(n / 5)),
];

fn main() {
    let told = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    let size = told.unwrap_or(16_usize) << 20;
    let mut linear = true;
    for (name, made) in SHAPES {
        let (once, twice) = (made(size), made(2 * size));
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            for (bytes, times) in [&once, &twice].into_iter().zip(&mut times) {
                times.push(timed(bytes));
            }
        }
        let [short, long] = times.map(median);
        let ratio = long / short;
        let speed = twice.len() as f64 / 1e6 / long;
        println!("  {name:<22} {speed:>7.0} MB/s   twice the bytes take {ratio:.2} times as long");
        linear &= ratio <= MOST;
    }
    if !linear {
        println!("A ratio is above {MOST}.");
        std::process::exit(1);
    }
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64()
}

#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark is what a clock is for"
)]
fn timed(bytes: &[u8]) -> Duration {
    let start = std::time::Instant::now();
    let mut reader = TableReader::new("hostile.csv", 7);
    let read = bytes
        .chunks(CHUNK)
        .try_for_each(|chunk| reader.push(chunk))
        .and_then(|()| reader.finish());
    let _ = black_box(read);
    start.elapsed()
}
