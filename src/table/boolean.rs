//! two texts -> whether they are the two values of a flag.

/// Pairs that mean yes and no. `1` and `0` stay numbers.
const PAIRS: [(&str, &str); 4] = [("true", "false"), ("t", "f"), ("yes", "no"), ("y", "n")];

/// Whether the texts, in any case, are the two values of one pair.
pub(super) fn is_pair(a: &str, b: &str) -> bool {
    PAIRS.iter().any(|(yes, no)| {
        (a.eq_ignore_ascii_case(yes) && b.eq_ignore_ascii_case(no))
            || (a.eq_ignore_ascii_case(no) && b.eq_ignore_ascii_case(yes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_has_two_values_of_one_pair() {
        assert!(is_pair("Yes", "no") && is_pair("FALSE", "True"));
        assert!(!is_pair("yes", "false") && !is_pair("yes", "yes") && !is_pair("1", "0"));
    }
}
