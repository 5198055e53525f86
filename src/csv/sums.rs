//! Words for rows that hold sums, averages and the like of the rows above them: below the last row of a file,
//! and between its rows.

/// Words for totals.
pub(crate) const TOTALS: [&str; 43] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "ergebnis",
    "result",
    "overall result",
    "eindtotaal",
    "totale generale",
    "total geral",
    "summa",
    "totalt",
    "i alt",
    "razem",
    "celkem",
    "toplam",
    "genel toplam",
    "\u{f6}sszesen",
    "\u{432}\u{441}\u{435}\u{433}\u{43e}",
    "insgesamt",
    "somme",
    "sous-total",
    "total g\u{e9}n\u{e9}ral",
    "total general",
    "totale",
    "totaal",
    "subtotale",
    "suma",
    "suma total",
    "\u{438}\u{442}\u{43e}\u{433}\u{43e}",
    "\u{5c0f}\u{8a08}",
    "\u{5408}\u{8a08}",
    "\u{5408}\u{8ba1}",
    "\u{603b}\u{8ba1}",
    "\u{7dcf}\u{8a08}",
    "\u{7dcf}\u{5408}\u{8a08}",
];
/// Words for other sums of the rows above.
pub(crate) const SUMMARIES: [&str; 14] = [
    "average",
    "avg",
    "mean",
    "median",
    "minimum",
    "maximum",
    "standard deviation",
    "std dev",
    "durchschnitt",
    "mittelwert",
    "moyenne",
    "promedio",
    "gemiddelde",
    "среднее",
];
/// And words that may as well be names: summaries beside a total or another summary alone.
pub(crate) const MAYBE_SUMMARIES: [&str; 9] = [
    "min", "max", "count", "anzahl", "nombre", "media", "std", "range", "number",
];

/// Whether a text is one of the words, in any case: `Average`, `Mean:`.
pub(crate) fn is_one_of(words: &[&str], text: &str) -> bool {
    let text = text.trim_end_matches([':', '.', ' ']);
    words
        .iter()
        .any(|word| after(text, word).is_some_and(str::is_empty))
}

/// What stands behind a word at the beginning of a text, when the text begins with it, in any case.
pub(crate) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    // Nearly all texts begin with another letter.
    if let (Some(own), Some(first)) = (text.bytes().next(), word.bytes().next())
        && own.is_ascii()
        && !own.eq_ignore_ascii_case(&first)
    {
        return None;
    }
    let mut rest = text.chars();
    let mut same = word.chars().all(|letter| {
        rest.next()
            .is_some_and(|own| own == letter || own.to_lowercase().eq(std::iter::once(letter)))
    });
    same &= !word.is_empty();
    same.then_some(rest.as_str())
}
