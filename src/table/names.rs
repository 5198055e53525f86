//! a header as written -> names: trimmed, never empty, never twice.

use crate::table::clean::trimmed;
use crate::value::Map;

/// The names of the columns. An empty one is called by its place, a repeated one is numbered.
pub(super) fn unique(header: &[String]) -> Vec<String> {
    let mut names = Names {
        taken: header
            .iter()
            .map(|name| (trimmed(name).to_owned(), ()))
            .collect(),
        given: Map::new(),
        next: Map::new(),
    };
    header
        .iter()
        .enumerate()
        .map(|(at, name)| names.give(trimmed(name), at))
        .collect()
}

struct Names {
    /// Names that stand in the header, or were made up.
    taken: Map<()>,
    /// Names of the header that have their column.
    given: Map<()>,
    /// The number to try next for a name.
    next: Map<u32>,
}

impl Names {
    fn give(&mut self, name: &str, at: usize) -> String {
        if name.is_empty() {
            let place = format!("column_{}", at + 1);
            return if add(&mut self.taken, &place) {
                place
            } else {
                self.numbered(place)
            };
        }
        if add(&mut self.given, name) {
            name.to_owned()
        } else {
            self.numbered(name.to_owned())
        }
    }

    fn numbered(&mut self, name: String) -> String {
        let mut number = self.next.get(&name).copied().unwrap_or(2);
        loop {
            let candidate = format!("{name} ({number})");
            number += 1;
            if add(&mut self.taken, &candidate) {
                self.next.insert(name, number);
                return candidate;
            }
        }
    }
}

/// Adds a name; false when it is already there.
fn add(names: &mut Map<()>, name: &str) -> bool {
    let new = !names.contains_key(name);
    if new {
        names.insert(name.to_owned(), ());
    }
    new
}

/// The words of a name, in small letters: `customerID`, `customer_id` and `Customer Id` are alike.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            words.push(String::new());
        }
        small = c.is_lowercase();
        if c.is_alphanumeric() {
            words
                .last_mut()
                .into_iter()
                .for_each(|word| word.extend(c.to_lowercase()));
        }
    }
    words.retain(|word| !word.is_empty());
    words
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
        assert_eq!(
            names.len(),
            names
                .iter()
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        );
    }
}
