//! Dropped files -> pictures of the page: the first room, and all rooms one below the other; light and
//! dark, desk and phone, at one and at two pixels a CSS pixel, top to bottom.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Colours, Failure, Page, Screen};
use crate::{Outcome, repository};

const USAGE: &str =
    "shoot wants a folder for its pictures, and then --start, --demo or files to drop.";

/// What was asked for on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    folder: PathBuf,
    shown: Shown,
}

/// What the page shows in the pictures.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Start,
    Demo,
    Drop(Vec<PathBuf>),
}

impl Wish {
    /// Reads `DIR (--start | --demo | FILE...)`.
    pub fn read(args: &[String]) -> Outcome<Wish> {
        let (folder, rest) = args.split_first().ok_or_else(|| Failure::new(USAGE))?;
        let shown = match rest {
            [] => return Err(Failure::new(USAGE)),
            [only] if only == "--start" => Shown::Start,
            [only] if only == "--demo" => Shown::Demo,
            files => Shown::Drop(files.iter().map(PathBuf::from).collect()),
        };
        Ok(Wish {
            folder: PathBuf::from(folder),
            shown,
        })
    }
}

/// Takes all pictures and prints their names.
pub fn shoot(wish: &Wish) -> Outcome<()> {
    fs::create_dir_all(&wish.folder)?;
    let page = Page::open(&repository::root())?;
    show(&page, &wish.shown)?;
    take_all(&page, &wish.folder, "first")?;
    if wish.shown != Shown::Start {
        page.value("globalThis.clientele.room(null)")?;
        take_all(&page, &wish.folder, "whole")?;
    }
    for error in page.errors()? {
        println!("console: {error}");
    }
    Ok(())
}

fn show(page: &Page, shown: &Shown) -> Outcome<()> {
    match shown {
        Shown::Start => Ok(()),
        Shown::Demo => page.demo(),
        Shown::Drop(files) => page.read(files),
    }
}

fn take_all(page: &Page, folder: &Path, part: &str) -> Outcome<()> {
    for colours in [Colours::Light, Colours::Dark] {
        for width in [1280, 360] {
            for scale in [1, 2] {
                let screen = Screen {
                    width,
                    height: 800,
                    scale,
                };
                take(page, folder, part, screen, colours)?;
            }
        }
    }
    Ok(())
}

fn take(page: &Page, folder: &Path, part: &str, screen: Screen, colours: Colours) -> Outcome<()> {
    page.chromium.set_screen(screen)?;
    page.chromium.set_colours(colours)?;
    page.painted()?;
    // As high as the page: what sticks to the edge of the window stands at the edge of the picture.
    let screen = page.chromium.stretched(screen)?;
    page.chromium.set_screen(screen)?;
    page.painted()?;
    let name = format!(
        "{part}-{}-{}-{}x",
        format!("{colours:?}").to_lowercase(),
        screen.width,
        screen.scale
    );
    for (index, png) in page.chromium.picture(screen)?.iter().enumerate() {
        let suffix = if index == 0 {
            String::new()
        } else {
            format!("-{}", index + 1)
        };
        let file = folder.join(format!("{name}{suffix}.png"));
        fs::write(&file, png)?;
        println!("{}", file.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_names_a_folder_and_what_to_show() {
        let read = |line: &str| {
            Wish::read(
                &line
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(read("out --demo").unwrap().shown, Shown::Demo);
        assert_eq!(
            read("out a.csv b.csv").unwrap().shown,
            Shown::Drop(vec!["a.csv".into(), "b.csv".into()])
        );
        assert!(read("out").is_err() && read("").is_err());
    }
}
