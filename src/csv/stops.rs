//! 64 bytes -> one bit for each byte at which a plain field may end.
//!
//! Eight bytes are compared at a time in a 64-bit word. That is fast on every target without any
//! code of its own for one of them, and a compiler that has vectors uses them here.

/// Bytes looked at in one go.
pub(super) const BLOCK: usize = 64;

const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const ONES: u64 = 0x0101_0101_0101_0101;
/// Multiplied with eight bytes of 0 or 1 it gathers them as the bits of the top byte.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// The bytes that end a plain field: the delimiter, LF and CR.
#[derive(Clone, Copy)]
pub(super) struct Stops {
    words: [u64; 3],
}

impl Stops {
    pub(super) fn new(delimiter: u8) -> Stops {
        Stops {
            words: [delimiter, b'\n', b'\r'].map(|byte| ONES * u64::from(byte)),
        }
    }

    /// Bit `n` is set when byte `n` ends a field.
    #[inline]
    pub(super) fn of(&self, block: &[u8; BLOCK]) -> u64 {
        let (words, _) = block.as_chunks::<8>();
        let bits = words
            .iter()
            .map(|word| self.of_word(u64::from_le_bytes(*word)));
        bits.enumerate()
            .fold(0, |all, (at, bits)| all | bits << (8 * at))
    }

    #[inline]
    fn of_word(&self, word: u64) -> u64 {
        // In each byte the high bit stays clear only where the byte equals the one looked for.
        let differs = |stop: u64| {
            let other = word ^ stop;
            ((other & LOW) + LOW) | other
        };
        let [delimiter, lf, cr] = self.words;
        let equal = !(differs(delimiter) & differs(lf) & differs(cr)) >> 7 & ONES;
        equal.wrapping_mul(GATHER) >> 56
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_stops_at_each_place_or_not() {
        let stops = Stops::new(b';');
        for byte in 0..=255 {
            for at in 0..BLOCK {
                let mut block = [b'x'; BLOCK];
                block[at] = byte;
                let expected = if matches!(byte, b';' | b'\n' | b'\r') {
                    1 << at
                } else {
                    0
                };
                assert_eq!(stops.of(&block), expected, "{byte} at {at}");
            }
        }
        assert_eq!(stops.of(&[b'\n'; BLOCK]), u64::MAX);
    }
}
