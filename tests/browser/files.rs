//! Files that are cut short, taken out, slow, or no match: what the page says, and what it keeps.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use clientele::csv::FileHash;
use serde_json::{Value, json};

use crate::harness::{Outcome, Page};
use crate::{page, small_story};

/// A file of its own. Tests run side by side, and a file that is written again while a page holds it
/// cannot be read any more: each name is used once.
fn file(name: &str, text: &str) -> Outcome<PathBuf> {
    let file = small_story(name)?;
    fs::write(&file, text)?;
    Ok(file)
}

/// Orders that take a while to read.
fn long_story(name: &str) -> Outcome<PathBuf> {
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for order in 0..1_500_000_u32 {
        let day = 1 + order % 28;
        text.push_str(&format!(
            "{order},c{},2024-02-{day:02},{}.50\n",
            order % 997,
            order % 89
        ));
    }
    file(name, &text)
}

/// What is to be read on the page.
fn said(page: &Page) -> Outcome<String> {
    let text = page.value("document.body.innerText")?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn used(page: &Page) -> Outcome<Value> {
    Ok(page.report()?["accounting"]["used"].clone())
}

#[test]
fn reading_is_stopped_at_a_click_and_the_report_stays() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("kept.csv")?])?;
    let before = page.report_json()?;
    page.drop_files(&[long_story("long.csv")?])?;
    page.wait_for("reading")?;
    page.value("new Promise((done) => { const look = () => { const stop = document.querySelector('[data-action=cancel]'); stop ? done(stop.click()) : setTimeout(look, 5); }; look(); })")?;
    page.wait_for("ready")?;
    assert_eq!(page.report_json()?, before);
    let notice = page.value("document.querySelector('[data-notice=notice]').textContent")?;
    assert!(
        notice
            .as_str()
            .is_some_and(|text| text.contains("stopped") && text.contains("long.csv")),
        "{notice}"
    );
    page.read(&[file(
        "after.csv",
        "order_id,customer_id,order_date,amount\n1,dan,2024-04-01,9.00\n",
    )?])?;
    assert_eq!(
        used(&page)?,
        5,
        "the next drop is read beside what was kept"
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_stream_that_falls_silent_is_read_to_its_end_in_slices() -> Outcome<()> {
    let page = page()?;
    // The Worker's text, before the page takes it: its streams give one piece and then say nothing.
    let silent = "const made = URL.createObjectURL;
        URL.createObjectURL = (blob) => made.call(URL, blob.type !== 'text/javascript' ? blob : new Blob([
          `Blob.prototype.stream = function () {
             const first = this.slice(0, 90).arrayBuffer();
             return new ReadableStream({ async start(to) { to.enqueue(new Uint8Array(await first)); } });
           };\\n`, blob], { type: blob.type }));";
    let session = &page.chromium.session;
    session.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": silent }),
    )?;
    session.goto(&page.site.url())?;
    page.wait_for("start")?;
    page.read(&[small_story("silent.csv")?])?;
    let slow = page.report()?;
    let plain = crate::page()?;
    plain.read(&[small_story("silent.csv")?])?;
    assert_eq!(used(&page)?, 4);
    assert_eq!(slow, plain.report()?, "the same report, bit for bit");
    Ok(())
}

