//! Frame + a dimension -> what each of its values brought; the largest, the others together, and rows
//! without a value, so that the parts add up.
//!
//! Definitions: revenue, rows and units add up over the parts. An order counts once with each value it
//! holds, and a customer once with each value bought, so those two can add up to more than their total.

use crate::analysis::Frame;
use crate::analysis::products::dimension::{counted_trace, rows_counted, value_key, value_name};
use crate::analysis::products::lying::{Named, lying};
use crate::analysis::rows::in_blocks;
use crate::analysis::seen::Seen;
use crate::analysis::share::Whole;
use crate::dataset::{Capability, Dimension, NO_VALUE, RevenueDefinition, Status};
use crate::figure::{Cell, Column, Datum, Figure, Grid, Key, Row, Trace};
use crate::say::{Quantity, Text, Value};
use crate::value::{Decimal, order};

/// More bars than this are no picture.
const BARS: usize = 20;

/// Which values a part stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// One value.
    Value(u32),
    /// So many values that are not listed.
    Other(usize),
    /// Rows without a value.
    NotTold,
    /// All rows.
    Total,
}

/// What a part brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) what: What,
    pub(super) revenue: i128,
    pub(super) rows: u64,
    pub(super) units: i128,
    pub(super) orders: u64,
    pub(super) customers: u64,
}

impl Part {
    fn new(what: What) -> Part {
        Part {
            what,
            revenue: 0,
            rows: 0,
            units: 0,
            orders: 0,
            customers: 0,
        }
    }
}

/// The parts of a dimension under a definition of revenue.
pub(super) struct Breakdown<'a> {
    pub(super) dimension: &'a Dimension,
    pub(super) definition: RevenueDefinition,
    /// Values by revenue descending, then others, then rows without a value.
    pub(super) parts: Vec<Part>,
    pub(super) total: Part,
    /// Revenue of every value with rows, descending.
    pub(super) revenues: Vec<i128>,
}

