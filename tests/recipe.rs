//! Recipes: saved for some files, applied to others, with a word on every step; and the rows themselves
//! as files.

use clientele::export::{Rows, csv};
use clientele::protocol::{Command, Event, Request, json};
use clientele::recipe::{Json, Saved};
use clientele::report::Report;
use clientele::session::{Session, recipe_of};

mod support;
use support::{ask, plain, real_files, session_of, set, skip};

type Files = Vec<(String, Vec<u8>)>;

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

/// The report of files under a recipe.
fn applied(files: &Files, recipe: &str) -> (Session, Report) {
    let mut session = session_of(files);
    let text = recipe.to_owned();
    ask(&mut session, Command::Load { text });
    let report = session.report().expect("a report").clone();
    (session, report)
}

/// Status and words of the step that set a control.
fn step<'a>(report: &'a Report, control: &str) -> (&'a str, &'a str) {
    let found = report
        .steps
        .iter()
        .find(|card| card.step.control == control);
    let card = found.unwrap_or_else(|| panic!("no step {control} in {:?}", report.steps));
    (&card.status, &card.note.said)
}

fn since(report: &Report) -> Vec<Vec<String>> {
    let said = |cell: &clientele::figure::Cell| match cell {
        clientele::figure::Cell::Value(value) => value.exact.clone(),
        clientele::figure::Cell::Text(text) => text.said.clone(),
    };
    report
        .since
        .rows
        .iter()
        .map(|row| row.cells.iter().map(said).collect())
        .collect()
}

/// May: `a` and `b` are dates that could be read both ways; `net` is the amount, not `gross`.
const MAY: &str = "buyer,a,gross,net,currency\n\
    ada,02/05/2024,12.50,10.00,EUR\nbob,03/05/2024,25.00,20.00,EUR\nada,04/05/2024,6.25,5.00,USD\n\
    cay,09/05/2024,37.50,30.00,EUR\nada,10/05/2024,2.50,2.00,EUR\nbob,11/05/2024,8.75,7.00,EUR\n";
/// June: another file name, other headers, another order of columns.
const JUNE: &str = "Waehrung;Kunde;netto;datum;brutto\n\
    EUR;bob;11.00;02/06/2024;13.75\nEUR;ada;21.00;03/06/2024;26.25\nEUR;dan;6.00;05/06/2024;7.50\n\
    EUR;ada;31.00;08/06/2024;38.75\nEUR;cay;3.00;10/06/2024;3.75\nEUR;bob;8.00;12/06/2024;10.00\n";

fn may() -> (Session, String) {
    let mut session = session_of(&[file("may.csv", MAY)]);
    for (control, value) in [
        ("role.may.csv/net", "amount"),
        ("role.may.csv/gross", "none"),
        ("dates.may.csv/a", "dmy"),
        ("rate.USD", "0.9"),
        ("remedy.duplicates", "keep"),
        ("as_of", "2024-05-31"),
    ] {
        set(&mut session, control, value);
    }
    let text = session.recipe_text();
    (session, text)
}

#[test]
fn the_same_files_under_their_own_recipe_give_the_same_report() {
    let (mut session, text) = may();
    let report = session.finish().unwrap().clone();
    assert_eq!(plain(&report, "overview", "revenue"), "73.50");
    let (_, again) = applied(&vec![file("may.csv", MAY)], &text);
    assert_eq!(json(&again.sections), json(&report.sections));
    assert_eq!(again.accounting, report.accounting);
    assert_eq!(step(&again, "role.may.csv/net"), ("done", ""));
    assert!(
        step(&again, "remedy.duplicates")
            .1
            .starts_with("Not needed")
    );
    for row in since(&again) {
        assert_eq!(row[1], row[2], "nothing is different: {row:?}");
    }
}

