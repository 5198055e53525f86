//! What the house needs beside cargo: there, or installed, or asked for by its exact command.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::Failure;
use crate::{Outcome, repository, step};

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The release of Rust that makes the tracked `pkg/`, from rust-toolchain.toml.
pub fn pinned_release() -> Outcome<String> {
    let file = fs::read_to_string(repository::root().join("rust-toolchain.toml"))?;
    let channel = file
        .lines()
        .find_map(|line| line.trim().strip_prefix("channel"));
    let release = channel.and_then(|rest| rest.split('"').nth(1));
    release
        .map(str::to_owned)
        .ok_or_else(|| Failure::new("rust-toolchain.toml names no channel."))
}

/// A line of `rustc -vV`, by its name.
pub fn rustc(name: &str) -> Outcome<String> {
    let said = step::output(
        Command::new("rustc")
            .arg("-vV")
            .current_dir(repository::root()),
    )?;
    let line = said
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("rustc -vV tells no {name}.")))
}

/// Where this Rust lies.
pub fn sysroot() -> Outcome<String> {
    let said = step::output(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(repository::root()),
    )?;
    Ok(said.trim().to_owned())
}

/// Adds the wasm target when it is missing.
pub fn wasm_target() -> Outcome<()> {
    if Path::new(&sysroot()?)
        .join("lib/rustlib")
        .join(WASM)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    if !step::answers("rustup") {
        return Err(Failure::new(format!(
            "This Rust cannot compile for {WASM}, and rustup, which could add the target, is not here. \
             Install rustup from https://rustup.rs, or your distribution's package of the standard library for {WASM}."
        )));
    }
    println!("Adding the target {WASM}.");
    step::run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(repository::root()),
    )
}

/// Installs what checks the page's JavaScript, when it is missing or the lock file is newer.
pub fn type_checker() -> Outcome<()> {
    if !step::answers("node") || !step::answers("npm") {
        return Err(Failure::new(
            "The type check of the page needs node and npm. On Debian: apt-get install -y nodejs npm",
        ));
    }
    let root = repository::root();
    let changed = |file: &str| {
        fs::metadata(root.join(file))
            .and_then(|meta| meta.modified())
            .ok()
    };
    if changed("node_modules/.package-lock.json") >= changed("package-lock.json") {
        return Ok(());
    }
    let quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    step::run(Command::new("npm").args(quiet).current_dir(&root))
}

/// Installs browser and driver where that is possible without asking.
pub fn browser() -> Outcome<()> {
    if step::answers("chromedriver")
        && (step::answers("chromium") || step::answers("google-chrome"))
    {
        return Ok(());
    }
    let install = [
        "install",
        "-y",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
    ];
    if !Path::new("/etc/debian_version").exists() || !is_root() {
        return Err(Failure::new(format!(
            "The browser tests need Chromium and chromedriver. On Debian: sudo apt-get {}",
            install.join(" ")
        )));
    }
    step::run(apt().arg("update"))?;
    step::run(apt().args(install))
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
    apt
}

fn is_root() -> bool {
    step::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
