//! bytes in any encoding -> UTF-8, before the records are cut.
//!
//! UTF-8 flows through untouched. UTF-16 is decoded here. For the older encodings the tables of the
//! Encoding Standard are used where they are: in the browser its own `TextDecoder`, elsewhere
//! `encoding_rs`; both are asked for whole lines only, so that no state is kept between two pieces.

use std::sync::OnceLock;

use crate::csv::encoding::{self, Guess};
use crate::csv::scanner::End;

/// Decodes bytes in the encoding of this label; `None` when there is no such encoding.
pub type Decode = fn(&str, &[u8]) -> Option<String>;

static DECODE: OnceLock<Decode> = OnceLock::new();

/// A line longer than this is cut wherever it is.
const LONGEST_LINE: usize = 1 << 20;
/// The encoding of a file that begins in ASCII is decided on so many bytes from the first other one on.
const SAMPLE: usize = 64 << 10;
/// What a decoder writes for bytes that are no text.
const REPLACEMENT: &str = "\u{FFFD}";

/// Tells where the tables of the older encodings are. Called once, by the door that has them.
pub fn decode_with(decode: Decode) {
    let _ = DECODE.set(decode);
}

/// The text of bytes in this encoding.
pub(super) fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    if let Some(wide) = Wide::of(label) {
        let mut text = Vec::new();
        wide.decode(bytes, &mut text);
        return String::from_utf8(text).ok();
    }
    match DECODE.get() {
        Some(decode) => decode(label, bytes),
        None => by_table(label, bytes),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn by_table(label: &str, bytes: &[u8]) -> Option<String> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Some(text.into_owned())
}

#[cfg(target_arch = "wasm32")]
fn by_table(_: &str, _: &[u8]) -> Option<String> {
    None
}

/// UTF-16 in one of its orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wide {
    Little,
    Big,
}

impl Wide {
    fn of(label: &str) -> Option<Wide> {
        match label {
            "utf-16le" => Some(Wide::Little),
            "utf-16be" => Some(Wide::Big),
            _ => None,
        }
    }

    fn unit(self, pair: &[u8]) -> u16 {
        match self {
            Wide::Little => u16::from_le_bytes([pair[0], pair[1]]),
            Wide::Big => u16::from_be_bytes([pair[0], pair[1]]),
        }
    }

    /// Decodes whole units; an odd byte at the end is replaced.
    fn decode(self, bytes: &[u8], out: &mut Vec<u8>) {
        let units = bytes.chunks_exact(2).map(|pair| self.unit(pair));
        let mut utf8 = [0; 4];
        for unit in char::decode_utf16(units) {
            let letter = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            out.extend_from_slice(letter.encode_utf8(&mut utf8).as_bytes());
        }
        if bytes.len() % 2 == 1 {
            out.extend_from_slice(REPLACEMENT.as_bytes());
        }
    }

    /// So many bytes at the front are whole characters.
    fn whole(self, bytes: &[u8]) -> usize {
        let even = bytes.len() & !1;
        let last = even.checked_sub(2).map(|at| self.unit(&bytes[at..even]));
        match last {
            Some(0xD800..=0xDBFF) => even - 2,
            _ => even,
        }
    }
}

/// How the bytes below the byte order mark become text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoding {
    /// Nothing but ASCII so far.
    Ascii,
    /// ASCII, and then these bytes, which decide.
    Waiting(Vec<u8>),
    /// Text as it is.
    Utf8,
    /// Another encoding, and the bytes whose character or line is not complete.
    Other(&'static str, Vec<u8>),
}

impl Decoding {
    /// For an encoding that was decided on.
    pub(super) fn of(guess: &Guess, ascii: bool) -> Decoding {
        match guess.label {
            "utf-8" if ascii => Decoding::Ascii,
            "utf-8" => Decoding::Utf8,
            label => Decoding::Other(label, Vec::new()),
        }
    }

    /// Whether bytes pass as they are.
    pub(super) fn passes(&self, bytes: &[u8]) -> bool {
        match self {
            Decoding::Utf8 => true,
            Decoding::Ascii => bytes.is_ascii(),
            _ => false,
        }
    }

