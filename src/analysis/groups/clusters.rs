//! Frame -> clusters of customers by k-means on the logarithms of recency, frequency and value.
//!
//! Definitions: `ln(1 + R)`, `ln(1 + F)`, `ln(1 + max(M, 0))` of the customers of the base (as in
//! `rfm`), each with mean 0 and standard deviation 1 (divisor n; a measure that is equal for all is 0).
//! k-means as in `stats::KMeans`, the best of ten seeded starts; k from 2 to 8 by the silhouette, or
//! set; a number that leaves fewer than 5 customers in a cluster sets somebody apart who is no group, and
//! is taken only where all do. Clusters are numbered by mean value, the highest first. Above 5,000 customers k, centres and
//! silhouette come from 5,000 drawn with a fixed seed, and all customers go to the nearest centre.
//! Assumption: round groups of like size. Below a silhouette of 0.5 the customers are one continuous
//! cloud, and that is said. Fewer than 30 customers, or all alike: no clusters.

use crate::analysis::bought::recency;
use crate::analysis::groups::group::{Group, Groups, LISTED, customers_trace};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::Capability;
use crate::figure::{Cell, Column, Fact, Grid, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::{Fraction, KMeans, Point, Random, quantile_of_whole, silhouettes};
use crate::value::order;

const K: Param = Param {
    id: "k",
    choices: &["auto", "2", "3", "4", "5", "6", "7", "8"],
};
const PARAMS: &[Param] = &[K];
const MIN_CUSTOMERS: usize = 30;
/// Silhouettes look at all pairs.
const SAMPLE: usize = LISTED;
/// Fewer customers are no group.
const MIN_MEMBERS: usize = 5;
const STARTS: u64 = 10;
const ROUNDS: usize = 300;
/// From this silhouette on groups are more than a convenience (Kaufman and Rousseeuw 1990).
const REASONABLE: f64 = 0.5;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "clusters",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Recency,
    ],
    cost: Cost::Heavy,
    params: PARAMS,
    run,
};

/// The customers of the base with their three measures, standardised.
pub struct Space {
    /// Customer indices, ascending.
    pub customers: Vec<usize>,
    /// One point a customer.
    pub points: Vec<Point>,
}

impl Space {
    /// Measures, logarithms, standard scores.
    pub fn of(frame: &Frame) -> Space {
        let customers: Vec<usize> = frame.base.present().collect();
        let measures = |customer: &usize| {
            let value = frame.money(frame.base.revenue[*customer].max(0)).to_f64();
            let orders = f64::from(frame.base_booked.orders[*customer]);
            let days = recency(frame, *customer).max(0) as f64;
            [days, orders, value].map(libm::log1p)
        };
        let mut points: Vec<Point> = customers.iter().map(measures).collect();
        let n = points.len().max(1) as f64;
        for measure in 0..3 {
            let mean = points.iter().map(|p| p[measure]).sum::<f64>() / n;
            let squares = points
                .iter()
                .map(|p| (p[measure] - mean) * (p[measure] - mean));
            let deviation = libm::sqrt(squares.sum::<f64>() / n);
            for point in &mut points {
                point[measure] = match deviation > 1e-12 {
                    true => (point[measure] - mean) / deviation,
                    false => 0.0,
                };
            }
        }
        Space { customers, points }
    }

    /// All points, or a seeded draw of them in their order.
    fn sample(&self) -> Vec<Point> {
        let mut left = self.points.len() as u32;
        let mut wanted = left.min(SAMPLE as u32);
        let mut random = Random::new(1);
        let mut drawn = Vec::new();
        for point in &self.points {
            if random.below(left) < wanted {
                drawn.push(*point);
                wanted -= 1;
            }
            left -= 1;
        }
        drawn
    }
}

/// Clusters for each k that the points allow, with their silhouettes.
fn tried(sample: &[Point], ks: std::ops::RangeInclusive<usize>) -> Vec<(KMeans, f64)> {
    let found = ks.filter_map(|k| {
        let found = KMeans::best(sample, k, STARTS, ROUNDS)?;
        (found.centers.len() == k).then_some(found)
    });
    let found: Vec<KMeans> = found.collect();
    let labels: Vec<&[u8]> = found.iter().map(|found| &found.labels[..]).collect();
    let judged = silhouettes(sample, &labels);
    found.into_iter().zip(judged).collect()
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let space = Space::of(frame);
    let sample = space.sample();
    let tried = match space.customers.len() >= MIN_CUSTOMERS {
        true => tried(&sample, 2..=8),
        false => Vec::new(),
    };
    let set: Option<usize> = chosen(params, &K).parse().ok();
    let wanted = tried
        .iter()
        .find(|(found, _)| Some(found.centers.len()) == set);
    let best = tried.iter().max_by(|a, b| {
        // The smaller k where equal.
        let smaller = b.0.centers.len().cmp(&a.0.centers.len());
        let groups = are_groups(&a.0).cmp(&are_groups(&b.0));
        groups.then(a.1.total_cmp(&b.1)).then(smaller)
    });
    let Some((found, silhouette)) = wanted.or(best) else {
        return Outcome::NotEnough {
            reason: Text::new("clusters.few")
                .with("n", space.customers.len())
                .with("min", MIN_CUSTOMERS),
            remedy: Text::new("clusters.few.remedy"),
        };
    };
    let full = match sample.len() == space.points.len() {
        true => found.clone(),
        false => KMeans::from_centers(&space.points, found.centers.clone(), 1),
    };
    let groups = groups(frame, &space, &full);
    let apart = *silhouette >= REASONABLE && are_groups(found);
    let mut section = Section::new(headline(&groups, *silhouette, are_groups(found)));
    section.facts = facts(&full, *silhouette, space.points.len());
    section.figures = vec![groups.bars(frame, "clusters")];
    section.grids = vec![
        groups.grid(frame, "clusters", Text::new("clusters.bars.title")),
        profile(frame, &groups),
        ks(&tried, sample.len()),
    ];
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    section.notes.extend(
        (sample.len() < space.points.len())
            .then(|| Text::new("clusters.sampled").with("n", sample.len())),
    );
    section.controls = vec![choice_control(ANALYSIS.id, &K, params)];
    if apart {
        return Outcome::Given { result: section };
    }
    let reason = match *silhouette >= REASONABLE {
        true => Text::new("clusters.outliers").with("min", MIN_MEMBERS),
        false => Text::new("clusters.cloud").with("silhouette", Quantity::number(*silhouette)),
    };
    Outcome::Weak {
        result: section,
        reasons: vec![reason],
    }
}

