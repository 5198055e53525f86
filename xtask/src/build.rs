//! Source -> `pkg/`: the wasm, its glue, its types and its hash, the same bytes on every machine.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::harness::Failure;
use crate::{Outcome, repository, sizes, step, tools};

/// What a build consists of, in the order it is told.
pub const PACKAGE: [&str; 4] = [
    "clientele_bg.wasm",
    "clientele.js",
    "clientele.d.ts",
    "build.json",
];

/// Builds `pkg/`, tells the sizes, and fails above the budget.
pub fn build() -> Outcome<()> {
    package(&repository::root().join("pkg"))?;
    sizes::check()
}

/// Builds the package into a folder.
pub fn package(folder: &Path) -> Outcome<()> {
    tools::wasm_target()?;
    let wasm = compile()?;
    let scratch = folder.with_extension("new");
    discard(&scratch)?;
    bind(&wasm, &scratch)?;
    seal(&scratch)?;
    fs::create_dir_all(folder)?;
    for name in PACKAGE {
        fs::copy(scratch.join(name), folder.join(name))?;
    }
    discard(&scratch)
}

fn discard(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        Ok(fs::remove_dir_all(folder)?)
    } else {
        Ok(())
    }
}

fn compile() -> Outcome<PathBuf> {
    let workspace = Workspace::read()?;
    let mut cargo = repository::cargo();
    cargo.args([
        "build",
        "--profile",
        "page",
        "--lib",
        "--package",
        "clientele",
        "--target",
        tools::WASM,
    ]);
    without_habits(&mut cargo);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", workspace.remaps()?.join("\x1f"));
    step::run(&mut cargo)?;
    Ok(workspace
        .target
        .join(tools::WASM)
        .join("page/clientele.wasm"))
}

/// Settings of this machine that would change the bytes. (`CARGO_ENCODED_RUSTFLAGS` silences every
/// other source of compiler flags.)
fn without_habits(cargo: &mut Command) {
    let changes_bytes = |name: &str| {
        name.starts_with("CARGO_PROFILE_")
            || matches!(
                name,
                "RUSTC_WRAPPER"
                    | "RUSTC_WORKSPACE_WRAPPER"
                    | "CARGO_INCREMENTAL"
                    | "RUSTC_BOOTSTRAP"
            )
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(changes_bytes) {
            cargo.env_remove(name);
        }
    }
}

/// Where this machine keeps what goes into a build.
struct Workspace {
    root: PathBuf,
    target: PathBuf,
    /// The folders in which foreign crates lie, each in its own folder.
    shelves: BTreeSet<PathBuf>,
}

impl Workspace {
    fn read() -> Outcome<Workspace> {
        let arguments = [
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            tools::WASM,
        ];
        let told = step::output(repository::cargo().args(arguments))?;
        let told: Value =
            serde_json::from_str(&told).map_err(|error| Failure::new(error.to_string()))?;
        let path = |value: &Value| value.as_str().map(PathBuf::from);
        let foreign = told["packages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|package| !package["source"].is_null());
        let shelf = |package: &Value| {
            Some(
                path(&package["manifest_path"])?
                    .parent()?
                    .parent()?
                    .to_path_buf(),
            )
        };
        Ok(Workspace {
            root: path(&told["workspace_root"]).unwrap_or_else(repository::root),
            target: path(&told["target_directory"])
                .unwrap_or_else(|| repository::root().join("target")),
            shelves: foreign.filter_map(shelf).collect(),
        })
    }

    /// Panics tell where they happened: these make them tell the same on every machine. Where two
    /// fit, the later one counts.
    fn remaps(&self) -> Outcome<Vec<String>> {
        let library = Path::new(&tools::sysroot()?).join("lib/rustlib/src/rust");
        let mut remaps = vec![
            (self.root.clone(), "/clientele".to_owned()),
            (self.target.clone(), "/target".to_owned()),
        ];
        remaps.extend(
            self.shelves
                .iter()
                .map(|shelf| (shelf.clone(), "/crates".to_owned())),
        );
        remaps.push((library, format!("/rustc/{}", tools::rustc("commit-hash")?)));
        Ok(remaps
            .iter()
            .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
            .collect())
    }
}

fn bind(wasm: &Path, folder: &Path) -> Outcome<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name("clientele")
        .typescript(true)
        .keep_debug(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true);
    let bound = bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    bound.map_err(|error| {
        Failure::new(format!(
            "wasm-bindgen could not bind {}: {error:#}",
            wasm.display()
        ))
    })?;
    let glue = folder.join("clientele.js");
    let text = fs::read_to_string(&glue)?;
    Ok(fs::write(&glue, without_docs(&text))?)
}

/// The glue without its doc comments, which stand in the types beside it and are not downloaded.
fn without_docs(text: &str) -> String {
    let mut inside = false;
    let code = text.lines().filter(|line| {
        let line = line.trim_start();
        let comment = inside || line.starts_with("/**");
        inside = comment && !line.trim_end().ends_with("*/");
        !comment
    });
    code.flat_map(|line| [line, "\n"]).collect()
}

/// Writes the hash that the page shows, so that anybody can compare what runs with what was built.
fn seal(folder: &Path) -> Outcome<()> {
    let wasm = fs::read(folder.join("clientele_bg.wasm"))?;
    let hash: String = Sha256::digest(&wasm)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let build = json!({ "sha256": hash });
    Ok(fs::write(
        folder.join("build.json"),
        format!("{build:#}\n"),
    )?)
}

#[cfg(test)]
mod tests {
    use super::without_docs;

    #[test]
    fn doc_comments_go_and_code_stays() {
        let text = "/**\n * Says.\n */\nf(); // why\n    /** One line. */\n    g(\"/** no comment */\");\n";
        assert_eq!(
            without_docs(text),
            "f(); // why\n    g(\"/** no comment */\");\n"
        );
    }
}
