//! Frame -> what came back: rates with intervals, whether they differ, and what it costs.
//!
//! Definitions: `outcomes` for units and denominators; intervals after Wilson. Values with fewer than
//! 30 orders in the denominator stand in "Other". Whether the values of a dimension differ is Pearson's
//! chi-squared over the values with 30 orders or more, with false discoveries controlled over the
//! dimensions tested; it is called clear only where it holds for resolved orders too. Excess value is
//! `(shrunk rate - overall rate) * revenue`, the rate shrunk to `(returned + 20 overall) / (orders + 20)`.
//! Assumptions: orders are independent; goods in transit are not back yet. Degenerate cases: no order
//! came back: revenue by status alone. References: Wilson intervals (statsmodels) and homogeneity
//! (SciPy) of a published study of 1,000 orders.

use crate::analysis::period::period_text;
use crate::analysis::products::breakdown::Breakdown;
use crate::analysis::products::dimension::{product, rows_counted, value_key};
use crate::analysis::products::family::Family;
use crate::analysis::products::outcomes::{Denominator, Outcomes, by_order, outcomes};
use crate::analysis::products::return_tables::{rate_figure, rate_grid, test_grid};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::share;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension, RevenueDefinition, Status};
use crate::figure::{Fact, Grid, Interval, Outcome, Section, Trace};
use crate::say::{Quantity, Text};
use crate::value::Day;

const OF: Param = Param {
    id: "of",
    choices: &["known", "all", "resolved"],
};
const PARAMS: &[Param] = &[OF];
/// Dimensions whose rates are compared, beside the product.
const FAMILIES: [&str; 4] = ["category", "region", "market", "country"];
/// From so many days on, goods in transit are overdue.
const OVERDUE: i32 = 30;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "returns",
    view: "products",
    needs: &[Capability::Revenue, Capability::Status],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let id = chosen(params, &OF);
    let known = Denominator::ALL.iter().find(|(known, _)| *known == id);
    let of = known.map_or(Denominator::Known, |(_, of)| *of);
    let rows = by_order(frame);
    let whole = outcomes(frame, &rows, None)[0];
    let mut section = Section::new(Text::new("returns.title"));
    section.grids.extend(by_status(frame));
    section.notes = vec![Text::new(&format!("returns.of.{id}"))];
    section.notes.extend(credits(frame));
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = vec![choice_control(ANALYSIS.id, &OF, params)];
    let Some((rate, _)) = whole.rate(of).filter(|_| whole.hits() > 0) else {
        return Outcome::Weak {
            result: section,
            reasons: vec![Text::new("returns.none")],
        };
    };
    section.facts = facts(frame, &whole, of);
    let families = families(frame, &rows);
    compare(frame, &mut section, &families, &whole, of);
    let bought = product(frame.dataset).map(|dimension| &dimension.id);
    let alike = families
        .iter()
        .find(|family| Some(&family.dimension.id) == bought);
    let alike = alike.filter(|family| family.is_alike());
    let headline = match alike {
        Some(_) => "returns.headline.alike",
        None => "returns.headline",
    };
    section.headline = Text::new(headline)
        .with("share", Quantity::share(rate))
        .with("hits", whole.hits())
        .with("n", whole.trials(of))
        .with("of", Text::new(&format!("returns.denominator.{id}")))
        .with("revenue", frame.cash(whole.returned));
    Outcome::Given { result: section }
}

/// The rates of each family, and the test whether they differ.
fn families<'a>(frame: &Frame<'a>, rows: &[u32]) -> Vec<Family<'a>> {
    let others = FAMILIES.iter().filter_map(|id| frame.dataset.dimension(id));
    let dimensions = product(frame.dataset).into_iter().chain(others);
    let mut families: Vec<Family> = dimensions
        .map(|dimension| Family::of(dimension, outcomes(frame, rows, Some(dimension))))
        .collect();
    Family::test(&mut families);
    families
}

fn compare(
    frame: &Frame,
    section: &mut Section,
    families: &[Family],
    whole: &Outcomes,
    of: Denominator,
) {
    let subtitle = Text::new("returns.subtitle").with("period", period_text(frame));
    for (at, family) in families.iter().enumerate() {
        let grid = rate_grid(frame, family, whole, of);
        match at {
            0 => section
                .figures
                .push(rate_figure(frame, family, of, subtitle.clone(), grid)),
            _ => section.grids.push(grid),
        }
        section.notes.extend(family.verdict(of));
        section.notes.extend(family.worst(whole, of));
    }
    if families.iter().any(|family| family.tested() > 1) {
        section.grids.push(test_grid(families));
    }
}

