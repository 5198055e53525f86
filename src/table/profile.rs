//! a column -> what is in it at a glance: how much is missing, how many different values, the most
//! frequent ones, and how numbers and days are spread.

use crate::say::{Arg, Quantity, Text};
use crate::table::column::{Column, MISSING};
use crate::table::decide::Kind;
use crate::table::values::{NO_DAY, NO_NUMBER};
use crate::value::{Day, Decimal, order};

/// How many of the most frequent values are told.
const TOP: usize = 5;
/// Bars of the small histogram.
const BARS: usize = 12;

/// A column at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// What kind of values it holds.
    pub kind: Kind,
    /// Cells.
    pub rows: u64,
    /// Cells that hold nothing, or a word for nothing.
    pub missing: u64,
    /// Cells that are not missing and not of the kind.
    pub bad: u64,
    /// Different values, missing ones not counted.
    pub distinct: u64,
    /// The most frequent values with their cells, the most frequent first; equally frequent ones in the
    /// order of the alphabet.
    pub top: Vec<(String, u64)>,
    /// Where numbers or days lie; `None` for words.
    pub spread: Option<Spread>,
}

/// How numbers or days are spread.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The smallest number, or the first day.
    pub low: Quantity,
    /// The largest number, or the last day.
    pub high: Quantity,
    /// Cells in equal steps from low to high; one bar when all are equal.
    pub bars: Vec<u64>,
}

/// Looks at all cells of a column.
pub fn profile(column: &Column) -> Profile {
    let coded = column.coded();
    let mut counts = vec![0_u64; coded.entries.len()];
    let mut missing = 0;
    for code in &coded.codes {
        match counts.get_mut(*code as usize) {
            Some(count) => *count += 1,
            None => missing += u64::from(*code == MISSING),
        }
    }
    let mut places: Vec<u32> = (0..counts.len() as u32).collect();
    order::sort_by(&mut places, |a, b| {
        let (a, b) = (*a as usize, *b as usize);
        counts[b]
            .cmp(&counts[a])
            .then_with(|| coded.entries[a].cmp(&coded.entries[b]))
    });
    let top = places.iter().take(TOP).map(|place| {
        let place = *place as usize;
        (coded.entries[place].clone(), counts[place])
    });
    Profile {
        kind: column.decision.kind,
        rows: column.len() as u64,
        missing,
        bad: column.decision.bad,
        distinct: counts.len() as u64,
        top: top.collect(),
        spread: spread(column),
    }
}

fn spread(column: &Column) -> Option<Spread> {
    if column.holds_numbers() {
        let numbers = column.decimals(&column.decision.number);
        let there = numbers.values.iter().filter(|value| **value != NO_NUMBER);
        let values: Vec<i128> = there.map(|value| i128::from(*value)).collect();
        let said = |value| Quantity::Exact {
            number: Decimal::new(value, numbers.scale),
        };
        return spread_of(&values, &said);
    }
    let days = column
        .days(column.decision.date.filter(|_| column.holds_days())?)
        .values;
    let values: Vec<i128> = days
        .into_iter()
        .filter(|day| *day != NO_DAY)
        .map(i128::from)
        .collect();
    spread_of(&values, &|value| Quantity::Day {
        day: Day(value as i32),
    })
}

fn spread_of(values: &[i128], said: &dyn Fn(i128) -> Quantity) -> Option<Spread> {
    let (low, high) = (*values.iter().min()?, *values.iter().max()?);
    let bars = if low == high { 1 } else { BARS };
    let mut counts = vec![0; bars];
    for value in values {
        // Half-open steps; the last one holds the largest value too.
        let bar = (value - low) * bars as i128 / (high - low).max(1);
        counts[(bar as usize).min(bars - 1)] += 1;
    }
    Some(Spread {
        low: said(low),
        high: said(high),
        bars: counts,
    })
}

impl Profile {
    /// The profile in words: what is missing, how many values, which are frequent, from where to where.
    pub fn words(&self) -> Vec<Text> {
        let mut said = vec![
            Text::new("profile.filled")
                .with("filled", self.rows - self.missing)
                .with("rows", self.rows)
                .with("distinct", self.distinct),
        ];
        if self.bad > 0 {
            said.push(Text::new("type.bad").with("cells", self.bad));
        }
        if let Some(spread) = &self.spread {
            let text = Text::new("profile.spread");
            said.push(
                text.with("low", spread.low.clone())
                    .with("high", spread.high.clone()),
            );
        }
        // Where every value is another, none is frequent.
        if self.distinct < self.rows - self.missing {
            let top = self.top.iter().map(|(value, cells)| {
                Arg::from(
                    Text::new("profile.value")
                        .with("value", value)
                        .with("cells", *cells),
                )
            });
            said.push(Text::new("profile.top").with("values", Arg::List(top.collect())));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::TableReader;

    fn profile_of(csv: &str) -> Profile {
        let mut reader = TableReader::new("t.csv", 9);
        reader.push(csv.as_bytes()).unwrap();
        profile(&reader.finish().unwrap().columns[0])
    }

    #[test]
    fn numbers_days_and_words_at_a_glance() {
        let numbers = profile_of("a,b\n1,x\n2,x\n2,x\n13,x\nNA,x\n");
        assert_eq!((numbers.rows, numbers.missing, numbers.distinct), (5, 1, 3));
        assert_eq!(numbers.top[0], ("2".to_owned(), 2));
        let spread = numbers.spread.unwrap();
        assert_eq!(spread.bars, [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        let days = profile_of("a,b\n2020-01-01,x\n2020-01-01,x\n")
            .spread
            .unwrap();
        assert_eq!((days.low == days.high, days.bars), (true, vec![2]));
        let words = profile_of("a,b\nb,x\na,x\n,x\n");
        assert_eq!(
            (words.spread.is_none(), words.missing, words.words().len()),
            (true, 1, 1)
        );
        assert_eq!(words.top, [("a".to_owned(), 1), ("b".to_owned(), 1)]);
    }
}