#[test]
fn a_file_that_no_tab_can_hold_is_said_before_it_fails() -> Outcome<()> {
    let large = small_story("too large.csv")?;
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for order in 0..900_000_u32 {
        text.push_str(&format!("{order},c{},2024-02-02,7.50\n", order % 9_973));
    }
    fs::write(&large, &text)?;
    assert!(text.len() > 17 << 20);
    // The rest takes no room on the disk.
    fs::File::options()
        .write(true)
        .open(&large)?
        .set_len(40 << 30)?;
    let page = page()?;
    page.drop_files(std::slice::from_ref(&large))?;
    let said = page.value(
        "new Promise((done) => { const look = () => { \
         const said = document.querySelector('.reading [role=alert]')?.textContent; \
         said ? done(said) : setTimeout(look, 20); }; look(); })",
    )?;
    page.value("document.querySelector('[data-action=cancel]').click()")?;
    page.wait_for("start")?;
    fs::remove_file(large)?;
    let said = said.as_str().unwrap_or_default();
    for part in [
        "too large.csv",
        "3.5 GB",
        "only the columns",
        "command line",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn large_files_are_hashed_by_a_second_worker_and_known_again() -> Outcome<()> {
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for order in 0..200_000_u32 {
        text.push_str(&format!("{order},c{},2024-02-02,7.50\n", order % 97));
    }
    let large = file("large.csv", &text)?;
    let twin = file("twin.csv", &text)?;
    assert!(text.len() > 4 << 20, "{} bytes are not large", text.len());
    // Refused at its first bytes, while the second Worker still hashes it.
    let picture = file("a picture.csv", "")?;
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(40 << 20, 0);
    fs::write(&picture, bytes)?;
    let page = page()?;
    // A Worker that stops says so; the page would go on without the second one, and take longer.
    page.value(
        "void (globalThis.Worker = class extends Worker { constructor(...given) { super(...given); \
         globalThis.made = (globalThis.made ?? 0) + 1; \
         this.addEventListener('message', ({ data }) => { \
         if (data.kind === 'stopped') globalThis.stopped = data.message; }); } })",
    )?;
    page.drop_files(&[picture, large, twin])?;
    page.wait_for("ready")?;
    assert_eq!(page.value("globalThis.made")?, 1);
    assert_eq!(page.value("globalThis.stopped ?? ''")?, "");
    let mut hash = FileHash::default();
    hash.update(text.as_bytes());
    let report = page.report()?;
    assert_eq!(report["sources"][0]["sha256"], hash.hex());
    assert_eq!(used(&page)?, 200_000, "the second copy is not counted");
    let refused: Vec<&Value> = report["refused"].as_array().into_iter().flatten().collect();
    let code = |file: &str| {
        refused
            .iter()
            .find(|error| error["file"] == file)
            .map(|error| &error["code"])
    };
    assert_eq!(code("twin.csv"), Some(&json!("same_file")), "{refused:?}");
    assert!(
        code("a picture.csv").is_some_and(|code| code != "interrupted"),
        "{refused:?}"
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn without_a_second_worker_large_files_are_read_and_hashed_all_the_same() -> Outcome<()> {
    let mut text = String::from("order_id,customer_id,order_date,amount\n");
    for order in 0..180_000_u32 {
        text.push_str(&format!("{order},c{},2024-02-02,7.50\n", order % 97));
    }
    let large = file("alone.csv", &text)?;
    let twin = file("alone too.csv", &text)?;
    assert!(text.len() > 4 << 20, "{} bytes are not large", text.len());
    let page = page()?;
    // The next Worker that the page asks for ends before it hears a word.
    page.value(
        "void (() => { const Real = Worker; globalThis.Worker = function (url, options) { \
         const worker = new Real(url, options); worker.terminate(); \
         setTimeout(() => worker.dispatchEvent(new ErrorEvent('error', { cancelable: true }))); \
         globalThis.ended = (globalThis.ended ?? 0) + 1; \
         return worker; }; })()",
    )?;
    page.drop_files(&[large, twin])?;
    page.wait_for("ready")?;
    let mut hash = FileHash::default();
    hash.update(text.as_bytes());
    let report = page.report()?;
    assert_eq!(report["sources"][0]["sha256"], hash.hex());
    assert_eq!(report["refused"][0]["code"], "same_file");
    assert_eq!(used(&page)?, 180_000);
    assert_eq!(
        page.value("globalThis.ended")?,
        1,
        "a second Worker was asked for"
    );
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_file_is_taken_out_at_a_click_and_dropped_again() -> Outcome<()> {
    let page = page()?;
    let names = file(
        "people.csv",
        "customer_id,name\nana,Ana Ahl\nben,Ben Bo\ncleo,Cleo Cy\n",
    )?;
    page.read(&[small_story("bought.csv")?, names.clone()])?;
    page.value("globalThis.clientele.room('data')")?;
    let files = |page: &Page| {
        page.value("[...document.querySelectorAll('[data-file]')].map((card) => card.dataset.file)")
    };
    assert_eq!(files(&page)?, json!(["bought.csv", "people.csv"]));
    let before = page.revision()?;
    page.value("document.querySelector('[data-file=\"people.csv\"] .head button').click()")?;
    page.after(before)?;
    assert_eq!(files(&page)?, json!(["bought.csv"]));
    assert_eq!(used(&page)?, 4);
    page.read(&[names])?;
    assert_eq!(files(&page)?, json!(["bought.csv", "people.csv"]));
    let links = page.value("document.querySelectorAll('.link-row').length")?;
    assert_eq!(links, 1, "the picture shows how the two belong together");
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_header_alone_and_three_strangers_are_answered_in_words() -> Outcome<()> {
    let alone = page()?;
    alone.drop_files(&[file(
        "header.csv",
        "order_id,customer_id,order_date,amount\n",
    )?])?;
    alone.value("new Promise((done) => { const look = () => document.querySelector('[data-notice=refused]') ? done() : setTimeout(look, 20); look(); })")?;
    assert!(said(&alone)?.contains("header.csv"), "{}", said(&alone)?);
    let page = page()?;
    page.read(&[
        file("tides.csv", "a,b\n1,2\n3,4\n5,6\n")?,
        file("fruit.csv", "fruit,colour\napple,red\npear,green\n")?,
        file("towns.csv", "city,inhabitants\nRoma,2800000\nBern,133000\n")?,
    ])?;
    let text = said(&page)?;
    for name in ["tides.csv", "fruit.csv", "towns.csv"] {
        assert!(text.contains(name), "{text}");
    }
    assert!(!text.contains("computed"), "nothing is promised: {text}");
    let question =
        page.value("document.querySelectorAll('[data-notice=question] select').length")?;
    assert_eq!(question, 1);
    let empty = page.value("[...document.querySelectorAll('summary')].filter((summary) => !summary.textContent.trim()).length")?;
    assert_eq!(empty, 0, "nothing to open without a name");
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}

#[test]
fn a_recipe_is_dropped_on_a_report_and_taken_up() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("decided.csv")?])?;
    page.send_and_wait(
        &json!({ "command": "set", "control": "role.decided.csv/amount", "value": "none" }),
    )?;
    let without = page.report()?["recipe"].clone();
    page.value("document.querySelector('[data-action=undo]').click()")?;
    page.wait_for("ready")?;
    let recipe = file("dropped.json", &without.to_string())?;
    let before = page.revision()?;
    page.drop_files(&[recipe])?;
    page.after(before)?;
    assert_eq!(page.report()?["recipe"], without);
    Ok(())
}

#[test]
fn a_recipe_that_is_pasted_as_a_file_is_taken_up_and_no_table() -> Outcome<()> {
    let page = page()?;
    page.read(&[small_story("pasted on.csv")?])?;
    let control = "role.pasted on.csv/amount";
    page.send_and_wait(&json!({ "command": "set", "control": control, "value": "none" }))?;
    let recipe = page.report()?["recipe"].clone();
    let before = page.revision()?;
    page.value("document.querySelector('[data-action=undo]').click()")?;
    page.after(before)?;
    assert_ne!(page.report()?["recipe"], recipe);
    let before = page.revision()?;
    page.value(&format!(
        "void (() => {{ const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([JSON.stringify({recipe})], 'saved.json'));
          document.body.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true }})); }})()"
    ))?;
    page.after(before)?;
    assert_eq!(page.report()?["recipe"], recipe);
    assert_eq!(page.report()?["refused"], json!([]));
    Ok(())
}

