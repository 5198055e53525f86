//! Frame -> segments of customers by recency, frequency and value.
//!
//! Definitions: scores as in `rfm`, of the base; segments as in `segment_map`, one a customer. What
//! is shown (customers, revenue, orders) is of the slice. Below 30 customers fifths hold fewer than
//! six customers each, so that tiers are shown instead, with the reason. A map that was typed in and
//! makes no sense leaves the grid in force, and that is said.

use std::cmp::Ordering;

use crate::analysis::bought::LEAST_SILENCE;
use crate::analysis::contribution::{self, tier_grid};
use crate::analysis::groups::Groups;
use crate::analysis::rfm::{MEASURES, Rule};
use crate::analysis::rfm_figures::heat_map;
use crate::analysis::setting::{choice_control, chosen, line_control, refusals};
use crate::analysis::{Analysis, Cost, Cuts, Frame, Param, Params, Scores, SegmentMap};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Cell, Column, Control, Fact, Figure, Grid, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::Fraction;
use crate::value::Decimal;

const GRID: Param = Param {
    id: "grid",
    choices: &["default", "codes125", "r030", "eight", "custom"],
};
const MAP: Param = Param {
    id: "map",
    choices: &[],
};
const SCORING: Param = Param {
    id: "scoring",
    choices: &["quantiles", "r_rfm", "mid_rank"],
};
const CUTS: [Param; 3] = [
    Param {
        id: "r_cuts",
        choices: &[],
    },
    Param {
        id: "f_cuts",
        choices: &[],
    },
    Param {
        id: "m_cuts",
        choices: &[],
    },
];
const PARAMS: &[Param] = &[GRID, MAP, SCORING, CUTS[0], CUTS[1], CUTS[2]];
/// Six customers a fifth is the least that a score can mean.
const MIN_CUSTOMERS: usize = 30;

/// Its line in the registry.
pub(super) const ANALYSIS: Analysis = Analysis {
    id: "segments",
    view: "segments",
    needs: &[
        Capability::Revenue,
        Capability::Customers,
        Capability::Recency,
    ],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let (set, mut refused) = typed_cuts(frame, params);
    let Some(scores) = scored(frame, params, set) else {
        let mut notes = refusals(ANALYSIS.id, PARAMS, params);
        notes.extend(refused);
        return tiers_instead(frame, notes);
    };
    let (map, map_refused) = map(params);
    refused.extend(map_refused);
    let made = || assign_scores(frame, params, Some(&scores));
    let [segments, codes] = frame.assigned(ANALYSIS.id, params, made);
    let name = |id: &str| map.name(id);
    let mut groups = Groups::of(frame, &segments, &name);
    if !matches!(map, SegmentMap::Custom(_)) {
        groups.meaning = Some("segment");
    }
    let mut section = Section::new(groups.led(frame, headline(&groups)));
    section.facts = facts(frame, &groups);
    let all = &groups.all.members;
    section.figures = vec![groups.bars(frame, "segments"), heat_map(frame, &codes, all)];
    let title = Text::new("segments.table").with("as_of", frame.as_of);
    section.grids = vec![
        groups.grid(frame, "segments", title),
        thresholds(frame, &scores),
    ];
    section.notes = notes(frame, &scores, &map);
    section.notes.extend(refused);
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = controls(frame, &scores, params);
    // One score for all divides nobody: of the two ways to be told apart one is left.
    let flat: Vec<Text> = (0..2)
        .filter(|measure| scores.levels(*measure) < 2)
        .map(|measure| Text::new(&format!("segments.flat.{}", MEASURES[measure])))
        .collect();
    match flat.is_empty() {
        true => Outcome::Given { result: section },
        false => Outcome::Weak {
            result: section,
            reasons: flat,
        },
    }
}

/// The chart of the segments with nothing set, where there are enough customers for scores.
pub(super) fn bars(frame: &Frame) -> Option<Figure> {
    let params = Params::default();
    let [segments, _] = assign(frame, &params);
    let (map, _) = map(&params);
    let name = |id: &str| map.name(id);
    let groups = Groups::of(frame, &segments, &name);
    let some = !groups.all.members.is_empty();
    some.then(|| groups.bars(frame, "segments"))
}

/// The scores, where there are enough customers for them, who are not all alike.
fn scored(frame: &Frame, params: &Params, set: [Option<Cuts>; 3]) -> Option<Scores> {
    let rule = match chosen(params, &SCORING) {
        "r_rfm" => Rule::OneAbove,
        "mid_rank" => Rule::MidRank,
        _ => Rule::Quantiles,
    };
    let typed = set.iter().any(Option::is_some);
    Scores::by(rule, frame, set).filter(|scores| {
        let alike = scores.levels(0) < 2 && scores.levels(1) < 2;
        scores.customers.len() >= MIN_CUSTOMERS && (typed || !alike)
    })
}

