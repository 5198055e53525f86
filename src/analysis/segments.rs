//! Frame -> segments of customers by recency, frequency and value.
//!
//! Definitions: scores as in `rfm`, of the base; segments as in `segment_map`, one a customer. What
//! is shown (customers, revenue, orders) is of the slice. Below 30 customers fifths hold fewer than
//! six customers each, so that tiers are shown instead, with the reason.

use crate::analysis::contribution::{self, group_row, tier_grid};
use crate::analysis::rfm::MEASURES;
use crate::analysis::rfm_figures::{bars, heat_map};
use crate::analysis::setting::{choice_control, chosen, line_control, refusals};
use crate::analysis::share::share;
use crate::analysis::{Analysis, Cost, Cuts, Frame, Param, Params, Scores, SegmentMap};
use crate::dataset::{Assignment, Capability};
use crate::figure::{Cell, Column, Fact, Grid, Key, Outcome, Row, Section, Trace};
use crate::say::{Quantity, Text};
use crate::stats::Fraction;
use crate::value::Decimal;

const GRID: Param = Param {
    id: "grid",
    choices: &["default", "codes125", "r030"],
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
const PARAMS: &[Param] = &[GRID, CUTS[0], CUTS[1], CUTS[2]];
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

/// Customers of one segment in the slice.
pub(super) struct Group {
    pub id: &'static str,
    pub members: Vec<usize>,
    pub revenue: i128,
}

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let (set, refused) = typed_cuts(frame, params);
    let scored = Scores::of(frame, set);
    let Some(scores) = scored.filter(|scores| scores.customers.len() >= MIN_CUSTOMERS) else {
        return tiers_instead(frame, params);
    };
    let map = SegmentMap::of(chosen(params, &GRID));
    let [segments, codes] = assign(frame, params);
    let all: Vec<usize> = frame.customers.present().collect();
    let groups = groups(frame, map, &segments, &all);
    let total: i128 = groups.iter().map(|group| group.revenue).sum();
    let mut section = Section::new(headline(&groups, all.len(), total));
    section.facts = facts(frame, &groups, &all, total);
    section.figures = vec![
        bars(frame, &groups, all.len(), total),
        heat_map(frame, &codes, &all, total),
    ];
    section.grids = vec![
        segment_grid(frame, &groups, &all),
        thresholds(frame, &scores),
    ];
    section.notes = notes(frame, &scores, map);
    section.notes.extend(refused);
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.controls = controls(frame, &scores, params);
    Outcome::Given { result: section }
}

