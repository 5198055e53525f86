//! the name of a column -> the period it stands for: `Jan 2024`, `2024-01`, `Sales März`, `Q1`, `2023`.

use crate::table::date::{DateParts, Form};
use crate::table::date_fields::{Field, Fields};

/// Years that name a column.
const YEARS: std::ops::Range<u32> = 1_990..2_100;

/// What kind of period a name names, by how many digits of a day it tells, and the words around it; `None` when
/// it names none.
pub(crate) fn period(name: &str) -> Option<(u8, String)> {
    const YEAR: u8 = 0;
    const QUARTER: u8 = 1;
    const MONTH: u8 = 2;
    const DAY: u8 = 3;
    let name = name.trim();
    if let Some(parts) = DateParts::of(name) {
        let kind = match parts.form {
            Form::Month if name.contains(['Q', 'q']) => QUARTER,
            Form::Month => MONTH,
            _ => DAY,
        };
        return Some((kind, String::new()));
    }
    let mut kind = None;
    let mut rest: Vec<String> = Vec::new();
    for word in name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let fields = Fields::of(word);
        let finer = match fields.as_ref().map(Fields::all) {
            Some([Field::Month(_)]) => MONTH,
            Some([Field::Quarter(_)]) => QUARTER,
            Some([Field::Number(year, 4)]) if YEARS.contains(year) => YEAR,
            // A year in two digits stands behind a month.
            Some([Field::Number(_, 2)]) if kind == Some(MONTH) => YEAR,
            _ => {
                rest.push(word.to_lowercase());
                continue;
            }
        };
        kind = kind.max(Some(finer));
    }
    Some((kind?, rest.join(" ")))
}
