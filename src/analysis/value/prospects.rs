//! Visits -> the models of repeated purchases, their refusals, their test on the past, their forecast.
//!
//! Models: BG/NBD for purchases to expect, MBG/NBD for the probability to be alive (`stats::RepeatModel`),
//! Gamma-Gamma for spend (`stats::GammaGamma`), on distinct purchase days with time in weeks. They are
//! fitted on the base, so that a filter does not change what is expected of a customer.
//! Back-test: fitted on what was known before the last third of the days (at least 60), against what came.
//! Refusals: fewer than 100 customers or 40 with a repeat; observed for less than 3 median gaps; bought as
//! regularly as by subscription (more than half of the customers in 90 % of their months, or a median
//! coefficient of variation of the gaps below 0.3); all spend equal; a fit that runs away.

use std::rc::Rc;

use crate::analysis::Frame;
use crate::analysis::value::back_test::{BackTest, back_test};
use crate::analysis::value::visits::{DAYS_A_WEEK, Visits, counted_quantile};
use crate::figure::{Column, Grid, Row, Trace};
use crate::say::{Quantity, Text};
use crate::stats::{
    Between, Ending, GammaGamma, Repeat, RepeatModel, Repeats, discounted, quantile,
};
use crate::value::{Day, order};

/// Below these there is no fit.
pub(super) const MIN_CUSTOMERS: f64 = 100.0;
pub(super) const MIN_REPEATERS: f64 = 40.0;
/// Below this the fit is weak.
pub(super) const FIRM_REPEATERS: f64 = 200.0;
/// Below this the fit of the spend is weak.
const FIRM_SPENDERS: usize = 50;
/// Customers have to be observed this many gaps long.
const MIN_GAPS_OBSERVED: f64 = 3.0;
/// Regular buyers: months with a purchase, share of such customers, evenness of gaps.
const REGULAR_MONTHS: f64 = 0.9;
const MIN_MONTHS: i32 = 3;
const REGULAR_CUSTOMERS: f64 = 0.5;
const REGULAR_VARIATION: f64 = 0.3;
const GAPS_FOR_VARIATION: usize = 5;
const CUSTOMERS_FOR_VARIATION: usize = 10;
/// Spend that goes with frequency breaks the model's assumption.
const DEPENDENT: f64 = 0.2;
/// What is expected is told for so many months of 365.25 / 12 days.
pub(super) const MONTHS: u32 = 12;
const WEEKS_A_MONTH: f64 = 30.4375 / DAYS_A_WEEK;
/// Customers of which the interval is told.
const SAMPLED: f64 = 5_000.0;
/// What a month's delay takes off a value.
pub(super) const DISCOUNT: f64 = 0.01;

/// What is expected of one customer over the next twelve months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prospect {
    pub alive: f64,
    pub purchases: f64,
    pub spend: f64,
    pub value: f64,
}

/// The fitted models.
#[derive(Debug)]
pub(in crate::analysis) struct Prospects {
    pub repeats: Repeats,
    pub visits: Rc<Visits>,
    pub bg: RepeatModel,
    pub mbg: RepeatModel,
    /// `None` where no model of the spend fits: then the median spend stands in.
    pub spend: Option<GammaGamma>,
    pub median_spend: f64,
    pub back_test: Option<BackTest>,
    /// Why to be careful.
    pub reasons: Vec<Text>,
    /// By row of `repeats`: alive, purchases, discounted purchases.
    rows: Vec<[f64; 3]>,
    scale: f64,
    as_of: Day,
}

