//! What is decided on the page: said step by step, saved, taken back and made again.

use serde_json::json;

use crate::harness::{Outcome, Page, Screen};
use crate::{page, real_files, small_story};

/// Clicks something and gives what is saved by that.
fn saved_by(page: &Page, button: &str) -> Outcome<String> {
    page.value(
        "void (globalThis.made ??= URL.createObjectURL, globalThis.saves = [],
          URL.createObjectURL = (blob) => (saves.push(blob), made.call(URL, blob)))",
    )?;
    let session = &page.chromium.session;
    session.click(&session.find(button)?)?;
    let text = page.value(
        "new Promise((done) => { const look = () => saves[0] ? done(saves[0].text()) : setTimeout(look, 20); look(); })",
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn press(page: &Page, key: &str, shift: bool) -> Outcome<()> {
    let before = page.revision()?;
    page.value(&format!(
        "dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', ctrlKey: true, shiftKey: {shift} }}))"
    ))?;
    page.after(before)
}

#[test]
fn rows_and_recipe_are_saved_and_the_recipe_serves_another_file() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("orders.csv")?])?;
    page.send_and_wait(&json!({ "command": "set", "control": "order_rule", "value": "each_row" }))?;
    page.value("globalThis.clientele.room('data')")?;
    let clean = saved_by(&page, "[data-action=save-clean]")?;
    assert_eq!(clean.lines().count(), 5, "{clean}");
    assert!(
        clean.contains("\"orders.csv\",\"3\",\"1002\",\"ben\",\"2024-01-19\",\"80.5\",\"80.50\""),
        "{clean}"
    );
    let recipe = saved_by(&page, "[data-action=save-recipe]")?;
    let file = small_story("clientele-recipe.json")?;
    std::fs::write(&file, &recipe)?;
    let next = small_story("next.csv")?;
    std::fs::write(
        &next,
        "who,paid,when\nana,5.00,2024-04-01\nben,7.50,2024-04-02\nana,8.25,2024-04-03\ndan,9.10,2024-04-04\n",
    )?;
    let fresh = crate::page()?;
    fresh.read(&[file, next])?;
    fresh.value("globalThis.clientele.room('data')")?;
    let status = fresh.value("document.querySelector('[data-step=order_rule]').dataset.status")?;
    assert_eq!(status, "done");
    let since = fresh.value("document.querySelector('[data-grid=since]').textContent")?;
    assert!(
        since.as_str().is_some_and(|text| text.contains("500.75")),
        "{since}"
    );
    assert_eq!(fresh.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn who_answers_a_question_by_keyboard_does_not_lose_the_place() -> Outcome<()> {
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for order in 0..20 {
        // A field too many in every fifth record, and no date in every seventh: two questions.
        let amount = if order % 5 == 0 { "1,234.50" } else { "10.00" };
        let day = if order % 7 == 3 { "" } else { "2024-02-02" };
        text.push_str(&format!("{order},c{},{day},{amount}\n", order % 3));
    }
    let file = small_story("asked.csv")?;
    std::fs::write(&file, text)?;
    let page = page()?;
    page.read(&[file])?;
    let asked = |page: &Page| page.value("document.querySelectorAll('.question').length");
    assert_eq!(asked(&page)?, 2);
    for left in [1, 0] {
        let before = page.revision()?;
        page.value(
            "void (() => { const field = document.querySelector('.question select'); field.focus(); \
             field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })); })()",
        )?;
        page.after(before)?;
        assert_eq!(asked(&page)?, left);
        let focused = page.value(
            "document.activeElement.tagName + ' ' + (document.activeElement.dataset.focus ?? '')",
        )?;
        let focused = focused.as_str().unwrap_or_default().to_owned();
        match left {
            0 => assert!(!focused.starts_with("BODY"), "{focused}"),
            _ => assert!(focused.starts_with("SELECT control remedy."), "{focused}"),
        }
    }
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_change_is_undone_and_made_again_from_the_keyboard() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("orders.csv")?])?;
    page.send_and_wait(&json!({ "command": "set", "control": "as_of", "value": "2024-02-02" }))?;
    let as_of = |page: &Page| page.value("globalThis.clientele.report().view.as_of");
    assert_eq!(as_of(&page)?, "2024-02-02");
    press(&page, "z", false)?;
    assert!(as_of(&page)?.is_null());
    press(&page, "Z", true)?;
    assert_eq!(as_of(&page)?, "2024-02-02");
    press(&page, "z", false)?;
    press(&page, "y", false)?;
    assert_eq!(as_of(&page)?, "2024-02-02");
    Ok(())
}

#[test]
fn every_view_is_computed_when_it_opens() -> Outcome<()> {
    let page = page()?;
    page.demo()?;
    let views = page.value("globalThis.clientele.report().layout.map((view) => view.id)")?;
    for view in views.as_array().into_iter().flatten() {
        page.value(&format!("globalThis.clientele.room({view})"))?;
        let shown = format!(
            "new Promise((done) => {{ const look = () => {{
              const want = clientele.report().layout.find((view) => view.id === {view}).sections.length;
              const have = document.querySelectorAll('[data-view={view}] [data-section]').length;
              have === want ? done(have) : setTimeout(look, 50); }}; look(); }})"
        );
        assert!(page.value(&shown)?.as_u64() > Some(0));
    }
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn no_room_is_wider_than_a_phone() -> Outcome<()> {
    let Some(files) = real_files(&["superstore/orders.csv"]) else {
        return Ok(());
    };
    let phone = Screen {
        width: 360,
        height: 800,
        scale: 1,
    };
    let page = Page::open_on(crate::repository(), phone)?;
    page.read(&files)?;
    page.value("globalThis.clientele.room(null)")?;
    page.value("globalThis.clientele.reportJson().then(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)))")?;
    page.painted()?;
    let wide = page.value(
        "[...document.querySelectorAll('main *')].filter((part) => !part.closest('.scroll, .links') && part.getBoundingClientRect().right > 361)
          .map((part) => `${part.tagName} ${part.className} ${part.textContent.slice(0, 40)}`).slice(0, 5)",
    )?;
    let width = page.value("document.documentElement.scrollWidth")?;
    assert_eq!(width, 360, "too wide: {wide:#}");
    Ok(())
}
