//! Whether the numbers of a file may be those of sales. Prices of cars, votes of counties and quotes of shares are
//! numbers too: where nothing says who bought, in which order or on what day, a sum of them says nothing.
//!
//! Nothing is proven here. Rows that look like no sales are asked about, and whoever says which column holds the amount
//! is believed.

use crate::schema::header::{english, singular};
use crate::schema::{Role, Source, headers_are_silent, is_headed_like};
use crate::table::{Column, Table};

/// Somebody bought, or something was sent.
const BOUGHT: [Role; 10] = [
    Role::OrderId,
    Role::CustomerId,
    Role::CustomerName,
    Role::LastName,
    Role::ShipDay,
    Role::Refunded,
    Role::Fee,
    Role::Shipping,
    Role::Tax,
    Role::TotalOrders,
];
/// What was bought, or where.
const GOODS: [Role; 4] = [
    Role::Product,
    Role::ProductName,
    Role::Category,
    Role::Market,
];
/// Words of headers that no other numbers have: `Total` and `Value` may be of anything.
const OF_SALES: &str = "sale sold revenue turnover spent spend purchase order invoice paid payment bill receipt \
     ticket basket amount subtotal takings";

/// Whether a source and what it reaches tell more than numbers.
pub(super) fn may_sell(sources: &[Source], source: usize, reach: &[usize]) -> bool {
    let own = &sources[source];
    let has = |role: Role| reach.iter().any(|at| sources[*at].column(role).is_some());
    let said = |role: Role| own.mapping.is_said(role);
    // Values, periods and lists have proofs of their own.
    let proven = headers_are_silent(&own.table) || own.unpivoted || own.table.facts.list;
    if proven || said(Role::Amount) || said(Role::UnitPrice) || BOUGHT.into_iter().any(has) {
        return true;
    }
    let (dated, pieces) = (has(Role::OrderDay), has(Role::Quantity));
    match own.column(Role::Amount) {
        Some(amount) => {
            let goods = has(Role::Product) || has(Role::ProductName);
            dated || pieces || goods || is_of_sales(&amount.name)
        }
        // A price is of a thing that is sold, or only offered.
        None => pieces || dated && GOODS.into_iter().any(has),
    }
}

/// Whether a header speaks of amounts or prices, whatever the cells hold.
pub(super) fn is_headed_as_money(table: &Table) -> bool {
    let headed = |column: &Column| {
        let any = [Role::Amount, Role::UnitPrice];
        any.into_iter()
            .any(|role| is_headed_like(&column.name, role))
    };
    table.columns.iter().any(headed)
}

fn is_of_sales(header: &str) -> bool {
    let mut words = english(header).into_iter();
    words.any(|word| {
        let word = singular(&word);
        OF_SALES.split_ascii_whitespace().any(|sale| sale == word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_may_be_of_anything_and_sales_are_sales() {
        for header in ["Sales", "total_bill", "Umsatz", "Sum of Sales", "Amount"] {
            assert!(is_of_sales(header), "{header}");
        }
        for header in ["Total", "value", "Price", "Gesamt"] {
            assert!(!is_of_sales(header), "{header}");
        }
    }
}
