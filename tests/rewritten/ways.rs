//! The ways in which other programs would have written the same files.

use crate::table::Table;

type Files = Vec<(String, Vec<u8>)>;

/// A way to write the files of a folder; the one with the facts comes first. `None` where it would
/// change nothing.
pub struct Way {
    pub id: &'static str,
    pub write: fn(Vec<Table>, Option<&str>) -> Option<Files>,
}

const fn way(id: &'static str, write: fn(Vec<Table>, Option<&str>) -> Option<Files>) -> Way {
    Way { id, write }
}

pub const WAYS: &[Way] = &[
    way("columns permuted", permuted),
    way("headers restyled", restyled),
    way("headers col1...n", numbered),
    way("rows shuffled", shuffled),
    way("semicolons", semicolons),
    way("tabs and CRLF", tabs),
    way("UTF-16", utf16),
    way("windows-1252", windows_1252),
    way("dates and numbers", other_style),
    way("preamble and total", preamble_and_total),
    way("stray carriage returns", stray_returns),
    way("two files", two_files),
    way("overlapping exports", overlapping),
    way("everything quoted", quoted),
    way("ids as floats", float_ids),
];

fn written(tables: &[Table]) -> Option<Files> {
    Some(tables.iter().map(Table::plainly).collect())
}

fn permuted(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        table.header.reverse();
        table.records.iter_mut().for_each(|record| record.reverse());
    }
    written(&tables)
}

/// `customer_code` and `CustomerCode` as `CUSTOMER CODE`.
fn restyled(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for header in tables.iter_mut().flat_map(|table| &mut table.header) {
        let mut words = String::new();
        let mut before = ' ';
        for c in header.chars() {
            if c.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.extend(if c == '_' { ' ' } else { c }.to_uppercase());
            before = c;
        }
        *header = words;
    }
    written(&tables)
}

fn numbered(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        for (index, header) in table.header.iter_mut().enumerate() {
            *header = format!("col{}", index + 1);
        }
    }
    written(&tables)
}

fn shuffled(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        let mut numbered: Vec<(u64, Vec<String>)> = table
            .records
            .drain(..)
            .enumerate()
            .map(|(index, record)| {
                let mixed = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                (mixed.rotate_left(31), record)
            })
            .collect();
        numbered.sort_by_key(|(key, _)| *key);
        table.records = numbered.into_iter().map(|(_, record)| record).collect();
    }
    written(&tables)
}

fn semicolons(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        table.style.delimiter = ';';
    }
    written(&tables)
}

fn tabs(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    retabbed(&mut tables);
    written(&tables)
}

fn retabbed(tables: &mut [Table]) {
    for table in tables {
        table.style.delimiter = '\t';
        table.style.line_end = "\r\n";
    }
}

/// As a spreadsheet saves "Unicode text".
fn utf16(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    retabbed(&mut tables);
    let encoded = tables.iter().map(|table| {
        let (name, bytes) = table.plainly();
        let text = String::from_utf8(bytes).expect("the tables are text");
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        (name, units.flat_map(u16::to_le_bytes).collect())
    });
    Some(encoded.collect())
}

/// Only where some letter is not ASCII and every letter is in Latin 1.
fn windows_1252(tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    let mut other = false;
    let mut files = Files::new();
    for table in tables.iter() {
        let (name, bytes) = table.plainly();
        let text = String::from_utf8(bytes).ok()?;
        let latin =
            |c: char| (!('\u{80}'..='\u{9f}').contains(&c)).then(|| u8::try_from(c).ok())?;
        let bytes: Option<Vec<u8>> = text.chars().map(latin).collect();
        other |= !text.is_ascii();
        files.push((name, bytes?));
    }
    other.then_some(files)
}

/// `1234.5` as `1234,5`, and dates as `31.12.2020`, between semicolons.
fn other_style(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        table.style.delimiter = ';';
        for column in 0..table.header.len() {
            let order = date_order(table, column);
            for record in &mut table.records {
                let cell = &mut record[column];
                if let Some(order) = order {
                    *cell = day_first(cell, order);
                } else if cell.parse::<f64>().is_ok() {
                    *cell = cell.replace('.', ",");
                }
            }
        }
    }
    written(&tables)
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Iso,
    DayFirst,
    MonthFirst,
}

fn parts(cell: &str) -> Option<[u32; 3]> {
    let date = cell.split(' ').next()?;
    let mut parts = date.split(['-', '/']).map(|part| part.parse::<u32>().ok());
    let found = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(found)
}