impl Prospects {
    /// Fits the models to the base, once, or tells why not.
    pub(super) fn of<'a>(frame: &'a Frame) -> Result<&'a Prospects, Text> {
        frame.prospects(&|| Prospects::made(frame))
    }

    fn made(frame: &Frame) -> Result<Prospects, Text> {
        let visits = frame.visits();
        let repeats = visits.repeats(frame.as_of);
        refuse_few(&repeats)?;
        refuse_short(visits, &repeats)?;
        refuse_regular(visits, frame.as_of)?;
        let fit = |ending| {
            RepeatModel::fit(ending, &repeats).map_err(|_| Text::new("lifetime.degenerate"))
        };
        let (bg, mbg) = (fit(Ending::AfterRepeats)?, fit(Ending::AfterAny)?);
        let mut reasons = Vec::new();
        if repeats.repeaters < FIRM_REPEATERS {
            reasons.push(count_text("lifetime.few_repeaters", repeats.repeaters));
        }
        let scale = frame.money(1).to_f64();
        let pairs = visits.pairs(scale);
        let median_spend = refuse_equal(&pairs)?;
        let spend = GammaGamma::fit(&pairs).ok();
        reasons.extend(spend_reasons(&pairs, spend));
        let back_test = back_test(visits, frame);
        if back_test.is_none() {
            reasons.push(Text::new("lifetime.no_back_test"));
        }
        let rows = outlook(&repeats, bg, mbg);
        let as_of = frame.as_of;
        Ok(Prospects {
            repeats,
            visits: visits.clone(),
            bg,
            mbg,
            spend,
            median_spend,
            back_test,
            reasons,
            rows,
            scale,
            as_of,
        })
    }

    /// The 95 % interval of the purchases to expect of all customers, from the uncertainty of the
    /// parameters alone. Of many customers a sample tells it: the parameters are as much surer as there
    /// are more of them, and each is expected the same.
    pub(super) fn purchases_interval(&self) -> Option<Between> {
        let sample = self.repeats.sampled(SAMPLED);
        let more = self.repeats.sources / sample.sources;
        let span = f64::from(MONTHS) * WEEKS_A_MONTH;
        let purchases = |model: RepeatModel| {
            let of = |row: &Repeat| {
                let (last, age) = (f64::from(row.last), f64::from(row.age));
                row.weight * model.expected(row.x, last / DAYS_A_WEEK, age / DAYS_A_WEEK, span)
            };
            sample.rows.iter().map(of).sum::<f64>()
        };
        let found = self.bg.interval(&sample, &purchases)?;
        let all: f64 = self
            .repeats
            .rows
            .iter()
            .zip(&self.rows)
            .map(|(row, told)| row.weight * told[1])
            .sum();
        let half = (found.high - found.low) / 2.0 * more / more.sqrt();
        Some(Between {
            low: all - half,
            high: all + half,
        })
    }

    /// What is expected of a customer; `None` for who never bought.
    pub(super) fn customer(&self, customer: usize) -> Option<Prospect> {
        let triple = self.visits.triple(customer, self.as_of)?;
        let [alive, purchases, discounted] = self.rows[self.repeats.place(triple)?];
        let paid = self.visits.paid[customer];
        let spend = match self.spend {
            Some(model) if paid > 0 => {
                model.expected(triple.0, self.visits.mean(customer, self.scale))
            }
            Some(model) => model.expected(0, 0.0),
            None => self.median_spend,
        };
        Some(Prospect {
            alive,
            purchases,
            spend,
            value: spend * discounted,
        })
    }
}

impl Visits {
    /// Mean spend of a customer's later purchase days, those above zero, for who has some.
    fn mean(&self, customer: usize, scale: f64) -> f64 {
        self.spent[customer] as f64 * scale / f64::from(self.paid[customer])
    }

    /// Repeats and mean spend of each customer with spend after the first purchase day. `scale` is what
    /// one unit of the mantissas is worth.
    pub fn pairs(&self, scale: f64) -> Vec<(u32, f64)> {
        let spenders = (0..self.len()).filter(|customer| self.paid[*customer] > 0);
        spenders
            .map(|customer| {
                (
                    self.days(customer).len() as u32 - 1,
                    self.mean(customer, scale),
                )
            })
            .collect()
    }
}

