//! Small shops told in CSV: every record is accounted for, the rows behind each number add up to it, and
//! the same story written another way gives the same report.

mod support;

use std::collections::BTreeSet;

use clientele::dataset::{Verdicts, build};
use clientele::figure::{Cell, Outcome, Section, Trace};
use clientele::protocol::{Command, Event, Request};
use clientele::quality::findings;
use clientele::recipe::Recipe;
use clientele::report::Report;
use clientele::say::Quantity;
use clientele::schema::{Model, Source, append};
use clientele::session::Session;
use clientele::table::{Table, TableReader};
use clientele::value::{Decimal, Map};
use support::{ask, plain, report_of, section, session_of, set};

type Files = Vec<(String, Vec<u8>)>;

/// The stories: the demo drop, and shops with one trap each.
fn stories() -> Vec<(&'static str, Files)> {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let lines = (0..40).map(|i| {
        format!(
            "o{},c{},2021-{:02}-{:02},p{},{}.50\n",
            i / 2,
            i % 7,
            i % 12 + 1,
            i % 28 + 1,
            i % 5,
            i + 1
        )
    });
    let order_lines: String =
        std::iter::once("order_id,customer_id,order_date,product_id,amount\n".to_owned())
            .chain(lines)
            .collect();
    vec![
        ("demo", clientele::demo::files()),
        ("order lines", vec![file("lines.csv", &order_lines)]),
        (
            "exports that overlap",
            vec![
                file("january.csv", &order_lines),
                file("february.csv", &{
                    let mut later: Vec<&str> = order_lines.lines().collect();
                    later.drain(1..21);
                    format!("{}\no99,c1,2022-01-05,p1,7\n", later.join("\n"))
                }),
            ],
        ),
        (
            "ragged",
            vec![file(
                "r.csv",
                "customer,date,amount\na,2020-01-01,1\nb,2020-01-02\nc,2020-01-03,3,4\n\n\"d\",2020-01-04,\"5\"\ne,2020-02-05,6\n",
            )],
        ),
        (
            "bad cells",
            vec![file(
                "b.csv",
                &std::iter::once(
                    "customer,date,amount\n,2020-01-01,1\na,,2\na,2020-01-05,\n".to_owned(),
                )
                .chain(
                    (0..300).map(|i| format!("k{},2020-{:02}-11,{}\n", i % 40, i % 12 + 1, i + 1)),
                )
                .collect::<String>(),
            )],
        ),
        (
            "credits",
            vec![file(
                "c.csv",
                "customer,date,amount\na,2020-01-01,10\na,2020-01-09,-4\nb,2020-02-01,20\nb,2020-02-03,-2.5\n",
            )],
        ),
    ]
}

fn tables(files: &Files) -> Vec<Table> {
    let mut tables: Vec<Table> = files
        .iter()
        .map(|(name, bytes)| {
            let mut reader = TableReader::new(name, 3);
            reader.push(bytes).unwrap();
            reader.finish().unwrap()
        })
        .collect();
    tables.sort_by(|a, b| a.facts.name.cmp(&b.facts.name));
    tables
}

#[test]
fn each_record_is_header_used_or_set_aside_and_never_two_of_them() {
    for (name, files) in stories() {
        let sources = tables(&files)
            .into_iter()
            .map(|table| Source::of(table, &Map::new()))
            .collect();
        let sources = append(sources, &Recipe::default());
        let model = Model::of(sources).unwrap_or_else(|(why, _)| panic!("{name}: {why:?}"));
        let recipe = Recipe::default();
        let mut verdicts = Verdicts::of(model.rows(), &findings(&model, &recipe));
        let data = build(&model, &recipe, &mut verdicts);
        type Place = (usize, u32);
        let used: BTreeSet<Place> = data
            .rows
            .iter()
            .map(|row| (usize::from(row.file), row.record))
            .collect();
        assert_eq!(used.len(), data.len(), "{name}: a record stands twice");
        let mut aside: BTreeSet<Place> = verdicts
            .aside()
            .into_iter()
            .map(|row| model.place_of(row))
            .collect();
        for (part, file) in model.facts().table.parts.iter().zip(&model.facts().parts) {
            aside.extend(part.repeated.iter().map(|record| (*file, *record)));
        }
        assert!(used.is_disjoint(&aside), "{name}");
        let all: BTreeSet<Place> = used.union(&aside).copied().collect();
        // Counted by hand from the bytes: quoted newlines do not occur in these stories.
        let mut expected = BTreeSet::new();
        for (file, bytes) in &files {
            let index = model.sources.iter().position(|s| s.name() == file).unwrap();
            if index == model.fact || model.facts().parts.contains(&index) {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let records = text.lines().filter(|line| !line.is_empty()).count() as u32 - 1;
                expected.extend((1..=records).map(|record| (index, record)));
            }
        }
        assert_eq!(all, expected, "{name}");
    }
}

