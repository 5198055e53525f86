//! Files as they are in the wild, read from bytes to typed columns: the real ones where they are at
//! hand, and small ones written here.

use std::path::{Path, PathBuf};

use clientele::csv::FlawKind;
use clientele::error::ReadError;
use clientele::table::{DateStyle, Kind, Table, TableReader};

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
            (3, 4, 16, FlawKind::Long { fields: 4 })
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
        (b"\xFF\xFEa\0", "not_utf8"),
        (b"a,b\n1,\xE9\n", "not_utf8"),
        (b"a,b\n1,\xE9", "not_utf8"),
        (
            b"Once upon a time\nthere was a file\nof plain words\n",
            "one_column",
        ),
        (b"a,\"b\nc,d\n", "bad_header"),
    ] {
        let error = read("x.csv", bytes).unwrap_err();
        assert_eq!(error.code, code, "{bytes:?}");
        assert!(
            clientele::say::catalogue::template(&error.message.id).is_some(),
            "{}",
            error.message.id
        );
    }
    let error = read("x.csv", b"a,b\n1,2\n3,\xE9\n").unwrap_err();
    assert_eq!((error.line, error.byte), (Some(3), Some(10)));
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
        (&["$5", "€5"], Kind::Text),
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
