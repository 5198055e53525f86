//! Frame -> how customers moved between segments since an earlier day, and the revenue they brought.
//!
//! Definitions: segments as in `segments` (recency and frequency grid, quantiles), once with as_of as it
//! is and once with as_of so many months earlier, when only the rows up to that day were known. Revenue
//! is that of the rows after the earlier day up to as_of. A customer without an order at the earlier day
//! is new. Thresholds are those of each day, so that a customer can move because others did.
//! Degenerate case: fewer than 30 customers at the earlier day: not enough.

use crate::analysis::groups::group::{LISTED, band, customers_trace};
use crate::analysis::segments;
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::share;
use crate::analysis::{Analysis, Cost, Frame, Param, Params, Tables};
use crate::dataset::{Capability, Slice};
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Fact, Figure, Grid, Mark, Outcome, Row, Scale, Section,
    Series, Trace, Unit,
};
use crate::say::{Quantity, Text};
use crate::value::{Day, Month, order};

const BACK: Param = Param {
    id: "months",
    choices: &["3", "6", "12"],
};
const PARAMS: &[Param] = &[BACK];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "migration",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Orders,
        Capability::Days,
    ],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

/// Customers who went from one segment to another; `from` is past the last segment for new ones.
struct Move {
    from: usize,
    to: usize,
    members: Vec<usize>,
    revenue: i128,
}

/// The same day so many months earlier, or the last day of that month.
fn earlier(day: Day, months: i32) -> Day {
    let (_, _, date) = day.civil();
    let month = Month(day.month().0 - months);
    Day((month.first_day().0 + date as i32 - 1).min(month.last_day().0))
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let months: i32 = chosen(params, &BACK).parse().unwrap_or(3);
    let day = earlier(frame.as_of, months);
    // Who was in which segment comes from the base, whatever is shown.
    let whole = Slice {
        rows: Vec::new(),
        whole: true,
    };
    let [before] = frame.assigned(ANALYSIS.id, &params.only(&BACK), || {
        let then = Frame {
            dataset: frame.dataset,
            slice: &whole,
            as_of: day,
            definition: frame.definition,
            active_days: None,
            tables: Tables::of_customers(frame.dataset, day, frame.definition),
            all_rows: false,
        };
        let [before, _] = segments::assign(&then, &Params::default());
        [before]
    });
    let [now, _] = segments::assign(frame, &Params::default());
    let known = |codes: &[u32]| codes.iter().any(|code| *code != crate::dataset::NO_CODE);
    if !known(&before.codes) || !known(&now.codes) {
        return Outcome::NotEnough {
            reason: Text::new("migration.few").with("day", day),
            remedy: Text::new("migration.few.remedy"),
        };
    }
    let size = now.values.len();
    let mut since = vec![0_i128; frame.dataset.customers.len()];
    for row in frame
        .counted_rows()
        .filter(|row| frame.dataset.day[*row] > day)
    {
        if let Some(sum) = since.get_mut(frame.dataset.customer[row] as usize) {
            *sum += i128::from(frame.dataset.amount[row]);
        }
    }
    let mut cells: Vec<Vec<usize>> = vec![Vec::new(); (size + 1) * size];
    for customer in frame.customers.present() {
        let from = (before.codes[customer] as usize).min(size);
        let to = now.codes[customer] as usize;
        if to < size {
            cells[from * size + to].push(customer);
        }
    }
    let moves: Vec<Move> = cells
        .into_iter()
        .enumerate()
        .filter(|(_, members)| !members.is_empty())
        .map(|(at, members)| Move {
            from: at / size,
            to: at % size,
            revenue: members.iter().map(|c| since[*c]).sum(),
            members,
        })
        .collect();
    section(frame, params, day, &now.values, &moves)
}

fn section(
    frame: &Frame,
    params: &Params,
    day: Day,
    names: &[String],
    moves: &[Move],
) -> Outcome<Section> {
    let old = moves.iter().filter(|m| m.from < names.len());
    let (mut stayed, mut known) = (0_u64, 0_u64);
    for one in old {
        known += one.members.len() as u64;
        stayed += if one.from == one.to {
            one.members.len() as u64
        } else {
            0
        };
    }
    let part = share(i128::from(known - stayed), i128::from(known)).unwrap_or(0.0);
    let mut section = Section::new(
        Text::new("migration.headline")
            .with("n", known - stayed)
            .with("all", known)
            .with("day", day),
    );
    section.facts = vec![
        Fact::new("moved_share", Quantity::share(part), known).note(
            Text::new("activity.of")
                .with("n", known - stayed)
                .with("all", known),
        ),
    ];
    section.figures = vec![figure(frame, day, names, moves)];
    section.notes = vec![Text::new("migration.thresholds")];
    let many = frame.dataset.customers.len() > LISTED;
    section
        .notes
        .extend(many.then(|| Text::new("migration.no_rows")));
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = vec![choice_control(ANALYSIS.id, &BACK, params)];
    Outcome::Given { result: section }
}

