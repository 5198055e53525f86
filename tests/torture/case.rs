//! `cases.jsonl` -> cases.

use std::path::PathBuf;

use serde_json::Value;

/// One case of a suite.
pub struct Case {
    /// Its id.
    pub id: String,
    /// The suite, of which pollock148 and wrangling are parts of csvsniffer.
    pub suite: String,
    /// What is checked.
    pub check: String,
    /// Whether it needs nothing that another tool's options give.
    pub applies: bool,
    /// All that is said of it.
    pub raw: Value,
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// As expected.
    Pass,
    /// Right or wrong, the user is asked.
    Asked { right: bool },
    /// Not as expected, and told.
    Fail(String),
    /// Accepted, for this reason.
    Exception,
    /// A wrong row shown as good, or a row lost without a word.
    Silent(String),
    /// Wrong, and shown as certain.
    Confident(String),
    /// Nothing to judge by.
    NotJudged,
}

/// The folder of the suites, or `None` with a plain word that the test is skipped.
pub fn root() -> Option<PathBuf> {
    let root = std::env::var_os("CLIENTELE_TORTURE").map(PathBuf::from);
    if root.is_none() {
        println!("skipped: CLIENTELE_TORTURE is not set");
    }
    root
}

/// All cases.
pub fn all() -> Option<Vec<Case>> {
    let lines = std::fs::read_to_string(root()?.join("cases.jsonl")).expect("cases.jsonl is there");
    Some(lines.lines().map(Case::of).collect())
}

impl Case {
    fn of(line: &str) -> Case {
        let raw: Value = serde_json::from_str(line).expect("a case is JSON");
        let text = |key: &str| raw[key].as_str().unwrap_or_default().to_owned();
        let suite = match raw["file"].as_str() {
            Some(file) if file.starts_with("csvsniffer/files/") => {
                let part = file.split('/').nth(2).unwrap_or_default();
                format!("csvsniffer {part}")
            }
            Some(file) if file.starts_with("pollock/files/") => {
                format!("pollock {}", file.split('/').nth(2).unwrap_or_default())
            }
            _ => text("suite"),
        };
        Case {
            id: text("id"),
            suite,
            check: text("check"),
            applies: raw["applies"] == "yes",
            raw,
        }
    }

    /// A text of the case.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.raw[key].as_str()
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.file(self.text("file")?)
    }

    /// The bytes of a file of the suites.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        std::fs::read(root()?.join(path)).ok()
    }

    /// What the suite states in its own words.
    pub fn expected(&self) -> &Value {
        &self.raw["expect_raw"]
    }

    /// An option that the suite set.
    pub fn option(&self, key: &str) -> Option<&Value> {
        self.raw["options"]
            .get(key)
            .filter(|value| !value.is_null())
    }

    /// The expected rows as texts, empty ones left out.
    pub fn rows(&self) -> Option<Vec<Vec<String>>> {
        let rows = match self.text("cells_file") {
            None => self.raw.get("cells").map(rows_of)?,
            Some(path) if path.to_ascii_lowercase().ends_with(".csv") => {
                clean_csv(&self.file(path)?, b',', b'"')
            }
            Some(path) => rows_of(&serde_json::from_slice(&self.file(path)?).ok()?),
        };
        Some(filled(rows))
    }
}

fn rows_of(value: &Value) -> Vec<Vec<String>> {
    let text = |cell: &Value| match cell {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let row = |row: &Value| row.as_array().into_iter().flatten().map(text).collect();
    value.as_array().into_iter().flatten().map(row).collect()
}

/// Rows of a file that is written by RFC 4180 with these signs, in UTF-8.
pub fn clean_csv(bytes: &[u8], delimiter: u8, quote: u8) -> Vec<Vec<String>> {
    let mut core = csv_core::ReaderBuilder::new()
        .delimiter(delimiter)
        .quote(quote)
        .build();
    let (mut input, mut records, mut record) = (bytes, Vec::new(), Vec::new());
    let (mut field, mut written) = (vec![0; bytes.len() + 8], 0);
    loop {
        let (result, read, wrote) = core.read_field(input, &mut field[written..]);
        (input, written) = (&input[read..], written + wrote);
        match result {
            csv_core::ReadFieldResult::InputEmpty => {}
            csv_core::ReadFieldResult::End => return records,
            csv_core::ReadFieldResult::Field { record_end } => {
                record.push(String::from_utf8_lossy(&field[..written]).into_owned());
                written = 0;
                if record_end {
                    records.push(std::mem::take(&mut record));
                }
            }
            csv_core::ReadFieldResult::OutputFull => panic!("a field is no longer than its file"),
        }
    }
}

/// Rows with at least one cell that holds something.
pub fn filled(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.into_iter()
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}
