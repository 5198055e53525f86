//! What customers are worth: published numbers, and those of other programs, against ours.

mod support;

use clientele::analysis::{BackTest, Orders, Visits};
use clientele::stats::{Ending, GammaGamma, RepeatModel, Repeats, digamma, hypergeometric_excess};
use clientele::value::{Day, Decimal};
use serde_json::Value;
use support::references::{References, Within, reference_file, reference_json, reference_records};

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

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(number)
        .collect()
}

fn four(values: &[f64]) -> [f64; 4] {
    values.try_into().expect("four parameters")
}

/// A record as numbers.
fn row(record: &[String]) -> Vec<f64> {
    record
        .iter()
        .map(|cell| cell.parse().unwrap_or(f64::NAN))
        .collect()
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
            let [a, b, c, z, expected] = row(record)[..] else {
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

/// The summary that lifetimes ships: x, tx, T in weeks with two decimals, and the mean spend.
fn summary() -> Option<Vec<Vec<f64>>> {
    let records = reference_records(REFS, "cdnow_summary_input.csv")?;
    Some(records.iter().map(|record| row(record)).collect())
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
fn expected_purchases_are_those_of_mpmath() {
    let Some(records) = reference_records(REFS, "bgnbd_conditional_expectation_mpmath.csv") else {
        return;
    };
    let mut table = References::new();
    let pairs: Vec<(f64, f64)> = records
        .iter()
        .map(|record| {
            let [a, b, r, x, age, span, expected, alpha] = row(record)[..] else {
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
                let row = row(record);
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
        let row = row(record);
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

/// The purchases of a tenth of CDNOW's customers until a day, an order each.
fn cdnow_sample(until: &str) -> Option<Visits> {
    let text = String::from_utf8(reference_file("CLIENTELE_DATA", "cdnow/sample.txt")?)
        .expect("plain text");
    let until = Day::from_iso(until).expect("a day");
    let mut orders = Orders::default();
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [_, customer, date, _, dollars] = fields[..] else {
            continue;
        };
        let day = Day::from_iso(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]))
            .expect("a day");
        let amount = Decimal::parse(dollars)
            .and_then(|dollars| dollars.at_scale(2))
            .expect("an amount");
        if day <= until {
            orders
                .customer
                .push(customer.parse::<u32>().expect("a number") - 1);
            orders.day.push(day);
            orders.amount.push(amount);
            orders.lines.push(1);
        }
    }
    Some(Visits::of_orders(&orders, 2357))
}

#[test]
fn the_transactions_of_cdnow_give_the_summary_and_its_fits() {
    let Some(visits) = cdnow_sample("1997-09-30") else {
        return;
    };
    let Some(records) = reference_records(REFS, "cdnow_sample_cbs_from_transactions.csv") else {
        return;
    };
    let mut table = References::new();
    let cut = Day::from_iso("1997-09-30").expect("a day");
    let mut triples: [Vec<(f64, f64)>; 3] = Default::default();
    for record in &records {
        let row = row(record);
        let (x, last, age) = visits
            .triple(row[0] as usize - 1, cut)
            .expect("all had bought");
        for (pairs, (place, got)) in triples.iter_mut().zip([(1, x), (2, last), (3, age)]) {
            pairs.push((row[place], f64::from(got)));
        }
    }
    for (name, pairs) in ["x", "tx in days", "T in days"].iter().zip(&triples) {
        table.check_all(
            &format!("{name} by customer"),
            pairs,
            Within::Exactly,
            "pandas",
        );
    }
    let data = visits.repeats(cut);
    table.check(
        "unique triples",
        1016.0,
        data.rows.len() as f64,
        Within::Exactly,
        "pandas",
    );
    for (name, ending, expected) in [
        ("BG/NBD", Ending::AfterRepeats, -9582.4292067),
        ("MBG/NBD", Ending::AfterAny, -9582.1357156),
    ] {
        let model = RepeatModel::fit(ending, &data).expect("CDNOW has a fit");
        let name = format!("{name} log-likelihood from transactions");
        table.check(
            &name,
            expected,
            model.log_likelihood(&data).0,
            Within::Absolute(1e-5),
            "lifetimes on days / 7",
        );
    }
    let pairs = visits.pairs(0.01);
    let spend = GammaGamma::fit(&pairs).expect("CDNOW has a fit");
    table.check(
        "gamma-gamma log-likelihood from transactions",
        -4055.9176948,
        spend.log_likelihood(&pairs).0,
        Within::Absolute(1e-5),
        "lifetimes",
    );
    table.finish();
}

#[test]
fn nine_months_of_cdnow_are_foretold_as_lifetimes_does() {
    let Some(refs) = reference_json(REFS, "cdnow_bootstrap_holdout_reference.json") else {
        return;
    };
    let Some(visits) = cdnow_sample("1998-06-30") else {
        return;
    };
    let day = |iso| Day::from_iso(iso).expect("a day");
    let test =
        BackTest::of(&visits, day("1997-09-30"), day("1998-06-30")).expect("enough is known");
    let mut table = References::new();
    let (expected, actual) = test.totals();
    table.check(
        "purchases that came",
        number(&refs["holdout"]["actual_total"]),
        actual as f64,
        Within::Exactly,
        "CDNOW",
    );
    table.check(
        "purchases expected",
        number(&refs["holdout"]["bgnbd"]["pred_total"]),
        expected,
        Within::Relative(1e-3),
        "lifetimes 0.11.3",
    );
    for group in 0..8 {
        let came = test.actual[group] as f64 / test.customers[group] as f64;
        let given = number(&refs["holdout"]["by_x_actual_mean"][group.to_string()]);
        table.check(
            &format!("came by x = {group}"),
            given,
            came,
            Within::Relative(1e-9),
            "CDNOW",
        );
        let foretold = test.expected[group] / test.customers[group] as f64;
        let given = number(&refs["holdout"]["bgnbd"]["by_x_pred_mean"][group.to_string()]);
        table.check(
            &format!("expected by x = {group}"),
            given,
            foretold,
            Within::Relative(1e-3),
            "lifetimes 0.11.3",
        );
    }
    table.finish();
}
