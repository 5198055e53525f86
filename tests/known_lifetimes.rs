//! BG/NBD, MBG/NBD and Gamma-Gamma on CDNOW, against the package lifetimes and what it was judged by.

mod support;

use clientele::stats::{Ending, GammaGamma, RepeatModel, Repeats};
use serde_json::Value;
use support::references::{
    References, Within, number, numbers, reference_json, reference_records, row_of,
};

const REFS: &str = "CLIENTELE_REFS";

fn four(values: &[f64]) -> [f64; 4] {
    values.try_into().expect("four parameters")
}

/// The summary that lifetimes ships: x, tx, T in weeks with two decimals, and the mean spend.
fn summary() -> Option<Vec<Vec<f64>>> {
    let records = reference_records(REFS, "cdnow_summary_input.csv")?;
    Some(records.iter().map(|record| row_of(record)).collect())
}

fn hundredths(weeks: f64) -> u32 {
    (weeks * 100.0).round() as u32
}

fn repeats(summary: &[Vec<f64>]) -> Repeats {
    let triples: Vec<(u32, u32, u32)> = summary
        .iter()
        .map(|row| (row[1] as u32, hundredths(row[2]), hundredths(row[3])))
        .collect();
    Repeats::of(&triples, 100.0)
}

fn spending(summary: &[Vec<f64>]) -> Vec<(u32, f64)> {
    let spent = summary.iter().map(|row| (row[1] as u32, row[4]));
    spent.filter(|(x, z)| *x > 0 && *z > 0.0).collect()
}

const MODELS: [(&str, Ending); 2] = [
    ("bgnbd", Ending::AfterRepeats),
    ("mbgnbd", Ending::AfterAny),
];

#[test]
fn likelihoods_and_gradients_at_given_parameters() {
    let (Some(refs), Some(summary)) = (
        reference_json(REFS, "btyd_likelihood_gradients.json"),
        summary(),
    ) else {
        return;
    };
    let mut table = References::new();
    let source = "autograd on lifetimes 0.11.3";
    let data = repeats(&summary);
    for (name, ending) in MODELS {
        for point in refs[name].as_array().expect("points") {
            let parameters = four(&numbers(&point["params"]));
            let (sum, slopes) = RepeatModel { ending, parameters }.log_likelihood(&data);
            let at = format!("{name} at {parameters:?}");
            table.check(
                &format!("{at}: log-likelihood"),
                number(&point["LL"]),
                sum,
                Within::Absolute(1e-8),
                source,
            );
            let gradient: Vec<(f64, f64)> = (0..4)
                .map(|place| {
                    (
                        number(&point["grad_log"][place]),
                        slopes[place] * parameters[place],
                    )
                })
                .collect();
            table.check_all(
                &format!("{at}: gradient"),
                &gradient,
                Within::Relative(1e-9),
                source,
            );
        }
    }
    let pairs = spending(&summary);
    for point in refs["gamma_gamma"].as_array().expect("points") {
        let given = numbers(&point["params"]);
        let parameters = [given[0], given[1], given[2]];
        let (sum, slopes) = GammaGamma { parameters }.log_likelihood(&pairs);
        let at = format!("gamma-gamma at {parameters:?}");
        table.check(
            &format!("{at}: log-likelihood"),
            number(&point["LL"]),
            sum,
            Within::Absolute(1e-8),
            source,
        );
        let gradient: Vec<(f64, f64)> = (0..3)
            .map(|place| {
                (
                    number(&point["grad_log"][place]),
                    slopes[place] * parameters[place],
                )
            })
            .collect();
        table.check_all(
            &format!("{at}: gradient"),
            &gradient,
            Within::Relative(1e-9),
            source,
        );
    }
    table.finish();
}

#[test]
fn the_fits_of_cdnow_are_those_of_lifetimes() {
    let (Some(refs), Some(summary)) =
        (reference_json(REFS, "cdnow_btyd_reference.json"), summary())
    else {
        return;
    };
    let mut table = References::new();
    let data = repeats(&summary);
    for (name, ending) in MODELS {
        let expected = &refs[name];
        let model = RepeatModel::fit(ending, &data).expect("CDNOW has a fit");
        for (place, letter) in ["r", "alpha", "a", "b"].iter().enumerate() {
            let given = number(&expected["params_polished"][letter]);
            table.check(
                &format!("{name} {letter}"),
                given,
                model.parameters[place],
                Within::Relative(1e-3),
                "lifetimes 0.11.3",
            );
        }
        let (sum, _) = model.log_likelihood(&data);
        table.check(
            &format!("{name} log-likelihood"),
            number(&expected["LL_polished"]),
            sum,
            Within::Absolute(1e-5),
            "lifetimes 0.11.3",
        );
        let alpha = expected["params_polished"].as_object().expect("parameters");
        let polished = RepeatModel {
            ending,
            parameters: ["r", "alpha", "a", "b"].map(|letter| number(&alpha[letter])),
        };
        predictions(&mut table, name, polished, &summary, expected);
    }
    table.finish();
}

