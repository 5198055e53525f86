//! Functions and formulas against values with more digits than ours can have.

mod support;

use clientele::stats::{Ending, RepeatModel, digamma, hypergeometric_excess};
use support::references::{References, Within, numbers, reference_json, reference_records, row_of};

const REFS: &str = "CLIENTELE_REFS";

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
    references.finish();
    let failure = std::panic::catch_unwind(|| {
        let mut references = References::new();
        references.check_all(
            "no number",
            &[(1.0, 1.0), (2.0, f64::NAN)],
            Within::Relative(1.0),
            "a wrong one",
        );
        references.finish();
    });
    assert!(failure.is_err(), "a number that is none fits nothing");
    assert!(std::panic::catch_unwind(|| References::new().finish()).is_err());
}

#[test]
fn special_functions_are_those_of_mpmath() {
    let Some(refs) = reference_json(REFS, "special_functions.json") else {
        return;
    };
    let mut table = References::new();
    let within = Within::Relative(1e-13);
    for pair in refs["digamma"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(numbers)
    {
        table.check(
            &format!("digamma({})", pair[0]),
            pair[1],
            digamma(pair[0]),
            within,
            "mpmath",
        );
    }
    for pair in refs["lgamma"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(numbers)
    {
        table.check(
            &format!("lgamma({})", pair[0]),
            pair[1],
            libm::lgamma(pair[0]),
            within,
            "mpmath",
        );
    }
    table.finish();
}

#[test]
fn the_hypergeometric_function_is_that_of_mpmath() {
    let Some(records) = reference_records(REFS, "hyp2f1_mpmath.csv") else {
        return;
    };
    let mut table = References::new();
    let pairs: Vec<(f64, f64)> = records
        .iter()
        .map(|record| {
            let [a, b, c, z, expected] = row_of(record)[..] else {
                panic!("five columns")
            };
            // Euler: 2F1(a, b; c; z) = (1 - z)^(c - a - b) 2F1(c - a, c - b; c; z).
            let excess = hypergeometric_excess(c - a, c - b, c, z) * (c - b) / c;
            (
                expected,
                (c - a - b) * libm::log1p(-z) + libm::log1p(excess),
            )
        })
        .collect();
    table.check_all(
        "ln 2F1",
        &pairs,
        Within::Relative(1e-9),
        "mpmath, 40 digits",
    );
    table.finish();
}

#[test]
fn expected_purchases_are_those_of_mpmath() {
    let Some(records) = reference_records(REFS, "bgnbd_conditional_expectation_mpmath.csv") else {
        return;
    };
    let mut table = References::new();
    let pairs: Vec<(f64, f64)> = records
        .iter()
        .map(|record| {
            let [a, b, r, x, age, span, expected, alpha] = row_of(record)[..] else {
                panic!("eight columns")
            };
            let model = RepeatModel {
                ending: Ending::AfterRepeats,
                parameters: [r, alpha, a, b],
            };
            (expected, model.expected(x as u32, age, age, span))
        })
        .collect();
    table.check_all(
        "BG/NBD E[Y(t)|x,tx,T]",
        &pairs,
        Within::Relative(1e-9),
        "mpmath, 50 digits",
    );
    table.finish();
}
