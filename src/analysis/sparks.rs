//! Months -> the small course beside a main number.
//!
//! Definitions: complete months only, the latest three years of them; an average is that of the month.

use crate::analysis::Frame;
use crate::analysis::trend::{Sold, months};
use crate::dataset::Capability;
use crate::figure::{Spark, SparkShape};
use crate::say::Text;

/// More months than this are no longer told apart on a card.
const MOST: usize = 36;
/// Two points are a comparison, not a course.
const LEAST: usize = 3;

/// The course of a main number, by the id of its fact; none where the files tell too little of it.
pub(super) fn by_month(frame: &Frame, id: &str) -> Option<Spark> {
    let able = |need| frame.dataset.can(need);
    if !able(Capability::Days) || (id != "revenue" && !able(Capability::Orders)) {
        return None;
    }
    let complete: Vec<&Sold> = months(frame).iter().filter(|sold| sold.complete).collect();
    let latest = &complete[complete.len().saturating_sub(MOST)..];
    let [first, .., last] = latest else {
        return None;
    };
    let points: Option<Vec<f64>> = latest.iter().map(|sold| of(frame, sold, id)).collect();
    let points = points.filter(|points| points.len() >= LEAST)?;
    let label = Text::new("spark.months")
        .with("from", first.month)
        .with("to", last.month);
    Some(Spark {
        shape: SparkShape::Line,
        points,
        label,
    })
}

/// The number of one month; an average of nothing breaks the course.
fn of(frame: &Frame, sold: &Sold, id: &str) -> Option<f64> {
    let revenue = frame.money(sold.revenue).to_f64();
    let per = |n: u64| (n > 0).then(|| revenue / n as f64);
    match id {
        "revenue" => Some(revenue),
        "orders" => Some(sold.orders as f64),
        "customers" => Some(sold.customers as f64),
        "aov" => per(sold.orders),
        "revenue_per_customer" => per(sold.customers),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Dataset, RevenueDefinition, Slice};
    use crate::value::Day;

    #[test]
    fn only_complete_months_make_a_course() {
        let data = Dataset::of_orders(&[
            ("a", "2020-01-01", "10"),
            ("b", "2020-02-20", "30"),
            ("a", "2020-03-05", "20"),
            ("a", "2020-03-06", "20"),
            ("a", "2020-04-10", "99"),
        ]);
        let slice = Slice::whole(&data);
        let as_of = Day::from_iso("2020-04-10").unwrap();
        let frame = Frame::new(&data, &slice, as_of, RevenueDefinition::Booked, None);
        let points = |id| by_month(&frame, id).map(|spark| spark.points);
        assert_eq!(points("revenue"), Some(vec![10.0, 30.0, 40.0]));
        assert_eq!(points("orders"), Some(vec![1.0, 1.0, 2.0]));
        assert_eq!(points("aov"), Some(vec![10.0, 30.0, 20.0]));
        assert_eq!(points("median_order"), None);
    }
}
