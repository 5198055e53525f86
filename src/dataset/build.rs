//! Model + findings -> Dataset: the rows that no finding sets aside, in columns, in one currency.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::dataset::{
    Apart, Capability, Customer, Dataset, Dimension, Grain, NO_CODE, OrderRule, OrderRuleCount, RowId, Status,
};
use crate::quality::{Currencies, Finding};
use crate::recipe::Recipe;
use crate::schema::{Model, NO_AMOUNT, Role};
use crate::table::{Kind, MISSING};
use crate::value::{Day, Decimal};

/// Each row is an order when customer, day and market are unique in at least this share of the rows.
const EACH_ROW_FROM: f64 = 0.99;
/// A column without a role is a dimension when it has at most this many values.
const MOST_VALUES: usize = 200;
/// The reason of an amount that does not fit once it is converted.
pub const TOO_LARGE: &str = "amount_too_large";

/// Where every fact row went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// Per fact row the code of the finding that set it aside, or `None` when it is used.
    pub by_row: Vec<Option<&'static str>>,
}

impl Verdicts {
    /// The first claim wins, in the order of the findings.
    pub fn of(rows: usize, findings: &[Finding]) -> Verdicts {
        let mut by_row = vec![None; rows];
        for finding in findings {
            for row in &finding.aside {
                by_row[*row as usize].get_or_insert(finding.code);
            }
        }
        Verdicts { by_row }
    }

    /// The rows that are used, ascending.
    pub fn used(&self) -> Vec<u32> {
        (0..self.by_row.len() as u32).filter(|row| self.by_row[*row as usize].is_none()).collect()
    }
}

/// Builds the data set. `verdicts` gains the rows whose converted amount does not fit.
pub fn build(model: &Model, recipe: &Recipe, verdicts: &mut Verdicts) -> Dataset {
    let currencies = Currencies::of(model, recipe);
    let apart = currencies.as_ref().map_or_else(Vec::new, |c| apart(model, c, verdicts));
    let (amounts, scale) = amounts(model, recipe, currencies.as_ref(), verdicts);
    let used = verdicts.used();
    let pick = |values: &[i64]| used.iter().map(|row| values[*row as usize]).collect::<Vec<i64>>();
    let day = days(model, &used);
    let (customer, customers) = customers(model, &used);
    let status = statuses(model, &used, &amounts);
    let dimensions = dimensions(model, &used);
    let orders = Purchases::of(model, &used, &customer, &day, &dimensions, recipe.order_rule);
    let reporting = currencies.as_ref().and_then(|c| Some(c.names[c.reporting? as usize].clone()));
    let mut dataset = Dataset {
        grain: if orders.rule == OrderRule::EachRow { Grain::Order } else { Grain::OrderLine },
        capabilities: vec![Capability::Revenue],
        rows: used.iter().map(|row| RowId { file: model.fact as u16, record: row + 1 }).collect(),
        amount: pick(&amounts),
        scale,
        currency: reporting.or_else(|| unit_currency(model)).or_else(|| recipe.currency.clone()),
        day,
        customer,
        customers,
        order: orders.order,
        orders: orders.count,
        order_rule: orders.rule,
        order_alternatives: orders.alternatives,
        status,
        dimensions,
        customers_on_file: customers_on_file(model),
        apart,
        notes: Vec::new(),
    };
    dataset.capabilities.extend(capabilities(&dataset));
    dataset
}

fn capabilities(dataset: &Dataset) -> Vec<Capability> {
    let product = dataset.dimension("product").or(dataset.dimension("product_name"));
    [
        (!dataset.customer.is_empty(), Capability::Customers),
        (!dataset.order.is_empty(), Capability::Orders),
        (!dataset.day.is_empty(), Capability::Days),
        (product.is_some(), Capability::Products),
        (!dataset.status.is_empty(), Capability::Status),
    ]
    .into_iter()
    .filter_map(|(has, capability)| has.then_some(capability))
    .collect()
}

