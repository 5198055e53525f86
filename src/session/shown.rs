//! The report that is shown: assembled at once without its sections, which come one by one.

use crate::analysis::{ANALYSES, Analysis, Cost, Frame, Tables, assignments, rows_behind};
use crate::dataset::{Assignment, Capability, Dataset, RevenueDefinition, RowId, Slice, Status};
use crate::figure::{Cell, Column, Grid, Row, Sectioned, Trace};
use crate::insight;
use crate::protocol::Event;
use crate::recipe::View;
use crate::report::Report;
use crate::say::Text;
use crate::session::files::Files;
use crate::session::report::{self, Decisions};
use crate::session::settings::Setting;
use crate::session::stations::{Data, Stations};
use crate::value::{Day, Decimal, order};

/// A report under way.
pub(super) struct Shown {
    /// As far as it was told.
    pub(super) report: Option<Box<Report>>,
    pub(super) totals: Option<Totals>,
    slice: Slice,
    /// Those of the slice.
    tables: Option<Tables>,
    assigned: Vec<Assignment>,
    /// Indices into [`ANALYSES`], the next one last.
    waiting: Vec<usize>,
    /// Computed and not yet told, the next one last.
    ready: Vec<Sectioned>,
    complete: bool,
    /// How many sections there were when it was told what stands out in them.
    weighed: usize,
    /// The view that is looked at: its heavy sections are computed too. `*` for all.
    open: String,
}

/// What a change moves, told before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Totals {
    pub(super) rows: u64,
    pub(super) revenue: Decimal,
    pub(super) currency: Option<String>,
    /// Customers with revenue.
    pub(super) customers: u64,
    /// The last day with an order.
    pub(super) last: Option<Day>,
}

/// How the view reads the data: what is not set has a default from the data.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) as_of: Day,
    pub(super) definition: RevenueDefinition,
}

impl Reading {
    pub(super) fn of(dataset: &Dataset, view: &View) -> Reading {
        let returns = dataset
            .status
            .iter()
            .any(|status| matches!(status, Status::Returned | Status::Refund));
        let usual = if returns {
            RevenueDefinition::NetOfReturns
        } else {
            RevenueDefinition::Booked
        };
        let stated = dataset.totals.as_ref().and_then(|totals| {
            let last = totals.last.iter().max().copied();
            totals.as_of.or(last)
        });
        let last = dataset.period().map(|(_, last)| last);
        let last = last.or(stated).unwrap_or(Day(0));
        Reading {
            as_of: view.as_of.unwrap_or(last),
            definition: view.revenue.unwrap_or(usual),
        }
    }
}

impl Shown {
    pub(super) fn new(
        stations: &Stations,
        files: &Files,
        decisions: Decisions,
        changed: Option<(Setting, Totals)>,
        open: &str,
    ) -> (Shown, Box<Report>) {
        let view = decisions.view;
        let data = stations.data().filter(|data| !data.dataset.is_empty());
        let nothing = || {
            let slice = Slice {
                rows: Vec::new(),
                whole: true,
            };
            (slice, None, Vec::new(), None)
        };
        let prepared = data.map(|data| prepare(data, view));
        let (slice, tables, assigned, totals) = prepared.unwrap_or_else(nothing);
        let waiting: Vec<usize> = if data.is_some() {
            (0..ANALYSES.len()).collect()
        } else {
            Vec::new()
        };
        let report = report::assemble(stations, files, decisions, totals.as_ref(), changed);
        let mut shown = Shown {
            report: None,
            totals,
            slice,
            tables,
            assigned,
            waiting,
            ready: Vec::new(),
            complete: false,
            weighed: 0,
            open: String::new(),
        };
        shown.open(open);
        (shown, Box::new(report))
    }

    /// Turns to a view: its light sections come first, then the other light ones, then its heavy ones.
    pub(super) fn open(&mut self, view: &str) {
        let view = if view.is_empty() {
            ANALYSES[0].view
        } else {
            view
        };
        view.clone_into(&mut self.open);
        self.complete = false;
        order::sort_by_key(&mut self.waiting, |index| {
            let analysis = &ANALYSES[*index];
            std::cmp::Reverse((analysis.cost == Cost::Heavy, analysis.view != view, *index))
        });
    }

    /// Whether an analysis is to be computed now.
    fn wanted(&self, index: usize) -> bool {
        let Analysis { cost, view, .. } = ANALYSES[index];
        cost == Cost::Light || self.open == "*" || self.open == view
    }

    /// The next section. The light ones share the tables of one frame, so they are computed together.
    pub(super) fn step(&mut self, stations: &Stations, view: &View) -> Option<Event> {
        let wanted = self.waiting.last().is_some_and(|next| self.wanted(*next));
        if self.ready.is_empty() && wanted {
            self.compute(&stations.data()?.dataset, view);
        }
        let Some(section) = self.ready.pop().or_else(|| self.weigh()) else {
            let first = !std::mem::replace(&mut self.complete, true);
            return first.then_some(Event::Complete);
        };
        Some(Event::SectionReady {
            section: Box::new(section),
        })
    }

    /// What stands out, once more when more sections have come.
    fn weigh(&mut self) -> Option<Sectioned> {
        let report = self.report.as_ref()?;
        let analysed = || report.sections.iter().filter(|s| s.id != insight::ID);
        let n = analysed().count();
        if n == std::mem::replace(&mut self.weighed, n) {
            return None;
        }
        Some(insight::insight(&report.sections, report.points))
    }

