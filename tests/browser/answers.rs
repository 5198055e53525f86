//! Questions and the settings of a file, answered on the page.

use std::path::PathBuf;

use serde_json::json;

use crate::harness::{Outcome, Page};
use crate::{page, small_story};

/// A file beside the small story.
fn file(name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let file = small_story("orders.csv")?.with_file_name(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

/// Chooses in the select of a control, as a pointer would.
fn choose(page: &Page, control: &str, value: &str) -> Outcome<()> {
    let before = page.revision()?;
    page.value(&format!(
        "((select) => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); }})(
          document.querySelector('.source [data-control=\"{control}\"] select'))"
    ))?;
    page.after(before)
}

/// Presses a key on whatever has the focus.
fn key(page: &Page, key: &str, code: u32) -> Outcome<()> {
    for kind in ["rawKeyDown", "keyUp"] {
        let press = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        page.chromium.session.cdp("Input.dispatchKeyEvent", press)?;
    }
    Ok(())
}

/// Walks on with the Tab key until the focus is on something.
fn tab_to(page: &Page, selector: &str) -> Outcome<bool> {
    for _ in 0..80 {
        key(page, "Tab", 9)?;
        let there = page.value(&format!(
            "document.activeElement?.matches('{selector}') ?? false"
        ))?;
        if there == true {
            return Ok(true);
        }
    }
    Ok(false)
}

#[test]
fn how_a_file_is_written_is_changed_on_its_card() -> Outcome<()> {
    let told = b"customer,amount,date\nM\xfcller,5.00,2024-04-13\nGro\xdf,7.50,2024-04-22\nM\xfcller,8.25,2024-05-23\n";
    let page = page()?;
    page.read(&[file("umlauts.csv", told)?])?;
    page.value("globalThis.clientele.room('data')")?;
    page.value(
        "document.querySelectorAll('.source details').forEach((fold) => (fold.open = true))",
    )?;
    let preview = |page: &Page| page.value("document.querySelector('.source table').textContent");
    let has = |page: &Page, text: &str| -> Outcome<bool> {
        page.value(
            "document.querySelectorAll('.source details').forEach((fold) => (fold.open = true))",
        )?;
        Ok(preview(page)?
            .as_str()
            .is_some_and(|all| all.contains(text)))
    };
    choose(&page, "encoding.umlauts.csv", "windows-1252")?;
    let decided = |page: &Page| -> Outcome<String> {
        Ok(page.report()?["sources"][0]["decisions"].to_string())
    };
    assert!(decided(&page)?.contains("windows-1252"));
    let overview = "JSON.stringify(globalThis.clientele.report().sections.find((section) => section.id === 'overview'))";
    let overview = page.value(overview)?.to_string();
    assert!(overview.contains("20.75"), "{overview}");
    assert!(has(&page, "2024-04-13")?);
    choose(&page, "encoding.umlauts.csv", "windows-1251")?;
    let said = decided(&page)?;
    assert!(said.contains("windows-1251"), "{said}");
    choose(&page, "header.umlauts.csv", "no")?;
    let records =
        |page: &Page| -> Outcome<_> { Ok(page.report()?["sources"][0]["records"].clone()) };
    assert_eq!(records(&page)?, 4, "the header is a record now");
    choose(&page, "header.umlauts.csv", "yes")?;
    assert_eq!(records(&page)?, 3);
    choose(&page, "delimiter.umlauts.csv", "semicolon")?;
    let columns = page.report()?["sources"][0]["columns"]
        .as_array()
        .map(Vec::len);
    assert_eq!(columns, Some(1));
    choose(&page, "delimiter.umlauts.csv", "comma")?;
    let report = page.report()?;
    assert_eq!(
        report["sources"][0]["columns"].as_array().map(Vec::len),
        Some(3)
    );
    assert_eq!(report["accounting"]["used"], 3);
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_question_is_answered_from_the_keyboard_alone() -> Outcome<()> {
    let told = "order_id,customer_id,order_date,amount\n1,ana,03/04/2024,5.00\n2,ben,05/02/2024,7.50\n3,ana,01/06/2024,8.25\n";
    let page = page()?;
    page.read(&[file("when.csv", told.as_bytes())?])?;
    let question = "[data-notice=question] select";
    let days = |page: &Page| {
        page.value("globalThis.clientele.report().view.as_of ?? document.querySelector('[data-control=as_of] input').value")
    };
    let before = days(&page)?;
    assert!(tab_to(&page, question)?, "the question is reached");
    // Walking through the answers answers nothing yet.
    let revision = page.revision()?;
    key(&page, "ArrowDown", 40)?;
    assert_eq!(page.revision()?, revision);
    key(&page, "Enter", 13)?;
    page.after(revision)?;
    assert!(days(&page)? != before, "{before}");
    let left = page.value(
        "document.querySelectorAll('[data-notice=question] [data-control^=dates]').length",
    )?;
    assert_eq!(left, 0);
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_remedy_is_flipped_and_undone_from_the_keyboard_alone() -> Outcome<()> {
    let told = "order_id,order_date,customer,amount\n1,2024-01-02,Ann Lee,10.00\n2,2024-01-03,ann lee,20.00\n3,2024-01-04,Bob Ray,30.00\n";
    let page = page()?;
    page.read(&[file("who.csv", told.as_bytes())?])?;
    let customers = |page: &Page| -> Outcome<u64> {
        let all = page.value("JSON.stringify(globalThis.clientele.report().sections.find((section) => section.id === 'overview'))")?;
        let all: serde_json::Value =
            serde_json::from_str(all.as_str().unwrap_or_default()).expect("a section");
        let facts = all
            .pointer("/outcome/result/facts")
            .or(all.pointer("/result/facts"));
        let facts = facts
            .and_then(serde_json::Value::as_array)
            .cloned()
            .unwrap_or_default();
        let fact = facts.iter().find(|fact| fact["id"] == "customers");
        let exact = fact.and_then(|fact| fact["value"]["exact"].as_str());
        Ok(exact.and_then(|exact| exact.parse().ok()).unwrap_or(0))
    };
    assert_eq!(customers(&page)?, 3);
    assert!(tab_to(
        &page,
        "[data-control=\"remedy.customer_spellings\"] select"
    )?);
    let revision = page.revision()?;
    key(&page, "ArrowDown", 40)?;
    key(&page, "Enter", 13)?;
    page.after(revision)?;
    assert_eq!(customers(&page)?, 2);
    let revision = page.revision()?;
    page.value("dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))")?;
    page.after(revision)?;
    assert_eq!(customers(&page)?, 3);
    Ok(())
}
