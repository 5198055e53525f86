//! 64 bytes -> one bit for each byte at which a plain field may end.
//!
//! Written so that a compiler with vectors compares 16 bytes in one instruction; where there are
//! none (WebAssembly without its SIMD), eight bytes are compared at a time in a 64-bit word.

/// Bytes looked at in one go.
pub(super) const BLOCK: usize = 64;

/// Whether comparing byte by byte becomes vector code.
const VECTORS: bool = cfg!(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    target_feature = "simd128"
));

const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const ONES: u64 = 0x0101_0101_0101_0101;
/// Multiplied with eight bytes of 0 or 1 it gathers them as the bits of the top byte.
const GATHER: u64 = 0x0102_0408_1020_4080;

/// Bit `n` is set when byte `n` is the delimiter, LF or CR.
#[inline]
pub(super) fn stops(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    if VECTORS {
        by_bytes(block, delimiter)
    } else {
        by_words(block, delimiter)
    }
}

#[inline]
fn by_bytes(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let mut equal = [0_u8; BLOCK];
    for (equal, byte) in equal.iter_mut().zip(block) {
        *equal = u8::from(*byte == delimiter) | u8::from(*byte == b'\n') | u8::from(*byte == b'\r');
    }
    gathered(&equal, |word| word)
}

#[inline]
fn by_words(block: &[u8; BLOCK], delimiter: u8) -> u64 {
    let [delimiter, lf, cr] = [delimiter, b'\n', b'\r'].map(|byte| ONES * u64::from(byte));
    // In each byte the high bit stays clear only where the byte equals the one looked for.
    let differs = |word: u64, stop: u64| {
        let other = word ^ stop;
        ((other & LOW) + LOW) | other
    };
    gathered(block, |word| {
        !(differs(word, delimiter) & differs(word, lf) & differs(word, cr)) >> 7 & ONES
    })
}

/// The bytes of 0 or 1 that `equal` makes of eight bytes, as the bits of one word.
#[inline]
fn gathered(block: &[u8; BLOCK], equal: impl Fn(u64) -> u64) -> u64 {
    let (words, _) = block.as_chunks::<8>();
    let mut bits = 0;
    for (at, word) in words.iter().enumerate() {
        bits |= (equal(u64::from_le_bytes(*word)).wrapping_mul(GATHER) >> 56) << (8 * at);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_stops_at_each_place_or_not() {
        for byte in 0..=255 {
            for at in 0..BLOCK {
                let mut block = [b'x'; BLOCK];
                block[at] = byte;
                let expected = if matches!(byte, b';' | b'\n' | b'\r') {
                    1 << at
                } else {
                    0
                };
                assert_eq!(by_bytes(&block, b';'), expected, "{byte} at {at}");
                assert_eq!(by_words(&block, b';'), expected, "{byte} at {at}");
            }
        }
        assert_eq!(stops(&[b'\n'; BLOCK], b','), u64::MAX);
    }
}
