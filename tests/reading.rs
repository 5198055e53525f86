//! Files as they are in the wild, read from bytes to typed columns: the real ones where they are at
//! hand, and small ones written here.

use std::path::{Path, PathBuf};

use clientele::csv::FlawKind;
use clientele::error::ReadError;
use clientele::table::{DateStyle, Kind, Table, TableReader};
use proptest::prelude::*;

fn read(name: &str, bytes: &[u8]) -> Result<Table, ReadError> {
    let mut reader = TableReader::new(name, 7);
    reader.push(bytes)?;
    reader.finish()
}

fn table(text: &str) -> Table {
    read("a.csv", text.as_bytes()).unwrap()
}

/// The cells of all rows.
fn cells(table: &Table) -> Vec<Vec<String>> {
    (0..table.rows)
        .map(|row| {
            table
                .record(row)
                .into_iter()
                .map(|cell| cell.into_owned())
                .collect()
        })
        .collect()
}

#[test]
fn a_ragged_row_is_flagged_and_nothing_is_shifted() {
    let table = table("a,b,c\n1,2,3\n4,5\n6,7,8,9\n\n10,11,12\n");
    assert_eq!(
        cells(&table),
        [
            ["1", "2", "3"],
            ["", "", ""],
            ["", "", ""],
            ["10", "11", "12"]
        ]
    );
    let flaws: Vec<_> = table
        .flaws
        .iter()
        .map(|flaw| (flaw.record, flaw.line, flaw.byte, flaw.kind))
        .collect();
    assert_eq!(
        flaws,
        [
            (2, 3, 12, FlawKind::Short { fields: 2 }),
            (
                3,
                4,
                16,
                FlawKind::Long {
                    fields: 4,
                    empty: false
                }
            )
        ]
    );
    assert_eq!(table.facts.blank_lines, 1);
    assert_eq!((table.line(3), table.line(4)), (4, 6));
}

#[test]
fn quotes_hold_separators_line_ends_and_quotes() {
    let table = table("name,note\r\n\"a,b\",\"two\r\nlines\"\r\n\"say \"\"hi\"\"\",\"\"\r\n");
    assert_eq!(cells(&table), [["a,b", "two\r\nlines"], ["say \"hi\"", ""]]);
    assert!(table.flaws.is_empty() && table.facts.quoted);
    assert_eq!((table.facts.crlf, table.facts.lf, table.line(2)), (3, 0, 4));
}

