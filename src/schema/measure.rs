//! Roles -> what a row is worth: a column of amounts, or the chain quantity x price x (1 - discount).

mod cost;
mod refunds;

use crate::schema::header::words;
use crate::schema::model::Model;
use crate::schema::role::Role;
use crate::table::{Column, Kind};

/// Decimals of most money.
const CENTS: u8 = 2;
/// No amount: the cell is missing or no number.
pub const NO_AMOUNT: i64 = i64::MIN;

/// What hundredths are called in names of columns.
const HUNDREDTHS: [&str; 7] = [
    "cents", "cent", "pence", "centimes", "centavos", "centimos", "paise",
];

/// What the rows of the facts are worth, before any currency is converted.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// How it was found.
    pub how: MeasureKind,
    /// Per fact row the mantissa at `scale`, or [`NO_AMOUNT`].
    pub values: Vec<i64>,
    /// Decimals.
    pub scale: u8,
    /// The unit written in the cells, if any (`$`).
    pub unit: Option<String>,
}

/// Where the amount comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// A column of amounts.
    Column(usize),
    /// Quantity times unit price.
    Product {
        /// The quantity's column.
        quantity: usize,
        /// The unit price's column.
        price: usize,
    },
    /// A price alone: one piece a row.
    Price(usize),
    /// Quantity times a price that another file tells.
    Chain {
        /// The quantity's column; without one, each row is one piece.
        quantity: Option<usize>,
    },
    /// The files tell no money.
    Nothing,
}

impl MeasureKind {
    /// The column of the pieces that a price counts for.
    fn quantity(self) -> Option<usize> {
        match self {
            MeasureKind::Product { quantity, .. } => Some(quantity),
            MeasureKind::Chain { quantity } => quantity,
            _ => None,
        }
    }
}

/// Another number of each fact row: `gross`, `cost`.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// What it measures.
    pub id: &'static str,
    /// Per fact row the mantissa at `scale`, or [`NO_AMOUNT`].
    pub values: Vec<i64>,
    /// Decimals.
    pub scale: u8,
}

/// Numbers of the fact rows.
struct Numbers {
    values: Vec<i64>,
    scale: u8,
    unit: Option<String>,
}

impl Measure {
    /// Of rows that are worth nothing that is known.
    pub(super) fn nothing(rows: usize) -> Measure {
        Measure {
            how: MeasureKind::Nothing,
            values: vec![0; rows],
            scale: 0,
            unit: None,
        }
    }
}

/// Where the amount of a model's facts comes from.
fn kind(model: &Model) -> MeasureKind {
    let own = |role| model.facts().mapping.column(role);
    let quantity = own(Role::Quantity);
    match (own(Role::Amount), quantity, own(Role::UnitPrice)) {
        (Some(amount), _, _) => MeasureKind::Column(amount),
        (None, Some(quantity), Some(price)) => MeasureKind::Product { quantity, price },
        (None, _, None) if told(model, Role::UnitPrice).is_some() => {
            MeasureKind::Chain { quantity }
        }
        (None, None, Some(price)) => MeasureKind::Price(price),
        _ => MeasureKind::Nothing,
    }
}

/// What the fact rows are worth, and what else is known of their money.
pub(super) fn measure(model: &Model) -> (Measure, Vec<Extra>) {
    let how = kind(model);
    let mut extras = Vec::new();
    let mut found = match how {
        MeasureKind::Column(column) => once_an_order(model, column),
        MeasureKind::Price(column) => at(model, (model.fact, column)),
        MeasureKind::Product { .. } | MeasureKind::Chain { .. } => {
            let Some(price) = told(model, Role::UnitPrice) else {
                return (Measure::nothing(model.rows()), extras);
            };
            let gross = match how.quantity() {
                Some(quantity) => times(&at(model, (model.fact, quantity)), &price),
                None => price,
            };
            match by_year(model, Role::DiscountShare).or_else(|| own_share(model)) {
                // Money that may be taken off has to fit in.
                None => widened(gross, discount_money(model).map_or(0, |money| money.scale)),
                Some(discount) => {
                    let net = times(&gross, &without(&discount));
                    extras.push(extra("gross", gross));
                    net
                }
            }
        }
        MeasureKind::Nothing => return (Measure::nothing(model.rows()), extras),
    };
    // So do the totals of the orders, which may be counted in place of their lines.
    if let Some((_, totals)) = model.order_totals() {
        found = widened(found, totals.decimals(&totals.decision.number).scale);
    }
    // Of pieces that came back, each is worth a part.
    if refunds::counted(model) {
        found = widened(found, CENTS);
    }
    extras.extend(cost::cost(model, how, &found));
    if let Some(refunds) = refunds::told(model, &mut found) {
        extras.push(extra("refunded", refunds));
    }
    extras.extend(cost::fee(model));
    let measure = Measure {
        how,
        values: found.values,
        scale: found.scale,
        unit: found.unit,
    };
    (measure, extras)
}

