//! A source with a column for each period -> one more source with a row for each of its cells: customer, month,
//! amount. Total columns are held against the periods and not added; what nothing shows to be sales is left.

use crate::csv::AsideKind;
use crate::recipe::Recipe;
use crate::say::Text;
use crate::schema::by_header::is_headed_like;
use crate::schema::header::{english, singular, words};
use crate::schema::role::Role;
use crate::schema::shape::{currency_in, is_number};
use crate::schema::source::Source;
use crate::table::{Kind, NO_NUMBER, Period, PeriodKind, Table, Turned, period, years};
use crate::value::Decimal;

/// The control of it: by default as rows; `columns` leaves the table as it is; a year is that of months that
/// name none.
pub const PERIODS: (&str, &str, &str) = ("periods", "rows", "columns");
/// The reason that one answer takes away.
pub const NO_YEAR: &str = "wide.no_year";

/// Columns of these roles stay although they hold numbers.
const NAMES: [Role; 8] = [
    Role::CustomerId,
    Role::CustomerName,
    Role::Product,
    Role::ProductName,
    Role::Category,
    Role::Market,
    Role::Region,
    Role::Country,
];

/// Records rise by chance more rarely.
const BY_CHANCE: f64 = 1e-6;

/// What numbers may tell, by words for it: sales, and what is none or none yet.
const TOLD: [(bool, &str); 6] = [
    (
        true,
        "sale revenue turnover amount net gross order invoice actual ist",
    ),
    (
        false,
        "unit quantity qty piece stock inventory volume visit session headcount hour",
    ),
    (
        false,
        "cost cogs expense kosten aufwand gasto charge payroll",
    ),
    (
        false,
        "profit margin ebit ebitda income gewinn ergebnis marge utile beneficio",
    ),
    (
        false,
        "plan planned budget forecast target goal soll previsto",
    ),
    (
        false,
        "price rate share percent growth index rating score balance",
    ),
];

/// What these words tell, as a place in [`TOLD`].
fn told(text: &str) -> impl Iterator<Item = usize> {
    let words: Vec<String> = english(text).iter().map(|word| singular(word)).collect();
    let says = move |list: &str| list.split(' ').any(|word| words.iter().any(|w| w == word));
    (0..TOLD.len()).filter(move |at| says(TOLD[*at].1))
}

/// Whether these words tell of something that is no sales.
fn is_no_sales(text: &str) -> bool {
    let mut told = told(text).peekable();
    told.peek().is_some() && told.all(|at| !TOLD[at].0)
}

/// Adds a source of rows for each source of columns of periods, where no file tells days of its own.
pub(super) fn unpivot(sources: &mut Vec<Source>, recipe: &Recipe) {
    let dated =
        |source: &Source| source.mapping.wide.is_empty() && source.column(Role::OrderDay).is_some();
    let dated = sources.iter().any(dated);
    for at in 0..sources.len() {
        if sources[at].mapping.wide.is_empty() {
            continue;
        }
        let chosen = recipe
            .reading
            .get(&format!("{}.{}", PERIODS.0, sources[at].name()));
        let chosen = chosen.map_or("", String::as_str);
        let rows = match dated {
            true => Err(Text::new("wide.dated")),
            false => rows_of(&sources[at], chosen, recipe),
        };
        match rows {
            Ok(mut rows) => {
                rows.parts = vec![at];
                sources[at].is_part = true;
                sources.push(rows);
            }
            Err(why) => sources[at].notes.push(why),
        }
    }
}