impl<'a> Breakdown<'a> {
    /// Breaks the slice down, at most `limit` values of their own.
    pub(super) fn of(
        frame: &Frame,
        dimension: &'a Dimension,
        definition: RevenueDefinition,
        limit: usize,
    ) -> Breakdown<'a> {
        if dimension.values.len() <= limit {
            return Breakdown::whole(frame, dimension, definition);
        }
        let (present, revenues) = by_revenue(frame, dimension, definition);
        // "Other" is never a single value.
        let shown = if present.len() <= limit + 1 {
            present.len()
        } else {
            limit
        };
        let mut parts: Vec<Part> = present[..shown]
            .iter()
            .map(|code| Part::new(What::Value(*code)))
            .collect();
        let others = present.len() - shown;
        let mut part_of = vec![shown as u32; dimension.values.len()];
        for (at, code) in present[..shown].iter().enumerate() {
            part_of[*code as usize] = at as u32;
        }
        parts.extend([Part::new(What::Other(others)), Part::new(What::NotTold)]);
        let mut breakdown = Breakdown {
            dimension,
            definition,
            parts,
            total: Part::new(What::Total),
            revenues,
        };
        breakdown.fill(frame, &part_of, shown as u32 + 1);
        breakdown.parts.retain(|part| part.rows > 0);
        breakdown
    }

    /// The same where every value has a place: they are put in order when they are added up.
    fn whole(
        frame: &Frame,
        dimension: &'a Dimension,
        definition: RevenueDefinition,
    ) -> Breakdown<'a> {
        let codes: Vec<u32> = (0..dimension.values.len() as u32).collect();
        let values = codes.iter().map(|code| Part::new(What::Value(*code)));
        let mut breakdown = Breakdown {
            dimension,
            definition,
            parts: values.chain([Part::new(What::NotTold)]).collect(),
            total: Part::new(What::Total),
            revenues: Vec::new(),
        };
        breakdown.fill(frame, &codes, codes.len() as u32);
        let told = &mut breakdown.parts[..codes.len()];
        // Equal ones stay in the order of their codes.
        order::sort_by_key(told, |part| -part.revenue);
        let present = told.iter().filter(|part| part.rows > 0);
        breakdown.revenues = present.map(|part| part.revenue).collect();
        breakdown.parts.retain(|part| part.rows > 0);
        breakdown
    }

    fn fill(&mut self, frame: &Frame, part_of: &[u32], not_told: u32) {
        let data = frame.dataset;
        let (amounts, statuses) = (&data.amount[..], &data.status[..]);
        let units = data.measure("units").map(|units| &units.values);
        let count = self.parts.len();
        let mut orders = Seen::new(data.orders as usize, count);
        let mut customers = Seen::new(data.customers.len(), count);
        let codes = self.dimension.codes.list();
        let rows = rows_counted(frame, self.definition);
        let parts = &mut self.parts[..];
        in_blocks(rows.len(), &mut |block| {
            for row in &rows[block] {
                let row = *row as usize;
                let code = codes[row];
                let at = part_of.get(code as usize).copied().unwrap_or(not_told);
                let pieces = units.map_or(0, |units| match units.at(row) {
                    NO_VALUE => 0,
                    pieces => i128::from(pieces),
                });
                let part = &mut parts[at as usize];
                part.revenue += i128::from(amounts[row]);
                part.rows += 1;
                part.units += pieces;
                // What only gives money back is neither an order nor a customer.
                if statuses.get(row) == Some(&Status::Refund) {
                    continue;
                }
                let met = |seen: &mut Seen, groups: &[u32]| {
                    groups.get(row).is_some_and(|group| seen.first(*group, at))
                };
                part.orders += u64::from(met(&mut orders, &data.order));
                part.customers += u64::from(met(&mut customers, &data.customer));
            }
        });
        for part in &self.parts {
            self.total.revenue += part.revenue;
            self.total.rows += part.rows;
            self.total.units += part.units;
        }
        self.total.orders = orders.groups();
        self.total.customers = customers.groups();
    }

    /// The part with the most revenue that is a value.
    pub(super) fn first(&self) -> Option<&Part> {
        self.parts
            .first()
            .filter(|part| matches!(part.what, What::Value(_)))
    }

    /// What a part is called.
    pub(super) fn name(&self, part: &Part) -> Text {
        match part.what {
            What::Value(code) => value_name(self.dimension, Some(code)),
            What::Other(n) => Text::new("products.other").with("n", n),
            What::NotTold => value_name(self.dimension, None),
            What::Total => Text::new("row.total"),
        }
    }

    /// What a click on a part filters.
    pub(super) fn key(&self, part: &Part) -> Option<Key> {
        match part.what {
            What::Value(code) => Some(value_key(self.dimension, Some(code))),
            What::NotTold => Some(value_key(self.dimension, None)),
            What::Other(_) | What::Total => None,
        }
    }

    /// The rows of a part.
    pub(super) fn trace(&self, frame: &Frame, part: &Part) -> Trace {
        let all = counted_trace(frame, self.definition);
        match (self.key(part), part.what) {
            (Some(key), _) => all.of(&key),
            (None, What::Other(_)) => {
                let mut named: Vec<String> = self
                    .parts
                    .iter()
                    .filter_map(|part| self.key(part))
                    .map(|key| key.value)
                    .collect();
                named.push(String::new());
                all.none_of(&self.dimension.id, named)
            }
            _ => all,
        }
    }

    /// What the parts are shares of.
    pub(super) fn shared(&self) -> Whole {
        Whole::of(self.parts.iter().map(|part| part.revenue))
    }

    /// The table, with its total.
    pub(super) fn grid(&self, frame: &Frame, id: &str, title: Text) -> Grid {
        let data = frame.dataset;
        let units = data.measure("units").map(|units| units.scale);
        let counts = [Capability::Orders, Capability::Customers].map(|what| data.can(what));
        let mut columns = vec![
            Column {
                label: Text::verbatim(&self.dimension.name),
                numeric: false,
            },
            Column::numbers("column.revenue"),
            Column::numbers("column.share_of_revenue"),
        ];
        let optional = [
            (counts[0], "column.orders"),
            (counts[0], "column.revenue_per_order"),
            (counts[1], "column.customers"),
            (units.is_some(), "column.units"),
            (units.is_some(), "column.revenue_per_unit"),
        ];
        columns.extend(
            optional
                .iter()
                .filter(|(has, _)| *has)
                .map(|(_, id)| Column::numbers(id)),
        );
        let parts = self.parts.iter().chain([&self.total]);
        let whole = self.shared();
        let row = |part: &Part| {
            let mut cells: Vec<Cell> = vec![
                self.name(part).into(),
                frame.cash(part.revenue).into(),
                match part.what {
                    What::Total => whole.all().into(),
                    _ => whole.value(part.revenue).into(),
                },
            ];
            if counts[0] {
                cells.extend([
                    part.orders.into(),
                    average(frame, part.revenue, part.orders),
                ]);
            }
            if counts[1] {
                cells.push(part.customers.into());
            }
            if let Some(scale) = units {
                cells.extend(pieces(frame, part, scale));
            }
            let mut row = Row::new(cells, part.rows, self.trace(frame, part));
            row.key = self.key(part);
            row.summary = matches!(part.what, What::Other(_) | What::Total);
            row
        };
        Grid::new(id, title, columns, parts.map(row).collect())
    }

    /// Bars of the largest values; the table holds every part.
    pub(super) fn figure(&self, frame: &Frame, named: Named) -> Figure {
        let values = self
            .parts
            .iter()
            .filter(|part| matches!(part.what, What::Value(_)));
        let shown: Vec<&Part> = values.take(BARS).collect();
        let bands = shown
            .iter()
            .filter_map(|part| Some(Value::of(self.key(part)?.value)))
            .collect();
        let whole = self.shared();
        let bar = |(band, part): (usize, &&Part)| {
            let of_one = whole.share(part.revenue);
            let mut tip = vec![
                self.name(part),
                Text::new("tip.revenue").with("revenue", frame.cash(part.revenue)),
            ];
            let said = |id: &str, of_one| Text::new(id).with("share", Quantity::share(of_one));
            tip.extend(of_one.map(|of_one| said("tip.share_of_revenue", of_one)));
            if part.orders > 0 {
                tip.push(Text::new("tip.orders").with("orders", part.orders));
            }
            let height = frame.money(part.revenue).to_f64();
            let mut datum =
                Datum::new(height, band as f64, part.rows, tip, self.trace(frame, part));
            datum.label = of_one.map(|of_one| said("plain.share", of_one));
            datum.key = self.key(part);
            datum
        };
        let data = shown.iter().enumerate().map(bar).collect();
        let (id, title) = (named.id, named.title.clone());
        lying(named, bands, data, true, self.grid(frame, id, title))
    }
}

