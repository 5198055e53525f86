//! Frame -> from gross sales to margin, in all and by one dimension.
//!
//! Definitions: gross = the list value of the rows; net = the amount of the rows (net invoice sales);
//! deductions = gross - net; margin = net - cost over the rows whose cost is known; margin share = that
//! margin / their net, never a mean of rows. Coverage = the part of net whose cost is known. Source: the
//! usual chain of invoice sales; what comes after the invoice (rebates, freight) is in no file.
//! Degenerate cases: coverage below 95 % in all: nothing is said; in a group: its margin is left out.
//! Net at or below zero has no margin share.

use crate::analysis::period::currency_text;
use crate::analysis::share::share_value;
use crate::analysis::value::chain::{Chain, Group, MIN_COVERAGE, Measures, Sums, groups};
use crate::analysis::value::margin_figure::margin_figure;
use crate::analysis::{Analysis, Cost, Frame, Param, Params};
use crate::dataset::Capability;
use crate::figure::{
    Choice, Column, Control, ControlKind, Fact, Grid, Interval, Outcome, Row, Section, Trace,
};
use crate::say::{Quantity, Text, Value};
use crate::value::Decimal;

/// Grouped by this column; empty: the first of [`PREFERRED`] that is there.
const DIMENSION: Param = Param {
    id: "dimension",
    choices: &[],
};
const PREFERRED: [&str; 6] = [
    "platform", "channel", "region", "market", "category", "product",
];
/// The buyer, who is no dimension of the data set.
const CUSTOMER: &str = "customer";
const MOST_ROWS: usize = 200;

/// Its line in the registry.
pub(in crate::analysis) const ANALYSIS: Analysis = Analysis {
    id: "gross_margin",
    view: "value",
    needs: &[Capability::Revenue, Capability::Cost],
    cost: Cost::Light,
    params: &[DIMENSION],
    run,
};

fn run(frame: &Frame, params: &Params) -> Outcome<Section> {
    let data = frame.dataset;
    let nothing = || Outcome::NotEnough {
        reason: Text::new("margin.nothing"),
        remedy: Text::new("margin.remedy"),
    };
    let Some(measures) = measures(frame) else {
        return nothing();
    };
    let mut all = Sums::default();
    for row in frame.counted_rows() {
        measures.add(&mut all, row, data.amount[row]);
    }
    let total = measures.chain(&all);
    if total.coverage < MIN_COVERAGE {
        return Outcome::NotEnough {
            reason: Text::new("margin.coverage")
                .with("coverage", Quantity::share(total.coverage))
                .with("min", Quantity::share(MIN_COVERAGE)),
            remedy: Text::new("margin.remedy"),
        };
    }
    let (Some(margin), Some(part)) = (total.margin, total.part) else {
        return nothing();
    };
    let dimensions = dimensions(frame);
    let wanted = params.get(DIMENSION.id).unwrap_or("");
    let chosen = dimensions
        .iter()
        .find(|one| one.0 == wanted)
        .or_else(|| preferred(&dimensions));
    let groups = chosen
        .map(|(id, _)| groups(frame, &measures, id))
        .unwrap_or_default();
    let headline = Text::new("margin.headline")
        .with("part", Quantity::share(part))
        .with("margin", money(frame, margin))
        .with("net", money(frame, total.net));
    let mut section = Section::new(headline);
    section.facts = facts(frame, &total);
    if let Some((id, name)) = chosen {
        section
            .figures
            .extend(margin_figure(frame, name, &groups, part));
        section.grids = vec![grid(frame, name, &groups, &total)];
        section.controls = vec![control(&dimensions, id, wanted)];
    }
    if !wanted.is_empty() && !dimensions.iter().any(|one| one.0 == wanted) {
        let refused =
            Text::new("param.refused").with("param", Text::new("param.gross_margin.dimension"));
        section.notes.push(refused.with("value", wanted));
    }
    section.notes.push(Text::new("margin.after_invoice"));
    Outcome::Given { result: section }
}

/// What is summed; `None` where no file tells costs.
fn measures<'a>(frame: &Frame<'a>) -> Option<Measures<'a>> {
    let data = frame.dataset;
    Some(Measures {
        units: data.measure("units"),
        gross: data.measure("gross"),
        cost: data.measure("cost")?,
        scale: data.scale,
    })
}

