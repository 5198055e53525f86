//! the last rows of a file -> remarks and totals, which are no rows.

use crate::csv::AsideKind;
use crate::csv::dialect::each_record;
use crate::csv::grammar::Grammar;
use crate::csv::look::Look;
use crate::csv::scanner::End;
use crate::csv::sums::{MAYBE_SUMMARIES, SUMMARIES, TOTALS, is_one_of};

/// What stands before a total in lists of SAP.
const STARS: [&str; 3] = ["*", "**", "***"];

/// A lone cell that begins so is a remark, wherever it stands in its row.
const REMARKS: [&str; 9] = [
    "note",
    "source",
    "quelle",
    "generated",
    "created",
    "exported",
    "end of",
    "*",
    "(",
];

/// The cells of the first record in these bytes.
pub(super) fn cells(bytes: &[u8], grammar: Grammar) -> Vec<String> {
    let mut found = Vec::new();
    let mut copy = bytes.to_vec();
    let mut first = Vec::new();
    each_record(bytes, End::Last, grammar, |cells, _, _| {
        first = cells.to_vec();
        false
    });
    for mut cell in first {
        cell.undouble(&mut copy, grammar);
        found.push(String::from_utf8_lossy(cell.of(&copy)).into_owned());
    }
    found
}

/// What a record at the end of a table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// No row.
    Is(AsideKind),
    /// A summary where one of its neighbours is a total or a summary, else a row.
    MaybeSummary,
}

/// What a record at the end of a table of this width is, when it is no row.
pub(super) fn guess(cells: &[String], width: usize) -> Option<Guess> {
    let filled: Vec<&str> = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let first = filled.first()?;
    // A separator too many ends the lines of some lists.
    let fields = cells.len() - usize::from(cells.last().is_some_and(String::is_empty));
    let typed = |cell: &&&str| Look::of(cell.as_bytes()) == Look::Typed;
    let numbers = filled.iter().filter(typed).count();
    if width >= 2 && fields <= width && numbers > 0 && numbers + 1 == filled.len() {
        let is = |words: &[&str]| is_one_of(words, first);
        if is(&TOTALS) || is(&STARS) {
            return Some(Guess::Is(AsideKind::Total));
        }
        if is(&SUMMARIES) {
            return Some(Guess::Is(AsideKind::Summary));
        }
        if is(&MAYBE_SUMMARIES) {
            return Some(Guess::MaybeSummary);
        }
    }
    let lone =
        filled.len() == 1 && width >= 3 && cells.first().is_some_and(|cell| cell.trim() == *first);
    let alone = lone && cells.len() == 1 && first.contains(' ');
    let lower = first.to_lowercase();
    let remark = lone && REMARKS.iter().any(|word| lower.starts_with(word));
    let sentence = lone && first.split_whitespace().count() >= 4;
    (numbers == 0 && (alone || remark || sentence)).then_some(Guess::Is(AsideKind::Footer))
}

/// What the last records of a table are, from the last one up, as far as they are no rows.
pub(super) fn kinds(guesses: &[Guess]) -> Vec<AsideKind> {
    let sums = |guess: &Guess| {
        matches!(
            guess,
            Guess::Is(AsideKind::Total) | Guess::Is(AsideKind::Summary)
        )
    };
    // Words that may be names are summaries where a sum stands among them.
    let end = match guesses.iter().any(sums) {
        true => guesses.len(),
        false => guesses
            .iter()
            .take_while(|guess| **guess != Guess::MaybeSummary)
            .count(),
    };
    let kind = |guess: &Guess| match guess {
        Guess::Is(kind) => *kind,
        Guess::MaybeSummary => AsideKind::Summary,
    };
    guesses[..end].iter().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_remarks_are_no_rows() {
        for (line, expected) in [
            ("Total,,12", Some(AsideKind::Total)),
            ("Grand Total:,,12.50", Some(AsideKind::Total)),
            (",Summe,12", Some(AsideKind::Total)),
            ("Source: the office", Some(AsideKind::Footer)),
            ("generated on Monday,,", Some(AsideKind::Footer)),
            ("Average,,12.50", Some(AsideKind::Summary)),
            ("Average Joe,,12.50", None),
            ("Total War,5,12", None),
            ("Total,x,12", None),
            ("2020-01-31", None),
            ("cut o", Some(AsideKind::Footer)),
            ("cut", None),
            ("Ada,,", None),
            ("1,2,3", None),
        ] {
            let cells = cells(line.as_bytes(), Grammar::plain(b','));
            assert_eq!(guess(&cells, 3), expected.map(Guess::Is), "{line}");
        }
    }
    #[test]
    fn words_that_may_be_names_are_summaries_beside_a_sum() {
        let of = |lines: &[&str]| {
            let cells = |line: &&str| cells(line.as_bytes(), Grammar::plain(b','));
            let guesses: Vec<Guess> = lines
                .iter()
                .map_while(|line| guess(&cells(line), 3))
                .collect();
            kinds(&guesses)
        };
        use AsideKind::{Footer, Summary, Total};
        assert_eq!(of(&["Max,,9", "Min,,1"]), []);
        assert_eq!(
            of(&["Max,,9", "Mean,,5", "Total,,30"]),
            [Summary, Summary, Total]
        );
        assert_eq!(of(&["made by hand,,", "Max,,9"]), []);
        assert_eq!(of(&["Source: us,,", "Max,,9"]), [Footer]);
        assert_eq!(of(&["Total,,30", "x,1,2", "Max,,9"]), [Total]);
    }
}
