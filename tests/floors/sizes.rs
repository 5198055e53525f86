//! How large things may get.

use std::process::Command;

use crate::source;

/// A file longer than this holds two things.
const LONGEST_FILE: usize = 400;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[
    (
        "src/schema/role.rs",
        "one table: a role is understood beside the roles it is told from",
    ),
    (
        "tests/known_answers.rs",
        "published numbers, one judge after the other; nothing in it calls the next",
    ),
    (
        "tests/known_groups.rs",
        "published numbers, one judge after the other; nothing in it calls the next",
    ),
    (
        "tests/known_baskets.rs",
        "published numbers, one judge after the other; nothing in it calls the next",
    ),
    (
        "tests/known_time.rs",
        "published numbers, one judge after the other; nothing in it calls the next",
    ),
    (
        "tests/reading.rs",
        "the cases of reading, one line or one story each; nothing in it calls the next",
    ),
    (
        "tests/stories.rs",
        "the real files, one story each; nothing in it calls the next",
    ),
];

/// How many crates may end up in the wasm, ours included.
const CRATES: usize = 40;

#[test]
fn a_file_holds_one_thing() {
    let files = source::files(
        &["src", "www", "xtask/src", "tests", "benches"],
        &[".rs", ".js", ".css"],
    );
    let mut long = Vec::new();
    for file in files {
        let lines = file.text.lines().count();
        let excused = file.path.starts_with("www/vendor/")
            || LONGER.iter().any(|(path, _)| *path == file.path);
        if lines > LONGEST_FILE && !excused {
            long.push(format!("{}: {lines} lines", file.path));
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_excuse_is_still_needed() {
    for (path, reason) in LONGER {
        let lines = std::fs::read_to_string(source::root().join(path))
            .map_or(0, |text| text.lines().count());
        assert!(
            lines > LONGEST_FILE,
            "{path} has {lines} lines and needs no excuse ({reason})"
        );
    }
}

#[test]
fn the_wasm_is_made_of_few_crates() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--package",
        "clientele",
        "--target",
        "wasm32-unknown-unknown",
    ]);
    cargo.args([
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let told = cargo
        .current_dir(source::root())
        .output()
        .expect("cargo tree runs");
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let mut crates: Vec<&str> = told
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    crates.sort_unstable();
    crates.dedup();
    assert!(
        crates.contains(&"clientele") && crates.contains(&"wasm-bindgen"),
        "{crates:?}"
    );
    assert!(
        crates.len() <= CRATES,
        "{} crates: {crates:?}",
        crates.len()
    );
}
