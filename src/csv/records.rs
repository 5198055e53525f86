//! A batch of records: bytes and where the cells lie in them, all records of one width.

use crate::csv::grammar::{Grammar, NONE};

/// Where a cell lies in the buffer. A cell is at most 16 MiB long, so the upper bits are free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    start: u32,
    len: u32,
}

const QUOTED: u32 = 1 << 31;
const DOUBLED: u32 = 1 << 30;
const LEN: u32 = DOUBLED - 1;

/// The low bytes of a word, by how many.
static MASKS: [u128; 16] = masks();

const fn masks() -> [u128; 16] {
    let (mut masks, mut len) = ([0; 16], 0);
    while len < 16 {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
}

impl Cell {
    #[inline]
    pub(super) fn plain(start: usize, end: usize) -> Cell {
        Cell {
            start: start as u32,
            len: (end - start) as u32,
        }
    }

    #[inline]
    pub(super) fn quoted(start: usize, end: usize, doubled: bool) -> Cell {
        let flags = if doubled { QUOTED | DOUBLED } else { QUOTED };
        Cell {
            start: start as u32,
            len: (end - start) as u32 | flags,
        }
    }

    /// A plain cell that holds escapes.
    pub(super) fn escaped(start: usize, end: usize) -> Cell {
        Cell {
            start: start as u32,
            len: (end - start) as u32 | DOUBLED,
        }
    }

    pub(super) fn is_quoted(self) -> bool {
        self.len & QUOTED != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.len & LEN == 0
    }

    #[inline]
    pub(super) fn of(self, bytes: &[u8]) -> &[u8] {
        let start = self.start as usize;
        &bytes[start..start + (self.len & LEN) as usize]
    }

    /// The buffer lost so many bytes at its front.
    pub(super) fn rebase(&mut self, removed: usize) {
        self.start -= removed as u32;
    }

    /// Writes one quote for two, and what stands behind an escape for both, over the cell's own bytes.
    pub(super) fn undouble(&mut self, bytes: &mut [u8], grammar: Grammar) {
        if self.len & DOUBLED == 0 {
            return;
        }
        let start = self.start as usize;
        let cell = &mut bytes[start..start + (self.len & LEN) as usize];
        let quote = if self.is_quoted() {
            grammar.quote
        } else {
            NONE
        };
        let (mut from, mut to) = (0, 0);
        while from < cell.len() {
            let byte = cell[from];
            let next = cell.get(from + 1).copied();
            let doubled = byte == quote && next == Some(quote) && quote != NONE;
            let escaped = byte == grammar.escape && next.is_some() && byte != NONE;
            from += usize::from(escaped);
            cell[to] = cell[from];
            from += 1 + usize::from(doubled);
            to += 1;
        }
        self.len = to as u32 | (self.len & QUOTED);
    }
}

/// Records of one width, lying in a shared buffer. Flawed records hold empty cells.
pub struct Records<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) cells: &'a [Cell],
    pub(super) width: usize,
}

impl<'a> Records<'a> {
    /// How many records.
    pub fn len(&self) -> usize {
        self.cells.len() / self.width
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The cells of one column, top to bottom.
    pub fn column(
        &self,
        column: usize,
    ) -> impl ExactSizeIterator<Item = Written<'a>> + Clone + use<'a> {
        let buffer = self.bytes;
        let written = move |cell: &Cell| Written {
            buffer,
            start: cell.start,
            len: cell.len & LEN,
        };
        self.cells[column.min(self.cells.len())..]
            .iter()
            .step_by(self.width)
            .map(written)
    }
}

/// A cell as written, where it lies in the buffer.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    buffer: &'a [u8],
    start: u32,
    len: u32,
}

impl<'a> Written<'a> {
    /// A cell on its own.
    pub fn new(text: &'a [u8]) -> Written<'a> {
        Written {
            buffer: text,
            start: 0,
            len: text.len() as u32,
        }
    }

    /// Its bytes.
    #[inline]
    pub fn bytes(self) -> &'a [u8] {
        let start = self.start as usize;
        &self.buffer[start..start + self.len as usize]
    }

    /// How many bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when there is none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// At most 15 bytes as one little-endian number, zeros above them: read in one go from the
    /// buffer, whatever follows the cell there.
    #[inline]
    pub fn short(self) -> Option<u128> {
        let (start, len) = (self.start as usize, self.len);
        if len > 15 {
            return None;
        }
        if let Some(around) = self
            .buffer
            .get(start..)
            .and_then(|rest| rest.first_chunk::<16>())
        {
            return Some(u128::from_le_bytes(*around) & MASKS[len as usize]);
        }
        let mut padded = [0; 16];
        padded[..len as usize].copy_from_slice(self.bytes());
        Some(u128::from_le_bytes(padded))
    }
}
