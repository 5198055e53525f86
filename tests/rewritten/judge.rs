//! Files -> what the report says; and whether two reports say the same.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use clientele::figure::ControlKind;
use clientele::report::Report;

/// All facts of all sections, as they are said with all digits, and how many records are used.
pub type Facts = BTreeMap<String, String>;

/// How a rewritten folder did.
pub enum Verdict {
    Equal,
    /// A question, and the answer that gives the same report.
    Asked(String),
    /// The first differences.
    Differs(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Verdict::Equal => write!(f, "equal"),
            Verdict::Asked(answer) => write!(f, "asked: {answer}"),
            Verdict::Differs(how) => write!(f, "DIFFERS: {how}"),
        }
    }
}

/// Compares the report of the files with what is expected; where it differs, and that is no exception, tries each
/// answer to the questions that the report asks.
pub fn judge(
    expected: &Facts,
    files: &[(String, Vec<u8>)],
    settings: &[&str],
    excused: bool,
) -> Verdict {
    let report = match report_of(files, settings) {
        Ok(report) => report,
        Err(message) => return Verdict::Differs(message),
    };
    let found = facts_of(&report);
    if found == *expected {
        return Verdict::Equal;
    }
    for question in report.questions.iter().filter(|_| !excused) {
        let ControlKind::Choice { options } = &question.kind else {
            continue;
        };
        for option in options.iter().filter(|option| !option.value.is_empty()) {
            let answer = format!("{}={}", question.id, option.value);
            let mut told = settings.to_vec();
            told.push(&answer);
            if report_of(files, &told).is_ok_and(|report| facts_of(&report) == *expected) {
                return Verdict::Asked(answer);
            }
        }
    }
    Verdict::Differs(differences(expected, &found))
}

fn differences(expected: &Facts, found: &Facts) -> String {
    let none = String::from("nothing");
    let differs = |id: &&String| found.get(*id) != expected.get(*id);
    let ids = expected.keys().filter(differs);
    let told: Vec<String> = ids
        .take(3)
        .map(|id| {
            format!(
                "{id} is {} instead of {}",
                found.get(id).unwrap_or(&none),
                expected[id]
            )
        })
        .collect();
    told.join("; ")
}

/// What the report of these files says.
pub fn facts(files: &[(String, Vec<u8>)], settings: &[&str]) -> Facts {
    facts_of(&report_of(files, settings).expect("a report"))
}

fn facts_of(report: &Report) -> Facts {
    let results = report
        .sections
        .iter()
        .filter_map(|section| Some((section.id.as_str(), section.outcome.result()?)));
    let mut facts: Facts = results
        .flat_map(|(id, section)| section.facts.iter().map(move |fact| (id, fact)))
        .map(|(id, fact)| (format!("{id}.{}", fact.id), fact.value.exact.clone()))
        .collect();
    facts.insert("used".to_owned(), report.accounting.used.to_string());
    facts
}

/// Through the command line, so that files are decoded as a user's are.
fn report_of(files: &[(String, Vec<u8>)], settings: &[&str]) -> Result<Report, String> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let folder = std::env::temp_dir().join(format!(
        "clientele-rewritten-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    ));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        std::fs::write(path, bytes).map_err(|error| error.to_string())?;
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientele"));
    command.arg("report").args(&paths).arg("--json");
    for setting in settings {
        command.args(["--set", setting]);
    }
    let output = command.output().map_err(|error| error.to_string())?;
    std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout)
        .map_err(|_| String::from_utf8_lossy(&output.stderr).trim().to_owned())
}
