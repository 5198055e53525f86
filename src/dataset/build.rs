//! Model + findings -> Dataset: the rows that no finding sets aside, in columns, in one currency.

use crate::dataset::amounts::{Factors, apart, converted, unit_currency, written};
use crate::dataset::customers::{customers, customers_on_file};
use crate::dataset::dimensions::dimensions;
use crate::dataset::places::Places;
use crate::dataset::purchases::Purchases;
use crate::dataset::statuses::statuses;
use crate::dataset::{Capability, Dataset, Dimension, Grain, NO_CODE, OrderRule, RowId, Status};
use crate::dataset::{attributes, grain, measures, minutes, references, totals};
use crate::quality::{CameBack, Currencies, Finding, filled, main_spellings};
use crate::recipe::Recipe;
use crate::schema::{Model, Role};
use crate::table::MISSING;
use crate::value::{Day, order};

/// The reason of an amount that does not fit once it is converted.
pub const TOO_LARGE: &str = "amount_too_large";

/// More digits may not fit.
const MOST_DIGITS: usize = 9;

/// Where every fact row went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdicts {
    /// Per fact row 0 when it is used, else the place in `codes`, from 1: there are many rows.
    places: Vec<u16>,
    codes: Vec<&'static str>,
    /// How many rows each of these has.
    counts: Vec<u32>,
    /// Amounts that remedies put in place of those of the file, by fact row.
    pub amounts: Vec<(u32, i64)>,
    /// Fact rows that came back, ascending.
    pub came_back: Vec<CameBack>,
}

impl Verdicts {
    /// The first claim wins, in the order of the findings.
    pub fn of(rows: usize, findings: &[Finding]) -> Verdicts {
        let amounts = findings.iter().flat_map(|finding| &finding.amounts);
        let mut verdicts = Verdicts {
            places: vec![0; rows],
            codes: Vec::new(),
            counts: Vec::new(),
            amounts: amounts.copied().collect(),
            came_back: findings
                .iter()
                .flat_map(|finding| &finding.came_back)
                .copied()
                .collect(),
        };
        for finding in findings {
            verdicts.claim(finding.aside.iter().map(|row| *row as usize), finding.code);
        }
        verdicts
    }

    /// Sets rows aside that no finding has claimed yet.
    fn claim(&mut self, rows: impl IntoIterator<Item = usize>, code: &'static str) {
        let known = self.codes.iter().position(|known| *known == code);
        let at = known.unwrap_or(self.codes.len());
        if known.is_none() {
            self.codes.push(code);
            self.counts.push(0);
        }
        for row in rows {
            if self.places[row] == 0 {
                self.places[row] = at as u16 + 1;
                self.counts[at] += 1;
            }
        }
    }

    /// The code of the finding that set a fact row aside, or `None` when it is used.
    pub fn of_row(&self, row: usize) -> Option<&'static str> {
        let at = usize::from(self.places[row]).checked_sub(1)?;
        self.codes.get(at).copied()
    }

    /// The rows that findings of this code set aside, ascending.
    pub fn claimed(&self, code: &str) -> Vec<usize> {
        let Some(at) = self.codes.iter().position(|known| *known == code) else {
            return Vec::new();
        };
        let (mut claimed, place) = (Vec::new(), at as u16 + 1);
        if self.counts[at] > 0 {
            claimed.reserve_exact(self.counts[at] as usize);
            for (row, own) in self.places.iter().enumerate() {
                if *own == place {
                    claimed.push(row);
                }
            }
        }
        claimed
    }

    /// The rows that are set aside, ascending.
    pub fn aside(&self) -> Vec<u32> {
        self.rows(true)
    }

    /// The rows that are used, ascending.
    pub fn used(&self) -> Vec<u32> {
        self.rows(false)
    }

    fn rows(&self, aside: bool) -> Vec<u32> {
        let all: usize = self.counts.iter().map(|rows| *rows as usize).sum();
        let mut rows = Vec::with_capacity(if aside { all } else { self.places.len() - all });
        for (row, place) in self.places.iter().enumerate() {
            if (*place > 0) == aside {
                rows.push(row as u32);
            }
        }
        rows
    }
}