fn rows_of(source: &Source, chosen: &str, recipe: &Recipe) -> Result<Source, Text> {
    let table = &source.table;
    let wide = &source.mapping.wide;
    let named: Vec<Period> = wide
        .iter()
        .filter_map(|at| period(&table.columns[*at].name))
        .collect();
    let kept = kept(source);
    if chosen == PERIODS.2 {
        return Err(Text::new("wide.chosen"));
    }
    let title = table.facts.aside.iter();
    let title = title.filter(|aside| aside.kind == AsideKind::Preamble);
    let title: Vec<&str> = title
        .flat_map(|aside| aside.cells.iter().map(String::as_str))
        .collect();
    sells(source, &named[0], &kept, &title)?;
    let year = Year::of(source, &named, &title, chosen)?;
    let written = |row: u32, at: usize| named[at].written(year.of_row(row)).unwrap_or_default();
    let of_days = named[0].kind == PeriodKind::Day;
    if of_days && (0..named.len()).any(|at| written(0, at).is_empty()) {
        return Err(Text::new("wide.days"));
    }
    let names = match named[0].kind {
        PeriodKind::Year => "year",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Month => "month",
        PeriodKind::Day => "date",
    };
    let first = &table.columns[wide[0]].name;
    let amount = match (
        is_headed_like(&named[0].rest, Role::Amount),
        currency_in(first),
    ) {
        (true, _) => named[0].rest.clone(),
        (false, Some(currency)) => format!("amount ({currency})"),
        (false, None) => "amount".to_owned(),
    };
    let mut new = table.unpivot(&Turned {
        kept: &kept,
        periods: wide,
        period: &written,
        names: [names, &amount],
    });
    let notes = notes(source, &new, &kept);
    // How somebody says that one of the columns is written holds for all of them.
    let style = |at: usize| {
        let place = format!("{}/{}", source.name(), table.columns[at].name);
        recipe.dates.get(&place).cloned()
    };
    let last = new.columns.len() - 1;
    let names: Vec<String> = new.columns.iter().map(|c| c.name.clone()).collect();
    new.choose_styles(
        &|name| match names.iter().position(|other| other == name)? {
            at if at == last => wide.iter().find_map(|at| style(*at)),
            at => style(*kept.get(at)?),
        },
    );
    let mut rows = Source::of(new, &recipe.roles);
    let places = kept.iter().map(|at| Some(*at));
    rows.part_columns = vec![places.chain([None, None]).collect()];
    rows.unpivoted = true;
    rows.notes = notes;
    Ok(rows)
}

/// The columns that say what a row is about.
fn kept(source: &Source) -> Vec<usize> {
    let stays = |at: &usize| {
        let role = source.mapping.guesses[*at].role;
        let kind = source.table.columns[*at].decision.kind;
        let named = role.is_some_and(|role| NAMES.contains(&role));
        !source.mapping.wide.contains(at) && kind != Kind::Empty && (named || !is_number(kind))
    };
    (0..source.table.columns.len()).filter(stays).collect()
}

/// Whether the numbers may be sales: nothing says that they are something else, or several things.
fn sells(source: &Source, named: &Period, kept: &[usize], title: &[&str]) -> Result<(), Text> {
    let table = &source.table;
    let other = |column: usize| {
        let name = &table.columns[column].name;
        let also = period(name).filter(|other| other.kind == named.kind);
        !source.mapping.wide.contains(&column) && also.is_some()
    };
    if let Some(at) = (0..table.columns.len()).find(|at| other(*at)) {
        return Err(Text::new("wide.several").with("what", &table.columns[at].name));
    }
    let stem = source
        .name()
        .split_once('.')
        .map_or(source.name(), |it| it.0);
    let texts = [named.rest.as_str(), stem];
    if let Some(what) = texts.iter().chain(title).find(|text| is_no_sales(text)) {
        return Err(Text::new("wide.no_sales").with("what", *what));
    }
    let percent = |at: &&usize| table.columns[**at].decision.number.percent;
    if let Some(at) = source.mapping.wide.iter().find(percent) {
        return Err(Text::new("wide.no_sales").with("what", &table.columns[*at].name));
    }
    if is_running(table, &source.mapping.wide) {
        return Err(Text::new("wide.running"));
    }
    // Rows of several things: revenue, cost and profit; plan and actual.
    for at in kept {
        let entries = table.columns[*at].coded().entries;
        let told: Vec<Vec<usize>> = entries.iter().map(|entry| told(entry).collect()).collect();
        let telling = told.iter().filter(|groups| !groups.is_empty()).count();
        let mut groups = told.iter().flatten();
        let first = groups.next();
        if groups.any(|group| Some(group) != first) && telling * 2 >= entries.len() {
            return Err(Text::new("wide.several").with("what", &table.columns[*at].name));
        }
    }
    let names = |at: &usize| {
        let role = source.mapping.guesses[*at].role;
        role.is_some_and(|role| NAMES.contains(&role))
    };
    if !kept.iter().any(names) {
        return Err(Text::new("wide.nobody"));
    }
    Ok(())
}

/// Whether no record ever falls from one period to the next: running totals, of which the last one holds all the
/// others. By chance `n` numbers rise so once in `n!` records.
fn is_running(table: &Table, wide: &[usize]) -> bool {
    let read: Vec<(Vec<Option<i128>>, u8)> = wide.iter().map(|at| table.sums_of(&[*at])).collect();
    let (mut chance, mut rising) = (1.0, true);
    for row in 0..table.rows as usize {
        let values = read
            .iter()
            .filter_map(|(column, scale)| Some(Decimal::new(column[row]?, *scale)));
        let values: Vec<Decimal> = values.collect();
        rising &= values.is_sorted();
        // Those that stay the same prove nothing.
        let steps = values.windows(2).filter(|pair| pair[0] != pair[1]).count();
        chance /= (1..=steps + 1).product::<usize>() as f64;
    }
    rising && chance < BY_CHANCE
}

