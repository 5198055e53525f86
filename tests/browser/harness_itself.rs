//! The harness judged on a page whose behaviour is known.

use std::env;
use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::harness::{Colours, Outcome, Page, Screen};
use crate::{SMALL_STORY, small_story};

/// A page that keeps the test door's promises and does nothing else.
const KNOWN_PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Known</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'none'">
<link rel="icon" href="data:,"><link rel="stylesheet" href="www/known.css">
</head><body><button data-action="demo">sample</button><input type="file"><p id="tall">tall</p>
<script type="module" src="www/known.js"></script></body></html>
"#;

const KNOWN_STYLE: &str = "
body { margin: 0; background: rgb(255, 255, 255) }
#tall { height: 3000px }
@media (prefers-color-scheme: dark) { body { background: rgb(0, 0, 0) } }
";

const KNOWN_SCRIPT: &str = r#"
let state = { phase: "start", revision: 0 };
let report = null;
const read = async (files) => {
  const names = [...files].map((file) => file.name);
  const texts = await Promise.all([...files].map((file) => file.text()));
  report = { names, bytes: texts.map((text) => text.length) };
  state = { phase: "ready", revision: state.revision + 1 };
};
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => { event.preventDefault(); read(event.dataTransfer.files); });
document.querySelector("input").addEventListener("change", (event) => read(event.target.files));
document.querySelector("[data-action=demo]").addEventListener("click", () => read([new File(["abc"], "demo.csv")]));
globalThis.clientele = {
  state: () => state, report: () => report, reportJson: () => JSON.stringify(report),
  send: (command) => { state = { phase: command.command, revision: state.revision + 1 }; },
};
"#;

fn known_page(name: &str) -> Outcome<Page> {
    let root = env::temp_dir().join(format!("clientele-{name}-{}", std::process::id()));
    fs::create_dir_all(root.join("www"))?;
    fs::write(root.join("index.html"), KNOWN_PAGE)?;
    fs::write(root.join("www/known.css"), KNOWN_STYLE)?;
    fs::write(root.join("www/known.js"), KNOWN_SCRIPT)?;
    Page::open(&root)
}

#[test]
fn a_drop_brings_the_files_with_their_bytes() -> Outcome<()> {
    let page = known_page("drop")?;
    page.read(&[small_story("first.csv")?, small_story("second.csv")?])?;
    assert_eq!(page.report()?["names"], json!(["first.csv", "second.csv"]));
    let bytes = SMALL_STORY.len();
    let report = format!(r#"{{"names":["first.csv","second.csv"],"bytes":[{bytes},{bytes}]}}"#);
    assert_eq!(page.report_json()?, report);
    Ok(())
}

#[test]
fn a_picked_file_and_a_click_arrive_too() -> Outcome<()> {
    let page = known_page("pick")?;
    let file: PathBuf = small_story("picked.csv")?;
    let session = &page.chromium.session;
    session.type_into(&session.find("input")?, &file.display().to_string())?;
    page.wait_for("ready")?;
    assert_eq!(page.report()?["names"], json!(["picked.csv"]));
    page.demo()?;
    page.send(&json!({ "command": "elsewhere" }))?;
    page.wait_for("elsewhere")?;
    assert_eq!(session.text(&session.find("button")?)?, "sample");
    Ok(())
}

#[test]
fn requests_and_errors_do_not_escape() -> Outcome<()> {
    let page = known_page("log")?;
    let mut requests = page.at_rest();
    requests.sort();
    assert_eq!(
        requests,
        [
            "GET / -> 200 OK",
            "GET /www/known.css -> 200 OK",
            "GET /www/known.js -> 200 OK"
        ]
    );
    assert_eq!(page.errors()?, [""; 0]);
    page.value(
        "void document.body.append(Object.assign(new Image(), { src: 'www/missing.png' }))",
    )?;
    page.value("void setTimeout(() => { throw new Error('on purpose') })")?;
    page.at_rest();
    let errors = page.errors()?;
    assert!(
        errors.iter().any(|error| error.contains("on purpose")),
        "{errors:?}"
    );
    assert!(
        errors.iter().any(|error| error.contains("missing.png")),
        "{errors:?}"
    );
    Ok(())
}

#[test]
fn a_picture_holds_the_whole_page_at_its_density_and_in_its_colours() -> Outcome<()> {
    let page = known_page("picture")?;
    for (colours, scale) in [(Colours::Light, 1), (Colours::Dark, 2)] {
        let screen = Screen {
            width: 360,
            height: 640,
            scale,
        };
        page.chromium.set_screen(screen)?;
        page.chromium.set_colours(colours)?;
        page.painted()?;
        let dark = page.value("getComputedStyle(document.body).backgroundColor")? == "rgb(0, 0, 0)";
        assert_eq!(dark, colours == Colours::Dark);
        let pieces = page.chromium.picture(screen)?;
        let (width, height) = png_size(&pieces[0]);
        assert_eq!((pieces.len(), width), (1, 360 * scale));
        assert!(height > 3000 * scale, "{height}");
    }
    Ok(())
}

/// Width and height stand at fixed places of a PNG's first chunk.
fn png_size(png: &[u8]) -> (u32, u32) {
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    (number(16), number(20))
}
