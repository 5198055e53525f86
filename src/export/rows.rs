//! Rows -> CSV, a part at a time: the cleaned table, and what was set aside with its reason.
//!
//! Every row leads back to its file and line. Cleaned values are typed: numbers with a point and without
//! grouping, days as `YYYY-MM-DD`, text without invisible characters at its ends, nothing where a value
//! is missing; where spellings are merged, the one that stands for them. A cell that could not be typed, and every cell of a row set aside, stands as written.

use crate::dataset::{Dataset, Verdicts};
use crate::export::csv::{Lines, safe};
use crate::quality::{filled, merged_texts};
use crate::recipe::Recipe;
use crate::say::{Spoken, Text, Voice};
use crate::schema::Model;
use crate::table::{Column, Kind, NO_DAY, NO_NUMBER, Table};
use crate::value::{Day, Decimal};

/// Rows in a part: few enough to hold, enough that typing the columns for each part is no burden.
const PART: usize = 20_000;

/// Which rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The used rows, typed, with what each adds to the revenue in the reporting currency.
    Clean,
    /// The rows set aside, as written, with the reason.
    Rejects,
}

impl Rows {
    /// The rows of this name.
    pub fn of_id(id: &str) -> Option<Rows> {
        match id {
            "clean" => Some(Rows::Clean),
            "rejects" => Some(Rows::Rejects),
            _ => None,
        }
    }
}

/// A part of the rows as CSV, the header in front of the first; `None` behind the last.
pub fn part(
    rows: Rows,
    part: usize,
    model: &Model,
    recipe: &Recipe,
    dataset: &Dataset,
    verdicts: &Verdicts,
    voice: &Voice,
) -> Option<Vec<u8>> {
    let table = model.fact_table();
    let chosen = match rows {
        Rows::Clean => verdicts.used(),
        Rows::Rejects => verdicts.aside(),
    };
    let first = part * PART;
    if part > 0 && first >= chosen.len() {
        let further = part - chosen.len().div_ceil(PART).max(1);
        return (rows == Rows::Rejects)
            .then(|| of_other_files(model, further, voice))
            .flatten();
    }
    let mine = &chosen[first..chosen.len().min(first + PART)];
    let mut columns = vec![files(model, mine), lines(table, mine)];
    if rows == Rows::Rejects {
        columns.push(reasons(mine, verdicts, voice));
    }
    let cells = |(at, column): (usize, &Column)| match rows {
        Rows::Clean => {
            let mut from = model.facts().heads(at, mine);
            if let Some(filled) = filled(model, recipe, at, &chosen) {
                from.iter_mut().for_each(|row| *row = filled[*row as usize]);
            }
            merged_texts(model, recipe, (model.fact, at), &from)
                .unwrap_or_else(|| typed(column, &from))
        }
        Rows::Rejects => mine
            .iter()
            .map(|row| column.text(*row).into_owned())
            .collect(),
    };
    columns.extend(table.columns.iter().enumerate().map(cells));
    if rows == Rows::Clean {
        let amounts = dataset.amount[first..first + mine.len()].iter();
        columns.push(
            amounts
                .map(|amount| dataset.money(i128::from(*amount)).to_string())
                .collect(),
        );
    }
    let mut out = Lines::new();
    if part == 0 {
        out.line(&header(rows, table, dataset));
    }
    let mut cells = Vec::with_capacity(columns.len());
    for row in 0..mine.len() {
        cells.clear();
        for column in &columns {
            cells.push(safe(&column[row]));
        }
        out.line(&cells);
    }
    Some(out.bytes())
}

/// Records of other files that are in no table, and those that another file holds too, as written under
/// the names of the facts' columns.
fn of_other_files(model: &Model, part: usize, voice: &Voice) -> Option<Vec<u8>> {
    let mut told: Vec<(usize, u32, &str)> = Vec::new();
    for (at, source) in model.sources.iter().enumerate() {
        if source.is_part {
            continue;
        }
        if at != model.fact {
            let flaws = source.table.flaws.iter().map(|flaw| flaw.record);
            told.extend(
                flaws
                    .filter(|record| *record > 0)
                    .map(|record| (at, record, "ragged")),
            );
        }
        for (part, of) in source.table.parts.iter().zip(&source.parts) {
            told.extend(
                part.repeated
                    .iter()
                    .map(|record| (*of, *record, "repeated")),
            );
        }
    }
    let mine = told.chunks(PART).nth(part)?;
    let mut out = Lines::new();
    for (at, record, reason) in mine {
        let table = &model.sources[*at].table;
        let mut said = Text::new(&format!("reason.{reason}"));
        said.speak(voice);
        let mut cells = vec![
            safe(table.file_of(*record)),
            table.line(*record).to_string(),
            said.said,
        ];
        let facts = model.fact_table().columns.iter();
        cells.extend(facts.map(|column| {
            let own = table.column(&column.name);
            safe(&own.map_or_else(Default::default, |own| own.text(record - 1)))
        }));
        out.line(&cells);
    }
    Some(out.bytes())
}

fn header(rows: Rows, table: &Table, dataset: &Dataset) -> Vec<String> {
    let mut header = vec!["source_file".to_owned(), "source_line".to_owned()];
    if rows == Rows::Rejects {
        header.push("reason".to_owned());
    }
    header.extend(table.columns.iter().map(|column| safe(&column.name)));
    if rows == Rows::Clean {
        let currency = dataset.currency.as_deref().unwrap_or("report");
        header.push(format!("amount_in_{currency}"));
    }
    header
}

fn files(model: &Model, rows: &[u32]) -> Vec<String> {
    let name = |row: &u32| model.sources[model.place_of(*row).0].name().to_owned();
    rows.iter().map(name).collect()
}

fn lines(table: &Table, rows: &[u32]) -> Vec<String> {
    let line = |row: &u32| table.line(row + 1).to_string();
    rows.iter().map(line).collect()
}

fn reasons(rows: &[u32], verdicts: &Verdicts, voice: &Voice) -> Vec<String> {
    let reason = |row: &u32| {
        let code = verdicts.of_row(*row as usize).unwrap_or_default();
        let mut reason = Text::new(&format!("reason.{code}"));
        reason.speak(voice);
        reason.said
    };
    rows.iter().map(reason).collect()
}

/// The values of a column in these rows.
fn typed(column: &Column, rows: &[u32]) -> Vec<String> {
    let as_written = |row: u32| {
        let missing = column.is_missing(row);
        if missing {
            String::new()
        } else {
            crate::table::trimmed(&column.text(row)).to_owned()
        }
    };
    match column.decision.kind {
        Kind::Integer | Kind::Decimal => {
            let numbers = column.decimals(&column.decision.number);
            let number = |row: &u32| match numbers.values[*row as usize] {
                NO_NUMBER => as_written(*row),
                mantissa => Decimal::new(i128::from(mantissa), numbers.scale)
                    .normalized()
                    .to_string(),
            };
            rows.iter().map(number).collect()
        }
        Kind::Date => {
            let Some(style) = column.decision.date else {
                return rows.iter().map(|row| as_written(*row)).collect();
            };
            let days = column.days(style);
            let day = |row: &u32| match days.values[*row as usize] {
                NO_DAY => as_written(*row),
                day => Day(day).to_string(),
            };
            rows.iter().map(day).collect()
        }
        _ => rows.iter().map(|row| as_written(*row)).collect(),
    }
}
