//! Model + findings -> Dataset: the rows that no finding sets aside, in columns, in one currency.

use crate::dataset::amounts::{amounts, apart, unit_currency};
use crate::dataset::purchases::Purchases;
use crate::dataset::statuses::statuses;
use crate::dataset::{Capability, Customer, Dataset, Dimension, Grain, NO_CODE, OrderRule, RowId};
use crate::quality::{Currencies, Finding};
use crate::recipe::Recipe;
use crate::schema::{Model, Role};
use crate::table::{Kind, MISSING};
use crate::value::{Day, order};

/// A column without a role is a dimension when it has at most this many values.
const MOST_VALUES: usize = 200;
/// The reason of an amount that does not fit once it is converted.
pub const TOO_LARGE: &str = "amount_too_large";

/// Where every fact row went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// Per fact row the code of the finding that set it aside, or `None` when it is used.
    pub by_row: Vec<Option<&'static str>>,
    /// Amounts that remedies put in place of those of the file, by fact row.
    pub amounts: Vec<(u32, i64)>,
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
        let amounts = findings.iter().flat_map(|finding| &finding.amounts);
        Verdicts {
            by_row,
            amounts: amounts.copied().collect(),
        }
    }

    /// The rows that are used, ascending.
    pub fn used(&self) -> Vec<u32> {
        (0..self.by_row.len() as u32)
            .filter(|row| self.by_row[*row as usize].is_none())
            .collect()
    }
}

/// Builds the data set. `verdicts` gains the rows whose converted amount does not fit.
pub fn build(model: &Model, recipe: &Recipe, verdicts: &mut Verdicts) -> Dataset {
    let currencies = Currencies::of(model, recipe);
    let apart = currencies
        .as_ref()
        .map_or_else(Vec::new, |c| apart(model, c, verdicts));
    let (amounts, scale) = amounts(model, recipe, currencies.as_ref(), verdicts);
    let used = verdicts.used();
    let pick = |values: &[i64]| {
        used.iter()
            .map(|row| values[*row as usize])
            .collect::<Vec<i64>>()
    };
    let day = days(model, &used);
    let (customer, customers) = customers(model, &used);
    let status = statuses(model, &used, &amounts);
    let dimensions = dimensions(model, &used);
    let orders = Purchases::of(
        model,
        &used,
        &customer,
        &day,
        &dimensions,
        recipe.order_rule,
    );
    let reporting = currencies
        .as_ref()
        .and_then(|c| Some(c.names[c.reporting? as usize].clone()));
    let mut dataset = Dataset {
        grain: if orders.rule == OrderRule::EachRow {
            Grain::Order
        } else {
            Grain::OrderLine
        },
        capabilities: vec![Capability::Revenue],
        rows: used
            .iter()
            .map(|row| RowId {
                file: model.fact as u16,
                record: row + 1,
            })
            .collect(),
        amount: pick(&amounts),
        scale,
        currency: reporting
            .or_else(|| unit_currency(model))
            .or_else(|| recipe.currency.clone()),
        day,
        customer,
        customers,
        order: orders.order,
        orders: orders.count,
        order_rule: orders.rule,
        order_alternatives: orders.alternatives,
        status,
        measures: Vec::new(),
        minute: Vec::new(),
        dimensions,
        attributes: Vec::new(),
        totals: None,
        customers_on_file: customers_on_file(model),
        apart,
        notes: Vec::new(),
    };
    dataset.capabilities.extend(capabilities(&dataset));
    dataset
}

fn capabilities(dataset: &Dataset) -> Vec<Capability> {
    let product = dataset
        .dimension("product")
        .or(dataset.dimension("product_name"));
    [
        (!dataset.customer.is_empty(), Capability::Customers),
        (!dataset.order.is_empty(), Capability::Orders),
        (!dataset.day.is_empty(), Capability::Days),
        (product.is_some(), Capability::Products),
        (!dataset.status.is_empty(), Capability::Status),
        (dataset.measure("units").is_some(), Capability::Units),
        (dataset.measure("cost").is_some(), Capability::Cost),
        (!dataset.minute.is_empty(), Capability::TimeOfDay),
        (
            !dataset.customer.is_empty() && !dataset.order.is_empty() && !dataset.day.is_empty()
                || dataset.totals.is_some(),
            Capability::Recency,
        ),
        (!dataset.attributes.is_empty(), Capability::Attributes),
    ]
    .into_iter()
    .filter_map(|(has, capability)| has.then_some(capability))
    .collect()
}

