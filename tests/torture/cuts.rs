//! However a file is cut, its reader comes to the same state, and its records and accounts are the same.

use clientele::csv::{RecordReader, Records, Sink};

use crate::case;

/// Every byte of files up to this size is a cut.
const SMALL: usize = 64 << 10;
/// Cuts of whole files, all in all, at places that are drawn.
const WHOLE: usize = 100_000;
/// It is decided how a file is written on so few bytes that nearly all of it flows through the machine;
/// the files are shorter than what it is decided on otherwise.
const DECIDED_ON: [usize; 4] = [64, 300, 1_000, 4_000];
/// Readers that take chunks.
const JUMPING: usize = 24;

#[derive(Clone, Default, PartialEq, Debug)]
struct Seen {
    header: Vec<String>,
    cells: u64,
    hash: u64,
}

impl Sink for Seen {
    fn header(&mut self, names: &[String]) {
        self.header = names.to_vec();
    }

    fn records(&mut self, records: &Records<'_>) {
        // A sum over cells and columns does not depend on how the records are batched.
        for column in 0..self.header.len() {
            for cell in records.column(column) {
                let seed = column as u64 + 1;
                let mix =
                    |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
                self.hash = self.hash.wrapping_add(cell.bytes().iter().fold(seed, mix));
                self.cells += 1;
            }
        }
    }
}

/// Numbers drawn by a seed.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

/// A reader and what it has handed on; or the code of its refusal.
type Step = Result<(RecordReader, Seen), String>;

fn feed(step: &mut Step, bytes: &[u8]) {
    if let Ok((reader, seen)) = step
        && let Err(error) = reader.push(bytes, seen)
    {
        *step = Err(error.code);
    }
}

/// The files of the suites, each once.
fn files() -> Option<Vec<(String, Vec<u8>)>> {
    let cases = case::all()?;
    let mut names: Vec<(&str, &case::Case)> = cases
        .iter()
        .filter_map(|case| Some((case.text("file")?, case)))
        .collect();
    names.sort_by_key(|(name, _)| *name);
    names.dedup_by_key(|(name, _)| *name);
    let bytes = |(name, case): (&str, &case::Case)| Some((name.to_owned(), case.bytes()?));
    Some(names.into_iter().filter_map(bytes).collect())
}

/// One after the other on the processors there are; the sum of what was compared.
fn in_threads(
    files: &[(String, Vec<u8>)],
    compare: impl Fn(usize, &str, &[u8]) -> u64 + Sync,
) -> u64 {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        let part = |first: usize| {
            let compare = &compare;
            scope.spawn(move || {
                let mine = files.iter().enumerate().skip(first).step_by(threads);
                mine.map(|(at, (name, bytes))| compare(at, name, bytes))
                    .sum::<u64>()
            })
        };
        let parts: Vec<_> = (0..threads).map(part).collect();
        parts
            .into_iter()
            .map(|part| part.join().expect("no file differs"))
            .sum()
    })
}

#[test]
fn single_bytes_and_chunks_lead_to_the_same_state_at_every_byte() {
    let Some(mut files) = files() else { return };
    files.retain(|(_, bytes)| bytes.len() <= SMALL);
    let compared = in_threads(&files, every_byte);
    println!("{} files, {compared} states compared", files.len());
    assert!(files.len() > 1_000 && compared > 1_000_000);
}

/// One reader takes single bytes. Each byte is also the end of a chunk of one of the other readers, which
/// began where that reader stood, up to twice their number of bytes earlier; both are in the same state.
fn every_byte(at: usize, name: &str, bytes: &[u8]) -> u64 {
    let mut drawn = Drawn(at as u64 + 7);
    let reader = RecordReader::new("a.csv").deciding_on(DECIDED_ON[at % DECIDED_ON.len()]);
    let mut single: Step = Ok((reader, Seen::default()));
    let mut jumping: Vec<(usize, Step)> = (0..JUMPING).map(|_| (0, single.clone())).collect();
    for (at, _) in bytes.iter().enumerate() {
        let turn = at % JUMPING;
        // Whose turn it is is drawn anew each round.
        jumping.swap(turn, turn + drawn.below((JUMPING - turn) as u64) as usize);
        let (from, jumped) = &mut jumping[turn];
        feed(&mut single, &bytes[at..=at]);
        feed(jumped, &bytes[*from..=at]);
        assert!(*jumped == single, "{name} at {at} from {from}");
        if single.is_err() {
            return at as u64 + 1;
        }
        *from = at + 1;
    }
    bytes.len() as u64
}

#[test]
fn a_file_that_is_cut_anywhere_is_read_as_when_it_is_whole() {
    let Some(files) = files() else { return };
    let each = WHOLE.div_ceil(files.len());
    let compared = in_threads(&files, |at, name, bytes| {
        let mut drawn = Drawn(at as u64 + 77);
        let mut cuts = 0;
        // Files that are decided on as a whole differ only where they are longer than that.
        let deciding = [DECIDED_ON[at % DECIDED_ON.len()], 256 << 10];
        for (deciding, share) in deciding.into_iter().zip([3, 1]) {
            let start = || RecordReader::new("a.csv").deciding_on(deciding);
            let whole = read(start(), bytes, &[]);
            let mut left = (each * share).div_ceil(4);
            while left > 0 {
                let count = (1 + drawn.below(6) as usize).min(left);
                left -= count;
                cuts += count as u64;
                let mut at: Vec<usize> = (0..count)
                    .map(|_| drawn.below(bytes.len() as u64 + 1) as usize)
                    .collect();
                at.sort();
                assert!(read(start(), bytes, &at) == whole, "{name} cut at {at:?}");
            }
        }
        cuts
    });
    println!(
        "{} files, {compared} cuts of whole files compared",
        files.len()
    );
    assert!(compared >= WHOLE as u64);
}

/// All that a reader tells of a file that comes in these pieces, or the code of its refusal.
fn read(mut reader: RecordReader, bytes: &[u8], cuts: &[usize]) -> Result<(Seen, String), String> {
    let mut seen = Seen::default();
    let mut from = 0;
    for to in cuts.iter().copied().chain([bytes.len()]) {
        reader
            .push(&bytes[from..to], &mut seen)
            .map_err(|error| error.code)?;
        from = to;
    }
    let read = reader.finish(&mut seen).map_err(|error| error.code)?;
    Ok((seen, format!("{read:?}")))
}
