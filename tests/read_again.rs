//! How a file is written can be decided when it is there: it is read again, and the others stay.

use clientele::csv::FileHash;
use clientele::protocol::{Command, Event, Request, json};
use clientele::session::Session;

mod support;
use support::{ask, session_of, set};

type Files = Vec<(String, Vec<u8>)>;

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

/// Sets a control as the page does: files that have to be read again are read again. Gives their names.
fn set_and_read(session: &mut Session, files: &Files, control: &str, value: &str) -> Vec<String> {
    let command = Command::Set {
        control: control.to_owned(),
        value: value.to_owned(),
    };
    let answers = session.handle(&Request { id: 1, command });
    let again = answers.into_iter().find_map(|answer| match answer.event {
        Event::ReadAgain { files } => Some(files),
        _ => None,
    });
    let again = again.unwrap_or_default();
    for (name, bytes) in files.iter().filter(|(name, _)| again.contains(name)) {
        let (name, size) = (name.clone(), bytes.len() as u64);
        ask(session, Command::OpenFile { name, size });
        let _ = session.push(bytes);
        ask(session, Command::CloseFile);
    }
    ask(session, Command::Report);
    again
}

/// The card of the first file: its columns, a cell of its first row, the values of its controls, and
/// whether something was said to have moved.
fn card(session: &Session, column: usize) -> (usize, String, Vec<String>, bool) {
    let source = &session.report().unwrap().sources[0];
    let values = source.reading.iter().map(|control| control.value.clone());
    let cell = source.preview[0].get(column).cloned().unwrap_or_default();
    (
        source.columns.len(),
        cell,
        values.collect(),
        source.changed.is_some(),
    )
}

/// Cities in windows-1251, under a header in ASCII; another file stays as it is.
fn cities() -> Files {
    let mut bytes = b"customer,date,amount,city\n".to_vec();
    for row in 0..40 {
        let line = format!("c{},2024-01-{:02},{}.50,", row % 7, row % 28 + 1, row + 1);
        bytes.extend_from_slice(line.as_bytes());
        // Moskva and Kazan, in Cyrillic letters.
        bytes.extend_from_slice(
            [
                &b"\xCC\xEE\xF1\xEA\xE2\xE0\n"[..],
                b"\xCA\xE0\xE7\xE0\xED\xFC\n",
            ][row % 2],
        );
    }
    vec![
        ("cities.csv".to_owned(), bytes),
        file("other.csv", "a,b\n1,2\n3,4\n"),
    ]
}

#[test]
fn a_file_is_read_again_in_another_encoding_and_back() {
    let files = cities();
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    let before = session.report().unwrap().clone();
    let (_, cell, values, moved) = card(&session, 3);
    assert_eq!(
        (cell.as_str(), values[0].as_str(), moved),
        ("Москва", "windows-1251", false)
    );
    let again = set_and_read(&mut session, &files, "encoding.cities.csv", "windows-1252");
    assert_eq!(again, ["cities.csv"]);
    let (_, cell, values, moved) = card(&session, 3);
    assert_eq!(
        (cell.as_str(), values[0].as_str(), moved),
        ("Ìîñêâà", "windows-1252", true)
    );
    assert_eq!(session.report().unwrap().sources.len(), 2);
    let steps = &session.report().unwrap().steps;
    assert!(
        steps
            .iter()
            .any(|it| it.step.control == "encoding.cities.csv" && it.status == "done")
    );
    let saved = session.recipe_text();
    // Another setting reads nothing again.
    assert!(set_and_read(&mut session, &files, "revenue", "booked").is_empty());
    set_and_read(&mut session, &files, "revenue", "");
    set_and_read(&mut session, &files, "encoding.cities.csv", "");
    let mut after = session.report().unwrap().clone();
    assert!(after.sources[0].changed.take().is_some());
    assert_eq!(json(&after), json(&before));
    // The recipe carries it to the next reading.
    let mut next = Session::new(3);
    ask(&mut next, Command::Load { text: saved });
    for (name, bytes) in &files {
        let (name, size) = (name.clone(), bytes.len() as u64);
        ask(&mut next, Command::OpenFile { name, size });
        next.push(bytes).unwrap();
        ask(&mut next, Command::CloseFile);
    }
    ask(&mut next, Command::Report);
    assert_eq!(card(&next, 3).1, "Ìîñêâà");
}

