//! What a click, a tap and a key do with what stands for rows of the data, and what they say they do.

use std::fmt::Write;
use std::fs;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Outcome, Page};
use crate::{page, small_story};

const SHIFT: u32 = 8;
const CONTROL: u32 = 2;

/// The sample's segments, whose chart has a bar each.
fn segments() -> Outcome<Page> {
    let page = page()?;
    page.demo()?;
    page.value(
        "new Promise((done) => { clientele.room('segments'); const look = () =>
          document.querySelector('[data-grid=segments] tbody .link') ? done(1) : setTimeout(look, 50); look(); })",
    )?;
    page.painted()?;
    Ok(page)
}

/// The middle of a bar of the chart, or of a name in the table, brought into sight.
fn place(page: &Page, what: &str, at: usize) -> Outcome<(f64, f64)> {
    let box_of = match what {
        "bar" => format!(
            "(() => {{ const figure = clientele.figures().find(({{ id }}) => id === 'segments');
              figure.canvas.scrollIntoView({{ block: 'center' }});
              const [x, y, width, height] = figure.hits.slice(6 * {at}); const {{ left, top }} = figure.canvas.getBoundingClientRect();
              return [left + x + width / 2, top + y + height / 2]; }})()"
        ),
        _ => format!(
            "(() => {{ const name = document.querySelectorAll('[data-grid=segments] tbody .link')[{at}];
              name.scrollIntoView({{ block: 'center' }}); const {{ left, top, width, height }} = name.getBoundingClientRect();
              return [left + width / 2, top + height / 2]; }})()"
        ),
    };
    let middle = page.value(&box_of)?;
    page.painted()?;
    Ok((
        middle[0].as_f64().unwrap_or(0.0),
        middle[1].as_f64().unwrap_or(0.0),
    ))
}

