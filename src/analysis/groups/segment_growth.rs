//! Business segments -> what each sold in two spans, who bought, and what is missing to the peers.
//!
//! The definitions are those of `potential`, which shows them.

use crate::analysis::Frame;
use crate::analysis::groups::business::{Business, Spans};
use crate::analysis::groups::business_segments::MIN_CUSTOMERS;
use crate::analysis::groups::lines::lines_by_customer;
use crate::analysis::rows::in_blocks;
use crate::analysis::share::share;
use crate::dataset::{Dimension, NO_CODE, Status};
use crate::stats::{Between, Fraction, quantile_of_whole, ratio_of_totals};
use crate::value::order;

const MIN_SHARE: f64 = 0.01;
const MIN_PEERS: usize = 8;

/// What is known of a segment.
#[derive(Clone, Debug, Default)]
pub(super) struct Potential {
    pub before: i128,
    pub now: i128,
    pub known: u64,
    /// Revenue of each active customer in the later span, with the earlier span beside it.
    pub active: Vec<[i128; 2]>,
    /// Revenue of each customer who bought in either span, as numbers: later, earlier.
    pub either: Vec<(f64, f64)>,
    /// Different pairs of active customer and product in the later span.
    pub products: u64,
    pub headroom: i128,
    pub penetration: f64,
    /// The mean part of the products sold that an active customer buys, where there are any.
    pub breadth: Option<f64>,
    /// Score parts, where it is judged: headroom, growth, 1 - penetration.
    pub parts: Option<[f64; 3]>,
}

impl Potential {
    /// Growth without the customer with the most revenue in the later span.
    pub(super) fn without_largest(&self) -> Option<f64> {
        let largest = self.active.iter().max_by_key(|spans| spans[1])?;
        let (before, now) = (self.before - largest[0], self.now - largest[1]);
        share(now - before, before)
    }

    /// Median and 75 % quantile of the later revenue of the active customers, at the data set's scale.
    pub(super) fn quartiles(&self) -> [Option<Fraction>; 2] {
        let mut values: Vec<i128> = self.active.iter().map(|spans| spans[1]).collect();
        order::sort_numbers(&mut values);
        [50, 75].map(|points| quantile_of_whole(&values, Fraction::percent(points)))
    }

    /// The 95 % interval of the growth, with customers as clusters (`stats::ratio_of_totals`); none
    /// with fewer than 10 of them.
    pub(super) fn growth_interval(&self) -> Option<Between> {
        let grown = ratio_of_totals(&self.either)?.interval?;
        Some(Between {
            low: grown.low - 1.0,
            high: grown.high - 1.0,
        })
    }

    /// The score by these weights, where it is judged.
    pub(super) fn score(&self, weights: [f64; 3]) -> Option<f64> {
        let parts = self.parts?;
        let sum: f64 = parts.iter().zip(weights).map(|(p, w)| p * w).sum();
        Some(100.0 * sum)
    }
}

/// Adds up the segments, their customers and their products.
pub(super) fn potentials(frame: &Frame, business: &Business, spans: Spans) -> Vec<Potential> {
    let data = frame.dataset;
    let mut all = vec![Potential::default(); business.codes.len()];
    let product = data
        .dimension("product")
        .or_else(|| data.dimension("product_name"));
    let codes = product.map(|product| product.codes.list());
    let mut sold = vec![false; product.map_or(0, |product| product.values.len() + 1)];
    let rows = frame.counted_list();
    let last = sold.len().saturating_sub(1);
    in_blocks(rows.len(), &mut |block| {
        for at in block {
            let (row, segment) = (rows[at] as usize, business.segments[at]);
            let span = spans.at(data.day[row]);
            let amount = i128::from(data.amount[row]);
            match span {
                Some(0) => all[segment as usize].before += amount,
                Some(_) => all[segment as usize].now += amount,
                None => {}
            }
            let buys = data.customer[row] != NO_CODE && data.status_of(row) != Status::Refund;
            if let (Some(codes), Some(1), true) = (&codes, span, buys) {
                sold[(codes[row] as usize).min(last)] = true;
            }
        }
    });
    drop(codes);
    by_customer(frame, business, spans, product, &mut all);
    let sold = sold.iter().filter(|sold| **sold).count();
    for own in &mut all {
        let active = own.active.len() as f64;
        let of_customers = active / own.known.max(1) as f64;
        let possible = active * sold as f64;
        own.breadth = (possible > 0.0).then(|| own.products as f64 / possible);
        own.penetration = of_customers * own.breadth.unwrap_or(1.0);
    }
    headroom(business, &mut all);
    all
}

