//! Months -> which calendar months stand above their year, and on whom that rests.
//!
//! Definitions: the ratio of a month is its revenue divided by the mean month of its year. A calendar month
//! is a *candidate* when its ratio is above 1 in every complete year, over at least two years, with a
//! mean ratio of 1.15 or more. A *repeated peak* is a candidate that remains one without the largest
//! order of the month in each year, and also without the month's largest customer, who leaves the whole
//! year. A *one-off peak* has a ratio of 1.5 or more in exactly one year and is no candidate.
//! Degenerate cases: a year whose revenue is not above zero has no ratios and is left out; without
//! orders or customers that part of the test is not made, and that is said.

use crate::analysis::Frame;
use crate::analysis::rows::in_blocks;
use crate::analysis::trend::Sold;
use crate::dataset::NO_CODE;
use crate::value::{Day, Month, Months};

const MONTHS: usize = 12;
/// A peak is at least this far above the mean month, on average.
const MIN_MEAN: f64 = 1.15;
/// A single month this far above is a one-off peak.
const MIN_ONE_OFF: f64 = 1.5;
/// One year cannot repeat anything.
pub(super) const MIN_YEARS: usize = 2;

/// A complete calendar year.
pub(super) struct Year {
    pub year: i32,
    pub months: [i128; MONTHS],
    pub total: i128,
}

impl Year {
    fn ratio(&self, month: usize, less: i128, less_of_year: i128) -> f64 {
        let rest = self.total - less_of_year;
        match rest > 0 {
            true => (self.months[month] - less) as f64 * MONTHS as f64 / rest as f64,
            false => 0.0,
        }
    }
}

/// What one calendar month did in one year, and what it would have done.
pub(super) struct Tested {
    pub ratio: f64,
    /// Without the largest order of the month.
    pub without_order: Option<f64>,
    /// Without the month's largest customer, and who that is.
    pub without_customer: Option<(usize, f64)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A repeated peak.
    Repeated,
    /// A candidate that rests on one order a year.
    OneOrder,
    /// A candidate that rests on one customer.
    OneCustomer,
    /// High in exactly one year.
    OneOff,
    /// Nothing that stands out.
    Plain,
}

impl Verdict {
    pub(super) fn id(self) -> &'static str {
        match self {
            Verdict::Repeated => "repeated",
            Verdict::OneOrder => "one_order",
            Verdict::OneCustomer => "one_customer",
            Verdict::OneOff => "one_off",
            Verdict::Plain => "plain",
        }
    }
}

/// A calendar month over the years.
pub(super) struct Calendar {
    /// 0 = January.
    pub month: usize,
    pub years: Vec<Tested>,
    pub mean: f64,
    /// In how many years it was above the mean month.
    pub above: usize,
    pub verdict: Verdict,
}

/// The calendar years that are complete and have revenue above zero.
pub(super) fn complete_years(months: &[Sold]) -> Vec<Year> {
    let years = months.chunk_by(|a, b| a.month.year() == b.month.year());
    let full = years.filter(|year| year.len() == MONTHS && year.iter().all(|sold| sold.complete));
    let of = |year: &[Sold]| Year {
        year: year[0].month.year(),
        months: std::array::from_fn(|month| year[month].revenue),
        total: year.iter().map(|sold| sold.revenue).sum(),
    };
    full.map(of).filter(|year| year.total > 0).collect()
}

/// The twelve calendar months, judged.
pub(super) fn calendar(frame: &Frame, years: &[Year]) -> Vec<Calendar> {
    (0..MONTHS)
        .map(|month| judged(frame, years, month))
        .collect()
}