/// The year of periods that name none.
enum Year {
    One(Option<u32>),
    ByRow(Vec<Option<u32>>),
}

impl Year {
    fn of(source: &Source, named: &[Period], title: &[&str], chosen: &str) -> Result<Year, Text> {
        let table = &source.table;
        let own = named.iter().filter(|period| period.year.is_some()).count();
        if own == named.len() {
            return Ok(Year::One(None));
        }
        let one = |found: Vec<u32>| match found[..] {
            [year] => Some(year),
            _ => None,
        };
        if let Some(year) = one(years(chosen)).filter(|_| own == 0) {
            return Ok(Year::One(Some(year)));
        }
        let by_row = source.mapping.column(Role::FiscalYear);
        if let Some(at) = by_row.filter(|_| own == 0) {
            let column = &table.columns[at];
            let cells = (0..table.rows).map(|row| one(years(&column.text(row))));
            let cells: Vec<Option<u32>> = cells.collect();
            if cells.iter().filter(|year| year.is_none()).count() <= table.flaws.len() {
                return Ok(Year::ByRow(cells));
            }
        }
        let of_title = one(title.iter().flat_map(|text| years(text)).collect());
        let found = of_title.or_else(|| one(years(source.name())));
        match found.filter(|_| own == 0) {
            Some(year) => Ok(Year::One(Some(year))),
            None => Err(Text::new(NO_YEAR)),
        }
    }

    fn of_row(&self, row: u32) -> Option<u32> {
        match self {
            Year::One(year) => *year,
            Year::ByRow(years) => years[row as usize],
        }
    }
}

/// What was turned, what became of the columns of totals, and which records have nothing to turn.
fn notes(source: &Source, new: &Table, kept: &[usize]) -> Vec<Text> {
    let table = &source.table;
    let wide = &source.mapping.wide;
    let named = |at: usize| table.columns[at].name.as_str();
    let file = source.name();
    let mut notes = vec![
        Text::new("model.wide")
            .with("file", file)
            .with("columns", wide.len())
            .with("first", named(wide[0]))
            .with("last", named(wide[wide.len() - 1]))
            .with("records", table.rows)
            .with("rows", new.rows),
    ];
    let (sums, scale) = table.sums_of(wide);
    let mut left: Vec<&str> = Vec::new();
    let others = (0..table.columns.len()).filter(|at| !wide.contains(at) && !kept.contains(at));
    for at in others.filter(|at| table.columns[*at].decision.kind != Kind::Empty) {
        let column = &table.columns[at];
        let read = column.decimals(&column.decision.number);
        let stated = |row: u32| {
            let value = read.values[row as usize];
            (value != NO_NUMBER).then(|| Decimal::new(i128::from(value), read.scale))
        };
        let sum = |row: u32| Decimal::new(sums[row as usize].unwrap_or(0), scale);
        let rows = (0..table.rows).filter(|row| stated(*row).is_some());
        let rows: Vec<u32> = rows.collect();
        let differ: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|row| stated(*row).is_some_and(|stated| stated.cmp(&sum(*row)).is_ne()))
            .collect();
        let says = words(&column.name);
        let says = says
            .iter()
            .any(|word| crate::csv::is_one_of(&crate::csv::TOTALS, word));
        match differ
            .first()
            .zip(differ.first().and_then(|row| stated(*row)))
        {
            None if !rows.is_empty() => notes.push(
                Text::new("model.wide.total")
                    .with("column", &column.name)
                    .with("rows", rows.len()),
            ),
            Some((row, told)) if says || differ.len() * 10 <= rows.len() => notes.push(
                Text::new("warning.wide.total")
                    .with("file", file)
                    .with("column", &column.name)
                    .with("differ", differ.len())
                    .with("rows", rows.len())
                    .with("line", table.line(row + 1))
                    .with("stated", told.normalized())
                    .with("sum", sum(*row).normalized()),
            ),
            _ if source.mapping.guesses[at].role != Some(Role::FiscalYear) => left.push(named(at)),
            _ => {}
        }
    }
    if !left.is_empty() {
        notes.push(
            Text::new("model.wide.left")
                .with("file", file)
                .with("columns", left),
        );
    }
    let records = &new.parts[0].records;
    let idle = (1..=table.rows).filter(|record| records.binary_search(record).is_err());
    let idle: Vec<u32> = idle.collect();
    if let Some(first) = idle.first() {
        notes.push(
            Text::new("model.wide.idle")
                .with("file", file)
                .with("records", idle.len())
                .with("line", table.line(*first)),
        );
    }
    notes
}