/// Every number of a section with the rows behind it: traces of money must add up to it.
fn money_and_traces(section: &Section) -> Vec<(String, Decimal, Trace)> {
    let mut found = Vec::new();
    for fact in &section.facts {
        let sums = ["revenue", "best_month"];
        if let (true, Some(Quantity::Money { amount, .. })) =
            (sums.contains(&fact.id.as_str()), &fact.value.quantity)
        {
            found.push((fact.id.clone(), *amount, fact.trace.clone()));
        }
    }
    for grid in section
        .grids
        .iter()
        .chain(section.figures.iter().map(|figure| &figure.table))
    {
        for row in &grid.rows {
            // Averages are no sums.
            if matches!(row.cells.first(), Some(Cell::Text(text)) if text.id == "column.aov") {
                continue;
            }
            let first = row.cells.iter().find_map(|cell| match cell {
                Cell::Value(value) => match &value.quantity {
                    Some(Quantity::Money { amount, .. }) => Some(*amount),
                    _ => None,
                },
                Cell::Text(_) => None,
            });
            if let Some(amount) = first {
                found.push((
                    format!("{} {:?}", grid.id, row.cells.first()),
                    amount,
                    row.trace.clone(),
                ));
            }
        }
    }
    found
}

/// The sum of the amounts on the rows that the session shows behind a trace.
fn sum_behind(session: &mut Session, trace: &Trace, amount: &str) -> Decimal {
    let command = Command::Rows {
        trace: trace.clone(),
        offset: 0,
        limit: u64::MAX,
    };
    let answers = session.handle(&Request { id: 9, command });
    let Event::RowsFound { grid } = &answers[0].event else {
        panic!("rows were asked for")
    };
    let column = grid
        .columns
        .iter()
        .position(|column| column.label.said == amount)
        .unwrap();
    grid.rows.iter().fold(Decimal::ZERO, |sum, row| {
        let Cell::Value(value) = &row.cells[column] else {
            panic!("cells are values")
        };
        sum.checked_add(Decimal::parse(value.exact.trim()).unwrap())
            .unwrap()
    })
}

#[test]
fn the_rows_behind_a_sum_add_up_to_it() {
    for (name, files) in stories() {
        let mut session = session_of(&files);
        ask(&mut session, Command::Report);
        let report = session.report().unwrap().clone();
        let column = if name == "demo" {
            "sales_amount"
        } else {
            "amount"
        };
        let mut judged = 0;
        for id in ["overview", "contribution", "trend"] {
            let Some(Outcome::Given { result } | Outcome::Weak { result, .. }) = report
                .sections
                .iter()
                .find(|section| section.id == id)
                .map(|section| &section.outcome)
            else {
                continue;
            };
            for (what, amount, trace) in money_and_traces(result) {
                assert_eq!(
                    sum_behind(&mut session, &trace, column),
                    amount,
                    "{name}: {id} {what}"
                );
                judged += 1;
            }
        }
        assert!(judged > 0, "{name}");
    }
}

