//! The page as it is looked at: what is seen first, what opens, what can be taken along.

use serde_json::json;

use crate::harness::{Outcome, Page, Screen};
use crate::page;

/// The sample's report with a view open, all its sections there.
fn view(name: &str) -> Outcome<Page> {
    let page = page()?;
    page.demo()?;
    page.value(&format!(
        "new Promise((done) => {{ clientele.room('{name}'); const look = () => {{
          const want = clientele.report().layout.find(({{ id }}) => id === '{name}').sections.length;
          const have = document.querySelectorAll('[data-view={name}] [data-section]').length;
          have === want ? done(have) : setTimeout(look, 50); }}; look(); }})"
    ))?;
    page.painted()?;
    Ok(page)
}

#[test]
fn the_main_numbers_are_seen_at_once_in_cards_of_one_height() -> Outcome<()> {
    let page = view("overview")?;
    let places = page.value(
        "[...document.querySelectorAll('.cards .fact')].slice(0, 6).map((card) => card.getBoundingClientRect())
          .map(({ height, bottom }) => [Math.round(height), Math.round(bottom)])",
    )?;
    let places = places.as_array().cloned().unwrap_or_default();
    assert_eq!(places.len(), 6);
    assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
    assert!(places[0][1].as_u64() < Some(700), "{places:?}");
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_long_table_begins_with_its_first_rows() -> Outcome<()> {
    let page = view("customers")?;
    let rows = |page: &Page| {
        page.value(
            "document.querySelector('[data-focus^=\"rows \"]').closest('.grid').querySelectorAll('tbody tr').length",
        )
    };
    assert_eq!(rows(&page)?, 12);
    page.value("document.querySelector('[data-focus^=\"rows \"]').click()")?;
    assert!(rows(&page)?.as_u64() > Some(12));
    Ok(())
}

#[test]
fn a_chart_can_be_taken_along() -> Outcome<()> {
    let page = view("customers")?;
    page.value(
        "void (globalThis.taken = [], globalThis.made = URL.createObjectURL,
          URL.createObjectURL = (blob) => (taken.push(blob), made.call(URL, blob)))",
    )?;
    for act in 0..3 {
        page.value(&format!(
            "void (document.querySelector('figure .menu').open = true,
              setTimeout(() => document.querySelectorAll('figure .menu button')[{act}].click(), 50))"
        ))?;
        std::thread::sleep(std::time::Duration::from_millis(600));
    }
    let taken = page.value(
        "Promise.all(taken.map(async (blob) => [blob.type, (await blob.text()).slice(0, 600)]))",
    )?;
    let of = |kind: &str| {
        let all = taken.as_array().into_iter().flatten();
        all.filter(|one| one[0] == json!(kind)).count()
    };
    // A PNG picture is painted from an SVG one.
    assert_eq!(
        [of("image/png"), of("image/svg+xml"), of("text/csv")],
        [1, 2, 1],
        "{taken:#}"
    );
    let title = page.value("document.querySelector('figure h4').textContent")?;
    let named = |one: &serde_json::Value| {
        title
            .as_str()
            .is_some_and(|title| one[1].as_str().is_some_and(|text| text.contains(title)))
    };
    assert!(
        taken.as_array().is_some_and(|all| all
            .iter()
            .any(|one| one[0] == "image/svg+xml" && named(one))),
        "{taken:#}"
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

/// Presses a key on whatever has the focus.
fn press(page: &Page, key: &str, code: u32) -> Outcome<()> {
    for kind in ["rawKeyDown", "keyUp"] {
        let press = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        page.chromium.session.cdp("Input.dispatchKeyEvent", press)?;
    }
    std::thread::sleep(std::time::Duration::from_millis(60));
    Ok(())
}

#[test]
fn a_menu_is_walked_with_the_arrow_keys_and_gives_the_focus_back() -> Outcome<()> {
    let page = view("overview")?;
    let place = |page: &Page| {
        page.value(
            "(({ activeElement: at }) => { const menu = at.closest('.menu');
              return [menu?.open ?? null, at.tagName, [...(menu?.querySelectorAll('button') ?? [])].indexOf(at)]; })(document)",
        )
    };
    page.value("document.querySelector('figure .menu summary').focus()")?;
    press(&page, "ArrowDown", 40)?;
    assert_eq!(place(&page)?, json!([true, "BUTTON", 0]));
    press(&page, "ArrowUp", 38)?;
    press(&page, "ArrowUp", 38)?;
    assert_eq!(place(&page)?, json!([true, "BUTTON", 3]), "around the end");
    press(&page, "Home", 36)?;
    assert_eq!(place(&page)?, json!([true, "BUTTON", 0]));
    press(&page, "Escape", 27)?;
    assert_eq!(place(&page)?, json!([false, "SUMMARY", -1]));
    press(&page, "ArrowDown", 40)?;
    press(&page, "Tab", 9)?;
    page.value("document.querySelector('.brand').focus()")?;
    std::thread::sleep(std::time::Duration::from_millis(60));
    let open = page.value("document.querySelectorAll('.menu[open]').length")?;
    assert_eq!(open, 0, "what is left is closed");
    Ok(())
}

#[test]
fn halves_stand_in_two_stacks_without_holes() -> Outcome<()> {
    let page = view("overview")?;
    let gaps = page.value(
        "[...document.querySelectorAll('.stack')].flatMap((stack) => [...stack.children].slice(1).map((part) =>
          Math.round(part.getBoundingClientRect().top - part.previousElementSibling.getBoundingClientRect().bottom)))",
    )?;
    let gaps = gaps.as_array().cloned().unwrap_or_default();
    assert!(
        !gaps.is_empty() && gaps.iter().all(|gap| *gap == 16),
        "{gaps:?}"
    );
    // Neither stack has room for another of its parts below it.
    let uneven = page.value(
        "[...document.querySelectorAll('.parts:has(> .stack)')].map((parts) => {
          const [left, right] = [...parts.querySelectorAll('.stack')].map((stack) => stack.lastElementChild.getBoundingClientRect());
          return Math.abs(left.bottom - right.bottom) <= Math.max(left.height, right.height); })",
    )?;
    assert_eq!(uneven, json!([true]));
    Ok(())
}

#[test]
fn sentences_of_a_table_have_the_width_of_a_phone() -> Outcome<()> {
    let phone = Screen {
        width: 360,
        height: 800,
        scale: 1,
    };
    let page = Page::open_on(crate::repository(), phone)?;
    page.demo()?;
    let narrow = page.value(
        "[...document.querySelectorAll('.grid .prose tbody th')].filter((cell) => {
          const table = cell.closest('table').getBoundingClientRect().width;
          return cell.getBoundingClientRect().width < 0.7 * table; }).map((cell) => cell.textContent)",
    )?;
    assert_eq!(narrow, json!([]));
    let sentences = page.value("document.querySelectorAll('.grid .prose tbody th').length")?;
    assert!(sentences.as_u64() > Some(0));
    Ok(())
}

#[test]
fn the_bar_holds_a_decision_within_the_window() -> Outcome<()> {
    let page = view("overview")?;
    page.send_and_wait(&json!({ "command": "set", "control": "rate.USD", "value": "75" }))?;
    let over = page.value(
        "[...document.querySelectorAll('.bar > *')].map((part) => part.getBoundingClientRect()).filter(({ right }) => right > innerWidth - 19).length",
    )?;
    assert_eq!(over, 0);
    let title =
        page.value("document.querySelector('.data-title').getBoundingClientRect().width")?;
    assert!(title.as_f64() > Some(80.0), "{title}");
    Ok(())
}
