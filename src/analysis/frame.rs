//! What every analysis is given: base, slice, and the order and customer tables made once for all.

use std::ops::Deref;
use std::rc::Rc;

use crate::analysis::bought::{Bought, Gaps};
use crate::analysis::rows::Rows;
use crate::analysis::value::Visits;
use crate::analysis::{Params, Sums, Tables};
use crate::dataset::{Assignment, Capability, Dataset, NO_CODE, RevenueDefinition, Slice, Status};
use crate::say::Quantity;
use crate::value::{Day, Decimal, Months};

/// Purchases, in columns, by order id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Orders {
    /// The buyer, or [`NO_CODE`].
    pub customer: Vec<u32>,
    /// The first day of the rows that sell, or of its credits where it has nothing else.
    pub day: Vec<Day>,
    /// The sum of its counted rows, credits included.
    pub amount: Sums,
    /// How many of its rows count and sell; 0 = nothing is bought, though money may go back.
    pub lines: Vec<u32>,
}

/// Buyers, in columns, by customer index. What does not count is not in `revenue` and `orders`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Customers {
    /// Sum of counted amounts, mantissa at the data set's scale.
    pub revenue: Vec<i128>,
    /// Counted orders.
    pub orders: Vec<u32>,
    /// First order day, or first day of any row where there are no single orders; meaningless for a
    /// customer who is not present, as one who has credits alone.
    pub first: Vec<Day>,
    /// Last such day.
    pub last: Vec<Day>,
}

/// What an analysis works on. *Who a customer is* (tier, segment, first order) comes from the base;
/// *what is shown* comes from the slice.
pub struct Frame<'a> {
    /// The joined truth, all used rows.
    pub dataset: &'a Dataset,
    /// The rows shown.
    pub slice: &'a Slice,
    /// The day the analysis speaks from: the last order day unless told.
    pub as_of: Day,
    /// Which rows count as revenue.
    pub definition: RevenueDefinition,
    /// The days without an order after which a customer counts as inactive, where the user or a
    /// preset set it.
    pub active_days: Option<u32>,
    /// Orders and customers, made once for all.
    pub tables: Tables,
    /// Tables have all their rows, for a file; on the page a long one has its first.
    pub all_rows: bool,
}

impl<'a> Frame<'a> {
    /// Makes the shared tables: one pass over the rows for each.
    pub fn new(
        dataset: &'a Dataset,
        slice: &'a Slice,
        as_of: Day,
        definition: RevenueDefinition,
        active_days: Option<u32>,
    ) -> Frame<'a> {
        let base = Tables::of_base(dataset, as_of, definition);
        Frame {
            dataset,
            slice,
            as_of,
            definition,
            active_days,
            tables: base.of_slice(dataset, slice, as_of, definition),
            all_rows: false,
        }
    }

    /// How many rows a table has that shows so many on the page.
    pub fn most(&self, shown: usize) -> usize {
        match self.all_rows {
            true => usize::MAX,
            false => shown,
        }
    }

    /// How many orders are shown: single ones, or those that the file counts of each customer.
    pub fn order_count(&self) -> u64 {
        match has_orders(self.dataset) {
            true => self.orders.present().count() as u64,
            false => self.customers.orders.iter().map(|n| u64::from(*n)).sum(),
        }
    }

    /// A sum of amounts as money.
    pub fn money(&self, mantissa: i128) -> Decimal {
        self.dataset.money(mantissa)
    }

    /// A sum of amounts as a quantity.
    pub fn cash(&self, mantissa: i128) -> Quantity {
        Quantity::money(self.money(mantissa), self.currency())
    }

    /// A sum of amounts divided by a number of things, rounded once to two decimals more than the
    /// amounts have. A divisor of zero is a bug of the caller and gives zero.
    pub fn per(&self, mantissa: i128, things: i128) -> Decimal {
        let scale = self.dataset.scale.max(2) + 2;
        self.money(mantissa)
            .divided(things, scale)
            .unwrap_or_default()
    }

    /// The same as a quantity.
    pub fn cash_per(&self, mantissa: i128, things: i128) -> Quantity {
        Quantity::money(self.per(mantissa, things), self.currency())
    }

    /// The reporting currency.
    pub fn currency(&self) -> Option<&str> {
        self.dataset.currency.as_deref()
    }

    /// The days between the purchases of the base.
    pub(in crate::analysis) fn gaps(&self) -> &Gaps {
        self.tables.gaps(self.dataset)
    }

    /// What was bought in the slice, whatever came back.
    pub(in crate::analysis) fn bought(&self) -> &Bought {
        self.tables.bought(self)
    }

    /// What an analysis says of the customers of the base under its settings; made once, as it does
    /// not depend on the slice.
    pub(in crate::analysis) fn assigned<const N: usize>(
        &self,
        analysis: &'static str,
        params: &Params,
        made: impl Fn() -> [Assignment; N],
    ) -> [Assignment; N] {
        let all = self.tables.assigned(analysis, params, &|| made().into());
        std::array::from_fn(|at| all[at].clone())
    }

    /// The purchase days of every customer of the base under the definition.
    pub(in crate::analysis) fn visits(&self) -> &Rc<Visits> {
        self.tables.visits(self.dataset.customers.len())
    }

    /// The rows of the slice, up to as_of.
    pub(in crate::analysis) fn rows_until_as_of(&self) -> Rows<'_> {
        Rows {
            listed: Some(&self.slice.rows),
            as_of: self.as_of,
        }
    }

    /// The rows of the slice that count, up to as_of. They are looked for once.
    pub fn counted_rows(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.counted_list().iter().map(|row| *row as usize)
    }

    /// Those of them by which something is bought: the counted rows but credits.
    pub(in crate::analysis) fn sold_rows(&self) -> impl Iterator<Item = usize> + '_ {
        let sells = |row: &usize| self.dataset.status_of(*row) != Status::Refund;
        self.counted_rows().filter(sells)
    }

    /// The months of the days of the base.
    pub(in crate::analysis) fn calendar(&self) -> &Months {
        self.once.calendar.get_or_init(|| {
            let (first, last) = self.dataset.period().unwrap_or((self.as_of, self.as_of));
            Months::between(first, last)
        })
    }

    /// All of them as a list.
    pub(in crate::analysis) fn counted_list(&self) -> &[u32] {
        self.once.counted.get_or_init(|| {
            let mut counted = Vec::with_capacity(self.slice.rows.len());
            let rows = self.rows_until_as_of();
            rows.each(self.dataset, self.definition, &mut |row| {
                counted.push(row as u32)
            });
            counted
        })
    }
}

