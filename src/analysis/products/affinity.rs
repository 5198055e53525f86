//! Frame -> which products are bought together more often than by chance.
//!
//! Definitions and the rule of publication: `pairs`, and of more than two products `rules`. Baskets are orders; where no order holds two
//! products the customers are the baskets, and that is said. Lift carries its 95 % interval (delta
//! method on its logarithm). Assumptions: baskets are independent of each other; what customers buy
//! over years is no single purchase. Degenerate cases: fewer than 30 baskets, or no pair in enough of
//! them: no result. References: Groceries (arules, mlxtend); the five bundles of a published study of
//! 292 customers have lifts between 0.95 and 1.01.

use crate::analysis::period::period_text;
use crate::analysis::products::dimension::{
    chosen_dimension, dimension_control, product, value_key, value_name,
};
use crate::analysis::products::lying::{Named, lying};
use crate::analysis::products::rule_table::{self, RULES};
use crate::analysis::products::{Baskets, LEAST_LIFT, MOST_ITEMS, Pair, Pairs, least_together};
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension, NO_CODE};
use crate::figure::{
    Column, Datum, Fact, Figure, Grid, Interval, Key, Mark, Outcome, Row, Section, Side, Trace,
    Unit,
};
use crate::say::{Quantity, Text, Value};
use crate::value::order;

const UNIT: Param = Param {
    id: "baskets",
    choices: &["auto", "orders", "customers"],
};
const BY: Param = Param {
    id: "by",
    choices: &[],
};
const PARAMS: &[Param] = &[BY, UNIT, RULES];
/// Fewer baskets say nothing about what goes together.
const MIN_BASKETS: u64 = 30;
/// Pairs in the table, and of them in the chart.
const ROWS: usize = 30;
const DOTS: usize = 15;
/// A cross-sell is worth a test from so many baskets on.
const MIN_OFFER: u64 = 20;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "affinity",
    view: "products",
    needs: &[Capability::Products],
    cost: Cost::Heavy,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let default = product(frame.dataset);
    let found = chosen_dimension(frame, params, &BY, default)
        .and_then(|products| Some((products, baskets(frame, products, chosen(params, &UNIT))?)));
    let Some((products, (baskets, unit))) = found else {
        return refused("affinity.no_baskets");
    };
    let filled = baskets.filled() as u64;
    if filled < MIN_BASKETS {
        return refused("affinity.few_baskets");
    }
    let pairs = Pairs::of(&baskets, products.values.len(), least_together(filled));
    if pairs.tested.is_empty() {
        return refused("affinity.no_pair");
    }
    let mut section = shown(frame, products, &pairs, unit);
    let why = if chosen(params, &UNIT) == unit && unit == "customers" {
        "chosen"
    } else {
        unit
    };
    section
        .notes
        .insert(0, Text::new(&format!("affinity.unit.{why}")));
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    let by = default.map(|default| dimension_control(frame, ANALYSIS.id, &BY, default, products));
    section.controls = by.into_iter().collect();
    section
        .controls
        .push(choice_control(ANALYSIS.id, &UNIT, params));
    rule_table::add(&mut section, frame, params, products, (&baskets, &pairs));
    Outcome::Given { result: section }
}

fn refused(id: &str) -> Outcome<Section> {
    Outcome::NotEnough {
        reason: Text::new(id).with("min", MIN_BASKETS),
        remedy: Text::new("affinity.remedy"),
    }
}

/// The baskets, and what they are: `orders` or `customers`.
fn baskets(frame: &Frame, products: &Dimension, unit: &str) -> Option<(Baskets, &'static str)> {
    let data = frame.dataset;
    let of = |ids: &[u32], count: usize| {
        let pairs: Vec<(u32, u32)> = frame
            .sold_rows()
            .filter(|row| products.codes[*row] != NO_CODE && ids[*row] != NO_CODE)
            .map(|row| (ids[row], products.codes[row]))
            .collect();
        Baskets::of(count, products.values.len(), &pairs)
    };
    let orders = data.can(Capability::Orders) && unit != "customers";
    let customers = data.can(Capability::Customers) && unit != "orders";
    let by_order = orders.then(|| of(&data.order, data.orders as usize));
    match by_order {
        Some(baskets) if !customers || baskets.fullest() > 1 => Some((baskets, "orders")),
        _ => customers.then(|| (of(&data.customer, data.customers.len()), "customers")),
    }
}

