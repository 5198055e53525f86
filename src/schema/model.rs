//! Sources -> Model: which file holds the facts, which files describe them, and what a row is worth.

use crate::schema::join::{self, Join};
use crate::schema::role::Role;
use crate::schema::source::Source;
use crate::table::{Column, MISSING, Table};

/// No amount: the cell is missing or no number.
pub const NO_AMOUNT: i64 = i64::MIN;

/// What the rows of the facts are worth, before any currency is converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// How it was found.
    pub how: MeasureKind,
    /// Per fact row the mantissa at `scale`, or [`NO_AMOUNT`].
    pub values: Vec<i64>,
    /// Decimals.
    pub scale: u8,
    /// The unit written in the cells, if any (`$`).
    pub unit: Option<String>,
}

/// Where the amount comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// A column of amounts.
    Column(usize),
    /// Quantity times unit price.
    Product {
        /// The quantity's column.
        quantity: usize,
        /// The unit price's column.
        price: usize,
    },
    /// A price alone: one piece a row.
    Price(usize),
}

/// How the files belong together.
pub struct Model {
    /// All files, by name.
    pub sources: Vec<Source>,
    /// The joins that are used, and those that are blocked.
    pub joins: Vec<Join>,
    /// Index of the source that holds the facts.
    pub fact: usize,
    /// Per source, for each fact row its row there; `None` for the facts themselves and for files out
    /// of reach.
    pub paths: Vec<Option<Vec<u32>>>,
    /// The sources in reach, nearest first, beginning with the facts.
    pub reached: Vec<usize>,
    /// What a row is worth.
    pub measure: Measure,
}

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoModel {
    /// No file was read.
    NoFiles,
    /// No file holds amounts of money.
    NoAmount,
}

impl Model {
    /// Joins the sources around the file that tells most. The sources must be in a stable order.
    pub fn of(sources: Vec<Source>) -> Result<Model, (NoModel, Vec<Source>)> {
        if sources.is_empty() {
            return Err((NoModel::NoFiles, sources));
        }
        let joins = join::find(&sources);
        let candidates =
            (0..sources.len()).filter(|source| measure_kind(&sources[*source]).is_some());
        let best = candidates.max_by_key(|source| {
            let reach = reach(*source, &joins, sources.len());
            let has = |role| reach.iter().any(|s| sources[*s].column(role).is_some());
            let buyer = has(Role::CustomerId) || has(Role::CustomerName);
            (
                has(Role::OrderDay),
                buyer,
                reach.len(),
                sources[*source].table.rows,
                usize::MAX - *source,
            )
        });
        let Some(fact) = best else {
            return Err((NoModel::NoAmount, sources));
        };
        let reached = reach(fact, &joins, sources.len());
        let paths = paths(fact, &reached, &joins, &sources);
        let measure = measure(&sources[fact]);
        Ok(Model {
            sources,
            joins,
            fact,
            paths,
            reached,
            measure,
        })
    }

    /// The source of the facts.
    pub fn facts(&self) -> &Source {
        &self.sources[self.fact]
    }

    /// The table of the facts.
    pub fn fact_table(&self) -> &Table {
        &self.facts().table
    }

    /// How many fact rows, ragged ones included.
    pub fn rows(&self) -> usize {
        self.fact_table().rows as usize
    }

    /// The nearest column that plays this role: source and column.
    pub fn role(&self, role: Role) -> Option<(usize, usize)> {
        self.reached
            .iter()
            .find_map(|source| Some((*source, self.sources[*source].mapping.column(role)?)))
    }

    /// The column at a place.
    pub fn column(&self, place: (usize, usize)) -> &Column {
        &self.sources[place.0].table.columns[place.1]
    }

    /// The row of a source that belongs to a fact row, or [`MISSING`].
    pub fn row_in(&self, source: usize, row: usize) -> u32 {
        match &self.paths[source] {
            Some(path) => path[row],
            None if source == self.fact => row as u32,
            None => MISSING,
        }
    }

