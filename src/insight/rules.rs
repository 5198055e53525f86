//! Rules -> what might be tried, each with a guard; the table of the published analyses, made safe.
//!
//! A rule holds where the numbers of a section pass its guard, which stands beside the action in words
//! (`insight.<rule>.guard`). Actions are tests to run: the data cannot say what they would do.

use crate::figure::{Cell, Grid, Row};
use crate::insight::seen::{Seen, cell, measured, number, of_fact, of_row};
use crate::insight::{Evidence, Found};
use crate::say::{Quantity, Text};

/// The first customer's share from which a business depends on it.
const DEPENDS: f64 = 0.25;
/// So few customers bring half.
const FEW_TO_HALF: f64 = 5.0;
/// Fewer customers than this cannot be a concentration.
const MIN_CUSTOMERS: u64 = 5;
/// A group of fewer customers is too small to act on as a group.
const MIN_GROUP: u64 = 5;
/// Fewer baskets with both tell of no habit.
const MIN_TOGETHER: f64 = 20.0;
/// So popular a category has to be in a segment, and so many of its customers have to have bought it.
const POPULAR: f64 = 1.2;
const MIN_BUYERS: u64 = 20;
/// A calendar month is low below this part of the mean month, in so many years.
const LOW: f64 = 0.8;
const MIN_YEARS: usize = 2;
/// Where more months than these are low, a few are high, and the others are how it is.
const MOST_LOW: usize = 6;
/// A silence of fewer days is no sleep.
const LEAST_SILENCE: f64 = 30.0;
/// The score of growth and headroom that is above the middle of the segments.
const MIDDLE_SCORE: f64 = 50.0;
/// Data below these points come first.
const GOOD_DATA: u64 = 80;

/// A rule: its id, the analysis it reads, and what it finds there.
struct Rule {
    id: &'static str,
    section: &'static str,
    holds: fn(&Seen) -> Option<(Text, Evidence)>,
}

const fn rule(
    id: &'static str,
    section: &'static str,
    holds: fn(&Seen) -> Option<(Text, Evidence)>,
) -> Rule {
    Rule { id, section, holds }
}

const RULES: &[Rule] = &[
    rule("fix_data", "overview", fix_data),
    rule("dependency", "contribution", dependency),
    rule("call", "overdue", call),
    rule("raise_frequency", "spending", raise_frequency),
    rule("upsell", "personas", upsell),
    rule("care", "personas", care),
    rule("nudge", "personas", nudge),
    rule("reactivate", "segments", reactivate),
    rule("peak", "season", peak),
    rule("dip", "season", dip),
    rule("recommend", "what_marks", recommend),
    rule("cross_sell", "affinity", cross_sell),
    rule("fix_product", "returns", fix_product),
    rule("in_transit", "returns", in_transit),
    rule("expand", "potential", expand),
];

/// What the rules find, in their order.
pub(super) fn of(seen: &Seen) -> Vec<Found> {
    let found = |rule: &Rule| {
        let (sentence, evidence) = (rule.holds)(seen)?;
        Some(Found {
            sentence,
            guard: Text::new(&format!("insight.{}.guard", rule.id)),
            action: Some(Text::new(&format!("insight.{}.action", rule.id))),
            section: rule.section,
            evidence,
        })
    };
    RULES.iter().filter_map(found).collect()
}

fn fix_data(seen: &Seen) -> Option<(Text, Evidence)> {
    let points = seen.points.filter(|points| *points < GOOD_DATA)?;
    let sentence = Text::new("insight.fix_data").with("points", points);
    Some((sentence, Evidence::all()))
}

fn dependency(seen: &Seen) -> Option<(Text, Evidence)> {
    let first = seen.fact("contribution", "top_1_share")?;
    let half = seen.fact("contribution", "customers_to_50")?;
    let (share, few) = (number(&first.value)?, number(&half.value)?);
    if first.n < MIN_CUSTOMERS || (share <= DEPENDS && few > FEW_TO_HALF) {
        return None;
    }
    let sentence = Text::new("insight.dependency")
        .with("share", Quantity::share(share))
        .with("few", few as u64)
        .with("all", half.n);
    Some((sentence, of_fact(half)))
}

