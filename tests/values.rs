//! Dates of a real file, written in the ways in which other programs would have written them: read as what
//! they are, or asked about; never read as other days in silence.

mod support;

use clientele::table::{Column, DateStyle, NO_DAY, Table, TableReader};
use clientele::value::Day;

/// A way to write a day.
type Way = (&'static str, fn(i32, u32, u32) -> String);

const WAYS: [Way; 8] = [
    ("DD/MM/YY", |y, m, d| {
        format!("{d:02}/{m:02}/{:02}", y % 100)
    }),
    ("D/M/YY", |y, m, d| format!("{d}/{m}/{:02}", y % 100)),
    ("DD/MM/YYYY", |y, m, d| format!("{d:02}/{m:02}/{y}")),
    ("DD.MM.YY", |y, m, d| {
        format!("{d:02}.{m:02}.{:02}", y % 100)
    }),
    ("MM/DD/YY", |y, m, d| {
        format!("{m:02}/{d:02}/{:02}", y % 100)
    }),
    ("YY/MM/DD", |y, m, d| {
        format!("{:02}/{m:02}/{d:02}", y % 100)
    }),
    ("DDMMYYYY", |y, m, d| format!("{d:02}{m:02}{y}")),
    ("YYYY-MM-DD", |y, m, d| format!("{y}-{m:02}-{d:02}")),
];

/// How many of the first rows a file has: few leave more open than many.
const ROWS: [usize; 6] = [1, 3, 10, 40, 1_000, usize::MAX];

#[test]
fn dates_written_another_way_are_read_or_asked_about() {
    let Some(files) = support::real_files("superstore", &["orders.csv"]) else {
        return;
    };
    let original = read(&files[0].1);
    let names = ["Order Date", "Ship Date"];
    let days: Vec<Vec<i32>> = names
        .iter()
        .map(|name| original.column(name).expect("a column of dates"))
        .map(|column| column.days(DateStyle::MonthFirst).values)
        .collect();
    let (mut right, mut asked) = (0, 0);
    for (way, write) in WAYS {
        // All columns together help each other; one alone has only itself.
        for (rows, columns) in ROWS.iter().flat_map(|rows| [(*rows, 1), (*rows, 2)]) {
            let rows = rows.min(days[0].len());
            let mut text = names[..columns].join(",") + ",x\n";
            for row in 0..rows {
                let cell = |days: &Vec<i32>| {
                    let (year, month, day) = Day(days[row]).civil();
                    write(year, month, day)
                };
                let cells: Vec<String> = days[..columns].iter().map(cell).collect();
                text.push_str(&format!("{},word\n", cells.join(",")));
            }
            let table = read(text.as_bytes());
            for (column, days) in table.columns.iter().zip(&days[..columns]) {
                match seen(column, &days[..rows]) {
                    Seen::Right => right += 1,
                    Seen::Asked => asked += 1,
                    Seen::Wrong(why) => panic!("{way}, {rows} rows, {}: {why}", column.name),
                }
            }
        }
    }
    println!("{right} columns are read right, {asked} are asked about, none is wrong");
    assert!(right > asked && asked > 0);
}

enum Seen {
    Right,
    Asked,
    Wrong(String),
}

/// Every row's day is the true one; or the user is asked, and the true order is among the answers. A column
/// that is no date at all shows what is written.
fn seen(column: &Column, days: &[i32]) -> Seen {
    let decision = &column.decision;
    let Some(style) = decision.date else {
        return Seen::Asked;
    };
    let is_true = |style: DateStyle| {
        let read = column.days(style).values;
        read.iter()
            .zip(days)
            .all(|(read, day)| read == day && *read != NO_DAY)
    };
    if decision.ambiguous_dates {
        let offered = decision.date_orders.iter().any(|style| is_true(*style));
        return match offered {
            true => Seen::Asked,
            false => Seen::Wrong(format!(
                "asked without the answer: {:?}",
                decision.date_orders
            )),
        };
    }
    match is_true(style) {
        true => Seen::Right,
        false => Seen::Wrong(format!(
            "read as {style:?} in silence: {:?}",
            decision.evidence
        )),
    }
}

fn read(bytes: &[u8]) -> Table {
    let mut reader = TableReader::new("orders.csv", 3);
    reader.push(bytes).expect("readable bytes");
    reader.finish().expect("a table")
}
