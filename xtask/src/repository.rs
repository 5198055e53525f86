//! Where things lie in the repository, and what of it the page is made of.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;

/// The top folder. Cargo tells it when it runs; what was true when this was compiled is the second best.
pub fn root() -> PathBuf {
    let here =
        env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&here)
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// Cargo in the top folder, as the cargo that runs us.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// The files that the page consists of, as paths from the top folder, in order.
pub fn page_files() -> Outcome<Vec<PathBuf>> {
    let root = root();
    let mut files = vec![PathBuf::from("index.html")];
    for folder in ["www", "pkg"] {
        collect(&root, Path::new(folder), &mut files)?;
    }
    files.retain(|file| root.join(file).is_file() && !is_type_declaration(file));
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else {
        return Ok(());
    };
    let mut paths = entries
        .map(|entry| Ok(folder.join(entry?.file_name())))
        .collect::<Outcome<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if root.join(&path).is_dir() {
            collect(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Types are for the check and for reading; no browser asks for them.
fn is_type_declaration(file: &Path) -> bool {
    file.to_string_lossy().ends_with(".d.ts")
}
