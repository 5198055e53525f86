//! Order lines, generated -> bytes a row: what each station of the pipeline needs at its highest, and
//! what it leaves behind, counted where memory is asked for.
//!
//! `cargo bench --bench memory [LINES...]`.

mod lines;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use clientele::protocol::{Answer, Command, Event, Request};
use clientele::session::Session;
use lines::order_lines;

static HELD: AtomicUsize = AtomicUsize::new(0);
static HIGHEST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, counted.
struct Counted;

#[global_allocator]
static COUNTED: Counted = Counted;

#[allow(unsafe_code, reason = "an allocator is handed on as it is")]
// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        // SAFETY: as asked.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        // SAFETY: as asked.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as asked.
        unsafe { System.dealloc(at, layout) }
    }
}

fn more(bytes: usize) {
    let held = HELD.fetch_add(bytes, Relaxed) + bytes;
    HIGHEST.fetch_max(held, Relaxed);
}

fn main() {
    let told = std::env::args().skip(1).filter_map(|arg| arg.parse().ok());
    let mut told: Vec<u32> = told.collect();
    if told.is_empty() {
        told = vec![100_000, 1_000_000];
    }
    told.into_iter().for_each(measure);
}

/// What a row costs, from a point in time on.
struct Rows {
    lines: f64,
    before: usize,
}

impl Rows {
    /// Runs a station, which gives its name, and tells what it needs at its highest and what it leaves.
    fn told(&self, station: impl FnOnce() -> Option<String>) -> bool {
        HIGHEST.store(HELD.load(Relaxed), Relaxed);
        let name = station();
        let a_row = |bytes: &AtomicUsize| {
            bytes.load(Relaxed).saturating_sub(self.before) as f64 / self.lines
        };
        if let Some(name) = &name {
            println!(
                "  {name:<36} {:>7.1} {:>7.1}",
                a_row(&HIGHEST),
                a_row(&HELD)
            );
        }
        name.is_some()
    }
}

fn measure(lines: u32) {
    let bytes = order_lines(lines, 50_000);
    println!("{lines} order lines, bytes a row: at the highest, and left behind");
    let rows = Rows {
        lines: f64::from(lines),
        before: HELD.load(Relaxed),
    };
    let mut session = Session::new(7);
    let (name, size) = ("orders.csv".to_owned(), bytes.len() as u64);
    ask(&mut session, Command::OpenFile { name, size });
    rows.told(|| {
        for chunk in bytes.chunks(1 << 20) {
            session.push(chunk).expect("generated files are sound");
        }
        Some("reading".to_owned())
    });
    let view = "*".to_owned();
    for command in [Command::CloseFile, Command::Report, Command::Open { view }] {
        rows.told(|| {
            let name = format!("{command:?}");
            ask(&mut session, command);
            Some(name)
        });
    }
    while rows.told(|| session.tell_step(named)) {}
}

fn named(answer: &Answer) -> String {
    match &answer.event {
        Event::SectionReady { section } => format!("{}.{}", section.view, section.id),
        event => format!("{event:?}"),
    }
}

fn ask(session: &mut Session, command: Command) {
    session.handle(&Request { id: 0, command });
}