fn shown(frame: &Frame, products: &Dimension, pairs: &Pairs, unit: &str) -> Section {
    let (places, published) = pairs.ranked(frame.most(ROWS));
    let best = places
        .first()
        .filter(|_| published > 0)
        .map(|at| &pairs.tested[*at]);
    let names = |text: Text, pair: &Pair| {
        text.with("a", value_name(products, Some(pair.first)))
            .with("b", value_name(products, Some(pair.second)))
    };
    let headline = |pair| {
        let text = Text::new(&format!("affinity.headline.{unit}"));
        names(text, pair)
            .with("lift", Quantity::number(pair.counts.lift()))
            .with("both", pair.counts.both)
    };
    let none = || match pairs.tested.len() {
        1 => Text::new("affinity.headline.one"),
        n => Text::new("affinity.headline.none").with("n", n),
    };
    let mut section = Section::new(best.map_or_else(none, headline));
    section.facts = facts(products, pairs, published, best);
    section.figures = vec![figure(frame, products, pairs, &places)];
    section.grids = vec![items(products, pairs, frame.most(ROWS))];
    section.notes = vec![
        Text::new("affinity.rule")
            .with("min", pairs.least)
            .with("lift", Quantity::number(LEAST_LIFT)),
    ];
    if pairs.left_out > 0 {
        let text = Text::new("affinity.left_out").with("n", pairs.left_out);
        section.notes.push(text.with("most", MOST_ITEMS));
    }
    let offer = best.filter(|pair| {
        pair.counts.both >= MIN_OFFER && pair.counts.lift_95().is_some_and(|lift| lift.low > 1.0)
    });
    section
        .notes
        .extend(offer.map(|pair| names(Text::new("affinity.offer"), pair)));
    section
}

fn facts(products: &Dimension, pairs: &Pairs, published: usize, best: Option<&Pair>) -> Vec<Fact> {
    let tested = pairs.tested.len() as u64;
    let mut facts = vec![
        Fact::new("pairs_published", published, tested)
            .note(Text::new("affinity.of_tested").with("n", tested)),
        Fact::new("pairs_tested", tested, tested),
        Fact::new("baskets", pairs.baskets, pairs.baskets),
        Fact::new("products_compared", pairs.compared, pairs.baskets),
    ];
    if let Some(pair) = best {
        let fact = Fact::new(
            "best_lift",
            Quantity::number(pair.counts.lift()),
            pair.counts.both,
        );
        let name = Text::new("affinity.pair")
            .with("a", value_name(products, Some(pair.first)))
            .with("b", value_name(products, Some(pair.second)));
        facts.insert(
            1,
            fact.note(name)
                .interval(lift_interval(pair))
                .trace(trace(products, pair)),
        );
    }
    facts
}

/// The rows with one product of the pair or the other.
fn trace(products: &Dimension, pair: &Pair) -> Trace {
    let name = |code: u32| products.values[code as usize].clone();
    Trace::counted().any(&products.id, vec![name(pair.first), name(pair.second)])
}

fn lift_interval(pair: &Pair) -> Interval {
    let method = Text::new("interval.lift");
    match pair.counts.lift_95() {
        Some(lift) => {
            let ends = [lift.low, lift.high].map(Quantity::number);
            let [low, high] = ends;
            Interval::between(low, high, 0.95, method)
        }
        None => Interval::none(method),
    }
}

/// What the test says of a pair.
fn verdict(pairs: &Pairs, pair: &Pair) -> Text {
    let lift = pair.counts.lift_95();
    let word = match lift {
        _ if pairs.is_published(pair) => "together",
        Some(lift) if lift.low > 1.0 => "not_enough",
        Some(lift) if lift.high < 1.0 => "apart",
        _ => "no_evidence",
    };
    Text::new(&format!("affinity.verdict.{word}"))
}