impl Deref for Frame<'_> {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

/// Whether rows belong to single orders.
pub(super) fn has_orders(dataset: &Dataset) -> bool {
    dataset.can(Capability::Orders)
}

impl Orders {
    /// Orders of these rows, as far as they count.
    pub fn of(dataset: &Dataset, rows: Rows, definition: RevenueDefinition) -> Orders {
        let count = dataset.orders as usize;
        let mut orders = Orders {
            customer: vec![NO_CODE; count],
            day: vec![Day(i32::MAX); count],
            amount: Sums::zeros(count),
            lines: vec![0; count],
        };
        if dataset.order.is_empty() {
            return orders;
        }
        // As slices: where they stand in memory is then not asked again for each row.
        let (customers, days) = (&mut orders.customer[..], &mut orders.day[..]);
        let (lines, amounts) = (&mut orders.lines[..], &mut orders.amount);
        let (buyers, all_days) = (&dataset.customer[..], &dataset.day[..]);
        let (ids, worth) = (&dataset.order[..], &dataset.amount[..]);
        rows.each(dataset, definition, &mut |row| {
            let order = ids[row] as usize;
            if order >= count {
                return;
            }
            if let Some(customer) = buyers.get(row) {
                customers[order] = *customer;
            }
            amounts.add(order, worth[row]);
            let sells = dataset.status_of(row) != Status::Refund;
            let sold = lines[order] > 0;
            if let Some(day) = all_days.get(row).filter(|_| sells || !sold) {
                // The first row that sells takes the place of what the credits told.
                let known = Some(days[order]).filter(|_| sold == sells);
                days[order] = known.map_or(*day, |known| known.min(*day));
            }
            lines[order] += u32::from(sells);
        });
        orders
    }

    /// The orders by which something is bought, by id: what is counted.
    pub fn present(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|order| self.lines[*order] > 0)
    }

    /// Those and the ones that are credits alone, by id: what is added up.
    pub fn with_credits(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|order| self.lines[*order] > 0 || self.amount.at(*order) != 0)
    }

    /// 1 for an order by which something is bought, 0 for credits alone.
    pub fn bought(&self, order: usize) -> u32 {
        self.lines[order].min(1)
    }

    /// Their sum.
    pub fn total(&self) -> i128 {
        self.amount.iter().sum()
    }
}

