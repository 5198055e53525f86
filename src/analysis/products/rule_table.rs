//! Rules of several products -> a fact and a table.

use crate::analysis::Frame;
use crate::analysis::products::dimension::value_name;
use crate::analysis::products::{BasketRule as Rule, Baskets, Pairs, Rules};
use crate::analysis::setting::line_control;
use crate::analysis::{Param, Params};
use crate::dataset::Dimension;
use crate::figure::{Column, Fact, Grid, Key, Row, Section, Trace};
use crate::say::{Quantity, Text, Value};
use crate::value::Decimal;

pub(super) const RULES: Param = Param {
    id: "rules",
    choices: &[],
};
/// The least support and confidence of a rule, unless others are typed in.
const LEAST: &str = "0.001, 0.5";
const ROWS: usize = 30;

/// Support and confidence; `None` where they are not two parts of one.
fn least(params: &Params) -> Option<[f64; 2]> {
    let typed = params.get(RULES.id).filter(|typed| !typed.is_empty());
    let (support, confidence) = typed.unwrap_or(LEAST).split_once(',')?;
    let part = |text: &str| Decimal::parse(text.trim()).map(|number| number.to_f64());
    let both = [part(support)?, part(confidence)?];
    let fits = both.iter().all(|part| *part > 0.0 && *part <= 1.0);
    fits.then_some(both)
}

/// Adds what the rules say to the section of the pairs.
pub(super) fn add(
    section: &mut Section,
    frame: &Frame,
    params: &Params,
    products: &Dimension,
    (baskets, pairs): (&Baskets, &Pairs),
) {
    let hint = Text::verbatim(LEAST);
    section
        .controls
        .push(line_control("affinity", &RULES, params, hint));
    let Some([support, confidence]) = least(params) else {
        let typed = params.get(RULES.id).unwrap_or("");
        let refused = Text::new("affinity.rules_refused").with("value", typed);
        return section.notes.push(refused);
    };
    let rules = Rules::of(baskets, pairs, support, confidence);
    let found = rules.found.len();
    let longer = rules.longer();
    let two = rules
        .found
        .iter()
        .filter(|rule| rule.before.len() == 1)
        .count();
    let told = Text::new("affinity.rules")
        .with("two", two)
        .with("more", found - two)
        .with("n", longer.len())
        .with("baskets", rules.least)
        .with("confidence", Quantity::share(confidence));
    section
        .facts
        .push(Fact::new("rules_found", found, pairs.baskets).note(told));
    if rules.raised {
        let raised = Text::new("affinity.rules_raised").with("n", rules.least);
        section.notes.push(raised);
    }
    if !longer.is_empty() {
        let most = frame.most(ROWS);
        section.grids.push(table(products, &longer, most));
    }
}

fn table(products: &Dimension, longer: &[&Rule], most: usize) -> Grid {
    let mut columns = vec![
        Column::words("column.with_all"),
        Column::words("column.also"),
    ];
    let numbers = [
        "lift",
        "lift_low",
        "lift_high",
        "baskets",
        "support",
        "confidence",
        "false_discoveries",
    ];
    columns.extend(numbers.map(|id| Column::numbers(&format!("column.{id}"))));
    let rows = longer
        .iter()
        .take(most)
        .map(|rule| row(products, rule))
        .collect();
    let title = Text::new("affinity.rules.title").with("n", longer.len());
    Grid {
        total_rows: longer.len() as u64,
        ..Grid::new("basket_rules", title, columns, rows)
    }
}

fn row(products: &Dimension, rule: &Rule) -> Row {
    let counts = rule.counts;
    let lift = counts.lift_95();
    let end = |end: Option<f64>| match end {
        Some(end) => Value::of(Quantity::number(end)),
        None => Value::missing(Text::new("reason.always_together")),
    };
    let before: Vec<Text> = rule
        .before
        .iter()
        .map(|code| value_name(products, Some(*code)))
        .collect();
    let cells = vec![
        Text::new("affinity.rules.before")
            .with("names", before)
            .into(),
        value_name(products, Some(rule.then)).into(),
        Quantity::number(counts.lift()).into(),
        end(lift.map(|lift| lift.low)).into(),
        end(lift.map(|lift| lift.high)).into(),
        counts.both.into(),
        Quantity::share(counts.support()).into(),
        Quantity::share(counts.confidence()).into(),
        Quantity::chance(rule.q).into(),
    ];
    let value = |code: &u32| products.values[*code as usize].clone();
    let all = rule.before.iter().chain([&rule.then]).map(value).collect();
    let mut row = Row::new(cells, counts.both, Trace::counted().any(&products.id, all));
    row.key = Some(Key::new(&products.id, value(&rule.then)));
    row
}
