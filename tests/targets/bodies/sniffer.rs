//! bytes -> how they are written: what is found can be read, and what was chosen is done.

use clientele::csv::{End, RecordReader, Records, Sink, Wanted, guess, labels};

use super::first;

struct Width(usize);

impl Sink for Width {
    fn header(&mut self, names: &[String]) {
        self.0 = names.len();
    }

    fn records(&mut self, records: &Records<'_>) {
        for column in 0..self.0 {
            assert_eq!(records.column(column).count(), records.len());
        }
    }
}

/// The first byte chooses, the rest is a file.
pub fn sniffer(data: &[u8]) {
    let (choice, file) = first(data);
    let found = guess(
        file,
        if choice & 1 == 0 {
            End::Last
        } else {
            End::More
        },
    );
    assert!(labels().any(|label| label == found.label), "{found:?}");
    assert!(found.mark <= file.len());
    let delimiter = [0, b',', b';', b'\t', b'|', b' ', b'#', b'"'][usize::from(choice >> 1 & 7)];
    let header = [None, Some(true), Some(false), None][usize::from(choice >> 4 & 3)];
    let wanted = Wanted {
        delimiter: Some(delimiter).filter(|byte| *byte != 0),
        header,
        encoding: None,
        narrow: choice >> 7 == 1,
        quote: [None, Some((b'"', b'\\')), Some((0, 0)), Some((b'\'', 0))]
            [usize::from(choice >> 6 & 3)],
    };
    let mut reader = RecordReader::new("a.csv").with(wanted.clone());
    let mut width = Width(0);
    let read = reader
        .push(file, &mut width)
        .and_then(|()| reader.finish(&mut width));
    let Ok(read) = read else { return };
    let facts = &read.facts;
    assert!(facts.list || facts.header.len() == width.0, "{facts:?}");
    // A byte order mark's two bytes a sign are no place to look for one.
    if let Some(chosen) = wanted.delimiter {
        let named = file
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"sep="));
        assert!(named || facts.delimiter == chosen, "{facts:?}");
    }
    match wanted.header {
        Some(true) => assert!(facts.header_records > 0 || facts.list),
        Some(false) => assert!(facts.header_records == 0),
        None => {}
    }
}