#[test]
fn a_file_is_read_again_with_another_separator_and_without_a_header() {
    let files = vec![file(
        "s.csv",
        "customer;date;amount\na;2020-01-01;1\nb;2020-01-02;2\nc;2020-01-03;3\n",
    )];
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    assert_eq!(card(&session, 0).2[1..], ["semicolon", "doubled", "yes"]);
    set_and_read(&mut session, &files, "delimiter.s.csv", ",");
    let (columns, _, values, _) = card(&session, 0);
    assert_eq!((columns, values[1].as_str()), (1, "comma"));
    set_and_read(&mut session, &files, "delimiter.s.csv", "");
    set_and_read(&mut session, &files, "header.s.csv", "no");
    let (columns, cell, values, _) = card(&session, 0);
    assert_eq!(
        (columns, cell.as_str(), values[3].as_str()),
        (3, "customer", "no")
    );
    assert_eq!(session.report().unwrap().sources[0].records, 4);
}

#[test]
fn a_file_is_read_again_with_other_quotes_and_without_any() {
    let mut csv = "order id,date,customer,product,amount\n".to_owned();
    for order in 1..=9 {
        csv += &format!("{order},2024-01-0{order},c,O'Neill lamp,10\n");
    }
    csv += "10,2024-01-10,c,'Lamp, big',5\n11,2024-01-11,c,\"Vase\",6\n";
    let files = vec![file("s.csv", &csv)];
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    // The tenth row has a field too many; between the quotes of the last one stands its name.
    let read = |session: &Session| {
        let report = session.report().unwrap();
        (
            report.accounting.used,
            report.accounting.set_aside,
            card(session, 3).2[2].clone(),
        )
    };
    assert_eq!(read(&session), (10, 1, "doubled".to_owned()));
    let again = set_and_read(&mut session, &files, "quote.s.csv", "single");
    assert_eq!(again, ["s.csv"]);
    assert_eq!(read(&session), (11, 0, "single".to_owned()));
    set_and_read(&mut session, &files, "quote.s.csv", "none");
    assert_eq!(read(&session), (10, 1, "none".to_owned()));
    set_and_read(&mut session, &files, "quote.s.csv", "");
    assert_eq!(read(&session), (10, 1, "doubled".to_owned()));
}

#[test]
fn rows_with_empty_fields_too_many_are_kept_where_somebody_says_so() {
    let mut csv = "order id,date,customer,amount,note\n".to_owned();
    for order in 1..=200 {
        let end = ["", ",,"][usize::from(order % 100 == 0)];
        csv += &format!(
            "{order},2024-01-{:02},c{},10,{end}\n",
            order % 28 + 1,
            order % 3
        );
    }
    // A comma in a name without quotes moves the amount: the last field is empty too.
    csv += "201,2024-01-21,Smith, Ann,10,\n202,2024-01-22,c1,10,x,y\n";
    let files = vec![file("s.csv", &csv)];
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    let told = |session: &Session| {
        let report = session.report().unwrap();
        let found = report.findings.iter().find(|it| it.code == "surplus");
        found.map(|it| (it.n, it.done.said.clone(), it.remedy.is_some()))
    };
    let used = |session: &Session| session.report().unwrap().accounting.used;
    // Orders 100, 200 and 201 end with empty fields, 202 with a full one.
    assert_eq!(used(&session), 198);
    let (n, done, remedy) = told(&session).unwrap();
    assert!(n == 3 && done.contains("Look at them") && remedy, "{done}");
    let again = set_and_read(&mut session, &files, "remedy.surplus", "keep");
    assert_eq!(again, ["s.csv"]);
    // The amount of the name with a comma is `Ann`, which is no number, and said to be none.
    assert_eq!(used(&session), 200);
    let report = session.report().unwrap();
    assert!(
        report
            .findings
            .iter()
            .any(|it| it.code == "ragged" && it.n == 1)
    );
    let (n, done, remedy) = told(&session).unwrap();
    assert!(n == 3 && done.contains("as you chose") && remedy, "{done}");
    set_and_read(&mut session, &files, "remedy.surplus", "");
    assert_eq!(used(&session), 198);
}