#[test]
fn text_behind_a_closing_quote_is_told() {
    let table = table("a,b\n\"x\"y,1\nz,2\n");
    assert_eq!(
        table
            .flaws
            .iter()
            .map(|flaw| (flaw.record, flaw.kind))
            .collect::<Vec<_>>(),
        [(1, FlawKind::BadQuote)]
    );
    assert_eq!(cells(&table), [["", ""], ["z", "2"]]);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_record() {
    let table = table("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
    assert_eq!(
        table
            .flaws
            .iter()
            .map(|flaw| (flaw.record, flaw.kind))
            .collect::<Vec<_>>(),
        [(2, FlawKind::OpenQuote)]
    );
    assert_eq!(
        cells(&table),
        [["1", "2"], ["", ""], ["5", "6"], ["7", "8"]]
    );
    assert_eq!(table.line(3), 4);
}

#[test]
fn records_swallowed_by_a_stray_quote_are_found_again() {
    let table = table("a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n10,11,12\n13,14,15\n16\",17,18\n");
    assert_eq!(
        table
            .flaws
            .iter()
            .map(|flaw| (flaw.record, flaw.kind))
            .collect::<Vec<_>>(),
        [(1, FlawKind::OpenQuote)]
    );
    assert_eq!(table.rows, 6);
    assert_eq!(table.record(1), ["4", "5", "6"]);
    assert_eq!(table.record(5), ["16\"", "17", "18"]);
}

#[test]
fn a_file_that_is_no_table_is_refused_by_name() {
    for (bytes, code) in [
        (&b""[..], "empty_file"),
        (b"\xEF\xBB\xBF", "empty_file"),
        (b"\n\n \n", "empty_file"),
        (b"a,b\n", "header_only"),
        (b"a,b", "header_only"),
        (b"\x89PNG\r\n\x1a\n....", "not_text"),
        (b"PK\x03\x04xl/", "not_text"),
        (b"\xFF\xFE\0\0a\0\0\0", "not_utf8"),
        (b"\xFF\xFEa\0", "header_only"),
        (
            b"Once upon a time\nthere was a file\nof plain words\n",
            "one_column",
        ),
        (
            b"A licence\n\nOne, two and three\nare, as you know,\nno columns\n",
            "one_column",
        ),
    ] {
        let error = read("x.csv", bytes).unwrap_err();
        assert_eq!(error.code, code, "{bytes:?}");
        assert!(
            clientele::say::catalogue::template(&error.message.id).is_some(),
            "{}",
            error.message.id
        );
    }
    let wide = vec![b','; 20_000];
    assert_eq!(read("x.csv", &wide).unwrap_err().code, "too_many_columns");
}

#[test]
fn a_field_of_more_than_sixteen_mebibytes_is_refused() {
    let mut bytes = b"a,b\n1,".to_vec();
    bytes.resize(bytes.len() + (16 << 20) + 1, b'x');
    assert_eq!(read("x.csv", &bytes).unwrap_err().code, "field_too_long");
    bytes[6] = b'"';
    bytes.push(b'"');
    assert_eq!(read("x.csv", &bytes).unwrap_err().code, "field_too_long");
    let mut bytes = b"a,b\n".to_vec();
    for _ in 0..5 {
        bytes.resize(bytes.len() + (15 << 20), b'x');
        bytes.push(b',');
    }
    assert_eq!(read("x.csv", &bytes).unwrap_err().code, "record_too_long");
}

#[test]
fn a_long_quoted_text_is_kept_wherever_its_quotes_fall() {
    for lead in 0..4 {
        let text = format!("{}{}", "x".repeat(lead), "\"\"".repeat(700_000));
        let bytes = format!("a,b\n\"{text}\",1\n2,3\n").into_bytes();
        let table = read("a.csv", &bytes).unwrap();
        assert_eq!((table.rows, table.flaws.len()), (2, 0));
        assert_eq!(table.record(0)[0].len(), lead + 700_000);
    }
}

#[test]
fn a_runaway_quote_of_many_lines_costs_one_record() {
    let mut text = String::from("a,b\n1,\"2\n");
    (0..200_000).for_each(|n| text.push_str(&format!("{n},{n}\n")));
    text.push_str("3,4\"\n");
    let table = table(&text);
    assert_eq!((table.rows, table.flaws.len()), (200_002, 1));
    assert_eq!(
        (table.flaws[0].record, table.flaws[0].kind),
        (1, FlawKind::OpenQuote)
    );
}

#[test]
fn types_are_those_of_the_column() {
    for (cells, kind) in [
        (&["1", "2", ""][..], Kind::Integer),
        (&["1.5", "2"], Kind::Decimal),
        (&["007", "12"], Kind::Id),
        (&["1234567890123456", "1"], Kind::Id),
        (&["12345678901234567890", "1"], Kind::Id),
        (&["2020-01-01", "NA"], Kind::Date),
        (&["2020-01-01 10:00", "2020-01-02 11:00"], Kind::DateTime),
        (&["yes", "no", "Yes"], Kind::Boolean),
        (&["a", "1"], Kind::Text),
        (&["", " "], Kind::Empty),
        (&["NA", "EU"], Kind::Text),
        (&["$1,234.50", "$2.00"], Kind::Decimal),
        // Each in its own currency, or not at all.
        (&["$5", "€5"], Kind::Integer),
        (&["$5", "€5", "5"], Kind::Text),
        (&["70002017.0", "1.0"], Kind::Integer),
        (&["50%", "5%"], Kind::Decimal),
        (&["1-2", "3-4"], Kind::Text),
        (&["+55 (12) 3923-5555"], Kind::Text),
        (&["12:30", "13:40"], Kind::Text),
    ] {
        let text = format!(
            "x\tv\n{}",
            cells
                .iter()
                .map(|cell| format!("w\t{cell}\n"))
                .collect::<String>()
        );
        let table = table(&text);
        assert_eq!(table.columns[1].decision.kind, kind, "{cells:?}");
    }
}

#[test]
fn region_na_is_north_america_and_a_missing_number_is_not() {
    let table = table("region,n\nNA,NA\nEU,1\nNA,2\n");
    assert!(!table.columns[0].is_missing(0) && table.columns[1].is_missing(0));
    assert_eq!(table.columns[0].coded().entries, ["NA", "EU"]);
    assert_eq!(
        table.columns[1].decision.missing_words,
        [("NA".to_owned(), 1)]
    );
}

#[test]
fn float_ids_meet_whole_ones() {
    let table = table("k,v\n70002017.0,a\n70002018.0,b\n70002017,c\n");
    let coded = table.columns[0].coded();
    assert_eq!(
        (coded.codes, coded.entries),
        (
            vec![0, 1, 0],
            vec!["70002017".to_owned(), "70002018".to_owned()]
        )
    );
    assert_eq!(table.columns[0].text(0), "70002017.0");
}

#[test]
fn day_and_month_are_told_apart_or_asked_for() {
    for (cells, style, ambiguous) in [
        (
            &["13/01/2020", "01/02/2020"][..],
            DateStyle::DayFirst,
            false,
        ),
        (&["01/13/2020", "01/02/2020"], DateStyle::MonthFirst, false),
        (&["01/02/2020", "02/01/2020"], DateStyle::DayFirst, true),
    ] {
        let text = format!(
            "x\tv\n{}",
            cells
                .iter()
                .map(|cell| format!("w\t{cell}\n"))
                .collect::<String>()
        );
        let decision = &table(&text).columns[1].decision;
        assert_eq!(
            (decision.date, decision.ambiguous_dates),
            (Some(style), ambiguous),
            "{cells:?}"
        );
    }
}

/// All there is to know of a file read in these pieces, its refusal included.
fn told(bytes: &[u8], cuts: impl IntoIterator<Item = usize>) -> String {
    let mut reader = TableReader::new("a.csv", 7);
    let mut from = 0;
    for cut in cuts.into_iter().chain([bytes.len()]) {
        if let Err(error) = reader.push(&bytes[from..cut]) {
            return format!("{error:?}");
        }
        from = cut;
    }
    format!("{:?}", reader.finish())
}

/// Small files with everything that could straddle a cut.
const STRADDLED: [&str; 10] = [
    "\u{FEFF}a,b\r\n1,é\r\n\r\n2,\"x\"\"y\"\r\n",
    "a;b\r1;2\r3;4",
    "a,b\n\"x\r\ny\",1\n\"\",\"\"\n",
    "a,b\n\"x\"z,1\n2,3\n",
    "a,b\n1,\"2\n3,4\n5,6",
    "a,b,c\n1,\"2,3\n4,5,6\n7,8,9\n1,2,3\n4,5,6\n7\",8,9\n",
    "a,b\n1,2,\n3,4,\n",
    "a,b,\n1,2,\n3,4,\n",
    "\u{FEFF}",
    "a|b\n€|1.5\n\u{1F600}|-0\n|\n",
];

#[test]
fn a_file_read_in_two_pieces_is_the_same_wherever_it_is_cut() {
    for text in STRADDLED {
        let bytes = text.as_bytes();
        let whole = told(bytes, []);
        for cut in 0..=bytes.len() {
            assert_eq!(told(bytes, [cut]), whole, "{text:?} cut at {cut}");
        }
        assert_eq!(told(bytes, 1..bytes.len()), whole, "{text:?} byte by byte");
    }
    let broken = b"a,b\n1,\xE2\x82\n3,4\n";
    for cut in 0..=broken.len() {
        assert_eq!(told(broken, [cut]), told(broken, []), "cut at {cut}");
    }
}

/// A file longer than the head on which encoding and delimiter are decided.
fn long_file() -> Vec<u8> {
    let mut text = String::from("\u{FEFF}id;name;day;amount;note\r\n");
    for n in 0..9_000_u32 {
        let name = ["Zoë", "O\"\"Hara", "a;b", "plain", "two\r\nlines"][(n * n % 5) as usize];
        let stray = if n % 997 == 5 { "\"" } else { "" };
        let end = if n % 3 == 0 { "\n" } else { "\r\n" };
        let day = n % 28 + 1;
        text.push_str(&format!(
            "{n};\"{name}\";{day:02}.01.2020;{},{:02} €;{stray}{n}{end}",
            n * 7,
            n % 100
        ));
    }
    text.into_bytes()
}

#[test]
fn a_long_file_is_the_same_in_small_pieces() {
    let bytes = long_file();
    assert!(bytes.len() > 300_000);
    let whole = told(&bytes, []);
    assert!(whole.starts_with("Ok("));
    assert_eq!(told(&bytes, 1..bytes.len()), whole, "byte by byte");
    for size in [2, 7, 1_000, 65_536, 262_144] {
        assert_eq!(
            told(&bytes, (1..bytes.len()).step_by(size)),
            whole,
            "in pieces of {size}"
        );
    }
}

/// Records as csv-core cuts them.
fn judged(bytes: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let mut core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let (mut input, mut output, mut ends) =
        (bytes, vec![0; bytes.len() + 8], vec![0; bytes.len() + 8]);
    let mut records = Vec::new();
    let (mut written, mut fields) = (0, 0);
    loop {
        let (result, read, wrote, ended) =
            core.read_record(input, &mut output[written..], &mut ends[fields..]);
        (input, written, fields) = (&input[read..], written + wrote, fields + ended);
        match result {
            csv_core::ReadRecordResult::InputEmpty => {}
            csv_core::ReadRecordResult::End => return records,
            csv_core::ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends[..fields].iter().copied());
                let cell = |(start, end): (usize, &usize)| {
                    String::from_utf8(output[start..*end].to_vec()).unwrap()
                };
                records.push(starts.zip(&ends[..fields]).map(cell).collect());
                (written, fields) = (0, 0);
            }
            other => panic!("{other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cut_shows_in_the_result(text in r#"\u{FEFF}?[a1,;"\n\r é.-]{0,60}"#, cuts in prop::collection::vec(0.0..1.0, 0..6)) {
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut: &f64| (cut * bytes.len() as f64) as usize).collect();
        cuts.sort_unstable();
        let whole = told(bytes, []);
        prop_assert_eq!(told(bytes, cuts), whole.clone());
        prop_assert_eq!(told(bytes, 1..bytes.len()), whole);
    }

    #[test]
    fn records_are_those_of_csv_core_where_quotes_are_sound(text in r#"[a1]{1,2},[a1"]{1,3}\n([a1]|,|"\n|\r\n|\n|"b"|""|,"a,\n"","|é| ){0,40}"#) {
        let Ok(table) = read("a.csv", text.as_bytes()) else { return Ok(()) };
        let quotes = |flaw: &&clientele::table::Flaw| matches!(flaw.kind, FlawKind::BadQuote | FlawKind::OpenQuote);
        if table.flaws.iter().find(quotes).is_some() {
            return Ok(());
        }
        // A nameless empty column at the end is left out.
        let width = table.columns.len();
        let filled = |row: &Vec<String>| row.iter().take(width).any(|cell| !cell.trim().is_empty());
        let judged = judged(text.as_bytes(), table.facts.delimiter);
        // csv-core knows no other quotes, no blanks before them, no runs of spaces and no preamble.
        let other = table.facts.quote != b'"' || table.facts.spaced || table.facts.delimiter == b' ';
        if other || !table.facts.aside.is_empty() {
            return Ok(());
        }
        let good: Vec<Vec<String>> = judged.into_iter().skip(table.facts.header_records as usize).filter(filled).collect();
        let flawed = |row: &u32| table.flaws.iter().any(|flaw| flaw.record == row + 1);
        let shown = |row: u32| -> Vec<String> { table.record(row).iter().map(|cell| cell.to_string()).collect() };
        // Each row that is shown stands among those of csv-core, in order; the others are flagged.
        let mut rows = good.iter();
        let mut matched = 0;
        for row in (0..table.rows).filter(|row| !flawed(row) && filled(&shown(*row))) {
            let is_it = |cells: &Vec<String>| {
                cells.len() >= width
                    && cells[..width] == shown(row)[..]
                    && cells[width..].iter().all(|cell| cell.trim().is_empty())
            };
            prop_assert!(rows.any(is_it), "row {row}");
            matched += 1;
        }
        prop_assert!(good.len() <= matched + table.flaws.len());
    }
}

#[test]
fn every_decision_has_its_sentence() {
    let texts = [
        "a,b\r\n1,2,\r\n\r\n3,4,\n",
        "a;b;d\n1,5;1.234;01/02/03\n2,5 €;5.678;04/05/06\n",
        "id\tn\tv\tw\n007\t$5\t5%\tNA\n008\t€5\t6%\t1,234\n",
        "1,2\n3,4\n",
        "x\ny\nz\n",
    ];
    for text in texts {
        let table = table(text);
        let evidence = table
            .columns
            .iter()
            .flat_map(|column| &column.decision.evidence);
        for said in table.facts.decisions.iter().chain(evidence) {
            assert!(
                clientele::say::catalogue::template(&said.id).is_some(),
                "{}",
                said.id
            );
        }
    }
}

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("CLIENTELE_DATA").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: CLIENTELE_DATA is not set");
    }
    folder
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_below(&path, found)
        } else {
            found.push(path)
        }
    }
}

