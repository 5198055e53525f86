//! Ranking -> the Pareto chart: bars of the first customers and of the rest, and the line of the
//! cumulative share on the right. Where the rest would dwarf the single customers, the bars are
//! tenths of the customers, the largest first.

use crate::analysis::period::{currency_text, named, period_text};
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
/// From so many times the first customer's bar on, the bar of the rest hides the customers.
const TALLEST_REST: i128 = 3;

/// What the title may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// How many customers bring how much.
    Shares,
    /// Only what is drawn.
    None,
}

/// What stands in one band.
struct Band {
    name: Value,
    /// Places in the ranking, from 1.
    from: usize,
    to: usize,
    revenue: i128,
    what: What,
}

/// Whether a band is one customer or many.
enum What {
    Customer(Key),
    Tenth,
    Rest,
}

impl Band {
    fn new(name: Value, from: usize, to: usize, held: &Concentration, what: What) -> Band {
        let revenue = held.sum_of_top(to) - held.sum_of_top(from - 1);
        Band {
            name,
            from,
            to,
            revenue,
            what,
        }
    }

    fn customers(&self) -> usize {
        self.to + 1 - self.from
    }

    fn key(&self) -> Option<Key> {
        match &self.what {
            What::Customer(key) => Some(key.clone()),
            What::Tenth | What::Rest => None,
        }
    }

    fn trace(&self) -> Trace {
        match &self.what {
            What::Customer(key) => Trace::counted().of(key),
            What::Tenth | What::Rest => Trace::counted().ranked(self.from as u64, self.to as u64),
        }
    }

    fn share(&self, held: &Concentration) -> f64 {
        self.revenue as f64 / held.total() as f64
    }
}

/// In tenths of so few customers one more or less is seen.
const FEW_IN_A_TENTH: usize = 50;

/// Few customers are no equal tenths: then a later bar may be higher than an earlier one.
fn uneven(bands: &[Band]) -> Option<Text> {
    let tenths = bands.iter().filter(|band| matches!(band.what, What::Tenth));
    let few = tenths.clone().map(Band::customers).min()?;
    let more = tenths.map(Band::customers).max()?;
    let told = Text::new("pareto.uneven").with("few", few);
    (few < more && few < FEW_IN_A_TENTH).then(|| told.with("more", more))
}

/// The chart.
pub(super) fn pareto(
    frame: &Frame,
    ranking: &Ranking,
    held: &Concentration,
    tiers: &Assignment,
    claim: Claim,
) -> Figure {
    let bands = bands(frame, ranking, held);
    let tenths = bands.iter().any(|band| matches!(band.what, What::Tenth));
    let subtitle = Text::new(if tenths {
        "pareto.subtitle.tenths"
    } else {
        "pareto.subtitle"
    });
    let names = bands.iter().map(|band| band.name.clone()).collect();
    let axis = |label, scale, unit| Axis { label, scale, unit };
    let money = Unit::Money {
        currency: frame.currency().map(str::to_owned),
    };
    let from_zero = || Scale::Linear { from_zero: true };
    Figure {
        id: "pareto".to_owned(),
        title: title(held, claim),
        subtitle: subtitle
            .with("unit", currency_text(frame))
            .with("period", period_text(frame)),
        x: axis(Text::none(), Scale::Bands { bands: names }, Unit::None),
        y: axis(Text::new("column.revenue"), from_zero(), money),
        y2: Some(axis(
            Text::new("column.cumulative_share"),
            from_zero(),
            Unit::Share,
        )),
        panels: false,
        marks: marks(frame, &bands, ranking, held, tiers, claim),
        notes: uneven(&bands).into_iter().collect(),
        table: table(frame, &bands, held),
    }
}

fn title(held: &Concentration, claim: Claim) -> Text {
    match claim {
        Claim::None => Text::new("pareto.title.plain"),
        Claim::Shares => Text::new("pareto.title")
            .with("n", held.count_for(Fraction::percent(50)))
            .with("all", held.len()),
    }
}

/// Single customers and the rest, or tenths where the rest would dwarf them.
fn bands(frame: &Frame, ranking: &Ranking, held: &Concentration) -> Vec<Band> {
    let shown = if held.len() <= MAX_BARS + 1 {
        held.len()
    } else {
        MAX_BARS
    };
    if held.total() - held.sum_of_top(shown) > TALLEST_REST * held.sum_of_top(1) {
        return tenths(held);
    }
    let customer = |(at, index): (usize, &usize)| {
        let customer = &frame.dataset.customers[*index];
        let key = Key::new("customer", customer.id.clone());
        Band::new(
            Value::of(customer.label()),
            at + 1,
            at + 1,
            held,
            What::Customer(key),
        )
    };
    let mut bands: Vec<Band> = ranking.worth()[..shown]
        .iter()
        .enumerate()
        .map(customer)
        .collect();
    if shown < held.len() {
        bands.push(Band::new(
            named("pareto.rest"),
            shown + 1,
            held.len(),
            held,
            What::Rest,
        ));
    }
    bands
}