/// The map in force, and a note where the one typed in makes no sense.
fn map(params: &Params) -> (SegmentMap, Option<Text>) {
    let typed = params.get(MAP.id).unwrap_or("");
    match SegmentMap::of(chosen(params, &GRID), typed) {
        Some(map) => (map, None),
        None => (
            SegmentMap::Grid,
            Some(Text::new("segments.map_refused").with("value", typed)),
        ),
    }
}

/// The segment and the R and F scores of every customer, from the base; nobody has any below 30.
pub(super) fn assign(frame: &Frame, params: &Params) -> [Assignment; 2] {
    frame.assigned(ANALYSIS.id, params, || {
        let scores = scored(frame, params, typed_cuts(frame, params).0);
        assign_scores(frame, params, scores.as_ref())
    })
}

fn assign_scores(frame: &Frame, params: &Params, scores: Option<&Scores>) -> [Assignment; 2] {
    let (map, _) = map(params);
    let names = map.segments();
    let place = |code: usize| {
        let score = [code / 25, code / 5 % 5, code % 5].map(|at| at as u8 + 1);
        names.iter().position(|name| *name == map.segment(score))
    };
    let places: Vec<Option<usize>> = (0..125).map(place).collect();
    let mut segment = vec![None; frame.dataset.customers.len()];
    let mut code = segment.clone();
    if let Some(scores) = scores {
        for (customer, score) in scores.customers.iter().zip(&scores.scores) {
            let [r, f, m] = score.map(|score| usize::from(score - 1));
            segment[*customer] = places[r * 25 + f * 5 + m];
            code[*customer] = Some(r * 5 + f);
        }
    }
    let codes = (1..=5)
        .flat_map(|r| (1..=5).map(move |f| format!("{r}{f}")))
        .collect();
    let names = names.into_iter().map(str::to_owned).collect();
    [
        Assignment::new("segment", names, segment.into_iter()),
        Assignment::new("rf", codes, code.into_iter()),
    ]
}

/// The cuts that were typed in, and a note for each that makes no sense.
fn typed_cuts(frame: &Frame, params: &Params) -> ([Option<Cuts>; 3], Vec<Text>) {
    let mut refused = Vec::new();
    let mut read = |param: &Param, scale| {
        let text = params
            .get(param.id)
            .filter(|text| !text.trim().is_empty())?;
        let cuts = Cuts::parse(text, scale);
        if cuts.is_none() {
            let name = Text::new(&format!("param.{}.{}", ANALYSIS.id, param.id));
            refused.push(
                Text::new("segments.cuts_refused")
                    .with("param", name)
                    .with("value", text),
            );
        }
        cuts
    };
    let set = [
        read(&CUTS[0], 0),
        read(&CUTS[1], 0),
        read(&CUTS[2], frame.dataset.scale),
    ];
    (set, refused)
}

/// Tiers, and why there are no scores.
pub(super) fn tiers_instead(frame: &Frame, notes: Vec<Text>) -> Outcome<Section> {
    let n = frame.base.present().count();
    let tiers = contribution::assign(frame, &Params::default());
    let (said, reason) = match n < MIN_CUSTOMERS {
        true => ("segments.tiers_instead", "segments.few"),
        false => ("segments.tiers_for_alike", "segments.alike"),
    };
    let mut section = Section::new(Text::new(said));
    section.grids = vec![tier_grid(frame, &tiers)];
    section.notes = notes;
    Outcome::Weak {
        result: section,
        reasons: vec![Text::new(reason).with("n", n).with("min", MIN_CUSTOMERS)],
    }
}

fn headline(groups: &Groups) -> Text {
    let all = groups.all.members.len();
    match groups.largest() {
        None => Text::new("segments.headline.plain").with("all", all),
        Some((group, part)) => Text::new("segments.headline")
            .with("segment", group.name.clone())
            .with("n", group.members.len())
            .with("all", all)
            .with("share", Quantity::share(part)),
    }
}

fn facts(frame: &Frame, groups: &Groups) -> Vec<Fact> {
    let as_of = Text::new("note.as_of").with("as_of", frame.as_of);
    let n = groups.all.members.len() as u64;
    let mut facts = vec![
        Fact::new("customers_scored", n, n)
            .trace(groups.all.trace.clone())
            .note(as_of.clone()),
    ];
    let Some((group, part)) = groups.largest() else {
        return facts;
    };
    let members = group.members.len() as u64;
    for (id, value, n) in [
        ("largest_segment_customers", Quantity::from(members), n),
        (
            "largest_segment_revenue",
            frame.cash(group.revenue),
            members,
        ),
        ("largest_segment_share", Quantity::share(part), members),
    ] {
        let mut fact = Fact::new(id, value, n)
            .trace(group.trace.clone())
            .note(Text::new("note.segment").with("segment", group.name.clone()))
            .note(as_of.clone());
        fact.key = group.key.clone();
        facts.push(fact);
    }
    facts
}

