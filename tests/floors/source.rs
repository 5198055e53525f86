//! Files of the repository -> their code and their string literals, apart.

use std::fs;
use std::path::{Path, PathBuf};

/// A file and its text.
pub struct SourceFile {
    /// Its path from the top folder, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Rust code taken apart: comments gone, each string literal replaced by `""`.
pub struct Parts {
    /// What remains.
    pub code: String,
    /// The literals in order, with their escapes as written.
    pub literals: Vec<Literal>,
}

/// A string literal.
pub struct Literal {
    /// What stands between the quotes.
    pub text: String,
    /// Where the code before it ends, in [`Parts::code`].
    pub at: usize,
}

/// The top folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files with one of these endings below these folders, in order of their paths.
pub fn files(folders: &[&str], endings: &[&str]) -> Vec<SourceFile> {
    let mut paths = Vec::new();
    for folder in folders {
        collect(&root().join(folder), &mut paths);
    }
    paths.sort();
    let wanted = |path: &PathBuf| {
        endings
            .iter()
            .any(|ending| path.to_string_lossy().ends_with(ending))
    };
    paths
        .into_iter()
        .filter(wanted)
        .map(|path| read(&path))
        .collect()
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    match fs::read_dir(path) {
        Ok(entries) => entries
            .flatten()
            .for_each(|entry| collect(&entry.path(), paths)),
        Err(_) if path.is_file() => paths.push(path.to_path_buf()),
        Err(_) => {}
    }
}

fn read(path: &Path) -> SourceFile {
    let inside = path
        .strip_prefix(root())
        .expect("a path below the top folder");
    let text = fs::read_to_string(path).expect("source is UTF-8");
    SourceFile {
        path: inside.to_string_lossy().replace('\\', "/"),
        text,
    }
}

/// Takes Rust source apart. Knows line and block comments, strings, raw strings and characters; that
/// is what can hide a quote from a reader.
pub fn parts(text: &str) -> Parts {
    let mut parts = Parts {
        code: String::with_capacity(text.len()),
        literals: Vec::new(),
    };
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if rest.starts_with("/*") {
            rest = &rest[rest.find("*/").map_or(rest.len(), |end| end + 2)..];
        } else if let Some((literal, end)) = raw_string(rest, &parts.code).or_else(|| string(rest))
        {
            parts.literals.push(Literal {
                text: literal,
                at: parts.code.len(),
            });
            parts.code.push_str("\"\"");
            rest = &rest[end..];
        } else if let Some(end) = character(rest) {
            parts.code.push_str("' '");
            rest = &rest[end..];
        } else {
            parts.code.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    parts
}

fn string(rest: &str) -> Option<(String, usize)> {
    let inside = rest.strip_prefix('"')?;
    let mut escaped = false;
    for (at, symbol) in inside.char_indices() {
        match symbol {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some((inside[..at].to_owned(), at + 2)),
            _ => {}
        }
    }
    None
}

fn raw_string(rest: &str, before: &str) -> Option<(String, usize)> {
    let inside = rest.strip_prefix('r')?;
    if before.ends_with(|symbol: char| symbol.is_alphanumeric() && symbol != 'b' || symbol == '_') {
        return None;
    }
    let hashes = inside.len() - inside.trim_start_matches('#').len();
    let body = inside[hashes..].strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&closing)?;
    Some((body[..end].to_owned(), 1 + hashes + 1 + end + closing.len()))
}

/// A character literal, not a lifetime.
fn character(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    let mut symbols = inside.char_indices();
    let (_, first) = symbols.next()?;
    if first == '\\' {
        return inside[2..].find('\'').map(|end| end + 4);
    }
    match symbols.next()? {
        (at, '\'') => Some(at + 2),
        _ => None,
    }
}

/// The words of a text: runs of letters, digits and underscores.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|symbol: char| !symbol.is_alphanumeric() && symbol != '_')
        .filter(|word| !word.is_empty())
}

#[test]
fn source_is_taken_apart_as_the_compiler_would() {
    let parts = parts(
        r####"use crate::a; // crate::b "x"
        /* "y" */ let s = "one \" two"; let c = '"'; let r = r#"three "four""#; fn f<'a>(x: &'a str) {} let e = '\''; "five""####,
    );
    let literals: Vec<&str> = parts
        .literals
        .iter()
        .map(|literal| literal.text.as_str())
        .collect();
    assert_eq!(literals, [r#"one \" two"#, r#"three "four""#, "five"]);
    assert!(parts.code.contains("crate::a") && !parts.code.contains("crate::b"));
    assert!(parts.code.contains("fn f<'a>(x: &'a str)"));
}
