//! What is known of a file beside its cells: its bytes, how it was written, what was odd in it.

use crate::say::Text;

/// How a file was written, and what was decided about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileFacts {
    /// The file's name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// How the text is encoded: the label of the Encoding Standard.
    pub encoding: String,
    /// The encoding is certain, or was chosen; else the user is asked.
    pub encoding_sure: bool,
    /// The next best encoding, where the encoding is not certain.
    pub encoding_other: Option<String>,
    /// Pieces of the text as it is read and in the next best encoding, where it is not certain.
    pub encoding_samples: Option<(Vec<String>, Vec<String>)>,
    /// It began with a byte order mark.
    pub bom: bool,
    /// What separates the fields.
    pub delimiter: u8,
    /// No other delimiter came close; else the user is asked.
    pub sure: bool,
    /// What stands around fields that hold separators: `"`, `'`, or 0 for nothing.
    pub quote: u8,
    /// What takes the meaning from the sign behind it: a backslash, or 0 for nothing.
    pub escape: u8,
    /// Blanks before a quote belong to the separator.
    pub spaced: bool,
    /// Some field was written in quotes.
    pub quoted: bool,
    /// Lines that ended in CR LF (outside quotes).
    pub crlf: u64,
    /// Lines that ended in LF alone.
    pub lf: u64,
    /// Lines that ended in CR alone.
    pub cr: u64,
    /// Empty lines, and lines of separators alone, passed over.
    pub blank_lines: u64,
    /// Rows whose empty fields behind the last column were left out, as somebody chose.
    pub narrowed: u64,
    /// Lines of dashes between records, passed over.
    pub rules: u64,
    /// Each record lists things that belong together, as many as there are. A row is one of them, and
    /// the rows of one line are one record.
    pub list: bool,
    /// Records of the header; 0 when the first record is a row.
    pub header_records: u32,
    /// Fields of the header, which may be one more or one less than the rows have.
    pub header_fields: u32,
    /// The header as written, as wide as the table; an empty name where there is none.
    pub header: Vec<String>,
    /// Records above the header and below the last row, in order.
    pub aside: Vec<Aside>,
    /// Headings between the rows, and the record below which each stands; none where no heading tells that its rows
    /// are no sales.
    pub titles: Vec<(u32, String)>,
    /// How it was read, each with its evidence.
    pub decisions: Vec<Text>,
}

/// What a record is that is neither header nor row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideKind {
    /// Above the header.
    Preamble,
    /// Below the last row: a remark.
    Footer,
    /// Below the last row: sums of what stands above.
    Total,
    /// Below the last row: averages, extremes or counts of what stands above.
    Summary,
}

/// A record that is neither header nor row: it is shown, and counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its first line, from 1.
    pub line: u64,
    /// Its first byte, from 0.
    pub byte: u64,
    /// Its cells.
    pub cells: Vec<String>,
}

/// What is wrong with a record as a whole. Its cells count as missing, and nothing is shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlawKind {
    /// Fewer fields than the header.
    Short {
        /// How many it has.
        fields: u32,
    },
    /// More fields than the header.
    Long {
        /// How many it has.
        fields: u32,
        /// Those behind the last column are all empty.
        empty: bool,
    },
    /// Text follows a closing quote, or quotes stand inside fields without quotes around them.
    BadQuote,
    /// A quote is not closed on its line, and the lines below it are records by themselves (or the
    /// file ends). Only the record with the quote is flawed; reading went on below it.
    OpenQuote,
    /// Some of its bytes are no text in the encoding of the file.
    BadEncoding,
    /// It repeats the header.
    Header,
    /// It is a heading between the rows: behind a blank line, or below a repeated header, and no row.
    Heading,
    /// It is the header of another table below the first, or one of its rows: its cells are of other columns.
    OtherTable,
    /// Its cells stand one column further to the right than those of all other rows.
    Shifted,
}

/// A record that cannot be read as the others, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The record (0 is the header).
    pub record: u32,
    /// Its first line, from 1.
    pub line: u64,
    /// Its first byte, from 0.
    pub byte: u64,
    /// What is wrong.
    pub kind: FlawKind,
}

/// A record whose place is known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The record (0 is the header).
    pub record: u32,
    /// Its first line, from 1.
    pub line: u64,
    /// Its first byte, from 0.
    pub byte: u64,
}

/// A checkpoint is kept for each so many records.
const EVERY: u32 = 1_024;

/// Where records begin. Lines cost memory only where they and the records drift apart, bytes one
/// entry in 1,024 records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    checkpoints: Vec<Checkpoint>,
    drifts: Vec<(u32, u64)>,
}

impl Places {
    pub(super) fn note(&mut self, record: u32, line: u64, byte: u64) {
        if record.is_multiple_of(EVERY) {
            self.checkpoints.push(Checkpoint { record, line, byte });
        }
        let drift = line.wrapping_sub(u64::from(record));
        if self.drifts.last().is_none_or(|(_, last)| *last != drift) {
            self.drifts.push((record, drift));
        }
    }

    /// The record's first line, from 1, as `grep -n` counts.
    pub fn line(&self, record: u32) -> u64 {
        let after = self.drifts.partition_point(|(from, _)| *from <= record);
        let drift = after.checked_sub(1).map_or(1, |at| self.drifts[at].1);
        drift.wrapping_add(u64::from(record))
    }

    /// The last record at or before this one whose byte is known.
    pub fn checkpoint(&self, record: u32) -> Checkpoint {
        let at = (record / EVERY) as usize;
        let start = Checkpoint {
            record: 0,
            line: 1,
            byte: 0,
        };
        self.checkpoints
            .get(at)
            .or(self.checkpoints.last())
            .copied()
            .unwrap_or(start)
    }

    /// Bytes of memory it takes.
    pub fn memory(&self) -> u64 {
        (self.checkpoints.capacity() * size_of::<Checkpoint>()
            + self.drifts.capacity() * size_of::<(u32, u64)>()) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_the_records_and_drift_after_a_cell_of_two_lines() {
        let mut places = Places::default();
        let lines = |record: u32| u64::from(record) + if record > 2_000 { 3 } else { 1 };
        for record in 0..5_000 {
            places.note(record, lines(record), u64::from(record) * 10);
        }
        for record in [0, 1, 1_999, 2_000, 2_001, 4_999] {
            assert_eq!(places.line(record), lines(record), "{record}");
        }
        assert_eq!(places.drifts.len(), 2);
        assert_eq!(places.checkpoint(1_023).record, 0);
        assert_eq!(
            places.checkpoint(4_999),
            Checkpoint {
                record: 4_096,
                line: 4_099,
                byte: 40_960
            }
        );
    }
}