#[test]
fn a_decision_says_what_it_moved_and_the_same_is_not_said_twice() -> Outcome<()> {
    let page = page()?;
    let told = "order_id,customer_id,order_date,amount,currency\n1,ana,2024-01-05,100.00,EUR\n2,ben,2024-01-19,80.00,EUR\n3,ana,2024-02-02,60.00,EUR\n4,cleo,2024-03-11,10.00,USD\n";
    page.read(&[file("two.csv", told)?])?;
    let of_dollars = |page: &Page, kind: &str| {
        page.value(&format!("[...document.querySelectorAll('[data-notice={kind}]')].filter((part) => part.textContent.includes('USD')).length"))
    };
    assert_eq!(of_dollars(&page, "question")?, 1);
    assert_eq!(of_dollars(&page, "warning")?, 0);
    page.value("globalThis.clientele.room('customers')")?;
    assert_eq!(
        of_dollars(&page, "warning")?,
        1,
        "where nothing is asked it is said"
    );
    page.value("globalThis.clientele.room('')")?;
    page.send_and_wait(&json!({ "command": "set", "control": "rate.USD", "value": "0.5" }))?;
    let notice = || page.value("document.querySelector('[data-notice=notice]').textContent");
    let moved = notice()?;
    let moved = moved.as_str().unwrap_or_default();
    assert!(moved.contains("240") && moved.contains("245"), "{moved}");
    let before = page.revision()?;
    page.value("document.querySelector('[data-action=undo]').click()")?;
    page.after(before)?;
    assert_eq!(
        of_dollars(&page, "question")?,
        1,
        "the question is asked again"
    );
    let before = page.revision()?;
    page.value("document.querySelector('[data-action=redo]').click()")?;
    page.after(before)?;
    assert_eq!(of_dollars(&page, "question")?, 0);
    thread::sleep(Duration::from_millis(50));
    assert!(notice()?.as_str().is_some_and(|text| text.contains("245")));
    assert_eq!(page.errors()?, [""; 0]);
    Ok(())
}