#[test]
fn next_months_file_is_understood_by_last_months_recipe() {
    let (_, text) = may();
    let (session, june) = applied(&vec![file("june export.csv", JUNE)], &text);
    assert_eq!(
        step(&june, "role.may.csv/net"),
        ("moved", "Found in june export.csv/netto.")
    );
    assert_eq!(
        step(&june, "dates.may.csv/a"),
        ("moved", "Found in june export.csv/datum.")
    );
    assert_eq!(step(&june, "rate.USD").0, "idle");
    assert_eq!(june.since.rows.len(), 4);
    // The day it was said to speak from was last month's; without it June is seen.
    let mut session = session;
    set(&mut session, "as_of", "");
    let june = session.finish().unwrap();
    assert_eq!(plain(june, "overview", "revenue"), "80");
    let expected = [
        ["Rows used", "6", "6"],
        ["Revenue", "73.50", "80"],
        ["Customers", "3", "4"],
    ];
    for (row, expected) in since(june).iter().zip(expected) {
        let digits = |text: &str| text.trim_start_matches('\u{20ac}').to_owned();
        assert_eq!([row[0].clone(), digits(&row[1]), digits(&row[2])], expected);
    }
}

#[test]
fn columns_that_are_missing_or_new_are_told() {
    let may = "order id,date,customer,status,amount\n1,2024-05-01,a,paid,5\n2,2024-05-02,b,refunded,7\n3,2024-05-03,a,paid,2\n";
    let june = "order id,date,customer,amount,clerk\n4,2024-06-01,a,5,Kim\n5,2024-06-02,b,7,Lou\n6,2024-06-03,a,2,Kim\n";
    let mut session = session_of(&[file("may.csv", may)]);
    ask(&mut session, Command::Report);
    let (_, report) = applied(&vec![file("june.csv", june)], &session.recipe_text());
    assert_eq!(step(&report, "role.may.csv/status").0, "failed");
    let rows = since(&report);
    let row = |what: &str| rows.iter().find(|row| row[0] == what).unwrap();
    assert!(row("Columns that are missing now")[1].starts_with("status"));
    assert_eq!(row("Columns that are new")[2], "clerk");
    let said = &report.warnings[0].said;
    assert!(
        said.contains("3 rows then and 3 now") && said.contains("Missing now: status"),
        "{said}"
    );
    // The same columns again: nothing is missing, and where nothing moved nothing is said.
    let (_, report) = applied(&vec![file("may.csv", may)], &session.recipe_text());
    assert!(report.warnings.is_empty() && since(&report).len() == 4);
}

#[test]
fn a_role_that_was_found_again_can_be_given_back() {
    let (_, text) = may();
    let (mut session, june) = applied(&vec![file("june export.csv", JUNE)], &text);
    let role = |report: &Report, column: &str| {
        let columns = &report.sources[0].columns;
        columns
            .iter()
            .find(|card| card.name == column)
            .unwrap()
            .role
            .value
            .clone()
    };
    assert_eq!(
        (role(&june, "netto"), role(&june, "brutto")),
        ("amount".into(), "none".into())
    );
    set(&mut session, "role.june export.csv/brutto", "");
    let after = session.finish().unwrap();
    assert_ne!(after.recipe, june.recipe);
    assert!(
        after
            .steps
            .iter()
            .all(|card| card.step.control != "role.may.csv/gross")
    );
}

#[test]
fn what_is_not_there_is_told_and_kept_for_another_month() {
    let (_, text) = may();
    let other = file("notes.csv", "topic,words\nhello,12\nthere,9\n");
    let (session, report) = applied(&vec![other], &text);
    let (status, why) = step(&report, "role.may.csv/net");
    assert_eq!(status, "failed");
    assert!(why.contains("may.csv/net"), "{why}");
    let saved = session.recipe_text();
    let (_, june) = applied(&vec![file("june.csv", JUNE)], &saved);
    assert_eq!(step(&june, "role.may.csv/net").0, "moved");
}