/// The order of the dates of a column, by what exceeds 12.
fn date_order(table: &Table, column: usize) -> Option<Order> {
    let dates: Option<Vec<[u32; 3]>> = table.filled(column).map(parts).collect();
    let dates = dates.filter(|dates| !dates.is_empty())?;
    let over = |place: usize, most: u32| dates.iter().any(|date| date[place] > most);
    match () {
        () if over(0, 31) => Some(Order::Iso),
        () if over(0, 12) => Some(Order::DayFirst),
        () if over(1, 12) => Some(Order::MonthFirst),
        () => None,
    }
}

fn day_first(cell: &str, order: Order) -> String {
    let Some([a, b, c]) = parts(cell) else {
        return cell.to_owned();
    };
    let (year, month, day) = match order {
        Order::Iso => (a, b, c),
        Order::DayFirst => (c, b, a),
        Order::MonthFirst => (c, a, b),
    };
    let time = cell.split_once(' ').map_or("", |(_, time)| time);
    format!("{day:02}.{month:02}.{year} {time}")
        .trim()
        .to_owned()
}

/// Three lines above the header, and the sum below the last record.
fn preamble_and_total(mut tables: Vec<Table>, amount: Option<&str>) -> Option<Files> {
    let facts = &mut tables[0];
    let column = facts.column(amount?)?;
    let mut total = vec![String::new(); facts.header.len()];
    total[0] = "Total".to_owned();
    total[column] = sum(facts, column);
    facts.records.push(total);
    facts.above = "Sales report\nExported on 2026-01-31 by A. Person\n\n".to_owned();
    written(&tables)
}

fn sum(table: &Table, column: usize) -> String {
    let scale = |cell: &str| {
        cell.split_once('.')
            .map_or(0, |(_, decimals)| decimals.len())
    };
    let finest = table.filled(column).map(scale).max().unwrap_or(0);
    let mantissa = |cell: &str| -> i128 {
        let digits: String = cell.chars().filter(|c| *c != '.').collect();
        let scaled = 10_i128.pow((finest - scale(cell)) as u32);
        digits.parse::<i128>().expect("amounts are plain numbers") * scaled
    };
    let sum: i128 = table.filled(column).map(mantissa).sum();
    let digits = format!("{sum:0>width$}", width = finest + 1);
    let (whole, decimals) = digits.split_at(digits.len() - finest);
    if decimals.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{decimals}")
    }
}

/// A carriage return inside the quotes of the last column, in every second record.
fn stray_returns(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    let records = tables[0].records.iter_mut().step_by(2);
    for cell in records.filter_map(|record| record.last_mut()) {
        if !cell.is_empty() {
            cell.push('\r');
        }
    }
    written(&tables)
}

fn cut(
    tables: &mut Vec<Table>,
    first: std::ops::Range<usize>,
    second: std::ops::Range<usize>,
) -> Option<Files> {
    let mut other = tables[0].clone();
    let (stem, end) = other.name.split_once('.').expect("a file name");
    other.name = format!("{stem}_2.{end}");
    other.records = tables[0].records[second].to_vec();
    tables[0].records = tables[0].records[first].to_vec();
    tables.push(other);
    written(tables)
}

fn two_files(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    let records = tables[0].records.len();
    cut(&mut tables, 0..records / 2, records / 2..records)
}

/// Exports of two months that overlap in the middle fifth.
fn overlapping(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    let records = tables[0].records.len();
    cut(&mut tables, 0..records * 3 / 5, records * 2 / 5..records)
}

fn quoted(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    for table in tables.iter_mut() {
        table.style.quote_all = true;
    }
    written(&tables)
}

/// `70002017` as `70002017.0`, in the first file alone.
fn float_ids(mut tables: Vec<Table>, _: Option<&str>) -> Option<Files> {
    let facts = &mut tables[0];
    let mut changed = false;
    for column in 0..facts.header.len() {
        let name = facts.header[column].to_lowercase();
        let id = ["id", "code", "key"].iter().any(|end| name.ends_with(end));
        let whole = |cell: &str| cell.parse::<u64>().is_ok_and(|n| n.to_string() == cell);
        if id && facts.filled(column).next().is_some() && facts.filled(column).all(whole) {
            changed = true;
            for record in facts.records.iter_mut().filter(|r| !r[column].is_empty()) {
                record[column].push_str(".0");
            }
        }
    }
    if changed { written(&tables) } else { None }
}