/// What a currency sign in the cells stands for, where it is not shared by several currencies.
fn unit_currency(model: &Model) -> Option<String> {
    let unit = model.measure.unit.as_deref()?;
    let code = match unit {
        "\u{20ac}" => "EUR",
        "\u{a3}" => "GBP",
        "\u{20b9}" => "INR",
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => unit,
        _ => return None,
    };
    Some(code.to_owned())
}

/// Amounts of all fact rows in the reporting currency, at one scale.
fn amounts(model: &Model, recipe: &Recipe, currencies: Option<&Currencies>, verdicts: &mut Verdicts) -> (Vec<i64>, u8) {
    let measure = &model.measure;
    let Some(currencies) = currencies else { return (measure.values.clone(), measure.scale) };
    let rates: Vec<Decimal> = (0..currencies.names.len() as u32)
        .map(|code| match recipe.rates.get(&currencies.names[code as usize]) {
            Some(rate) if Some(code) != currencies.reporting => rate.normalized(),
            _ => Decimal::whole(1),
        })
        .collect();
    let finest = rates.iter().map(|rate| rate.scale).max().unwrap_or(0);
    let factors: Vec<i128> = rates.iter().map(|rate| rate.at_scale(finest).unwrap_or(i128::MAX)).collect();
    let one = 10_i128.pow(u32::from(finest));
    let mut values = Vec::with_capacity(measure.values.len());
    for (row, amount) in measure.values.iter().enumerate() {
        let factor = factors.get(currencies.codes[row] as usize).copied().unwrap_or(one);
        let converted = i128::from(*amount).checked_mul(factor).and_then(|product| i64::try_from(product).ok());
        if *amount != NO_AMOUNT && converted.is_none() {
            verdicts.by_row[row].get_or_insert(TOO_LARGE);
        }
        values.push(if *amount == NO_AMOUNT { NO_AMOUNT } else { converted.unwrap_or(NO_AMOUNT) });
    }
    (values, measure.scale + finest)
}

fn apart(model: &Model, currencies: &Currencies, verdicts: &Verdicts) -> Vec<Apart> {
    let mut sums: BTreeMap<&str, (u64, i128)> = BTreeMap::new();
    for (row, verdict) in verdicts.by_row.iter().enumerate() {
        if *verdict == Some("other_currencies") {
            let sum = sums.entry(&currencies.names[currencies.codes[row] as usize]).or_default();
            sum.0 += 1;
            sum.1 += i128::from(model.measure.values[row]);
        }
    }
    let scale = model.measure.scale;
    let apart = |(currency, (rows, sum)): (&str, (u64, i128))| Apart {
        currency: currency.to_owned(),
        rows,
        amount: Decimal::new(sum, scale),
    };
    sums.into_iter().map(apart).collect()
}

fn days(model: &Model, used: &[u32]) -> Vec<Day> {
    let Some(place) = model.role(Role::OrderDay) else { return Vec::new() };
    let column = model.column(place);
    let Some(style) = column.decision.date else { return Vec::new() };
    let days = model.lift(place.0, column.days(style).values, i32::MIN);
    used.iter().map(|row| Day(days[*row as usize])).collect()
}

/// Texts of a place, lifted to the used rows: codes into sorted distinct values.
fn sorted_codes(model: &Model, used: &[u32], place: (usize, usize)) -> (Vec<u32>, Vec<String>) {
    let coded = model.column(place).coded();
    let lifted = model.lift(place.0, coded.codes, MISSING);
    let mut seen = vec![false; coded.entries.len()];
    for row in used {
        if let Some(seen) = seen.get_mut(lifted[*row as usize] as usize) {
            *seen = true;
        }
    }
    let mut present: Vec<u32> = (0..coded.entries.len() as u32).filter(|code| seen[*code as usize]).collect();
    present.sort_by(|a, b| coded.entries[*a as usize].cmp(&coded.entries[*b as usize]));
    let mut rank = vec![NO_CODE; coded.entries.len()];
    for (new, old) in present.iter().enumerate() {
        rank[*old as usize] = new as u32;
    }
    let code = |row: &u32| rank.get(lifted[*row as usize] as usize).copied().unwrap_or(NO_CODE);
    let values = present.iter().map(|code| coded.entries[*code as usize].clone()).collect();
    (used.iter().map(code).collect(), values)
}