fn judged(frame: &Frame, years: &[Year], month: usize) -> Calendar {
    let ratios: Vec<f64> = years.iter().map(|year| year.ratio(month, 0, 0)).collect();
    let high = ratios.iter().filter(|ratio| **ratio >= MIN_ONE_OFF).count();
    let candidate = passes(&ratios);
    let (orders, customers) = match candidate {
        true => (
            without_order(frame, years, month),
            without_customer(frame, years, month),
        ),
        false => (None, None),
    };
    let falls = |ratios: Option<Vec<f64>>| ratios.is_some_and(|ratios| !passes(&ratios));
    let by_customer = || {
        customers
            .as_ref()
            .map(|all| all.iter().map(|(_, ratio)| *ratio).collect())
    };
    let verdict = match () {
        () if candidate && falls(by_customer()) => Verdict::OneCustomer,
        () if candidate && falls(orders.clone()) => Verdict::OneOrder,
        () if candidate => Verdict::Repeated,
        () if high == 1 => Verdict::OneOff,
        () => Verdict::Plain,
    };
    let tested = |(at, ratio): (usize, &f64)| Tested {
        ratio: *ratio,
        without_order: orders.as_ref().map(|all| all[at]),
        without_customer: customers.as_ref().map(|all| all[at]),
    };
    Calendar {
        month,
        years: ratios.iter().enumerate().map(tested).collect(),
        mean: mean(&ratios),
        above: ratios.iter().filter(|ratio| **ratio > 1.0).count(),
        verdict,
    }
}

fn passes(ratios: &[f64]) -> bool {
    ratios.len() >= MIN_YEARS && ratios.iter().all(|ratio| *ratio > 1.0) && mean(ratios) >= MIN_MEAN
}

fn mean(ratios: &[f64]) -> f64 {
    ratios.iter().sum::<f64>() / ratios.len().max(1) as f64
}

/// The ratios when the month's largest order had not been.
fn without_order(frame: &Frame, years: &[Year], month: usize) -> Option<Vec<f64>> {
    let mut largest = vec![None; years.len()];
    let places = Places::of(frame, years);
    for order in frame.orders.present() {
        if let Some((year, at)) = places.at(frame.orders.day[order])
            && at == month
        {
            largest[year] = largest[year].max(Some(frame.orders.amount.at(order)));
        }
    }
    let ratio = |(year, most): (&Year, Option<i128>)| Some(year.ratio(month, most?, most?));
    years.iter().zip(largest).map(ratio).collect()
}

/// The ratios when the month's largest customer had not been, and that customer. Equal ones: the
/// smaller id.
fn without_customer(frame: &Frame, years: &[Year], month: usize) -> Option<Vec<(usize, f64)>> {
    let data = frame.dataset;
    if data.customer.is_empty() {
        return None;
    }
    let mut bought = vec![vec![0_i128; data.customers.len()]; years.len()];
    let mut of_year = bought.clone();
    let places = Places::of(frame, years);
    let rows = frame.counted_list();
    in_blocks(rows.len(), &mut |block| {
        for row in &rows[block] {
            let row = *row as usize;
            let customer = data.customer[row];
            let Some((year, at)) = places.at(data.day[row]).filter(|_| customer != NO_CODE) else {
                continue;
            };
            let (customer, amount) = (customer as usize, i128::from(data.amount[row]));
            of_year[year][customer] += amount;
            if at == month {
                bought[year][customer] += amount;
            }
        }
    });
    let ratio = |(at, year): (usize, &Year)| {
        let first = (0..data.customers.len())
            .max_by_key(|customer| (bought[at][*customer], -(*customer as i64)))?;
        Some((
            first,
            year.ratio(month, bought[at][first], of_year[at][first]),
        ))
    };
    years.iter().enumerate().map(ratio).collect()
}

/// Which of some years each month lies in, and its place in the year.
struct Places<'a> {
    calendar: &'a Months,
    first: Month,
    places: Vec<Option<(usize, usize)>>,
}

impl<'a> Places<'a> {
    fn of(frame: &'a Frame, years: &[Year]) -> Places<'a> {
        let first = Month::new(years.first().map_or(0, |year| year.year), 1);
        let last = Month::new(years.last().map_or(0, |year| year.year), MONTHS as u32);
        let place = |month: i32| {
            let month = Month(month);
            let year = years.iter().position(|year| year.year == month.year())?;
            Some((year, month.number() as usize - 1))
        };
        Places {
            calendar: frame.calendar(),
            first,
            places: (first.0..=last.0).map(place).collect(),
        }
    }

    fn at(&self, day: Day) -> Option<(usize, usize)> {
        let month = self.calendar.of(day).0.wrapping_sub(self.first.0);
        *self.places.get(month as u32 as usize)?
    }
}