#[test]
fn a_file_that_cannot_be_read_that_way_stays_as_it_was() {
    let files = vec![file(
        "s.csv",
        "customer,date,amount\na,2020-01-01,1\nb,2020-01-02,2\n",
    )];
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    // Read as UTF-16, two letters make one of another script, and nothing separates them.
    set_and_read(&mut session, &files, "encoding.s.csv", "utf-16le");
    let report = session.report().unwrap();
    assert_eq!((report.refused.len(), report.sources[0].records), (1, 2));
    assert!(set_and_read(&mut session, &files, "revenue", "booked").is_empty());
    set_and_read(&mut session, &files, "encoding.s.csv", "");
    let report = session.report().unwrap();
    assert_eq!((report.refused.len(), report.sources[0].records), (0, 2));
}

#[test]
fn a_file_hashed_elsewhere_gives_the_same_report_and_none_without_its_hash() {
    let text = "order_id,customer_id,order_date,amount\n1,ana,2024-01-05,3\n2,ben,2024-02-07,4\n";
    let files = vec![file("orders.csv", text)];
    let mut own = session_of(&files);
    ask(&mut own, Command::Report);
    let own = json(own.report().unwrap());
    let told = |sha256: Option<&str>| {
        let mut session = Session::new(7);
        let (name, size) = ("orders.csv".to_owned(), text.len() as u64);
        ask(&mut session, Command::OpenFile { name, size });
        session.hash_apart();
        let _ = session.push(text.as_bytes());
        if let Some(sha256) = sha256 {
            session.hashed(sha256);
        }
        ask(&mut session, Command::CloseFile);
        ask(&mut session, Command::Report);
        session.report().unwrap().clone()
    };
    let mut hash = FileHash::default();
    hash.update(text.as_bytes());
    assert_eq!(json(&told(Some(&hash.hex()))), own);
    let without = told(None);
    assert_eq!((without.accounting.used, without.refused.len()), (0, 1));
    assert_eq!(without.refused[0].code, "interrupted");
}

#[test]
fn what_was_decided_about_a_file_goes_to_the_one_that_takes_its_place() {
    let month = |month: u32| {
        let names = ["Иванов", "Щербаков", "Юдина"];
        let row = |i: usize| {
            format!(
                "{i},{},2024-{month:02}-{:02},5.00\n",
                names[i % 3],
                i % 28 + 1
            )
        };
        let rows: String = (1..40).map(row).collect();
        let text = format!("order,customer,date,amount\n{rows}");
        encoding_rs::KOI8_R.encode(&text).0.into_owned()
    };
    let mut may = session_of(&[("shop may.csv".to_owned(), month(5))]);
    ask(&mut may, Command::Report);
    // Chosen wrong on purpose: what was chosen is what is done again.
    let (control, name, bytes) = ("encoding.shop may.csv", "shop may.csv", month(5));
    set(&mut may, control, "windows-1251");
    let open = |session: &mut Session, name: &str, bytes: &[u8]| {
        let (name, size) = (name.to_owned(), bytes.len() as u64);
        ask(session, Command::OpenFile { name, size });
        let _ = session.push(bytes);
        ask(session, Command::CloseFile);
        ask(session, Command::Report);
    };
    open(&mut may, name, &bytes);
    let text = may.recipe_text();
    let mut june = session_of(&[("shop june.csv".to_owned(), month(6))]);
    let answers = june.handle(&Request {
        id: 1,
        command: Command::Load { text },
    });
    let Some(Event::ReadAgain { files }) = answers.first().map(|answer| &answer.event) else {
        panic!("{answers:?}");
    };
    assert_eq!(files, &["shop june.csv"]);
    open(&mut june, "shop june.csv", &month(6));
    let report = june.report().unwrap();
    assert_eq!(report.sources[0].reading[0].value, "windows-1251");
    let told = &report.steps[0];
    assert_eq!(
        (told.status.as_str(), told.note.said.as_str()),
        ("moved", "Found in shop june.csv.")
    );
    assert_eq!(report.sources[0].records, 39);
    // What was taken over can be given back, and is saved under the new name.
    assert!(june.recipe_text().contains("encoding.shop june.csv"));
    set(&mut june, "encoding.shop june.csv", "");
    open(&mut june, "shop june.csv", &month(6));
    assert_eq!(june.report().unwrap().sources[0].reading[0].value, "koi8-r");
}