/// Margin as a part of net over the rows of the slice, where costs are known well enough to tell.
pub(super) fn margin_share(frame: &Frame) -> Option<f64> {
    let measures = measures(frame)?;
    let mut all = Sums::default();
    for row in frame.counted_rows() {
        measures.add(&mut all, row, frame.dataset.amount[row]);
    }
    measures.chain(&all).part
}

fn money(frame: &Frame, amount: Decimal) -> Quantity {
    Quantity::money(amount, frame.currency())
}

fn told(frame: &Frame, amount: Option<Decimal>, reason: &str) -> Value {
    match amount {
        Some(amount) => Value::of(money(frame, amount)),
        None => Value::missing(Text::new(reason)),
    }
}

/// Id and name of what rows can be grouped by.
fn dimensions(frame: &Frame) -> Vec<(String, String)> {
    let own = frame
        .dataset
        .dimensions
        .iter()
        .map(|one| (one.id.clone(), one.name.clone()));
    let mut all: Vec<(String, String)> = own.collect();
    if frame.dataset.can(Capability::Customers) {
        all.push((CUSTOMER.to_owned(), CUSTOMER.to_owned()));
    }
    all
}

fn preferred(dimensions: &[(String, String)]) -> Option<&(String, String)> {
    let named = |name: &&str| {
        dimensions
            .iter()
            .find(|one| one.0 == *name || one.1.eq_ignore_ascii_case(name))
    };
    PREFERRED.iter().find_map(named).or(dimensions.first())
}

fn facts(frame: &Frame, total: &Chain) -> Vec<Fact> {
    let fact = |id: &str, value: Value| {
        let mut fact = Fact::new(id, 0_u64, total.rows);
        fact.value = value;
        fact
    };
    let part = total.part.map_or_else(
        || Value::missing(Text::new("reason.no_positive_total")),
        |part| Value::of(Quantity::share(part)),
    );
    let mut facts = vec![
        fact("margin_share", part).interval(Interval::none(Text::new("interval.complete"))),
        fact("margin", told(frame, total.margin, "reason.cost_unknown")),
        fact("net_invoice", Value::of(money(frame, total.net))),
        fact("cost", Value::of(money(frame, total.cost))),
        fact("cost_coverage", Value::of(Quantity::share(total.coverage))),
    ];
    if total.gross.is_some() {
        facts.push(fact("gross", told(frame, total.gross, "reason.no_gross")));
        facts.push(fact(
            "deductions",
            told(frame, total.deductions(), "reason.no_gross"),
        ));
    }
    facts.extend(total.units.map(|units| fact("units", Value::of(units))));
    facts
}

fn grid(frame: &Frame, name: &str, groups: &[Group], total: &Chain) -> Grid {
    let row = |name: Text, chain: &Chain, trace: Trace| {
        let part = match (chain.margin, chain.part) {
            (None, _) => Value::missing(Text::new("reason.cost_unknown")),
            (Some(_), None) => Value::missing(Text::new("reason.no_positive_total")),
            (Some(_), Some(part)) => Value::of(Quantity::share(part)),
        };
        let cells = vec![
            name.into(),
            money(frame, chain.net).into(),
            told(frame, chain.margin, "reason.cost_unknown").into(),
            part.into(),
            told(frame, chain.gross, "reason.no_gross").into(),
            told(frame, chain.deductions(), "reason.no_gross").into(),
            money(frame, chain.cost).into(),
            chain
                .units
                .map_or_else(|| Value::missing(Text::new("reason.no_units")), Value::of)
                .into(),
            chain.rows.into(),
            Quantity::share(chain.coverage).into(),
            share_value(
                chain.net.at_scale(total.net.scale).unwrap_or(0),
                total.net.mantissa,
            )
            .into(),
        ];
        Row::new(cells, chain.rows, trace)
    };
    let mut rows: Vec<Row> = Vec::new();
    for group in groups.iter().take(frame.most(MOST_ROWS)) {
        let mut own = row(group.name(), &group.chain, Trace::counted().of(&group.key));
        own.key = Some(group.key.clone());
        rows.push(own);
    }
    let mut last = row(Text::new("row.total"), total, Trace::counted());
    last.summary = true;
    rows.push(last);
    let columns = [
        "column.net_invoice",
        "column.margin",
        "column.margin_share",
        "column.gross",
        "column.deductions",
        "column.cost",
        "column.units",
        "column.rows",
        "column.cost_coverage",
        "column.share_of_net",
    ];
    let mut all = vec![Column {
        label: Text::verbatim(name),
        numeric: false,
    }];
    all.extend(columns.map(Column::numbers));
    let title = Text::new("margin.table")
        .with("name", name)
        .with("unit", currency_text(frame));
    Grid {
        total_rows: groups.len() as u64 + 1,
        ..Grid::new("groups", title, all, rows)
    }
}

