//! Trace -> the rows of the slice behind a number.

use crate::analysis::Frame;
use crate::dataset::{Assignment, NO_CODE, RevenueDefinition, having};
use crate::figure::{Clause, Trace};
use crate::value::Day;

/// A clause with its names looked up, so that a row is tested by comparing numbers.
enum Test {
    Flags(Vec<bool>),
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

impl Test {
    fn of(frame: &Frame, clause: &Clause, assignments: &[Assignment]) -> Test {
        match clause {
            Clause::In { dimension, values } => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                Test::Flags(having(frame.dataset, assignments, dimension, &values))
            }
            Clause::NotIn { dimension, values } => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                let mut flags = having(frame.dataset, assignments, dimension, &values);
                flags.iter_mut().for_each(|flag| *flag = !*flag);
                Test::Flags(flags)
            }
            Clause::Between { from, to } => Test::Days(*from, *to),
            Clause::Counted => Test::Counts(frame.definition),
            Clause::CountedAs { definition } => RevenueDefinition::ALL
                .iter()
                .find(|(id, _)| id == definition)
                .map_or(Test::Never, |(_, d)| Test::Counts(*d)),
            Clause::Ranked { from, to } => {
                let places = frame.ranking().places(&frame.customers);
                Test::Places(places, *from, *to)
            }
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
            Test::Flags(flags) => flags[row],
            Test::Days(from, to) => day.is_some_and(|day| (*from..=*to).contains(&day)),
            Test::Counts(definition) => definition.counts(data.status_of(row)),
            Test::Places(places, from, to) => buyer.is_some_and(|code| {
                (*from..=*to).contains(&places[code as usize]) && places[code as usize] > 0
            }),
            Test::Never => false,
        }
    }
}
