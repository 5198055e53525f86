//! Frame -> what goes with a second purchase, among what was known at the first.
//!
//! Definitions: followed customers, returns and factors as in `first_purchase`. For each factor the
//! shares of those who came back, with and without it; difference of the shares (Newcombe), relative
//! risk and odds ratio (Wald on the logarithm), odds ratio pooled over the other main factors
//! (Mantel-Haenszel), q-values over all factors tested (Benjamini-Hochberg); and a logistic regression
//! of all factors together, where there are ten returns and ten non-returns a coefficient.
//!
//! A factor is published that has 30 customers and 10 returns in each arm, q below .05 and 3 points of
//! difference; and of which at least half the logarithm of the odds ratio is left when the other main
//! factors are held equal. It goes with returning; nothing here says that it brings it about.
//! Degenerate cases: no factor with 30 customers and 10 returns in each arm: not enough.

use crate::analysis::groups::first_purchase::{Factor, FirstPurchases};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::Capability;
use crate::figure::{
    Axis, Cell, Color, Column, Datum, Fact, Figure, Grid, Interval, Mark, Outcome, Row, Scale,
    Section, Series, Trace, Unit,
};
use crate::say::{Quantity, Spoken, Text, Value, Voice};
use crate::stats::{
    Estimate, Logit, NORMAL_975, Pattern, TwoByTwo, benjamini_hochberg, mantel_haenszel,
};

const DAYS: Param = Param {
    id: "days",
    choices: &["auto", "90", "180", "365"],
};
const PARAMS: &[Param] = &[DAYS];
const MIN_ARM: u64 = 30;
const MIN_HITS: u64 = 10;
const MIN_POINTS: f64 = 0.03;
const MAX_Q: f64 = 0.05;
/// More bars than this cannot be read.
const SHOWN: usize = 20;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "drivers",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Orders,
        Capability::Days,
    ],
    cost: Cost::Heavy,
    params: PARAMS,
    run,
};

/// A factor with all that was found of it.
struct Tested<'a> {
    factor: &'a Factor,
    table: TwoByTwo,
    difference: Estimate,
    risk: Option<Estimate>,
    odds: Option<Estimate>,
    pooled: Option<f64>,
    q: f64,
}

impl Tested<'_> {
    /// Whether it is said, and why not.
    fn verdict(&self) -> &'static str {
        let left = match (self.odds, self.pooled) {
            (Some(odds), Some(pooled)) => libm::log(pooled) / libm::log(odds.value),
            _ => 0.0,
        };
        match () {
            () if self.q >= MAX_Q => "drivers.verdict.chance",
            () if self.difference.value.abs() < MIN_POINTS => "drivers.verdict.small",
            () if left < 0.5 => "drivers.verdict.fades",
            () => "drivers.verdict.clear",
        }
    }
}

/// A factor's table within each combination of the main factors; bit `b` of the place is main factor `b`.
fn tables(bought: &FirstPurchases, has: &[bool], patterns: &[u8], count: usize) -> Vec<TwoByTwo> {
    let mut tables = vec![TwoByTwo::default(); count];
    for ((has, returned), pattern) in has.iter().zip(&bought.returned).zip(patterns) {
        let table = &mut tables[usize::from(*pattern)];
        let (hits, of) = match has {
            true => (&mut table.hits, &mut table.of),
            false => (&mut table.other_hits, &mut table.other_of),
        };
        *hits += u64::from(*returned);
        *of += 1;
    }
    tables
}

/// The tables of these places together.
fn together(tables: &[TwoByTwo], within: impl Fn(usize) -> bool) -> TwoByTwo {
    let mut sum = TwoByTwo::default();
    for (_, table) in tables.iter().enumerate().filter(|(at, _)| within(*at)) {
        sum.hits += table.hits;
        sum.of += table.of;
        sum.other_hits += table.other_hits;
        sum.other_of += table.other_of;
    }
    sum
}