fn control(dimensions: &[(String, String)], in_force: &str, wanted: &str) -> Control {
    let option = |(id, name): &(String, String)| Choice {
        value: id.clone(),
        label: Text::verbatim(name),
    };
    Control {
        id: "param.gross_margin.dimension".to_owned(),
        label: Text::new("param.gross_margin.dimension"),
        help: Text::new("param.gross_margin.dimension.help"),
        kind: ControlKind::Choice {
            options: dimensions.iter().map(option).collect(),
        },
        value: in_force.to_owned(),
        changed: wanted == in_force,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, Dimension, Measured, NO_VALUE, RevenueDefinition, Slice};
    use crate::figure::Key;

    /// Three rows: web 90 net of 100 gross, cost 54; web 10 net of 10, cost 8; shop 50 net of 60, cost 20.
    fn shop(unknown: bool) -> Dataset {
        let mut data = Dataset::of_orders(&[
            ("a", "2020-01-01", "90"),
            ("b", "2020-01-02", "10"),
            ("a", "2020-01-03", "50"),
        ]);
        let measured = |id, values: [i64; 3], scale| Measured {
            id,
            values: values.to_vec().into(),
            scale,
        };
        let shop_cost = if unknown { NO_VALUE } else { 20_000 };
        data.measures = vec![
            measured("units", [9, 1, 5], 0),
            measured("gross", [1000, 100, 600], 1),
            measured("cost", [54_000, 8_000, shop_cost], 3),
        ];
        data.dimensions = vec![Dimension {
            id: "crm.Channel".to_owned(),
            name: "Channel".to_owned(),
            codes: vec![1, 1, 0].into(),
            values: vec!["shop".to_owned(), "web".to_owned()],
            names: Vec::new(),
        }];
        data.capabilities.push(Capability::Cost);
        data
    }

    fn outcome(data: &Dataset, dimension: &str) -> Outcome<Section> {
        let slice = Slice::whole(data);
        let as_of = data.period().unwrap().1;
        let values = [("dimension".to_owned(), dimension.to_owned())].into();
        run(
            &Frame::new(data, &slice, as_of, RevenueDefinition::Booked, None),
            &Params { values },
        )
    }

    fn cells(grid: &Grid, column: usize) -> Vec<Option<Quantity>> {
        let quantity = |row: &Row| match &row.cells[column] {
            crate::figure::Cell::Value(value) => value.quantity.clone(),
            crate::figure::Cell::Text(_) => None,
        };
        grid.rows.iter().map(quantity).collect()
    }

    #[test]
    fn the_chain_by_channel_by_hand() {
        let outcome = outcome(&shop(false), "");
        let section = outcome.result().unwrap();
        let whole = |number| Some(Quantity::money(Decimal::whole(number), None));
        // Margin: web 100 - 62 = 38, shop 50 - 20 = 30; deductions: 110 - 100 and 60 - 50.
        assert_eq!(
            cells(&section.grids[0], 2),
            [whole(38), whole(30), whole(68)]
        );
        assert_eq!(
            cells(&section.grids[0], 5),
            [whole(10), whole(10), whole(20)]
        );
        let part = |of_one| Some(Quantity::share(of_one));
        assert_eq!(
            cells(&section.grids[0], 3),
            [part(0.38), part(0.6), part(68.0 / 150.0)]
        );
        assert_eq!(
            section.grids[0].rows[1].key,
            Some(Key::new("crm.Channel", "shop"))
        );
    }

    #[test]
    fn customers_can_be_grouped_by_too_and_nonsense_is_refused() {
        let by_customer = outcome(&shop(false), "customer");
        // a: 140 - 74 = 66 of 140; b: 2 of 10.
        let part = |of_one| Some(Quantity::share(of_one));
        assert_eq!(
            cells(&by_customer.result().unwrap().grids[0], 3)[..2],
            [part(66.0 / 140.0), part(0.2)]
        );
        let nonsense = outcome(&shop(false), "moon");
        assert_eq!(nonsense.result().unwrap().notes[0].id, "param.refused");
    }

    #[test]
    fn two_thirds_of_known_costs_are_not_enough() {
        let Outcome::NotEnough { reason, .. } = outcome(&shop(true), "") else {
            panic!("a third is unknown")
        };
        assert_eq!(reason.id, "margin.coverage");
    }
}
