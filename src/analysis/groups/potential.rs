//! Frame -> growth and headroom of business segments: which are core, rising, mature, weak, and where
//! most seems untapped.
//!
//! Definitions, over the spans of `business` (R1 later, R0 earlier revenue of a segment):
//! - growth `R1 / R0 - 1`; for the score `ln(R1 + m) - ln(R0 + m)` with m = 0.5 % of all R0;
//! - headroom `sum max(0, B - y)` over the customers with revenue y in the later span, B the 75 %
//!   quantile (type 7) of y among the peers: customers of the same channel where the segments have a
//!   channel and it has 8 of them, else all. An upper reference, no forecast;
//! - penetration: customers active in the later span over all customers ever seen in the segment, times
//!   the mean number of products an active customer buys over all products sold, where there are any;
//! - score `100 (0.5 pr(headroom) + 0.3 pr(growth) + 0.2 pr(1 - penetration))`, pr the mid-rank
//!   percentile over the segments judged. The weights are ours; how often the first stays first under
//!   six other weights is told;
//! - quadrant: growth against that of all, share against the median share.
//!
//! The interval of the growth takes customers as clusters (`stats::ratio_of_totals`).
//!
//! A place that growth without the largest customer would change says so. Fewer than 5 active customers or less than 1 % of R1: too small to judge. Growth without the largest
//! customer stands beside it. Degenerate cases: no same months of two years, or fewer than 2 segments to
//! judge: not enough.

use crate::analysis::groups::business::{Business, Spans};
use crate::analysis::groups::business_segments::{BY, MIN_CUSTOMERS, no_dimension, spans_text};
use crate::analysis::groups::segment_growth::{Potential, judge, potentials};
use crate::analysis::setting::line_control;
use crate::analysis::share::{share, share_value};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::Capability;
use crate::figure::{Cell, Column, Fact, Grid, Interval, Outcome, Row, Section};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

const WEIGHTS: [[f64; 3]; 7] = [
    [0.5, 0.3, 0.2],
    [0.6, 0.2, 0.2],
    [0.4, 0.4, 0.2],
    [0.6, 0.3, 0.1],
    [0.4, 0.3, 0.3],
    [0.5, 0.4, 0.1],
    [0.5, 0.2, 0.3],
];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "potential",
    view: "segments",
    needs: &[Capability::Revenue, Capability::Customers, Capability::Days],
    cost: Cost::Light,
    params: &[BY],
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let (business, refused) = Business::of(frame, params);
    let Some(business) = business else {
        return no_dimension();
    };
    let Some(spans) = Spans::of(frame) else {
        return Outcome::NotEnough {
            reason: Text::new("business.no_growth"),
            remedy: Text::new("potential.remedy"),
        };
    };
    let mut all = potentials(frame, &business, spans);
    let judged = judge(&mut all);
    if judged < 2 {
        return Outcome::NotEnough {
            reason: Text::new("potential.few")
                .with("n", judged)
                .with("min", MIN_CUSTOMERS),
            remedy: Text::new("potential.remedy"),
        };
    }
    let (before, now): (i128, i128) = all
        .iter()
        .fold((0, 0), |sum, p| (sum.0 + p.before, sum.1 + p.now));
    let total = share(now - before, before);
    let mut places: Vec<usize> = (0..all.len()).collect();
    let score = |at: usize| all[at].score(WEIGHTS[0]).unwrap_or(-1.0);
    order::sort_by(&mut places, |a, b| {
        score(*b).total_cmp(&score(*a)).then(a.cmp(b))
    });
    let first = places[0];
    let mut section = Section::new(
        Text::new("potential.headline")
            .with("segment", business.name(first))
            .with("headroom", frame.cash(all[first].headroom))
            .with("n", judged),
    );
    section.facts = total
        .map(|growth| {
            Fact::new("growth_of_all", Quantity::share(growth), all.len() as u64)
                .trace(crate::figure::Trace::counted().between(spans.now.0, spans.now.1))
                .interval(Interval::none(Text::new("interval.two_totals")))
        })
        .into_iter()
        .collect();
    section.grids = vec![grid(frame, &business, &all, &places, (now, total))];
    let stays = WEIGHTS[1..].iter().filter(|w| is_first(&all, first, **w));
    section.notes = vec![
        spans_text(spans),
        Text::new("potential.upper"),
        Text::new("potential.stable")
            .with("segment", business.name(first))
            .with("n", stays.count())
            .with("all", WEIGHTS.len() - 1),
    ];
    section.notes.extend(refused);
    let hint = Text::verbatim(&business.by());
    section.controls = vec![line_control(ANALYSIS.id, &BY, params, hint)];
    Outcome::Given { result: section }
}