fn thresholds(frame: &Frame, scores: &Scores) -> Grid {
    let columns = vec![
        Column::words("column.measure"),
        Column::numbers("column.cut_1"),
        Column::numbers("column.cut_2"),
        Column::numbers("column.cut_3"),
        Column::numbers("column.cut_4"),
        Column::numbers("column.levels"),
        Column::words("column.cuts_from"),
    ];
    let row = |measure: usize| {
        let cuts = &scores.cuts[measure];
        let mut cells = vec![Cell::from(Text::new(&format!(
            "measure.{}",
            MEASURES[measure]
        )))];
        cells.extend(
            cuts.at
                .iter()
                .map(|cut| Cell::from(cut_quantity(frame, measure, *cut))),
        );
        cells.push(scores.levels(measure).into());
        cells.push(
            Text::new(if cuts.set {
                "cuts.set"
            } else {
                "cuts.quantiles"
            })
            .into(),
        );
        Row::new(cells, scores.customers.len() as u64, Trace::all())
    };
    Grid::new(
        "thresholds",
        Text::new("segments.thresholds"),
        columns,
        (0..3).map(row).collect(),
    )
}

/// A cut in the unit of its measure.
fn cut_quantity(frame: &Frame, measure: usize, cut: Fraction) -> Quantity {
    let number = |scale: u8| {
        Decimal::whole(cut.numerator)
            .divided(cut.denominator, scale)
            .unwrap_or_default()
    };
    match measure {
        0 => Quantity::days(number(2).to_f64()),
        1 => Quantity::from(number(2).normalized()),
        _ => frame.cash_per(cut.numerator, cut.denominator),
    }
}

/// The cuts as they would be typed in.
fn typed(frame: &Frame, measure: usize, cuts: &Cuts) -> String {
    let cut = |cut: &Fraction| match measure {
        2 => frame
            .per(cut.numerator, cut.denominator)
            .normalized()
            .to_string(),
        _ => Decimal::whole(cut.numerator)
            .divided(cut.denominator, 4)
            .unwrap_or_default()
            .normalized()
            .to_string(),
    };
    cuts.at.iter().map(cut).collect::<Vec<_>>().join(", ")
}

fn notes(frame: &Frame, scores: &Scores, map: &SegmentMap) -> Vec<Text> {
    let id = match map {
        SegmentMap::Grid => "segments.map.default",
        SegmentMap::Codes125 => "segments.map.codes125",
        SegmentMap::R030 => "segments.map.r030",
        SegmentMap::Eight => "segments.map.eight",
        SegmentMap::Custom(_) => "segments.map.custom",
    };
    let mut notes = vec![
        Text::new("note.as_of").with("as_of", frame.as_of),
        Text::new(id),
    ];
    for (measure, name) in MEASURES.iter().enumerate() {
        let levels = scores.levels(measure);
        if levels < 5 {
            let measure = Text::new(&format!("measure.{name}"));
            notes.push(
                Text::new("segments.fewer_levels")
                    .with("measure", measure)
                    .with("levels", levels),
            );
        }
    }
    // Where nobody is known by one order, "few orders" are several.
    let few = scores.cuts[1].within()[0];
    let several = few > 1 && *map == SegmentMap::Grid;
    notes.extend(several.then(|| Text::new("segments.few_orders").with("n", few as u64)));
    let last = scores.cuts[0].at[3];
    let near = !scores.cuts[0].set && last.compare(LEAST_SILENCE) != Ordering::Less;
    notes.extend(
        near.then(|| Text::new("segments.near").with("days", cut_quantity(frame, 0, last))),
    );
    let dead = map.unreachable();
    notes.extend((!dead.is_empty()).then(|| Text::new("segments.unreachable").with("names", dead)));
    let booked = frame.base_booked.present().count();
    let unscored = booked - scores.customers.len().min(booked);
    notes.extend((unscored > 0).then(|| Text::new("segments.unscored").with("n", unscored)));
    notes
}

fn controls(frame: &Frame, scores: &Scores, params: &Params) -> Vec<Control> {
    let mut controls = vec![choice_control(ANALYSIS.id, &GRID, params)];
    if chosen(params, &GRID) == "custom" {
        let hint = Text::new("segments.map.hint");
        controls.push(line_control(ANALYSIS.id, &MAP, params, hint));
    }
    controls.push(choice_control(ANALYSIS.id, &SCORING, params));
    for (measure, param) in CUTS.iter().enumerate() {
        let hint = Text::verbatim(&typed(frame, measure, &scores.cuts[measure]));
        controls.push(line_control(ANALYSIS.id, param, params, hint));
    }
    controls
}
