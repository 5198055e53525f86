//! The repository -> a page in a browser on this computer.

use std::io;
use std::process::Command;
use std::thread;

use crate::harness::{Failure, Site};
use crate::{Outcome, build, repository, sizes};

/// The port that is tried when none is wished for.
const USUAL_PORT: u16 = 8080;

/// What was asked for on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    open: bool,
    as_it_lies: bool,
    port: Option<u16>,
}

impl Wish {
    /// Reads `[--open] [--port N] [--no-build]`.
    pub fn read(args: &[String]) -> Outcome<Wish> {
        let mut wish = Wish::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--open" => wish.open = true,
                "--no-build" => wish.as_it_lies = true,
                "--port" => wish.port = Some(port(args.next())?),
                _ => return Err(Failure::new(format!("serve does not know {arg}."))),
            }
        }
        Ok(wish)
    }
}

fn port(arg: Option<&String>) -> Outcome<u16> {
    let number = arg.and_then(|number| number.parse().ok());
    number.ok_or_else(|| Failure::new("--port wants a number from 1 to 65535, as in --port 8080."))
}

/// Builds, serves, and goes on until it is interrupted.
pub fn serve(wish: &Wish) -> Outcome<()> {
    if !wish.as_it_lies {
        build::package(&repository::root().join("pkg"))?;
    }
    if !repository::root().join("index.html").is_file() {
        return Err(Failure::new("There is no index.html to serve."));
    }
    let site = open(wish.port)?;
    sizes::tell()?;
    println!("\n  {}\n\nInterrupt with Ctrl+C.", site.url());
    if wish.open {
        show(&site.url());
    }
    loop {
        thread::park();
    }
}

/// A wished port or none; the usual port, or a free one when somebody has it already.
fn open(wish: Option<u16>) -> Outcome<Site> {
    let root = repository::root();
    match wish {
        Some(port) => Site::open(&root, port).map_err(|error| taken(port, &error)),
        None => Ok(Site::open(&root, USUAL_PORT).or_else(|_| Site::open(&root, 0))?),
    }
}

fn taken(port: u16, error: &io::Error) -> Failure {
    Failure::new(format!(
        "Port {port} cannot be used ({error}). Another one can be given with --port."
    ))
}

fn show(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    if Command::new(program).arg(url).spawn().is_err() {
        println!("No browser could be opened; the address above works in any.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Outcome<Wish> {
        Wish::read(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn wishes_are_read_in_any_order() {
        let wish = Wish {
            open: true,
            as_it_lies: true,
            port: Some(9000),
        };
        assert_eq!(read("--port 9000 --no-build --open").unwrap(), wish);
        assert_eq!(read("").unwrap(), Wish::default());
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert!(read("--port").unwrap_err().0.contains("number"));
        assert!(read("--port many").unwrap_err().0.contains("number"));
        assert!(read("--prot 80").unwrap_err().0.contains("--prot"));
    }
}