#[test]
fn a_file_in_two_parts_is_understood_by_the_recipe_of_the_whole() {
    let (_, text) = may();
    let parts = JUNE.replace("05/06", "15/06");
    let files = vec![file("june 1.csv", JUNE), file("june 2.csv", &parts)];
    let (_, june) = applied(&files, &text);
    let (status, note) = step(&june, "role.may.csv/net");
    assert_eq!(status, "moved");
    assert!(
        note.contains("june 1.csv/netto") && note.contains("june 2.csv/netto"),
        "{note}"
    );
}

#[test]
fn a_recipe_of_schema_1_becomes_steps() {
    let path = format!(
        "{}/tests/fixtures/recipe-1.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read(path).unwrap();
    let saved = Saved::read(&text).unwrap();
    let steps: Vec<String> = saved
        .steps
        .iter()
        .map(|step| format!("{}={}", step.control, step.value))
        .collect();
    assert_eq!(
        steps,
        [
            "role.shop.csv/amount=amount",
            "rate.USD=0.9",
            "remedy.duplicates=keep",
            "order_rule=customer_day"
        ]
    );
    assert!(recipe_of(&text).unwrap().other.is_empty());
}

#[test]
fn a_recipe_that_cannot_be_read_changes_nothing() {
    let mut session = may().0;
    let before = session.finish().unwrap().clone();
    for text in ["{", "[]", "{\"a\":1}", "\u{0}", &"[".repeat(1_000_000)] {
        let command = Command::Load {
            text: text.to_owned(),
        };
        let answers = session.handle(&Request { id: 1, command });
        assert!(matches!(answers[..], [ref one] if matches!(one.event, Event::Refused { .. })));
    }
    assert_eq!(json(session.finish().unwrap()), json(&before));
}

/// Headers say nothing, columns stand elsewhere, rows in another order.
fn disguised(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let width = lines.next().unwrap_or("").split(',').count();
    let mut out = (1..=width)
        .map(|n| format!("col{n}"))
        .collect::<Vec<_>>()
        .join(",")
        + "\n";
    let mut rows: Vec<&str> = lines.collect();
    rows.reverse();
    for row in rows {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells.reverse();
        out += &(cells.join(",") + "\n");
    }
    out.into_bytes()
}

#[test]
fn real_files_without_their_headers_give_the_same_revenue() {
    for (folder, name) in [
        ("atliq_sales", "transactions.csv"),
        ("persona_orders", "orders.csv"),
    ] {
        let Some(files) = real_files(folder, &[name]) else {
            return;
        };
        let text = String::from_utf8_lossy(&files[0].1).into_owned();
        let fields = text.lines().map(|line| line.split(',').count());
        assert!(
            fields
                .clone()
                .all(|n| n == fields.clone().next().unwrap_or(0))
        );
        let mut session = session_of(&files);
        ask(&mut session, Command::Report);
        let (before, recipe) = (session.report().unwrap().clone(), session.recipe_text());
        let (_, after) = applied(&vec![("x.csv".to_owned(), disguised(&files[0].1))], &recipe);
        for fact in ["revenue", "customers", "orders"] {
            assert_eq!(
                plain(&after, "overview", fact),
                plain(&before, "overview", fact),
                "{folder} {fact}"
            );
        }
        let moved = after
            .steps
            .iter()
            .filter(|card| card.status == "moved")
            .count();
        println!(
            "{folder}: {moved} roles found again, {} bytes of recipe",
            recipe.len()
        );
        assert!(moved >= 4, "{folder}: {:?}", after.steps);
    }
}

/// The cases of a class of the torture suite.
fn cases(check: &str) -> Option<Vec<Json>> {
    let Ok(root) = std::env::var("CLIENTELE_TORTURE") else {
        skip("CLIENTELE_TORTURE is not set");
        return None;
    };
    let text = std::fs::read_to_string(format!("{root}/cases.jsonl")).unwrap();
    let tag = format!("\"check\": \"{check}\"");
    let mine = text.lines().filter(|line| line.contains(&tag));
    Some(
        mine.map(|line| Json::parse(line.as_bytes()).expect("a case"))
            .collect(),
    )
}

#[test]
fn json_is_read_as_its_test_suite_demands() {
    let Some(cases) = cases("json") else { return };
    assert!(cases.len() >= 250, "{}", cases.len());
    let root = std::env::var("CLIENTELE_TORTURE").unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let text = |name| case.get(name).and_then(Json::text).unwrap_or("");
        let bytes = std::fs::read(format!("{root}/{}", text("file"))).unwrap();
        let accepted = Json::parse(&bytes).is_ok();
        let _ = recipe_of(&bytes);
        let name = text("id").rsplit('/').next().unwrap_or("");
        if name.starts_with("y_") && !accepted || name.starts_with("n_") && accepted {
            wrong.push(text("id").to_owned());
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}: {wrong:?}",
        wrong.len(),
        cases.len()
    );
}