/// Whether each cluster has customers enough to be a group.
fn are_groups(found: &KMeans) -> bool {
    let members = |cluster: usize| {
        let labels = found.labels.iter();
        labels
            .filter(|label| usize::from(**label) == cluster)
            .count()
    };
    (0..found.centers.len()).all(|cluster| members(cluster) >= MIN_MEMBERS)
}

fn headline(groups: &Groups, silhouette: f64, are_groups: bool) -> Text {
    let id = match (silhouette >= REASONABLE, are_groups) {
        (true, true) => "clusters.headline",
        (true, false) => "clusters.headline.outliers",
        (false, _) => "clusters.headline.cloud",
    };
    let sizes = groups.each.iter().map(|group| group.members.len());
    let few: usize = sizes.filter(|n| *n < MIN_MEMBERS).sum();
    Text::new(id)
        .with("n", few)
        .with("k", groups.each.len())
        .with("all", groups.all.members.len())
        .with("silhouette", Quantity::number(silhouette))
}

fn facts(found: &KMeans, silhouette: f64, n: usize) -> Vec<Fact> {
    let explained = 1.0 - found.inertia / (3 * n) as f64;
    [
        ("clusters", Quantity::from(found.centers.len())),
        ("silhouette", Quantity::number(silhouette)),
        (
            "within_clusters",
            Quantity::share((1.0 - explained).clamp(0.0, 1.0)),
        ),
    ]
    .into_iter()
    .map(|(id, value)| Fact::new(id, value, n as u64).trace(Trace::all()))
    .collect()
}

/// The customers of the slice by cluster, the highest mean value first.
fn groups(frame: &Frame, space: &Space, found: &KMeans) -> Groups {
    let mut by_value: Vec<usize> = (0..found.centers.len()).collect();
    order::sort_by(&mut by_value, |a, b| {
        found.centers[*b][2].total_cmp(&found.centers[*a][2])
    });
    let bought = &frame.customers;
    let shown = |customer: &usize| bought.orders[*customer] > 0;
    let mut all = Vec::new();
    let mut each = Vec::new();
    for (place, cluster) in by_value.iter().enumerate() {
        let labelled = space.customers.iter().zip(&found.labels);
        let own = labelled.filter(|(_, label)| usize::from(**label) == *cluster);
        let members: Vec<usize> = own.map(|(customer, _)| *customer).filter(shown).collect();
        all.extend(members.iter().copied());
        let name = Text::new(&format!("cluster.{}", place + 1));
        let trace = customers_trace(frame, &members);
        each.push(Group::new(frame, name, members, trace));
    }
    order::sort(&mut all);
    let n = all.len() as u64;
    let trace = Trace::counted().ranked(1, n);
    Groups {
        what: "cluster",
        each,
        all: Group::new(frame, Text::new("row.total"), all, trace),
        meaning: None,
    }
}

/// The median recency, orders and value of each cluster.
fn profile(frame: &Frame, groups: &Groups) -> Grid {
    let row = |group: &Group| {
        let median = |of: &dyn Fn(usize) -> i128| {
            let mut numbers: Vec<i128> = group.members.iter().map(|c| of(*c)).collect();
            order::sort_numbers(&mut numbers);
            quantile_of_whole(&numbers, Fraction::percent(50)).unwrap_or(Fraction::percent(0))
        };
        let days = median(&|c| recency(frame, c));
        let orders = median(&|c| i128::from(frame.base_booked.orders[c]));
        let value = median(&|c| frame.base.revenue[c]);
        let cells: Vec<Cell> = vec![
            group.name.clone().into(),
            Quantity::days(days.to_f64()).into(),
            Quantity::number(orders.to_f64()).into(),
            frame.cash_per(value.numerator, value.denominator).into(),
        ];
        Row::new(cells, group.members.len() as u64, group.trace.clone())
    };
    let columns = vec![
        Column::words("column.cluster"),
        Column::numbers("column.median_recency"),
        Column::numbers("column.median_orders"),
        Column::numbers("column.median_value"),
    ];
    let rows = groups.each.iter().map(row).collect();
    Grid::new(
        "cluster_profile",
        Text::new("clusters.profile"),
        columns,
        rows,
    )
}

/// How well apart the clusters are for each k.
fn ks(tried: &[(KMeans, f64)], n: usize) -> Grid {
    let row = |(found, silhouette): &(KMeans, f64)| {
        let cells: Vec<Cell> = vec![
            found.centers.len().into(),
            Quantity::number(*silhouette).into(),
            Quantity::number(found.inertia).into(),
        ];
        Row::new(cells, n as u64, Trace::all())
    };
    let columns = ["clusters", "silhouette", "inertia"]
        .map(|name| Column::numbers(&format!("column.{name}")));
    let rows = tried.iter().map(row).collect();
    Grid::new("ks", Text::new("clusters.ks"), columns.to_vec(), rows)
}