/// Builds the data set. `verdicts` gains the rows whose converted amount does not fit.
pub fn build(model: &Model, recipe: &Recipe, verdicts: &mut Verdicts) -> Dataset {
    let currencies = Currencies::of(model, recipe);
    let apart = currencies
        .as_ref()
        .map_or_else(Vec::new, |c| apart(model, c, verdicts));
    let factors = Factors::of(recipe, currencies.as_ref());
    let measure = &model.measure;
    let (amounts, scale, too_large) =
        converted(written(model, verdicts), measure.scale, factors.as_ref());
    verdicts.claim(too_large, TOO_LARGE);
    let used = verdicts.used();
    let pick = |values: &[i64]| {
        used.iter()
            .map(|row| values[*row as usize])
            .collect::<Vec<i64>>()
    };
    let day = days(model, &used);
    let (mut customer, customers) = customers(model, recipe, &used);
    references::of_purchases(model, &used, &mut customer);
    let dimensions = dimensions(model, recipe, &used);
    let mut status = statuses(&dimensions, &used, &amounts);
    if status.is_empty() && !verdicts.came_back.is_empty() {
        // What a column of returns does not name was kept.
        status = vec![Status::Delivered; used.len()];
    }
    let grain = grain::of(model, &used, &customer, &day);
    let orders = match grain {
        Grain::Period | Grain::Customer => Purchases::none(),
        _ => Purchases::of(
            model,
            &used,
            &customer,
            &day,
            &dimensions,
            recipe.order_rule,
        ),
    };
    let totals = (grain == Grain::Customer)
        .then(|| totals::of(model, &used, &customer, customers.len(), scale));
    let reporting = currencies
        .as_ref()
        .and_then(|c| Some(c.names[c.reporting? as usize].clone()));
    let age = attributes::age(model, recipe, &used);
    let describing: Vec<&Dimension> = dimensions.iter().chain(&age).collect();
    let attributes = attributes::of(model, &describing, &customer, &customers);
    let mut dataset = Dataset {
        grain: match (grain, orders.rule) {
            (Grain::OrderLine, OrderRule::EachRow) => Grain::Order,
            _ => grain,
        },
        capabilities: Vec::new(),
        rows: places(model, &used),
        credits: 0,
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
        shared_orders: orders.shared,
        status,
        measures: measures::of(model, &used, &amounts, scale, factors.as_ref()),
        minute: minutes::of(model, &used),
        dimensions,
        attributes,
        totals,
        customers_on_file: customers_on_file(model),
        fiscal_start: model
            .fiscal
            .map(|fiscal| fiscal.first_month)
            .filter(|month| *month > 1),
        apart,
        notes: Vec::new(),
    };
    if grain == Grain::Customer || (grain == Grain::Period && are_longer_than_months(&dataset.day))
    {
        dataset.day = Vec::new();
    }
    let kept = recipe.remedies.get("refunds").map(String::as_str) == Some("leave");
    let back = dataset.measure("refunded").filter(|_| !kept);
    let mut back = back.map_or_else(Vec::new, |measure| measure.values.iter().collect());
    came_back(&mut back, &used, &verdicts.came_back, &dataset);
    if !back.is_empty() {
        dataset.pay_back(&back);
    }
    dataset.capabilities = capabilities(model, &dataset);
    dataset
}

/// Where the used rows stand.
fn places(model: &Model, used: &[u32]) -> Places {
    if model.fact_table().parts.is_empty() && !used.is_empty() {
        let records = used.iter().map(|row| row + 1).collect();
        return Places::of_file(model.fact as u16, records);
    }
    let places = used.iter().map(|row| model.place_of(*row));
    let place = |(file, record)| RowId {
        file: file as u16,
        record,
    };
    places.map(place).collect()
}

/// Adds the worth of what came back to what each used row gives back.
fn came_back(back: &mut Vec<i64>, used: &[u32], rows: &[CameBack], dataset: &Dataset) {
    for came_back in rows {
        let Ok(at) = used.binary_search(&came_back.row) else {
            continue;
        };
        back.resize(used.len(), 0);
        back[at] = back[at].max(came_back.worth(dataset.amount[at]));
    }
}

/// Whether these first days of periods are of quarters, halves or years: each month between them would seem to be
/// one without sales.
fn are_longer_than_months(days: &[Day]) -> bool {
    let Some(first) = days.first().map(|day| day.month()) else {
        return false;
    };
    let mut of_quarter = days.iter().map(|day| (day.month().0 - first.0) % 3);
    of_quarter.all(|months| months == 0) && days.iter().any(|day| day.month() != first)
}

