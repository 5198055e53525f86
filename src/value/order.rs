//! One sort for all that is sorted.
//!
//! Rust's sorts are made anew for each type and each comparison, 8 KB of wasm a time. Here the places
//! are sorted by one comparison behind a pointer, then the items are brought to their places.

use std::cmp::Ordering;

/// Sorts by a comparison; equal items keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let places = sorted_places(items.len(), &|a, b| {
        compare(&items[a as usize], &items[b as usize])
    });
    arrange(places, &mut |a, b| items.swap(a, b));
}

/// Swaps items until each place has the item that `places` names for it.
fn arrange(mut places: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        // Follows one cycle of the permutation; a place that is done points at itself.
        while places[at] as usize != start {
            let next = places[at] as usize;
            swap(at, next);
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

/// Sorts many numbers, byte by byte from the lowest (radix sort): the one case that is worth a sort of
/// its own. Bytes in which no two numbers differ are passed over.
pub fn sort_numbers(numbers: &mut [i128]) {
    const SIGN: u128 = 1 << 127;
    let mut from: Vec<u128> = numbers
        .iter()
        .map(|number| *number as u128 ^ SIGN)
        .collect();
    let mut to = vec![0; from.len()];
    let differing = from
        .iter()
        .fold(0, |bits, number| bits | (number ^ from[0]));
    for shift in (0..128)
        .step_by(8)
        .filter(|shift| differing >> shift & 255 != 0)
    {
        let mut starts = [0; 257];
        for number in &from {
            starts[(number >> shift & 255) as usize + 1] += 1;
        }
        for byte in 0..256 {
            starts[byte + 1] += starts[byte];
        }
        for number in &from {
            let start = &mut starts[(number >> shift & 255) as usize];
            to[*start] = *number;
            *start += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    for (number, sorted) in numbers.iter_mut().zip(from) {
        *number = (sorted ^ SIGN) as i128;
    }
}

/// For each text the place of the first that is like it.
pub fn firsts(texts: &[Option<&str>]) -> Vec<u32> {
    let places = sorted_places(texts.len(), &|a, b| {
        texts[a as usize].cmp(&texts[b as usize])
    });
    let mut firsts = vec![0; texts.len()];
    let mut first = 0;
    for (at, &place) in places.iter().enumerate() {
        if at == 0 || texts[place as usize] != texts[first as usize] {
            first = place;
        }
        firsts[place as usize] = first;
    }
    firsts
}

/// Sorts places by a code, two bytes at a time from the lowest (radix sort); equal codes keep their
/// order. Bytes that no code has are passed over, so that small codes cost one pass.
pub fn sort_by_code(places: &mut Vec<u32>, code: &dyn Fn(u32) -> u32) {
    let largest = places.iter().map(|place| code(*place)).max().unwrap_or(0);
    let mut to = vec![0; places.len()];
    for shift in [0, 16] {
        if largest >> shift == 0 {
            break;
        }
        let digit = |place: u32| (code(place) >> shift & 0xffff) as usize;
        let digits = (largest >> shift).min(0xffff) as usize + 1;
        let mut starts = vec![0_u32; digits + 1];
        places
            .iter()
            .for_each(|place| starts[digit(*place) + 1] += 1);
        for at in 0..digits {
            starts[at + 1] += starts[at];
        }
        for place in &*places {
            let start = &mut starts[digit(*place)];
            to[*start as usize] = *place;
            *start += 1;
        }
        std::mem::swap(places, &mut to);
    }
}

/// The places `0..len` in the order of a comparison of places; equal ones keep their order.
pub fn sorted_places(len: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let places: Vec<u32> = (0..len as u32).collect();
    merged(places, &|a, b| compare(*a, *b).is_le())
}

/// Merges runs of one, two, four ... items in pairs. The standard sort would be eight times the code
/// and, with a comparison behind a pointer, hardly faster.
fn merged<T: Copy>(mut items: Vec<T>, in_order: &impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut merged = Vec::with_capacity(items.len());
    let mut width = 1;
    while width < items.len() {
        for pair in items.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, in_order, &mut merged);
        }
        std::mem::swap(&mut items, &mut merged);
        merged.clear();
        width *= 2;
    }
    items
}

/// Appends two runs that are in order as one; of equal items the left one comes first.
fn merge<T: Copy>(
    left: &[T],
    right: &[T],
    in_order: &impl Fn(&T, &T) -> bool,
    merged: &mut Vec<T>,
) {
    let (mut l, mut r) = (0, 0);
    // Many data are nearly in order: then nothing is compared twice.
    let done = match (left.last(), right.first()) {
        (Some(last), Some(first)) => in_order(last, first),
        _ => true,
    };
    while !done && l < left.len() && r < right.len() {
        if in_order(&left[l], &right[r]) {
            merged.push(left[l]);
            l += 1;
        } else {
            merged.push(right[r]);
            r += 1;
        }
    }
    merged.extend_from_slice(&left[l..]);
    merged.extend_from_slice(&right[r..]);
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

        #[test]
        fn numbers_are_sorted_whatever_their_size(mut ours: Vec<i128>, small: Vec<i16>) {
            ours.extend(small.into_iter().map(i128::from));
            let mut theirs = ours.clone();
            sort_numbers(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn the_first_alike_is_found(texts: Vec<Option<bool>>) {
            let texts: Vec<Option<&str>> =
                texts.iter().map(|text| text.map(|yes| if yes { "yes" } else { "no" })).collect();
            for (text, first) in texts.iter().zip(firsts(&texts)) {
                prop_assert_eq!(texts.iter().position(|other| other == text), Some(first as usize));
            }
        }

        #[test]
        fn places_are_sorted_by_codes_of_any_size(small: Vec<u8>, large: Vec<u32>) {
            let codes: Vec<u32> = small.into_iter().map(u32::from).chain(large).collect();
            let mut ours: Vec<u32> = (0..codes.len() as u32).collect();
            let mut theirs = ours.clone();
            sort_by_code(&mut ours, &|place| codes[place as usize]);
            theirs.sort_by_key(|place| codes[*place as usize]);
            prop_assert_eq!(ours, theirs);
        }
    }
}
