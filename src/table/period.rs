//! the name of a column -> the period it stands for: `Jan 2024`, `2024-01`, `Sales März`, `Q1`, `2023`.

use crate::table::date::{DateParts, DateStyle, Form};
use crate::table::date_fields::{Field, Fields};
use crate::value::Day;

/// Years that name a column.
const YEARS: std::ops::Range<u32> = 1_990..2_100;

/// What a period is, the longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PeriodKind {
    Year,
    Quarter,
    Month,
    Day,
}

/// A period that a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) kind: PeriodKind,
    /// The words around it, in small letters.
    pub(crate) rest: String,
    /// Its year, where the name tells one.
    pub(crate) year: Option<u32>,
    /// The number of its quarter or month; 0 for a year.
    part: u32,
    /// Its day, where it is one that can be read in one way only.
    day: Option<Day>,
}

impl Period {
    /// The period as a date is written, in this year where the name tells none; `None` where no year is known,
    /// and for days that can be read in two ways.
    pub(crate) fn written(&self, year: Option<u32>) -> Option<String> {
        let year = self.year.or(year);
        match self.kind {
            PeriodKind::Year => year.map(|year| year.to_string()),
            PeriodKind::Quarter => year.map(|year| format!("{year}-Q{}", self.part)),
            PeriodKind::Month => year.map(|year| format!("{year}-{:02}", self.part)),
            PeriodKind::Day => self.day.map(|day| day.to_string()),
        }
    }
}

/// The years that a text names in four digits.
pub(crate) fn years(text: &str) -> Vec<u32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    years
        .filter_map(|number| number.parse().ok())
        .filter(|year| YEARS.contains(year))
        .collect()
}

/// What period a name names; `None` when it names none.
pub(crate) fn period(name: &str) -> Option<Period> {
    let name = name.trim();
    if let Some(parts) = DateParts::of(name) {
        let [year, month, _] = parts.numbers;
        let (kind, part) = match parts.form {
            Form::Month if name.contains(['Q', 'q']) => (PeriodKind::Quarter, month.div_ceil(3)),
            Form::Month => (PeriodKind::Month, month),
            _ => (PeriodKind::Day, 0),
        };
        let one_way = parts.either_way().is_none();
        let mut styles = [DateStyle::Iso, DateStyle::DayFirst, DateStyle::Month].into_iter();
        return Some(Period {
            kind,
            rest: String::new(),
            year: Some(year),
            part,
            day: styles
                .find_map(|style| parts.day(style))
                .filter(|_| one_way && !matches!(parts.form, Form::Open { .. })),
        });
    }
    let mut found = Period {
        kind: PeriodKind::Year,
        rest: String::new(),
        year: None,
        part: 0,
        day: None,
    };
    let mut rest: Vec<String> = Vec::new();
    for word in name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let fields = Fields::of(word);
        match fields.as_ref().map(Fields::all) {
            Some([Field::Month(month)]) => (found.kind, found.part) = (PeriodKind::Month, *month),
            Some([Field::Quarter(quarter)]) => {
                (found.kind, found.part) = (PeriodKind::Quarter, *quarter)
            }
            Some([Field::Number(year, 4)]) if YEARS.contains(year) => found.year = Some(*year),
            Some([Field::Month(month), Field::Number(year, digits @ (2 | 4))])
                if *digits == 2 || YEARS.contains(year) =>
            {
                let century = if *digits == 2 { 2_000 } else { 0 };
                (found.kind, found.part) = (PeriodKind::Month, *month);
                found.year = Some(century + year);
            }
            None if year_and_month(word).is_some() => {
                let (year, month) = year_and_month(word).unwrap_or_default();
                (found.kind, found.part) = (PeriodKind::Month, month);
                found.year = Some(year);
            }
            // A year in two digits stands behind a month.
            Some([Field::Number(year, 2)]) if found.kind == PeriodKind::Month => {
                found.year = Some(2_000 + year)
            }
            _ => rest.push(word.to_lowercase()),
        }
    }
    found.rest = rest.join(" ");
    (found.part > 0 || found.year.is_some()).then_some(found)
}

/// `202401`, as systems of accounts name their months.
fn year_and_month(word: &str) -> Option<(u32, u32)> {
    let number: u32 = word.parse().ok().filter(|_| word.len() == 6)?;
    let (year, month) = (number / 100, number % 100);
    (YEARS.contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_columns_are_periods() {
        for (name, expected) in [
            ("Jan 2024", Some(("2024-01", ""))),
            ("2024-01", Some(("2024-01", ""))),
            ("Sales M\u{e4}rz", Some(("2023-03", "sales"))),
            ("Umsatz Dez 24", Some(("2024-12", "umsatz"))),
            ("Jan-24", Some(("2024-01", ""))),
            ("Jan24", Some(("2024-01", ""))),
            ("M\u{e4}r.24", Some(("2024-03", ""))),
            ("202412", Some(("2024-12", ""))),
            ("202413", None),
            ("Q3", Some(("2023-Q3", ""))),
            ("Q4 2024", Some(("2024-Q4", ""))),
            ("2021", Some(("2021", ""))),
            ("Revenue 2021 (EUR)", Some(("2021", "revenue eur"))),
            ("2024-01-31", Some(("2024-01-31", ""))),
            ("31.01.2024", None),
            ("Total", None),
            ("monday", None),
        ] {
            let found = period(name);
            let told = found.as_ref().and_then(|period| {
                let written = period.written(Some(2_023))?;
                Some((written, period.rest.clone()))
            });
            let expected = expected.map(|(written, rest)| (written.to_owned(), rest.to_owned()));
            assert_eq!(told, expected, "{name}");
        }
        assert_eq!(years("sales-2024_v10000.csv"), [2_024]);
        assert_eq!(years("2023 to 2024"), [2_023, 2_024]);
    }
}
