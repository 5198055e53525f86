//! a header as written -> names: trimmed, never empty, never twice.

use std::collections::BTreeSet;

use crate::table::clean::trimmed;

/// The names of the columns. An empty one is called by its place, a repeated one is numbered.
pub(super) fn unique(header: &[String]) -> Vec<String> {
    let mut taken: BTreeSet<String> = header.iter().map(|name| trimmed(name).to_owned()).collect();
    let mut given = BTreeSet::new();
    header
        .iter()
        .enumerate()
        .map(|(at, name)| name_of(trimmed(name), at, &mut taken, &mut given))
        .collect()
}

fn name_of(
    name: &str,
    at: usize,
    taken: &mut BTreeSet<String>,
    given: &mut BTreeSet<String>,
) -> String {
    if !name.is_empty() && given.insert(name.to_owned()) {
        return name.to_owned();
    }
    let base = if name.is_empty() {
        format!("column_{}", at + 1)
    } else {
        name.to_owned()
    };
    let first = if name.is_empty() {
        Some(base.clone())
    } else {
        None
    };
    let numbered = (2_u32..).map(|n| format!("{base} ({n})"));
    let free = first
        .into_iter()
        .chain(numbered)
        .find(|candidate| taken.insert(candidate.clone()));
    free.unwrap_or(base)
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
    fn ten_thousand_equal_names_are_told_apart_in_time() {
        let names = unique(&vec!["x".to_owned(); 3_000]);
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
    }
}