fn customers(model: &Model, used: &[u32]) -> (Vec<u32>, Vec<Customer>) {
    let id = model.role(Role::CustomerId);
    let name = model.role(Role::CustomerName);
    let Some(place) = id.or(name) else { return (Vec::new(), Vec::new()) };
    let (codes, ids) = sorted_codes(model, used, place);
    let mut customers: Vec<Customer> = ids.into_iter().map(|id| Customer { id, name: None }).collect();
    if let Some(name) = name.filter(|name| *name != place) {
        let (name_codes, names) = sorted_codes(model, used, name);
        // Names are sorted: the first in the alphabet wins, whatever the order of the rows.
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes.iter().zip(&name_codes).filter(|(customer, _)| **customer != NO_CODE) {
            let best = &mut best[*customer as usize];
            *best = (*best).min(*name);
        }
        for (customer, name) in customers.iter_mut().zip(best) {
            customer.name = names.get(name as usize).cloned();
        }
    }
    (codes, customers)
}

/// Customers in the file that lists them.
fn customers_on_file(model: &Model) -> Option<u64> {
    let lists = model.reached.iter().filter(|source| **source != model.fact).filter_map(|source| {
        let column = model.sources[*source].column(Role::CustomerId)?;
        let keys = column.coded().entries.len() as u64;
        (keys == u64::from(model.sources[*source].table.rows)).then_some(keys)
    });
    lists.max()
}

/// Words that tell what became of an order; the first match wins.
const STATUS_WORDS: [(&str, Status); 22] = [
    ("partially", Status::Delivered),
    ("pending", Status::InTransit),
    ("requested", Status::InTransit),
    ("returned", Status::Returned),
    ("return", Status::Returned),
    ("refunded", Status::Returned),
    ("cancelled", Status::Returned),
    ("canceled", Status::Returned),
    ("voided", Status::Returned),
    ("chargeback", Status::Returned),
    ("transit", Status::InTransit),
    ("shipped", Status::InTransit),
    ("processing", Status::InTransit),
    ("placed", Status::InTransit),
    ("open", Status::InTransit),
    ("delivered", Status::Delivered),
    ("completed", Status::Delivered),
    ("complete", Status::Delivered),
    ("fulfilled", Status::Delivered),
    ("paid", Status::Delivered),
    ("closed", Status::Delivered),
    ("succeeded", Status::Delivered),
];

/// What a status text says.
pub(crate) fn status_of(text: &str) -> Status {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let found = STATUS_WORDS.iter().find(|(word, _)| words.contains(word));
    found.map_or(Status::Unknown, |(_, status)| *status)
}

fn statuses(model: &Model, used: &[u32], amounts: &[i64]) -> Vec<Status> {
    let refunds = used.iter().any(|row| amounts[*row as usize] < 0);
    let place = model.role(Role::Status);
    let by_text: Option<Vec<Status>> = place.and_then(|place| {
        let (codes, values) = sorted_codes(model, used, place);
        let meaning: Vec<Status> = values.iter().map(|value| status_of(value)).collect();
        let told = meaning.iter().any(|status| *status != Status::Unknown);
        told.then(|| {
            codes.iter().map(|code| meaning.get(*code as usize).copied().unwrap_or(Status::Unknown)).collect()
        })
    });
    if by_text.is_none() && !refunds {
        return Vec::new();
    }
    let mut statuses = by_text.unwrap_or_else(|| vec![Status::Unknown; used.len()]);
    for (status, row) in statuses.iter_mut().zip(used) {
        if amounts[*row as usize] < 0 {
            *status = Status::Refund;
        }
    }
    statuses
}

/// Roles that are dimensions however many values they have.
const DIMENSION_ROLES: [Role; 7] = [
    Role::Product,
    Role::ProductName,
    Role::Category,
    Role::Market,
    Role::Region,
    Role::Country,
    Role::Status,
];

