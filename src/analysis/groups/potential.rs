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
//! Fewer than 5 active customers or less than 1 % of R1: too small to judge. Growth without the largest
//! customer stands beside it. Degenerate cases: no same months of two years, or fewer than 2 segments to
//! judge: not enough.

use crate::analysis::groups::business::{Business, Spans};
use crate::analysis::groups::business_segments::{BY, MIN_CUSTOMERS, no_dimension, spans_text};
use crate::analysis::setting::line_control;
use crate::analysis::share::{share, share_value};
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Capability, NO_CODE};
use crate::figure::{Cell, Column, Fact, Grid, Interval, Outcome, Row, Section};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Fraction, quantile_of_whole};
use crate::value::order;

const MIN_SHARE: f64 = 0.01;
const MIN_PEERS: usize = 8;
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

/// What is known of a segment.
#[derive(Clone, Debug, Default)]
struct Potential {
    before: i128,
    now: i128,
    known: u64,
    /// Revenue of each active customer in the later span, with the earlier span beside it.
    active: Vec<[i128; 2]>,
    /// Different pairs of active customer and product in the later span.
    products: u64,
    headroom: i128,
    penetration: f64,
    /// Score parts, where it is judged: headroom, growth, 1 - penetration.
    parts: Option<[f64; 3]>,
}

impl Potential {
    /// Growth without the customer with the most revenue in the later span.
    fn without_largest(&self) -> Option<f64> {
        let largest = self.active.iter().max_by_key(|spans| spans[1])?;
        let (before, now) = (self.before - largest[0], self.now - largest[1]);
        share(now - before, before)
    }

    fn score(&self, weights: [f64; 3]) -> Option<f64> {
        let parts = self.parts?;
        let sum: f64 = parts.iter().zip(weights).map(|(p, w)| p * w).sum();
        Some(100.0 * sum)
    }
}

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

/// Adds up the segments, their customers and their products.
fn potentials(frame: &Frame, business: &Business, spans: Spans) -> Vec<Potential> {
    let data = frame.dataset;
    let mut all = vec![Potential::default(); business.codes.len()];
    let product = data
        .dimension("product")
        .or_else(|| data.dimension("product_name"));
    // One number a segment and customer with the place of the row, so that equal pairs stand together.
    let mut pairs: Vec<i128> = Vec::new();
    let (mut bought, mut sold) = (Vec::new(), Vec::new());
    for (at, (row, segment)) in business.rows.iter().enumerate() {
        let row = *row as usize;
        let span = spans.at(data.day[row]);
        let amount = i128::from(data.amount[row]);
        match span {
            Some(0) => all[*segment as usize].before += amount,
            Some(_) => all[*segment as usize].now += amount,
            None => {}
        }
        let customer = data.customer[row];
        if customer == NO_CODE {
            continue;
        }
        let pair = i128::from(*segment) << 32 | i128::from(customer);
        pairs.push(pair << 32 | at as i128);
        if let (Some(product), Some(1)) = (product, span) {
            bought.push(pair << 32 | i128::from(product.codes[row]));
            sold.push(i128::from(product.codes[row]));
        }
    }
    order::sort_numbers(&mut pairs);
    for same in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
        let own = &mut all[(same[0] >> 64) as usize];
        own.known += 1;
        let mut revenue = [0, 0];
        let mut active = false;
        for place in same {
            let row = business.rows[(place & 0xffff_ffff) as usize].0 as usize;
            if let Some(span) = spans.at(data.day[row]) {
                revenue[span] += i128::from(data.amount[row]);
                active |= span == 1;
            }
        }
        if active {
            own.active.push(revenue);
        }
    }
    for numbers in [&mut bought, &mut sold] {
        order::sort_numbers(numbers);
        numbers.dedup();
    }
    for pair in &bought {
        all[(pair >> 64) as usize].products += 1;
    }
    for own in &mut all {
        let active = own.active.len() as f64;
        let of_customers = active / own.known.max(1) as f64;
        let possible = active * sold.len() as f64;
        let of_products = match possible > 0.0 {
            true => own.products as f64 / possible,
            false => 1.0,
        };
        own.penetration = of_customers * of_products;
    }
    headroom(business, &mut all);
    all
}

