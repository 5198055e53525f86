//! However a file is cut, its reader comes to the same state.

use clientele::csv::{RecordReader, Records, Sink};

use crate::case;

/// The head on which a reader decides is longer than most files, so files are repeated beyond it.
const LONG: usize = 260 << 10;
/// Bytes at the end that are fed one by one.
const TAIL: usize = 1 << 10;
/// Every so many files are taken; their number is printed.
const EVERY: usize = 97;

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

type Step = Option<(RecordReader, Seen)>;

fn fed(from: &(RecordReader, Seen), bytes: &[u8]) -> Step {
    let (mut reader, mut seen) = from.clone();
    reader.push(bytes, &mut seen).ok()?;
    Some((reader, seen))
}

#[test]
fn one_chunk_and_single_bytes_lead_to_the_same_state() {
    let Some(cases) = case::all() else { return };
    let mut random = 7_u64;
    let (mut files, mut compared) = (0, 0);
    for case in cases
        .iter()
        .filter(|case| case.raw.get("file").is_some())
        .step_by(EVERY)
    {
        let Some(bytes) = case
            .bytes()
            .filter(|bytes| !bytes.is_empty() && bytes.len() <= 64 << 10)
        else {
            continue;
        };
        let bytes = bytes.repeat(LONG.div_ceil(bytes.len()));
        let start = (RecordReader::new("a.csv"), Seen::default());
        let Some(mut single) = fed(&start, &bytes[..bytes.len() - TAIL]) else {
            continue;
        };
        files += 1;
        let mut earlier = single.clone();
        let mut from = bytes.len() - TAIL;
        for at in bytes.len() - TAIL..bytes.len() {
            let Some(next) = fed(&single, &bytes[at..=at]) else {
                break;
            };
            single = next;
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            if random >> 60 == 0 {
                let jumped = fed(&earlier, &bytes[from..=at]);
                assert!(
                    jumped == Some(single.clone()),
                    "{} at {at} from {from}",
                    case.id
                );
                compared += 1;
                (earlier, from) = (single.clone(), at + 1);
            }
        }
    }
    println!("{files} files, {compared} states compared");
    assert!(files > 10 && compared > 100);
}
