//! Frame -> one group of customers against another: is it worth more, does it come back more, does it
//! buy more kinds?
//!
//! Definitions: two values of one attribute (or of a dimension at the first purchase), by default the
//! two with the most customers, of the column where these are most, ranges of what was bought (`ranges`) left
//! out. *Value* = revenue of the customer; *return* = more than one order, as 0
//! or 1; *variety* = exp of the Shannon entropy of the customer's revenue by category: 1 for one
//! category, n for n equal ones. Difference of the means with a bootstrap interval over customers
//! (`stats::difference_of_means`). The first is more than the second: *supported* when the interval lies
//! above 0, *not supported* when it reaches 0, *the other way round* when it lies below, *too little data*
//! below 30 customers on a side.
//! A difference whose interval leaves out 0 is looked at again with every other column held equal
//! (`held_equal`); where it turns round, that is said, of returns with the odds ratio by Mantel and
//! Haenszel beside it.

use crate::analysis::groups::business::named;
use crate::analysis::groups::first_purchase::{codes, said_of};
use crate::analysis::groups::held_equal::turned;
use crate::analysis::groups::ranges::ranges;
use crate::analysis::setting::{choice_control, chosen, line_control, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension, NO_CODE};
use crate::figure::{Cell, Column, Fact, Grid, Interval, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text};
use crate::schema::Role;
use crate::stats::{Estimate, difference_of_means};
use crate::value::order;

const MEASURE: Param = Param {
    id: "measure",
    choices: &["value", "return", "variety"],
};
const GROUPS: Param = Param {
    id: "groups",
    choices: &[],
};
const PARAMS: &[Param] = &[MEASURE, GROUPS];
const MIN_GROUP: usize = 30;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "hypotheses",
    view: "segments",
    needs: &[Capability::Revenue, Capability::Customers],
    cost: Cost::Heavy,
    params: PARAMS,
    run,
};

/// Two values of one dimension with the customers of each.
struct Pair<'a> {
    dimension: &'a Dimension,
    values: [usize; 2],
    members: [Vec<usize>; 2],
}

impl<'a> Pair<'a> {
    /// The pair typed in as `dimension: one, other`, else the first dimension that divides customers.
    fn of(frame: &Frame<'a>, typed: &str) -> Option<Pair<'a>> {
        if typed.is_empty() {
            let all = &frame.dataset.dimensions;
            let ranges = ranges(frame);
            let few = all.iter().filter(|d| {
                let range = ranges.iter().any(|range| range.id == d.id);
                (2..=30).contains(&d.values.len()) && d.id != "status" && !range
            });
            let pairs = few.filter_map(|d| Pair::largest(frame, d));
            let pairs: Vec<Pair> = pairs
                .filter(|pair| pair.members[1].len() >= MIN_GROUP)
                .collect();
            return pairs.into_iter().min_by(|a, b| a.place().cmp(&b.place()));
        }
        let (word, values) = typed.split_once(':')?;
        let dimension = named(frame, word.trim())?;
        let (one, other) = values.split_once(',')?;
        let at = |value: &str| {
            let is =
                |at: &usize| [&dimension.values[*at], dimension.label(*at)].contains(&value.trim());
            (0..dimension.values.len()).find(is)
        };
        Pair::with(frame, dimension, [at(one)?, at(other)?])
    }

    /// What plays a role has its place; of other columns the order in the file means nothing.
    fn place(&self) -> (usize, usize, &str) {
        let id = self.dimension.id.as_str();
        let customers = self.members[0].len() + self.members[1].len();
        match Role::of_id(id) {
            Some(role) => (0, role as usize, ""),
            None => (1, usize::MAX - customers, id),
        }
    }

    fn largest(frame: &Frame<'a>, dimension: &'a Dimension) -> Option<Pair<'a>> {
        let codes = codes(frame, dimension)?;
        let mut counts = vec![0_u32; dimension.values.len()];
        for customer in frame.customers.present() {
            if let Some(count) = counts.get_mut(codes[customer] as usize) {
                *count += 1;
            }
        }
        let mut places: Vec<usize> = (0..counts.len()).collect();
        order::sort_by_key(&mut places, |at| (u32::MAX - counts[*at], *at));
        Pair::with(frame, dimension, [*places.first()?, *places.get(1)?])
    }

