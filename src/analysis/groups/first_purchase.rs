//! Frame -> what was known of each customer at the first purchase, and whether a second one followed.
//!
//! Definitions, of booked rows of the base: a customer is *followed* whose first purchase lies at least
//! D days before as_of; a *return* is a second purchase day within D days of the first. D = the 75 %
//! quantile (type 7) of all gaps, within 90 and 180 days, or set. *Several pieces*: more than one unit
//! on the first day, or more than one row where the files tell no units and rows are order lines.
//! *High value*: the first day's amount above its median over the followed customers. Of a dimension,
//! every value of the first day; where customers are divided by it, those with several are in no group, for they
//! bought more at once than the others. Not compared are ranges of
//! what was bought (`ranges`), and the month of the first purchase where the first month has so many new
//! customers that many of them are likely older than the data (`cohorts`).

use crate::analysis::Frame;
use crate::analysis::groups::ranges::{left_out, ranges};
use crate::analysis::time::cohorts::older_than_the_data;
use crate::dataset::{Capability, Dimension, Grain, NO_CODE, NO_VALUE, RevenueDefinition};
use crate::say::{Quantity, Text};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::{Month, order};

/// Dimensions with more values than this are no groups of customers.
const MAX_LEVELS: usize = 10;

/// Yes or no of each followed customer, known at the first purchase.
pub(super) struct Factor {
    pub name: Text,
    pub has: Vec<bool>,
    /// True for the two that are looked at within each other.
    pub main: bool,
    /// True for one value of several, of which one has to be left out of a model.
    pub first_level: bool,
}

/// The followed customers.
pub(super) struct FirstPurchases {
    /// Within how many days a second purchase counts.
    pub days: i128,
    /// Whether each came back.
    pub returned: Vec<bool>,
    pub factors: Vec<Factor>,
    /// What is not compared, and why.
    pub left_out: Vec<Text>,
}

impl FirstPurchases {
    /// `set` is the number of days, where the user chose one.
    pub(super) fn of(frame: &Frame, set: Option<i128>) -> Option<FirstPurchases> {
        let usual = frame.gaps().quantile(75);
        let days = match (set, usual) {
            (Some(days), _) => days,
            (None, Some(usual)) => (usual.numerator / usual.denominator).clamp(90, 180),
            (None, None) => return None,
        };
        let booked = &frame.base_booked;
        let mut returned_by = vec![false; booked.orders.len()];
        let bought_on = &frame.base_bought(frame.dataset).days;
        for bought in bought_on.chunk_by(|a, b| a.0 == b.0) {
            if let [first, second, ..] = bought {
                returned_by[first.0 as usize] = i128::from(second.1.0 - first.1.0) <= days;
            }
        }
        // Of the slice all who bought, also who gave all of it back: else those alone would be left who came again.
        let mut shown = vec![false; booked.orders.len()];
        for (customer, _) in &frame.bought().days {
            shown[*customer as usize] = true;
        }
        let in_time =
            |c: &usize| i128::from(frame.as_of.0) - i128::from(booked.first[*c].0) >= days;
        let followed: Vec<usize> = (0..booked.orders.len())
            .filter(|c| shown[*c] && in_time(c))
            .collect();
        let rows = first_rows(frame);
        let ranges = ranges(frame);
        let older = older_first_month(frame);
        let months = older.is_none();
        Some(FirstPurchases {
            days,
            returned: followed.iter().map(|c| returned_by[*c]).collect(),
            factors: factors(frame, &followed, &rows, &ranges, months),
            left_out: left_out(&ranges).into_iter().chain(older).collect(),
        })
    }
}

/// That too many seem new in the first month, where they do.
fn older_first_month(frame: &Frame) -> Option<Text> {
    let booked = &frame.base_booked;
    let bought = booked.present().filter(|c| booked.orders[*c] > 0);
    let mut months: Vec<i128> = bought
        .map(|c| i128::from(booked.first[c].month().0))
        .collect();
    order::sort_numbers(&mut months);
    let mut new = months.chunk_by(|a, b| a == b);
    let first = new.next()?;
    let (month, n) = (Month(first[0] as i32), first.len());
    let median = older_than_the_data(n as u64, new.map(|month| month.len() as i128).collect())?;
    let text = Text::new("drivers.no_month").with("month", month);
    Some(
        text.with("n", n as u64)
            .with("median", Quantity::number(median)),
    )
}

/// The booked rows of each customer's first day, ascending.
pub(super) fn first_rows(frame: &Frame) -> Vec<(usize, usize)> {
    let data = frame.dataset;
    let mut rows = Vec::new();
    for (row, customer) in data.customer.iter().enumerate() {
        let booked = RevenueDefinition::Booked.counts(data.status_of(row));
        if *customer != NO_CODE && booked && data.day[row] <= frame.as_of {
            let customer = *customer as usize;
            if frame.base_booked.first[customer] == data.day[row] {
                rows.push((customer, row));
            }
        }
    }
    rows
}

