//! Dataset + filters -> Slice: which base rows are shown; and a trace -> the rows behind a number.

use std::rc::Rc;

use crate::dataset::{Dataset, NO_CODE};
use crate::recipe::Filter;
use crate::value::Month;

/// What an analysis of the base says of each customer: the tier, the segment. A dimension to slice by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The dimension's id.
    pub id: &'static str,
    /// Per customer an index into `values`, or [`NO_CODE`].
    pub codes: Rc<[u32]>,
    /// The values.
    pub values: Vec<String>,
}

impl Assignment {
    /// A dimension from each customer's index into `values`.
    pub fn new(
        id: &'static str,
        values: Vec<String>,
        of: impl Iterator<Item = Option<usize>>,
    ) -> Assignment {
        Assignment {
            id,
            values,
            codes: of
                .map(|value| value.map_or(NO_CODE, |value| value as u32))
                .collect(),
        }
    }

    /// The value of a customer.
    pub fn value(&self, customer: usize) -> Option<&str> {
        let code = *self.codes.get(customer)?;
        self.values.get(code as usize).map(String::as_str)
    }
}

/// A view of the data: the base rows it selects, ascending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Indices into the data set's rows.
    pub rows: Vec<u32>,
    /// True when every base row is in it.
    pub whole: bool,
}

impl Slice {
    /// Every row.
    pub fn whole(dataset: &Dataset) -> Slice {
        Slice {
            rows: (0..dataset.len() as u32).collect(),
            whole: true,
        }
    }

    /// The rows that pass the filters. Filters of one dimension are alternatives; dimensions restrict
    /// each other; `without` takes rows out. A filter on an unknown dimension selects nothing.
    pub fn of(dataset: &Dataset, assigned: &[Assignment], filters: &[Filter]) -> Slice {
        if filters.is_empty() {
            return Slice::whole(dataset);
        }
        let mut kept = vec![true; dataset.len()];
        for (at, first) in filters.iter().enumerate() {
            let alternative = |filter: &&Filter| {
                (filter.without, &filter.key.dimension) == (first.without, &first.key.dimension)
            };
            if filters[..at].iter().any(|filter| alternative(&filter)) {
                continue;
            }
            let (without, dimension) = (first.without, &first.key.dimension);
            let alternatives = filters.iter().filter(alternative);
            let values: Vec<&str> = alternatives.map(|f| f.key.value.as_str()).collect();
            let has = having(dataset, assigned, dimension, &values);
            for (row, kept) in kept.iter_mut().enumerate() {
                *kept &= has[row] != without;
            }
        }
        let rows = (0..dataset.len() as u32)
            .filter(|row| kept[*row as usize])
            .collect();
        Slice { rows, whole: false }
    }
}

/// Per row whether it has one of these values in the dimension.
pub fn having(
    dataset: &Dataset,
    assigned: &[Assignment],
    dimension: &str,
    values: &[&str],
) -> Vec<bool> {
    let by_code = |codes: &[u32], wanted: &[bool]| -> Vec<bool> {
        codes
            .iter()
            .map(|code| wanted.get(*code as usize).copied().unwrap_or(false))
            .collect()
    };
    match dimension {
        "customer" => {
            let wanted: Vec<bool> = dataset
                .customers
                .iter()
                .map(|c| values.contains(&c.id.as_str()))
                .collect();
            let found = by_code(&dataset.customer, &wanted);
            if found.is_empty() {
                vec![false; dataset.len()]
            } else {
                found
            }
        }
        "month" => {
            let months: Vec<Month> = values
                .iter()
                .filter_map(|value| Month::from_iso(value))
                .collect();
            per_day(dataset, |month| months.contains(&month))
        }
        "year" => {
            let years: Vec<i32> = values
                .iter()
                .filter_map(|value| value.parse().ok())
                .collect();
            per_day(dataset, |month| years.contains(&month.year()))
        }
        _ => {
            if let Some(assignment) = assigned
                .iter()
                .find(|assignment| assignment.id == dimension)
            {
                let wanted: Vec<bool> = assignment
                    .values
                    .iter()
                    .map(|v| values.contains(&v.as_str()))
                    .collect();
                let customer = by_code(&assignment.codes, &wanted);
                return by_code(&dataset.customer, &customer);
            }
            match dataset.dimension(dimension) {
                Some(found) => {
                    // The empty text stands for rows without a value.
                    let none = values.contains(&"");
                    let wanted: Vec<bool> = found
                        .values
                        .iter()
                        .map(|v| values.contains(&v.as_str()))
                        .collect();
                    let has = |code: &u32| wanted.get(*code as usize).copied().unwrap_or(none);
                    found.codes.iter().map(has).collect()
                }
                None => vec![false; dataset.len()],
            }
        }
    }
}

fn per_day(dataset: &Dataset, wanted: impl Fn(Month) -> bool) -> Vec<bool> {
    if dataset.day.is_empty() {
        return vec![false; dataset.len()];
    }
    dataset.day.iter().map(|day| wanted(day.month())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Key;

    fn filter(dimension: &str, value: &str, without: bool) -> Filter {
        Filter {
            key: Key::new(dimension, value),
            without,
        }
    }

    fn shop() -> Dataset {
        Dataset::of_orders(&[
            ("a", "2020-01-05", "1"),
            ("b", "2020-01-06", "2"),
            ("a", "2020-02-01", "3"),
            ("c", "2021-02-01", "4"),
        ])
    }

    #[test]
    fn filters_of_one_dimension_are_alternatives_and_dimensions_restrict_each_other() {
        let data = shop();
        let rows = |filters: &[Filter]| Slice::of(&data, &[], filters).rows;
        assert_eq!(
            rows(&[
                filter("customer", "a", false),
                filter("customer", "b", false)
            ]),
            [0, 1, 2]
        );
        assert_eq!(
            rows(&[
                filter("customer", "a", false),
                filter("month", "2020-02", false)
            ]),
            [2]
        );
        assert_eq!(rows(&[filter("customer", "a", true)]), [1, 3]);
        assert_eq!(rows(&[filter("year", "2021", false)]), [3]);
        assert!(rows(&[filter("no such thing", "x", false)]).is_empty());
    }

    #[test]
    fn customers_can_be_sliced_by_what_an_analysis_says_of_them() {
        let data = shop();
        let tiers = Assignment {
            id: "tier",
            codes: [0, 1, NO_CODE].into(),
            values: vec!["A".into(), "B".into()],
        };
        let slice = Slice::of(
            &data,
            std::slice::from_ref(&tiers),
            &[filter("tier", "A", false)],
        );
        assert_eq!(slice.rows, [0, 2]);
        assert_eq!(
            having(&data, &[tiers], "tier", &["B"]),
            [false, true, false, false]
        );
    }
}
