//! Long names, fingers and what has the focus: nothing is out of reach, whatever the files hold.

use std::fs;

use serde_json::json;

use crate::harness::{Outcome, Page, Screen};
use crate::{page, repository, small_story};

/// Orders of customers with names as people have them, and as nobody has.
fn odd_names() -> Outcome<Page> {
    let long = "Grand Hotel and Conference Centre of the Upper and Lower Valley ".repeat(3);
    let names = [
        long.trim(),
        "<b>Bold</b> & Co",
        "\u{5e2}\u{5d1}\u{5e8}\u{5d9}\u{5ea}",
        "Ann",
    ];
    let mut text = String::from("order id,order date,customer name,amount\n");
    for order in 0..48 {
        let (name, month) = (names[order % 4], 1 + order / 4);
        text.push_str(&format!(
            "{order},2024-{month:02}-10,\"{name}\",{}.5\n",
            20 + order
        ));
    }
    let file = small_story("names.csv")?;
    fs::write(&file, text)?;
    let page = page()?;
    page.read(&[file])?;
    page.value(
        "new Promise((done) => { clientele.room('customers'); const look = () =>
          document.querySelector('[data-grid=ranking] tbody tr') ? done(1) : setTimeout(look, 50); look(); })",
    )?;
    Ok(page)
}

#[test]
fn a_long_name_takes_no_row_its_name_and_no_name_stands_twice() -> Outcome<()> {
    let page = odd_names()?;
    let rows = page.value(
        "[...document.querySelectorAll('[data-grid=ranking] tbody tr')].map((row) =>
          [row.querySelectorAll('th .link').length, row.textContent.split('Bold').length - 1])",
    )?;
    let bold = [json!([1, 0]), json!([1, 1])];
    let rows = rows.as_array().cloned().unwrap_or_default();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| bold.contains(row)), "{rows:?}");
    assert_eq!(
        page.value("document.querySelectorAll('main b:not([data-section])').length")?,
        0
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn the_rows_behind_a_number_keep_the_focus_when_they_come() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("behind.csv")?])?;
    page.value("document.querySelector('.fact .about summary').click()")?;
    let place = page.value(
        "new Promise((done) => { const open = document.querySelector('.fact .about button'); open.focus(); open.click();
          const look = () => document.querySelector('.drawer tbody tr') ? done(document.activeElement.id) : setTimeout(look, 20); look(); })",
    )?;
    assert_eq!(place, "drawer-title");
    Ok(())
}

#[test]
fn a_filter_that_is_taken_back_is_no_decision() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("back.csv")?])?;
    let key = page.value(
        "clientele.report().sections.flatMap(({ outcome }) => outcome.result?.figures ?? [])
          .flatMap(({ table }) => table.rows).find(({ key }) => key).key",
    )?;
    let undo = |page: &Page| {
        let before = page.revision()?;
        page.value("dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))")?;
        page.after(before)?;
        page.value("document.querySelector('[data-notice=notice] p')?.textContent ?? ''")
    };
    page.send_and_wait(
        &json!({ "command": "toggle_filter", "filter": { "key": key, "without": false } }),
    )?;
    assert_eq!(undo(&page)?, "");
    page.send_and_wait(&json!({ "command": "set", "control": "order_rule", "value": "each_row" }))?;
    assert_ne!(undo(&page)?, "", "what was decided is told");
    Ok(())
}

#[test]
fn on_a_phone_a_finger_meets_nothing_too_small() -> Outcome<()> {
    let phone = Screen {
        width: 360,
        height: 800,
        scale: 1,
    };
    let page = Page::open_on(repository(), phone)?;
    page.demo()?;
    for room in ["overview", "data", "customers", "segments"] {
        page.value(&format!(
            "new Promise((done) => {{ clientele.room('{room}'); setTimeout(done, 800); }})"
        ))?;
        let small = page.value(
            "[...document.querySelectorAll('button, summary, select')].map((one) => [one, one.getBoundingClientRect()])
              .filter(([, { width, height }]) => width > 1 && (width < 24 || height < 24))
              .map(([one]) => one.outerHTML.slice(0, 120))",
        )?;
        assert_eq!(small, json!([]), "{room}");
        let wide = page.value("document.documentElement.scrollWidth > innerWidth")?;
        assert_eq!(wide, false, "{room}");
    }
    Ok(())
}

#[test]
fn a_customer_is_found_by_a_part_of_the_name_from_the_keyboard() -> Outcome<()> {
    let page = odd_names()?;
    let typed = page.value(
        "(() => { dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
          const field = document.activeElement;
          field.value = 'BOLD';
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          return field.className; })()",
    )?;
    assert_eq!(typed, "find wide-only");
    let found = page.value(
        "new Promise((done) => { const look = () => { const rows = [...document.querySelectorAll('.drawer tbody tr th')];
          rows.length ? done(rows.map((row) => row.textContent)) : setTimeout(look, 20); }; look(); })",
    )?;
    assert_eq!(found, json!(["<b>Bold</b> & Co"]));
    let before = page.revision()?;
    page.value("document.querySelector('.drawer tbody .link').click()")?;
    page.after(before)?;
    assert_eq!(
        page.value("document.querySelector('.drawer').hidden")?,
        true
    );
    assert_eq!(
        page.report()?["filters"][0]["filter"]["key"]["value"],
        "<b>Bold</b> & Co"
    );
    Ok(())
}

#[test]
fn a_finger_reads_a_datum_with_its_first_tap_and_filters_with_the_next() -> Outcome<()> {
    let page = page()?;
    page.demo()?;
    // A tap as a browser tells it: the finger is gone before the click comes.
    let tap = |at: usize| {
        page.value(&format!(
            "(() => {{ const figure = clientele.figures().find(({{ id }}) => id === 'segments');
              const [x, y, width, height] = figure.hits.slice(6 * {at});
              const box = figure.canvas.getBoundingClientRect();
              const place = {{ clientX: box.left + x + width / 2, clientY: box.top + y + height / 2, pointerType: 'touch', bubbles: true }};
              for (const kind of ['pointerdown', 'pointerup', 'pointerleave', 'click']) figure.canvas.dispatchEvent(new PointerEvent(kind, place));
              const tip = document.querySelector('.tip');
              return [clientele.state().busy, tip.hidden ? '' : tip.firstElementChild.textContent, tip.lastElementChild?.textContent]; }})()"
        ))
    };
    let [first, other] = [tap(0)?, tap(2)?];
    assert_eq!(
        [&first[0], &other[0]],
        [false, false],
        "nothing is filtered"
    );
    assert_ne!(first[1], "", "the tap is answered in words");
    assert_ne!(first[1], other[1], "another datum is told first");
    assert_eq!(other[2], "Tap again: only this.", "what a finger can do");
    let before = page.revision()?;
    assert_eq!(tap(2)?[0], true);
    page.after(before)?;
    let filters = page.report()?["filters"].clone();
    assert_eq!(filters.as_array().map(Vec::len), Some(1), "{filters}");
    Ok(())
}