/// What is missing to the upper quarter of the peers.
fn headroom(business: &Business, all: &mut [Potential]) {
    let channel = business.dimensions.iter().position(|d| {
        let column = d.id.rsplit('.').next().unwrap_or(&d.id);
        column.eq_ignore_ascii_case("channel") || d.name.eq_ignore_ascii_case("channel")
    });
    let upper = |of: &dyn Fn(usize) -> bool, all: &[Potential]| {
        let peers = (0..all.len()).filter(|at| of(*at));
        let active = peers.flat_map(|at| all[at].active.iter().map(|spans| spans[1]));
        let mut values: Vec<i128> = active.collect();
        order::sort_numbers(&mut values);
        let enough = values.len() >= MIN_PEERS;
        quantile_of_whole(&values, Fraction::percent(75)).filter(|_| enough)
    };
    for at in 0..all.len() {
        let same = channel.and_then(|dimension| {
            let own = business.codes[at][dimension];
            upper(&|other| business.codes[other][dimension] == own, all)
        });
        let Some(most) = same.or_else(|| upper(&|_| true, all)) else {
            continue;
        };
        let missing = all[at]
            .active
            .iter()
            .map(|spans| (most.numerator - spans[1].saturating_mul(most.denominator)).max(0));
        all[at].headroom = missing.sum::<i128>() / most.denominator;
    }
}

/// Gives the score's parts to the segments that are large enough; how many these are.
fn judge(all: &mut [Potential]) -> usize {
    let now: i128 = all.iter().map(|p| p.now.max(0)).sum();
    let before: i128 = all.iter().map(|p| p.before.max(0)).sum();
    let some = before as f64 * 0.005;
    let judged: Vec<usize> = (0..all.len())
        .filter(|at| {
            let own = &all[*at];
            let part = share(own.now, now).unwrap_or(0.0);
            own.active.len() as u64 >= MIN_CUSTOMERS && part >= MIN_SHARE && own.before >= 0
        })
        .collect();
    if some <= 0.0 {
        return 0;
    }
    let measures = |at: &usize| {
        let own = &all[*at];
        let grown = libm::log(own.now as f64 + some) - libm::log(own.before as f64 + some);
        [own.headroom as f64, grown, 1.0 - own.penetration]
    };
    let values: Vec<[f64; 3]> = judged.iter().map(measures).collect();
    for (place, at) in judged.iter().enumerate() {
        let part = |measure: usize| {
            let own = values[place][measure];
            let below = values.iter().filter(|v| v[measure] < own).count() as f64;
            let equal = values.iter().filter(|v| v[measure] == own).count() as f64;
            (below + equal / 2.0) / values.len() as f64
        };
        all[*at].parts = Some([part(0), part(1), part(2)]);
    }
    judged.len()
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
        let judged = growth.zip(total).filter(|_| own.parts.is_some());
        let part = share(own.now, now).unwrap_or(0.0);
        let cells: Vec<Cell> = vec![
            business.name(*at).into(),
            match judged {
                Some((growth, total)) => Text::new(quadrant(growth, total, part, median)).into(),
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
        ]
        .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    let rows = places.iter().take(50).map(row).collect();
    let title = Text::new("potential.table").with("by", business.by());
    Grid {
        total_rows: all.len() as u64,
        ..Grid::new("potential", title, columns, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(before: i128, active: &[[i128; 2]], penetration: f64) -> Potential {
        Potential {
            before,
            now: active.iter().map(|spans| spans[1]).sum(),
            active: active.to_vec(),
            headroom: active.len() as i128,
            penetration,
            ..Potential::default()
        }
    }

    #[test]
    fn the_score_of_two_segments_by_hand() {
        // Headroom 6 against 5, growth 600/500 against 600/400, penetration .5 against .5.
        let mut all = vec![
            of(500, &[[50, 100]; 6], 0.5),
            of(400, &[[50, 120]; 5], 0.5),
            of(1, &[[1, 9]; 4], 0.0),
        ];
        assert_eq!(judge(&mut all), 2);
        assert_eq!(all[0].parts, Some([0.75, 0.25, 0.5]));
        assert_eq!(all[1].parts, Some([0.25, 0.75, 0.5]));
        assert_eq!(
            all[0].score(WEIGHTS[0]),
            Some(100.0 * (0.375 + 0.075 + 0.1))
        );
        assert_eq!(all[2].parts, None, "four customers are too few");
        assert_eq!(all[0].without_largest(), Some((500.0 - 450.0) / 450.0));
    }

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