/// Clicks with the mouse, once or twice, with a key held; gives what was told before.
fn click(page: &Page, place: (f64, f64), clicks: u32, held: u32) -> Outcome<String> {
    let session = &page.chromium.session;
    let mouse = |kind: &str, count: u32| {
        let event = json!({ "type": kind, "x": place.0, "y": place.1, "button": if count > 0 { "left" } else { "none" },
            "clickCount": count, "modifiers": held });
        session.cdp("Input.dispatchMouseEvent", event).map(drop)
    };
    // Sooner than this after the click before, it would be the second of two.
    thread::sleep(Duration::from_millis(450));
    mouse("mouseMoved", 0)?;
    let told = page.value("document.querySelector('.tip').lastElementChild.textContent")?;
    for count in 1..=clicks {
        mouse("mousePressed", count)?;
        mouse("mouseReleased", count)?;
    }
    settled(page)?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

/// Waits until nothing is computed any more.
fn settled(page: &Page) -> Outcome<()> {
    thread::sleep(Duration::from_millis(150));
    page.wait_for("ready")?;
    page.value(
        "new Promise((done) => { const look = () => clientele.state().busy ? setTimeout(look, 30) : done(1); look(); })",
    )?;
    page.painted()
}

fn press(page: &Page, key: &str, code: u32, held: u32) -> Outcome<()> {
    for kind in ["keyDown", "keyUp"] {
        let text = if key == "Enter" && kind == "keyDown" {
            "\r"
        } else {
            ""
        };
        let press = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": held, "text": text });
        page.chromium.session.cdp("Input.dispatchKeyEvent", press)?;
    }
    settled(page)
}

/// The values filtered by, in their order.
fn filters(page: &Page) -> Outcome<Vec<String>> {
    let values = page.value("clientele.report().filters.map(({ filter }) => filter.key.value)")?;
    Ok(serde_json::from_value(values).unwrap_or_default())
}

/// The title of the rows at the side, or nothing.
fn rows(page: &Page) -> Outcome<Value> {
    page.value("document.querySelector('.drawer').hidden ? '' : document.querySelector('.drawer h2').textContent")
}

/// A click on one, on another, with Shift on the first, on the first alone, on the first again.
fn by_mouse(what: &str) -> Outcome<()> {
    let page = segments()?;
    let told = click(&page, place(&page, what, 0)?, 1, 0)?;
    assert!(told.starts_with("Click: only this."), "{told}");
    let first = filters(&page)?;
    assert_eq!(first.len(), 1);
    click(&page, place(&page, what, 2)?, 1, 0)?;
    let second = filters(&page)?;
    assert!(
        second.len() == 1 && second != first,
        "in its place: {second:?}"
    );
    click(&page, place(&page, what, 0)?, 1, SHIFT)?;
    assert_eq!(filters(&page)?, [&second[..], &first[..]].concat(), "added");
    click(&page, place(&page, what, 0)?, 1, 0)?;
    assert_eq!(filters(&page)?, first, "alone");
    let told = click(&page, place(&page, what, 0)?, 1, 0)?;
    assert!(told.starts_with("Click: all again."), "{told}");
    assert_eq!(filters(&page)?, [""; 0], "taken away");
    // Twice in one place: the rows, and what was shown stays.
    click(&page, place(&page, what, 2)?, 1, 0)?;
    click(&page, place(&page, what, 0)?, 2, 0)?;
    assert_eq!(filters(&page)?, second);
    assert_ne!(rows(&page)?, "");
    press(&page, "Escape", 27, 0)?;
    assert_eq!((rows(&page)?, filters(&page)?), (json!(""), second));
    press(&page, "Escape", 27, 0)?;
    assert_eq!(filters(&page)?, [""; 0]);
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_click_on_a_chart_shows_only_this_with_shift_this_too_and_twice_the_rows() -> Outcome<()> {
    by_mouse("bar")
}

#[test]
fn a_click_in_a_table_shows_only_this_with_shift_this_too_and_twice_the_rows() -> Outcome<()> {
    by_mouse("name")
}

#[test]
fn enter_shows_only_this_with_shift_this_too_and_with_control_the_rows() -> Outcome<()> {
    let page = segments()?;
    let to = |at: usize, what: &str| -> Outcome<()> {
        let name =
            format!("document.querySelectorAll('[data-grid=segments] tbody .link')[{at}].focus()");
        let chart = "clientele.figures().find(({ id }) => id === 'segments').canvas.focus()";
        // A hand that rests on the mouse lets go of it.
        press(&page, "Tab", 9, 0)?;
        page.value(if what == "name" { &name } else { chart })?;
        if what == "bar" {
            press(&page, "Home", 36, 0)?;
            (0..at).try_for_each(|_| press(&page, "ArrowRight", 39, 0))?;
        }
        Ok(())
    };
    for what in ["bar", "name"] {
        to(0, what)?;
        let told = page.value("document.querySelector('.tip').lastElementChild.textContent")?;
        assert!(
            told.as_str()
                .is_some_and(|told| told.starts_with("Enter: only this.")),
            "{told}"
        );
        press(&page, "Enter", 13, 0)?;
        let first = filters(&page)?;
        assert_eq!(first.len(), 1, "{what}");
        to(1, what)?;
        press(&page, "Enter", 13, SHIFT)?;
        let both = filters(&page)?;
        assert_eq!((both.len(), &both[..1]), (2, &first[..]), "{what}");
        to(1, what)?;
        press(&page, "Enter", 13, 0)?;
        assert_eq!(filters(&page)?, both[1..], "{what}");
        to(0, what)?;
        press(&page, "Enter", 13, CONTROL)?;
        assert_ne!(rows(&page)?, "", "{what}");
        assert_eq!(filters(&page)?, both[1..], "{what}");
        press(&page, "Escape", 27, 0)?;
        press(&page, "Escape", 27, 0)?;
        assert_eq!(filters(&page)?, [""; 0], "{what}");
    }
    Ok(())
}

/// 260 customers in 520 orders: customer n spends n + 1 in each of two.
fn many() -> Outcome<Page> {
    let mut text = String::from("order_id,customer,order_date,amount\n");
    for order in 0..520_usize {
        let (customer, month, day) = (order % 260, 1 + order / 50, 1 + order % 28);
        let _ = writeln!(
            text,
            "{order},c{customer},2023-{month:02}-{day:02},{}",
            customer + 1
        );
    }
    let file = small_story("many.csv")?;
    fs::write(&file, text)?;
    let page = page()?;
    page.read(&[file])?;
    page.value(
        "new Promise((done) => { clientele.room('customers'); const look = () =>
          document.querySelector('[data-grid=ranking] tbody tr') ? done(1) : setTimeout(look, 50); look(); })",
    )?;
    page.value(
        "void (globalThis.taken = [], globalThis.made = URL.createObjectURL,
          URL.createObjectURL = (blob) => (taken.push(blob), made.call(URL, blob)))",
    )?;
    Ok(page)
}

