//! Cases about single values: dates, numbers, types, and texts that must stay what they are.

use clientele::csv::Wanted;
use clientele::figure::{Cell, Column, Grid, Row, Trace};
use clientele::say::Text;
use clientele::table::{Kind, Table, TableReader, TypeDecision};
use serde_json::Value;

use crate::case::{Case, Verdict};
use crate::typed;

/// Class, suite (or how it begins), percent that must pass.
pub const BARS: &[(&str, &str, f64)] = &[
    ("scalar-date", "", 100.0),
    ("scalar-type", "", 100.0),
    ("number-lines", "", 100.0),
    ("typed", "", 97.0),
    ("typed-rows", "", 97.0),
    ("utf8", "", 100.0),
];

/// A table of one text column `x` and a column of these cells, each written in quotes.
fn column(name: &str, cells: &[&str]) -> Option<Table> {
    let mut text = format!("x,{name}\n");
    for cell in cells {
        text.push_str(&format!("w,\"{}\"\n", cell.replace('"', "\"\"")));
    }
    let mut reader = TableReader::new("a.csv", 7);
    reader.push(text.as_bytes()).ok()?;
    reader.finish().ok()
}

/// What is decided of a column of this name that holds only this text: digits are dates where the name
/// says so.
fn decision(name: &str, text: &str) -> Option<TypeDecision> {
    column(name, &[text]).map(|mut table| table.columns.swap_remove(1).decision)
}

fn kind(name: &str, text: &str) -> Option<Kind> {
    decision(name, text).map(|decision| decision.kind)
}

/// Dates are dates, and the moment they name; one that the order of day and month leaves open counts as
/// right when it is asked. What is no date is none.
pub fn judge_date(case: &Case) -> Verdict {
    let expected = case.expected();
    let Some(text) = expected["text"].as_str() else {
        return Verdict::NotJudged;
    };
    let Some(decision) = decision("date", text) else {
        return Verdict::Fail(format!("{text:?} makes no table"));
    };
    let found = matches!(decision.kind, Kind::Date | Kind::DateTime);
    if expected["parses"] == false {
        return match found {
            true => Verdict::Confident(format!("{text:?} is read as a date")),
            false => Verdict::Pass,
        };
    }
    if !found {
        return Verdict::Fail(format!("{text:?} is {:?}", decision.kind));
    }
    if decision.ambiguous_dates {
        return Verdict::Asked { right: true };
    }
    let stamp = decision.date.and_then(|style| style.read(text));
    let utc = expected["utc"].as_str().and_then(|utc| utc.get(..16));
    match (stamp.map(|stamp| typed::utc(&stamp)), utc) {
        (None, _) => Verdict::Fail(format!("{text:?} is not read")),
        (Some(told), Some(utc)) if told != utc => {
            Verdict::Confident(format!("{text:?} is {told} and not {utc}"))
        }
        _ => Verdict::Pass,
    }
}

/// A text is, or is not, of a type.
pub fn judge_type(case: &Case) -> Verdict {
    let expected = case.expected();
    let (Some(text), Some(of), Some(is)) = (
        expected["text"].as_str(),
        expected["type"].as_str(),
        expected["is_type"].as_bool(),
    ) else {
        return Verdict::NotJudged;
    };
    let kind = kind(of, text);
    let found = match of {
        "number" => matches!(kind, Some(Kind::Integer | Kind::Decimal | Kind::Id)),
        "date" => matches!(kind, Some(Kind::Date)),
        "datetime" => matches!(kind, Some(Kind::DateTime)),
        _ => return Verdict::NotJudged,
    };
    if found == is {
        Verdict::Pass
    } else {
        Verdict::Fail(format!("{text:?} is {kind:?}, {of}: {is}"))
    }
}

/// Written as a quoted cell and read again, as a cell and as a header: identical.
pub fn judge_identity(case: &Case) -> Verdict {
    let Some(string) = case.expected()["string"].as_str() else {
        return Verdict::NotJudged;
    };
    let quoted = format!("\"{}\"", string.replace('"', "\"\""));
    let file = format!("x,{quoted}\r\nw,{quoted}\r\nv,1\r\n");
    let wanted = Wanted {
        header: Some(true),
        ..Wanted::default()
    };
    let mut reader = TableReader::new("a.csv", 7).with(wanted);
    let table = match reader.push(file.as_bytes()).and_then(|()| reader.finish()) {
        Ok(table) => table,
        Err(error) => return Verdict::Fail(format!("refused: {}", error.code)),
    };
    let cell = table.record(0).get(1).map(|cell| cell.to_string());
    let header = table.facts.header.get(1).cloned();
    if cell.as_deref() == Some(string) && header.as_deref() == Some(string) {
        Verdict::Pass
    } else {
        Verdict::Silent(format!("{string:?} became {cell:?} and {header:?}"))
    }
}

/// On export no cell begins a formula.
pub fn judge_formula(case: &Case) -> Verdict {
    let Some(text) = case.expected()["text"].as_str() else {
        return Verdict::NotJudged;
    };
    let said = Text {
        said: text.to_owned(),
        ..Text::none()
    };
    let columns = vec![Column {
        label: said.clone(),
        numeric: false,
    }];
    let row = Row::new(vec![Cell::Text(said)], 1, Trace::all());
    let table = Grid::new("grid", Text::none(), columns, vec![row.clone()]);
    let written = clientele::export::csv::lines(&table, true, &[&row]);
    let written = String::from_utf8_lossy(&written).into_owned();
    let begins = |cell: &str| {
        cell.trim_start_matches('"')
            .starts_with(['=', '+', '-', '@', '\t', '\r'])
    };
    let number = text.parse::<f64>().is_ok();
    if written.lines().any(begins) && !number {
        return Verdict::Silent(format!("{text:?} is written as {written:?}"));
    }
    Verdict::Pass
}

/// `y_` accepted, `n_` refused, `i_` either.
pub fn judge_json(case: &Case) -> Verdict {
    let (Some(bytes), Some(file)) = (case.bytes(), case.text("file")) else {
        return Verdict::NotJudged;
    };
    let name = file.rsplit('/').next().unwrap_or_default();
    let accepted = serde_json::from_slice::<Value>(&bytes).is_ok();
    match (name.as_bytes().first(), accepted) {
        (Some(b'y'), false) | (Some(b'n'), true) => Verdict::Fail(format!("{name}: {accepted}")),
        _ => Verdict::Pass,
    }
}
