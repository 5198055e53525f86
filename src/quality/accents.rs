//! letters with accents -> the letters without them, whether an accent is part of its letter or a sign of its
//! own behind it: one name is written in all three ways.

/// Letters without accents, each with those that have one, as small letters.
const LETTERS: [(&str, &str); 20] = [
    (
        "a",
        "\u{e0}\u{e1}\u{e2}\u{e3}\u{e4}\u{e5}\u{101}\u{103}\u{105}",
    ),
    ("c", "\u{e7}\u{107}\u{109}\u{10b}\u{10d}"),
    ("d", "\u{10f}\u{111}"),
    (
        "e",
        "\u{e8}\u{e9}\u{ea}\u{eb}\u{113}\u{115}\u{117}\u{119}\u{11b}",
    ),
    ("g", "\u{11d}\u{11f}\u{121}\u{123}"),
    ("i", "\u{ec}\u{ed}\u{ee}\u{ef}\u{129}\u{12b}\u{12d}\u{12f}"),
    ("k", "\u{137}"),
    ("l", "\u{13a}\u{13c}\u{13e}\u{142}"),
    ("n", "\u{f1}\u{144}\u{146}\u{148}"),
    (
        "o",
        "\u{f2}\u{f3}\u{f4}\u{f5}\u{f6}\u{f8}\u{14d}\u{14f}\u{151}",
    ),
    ("r", "\u{155}\u{157}\u{159}"),
    ("s", "\u{15b}\u{15d}\u{15f}\u{161}\u{219}"),
    ("t", "\u{163}\u{165}\u{21b}"),
    (
        "u",
        "\u{f9}\u{fa}\u{fb}\u{fc}\u{169}\u{16b}\u{16d}\u{16f}\u{171}\u{173}",
    ),
    ("w", "\u{175}"),
    ("y", "\u{fd}\u{ff}\u{177}"),
    ("z", "\u{17a}\u{17c}\u{17e}"),
    ("ss", "\u{df}"),
    ("ae", "\u{e6}"),
    ("oe", "\u{153}"),
];

/// Adds a small letter without its accent.
pub(super) fn push_plain(key: &mut String, letter: char) {
    let known = || LETTERS.iter().find(|(_, all)| all.contains(letter));
    match (!letter.is_ascii()).then(known).flatten() {
        Some((plain, _)) => key.push_str(plain),
        None => key.push(letter),
    }
}