    fn with(frame: &Frame<'a>, dimension: &'a Dimension, values: [usize; 2]) -> Option<Pair<'a>> {
        let codes = codes(frame, dimension)?;
        let having = |value: usize| {
            let present = frame.customers.present();
            present.filter(|c| codes[*c] as usize == value).collect()
        };
        Some(Pair {
            dimension,
            values,
            members: values.map(having),
        })
    }

    /// What a group is filtered by.
    fn value(&self, side: usize) -> &str {
        &self.dimension.values[self.values[side]]
    }

    /// What it is called in a sentence.
    fn name(&self, frame: &Frame, side: usize) -> Text {
        said_of(frame, self.dimension, self.values[side])
    }
}

/// The measured number of every customer of the slice; `None` where the files do not tell it.
fn measured(frame: &Frame, measure: &str) -> Option<Vec<f64>> {
    let bought = &frame.customers;
    let all = 0..bought.orders.len();
    match measure {
        // Totals of periods tell no orders.
        "return" => frame.dataset.can(Capability::Recency).then(|| {
            all.map(|c| f64::from(u8::from(bought.orders[c] > 1)))
                .collect()
        }),
        "variety" => variety(frame),
        _ => Some(
            all.map(|c| frame.money(bought.revenue[c]).to_f64())
                .collect(),
        ),
    }
}

fn variety(frame: &Frame) -> Option<Vec<f64>> {
    let category = named(frame, "category")?;
    let data = frame.dataset;
    let mut pairs: Vec<i128> = frame
        .counted_rows()
        .filter(|row| data.amount[*row] > 0 && category.codes[*row] != NO_CODE)
        .filter(|row| data.customer[*row] != NO_CODE)
        .map(|row| {
            let pair = i128::from(data.customer[row]) << 32 | i128::from(category.codes[row]);
            pair << 32 | row as i128
        })
        .collect();
    order::sort_numbers(&mut pairs);
    let mut entropy = vec![0.0; data.customers.len()];
    for own in pairs.chunk_by(|a, b| a >> 64 == b >> 64) {
        let amount = |pair: &i128| data.amount[(pair & 0xffff_ffff) as usize] as f64;
        let total: f64 = own.iter().map(amount).sum();
        for same in own.chunk_by(|a, b| a >> 32 == b >> 32) {
            let part = same.iter().map(amount).sum::<f64>() / total;
            entropy[(own[0] >> 64) as usize] -= part * libm::log(part);
        }
    }
    Some(entropy.into_iter().map(libm::exp).collect())
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let typed = params.get(GROUPS.id).unwrap_or("").trim();
    let pair = Pair::of(frame, typed);
    let refused = pair.is_none() && !typed.is_empty();
    let pair = pair.or_else(|| Pair::of(frame, ""));
    let measure = chosen(params, &MEASURE);
    let enough = |pair: &Pair| pair.members.iter().all(|side| side.len() >= MIN_GROUP);
    let (Some(pair), Some(numbers)) = (pair.filter(enough), measured(frame, measure)) else {
        return Outcome::NotEnough {
            reason: Text::new("hypotheses.few").with("min", MIN_GROUP),
            remedy: Text::new("hypotheses.few.remedy"),
        };
    };
    let of = |side: usize| -> Vec<f64> { pair.members[side].iter().map(|c| numbers[*c]).collect() };
    let groups = [of(0), of(1)];
    let Some(found) = difference_of_means(&groups[0], &groups[1]) else {
        return Outcome::NotEnough {
            reason: Text::new("hypotheses.few").with("min", MIN_GROUP),
            remedy: Text::new("hypotheses.few.remedy"),
        };
    };
    // Where the second is clearly more, that is what is said.
    let (verdict, one, other) = match () {
        () if found.interval.low > 0.0 => ("supported", 0, 1),
        () if found.interval.high < 0.0 => ("supported", 1, 0),
        () => ("not_supported", 0, 1),
    };
    let said = |number: f64| quantity(frame, measure, number);
    let mean = |side: usize| said(groups[side].iter().sum::<f64>() / groups[side].len() as f64);
    let headline = Text::new(&format!("hypotheses.{verdict}.{measure}"))
        .with("one", pair.name(frame, one))
        .with("other", pair.name(frame, other))
        .with("a", mean(one))
        .with("b", mean(other))
        .with("n", groups[one].len())
        .with("m", groups[other].len());
    let mut section = Section::new(headline);
    let n = groups[0].len() + groups[1].len();
    section.facts = vec![fact(&pair, found, n as u64, &said)];
    section.grids = vec![grid(&pair, &groups, &said)];
    section.notes = vec![Text::new("hypotheses.association")];
    section
        .notes
        .extend(refused.then(|| Text::new("hypotheses.refused").with("value", typed)));
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    let hint = Text::new("hypotheses.hint")
        .with("dimension", pair.dimension.name.as_str())
        .with("one", pair.value(0))
        .with("other", pair.value(1));
    section.controls = vec![
        choice_control(ANALYSIS.id, &MEASURE, params),
        line_control(ANALYSIS.id, &GROUPS, params, hint),
    ];
    let clear = found.interval.low > 0.0 || found.interval.high < 0.0;
    let turned = clear.then(|| turned(frame, pair.dimension, &pair.members, &numbers, found.value));
    match turned.flatten() {
        None => Outcome::Given { result: section },
        Some(left) => {
            let dimension = left.dimension.said();
            let mut reasons = vec![
                Text::new("hypotheses.turned")
                    .with("dimension", dimension.clone())
                    .with("left", said(left.difference)),
            ];
            let odds = left.odds().filter(|_| measure == "return");
            reasons.extend(odds.and_then(|(plain, odds)| {
                let text = Text::new("hypotheses.odds")
                    .with("dimension", dimension.clone())
                    .with("one", pair.name(frame, 0))
                    .with("other", pair.name(frame, 1))
                    .with("plain", Quantity::number(plain))
                    .with("odds", Quantity::number(odds.value))
                    .with("low", Quantity::number(odds.interval?.low))
                    .with("high", Quantity::number(odds.interval?.high));
                Some(text.with("p", Quantity::number(odds.p?)))
            }));
            section.headline = Text::new("hypotheses.mixed")
                .with("headline", section.headline)
                .with("dimension", dimension);
            Outcome::Weak {
                result: section,
                reasons,
            }
        }
    }
}

