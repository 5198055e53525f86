//! cells of one column -> packed words, or codes into a dictionary.

use crate::csv::Records;
use crate::table::dictionary::{Dictionary, Hashes, Texts};
use crate::table::packed::{Packed, Unpacked};

/// A column stays packed while its exceptions are no more than this, plus one cell in
/// [`EXCEPTIONS_EVERY`]. The rule counts rows and not chunks.
const EXCEPTIONS_FREE: usize = 64;
const EXCEPTIONS_EVERY: usize = 8;

/// The cells of a column while they are read.
pub(super) enum Growing {
    Packed {
        values: Vec<Packed>,
        exceptions: Dictionary,
        exceptional: usize,
    },
    Coded {
        codes: Vec<u32>,
        dictionary: Dictionary,
    },
}

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Store {
    Packed {
        values: Vec<Packed>,
        exceptions: Texts,
    },
    Coded {
        codes: Vec<u32>,
        texts: Texts,
    },
}

impl Growing {
    pub(super) fn new() -> Growing {
        Growing::Packed {
            values: Vec::new(),
            exceptions: Dictionary::default(),
            exceptional: 0,
        }
    }

    /// Takes the cells of one column of a batch. `scratch` saves an allocation.
    pub(super) fn take(
        &mut self,
        records: &Records<'_>,
        column: usize,
        hashes: &Hashes,
        scratch: &mut Vec<u64>,
    ) {
        let from = self.pack(records, column, hashes);
        if let Growing::Coded { codes, dictionary } = self {
            code(
                codes,
                dictionary,
                records.column(column).skip(from),
                hashes,
                scratch,
            );
        }
    }

    /// Packs cells until the column turns out to be text; says how many were taken.
    fn pack(&mut self, records: &Records<'_>, column: usize, hashes: &Hashes) -> usize {
        let Growing::Packed {
            values,
            exceptions,
            exceptional,
        } = self
        else {
            return 0;
        };
        values.reserve(records.len());
        for (at, cell) in records.column(column).enumerate() {
            if let Some(packed) = Packed::of(cell) {
                values.push(packed);
                continue;
            }
            values.push(Packed::exception(exceptions.intern(cell, hashes.of(cell))));
            *exceptional += 1;
            if *exceptional > EXCEPTIONS_FREE + values.len() / EXCEPTIONS_EVERY {
                self.become_coded(hashes);
                return at + 1;
            }
        }
        records.len()
    }

    fn become_coded(&mut self, hashes: &Hashes) {
        let Growing::Packed {
            values, exceptions, ..
        } = self
        else {
            return;
        };
        let mut dictionary = Dictionary::default();
        let codes = values
            .iter()
            .map(|value| match value.text() {
                Some(text) => dictionary.intern(text.as_bytes(), hashes.of(text.as_bytes())),
                None => {
                    let Unpacked::Exception(code) = value.unpack() else {
                        unreachable!("only these have no text")
                    };
                    let text = exceptions.get(code);
                    dictionary.intern(text, hashes.of(text))
                }
            })
            .collect();
        *self = Growing::Coded { codes, dictionary };
    }

    pub(super) fn is_full(&self) -> bool {
        match self {
            Growing::Packed { exceptions, .. } => exceptions.is_full(),
            Growing::Coded { dictionary, .. } => dictionary.is_full(),
        }
    }

    pub(super) fn memory(&self) -> u64 {
        match self {
            Growing::Packed {
                values, exceptions, ..
            } => values.capacity() as u64 * 8 + exceptions.memory(),
            Growing::Coded { codes, dictionary } => {
                codes.capacity() as u64 * 4 + dictionary.memory()
            }
        }
    }

    pub(super) fn freeze(self) -> Store {
        match self {
            Growing::Packed {
                values, exceptions, ..
            } => Store::Packed {
                values,
                exceptions: exceptions.freeze(),
            },
            Growing::Coded { codes, dictionary } => Store::Coded {
                codes,
                texts: dictionary.freeze(),
            },
        }
    }
}

/// Codes cells in two passes, hashes first: the second pass waits for memory, and its waits overlap.
fn code<'a>(
    codes: &mut Vec<u32>,
    dictionary: &mut Dictionary,
    cells: impl Iterator<Item = &'a [u8]> + Clone,
    hashes: &Hashes,
    scratch: &mut Vec<u64>,
) {
    scratch.clear();
    scratch.extend(cells.clone().map(|cell| hashes.of(cell)));
    codes.reserve(scratch.len());
    let mut last = codes.last().copied();
    for (cell, hash) in cells.zip(scratch.iter()) {
        let code = match last {
            Some(code) if dictionary.get(code) == cell => code,
            _ => dictionary.intern(cell, *hash),
        };
        codes.push(code);
        last = Some(code);
    }
}

impl Store {
    pub(super) fn len(&self) -> usize {
        match self {
            Store::Packed { values, .. } => values.len(),
            Store::Coded { codes, .. } => codes.len(),
        }
    }

    pub(super) fn memory(&self) -> u64 {
        match self {
            Store::Packed { values, exceptions } => {
                values.capacity() as u64 * 8 + exceptions.memory()
            }
            Store::Coded { codes, texts } => codes.capacity() as u64 * 4 + texts.memory(),
        }
    }

    /// The texts that are kept as texts: all of a coded column, the exceptions of a packed one.
    pub(super) fn texts(&self) -> &Texts {
        match self {
            Store::Packed { exceptions, .. } => exceptions,
            Store::Coded { texts, .. } => texts,
        }
    }

    /// The rows whose cells are kept as texts, with the codes of these.
    pub(super) fn text_codes_by_row(&self) -> Box<dyn Iterator<Item = (u32, u32)> + '_> {
        match self {
            Store::Coded { codes, .. } => Box::new(
                codes
                    .iter()
                    .enumerate()
                    .map(|(row, code)| (row as u32, *code)),
            ),
            Store::Packed { values, .. } => Box::new(values.iter().enumerate().filter_map(
                |(row, value)| match value.unpack() {
                    Unpacked::Exception(code) => Some((row as u32, code)),
                    _ => None,
                },
            )),
        }
    }

    /// The codes of the cells that are kept as texts, from top to bottom.
    pub(super) fn text_codes(&self) -> impl Iterator<Item = u32> + '_ {
        self.text_codes_by_row().map(|(_, code)| code)
    }
}
