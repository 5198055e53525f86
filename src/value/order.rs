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

/// More than so many first ones are found sooner by sorting all.
const MANY: usize = 256;

/// The first of the items in the order of a key, at most so many; equal ones keep their order.
pub fn first_by_key<T: Copy, K: Ord>(items: &[T], most: usize, key: impl Fn(&T) -> K) -> Vec<T> {
    if most > MANY || items.len() <= most {
        let mut all = items.to_vec();
        sort_by_key(&mut all, key);
        all.truncate(most);
        return all;
    }
    let mut first: Vec<T> = Vec::with_capacity(most + 1);
    for item in items {
        let own = key(item);
        if first.len() == most && first.last().is_none_or(|last| key(last) <= own) {
            continue;
        }
        let at = first.partition_point(|other| key(other) <= own);
        first.insert(at, *item);
        first.truncate(most);
    }
    first
}

/// Sorts ascending.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Fewer numbers than this are sorted by comparing them.
const FEW: usize = 64;

/// Sorts many numbers: the one case that is worth a sort of its own. Those that lie further apart than
/// 63 bits are compared.
pub fn sort_numbers(numbers: &mut [i128]) {
    if numbers.is_sorted() {
        return;
    }
    let low = numbers.iter().copied().min().unwrap_or(0);
    let high = numbers.iter().copied().max().unwrap_or(0);
    if i64::try_from(high.wrapping_sub(low) as u128).is_err() {
        return sort(numbers);
    }
    let distance = |number: &i128| number.wrapping_sub(low) as i64;
    let sorted = sorted_signed(numbers.iter().map(distance).collect());
    for (number, distance) in numbers.iter_mut().zip(sorted) {
        *number = low.wrapping_add(i128::from(distance));
    }
}

/// Sorts numbers that fit in 64 bits, in the place of those that came. Numbers that are near each other
/// are counted, others go byte by byte (radix sort).
pub fn sorted_signed(mut numbers: Vec<i64>) -> Vec<i64> {
    let low = numbers.iter().copied().min().unwrap_or(0);
    let high = numbers.iter().copied().max().unwrap_or(0);
    let span = high.wrapping_sub(low) as u64;
    if span >= 2 * numbers.len() as u64 {
        // With the sign turned, the order of the bits is that of the numbers.
        let turned = |number: i64| number as u64 ^ 1 << 63;
        let mut keys: Vec<u64> = numbers.into_iter().map(turned).collect();
        sort_keys(&mut keys);
        return keys.into_iter().map(|key| (key ^ 1 << 63) as i64).collect();
    }
    let mut counts = vec![0_u32; span as usize + 1];
    for number in &numbers {
        counts[number.wrapping_sub(low) as usize] += 1;
    }
    let mut at = 0;
    for (step, count) in counts.into_iter().enumerate() {
        let end = at + count as usize;
        numbers[at..end].fill(low.wrapping_add(step as i64));
        at = end;
    }
    numbers
}

