//! a header as written -> names: trimmed, never empty, never twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::table::clean::trimmed;

/// The names of the columns. An empty one is called by its place, a repeated one is numbered.
pub(super) fn unique(header: &[String]) -> Vec<String> {
    let mut names = Names {
        taken: header.iter().map(|name| trimmed(name).to_owned()).collect(),
        given: BTreeSet::new(),
        next: BTreeMap::new(),
    };
    header
        .iter()
        .enumerate()
        .map(|(at, name)| names.give(trimmed(name), at))
        .collect()
}

struct Names {
    /// Names that stand in the header, or were made up.
    taken: BTreeSet<String>,
    /// Names of the header that have their column.
    given: BTreeSet<String>,
    /// The number to try next for a name.
    next: BTreeMap<String, u32>,
}

impl Names {
    fn give(&mut self, name: &str, at: usize) -> String {
        if name.is_empty() {
            let place = format!("column_{}", at + 1);
            return if self.taken.insert(place.clone()) {
                place
            } else {
                self.numbered(place)
            };
        }
        if self.given.insert(name.to_owned()) {
            name.to_owned()
        } else {
            self.numbered(name.to_owned())
        }
    }

    fn numbered(&mut self, name: String) -> String {
        let number = self.next.entry(name.clone()).or_insert(2);
        loop {
            let candidate = format!("{name} ({number})");
            *number += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_is_nameless_and_no_name_is_given_twice() {
        for (header, expected) in [
            (["a", "b", "c"], ["a", "b", "c"]),
            (["a", "a", "a"], ["a", "a (2)", "a (3)"]),
            ([" a ", "a", "a (2)"], ["a", "a (3)", "a (2)"]),
            (["a", "", "\u{FEFF}"], ["a", "column_2", "column_3"]),
            (["column_2", "", "x"], ["column_2", "column_2 (2)", "x"]),
        ] {
            assert_eq!(unique(&header.map(str::to_owned)), expected);
        }
    }

    #[test]
    fn thousands_of_equal_names_are_told_apart_in_time() {
        let names = unique(&vec!["x".to_owned(); 16_000]);
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
    }
}
