//! Days that are told in parts, the year in one column and the month in another, and the day perhaps in a third ->
//! one more column that holds them whole.

use crate::say::Text;
use crate::schema::shape::is_date;
use crate::table::Table;
use crate::value::plain;

/// How the parts are headed, in plain letters; the same words may stand before all of them.
const PARTS: [&str; 3] = [
    "year jahr annee an ano anno jaar ar rok yil",
    "month monat mois mes mese maand manad maned miesiac ay",
    "day tag jour dia giorno dag dzien gun",
];
/// What the column is called.
const NAME: &str = "date";

/// Puts the parts of a day together, where no column holds it whole and all cells of the parts are some.
pub(super) fn join(table: &mut Table) {
    let whole = table.columns.iter().any(|it| is_date(it.decision.kind));
    if whole || table.column(NAME).is_some() {
        return;
    }
    let parted: Vec<Option<(usize, String)>> =
        table.columns.iter().map(|it| part(&it.name)).collect();
    let find = |wanted: usize, before: &str| {
        let is = |told: &Option<(usize, String)>| {
            told.as_ref()
                .is_some_and(|(part, words)| *part == wanted && words == before)
        };
        parted.iter().position(is)
    };
    let years = parted.iter().enumerate().filter_map(|(at, told)| {
        let (part, before) = told.as_ref()?;
        (*part == 0).then(|| Some((at, find(1, before)?, find(2, before))))?
    });
    let Some((year, month, day)) = years.into_iter().next() else {
        return;
    };
    let text = |at: usize, row: u32| {
        table.columns[at]
            .text(row)
            .trim()
            .trim_end_matches(".0")
            .to_owned()
    };
    let cell = |row: u32| {
        let (year, month) = (text(year, row), text(month, row));
        let day = day.map(|day| text(day, row));
        let number = month.parse::<u32>().ok().filter(|it| (1..=12).contains(it));
        if year.len() != 4 || month.is_empty() || day.as_ref().is_some_and(String::is_empty) {
            return String::new();
        }
        match (number, day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:0>2}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            (None, Some(day)) => format!("{day} {month} {year}"),
            (None, None) => format!("{month} {year}"),
        }
    };
    let cells: Vec<String> = (0..table.rows).map(cell).collect();
    let named = |at: usize| table.columns[at].name.clone();
    let names: Vec<String> = [Some(year), Some(month), day]
        .into_iter()
        .flatten()
        .map(named)
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let told = Text::new("reading.parted_day")
        .with("column", NAME)
        .with("columns", names);
    if table.add_days(NAME, &cells) {
        table.facts.decisions.push(told);
    }
}

/// Which part of a day a header names, and the words before it.
fn part(name: &str) -> Option<(usize, String)> {
    let name = plain(name);
    let mut words: Vec<&str> = name
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty())
        .collect();
    let last = words.pop()?;
    let at = PARTS
        .iter()
        .position(|list| list.split(' ').any(|word| word == last))?;
    Some((at, words.join(" ")))
}