/// The factors with enough customers and returns in both arms.
fn tested(bought: &FirstPurchases) -> Vec<Tested<'_>> {
    let mains: Vec<&Factor> = bought.factors.iter().filter(|f| f.main).collect();
    let mut all = Vec::new();
    let mut patterns = vec![0_u8; bought.returned.len()];
    for (bit, main) in mains.iter().enumerate() {
        for (pattern, has) in patterns.iter_mut().zip(&main.has) {
            *pattern |= u8::from(*has) << bit;
        }
    }
    for factor in &bought.factors {
        let tables = tables(bought, &factor.has, &patterns, 1 << mains.len());
        let table = together(&tables, |_| true);
        let arms = table.of.min(table.other_of) >= MIN_ARM;
        if !arms || table.hits.min(table.other_hits) < MIN_HITS {
            continue;
        }
        let Some(difference) = table.difference() else {
            continue;
        };
        // Every combination of the other main factors is a stratum.
        let others: Vec<usize> = (0..mains.len())
            .filter(|main| !std::ptr::eq(mains[*main], factor))
            .collect();
        let strata: Vec<TwoByTwo> = (0..1_usize << others.len())
            .map(|stratum| {
                together(&tables, |pattern| {
                    let mut others = others.iter().enumerate();
                    others.all(|(bit, main)| pattern >> main & 1 == stratum >> bit & 1)
                })
            })
            .collect();
        all.push(Tested {
            factor,
            table,
            difference,
            risk: table.relative_risk(),
            odds: table.odds_ratio(),
            pooled: mantel_haenszel(&strata).map(|pooled| pooled.value),
            q: 1.0,
        });
    }
    let p: Vec<f64> = all
        .iter()
        .map(|t| t.table.p_value().unwrap_or(1.0))
        .collect();
    for (tested, q) in all.iter_mut().zip(benjamini_hochberg(&p)) {
        tested.q = q;
    }
    crate::value::order::sort_by(&mut all, |a, b| {
        let (a, b) = (a.difference.value.abs(), b.difference.value.abs());
        b.total_cmp(&a)
    });
    all
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let set = chosen(params, &DAYS).parse().ok();
    let bought = FirstPurchases::of(frame, set);
    let all = bought.as_ref().map_or_else(Vec::new, tested);
    let (Some(bought), false) = (&bought, all.is_empty()) else {
        let followed = bought.as_ref().map_or(0, |bought| bought.returned.len());
        return Outcome::NotEnough {
            reason: Text::new("drivers.few")
                .with("n", followed)
                .with("arm", MIN_ARM)
                .with("hits", MIN_HITS),
            remedy: Text::new("drivers.few.remedy"),
        };
    };
    let clear = |tested: &&Tested| tested.verdict() == "drivers.verdict.clear";
    let strongest = all.iter().find(clear);
    let days = Quantity::days(bought.days as f64);
    let followed = bought.returned.len();
    let came = bought.returned.iter().filter(|back| **back).count();
    let mut section = Section::new(match strongest {
        Some(tested) => {
            let [with, without] = tested.table.shares().unwrap_or_default();
            Text::new("drivers.headline")
                .with("factor", tested.factor.name.clone())
                .with("days", days.clone())
                .with("with", Quantity::share(with))
                .with("without", Quantity::share(without))
        }
        None => Text::new("drivers.headline.none").with("n", all.len()),
    });
    section.facts.push(
        Fact::new(
            "second_purchase_share",
            Quantity::share(came as f64 / followed as f64),
            followed as u64,
        )
        .trace(Trace::all())
        .interval(crate::analysis::active::share_interval(
            came as u64,
            followed as u64,
        ))
        .note(
            Text::new("drivers.within")
                .with("days", days)
                .with("n", followed),
        ),
    );
    section.figures = vec![figure(&all, bought)];
    let model = logit(bought);
    section.notes = vec![Text::new("drivers.association")];
    match model {
        Some(grid) => section.grids.push(grid),
        None => section.notes.push(Text::new("drivers.no_model")),
    }
    section.notes.extend(bought.left_out.iter().cloned());
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = vec![choice_control(ANALYSIS.id, &DAYS, params)];
    Outcome::Given { result: section }
}

fn interval(estimate: Estimate) -> Interval {
    Interval::between(
        Quantity::share(estimate.interval.low),
        Quantity::share(estimate.interval.high),
        0.95,
        Text::new("interval.newcombe"),
    )
}

/// The difference of each factor with its interval; the table has the rest.
fn figure(all: &[Tested], bought: &FirstPurchases) -> Figure {
    let shown = &all[..all.len().min(SHOWN)];
    let data = shown.iter().enumerate().map(|(band, tested)| {
        let n = tested.table.of + tested.table.other_of;
        let tip = vec![tested.factor.name.clone(), Text::new(tested.verdict())];
        let mut datum = Datum::new(tested.difference.value, band as f64, n, tip, Trace::all());
        datum.interval = interval(tested.difference);
        let clear = tested.verdict() == "drivers.verdict.clear";
        datum.color = (!clear).then_some(Color::Muted);
        datum
    });
    let bands = shown.iter().map(|tested| {
        let mut name = tested.factor.name.clone();
        name.speak(&Voice::of("en"));
        Value::of(name.said)
    });
    Figure {
        id: "drivers".to_owned(),
        title: Text::new("drivers.title"),
        subtitle: Text::new("drivers.subtitle")
            .with("days", Quantity::days(bought.days as f64))
            .with("n", bought.returned.len()),
        x: Axis {
            label: Text::none(),
            scale: Scale::Linear { from_zero: true },
            unit: Unit::Share,
        },
        y: Axis {
            label: Text::none(),
            scale: Scale::Bands {
                bands: bands.collect(),
            },
            unit: Unit::None,
        },
        y2: None,
        panels: false,
        marks: vec![Mark::Bars(Series {
            name: Text::none(),
            color: Color::Category(0),
            data: data.collect(),
        })],
        notes: vec![Text::new("drivers.grey")],
        table: grid(all),
    }
}

