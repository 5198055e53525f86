//! Rows -> gross, net, cost and margin, in all and by the values of a dimension.

use crate::analysis::Frame;
use crate::analysis::share::share;
use crate::dataset::{Measured, NO_VALUE};
use crate::figure::Key;
use crate::say::Text;
use crate::value::{Decimal, order};

/// Margins are told from this part of net with a known cost on.
pub(super) const MIN_COVERAGE: f64 = 0.95;

/// Sums of rows, mantissas at the scales of their columns.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    rows: u64,
    units: i128,
    gross: i128,
    /// Rows whose gross is not told.
    without_gross: u64,
    net: i128,
    cost: i128,
    /// Net of the rows whose cost is known.
    covered: i128,
    /// Rows whose cost is known.
    known: u64,
}

/// The columns that are summed.
pub(super) struct Measures<'a> {
    pub units: Option<&'a Measured>,
    pub gross: Option<&'a Measured>,
    pub cost: &'a Measured,
    pub scale: u8,
}

/// What the sums come to.
pub(super) struct Chain {
    pub rows: u64,
    pub units: Option<Decimal>,
    pub gross: Option<Decimal>,
    pub net: Decimal,
    pub cost: Decimal,
    pub margin: Option<Decimal>,
    /// Margin as a part of net.
    pub part: Option<f64>,
    pub coverage: f64,
}

/// A value of the dimension.
pub(super) struct Group {
    /// As it is called in the data; empty where rows have none.
    pub label: String,
    pub key: Key,
    pub chain: Chain,
}

impl Measures<'_> {
    /// Adds a row.
    pub(super) fn add(&self, sums: &mut Sums, row: usize, net: i64) {
        let told = |measure: Option<&Measured>| {
            measure
                .map(|one| one.values.at(row))
                .filter(|value| *value != NO_VALUE)
        };
        sums.rows += 1;
        sums.net += i128::from(net);
        sums.units += told(self.units).map_or(0, i128::from);
        match told(self.gross) {
            Some(gross) => sums.gross += i128::from(gross),
            None => sums.without_gross += 1,
        }
        if let Some(cost) = told(Some(self.cost)) {
            sums.cost += i128::from(cost);
            sums.covered += i128::from(net);
            sums.known += 1;
        }
    }

    /// What sums come to.
    pub(super) fn chain(&self, sums: &Sums) -> Chain {
        let of = |measure: Option<&Measured>, sum: i128| {
            measure.map(|measure| Decimal::new(sum, measure.scale))
        };
        let cost = Decimal::new(sums.cost, self.cost.scale);
        let covered = Decimal::new(sums.covered, self.scale);
        let coverage =
            share(sums.covered, sums.net).unwrap_or(sums.known as f64 / sums.rows.max(1) as f64);
        let minus = |from: Decimal, what: Decimal| {
            from.checked_add(Decimal::new(-what.mantissa, what.scale))
        };
        let margin = minus(covered, cost).filter(|_| coverage >= MIN_COVERAGE);
        Chain {
            rows: sums.rows,
            units: of(self.units, sums.units),
            gross: of(self.gross, sums.gross).filter(|_| sums.without_gross == 0),
            net: Decimal::new(sums.net, self.scale),
            cost,
            margin,
            part: margin
                .filter(|_| sums.covered > 0)
                .map(|margin| margin.to_f64() / covered.to_f64()),
            coverage,
        }
    }
}

impl Chain {
    /// What is taken off on the invoice.
    pub(super) fn deductions(&self) -> Option<Decimal> {
        self.gross?
            .checked_add(Decimal::new(-self.net.mantissa, self.net.scale))
    }
}

impl Group {
    /// Its name in words.
    pub(super) fn name(&self) -> Text {
        match self.label.is_empty() {
            true => Text::new("margin.no_value"),
            false => Text::verbatim(&self.label),
        }
    }
}

/// The chain of each value, by net, the largest first.
pub(super) fn groups(frame: &Frame, measures: &Measures, id: &str) -> Vec<Group> {
    let data = frame.dataset;
    let dimension = data.dimension(id);
    let values = dimension.map_or(data.customers.len(), |dimension| dimension.values.len());
    // The last group has no value.
    let mut sums = vec![Sums::default(); values + 1];
    for row in frame.counted_rows() {
        let code = match dimension {
            Some(dimension) => Some(&dimension.codes[row]),
            None => data.customer.get(row),
        };
        let code = code.map_or(values, |code| (*code as usize).min(values));
        measures.add(&mut sums[code], row, data.amount[row]);
    }
    let named = |code: usize| match dimension {
        _ if code == values => ("", ""),
        Some(dimension) => (dimension.label(code), dimension.values[code].as_str()),
        None => (
            data.customers[code].label(),
            data.customers[code].id.as_str(),
        ),
    };
    let present = (0..=values).filter(|code| sums[*code].rows > 0);
    let group = |code: usize| {
        let (label, value) = named(code);
        Group {
            label: label.to_owned(),
            key: Key::new(id, value),
            chain: measures.chain(&sums[code]),
        }
    };
    let mut places: Vec<usize> = present.collect();
    order::sort_by_key(&mut places, |code| (-sums[*code].net, *code));
    places.into_iter().map(group).collect()
}