/// Revenue and orders by what became of them: every value of the status column.
fn by_status(frame: &Frame) -> Option<Grid> {
    let status = frame.dataset.dimension("status")?;
    let parts = Breakdown::of(frame, status, RevenueDefinition::Booked, 50);
    Some(parts.grid(frame, "statuses", Text::new("returns.by_status")))
}

/// What each text of the status column means, and last what rows without one do.
struct Meanings<'a>(Option<(&'a Dimension, Vec<Option<Status>>)>);

impl<'a> Meanings<'a> {
    fn of(frame: &Frame<'a>) -> Meanings<'a> {
        Meanings(frame.dataset.dimension("status").map(|status| {
            let mut means = vec![None; status.values.len() + 1];
            for (row, code) in status.codes.list().iter().enumerate() {
                let means = &mut means[(*code as usize).min(status.values.len())];
                // A credit says nothing of its text: its sign told.
                let told = Some(frame.dataset.status_of(row));
                *means = told.filter(|status| *status != Status::Refund).or(*means);
            }
            (status, means)
        }))
    }

    /// The booked rows with such a status; all booked rows where no column tells it.
    fn trace(&self, wanted: &dyn Fn(Status) -> bool) -> Trace {
        let booked = Trace::counted_as("booked");
        let Some((status, means)) = &self.0 else {
            return booked;
        };
        let has = (0..means.len()).filter(|code| means[*code].is_some_and(wanted));
        booked.any(
            "status",
            has.map(|code| value_key(status, Some(code as u32)).value)
                .collect(),
        )
    }
}

fn facts(frame: &Frame, whole: &Outcomes, of: Denominator) -> Vec<Fact> {
    let meanings = Meanings::of(frame);
    let mut facts: Vec<Fact> = Denominator::ALL
        .iter()
        .filter_map(|(id, known)| {
            let (rate, between) = whole.rate(*known)?;
            let ends = [between.low, between.high].map(Quantity::share);
            let [low, high] = ends;
            let fact = Fact::new(
                &format!("return_rate_{id}"),
                Quantity::share(rate),
                whole.trials(*known),
            );
            let note = Text::new("returns.count")
                .with("n", whole.hits())
                .with("all", whole.trials(*known));
            let fact = fact
                .note(note)
                .interval(Interval::between(
                    low,
                    high,
                    0.95,
                    Text::new("interval.wilson_orders"),
                ))
                .trace(meanings.trace(&|status| known.holds(status)));
            Some((*known != of, fact))
        })
        .fold(Vec::new(), |mut facts, (later, fact)| {
            facts.insert(if later { facts.len() } else { 0 }, fact);
            facts
        });
    let is_back = |status| status == Status::Returned;
    let mut returned = Fact::new("returned_revenue", frame.cash(whole.returned), whole.hits())
        .trace(meanings.trace(&is_back));
    if let Some(part) = share(whole.returned, whole.revenue) {
        let note = Text::new("returns.of_booked").with("share", Quantity::share(part));
        returned = returned.note(note);
    }
    facts.insert(1.min(facts.len()), returned);
    facts.extend(overdue(frame, &meanings));
    facts
}

/// What was ordered more than 30 days ago and is still on its way.
fn overdue(frame: &Frame, meanings: &Meanings) -> Option<Fact> {
    let data = frame.dataset;
    let (first, _) = data.period()?;
    let last = Day(frame.as_of.0 - OVERDUE - 1);
    let (mut sum, mut rows) = (0, 0_u64);
    for row in rows_counted(frame, RevenueDefinition::Booked).iter() {
        let row = *row as usize;
        if data.status_of(row) == Status::InTransit && data.day[row] <= last {
            sum += i128::from(data.amount[row]);
            rows += 1;
        }
    }
    let late = meanings
        .trace(&|status| status == Status::InTransit)
        .between(first.min(last), last);
    let note = Text::new(if rows > 0 {
        "returns.investigate"
    } else {
        "returns.none_overdue"
    });
    Some(
        Fact::new("in_transit_overdue", frame.cash(sum), rows)
            .note(note.with("n", rows))
            .trace(late),
    )
}

/// Credits are told, because they are in no rate.
fn credits(frame: &Frame) -> Option<Text> {
    let data = frame.dataset;
    let (mut sum, mut rows) = (0, 0_u64);
    if !data.status.contains(&Status::Refund) {
        return None;
    }
    for row in frame.slice.rows.iter().map(|row| *row as usize) {
        if data.status_of(row) == Status::Refund
            && data.day.get(row).is_none_or(|day| *day <= frame.as_of)
        {
            sum += i128::from(data.amount[row]);
            rows += 1;
        }
    }
    (rows > 0).then(|| {
        Text::new("returns.credits")
            .with("n", rows)
            .with("revenue", frame.cash(sum))
    })
}
