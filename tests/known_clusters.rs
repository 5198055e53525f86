//! Clusters and drivers against scikit-learn and statsmodels. Files are read from the folder named by
//! CLIENTELE_REFS.

use clientele::analysis::Space;
use clientele::dataset::{Capability, Dataset, Measured};
use clientele::figure::Outcome;
use clientele::stats::{KMeans, Logit, Pattern, Point, TwoByTwo, mantel_haenszel, silhouettes};
use clientele::value::{Day, Decimal};

#[path = "support/frames.rs"]
mod frames;
use frames::{fact, file, grid, on, orders, outcome, records, rfm_orders, said, section};

fn close(ours: f64, expected: f64, tolerance: f64) {
    let off = (ours - expected).abs();
    assert!(off <= tolerance, "{ours} is not {expected}");
}

fn reference(name: &str) -> Option<serde_json::Value> {
    Some(serde_json::from_slice(&file("CLIENTELE_REFS", name)?).unwrap())
}

fn number(json: &serde_json::Value, path: &str) -> f64 {
    json.pointer(path).and_then(|n| n.as_f64()).unwrap()
}

#[test]
fn clusters_equal_those_of_scikit_learn_from_the_same_start() {
    let Some(data) = rfm_orders() else { return };
    let expected = reference("kmeans_reference.json").unwrap();
    let table = records(
        &file("CLIENTELE_REFS", "kmeans_rfm_orders.csv").unwrap(),
        b',',
    );
    let space = on(&data, "2006-12-31", Space::of);
    assert_eq!(space.points.len(), 995);
    for (customer, (point, line)) in space.customers.iter().zip(space.points.iter().zip(&table)) {
        assert_eq!(data.customers[*customer].id, line[0]);
        for (ours, theirs) in point.iter().zip(&line[4..7]) {
            close(*ours, theirs.parse().unwrap(), 1e-9);
        }
    }
    let rows = &expected["fixed_init_k4"]["init_rows"];
    let start: Vec<Point> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| space.points[row.as_u64().unwrap() as usize])
        .collect();
    let found = KMeans::from_centers(&space.points, start, 300);
    close(found.inertia, 1020.818609549632, 1e-9);
    for (label, line) in found.labels.iter().zip(&table) {
        assert_eq!(label.to_string(), line[14], "{}", line[0]);
    }
    let silhouette = silhouettes(&space.points, &[&found.labels])[0];
    close(
        silhouette,
        number(&expected, "/fixed_init_k4/silhouette"),
        1e-9,
    );
}

#[test]
fn ten_starts_come_within_a_hundredth_of_the_best_known() {
    let Some(data) = rfm_orders() else { return };
    let expected = reference("kmeans_reference.json").unwrap();
    on(&data, "2006-12-31", |frame| {
        let space = Space::of(frame);
        for k in 2..=8 {
            let found = KMeans::best(&space.points, k, 10, 300).unwrap();
            let best = number(&expected, &format!("/k{k}/inertia"));
            assert!(found.inertia <= 1.01 * best, "{k}: {}", found.inertia);
        }
        let Outcome::Weak { result, reasons } = outcome(frame, "clusters", &[]) else {
            panic!("a cloud is a weak result")
        };
        assert_eq!(reasons[0].id, "clusters.cloud");
        assert_eq!(fact(&result, "clusters"), "2");
        assert_eq!(fact(&result, "silhouette"), "0.371282");
        let four = section(frame, "clusters", &[("clusters.k", "4")]);
        assert_eq!(fact(&four, "clusters"), "4");
    });
}

/// Each customer of CDNOW: whether a second purchase came within 180 days, and what was known before.
fn drivers() -> Option<Vec<Vec<u8>>> {
    let rows = records(&file("CLIENTELE_REFS", "drivers_cdnow_input.csv")?, b',');
    let flags = |row: &Vec<String>| row[4..9].iter().map(|flag| flag.parse().unwrap()).collect();
    Some(rows.iter().map(flags).collect())
}

fn table<'a>(rows: impl Iterator<Item = &'a Vec<u8>>, factor: usize) -> TwoByTwo {
    let mut table = TwoByTwo::default();
    for row in rows {
        let (hits, of) = match row[factor] {
            1 => (&mut table.hits, &mut table.of),
            _ => (&mut table.other_hits, &mut table.other_of),
        };
        *hits += u64::from(row[0]);
        *of += 1;
    }
    table
}