/// The customer at hand in one segment.
#[derive(Clone, Default)]
struct Own {
    met: bool,
    /// Whether anything was bought there at all; what only gives money back buys nothing.
    bought: bool,
    /// Revenue in both spans, and whether there is any.
    revenue: [i128; 2],
    either: bool,
    /// Whether something was bought in the later span.
    active: bool,
}

/// What a line tells beside amount and product: the segment, of which there are far fewer than 2^29; below
/// it whether something is sold, and in the lowest bits the span, or 2 for none.
fn told(segment: u32, sells: bool, span: Option<usize>) -> u32 {
    segment << 3 | u32::from(sells) << 2 | span.map_or(2, |span| span as u32)
}

/// Who bought in each segment, one customer after the other.
fn by_customer(
    frame: &Frame,
    business: &Business,
    spans: Spans,
    product: Option<&Dimension>,
    all: &mut [Potential],
) {
    let data = frame.dataset;
    let codes = product.map(|product| product.codes.list());
    let codes = codes.as_deref();
    let line = |at: usize, row: usize| {
        let sells = data.status_of(row) != Status::Refund;
        let told = told(business.segments[at], sells, spans.at(data.day[row]));
        (codes.map_or(0, |codes| codes[row]), told)
    };
    let (lines, starts) = lines_by_customer(frame, line);
    let mut met: Vec<usize> = Vec::new();
    let mut own = vec![Own::default(); all.len()];
    let mut products: Vec<u64> = Vec::new();
    for ends in starts.windows(2) {
        for line in &lines[ends[0] as usize..ends[1] as usize] {
            let (at, sells) = ((line.told >> 3) as usize, line.told & 4 != 0);
            let own = &mut own[at];
            if !std::mem::replace(&mut own.met, true) {
                met.push(at);
            }
            own.bought |= sells;
            let span = (line.told & 3) as usize;
            if span > 1 {
                continue;
            }
            own.revenue[span] += i128::from(line.amount);
            own.either = true;
            if span == 1 && sells {
                own.active = true;
                let pair = (at as u64) << 32 | u64::from(line.code);
                products.extend(product.is_some().then_some(pair));
            }
        }
        for at in met.drain(..) {
            let one = std::mem::take(&mut own[at]);
            let numbers = (one.revenue[1] as f64, one.revenue[0] as f64);
            all[at].known += u64::from(one.bought);
            all[at].either.extend(one.either.then_some(numbers));
            all[at].active.extend(one.active.then_some(one.revenue));
        }
        order::sort_keys(&mut products);
        products.dedup();
        for pair in products.drain(..) {
            all[(pair >> 32) as usize].products += 1;
        }
    }
}

/// What is missing to the upper quarter of the peers.
fn headroom(business: &Business, all: &mut [Potential]) {
    let channel = business.dimensions.iter().position(|d| {
        let column = d.id.rsplit('.').next().unwrap_or(&d.id);
        column.eq_ignore_ascii_case("channel") || d.name.eq_ignore_ascii_case("channel")
    });
    let of_channel = |at: usize| channel.map(|dimension| business.codes[at][dimension]);
    let upper = |own: Option<u32>, all: &[Potential]| {
        let peers = (0..all.len()).filter(|at| own.is_none() || own == of_channel(*at));
        let active = peers.flat_map(|at| all[at].active.iter().map(|spans| spans[1]));
        let mut values: Vec<i128> = active.collect();
        order::sort_numbers(&mut values);
        let enough = values.len() >= MIN_PEERS;
        quantile_of_whole(&values, Fraction::percent(75)).filter(|_| enough)
    };
    // Of each channel and of all, once.
    let mut known: Vec<(Option<u32>, Option<Fraction>)> = Vec::new();
    for at in 0..all.len() {
        let mut once = |own: Option<u32>| match known.iter().find(|one| one.0 == own) {
            Some((_, found)) => *found,
            None => {
                let found = upper(own, all);
                known.push((own, found));
                found
            }
        };
        let own = of_channel(at);
        let same = own.and_then(|_| once(own));
        let Some(most) = same.or_else(|| once(None)) else {
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
pub(super) fn judge(all: &mut [Potential]) -> usize {
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
            all[0].score([0.5, 0.3, 0.2]),
            Some(100.0 * (0.375 + 0.075 + 0.1))
        );
        assert_eq!(all[2].parts, None, "four customers are too few");
        assert_eq!(all[0].without_largest(), Some((500.0 - 450.0) / 450.0));
    }
}
