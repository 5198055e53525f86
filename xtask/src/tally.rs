//! What test programs print -> how many passed, failed and were skipped, and which.

use std::collections::BTreeSet;

/// Counts over several test programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests and checks that held.
    pub passed: usize,
    /// Tests and checks that did not.
    pub failed: usize,
    /// What was skipped, and why.
    pub skipped: Vec<String>,
}

impl Tally {
    /// Adds a check that is not a test program.
    pub fn check(&mut self, held: bool) {
        if held {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
    }

    /// Adds what others counted.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped.extend(other.skipped);
    }

    /// Adds one that was not made, and why.
    pub fn skip(&mut self, name: &str, reason: &str) {
        self.skipped.push(format!("{name}: {reason}"));
    }

    /// The line everything ends with.
    pub fn line(&self) -> String {
        format!(
            "{} passed, {} failed, {} skipped",
            self.passed,
            self.failed,
            self.skipped.len()
        )
    }
}

/// Reads the output of `cargo test -- --show-output`, line by line.
///
/// A test that cannot run here prints a line `skipped: why` and returns; it counts as skipped, not
/// as passed, however many such lines it prints.
#[derive(Debug, Default)]
pub struct Listener {
    tally: Tally,
    test: String,
    skipping: BTreeSet<String>,
    in_successes: bool,
}

impl Listener {
    /// Takes a line; true when it is worth showing.
    pub fn hear(&mut self, line: &str) -> bool {
        if let Some(name) = line
            .strip_prefix("---- ")
            .and_then(|rest| rest.strip_suffix(" stdout ----"))
        {
            self.test = name.to_owned();
        } else if let Some(reason) = line.strip_prefix("skipped: ") {
            if self.skipping.insert(self.test.clone()) {
                self.tally.skip(&self.test, reason);
            }
        } else if let Some(name) = line
            .strip_suffix(" ... ignored")
            .and_then(|rest| rest.strip_prefix("test "))
        {
            self.tally.skip(name, "ignored");
        } else if let Some(counts) = line.strip_prefix("test result: ") {
            self.count(counts);
        }
        match line {
            "successes:" => self.in_successes = true,
            "failures:" => self.in_successes = false,
            _ => {}
        }
        let of_interest = !self.in_successes && !line.is_empty() && !line.ends_with(" ... ok");
        if line.starts_with("test result: ") {
            self.in_successes = false;
            return true;
        }
        of_interest
    }

    fn count(&mut self, counts: &str) {
        let number = |word: &str| {
            let part = counts
                .split([';', '.'])
                .map(str::trim)
                .find_map(|part| part.strip_suffix(word));
            part.and_then(|number| number.trim().parse::<usize>().ok())
                .unwrap_or(0)
        };
        self.tally.passed += number("passed").saturating_sub(self.skipping.len());
        self.tally.failed += number("failed");
        self.skipping.clear();
    }

    /// What was heard in all.
    pub fn tally(self) -> Tally {
        self.tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_PROGRAMS: &str = "\
running 3 tests
test reads_a_file ... ok
test real_data::atliq ... ok
test slow ... ignored

successes:

---- real_data::atliq stdout ----
skipped: CLIENTELE_DATA is not set
skipped: CLIENTELE_DATA is not set

successes:
    reads_a_file
    real_data::atliq

test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 2 tests
test sums ... FAILED
test means ... ok

failures:

---- sums stdout ----
left: 1, right: 2

failures:
    sums

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn a_test_that_skips_is_not_a_test_that_passes() {
        let mut listener = Listener::default();
        let shown: Vec<&str> = TWO_PROGRAMS
            .lines()
            .filter(|line| listener.hear(line))
            .collect();
        let tally = listener.tally();
        assert_eq!(tally.line(), "2 passed, 1 failed, 2 skipped");
        assert_eq!(
            tally.skipped,
            [
                "slow: ignored",
                "real_data::atliq: CLIENTELE_DATA is not set"
            ]
        );
        assert!(shown.contains(&"left: 1, right: 2"), "{shown:?}");
        assert!(
            !shown.iter().any(|line| line.contains("reads_a_file")),
            "{shown:?}"
        );
    }
}
