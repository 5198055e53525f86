//! Frame -> what marks high-value customers, and what each segment buys more of.
//!
//! Definitions: high value is tier A (`contribution`, default rule), of the base. For each value of an
//! attribute, or of a dimension at the first purchase, several of one day each, where it is no attribute (so that who
//! bought more often had no more chances): its share among tier A over its share among the others, a relative risk
//! with Wald's interval, and q-values over all values tested (Benjamini-Hochberg). A value *marks* high
//! value when 10 customers of tier A have it, the interval lies above 1, or nobody else has it, and q is below
//! .05. Ranges of what was bought (`ranges`) are not compared.
//!
//! Popularity of a category in a segment (`segments`): its share of the segment's revenue over its share
//! of all revenue, with the interval of `stats::share_ratio` from 10 buyers on; beside it the share of the
//! segment's customers who bought it over that of all other customers, with Wald's interval. Degenerate cases: fewer than 30 customers in tier A or outside, or
//! nothing to compare: not enough.

use crate::analysis::contribution;
use crate::analysis::groups::business::named;
use crate::analysis::groups::first_purchase::{first_pairs, first_rows, said_of};
use crate::analysis::groups::lines::lines_by_customer;
use crate::analysis::groups::ranges::{left_out, ranges};
use crate::analysis::segments;
use crate::analysis::share::share;
use crate::analysis::{Analysis, Cost, Frame, Params};
use crate::dataset::{Assignment, Capability, Dimension, Status};
use crate::figure::{Cell, Column, Grid, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Estimate, PartSums, TwoByTwo, benjamini_hochberg, share_ratio};
use crate::value::order;

const VALUES: std::ops::RangeInclusive<usize> = 2..=30;
const MIN_GROUP: u64 = 30;
const MIN_HITS: u64 = 10;
const SHOWN: usize = 40;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "what_marks",
    view: "segments",
    needs: &[Capability::Revenue, Capability::Customers],
    cost: Cost::Light,
    params: &[],
    run,
};

/// A value with how often it is found among high-value customers and among the others.
struct Mark<'a> {
    dimension: &'a Dimension,
    value: usize,
    table: TwoByTwo,
    ratio: Option<Estimate>,
    q: f64,
}

impl Mark<'_> {
    fn holds(&self) -> bool {
        let above = match self.ratio {
            Some(ratio) => ratio.interval.low > 1.0,
            // None of the others has it.
            None => self.table.other_hits == 0,
        };
        above && self.q < 0.05 && self.table.hits >= MIN_HITS
    }

    fn verdict(&self) -> &'static str {
        match () {
            () if self.holds() => "marks.holds",
            () if self.q < 0.05 && self.table.hits < MIN_HITS => "marks.rare",
            () => "marks.open",
        }
    }
}

fn marks<'a>(frame: &Frame<'a>, tiers: &Assignment, ranges: &[&Dimension]) -> Vec<Mark<'a>> {
    let data = frame.dataset;
    let dated = data.can(Capability::Days) && data.can(Capability::Orders);
    let first = if dated { first_rows(frame) } else { Vec::new() };
    let mut shown = vec![false; data.customers.len()];
    frame.customers.present().for_each(|c| shown[c] = true);
    let mut marks = Vec::new();
    for dimension in &data.dimensions {
        let range = ranges.iter().any(|range| range.id == dimension.id);
        if range || !VALUES.contains(&dimension.values.len()) || dimension.id == "status" {
            continue;
        }
        let attribute = data.attributes.iter().find(|d| d.id == dimension.id);
        let pairs: Vec<(usize, usize)> = match attribute {
            Some(attribute) => {
                let codes = attribute.codes.iter().map(|code| *code as usize);
                codes.enumerate().collect()
            }
            None if dated => first_pairs(dimension, &first),
            None => continue,
        };
        let mut counts = vec![[0_u64; 2]; dimension.values.len()];
        let mut of = [0_u64; 2];
        let told = |pair: &&(usize, usize)| shown[pair.0] && pair.1 < dimension.values.len();
        let mut last = None;
        for (customer, value) in pairs.iter().filter(told) {
            let side = usize::from(tiers.codes[*customer] != 0);
            counts[*value][side] += 1;
            // A customer with several values is one customer.
            of[side] += u64::from(last.replace(customer) != Some(customer));
        }
        if of[0].min(of[1]) < MIN_GROUP {
            continue;
        }
        for (value, count) in counts.iter().enumerate() {
            let table = TwoByTwo {
                hits: count[0],
                of: of[0],
                other_hits: count[1],
                other_of: of[1],
            };
            marks.push(Mark {
                dimension,
                value,
                table,
                ratio: table.relative_risk(),
                q: 1.0,
            });
        }
    }
    let p: Vec<f64> = marks
        .iter()
        .map(|mark| mark.table.p_value().unwrap_or(1.0))
        .collect();
    for (mark, q) in marks.iter_mut().zip(benjamini_hochberg(&p)) {
        mark.q = q;
    }
    let low = |mark: &Mark| match mark.ratio {
        Some(ratio) => ratio.interval.low,
        None if mark.holds() => f64::INFINITY,
        None => -1.0,
    };
    order::sort_by(&mut marks, |a, b| {
        b.holds().cmp(&a.holds()).then(low(b).total_cmp(&low(a)))
    });
    marks
}