/// Predictions at given parameters, per customer and in all.
fn predictions(
    table: &mut References,
    name: &str,
    model: RepeatModel,
    summary: &[Vec<f64>],
    expected: &Value,
) {
    let source = "lifetimes 0.11.3";
    for (span, given) in expected["E_X_t"].as_object().expect("spans") {
        let weeks: f64 = span.parse().expect("weeks");
        table.check(
            &format!("{name} E[X({span})]"),
            number(given),
            model.expected(0, 0.0, 0.0, weeks),
            Within::Relative(1e-8),
            source,
        );
    }
    for example in expected["examples"].as_array().expect("examples") {
        let [x, last, age, span] = ["x", "t_x", "T", "t"].map(|field| number(&example[field]));
        let at = format!("{name} x={x}, tx={last}, T={age}");
        table.check(
            &format!("{at}: P(alive)"),
            number(&example["p_alive"]),
            model.alive(x as u32, last, age),
            Within::Absolute(1e-9),
            source,
        );
        table.check(
            &format!("{at}: E[Y({span})]"),
            number(&example["exp_purchases"]),
            model.expected(x as u32, last, age, span),
            Within::Absolute(1e-9),
            source,
        );
    }
    let sum = |of: &dyn Fn(&Vec<f64>) -> f64| summary.iter().map(of).sum::<f64>();
    for (span, given) in expected["sum_expected_purchases"]
        .as_object()
        .expect("spans")
    {
        let weeks: f64 = span.parse().expect("weeks");
        let got = sum(&|row| model.expected(row[1] as u32, row[2], row[3], weeks));
        table.check(
            &format!("{name} sum of E[Y({span})]"),
            number(given),
            got,
            Within::Relative(1e-8),
            source,
        );
    }
    let alive = sum(&|row| model.alive(row[1] as u32, row[2], row[3]));
    table.check(
        &format!("{name} sum of P(alive)"),
        number(&expected["sum_p_alive"]),
        alive,
        Within::Relative(1e-8),
        source,
    );
    let Some(records) = reference_records(REFS, &format!("cdnow_{name}_predictions.csv")) else {
        return;
    };
    for (column, span) in [(4, 0.0), (5, 1.0), (6, 13.0), (7, 39.0), (8, 52.0)] {
        let pairs: Vec<(f64, f64)> = records
            .iter()
            .map(|record| {
                let row = row_of(record);
                let (x, last, age) = (row[1] as u32, row[2], row[3]);
                let got = if column == 4 {
                    model.alive(x, last, age)
                } else {
                    model.expected(x, last, age, span)
                };
                (row[column], got)
            })
            .collect();
        let what = if column == 4 {
            "P(alive)".to_owned()
        } else {
            format!("E[Y({span})]")
        };
        table.check_all(
            &format!("{name} {what} by customer"),
            &pairs,
            Within::Relative(1e-9),
            source,
        );
    }
}

#[test]
fn spend_and_value_of_cdnow_are_those_of_lifetimes() {
    let (Some(refs), Some(summary)) =
        (reference_json(REFS, "cdnow_btyd_reference.json"), summary())
    else {
        return;
    };
    let Some(records) = reference_records(REFS, "cdnow_gg_clv.csv") else {
        return;
    };
    let mut table = References::new();
    let source = "lifetimes 0.11.3";
    let expected = &refs["gamma_gamma"];
    let pairs = spending(&summary);
    let fitted = GammaGamma::fit(&pairs).expect("CDNOW has a fit");
    for (place, letter) in ["p", "q", "v"].iter().enumerate() {
        let given = number(&expected["params_polished"][letter]);
        table.check(
            &format!("gamma-gamma {letter}"),
            given,
            fitted.parameters[place],
            Within::Relative(1e-3),
            source,
        );
    }
    table.check(
        "gamma-gamma log-likelihood",
        number(&expected["LL_polished"]),
        fitted.log_likelihood(&pairs).0,
        Within::Absolute(1e-5),
        source,
    );
    let spend = GammaGamma {
        parameters: ["p", "q", "v"].map(|letter| number(&expected["params_polished"][letter])),
    };
    table.check(
        "population mean spend",
        number(&expected["population_mean_spend_pv_over_qm1"]),
        spend.expected(0, 0.0),
        Within::Relative(1e-9),
        source,
    );
    let repeat = RepeatModel {
        ending: Ending::AfterRepeats,
        parameters: ["r", "alpha", "a", "b"]
            .map(|letter| number(&refs["bgnbd"]["params_polished"][letter])),
    };
    let mut spends = Vec::new();
    let mut values = Vec::new();
    for record in &records {
        let row = row_of(record);
        let (x, last, age) = (row[1] as u32, row[2], row[3]);
        let mean = spend.expected(x, row[4]);
        let value = clientele::stats::discounted(12, 0.01, &|month| {
            repeat.expected(x, last, age, 4.345 * f64::from(month))
        });
        spends.push((row[5], mean));
        values.push((row[6], mean * value));
    }
    table.check_all(
        "expected spend by customer",
        &spends,
        Within::Relative(1e-9),
        source,
    );
    table.check_all(
        "12-month value by customer",
        &values,
        Within::Relative(1e-6),
        source,
    );
    let sum: f64 = values.iter().map(|value| value.1).sum();
    table.check(
        "12-month value of all",
        number(&refs["clv"]["sum"]),
        sum,
        Within::Relative(1e-6),
        source,
    );
    table.finish();
}