/// The keys of things by their group, ascending in each, and where each group begins; one more start at
/// the end. A thing whose group is not below `groups` is left out. Meant for groups of few things.
pub fn keys_by_group(
    things: usize,
    groups: usize,
    group: &dyn Fn(usize) -> usize,
    key: &dyn Fn(usize) -> u64,
) -> (Vec<u64>, Vec<u32>) {
    let mut starts = vec![0_u32; groups + 1];
    for thing in 0..things {
        if let Some(start) = starts[1..].get_mut(group(thing)) {
            *start += 1;
        }
    }
    for at in 0..groups {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut keys = vec![0_u64; starts[groups] as usize];
    for thing in 0..things {
        if let Some(place) = next[..groups].get_mut(group(thing)) {
            keys[*place as usize] = key(thing);
            *place += 1;
        }
    }
    for ends in starts.windows(2) {
        sort_few(&mut keys[ends[0] as usize..ends[1] as usize]);
    }
    (keys, starts)
}

/// Sorts keys of which there mostly are few.
pub fn sort_few(keys: &mut [u64]) {
    if keys.len() >= FEW {
        let mut many = keys.to_vec();
        sort_keys(&mut many);
        keys.copy_from_slice(&many);
        return;
    }
    // Each goes to its place among those before it.
    for at in 1..keys.len() {
        let key = keys[at];
        let mut place = at;
        while place > 0 && keys[place - 1] > key {
            keys[place] = keys[place - 1];
            place -= 1;
        }
        keys[place] = key;
    }
}

/// Sorts keys ascending, byte by byte from the lowest; bytes in which no two keys differ are passed
/// over.
pub fn sort_keys(keys: &mut Vec<u64>) {
    if keys.len() < FEW {
        return sort_few(keys);
    }
    let first = keys[0];
    let differing = keys.iter().fold(0, |bits, key| bits | (key ^ first));
    let mut to = vec![0; keys.len()];
    for shift in (0..64).step_by(8) {
        if differing >> shift & 255 == 0 {
            continue;
        }
        let mut next = [0_u32; 256];
        for key in keys.iter() {
            next[(key >> shift & 255) as usize] += 1;
        }
        let mut start = 0;
        for place in &mut next {
            start += std::mem::replace(place, start);
        }
        for key in keys.iter() {
            let place = &mut next[(key >> shift & 255) as usize];
            to[*place as usize] = *key;
            *place += 1;
        }
        std::mem::swap(keys, &mut to);
    }
}

/// The items in ascending order of their keys, equal ones as they were, and where each key begins; one
/// more start at the end. Keys are below `keys`.
pub fn sort_counted(
    items: &[u32],
    keys: usize,
    key: &dyn Fn(u32) -> usize,
) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; keys + 1];
    for item in items {
        starts[key(*item) + 1] += 1;
    }
    for at in 0..keys {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut sorted = vec![0; items.len()];
    for item in items {
        let place = &mut next[key(*item)];
        sorted[*place as usize] = *item;
        *place += 1;
    }
    (sorted, starts)
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
    for shift in [0, 16] {
        if largest >> shift == 0 {
            break;
        }
        let digits = (largest >> shift).min(0xffff) as usize + 1;
        let digit = |place: u32| (code(place) >> shift & 0xffff) as usize;
        *places = sort_counted(places, digits, &digit).0;
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
        fn numbers_are_sorted_whatever_their_size(
            mut ours: Vec<i128>,
            far in proptest::collection::vec(any::<i64>(), 0..300),
            near in proptest::collection::vec(-50..50_i128, 0..300),
            which in 0..4,
        ) {
            if which != 0 {
                ours.clear();
            }
            if which != 1 {
                ours.extend(far.into_iter().map(i128::from));
            }
            if which != 2 {
                ours.extend(near);
            }
            let mut theirs = ours.clone();
            sort_numbers(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn numbers_below_and_above_zero_are_sorted(far: Vec<i64>, near in proptest::collection::vec(-300..300_i64, 0..200)) {
            let numbers: Vec<i64> = far.into_iter().chain(near).collect();
            let mut theirs = numbers.clone();
            theirs.sort_unstable();
            prop_assert_eq!(sorted_signed(numbers), theirs);
        }

        #[test]
        fn keys_stand_by_group(things in proptest::collection::vec((0..7_usize, any::<u64>()), 0..500), groups in 1..7_usize) {
            let (keys, starts) = keys_by_group(things.len(), groups, &|at| things[at].0, &|at| things[at].1);
            let mut sorted: Vec<(usize, u64)> = things.into_iter().filter(|thing| thing.0 < groups).collect();
            sorted.sort_unstable();
            prop_assert!(keys.iter().eq(sorted.iter().map(|thing| &thing.1)));
            let begins = (0..=groups).map(|group| sorted.partition_point(|thing| thing.0 < group) as u32);
            prop_assert!(begins.eq(starts));
        }

        #[test]
        fn the_first_ones_are_those_of_the_sorted(items: Vec<(u8, u16)>, most in 0..40_usize) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|item| item.0);
            sorted.truncate(most);
            prop_assert_eq!(first_by_key(&items, most, |item| item.0), sorted);
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