    /// Lifts per-row values of a source to the fact rows.
    pub fn lift<T: Copy>(&self, source: usize, values: Vec<T>, none: T) -> Vec<T> {
        match &self.paths[source] {
            None => values,
            Some(path) => path
                .iter()
                .map(|row| {
                    if *row == MISSING {
                        none
                    } else {
                        values[*row as usize]
                    }
                })
                .collect(),
        }
    }

    /// Files that take no part.
    pub fn unused(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.sources.len()).filter(|source| !self.reached.contains(source))
    }

    /// The joins along which files are reached.
    pub fn used_joins(&self) -> impl Iterator<Item = &Join> + '_ {
        self.joins.iter().filter(|join| {
            join.repeats.is_none()
                && self.reached.contains(&join.near)
                && self.reached.contains(&join.far)
        })
    }
}

fn measure_kind(source: &Source) -> Option<MeasureKind> {
    let column = |role| source.mapping.column(role);
    match (
        column(Role::Amount),
        column(Role::Quantity),
        column(Role::UnitPrice),
    ) {
        (Some(amount), _, _) => Some(MeasureKind::Column(amount)),
        (None, Some(quantity), Some(price)) => Some(MeasureKind::Product { quantity, price }),
        (None, None, Some(price)) => Some(MeasureKind::Price(price)),
        _ => None,
    }
}

fn measure(source: &Source) -> Measure {
    let how = measure_kind(source).expect("the facts were chosen for their measure");
    let columns = &source.table.columns;
    let read = |column: usize| columns[column].decimals(&columns[column].decision.number);
    let unit = |column: usize| columns[column].decision.number.unit.clone();
    match how {
        MeasureKind::Column(column) | MeasureKind::Price(column) => {
            let decimals = read(column);
            Measure {
                how,
                values: decimals.values,
                scale: decimals.scale,
                unit: unit(column),
            }
        }
        MeasureKind::Product { quantity, price } => {
            let (quantities, prices) = (read(quantity), read(price));
            let product = |a: i64, b: i64| match (a, b) {
                (NO_AMOUNT, _) | (_, NO_AMOUNT) => NO_AMOUNT,
                // A product that does not fit is told as an amount that cannot be read.
                _ => a.checked_mul(b).unwrap_or(NO_AMOUNT),
            };
            let values = quantities
                .values
                .iter()
                .zip(&prices.values)
                .map(|(a, b)| product(*a, *b))
                .collect();
            Measure {
                how,
                values,
                scale: quantities.scale + prices.scale,
                unit: unit(price),
            }
        }
    }
}

/// The sources in reach of one by joins that do not multiply rows, nearest first.
fn reach(from: usize, joins: &[Join], sources: usize) -> Vec<usize> {
    let mut reached = vec![from];
    let mut at = 0;
    while at < reached.len() && reached.len() < sources {
        let near = reached[at];
        for join in joins
            .iter()
            .filter(|join| join.near == near && join.repeats.is_none())
        {
            if !reached.contains(&join.far) {
                reached.push(join.far);
            }
        }
        at += 1;
    }
    reached
}

fn paths(
    fact: usize,
    reached: &[usize],
    joins: &[Join],
    sources: &[Source],
) -> Vec<Option<Vec<u32>>> {
    let mut paths: Vec<Option<Vec<u32>>> = vec![None; sources.len()];
    for far in reached.iter().skip(1) {
        let known = |near: usize| near == fact || paths[near].is_some();
        let nearest = reached.iter().find_map(|near| {
            joins
                .iter()
                .find(|j| j.near == *near && j.far == *far && j.repeats.is_none() && known(*near))
        });
        let Some(join) = nearest else { continue };
        let path = match &paths[join.near] {
            None => join.rows.clone(),
            Some(near) => near
                .iter()
                .map(|row| {
                    if *row == MISSING {
                        MISSING
                    } else {
                        join.rows[*row as usize]
                    }
                })
                .collect(),
        };
        paths[*far] = Some(path);
    }
    paths
}
