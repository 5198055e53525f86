//! One sort for all that is sorted.
//!
//! Rust's sorts are made anew for each type and each comparison, 8 KB of wasm a time. Here the places
//! are sorted by one comparison behind a pointer, then the items are brought to their places.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut places = sorted_places(items.len(), &|a, b| {
        compare(&items[a as usize], &items[b as usize])
    });
    for start in 0..places.len() {
        let mut at = start;
        // Follows one cycle of the permutation; a place that is done points at itself.
        while places[at] as usize != start {
            let next = places[at] as usize;
            items.swap(at, next);
            places[at] = at as u32;
            at = next;
        }
        places[at] = at as u32;
    }
}

/// Sorts by a key; equal items keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts ascending.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts many numbers, the one case that is worth a sort of its own.
pub fn sort_numbers(numbers: &mut [i128]) {
    numbers.sort_unstable();
}

/// The places `0..len` in the order of a comparison of places.
fn sorted_places(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..len as u32).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u16)>) {
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
