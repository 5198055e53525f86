//! bytes -> what the reader shows of them, before any typing.

use clientele::csv::{FileFacts, Flaw, RecordReader, Records, Sink, Wanted};
use clientele::error::ReadError;

use crate::case::Case;

/// What a person would see.
#[derive(Default)]
pub struct Sheet {
    /// The names of the columns as written; none when the file has no header.
    pub header: Option<Vec<String>>,
    /// All rows, those of flawed records among them as empty cells.
    pub rows: Vec<Vec<String>>,
    /// Records set aside.
    pub flaws: Vec<Flaw>,
    /// How the file is written.
    pub facts: FileFacts,
    /// Why the file was refused.
    pub error: Option<ReadError>,
}

impl Sink for Sheet {
    fn opened(&mut self, facts: &FileFacts) {
        self.facts = facts.clone();
    }

    fn header(&mut self, names: &[String]) {
        self.header = Some(names.to_vec());
    }

    fn records(&mut self, records: &Records<'_>) {
        let first = self.rows.len();
        let width = self.header.as_ref().map_or(0, Vec::len);
        self.rows
            .resize(first + records.len(), Vec::with_capacity(width));
        for column in 0..width {
            for (row, cell) in records.column(column).enumerate() {
                let text = String::from_utf8_lossy(cell.bytes()).into_owned();
                self.rows[first + row].push(text);
            }
        }
    }
}

impl Sheet {
    /// The file of a case, with the options of its suite where we have them.
    pub fn of(case: &Case) -> Option<Sheet> {
        Some(Sheet::read(&case.bytes()?, case))
    }

    fn read(bytes: &[u8], case: &Case) -> Sheet {
        let mut sheet = Sheet::default();
        let delimiter = case.option("delimiter").or(case.option("col"));
        let wanted = Wanted {
            delimiter: delimiter
                .and_then(|sign| sign.as_str())
                .filter(|sign| sign.len() == 1)
                .map(|sign| sign.as_bytes()[0]),
            ..Wanted::default()
        };
        let mut reader = RecordReader::new("a.csv").with(wanted);
        let read = match reader.push(bytes, &mut sheet) {
            Ok(()) => reader.finish(&mut sheet),
            Err(error) => Err(error),
        };
        match read {
            Ok(read) => {
                sheet.flaws = read.flaws;
                sheet.facts = read.facts;
            }
            Err(error) => sheet.error = Some(error),
        }
        // A suite that skips a line skips the header.
        if case.option("skip").is_some_and(|skip| *skip == 1) {
            sheet.header = sheet.header.map(|names| vec![String::new(); names.len()]);
        }
        sheet
    }

    /// Header and rows that are shown as good.
    pub fn shown(&self) -> Vec<Vec<String>> {
        let flawed = |row: usize| {
            let record = row as u32 + 1;
            self.flaws
                .binary_search_by_key(&record, |flaw| flaw.record)
                .is_ok()
        };
        let good = self
            .rows
            .iter()
            .enumerate()
            .filter(|(row, _)| !flawed(*row));
        let header = self.header.iter().cloned();
        header.chain(good.map(|(_, cells)| cells.clone())).collect()
    }

    /// Records that are told and not shown.
    pub fn told(&self) -> usize {
        self.flaws.len() + self.facts.aside.len()
    }
}
