//! Order lines, generated -> how long each analysis takes: in the first report, and after a filter.
//!
//! `cargo bench --bench analyses [LINES[xCUSTOMERS]...]`. Milliseconds, the median of several runs on
//! fresh tables, each analysis in the order of the page: what several share is counted where it is
//! asked for first. The ratio is to one pass over day, amount and customer of all rows.

mod lines;

use std::hint::black_box;
use std::time::Duration;

use clientele::analysis::{ANALYSES, Cost, Frame, Tables, assignments};
use clientele::dataset::{Dataset, RevenueDefinition, Slice, Verdicts, build};
use clientele::figure::Key;
use clientele::quality::findings;
use clientele::recipe::{Filter, Recipe};
use clientele::schema::{Model, Source};
use clientele::table::TableReader;
use clientele::value::{Day, Map};

const RUNS: usize = 5;
const SEED: u64 = 0x5EED;
const DEFINITION: RevenueDefinition = RevenueDefinition::NetOfReturns;

fn main() {
    let told: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let told = if told.is_empty() {
        ["100000x50000", "1000000x50000", "3000000x1000000"]
            .map(str::to_owned)
            .to_vec()
    } else {
        told
    };
    for size in told {
        let (lines, customers) = size.split_once('x').unwrap_or((&size, "50000"));
        let number = |text: &str| {
            text.parse()
                .expect("a number of lines, x, one of customers")
        };
        measure(number(lines), u64::from(number(customers)));
    }
}

/// A run over all: the base alone first, then with a filter.
struct Times {
    names: Vec<String>,
    runs: Vec<Vec<Duration>>,
}

impl Times {
    fn add(&mut self, at: usize, name: &str, time: Duration) {
        if at == self.names.len() {
            self.names.push(name.to_owned());
            self.runs.push(Vec::new());
        }
        self.runs[at].push(time);
    }

    fn medians(&mut self) -> Vec<f64> {
        let of = |times: &mut Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2].as_secs_f64() * 1e3
        };
        self.runs.iter_mut().map(of).collect()
    }
}

fn measure(lines: u32, customers: u64) {
    let data = dataset(&lines::order_lines(lines, customers));
    let as_of = data.period().expect("generated rows have days").1;
    println!(
        "{lines} order lines, {} customers, median of {RUNS} runs",
        data.customers.len()
    );
    let new = || Times {
        names: Vec::new(),
        runs: Vec::new(),
    };
    let (mut first, mut after, mut pass) = (new(), new(), new());
    for _ in 0..RUNS {
        pass.add(0, "pass", timed(|| one_pass(&data)).1);
        one_run(&data, as_of, &mut first, &mut after);
    }
    let pass = pass.medians()[0];
    println!("  {:<36} {pass:>9.2} ms", "one pass over the columns");
    println!("  {:<36} {:>9}    {:>9}  x pass", "", "report", "filtered");
    let (first_ms, after_ms) = (first.medians(), after.medians());
    for ((name, first), after) in first.names.iter().zip(&first_ms).zip(&after_ms) {
        println!(
            "  {name:<36} {first:>9.1}    {after:>9.1}  {:>6.1}",
            after / pass
        );
    }
    let sum = |ms: &[f64], heavy| -> f64 {
        let is = |name: &String| name.ends_with("heavy") == heavy;
        first
            .names
            .iter()
            .zip(ms)
            .filter(|(name, _)| is(name))
            .map(|(_, ms)| ms)
            .sum()
    };
    for (name, heavy) in [("all that is light", false), ("all that is heavy", true)] {
        println!(
            "  {name:<36} {:>9.1}    {:>9.1}",
            sum(&first_ms, heavy),
            sum(&after_ms, heavy)
        );
    }
}

/// The first report, and the one after a filter, as the session makes them.
fn one_run(data: &Dataset, as_of: Day, first: &mut Times, after: &mut Times) {
    let settings = Map::new();
    let whole = Slice::whole(data);
    let (base, time) = timed(|| Tables::of_base(data, as_of, DEFINITION));
    first.add(0, "tables", time);
    let frame = frame(data, &whole, as_of, base.clone());
    let (assigned, time) = timed(|| assignments(&frame, &settings));
    first.add(1, "assignments", time);
    sections(&frame, &settings, first);

    let key = Key::new("region", "East");
    let filter = Filter { key, without: true };
    let (slice, time) = timed(|| Slice::of(data, &assigned, &[filter]));
    let (tables, more) = timed(|| base.of_slice(data, &slice, as_of, DEFINITION));
    after.add(0, "tables", time + more);
    let frame = self::frame(data, &slice, as_of, tables);
    let (_, time) = timed(|| assignments(&frame, &settings));
    after.add(1, "assignments", time);
    sections(&frame, &settings, after);
}

fn sections(frame: &Frame, settings: &Map<String>, times: &mut Times) {
    let mut at = 2;
    for cost in [Cost::Light, Cost::Heavy] {
        for analysis in ANALYSES.iter().filter(|analysis| analysis.cost == cost) {
            let (_, time) = timed(|| analysis.section(frame, settings));
            let heavy = if cost == Cost::Heavy { " heavy" } else { "" };
            times.add(
                at,
                &format!("{}.{}{heavy}", analysis.view, analysis.id),
                time,
            );
            at += 1;
        }
    }
}

fn frame<'a>(dataset: &'a Dataset, slice: &'a Slice, as_of: Day, tables: Tables) -> Frame<'a> {
    Frame {
        dataset,
        slice,
        as_of,
        definition: DEFINITION,
        active_days: None,
        tables,
        all_rows: false,
    }
}

fn one_pass(data: &Dataset) -> i64 {
    let columns = data.day.iter().zip(&data.amount).zip(&data.customer);
    columns.fold(0, |sum, ((day, amount), customer)| {
        sum.wrapping_add(amount ^ i64::from(day.0) ^ i64::from(*customer))
    })
}

#[allow(
    clippy::disallowed_methods,
    reason = "a benchmark is what a clock is for"
)]
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let made = black_box(run());
    (made, start.elapsed())
}

fn dataset(bytes: &[u8]) -> Dataset {
    let mut reader = TableReader::new("orders.csv", SEED);
    for chunk in bytes.chunks(1 << 20) {
        reader.push(chunk).expect("generated files are sound");
    }
    let table = reader.finish().expect("generated files are sound");
    let Ok(model) = Model::of(vec![Source::of(table, &Map::new())]) else {
        panic!("generated files hold orders");
    };
    let recipe = Recipe::default();
    let mut verdicts = Verdicts::of(model.rows(), &findings(&model, &recipe));
    build(&model, &recipe, &mut verdicts)
}
