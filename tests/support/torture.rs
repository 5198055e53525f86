//! The cases of public test suites, and how they are judged. They lie outside the repository, in the
//! folder that CLIENTELE_TORTURE names.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::path::PathBuf;

use clientele::table::{NO_TIME, Stamp};
use clientele::value::Day;
use serde_json::Value;

use crate::support::skip;

/// The cases of a class that apply; `None` (and a line) without the folder.
pub fn cases(check: &str) -> Option<(PathBuf, Vec<Value>)> {
    let Some(folder) = std::env::var_os("CLIENTELE_TORTURE").map(PathBuf::from) else {
        skip("CLIENTELE_TORTURE is not set");
        return None;
    };
    let text = std::fs::read_to_string(folder.join("cases.jsonl")).expect("cases.jsonl");
    let all = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a case"));
    let ours = all
        .filter(|case| case["check"] == check && case["applies"] == "yes")
        .collect();
    Some((folder, ours))
}

/// Why a case does not pass.
pub enum Miss {
    /// The table itself is not the expected one, so there are no values to compare; it is judged where
    /// the reading of tables is.
    Shape,
    /// A value is not the expected one.
    Value(String),
}

impl From<String> for Miss {
    fn from(told: String) -> Miss {
        Miss::Value(told)
    }
}

/// Judges every case. What does not pass must stand in the list of exceptions, by the end of its id.
pub fn judge(
    check: &str,
    cases: &[Value],
    exceptions: &[(&str, &str)],
    case: impl Fn(&Value) -> Result<(), Miss>,
) {
    let (mut shapes, mut passed, mut unlisted) = (0, 0, Vec::new());
    for one in cases {
        let id = one["id"].as_str().unwrap_or_default();
        match case(one) {
            Ok(()) => passed += 1,
            Err(Miss::Shape) => shapes += 1,
            Err(Miss::Value(reason)) => {
                match exceptions.iter().find(|(known, _)| id.ends_with(known)) {
                    Some((_, why)) => println!("  {id}: {why}"),
                    None => unlisted.push(format!("{id}: {reason}")),
                }
            }
        }
    }
    let judged = cases.len() - shapes;
    println!(
        "{check}: {passed} of {judged} pass; {shapes} of {} are other tables",
        cases.len()
    );
    assert!(unlisted.is_empty(), "{unlisted:#?}");
    let bar = if judged >= 20 { 97 } else { 90 };
    assert!(
        passed * 100 >= judged * bar,
        "{check}: {passed} of {judged}"
    );
}

/// The moment of a stamp in UTC, to the minute; one without a zone is taken as UTC.
pub fn utc(stamp: &Stamp) -> String {
    let written = if stamp.minute == NO_TIME {
        0
    } else {
        i32::from(stamp.minute)
    };
    let minutes = stamp.day.0 * 1_440 + written - i32::from(stamp.zone.unwrap_or(0));
    let (day, minute) = (Day(minutes.div_euclid(1_440)), minutes.rem_euclid(1_440));
    format!("{day}T{:02}:{:02}", minute / 60, minute % 60)
}
