//! Frame -> what is in the revenue and belongs to no customer who bought.

use crate::analysis::Frame;
use crate::dataset::NO_CODE;
use crate::say::Text;

/// Customers who only got money back: their credits are in the sum of revenue per customer, and they
/// are not among those that it is divided by.
pub(super) fn credits_alone(frame: &Frame) -> Option<Text> {
    let customers = &frame.customers;
    let alone = frame.ranking().customers.iter();
    let credits: Vec<i128> = alone
        .filter(|customer| !customers.bought(**customer))
        .map(|customer| customers.revenue[*customer])
        .collect();
    (!credits.is_empty()).then(|| {
        Text::new("note.per_customer.credits")
            .with("n", credits.len())
            .with("revenue", frame.cash(credits.iter().sum()))
    })
}

/// What the orders without a customer bring: they count as revenue and nowhere else.
pub(super) fn without_customer(frame: &Frame) -> Option<Text> {
    let nameless = |row: &usize| frame.dataset.customer.get(*row) == Some(&NO_CODE);
    let rows: Vec<usize> = frame.counted_rows().filter(nameless).collect();
    let sum: i128 = rows
        .iter()
        .map(|row| i128::from(frame.dataset.amount[*row]))
        .sum();
    (!rows.is_empty()).then(|| {
        Text::new("overview.without_customer")
            .with("rows", rows.len())
            .with("revenue", frame.cash(sum))
    })
}