#[test]
fn drivers_equal_those_of_statsmodels() {
    let Some(rows) = drivers() else { return };
    let expected = reference("drivers_reference.json").unwrap();
    for (factor, name) in [(1, "multi"), (2, "hi")] {
        let table = table(rows.iter(), factor);
        let of = |field: &str| number(&expected, &format!("/table_{name}/{field}"));
        let risk = table.relative_risk().unwrap();
        close(risk.value, of("RR"), 1e-7);
        close(risk.interval.low, of("RR_ci/0"), 1e-7);
        close(risk.interval.high, of("RR_ci/1"), 1e-7);
        let odds = table.odds_ratio().unwrap();
        close(odds.value, of("OR"), 1e-7);
        close(odds.interval.low, of("OR_ci/0"), 1e-7);
        close(odds.interval.high, of("OR_ci/1"), 1e-7);
        close(table.difference().unwrap().value, of("risk_diff"), 1e-7);
        close(table.chi_squared().unwrap(), of("chi2_nocorr"), 1e-7);
    }
    let newcombe = table(rows.iter(), 2).difference().unwrap().interval;
    close(
        newcombe.low,
        number(&expected, "/newcombe_diff_hi/ci/0"),
        1e-7,
    );
    close(
        newcombe.high,
        number(&expected, "/newcombe_diff_hi/ci/1"),
        1e-7,
    );
    let strata = [0, 1].map(|hi| table(rows.iter().filter(|row| row[2] == hi), 1));
    let pooled = mantel_haenszel(&strata).unwrap().value;
    close(
        pooled,
        number(&expected, "/mantel_haenszel_multi_by_hi/oddsratio_pooled"),
        1e-7,
    );
    let patterns: Vec<Pattern> = rows
        .iter()
        .map(|row| Pattern {
            x: [1, row[1], row[2], row[3], row[4]].map(f64::from).to_vec(),
            hits: f64::from(row[0]),
            trials: 1.0,
        })
        .collect();
    let fit = Logit::fit(&patterns).unwrap();
    for (at, name) in ["const", "multi", "hi", "feb", "mar"].iter().enumerate() {
        let of = |field: &str| number(&expected, &format!("/logit/{name}/{field}"));
        close(fit.coefficients[at], of("coef"), 1e-7);
        close(fit.errors[at], of("se"), 1e-7);
    }
    close(fit.log_likelihood, number(&expected, "/llf"), 1e-6);
}

/// CDNOW: customer, day, discs, dollars.
fn cdnow() -> Option<Dataset> {
    let text = String::from_utf8(file("CLIENTELE_DATA", "cdnow/master.txt")?).unwrap();
    let (mut sales, mut discs) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [customer, day, units, dollars] = fields[..] else {
            continue;
        };
        let Some(day) = day
            .get(..8)
            .and_then(|d| Day::from_iso(&format!("{}-{}-{}", &d[..4], &d[4..6], &d[6..])))
        else {
            continue;
        };
        sales.push((customer.to_owned(), day, Decimal::parse(dollars).unwrap()));
        discs.push(units.parse().unwrap());
    }
    let mut data = orders(&sales, 2);
    data.capabilities.push(Capability::Units);
    data.measures = vec![Measured {
        id: "units",
        values: discs.into(),
        scale: 0,
    }];
    Some(data)
}

#[test]
fn a_high_first_purchase_fades_when_several_pieces_are_held_equal() {
    let Some(data) = cdnow() else { return };
    on(&data, "1998-06-30", |frame| {
        let found = section(frame, "drivers", &[("drivers.days", "180")]);
        assert_eq!(fact(&found, "second_purchase_share"), "0.3745");
        let table = grid(&found, "drivers");
        let cells = |row: usize| -> Vec<String> {
            [1, 4, 7, 10, 13]
                .map(|column| said(&table.rows[row].cells[column]))
                .to_vec()
        };
        assert_eq!(
            cells(0),
            ["11650", "0.1207", "1.383319", "1.679085", "1.663690"]
        );
        assert_eq!(cells(1)[2..4], ["1.294923", "1.510844"]);
        let verdict = |row: usize| said(&table.rows[row].cells[15]);
        assert_eq!(verdict(0), "drivers.verdict.clear");
        assert_eq!(verdict(1), "drivers.verdict.fades");
        let model = grid(&found, "logit");
        let odds: Vec<String> = model.rows.iter().map(|row| said(&row.cells[1])).collect();
        assert_eq!(odds, ["0.505079", "0.016907", "-0.005457", "0.023260"]);
    });
}

#[test]
fn few_customers_have_no_drivers_and_no_clusters() {
    let Some(data) = cdnow() else { return };
    let mut few = data.clone();
    let kept = few
        .customer
        .iter()
        .filter(|customer| **customer < 20)
        .count();
    few.customers.truncate(20);
    few.rows = few.rows.iter().take(kept).collect();
    few.amount.truncate(kept);
    few.day.truncate(kept);
    few.customer.truncate(kept);
    few.order.truncate(kept);
    few.orders = kept as u32;
    few.measures[0].values = data.measures[0].values.iter().take(kept).collect();
    on(&few, "1998-06-30", |frame| {
        for (id, reason) in [("drivers", "drivers.few"), ("clusters", "clusters.few")] {
            match outcome(frame, id, &[]) {
                Outcome::NotEnough { reason: found, .. } => assert_eq!(found.id, reason),
                other => panic!("{id}: {other:?}"),
            }
        }
    });
}