/// The segment and the R and F scores of every customer, from the base; nobody has any below 30.
pub(super) fn assign(frame: &Frame, params: &Params) -> [Assignment; 2] {
    let map = SegmentMap::of(chosen(params, &GRID));
    let names = map.segments();
    let mut segment = vec![None; frame.dataset.customers.len()];
    let mut code = segment.clone();
    let scored = Scores::of(frame, typed_cuts(frame, params).0);
    if let Some(scores) = scored.filter(|scores| scores.customers.len() >= MIN_CUSTOMERS) {
        for (customer, score) in scores.customers.iter().zip(&scores.scores) {
            segment[*customer] = names.iter().position(|name| *name == map.segment(*score));
            code[*customer] = Some(usize::from(score[0] - 1) * 5 + usize::from(score[1] - 1));
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

fn tiers_instead(frame: &Frame, params: &Params) -> Outcome<Section> {
    let n = frame.base.present().count();
    let tiers = contribution::assign(frame, &Params::default());
    let mut section = Section::new(Text::new("segments.tiers_instead"));
    section.grids = vec![tier_grid(frame, &tiers)];
    section.notes = refusals(ANALYSIS.id, PARAMS, params);
    Outcome::Weak {
        result: section,
        reasons: vec![
            Text::new("segments.few")
                .with("n", n)
                .with("min", MIN_CUSTOMERS),
        ],
    }
}

fn groups(frame: &Frame, map: SegmentMap, segments: &Assignment, all: &[usize]) -> Vec<Group> {
    map.segments()
        .into_iter()
        .map(|id| {
            let members: Vec<usize> = all
                .iter()
                .copied()
                .filter(|customer| segments.value(*customer) == Some(id))
                .collect();
            let revenue = members
                .iter()
                .map(|customer| frame.customers.revenue[*customer])
                .sum();
            Group {
                id,
                members,
                revenue,
            }
        })
        .collect()
}

/// The segment with the most revenue, if one alone has it.
fn largest(groups: &[Group]) -> Option<&Group> {
    let most = groups.iter().max_by_key(|group| group.revenue)?;
    let alone = groups
        .iter()
        .filter(|group| group.revenue == most.revenue)
        .count()
        == 1;
    (alone && most.revenue > 0).then_some(most)
}

fn headline(groups: &[Group], all: usize, total: i128) -> Text {
    match largest(groups).and_then(|group| Some((group, share(group.revenue, total)?))) {
        None => Text::new("segments.headline.plain").with("all", all),
        Some((group, part)) => Text::new("segments.headline")
            .with("segment", Text::new(&format!("segment.{}", group.id)))
            .with("n", group.members.len())
            .with("all", all)
            .with("share", Quantity::share(part)),
    }
}

fn facts(frame: &Frame, groups: &[Group], all: &[usize], total: i128) -> Vec<Fact> {
    let as_of = Text::new("note.as_of").with("as_of", frame.as_of);
    let n = all.len() as u64;
    let mut facts = vec![
        Fact::new("customers_scored", n, n)
            .trace(Trace::counted().ranked(1, n))
            .note(as_of.clone()),
    ];
    let Some((group, part)) =
        largest(groups).and_then(|group| Some((group, share(group.revenue, total)?)))
    else {
        return facts;
    };
    let key = Key::new("segment", group.id);
    let trace = Trace::counted().of(&key);
    let name =
        Text::new("note.segment").with("segment", Text::new(&format!("segment.{}", group.id)));
    let members = group.members.len() as u64;
    let about = |fact: Fact| {
        fact.trace(trace.clone())
            .key(key.clone())
            .note(name.clone())
            .note(as_of.clone())
    };
    facts.push(about(Fact::new("largest_segment_customers", members, n)));
    facts.push(about(Fact::new(
        "largest_segment_revenue",
        frame.cash(group.revenue),
        members,
    )));
    facts.push(about(Fact::new(
        "largest_segment_share",
        Quantity::share(part),
        members,
    )));
    facts
}

fn segment_grid(frame: &Frame, groups: &[Group], all: &[usize]) -> Grid {
    let columns = vec![
        Column::words("column.segment"),
        Column::numbers("column.customers"),
        Column::numbers("column.revenue"),
        Column::numbers("column.share_of_customers"),
        Column::numbers("column.share_of_revenue"),
        Column::numbers("column.orders"),
        Column::numbers("column.aov"),
        Column::words("column.meaning"),
    ];
    let mut rows: Vec<Row> = groups
        .iter()
        .map(|group| {
            let key = Key::new("segment", group.id);
            let name = Text::new(&format!("segment.{}", group.id));
            let mut row = group_row(frame, name, &group.members, all, Trace::counted().of(&key));
            row.cells
                .push(Text::new(&format!("segment.{}.meaning", group.id)).into());
            row.key = Some(key);
            row
        })
        .collect();
    let mut sum = group_row(
        frame,
        Text::new("row.total"),
        all,
        all,
        Trace::counted().ranked(1, all.len() as u64),
    );
    sum.cells.push(Text::none().into());
    sum.summary = true;
    rows.push(sum);
    Grid::new(
        "segments",
        Text::new("segments.table").with("as_of", frame.as_of),
        columns,
        rows,
    )
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

fn notes(frame: &Frame, scores: &Scores, map: SegmentMap) -> Vec<Text> {
    let id = match map {
        SegmentMap::Grid => "segments.map.default",
        SegmentMap::Codes125 => "segments.map.codes125",
        SegmentMap::R030 => "segments.map.r030",
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
    let booked = frame.base_booked.present().count();
    let unscored = booked - scores.customers.len().min(booked);
    notes.extend((unscored > 0).then(|| Text::new("segments.unscored").with("n", unscored)));
    notes
}

fn controls(frame: &Frame, scores: &Scores, params: &Params) -> Vec<crate::figure::Control> {
    let mut controls = vec![choice_control(ANALYSIS.id, &GRID, params)];
    for (measure, param) in CUTS.iter().enumerate() {
        let hint = Text::verbatim(&typed(frame, measure, &scores.cuts[measure]));
        controls.push(line_control(ANALYSIS.id, param, params, hint));
    }
    controls
}
