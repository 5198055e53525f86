//! Ranking -> the Pareto chart: bars of the first customers, the rest in one band, and the line of
//! the cumulative share on the right.

use crate::analysis::period::{currency_text, period_text};
use crate::analysis::share::shared;
use crate::analysis::{Frame, Ranking};
use crate::dataset::Assignment;
use crate::figure::{
    Axis, Color, Column, Datum, Figure, Grid, Key, Mark, Row, Scale, Series, Side, Trace, Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::stats::{Concentration, Fraction};

/// More bars than this cannot be told apart on a phone.
const MAX_BARS: usize = 30;
/// The band of the rest gets no bar when it would be so much taller than the first customer's.
const TALLEST_REST: i128 = 3;

/// What stands in one band.
struct Band {
    name: Value,
    from: usize,
    to: usize,
    revenue: i128,
    key: Option<Key>,
}

/// The chart; without a claim for few customers.
pub(super) fn pareto(
    frame: &Frame,
    ranking: &Ranking,
    held: &Concentration,
    tiers: &Assignment,
    claim: Claim,
) -> Figure {
    let bands = bands(frame, ranking, held);
    let rest_is_too_tall = bands
        .iter()
        .any(|band| band.key.is_none() && band.revenue > TALLEST_REST * bands[0].revenue);
    let drawn = bands
        .iter()
        .enumerate()
        .filter(|(_, band)| band.key.is_some() || !rest_is_too_tall);
    let bars = drawn
        .map(|(at, band)| bar(frame, at, band, held, ranking, tiers))
        .collect();
    let line = bands
        .iter()
        .enumerate()
        .map(|(at, band)| reached(at, band, held))
        .collect();
    let axis = |label: &str, scale, unit| Axis {
        label: Text::new(label),
        scale,
        unit,
    };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let mut marks = vec![
        Mark::Bars(Series {
            name: Text::new("pareto.bars"),
            color: Color::Category(0),
            data: bars,
        }),
        Mark::Line {
            series: Series {
                name: Text::new("pareto.line"),
                color: Color::Ink,
                data: line,
            },
            side: Side::Right,
        },
    ];
    if claim == Claim::Shares {
        marks.extend([50, 80].map(|points| {
            Mark::Rule {
                at: Fraction::percent(points).to_f64(),
                side: Side::Right,
                label: Text::new("plain.share")
                    .with("share", Quantity::share(Fraction::percent(points).to_f64())),
            }
        }));
    }
    Figure {
        id: "pareto".to_owned(),
        title: title(held, claim),
        subtitle: Text::new("pareto.subtitle")
            .with("unit", currency_text(frame))
            .with("period", period_text(frame)),
        x: axis(
            "column.customer",
            Scale::Bands {
                bands: bands.iter().map(|band| band.name.clone()).collect(),
            },
            Unit::None,
        ),
        y: axis("column.revenue", Scale::Linear { from_zero: true }, money),
        y2: Some(axis(
            "column.cumulative_share",
            Scale::Linear { from_zero: true },
            Unit::Share,
        )),
        marks,
        notes: rest_is_too_tall
            .then(|| rest_note(frame, &bands))
            .into_iter()
            .collect(),
        table: table(frame, &bands, held),
    }
}

/// What the title may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// How many customers bring how much.
    Shares,
    /// Only what is drawn.
    None,
}

fn title(held: &Concentration, claim: Claim) -> Text {
    match claim {
        Claim::None => Text::new("pareto.title.plain"),
        Claim::Shares => Text::new("pareto.title")
            .with("n", held.count_for(Fraction::percent(50)))
            .with("all", held.len()),
    }
}

fn bands(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Vec<Band> {
    let shown = if held.len() <= MAX_BARS + 1 {
        held.len()
    } else {
        MAX_BARS
    };
    let mut bands: Vec<Band> = ranking.worth()[..shown]
        .iter()
        .enumerate()
        .map(|(place, index)| {
            let customer = &frame.dataset.customers[*index];
            Band {
                name: Value::of(customer.label()),
                from: place + 1,
                to: place + 1,
                revenue: frame.customers.revenue[*index],
                key: Some(Key::new("customer", customer.id.clone())),
            }
        })
        .collect();
    if shown < held.len() {
        bands.push(Band {
            name: crate::analysis::period::named("pareto.rest"),
            from: shown + 1,
            to: held.len(),
            revenue: held.total() - held.sum_of_top(shown),
            key: None,
        });
    }
    bands
}

fn trace(band: &Band) -> Trace {
    match &band.key {
        Some(key) => Trace::counted().of(key),
        None => Trace::counted().ranked(band.from as u64, band.to as u64),
    }
}

fn bar(
    frame: &Frame,
    at: usize,
    band: &Band,
    held: &Concentration,
    ranking: &Ranking,
    tiers: &Assignment,
) -> Datum {
    let customers = &ranking.worth()[band.from - 1..band.to];
    let orders: u64 = customers
        .iter()
        .map(|customer| u64::from(frame.customers.orders[*customer]))
        .sum();
    let share = band.revenue as f64 / held.total() as f64;
    let mut tip = vec![
        Text::new("tip.money")
            .with("name", words(&band.name))
            .with("revenue", frame.cash(band.revenue)),
        Text::new("tip.share_of_revenue").with("share", Quantity::share(share)),
        Text::new("tip.orders").with("orders", orders),
    ];
    match (&band.key, customers) {
        (Some(_), [only]) => {
            tip.extend(tiers.value(*only).map(|tier| {
                Text::new("tip.tier").with("tier", Text::new(&format!("tier.{tier}")))
            }));
        }
        _ => tip.push(Text::new("tip.customers").with("n", customers.len())),
    }
    let mut datum = Datum::new(
        at as f64,
        frame.money(band.revenue).to_f64(),
        orders,
        tip,
        trace(band),
    );
    datum.color = band.key.is_none().then_some(Color::Muted);
    datum.key = band.key.clone();
    datum
}

fn words(name: &Value) -> Quantity {
    name.quantity.clone().unwrap_or(Quantity::Words {
        words: String::new(),
    })
}

fn reached(at: usize, band: &Band, held: &Concentration) -> Datum {
    let share = held.share_of_top(band.to);
    let tip = vec![
        Text::new(if band.to == 1 {
            "pareto.reached.one"
        } else {
            "pareto.reached"
        })
        .with("n", band.to)
        .with("share", Quantity::share(share)),
    ];
    Datum::new(
        at as f64,
        share,
        band.to as u64,
        tip,
        Trace::counted().ranked(1, band.to as u64),
    )
}

fn rest_note(frame: &Frame, bands: &[Band]) -> Text {
    let rest = &bands[bands.len() - 1];
    Text::new("pareto.rest_not_drawn")
        .with("n", rest.to + 1 - rest.from)
        .with("revenue", frame.cash(rest.revenue))
}

fn table(frame: &Frame, bands: &[Band], held: &Concentration) -> Grid {
    let columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.revenue"),
        Column::numbers("column.cumulative_share"),
        Column::numbers("column.share_of_revenue"),
    ];
    let row = |band: &Band| {
        let cells = vec![
            band.name.clone().into(),
            frame.cash(band.revenue).into(),
            shared(held.share_of_top(band.to)).into(),
            shared(band.revenue as f64 / held.total() as f64).into(),
        ];
        let mut row = Row::new(cells, (band.to + 1 - band.from) as u64, trace(band));
        row.key = band.key.clone();
        row.summary = band.key.is_none();
        row
    };
    Grid::new(
        "pareto",
        Text::new("pareto.table"),
        columns,
        bands.iter().map(row).collect(),
    )
}
