//! Customers -> their places by revenue: descending, and the smaller id first where equal.

use crate::analysis::Customers;
use crate::value::order;

/// Who stands where. Those below zero come last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// Customer indices, the best first.
    pub customers: Vec<usize>,
    /// How many of them have revenue of zero or more.
    pub not_negative: usize,
    /// The revenue of those, in all.
    pub total: i128,
}

impl Ranking {
    /// Ranks the customers with orders, and those with credits alone.
    pub fn of(customers: &Customers) -> Ranking {
        // One number each: less revenue above, the customer below. Rows and amounts have 32 and 64 bits.
        let packed = |customer: usize| (-customers.revenue[customer]) << 32 | customer as i128;
        let mut numbers: Vec<i128> = customers.with_credits().map(packed).collect();
        order::sort_numbers(&mut numbers);
        let order: Vec<usize> = numbers
            .into_iter()
            .map(|number| (number & 0xFFFF_FFFF) as usize)
            .collect();
        let not_negative = order.partition_point(|customer| customers.revenue[*customer] >= 0);
        let total = order[..not_negative]
            .iter()
            .map(|customer| customers.revenue[*customer])
            .sum();
        Ranking {
            customers: order,
            not_negative,
            total,
        }
    }

    /// The customers with revenue of zero or more, the best first.
    pub fn worth(&self) -> &[usize] {
        &self.customers[..self.not_negative]
    }

    /// The customers whose refunds exceed their purchases.
    pub fn below_zero(&self) -> &[usize] {
        &self.customers[self.not_negative..]
    }

    /// Per customer index the place from 1, 0 for those without orders.
    pub fn places(&self, customers: &Customers) -> Vec<u64> {
        let mut places = vec![0; customers.orders.len()];
        for (place, customer) in self.customers.iter().enumerate() {
            places[*customer] = place as u64 + 1;
        }
        places
    }
}
