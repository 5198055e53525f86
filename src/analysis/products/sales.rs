//! Frame -> what each product, category or any other dimension brought.
//!
//! Definitions: `breakdown`. Revenue per order is the revenue of the value divided by the orders that
//! hold it; revenue per unit is divided by the pieces. Degenerate case: a total of zero or less has no
//! shares. References: revenue, orders and averages by category and product of a published study of
//! 1,000 orders.

use crate::analysis::period::{currency_text, period_text};
use crate::analysis::products::breakdown::{Breakdown, What};
use crate::analysis::products::dimension::{chosen_dimension, dimension_control, product};
use crate::analysis::products::lying::Named;
use crate::analysis::setting::{choice_control, chosen, refusals};
use crate::analysis::share::shared;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::{Capability, Dimension};
use crate::figure::{Fact, Outcome, Section, Unit};
use crate::say::{Quantity, Text};
use crate::stats::{Concentration, Fraction};

const BY: Param = Param {
    id: "by",
    choices: &[],
};
const ROWS: Param = Param {
    id: "rows",
    choices: &["20", "50", "200"],
};
const PARAMS: &[Param] = &[BY, ROWS];

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "products",
    view: "products",
    needs: &[Capability::Revenue, Capability::Products],
    cost: Cost::Light,
    params: PARAMS,
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let default = product(frame.dataset);
    let by = chosen_dimension(frame, params, &BY, default);
    let (Some(default), Some(by)) = (default, by) else {
        return Outcome::NotEnough {
            reason: Text::new("products.nothing"),
            remedy: Text::new("products.nothing.remedy"),
        };
    };
    let limit = chosen(params, &ROWS).parse().unwrap_or(20);
    let whole = Breakdown::of(frame, by, frame.definition, limit);
    let mut section = Section::new(headline(&whole));
    section.facts = facts(frame, &whole);
    let named = Named {
        id: "products",
        title: Text::new("products.figure").with("by", by.said()),
        subtitle: Text::new("products.subtitle")
            .with("unit", currency_text(frame))
            .with("period", period_text(frame)),
        unit: Unit::Money {
            currency: frame.currency().map(str::to_owned),
        },
    };
    section.figures = vec![whole.figure(frame, named)];
    let category = frame
        .dataset
        .dimension("category")
        .filter(|category| category.id != by.id);
    section
        .grids
        .extend(category.map(|category| by_category(frame, category)));
    let orders = || whole.parts.iter().map(|part| part.orders).sum::<u64>();
    if orders() > whole.total.orders {
        section.notes.push(Text::new("products.several"));
    }
    section.notes.extend(refusals(ANALYSIS.id, PARAMS, params));
    section.notes.extend(unknown(frame, params));
    section.controls = vec![
        dimension_control(frame, ANALYSIS.id, &BY, default, by),
        choice_control(ANALYSIS.id, &ROWS, params),
    ];
    Outcome::Given { result: section }
}

fn by_category(frame: &Frame, category: &Dimension) -> crate::figure::Grid {
    let title = Text::new("products.figure").with("by", category.said());
    Breakdown::of(frame, category, frame.definition, 50).grid(frame, "categories", title)
}

/// A note where a dimension was set that the files do not have.
fn unknown(frame: &Frame, params: &Params) -> Option<Text> {
    let set = params.get(BY.id).filter(|set| !set.is_empty())?;
    frame.dataset.dimension(set).is_none().then(|| {
        Text::new("param.refused")
            .with("param", Text::new("param.products.by"))
            .with("value", set)
    })
}

fn headline(whole: &Breakdown) -> Text {
    let first = whole
        .first()
        .and_then(|part| Some((part, whole.shared().share(part.revenue)?)));
    // Of several with the same revenue none brings more than any other.
    let alone = whole.revenues.len() > 1 && whole.revenues[0] > whole.revenues[1];
    match first.filter(|_| alone) {
        Some((part, of_one)) => Text::new("products.headline")
            .with("name", whole.name(part))
            .with("share", Quantity::share(of_one))
            .with("by", whole.dimension.said())
            .with("n", whole.revenues.len()),
        None => match first {
            Some((_, of_one)) if whole.revenues.len() > 1 => Text::new("products.headline.even")
                .with("share", Quantity::share(of_one))
                .with("by", whole.dimension.said())
                .with("n", whole.revenues.len()),
            _ => Text::new("products.figure").with("by", whole.dimension.said()),
        },
    }
}

fn facts(frame: &Frame, whole: &Breakdown) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(part) = whole.first() {
        let named = |fact: Fact| {
            let note = Text::new("products.value").with("name", whole.name(part));
            let fact = fact.note(note).trace(whole.trace(frame, part));
            match whole.key(part) {
                Some(key) => fact.key(key),
                None => fact,
            }
        };
        facts.push(named(Fact::new(
            "leading_revenue",
            frame.cash(part.revenue),
            part.rows,
        )));
        if let Some(of_one) = whole.shared().share(part.revenue) {
            let mut fact = named(Fact::new("leading_share", 0_u64, part.rows));
            fact.value = shared(of_one);
            facts.push(fact);
        }
    }
    let n = whole.revenues.len() as u64;
    facts.push(Fact::new("values_sold", n, n));
    let positive = whole
        .revenues
        .iter()
        .copied()
        .filter(|revenue| *revenue >= 0);
    if let Some(held) = Concentration::of(positive) {
        let most = held.count_for(Fraction::percent(80));
        let note = Text::new("products.of_values").with("n", n);
        facts.push(Fact::new("values_to_80", most, n).note(note));
    }
    let untold = whole.parts.iter().find(|part| part.what == What::NotTold);
    facts.extend(untold.map(|part| {
        Fact::new("not_told_revenue", frame.cash(part.revenue), part.rows)
            .trace(whole.trace(frame, part))
    }));
    facts
}
