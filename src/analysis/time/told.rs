//! Small shops told by hand, for the tests of this folder.

use crate::analysis::{Analysis, Frame};
use crate::dataset::{Dataset, RevenueDefinition, Slice};
use crate::figure::{Outcome, Section};
use crate::value::{Day, Map};

/// A frame over a whole data set, as of its last day.
pub(super) fn on<T>(data: &Dataset, check: impl Fn(&Frame) -> T) -> T {
    let slice = Slice::whole(data);
    let as_of = data.period().map_or(Day(0), |period| period.1);
    check(&Frame::new(
        data,
        &slice,
        as_of,
        RevenueDefinition::Booked,
        None,
    ))
}

/// What an analysis says of orders written as customer, day, amount.
pub(super) fn told(
    analysis: &Analysis,
    orders: &[(&str, &str, &str)],
    settings: &[(&str, &str)],
) -> Outcome<Section> {
    let set =
        |(name, value): &(&str, &str)| (format!("{}.{name}", analysis.id), (*value).to_owned());
    let settings: Map<String> = settings.iter().map(set).collect();
    on(&Dataset::of_orders(orders), |frame| {
        analysis.section(frame, &settings).outcome
    })
}

/// The reason why there is no result.
pub(super) fn refusal(outcome: &Outcome<Section>) -> &str {
    match outcome {
        Outcome::NotEnough { reason, .. } => &reason.id,
        _ => panic!("it answered"),
    }
}

/// One order in each month, from January of a year on, of customers in turn; the amount by place.
pub(super) fn monthly(year: i32, months: usize, amount: impl Fn(usize) -> i64) -> Vec<[String; 3]> {
    let order = |at: usize| {
        let (year, month) = (year + (at / 12) as i32, at % 12 + 1);
        [
            format!("c{}", at % 5),
            format!("{year}-{month:02}-01"),
            amount(at).to_string(),
        ]
    };
    (0..months).map(order).collect()
}

/// The same as borrowed text.
pub(super) fn borrowed(orders: &[[String; 3]]) -> Vec<(&str, &str, &str)> {
    orders
        .iter()
        .map(|[customer, day, amount]| (customer.as_str(), day.as_str(), amount.as_str()))
        .collect()
}