fn days(model: &Model, used: &[u32]) -> Vec<Day> {
    let Some(place) = model.role(Role::OrderDay) else {
        return Vec::new();
    };
    let column = model.column(place);
    let Some(style) = column.decision.date else {
        return Vec::new();
    };
    let days = model.lift(place.0, column.days(style).values, i32::MIN);
    used.iter().map(|row| Day(days[*row as usize])).collect()
}

/// Texts of a place, lifted to the used rows: codes into sorted distinct values.
pub(super) fn sorted_codes(
    model: &Model,
    used: &[u32],
    place: (usize, usize),
) -> (Vec<u32>, Vec<String>) {
    let coded = model.column(place).coded();
    let lifted = model.lift(place.0, coded.codes, MISSING);
    let mut seen = vec![false; coded.entries.len()];
    for row in used {
        if let Some(seen) = seen.get_mut(lifted[*row as usize] as usize) {
            *seen = true;
        }
    }
    let mut present: Vec<u32> = (0..coded.entries.len() as u32)
        .filter(|code| seen[*code as usize])
        .collect();
    order::sort_by(&mut present, |a, b| {
        coded.entries[*a as usize].cmp(&coded.entries[*b as usize])
    });
    let mut rank = vec![NO_CODE; coded.entries.len()];
    for (new, old) in present.iter().enumerate() {
        rank[*old as usize] = new as u32;
    }
    let code = |row: &u32| {
        rank.get(lifted[*row as usize] as usize)
            .copied()
            .unwrap_or(NO_CODE)
    };
    let values = present
        .iter()
        .map(|code| coded.entries[*code as usize].clone())
        .collect();
    (used.iter().map(code).collect(), values)
}

fn customers(model: &Model, used: &[u32]) -> (Vec<u32>, Vec<Customer>) {
    let id = model.role(Role::CustomerId);
    let name = model.role(Role::CustomerName);
    let Some(place) = id.or(name) else {
        return (Vec::new(), Vec::new());
    };
    let (codes, ids) = sorted_codes(model, used, place);
    let mut customers: Vec<Customer> = ids
        .into_iter()
        .map(|id| Customer { id, name: None })
        .collect();
    if let Some(name) = name.filter(|name| *name != place) {
        let (name_codes, names) = sorted_codes(model, used, name);
        // Names are sorted: the first in the alphabet wins, whatever the order of the rows.
        let mut best = vec![NO_CODE; customers.len()];
        for (customer, name) in codes
            .iter()
            .zip(&name_codes)
            .filter(|(customer, _)| **customer != NO_CODE)
        {
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
    let lists = model
        .reached
        .iter()
        .filter(|source| **source != model.fact)
        .filter_map(|source| {
            let column = model.sources[*source].column(Role::CustomerId)?;
            let keys = column.coded().entries.len() as u64;
            (keys == u64::from(model.sources[*source].table.rows)).then_some(keys)
        });
    lists.max()
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
            dimensions.push(Dimension {
                id: role.id().to_owned(),
                name: model.column(place).name.clone(),
                codes,
                values,
            });
        }
    }
    for source in &model.reached {
        for (index, column) in model.sources[*source].table.columns.iter().enumerate() {
            let place = (*source, index);
            let grouping = matches!(column.decision.kind, Kind::Text | Kind::Boolean);
            let has_role = model.sources[*source].mapping.guesses[index].role.is_some();
            if taken.contains(&place)
                || has_role
                || !grouping
                || column.distinct() as usize > MOST_VALUES
            {
                continue;
            }
            let (codes, values) = sorted_codes(model, used, place);
            if values.len() >= 2 {
                let id = format!("{}.{}", model.sources[*source].name(), column.name);
                dimensions.push(Dimension {
                    id,
                    name: column.name.clone(),
                    codes,
                    values,
                });
            }
        }
    }
    dimensions
}