/// The values that have rows, by revenue descending, and their revenues.
fn by_revenue(
    frame: &Frame,
    dimension: &Dimension,
    definition: RevenueDefinition,
) -> (Vec<u32>, Vec<i128>) {
    let mut sums = vec![(0_i128, false); dimension.values.len()];
    let codes = dimension.codes.list();
    let rows = rows_counted(frame, definition);
    in_blocks(rows.len(), &mut |block| {
        for row in &rows[block] {
            let row = *row as usize;
            if let Some(sum) = sums.get_mut(codes[row] as usize) {
                *sum = (sum.0 + i128::from(frame.dataset.amount[row]), true);
            }
        }
    });
    let mut present: Vec<u32> = (0..sums.len() as u32)
        .filter(|code| sums[*code as usize].1)
        .collect();
    order::sort_by_key(&mut present, |code| (-sums[*code as usize].0, *code));
    let revenues = present.iter().map(|code| sums[*code as usize].0).collect();
    (present, revenues)
}

fn average(frame: &Frame, revenue: i128, orders: u64) -> Cell {
    match orders {
        0 => Value::missing(Text::new("reason.no_orders")).into(),
        orders => frame.cash_per(revenue, i128::from(orders)).into(),
    }
}

/// Units, and revenue per unit.
fn pieces(frame: &Frame, part: &Part, scale: u8) -> [Cell; 2] {
    let price = match part.units > 0 {
        true => {
            let one = (0..scale).fold(1_i128, |one, _| one.saturating_mul(10));
            Value::of(frame.cash_per(part.revenue.saturating_mul(one), part.units))
        }
        false => Value::missing(Text::new("reason.zero_units")),
    };
    [Decimal::new(part.units, scale).into(), price.into()]
}
