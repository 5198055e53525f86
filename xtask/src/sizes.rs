//! Files of the page -> their sizes as they lie and as they travel, against the budget.

use std::fs;
use std::io::Write;
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::Failure;
use crate::{Outcome, repository};

/// What all code of the page may weigh together, in bytes of brotli: what it weighs with all analyses,
/// and a little. It keeps the weight from growing unseen.
const BUDGET: usize = 790_000;

/// The sizes of a file, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// As it lies on disk.
    pub raw: usize,
    /// As gzip at its best.
    pub gzip: usize,
    /// As brotli at its best.
    pub brotli: usize,
}

impl Sizes {
    fn of(bytes: &[u8]) -> Outcome<Sizes> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &BrotliEncoderParams::default())?;
        Ok(Sizes {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }

    fn plus(self, other: Sizes) -> Sizes {
        Sizes {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// Prints every file of the page and all together.
pub fn tell() -> Outcome<Sizes> {
    let mut total = Sizes::default();
    println!(
        "{:<36} {:>10} {:>10} {:>10}",
        "bytes", "raw", "gzip", "brotli"
    );
    for file in repository::page_files()? {
        let sizes = Sizes::of(&fs::read(repository::root().join(&file))?)?;
        line(&file, sizes);
        total = total.plus(sizes);
    }
    line(Path::new("together"), total);
    Ok(total)
}

/// Prints the sizes and fails above the budget.
pub fn check() -> Outcome<()> {
    let total = tell()?;
    if total.brotli > BUDGET {
        return Err(Failure::new(format!(
            "The page weighs {} bytes of brotli; its budget is {BUDGET}.",
            total.brotli
        )));
    }
    println!("{} of {BUDGET} bytes of the budget are used.", total.brotli);
    Ok(())
}

fn line(name: &Path, sizes: Sizes) {
    println!(
        "{:<36} {:>10} {:>10} {:>10}",
        name.display(),
        sizes.raw,
        sizes.gzip,
        sizes.brotli
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_travels_light() {
        let sizes = Sizes::of(&b"customer,".repeat(1000)).unwrap();
        assert_eq!(sizes.raw, 9000);
        assert!(sizes.gzip < 100 && sizes.brotli < 60, "{sizes:?}");
    }
}
