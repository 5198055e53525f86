//! Frame -> orders of each customer in each year or quarter, as a table that adds up.
//!
//! Definitions: an order counts in the period of its first day. Of the customers with the most
//! revenue, those with the most orders stand first, the smaller id first where equal; all others are
//! one row, orders without a customer another, and periods before those shown are one column, so that
//! rows and columns add up to the total. Periods that the data do not cover are marked.

use crate::analysis::groups::group::band;
use crate::analysis::setting::{choice_control, chosen, line_control, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Fact, Figure, Grid, Key, Mark, Outcome, Row, Scale, Section,
    Series, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::value::{Day, Month, order};

const PERIOD: Param = Param {
    id: "period",
    choices: &["year", "quarter"],
};
const ROWS: Param = Param {
    id: "rows",
    choices: &[],
};
/// Customers with a row of their own, unless another number is typed in, and at most.
const SHOWN: usize = 20;
const MOST_SHOWN: usize = 200;
const PARAMS: &[Param] = &[PERIOD, ROWS];
/// More columns than this do not fit a page.
const MAX_PERIODS: usize = 12;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "order_matrix",
    view: "customers",
    needs: &[Capability::Customers, Capability::Orders, Capability::Days],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

/// A column: the orders from one day to another.
struct Period {
    name: String,
    from: Day,
    to: Day,
    partial: bool,
}

/// A customer with one order in so many leads.
const LEADS: u64 = 10;

/// A row: a customer, the rest, those without a customer, or the total.
struct Line {
    name: Text,
    key: Option<Key>,
    trace: Trace,
    /// Orders in each period.
    orders: Vec<u64>,
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let months: i32 = match chosen(params, &PERIOD) {
        "quarter" => 3,
        _ => 12,
    };
    let typed = params.get(ROWS.id).unwrap_or("");
    let limit = typed
        .trim()
        .parse()
        .ok()
        .filter(|n| (1..=MOST_SHOWN).contains(n));
    let periods = periods(frame, months);
    let lines = lines(frame, &periods, limit.unwrap_or(SHOWN));
    let Some((total, rest)) = lines.split_last() else {
        return Outcome::NotEnough {
            reason: Text::new("analysis.no_rows"),
            remedy: Text::new("analysis.no_rows.remedy"),
        };
    };
    let sum: u64 = total.orders.iter().sum();
    let mut section = Section::new(headline(frame, rest, sum));
    section.facts = vec![Fact::new("orders", sum, sum)];
    section.facts.extend(each(frame));
    section.figures = vec![figure(&periods, &lines)];
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    let partial: Vec<&str> = periods
        .iter()
        .filter(|period| period.partial)
        .map(|period| period.name.as_str())
        .collect();
    section.notes.extend((!partial.is_empty()).then(|| {
        Text::new("order_matrix.partial")
            .with("n", partial.len())
            .with("periods", partial)
    }));
    if !typed.is_empty() && limit.is_none() {
        let refused = Text::new("order_matrix.refused").with("value", typed);
        section.notes.push(refused.with("most", MOST_SHOWN));
    }
    let hint = Text::new("plain.count").with("n", SHOWN);
    section.controls = vec![
        choice_control(ANALYSIS.id, &PERIOD, params),
        line_control(ANALYSIS.id, &ROWS, params, hint),
    ];
    Outcome::Given { result: section }
}

/// Who places a tenth of all orders, and more than anybody else, is named; of many customers no single one
/// tells anything.
fn headline(frame: &Frame, lines: &[Line], sum: u64) -> Text {
    let customers = frame.customers.present().count();
    let own = |line: &Line| line.orders.iter().sum::<u64>();
    let next = lines
        .get(1)
        .filter(|line| line.key.is_some())
        .map_or(0, own);
    match lines.first().filter(|line| line.key.is_some()) {
        None => Text::new("order_matrix.headline.plain"),
        Some(line) if customers > 1 && own(line) > next && own(line) * LEADS >= sum => {
            Text::new("order_matrix.headline")
                .with("name", line.name.clone())
                .with("n", own(line))
        }
        Some(_) => {
            let value = each(frame).and_then(|fact| fact.value.quantity);
            Text::new("order_matrix.headline.each")
                .with("customers", customers)
                .with("each", value.unwrap_or(Quantity::number(0.0)))
        }
    }
    .with("orders", sum)
}

/// How many orders a customer placed on average; none without customers.
fn each(frame: &Frame) -> Option<Fact> {
    let customers = frame.customers.present().count();
    let placed: u64 = frame.customers.orders.iter().map(|n| u64::from(*n)).sum();
    let mean = Quantity::number(placed as f64 / customers.max(1) as f64);
    (customers > 0).then(|| Fact::new("orders_each", mean, customers as u64))
}

/// The periods from the first to the last order, the earlier ones in one where there are many.
fn periods(frame: &Frame, months: i32) -> Vec<Period> {
    let days = || frame.orders.present().map(|order| frame.orders.day[order]);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Vec::new();
    };
    let start = |month: Month| Month(month.0.div_euclid(months) * months);
    let covered = frame.dataset.period().unwrap_or((first, last));
    let mut periods = Vec::new();
    let mut at = start(first.month());
    while at <= last.month() {
        let (from, to) = (at.first_day(), Month(at.0 + months - 1).last_day());
        let name = match months {
            12 => at.year().to_string(),
            _ => format!("{} Q{}", at.year(), (at.number() - 1) / 3 + 1),
        };
        periods.push(Period {
            name,
            from,
            to,
            partial: from < covered.0 || to > covered.1.min(frame.as_of),
        });
        at = Month(at.0 + months);
    }
    if periods.len() > MAX_PERIODS {
        let shown = periods.split_off(periods.len() - MAX_PERIODS + 1);
        let earlier = Period {
            name: format!("\u{2264} {}", periods[periods.len() - 1].name),
            from: periods[0].from,
            to: periods[periods.len() - 1].to,
            partial: periods[0].partial,
        };
        periods = vec![earlier];
        periods.extend(shown);
    }
    periods
}