fn dimensions(model: &Model, used: &[u32]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    let mut taken = Vec::new();
    for role in DIMENSION_ROLES {
        if let Some(place) = model.role(role) {
            taken.push(place);
            let (codes, values) = sorted_codes(model, used, place);
            dimensions.push(Dimension { id: role.id().to_owned(), name: model.column(place).name.clone(), codes, values });
        }
    }
    for source in &model.reached {
        for (index, column) in model.sources[*source].table.columns.iter().enumerate() {
            let place = (*source, index);
            let grouping = matches!(column.decision.kind, Kind::Text | Kind::Boolean);
            let has_role = model.sources[*source].mapping.guesses[index].role.is_some();
            if taken.contains(&place) || has_role || !grouping || column.distinct() as usize > MOST_VALUES {
                continue;
            }
            let (codes, values) = sorted_codes(model, used, place);
            if values.len() >= 2 {
                let id = format!("{}.{}", model.sources[*source].name(), column.name);
                dimensions.push(Dimension { id, name: column.name.clone(), codes, values });
            }
        }
    }
    dimensions
}

/// Rows put together to orders.
struct Purchases {
    order: Vec<u32>,
    count: u32,
    rule: OrderRule,
    alternatives: Vec<OrderRuleCount>,
}

impl Purchases {
    fn of(
        model: &Model,
        used: &[u32],
        customer: &[u32],
        day: &[Day],
        dimensions: &[Dimension],
        chosen: Option<OrderRule>,
    ) -> Purchases {
        let rows = used.len();
        let own = model.role(Role::OrderId).map(|place| sorted_codes(model, used, place).0);
        let own = own.map(|codes| dense(rows, |row| (codes[row] != NO_CODE).then_some((codes[row], 0, 0))));
        let by_day = (!day.is_empty() && !customer.is_empty()).then(|| {
            let market = dimensions.iter().find(|dimension| dimension.id == Role::Market.id());
            dense(rows, |row| {
                let market = market.map_or(0, |market| market.codes[row]);
                (customer[row] != NO_CODE).then_some((customer[row], day[row].0, market))
            })
        });
        let each = ((0..rows as u32).collect::<Vec<u32>>(), rows as u32);
        let mut rules = Vec::new();
        rules.extend(own.map(|own| (OrderRule::OwnId, own)));
        match by_day {
            Some(days) if f64::from(days.1) >= rows as f64 * EACH_ROW_FROM => {
                rules.extend([(OrderRule::EachRow, each), (OrderRule::CustomerDay, days)]);
            }
            Some(days) => rules.extend([(OrderRule::CustomerDay, days), (OrderRule::EachRow, each)]),
            None => rules.push((OrderRule::EachRow, each)),
        }
        let alternatives =
            rules.iter().map(|(rule, (_, count))| OrderRuleCount { rule: *rule, orders: u64::from(*count) }).collect();
        let at = chosen.and_then(|chosen| rules.iter().position(|(rule, _)| *rule == chosen)).unwrap_or(0);
        let (rule, (order, count)) = rules.swap_remove(at);
        Purchases { order, count, rule, alternatives }
    }
}

/// Dense numbers by first appearance of a key; a row without a key is its own.
fn dense(rows: usize, key: impl Fn(usize) -> Option<(u32, i32, u32)>) -> (Vec<u32>, u32) {
    let mut numbers: HashMap<(u32, i32, u32), u32, foldhash::fast::FixedState> = HashMap::default();
    let mut count = 0;
    let mut next = || {
        count += 1;
        count - 1
    };
    let order = (0..rows)
        .map(|row| match key(row) {
            Some(key) => *numbers.entry(key).or_insert_with(&mut next),
            None => next(),
        })
        .collect();
    (order, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_by_their_words() {
        for (text, status) in [
            ("Returned", Status::Returned),
            ("return_pending", Status::InTransit),
            ("In Transit", Status::InTransit),
            ("Delivered", Status::Delivered),
            ("partially_refunded", Status::Delivered),
            ("completed", Status::Delivered),
            ("CANCELLED", Status::Returned),
            ("gift", Status::Unknown),
        ] {
            assert_eq!(status_of(text), status, "{text}");
        }
    }
}
