//! The interval of a fitted model on CDNOW, against draws of its parameters and a bootstrap of its customers.

mod support;

use clientele::stats::{Ending, RepeatModel, Repeats};
use support::references::{References, Within, number, reference_json, reference_records, row_of};

const REFS: &str = "CLIENTELE_REFS";

/// The summary that lifetimes ships: x, tx and T, in hundredths of a week.
fn triples() -> Option<Repeats> {
    let records = reference_records(REFS, "cdnow_summary_input.csv")?;
    let hundredths = |weeks: f64| (weeks * 100.0).round() as u32;
    let triple = |record: &Vec<String>| {
        let row = row_of(record);
        (row[1] as u32, hundredths(row[2]), hundredths(row[3]))
    };
    let triples: Vec<(u32, u32, u32)> = records.iter().map(triple).collect();
    Some(Repeats::of(&triples, 100.0))
}

#[test]
fn the_interval_of_the_parameters_agrees_with_draws_and_with_a_bootstrap() {
    let (Some(refs), Some(data)) = (
        reference_json(REFS, "cdnow_bootstrap_holdout_reference.json"),
        triples(),
    ) else {
        return;
    };
    let model = RepeatModel::fit(Ending::AfterRepeats, &data).expect("CDNOW has a fit");
    let covariance = model.covariance(&data).expect("a top");
    let mut table = References::new();
    // Published to three figures beside the bootstrap's; the ridge of a and b makes the two differ.
    for (at, (name, drawn)) in [("r", 0.0126), ("alpha", 0.378), ("a", 0.186), ("b", 0.705)]
        .iter()
        .enumerate()
    {
        let sd = covariance[at][at].sqrt() * model.parameters[at];
        let source = "Hessian of lifetimes' likelihood";
        table.check(
            &format!("standard deviation of {name}"),
            *drawn,
            sd,
            Within::Relative(0.06),
            source,
        );
        let drawn_again = number(&refs["bootstrap"]["sd"][at]);
        assert!(
            (0.6..1.1).contains(&(sd / drawn_again)),
            "{name}: {sd} and {drawn_again}"
        );
    }
    let total = |model: RepeatModel| {
        let of = |row: &clientele::stats::Repeat| {
            let (last, age) = (
                f64::from(row.last) / data.ticks,
                f64::from(row.age) / data.ticks,
            );
            row.weight * model.expected(row.x, last, age, 39.0)
        };
        data.rows.iter().map(of).sum::<f64>()
    };
    let between = model.interval(&data, &total).expect("an interval");
    let draws = "400 draws from the Hessian";
    table.check(
        "purchases of 39 weeks, low end",
        1509.0,
        between.low,
        Within::Relative(0.01),
        draws,
    );
    table.check(
        "purchases of 39 weeks, high end",
        1803.0,
        between.high,
        Within::Relative(0.01),
        draws,
    );
    let bootstrap = "200 bootstraps of the customers";
    let end = |name: &str| number(&refs["bootstrap"][name][4]);
    table.check(
        "the same, low end",
        end("q025"),
        between.low,
        Within::Relative(0.015),
        bootstrap,
    );
    table.check(
        "the same, high end",
        end("q975"),
        between.high,
        Within::Relative(0.015),
        bootstrap,
    );
    // What came lies outside of all three, which is why the test on the past is the headline.
    assert!(number(&refs["holdout"]["actual_total"]) > between.high);
    table.finish();
}