fn count_text(id: &str, n: f64) -> Text {
    Text::new(id).with("n", n as u64)
}

pub(super) fn refuse_few(repeats: &Repeats) -> Result<(), Text> {
    match repeats.sources < MIN_CUSTOMERS || repeats.repeaters < MIN_REPEATERS {
        true => Err(Text::new("lifetime.few")
            .with("customers", repeats.sources as u64)
            .with("n", repeats.repeaters as u64)
            .with("min_customers", MIN_CUSTOMERS as u64)
            .with("min_repeaters", MIN_REPEATERS as u64)),
        false => Ok(()),
    }
}

fn refuse_short(visits: &Visits, repeats: &Repeats) -> Result<(), Text> {
    let mut ages = vec![0; repeats.largest().1 as usize + 1];
    for row in &repeats.rows {
        ages[row.age as usize] += row.weight as u64;
    }
    let age = counted_quantile(&ages, 0.5).unwrap_or(0.0);
    let gap = counted_quantile(&visits.gaps(), 0.5).unwrap_or(0.0);
    match age < MIN_GAPS_OBSERVED * gap {
        true => Err(Text::new("lifetime.short")
            .with("age", Quantity::days(age))
            .with("gap", Quantity::days(gap))),
        false => Ok(()),
    }
}

fn refuse_regular(visits: &Visits, as_of: Day) -> Result<(), Text> {
    let (mut watched, mut regular) = (0_u64, 0_u64);
    let mut variations = Vec::new();
    for customer in 0..visits.len() {
        let days = visits.days(customer);
        let Some(first) = days.first() else { continue };
        variations.extend(variation(days));
        let months = as_of.month().0 - first.month().0 + 1;
        if months >= MIN_MONTHS {
            let changes = days
                .windows(2)
                .filter(|pair| pair[0].month() != pair[1].month());
            watched += 1;
            regular +=
                u64::from((changes.count() + 1) as f64 >= REGULAR_MONTHS * f64::from(months));
        }
    }
    if regular as f64 > REGULAR_CUSTOMERS * watched as f64 {
        return Err(Text::new("lifetime.every_month")
            .with("n", regular)
            .with("all", watched));
    }
    order::sort_by(&mut variations, |a, b| a.total_cmp(b));
    let median = quantile(&variations, 0.5).filter(|_| variations.len() >= CUSTOMERS_FOR_VARIATION);
    match median {
        Some(median) if median < REGULAR_VARIATION => {
            Err(Text::new("lifetime.even_gaps").with("variation", Quantity::number(median)))
        }
        _ => Ok(()),
    }
}

/// The coefficient of variation of a customer's gaps, where there are enough.
fn variation(days: &[Day]) -> Option<f64> {
    let gaps: Vec<f64> = days
        .windows(2)
        .map(|pair| f64::from(pair[1].0.abs_diff(pair[0].0)))
        .collect();
    if gaps.len() < GAPS_FOR_VARIATION {
        return None;
    }
    let n = gaps.len() as f64;
    let mean = gaps.iter().sum::<f64>() / n;
    let squares: f64 = gaps.iter().map(|gap| (gap - mean) * (gap - mean)).sum();
    Some((squares / (n - 1.0)).sqrt() / mean)
}

/// The median of the means, unless all are equal.
fn refuse_equal(pairs: &[(u32, f64)]) -> Result<f64, Text> {
    let mut means: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    order::sort_by(&mut means, |a, b| a.total_cmp(b));
    match quantile(&means, 0.5) {
        Some(median) if means.first() != means.last() => Ok(median),
        _ => Err(Text::new("lifetime.equal_spend")),
    }
}