fn call(seen: &Seen) -> Option<(Text, Evidence)> {
    let section = seen.given("overdue")?;
    let at_risk = seen.fact("overdue", "value_at_risk")?;
    let told = section.headline.id == "overdue.headline" && number(&at_risk.value)? > 0.0;
    told.then(|| (section.headline.clone(), of_fact(at_risk)))
}

fn raise_frequency(seen: &Seen) -> Option<(Text, Evidence)> {
    let rare = seen.fact("spending", "large_and_rare")?;
    let n = number(&rare.value)? as u64;
    let sentence = Text::new("insight.raise_frequency").with("n", n);
    (n > 0).then(|| (sentence, of_fact(rare)))
}

fn upsell(seen: &Seen) -> Option<(Text, Evidence)> {
    group(seen, "personas", "low_premium")
}

fn care(seen: &Seen) -> Option<(Text, Evidence)> {
    group(seen, "personas", "premium")
}

fn nudge(seen: &Seen) -> Option<(Text, Evidence)> {
    group(seen, "personas", "high_churn_risk")
}

fn reactivate(seen: &Seen) -> Option<(Text, Evidence)> {
    // Two of the five recency scores are beyond the third cut. Where that is a matter of days, nobody sleeps.
    let recency = seen.grid("segments", "thresholds")?;
    let cut = measured(recency, recency.rows.first()?, "column.cut_3")?;
    if cut < LEAST_SILENCE {
        return None;
    }
    group(seen, "segments", "hibernating").or_else(|| group(seen, "segments", "lost"))
}

/// How many customers of a group bring what part.
fn group(seen: &Seen, section: &str, value: &str) -> Option<(Text, Evidence)> {
    let (grid, row) = seen.row(section, section, value)?;
    let share = measured(grid, row, "column.share_of_revenue")?;
    // A group of everybody is none.
    let some = measured(grid, row, "column.share_of_customers")? < 1.0;
    let name = text(row)?;
    let sentence = Text::new("insight.group")
        .with("n", row.n)
        .with("name", name)
        .with("share", Quantity::share(share));
    (some && share > 0.0 && row.n >= MIN_GROUP).then(|| (sentence, of_row(row)))
}

/// The name in the first cell.
fn text(row: &Row) -> Option<Text> {
    match row.cells.first()? {
        Cell::Text(text) => Some(text.clone()),
        Cell::Value(value) => match value.quantity.as_ref()? {
            Quantity::Words { words } => Some(Text::verbatim(words)),
            _ => None,
        },
    }
}

/// Growth looks like a season where the level shifted.
fn level_is_steady(seen: &Seen) -> bool {
    let told = |section: &crate::figure::Section| {
        let shift = |note: &Text| note.id == "season.level_shift";
        !section.notes.iter().any(shift)
    };
    seen.given("season").is_some_and(told)
}

fn peak(seen: &Seen) -> Option<(Text, Evidence)> {
    let section = seen.given("season")?;
    let peaks = seen.fact("season", "repeated_peaks")?;
    // Only where the largest order and the largest customer could be left out.
    let told = section.headline.id == "season.headline" && level_is_steady(seen);
    told.then(|| (section.headline.clone(), of_fact(peaks)))
}

fn dip(seen: &Seen) -> Option<(Text, Evidence)> {
    let grid = seen
        .grid("season", "season")
        .filter(|_| level_is_steady(seen))?;
    // The years stand in the last columns, under their own names.
    let years = |row: &Row| {
        let of_year = |at: &usize| grid.columns[*at].label.id == "verbatim";
        let ratios = (0..grid.columns.len()).filter(of_year);
        let ratio = |at: usize| match row.cells.get(at)? {
            Cell::Value(value) => number(value),
            Cell::Text(_) => None,
        };
        ratios.filter_map(ratio).collect::<Vec<f64>>()
    };
    let low = |row: &&Row| {
        let ratios = years(row);
        let index = measured(grid, row, "column.seasonal_index").unwrap_or(0.0);
        ratios.len() >= MIN_YEARS && ratios.iter().all(|ratio| *ratio < LOW) && index < LOW
    };
    let rows: Vec<&Row> = grid.rows.iter().filter(low).collect();
    let months: Vec<Text> = rows.iter().filter_map(|row| text(row)).collect();
    let first = rows.first().filter(|_| rows.len() <= MOST_LOW)?;
    let sentence = Text::new("insight.dip")
        .with("months", months)
        .with("years", years(first).len());
    Some((sentence, Evidence::of_all(&rows)))
}

