//! Letters without their accents, so that `Müller`, `Numéro` and `février` meet words in plain letters.

/// Letters with accents, each before its plain ones.
const PLAIN: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("æ", "ae"),
    ("çćč", "c"),
    ("ďđð", "d"),
    ("èéêëēęě", "e"),
    ("ğ", "g"),
    ("ìíîïīı", "i"),
    ("łľ", "l"),
    ("ñńň", "n"),
    ("òóôõöøōő", "o"),
    ("œ", "oe"),
    ("ř", "r"),
    ("śšş", "s"),
    ("ß", "ss"),
    ("ťţ", "t"),
    ("ùúûüūůű", "u"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];

/// The word in lower case, with plain letters for those with accents; others stay as they are.
///
/// ```
/// assert_eq!(clientele::value::plain("Größe"), "grosse");
/// assert_eq!(clientele::value::plain("N\u{ba}"), "n\u{ba}");
/// ```
pub fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        let found = PLAIN.iter().find(|(letters, _)| letters.contains(letter));
        match found {
            Some((_, letters)) => plain.push_str(letters),
            None => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_fall_and_everything_else_stays() {
        for (word, expected) in [
            ("Quantité", "quantite"),
            ("WÄHRUNG", "wahrung"),
            ("Preço", "preco"),
            ("order", "order"),
            ("顧客", "顧客"),
            ("Łódź", "lodz"),
        ] {
            assert_eq!(plain(word), expected);
        }
    }
}