fn run(frame: &Frame, _: &Params) -> Outcome<Section> {
    let tiers = contribution::assign(frame, &Params::default());
    let ranges = ranges(frame);
    let marks = marks(frame, &tiers, &ranges);
    let popular = popularity(frame);
    if marks.is_empty() && popular.is_none() {
        return Outcome::NotEnough {
            reason: Text::new("marks.few").with("min", MIN_GROUP),
            remedy: Text::new("marks.few.remedy"),
        };
    }
    let found = marks.iter().filter(|mark| mark.holds()).count();
    let mut section = Section::new(match marks.first().filter(|mark| mark.holds()) {
        Some(mark) => {
            let headline = Text::new(match mark.ratio {
                Some(_) => "marks.headline",
                None => "marks.headline.only",
            });
            let headline = headline
                .with("dimension", mark.dimension.said())
                .with("value", said_of(frame, mark.dimension, mark.value));
            match mark.ratio {
                Some(ratio) => headline.with("ratio", Quantity::number(ratio.value)),
                None => headline.with("share", part(mark.table.hits, mark.table.of)),
            }
        }
        None => Text::new("marks.headline.none").with("n", marks.len()),
    });
    section.notes = vec![
        Text::new("marks.tested")
            .with("n", marks.len())
            .with("found", found),
    ];
    section.notes.extend(left_out(&ranges));
    section.grids.push(grid(frame, &marks));
    section.grids.extend(popular);
    Outcome::Given { result: section }
}

fn part(hits: u64, of: u64) -> Quantity {
    Quantity::share(share(i128::from(hits), i128::from(of)).unwrap_or(0.0))
}

fn ratio_cells(ratio: Option<Estimate>, without: &str) -> [Cell; 3] {
    let cell = |part: Option<f64>| match part {
        Some(part) => Cell::from(Quantity::number(part)),
        None => Value::missing(Text::new(without).with("min", MIN_HITS)).into(),
    };
    [
        cell(ratio.map(|ratio| ratio.value)),
        cell(ratio.map(|ratio| ratio.interval.low)),
        cell(ratio.map(|ratio| ratio.interval.high)),
    ]
}

