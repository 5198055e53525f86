//! Every view of a report, light and dark, on a desk and a phone -> no violation that axe-core finds.
//!
//! axe-core comes from npm (`npm ci --ignore-scripts`). Its text is handed to the driver, because the
//! page's policy admits no script that the page did not bring.

use std::fs;

use serde_json::Value;

use crate::harness::{Colours, Outcome, Page, Screen};
use crate::repository;

/// The text of axe-core, or none, said plainly, where it is not installed.
fn axe() -> Option<String> {
    let file = repository().join("node_modules/axe-core/axe.min.js");
    let text = fs::read_to_string(&file).ok();
    if text.is_none() {
        println!("skipped: axe-core is not installed; npm ci --ignore-scripts");
    }
    text
}

/// Shows a view when all its sections are there, with everything open that opens.
fn open(page: &Page, view: &Value) -> Outcome<()> {
    page.value(&format!("globalThis.clientele.room({view})"))?;
    page.value(&format!(
        "new Promise((done) => {{ const look = () => {{
          const want = clientele.report().layout.find((view) => view.id === {view})?.sections.length ?? 0;
          const have = document.querySelectorAll('[data-view={view}] [data-section]').length;
          have >= want ? done(have) : setTimeout(look, 50); }}; look(); }})"
    ))?;
    page.value(
        "document.querySelectorAll('details:not(.about)').forEach((fold) => (fold.open = true))",
    )?;
    page.painted()
}

/// What axe-core has against the page as it stands: the rule, and the first place.
fn violations(page: &Page) -> Outcome<Vec<String>> {
    let found = page.value(
        "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) =>
          `${id} (${nodes.length}): ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`))",
    )?;
    let lines = found.as_array().into_iter().flatten();
    Ok(lines
        .filter_map(|line| line.as_str().map(str::to_owned))
        .collect())
}

#[test]
fn no_view_violates_a_rule_of_axe() -> Outcome<()> {
    let Some(axe) = axe() else {
        return Ok(());
    };
    let mut broken = Vec::new();
    for width in [1280, 360] {
        let screen = Screen {
            width,
            height: 800,
            scale: 1,
        };
        let page = Page::open_on(repository(), screen)?;
        // Its text ends in a call with `this`, which a driver's script has not.
        let script = format!("(function () {{ {axe} }}).call(window)");
        page.chromium
            .session
            .execute(&script, serde_json::json!([]))?;
        broken.extend(violations(&page)?);
        page.demo()?;
        let views = page.value(
            "[...globalThis.clientele.report().layout.map(({ id }) => id), 'data', 'airlock']",
        )?;
        for view in views.as_array().into_iter().flatten() {
            for colours in [Colours::Light, Colours::Dark] {
                page.chromium.set_colours(colours)?;
                open(&page, view)?;
                let found = violations(&page)?;
                broken.extend(
                    found
                        .into_iter()
                        .map(|line| format!("{view} {width} {colours:?} {line}")),
                );
            }
        }
    }
    assert_eq!(broken, [""; 0]);
    Ok(())
}
