//! The bytes of a file -> the SHA-256 it is known by.

use sha2::{Digest, Sha256};

/// A SHA-256 that grows with the bytes it is shown.
#[derive(Clone, Debug, Default)]
pub struct FileHash(Sha256);

impl FileHash {
    /// The next bytes of the file.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all bytes shown, as 64 hexadecimal digits.
    pub fn hex(self) -> String {
        let digits = |byte: &u8| format!("{byte:02x}");
        self.0.finalize().iter().map(digits).collect()
    }
}

impl PartialEq for FileHash {
    fn eq(&self, other: &FileHash) -> bool {
        self.0.clone().finalize() == other.0.clone().finalize()
    }
}

impl Eq for FileHash {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_hash_of_abc_in_any_pieces() {
        // FIPS 180-2, appendix B.1.
        let published = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for pieces in [&["abc"][..], &["a", "", "bc"]] {
            let mut hash = FileHash::default();
            pieces
                .iter()
                .for_each(|piece| hash.update(piece.as_bytes()));
            assert_eq!(hash.hex(), published);
        }
    }
}
