//! Columns that divide a customer's orders and revenue over the week, the month or the day.

use crate::schema::header::words;
use crate::table::Column;

/// Columns of one division of the calendar, in its order: Monday first, early first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// `weekday`, `week_of_month` or `part_of_day`.
    pub id: &'static str,
    /// Columns of orders.
    pub orders: Vec<usize>,
    /// Columns of revenue.
    pub revenue: Vec<usize>,
}

/// The divisions, each with how many parts it has at least.
const DIVISIONS: [(&str, usize); 3] = [("weekday", 7), ("week_of_month", 4), ("part_of_day", 2)];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_PARTS: [&str; 4] = ["night", "morning", "afternoon", "evening"];

impl Parts {
    /// The complete divisions among the columns that are free.
    pub(super) fn of(columns: &[Column], free: &dyn Fn(&usize) -> bool) -> Vec<Parts> {
        let mut found = Vec::new();
        for (id, least) in DIVISIONS {
            let mut members = [Vec::new(), Vec::new()];
            for column in (0..columns.len()).filter(|column| free(column)) {
                let words = words(&columns[column].name);
                if let (Some(part), Some(measure)) = (part(id, &words), measure(&words)) {
                    members[measure].push((part, column));
                }
            }
            let [orders, revenue] = members.map(|mut members| {
                crate::value::order::sort(&mut members);
                let complete =
                    members.len() >= least && members.windows(2).all(|pair| pair[0].0 < pair[1].0);
                let columns = members.into_iter().map(|(_, column)| column);
                columns.filter(|_| complete).collect::<Vec<usize>>()
            });
            if !orders.is_empty() || !revenue.is_empty() {
                found.push(Parts {
                    id,
                    orders,
                    revenue,
                });
            }
        }
        found
    }
}

/// Orders are 0, revenue is 1.
fn measure(words: &[String]) -> Option<usize> {
    let says = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    match () {
        () if says(&["orders", "order", "purchases"]) => Some(0),
        () if says(&["revenue", "sales", "amount", "spent"]) => Some(1),
        () => None,
    }
}

/// Which part of the division a header names.
fn part(division: &str, words: &[String]) -> Option<u32> {
    let place = |names: &[&str], begins: usize| {
        let word = |name: &str| {
            words.iter().any(|word| {
                word.get(..begins.min(word.len())) == Some(&name[..begins.min(name.len())])
            })
        };
        names.iter().position(|name| word(name)).map(|at| at as u32)
    };
    match division {
        "weekday" => {
            let ends = words
                .iter()
                .any(|word| word.ends_with("day") || word.len() == 3);
            place(&WEEKDAYS, 3).filter(|_| ends)
        }
        "week_of_month" => words
            .iter()
            .find_map(|word| word.strip_prefix("week")?.parse().ok()),
        _ => {
            let clock = words
                .iter()
                .find(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))
                .filter(|_| words.iter().any(|word| word == "time" || word == "hour"));
            match clock {
                Some(clock) => clock.parse().ok(),
                None => place(&DAY_PARTS, usize::MAX),
            }
        }
    }
}
