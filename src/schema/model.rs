//! Sources -> Model: which file holds the facts, which files describe them, and what a row is worth.

use crate::schema::alike::orders_apart;
use crate::schema::by_content::headers_are_silent;
use crate::schema::by_keys;
use crate::schema::join::{self, Join};
use crate::schema::lookup::{self, FiscalYear, Lookup};
use crate::schema::may_sell::{is_headed_as_money, may_sell};
use crate::schema::measure::{self, Extra, Measure, MeasureKind};
use crate::schema::paid_back::{self, PaidBack};
use crate::schema::role::Role;
use crate::schema::shops;
use crate::schema::source::Source;
use crate::table::{Anew, Column, MISSING, Table};

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
    /// Files whose values hold for a year.
    pub lookups: Vec<Lookup>,
    /// The fiscal year they are looked up by.
    pub fiscal: Option<FiscalYear>,
    /// Each of the files that were put together numbers its orders for itself.
    pub numbers_apart: bool,
    /// What another file tells of orders that were paid back.
    pub paid_back: Option<PaidBack>,
    /// What a row is worth.
    pub measure: Measure,
    /// What else is known of a row's money.
    pub extras: Vec<Extra>,
}

/// Why there is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoModel {
    /// No file was read.
    NoFiles,
    /// No file holds amounts of money.
    NoAmount,
    /// There are amounts or prices, but nothing says that somebody bought.
    NoSales,
}

impl Model {
    /// Joins the sources around the file that tells most. The sources must be in a stable order.
    pub fn of(mut sources: Vec<Source>) -> Result<Model, (NoModel, Vec<Source>)> {
        if sources.is_empty() {
            return Err((NoModel::NoFiles, sources));
        }
        by_keys::name(&mut sources);
        let joins = join::find(&sources);
        by_keys::persons(&mut sources, &joins);
        let Some(fact) = facts(&sources, &joins) else {
            let why = match sources.iter().any(Source::has_money) {
                true => NoModel::NoSales,
                false => NoModel::NoAmount,
            };
            return Err((why, sources));
        };
        let reached = reach(fact, &joins, sources.len());
        let paths = paths(fact, &reached, &joins, &sources);
        let rows = sources[fact].table.rows as usize;
        let numbers_apart = shops::number_apart(&sources[fact]);
        let mut model = Model {
            sources,
            joins,
            fact,
            paths,
            reached,
            lookups: Vec::new(),
            fiscal: None,
            paid_back: None,
            numbers_apart,
            measure: Measure::nothing(rows),
            extras: Vec::new(),
        };
        (model.lookups, model.fiscal) = lookup::find(&model);
        model.paid_back = paid_back::find(&model);
        (model.measure, model.extras) = measure::measure(&model);
        Ok(model)
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

    /// The same for the values of one column. What stands on an order's first line alone holds for
    /// all its lines.
    pub fn lift_at<T: Copy>(&self, place: (usize, usize), values: Vec<T>, none: T) -> Vec<T> {
        let values = self.sources[place.0].of_first_lines(place.1, values);
        self.lift(place.0, values, none)
    }

    /// The columns of the facts that the measure is made of.
    pub fn measure_columns(&self) -> Vec<&Column> {
        let columns = match self.measure.how {
            MeasureKind::Column(column) | MeasureKind::Price(column) => vec![column],
            MeasureKind::Product { price, .. } => vec![price],
            MeasureKind::Chain { .. } | MeasureKind::Nothing => Vec::new(),
        };
        let column = |at: usize| &self.fact_table().columns[at];
        columns.into_iter().map(column).collect()
    }

    /// The column whose numbers the amounts are made of: theirs, or the prices, in whatever file.
    pub(crate) fn priced_by(&self) -> Option<&Column> {
        let told = |place| self.column(place);
        match self.measure.how {
            MeasureKind::Nothing => None,
            MeasureKind::Chain { .. } => {
                let looked_up = self
                    .lookups
                    .iter()
                    .find(|lookup| lookup.role == Role::UnitPrice);
                let looked_up = looked_up.map(|lookup| (lookup.source, lookup.value));
                looked_up.or(self.role(Role::UnitPrice)).map(told)
            }
            MeasureKind::Column(at)
            | MeasureKind::Price(at)
            | MeasureKind::Product { price: at, .. } => Some(told((self.fact, at))),
        }
    }

    /// The source that holds the rows of a file: itself, or the one it is a part of.
    pub(crate) fn whole_of(&self, source: usize) -> usize {
        let mut puts = (0..self.sources.len()).rev();
        let put = puts.find(|put| self.sources[*put].parts.contains(&source));
        put.unwrap_or(source)
    }

    /// The file of the orders that the facts are the lines or payments of, where it tells their totals: the
    /// join, and the column of the totals.
    pub(crate) fn order_totals(&self) -> Option<(&Join, &Column)> {
        self.used_joins().find_map(|join| {
            let far = &self.sources[join.far];
            let by_order = far.mapping.column(Role::OrderId) == Some(join.far_column);
            let totals = far.column(Role::Amount)?;
            (join.near == self.fact && by_order).then_some((join, totals))
        })
    }

    /// Where a column's days and numbers are read as they are written: at the column itself, or in each of the
    /// files that were put together where these write in different ways.
    pub(crate) fn as_written(&self, place: (usize, usize)) -> Vec<(usize, usize)> {
        let put = &self.sources[place.0];
        let parts = put.parts.iter().zip(&put.part_columns);
        let places = parts.filter_map(|(part, columns)| Some((*part, columns[place.1]?)));
        let places: Vec<(usize, usize)> = places.collect();
        let columns: Vec<&Column> = places.iter().map(|place| self.column(*place)).collect();
        match Anew::of(&columns) {
            Anew::No => vec![place],
            _ => places,
        }
    }

    /// Whether a file that takes no part tells orders of its own, with their days.
    pub(crate) fn tells_other_orders(&self, source: usize) -> bool {
        let far = &self.sources[source];
        far.column(Role::OrderDay).is_some() && orders_apart(self.facts(), far) == Some(true)
    }

    /// Files that take no part.
    pub fn unused(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.sources.len()).filter(|source| {
            let looked_up = self.lookups.iter().any(|lookup| lookup.source == *source);
            let part = self.sources[*source].is_part;
            let mut paid_back = self.paid_back.iter();
            let looked_up = looked_up || paid_back.any(|paid| paid.source == *source);
            !part && !looked_up && !self.reached.contains(source)
        })
    }