fn quantity(frame: &Frame, measure: &str, number: f64) -> Quantity {
    match measure {
        "return" => Quantity::share(number),
        "variety" => Quantity::number(number),
        _ => {
            let cents = crate::value::Decimal::new(libm::round(number * 100.0) as i128, 2);
            Quantity::money(cents, frame.currency())
        }
    }
}

fn rows_of(pair: &Pair) -> Trace {
    let values = [0, 1].map(|side| pair.value(side).to_owned());
    Trace::counted().any(&pair.dimension.id, values.to_vec())
}

fn fact(pair: &Pair, found: Estimate, n: u64, said: &dyn Fn(f64) -> Quantity) -> Fact {
    Fact::new("difference_of_groups", said(found.value), n)
        .trace(rows_of(pair))
        .note(
            Text::new("hypotheses.less")
                .with("one", pair.dimension.label(pair.values[0]))
                .with("other", pair.dimension.label(pair.values[1])),
        )
        .interval(Interval::between(
            said(found.interval.low),
            said(found.interval.high),
            0.95,
            Text::new("interval.bootstrap"),
        ))
}

fn grid(pair: &Pair, groups: &[Vec<f64>; 2], said: &dyn Fn(f64) -> Quantity) -> Grid {
    let row = |side: usize| {
        let group = &groups[side];
        let mean = group.iter().sum::<f64>() / group.len().max(1) as f64;
        let key = Key::new(&pair.dimension.id, pair.value(side));
        let cells: Vec<Cell> = vec![
            Text::verbatim(pair.dimension.label(pair.values[side])).into(),
            group.len().into(),
            said(mean).into(),
        ];
        let mut row = Row::new(cells, group.len() as u64, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let columns = vec![
        Column::words("column.value"),
        Column::numbers("column.customers"),
        Column::numbers("column.mean"),
    ];
    let title = Text::new("hypotheses.table").with("dimension", pair.dimension.said());
    Grid::new("hypotheses", title, columns, vec![row(0), row(1)])
}