    /// The text of the next bytes. A guess comes back where these bytes decided on the encoding.
    pub(super) fn feed(&mut self, bytes: &[u8], end: End, out: &mut Vec<u8>) -> Option<Guess> {
        match self {
            Decoding::Utf8 => out.extend_from_slice(bytes),
            Decoding::Ascii => {
                let plain = bytes.iter().take_while(|byte| byte.is_ascii()).count();
                out.extend_from_slice(&bytes[..plain]);
                if plain < bytes.len() {
                    *self = Decoding::Waiting(Vec::new());
                    return self.feed(&bytes[plain..], end, out);
                }
            }
            Decoding::Waiting(held) => {
                held.extend_from_slice(bytes);
                if held.len() >= SAMPLE || end == End::Last {
                    let held = std::mem::take(held);
                    let sample = &held[..held.len().min(SAMPLE)];
                    let sample_end = if held.len() > SAMPLE { End::More } else { end };
                    let guess = encoding::guess(sample, sample_end);
                    *self = Decoding::of(&guess, false);
                    self.feed(&held, end, out);
                    return Some(guess);
                }
            }
            Decoding::Other(label, pending) => {
                pending.extend_from_slice(bytes);
                take_whole(label, pending, end, out);
            }
        }
        None
    }
}

/// Decodes what is complete, and keeps the rest.
fn take_whole(label: &str, pending: &mut Vec<u8>, end: End, out: &mut Vec<u8>) {
    let mut from = 0;
    while from < pending.len() {
        let rest = &pending[from..];
        let mut whole = match Wide::of(label) {
            // A line that does not shift back must not shift the next one, whatever comes with it.
            None if label == "iso-2022-jp" => {
                let line = rest.iter().position(|byte| *byte == b'\n');
                let last = if end == End::Last { rest.len() } else { 0 };
                line.map_or(last, |at| at + 1)
            }
            _ if end == End::Last => rest.len(),
            Some(wide) => wide.whole(rest),
            None => rest
                .iter()
                .rposition(|byte| *byte == b'\n')
                .map_or(0, |at| at + 1),
        };
        if whole == 0 && rest.len() >= LONGEST_LINE {
            whole = LONGEST_LINE;
        }
        if whole == 0 {
            break;
        }
        let line = rest[..whole].strip_suffix(b"\n");
        let line = line.filter(|_| label == "iso-2022-jp");
        let text = decode(label, line.unwrap_or(&rest[..whole])).unwrap_or_default();
        push_marked(&text, out);
        // Shifted, the end of the line would be half a letter.
        out.extend(line.map(|_| b'\n'));
        from += whole;
    }
    pending.drain(..from);
}

/// What a decoder could not read is written as bytes that are no UTF-8: that is how a record with such
/// bytes is known, whatever the encoding.
fn push_marked(text: &str, out: &mut Vec<u8>) {
    for (at, part) in text.split(REPLACEMENT).enumerate() {
        if at > 0 {
            out.push(0xFF);
        }
        out.extend_from_slice(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fed(label: &'static str, bytes: &[u8], size: usize) -> Vec<u8> {
        let mut decoding = Decoding::Other(label, Vec::new());
        let mut out = Vec::new();
        for piece in bytes.chunks(size) {
            decoding.feed(piece, End::More, &mut out);
        }
        decoding.feed(&[], End::Last, &mut out);
        out
    }

    #[test]
    fn text_is_the_same_however_its_bytes_arrive() {
        let sjis = b"\x93\xFA\x96{,1\n\x8C\xEA\n\xFF\n";
        let wide = [0x3D, 0xD8, 0x00, 0xDE, b'a', 0, b'\n', 0];
        for size in 1..9 {
            assert_eq!(
                fed("shift_jis", sjis, size),
                "日本,1\n語\n"
                    .bytes()
                    .chain([0xFF, b'\n'])
                    .collect::<Vec<u8>>()
            );
            assert_eq!(fed("utf-16le", &wide, size), "\u{1F600}a\n".as_bytes());
        }
    }

    #[test]
    fn a_line_that_does_not_shift_back_shifts_no_other() {
        let open = b"\x1B$B$N\na,b\n\x1B$B$N\x1B(B,1\n";
        for size in [1, 5, 100] {
            assert_eq!(fed("iso-2022-jp", open, size), "の\na,b\nの,1\n".as_bytes());
        }
    }

    #[test]
    fn ascii_waits_for_the_first_other_byte() {
        let mut decoding = Decoding::Ascii;
        let mut out = Vec::new();
        assert!(decoding.feed(b"caf", End::More, &mut out).is_none());
        assert!(
            decoding
                .feed(b"x caf\xE9 au lait\n", End::More, &mut out)
                .is_none()
        );
        let guess = decoding.feed(b"", End::Last, &mut out).unwrap();
        assert_eq!(
            (guess.label, String::from_utf8(out).unwrap()),
            ("windows-1252", "cafx café au lait\n".to_owned())
        );
    }
}