    /// The file of a fact row and its record there.
    pub fn place_of(&self, row: u32) -> (usize, u32) {
        match self.fact_table().part_of(row + 1) {
            Some((part, record)) => (self.facts().parts[part], record),
            None => (self.fact, row + 1),
        }
    }

    /// Records of the facts that several files hold, and that are counted once.
    pub fn repeated(&self) -> u64 {
        let parts = self.fact_table().parts.iter();
        parts.map(|part| part.repeated.len() as u64).sum()
    }

    /// Whether any file tells money.
    pub fn tells_money(&self) -> bool {
        self.measure.how != MeasureKind::Nothing
    }

    /// Each fact row is a customer with totals in place of single orders.
    pub fn is_summary(&self) -> bool {
        is_summary(self.facts())
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

/// One row a customer, with how many orders each placed.
fn is_summary(source: &Source) -> bool {
    let customer = source
        .column(Role::CustomerId)
        .or(source.column(Role::CustomerName));
    let rows = source.table.rows - source.table.flaws.len().min(source.table.rows as usize) as u32;
    source.column(Role::TotalOrders).is_some()
        && source.column(Role::OrderId).is_none()
        && customer.is_some_and(|column| column.distinct() >= rows)
}

/// The file that tells most: first those with money, then those with orders of products.
fn facts(sources: &[Source], joins: &[Join]) -> Option<usize> {
    let best = |fits: &dyn Fn(usize, &[usize]) -> bool| {
        let reached = |source: usize| (source, reach(source, joins, sources.len()));
        let files = (0..sources.len()).filter(|source| !sources[*source].is_part);
        let candidates = files.map(reached);
        let fitting = candidates.filter(|(source, reach)| fits(*source, reach));
        let best = fitting.max_by_key(|(source, reach)| {
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
        best.map(|(source, _)| source)
    };
    let worth = |source: usize, reach: &[usize]| {
        measure::may_be_worth(sources, source, reach) && may_sell(sources, source, reach)
    };
    let basket = |source: usize, _: &[usize]| {
        let has = |role| sources[source].column(role).is_some();
        let visits = has(Role::CustomerId) && has(Role::OrderDay);
        let names = visits || has(Role::OrderId) || sources[source].table.facts.list;
        let goods = has(Role::Product) || has(Role::ProductName);
        // Who ordered when is worth telling, though no column says for how much.
        let table = &sources[source].table;
        let moneyless = !headers_are_silent(table) && !is_headed_as_money(table);
        names && goods || visits && has(Role::OrderId) && moneyless
    };
    // A list of prices sells nothing, whether or not the file that it prices finds them in it.
    let lists = lookup::price_lists(sources);
    let priced = |source: usize| lists.iter().any(|list| list.sold == source);
    let sells = |source: usize, reach: &[usize]| {
        let list = lists.iter().any(|list| list.prices == source);
        !list && (worth(source, reach) || priced(source))
    };
    // What was paid back is told of sales that stand in another file.
    let sold = |source: usize, reach: &[usize]| {
        sells(source, reach) && paid_back::named_so(&sources[source]).is_none()
    };
    let found = best(&sold)
        .or_else(|| best(&sells))
        .or_else(|| best(&worth));
    match found {
        Some(source) if tells_too_little(sources, source, &reach(source, joins, sources.len())) => {
            None
        }
        Some(source) => Some(source),
        None => best(&basket),
    }
}

/// Numbers under headers that only count, without a day, beside a longer file of days: nothing shows that they
/// are amounts of sales and no prices.
fn tells_too_little(sources: &[Source], source: usize, reach: &[usize]) -> bool {
    let silent = |source: &Source| headers_are_silent(&source.table);
    let dated = |at: &usize| sources[*at].column(Role::OrderDay).is_some();
    let tells = reach.iter().any(dated);
    let longer = |other: &Source| {
        let rows = sources[source].table.rows;
        !other.is_part && other.table.rows > rows && other.column(Role::OrderDay).is_some()
    };
    !tells && silent(&sources[source]) && sources.iter().any(|other| silent(other) && longer(other))
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