/// Customers by orders, the rest, those without a customer, and the total.
fn lines(frame: &Frame, periods: &[Period], limit: usize) -> Vec<Line> {
    let bought = &frame.customers;
    let ranked = &frame.ranking().customers;
    let mut shown = ranked[..limit.min(ranked.len())].to_vec();
    order::sort_by_key(&mut shown, |c| (u32::MAX - bought.orders[*c], *c));
    let (rest, nameless, total) = (shown.len(), shown.len() + 1, shown.len() + 2);
    let mut row_of = vec![rest; bought.orders.len()];
    for (place, customer) in shown.iter().enumerate() {
        row_of[*customer] = place;
    }
    let mut counts = vec![vec![0_u64; periods.len()]; total + 1];
    for order in frame.orders.present() {
        let day = frame.orders.day[order];
        let column = periods.partition_point(|period| period.to < day);
        let row = match frame.orders.customer[order] {
            NO_CODE => nameless,
            customer => row_of[customer as usize],
        };
        if column < periods.len() {
            counts[row][column] += 1;
            counts[total][column] += 1;
        }
    }
    let mut lines = Vec::new();
    for (row, orders) in counts.into_iter().enumerate() {
        // Who only got money back has no orders.
        if orders.iter().all(|n| *n == 0) {
            continue;
        }
        let (name, key, trace) = match shown.get(row) {
            Some(customer) => {
                let customer = &frame.dataset.customers[*customer];
                let key = Key::new("customer", customer.id.as_str());
                let trace = Trace::counted().of(&key);
                (Text::verbatim(customer.label()), Some(key), trace)
            }
            None if row == rest => {
                let (from, to) = (rest as u64 + 1, ranked.len() as u64);
                let name = Text::new("row.other").with("n", ranked.len() - rest);
                (name, None, Trace::counted().ranked(from, to))
            }
            None if row == nameless => (Text::new("row.no_customer"), None, Trace::counted()),
            None => (Text::new("row.total"), None, Trace::counted()),
        };
        lines.push(Line {
            name,
            key,
            trace,
            orders,
        });
    }
    lines
}