fn recommend(seen: &Seen) -> Option<(Text, Evidence)> {
    let grid = seen.grid("what_marks", "popularity")?;
    let popular = |row: &&Row| {
        let index = measured(grid, row, "column.popularity");
        let low = measured(grid, row, "column.popularity_low");
        row.n >= MIN_BUYERS && index.is_some_and(|i| i > POPULAR) && low.is_some_and(|l| l > 1.0)
    };
    let best = grid.rows.iter().filter(popular).max_by(|a, b| {
        let index = |row| measured(grid, row, "column.popularity").unwrap_or(0.0);
        index(a).total_cmp(&index(b))
    })?;
    let category = cell(grid, best, "column.category")?;
    let sentence = Text::new("insight.recommend")
        .with("segment", text(best)?)
        .with("category", said(category))
        .with("index", measured_quantity(grid, best, "column.popularity")?);
    Some((sentence, of_row(best)))
}

fn cross_sell(seen: &Seen) -> Option<(Text, Evidence)> {
    let grid = seen.grid("affinity", "pairs")?;
    let together = |row: &&Row| {
        let verdict = match cell(grid, row, "column.evidence") {
            Some(Cell::Text(verdict)) => verdict.id.as_str(),
            _ => "",
        };
        let both = measured(grid, row, "column.both").unwrap_or(0.0);
        let low = measured(grid, row, "column.lift_low").unwrap_or(0.0);
        verdict == "affinity.verdict.together" && both >= MIN_TOGETHER && low > 1.0
    };
    let row = grid.rows.iter().find(together)?;
    let sentence = Text::new("insight.cross_sell")
        .with("a", text(row)?)
        .with("b", said(cell(grid, row, "column.together_with")?))
        .with("lift", measured_quantity(grid, row, "column.lift")?)
        .with("n", measured(grid, row, "column.both")? as u64);
    Some((sentence, of_row(row)))
}

/// What a cell says.
fn said(cell: &Cell) -> Text {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Value(value) => match &value.quantity {
            Some(Quantity::Words { words }) => Text::verbatim(words),
            _ => Text::none(),
        },
    }
}

fn measured_quantity(grid: &Grid, row: &Row, column: &str) -> Option<Quantity> {
    match cell(grid, row, column)? {
        Cell::Value(value) => value.quantity.clone(),
        Cell::Text(_) => None,
    }
}

fn fix_product(seen: &Seen) -> Option<(Text, Evidence)> {
    let section = seen.given("returns")?;
    let high = section
        .notes
        .iter()
        .find(|note| note.id == "returns.high")?;
    Some((
        high.clone(),
        of_fact(seen.fact("returns", "returned_revenue")?),
    ))
}

fn in_transit(seen: &Seen) -> Option<(Text, Evidence)> {
    let late = seen
        .fact("returns", "in_transit_overdue")
        .filter(|fact| fact.n > 0)?;
    let sentence = Text::new("insight.in_transit")
        .with("value", late.value.quantity.clone()?)
        .with("n", late.n);
    Some((sentence, of_fact(late)))
}

fn expand(seen: &Seen) -> Option<(Text, Evidence)> {
    let grid = seen.grid("potential", "potential")?;
    let above = |row: &Row, column: &str, least: f64| {
        measured(grid, row, column).is_some_and(|number| number > least)
    };
    let grows = |row: &&Row| {
        row.n >= MIN_GROUP
            && above(row, "column.growth_low", 0.0)
            && above(row, "column.growth_without_largest", 0.0)
            && above(row, "column.headroom", 0.0)
            && above(row, "column.score", MIDDLE_SCORE)
    };
    let row = grid.rows.iter().find(grows)?;
    let sentence = Text::new("insight.expand")
        .with("segment", text(row)?)
        .with("growth", measured_quantity(grid, row, "column.growth")?)
        .with("headroom", measured_quantity(grid, row, "column.headroom")?);
    Some((sentence, of_row(row)))
}