fn name(names: &[String], at: usize) -> Text {
    match names.get(at) {
        Some(id) => Text::new(&format!("segment.{id}")),
        None => Text::new("migration.new"),
    }
}

fn trace(frame: &Frame, day: Day, one: &Move) -> Trace {
    customers_trace(frame, &one.members).between(Day(day.0 + 1), frame.as_of)
}

fn figure(frame: &Frame, day: Day, names: &[String], moves: &[Move]) -> Figure {
    let most = moves.iter().map(|m| m.members.len()).max().unwrap_or(1);
    let data = moves.iter().map(|one| {
        let n = one.members.len() as u64;
        let tip = vec![
            Text::new("migration.tip")
                .with("from", name(names, one.from))
                .with("to", name(names, one.to)),
            Text::new("tip.customers").with("n", n),
            Text::new("tip.revenue").with("revenue", frame.cash(one.revenue)),
        ];
        let trace = trace(frame, day, one);
        let mut datum = Datum::new(one.to as f64, one.from as f64, n, tip, trace);
        datum.size = Some(n as f64 / most as f64);
        datum.label = Some(Text::new("plain.count").with("n", n));
        datum
    });
    let axis = |label: &str, last: usize| Axis {
        label: Text::new(label),
        scale: Scale::Bands {
            bands: (0..last).map(|at| band(&name(names, at))).collect(),
        },
        unit: Unit::None,
    };
    Figure {
        id: "migration".to_owned(),
        title: Text::new("migration.title"),
        subtitle: Text::new("migration.subtitle")
            .with("from", day)
            .with("to", frame.as_of),
        x: axis("migration.x", names.len()),
        y: axis("migration.y", names.len() + 1),
        y2: None,
        panels: false,
        marks: vec![Mark::Cells(Series {
            name: Text::new("column.customers"),
            color: Color::Category(0),
            data: data.collect(),
        })],
        notes: Vec::new(),
        table: table(frame, day, names, moves),
    }
}

fn table(frame: &Frame, day: Day, names: &[String], moves: &[Move]) -> Grid {
    let mut places: Vec<usize> = (0..moves.len()).collect();
    order::sort_by_key(&mut places, |at| {
        (usize::MAX - moves[*at].members.len(), *at)
    });
    let row = |at: &usize| {
        let one = &moves[*at];
        let cells: Vec<Cell> = vec![
            name(names, one.from).into(),
            name(names, one.to).into(),
            one.members.len().into(),
            frame.cash(one.revenue).into(),
        ];
        Row::new(cells, one.members.len() as u64, trace(frame, day, one))
    };
    let columns = vec![
        Column::words("column.from_segment"),
        Column::words("column.to_segment"),
        Column::numbers("column.customers"),
        Column::numbers("column.revenue"),
    ];
    let rows = places.iter().map(row).collect();
    Grid::new("migration", Text::new("migration.title"), columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition};

    #[test]
    fn months_end_where_they_end() {
        let day = |iso: &str| Day::from_iso(iso).unwrap();
        assert_eq!(earlier(day("2020-05-31"), 3), day("2020-02-29"));
        assert_eq!(earlier(day("2020-05-15"), 12), day("2019-05-15"));
    }

    #[test]
    fn everyone_is_counted_once_and_few_are_refused() {
        let mut sales = Vec::new();
        for customer in 0..40_i32 {
            for order in 0..=customer % 4 {
                let day = Day(18_000 + customer * 5 + order * 90).to_string();
                sales.push((format!("c{customer:02}"), day));
            }
        }
        let rows: Vec<(&str, &str, &str)> = sales
            .iter()
            .map(|(customer, day)| (customer.as_str(), day.as_str(), "10"))
            .collect();
        let data = Dataset::of_orders(&rows);
        let slice = Slice::whole(&data);
        let booked = RevenueDefinition::Booked;
        let on = |as_of: Day| {
            let frame = Frame::new(&data, &slice, as_of, booked, None);
            run(&frame, &Params::default())
        };
        let last = data.period().unwrap().1;
        let Outcome::Given { result } = on(last) else {
            panic!("forty customers are enough")
        };
        let counted: u64 = result.figures[0].table.rows.iter().map(|row| row.n).sum();
        assert_eq!(counted, 40);
        assert!(matches!(on(Day(18_100)), Outcome::NotEnough { .. }));
    }
}