fn is_first(all: &[Potential], first: usize, weights: [f64; 3]) -> bool {
    let own = all[first].score(weights);
    all.iter().all(|other| other.score(weights) <= own)
}

fn quadrant(growth: f64, of_all: f64, share: f64, median: f64) -> &'static str {
    match (growth >= of_all, share >= median) {
        (true, true) => "potential.core",
        (true, false) => "potential.rising",
        (false, true) => "potential.mature",
        (false, false) => "potential.weak",
    }
}

fn grid(
    frame: &Frame,
    business: &Business,
    all: &[Potential],
    places: &[usize],
    (now, total): (i128, Option<f64>),
) -> Grid {
    let mut shares: Vec<i128> = all
        .iter()
        .filter(|p| p.parts.is_some())
        .map(|p| p.now)
        .collect();
    order::sort_numbers(&mut shares);
    let median = quantile_of_whole(&shares, Fraction::percent(50));
    let median = median.map_or(0.0, |median| median.to_f64() / now.max(1) as f64);
    let row = |at: &usize| {
        let own = &all[*at];
        let growth = share(own.now - own.before, own.before);
        let percent = |part: Option<f64>| match part {
            Some(part) => Cell::from(Quantity::share(part)),
            None => Value::missing(Text::new("business.nothing_before")).into(),
        };
        let end = |end: Option<f64>| match end {
            Some(end) => Cell::from(Quantity::share(end)),
            None => Value::missing(Text::new("interval.few_customers")).into(),
        };
        let [middle, upper] = own.quartiles();
        let each = |value: Option<Fraction>| match value {
            Some(value) => frame.cash_per(value.numerator, value.denominator).into(),
            None => Value::missing(Text::new("potential.nobody")).into(),
        };
        let judged = growth.zip(total).filter(|_| own.parts.is_some());
        let part = share(own.now, now).unwrap_or(0.0);
        let cells: Vec<Cell> = vec![
            business.name(*at).into(),
            match judged {
                Some((growth, total)) => {
                    let place = Text::new(quadrant(growth, total, part, median));
                    let rest = own.without_largest();
                    match rest.is_some_and(|rest| (rest >= total) != (growth >= total)) {
                        true => Text::new("potential.by_one").with("place", place).into(),
                        false => place.into(),
                    }
                }
                None => Text::new("potential.too_small").into(),
            },
            match own.score(WEIGHTS[0]) {
                Some(score) => Quantity::number(score).into(),
                None => Value::missing(Text::new("potential.too_small")).into(),
            },
            frame.cash(own.headroom).into(),
            percent(growth),
            percent(own.without_largest()),
            share_value(own.now, now).into(),
            frame.cash(own.before).into(),
            frame.cash(own.now).into(),
            own.active.len().into(),
            Quantity::share(own.penetration).into(),
            end(own.growth_interval().map(|between| between.low)),
            end(own.growth_interval().map(|between| between.high)),
            each(middle),
            each(upper),
            match own.breadth {
                Some(breadth) => Quantity::share(breadth).into(),
                None => Value::missing(Text::new("potential.no_products")).into(),
            },
        ];
        let mut row = Row::new(cells, own.active.len() as u64, business.trace(*at));
        row.key = business.key(*at);
        row
    };
    let mut columns = vec![
        Column::words("column.business_segment"),
        Column::words("column.quadrant"),
    ];
    columns.extend(
        [
            "score",
            "headroom",
            "growth",
            "growth_without_largest",
            "share_of_revenue",
            "before",
            "now",
            "active",
            "penetration",
            "growth_low",
            "growth_high",
            "median_per_customer",
            "upper_per_customer",
            "breadth",
        ]
        .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    let rows = places.iter().take(frame.most(50)).map(row).collect();
    let title = Text::new("potential.table").with("by", business.said());
    Grid {
        total_rows: all.len() as u64,
        ..Grid::new("potential", title, columns, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadrants_go_by_growth_and_share() {
        for (growth, share, expected) in [
            (0.2, 0.5, "potential.core"),
            (0.2, 0.1, "potential.rising"),
            (0.0, 0.5, "potential.mature"),
            (0.0, 0.1, "potential.weak"),
        ] {
            assert_eq!(quadrant(growth, 0.1, share, 0.2), expected);
        }
    }
}
