//! Dropped files -> a report on the page.

use crate::harness::Outcome;
use crate::{page, real_files, small_story};

#[test]
fn a_small_story_is_read_and_shown() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("orders.csv")?])?;
    let report = page.report()?;
    assert_eq!(report["accounting"]["records"], 4);
    assert_eq!(report["accounting"]["used"], 4);
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_picture_and_an_empty_file_are_refused_and_the_rest_is_read() -> Outcome<()> {
    let orders = small_story("orders.csv")?;
    let picture = orders.with_file_name("picture.csv");
    let empty = orders.with_file_name("empty.csv");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0")?;
    std::fs::write(&empty, "")?;
    let page = page()?;
    page.read(&[picture, empty, orders])?;
    let report = page.report()?;
    let refused = report["refused"].as_array().into_iter().flatten();
    let mut files: Vec<&str> = refused.filter_map(|error| error["file"].as_str()).collect();
    files.sort_unstable();
    assert_eq!(files, ["empty.csv", "picture.csv"]);
    assert_eq!(report["accounting"]["used"], 4);
    let said = page.value("document.body.textContent")?;
    let said = said.as_str().unwrap_or_default();
    assert!(said.contains("picture.csv") && said.contains("empty.csv"));
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn the_sample_is_read_at_a_click() -> Outcome<()> {
    let page = page()?;
    page.demo()?;
    assert!(page.report()?["accounting"]["used"].as_u64() > Some(1000));
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn reading_asks_the_network_for_nothing() -> Outcome<()> {
    let page = page()?;
    let loaded = page.at_rest();
    page.chromium.session.requested()?;
    page.read(&[small_story("orders.csv")?])?;
    assert_eq!(page.at_rest(), loaded);
    let asked = page.chromium.session.requested()?;
    let outside: Vec<&String> = asked
        .iter()
        .filter(|url| url.starts_with("http") || url.starts_with("ws"))
        .collect();
    assert!(outside.is_empty(), "{outside:#?}");
    Ok(())
}

#[test]
fn the_plug_can_be_pulled_before_the_drop() -> Outcome<()> {
    let page = page()?;
    page.at_rest();
    page.chromium.set_offline()?;
    page.read(&[small_story("orders.csv")?])?;
    assert_eq!(page.report()?["accounting"]["used"], 4);
    Ok(())
}

#[test]
fn five_related_files_are_dropped_at_once() -> Outcome<()> {
    let names = ["customers", "date", "markets", "products", "transactions"];
    let names = names.map(|name| format!("atliq_sales/{name}.csv"));
    let Some(files) = real_files(&names.each_ref().map(String::as_str)) else {
        return Ok(());
    };
    let page = page()?;
    page.read(&files)?;
    assert_eq!(page.report()?["sources"].as_array().map(Vec::len), Some(5));
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}