/// The demo's facts with columns permuted, headers renamed or rows reversed.
fn rewritten(how: &str) -> Files {
    let mut files = clientele::demo::files();
    let (_, bytes) = files
        .iter_mut()
        .find(|(name, _)| name == "transactions.csv")
        .unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    match how {
        "columns permuted" => {
            for line in &mut lines {
                let mut cells: Vec<&str> = line.split(',').collect();
                cells.reverse();
                *line = cells.join(",");
            }
        }
        "headers renamed" => {
            for (from, to) in [
                ("product_code", "Product ID"),
                ("customer_code", "CustomerId"),
                ("market_code", "Market ID"),
                ("order_date", "Order Date"),
                ("sales_qty", "Qty"),
                ("sales_amount", "Total Amount"),
                ("currency", "Currency Code"),
            ] {
                lines[0] = lines[0].replace(from, to);
            }
        }
        "rows reversed" => lines[1..].reverse(),
        other => panic!("unknown rewriting {other}"),
    }
    // The carriage returns of this story lie inside quotes, before the closing one.
    *bytes = (lines.join("\n") + "\n").into_bytes();
    files
}

#[test]
fn the_same_story_written_another_way_gives_the_same_sections() {
    let told = report_of(&clientele::demo::files());
    for how in ["columns permuted", "headers renamed", "rows reversed"] {
        let again = report_of(&rewritten(how));
        assert_eq!(told.accounting.used, again.accounting.used, "{how}");
        for (a, b) in told.sections.iter().zip(&again.sections) {
            // Dimensions are called by their headers: with other headers the numbers are the same.
            if how == "headers renamed" && a.outcome.result().is_some() {
                let numbers = |section: &Section| {
                    let facts = section.facts.iter();
                    let told = facts.map(|fact| (fact.id.clone(), fact.value.exact.clone()));
                    told.collect::<Vec<_>>()
                };
                let both = [a, b].map(|s| s.outcome.result().map(numbers));
                assert_eq!(both[0], both[1], "{how}: {}", a.id);
            } else {
                assert_eq!(a, b, "{how}: {}", a.id);
            }
        }
    }
}

#[test]
fn the_order_in_which_files_arrive_changes_nothing() {
    let mut files = clientele::demo::files();
    let told = report_of(&files);
    files.reverse();
    assert_eq!(told, report_of(&files));
}

#[test]
fn a_remedy_can_be_flipped_and_says_what_it_moved() {
    let mut session = session_of(&clientele::demo::files());
    ask(&mut session, Command::Report);
    let before = session.report().unwrap().clone();
    set(&mut session, "remedy.duplicates", "keep");
    let after = session.report().unwrap().clone();
    assert!(after.accounting.used > before.accounting.used);
    let card = after
        .findings
        .iter()
        .find(|finding| finding.code == "duplicates")
        .unwrap();
    let changed = card.changed.as_ref().expect("the card says what moved");
    assert!(changed.said.contains("rows"), "{}", changed.said);
    set(&mut session, "remedy.duplicates", "");
    assert_eq!(session.report().unwrap().sections, before.sections);
}

#[test]
fn filters_select_and_what_if_leaves_out() {
    let mut session = session_of(&stories()[1].1);
    ask(&mut session, Command::Report);
    let all = plain(session.report().unwrap(), "overview", "revenue");
    let filter = |without| clientele::recipe::Filter {
        key: clientele::figure::Key::new("customer", "c1"),
        without,
    };
    ask(
        &mut session,
        Command::ToggleFilter {
            filter: filter(false),
        },
    );
    let only = plain(session.report().unwrap(), "overview", "revenue");
    ask(
        &mut session,
        Command::ToggleFilter {
            filter: filter(false),
        },
    );
    ask(
        &mut session,
        Command::ToggleFilter {
            filter: filter(true),
        },
    );
    let rest = plain(session.report().unwrap(), "overview", "revenue");
    let number = |text: &str| Decimal::parse(text).unwrap();
    assert_eq!(
        number(&only).checked_add(number(&rest)).unwrap(),
        number(&all)
    );
    ask(&mut session, Command::ClearFilters);
    assert_eq!(plain(session.report().unwrap(), "overview", "revenue"), all);
}

