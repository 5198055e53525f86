//! Trace -> the rows of the slice behind a number.

use std::collections::BTreeSet;

use crate::analysis::{Assignment, Frame, Ranking};
use crate::dataset::{NO_CODE, RevenueDefinition};
use crate::figure::{Clause, Trace};
use crate::value::{Day, Month};

/// A clause with its names looked up, so that a row is tested by comparing numbers.
enum Test<'a> {
    Code(&'a [u32], BTreeSet<u32>),
    Buyer(BTreeSet<u32>),
    Months(BTreeSet<Month>),
    Years(BTreeSet<i32>),
    Days(Day, Day),
    Counts(RevenueDefinition),
    Places(Vec<u64>, u64, u64),
    Never,
}

/// The rows of the slice up to as_of that match a trace, ascending.
///
/// `assignments` are what [`crate::analysis::assignments`] gave for the same frame.
pub fn rows_behind(frame: &Frame, trace: &Trace, assignments: &[Assignment]) -> Vec<u32> {
    let tests: Vec<Test> = trace
        .clauses
        .iter()
        .map(|clause| Test::of(frame, clause, assignments))
        .collect();
    let shown = |row: &u32| {
        frame
            .dataset
            .day
            .get(*row as usize)
            .is_none_or(|day| *day <= frame.as_of)
    };
    let rows = frame.slice.rows.iter().copied().filter(shown);
    rows.filter(|row| tests.iter().all(|test| test.holds(frame, *row as usize)))
        .collect()
}

impl<'a> Test<'a> {
    fn of(frame: &Frame<'a>, clause: &Clause, assignments: &[Assignment]) -> Test<'a> {
        match clause {
            Clause::In { dimension, values } => {
                Test::of_values(frame, dimension, values, assignments)
            }
            Clause::Between { from, to } => Test::Days(*from, *to),
            Clause::Counted => Test::Counts(frame.definition),
            Clause::CountedAs { definition } => RevenueDefinition::ALL
                .iter()
                .find(|(id, _)| id == definition)
                .map_or(Test::Never, |(_, d)| Test::Counts(*d)),
            Clause::Ranked { from, to } => {
                let places = Ranking::of(&frame.customers).places(&frame.customers);
                Test::Places(places, *from, *to)
            }
        }
    }

    fn of_values(
        frame: &Frame<'a>,
        dimension: &str,
        values: &[String],
        assignments: &[Assignment],
    ) -> Test<'a> {
        let wanted: BTreeSet<&str> = values.iter().map(String::as_str).collect();
        if let Some(assignment) = assignments
            .iter()
            .find(|assignment| assignment.id == dimension)
        {
            return Test::Buyer(assignment.customers_with(&wanted));
        }
        match dimension {
            "customer" => {
                let customers = frame.dataset.customers.iter().enumerate();
                let found = customers.filter(|(_, customer)| wanted.contains(customer.id.as_str()));
                Test::Buyer(found.map(|(index, _)| index as u32).collect())
            }
            "month" => Test::Months(
                values
                    .iter()
                    .filter_map(|value| Month::from_iso(value))
                    .collect(),
            ),
            "year" => Test::Years(
                values
                    .iter()
                    .filter_map(|value| value.parse().ok())
                    .collect(),
            ),
            _ => frame
                .dataset
                .dimension(dimension)
                .map_or(Test::Never, |found| {
                    let codes = (0..found.values.len() as u32)
                        .filter(|code| wanted.contains(found.values[*code as usize].as_str()))
                        .collect();
                    Test::Code(&found.codes, codes)
                }),
        }
    }

    fn holds(&self, frame: &Frame, row: usize) -> bool {
        let data = frame.dataset;
        let day = data.day.get(row).copied();
        let buyer = data
            .customer
            .get(row)
            .copied()
            .filter(|code| *code != NO_CODE);
        match self {
            Test::Code(codes, wanted) => wanted.contains(&codes[row]),
            Test::Buyer(wanted) => buyer.is_some_and(|code| wanted.contains(&code)),
            Test::Months(wanted) => day.is_some_and(|day| wanted.contains(&day.month())),
            Test::Years(wanted) => day.is_some_and(|day| wanted.contains(&day.month().year())),
            Test::Days(from, to) => day.is_some_and(|day| (*from..=*to).contains(&day)),
            Test::Counts(definition) => definition.counts(data.status_of(row)),
            Test::Places(places, from, to) => buyer.is_some_and(|code| {
                (*from..=*to).contains(&places[code as usize]) && places[code as usize] > 0
            }),
            Test::Never => false,
        }
    }
}
