//! The report that is shown: assembled at once without its sections, which come one by one.

use crate::analysis::{ANALYSES, Analysis, Cost, Frame, Tables, assignments, rows_behind};
use crate::dataset::{Assignment, Capability, Dataset, RevenueDefinition, RowId, Slice, Status};
use crate::figure::{Cell, Column, Grid, Outcome, Row, Sectioned, Trace};
use crate::insight;
use crate::protocol::Event;
use crate::quality::unconfirmed;
use crate::recipe::View;
use crate::report::Report;
use crate::say::Text;
use crate::session::cells;
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
    /// How the data are read, and the tables of the slice.
    prepared: Option<(Reading, Tables)>,
    assigned: Vec<Assignment>,
    /// Indices into [`ANALYSES`], the next one last.
    waiting: Vec<usize>,
    complete: bool,
    /// No chart is drawn: too much was set aside, and nobody has said that this is right.
    withheld: bool,
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
        let (slice, prepared, assigned, totals) = prepared.unwrap_or_else(nothing);
        let waiting: Vec<usize> = if data.is_some() {
            (0..ANALYSES.len()).collect()
        } else {
            Vec::new()
        };
        let told = stations.model().zip(stations.data());
        let withheld = told.map(|(model, data)| unconfirmed(model, &data.findings));
        let report = report::assemble(stations, files, decisions, totals.as_ref(), changed);
        let mut shown = Shown {
            report: None,
            totals,
            slice,
            prepared,
            assigned,
            waiting,
            complete: false,
            withheld: withheld.unwrap_or(false),
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

    /// The next section, as soon as it is computed; what several share is kept in the tables.
    pub(super) fn step(&mut self, stations: &Stations, view: &View) -> Option<Event> {
        // Heavy ones are computed when somebody looks at them.
        let next = self.waiting.pop_if(|next| {
            let Analysis { cost, view, .. } = ANALYSES[*next];
            cost == Cost::Light || self.open == "*" || self.open == view
        });
        let section = match (next, &self.prepared) {
            (Some(next), Some((reading, tables))) => {
                let dataset = &stations.data()?.dataset;
                let frame = frame(dataset, &self.slice, view, *reading, tables);
                Some(ANALYSES[next].section(&frame, &view.params))
            }
            _ => self.weigh(),
        };
        let Some(mut section) = section else {
            let first = !std::mem::replace(&mut self.complete, true);
            return first.then_some(Event::Complete);
        };
        if let Outcome::Given { result } | Outcome::Weak { result, .. } = &mut section.outcome
            && self.withheld
        {
            result.figures.clear();
        }
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

    /// What the analyses of the report work on; `None` before there is one.
    pub(super) fn frame<'a>(&'a self, stations: &'a Stations) -> Option<Frame<'a>> {
        let (report, (reading, tables)) = (self.report.as_ref()?, self.prepared.as_ref()?);
        let dataset = &stations.data()?.dataset;
        Some(frame(dataset, &self.slice, &report.view, *reading, tables))
    }

    /// A page of the source rows behind a trace.
    pub(super) fn rows(
        &self,
        stations: &Stations,
        trace: &Trace,
        offset: usize,
        limit: usize,
    ) -> Grid {
        let (Some(data), Some(model), Some(frame)) =
            (stations.data(), stations.model(), self.frame(stations))
        else {
            return Grid::default();
        };
        // A record and what it gives back are two rows of one line.
        let behind = rows_behind(&frame, trace, &self.assigned);
        if model.facts().unpivoted {
            return cells::page(data, model, &behind, offset, limit);
        }
        let mut rows: Vec<RowId> = behind
            .iter()
            .map(|row| data.dataset.rows.at(*row as usize))
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

type Prepared = (
    Slice,
    Option<(Reading, Tables)>,
    Vec<Assignment>,
    Option<Totals>,
);

/// Slice with its tables, customer groups and totals of the base.
fn prepare(data: &Data, view: &View) -> Prepared {
    let dataset = &data.dataset;
    let reading = Reading::of(dataset, view);
    let base = Slice::whole(dataset);
    let tables = data.base(reading.as_of, reading.definition);
    let frame = frame(dataset, &base, view, reading, &tables);
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
    (slice, Some((reading, tables)), assigned, Some(totals))
}

fn frame<'a>(
    dataset: &'a Dataset,
    slice: &'a Slice,
    view: &View,
    reading: Reading,
    tables: &Tables,
) -> Frame<'a> {
    Frame {
        dataset,
        slice,
        as_of: reading.as_of,
        definition: reading.definition,
        active_days: view.active_days,
        tables: tables.clone(),
        all_rows: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Command, Request};
    use crate::session::Session;

    fn ask(session: &mut Session, command: Command) {
        session.handle(&Request { id: 0, command });
    }

    fn demo(open: &str) -> Session {
        let mut session = Session::new(7);
        for (name, bytes) in crate::demo::files() {
            let size = bytes.len() as u64;
            ask(&mut session, Command::OpenFile { name, size });
            session.push(&bytes).unwrap();
            ask(&mut session, Command::CloseFile);
        }
        turn(&mut session, open);
        ask(&mut session, Command::Report);
        session
    }

    fn turn(session: &mut Session, view: &str) {
        let view = view.to_owned();
        ask(session, Command::Open { view });
    }

    /// The view and the id of the section that the next event tells.
    fn next(session: &mut Session) -> Option<(String, String)> {
        match session.step()?.event {
            Event::SectionReady { section } => Some((section.view.clone(), section.id.clone())),
            _ => None,
        }
    }

    #[test]
    fn a_view_that_is_turned_to_is_told_next_as_nothing_waits_computed() {
        let mut session = demo("customers");
        assert_eq!(next(&mut session).unwrap().0, "customers");
        for view in ["time", "value", "products", "time"] {
            turn(&mut session, view);
            assert_eq!(next(&mut session).unwrap().0, view);
        }
    }

    #[test]
    fn each_light_section_is_told_once_the_open_view_first_and_heavy_ones_of_that_view_alone() {
        let mut session = demo("products");
        let told: Vec<(String, String)> = std::iter::from_fn(|| next(&mut session)).collect();
        let own = |analysis: &&Analysis| analysis.view == "products";
        let ids = |cost: Cost, of_view: bool| -> Vec<&str> {
            let those = ANALYSES.iter().filter(|a| a.cost == cost);
            let those = those.filter(|a| own(a) == of_view);
            those.map(|analysis| analysis.id).collect()
        };
        let expected = [
            ids(Cost::Light, true),
            ids(Cost::Light, false),
            ids(Cost::Heavy, true),
            vec![insight::ID],
        ];
        let told: Vec<&str> = told.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(told, expected.concat());
        assert!(ids(Cost::Heavy, false).iter().all(|id| !told.contains(id)));
        assert!(session.step().is_none());
    }
}