fn of(folder: &Path, file: &str) -> Table {
    read(file, &std::fs::read(folder.join(file)).unwrap()).unwrap()
}

#[test]
fn every_real_csv_is_read() {
    let Some(folder) = data() else { return };
    let mut files = Vec::new();
    files_below(&folder, &mut files);
    for path in files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
    {
        let table = read(path.to_str().unwrap(), &std::fs::read(path).unwrap());
        let table = table.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(table.rows > 0, "{}", path.display());
        for column in &table.columns {
            assert_eq!(column.len(), table.rows as usize);
            assert_eq!(
                column.coded().entries.len() as u32,
                column.distinct(),
                "{}",
                column.name
            );
        }
    }
}

#[test]
fn the_atliq_files_hide_51_124_cells() {
    let Some(folder) = data() else { return };
    let tables: Vec<Table> = ["transactions", "customers", "products", "markets", "date"]
        .map(|name| of(&folder, &format!("atliq_sales/{name}.csv")))
        .into();
    assert_eq!(tables[0].rows, 50_000);
    let currency = tables[0].column("currency").unwrap();
    assert_eq!(currency.hidden().cells, 49_719);
    assert_eq!(currency.hidden().carriage_returns, 49_719);
    assert_eq!(currency.coded().entries, ["INR", "USD"]);
    let hidden = |table: &Table| {
        table
            .columns
            .iter()
            .map(|column| column.hidden().cells)
            .sum::<u64>()
    };
    assert_eq!(tables.iter().map(hidden).sum::<u64>(), 51_124);
    assert_eq!(
        tables[4].column("date").unwrap().decision.date,
        Some(DateStyle::DayFirst)
    );
    assert_eq!(
        tables[0].column("order_date").unwrap().decision.date,
        Some(DateStyle::Iso)
    );
}

