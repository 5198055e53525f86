//! cells of one column -> packed words, or codes into a dictionary.

use std::borrow::Cow;

use crate::csv::{Records, Written};
use crate::table::compact::{Codes, Values};
use crate::table::dictionary::{Dictionary, Hashes, Texts};
use crate::table::label::Label;
use crate::table::packed::{Packed, Unpacked};
use crate::table::word::Word;

/// A column stays packed while its exceptions are no more than this, plus one cell in
/// [`EXCEPTIONS_EVERY`]. The rule counts rows and not chunks.
const EXCEPTIONS_FREE: usize = 64;
const EXCEPTIONS_EVERY: usize = 8;
/// So many exceptions are asked whether they are ids with a label, until one is.
const LABELS_TRIED: usize = 16;

/// The cells of a column while they are read.
pub(super) enum Growing {
    Packed(Packing),
    Coded {
        codes: Codes,
        dictionary: Dictionary,
    },
}

/// A column that is packed as far as it can be.
#[derive(Default)]
pub(super) struct Packing {
    values: Values,
    label: Option<Label>,
    exceptions: Dictionary,
    exceptional: usize,
}

/// The cells of a column.
#[derive(Debug)]
pub(super) enum Store {
    Packed {
        values: Values,
        label: Option<Label>,
        exceptions: Texts,
    },
    Coded {
        codes: Codes,
        texts: Texts,
    },
}

impl Growing {
    pub(super) fn new() -> Growing {
        Growing::Packed(Packing::default())
    }

    /// Takes the cells of one column of a batch.
    pub(super) fn take(&mut self, records: &Records<'_>, column: usize, hashes: &Hashes) {
        let mut cells = records.column(column);
        if let Growing::Packed(packing) = self {
            for cell in cells.by_ref() {
                packing.push(cell, hashes);
                if packing.is_text() {
                    *self = packing.coded(hashes);
                    break;
                }
            }
        }
        if let Growing::Coded { codes, dictionary } = self {
            cells.for_each(|cell| codes.push(dictionary.intern(cell, hashes)));
        }
    }

    /// Takes one cell.
    pub(super) fn push(&mut self, text: &str, hashes: &Hashes) {
        let cell = Written::new(text.as_bytes());
        match self {
            Growing::Coded { codes, dictionary } => codes.push(dictionary.intern(cell, hashes)),
            Growing::Packed(packing) => {
                packing.push(cell, hashes);
                if packing.is_text() {
                    *self = packing.coded(hashes);
                }
            }
        }
    }

    pub(super) fn memory(&self) -> u64 {
        match self {
            Growing::Packed(packing) => packing.values.memory() + packing.exceptions.memory(),
            Growing::Coded { codes, dictionary } => codes.memory() + dictionary.memory(),
        }
    }

    pub(super) fn freeze(self) -> Store {
        match self {
            Growing::Packed(Packing {
                mut values,
                label,
                exceptions,
                ..
            }) => {
                values.shrink();
                Store::Packed {
                    values,
                    label,
                    exceptions: exceptions.freeze(),
                }
            }
            Growing::Coded {
                mut codes,
                dictionary,
            } => {
                codes.shrink();
                Store::Coded {
                    codes,
                    texts: dictionary.freeze(),
                }
            }
        }
    }
}

impl Packing {
    #[inline]
    fn push(&mut self, cell: Written<'_>, hashes: &Hashes) {
        let value = match &mut self.label {
            None => Packed::of(cell),
            Some(label) => Word::of(cell).and_then(|word| {
                label
                    .number(word)
                    .map(Packed::label)
                    .or_else(|| Packed::of_word(word))
            }),
        };
        match value {
            Some(value) => self.values.push(value),
            None => self.push_exception(cell, hashes),
        }
    }

    #[cold]
    fn push_exception(&mut self, cell: Written<'_>, hashes: &Hashes) {
        if self.label.is_none() && self.exceptional < LABELS_TRIED {
            self.label = Label::of(cell);
            let word = Word::of(cell);
            if let Some(number) = self
                .label
                .as_mut()
                .zip(word)
                .and_then(|(label, word)| label.number(word))
            {
                self.values.push(Packed::label(number));
                return;
            }
        }
        let value = Packed::of(cell).unwrap_or_else(|| {
            self.exceptional += 1;
            Packed::exception(self.exceptions.intern(cell, hashes))
        });
        self.values.push(value);
    }

    /// Too many cells cannot be packed.
    #[inline]
    fn is_text(&self) -> bool {
        self.exceptional > EXCEPTIONS_FREE + self.values.len() / EXCEPTIONS_EVERY
    }

    /// The same cells as codes.
    fn coded(&mut self, hashes: &Hashes) -> Growing {
        let mut dictionary = Dictionary::default();
        let exceptions = std::mem::take(&mut self.exceptions);
        let mut code = |value: Packed| {
            let text = match value.unpack() {
                Unpacked::Exception(code) => Cow::Borrowed(exceptions.get(code)),
                _ => Cow::Owned(printed(value, self.label.as_ref()).into_bytes()),
            };
            dictionary.intern(Written::new(&text), hashes)
        };
        let mut codes = Codes::new();
        self.values.iter().for_each(|value| codes.push(code(value)));
        Growing::Coded { codes, dictionary }
    }
}

/// The text of a packed value that is no exception.
fn printed(value: Packed, label: Option<&Label>) -> String {
    match (value.unpack(), label) {
        (Unpacked::Label(number), Some(label)) => label.text(number),
        _ => value.text().unwrap_or_default(),
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
            Store::Packed {
                values, exceptions, ..
            } => values.memory() + exceptions.memory(),
            Store::Coded { codes, texts } => codes.memory() + texts.memory(),
        }
    }

    /// The texts that are kept as texts: all of a coded column, the exceptions of a packed one.
    pub(super) fn texts(&self) -> &Texts {
        match self {
            Store::Packed { exceptions, .. } => exceptions,
            Store::Coded { texts, .. } => texts,
        }
    }

    /// The text of a packed value.
    pub(super) fn text_of(&self, value: Packed) -> Cow<'_, str> {
        match (value.unpack(), self) {
            (Unpacked::Exception(code), _) => Cow::Borrowed(self.texts().get(code)),
            (_, Store::Packed { label, .. }) => Cow::Owned(printed(value, label.as_ref())),
            (_, Store::Coded { .. }) => Cow::Owned(printed(value, None)),
        }
    }

    /// The rows whose cells are kept as texts, with the codes of these.
    pub(super) fn text_codes_by_row(&self) -> Box<dyn Iterator<Item = (u32, u32)> + '_> {
        match self {
            Store::Coded { codes, .. } => Box::new(
                codes
                    .iter()
                    .enumerate()
                    .map(|(row, code)| (row as u32, code)),
            ),
            Store::Packed { values, .. } => {
                let exception = |(row, value): (usize, Packed)| match value.unpack() {
                    Unpacked::Exception(code) => Some((row as u32, code)),
                    _ => None,
                };
                Box::new(values.iter().enumerate().filter_map(exception))
            }
        }
    }

    /// The codes of the cells that are kept as texts, from top to bottom.
    pub(super) fn text_codes(&self) -> impl Iterator<Item = u32> + '_ {
        self.text_codes_by_row().map(|(_, code)| code)
    }
}