fn capabilities(model: &Model, dataset: &Dataset) -> Vec<Capability> {
    let product = dataset
        .dimension("product")
        .or(dataset.dimension("product_name"));
    let last_known = dataset
        .totals
        .as_ref()
        .is_some_and(|totals| !totals.last.is_empty());
    [
        (model.tells_money(), Capability::Revenue),
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
                || last_known,
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
    let days = model.lift_at(place, column.days(style).values, i32::MIN);
    of_used(days, used).into_iter().map(Day).collect()
}

/// What the used rows have of a column's values, one for every row.
pub(super) fn of_used<T: Copy>(mut values: Vec<T>, used: &[u32]) -> Vec<T> {
    // They ascend, so each moves to its place or stays.
    for (at, row) in used.iter().enumerate() {
        values[at] = values[*row as usize];
    }
    values.truncate(used.len());
    values
}

/// Texts of a place, lifted to the used rows: codes into sorted distinct values.
pub(super) fn sorted_codes(
    model: &Model,
    recipe: &Recipe,
    used: &[u32],
    place: (usize, usize),
) -> (Vec<u32>, Vec<String>) {
    let mut coded = model.column(place).coded();
    let main = main_spellings(model, recipe, place, &coded.codes, &coded.entries);
    if let Some(main) = main {
        for code in coded.codes.iter_mut().filter(|code| **code != MISSING) {
            *code = main[*code as usize];
        }
    }
    let mut codes = model.lift_at(place, coded.codes, MISSING);
    if place.0 == model.fact {
        for (row, from) in filled(model, recipe, place.1, used)
            .iter()
            .flatten()
            .enumerate()
        {
            codes[row] = codes[*from as usize];
        }
    }
    let mut codes = of_used(codes, used);
    let mut seen = vec![false; coded.entries.len()];
    for code in &codes {
        if let Some(seen) = seen.get_mut(*code as usize) {
            *seen = true;
        }
    }
    let mut present: Vec<u32> = (0..coded.entries.len() as u32)
        .filter(|code| seen[*code as usize])
        .collect();
    match numbered(&coded.entries) {
        Some(numbers) => order::sort_by_code(&mut present, &|code| numbers[code as usize]),
        None => order::sort_by(&mut present, |a, b| {
            coded.entries[*a as usize].cmp(&coded.entries[*b as usize])
        }),
    }
    let mut rank = vec![NO_CODE; coded.entries.len()];
    for (new, old) in present.iter().enumerate() {
        rank[*old as usize] = new as u32;
    }
    for code in &mut codes {
        *code = rank.get(*code as usize).copied().unwrap_or(NO_CODE);
    }
    let value = |code: &u32| std::mem::take(&mut coded.entries[*code as usize]);
    (codes, present.iter().map(value).collect())
}

/// What to sort texts by that are one text but for as many digits at their ends, like `C0045041`: these
/// as a number. `None` for others, which have to be compared.
fn numbered(texts: &[String]) -> Option<Vec<u32>> {
    let first = texts.first()?;
    let digits = first.bytes().rev().take_while(u8::is_ascii_digit).count();
    let stem = &first[..first.len() - digits];
    let number = |text: &String| {
        let rest = text
            .strip_prefix(stem)
            .filter(|rest| rest.len() == digits)?;
        let sound = digits <= MOST_DIGITS && rest.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| {
            rest.bytes()
                .fold(0, |number, byte| number * 10 + u32::from(byte - b'0'))
        })
    };
    texts.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_form_are_sorted_by_their_numbers() {
        let ids =
            |ids: &[&str]| numbered(&ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(ids(&["C010", "C002", "C999"]), Some(vec![10, 2, 999]));
        assert_eq!(ids(&["", ""]), Some(vec![0, 0]));
        // Another stem, more digits, none, or more than a number holds: compared as texts.
        assert_eq!(ids(&["C010", "D002"]), None);
        assert_eq!(ids(&["C010", "C0002"]), None);
        assert_eq!(ids(&["C010", "C01x"]), None);
        assert_eq!(ids(&["C0100000000", "C0000000002"]), None);
        assert_eq!(ids(&[]), None);
    }
}