fn factors(
    frame: &Frame,
    followed: &[usize],
    rows: &[(usize, usize)],
    ranges: &[&Dimension],
    months: bool,
) -> Vec<Factor> {
    let data = frame.dataset;
    let count = data.customers.len();
    let mut factors = Vec::new();
    let add = |factors: &mut Vec<Factor>, name: Text, main: bool, has: &dyn Fn(usize) -> bool| {
        let has: Vec<bool> = followed.iter().map(|c| has(*c)).collect();
        if has.contains(&true) && has.contains(&false) {
            factors.push(Factor {
                name,
                has,
                main,
                first_level: false,
            });
        }
    };
    let mut pieces = vec![0_i128; count];
    let mut amount = vec![0_i128; count];
    let (units, one) = match data.measure("units") {
        Some(units) => (Some(units), 10_i128.pow(u32::from(units.scale))),
        None => (None, 1),
    };
    for (customer, row) in rows {
        amount[*customer] += i128::from(data.amount[*row]);
        pieces[*customer] += units.map_or(1, |units| match units.values.at(*row) {
            NO_VALUE => 0,
            pieces => i128::from(pieces),
        });
    }
    if units.is_some() || data.grain == Grain::OrderLine {
        let several = |c: usize| pieces[c] > one;
        add(&mut factors, Text::new("drivers.several"), true, &several);
    }
    let mut amounts: Vec<i128> = followed.iter().map(|c| amount[*c]).collect();
    order::sort_numbers(&mut amounts);
    if let Some(median) = quantile_of_whole(&amounts, Fraction::percent(50)) {
        let name = Text::new("drivers.high").with(
            "value",
            frame.cash_per(median.numerator, median.denominator),
        );
        let high = |c: usize| median.compare(amount[c]) == std::cmp::Ordering::Greater;
        add(&mut factors, name, true, &high);
    }
    let known = data.dimensions.iter().filter(|d| {
        (2..=MAX_LEVELS).contains(&d.values.len())
            && d.id != "status"
            && d.id != "currency"
            && !ranges.iter().any(|range| range.id == d.id)
    });
    for dimension in known {
        let pairs = first_pairs(dimension, rows);
        let before = factors.len();
        for level in 0..dimension.values.len() {
            let name = Text::new("drivers.level")
                .with("dimension", dimension.name.as_str())
                .with("value", dimension.label(level));
            let has = |c| pairs.binary_search(&(c, level)).is_ok();
            add(&mut factors, name, false, &has);
        }
        if let Some(first) = factors.get_mut(before) {
            first.first_level = true;
        }
    }
    if !months {
        return factors;
    }
    let month = |c: usize| frame.base_booked.first[c].month().number();
    let mut months: Vec<u32> = followed.iter().map(|c| month(*c)).collect();
    order::sort(&mut months);
    months.dedup();
    let before = factors.len();
    for number in &months {
        let name = Text::new("drivers.month").with("month", Text::new(&format!("month.{number}")));
        add(&mut factors, name, false, &|c| month(c) == *number);
    }
    if let Some(first) = factors.get_mut(before) {
        first.first_level = true;
    }
    factors
}

/// What a value is called where customers are told apart by it: that it is the one of the first purchase
/// where it does not describe the customer.
pub(super) fn said_of(frame: &Frame, dimension: &Dimension, value: usize) -> Text {
    let describes = frame
        .dataset
        .attributes
        .iter()
        .any(|d| d.id == dimension.id);
    let label = dimension.label(value);
    match describes {
        true => Text::verbatim(label),
        false => Text::new("drivers.first").with("name", label),
    }
}

/// Customers and their values on the first day, ascending, none twice.
pub(super) fn first_pairs(dimension: &Dimension, rows: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let pair = |(customer, row): &(usize, usize)| {
        let code = dimension.codes[*row];
        (code != NO_CODE).then_some((*customer as u64) << 32 | u64::from(code))
    };
    let mut pairs: Vec<u64> = rows.iter().filter_map(pair).collect();
    order::sort_keys(&mut pairs);
    pairs.dedup();
    let apart = |pair: u64| ((pair >> 32) as usize, pair as u32 as usize);
    pairs.into_iter().map(apart).collect()
}

/// The value of each customer: the attribute's, or that of the first purchase where it is one alone.
pub(super) fn codes(frame: &Frame, dimension: &Dimension) -> Option<Vec<u32>> {
    let data = frame.dataset;
    if let Some(found) = data.attributes.iter().find(|d| d.id == dimension.id) {
        return Some(found.codes.iter().copied().collect());
    }
    let dated = data.can(Capability::Days) && data.can(Capability::Orders);
    dated.then(|| {
        let mut values = vec![NO_CODE; data.customers.len()];
        let pairs = first_pairs(dimension, &first_rows(frame));
        for own in pairs
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|own| own.len() == 1)
        {
            values[own[0].0] = own[0].1 as u32;
        }
        values
    })
}