fn extra(id: &'static str, numbers: Numbers) -> Extra {
    Extra {
        id,
        values: numbers.values,
        scale: numbers.scale,
    }
}

/// Numbers of a role, from the files valid by year, else from the nearest column.
fn told(model: &Model, role: Role) -> Option<Numbers> {
    by_year(model, role).or_else(|| Some(at(model, model.role(role)?)))
}

/// The share that the rows of the facts themselves take off: written or named as percent, or nothing above 1.
fn own_share(model: &Model) -> Option<Numbers> {
    let mapping = &model.facts().mapping;
    let own = mapping.column(Role::DiscountShare);
    let at = own.or(mapping.column(Role::Discount))?;
    let column = &model.fact_table().columns[at];
    let numbers = self::at(model, (model.fact, at));
    let one = 10_i64.checked_pow(u32::from(numbers.scale))?;
    let told = || numbers.values.iter().filter(|value| **value != NO_AMOUNT);
    let named = own.is_some() || column.decision.number.percent || column.name.contains('%');
    let shares = numbers.scale > 0 && told().all(|value| (0..=one).contains(value));
    let hundred = one.checked_mul(100)?;
    let sound = told().all(|value| (0..=hundred).contains(value));
    (sound && (named || shares)).then_some(numbers)
}

/// What a column says was taken off in money, per fact row.
fn discount_money(model: &Model) -> Option<Numbers> {
    let column = model.facts().mapping.column(Role::Discount)?;
    Some(at(model, (model.fact, column)))
}

/// The money of a column of discounts that the amounts of the rows leave out, at the scale of these.
pub(crate) fn discount_left_out(model: &Model) -> Option<Vec<i64>> {
    let priced = matches!(model.measure.how, MeasureKind::Product { .. });
    let told = model.extras.iter().any(|extra| extra.id == "gross");
    let money = discount_money(model).filter(|_| priced && !told)?;
    (money.scale <= model.measure.scale).then(|| widened(money, model.measure.scale).values)
}

/// The same numbers with more decimals, where they fit.
fn widened(numbers: Numbers, scale: u8) -> Numbers {
    let more = scale.saturating_sub(numbers.scale);
    let factor = 10_i64.checked_pow(u32::from(more)).unwrap_or(1);
    let known = |value: &&i64| **value != NO_AMOUNT;
    let fits = |value: &i64| value.checked_mul(factor).is_some();
    if factor == 1 || !numbers.values.iter().filter(known).all(fits) {
        return numbers;
    }
    let value = |value: &i64| {
        if *value == NO_AMOUNT {
            NO_AMOUNT
        } else {
            value * factor
        }
    };
    Numbers {
        values: numbers.values.iter().map(value).collect(),
        scale,
        unit: numbers.unit,
    }
}

fn by_year(model: &Model, role: Role) -> Option<Numbers> {
    let lookup = model.lookups.iter().find(|lookup| lookup.role == role)?;
    let source = &model.sources[lookup.source];
    let column = &source.table.columns[lookup.value];
    let decimals = column.decimals(&column.decision.number);
    let value = |row: &u32| {
        decimals
            .values
            .get(*row as usize)
            .copied()
            .unwrap_or(NO_AMOUNT)
    };
    Some(Numbers {
        values: lookup.rows.iter().map(value).collect(),
        scale: decimals.scale,
        unit: column.decision.number.unit.clone(),
    })
}

/// A column's numbers, lifted to the facts, with no more decimals than they need.
fn at(model: &Model, place: (usize, usize)) -> Numbers {
    let column = model.column(place);
    let decimals = column.decimals(&column.decision.number);
    let mut numbers = Numbers {
        values: model.lift_at(place, decimals.values, NO_AMOUNT),
        scale: decimals.scale + if counts_hundredths(column) { 2 } else { 0 },
        unit: column.decision.number.unit.clone(),
    };
    while numbers.scale > 0
        && numbers
            .values
            .iter()
            .all(|value| *value == NO_AMOUNT || value % 10 == 0)
    {
        numbers.scale -= 1;
        let value = |value: &mut i64| {
            *value = if *value == NO_AMOUNT {
                NO_AMOUNT
            } else {
                *value / 10
            }
        };
        numbers.values.iter_mut().for_each(value);
    }
    numbers
}

/// Whether whole numbers count hundredths of the currency, as the column's name says: `amount_cents`.
pub fn counts_hundredths(column: &Column) -> bool {
    let said = |word: &String| HUNDREDTHS.contains(&word.as_str());
    column.decision.kind == Kind::Integer && words(&column.name).iter().any(said)
}

