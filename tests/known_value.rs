//! What customers are worth: published numbers, and those of other programs, against ours.

mod support;

use support::references::{References, Within};

#[test]
fn a_table_of_references_tells_what_does_not_fit() {
    let mut references = References::new();
    references.check(
        "one third",
        1.0 / 3.0,
        0.3333,
        Within::Absolute(1e-4),
        "arithmetic",
    );
    references.check_words("a word", "same", "same", "language");
    references.check_all(
        "pairs",
        &[(1.0, 1.0), (2.0, 2.0 + 1e-9)],
        Within::Relative(1e-9),
        "arithmetic",
    );
    references.finish();
    let failure = std::panic::catch_unwind(|| {
        let mut references = References::new();
        references.check_all(
            "pairs",
            &[(1.0, 1.0), (2.0, f64::NAN)],
            Within::Relative(1.0),
            "arithmetic",
        );
        references.finish();
    });
    assert!(failure.is_err(), "a number that is none fits nothing");
    assert!(std::panic::catch_unwind(|| References::new().finish()).is_err());
}
