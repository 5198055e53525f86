//! Who may say what: sentences stand in the catalogue and nowhere else.

use std::collections::BTreeSet;

use clientele::say::catalogue::{CATALOGUES, template};

use crate::source::{self, SourceFile};

/// Where sentences stand.
const CATALOGUE: &str = "src/say/catalogue/";

/// The command line answers its own user about its own flags.
const COMMAND_LINE: &str = "src/bin/";

/// From this many words on, a capital letter in front and a full stop behind, a text is a sentence.
const SENTENCE_WORDS: usize = 4;

fn speaking_files() -> Vec<SourceFile> {
    let mut files = source::files(&["src"], &[".rs"]);
    files.retain(|file| !file.path.starts_with(CATALOGUE));
    files
}

/// Code without its unit tests, which stand at the end of a file and may say what they like.
fn without_tests(file: &SourceFile) -> &str {
    file.text
        .split("\n#[cfg(test)]\nmod ")
        .next()
        .unwrap_or(&file.text)
}

#[test]
fn every_text_that_is_said_stands_in_the_catalogue() {
    let mut missing = BTreeSet::new();
    for file in speaking_files() {
        let parts = source::parts(without_tests(&file));
        for literal in &parts.literals {
            let id = literal.text.as_str();
            if parts.code[..literal.at].ends_with("Text::new(")
                && id != "verbatim"
                && template(id).is_none()
            {
                missing.insert(format!("{}: {id}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_sentence_of_the_catalogue_is_said_somewhere() {
    let mut used = BTreeSet::new();
    for file in speaking_files() {
        used.extend(
            source::parts(without_tests(&file))
                .literals
                .into_iter()
                .map(|literal| literal.text),
        );
    }
    for file in source::files(&["www"], &[".js"]) {
        used.extend(source::words(&file.text).map(str::to_owned));
        used.extend(quoted(&file.text).map(str::to_owned));
    }
    let patterns: Vec<&str> = used
        .iter()
        .map(String::as_str)
        .filter(|id| id.contains('{') && id.contains('.'))
        .collect();
    let said = |id: &str| used.contains(id) || patterns.iter().any(|pattern| fits(pattern, id));
    let ids = CATALOGUES
        .iter()
        .flat_map(|list| list.iter())
        .map(|(id, _)| *id);
    let unused: Vec<&str> = ids.filter(|id| *id != "verbatim" && !said(id)).collect();
    assert!(unused.is_empty(), "nobody says {unused:#?}");
}

/// True when `analysis.{}.definition` can become the id; a slot stands for one step of it or more.
fn fits(pattern: &str, id: &str) -> bool {
    let mut fixed = Vec::new();
    for (index, part) in pattern.split('{').enumerate() {
        fixed.push(if index == 0 {
            part
        } else {
            part.split_once('}').map_or("", |(_, rest)| rest)
        });
    }
    let Some(mut rest) = id.strip_prefix(fixed[0]) else {
        return false;
    };
    for (index, part) in fixed.iter().enumerate().skip(1) {
        let found = if index + 1 == fixed.len() {
            rest.len()
                .checked_sub(part.len())
                .filter(|_| rest.ends_with(part))
        } else {
            rest.find(part)
        };
        match found {
            Some(at) if at > 0 => rest = &rest[at + part.len()..],
            _ => return false,
        }
    }
    true
}

fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`'])
}

#[test]
fn no_sentence_for_users_stands_outside_the_catalogue() {
    let mut stray = Vec::new();
    for file in speaking_files() {
        if file.path.starts_with(COMMAND_LINE) {
            continue;
        }
        let parts = source::parts(without_tests(&file));
        for literal in &parts.literals {
            let attribute = parts.code[..literal.at].trim_end().ends_with("reason =");
            if is_sentence(&literal.text) && !attribute {
                stray.push(format!("{}: {}", file.path, literal.text));
            }
        }
    }
    assert!(stray.is_empty(), "{stray:#?}");
}

fn is_sentence(text: &str) -> bool {
    let starts = text.starts_with(|first: char| first.is_uppercase());
    let ends = text.ends_with(['.', '?', '!']);
    starts && ends && text.split(' ').count() >= SENTENCE_WORDS
}

#[test]
fn the_rules_tell_sentences_and_ids_apart() {
    assert!(is_sentence("This file has no rows."));
    assert!(
        !is_sentence("one row is one order line")
            && !is_sentence("analysis.rfm.title")
            && !is_sentence("No.")
    );
    assert!(fits("analysis.{}.definition", "analysis.rfm.definition"));
    assert!(fits("role.{role}", "role.customer_id"));
    assert!(!fits("role.{}", "role.") && !fits("role.{}", "kind.text") && !fits("a.{}.b", "a.x.c"));
}