/// What the menu of a table wrote last: its lines.
fn saved(page: &Page, table: &str) -> Outcome<Vec<String>> {
    let text = page.value(&format!(
        "new Promise((done) => {{ taken.length = 0; const menu = document.querySelector('{table} .menu'); menu.open = true;
          setTimeout(() => menu.querySelector('button').click(), 60);
          const look = () => taken.length ? taken[0].text().then(done) : setTimeout(look, 30); look(); }})"
    ))?;
    Ok(text
        .as_str()
        .unwrap_or_default()
        .lines()
        .map(str::to_owned)
        .collect())
}

#[test]
fn a_table_of_which_the_page_has_a_part_is_saved_whole_and_in_the_order_shown() -> Outcome<()> {
    let page = many()?;
    let told = page.value("document.querySelectorAll('[data-grid=ranking] tbody tr').length")?;
    assert!(told.as_u64() < Some(260));
    let lines = saved(&page, "[data-grid=ranking]")?;
    assert_eq!(lines.len(), 261);
    let begins = |line: &str, rank: usize, customer: usize| {
        line.starts_with(&format!(
            "\"{rank}\",\"c{customer}\",\"{}\",",
            2 * customer + 2
        ))
    };
    assert!(
        begins(&lines[1], 1, 259) && begins(&lines[260], 260, 0),
        "{lines:?}"
    );
    // Sorted by the name, from A.
    page.value("[...document.querySelectorAll('[data-grid=ranking] thead button')].find((one) => one.textContent === 'Customer').click()")?;
    let lines = saved(&page, "[data-grid=ranking]")?;
    assert!(
        begins(&lines[1], 260, 0) && begins(&lines[260], 1, 259),
        "{lines:?}"
    );
    // The rows behind a number, of which a hundred are here.
    page.value(
        "new Promise((done) => { document.querySelector('.fact .about summary').click();
          setTimeout(() => document.querySelector('.fact .about .small').click(), 80);
          const look = () => document.querySelector('.drawer tbody tr') ? done(1) : setTimeout(look, 30); look(); })",
    )?;
    assert_eq!(saved(&page, ".drawer")?.len(), 521);
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_copied_table_says_how_much_of_it_and_a_closed_clipboard_what_to_do() -> Outcome<()> {
    let page = many()?;
    let copy = |write: &str| {
        page.value(&format!(
            "new Promise((done) => {{ navigator.clipboard.writeText = {write};
              const menu = document.querySelector('[data-grid=ranking] .menu'); menu.open = true;
              setTimeout(() => {{ const button = menu.querySelectorAll('button')[1]; const name = button.textContent; button.click();
                setTimeout(() => done([name, document.querySelector('.tip').textContent, document.querySelector('[data-notice=notice] p')?.textContent ?? '']), 60); }}, 60); }})"
        ))
    };
    let told = copy("async (text) => (globalThis.copied = text)")?;
    assert_eq!(told[0], "Copy its first 200 rows");
    let words = told[1].as_str().unwrap_or_default();
    assert!(words.contains("200 of 260"), "{words}");
    let lines = page.value("copied.split('\\n').length")?;
    assert_eq!((lines, &told[2]), (json!(201), &json!("")));
    let told = copy("() => Promise.reject(new DOMException('no', 'NotAllowedError'))")?;
    assert_eq!(told[1], told[2]);
    let words = told[2].as_str().unwrap_or_default();
    assert!(
        words.contains("clipboard") && words.contains("CSV"),
        "{words}"
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn files_are_chosen_from_the_keyboard() -> Outcome<()> {
    for (key, code) in [("Enter", 13), ("Space", 32)] {
        let page = page()?;
        let session = &page.chromium.session;
        session.cdp(
            "Page.setInterceptFileChooserDialog",
            json!({ "enabled": true }),
        )?;
        page.value("document.querySelector('[data-focus^=choose]').focus()")?;
        session.events("")?;
        for kind in ["keyDown", "keyUp"] {
            let (key, text) = if key == "Space" {
                (" ", " ")
            } else {
                (key, "\r")
            };
            let press = json!({ "type": kind, "key": key, "windowsVirtualKeyCode": code, "text": if kind == "keyDown" { text } else { "" } });
            session.cdp("Input.dispatchKeyEvent", press)?;
        }
        thread::sleep(Duration::from_millis(500));
        let opened = session.events("Page.fileChooserOpened")?;
        assert_eq!(opened.len(), 1, "{key}");
        assert_eq!(opened[0]["mode"], "selectMultiple");
    }
    Ok(())
}
