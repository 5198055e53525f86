//! A file as cells, to be written again in another way.

/// How a file is written.
#[derive(Clone)]
pub struct Style {
    pub delimiter: char,
    /// Quotes around every cell.
    pub quote_all: bool,
    pub line_end: &'static str,
}

/// The header and the records of a file.
#[derive(Clone)]
pub struct Table {
    pub name: String,
    pub header: Vec<String>,
    pub records: Vec<Vec<String>>,
    pub style: Style,
    /// Lines above the header.
    pub above: String,
}

impl Table {
    /// Reads a sound CSV file with the reader of the `csv` crate.
    pub fn read(name: &str, bytes: &[u8]) -> Table {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut records = match name.ends_with(".txt") {
            true => between_spaces(bytes),
            false => between_commas(bytes),
        }
        .into_iter();
        let header = records.next().expect("a header");
        Table {
            name: name.to_owned(),
            header,
            records: records.collect(),
            style: Style {
                delimiter: ',',
                quote_all: false,
                line_end: "\n",
            },
            above: String::new(),
        }
    }

    /// The file in the plainest way.
    pub fn plainly(&self) -> (String, Vec<u8>) {
        let mut text = self.above.clone();
        for record in std::iter::once(&self.header).chain(&self.records) {
            for (index, cell) in record.iter().enumerate() {
                if index > 0 {
                    text.push(self.style.delimiter);
                }
                self.cell(&mut text, cell);
            }
            text.push_str(self.style.line_end);
        }
        (self.name.clone(), text.into_bytes())
    }

    fn cell(&self, text: &mut String, cell: &str) {
        let special = |c: char| c == self.style.delimiter || matches!(c, '"' | '\n' | '\r');
        if self.style.quote_all || cell.contains(special) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|header| header == name)
    }

    /// The cells of a column that hold something.
    pub fn filled(&self, column: usize) -> impl Iterator<Item = &str> {
        self.records
            .iter()
            .map(move |record| record[column].as_str())
            .filter(|cell| !cell.is_empty())
    }
}

fn between_commas(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let records = reader.records().map(|record| {
        let record = record.expect("the file is sound");
        record.iter().map(str::to_owned).collect()
    });
    records.collect()
}

fn between_spaces(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).expect("the file is text");
    let cells = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    text.lines().map(cells).collect()
}