/// A number, or why there is none.
fn known(number: Option<f64>) -> Cell {
    match number {
        Some(number) => Quantity::number(number).into(),
        None => Value::missing(Text::new("drivers.empty_cell")).into(),
    }
}

fn grid(all: &[Tested]) -> Grid {
    let row = |tested: &Tested| {
        let [with, without] = tested.table.shares().unwrap_or_default();
        let ends = tested.difference.interval;
        let mut cells: Vec<Cell> = vec![
            tested.factor.name.clone().into(),
            tested.table.of.into(),
            Quantity::share(with).into(),
            Quantity::share(without).into(),
            Quantity::share(tested.difference.value).into(),
            Quantity::share(ends.low).into(),
            Quantity::share(ends.high).into(),
        ];
        for estimate in [tested.risk, tested.odds] {
            cells.push(known(estimate.map(|e| e.value)));
            cells.push(known(estimate.map(|e| e.interval.low)));
            cells.push(known(estimate.map(|e| e.interval.high)));
        }
        cells.push(known(tested.pooled));
        cells.push(Quantity::chance(tested.q).into());
        cells.push(Text::new(tested.verdict()).into());
        let n = tested.table.of + tested.table.other_of;
        Row::new(cells, n, Trace::all())
    };
    let mut columns = vec![Column::words("column.factor")];
    columns.extend(
        [
            "customers",
            "with",
            "without",
            "difference",
            "low",
            "high",
            "relative_risk",
            "low",
            "high",
            "odds_ratio",
            "low",
            "high",
            "pooled_odds_ratio",
            "q",
        ]
        .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    columns.push(Column::words("column.verdict"));
    let rows = all.iter().map(row).collect();
    Grid::new("drivers", Text::new("drivers.title"), columns, rows)
}

/// All factors together, one value of each dimension left out; `None` where there are too few returns
/// for so many, or hits are separated.
fn logit(bought: &FirstPurchases) -> Option<Grid> {
    let free: Vec<&Factor> = bought.factors.iter().filter(|f| !f.first_level).collect();
    let hits = bought.returned.iter().filter(|back| **back).count();
    let events = hits.min(bought.returned.len() - hits);
    if free.is_empty() || free.len() > 60 || events < MIN_HITS as usize * (free.len() + 1) {
        return None;
    }
    // Customers with equal factors are one pattern.
    let code = |at: usize| {
        let bits = free.iter().enumerate();
        bits.fold(0_i128, |code, (bit, f)| code | i128::from(f.has[at]) << bit)
    };
    let mut codes: Vec<i128> = (0..bought.returned.len())
        .map(|at| code(at) << 1 | i128::from(bought.returned[at]))
        .collect();
    crate::value::order::sort_numbers(&mut codes);
    let mut patterns: Vec<Pattern> = Vec::new();
    for same in codes.chunk_by(|a, b| a >> 1 == b >> 1) {
        let bit = |bit: usize| (same[0] >> (bit + 1) & 1) as f64;
        let mut x = vec![1.0];
        x.extend((0..free.len()).map(bit));
        let hits = same.iter().filter(|code| **code & 1 == 1).count();
        patterns.push(Pattern {
            x,
            hits: hits as f64,
            trials: same.len() as f64,
        });
    }
    let fit = Logit::fit(&patterns)?;
    let rows = free.iter().enumerate().map(|(at, factor)| {
        let (b, error) = (fit.coefficients[at + 1], fit.errors[at + 1]);
        let end = |side: f64| Quantity::number(libm::exp(b + side * NORMAL_975 * error));
        let p = libm::erfc((b / error).abs() / std::f64::consts::SQRT_2);
        let cells: Vec<Cell> = vec![
            factor.name.clone().into(),
            Quantity::number(b).into(),
            end(0.0).into(),
            end(-1.0).into(),
            end(1.0).into(),
            Quantity::chance(p).into(),
        ];
        Row::new(cells, bought.returned.len() as u64, Trace::all())
    });
    let mut columns = vec![Column::words("column.factor")];
    columns.extend(
        ["coefficient", "odds_ratio", "low", "high", "p"]
            .map(|name| Column::numbers(&format!("column.{name}"))),
    );
    let rows = rows.collect();
    Some(Grid::new(
        "logit",
        Text::new("drivers.logit"),
        columns,
        rows,
    ))
}
