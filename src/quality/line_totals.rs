//! Unit price times quantity against the total of the row. Where nearly all rows agree, a row that does
//! not has a wrong price, quantity or total; and a missing total can be rebuilt.
//!
//! A product is the total when it differs by no more than half a per cent or the last digit. Fewer than
//! nine agreeing rows in ten mean that the total holds more than price and quantity (tax, a discount):
//! then there is nothing to check.

use crate::quality::amounts::amount_column;
use crate::quality::{Check, Evidence, Finding, Phase, Severity};
use crate::say::{Arg, Quantity, Text};
use crate::schema::{MeasureKind, NO_AMOUNT, Role};
use crate::table::Decimals;
use crate::value::Decimal;

/// The check.
pub(super) const CHECK: Check = Check {
    code: "line_totals",
    remedies: &["keep", "rebuild"],
    phase: Phase::Rows,
    run,
};

/// A product may differ from its total by one part in so many.
const TOLERANCE: i128 = 200;
/// Too few rows to say that price times quantity is the total.
const FEWEST: usize = 10;

/// Rows with a price and a quantity, by what their product tells of the total.
#[derive(Default)]
struct Rows {
    agree: usize,
    differ: Vec<u32>,
    /// Rows without a total, with what it must be.
    rebuilt: Vec<(u32, i64)>,
    /// Product and total of the first row that differs; then whether all differ by the same factor.
    factor: Option<(i128, i128)>,
    same_factor: bool,
}

fn run(evidence: &Evidence) -> Option<Finding> {
    let model = evidence.model;
    let MeasureKind::Column(amount) = model.measure.how else {
        return None;
    };
    let place = |role| model.facts().mapping.column(role);
    let (quantity, price) = (place(Role::Quantity)?, place(Role::UnitPrice)?);
    if quantity == amount || price == amount {
        return None;
    }
    let rows = compare(evidence, quantity, price);
    let relation = rows.agree >= FEWEST && rows.agree >= 9 * rows.differ.len();
    if !relation || (rows.differ.is_empty() && rows.rebuilt.is_empty()) {
        return None;
    }
    let columns = &model.fact_table().columns;
    let named = |id: &str| {
        Text::new(id)
            .with("price", &columns[price].name)
            .with("quantity", &columns[quantity].name)
            .with("amount", &columns[amount].name)
    };
    let mut parts: Vec<Arg> = Vec::new();
    if !rows.differ.is_empty() {
        let known = rows.factor.filter(|_| rows.same_factor);
        let text = named(match known {
            Some(_) => "finding.line_totals.factor",
            None => "finding.line_totals.differ",
        });
        let (product, total) = known.unwrap_or((1, 1));
        let factor = Quantity::number(product as f64 / total as f64);
        parts.push(
            text.with("rows", rows.differ.len())
                .with("factor", factor)
                .into(),
        );
    }
    let gained = rows
        .rebuilt
        .iter()
        .map(|(_, amount)| i128::from(*amount))
        .sum();
    let gained = Decimal::new(gained, model.measure.scale);
    if !rows.rebuilt.is_empty() {
        let all: Vec<u32> = evidence.rows().collect();
        let before = evidence.revenue(&all);
        let after = before.checked_add(gained)?;
        let text = named("finding.line_totals.missing")
            .with("rows", rows.rebuilt.len())
            .with("before", evidence.money(before))
            .with("after", evidence.money(after));
        parts.push(text.into());
    }
    let mut concerned: Vec<u32> = rows
        .rebuilt
        .iter()
        .map(|(row, _)| *row)
        .chain(rows.differ)
        .collect();
    crate::value::order::sort(&mut concerned);
    let mut finding = evidence.finding(
        Severity::Warning,
        &concerned,
        Vec::new(),
        amount_column(model),
    );
    finding.sentence = finding.sentence.with("parts", Arg::List(parts));
    if evidence.remedy() == "rebuild" {
        finding.moves.rows = rows.rebuilt.len() as u64;
        finding.moves.revenue = gained;
        finding.amounts = rows.rebuilt;
    }
    Some(finding)
}

fn compare(evidence: &Evidence, quantity: usize, price: usize) -> Rows {
    let columns = &evidence.model.fact_table().columns;
    let read = |column: usize| columns[column].decimals(&columns[column].decision.number);
    let (quantities, prices) = (read(quantity), read(price));
    let scale = quantities.scale + prices.scale;
    let measure = &evidence.model.measure;
    let mut rows = Rows {
        same_factor: true,
        ..Rows::default()
    };
    for row in evidence.rows() {
        let value = |decimals: &Decimals| {
            Some(decimals.values[row as usize]).filter(|value| *value != NO_AMOUNT)
        };
        let (Some(quantity), Some(price)) = (value(&quantities), value(&prices)) else {
            continue;
        };
        let product = Decimal::new(i128::from(quantity) * i128::from(price), scale);
        let total = measure.values[row as usize];
        if total == NO_AMOUNT {
            let rebuilt = product.rounded(measure.scale).at_scale(measure.scale);
            rows.rebuilt
                .extend(rebuilt.and_then(|amount| Some((row, i64::try_from(amount).ok()?))));
            continue;
        }
        let finest = scale.max(measure.scale);
        let total = Decimal::new(i128::from(total), measure.scale);
        let (Some(product), Some(total)) = (product.at_scale(finest), total.at_scale(finest))
        else {
            continue;
        };
        let last_digit = 10_i128.pow(u32::from(finest - measure.scale));
        if (product - total).abs() <= last_digit.max(total.abs() / TOLERANCE) {
            rows.agree += 1;
        } else {
            rows.count(row, product, total);
        }
    }
    rows
}

impl Rows {
    fn count(&mut self, row: u32, product: i128, total: i128) {
        self.differ.push(row);
        let (first_product, first_total) = *self.factor.get_or_insert((product, total));
        let left = product.checked_mul(first_total);
        let right = total.checked_mul(first_product);
        let close = left
            .zip(right)
            .is_some_and(|(left, right)| (left - right).abs() <= right.abs() / 1_000);
        self.same_factor &= close && total > 0 && product > 0;
    }
}
