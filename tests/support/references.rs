//! Published numbers against ours, as a table: `reference | expected | got | source`.
//!
//! A test makes [`References`], checks its numbers and ends with [`References::finish`], which fails
//! with all that did not fit. `cargo test --test 'known_*' -- --nocapture` prints the whole table.

use std::path::PathBuf;

/// How far a number may lie from its reference.
#[derive(Clone, Copy, Debug)]
pub enum Within {
    /// Not at all.
    Exactly,
    /// At most so much.
    Absolute(f64),
    /// At most this part of the reference (of 1e-300 where that is zero).
    Relative(f64),
}

impl Within {
    fn holds(self, expected: f64, got: f64) -> bool {
        let apart = (expected - got).abs();
        match self {
            Within::Exactly => expected == got,
            Within::Absolute(most) => apart <= most,
            Within::Relative(part) => apart <= part * expected.abs().max(1e-300),
        }
    }
}

/// The references of one test.
#[derive(Debug, Default)]
pub struct References {
    failed: Vec<String>,
    checked: usize,
}

impl References {
    /// None checked yet.
    pub fn new() -> References {
        References::default()
    }

    /// One number, on one line of the table.
    pub fn check(&mut self, name: &str, expected: f64, got: f64, within: Within, source: &str) {
        let fits = within.holds(expected, got);
        self.line(fits, name, &expected.to_string(), &got.to_string(), source);
    }

    /// Words, which have to be equal.
    pub fn check_words(&mut self, name: &str, expected: &str, got: &str, source: &str) {
        self.line(expected == got, name, expected, got, source);
    }

    /// Many numbers (expected, got), on one line: the pair that lies farthest apart.
    pub fn check_all(&mut self, name: &str, pairs: &[(f64, f64)], within: Within, source: &str) {
        let apart = |pair: &(f64, f64)| match within {
            Within::Relative(_) => (pair.0 - pair.1).abs() / pair.0.abs().max(1e-300),
            _ => (pair.0 - pair.1).abs(),
        };
        let mut worst = pairs.first().copied().unwrap_or((f64::NAN, f64::NAN));
        for pair in pairs {
            // A difference that is no number is the worst of all.
            if apart(pair) > apart(&worst) || apart(pair).is_nan() {
                worst = *pair;
            }
        }
        let name = format!("{name} ({} numbers, the farthest)", pairs.len());
        self.check(&name, worst.0, worst.1, within, source);
    }

    fn line(&mut self, fits: bool, name: &str, expected: &str, got: &str, source: &str) {
        self.checked += 1;
        let line = format!("{name} | {expected} | {got} | {source}");
        println!("{line}");
        if !fits {
            self.failed.push(line);
        }
    }

    /// Fails with every number that did not fit, and when none was checked.
    pub fn finish(self) {
        assert!(self.checked > 0, "no reference was checked");
        assert!(
            self.failed.is_empty(),
            "{} of {} references do not fit:\n{}",
            self.failed.len(),
            self.checked,
            self.failed.join("\n")
        );
    }
}

/// A file below the folder that an environment variable names (`CLIENTELE_REFS`, `CLIENTELE_DATA`);
/// `None`, and a plain word, without it.
pub fn reference_file(variable: &str, path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os(variable) else {
        super::skip(&format!("{variable} is not set"));
        return None;
    };
    let path = PathBuf::from(folder).join(path);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// The records of a CSV file below its header.
pub fn reference_records(variable: &str, path: &str) -> Option<Vec<Vec<String>>> {
    let bytes = reference_file(variable, path)?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(bytes.as_slice());
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    let records = reader.records();
    Some(
        records
            .map(|found| record(found.expect("the file is a CSV file")))
            .collect(),
    )
}

/// A JSON file.
pub fn reference_json(variable: &str, path: &str) -> Option<serde_json::Value> {
    let bytes = reference_file(variable, path)?;
    Some(serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// A JSON number.
pub fn number(value: &serde_json::Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

/// A JSON list of numbers.
pub fn numbers(value: &serde_json::Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(number)
        .collect()
}

/// A record as numbers; what is none is NaN.
pub fn row_of(record: &[String]) -> Vec<f64> {
    record
        .iter()
        .map(|cell| cell.parse().unwrap_or(f64::NAN))
        .collect()
}