    /// Computes all light sections, or one heavy one.
    fn compute(&mut self, dataset: &Dataset, view: &View) {
        let Some(tables) = &self.tables else { return };
        let frame = frame(dataset, &self.slice, view, tables);
        while let Some(index) = self.waiting.pop() {
            let analysis = &ANALYSES[index];
            self.ready.push(analysis.section(&frame, &view.params));
            // The light ones of the view that is looked at are told before the others are computed.
            let next = self.waiting.last().map(|next| &ANALYSES[*next]);
            let looked_at = |analysis: &Analysis| analysis.view == self.open;
            if !next.is_some_and(|next| {
                next.cost == Cost::Light && looked_at(next) == looked_at(analysis)
            }) {
                break;
            }
        }
        self.ready.reverse();
    }

    /// Adds a section that was told to the report, in its place.
    pub(super) fn keep(&mut self, section: Sectioned) {
        let Some(report) = &mut self.report else {
            return;
        };
        let Report {
            layout, sections, ..
        } = &mut **report;
        let place = |id: &str| {
            let mut ids = layout.iter().flat_map(|view| &view.sections);
            ids.position(|have| have == id)
        };
        let at = sections.partition_point(|have| place(&have.id) < place(&section.id));
        match sections.get_mut(at).filter(|have| have.id == section.id) {
            Some(told) => *told = section,
            None => sections.insert(at, section),
        }
    }

    /// A page of the source rows behind a trace.
    pub(super) fn rows(
        &self,
        stations: &Stations,
        trace: &Trace,
        offset: usize,
        limit: usize,
    ) -> Grid {
        let (Some(data), Some(model), Some(report), Some(tables)) = (
            stations.data(),
            stations.model(),
            &self.report,
            &self.tables,
        ) else {
            return Grid::default();
        };
        let frame = frame(&data.dataset, &self.slice, &report.view, tables);
        // A record and what it gives back are two rows of one line.
        let behind = rows_behind(&frame, trace, &self.assigned);
        let mut rows: Vec<RowId> = behind
            .iter()
            .map(|row| data.dataset.rows[*row as usize])
            .collect();
        order::sort(&mut rows);
        rows.dedup();
        let table = model.fact_table();
        let mut columns = vec![Column::words("rows.file"), Column::numbers("rows.line")];
        columns.extend(table.columns.iter().map(|column| Column {
            label: Text::verbatim(&column.name),
            numeric: false,
        }));
        let line = |id: &RowId| {
            let source = &model.sources[usize::from(id.file)].table;
            let mut cells: Vec<Cell> = vec![
                source.facts.name.as_str().into(),
                source.line(id.record).into(),
            ];
            // The files of one table may have their columns in any order.
            let places = table.columns.iter().enumerate().map(|(at, column)| {
                let same = source.columns.iter().find(|c| c.name == column.name);
                same.or(source.columns.get(at))
            });
            let text = |column: Option<&crate::table::Column>| {
                column.map_or_else(String::new, |c| c.text(id.record - 1).into_owned())
            };
            cells.extend(places.map(|column| Cell::from(text(column).as_str())));
            Row::new(cells, 1, Trace::all())
        };
        let page = rows.iter().skip(offset).take(limit).map(line).collect();
        let title = Text::new("rows.title")
            .with("rows", rows.len())
            .with("file", &table.facts.name);
        Grid {
            id: "rows".to_owned(),
            title,
            columns,
            rows: page,
            total_rows: rows.len() as u64,
        }
    }
}

/// Slice with its tables, customer groups and totals of the base.
fn prepare(data: &Data, view: &View) -> (Slice, Option<Tables>, Vec<Assignment>, Option<Totals>) {
    let dataset = &data.dataset;
    let reading = Reading::of(dataset, view);
    let base = Slice::whole(dataset);
    let tables = data.base(reading.as_of, reading.definition);
    let frame = frame(dataset, &base, view, &tables);
    let recency = dataset.can(Capability::Days) || dataset.can(Capability::Recency);
    let assigned = if dataset.can(Capability::Customers) && recency {
        assignments(&frame, &view.params)
    } else {
        Vec::new()
    };
    let revenue: i128 = frame
        .counted_rows()
        .map(|row| i128::from(dataset.amount[row]))
        .sum();
    let totals = Totals {
        rows: dataset.records() as u64,
        revenue: dataset.money(revenue),
        currency: dataset.currency.clone(),
        customers: frame.base.present().count() as u64,
        last: dataset.period().map(|(_, last)| last),
    };
    let mut slice = Slice::of(dataset, &assigned, &view.filters);
    slice.rows.retain(|row| {
        dataset
            .day
            .get(*row as usize)
            .is_none_or(|day| *day <= reading.as_of)
    });
    let tables = tables.of_slice(dataset, &slice, reading.as_of, reading.definition);
    (slice, Some(tables), assigned, Some(totals))
}

fn frame<'a>(dataset: &'a Dataset, slice: &'a Slice, view: &View, tables: &Tables) -> Frame<'a> {
    let reading = Reading::of(dataset, view);
    Frame {
        dataset,
        slice,
        as_of: reading.as_of,
        definition: reading.definition,
        active_days: view.active_days,
        tables: tables.clone(),
    }
}