#[test]
fn a_dropped_thing_that_is_no_table_is_refused_with_a_sentence() {
    let png = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
    for (name, bytes, code) in [
        ("picture.csv", png.to_vec(), "not_text"),
        ("empty.csv", Vec::new(), "empty_file"),
        (
            "header.csv",
            b"customer,date,amount\n".to_vec(),
            "header_only",
        ),
    ] {
        let report = report_of(&[(name.to_owned(), bytes)]);
        assert_eq!(report.refused[0].code, code);
        let said = &report.refused[0].message.said;
        assert!(said.contains(name) && !said.contains('['), "{said}");
    }
}

#[test]
fn files_that_do_not_join_are_told_and_the_report_is_about_one() {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let report = report_of(&[
        file(
            "sales.csv",
            "customer,date,amount\na,2020-01-01,1\nb,2020-01-02,2\n",
        ),
        file("weather.csv", "station,rain\nx,1.5\ny,2.5\n"),
        file("staff.csv", "employee,office\nq,north\nr,south\n"),
    ]);
    assert_eq!(report.warnings.len(), 2);
    assert_eq!(plain(&report, "overview", "revenue"), "3");
}

#[test]
fn the_same_file_twice_is_counted_once() {
    let file = |name: &str| {
        (
            name.to_owned(),
            b"customer,date,amount\na,2020-01-01,1\nb,2020-01-02,2\n".to_vec(),
        )
    };
    let report = report_of(&[file("a.csv"), file("b.csv")]);
    assert_eq!(report.refused[0].code, "same_file");
    assert_eq!(plain(&report, "overview", "revenue"), "3");
}

#[test]
fn every_text_of_every_story_is_said() {
    fn said(report: &Report) -> String {
        serde_json::to_string(report).unwrap()
    }
    for (name, files) in stories() {
        let json = said(&report_of(&files));
        for part in json.split("\"said\":\"").skip(1) {
            assert!(
                !part.starts_with('['),
                "{name}: {}",
                &part[..part.len().min(60)]
            );
            let sentence = part.split('"').next().unwrap_or("");
            assert!(
                !sentence.contains("NaN") && !sentence.contains("inf "),
                "{name}: {sentence}"
            );
        }
    }
}

#[test]
fn credits_are_subtracted_from_net_and_not_from_booked() {
    let files = stories()
        .into_iter()
        .find(|(name, _)| *name == "credits")
        .unwrap()
        .1;
    let mut session = session_of(&files);
    ask(&mut session, Command::Report);
    assert_eq!(
        plain(session.report().unwrap(), "overview", "revenue"),
        "23.50"
    );
    set(&mut session, "revenue", "booked");
    assert_eq!(
        plain(session.report().unwrap(), "overview", "revenue"),
        "30"
    );
    assert!(section(session.report().unwrap(), "overview").facts.len() > 3);
}

#[test]
fn a_ragged_record_of_a_describing_file_is_told() {
    let file = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    let orders = "order_id,customer_id,date,amount\n1,C1,2020-01-01,1\n2,C3,2020-01-02,2\n";
    let customers = "customer_id,city\nC1,Bonn\nC2\nC3,Kiel\n";
    let report = report_of(&[file("orders.csv", orders), file("customers.csv", customers)]);
    let finding = report.findings.iter().find(|f| f.code == "ragged").unwrap();
    assert!(finding.examples[0].said.contains("customers.csv, line 3"));
    assert_eq!(report.accounting.used, 2);
}

#[test]
fn exports_that_overlap_count_each_record_once() {
    let find = |wanted: &str| {
        let story = stories().into_iter().find(|(name, _)| *name == wanted);
        report_of(&story.unwrap().1)
    };
    let (one, both) = (find("order lines"), find("exports that overlap"));
    let revenue = |report: &Report| Decimal::parse(&plain(report, "overview", "revenue")).unwrap();
    let more = revenue(&one).checked_add(Decimal::whole(7)).unwrap();
    assert_eq!(revenue(&both).normalized(), more.normalized());
    assert_eq!(both.accounting.used, one.accounting.used + 1);
    assert_eq!(both.accounting.set_aside, 20);
    let said: Vec<&str> = both.model.joins.iter().map(|t| t.said.as_str()).collect();
    assert!(
        said.iter().any(|said| said.contains("20 records stand")),
        "{said:?}"
    );
    assert_eq!(both.sources.len(), 2);
}