fn tenths(held: &Concentration) -> Vec<Band> {
    let edge = |tenth: usize| tenth * held.len() / 10;
    (1..=10)
        .map(|tenth| {
            let name = named(&format!("pareto.tenth.{tenth}"));
            Band::new(name, edge(tenth - 1) + 1, edge(tenth), held, What::Tenth)
        })
        .collect()
}

fn marks(
    frame: &Frame,
    bands: &[Band],
    ranking: &Ranking,
    held: &Concentration,
    tiers: &Assignment,
    claim: Claim,
) -> Vec<Mark> {
    let bars = bands
        .iter()
        .enumerate()
        .map(|(at, band)| bar(frame, at, band, held, ranking, tiers))
        .collect();
    let line = bands
        .iter()
        .enumerate()
        .map(|(at, band)| reached(at, band, held))
        .collect();
    let bars = Series {
        name: Text::new("pareto.bars"),
        color: Color::Category(0),
        data: bars,
    };
    let line = Series {
        name: Text::new("pareto.line"),
        color: Color::Ink,
        data: line,
    };
    let mut marks = vec![
        Mark::Bars(bars),
        Mark::Line {
            series: line,
            side: Side::Right,
        },
    ];
    if claim == Claim::Shares {
        marks.extend([0.5, 0.8].map(|at| Mark::Rule {
            at,
            side: Side::Right,
            label: Text::new("plain.share").with("share", Quantity::share(at)),
        }));
    }
    marks
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
    let tip = bar_tip(frame, band, held, customers, orders, tiers);
    let mut datum = Datum::new(
        at as f64,
        frame.money(band.revenue).to_f64(),
        orders,
        tip,
        band.trace(),
    );
    datum.key = band.key();
    match band.what {
        What::Customer(_) => {}
        What::Tenth => {
            datum.label =
                Some(Text::new("plain.share").with("share", Quantity::share(band.share(held))))
        }
        What::Rest => {
            datum.color = Some(Color::Muted);
            datum.label = Some(Text::new("pareto.rest.label").with("n", customers.len()));
        }
    }
    datum
}

fn bar_tip(
    frame: &Frame,
    band: &Band,
    held: &Concentration,
    customers: &[usize],
    orders: u64,
    tiers: &Assignment,
) -> Vec<Text> {
    let mut tip = vec![
        Text::new("tip.money")
            .with("name", words(&band.name))
            .with("revenue", frame.cash(band.revenue)),
        Text::new("tip.share_of_revenue").with("share", Quantity::share(band.share(held))),
        Text::new("tip.orders").with("orders", orders),
    ];
    let only = customers
        .first()
        .filter(|_| matches!(band.what, What::Customer(_)));
    match only.and_then(|customer| tiers.value(*customer)) {
        Some(tier) => {
            tip.push(Text::new("tip.tier").with("tier", Text::new(&format!("tier.{tier}"))))
        }
        None => tip.push(Text::new("tip.customers").with("n", customers.len())),
    }
    tip
}

fn words(name: &Value) -> Quantity {
    name.quantity.clone().unwrap_or(Quantity::Words {
        words: String::new(),
    })
}

fn reached(at: usize, band: &Band, held: &Concentration) -> Datum {
    let share = held.share_of_top(band.to);
    let id = if band.to == 1 {
        "pareto.reached.one"
    } else {
        "pareto.reached"
    };
    let tip = vec![
        Text::new(id)
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

fn table(frame: &Frame, bands: &[Band], held: &Concentration) -> Grid {
    let columns = vec![
        Column::words("column.customer"),
        Column::numbers("column.revenue"),
        Column::numbers("column.cumulative_share"),
        Column::numbers("column.share_of_revenue"),
        Column::numbers("column.customers"),
    ];
    let row = |band: &Band| {
        let cells = vec![
            band.name.clone().into(),
            frame.cash(band.revenue).into(),
            shared(held.share_of_top(band.to)).into(),
            shared(band.share(held)).into(),
            band.customers().into(),
        ];
        let mut row = Row::new(cells, band.customers() as u64, band.trace());
        row.key = band.key();
        row.summary = matches!(band.what, What::Rest);
        row
    };
    Grid::new(
        "pareto",
        Text::new("pareto.table"),
        columns,
        bands.iter().map(row).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenths(customers: usize) -> Vec<Band> {
        let band = |at: usize| Band {
            name: Value::missing(Text::none()),
            from: customers * at / 10 + 1,
            to: customers * (at + 1) / 10,
            revenue: 0,
            what: What::Tenth,
        };
        (0..10).map(band).collect()
    }

    #[test]
    fn tenths_of_few_customers_say_how_many_they_hold() {
        let note = uneven(&tenths(59)).unwrap();
        let expected = Text::new("pareto.uneven").with("few", 5_usize);
        assert_eq!(note, expected.with("more", 6_usize));
        assert_eq!(uneven(&tenths(60)), None, "all are equal");
        assert_eq!(uneven(&tenths(793)), None, "one in 79 is not seen");
    }
}
