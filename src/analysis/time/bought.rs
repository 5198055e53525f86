//! Orders -> the days on which each customer bought, and the gaps between them.

use crate::analysis::{Frame, Orders};
use crate::dataset::{NO_CODE, RevenueDefinition};
use crate::value::{Day, order};

/// Customer and day, ascending, no day of a customer twice: two orders on one day are one purchase day.
pub(in crate::analysis) fn purchase_days(orders: &Orders) -> Vec<(u32, Day)> {
    // One number each, so that they sort as numbers do: the customer above, the day below.
    let mut days: Vec<i128> = orders
        .present()
        .filter(|order| orders.customer[*order] != NO_CODE)
        .map(|order| {
            i128::from(orders.customer[order]) << 32
                | (i128::from(orders.day[order].0) - i128::from(i32::MIN))
        })
        .collect();
    order::sort_numbers(&mut days);
    days.dedup();
    let day = |number: i128| Day(((number & 0xFFFF_FFFF) + i128::from(i32::MIN)) as i32);
    days.into_iter()
        .map(|number| ((number >> 32) as u32, day(number)))
        .collect()
}

/// The days between one purchase day of a customer and the next, ascending.
pub(in crate::analysis) fn gaps(days: &[(u32, Day)]) -> Vec<i128> {
    let same = days.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let mut gaps: Vec<i128> = same
        .map(|pair| i128::from(pair[1].1.0 - pair[0].1.0))
        .collect();
    order::sort_numbers(&mut gaps);
    gaps
}

/// The booked orders of the slice: what came back was bought as well.
pub(super) fn booked_in_slice(frame: &Frame) -> Orders {
    if frame.definition == RevenueDefinition::Booked {
        return frame.orders.clone();
    }
    let until = |row: &u32| {
        frame
            .dataset
            .day
            .get(*row as usize)
            .is_none_or(|day| *day <= frame.as_of)
    };
    let mut rows = frame.slice.rows.iter().copied().filter(until);
    Orders::of(frame.dataset, &mut rows, RevenueDefinition::Booked)
}

/// The purchase days, over all time, of the customers who bought in the slice.
pub(super) fn days_of_shown(frame: &Frame) -> Vec<(u32, Day)> {
    let days = purchase_days(&frame.booked_orders());
    if frame.slice.whole {
        return days;
    }
    let mut shown = vec![false; frame.dataset.customers.len()];
    let orders = booked_in_slice(frame);
    for order in orders
        .present()
        .filter(|order| orders.customer[*order] != NO_CODE)
    {
        shown[orders.customer[order] as usize] = true;
    }
    days.into_iter()
        .filter(|(customer, _)| shown[*customer as usize])
        .collect()
}