impl Customers {
    /// Buyers of these orders.
    pub fn of(dataset: &Dataset, orders: &Orders) -> Customers {
        let count = dataset.customers.len();
        let mut customers = Customers {
            revenue: vec![0; count],
            orders: vec![0; count],
            first: vec![Day(i32::MAX); count],
            last: vec![Day(i32::MIN); count],
        };
        for order in orders.with_credits() {
            let Some(customer) = Some(orders.customer[order]).filter(|code| *code != NO_CODE)
            else {
                continue;
            };
            let customer = customer as usize;
            customers.revenue[customer] += orders.amount.at(order);
            if orders.bought(order) == 0 {
                continue;
            }
            customers.orders[customer] += 1;
            customers.first[customer] = customers.first[customer].min(orders.day[order]);
            customers.last[customer] = customers.last[customer].max(orders.day[order]);
        }
        customers
    }

    /// Buyers of these rows where there are no single orders: of totals of periods, whose days are
    /// those of the rows, or of totals of customers, whose orders and days the file tells.
    pub fn of_rows(dataset: &Dataset, rows: Rows, definition: RevenueDefinition) -> Customers {
        let count = dataset.customers.len();
        let mut customers = Customers {
            revenue: vec![0; count],
            orders: vec![0; count],
            first: vec![Day(i32::MAX); count],
            last: vec![Day(i32::MIN); count],
        };
        rows.each(dataset, definition, &mut |row| {
            let buyer = dataset.customer.get(row).map(|code| *code as usize);
            let Some(buyer) = buyer.filter(|buyer| *buyer < count) else {
                return;
            };
            customers.revenue[buyer] += i128::from(dataset.amount[row]);
            // Totals of quarters and years have no days: whoever has one bought.
            let day = dataset.day.get(row).copied();
            let day = day.or(dataset.day.is_empty().then_some(rows.as_of));
            let sells = dataset.status_of(row) != Status::Refund;
            let mut days = [day.filter(|_| sells); 2];
            if let Some(totals) = &dataset.totals {
                let of = |list: &[Day]| list.get(buyer).copied();
                customers.orders[buyer] = totals.orders.get(buyer).copied().unwrap_or(0);
                days = [of(&totals.first), of(&totals.last)];
            }
            if let [Some(first), Some(last)] = days {
                customers.first[buyer] = customers.first[buyer].min(first);
                customers.last[buyer] = customers.last[buyer].max(last);
            }
        });
        customers
    }

    /// The customers with at least one order, or with rows where there are no single orders, by index.
    pub fn present(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.orders.len()).filter(|customer| self.bought(*customer))
    }

    /// Whether a customer is one of them.
    pub fn bought(&self, customer: usize) -> bool {
        self.orders[customer] > 0 || self.last[customer] != Day(i32::MIN)
    }

    /// Those and the ones who only got money back: all to whom revenue belongs.
    pub fn with_credits(&self) -> impl Iterator<Item = usize> + '_ {
        let known = |customer: &usize| self.bought(*customer) || self.revenue[*customer] != 0;
        (0..self.orders.len()).filter(known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_add_up_their_orders() {
        let data = Dataset::of_orders(&[
            ("b", "2020-01-05", "10"),
            ("a", "2020-01-01", "2.50"),
            ("b", "2020-02-01", "-1"),
        ]);
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None);
        assert_eq!(frame.customers.revenue, [250, 900]);
        assert_eq!(frame.customers.orders, [1, 2]);
        assert_eq!(frame.customers.last[1].to_string(), "2020-02-01");
    }

    #[test]
    fn credits_are_revenue_and_no_orders() {
        let mut data = Dataset::of_orders(&[
            ("a", "2020-01-05", "10"),
            ("a", "2020-01-09", "-4"),
            ("b", "2020-01-02", "-3"),
        ]);
        data.status = vec![Status::Unknown, Status::Refund, Status::Refund];
        let slice = Slice::whole(&data);
        let as_of = data.period().unwrap().1;
        let net = RevenueDefinition::NetOfReturns;
        let frame = Frame::new(&data, &slice, as_of, net, None);
        assert_eq!(frame.order_count(), 1);
        assert_eq!(frame.orders.total(), 300);
        assert_eq!(frame.customers.revenue, [600, -300]);
        assert_eq!(frame.customers.orders, [1, 0]);
        assert_eq!(frame.customers.last[0].to_string(), "2020-01-05");
        assert_eq!(frame.customers.present().collect::<Vec<_>>(), [0]);
        assert_eq!(frame.ranking().below_zero(), [1]);
        assert_eq!(frame.sold_rows().collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn rows_after_as_of_do_not_count() {
        let data = Dataset::of_orders(&[("a", "2020-01-01", "1"), ("a", "2020-03-01", "5")]);
        let slice = Slice::whole(&data);
        let as_of = Day::from_iso("2020-02-01").unwrap();
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None);
        assert_eq!(frame.customers.orders, [1]);
        assert_eq!(frame.counted_rows().count(), 1);
    }
}
