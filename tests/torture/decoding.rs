//! Cases about encodings.

use crate::case::{Case, Verdict};

/// The decoded text equal, or the user asked.
pub fn judge(_case: &Case) -> Verdict {
    Verdict::NotJudged
}

/// Valid UTF-8 or not, and what stands for what is not.
pub fn judge_utf8(_case: &Case) -> Verdict {
    Verdict::NotJudged
}