#[test]
fn the_real_dates_are_read_in_their_order() {
    let Some(folder) = data() else { return };
    for (file, column, style) in [
        (
            "persona_orders/orders.csv",
            "Order Date",
            DateStyle::DayFirst,
        ),
        ("superstore/orders.csv", "Order Date", DateStyle::MonthFirst),
        ("superstore/orders.csv", "Ship Date", DateStyle::MonthFirst),
        (
            "amart/customers.csv",
            "FIRST_ORDER_DATE",
            DateStyle::DayFirst,
        ),
        ("chinook/invoices.csv", "InvoiceDate", DateStyle::Iso),
        (
            "exports/etsy_sold_orders.csv",
            "Sale Date",
            DateStyle::MonthFirst,
        ),
        (
            "exports/german_orders_bom.csv",
            "Datum",
            DateStyle::DayFirst,
        ),
    ] {
        let table = of(&folder, file);
        let column = table.column(column).unwrap();
        assert_eq!(column.decision.date, Some(style), "{file}");
        let days = column.days(style);
        assert!(days.bad.is_empty(), "{file}");
    }
}

#[test]
fn every_torture_file_is_read_or_refused() {
    let Some(folder) = std::env::var_os("CLIENTELE_TORTURE").map(PathBuf::from) else {
        println!("skipped: CLIENTELE_TORTURE is not set");
        return;
    };
    let mut files = Vec::new();
    files_below(&folder, &mut files);
    let (mut tables, mut refused) = (0, std::collections::BTreeMap::<String, u32>::new());
    for path in files
        .iter()
        .filter(|path| path.components().any(|part| part.as_os_str() == "files"))
    {
        match read(path.to_str().unwrap(), &std::fs::read(path).unwrap()) {
            Ok(_) => tables += 1,
            Err(error) => *refused.entry(error.code).or_default() += 1,
        }
    }
    println!("{tables} tables; refused: {refused:?}");
    assert!(tables > 0);
}