fn figure(frame: &Frame, products: &Dimension, pairs: &Pairs, places: &[usize]) -> Figure {
    let shown: Vec<&Pair> = places.iter().map(|at| &pairs.tested[*at]).collect();
    let name = |code: u32| products.label(code as usize);
    let title = |pair: &Pair| [name(pair.first), name(pair.second)].join(" + ");
    let dot = |(band, pair): (usize, &&Pair)| {
        let lift = pair.counts.lift();
        let tip = vec![
            Text::verbatim(&title(pair)),
            Text::new("affinity.tip.lift").with("lift", Quantity::number(lift)),
            Text::new("affinity.tip.both").with("n", pair.counts.both),
            verdict(pairs, pair),
        ];
        let mut datum = Datum::new(
            lift,
            band as f64,
            pair.counts.both,
            tip,
            trace(products, pair),
        );
        datum.interval = lift_interval(pair);
        datum
    };
    let first = shown.len().min(DOTS);
    let bands = shown[..first]
        .iter()
        .map(|pair| Value::of(title(pair)))
        .collect();
    let named = Named {
        id: "pairs",
        title: Text::new("affinity.figure").with("n", first),
        subtitle: Text::new("affinity.subtitle")
            .with("n", pairs.baskets)
            .with("period", period_text(frame)),
        unit: Unit::Number,
    };
    let data = shown[..first].iter().enumerate().map(dot).collect();
    let mut figure = lying(named, bands, data, false, table(products, pairs, &shown));
    figure.marks.push(Mark::Rule {
        at: 1.0,
        side: Side::Left,
        label: Text::new("affinity.chance"),
    });
    figure
}

fn table(products: &Dimension, pairs: &Pairs, shown: &[&Pair]) -> Grid {
    let mut columns = vec![
        Column::words("column.product"),
        Column::words("column.together_with"),
    ];
    columns.extend(
        [
            "lift",
            "lift_low",
            "lift_high",
            "both",
            "support",
            "confidence",
            "confidence_back",
            "leverage",
            "conviction",
            "chi_squared",
            "fisher",
            "false_discoveries",
        ]
        .map(|id| Column::numbers(&format!("column.{id}"))),
    );
    columns.insert(3, Column::words("column.evidence"));
    let rows = shown
        .iter()
        .map(|pair| row(products, pairs, pair))
        .collect();
    let title = Text::new("affinity.table").with("n", pairs.tested.len());
    Grid {
        total_rows: pairs.tested.len() as u64,
        ..Grid::new("pairs", title, columns, rows)
    }
}

/// The products in most baskets.
fn items(products: &Dimension, pairs: &Pairs, most_rows: usize) -> Grid {
    let held: Vec<u32> = (0..products.values.len() as u32)
        .filter(|code| pairs.counts[*code as usize] > 0)
        .collect();
    let mut most = held.clone();
    order::sort_by_key(&mut most, |code| {
        (u64::MAX - pairs.counts[*code as usize], *code)
    });
    most.truncate(most_rows);
    let columns = vec![
        Column::words("column.product"),
        Column::numbers("column.baskets"),
        Column::numbers("column.support"),
    ];
    let row = |code: &u32| {
        let baskets = pairs.counts[*code as usize];
        let key = value_key(products, Some(*code));
        let cells = vec![
            value_name(products, Some(*code)).into(),
            baskets.into(),
            Quantity::share(baskets as f64 / pairs.baskets as f64).into(),
        ];
        let mut row = Row::new(cells, baskets, Trace::counted().of(&key));
        row.key = Some(key);
        row
    };
    let title = Text::new("affinity.items").with("n", held.len());
    Grid {
        total_rows: held.len() as u64,
        ..Grid::new(
            "basket_items",
            title,
            columns,
            most.iter().map(row).collect(),
        )
    }
}

fn row(products: &Dimension, pairs: &Pairs, pair: &Pair) -> Row {
    let counts = pair.counts;
    let number = |number: Option<f64>| match number {
        Some(number) => Value::of(Quantity::number(number)),
        None => Value::missing(Text::new("reason.always_together")),
    };
    let share = |of_one: f64| Value::of(Quantity::share(of_one));
    let lift = counts.lift_95();
    let cells = vec![
        value_name(products, Some(pair.first)).into(),
        value_name(products, Some(pair.second)).into(),
        number(Some(counts.lift())).into(),
        verdict(pairs, pair).into(),
        number(lift.map(|lift| lift.low)).into(),
        number(lift.map(|lift| lift.high)).into(),
        counts.both.into(),
        share(counts.support()).into(),
        share(counts.confidence()).into(),
        share(counts.turned().confidence()).into(),
        number(Some(counts.leverage())).into(),
        number(counts.conviction()).into(),
        number(counts.chi_squared()).into(),
        Quantity::chance(pair.p).into(),
        Quantity::chance(pair.q).into(),
    ];
    let mut row = Row::new(cells, counts.both, trace(products, pair));
    row.key = Some(Key::new(
        &products.id,
        products.values[pair.first as usize].clone(),
    ));
    row
}
