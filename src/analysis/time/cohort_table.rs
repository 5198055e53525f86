//! Frame -> customers by the period of their first purchase, and what they did in each period after.
//!
//! Definitions: the cohort of a customer is the month (or quarter) of the first booked order of the base. With
//! `C` customers of cohort `c` who bought in the slice: *active* `[c, k]` bought in period `c + k`;
//! *rolling* `[c, k]` bought in period `c + k` or later; *revenue* `[c, k]` is what the rows in period `c + k`
//! brought. A period is over when as_of has reached its last day (`trend::months`); what is not
//! over is partial, and what lies beyond it does not exist: it is blank and never zero.

use crate::analysis::Frame;
use crate::analysis::bought::days_in_slice;
use crate::analysis::rows::in_blocks;
use crate::analysis::trend::months;
use crate::dataset::{Capability, NO_CODE};
use crate::value::{Day, Month, order};

/// How many months make a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Month,
    Quarter,
}

impl Unit {
    fn months(self) -> i32 {
        match self {
            Unit::Month => 1,
            Unit::Quarter => 3,
        }
    }

    /// The period of a day.
    pub(super) fn of(self, day: Day) -> i32 {
        self.of_month(day.month())
    }

    fn of_month(self, month: Month) -> i32 {
        match self {
            Unit::Month => month.0,
            Unit::Quarter => month.0.div_euclid(3),
        }
    }

    /// A period's name and value in a filter: `2018-06`, `2018-Q2`.
    pub(super) fn name(self, period: i32) -> String {
        match self {
            Unit::Month => Month(period).to_string(),
            Unit::Quarter => format!("{:04}-Q{}", period.div_euclid(4), period.rem_euclid(4) + 1),
        }
    }

    /// The months of a period.
    pub(super) fn month_names(self, period: i32) -> Vec<String> {
        let first = period * self.months();
        (first..first + self.months())
            .map(|month| Month(month).to_string())
            .collect()
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Unit::Month => "month",
            Unit::Quarter => "quarter",
        }
    }
}

/// One cohort; `[k]` is the k-th period after its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cohort {
    pub period: i32,
    pub size: u64,
    pub active: Vec<u64>,
    pub rolling: Vec<u64>,
    pub revenue: Vec<i128>,
}

/// All cohorts with customers, the oldest first.
pub(super) struct Cohorts {
    pub unit: Unit,
    pub cohorts: Vec<Cohort>,
    /// The last period that is over.
    pub complete: i32,
}

impl Cohorts {
    pub(super) fn of(frame: &Frame, unit: Unit) -> Option<Cohorts> {
        let months = months(frame);
        let (start, end) = (months.first()?.month, months.last()?.month);
        let period = |month: Month| unit.of(month.first_day());
        let over = if months.last()?.complete {
            end
        } else {
            Month(end.0 - 1)
        };
        // The period after the last month that is over has begun; the one before it is the last complete.
        let complete = period(Month(over.0 + 1)) - 1;
        let (first, last) = (period(start), period(end));
        // Who has refunds alone never bought, and is in no cohort.
        let born = |customer: u32| {
            let customer = customer as usize;
            let known = frame.base_booked.bought(customer);
            known.then(|| unit.of(frame.base_booked.first[customer]) - first)
        };
        let mut cohorts: Vec<Cohort> = (first..=last).map(|period| empty(period, last)).collect();
        for own in seen(frame, unit).chunk_by(|a, b| a.0 == b.0) {
            let Some(at) = born(own[0].0) else { continue };
            let Some(cohort) = cohorts.get_mut(at as usize) else {
                continue;
            };
            cohort.size += 1;
            let after = |period: i32| (period - first - at) as usize;
            for (_, period) in own {
                if let Some(count) = cohort.active.get_mut(after(*period)) {
                    *count += 1;
                }
            }
            let latest = after(own[own.len() - 1].1);
            for count in cohort.rolling.iter_mut().take(latest.saturating_add(1)) {
                *count += 1;
            }
        }
        let data = frame.dataset;
        let born: Vec<Option<i32>> = (0..data.customers.len() as u32).map(born).collect();
        let calendar = frame.calendar();
        let rows = frame.counted_list();
        in_blocks(rows.len(), &mut |block| {
            for row in &rows[block] {
                let row = *row as usize;
                let Some(Some(at)) = born.get(data.customer[row] as usize) else {
                    continue;
                };
                let (at, period) = (*at, unit.of_month(calendar.of(data.day[row])));
                let after = period - first - at;
                let cohort = cohorts.get_mut(at as usize);
                if let Some(cell) = cohort.and_then(|cohort| cohort.revenue.get_mut(after as usize))
                {
                    *cell += i128::from(data.amount[row]);
                }
            }
        });
        cohorts.retain(|cohort| cohort.size > 0);
        Some(Cohorts {
            unit,
            cohorts,
            complete,
        })
    }

    /// Whether the k-th period of a cohort is over.
    pub(super) fn is_over(&self, cohort: &Cohort, k: usize) -> bool {
        cohort.period + k as i32 <= self.complete
    }

    /// Sum over the cohorts whose k-th period is over of what `of` says, and of their customers.
    pub(super) fn pooled(&self, k: usize, of: &dyn Fn(&Cohort) -> i128) -> (i128, u64) {
        let eligible = self.cohorts.iter().filter(|cohort| self.is_over(cohort, k));
        eligible.fold((0, 0), |(sum, n), cohort| {
            (sum + of(cohort), n + cohort.size)
        })
    }
}

fn empty(period: i32, last: i32) -> Cohort {
    let periods = (last - period + 1) as usize;
    Cohort {
        period,
        size: 0,
        active: vec![0; periods],
        rolling: vec![0; periods],
        revenue: vec![0; periods],
    }
}

/// Customer and period of purchase in the slice, ascending, each once.
fn seen(frame: &Frame, unit: Unit) -> Vec<(u32, i32)> {
    let data = frame.dataset;
    if !data.can(Capability::Orders) {
        return seen_in_totals(frame, unit);
    }
    let calendar = frame.calendar();
    let mut seen: Vec<(u32, i32)> = days_in_slice(frame)
        .iter()
        .map(|(customer, day)| (*customer, unit.of_month(calendar.of(*day))))
        .collect();
    seen.dedup();
    seen
}

/// The same of totals of periods, which have rows where something was bought.
fn seen_in_totals(frame: &Frame, unit: Unit) -> Vec<(u32, i32)> {
    let data = frame.dataset;
    // One number each; a month is small and never negative.
    let packed = |row: usize| {
        u64::from(data.customer[row]) << 32 | u64::from(unit.of(data.day[row]).unsigned_abs())
    };
    let known = |row: &usize| data.customer[*row] != NO_CODE;
    let mut all: Vec<u64> = frame.sold_rows().filter(known).map(packed).collect();
    order::sort_keys(&mut all);
    all.dedup();
    let unpacked = |key: u64| ((key >> 32) as u32, (key & 0xffff_ffff) as i32);
    all.into_iter().map(unpacked).collect()
}