/// Rows by columns, the darker the more orders; its table has the rest and the total.
fn figure(periods: &[Period], lines: &[Line]) -> Figure {
    let shown: Vec<&Line> = lines.iter().filter(|line| line.key.is_some()).collect();
    let mut data = Vec::new();
    for (row, line) in shown.iter().enumerate() {
        for (column, orders) in line.orders.iter().enumerate() {
            if *orders > 0 {
                data.push(cell(column, row, line, &periods[column], *orders));
            }
        }
    }
    let bands = |bands: Vec<Value>| Axis {
        label: Text::none(),
        scale: Scale::Bands { bands },
        unit: Unit::None,
    };
    let columns = periods.iter().map(|p| Value::of(p.name.as_str()));
    Figure {
        id: "order_matrix".to_owned(),
        title: Text::new("order_matrix.title"),
        subtitle: Text::new("order_matrix.subtitle").with("n", shown.len()),
        x: bands(columns.collect()),
        y: bands(shown.iter().map(|line| band(&line.name)).collect()),
        y2: None,
        panels: false,
        marks: vec![Mark::Cells(Series {
            name: Text::new("column.orders"),
            color: Color::Category(0),
            data,
        })],
        notes: Vec::new(),
        table: table(periods, lines),
    }
}

fn cell(column: usize, row: usize, line: &Line, period: &Period, orders: u64) -> Datum {
    let tip = vec![
        Text::new("order_matrix.tip")
            .with("name", line.name.clone())
            .with("period", period.name.as_str()),
        Text::new("tip.orders").with("orders", orders),
    ];
    let trace = line.trace.clone().between(period.from, period.to);
    let mut datum = Datum::new(column as f64, row as f64, orders, tip, trace);
    datum.size = Some(orders as f64);
    datum.label = Some(Text::new("plain.count").with("n", orders));
    datum.key = line.key.clone();
    datum.partial = period.partial;
    datum
}

fn table(periods: &[Period], lines: &[Line]) -> Grid {
    let mut columns = vec![Column::words("column.customer")];
    columns.extend(periods.iter().map(|period| Column {
        label: Text::verbatim(&period.name),
        numeric: true,
    }));
    columns.push(Column::numbers("row.total"));
    let row = |line: &Line| {
        let sum: u64 = line.orders.iter().sum();
        let mut cells: Vec<Cell> = vec![line.name.clone().into()];
        cells.extend(line.orders.iter().map(|n| Cell::from(*n)));
        cells.push(sum.into());
        let mut row = Row::new(cells, sum, line.trace.clone());
        row.key = line.key.clone();
        row.summary = row.key.is_none();
        row
    };
    let rows = lines.iter().map(row).collect();
    Grid::new(
        "order_matrix",
        Text::new("order_matrix.title"),
        columns,
        rows,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};

    #[test]
    fn what_is_not_shown_is_a_row_so_that_columns_add_up() {
        let data = Dataset::of_orders(&[
            ("a", "2019-02-01", "5"),
            ("a", "2020-02-01", "5"),
            ("b", "2020-03-01", "90"),
            ("c", "2020-04-01", "1"),
            ("c", "2020-05-01", "1"),
        ]);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let booked = RevenueDefinition::Booked;
        let frame = Frame::new(&data, &slice, as_of, booked, None);
        let periods = periods(&frame, 12);
        assert_eq!([periods[0].partial, periods[1].partial], [true, true]);
        let lines = lines(&frame, &periods, 2);
        let counts: Vec<&[u64]> = lines.iter().map(|line| &line.orders[..]).collect();
        assert_eq!(counts, [&[1, 1][..], &[0, 1], &[0, 2], &[1, 4]]);
        assert_eq!(lines[2].name, Text::new("row.other").with("n", 1_u64));
    }

    #[test]
    fn many_quarters_leave_one_column_for_the_earlier_ones() {
        let data = Dataset::of_orders(&[("a", "2015-01-01", "5"), ("a", "2020-02-01", "5")]);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let booked = RevenueDefinition::Booked;
        let frame = Frame::new(&data, &slice, as_of, booked, None);
        let periods = periods(&frame, 3);
        assert_eq!(periods.len(), MAX_PERIODS);
        assert_eq!(periods[0].from.to_string(), "2015-01-01");
        assert_eq!(periods[11].name, "2020 Q1");
        let total: u64 = lines(&frame, &periods, 9)[1].orders.iter().sum();
        assert_eq!(total, 2);
    }
}