#[test]
fn no_attack_on_spreadsheets_gets_through() {
    let Some(cases) = cases("formula") else {
        return;
    };
    assert!(cases.len() >= 10, "{}", cases.len());
    for case in &cases {
        let attack = case
            .get("expect_raw")
            .and_then(|raw| raw.get("text"))
            .and_then(Json::text)
            .unwrap();
        let quoted = attack.replace('"', "\"\"");
        let shop = format!(
            "customer,date,amount,note,currency\n\"{quoted}\",2020-01-01,1,\"{quoted}\",EUR\nb,2020-01-02,2,\"{quoted}\",USD\nc,2020-01-02,2,d,EUR\n"
        );
        let mut session = session_of(&[file("s.csv", &shop)]);
        ask(&mut session, Command::Report);
        for rows in [Rows::Clean, Rows::Rejects] {
            let written = session.rows_part(rows, 0).unwrap();
            let written = String::from_utf8(written).unwrap();
            for cell in written.split("\",\"").chain(written.split("\r\n\"")) {
                let cell = cell.trim_start_matches('"').trim_start();
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{attack}: {cell}");
            }
        }
        let alone = csv::safe(attack);
        let alone = alone.trim_start();
        assert!(!alone.starts_with(['=', '+', '-', '@']), "{attack}");
    }
}

#[test]
fn every_record_is_in_the_cleaned_rows_or_in_the_rejects() {
    let shop = "customer,date,amount,note,currency\nada,02.01.2020,\"1.234,50\", x ,EUR\nbob,03.01.2020,\"7,00\",=1,USD\nada,31.01.2020,\"-5,25\",,EUR\n";
    let mut session = session_of(&[file("shop.csv", shop)]);
    ask(&mut session, Command::Report);
    let text = |rows, part| {
        session
            .rows_part(rows, part)
            .map(|part| String::from_utf8(part).unwrap())
    };
    assert_eq!(
        text(Rows::Clean, 0).unwrap(),
        "\"source_file\",\"source_line\",\"customer\",\"date\",\"amount\",\"note\",\"currency\",\"amount_in_EUR\"\r\n\
         \"shop.csv\",\"2\",\"ada\",\"2020-01-02\",\"1234.5\",\"x\",\"EUR\",\"1234.50\"\r\n\
         \"shop.csv\",\"4\",\"ada\",\"2020-01-31\",\"-5.25\",\"\",\"EUR\",\"-5.25\"\r\n"
    );
    assert_eq!(
        text(Rows::Rejects, 0).unwrap(),
        "\"source_file\",\"source_line\",\"reason\",\"customer\",\"date\",\"amount\",\"note\",\"currency\"\r\n\
         \"shop.csv\",\"3\",\"Currency without a rate\",\"bob\",\"03.01.2020\",\"7,00\",\"'=1\",\"USD\"\r\n"
    );
    assert_eq!((text(Rows::Clean, 1), text(Rows::Rejects, 1)), (None, None));
}
