//! The page before anything is dropped.

use crate::harness::Outcome;
use crate::page;

#[test]
fn the_page_loads_without_an_error_and_then_asks_for_nothing() -> Outcome<()> {
    let page = page()?;
    let loaded = page.at_rest();
    assert!(
        loaded.iter().all(|request| request.ends_with("200 OK")),
        "{loaded:#?}"
    );
    assert_eq!(page.errors()?, [""; 0]);
    let origin = page.site.url();
    // The browser's own pages, blobs and data have schemes of their own, which reach no network.
    let abroad = |url: &String| {
        (url.starts_with("http") || url.starts_with("ws")) && !url.starts_with(&origin)
    };
    let strangers: Vec<String> = page
        .chromium
        .session
        .requested()?
        .into_iter()
        .filter(abroad)
        .collect();
    assert_eq!(strangers, [""; 0], "asked of others");
    Ok(())
}

#[test]
fn the_page_shows_the_hash_of_what_was_built() -> Outcome<()> {
    let page = page()?;
    let build = std::fs::read_to_string(crate::repository().join("pkg/build.json"))?;
    let build: serde_json::Value = serde_json::from_str(&build).map_err(std::io::Error::from)?;
    let hash = build["sha256"].as_str().unwrap_or_default();
    let shown = page.value("document.body.textContent")?;
    assert!(
        shown
            .as_str()
            .is_some_and(|text| hash.len() == 64 && text.contains(&hash[..8])),
        "{hash}"
    );
    Ok(())
}
