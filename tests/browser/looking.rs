//! The page as it is looked at: what is seen first, what opens, what can be taken along.

use serde_json::json;

use crate::harness::{Outcome, Page};
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
