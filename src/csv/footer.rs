//! the last rows of a file -> remarks and totals, which are no rows.

use crate::csv::AsideKind;
use crate::csv::dialect::each_record;
use crate::csv::grammar::Grammar;
use crate::csv::look::Look;
use crate::csv::scanner::End;

/// A row that begins with one of these, and holds numbers, is a total.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "somme",
    "totale",
    "suma",
    "итого",
    "合計",
    "合计",
    "总计",
];
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

/// What a record at the end of a table of this width is, when it is no row.
pub(super) fn kind(cells: &[String], width: usize) -> Option<AsideKind> {
    let filled: Vec<&str> = cells
        .iter()
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty())
        .collect();
    let first = filled.first()?;
    let typed = |cell: &&&str| Look::of(cell.as_bytes()) == Look::Typed;
    let numbers = filled.iter().filter(typed).count();
    if width >= 2
        && cells.len() <= width
        && numbers > 0
        && numbers + 1 == filled.len()
        && is_total(first)
    {
        return Some(AsideKind::Total);
    }
    let lone =
        filled.len() == 1 && width >= 3 && cells.first().is_some_and(|cell| cell.trim() == *first);
    let alone = lone && cells.len() == 1 && first.contains(' ');
    let lower = first.to_lowercase();
    let remark = lone && REMARKS.iter().any(|word| lower.starts_with(word));
    let sentence = lone && first.split_whitespace().count() >= 4;
    (numbers == 0 && (alone || remark || sentence)).then_some(AsideKind::Footer)
}

fn is_total(cell: &str) -> bool {
    let word = cell.trim_end_matches([':', '.', ' ']).to_lowercase();
    TOTALS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_remarks_are_no_rows() {
        for (line, kind_of) in [
            ("Total,,12", Some(AsideKind::Total)),
            ("Grand Total:,,12.50", Some(AsideKind::Total)),
            (",Summe,12", Some(AsideKind::Total)),
            ("Source: the office", Some(AsideKind::Footer)),
            ("generated on Monday,,", Some(AsideKind::Footer)),
            ("Total War,5,12", None),
            ("Total,x,12", None),
            ("2020-01-31", None),
            ("cut o", Some(AsideKind::Footer)),
            ("cut", None),
            ("Ada,,", None),
            ("1,2,3", None),
        ] {
            let cells = cells(line.as_bytes(), Grammar::plain(b','));
            assert_eq!(kind(&cells, 3), kind_of, "{line}");
        }
    }
}
