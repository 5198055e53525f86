//! How records are written: what separates fields, what quotes them, what escapes.

use crate::csv::records::Cell;

/// No byte: the file has no quotes, or no escapes. NUL stands for it, as text holds none.
pub(super) const NONE: u8 = 0;

/// How spaces separate fields, where they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spaces {
    /// Any number of them is one separator, and those at the ends of a line are none.
    Runs,
    /// Each is a separator.
    Single,
}

/// The signs of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grammar {
    /// Separates fields.
    pub delimiter: u8,
    /// Stands around a field; `"`, `'` or [`NONE`].
    pub quote: u8,
    /// Takes the meaning from the sign behind it; a backslash or [`NONE`]. Quotes may be doubled in
    /// any case.
    pub escape: u8,
    /// How spaces separate, if the delimiter is one.
    pub spaces: Spaces,
    /// Blanks between a separator and a quote belong to the separator: `1, "a"`.
    pub spaced: bool,
}

impl Grammar {
    /// RFC 4180 with this delimiter.
    pub(super) const fn plain(delimiter: u8) -> Grammar {
        Grammar {
            delimiter,
            quote: b'"',
            escape: NONE,
            spaces: Spaces::Runs,
            spaced: false,
        }
    }

    /// Fields stand apart by any number of spaces.
    pub(super) fn in_runs(self) -> bool {
        self.delimiter == b' ' && self.spaces == Spaces::Runs
    }

    /// An apostrophe is also a letter, so it closes a field only before a delimiter or a line end.
    pub(super) fn is_lenient(self) -> bool {
        self.quote == b'\''
    }

    /// Takes the empty fields out of a record that is separated by runs of spaces; gives how many fields
    /// are left.
    pub(super) fn collapse(self, cells: &mut Vec<Cell>, first: usize) -> u32 {
        if cells.len() - first > 1 {
            let mut kept = first;
            for at in first..cells.len() {
                if cells[at].is_quoted() || !cells[at].is_empty() {
                    cells[kept] = cells[at];
                    kept += 1;
                }
            }
            cells.truncate(kept);
        }
        (cells.len() - first) as u32
    }
}
