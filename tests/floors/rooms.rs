//! Who may know whom.

use std::collections::BTreeSet;

use crate::source::{self, SourceFile};

/// The rooms from the ground up. A room names only rooms of lower floors, so there is no circle.
///
/// `recipe` stands low: it is what was decided, as plain values, and every station above reads it.
const FLOORS: &[&[&str]] = &[
    &["value"],
    &["stats"],
    &["say"],
    &["error"],
    &["csv", "figure", "demo"],
    &["table", "draw", "recipe"],
    &["schema"],
    &["quality"],
    &["dataset"],
    &["analysis"],
    &["insight"],
    &["report"],
    &["protocol"],
    &["share", "export", "sql", "demo"],
    &["session"],
    &["wasm", "bin"],
];

/// Crates that belong to one room: elsewhere nobody names them.
const OWNED: &[(&str, &[&str])] = &[
    ("plotters", &["src/draw/", "src/wasm/canvas.rs"]),
    ("plotters_backend", &["src/draw/", "src/wasm/canvas.rs"]),
    ("plotters_canvas", &["src/wasm/canvas.rs"]),
    ("wasm_bindgen", &["src/wasm/"]),
    ("web_sys", &["src/wasm/"]),
    ("js_sys", &["src/wasm/"]),
    ("csv_core", &["src/csv/"]),
];

/// The doors stand outside: one of them may throw a die for the hash tables' seed, on which no
/// result depends.
const DOORS: &[&str] = &["src/bin/", "src/wasm/"];

/// What would let a report depend on when and where it was made.
const NOWHERE: &[(&str, &str)] = &[
    (
        "SystemTime",
        "the core owns no clock; a day comes in as `as_of`",
    ),
    (
        "RandomState",
        "an unseeded hash orders differently each time",
    ),
    (
        "thread_rng",
        "randomness is seeded, and the seed is part of the view",
    ),
    (
        "HashMap::new",
        "std's hash is seeded at random; use hashbrown with foldhash, or a BTreeMap",
    ),
    (
        "HashSet::new",
        "std's hash is seeded at random; use hashbrown with foldhash, or a BTreeSet",
    ),
];

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The room of a file: its folder below `src/`, or its own name.
fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let first = inside.split('/').next().unwrap_or(inside);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The rooms that a file names, by `crate::room`, `crate::{room, ..}`, `clientele::room` or by
/// climbing out with `super`.
fn named(file: &SourceFile) -> BTreeSet<String> {
    let code = source::parts(&file.text).code;
    let mut rooms = BTreeSet::new();
    for start in ["crate::", "clientele::"] {
        for (at, _) in code.match_indices(start) {
            after_root(&code[at + start.len()..], &mut rooms);
        }
    }
    let climb = "super::".repeat(depth(&file.path));
    for (at, _) in code.match_indices(&climb) {
        let first = first_word(&code[at + climb.len()..]);
        if floor(first).is_some() && !has_child(&file.path, first) {
            rooms.insert(first.to_owned());
        }
    }
    rooms
}

/// How many `super` lead from a file to the root of the crate.
fn depth(path: &str) -> usize {
    let folders = path.matches('/').count();
    if path.ends_with("/mod.rs") {
        folders - 1
    } else {
        folders
    }
}

/// True when the file's own room has a module of that name, so that the climb ended inside.
fn has_child(path: &str, name: &str) -> bool {
    let folder = source::root().join("src").join(room(path));
    folder.join(format!("{name}.rs")).is_file() || folder.join(name).is_dir()
}

fn after_root(rest: &str, rooms: &mut BTreeSet<String>) {
    let Some(group) = rest.strip_prefix('{') else {
        rooms.insert(first_word(rest).to_owned());
        return;
    };
    let mut open = 1;
    let mut item = true;
    for (at, symbol) in group.char_indices() {
        match symbol {
            '{' => open += 1,
            '}' => open -= 1,
            ',' if open == 1 => item = true,
            _ if item && open == 1 && !symbol.is_whitespace() => {
                rooms.insert(first_word(&group[at..]).to_owned());
                item = false;
            }
            _ => {}
        }
        if open == 0 {
            return;
        }
    }
}

fn first_word(text: &str) -> &str {
    source::words(text)
        .next()
        .filter(|word| text.starts_with(word))
        .unwrap_or("")
}

fn rust_files() -> Vec<SourceFile> {
    let files = source::files(&["src"], &[".rs"]);
    assert!(files.len() > 20, "the scan found the source");
    files
}

#[test]
fn every_room_stands_on_a_floor() {
    for file in rust_files() {
        let room = room(&file.path).to_owned();
        assert!(
            room == "lib" || floor(&room).is_some(),
            "{}: the room {room} has no floor",
            file.path
        );
    }
}

#[test]
fn a_room_names_only_lower_floors() {
    let mut broken = Vec::new();
    for file in rust_files() {
        let here = room(&file.path);
        let Some(own) = floor(here) else { continue };
        for other in named(&file) {
            if other != here && floor(&other).is_some_and(|other| other >= own) {
                broken.push(format!("{}: {here} names {other}", file.path));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_crate_that_belongs_to_a_room_is_named_only_there() {
    let mut broken = Vec::new();
    for file in rust_files() {
        let code = source::parts(&file.text).code;
        let words: BTreeSet<&str> = source::words(&code).collect();
        for (name, owners) in OWNED {
            if words.contains(name) && !owners.iter().any(|owner| file.path.starts_with(owner)) {
                broken.push(format!("{} names {name}", file.path));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_report_depends_on_nothing_but_files_recipe_and_view() {
    let mut broken = Vec::new();
    for file in rust_files() {
        if DOORS.iter().any(|door| file.path.starts_with(door)) {
            continue;
        }
        let code = source::parts(&file.text).code;
        for (name, reason) in NOWHERE {
            for (at, _) in code.match_indices(name) {
                let before = code[..at].chars().next_back().unwrap_or(' ');
                if !before.is_alphanumeric() && before != '_' {
                    broken.push(format!("{}: {name} ({reason})", file.path));
                }
            }
        }
        if code.contains("std::collections::Hash") || code.contains("collections::{Hash") {
            broken.push(format!(
                "{}: std's hash tables are seeded at random",
                file.path
            ));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_scan_sees_every_way_to_name_a_room() {
    let text = "use crate::value::Day; use crate::{say::{Text, Voice}, table}; // crate::draw
        fn f(x: crate::report::Report) { \"crate::session\"; super::super::insight::x(); }";
    let file = SourceFile {
        path: "src/quality/check.rs".to_owned(),
        text: text.to_owned(),
    };
    let named: Vec<String> = named(&file).into_iter().collect();
    assert_eq!(named, ["insight", "report", "say", "table", "value"]);
}
