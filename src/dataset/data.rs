//! The joined truth: one row a fact, columns of equal length, dense ids.

use serde::{Deserialize, Serialize};

use crate::dataset::Status;
use crate::dataset::{Codes, Numbers, Places};
pub use crate::recipe::{OrderRule, RevenueDefinition};
use crate::say::Text;
use crate::value::{Day, Decimal};

/// No value: a row without a customer, an order or a dimension's value.
pub const NO_CODE: u32 = u32::MAX;

/// Where a row came from: the one identity from the byte to the tooltip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RowId {
    /// Index of the file among the sources.
    pub file: u16,
    /// Record number: 0 is the header, 1 the first record below it.
    pub record: u32,
}

/// What one row of the facts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Grain {
    /// A position of an order.
    OrderLine,
    /// An order.
    Order,
    /// Totals of a customer or product in a period; there are no orders.
    Period,
    /// One row a customer.
    Customer,
    /// A list of products bought together.
    Basket,
}

/// What a data set can tell; analyses declare what they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Capability {
    /// Amounts of money.
    Revenue,
    /// Who bought.
    Customers,
    /// Single purchases.
    Orders,
    /// When.
    Days,
    /// What was bought.
    Products,
    /// Whether it was delivered or came back.
    Status,
    /// How many pieces: the measure `units`.
    Units,
    /// What the goods cost: the measures `cost` and `margin`.
    Cost,
    /// At what time of day.
    TimeOfDay,
    /// How often and when last each customer bought: from single orders, or as totals of each customer.
    Recency,
    /// What is known of each customer beside the purchases.
    Attributes,
}

/// How many orders a rule gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OrderRuleCount {
    /// The rule.
    pub rule: OrderRule,
    /// Orders under it.
    #[cfg_attr(test, ts(type = "number"))]
    pub orders: u64,
}

/// Order ids of the files that stand with more than one customer: an order of each is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedOrders {
    /// How many ids.
    pub ids: u32,
    /// The first used row with a customer other than the first of its order id.
    pub row: u32,
}

/// A buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customer {
    /// The id, cleaned; the name where there is no id.
    pub id: String,
    /// The name, if any file tells it.
    pub name: Option<String>,
}

impl Customer {
    /// The name, or the id where there is none.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }

    /// Adds the id to the name, which others have too.
    pub(super) fn call_by_id(&mut self) {
        if let Some(name) = &mut self.name {
            *name = format!("{name} ({})", self.id);
        }
    }
}

/// A column to slice and group by.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// The role's id, or `file.column` for a column without a role. The id in a `Key`.
    pub id: String,
    /// The column's header.
    pub name: String,
    /// Per row an index into `values`, or [`NO_CODE`].
    pub codes: Codes,
    /// The distinct values, sorted.
    pub values: Vec<String>,
    /// What each value is called where another column names it, else empty.
    pub names: Vec<String>,
}

impl Dimension {
    /// The same dimension with codes of its own.
    pub(super) fn with_codes(&self, codes: Vec<u32>) -> Dimension {
        Dimension {
            id: self.id.clone(),
            name: self.name.clone(),
            codes: Codes::of(self.values.len(), codes),
            values: self.values.clone(),
            names: self.names.clone(),
        }
    }
}

/// A number of each row beside its amount, as a column resolved once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What it measures: `units`, `gross`, `cost`, `margin`.
    pub id: &'static str,
    /// Per row the mantissa at `scale`, or [`NO_VALUE`].
    pub values: Numbers,
    /// Decimals.
    pub scale: u8,
}

/// The files do not tell this row's number.
pub const NO_VALUE: i64 = i64::MIN;
/// The files do not tell this row's time of day.
pub const NO_MINUTE: u16 = u16::MAX;

/// What a file with one row a customer tells of each customer, by customer index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// How many orders.
    pub orders: Vec<u32>,
    /// The first order day, where the file tells it, else the last.
    pub first: Vec<Day>,
    /// The last order day.
    pub last: Vec<Day>,
    /// Mean days between orders as the file states them; NaN where it does not.
    pub stated_gap: Vec<f64>,
    /// The day the file speaks from, where its days since the last order agree on one.
    pub as_of: Option<Day>,
    /// Orders and revenue by weekday, week of the month or part of the day, as the file states them.
    pub splits: Vec<Split>,
}

/// How a file with one row a customer divides orders and revenue over the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Split {
    /// `weekday` (Monday first), `week_of_month` or `part_of_day`.
    pub id: &'static str,
    /// Orders of each part over all customers.
    pub orders: Vec<i128>,
    /// Revenue of each part over all customers, at the data set's scale; empty where not told.
    pub revenue: Vec<i128>,
}

/// Rows left out of all sums because their currency has no rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The currency.
    pub currency: String,
    /// How many rows.
    pub rows: u64,
    /// Their sum, in that currency.
    pub amount: Decimal,
}

