//! A core that dies -> a page that lives on.

use serde_json::json;

use crate::harness::Outcome;
use crate::{page, small_story};

#[test]
fn after_a_panic_the_next_drop_works_without_a_reload() -> Outcome<()> {
    let page = page()?;
    let file = small_story("orders.csv")?;
    page.value("void (globalThis.neverReloaded = true)")?;
    page.read(std::slice::from_ref(&file))?;
    let before = page.report_json()?;
    page.send(&json!({ "command": "inject_panic" }))?;
    page.wait_for("failed")?;
    assert_eq!(page.report_json()?, before, "the last report stays");
    page.read(&[small_story("more.csv")?])?;
    assert_eq!(page.value("globalThis.neverReloaded")?, true);
    Ok(())
}