/// An amount that stands on an order's first line alone counts once. Where the lines have prices of
/// their own it is spread over them in that proportion, the rest of the rounding on the first; else
/// it stays on the first.
fn once_an_order(model: &Model, column: usize) -> Numbers {
    let mut numbers = at(model, (model.fact, column));
    let weights = line_prices(model);
    if let Some(fields) = &model.facts().order_fields
        && fields.columns[column]
    {
        let mut row = 0;
        for lines in fields.first.chunk_by(|a, b| a == b) {
            let amounts = &mut numbers.values[row..row + lines.len()];
            let weights = weights.as_ref().map(|w| &w.values[row..row + lines.len()]);
            spread(amounts, weights.unwrap_or(&[]));
            row += lines.len();
        }
    }
    numbers
}

/// Quantity x unit price, where both stand on the lines.
fn line_prices(model: &Model) -> Option<Numbers> {
    let own = |role| Some(at(model, (model.fact, model.facts().mapping.column(role)?)));
    Some(times(&own(Role::Quantity)?, &own(Role::UnitPrice)?))
}

/// Spreads the first amount over all by weight.
fn spread(amounts: &mut [i64], weights: &[i64]) {
    let Some(whole) = amounts.first().copied().filter(|whole| *whole != NO_AMOUNT) else {
        return;
    };
    // A line without a price weighs nothing.
    let weight = |weight: &i64| if *weight == NO_AMOUNT { 0 } else { *weight };
    let sound = weights.len() == amounts.len() && weights.iter().map(weight).all(|it| it >= 0);
    let sum: i128 = weights.iter().map(weight).map(i128::from).sum();
    let mut rest = whole;
    for (at, amount) in amounts.iter_mut().enumerate().skip(1) {
        *amount = match sound && sum > 0 {
            true => (i128::from(whole) * i128::from(weight(&weights[at])) / sum) as i64,
            false => 0,
        };
        rest -= *amount;
    }
    amounts[0] = rest;
}

/// A number that does not fit is told as one that cannot be read.
fn each(a: &Numbers, b: &Numbers, scale: u8, how: &dyn Fn(i64, i64) -> Option<i64>) -> Numbers {
    let value = |(a, b): (&i64, &i64)| match (*a, *b) {
        (NO_AMOUNT, _) | (_, NO_AMOUNT) => NO_AMOUNT,
        (a, b) => how(a, b).unwrap_or(NO_AMOUNT),
    };
    Numbers {
        values: a.values.iter().zip(&b.values).map(value).collect(),
        scale,
        unit: b.unit.clone().or_else(|| a.unit.clone()),
    }
}

fn times(a: &Numbers, b: &Numbers) -> Numbers {
    each(a, b, a.scale + b.scale, &|a, b| a.checked_mul(b))
}

fn minus(a: &Numbers, b: &Numbers) -> Numbers {
    let scale = a.scale.max(b.scale);
    let factor = |own: u8| 10_i64.checked_pow(u32::from(scale - own));
    let (of_a, of_b) = (factor(a.scale), factor(b.scale));
    each(a, b, scale, &|a, b| {
        a.checked_mul(of_a?)?.checked_sub(b.checked_mul(of_b?)?)
    })
}

/// `1 - discount`. Where no discount is told, nothing is taken off. Shares above 1 are percent.
fn without(discount: &Numbers) -> Numbers {
    let known = discount.values.iter().filter(|value| **value != NO_AMOUNT);
    let largest = known.copied().max().unwrap_or(0);
    let mut scale = discount.scale;
    if 10_i64
        .checked_pow(u32::from(scale))
        .is_some_and(|one| largest > one)
    {
        scale += 2;
    }
    let one = 10_i64.checked_pow(u32::from(scale)).unwrap_or(i64::MAX);
    let rest = |value: &i64| match *value {
        NO_AMOUNT => one,
        value => one - value,
    };
    Numbers {
        values: discount.values.iter().map(rest).collect(),
        scale,
        unit: None,
    }
}

/// Whether a file may hold facts: it has an amount, a price, or pieces of what others price.
pub(super) fn may_be_worth(
    sources: &[crate::schema::Source],
    source: usize,
    reach: &[usize],
) -> bool {
    let has = |source: usize, role| sources[source].column(role).is_some();
    let priced = || {
        reach.iter().any(|far| has(*far, Role::UnitPrice))
            || (0..sources.len()).any(|far| has(far, Role::UnitPrice) && has(far, Role::FiscalYear))
    };
    // The lines of orders, each for one piece of what a list of prices names.
    let listed = || {
        let mut others = reach.iter().filter(|far| **far != source);
        has(source, Role::OrderId)
            && has(source, Role::Product)
            && others.any(|far| has(*far, Role::UnitPrice) && has(*far, Role::Product))
    };
    has(source, Role::Amount)
        || has(source, Role::UnitPrice)
        || (has(source, Role::Quantity) && priced())
        || listed()
}