/// The joined truth. All per-row vectors have the length of `rows`, in order of files and records.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// What a row is.
    pub grain: Grain,
    /// What can be asked.
    pub capabilities: Vec<Capability>,
    /// Where each row came from.
    pub rows: Places,
    /// How many rows, the last ones, are credits of rows before them: what an order gives back that its
    /// own row tells.
    pub credits: usize,
    /// Per row, the amount's mantissa at `scale`, in the reporting currency.
    pub amount: Vec<i64>,
    /// Decimals of `amount`.
    pub scale: u8,
    /// The reporting currency, if any file tells one.
    pub currency: Option<String>,
    /// Per row, the day; empty without [`Capability::Days`].
    pub day: Vec<Day>,
    /// Per row, an index into `customers`, or [`NO_CODE`]; empty without [`Capability::Customers`].
    pub customer: Vec<u32>,
    /// Buyers, sorted by id, so that a lower index wins ties.
    pub customers: Vec<Customer>,
    /// Per row, the order, dense from 0 by first appearance; empty without [`Capability::Orders`].
    pub order: Vec<u32>,
    /// How many orders.
    pub orders: u32,
    /// What makes rows one order.
    pub order_rule: OrderRule,
    /// How many orders the other rules would give.
    pub order_alternatives: Vec<OrderRuleCount>,
    /// Order ids under which several customers stand; none where ids do not make the orders.
    pub shared_orders: Option<SharedOrders>,
    /// Per row, what became of it; empty without [`Capability::Status`].
    pub status: Vec<Status>,
    /// Numbers of each row beside its amount.
    pub measures: Vec<Measured>,
    /// Per row minutes since midnight, or [`NO_MINUTE`]; empty without [`Capability::TimeOfDay`].
    pub minute: Vec<u16>,
    /// What to slice by.
    pub dimensions: Vec<Dimension>,
    /// What is known of each customer: `codes` by customer, not by row.
    pub attributes: Vec<Dimension>,
    /// Where the grain is the customer: what is known instead of single orders.
    pub totals: Option<Totals>,
    /// Customers in a customer file, with or without orders.
    pub customers_on_file: Option<u64>,
    /// The first month of the fiscal year, 2 to 12, where the files tell one that is no calendar year.
    pub fiscal_start: Option<u32>,
    /// Rows in other currencies.
    pub apart: Vec<Apart>,
    /// What to know before believing it.
    pub notes: Vec<Text>,
}

impl Dataset {
    /// Whether it can tell this.
    pub fn can(&self, capability: Capability) -> bool {
        self.capabilities.contains(&capability)
    }

    /// Whether the status of any row tells this definition of revenue from booked.
    pub fn tells(&self, definition: RevenueDefinition) -> bool {
        let has = |wanted: Status| self.status.contains(&wanted);
        match definition {
            RevenueDefinition::Booked => true,
            RevenueDefinition::NetOfReturns => has(Status::Returned) || has(Status::Refund),
            RevenueDefinition::Delivered => has(Status::Delivered),
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many records of the files are used; the rows behind them are credits of these.
    pub fn records(&self) -> usize {
        self.rows.len() - self.credits
    }

    /// True when every row was set aside.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The dimension of that id.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// The measure of that id.
    pub fn measure(&self, id: &str) -> Option<&Measured> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// First and last day of all rows.
    pub fn period(&self) -> Option<(Day, Day)> {
        let start = (*self.day.first()?, *self.day.first()?);
        let wider = |(first, last): (Day, Day), day: &Day| (first.min(*day), last.max(*day));
        Some(self.day.iter().fold(start, wider))
    }

    /// A sum of amounts as a decimal.
    pub fn money(&self, mantissa: i128) -> Decimal {
        Decimal::new(mantissa, self.scale)
    }

    /// The status of a row; without a status column every row counts as unknown.
    pub fn status_of(&self, row: usize) -> Status {
        self.status.get(row).copied().unwrap_or(Status::Unknown)
    }
}

#[cfg(test)]
impl Dataset {
    /// A data set of orders written by hand: customer, day, amount.
    pub fn of_orders(orders: &[(&str, &str, &str)]) -> Dataset {
        let mut customers: Vec<&str> = orders.iter().map(|order| order.0).collect();
        customers.sort_unstable();
        customers.dedup();
        let customer = |id| customers.iter().position(|c| *c == id).unwrap() as u32;
        Dataset {
            grain: Grain::Order,
            capabilities: vec![
                Capability::Revenue,
                Capability::Customers,
                Capability::Orders,
                Capability::Days,
                Capability::Recency,
            ],
            rows: (0..orders.len())
                .map(|row| RowId {
                    file: 0,
                    record: row as u32 + 1,
                })
                .collect(),
            amount: orders
                .iter()
                .map(|order| Decimal::parse(order.2).unwrap().at_scale(2).unwrap() as i64)
                .collect(),
            credits: 0,
            scale: 2,
            currency: None,
            day: orders
                .iter()
                .map(|order| Day::from_iso(order.1).unwrap())
                .collect(),
            customer: orders.iter().map(|order| customer(order.0)).collect(),
            customers: customers
                .iter()
                .map(|id| Customer {
                    id: (*id).to_owned(),
                    name: None,
                })
                .collect(),
            order: (0..orders.len() as u32).collect(),
            orders: orders.len() as u32,
            order_rule: OrderRule::EachRow,
            order_alternatives: Vec::new(),
            shared_orders: None,
            status: Vec::new(),
            measures: Vec::new(),
            minute: Vec::new(),
            dimensions: Vec::new(),
            attributes: Vec::new(),
            totals: None,
            customers_on_file: None,
            fiscal_start: None,
            apart: Vec::new(),
            notes: Vec::new(),
        }
    }
}