fn grid(frame: &Frame, marks: &[Mark]) -> Grid {
    let row = |mark: &Mark| {
        let key = Key::new(
            &mark.dimension.id,
            mark.dimension.values[mark.value].as_str(),
        );
        let table = &mark.table;
        let mut cells: Vec<Cell> = vec![
            Text::new("drivers.level")
                .with("dimension", mark.dimension.name.as_str())
                .with("value", said_of(frame, mark.dimension, mark.value))
                .into(),
            part(table.hits, table.of).into(),
            part(table.other_hits, table.other_of).into(),
        ];
        cells.extend(ratio_cells(mark.ratio, "marks.no_ratio"));
        cells.push(Quantity::chance(mark.q).into());
        cells.push(Text::new(mark.verdict()).with("min", MIN_HITS).into());
        let n = table.hits + table.other_hits;
        let mut row = Row::new(cells, n, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let mut columns = vec![Column::words("column.value")];
    columns.extend(
        [
            "in_tier_a",
            "in_others",
            "times_as_common",
            "low",
            "high",
            "q",
        ]
        .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    columns.push(Column::words("column.verdict"));
    let rows = marks.iter().take(frame.most(SHOWN)).map(row).collect();
    Grid {
        total_rows: marks.len() as u64,
        ..Grid::new("what_marks", Text::new("marks.title"), columns, rows)
    }
}

/// Each category in each segment; `None` without categories or segments.
fn popularity(frame: &Frame) -> Option<Grid> {
    // Without recency there are no segments.
    let category = named(frame, "category").filter(|_| frame.dataset.can(Capability::Recency))?;
    let [segments, _] = segments::assign(frame, &Params::default());
    let (width, height) = (category.values.len(), segments.values.len());
    let data = frame.dataset;
    if !(2..=60).contains(&width) {
        return None;
    }
    let mut sums = vec![PartSums::default(); width * (height + 1)];
    let mut bought = vec![0_u64; width * (height + 1)];
    let mut sizes = vec![0_u64; height + 1];
    for customer in frame.customers.present() {
        let segment = segments.codes[customer] as usize;
        for at in [segment.min(height), height] {
            sizes[at] += u64::from(segment < height);
        }
    }
    let codes = category.codes.list();
    let (lines, starts) = lines_by_customer(frame, |_, row| {
        let sells = data.status_of(row) != Status::Refund;
        (codes[row], u32::from(sells))
    });
    let mut parts = vec![(0_i128, false); width];
    for (customer, ends) in starts.windows(2).enumerate() {
        let (own, segment) = (
            &lines[ends[0] as usize..ends[1] as usize],
            segments.codes[customer] as usize,
        );
        if segment >= height {
            continue;
        }
        parts.fill((0, false));
        let mut any = false;
        for line in own {
            if let Some((sum, met)) = parts.get_mut(line.code as usize) {
                *sum += i128::from(line.amount);
                *met |= line.told != 0;
                any = true;
            }
        }
        // Who bought in no category is no cluster.
        if !any {
            continue;
        }
        let total: i128 = parts.iter().map(|(sum, _)| sum).sum();
        let total = total as f64;
        for (code, (part, met)) in parts.iter().enumerate() {
            let part = *part as f64;
            for at in [segment, height].map(|segment| segment * width + code) {
                sums[at].add(part, total);
                bought[at] += u64::from(*met);
            }
        }
    }
    let mut rows = Vec::new();
    for at in 0..width * height {
        let (segment, code) = (at / width, at % width);
        let all = height * width + code;
        let (Some(here), Some(there)) = (sums[at].share(), sums[all].share()) else {
            continue;
        };
        if sizes[segment] < MIN_GROUP || there <= 0.0 {
            continue;
        }
        let table = TwoByTwo {
            hits: bought[at],
            of: sizes[segment],
            other_hits: bought[all] - bought[at],
            other_of: sizes[height] - sizes[segment],
        };
        let key = Key::new("segment", segments.values[segment].as_str());
        let index = share_ratio(&sums[at], &sums[all]).filter(|_| bought[at] >= MIN_HITS);
        let [_, low, high] = ratio_cells(index, "marks.no_interval");
        let mut cells: Vec<Cell> = vec![
            Text::new(&format!("segment.{}", key.value)).into(),
            Text::verbatim(category.label(code)).into(),
            Quantity::number(here / there).into(),
            low,
            high,
            Quantity::share(here).into(),
        ];
        cells.extend(ratio_cells(table.relative_risk(), "marks.no_ratio"));
        let trace = Trace::counted()
            .of(&key)
            .of(&Key::new(&category.id, category.values[code].as_str()));
        let mut row = Row::new(cells, bought[at], trace);
        row.key = Some(key);
        rows.push(row);
    }
    let mut columns = vec![
        Column::words("column.segment"),
        Column::words("column.category"),
    ];
    columns.extend(
        [
            "popularity",
            "popularity_low",
            "popularity_high",
            "share_of_segment",
            "times_as_common",
            "low",
            "high",
        ]
        .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    (!rows.is_empty())
        .then(|| Grid::new("popularity", Text::new("marks.popularity"), columns, rows))
}
