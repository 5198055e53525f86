//! widths of the head -> how wide a row is, and whether each carries an empty field at its end.

use crate::csv::dialect::{Cut, mode};

/// An empty field at the end of lines that the header does not share, or the rows do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extra {
    /// Header and rows agree.
    None,
    /// Each row has one empty field more than the header.
    InRows,
    /// The header has one empty field more than the rows.
    InHeader,
}

/// How wide the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// Columns of the table.
    pub width: u32,
    /// Whether lines end in a field too many.
    pub extra: Extra,
}

impl Shape {
    /// Decides on the head. At least 99 % of its rows must carry the extra field, or lack it.
    pub(super) fn of(cut: &Cut) -> Shape {
        let header = cut.widths.first().copied().unwrap_or(1);
        let plain = Shape {
            width: header,
            extra: Extra::None,
        };
        let rows = cut.widths.get(1..).unwrap_or_default();
        let (width, times) = mode(rows);
        if rows.is_empty() || times * 100 < rows.len() * 99 {
            return plain;
        }
        if width == header + 1 {
            let last = cut.empty_last.iter().skip(1);
            let all_empty = rows
                .iter()
                .zip(last)
                .all(|(fields, empty)| *fields != width || *empty);
            return if all_empty {
                Shape {
                    extra: Extra::InRows,
                    ..plain
                }
            } else {
                plain
            };
        }
        if header == width + 1 && cut.empty_last.first() == Some(&true) {
            return Shape {
                width,
                extra: Extra::InHeader,
            };
        }
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::dialect::cut;
    use crate::csv::scanner::End;

    #[test]
    fn one_empty_field_too_many_is_accepted_when_all_rows_have_it() {
        for (text, width, extra) in [
            ("a,b\n1,2\n3,4\n", 2, Extra::None),
            ("a,b\n1,2,\n3,4,\n", 2, Extra::InRows),
            ("a,b\n1,2,x\n3,4,\n", 2, Extra::None),
            ("a,b,\n1,2\n3,4\n", 2, Extra::InHeader),
            ("a,b,\n1,2,\n3,4,\n", 3, Extra::None),
            ("a,b\n1,2,\n3,4\n", 2, Extra::None),
        ] {
            let shape = Shape::of(&cut(text.as_bytes(), End::Last, b','));
            assert_eq!(shape, Shape { width, extra }, "{text:?}");
        }
    }
}