fn spend_reasons(pairs: &[(u32, f64)], spend: Option<GammaGamma>) -> Vec<Text> {
    let mut reasons = Vec::new();
    if spend.is_none() {
        reasons.push(Text::new("lifetime.heavy_tail"));
    }
    if pairs.len() < FIRM_SPENDERS {
        reasons.push(Text::new("lifetime.few_spenders").with("n", pairs.len()));
    }
    let together = correlation(pairs);
    if together.abs() > DEPENDENT {
        reasons
            .push(Text::new("lifetime.dependent").with("correlation", Quantity::number(together)));
    }
    reasons
}

/// Pearson's correlation of counts and means; 0 where either never differs.
fn correlation(pairs: &[(u32, f64)]) -> f64 {
    let n = pairs.len() as f64;
    let (sum_x, sum_z) = pairs.iter().fold((0.0, 0.0), |(x, z), pair| {
        (x + f64::from(pair.0), z + pair.1)
    });
    let (mut xx, mut xz, mut zz) = (0.0, 0.0, 0.0);
    for pair in pairs {
        let (x, z) = (f64::from(pair.0) - sum_x / n, pair.1 - sum_z / n);
        xx += x * x;
        xz += x * z;
        zz += z * z;
    }
    let both = (xx * zz).sqrt();
    if both > 0.0 { xz / both } else { 0.0 }
}

/// By row: alive, purchases, discounted purchases. Age and repeats repeat from row to row, and so does
/// the larger part of the work.
fn outlook(repeats: &Repeats, bg: RepeatModel, mbg: RepeatModel) -> Vec<[f64; 3]> {
    let mut rows = Vec::with_capacity(repeats.rows.len());
    let mut known = None;
    let mut ahead = [0.0; 2];
    for row in &repeats.rows {
        let (last, age) = (
            f64::from(row.last) / DAYS_A_WEEK,
            f64::from(row.age) / DAYS_A_WEEK,
        );
        if known != Some((row.x, row.age)) {
            known = Some((row.x, row.age));
            let until = |month: u32| bg.prospect(row.x, age, f64::from(month) * WEEKS_A_MONTH);
            ahead = [until(MONTHS), discounted(MONTHS, DISCOUNT, &until)];
        }
        let still = bg.alive(row.x, last, age);
        rows.push([
            mbg.alive(row.x, last, age),
            still * ahead[0],
            still * ahead[1],
        ]);
    }
    rows
}

/// The parameters, for whoever wants to check them elsewhere.
pub(super) fn model_grid(prospects: &Prospects) -> Grid {
    let repeats = &prospects.repeats;
    let mut rows = Vec::new();
    let mut add = |model: &str, names: &[&str], values: &[f64], sum: f64, n: u64| {
        let likelihood = (&"log-likelihood", &sum);
        for (name, value) in names.iter().zip(values).chain([likelihood]) {
            let cells = vec![
                Text::verbatim(model).into(),
                Text::verbatim(name).into(),
                Quantity::number(*value).into(),
            ];
            rows.push(Row::new(cells, n, Trace::counted()));
        }
    };
    for (name, model) in [("BG/NBD", prospects.bg), ("MBG/NBD", prospects.mbg)] {
        let names = ["r", "alpha", "a", "b"];
        add(
            name,
            &names,
            &model.parameters,
            model.log_likelihood(repeats).0,
            repeats.sources as u64,
        );
    }
    let pairs = prospects.visits.pairs(prospects.scale);
    if let Some(model) = prospects.spend {
        let sum = model.log_likelihood(&pairs).0;
        add(
            "Gamma-Gamma",
            &["p", "q", "v"],
            &model.parameters,
            sum,
            pairs.len() as u64,
        );
    }
    let cells = vec![
        Text::verbatim("Gamma-Gamma").into(),
        Text::new("lifetime.correlation").into(),
        Quantity::number(correlation(&pairs)).into(),
    ];
    rows.push(Row::new(cells, pairs.len() as u64, Trace::counted()));
    let columns = vec![
        Column::words("column.model"),
        Column::words("column.parameter"),
        Column::numbers("column.number"),
    ];
    Grid::new("models", Text::new("lifetime.models"), columns, rows)
}
